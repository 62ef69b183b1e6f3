import { expect, test } from "vitest";
import { editsOf } from "../../src/base/line-edits.js";

const linesOf = (texts: readonly string[]) => texts.map((text) => ({ text }));
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`);

/** The edits that make lines of others, as [start, oldEnd, newEnd]; each is seen to make of the lines what it says. */
function edits(old: readonly string[], next: readonly string[]) {
  let lines = old;
  const found: number[][] = [];
  for (const { edit, edited } of editsOf(linesOf(old), linesOf(next))) {
    const { start, oldEnd, newEnd } = edit;
    const texts = edited.map(({ text }) => text);
    expect(texts).toEqual([
      ...lines.slice(0, start),
      ...texts.slice(start, newEnd),
      ...lines.slice(oldEnd),
    ]);
    lines = texts;
    found.push([start, oldEnd, newEnd]);
  }
  expect(lines).toEqual(next);
  return found;
}

test("lines that are as they were have no edit", () => {
  expect(edits(numbered(5), numbered(5))).toEqual([]);
  expect(edits([], [])).toEqual([]);
});

test("edits that are far apart are made one after the other", () => {
  const old = numbered(100);
  const next = old.with(10, "other").with(50, "other").toSpliced(80, 2, "a", "b", "c");
  expect(edits(old, next)).toEqual([
    [10, 11, 11],
    [50, 51, 51],
    [80, 82, 83],
  ]);
});

test("edits that are close are one", () => {
  const old = numbered(40);
  expect(edits(old, old.with(10, "other").with(15, "other"))).toEqual([[10, 16, 16]]);
});

test("where it cannot be said what became of what, all of it is one edit", () => {
  const next = numbered(2000).map((text) => `other ${text}`);
  expect(edits(numbered(2000), next)).toEqual([[0, 2000, 2000]]);
  expect(edits(numbered(20), [])).toEqual([[0, 20, 0]]);
});

test("of very many edits, the last ones are one", () => {
  const old = numbered(2000);
  const next = old.map((text, index) => (index % 20 === 0 ? "other" : text));
  const found = edits(old, next);
  expect(found.length).toBeLessThan(60);
  expect(found.at(-1)![2]).toBe(1981);
});
