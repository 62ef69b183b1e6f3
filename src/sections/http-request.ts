import { type Json, isArray, numberText } from "../data/data.js";
import type { Endpoint, ExampleValue, FormField } from "../model/model.js";
import { jsonText } from "../data/json-text.js";

/** The example of a request as it goes over the wire: request line, content type, an empty line, the body. */
export function requestText({ method, path, request }: Endpoint): string {
  const line = `${method} ${examplePath(path, request.pathValues)}${queryText(request.queryValues)} HTTP/1.1`;
  const type = plainText(request.contentType);
  if (request.form.length > 0) return `${line}\n${formText(type, request.form)}`;
  if (!request.body) return line;
  const body =
    "text" in request.body ? request.body.text : jsonText(request.body.json, { indent: 2 });
  return `${line}\nContent-Type: ${type}\n\n${body}`;
}

function examplePath(path: string, values: readonly ExampleValue[]): string {
  return values.reduce((text, value) => {
    const [shown = ""] = textsOf({ ...value, format: value.format ?? "csv" });
    return text.replaceAll(`{${value.name}}`, () => percentEncode(shown).replaceAll("%2F", "/"));
  }, path);
}

/** Form-encoded; a list repeats its name, unless it has a format of its own. */
function queryText(values: readonly ExampleValue[]): string {
  const pairs = values.flatMap(pairsOf);
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}

function pairsOf(value: ExampleValue): readonly string[] {
  return textsOf(value).map((text) => `${formEncode(value.name)}=${formEncode(text)}`);
}

const separators: ReadonlyMap<string, string> = new Map([
  ["csv", ","],
  ["ssv", " "],
  ["tsv", "\t"],
  ["pipes", "|"],
]);

/** What is sent of a value: of a list its items, or one text with the separator that its format says. */
function textsOf({ value, written, format = "multi", inner }: ExampleValue): readonly string[] {
  if (!isArray(value)) return [written ?? plainText(value)];
  const items = value.map((item, index) => numberText(value, index) ?? innerText(item, inner));
  const separator = separators.get(format);
  return separator === undefined ? items : [items.join(separator)];
}

/** A list within a list is one text; OpenAPI 2 separates by commas where nothing else is said. */
function innerText(value: Json, [format, ...inner]: readonly string[] = []): string {
  if (!isArray(value) || format === undefined) return plainText(value);
  const items = value.map((item, index) => numberText(value, index) ?? innerText(item, inner));
  return items.join(separators.get(format) ?? ",");
}

const boundary = "boundary";

/**
 * A form with its content type: pairs, or parts with a line between them.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7578
 */
function formText(type: string, fields: readonly FormField[]): string {
  const all = fields.flatMap((field) => textsOf(sent(field)).map((text) => ({ ...field, text })));
  if (!/^multipart\//i.test(type)) {
    const pairs = all.map(({ name, text }) => `${formEncode(name)}=${formEncode(text)}`);
    return `Content-Type: ${type}\n\n${pairs.join("&")}`;
  }
  const named = /boundary="?(?<name>[^";]+)/i.exec(type)?.groups?.["name"];
  const line = `--${named ?? boundary}`;
  const parts = all.map(({ name, text, isFile }) => {
    const disposition = `Content-Disposition: form-data; name="${quoted(name)}"`;
    return isFile
      ? `${disposition}; filename="file"\nContent-Type: application/octet-stream\n\n(the content of the file)`
      : `${disposition}\n\n${text}`;
  });
  const shownType = named === undefined ? `${type}; boundary=${boundary}` : type;
  return `Content-Type: ${shownType}\n\n${line}\n${parts.join(`\n${line}\n`)}\n${line}--`;
}

/** In a form lists are written with commas unless said otherwise, and truth as JSON has it. */
function sent(field: FormField): FormField {
  const { value, format = "csv" } = field;
  const inJson = (one: Json): Json => (typeof one === "boolean" ? String(one) : one);
  return { ...field, format, value: isArray(value) ? withTexts(value, inJson) : inJson(value) };
}

function withTexts(list: readonly Json[], change: (one: Json) => Json): readonly Json[] {
  return list.map((item, index) => numberText(list, index) ?? change(item));
}

/** A name within quotes, as browsers send it. */
function quoted(name: string): string {
  return name.replace(/["\r\n]/g, percentEncode);
}

function formEncode(text: string): string {
  return percentEncode(text).replaceAll("%20", "+");
}

/** Everything but letters, digits and `_.-~`. */
function percentEncode(text: string): string {
  const whole = text.replace(/\p{Surrogate}/gu, "\ufffd");
  return encodeURIComponent(whole).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A value outside of JSON. `true` and `false` are capitalized, as the specifications' examples of old show them. */
function plainText(value: Json): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "True" : "False";
  return jsonText(value);
}
