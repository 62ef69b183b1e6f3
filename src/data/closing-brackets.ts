import { lineStarts, type Source, type Span } from "../base/source.js";
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
  /** Whether what it holds goes on within brackets. */
  readonly opens: boolean;
}

/** Closing brackets that begin a line, below a line of no greater depth that seems not to stand in brackets itself. */
function suspects(source: Source): number[] {
  if (!/^[ \t]*[}\]]/m.test(source.text)) return [];
  const found: number[] = [];
  const above: Above[] = [];
  for (const start of lineStarts(source)) {
    const stop = source.text.indexOf("\n", start);
    const line = source.text.slice(start, stop === -1 ? undefined : stop).trimEnd();
    const indent = line.length - line.trimStart().length;
    if (line.length === indent) continue;
    while (above.length > 0 && above.at(-1)!.indent > indent) above.pop();
    if (line[indent] === "}" || line[indent] === "]") {
      if (!above.at(above.at(-1)?.indent === indent ? -2 : -1)?.opens) found.push(start + indent);
      continue;
    }
    if (above.at(-1)?.indent === indent) above.pop();
    above.push({ indent, opens: /[[{]\s*(?:#.*)?$/.test(line) });
  }
  return found;
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
