import type { Encoding, Example, Media, Operation, Parameter, Header } from "../api/model.js";
import { shellQuoted } from "../base/shell.js";
import { isArray, isObject, keysOf, numberText, type Json, type JsonObject } from "../data/data.js";
import { jsonText } from "../data/json-text.js";
import type { Credentials } from "./credentials.js";
import { tellTooLarge, type Making } from "./page.js";
import { isTooLarge } from "../schema/example-size.js";
import { shapeOf } from "../schema/merged.js";
import type { Of } from "./shape.js";

/** An example of a request: what is sent, for HTTP and for curl to be written from. */
export interface Request {
  readonly method: string;
  /** With the values of its parameters, percent-encoded, and the query. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | null;
  /** It has a body of which nobody gives an example: a file, say. */
  readonly isBodyLeftOut: boolean;
  /** The parts of a form with several parts, which curl puts together itself. */
  readonly form: readonly Part[] | null;
  /** Further options of curl. */
  readonly curl: readonly string[];
}

/** A request with the examples of the operation's parameters and a body of a media type. */
export function requestOf(
  making: Making,
  operation: Operation,
  media: Media | null,
  body: Json | undefined,
  credentials: Credentials,
): Request {
  const valueOf = (parameter: Parameter) => exampleOfParameter(making, parameter);
  let path = making.labelled(operation.basePath + operation.path);
  const query: string[] = [];
  const headers: [string, string][] = [];
  const cookies: string[] = [];
  for (const parameter of operation.parameters) {
    const value = valueOf(parameter);
    if (parameter.in === "path") {
      const shown = value === undefined ? `{${parameter.name}}` : pathText(parameter, value);
      path = path.replaceAll(`{${parameter.name}}`, () => shown);
    } else if (value === undefined) continue;
    else if (parameter.in === "query")
      for (const each of queryTexts(parameter, value)) query.push(each);
    else if (parameter.in === "querystring") query.push(wholeQuery(making, parameter, value));
    else if (parameter.in === "header")
      headers.push([parameter.name, headerText(parameter, value)]);
    else cookies.push(cookieText(parameter, value));
  }
  for (const [name, value] of credentials.query)
    if (!query.some((each) => each.startsWith(`${formEncode(name)}=`)))
      query.push(`${formEncode(name)}=${value}`);
  for (const [name, value] of credentials.cookies)
    if (!cookies.some((each) => each.startsWith(`${name}=`))) cookies.push(`${name}=${value}`);
  const has = (name: string) => headers.some(([each]) => each.toLowerCase() === name.toLowerCase());
  headers.unshift(
    ...credentials.headers
      .filter(([name]) => !has(name))
      .map((each) => [...each] as [string, string]),
  );
  if (cookies.length > 0) headers.push(["Cookie", cookies.join("; ")]);
  const isWritten = media !== null && body !== undefined && canWrite(media.type, body);
  const text = isWritten ? bodyText(making, media, body) : null;
  if (media) headers.push(["Content-Type", contentType(media)]);
  return {
    method: operation.method,
    target: path + (query.length === 0 ? "" : `?${query.join("&")}`),
    headers,
    body: text,
    isBodyLeftOut: media !== null && text === null,
    form:
      media && body !== undefined && isForm(media) && isObject(body)
        ? partsOf(making, media, body)
        : null,
    curl: credentials.curl,
  };
}

/** The request as it goes over the wire. */
export function httpText({ method, target, headers, body, isBodyLeftOut }: Request): string {
  const lines = [
    `${method} ${target} HTTP/1.1`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  const shown = isBodyLeftOut ? "<body>" : body;
  return shown === null ? lines.join("\n") : `${lines.join("\n")}\n\n${shown}`;
}

/** The request as a command line. */
export function curlText(
  { method, target, headers, body, isBodyLeftOut, form, curl }: Request,
  server: string,
): string {
  const [named] = /^(?:https?:)?\/\/[^/?#\s]+/i.exec(server) ?? [];
  const origin = named?.startsWith("//") ? `https:${named}` : (named ?? "https://example.org");
  const address = origin + target;
  const parts = [
    `curl -X ${method} ${shellQuoted(address)}`,
    ...headers
      .filter(([name]) => form === null || name !== "Content-Type")
      .map(([name, value]) => `-H ${shellQuoted(`${name}: ${value}`)}`),
    ...curl,
    ...(form === null ? [] : form.map(formOption)),
    ...(form !== null || body === null ? [] : [`--data-binary ${shellQuoted(body)}`]),
    ...(isBodyLeftOut ? ["--data-binary '@<file>'"] : []),
  ];
  return parts.join(" \\\n  ");
}

/** A part of a form: what is text is given as it is, of others their media type is named, and files are read. */
function formOption({ name, value, type, headers, fileName }: Part): string {
  if (type === null && headers.length === 0)
    return `--form-string ${shellQuoted(`${name}=${value}`)}`;
  const quoted = (text: string) => `"${text.replace(/["\\]/g, "\\$&")}"`;
  const content = fileName === null ? quoted(value) : `@${quoted(fileName)}`;
  const given = type === null ? "" : `;type=${type}`;
  const further = headers.map((each) => `;headers=${quoted(each)}`).join("");
  return `-F ${shellQuoted(`${name}=${content}${given}${further}`)}`;
}
/** The value of an example of the author's, if it has one; one that is too large is left out, which is reported. */
export function givenValue(
  { valueAt, budget }: Making,
  example: Example | undefined,
): Json | undefined {
  if (example?.value === undefined) return undefined;
  const value = valueAt(example.value, example.valueAt);
  if (value === undefined || !isTooLarge(value)) return value;
  tellTooLarge(budget, example.valueAt);
  return undefined;
}

/** What an author gives as an example of a parameter or header, or one made of its schema where that is required. */
function exampleOfParameter(making: Making, parameter: Parameter | Header): Json | undefined {
  const media = parameter.content[0];
  const given = givenValue(making, parameter.examples[0]);
  if (given !== undefined) return given;
  const inMedia = givenValue(making, media?.examples[0]);
  if (inMedia !== undefined) return inMedia;
  const schema = parameter.schema ?? media?.schema;
  if (!parameter.required || !schema || !making.show["made-examples"]) return undefined;
  return making.exampleOf(schema);
}

const separators: ReadonlyMap<string, string> = new Map([
  ["spaceDelimited", "%20"],
  ["pipeDelimited", "%7C"],
  ["tabDelimited", "%09"],
]);

/** `form`, `spaceDelimited`, `pipeDelimited` and `deepObject` as the standard's table of styles has them. */
function queryTexts(
  parameter: Pick<Parameter, "name" | "style" | "explode" | "allowReserved" | "content">,
  value: Json,
): string[] {
  const { name, style, explode, content } = parameter;
  const key = formEncode(name);
  const encode = parameter.allowReserved ? reservedKept : formEncode;
  if (content.length > 0) return [`${key}=${formEncode(jsonText(value, { unicode: true }))}`];
  if (isArray(value)) {
    const items = value.map((item, index) => encode(numberText(value, index) ?? plainText(item)));
    return explode
      ? items.map((item) => `${key}=${item}`)
      : [`${key}=${items.join(separators.get(style) ?? ",")}`];
  }
  if (isObject(value)) {
    const pairs = keysOf(value).map((each) => [each, encode(plainText(value[each]!))] as const);
    if (style === "deepObject")
      return pairs.map(([each, text]) => `${key}%5B${formEncode(each)}%5D=${text}`);
    return explode
      ? pairs.map(([each, text]) => `${formEncode(each)}=${text}`)
      : [`${key}=${pairs.flatMap(([each, text]) => [formEncode(each), text]).join(",")}`];
  }
  return [`${key}=${encode(plainText(value))}`];
}

/** A query as one value of a media type. @see https://spec.openapis.org/oas/v3.2.0#parameter-locations */
function wholeQuery(making: Making, { content: [media] }: Parameter, value: Json): string {
  if (!media || typeof value === "string") return percentEncode(plainText(value));
  return isUrlEncoded(media) ? bodyText(making, media, value) : percentEncode(plainText(value));
}

function isUrlEncoded({ type }: Media): boolean {
  return /^application\/x-www-form-urlencoded\b/i.test(type);
}

/** `simple`, not encoded. */
function headerText({ explode, content }: Parameter, value: Json): string {
  if (content.length > 0) return plainText(value);
  if (isArray(value)) return value.map((each) => plainText(each)).join(",");
  if (!isObject(value)) return plainText(value);
  const between = explode ? "=" : ",";
  return keysOf(value)
    .map((key) => `${key}${between}${plainText(value[key]!)}`)
    .join(",");
}

/** `form`, and `cookie` of OpenAPI 3.2. */
function cookieText(parameter: Parameter, value: Json): string {
  const { name, style, content } = parameter;
  if (content.length > 0 || typeof value !== "object" || value === null)
    return `${name}=${plainText(value)}`;
  return queryTexts(parameter, value).join(style === "cookie" ? "; " : "&");
}

/** Reserved characters as they are, but for those that end a value in a query. See RFC 3986, section 2.2. */
function reservedKept(value: string): string {
  return formEncode(value).replace(/%(?:3A|2F|3F|5B|5D|40|21|24|27|28|29|2A|2C|3B)/g, (code) =>
    decodeURIComponent(code),
  );
}

/** `simple`, `label` and `matrix`. */
function pathText({ name, style, explode }: Parameter, value: Json): string {
  const parts = isArray(value)
    ? value.map((item) => percentEncode(plainText(item)))
    : isObject(value)
      ? keysOf(value).flatMap((key) =>
          explode
            ? [`${percentEncode(key)}=${percentEncode(plainText(value[key]!))}`]
            : [percentEncode(key), percentEncode(plainText(value[key]!))],
        )
      : [percentEncode(plainText(value))];
  if (style === "label") return `.${parts.join(explode ? "." : ",")}`;
  if (style === "matrix")
    return explode && isArray(value)
      ? parts.map((part) => `;${name}=${part}`).join("")
      : `;${name}=${parts.join(",")}`;
  return parts.join(",");
}

const boundary = "boundary";

function contentType({ type }: Media): string {
  return /^multipart\//i.test(type) && !/boundary=/i.test(type)
    ? `${type}; boundary=${boundary}`
    : type;
}

/** A value in a media type: JSON, a form, or its text. */
export function bodyText(making: Making, media: Media, value: Json): string {
  const { type } = media;
  if (/^multipart\//i.test(type) && isObject(value))
    return multipart(partsOf(making, media, value));
  if (isUrlEncoded(media) && isObject(value))
    return keysOf(value)
      .flatMap((key) => formTexts(key, value[key]!, stylingOf(media, key)))
      .join("&");
  if (typeof value === "string" && !isJson(type)) return value;
  return jsonText(value, { indent: 2, unicode: true });
}

function encodingOf({ encoding }: Media, name: string): Encoding | null {
  return encoding.find(({ property }) => property === name) ?? null;
}

/** How a field of a form is written: as its encoding says, or in OpenAPI 2 its parameter. */
function stylingOf(media: Media, name: string): Styling | null {
  const field = media.fields.find((each) => each.name === name);
  return field && "in" in field ? field : encodingOf(media, name);
}

type Styling = Partial<Pick<Encoding, "style" | "explode" | "allowReserved" | "contentType">>;

/**
 * A field of a form: by its style, as in a query, where one of the fields of a style is given; else an array has a field
 * for each item, and objects are sent as JSON.
 * @see https://spec.openapis.org/oas/v3.1.1#fixed-fields-for-rfc6570-style-serialization
 */
function formTexts(name: string, value: Json, styling: Styling | null): readonly string[] {
  const { style, explode, allowReserved, contentType } = styling ?? {};
  if (style != null || explode != null || allowReserved != null)
    return queryTexts(
      {
        name,
        style: style ?? "form",
        explode: explode ?? (style ?? "form") === "form",
        allowReserved: allowReserved ?? false,
        content: [],
      },
      value,
    );
  const isOne = !isArray(value) || (contentType != null && isJson(contentType));
  const texts = isOne ? [plainText(value)] : value.map((each) => plainText(each));
  return texts.map((text) => `${formEncode(name)}=${formEncode(text)}`);
}

/** A part of a form. */
interface Part {
  readonly name: string;
  readonly value: string;
  /** Its media type; `null` for plain text. */
  readonly type: string | null;
  /** Its further headers, a line each. */
  readonly headers: readonly string[];
  /** What it is called if it is a file. */
  readonly fileName: string | null;
}

function isForm({ type }: Media): boolean {
  return /^multipart\/form-data\b/i.test(type);
}

/**
 * An array has a part for each item, unless its encoding says that it is JSON as a whole; objects are sent as JSON, other
 * values as what their encoding or their schema says they are.
 * @see https://www.rfc-editor.org/rfc/rfc7578#section-4.3
 */
function partsOf(making: Making, media: Media, form: JsonObject): readonly Part[] {
  const properties = media.schema ? shapeOf(media.schema).properties : [];
  return keysOf(form).flatMap((name) => {
    const each = form[name]!;
    const field = media.fields.find((field) => field.name === name)?.schema;
    const schema = field ?? properties.find((property) => property.name === name) ?? null;
    const encoding = encodingOf(media, name);
    const isOne = !isArray(each) || (encoding?.contentType != null && isJson(encoding.contentType));
    if (isOne) return [partOf(making, name, each, schema, encoding)];
    const items = schema && shapeOf(schema).items;
    return each.map((item) => partOf(making, name, item, items, encoding));
  });
}

function partOf(
  making: Making,
  name: string,
  each: Json,
  schema: Of | null,
  encoding: Encoding | null,
): Part {
  const value = typeof each === "string" ? each : jsonText(each, { unicode: true });
  const given = encoding?.contentType?.split(",")[0]!.trim();
  const isJsonValue = typeof each === "object" && each !== null;
  const usual = isJsonValue ? "application/json" : schema && typeOfFile(schema);
  const type = given && !given.includes("*") ? given : given ? "application/octet-stream" : usual;
  const isFile = type !== null && !isJsonValue && !/^text\/|[/+]json\b/i.test(type);
  const headers = headersOf(making, encoding);
  return { name, value, type, headers, fileName: isFile ? name : null };
}

/** The headers of a part with their examples, without those that are written anyway. */
function headersOf(making: Making, encoding: Encoding | null): Part["headers"] {
  return (encoding?.headers ?? []).flatMap((each) => {
    if (/^content-(?:type|disposition)$/i.test(each.name)) return [];
    const value = exampleOfParameter(making, each);
    return value === undefined ? [] : [`${each.name}: ${plainText(value)}`];
  });
}

/** The media type of a string that is a file; `null` where it is text. */
function typeOfFile(of: Of): string | null {
  const { constraints, types } = shapeOf(of);
  const valueOf = (keyword: string) => constraints.find((each) => each.keyword === keyword)?.value;
  const named = valueOf("contentMediaType");
  if (typeof named === "string") return named;
  const isFile = valueOf("format") === "binary" || (types?.value.includes("file") ?? false);
  return isFile ? "application/octet-stream" : null;
}

/** @see https://www.rfc-editor.org/rfc/rfc7578 */
function multipart(all: readonly Part[]): string {
  const quoted = (text: string) => `"${text.replace(/["\r\n]/g, percentEncode)}"`;
  const parts = all.map(({ name, value, type, headers, fileName }) => {
    const file = fileName === null ? "" : `; filename=${quoted(fileName)}`;
    const disposition = `Content-Disposition: form-data; name=${quoted(name)}${file}`;
    const typeLine = type === null ? "" : `\nContent-Type: ${type}`;
    const further = headers.map((each) => `\n${each}`).join("");
    return `--${boundary}\n${disposition}${typeLine}${further}\n\n${value}`;
  });
  return `${parts.join("\n")}\n--${boundary}--`;
}

export function isJson(type: string): boolean {
  return /^(?:[\w.-]+\/(?:[\w.-]+\+)?json|\*\/\*)(?:[;\s]|$)/i.test(type);
}

/** Whether a value of JSON can be written in a media type: JSON, a form, text. */
export function isWritable(type: string): boolean {
  return (
    isJson(type) ||
    /^(?:multipart\/form-data|application\/x-www-form-urlencoded|text\/plain)\b/i.test(type)
  );
}

/** Whether a value is shown as it is sent; else it is data, and shown as JSON. */
export function canWrite(type: string, value: Json): boolean {
  const isParts = /^multipart\//i.test(type) && isObject(value);
  return typeof value === "string" || isWritable(type) || isYaml(type) || isParts;
}

function isYaml(type: string): boolean {
  return /\byaml\b/i.test(type);
}

/** The language of a code block for a value in a media type. */
export function languageOf(type: string, value: Json): string {
  if (isJson(type) || !canWrite(type, value)) return "json";
  if (/[/+]xml\b/i.test(type)) return "xml";
  return isYaml(type) ? "yaml" : "text";
}

function formEncode(value: string): string {
  return percentEncode(value).replaceAll("%20", "+");
}

function percentEncode(value: string): string {
  const whole = value.replace(/\p{Surrogate}/gu, "\ufffd");
  return encodeURIComponent(whole).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function plainText(value: Json): string {
  return typeof value === "string" ? value : jsonText(value, { unicode: true });
}
