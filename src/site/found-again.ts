import { commonEnd, commonStart } from "../base/common-text.js";

/** What a pattern finds in a page: an element, or some characters. */
export interface Found {
  readonly start: number;
  readonly end: number;
}

/** The part of a page that is other than it was: whole tags, and what is between them. */
export interface Change {
  readonly start: number;
  readonly oldEnd: number;
  readonly nextEnd: number;
}

export function changeOf(old: string, next: string): Change {
  const same = commonStart(old, next);
  const start = same === 0 ? 0 : Math.max(0, old.lastIndexOf("<", same - 1));
  const rest = commonEnd(old, next, same);
  const tag = old.indexOf(">", old.length - rest);
  const after = tag === -1 ? 0 : old.length - tag - 1;
  return { start, oldEnd: old.length - after, nextEnd: next.length - after };
}

/** What may be one with something far from it. */
const pairedRe = /<!--|-->|<\/?(?:script|style|template|textarea|svg|iframe)\b/i;

/** Whether what is found in the rest of a page may be something else for what became of a part of it. */
export function isFarReaching(old: string, next: string, change: Change): boolean {
  const { start, oldEnd, nextEnd } = change;
  return pairedRe.test(old.slice(start, oldEnd)) || pairedRe.test(next.slice(start, nextEnd));
}

/**
 * What is found in a page of which a part is other: what was found in the rest, and what is found in this part, which does
 * not reach far. `null` where something lies across its start or its end.
 */
export function foundAgain<T extends Found>(
  former: readonly T[],
  { start, oldEnd, nextEnd }: Change,
  inPart: readonly T[],
): readonly T[] | null {
  const isAcross = (one: Found, at: number) => one.start < at && at < one.end;
  if (former.some((one) => isAcross(one, start) || isAcross(one, oldEnd))) return null;
  const moved = (one: T, by: number): T => ({ ...one, start: one.start + by, end: one.end + by });
  return [
    ...former.filter(({ end }) => end <= start),
    ...inPart.map((one) => moved(one, start)),
    ...former.filter((one) => one.start >= oldEnd).map((one) => moved(one, nextEnd - oldEnd)),
  ];
}
