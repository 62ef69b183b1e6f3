import type { Report } from "../base/diagnostics.js";
import { isArray, keysOf, numberText, type DataFile, type Json } from "./json.js";
import { spanOf } from "./places.js";
import { joinPointer } from "./pointer.js";

const mayHold = /\.(?:inf|nan)\b/i;

/** Report `.inf` and `.nan` of YAML: JSON, which examples are shown in, has no such numbers. See RFC 8259, section 6. */
export function reportNoNumbers({ source, value }: DataFile, report: Report): void {
  if (!mayHold.test(source.text)) return;
  const seen = new Set<Json>(); // an alias shows again what its anchor holds
  const visit = (at: Json, pointer: string, written: string | undefined) => {
    if (typeof at === "number" && !Number.isFinite(at) && written === undefined) {
      const span = spanOf({ source, pointer });
      report("number-not-json", span, [source.text.slice(span.start, span.end)]);
    }
    if (typeof at !== "object" || at === null || seen.has(at)) return;
    seen.add(at);
    const children = isArray(at)
      ? [...at.entries()]
      : keysOf(at).map((key) => [key, at[key]!] as const);
    for (const [key, child] of children)
      visit(child, joinPointer(pointer, key), numberText(at, key));
  };
  visit(value, "", undefined);
}
