import type { Json } from "../data/data.js";
import type { Endpoint } from "../model/model.js";
import { jsonText } from "./json-text.js";

/** The example of a request as it goes over the wire: request line, content type, an empty line, the body. */
export function requestText({ method, path, request }: Endpoint): string {
  const line = `${method} ${examplePath(path, request.pathValues)}${queryText(request.queryValues)} HTTP/1.1`;
  if (!request.body) return line;
  const type =
    request.contentType === undefined ? "application/json" : plainText(request.contentType);
  const body =
    "text" in request.body ? request.body.text : jsonText(request.body.json, { indent: 2 });
  return `${line}\nContent-Type: ${type}\n\n${body}`;
}

interface Value {
  readonly name: string;
  readonly value: Json;
}

function examplePath(path: string, values: readonly Value[]): string {
  return values.reduce((text, { name, value }) => {
    const shown = percentEncode(plainText(value)).replaceAll("%2F", "/");
    return text.replaceAll(`{${name}}`, () => shown);
  }, path);
}

/** Form-encoded; a list repeats its name. */
function queryText(values: readonly Value[]): string {
  const pairs = values.flatMap(({ name, value }) => {
    const all = Array.isArray(value) ? (value as readonly Json[]) : [value];
    return all.map((one) => `${formEncode(name)}=${formEncode(plainText(one))}`);
  });
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
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
