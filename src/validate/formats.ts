import { createRequire } from "node:module";
import type { Format } from "ajv";
import type { Json } from "../data/data.js";

const require = createRequire(import.meta.url);

type Formats = Readonly<Record<string, Format>>;

/** Formats of OpenAPI 2 that any text has; the last one is shown as what it stands for more often than in base64. */
const anyText: ReadonlySet<string> = new Set(["password", "binary", "byte"]);

let known: Formats | undefined;

/** The formats of the validators, loaded when the first text is to have one. */
export function formats(): Formats {
  return (known ??= (require("ajv-formats/dist/formats.js") as { readonly fullFormats: Formats })
    .fullFormats);
}

/** Whether a validator is to look at a format. */
export function isFormat(name: string): boolean {
  return !anyText.has(name) && Object.hasOwn(formats(), name);
}

/** Whether a value has a format; `null` where only a validator can tell. */
export function hasFormat(value: Json, name: string): boolean | null {
  if (typeof value === "number") return hasNumberFormat(value, name);
  if (typeof value !== "string" || numberFormats.has(name) || !isFormat(name)) return true;
  const format = formats()[name];
  const check = isDefinition(format) ? format.validate : format;
  if (check instanceof RegExp) return check.test(value);
  return typeof check === "function" ? check(value) : null;
}

interface Definition {
  readonly validate: RegExp | ((text: string) => boolean);
}

function isDefinition(format: Format | undefined): format is Format & Definition {
  return typeof format === "object" && !(format instanceof RegExp);
}

const numberFormats: ReadonlySet<string> = new Set(["int32", "int64", "float", "double"]);

function hasNumberFormat(value: number, name: string): boolean {
  if (name === "int32") return Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31;
  return name !== "int64" || Number.isInteger(value);
}
