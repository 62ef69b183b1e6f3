import type { Report } from "../base/diagnostics.js";
import { isArray, keysOf, type DataFile, type Json } from "./json.js";
import { spanOf } from "./places.js";
import { joinPointer } from "./pointer.js";

/** Escapes that may stand for a control character; others stand in no YAML or JSON as they are. */
const mayHold = /\\(?:x|u|U|[0abvfe])|[\x7f-\x9f]/;
/** No character for text; tabs and line ends are. */
const control = /(?![\t\n\r\x85])\p{Cc}|\p{Cs}/u;

/** Report control characters in the strings and keys of a file, one for each string: HTML has none. */
export function reportControlCharacters({ source, value }: DataFile, report: Report): void {
  if (!mayHold.test(source.text)) return;
  const seen = new Set<Json>(); // an alias shows again what its anchor holds
  const tell = (text: string, pointer: string, of: "key" | "value") => {
    const [found] = control.exec(text) ?? [];
    if (found === undefined) return;
    const number = found.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    report("control-character", spanOf({ source, pointer }, of), [`U+${number}`]);
  };
  const visit = (at: Json, pointer: string) => {
    if (typeof at === "string") tell(at, pointer, "value");
    if (typeof at !== "object" || at === null || seen.has(at)) return;
    seen.add(at);
    if (isArray(at)) at.forEach((item, index) => visit(item, joinPointer(pointer, String(index))));
    else
      for (const key of keysOf(at)) {
        tell(key, joinPointer(pointer, key), "key");
        visit(at[key]!, joinPointer(pointer, key));
      }
  };
  visit(value, "");
}
