import { isObject, ownValue, type Json } from "../data/data.js";
import type { Shapes } from "./shape.js";
import { canonical, type SchemaNode } from "./side.js";

/** How values, types and schemas are called in sentences. */

const longestValue = 80;

export function shortened(text: string): string {
  return text.length > longestValue ? `${text.slice(0, longestValue - 3)}...` : text;
}

export function valueText(value: Json | undefined): string {
  return value === undefined ? "" : shortened(canonical(value));
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
  if (shape.values) return listText([...shape.values.keys()]);
  return typesText(shape.types);
}
