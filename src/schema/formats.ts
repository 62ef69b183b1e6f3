import { createRequire } from "node:module";
import type { Format } from "ajv";
import type { Json } from "../data/data.js";

const require = createRequire(import.meta.url);

type Formats = Readonly<Record<string, Format>>;

let known: Formats | undefined;

/** The formats of the library, loaded when the first text is to have one. */
function formats(): Formats {
  return (known ??= (require("ajv-formats/dist/formats.js") as { readonly fullFormats: Formats })
    .fullFormats);
}

/** Formats of OpenAPI 2 that any text has; the last one is shown as what it stands for more often than in base64. */
const anyText: ReadonlySet<string> = new Set(["password", "binary", "byte"]);
/** Formats of numbers say nothing of strings. */
const numberFormats: ReadonlySet<string> = new Set(["int32", "int64", "float", "double"]);

/** Whether a value has a format. What is not known, any value has. */
export function hasFormat(value: Json, name: string): boolean {
  if (typeof value === "number") return hasNumberFormat(value, name);
  if (typeof value !== "string" || numberFormats.has(name) || anyText.has(name)) return true;
  const format = Object.hasOwn(formats(), name) ? formats()[name] : undefined;
  const check = isDefinition(format) ? format.validate : format;
  if (check instanceof RegExp) return check.test(value);
  return typeof check === "function" ? check(value) === true : true;
}

interface Definition {
  readonly validate: RegExp | ((text: string) => boolean);
}

function isDefinition(format: Format | undefined): format is Format & Definition {
  return typeof format === "object" && !(format instanceof RegExp);
}

function hasNumberFormat(value: number, name: string): boolean {
  if (name === "int32") return Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31;
  return name !== "int64" || Number.isInteger(value);
}
