import type { StateBlock, StateInline } from "./tokens.js";
import type { Delimiters } from "./settings.js";

/** Formulas between the delimiters that a project sets. What is in them is TeX and nothing else. */

/** A formula on its own: from a line that begins with an opening delimiter to the end of one that ends with the closing one. */
export function mathBlock(all: readonly Delimiters[]) {
  return (state: StateBlock, start: number, end: number, silent: boolean): boolean => {
    if (state.sCount[start]! - state.blkIndent >= 4) return false;
    const from = state.bMarks[start]! + state.tShift[start]!;
    const found = all.find(({ open }) => state.src.startsWith(open, from));
    if (!found) return false;
    const last = closingLine(state, start, end, found);
    if (last === -1) return false;
    if (silent) return true;
    const token = state.push("math_block", "", 0);
    const text = state.getLines(start, last + 1, state.blkIndent, false).trim();
    token.content = text.slice(found.open.length, -found.close.length).trim();
    token.map = [start, last + 1];
    state.line = last + 1;
    return true;
  };
}

/** The line that ends with the closing delimiter and has no other before it; -1 where a blank line comes first. */
function closingLine(
  state: StateBlock,
  start: number,
  end: number,
  { open, close }: Delimiters,
): number {
  for (let line = start; line < end; line++) {
    if (state.isEmpty(line) || state.sCount[line]! < state.blkIndent) return -1;
    const from = state.bMarks[line]! + state.tShift[line]! + (line === start ? open.length : 0);
    const text = state.src.slice(from, state.eMarks[line]).trimEnd();
    const at = text.indexOf(close);
    if (at !== -1) return at === text.length - close.length ? line : -1;
  }
  return -1;
}

interface Formula extends Delimiters {
  readonly isBlock: boolean;
}

/** Of a text: the closing delimiters that do not come any more. */
const missing = new WeakMap<StateInline, Set<string>>();

/** A formula within a text. */
export function inlineMath(all: readonly Formula[]) {
  const starts = new Set(all.map(({ open }) => open.charCodeAt(0)));
  return (state: StateInline, silent: boolean): boolean => {
    const { src, pos, posMax } = state;
    if (!starts.has(src.charCodeAt(pos))) return false;
    for (const { open, close, isBlock } of all) {
      if (!src.startsWith(open, pos)) continue;
      const end = closeOf(state, pos + open.length, close);
      if (end === -1 || end + close.length > posMax) continue;
      const content = src.slice(pos + open.length, end);
      if (content.trim() === "" || (open === "$" && !isDollarMath(content, src[end + 1]))) continue;
      if (!silent) {
        const token = state.push(isBlock ? "math_display" : "math", "", 0);
        token.content = content;
      }
      state.pos = end + close.length;
      return true;
    }
    return false;
  };
}

function closeOf(state: StateInline, from: number, close: string): number {
  let gone = missing.get(state);
  if (gone?.has(close)) return -1;
  const end = state.src.indexOf(close, from);
  if (end === -1) {
    if (!gone) missing.set(state, (gone = new Set()));
    gone.add(close);
  }
  return end;
}

/** Between single dollars a formula touches both, and no digit follows: `$5 and $6` is about money. */
function isDollarMath(content: string, next: string | undefined): boolean {
  return !/^\s|\s$/.test(content) && !/\d/.test(next ?? "");
}
