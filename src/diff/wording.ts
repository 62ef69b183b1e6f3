import { isObject, numberText, ownValue, type Json, type JsonObject } from "../data/data.js";
import type { Said } from "./said.js";
import type { Shapes } from "./shape.js";
import { shownText, type SchemaNode } from "./side.js";

/** How values, types and schemas are called in sentences. */

const longestValue = 80;

export function shortened(text: string): string {
  return text.length > longestValue ? `${text.slice(0, longestValue - 3)}...` : text;
}

export function quoted(text: string): string {
  return text === "" ? "" : `"${shortened(text)}"`;
}

export function valueText(said: Pick<Said<Json>, "value" | "written"> | undefined): string {
  return said === undefined ? "" : shortened(shownText(said.value, said.written));
}

/** What an object says under a key; "" where that is nothing. */
export function valueTextAt(object: JsonObject, key: string): string {
  const value = ownValue(object, key);
  return value === undefined ? "" : valueText({ value, written: numberText(object, key) });
}

export function listText(values: readonly string[]): string {
  return shortened(values.join(", "));
}

export function typesText(types: ReadonlySet<string> | null): string {
  if (types === null) return "any";
  return types.size === 0 ? "none" : [...types].toSorted().join(" or ");
}

/** What an alternative is called. */
export function labelOf(node: SchemaNode, shapes: Shapes): string {
  const name = shapes.reader.nameOf(node);
  if (name !== null) return name;
  const shape = shapes.of(node);
  const title = isObject(node) ? ownValue(node, "title") : undefined;
  if (typeof title === "string" && title !== "") return shortened(title);
  if (shape.values) return listText([...shape.values.values()].map(valueText));
  return typesText(shape.types);
}
