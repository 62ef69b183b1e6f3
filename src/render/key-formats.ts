import { nearest } from "../base/text.js";
import type { Span } from "../base/source.js";
import type { Inline } from "../rst/nodes.js";
import { shapeOf, type Said, type Shape, type ShapeProperty } from "../schema/merged.js";
import { formatLink } from "./format-link.js";
import { text } from "./nodes.js";
import type { Making } from "./page.js";

/** Formats of the names of properties that match a pattern, which a field beside their values says (`key-formats`). */

/** Report the formats of the names of an object's properties that nobody can tell from each other, or look up. */
export function checkKeyFormats(making: Making, { patternProperties }: Shape): void {
  const seen = new Set<string>();
  for (const each of patternProperties) {
    const named = keyFormat(making, each);
    if (!named) continue;
    const { value, at } = named;
    if (!making.formats.has(value)) {
      const near = nearest(value, making.formats.keys());
      making.budget.tell("key-format-unknown", at, [value, ...near]);
    } else if (seen.has(value)) making.budget.tell("key-format-twice", at, [value]);
    seen.add(value);
  }
}

/** What a field beside the values says of their names. */
export function keyFormat({ keyFormats }: Making, property: ShapeProperty): Said<string> | null {
  const { extensions } = shapeOf(property);
  for (const field of keyFormats) {
    const said = extensions.get(field);
    if (typeof said?.value === "string") return { value: said.value, at: said.at };
  }
  return null;
}

/** ` (Format)` behind a pattern, where one is named. */
export function keyFormatNote(making: Making, property: ShapeProperty, span: Span): Inline[] {
  const named = keyFormat(making, property);
  const linked = named && formatLink(making, named.value, span);
  return linked ? [text(" (", span), linked, text(")", span)] : [];
}
