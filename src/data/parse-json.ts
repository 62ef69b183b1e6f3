import { rememberNumberText, type Json } from "./json.js";
import { isForgettable } from "./key-order.js";

/** JSON as JavaScript parses it, be it deeper than authors' files may be; how its numbers are written is remembered. */
export function parseJson(text: string): Json {
  const value = JSON.parse(text) as Json;
  if (isForgettable(text)) rememberNumbers(text, value);
  return value;
}

/** What JSON is made of: brackets and the like, strings, which are keys before a colon, and other words. */
const token = /[[\]{},]|(?<text>"(?:[^"\\]|\\.)*")(?<colon>\s*:)?|[^\s[\]{},:"]+/g;

/** An object or array that is not closed yet, and the key of its value that comes next. */
interface Open {
  readonly holder: { readonly [key: string]: Json } | null;
  key: string | number;
}

/** `value` is that of the text. Of equal keys the last counts. */
function rememberNumbers(text: string, value: Json): void {
  const open: Open[] = [{ holder: { "": value }, key: "" }];
  for (const { 0: word, groups } of text.matchAll(token)) {
    const at = open.at(-1)!; // the text is JSON
    const here = at.holder?.[at.key];
    if (word === "{" || word === "[") {
      const isKept = typeof here === "object" && here !== null;
      open.push({ holder: isKept ? (here as Open["holder"]) : null, key: word === "[" ? 0 : "" });
    } else if (word === "}" || word === "]") open.pop();
    else if (word === "," && typeof at.key === "number") at.key++;
    else if (groups!["colon"] !== undefined) at.key = JSON.parse(groups!["text"]!) as string;
    else if (typeof here === "number" && Number(word) === here && word !== String(here))
      rememberNumberText(at.holder!, String(at.key), word);
  }
}
