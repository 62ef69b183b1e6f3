import { type DataFile, type Json, numberText } from "../data/data.js";
import type { Located } from "../data/located.js";
import type { Author, Written } from "./author.js";
import type { Fields, Said } from "./fields.js";
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
  readonly at: Located;
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
export function readEndpoints(file: DataFile, readers: Readers): readonly Endpoint[] {
  const { author } = readers;
  const document = author.wholeOf(file);
  const paths = document && author.objectAt(document, "paths");
  if (!paths) return [];
  const base = author.textAt(document, "basePath")?.text.trim().replace(/\/+$/, "") ?? "";
  const endpoints = paths
    .keys()
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
  item: Fields,
  path: string,
  document: Fields,
  readers: Readers,
): readonly Endpoint[] {
  return item
    .keys()
    .filter((key) => methods.has(key))
    .flatMap((key) => {
      const said = item.get(key)!;
      const operation = readers.author.object(said);
      if (!operation) return [];
      return readOperation(operation, item, said.at, key.toUpperCase(), path, document, readers);
    });
}

function readOperation(
  operation: Fields,
  item: Fields,
  at: Located,
  method: string,
  path: string,
  document: Fields,
  readers: Readers,
): Endpoint {
  const { author } = readers;
  const inherited = (key: string) => (operation.has(key) ? operation : document).get(key);
  const consumes = textsIn(inherited("consumes"), author);
  const produces = textsIn(inherited("produces"), author);
  const parameters = new Parameters(readers, consumes);
  for (const parameter of parametersOf(item, operation, author)) parameters.add(parameter);
  const responses = author.objectAt(operation, "responses");
  const status = responses ? statusShown(responses, author) : undefined;
  const good = responses && status !== undefined ? author.objectAt(responses, status) : null;
  if (responses) reportUnshown(responses, status, author);
  return {
    method,
    path,
    at,
    deprecated: author.flagAt(operation, "deprecated"),
    description:
      filled(author.textAt(operation, "description")) ?? author.textAt(operation, "summary"),
    rateLimited: responses?.has("429") ?? false,
    auth: authOf(inherited("security"), author),
    parameters: parameters.groups(),
    bodyTables: parameters.bodyTables,
    responseHeaders: good ? readHeaders(good, readers) : [],
    responseTables: good ? readBodyTables(good, readers) : [],
    request: parameters.request(),
    responses: responses ? readResponses(responses, produces, readers) : [],
  };
}

/** The response whose headers and body are tables: the first success that has some, or the only response there is. */
function statusShown(responses: Fields, { references }: Author): string | undefined {
  const statuses = responses.keys().filter((status) => !status.startsWith("x-"));
  const isTold = (status: string) => {
    const response = references.fieldsOf(responses.get(status)!);
    return response !== null && ["schema", "headers"].some((key) => response.has(key));
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
function reportUnshown(responses: Fields, shown: string | undefined, author: Author): void {
  const hasKeys = (said: Said | undefined) =>
    said !== undefined && (author.references.fieldsOf(said)?.keys().length ?? 0) > 0;
  const tellsOf = (status: string) => {
    const response = author.references.fieldsOf(responses.get(status)!);
    if (!response) return [];
    return [
      ...(hasKeys(response.get("headers")) ? ["headers"] : []),
      ...(hasKeys(response.get("schema")) ? ["body"] : []),
    ];
  };
  const isOther = (status: string) =>
    shown === undefined ? !status.startsWith("x-") : /^[123]\d\d$/.test(status);
  const unshown = responses
    .keys()
    .filter((status) => status !== shown && isOther(status) && tellsOf(status).length > 0);
  const [key] = unshown;
  if (key === undefined) return;
  const parts = unshown.map((status) => `the ${tellsOf(status).join(" and the ")} of ${status}`);
  author.report("response-not-shown", responses.get(key)!.at, [parts.join(", ")]);
}

/** A text that is not empty. */
function filled(text: Written | null): Written | null {
  return text === null || text.text.trim() === "" ? null : text;
}

/** An empty list asks for nothing; an empty one of several requirements makes the others optional. */
function authOf(security: Said | undefined, { words, references }: Author): Endpoint["auth"] {
  if (security === undefined) return "none";
  const list = words.listOf(security);
  if (!list) return "required";
  if (list.length === 0) return "none";
  const isNothing = (each: Said) => references.fieldsOf(each)?.keys().length === 0;
  if (!list.some(isNothing)) return "required";
  return list.every(isNothing) ? "none" : "optional";
}

/** The strings of a list; what is wrong with it is told elsewhere. */
function textsIn(said: Said | undefined, { words }: Author): readonly string[] {
  const list = (said && words.listOf(said)) ?? [];
  return list.map(({ value }) => value).filter((value) => typeof value === "string");
}

function readHeaders(response: Fields, { author }: Readers): readonly TypeRow[] {
  const headers = author.objectAt(response, "headers");
  if (!headers) return [];
  return headers.keys().flatMap((key) => {
    const header = author.objectAt(headers, key);
    return header ? headerRow(header, key, author) : [];
  });
}

function readBodyTables(response: Fields, { schemas, tables }: Readers): readonly TypeTable[] {
  const said = response.get("schema");
  return said ? tables.forBody(schemas.read(said), said.at) : [];
}

/** By status in ascending order; as text if one of them is no number, such as `4xx`. */
function readResponses(
  responses: Fields,
  produces: readonly string[],
  readers: Readers,
): readonly Response[] {
  const statuses = responses.keys().filter((status) => !status.startsWith("x-"));
  const areNumbers = statuses.every((status) => /^\d+$/.test(status));
  const sorted = statuses.toSorted((a, b) => (areNumbers ? Number(a) - Number(b) : a < b ? -1 : 1));
  return sorted.flatMap((status) => {
    const said = responses.get(status)!;
    const response = readers.author.object(said);
    if (!response) return [];
    const description = readers.author.textAt(response, "description");
    return { status, description, example: responseExample(response, produces, said.at, readers) };
  });
}

/**
 * The schema's own example, else that of `examples` for JSON or another type that is produced, else one made from the
 * schema. A file has none, and of what is no JSON none is made.
 */
function responseExample(
  response: Fields,
  produces: readonly string[],
  at: Located,
  readers: Readers,
): BodyExample | null {
  const { author, schemas } = readers;
  const given = givenExample(response, produces, author);
  const said = response.get("schema");
  if (said === undefined) return given && shownExample(given, at, author);
  const schema = schemas.read(said);
  if (schema.types === "file") return null;
  if (schema.example) return shownExample(exampleIn(schema.example, author), at, author);
  if (given) return shownExample(given, at, author);
  if (!schema.words || (produces.length > 0 && produces.every(isOtherText))) return null;
  const json = exampleFor(schema, said.at, readers);
  return json === undefined ? null : shownExample({ json }, at, author);
}

/** An example as it is written: a value, and how that is written if it is a number. */
interface GivenExample {
  readonly json: Json;
  readonly written?: string | undefined;
  /** Of another media type: it is shown as it is. */
  readonly isText?: boolean;
}

function exampleIn(said: Said, author: Author): GivenExample {
  return { json: author.plain(said), written: numberText(said.holder, said.key) };
}

/** The example for JSON, else for the first media type that has one. */
function givenExample(
  response: Fields,
  produces: readonly string[],
  author: Author,
): GivenExample | null {
  const examples = author.objectAt(response, "examples");
  if (!examples) return null;
  const types = examples.keys();
  const json = types.find((type) => type === "application/json") ?? types.find(isJsonType);
  if (json !== undefined) return exampleIn(examples.get(json)!, author);
  const other = produces.find((type) => examples.has(type)) ?? types[0];
  const text = other === undefined ? undefined : author.valueAt(examples, other);
  return typeof text === "string" ? { json: text, isText: true } : null;
}

/** An example may be written as the text of an object or list instead of as one. */
function shownExample(
  { json, written, isText }: GivenExample,
  at: Located,
  author: Author,
): BodyExample | null {
  const shown = ofShowableSize(json, at, author);
  if (shown === undefined) return null;
  if (written !== undefined) return { text: written };
  if (typeof shown !== "string") return { json: shown };
  if (isText) return { text: shown, isOther: true };
  return /^\s*[[{]/.test(shown) ? { text: shown.trim() } : { json: shown };
}
