import type { Source, Span } from "../base/source.js";
import { spansAt } from "./places.js";

/** A closing bracket that stands no deeper than the key whose value it closes. */
export interface ShallowBracket {
  readonly span: Span;
  readonly key: Span;
  /** How many columns it lacks. */
  readonly lacks: number;
}

/** So many of a file are looked for: places take their time. */
const mostFound = 1000;

/**
 * The closing brackets that stand no deeper than their keys. The rules of YAML want everything within the brackets deeper
 * than the outermost key, though many readers let the last bracket pass:
 *
 *     example: {
 *       "a": 1
 *     }
 */
export function shallowBrackets(source: Source): ShallowBracket[] {
  return suspects(source)
    .slice(0, mostFound)
    .flatMap((start) => {
      const key = outermostKey(source, start);
      const lacks = key ? columnOf(source, key.start) + 1 - columnOf(source, start) : 0;
      return key && lacks > 0 ? [{ span: { source, start, end: start + 1 }, key, lacks }] : [];
    });
}

/** A line that may still be the parent of those below. */
interface Above {
  readonly indent: number;
  readonly start: number;
}

/** Closing brackets that begin a line, below a line of no greater depth that seems not to stand in brackets itself. */
function suspects({ text }: Source): number[] {
  if (!/^[ \t]*[}\]]/m.test(text)) return [];
  const found: number[] = [];
  const above: Above[] = [];
  const beginnings = /^[ \t]*\S/gm;
  for (let match = beginnings.exec(text); match; match = beginnings.exec(text)) {
    const indent = match[0].length - 1;
    const start = match.index + indent;
    while (above.length > 0 && above[above.length - 1]!.indent > indent) above.pop();
    const isBelow = above.length > 0 && above[above.length - 1]!.indent < indent;
    if (text[start] === "}" || text[start] === "]") {
      const parent = above.at(isBelow ? -1 : -2);
      if (!parent || !opens(parent, text)) found.push(start);
    } else if (isBelow || above.length === 0) above.push({ indent, start });
    else above[above.length - 1] = { indent, start };
  }
  return found;
}

/** Whether what a line holds goes on within brackets. */
function opens({ start }: Above, text: string): boolean {
  const stop = text.indexOf("\n", start);
  return /[[{]\s*(?:#.*)?$/.test(text.slice(start, stop === -1 ? undefined : stop));
}

/** The key whose value is the outermost one in brackets around an offset; `null` where that has none. */
function outermostKey(source: Source, offset: number): Span | null {
  const opensBracket = ({ value }: { readonly value: Span }) =>
    /[[{]/.test(source.text[value.start]!);
  return spansAt(source, offset).find(opensBracket)?.key ?? null;
}

function columnOf({ text }: Source, offset: number): number {
  return offset - (text.lastIndexOf("\n", offset - 1) + 1);
}
