import {
  type DataFile,
  type Json,
  type JsonObject,
  isArray,
  isObject,
  keysOf,
  ownValue,
} from "../data/data.js";
import { type Author, type Place, type Written, kindOf } from "./author.js";
import { exampleOf, ofShowableSize } from "./example.js";
import type { Schema, SchemaReader } from "./schema.js";
import type { AllowedValues, TypeRow, TypeTable, TypeTables } from "./type-table.js";

/** One operation of an API. */
export interface Endpoint {
  /** `GET` */
  readonly method: string;
  /** With the base path: `/_matrix/client/r0/login`. */
  readonly path: string;
  readonly at: Place;
  readonly deprecated: boolean;
  readonly description: Written | null;
  readonly rateLimited: boolean;
  readonly requiresAuth: boolean;
  /** In order of first appearance; the body's rows are the group `JSON body`. */
  readonly parameters: readonly ParameterGroup[];
  /** The tables below the one of the body. */
  readonly bodyTables: readonly TypeTable[];
  readonly responseHeaders: readonly TypeRow[];
  readonly responseTables: readonly TypeTable[];
  readonly request: RequestExample;
  readonly responses: readonly Response[];
}

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

export interface Response {
  readonly status: string;
  readonly description: Written | null;
  readonly example: BodyExample | null;
}

/** What reads an API file. */
export interface Readers {
  readonly author: Author;
  readonly schemas: SchemaReader;
  readonly tables: TypeTables;
}

/** The operations that OpenAPI 2 knows, https://swagger.io/specification/v2/#path-item-object */
const methods: ReadonlySet<string> = new Set([
  "get",
  "put",
  "post",
  "delete",
  "options",
  "head",
  "patch",
]);

/** The endpoints of an API file, in its order. */
export function readEndpoints(
  file: DataFile,
  document: Json,
  readers: Readers,
): readonly Endpoint[] {
  const { author } = readers;
  if (!isObject(document)) {
    author.reportFile("wrong-kind", file, ["The file", "an object", kindOf(document)]);
    return [];
  }
  const base = author.textAt(document, "basePath")?.text.trim().replace(/\/+$/, "") ?? "";
  const paths = author.objectAt(document, "paths");
  if (!paths) return [];
  return keysOf(paths)
    .filter((path) => !path.startsWith("x-"))
    .flatMap((path) => {
      const item = author.objectAt(paths, path);
      return item ? readPathItem(item, (base + path).trim(), readers) : [];
    });
}

function readPathItem(item: JsonObject, path: string, readers: Readers): readonly Endpoint[] {
  return keysOf(item)
    .filter((key) => methods.has(key))
    .flatMap((key) => {
      const operation = readers.author.objectAt(item, key);
      if (!operation) return [];
      return readOperation(operation, { holder: item, key }, key.toUpperCase(), path, readers);
    });
}

function readOperation(
  operation: JsonObject,
  at: Place & { readonly holder: JsonObject },
  method: string,
  path: string,
  readers: Readers,
): Endpoint {
  const { author } = readers;
  const parameters = new Parameters(readers);
  for (const parameter of parametersOf(at.holder, operation, author)) parameters.add(parameter);
  const responses = author.objectAt(operation, "responses") ?? {};
  const good = ownValue(responses, "200") === undefined ? null : author.objectAt(responses, "200");
  return {
    method,
    path,
    at,
    deprecated: author.flagAt(operation, "deprecated"),
    description: author.textAt(operation, "description") ?? author.textAt(operation, "summary"),
    rateLimited: ownValue(responses, "429") !== undefined,
    requiresAuth: ownValue(operation, "security") !== undefined,
    parameters: parameters.groups(),
    bodyTables: parameters.bodyTables,
    responseHeaders: good ? readHeaders(good, readers) : [],
    responseTables: good ? readBodyTables(good, readers) : [],
    request: parameters.request(),
    responses: readResponses(responses, readers),
  };
}

/** Those of the path, unless the operation has one of the same name and location, then the operation's. */
function parametersOf(
  item: JsonObject,
  operation: JsonObject,
  author: Author,
): readonly JsonObject[] {
  const own = author.objectsAt(operation, "parameters");
  const same = (a: JsonObject, b: JsonObject) => a["name"] === b["name"] && a["in"] === b["in"];
  const shared = author.objectsAt(item, "parameters");
  return [...shared.filter((parameter) => !own.some((other) => same(parameter, other))), ...own];
}

/** Takes the parameters of an operation one by one and sorts what they say. */
class Parameters {
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
    const group = this.#rows.get(location);
    if (group) group.push(...rows);
    else this.#rows.set(location, [...rows]);
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
    this.#body = bodyExample(parameter, schema, at, author);
    if (!schema?.written) return;
    if (schema.types !== "object") {
      author.report("unsupported-body", at, [String(schema.types ?? "unknown")]);
      return;
    }
    const { rows, below } = tables.ofObject(schema, at);
    if (rows.length > 0) this.#addRows("JSON body", rows);
    this.bodyTables = below;
  }
}

/** The type of a parameter or header, which has no schema: `string`, `[string]`. */
function plainType(holder: JsonObject, author: Author): string {
  const type = author.textAt(holder, "type")?.text;
  if (!type) {
    author.report("no-type", { holder }, [String(ownValue(holder, "name") ?? "this")]);
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
  author: Author,
): BodyExample | null {
  const given = ownValue(parameter, "x-example");
  if (typeof given === "string") return { text: given };
  const made = () => (schema?.written ? exampleOf(schema, at, author) : undefined);
  const json = ofShowableSize(given ?? schema?.example ?? made(), at, author);
  return json === undefined ? null : { json };
}

function readHeaders(response: JsonObject, { author }: Readers): readonly TypeRow[] {
  const headers = author.objectAt(response, "headers");
  if (!headers) return [];
  return keysOf(headers).flatMap((key) => {
    const header = author.objectAt(headers, key);
    if (!header) return [];
    const description = author.textAt(header, "description");
    return { key, type: plainType(header, author), required: false, description, values: null };
  });
}

function readBodyTables(response: JsonObject, { schemas, tables }: Readers): readonly TypeTable[] {
  const value = ownValue(response, "schema");
  if (value === undefined) return [];
  const at = { holder: response, key: "schema" };
  return tables.forBody(schemas.read(value, at), at);
}

/** By status in ascending order; as text if one of them is no number, such as `4xx`. */
function readResponses(responses: JsonObject, readers: Readers): readonly Response[] {
  const statuses = keysOf(responses).filter((status) => !status.startsWith("x-"));
  const areNumbers = statuses.every((status) => /^\d+$/.test(status));
  const sorted = statuses.toSorted((a, b) => (areNumbers ? Number(a) - Number(b) : a < b ? -1 : 1));
  return sorted.flatMap((status) => {
    const response = readers.author.objectAt(responses, status);
    if (!response) return [];
    const description = readers.author.textAt(response, "description");
    const at = { holder: responses, key: status };
    const json = ofShowableSize(responseExample(response, readers), at, readers.author);
    return { status, description, example: asWritten(json) };
  });
}

/** The schema's own example, else `examples["application/json"]`, else one made from the schema. A file has none. */
function responseExample(response: JsonObject, { author, schemas }: Readers): Json | undefined {
  const examples = author.objectAt(response, "examples");
  const given = examples ? ownValue(examples, "application/json") : undefined;
  const value = ownValue(response, "schema");
  if (value === undefined) return given;
  const at = { holder: response, key: "schema" };
  const schema = schemas.read(value, at);
  if (schema.types === "file") return undefined;
  return schema.example ?? given ?? (schema.written ? exampleOf(schema, at, author) : undefined);
}

/** An example may be written as the text of an object or list instead of as one. */
function asWritten(example: Json | undefined): BodyExample | null {
  if (example === undefined) return null;
  const isJsonText = typeof example === "string" && /^\s*[[{]/.test(example);
  return isJsonText ? { text: example.trim() } : { json: example };
}
