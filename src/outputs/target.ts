import type { Dialect } from "../schema/dialects.js";
import type { Located } from "../data/located.js";

/** What a document is written in. */
export interface Target {
  /** What a message calls it: `OpenAPI 3.0`. */
  readonly name: string;
  /** Of its schemas. */
  readonly dialect: Dialect;
}

/** Is told of what the target cannot say: where it is written, and what it is. */
export type Lost = (at: Located, what: string) => void;
