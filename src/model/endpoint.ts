import {
  type DataFile,
  type Json,
  type JsonObject,
  isObject,
  keysOf,
  kindOf,
  ownValue,
} from "../data/data.js";
import type { Place, Written } from "./author.js";
import { ofShowableSize } from "./example.js";
import {
  type BodyExample,
  type ParameterGroup,
  Parameters,
  parametersOf,
  plainType,
  type RequestExample,
} from "./parameters.js";
import { exampleFor, type Readers } from "./readers.js";
import type { TypeRow, TypeTable } from "./type-table.js";

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

export interface Response {
  readonly status: string;
  readonly description: Written | null;
  readonly example: BodyExample | null;
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
function responseExample(response: JsonObject, readers: Readers): Json | undefined {
  const { author, schemas } = readers;
  const examples = author.objectAt(response, "examples");
  const given = examples ? ownValue(examples, "application/json") : undefined;
  const value = ownValue(response, "schema");
  if (value === undefined) return given;
  const at = { holder: response, key: "schema" };
  const schema = schemas.read(value, at);
  if (schema.types === "file") return undefined;
  return schema.example ?? given ?? (schema.written ? exampleFor(schema, at, readers) : undefined);
}

/** An example may be written as the text of an object or list instead of as one. */
function asWritten(example: Json | undefined): BodyExample | null {
  if (example === undefined) return null;
  const isJsonText = typeof example === "string" && /^\s*[[{]/.test(example);
  return isJsonText ? { text: example.trim() } : { json: example };
}
