import { type Json, type JsonObject, isArray, keysOf, numberText } from "./json.js";

/** How a value is printed. */
export interface JsonStyle {
  /** Blanks for each level; on one line without. */
  readonly indent?: number;
  readonly sortKeys?: boolean;
  /** Whether characters beyond ASCII are printed as they are. */
  readonly unicode?: boolean;
}

/** Examples are smaller; this keeps lists of allowed values, which aliases in YAML can blow up, from filling the memory. */
const mostValues = 20_000;

/**
 * A value as JSON in the way Python's `json.dumps` prints it: `, ` and `: ` between values, everything but ASCII
 * as `\uXXXX`, numbers as the author wrote them.
 */
export function jsonText(value: Json, style: JsonStyle = {}): string {
  return new Printer(style).print(value, undefined, "\n");
}

class Printer {
  #values = 0;

  constructor(readonly style: JsonStyle) {}

  print(value: Json, written: string | undefined, line: string): string {
    if (++this.#values > mostValues) return '"..."';
    if (typeof value === "string") return this.#string(value);
    if (typeof value === "number") return written ?? jsonNumber(value);
    if (value === null || typeof value === "boolean") return String(value);
    const inner = this.style.indent ? line + " ".repeat(this.style.indent) : "";
    return isArray(value) ? this.#array(value, line, inner) : this.#object(value, line, inner);
  }

  #string(text: string): string {
    return this.style.unicode ? JSON.stringify(text) : jsonString(text);
  }

  #array(list: readonly Json[], line: string, inner: string): string {
    if (list.length === 0) return "[]";
    const items = list.map((item, index) =>
      this.print(item, writtenNumber(list, index, item), inner),
    );
    return this.style.indent
      ? `[${inner}${items.join(`,${inner}`)}${line}]`
      : `[${items.join(", ")}]`;
  }

  #object(object: JsonObject, line: string, inner: string): string {
    const keys = this.style.sortKeys ? keysOf(object).toSorted(byCodePoint) : keysOf(object);
    if (keys.length === 0) return "{}";
    const entries = keys.map((key) => {
      const value = object[key]!;
      return `${this.#string(key)}: ${this.print(value, writtenNumber(object, key, value), inner)}`;
    });
    return this.style.indent
      ? `{${inner}${entries.join(`,${inner}`)}${line}}`
      : `{${entries.join(", ")}}`;
  }
}

function writtenNumber(
  holder: JsonObject | readonly Json[],
  key: string | number,
  value: Json,
): string | undefined {
  return typeof value === "number" ? numberText(holder, key) : undefined;
}

function jsonString(text: string): string {
  return JSON.stringify(text).replace(
    /[\x7f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Small numbers get an exponent of two digits: `1e-07`. JSON has no others than finite ones, which was reported. */
function jsonNumber(value: number): string {
  if (!Number.isFinite(value)) return "null";
  const isSmall = value !== 0 && Math.abs(value) < 1e-4;
  return (isSmall ? value.toExponential() : String(value)).replace(/e([-+])(\d)$/, "e$10$2");
}

/** Unlike JavaScript's own order, which puts characters beyond U+FFFF before some below. */
function byCodePoint(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1);
}
