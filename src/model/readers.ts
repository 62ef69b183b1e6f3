import type { Author } from "./author.js";
import type { SchemaReader } from "./schema.js";
import type { TypeTables } from "./type-table.js";

/** What reads the data files: one of each for the whole project. */
export interface Readers {
  readonly author: Author;
  readonly schemas: SchemaReader;
  readonly tables: TypeTables;
}
