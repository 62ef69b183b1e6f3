import type { ApiDocument, Operation, Response as SpecResponse } from "../api/model.js";
import { type Json, isObject, keysOf, numberText } from "../data/data.js";
import { stepBelow, type Located } from "../data/located.js";
import type { Schema as SpecSchema } from "../schema/schema.js";
import type { Author, Written } from "./author.js";
import type { Said } from "./fields.js";
import { isJsonType, isOtherText } from "./media-types.js";
import { sizeOf } from "../schema/example-size.js";
import { ofShowableSize } from "./example.js";
import {
  type BodyExample,
  type ParameterGroup,
  Parameters,
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

/**
 * The endpoints of a document of OpenAPI 2, in its order; those behind the limit without their tables and examples, which
 * are not even read. That is told where it begins.
 */
export function readEndpoints({ operations }: ApiDocument, readers: Readers): readonly Endpoint[] {
  const shown = { rows: 0, values: 0 };
  let isFull = false;
  return operations.map((operation) => {
    if (isFull) return withoutTables(readOperation(withoutBodies(operation), readers));
    const endpoint = readOperation(operation, readers);
    shown.rows += rowsOf(endpoint);
    shown.values += valuesOf(endpoint);
    isFull = shown.rows > most.rows || shown.values > most.values;
    if (!isFull) return endpoint;
    const limit =
      shown.rows > most.rows ? `${most.rows} rows` : `${most.values} values in examples`;
    readers.author.report("too-much-to-show", endpoint.at, [limit]);
    return withoutTables(endpoint);
  });
}

/** The path of an operation with the base path. */
export function pathOf({ basePath, path }: Operation): string {
  return (basePath + path).trim();
}

/** So many rows, and values of examples, of a file fit into a page that can still be read. A few schemas, named from everywhere, make more. */
const most = { rows: 150_000, values: 300_000 };

/** An operation without what is most of its tables and examples. */
function withoutBodies(operation: Operation): Operation {
  const responses = operation.responses.map((each) => ({ ...each, headers: [], content: [] }));
  return { ...operation, sentIn: operation.sentIn.filter((place) => place !== "body"), responses };
}

function withoutTables(endpoint: Endpoint): Endpoint {
  const responses = endpoint.responses.map((response) => ({ ...response, example: null }));
  const request = { ...endpoint.request, body: null };
  const none = { parameters: [], bodyTables: [], responseHeaders: [], responseTables: [] };
  return { ...endpoint, ...none, request, responses };
}

/** The rows of an endpoint's tables, with their heads. */
function rowsOf(endpoint: Endpoint): number {
  const { parameters, bodyTables, responseHeaders, responseTables } = endpoint;
  return [...parameters, ...bodyTables, ...responseTables].reduce(
    (sum, each) => sum + rowsOfHead + each.rows.length,
    responseHeaders.length,
  );
}

/** A caption and a head take as long as so many rows. */
const rowsOfHead = 2;

/** The values of an endpoint's examples. */
function valuesOf({ request, responses }: Endpoint): number {
  return [request.body, ...responses.map(({ example }) => example)].reduce(
    (sum, example) => sum + (example && "json" in example ? sizeOf(example.json) : 0),
    0,
  );
}

function readOperation(operation: Operation, readers: Readers): Endpoint {
  const { author } = readers;
  const { at, method, deprecated, responses } = operation;
  const parameters = new Parameters(readers, operation);
  const shown = responseShown(responses);
  reportUnshown(operation, shown, author);
  const schema = shown && schemaOf(shown);
  return {
    method,
    path: pathOf(operation),
    at,
    deprecated,
    description: descriptionOf(operation),
    rateLimited: responses.some(({ status }) => status === "429"),
    auth: authOf(operation),
    parameters: parameters.groups(),
    bodyTables: parameters.bodyTables,
    responseHeaders: shown?.headers.map((each) => headerRow(each, author)) ?? [],
    responseTables: schema ? readBodyTables(schema, readers) : [],
    request: parameters.request(),
    responses: readResponses(operation, readers),
  };
}

/** What an operation is about: its description, or else its summary. */
function descriptionOf({ at, description, summary }: Operation): Written | null {
  if (description && description.text.trim() !== "") return description;
  return summary === null ? null : { text: summary, at: stepBelow(at, "summary") };
}

function schemaOf({ content }: SpecResponse): SpecSchema | null {
  return content.find(({ schema }) => schema !== null)?.schema ?? null;
}

/** The response whose headers and body are tables: the first success that has some, or the only response there is. */
function responseShown(responses: readonly SpecResponse[]): SpecResponse | undefined {
  const successes = responses
    .filter(({ status }) => /^2\d\d$/.test(status))
    .toSorted((a, b) => (a.status < b.status ? -1 : 1));
  const [first] = successes;
  if (first)
    return successes.find((each) => each.headers.length > 0 || schemaOf(each) !== null) ?? first;
  return responses.length === 1 && responses[0]!.status === "default" ? responses[0] : undefined;
}

/**
 * Reports the responses whose headers and body are in no table: all but errors, and these where no other response has
 * any. What an error answers beside a success is shown by its example alone, as all pages since 2020 do.
 */
function reportUnshown(
  { at, responses }: Operation,
  shown: SpecResponse | undefined,
  author: Author,
): void {
  const isOther = ({ status }: SpecResponse) => !shown || /^[123]\d\d$/.test(status);
  const unshown = responses.flatMap((each) => {
    if (each === shown || !isOther(each)) return [];
    const schema = schemaOf(each);
    const parts = [
      ...(each.headers.length > 0 ? ["headers"] : []),
      ...(schema && isObject(schema.value) && keysOf(schema.value).length > 0 ? ["body"] : []),
    ];
    const { status } = each;
    return parts.length === 0
      ? []
      : [{ status, text: `the ${parts.join(" and the ")} of ${status}` }];
  });
  const [first] = unshown;
  if (!first) return;
  const place = stepBelow(stepBelow(at, "responses"), first.status);
  author.report("response-not-shown", place, [unshown.map(({ text }) => text).join(", ")]);
}

/** An empty list asks for nothing; an empty one of several requirements makes the others optional. */
function authOf({ security }: Operation): Endpoint["auth"] {
  const needed = security?.filter(({ schemes }) => schemes.length > 0) ?? [];
  if (needed.length === 0) return "none";
  return needed.length < security!.length ? "optional" : "required";
}

function readBodyTables(
  schema: SpecSchema,
  { author, schemas, tables }: Readers,
): readonly TypeTable[] {
  return tables.forBody(schemas.read(author.saidOf(schema)), schema.at);
}

/** By status in ascending order; as text if one of them is no number, such as `4xx`. */
function readResponses({ at, responses }: Operation, readers: Readers): readonly Response[] {
  const areNumbers = responses.every(({ status }) => /^\d+$/.test(status));
  const sorted = responses.toSorted(({ status: a }, { status: b }) =>
    areNumbers ? Number(a) - Number(b) : a < b ? -1 : 1,
  );
  return sorted.map((response) => {
    const { status, description } = response;
    const place = stepBelow(stepBelow(at, "responses"), status);
    return { status, description, example: responseExample(response, place, readers) };
  });
}

/**
 * The schema's own example, else that of `examples` for JSON or another type that is produced, else one made from the
 * schema. A file has none, and of what is no JSON none is made.
 */
function responseExample(
  response: SpecResponse,
  at: Located,
  readers: Readers,
): BodyExample | null {
  const { author, schemas } = readers;
  const given = givenExample(response, author);
  const body = schemaOf(response);
  if (!body) return given && shownExample(given, at, author);
  const schema = schemas.read(author.saidOf(body));
  if (schema.types === "file") return null;
  if (schema.example) return shownExample(exampleIn(schema.example, author), at, author);
  if (given) return shownExample(given, at, author);
  if (!schema.words || response.content.every(({ type }) => isOtherText(type))) return null;
  const json = exampleFor(schema, body.at, readers);
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
function givenExample({ content }: SpecResponse, author: Author): GivenExample | null {
  const given = content.filter(({ examples }) => examples.length > 0);
  const json =
    given.find(({ type }) => type === "application/json") ??
    given.find(({ type }) => isJsonType(type));
  if (json) return exampleIn(author.saidIn(json.examples[0]!), author);
  const text = given[0] && author.valueOf(author.saidIn(given[0].examples[0]!));
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
