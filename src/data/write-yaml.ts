import { CORE_SCHEMA, dump } from "js-yaml";
import type { JsonObject } from "./json.js";

/** An object as YAML, its keys in their order; `2026-07-08` needs no quotes. */
export function yamlText(value: JsonObject): string {
  return Object.keys(value).length === 0 ? "" : dump(value, { schema: CORE_SCHEMA, lineWidth: -1 });
}
