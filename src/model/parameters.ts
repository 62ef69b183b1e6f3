import { type Json, type JsonObject, isArray, ownValue } from "../data/data.js";
import type { Author, Place } from "./author.js";
import { ofShowableSize } from "./example.js";
import { exampleFor, type Readers } from "./readers.js";
import type { Schema } from "./schema.js";
import type { AllowedValues, TypeRow, TypeTable } from "./type-table.js";

export interface ParameterGroup {
  /** `path`, `query`, `header`, `JSON body` */
  readonly location: string;
  readonly rows: readonly TypeRow[];
}

/** What the example of a request is made of. */
export interface RequestExample {
  readonly pathValues: readonly ExampleValue[];
  readonly queryValues: readonly ExampleValue[];
  readonly contentType: Json | undefined;
  readonly body: BodyExample | null;
}

export interface ExampleValue {
  readonly name: string;
  readonly value: Json;
}

/** A body shown as it is written, or as JSON. */
export type BodyExample = { readonly text: string } | { readonly json: Json };

/** Those of the path, unless the operation has one of the same name and location, then the operation's. */
export function parametersOf(
  item: JsonObject,
  operation: JsonObject,
  author: Author,
): readonly JsonObject[] {
  const own = author.objectsAt(operation, "parameters");
  const identity = (parameter: JsonObject) => JSON.stringify([parameter["in"], parameter["name"]]);
  const known = new Set(own.map(identity));
  const shared = author.objectsAt(item, "parameters");
  return [...shared.filter((parameter) => !known.has(identity(parameter))), ...own];
}

/** Takes the parameters of an operation one by one and sorts what they say. */
export class Parameters {
  bodyTables: readonly TypeTable[] = [];
  readonly #rows = new Map<string, TypeRow[]>();
  readonly #path: ExampleValue[] = [];
  readonly #query: ExampleValue[] = [];
  #contentType: Json | undefined;
  #body: BodyExample | null = null;

  constructor(readonly readers: Readers) {}

  groups(): readonly ParameterGroup[] {
    return [...this.#rows].map(([location, rows]) => ({ location, rows }));
  }

  request(): RequestExample {
    return {
      pathValues: this.#path,
      queryValues: this.#query,
      contentType: this.#contentType,
      body: this.#body,
    };
  }

  add(parameter: JsonObject): void {
    const { author } = this.readers;
    const location = author.textAt(parameter, "in")?.text;
    if (location === "body") return this.#addBody(parameter);
    const name = author.textAt(parameter, "name")?.text;
    if (!name || !location) {
      author.report("nameless-parameter", { holder: parameter }, [name ? "in" : "name"]);
      return;
    }
    this.#addRows(location, [this.#row(parameter, name)]);
    const value = ownValue(parameter, "x-example");
    if (value === undefined) return;
    if (location === "path") this.#path.push({ name, value });
    if (location === "query") this.#query.push({ name, value });
    if (location === "header" && name.toLowerCase() === "content-type") this.#contentType = value;
  }

  #addRows(location: string, rows: readonly TypeRow[]): void {
    const group = this.#rows.get(location) ?? [];
    for (const row of rows) group.push(row);
    this.#rows.set(location, group);
  }

  #row(parameter: JsonObject, key: string): TypeRow {
    const { author } = this.readers;
    const list = author.listAt(parameter, "enum");
    const values: AllowedValues | null = list.length
      ? { list, onlyIfEnum: false, alwaysList: true }
      : null;
    return {
      key,
      type: values ? "enum" : plainType(parameter, author),
      required: author.flagAt(parameter, "required"),
      description: author.textAt(parameter, "description"),
      values,
    };
  }

  #addBody(parameter: JsonObject): void {
    const { author, schemas, tables } = this.readers;
    const value = ownValue(parameter, "schema");
    const at = { holder: parameter, key: "schema" };
    const schema = value === undefined ? null : schemas.read(value, at);
    this.#body = bodyExample(parameter, schema, at, this.readers);
    if (!schema?.written) return;
    if (schema.types !== "object") {
      author.report("unsupported-body", at, [nameOfTypes(schema)]);
      return;
    }
    const { rows, below } = tables.ofObject(schema, at);
    if (rows.length > 0) this.#addRows("JSON body", rows);
    this.bodyTables = below;
  }
}

/** What a message calls the types of a schema: `string`, `string or object`. */
function nameOfTypes({ types }: Schema): string {
  if (types === null) return "unknown";
  if (typeof types === "string") return types;
  const names = types.map((member) =>
    "name" in member ? member.name : nameOfTypes(member.schema),
  );
  return [...new Set(names)].join(" or ");
}

/** The type of a parameter or header, which has no schema: `string`, `[string]`. */
export function plainType(holder: JsonObject, author: Author): string {
  const type = author.textAt(holder, "type")?.text;
  if (!type) {
    const name = ownValue(holder, "name");
    author.report("no-type", { holder }, [typeof name === "string" ? name : "this"]);
    return "any";
  }
  const items = ownValue(holder, "items");
  if (type !== "array" || items === undefined) return type;
  if (!isArray(items)) {
    const item = author.object(items, { holder, key: "items" });
    return item ? `[${plainType(item, author)}]` : type;
  }
  const members = items.map((item, key) => {
    const member = author.object(item, { holder: items, key });
    return member ? plainType(member, author) : "any";
  });
  return `[${members.join(", ")}]`;
}

/** `x-example` text is shown as it is; everything else as JSON. */
function bodyExample(
  parameter: JsonObject,
  schema: Schema | null,
  at: Place,
  readers: Readers,
): BodyExample | null {
  const given = ownValue(parameter, "x-example");
  if (typeof given === "string") return { text: given };
  const made = () => (schema?.written ? exampleFor(schema, at, readers) : undefined);
  const json = ofShowableSize(given ?? schema?.example ?? made(), at, readers.author);
  return json === undefined ? null : { json };
}
