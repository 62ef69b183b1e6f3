import { foldInPlace } from "./tokens.js";

/** So much of a text is shown around the words. */
const shownBefore = 50;
const shownAfter = 130;

/** Some of a text from before the first of the words; its beginning where it has none. */
export function contextOf(text: string, words: readonly string[]): string {
  const low = foldInPlace(text);
  const places = words.map((word) => low.indexOf(word)).filter((at) => at !== -1);
  const first = places.length === 0 ? 0 : places[0]!;
  let start = first <= shownBefore ? 0 : text.indexOf(" ", first - shownBefore) + 1;
  if (start > first) start = first;
  let end = Math.min(text.length, first + shownAfter);
  const space = text.lastIndexOf(" ", end);
  if (end < text.length && space > first) end = space;
  return `${start > 0 ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`;
}

/** How many characters are other, missing, too many or exchanged with their neighbour (optimal string alignment). */
export function distance(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_each, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const next = [row];
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      let cost = Math.min(
        last[column]! + 1,
        next[column - 1]! + 1,
        last[column - 1]! + (isSame ? 0 : 1),
      );
      if (
        row > 1 &&
        column > 1 &&
        one[row - 1] === other[column - 2] &&
        one[row - 2] === other[column - 1]
      )
        cost = Math.min(cost, before[column - 2]! + 1);
      next.push(cost);
    }
    before = last;
    last = next;
  }
  return last[other.length]!;
}
