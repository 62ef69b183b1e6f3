import type { Context } from "../context.js";
import type { Inline, SystemMessage } from "../nodes.js";
import { closesAt, escapeMark, isPair, opensBefore, spaceAt } from "./characters.js";
import { InlineText } from "./inline-text.js";

/** A construct that was recognized: where it stands and what it is in the tree. */
export interface Found {
  readonly start: number;
  readonly end: number;
  /** Empty where a start-string turned out to be mere text: then it is skipped. */
  readonly nodes: readonly Inline[];
  /** About the markup, and about names that it gives though others have them. */
  readonly messages: readonly SystemMessage[];
  readonly naming?: readonly SystemMessage[];
}

/** A construct that is one node, with nothing wrong about it. */
export function foundNode(start: number, end: number, node: Inline): Found {
  const nodes = [node];
  return { start, end, nodes, messages: none };
}

const none: readonly SystemMessage[] = [];

/**
 * An inline construct. Asked at an offset where one of its characters stands, it returns what it recognized there
 * (possibly beginning earlier: a reference is noticed by the `_` behind it), or `null`.
 */
export type Construct = (scanner: Scanner, at: number) => Found | null;

/** Where an end-string stands: its first character and what is behind its last. */
export interface End {
  readonly at: number;
  readonly end: number;
}

/** Finds the next end-string at or behind an offset. */
export type EndFinder = (scanner: Scanner, from: number) => End | null;

/** The state of one scan, and the rules about what may stand around markup. */
export class Scanner {
  readonly source: InlineText;
  readonly text: string;
  readonly cx: Context;
  /** Where the text begins that is not yet taken; what is before it is out of sight for the rules. */
  start = 0;
  /** Offsets below this one begin no role: the name that covers them was found not to be one. */
  noRoleBefore = 0;
  private ends: Map<EndFinder, { from: number; end: End | null }> | undefined;

  constructor(source: InlineText, cx: Context) {
    this.source = source;
    this.text = source.text;
    this.cx = cx;
  }

  /** May a start-string begin here? */
  opens(at: number): boolean {
    if (at === this.start) return true;
    if (this.cx.settings.characterLevelInlineMarkup) return this.text[at - 1] !== escapeMark;
    return opensBefore(this.text, at);
  }

  /** May an end-string end here? */
  closes(at: number): boolean {
    return this.cx.settings.characterLevelInlineMarkup || closesAt(this.text, at);
  }

  /** Is text or an unescaped end missing before an end-string here? */
  gapBefore(at: number): boolean {
    return this.text[at - 1] === escapeMark || spaceAt(this.text, at - 1);
  }

  /** A start-string in quotes or brackets, or at the end of the text, is none. */
  quoted(start: number, end: number): boolean {
    if (start === this.start) return false;
    const next = this.text[end];
    return next === undefined || isPair(this.text[start - 1]!, next);
  }

  /** The next end-string. Remembered, so that all searches together pass over the text once. */
  nextEnd(finder: EndFinder, from: number): End | null {
    const known = this.ends?.get(finder);
    if (known && known.from <= from && (known.end === null || known.end.at >= from))
      return known.end;
    const end = finder(this, from);
    (this.ends ??= new Map()).set(finder, { from, end });
    return end;
  }

  /** Text that looked like a start-string but is in quotes. */
  skip(start: number, end: number): Found {
    return { start, end, nodes: [], messages: [] };
  }
}
