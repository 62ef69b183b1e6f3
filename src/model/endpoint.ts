import {
  type DataFile,
  type Json,
  type JsonObject,
  isObject,
  keysOf,
  isArray,
  kindOf,
  numberText,
  ownValue,
} from "../data/data.js";
import type { Author, Place, Written } from "./author.js";
import { isJsonType, isOtherText } from "./media-types.js";
import { countValues, ofShowableSize } from "./example.js";
import {
  type BodyExample,
  type ParameterGroup,
  Parameters,
  parametersOf,
  headerRow,
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
  /** What its security, or that of the document, asks for. */
  readonly auth: "required" | "optional" | "none";
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
  const endpoints = keysOf(paths)
    .filter((path) => !path.startsWith("x-"))
    .flatMap((path) => {
      const item = author.objectAt(paths, path);
      return item ? readPathItem(item, (base + path).trim(), document, readers) : [];
    });
  return withinLimits(endpoints, author);
}

/** So many rows and values of examples of a file fit into a page that can still be read. A few schemas, named from everywhere, make more. */
const mostShown = 750_000;

/** Endpoints, those behind the limit without their tables and examples. That is told where it begins. */
function withinLimits(endpoints: readonly Endpoint[], author: Author): readonly Endpoint[] {
  let shown = 0;
  let isTold = false;
  return endpoints.map((endpoint) => {
    shown += sizeOf(endpoint);
    if (shown <= mostShown) return endpoint;
    if (!isTold) author.report("too-much-to-show", endpoint.at, [String(mostShown)]);
    isTold = true;
    const responses = endpoint.responses.map((response) => ({ ...response, example: null }));
    const request = { ...endpoint.request, body: null };
    return { ...endpoint, parameters: [], bodyTables: [], responseTables: [], request, responses };
  });
}

/** The rows of an endpoint's tables and the values of its examples. */
function sizeOf({ parameters, bodyTables, responseTables, request, responses }: Endpoint): number {
  const rows = [...parameters, ...bodyTables, ...responseTables].reduce(
    (sum, each) => sum + each.rows.length,
    0,
  );
  return [request.body, ...responses.map(({ example }) => example)].reduce(
    (sum, example) => sum + (example && "json" in example ? countValues(example.json, 0) : 0),
    rows,
  );
}

function readPathItem(
  item: JsonObject,
  path: string,
  document: JsonObject,
  readers: Readers,
): readonly Endpoint[] {
  return keysOf(item)
    .filter((key) => methods.has(key))
    .flatMap((key) => {
      const operation = readers.author.objectAt(item, key);
      if (!operation) return [];
      const at = { holder: item, key };
      return readOperation(operation, at, key.toUpperCase(), path, document, readers);
    });
}

function readOperation(
  operation: JsonObject,
  at: Place & { readonly holder: JsonObject },
  method: string,
  path: string,
  document: JsonObject,
  readers: Readers,
): Endpoint {
  const { author } = readers;
  const inherited = (key: string) =>
    ownValue(operation, key) === undefined ? document : operation;
  const consumes = textsAt(inherited("consumes"), "consumes");
  const produces = textsAt(inherited("produces"), "produces");
  const parameters = new Parameters(readers, consumes);
  for (const parameter of parametersOf(at.holder, operation, author)) parameters.add(parameter);
  const responses = author.objectAt(operation, "responses") ?? {};
  const status = statusShown(responses);
  const good = status === undefined ? null : author.objectAt(responses, status);
  reportUnshown(responses, status, author);
  return {
    method,
    path,
    at,
    deprecated: author.flagAt(operation, "deprecated"),
    description:
      filled(author.textAt(operation, "description")) ?? author.textAt(operation, "summary"),
    rateLimited: ownValue(responses, "429") !== undefined,
    auth: authOf(ownValue(inherited("security"), "security")),
    parameters: parameters.groups(),
    bodyTables: parameters.bodyTables,
    responseHeaders: good ? readHeaders(good, readers) : [],
    responseTables: good ? readBodyTables(good, readers) : [],
    request: parameters.request(),
    responses: readResponses(responses, produces, readers),
  };
}

/** An empty list asks for nothing; an empty one of several requirements makes the others optional. */
/** The response whose headers and body are tables: the first success that has some, or the only response there is. */
function statusShown(responses: JsonObject): string | undefined {
  const statuses = keysOf(responses).filter((status) => !status.startsWith("x-"));
  const isTold = (status: string) => {
    const response = responses[status];
    return isObject(response) && ["schema", "headers"].some((key) => Object.hasOwn(response, key));
  };
  const successes = statuses.filter((status) => /^2\d\d$/.test(status)).sort();
  const [first] = successes;
  if (first !== undefined) return successes.find(isTold) ?? first;
  return statuses.length === 1 && statuses[0] === "default" ? "default" : undefined;
}

/**
 * Reports the responses whose headers and body are in no table: all but errors, and these where no other response has
 * any. What an error answers beside a success is shown by its example alone, as all pages since 2020 do.
 */
function reportUnshown(responses: JsonObject, shown: string | undefined, author: Author): void {
  const tellsOf = (status: string) => {
    const response = responses[status];
    if (!isObject(response)) return [];
    const schema = ownValue(response, "schema");
    const hasHeaders = isObject(response["headers"]) && keysOf(response["headers"]).length > 0;
    const hasFields = isObject(schema) && keysOf(schema).length > 0;
    return [...(hasHeaders ? ["headers"] : []), ...(hasFields ? ["body"] : [])];
  };
  const others = keysOf(responses).filter(
    (status) => !status.startsWith("x-") && status !== shown && tellsOf(status).length > 0,
  );
  const unshown =
    shown === undefined ? others : others.filter((status) => /^[123]\d\d$/.test(status));
  const [key] = unshown;
  if (key === undefined) return;
  const parts = unshown.map((status) => `the ${tellsOf(status).join(" and the ")} of ${status}`);
  author.report("response-not-shown", { holder: responses, key }, [parts.join(", ")]);
}

/** A text that is not empty. */
function filled(text: Written | null): Written | null {
  return text === null || text.text.trim() === "" ? null : text;
}

function authOf(security: Json | undefined): Endpoint["auth"] {
  if (security === undefined || (isArray(security) && security.length === 0)) return "none";
  const isNothing = (each: Json) => isObject(each) && keysOf(each).length === 0;
  if (!isArray(security) || !security.some(isNothing)) return "required";
  return security.every(isNothing) ? "none" : "optional";
}

/** The strings of a list; what is wrong with it is told elsewhere. */
function textsAt(holder: JsonObject, key: string): readonly string[] {
  const list = ownValue(holder, key);
  return isArray(list) ? list.filter((item) => typeof item === "string") : [];
}

function readHeaders(response: JsonObject, { author }: Readers): readonly TypeRow[] {
  const headers = author.objectAt(response, "headers");
  if (!headers) return [];
  return keysOf(headers).flatMap((key) => {
    const header = author.objectAt(headers, key);
    if (!header) return [];
    return headerRow(header, key, author);
  });
}

function readBodyTables(response: JsonObject, { schemas, tables }: Readers): readonly TypeTable[] {
  const value = ownValue(response, "schema");
  if (value === undefined) return [];
  const at = { holder: response, key: "schema" };
  return tables.forBody(schemas.read(value, at), at);
}

/** By status in ascending order; as text if one of them is no number, such as `4xx`. */
function readResponses(
  responses: JsonObject,
  produces: readonly string[],
  readers: Readers,
): readonly Response[] {
  const statuses = keysOf(responses).filter((status) => !status.startsWith("x-"));
  const areNumbers = statuses.every((status) => /^\d+$/.test(status));
  const sorted = statuses.toSorted((a, b) => (areNumbers ? Number(a) - Number(b) : a < b ? -1 : 1));
  return sorted.flatMap((status) => {
    const response = readers.author.objectAt(responses, status);
    if (!response) return [];
    const description = readers.author.textAt(response, "description");
    const at = { holder: responses, key: status };
    return { status, description, example: responseExample(response, produces, at, readers) };
  });
}

/**
 * The schema's own example, else that of `examples` for JSON or another type that is produced, else one made from the
 * schema. A file has none, and of what is no JSON none is made.
 */
function responseExample(
  response: JsonObject,
  produces: readonly string[],
  at: Place,
  readers: Readers,
): BodyExample | null {
  const { author, schemas } = readers;
  const given = givenExample(response, produces, author);
  const value = ownValue(response, "schema");
  if (value === undefined) return given && shownExample(given, at, author);
  const schemaAt = { holder: response, key: "schema" };
  const schema = schemas.read(value, schemaAt);
  if (schema.types === "file") return null;
  if (schema.example !== undefined && schema.written)
    return shownExample(exampleAt(schema.written, "example"), at, author);
  if (given) return shownExample(given, at, author);
  if (!schema.written || (produces.length > 0 && produces.every(isOtherText))) return null;
  const json = exampleFor(schema, schemaAt, readers);
  return json === undefined ? null : shownExample({ json }, at, author);
}

/** An example as it is written: a value, and how that is written if it is a number. */
interface GivenExample {
  readonly json: Json;
  readonly written?: string | undefined;
  /** Of another media type: it is shown as it is. */
  readonly isText?: boolean;
}

function exampleAt(holder: JsonObject, key: string): GivenExample {
  return { json: holder[key]!, written: numberText(holder, key) };
}

/** The example for JSON, else for the first media type that has one. */
function givenExample(
  response: JsonObject,
  produces: readonly string[],
  author: Author,
): GivenExample | null {
  const examples = author.objectAt(response, "examples");
  if (!examples) return null;
  const types = keysOf(examples);
  const json = types.find((type) => type === "application/json") ?? types.find(isJsonType);
  if (json !== undefined) return exampleAt(examples, json);
  const other = produces.find((type) => Object.hasOwn(examples, type)) ?? types[0];
  const text = other === undefined ? undefined : ownValue(examples, other);
  return typeof text === "string" ? { json: text, isText: true } : null;
}

/** An example may be written as the text of an object or list instead of as one. */
function shownExample(
  { json, written, isText }: GivenExample,
  at: Place,
  author: Author,
): BodyExample | null {
  const shown = ofShowableSize(json, at, author);
  if (shown === undefined) return null;
  if (written !== undefined) return { text: written };
  if (typeof shown !== "string") return { json: shown };
  if (isText) return { text: shown, isOther: true };
  return /^\s*[[{]/.test(shown) ? { text: shown.trim() } : { json: shown };
}
