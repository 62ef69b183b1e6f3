import type { Report } from "../base/diagnostics.js";
import type { Source } from "../base/source.js";
import { nodesOf } from "./nodes.js";

/** An escape that may be half of a surrogate pair: `\uD83D`, `\U0000D83D`. */
const halfEscape = /\\(?:u|U0000)[dD][89a-fA-F]/;

const escapes = /\\(?:u(?<four>[\da-fA-F]{4})|U(?<eight>[\da-fA-F]{8})|[^])/g;

/**
 * The text with `\uFFFD` for each escape that is half of a surrogate pair without its other, which is reported: such a
 * half is no character, cannot be written to a file or a URL, and must not get any further. Offsets stay the same.
 * @see https://www.rfc-editor.org/rfc/rfc8259#section-8.2
 */
export function withoutLoneSurrogates(source: Source, report: Report): string {
  if (!halfEscape.test(source.text)) return source.text;
  const kept: string[] = [];
  let at = 0;
  for (const { start, end } of brokenTexts(source))
    for (const { from, to } of loneEscapes(source.text, start, end)) {
      const escape = source.text.slice(from, to);
      report("lone-surrogate", { source, start: from, end: to }, [escape]);
      kept.push(source.text.slice(at, from), escape.replace(/[\da-fA-F]{4}$/, "FFFD"));
      at = to;
    }
  return at === 0 ? source.text : kept.join("") + source.text.slice(at);
}

/** Where the scalars stand whose value is no well-formed text, in order. */
function brokenTexts(source: Source): readonly { readonly start: number; readonly end: number }[] {
  const { marks, values } = nodesOf(source);
  const starts: number[] = [];
  const broken: { start: number; end: number }[] = [];
  let closed = 0;
  for (const mark of marks) {
    if (mark >= 0) {
      starts.push(mark);
      continue;
    }
    const start = starts.pop()!; // what ends has begun
    const value = values[closed++];
    if (typeof value === "string" && /\p{Surrogate}/u.test(value))
      broken.push({ start, end: ~mark });
  }
  return broken;
}

function loneEscapes(text: string, start: number, end: number): { from: number; to: number }[] {
  const lone: { from: number; to: number }[] = [];
  let open: { from: number; to: number } | undefined;
  for (const match of text.slice(start, end).matchAll(escapes)) {
    const code = Number.parseInt(match.groups!["four"] ?? match.groups!["eight"] ?? "0", 16);
    const from = start + match.index;
    const here = { from, to: from + match[0].length };
    const isHigh = code >= 0xd800 && code < 0xdc00;
    const isLow = code >= 0xdc00 && code < 0xe000;
    const isPair = isLow && open?.to === from;
    if (open && !isPair) lone.push(open);
    if (isLow && !isPair) lone.push(here);
    open = isHigh ? here : undefined;
  }
  return open ? [...lone, open] : lone;
}
