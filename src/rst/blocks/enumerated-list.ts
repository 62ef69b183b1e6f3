import { isSpace } from "../../base/unicode.js";
import type { Context } from "../context.js";
import { spanOfLine } from "../lines.js";
import type { LineReader } from "../lines.js";
import type { Block, EnumeratedList, ListItem, SystemMessage } from "../nodes.js";
import { takeItem } from "./bullet-list.js";
import { unindentWarning } from "./common.js";
import { fromRoman, toRoman } from "./roman.js";

type Sequence = EnumeratedList["enumtype"];

const counter = "[0-9]+|[a-zA-Z]|[ivxlcdm]+|[IVXLCDM]+|#";
/** `1.`, `a)`, `(iv)`, `#.` */
export const enumeratorRe = new RegExp(
  `^(?:\\((?<both>${counter})\\)|(?<right>${counter})\\)|(?<dot>${counter})\\.)(?: +|$)`,
);

/** In the order in which a text is tried: "i" aside, a single letter is a letter and not a number. */
const sequenceRes: Readonly<Record<Sequence, RegExp>> = {
  arabic: /^[0-9]+$/,
  loweralpha: /^[a-z]$/,
  upperalpha: /^[A-Z]$/,
  lowerroman: /^[ivxlcdm]+$/,
  upperroman: /^[IVXLCDM]+$/,
};

interface Enumerator {
  readonly prefix: string;
  readonly suffix: string;
  readonly text: string;
  readonly sequence: Sequence | "#";
  readonly ordinal: number;
  /** Columns up to the text of the item. */
  readonly width: number;
}

/**
 * ```rst
 * 1. An item.
 * 2. The next one. "#." counts on.
 * ```
 */
export function enumeratedList(lines: LineReader, cx: Context): Block[] | null {
  const first = enumeratorAt(lines);
  if (!first || !isItem(first, lines.peek(1)?.text)) return null;
  const marker = spanOfLine(lines.peek()!);
  const items: ListItem[] = [];
  let auto = first.sequence === "#";
  let last: Enumerator | undefined;
  let finished = true;
  for (lines.skipBlank(); ; lines.skipBlank()) {
    const next = last ? enumeratorAt(lines, first.sequence) : first;
    if (!next) break;
    if (last && !(follows(next, last, first, auto) && isItem(next, lines.peek(1)?.text))) break;
    if (next.sequence === "#") auto = true;
    const item = takeItem(lines, next.width, cx);
    finished = item.finished;
    items.push(item.node);
    last = next.sequence === "#" && last ? { ...next, ordinal: last.ordinal } : next;
  }
  const list: EnumeratedList = {
    type: "enumerated_list",
    span: { ...items[0]!.span, end: items.at(-1)!.span.end },
    enumtype: first.sequence === "#" ? "arabic" : first.sequence,
    prefix: first.prefix,
    suffix: first.suffix,
    children: items,
  };
  const messages: SystemMessage[] = [];
  if (first.ordinal !== 1) {
    list.start = first.ordinal;
    const end = marker.start + first.prefix.length + first.text.length;
    const parts = [first.text, String(first.ordinal)];
    messages.push(cx.message("list-start", { ...marker, end }, parts));
  }
  const warnings = finished ? [] : unindentWarning("Enumerated list", lines.peek(), cx);
  return [list, ...messages, ...warnings];
}

/** The enumerator at the cursor; of the sequence `expected` if it can be. */
function enumeratorAt(lines: LineReader, expected?: Sequence | "#"): Enumerator | null {
  const match = enumeratorRe.exec(lines.peek()?.text ?? "");
  if (!match) return null;
  const { both, right, dot } = match.groups!;
  const text = (both ?? right ?? dot)!;
  const sequence = sequenceOf(text, expected);
  const ordinal = sequence && ordinalOf(text, sequence);
  if (!sequence || ordinal === null) return null;
  return {
    prefix: both === undefined ? "" : "(",
    suffix: dot === undefined ? ")" : ".",
    text,
    sequence,
    ordinal,
    width: match[0].length,
  };
}

function sequenceOf(text: string, expected: Sequence | "#" | undefined): Sequence | "#" | null {
  if (text === "#") return "#";
  if (expected && expected !== "#" && sequenceRes[expected].test(text)) return expected;
  if (!expected && text === "i") return "lowerroman";
  if (!expected && text === "I") return "upperroman";
  for (const name of Object.keys(sequenceRes) as Sequence[])
    if (sequenceRes[name].test(text)) return name;
  return null;
}

function ordinalOf(text: string, sequence: Sequence | "#"): number | null {
  switch (sequence) {
    case "#":
      return 1;
    case "arabic":
      return text.length > 15 ? null : Number(text);
    case "loweralpha":
    case "upperalpha":
      return text.toLowerCase().charCodeAt(0) - 96;
    case "lowerroman":
    case "upperroman":
      return fromRoman(text.toUpperCase());
  }
}

function follows(next: Enumerator, last: Enumerator, first: Enumerator, auto: boolean): boolean {
  if (next.prefix !== first.prefix || next.suffix !== first.suffix) return false;
  if (next.sequence === "#") return true;
  return !auto && next.sequence === first.sequence && next.ordinal === last.ordinal + 1;
}

/**
 * A line is an item only when the one below is blank, indented or the next item: otherwise a paragraph happens to begin
 * with what looks like an enumerator.
 */
function isItem(enumerator: Enumerator, below: string | undefined): boolean {
  if (!below || isSpace(below.charCodeAt(0))) return true;
  const { prefix, suffix, ordinal, sequence } = enumerator;
  if (below.startsWith(`${prefix}#${suffix} `)) return true;
  const next = textOf(ordinal + 1, sequence);
  return next !== null && below.startsWith(`${prefix}${next}${suffix} `);
}

function textOf(ordinal: number, sequence: Sequence | "#"): string | null {
  switch (sequence) {
    case "#":
      return "#";
    case "arabic":
      return String(ordinal);
    case "loweralpha":
      return ordinal > 26 ? null : String.fromCharCode(96 + ordinal);
    case "upperalpha":
      return ordinal > 26 ? null : String.fromCharCode(64 + ordinal);
    case "lowerroman":
      return toRoman(ordinal)?.toLowerCase() ?? null;
    case "upperroman":
      return toRoman(ordinal);
  }
}
