import { expect, test } from "vitest";
import { collector } from "../../src/base/diagnostics.js";
import { readData, readMended, spanOf } from "../../src/data/data.js";

function mended(text: string, keepsValues = false) {
  const { report } = collector();
  return readMended(readData({ path: "a.yaml", text }, report), keepsValues);
}

test.each([
  ["a: b: c\n", { a: "b: c" }],
  ["a: [b, c\nd: e\n", { a: ["b", "c"], d: "e" }],
  ["a: [b, { c: d ]\n", { a: ["b", { c: "d" }] }],
  ["a: b: c, d: e }\n", { a: { b: "c", d: "e" } }],
  ['a: "b\nc: d\n', { a: "b", c: "d" }],
  ['a: %b%"\nc: d\n', { a: "%b%", c: "d" }],
  ["a:\n  b: c\n d: e\n", { a: { b: "c", d: "e" } }],
  ["a:\n   b: c\n  d: e\n  f: g\n", { a: { b: "c", d: "e", f: "g" } }],
  ["a:\n\tb: c\n", { a: { b: "c" } }],
  ["a: b\nc d\n", { a: "b", c: "d" }],
  ["a: b\nc:d\n", { a: "b", c: "d" }],
  ["a: @b\n", { a: "b" }],
  ["a: { b: c d: e }\n", { a: { b: "c", d: "e" } }],
  ['{\n  "a": 1\n  "b": 2\n}\n', { a: 1, b: 2 }],
  ['{\n  "a": { "x": 1,\n  "b": 2\n}\n', { a: { x: 1 }, b: 2 }],
  ['{\n  "a": { "x": 1 }},\n  "b": 2\n}\n', { a: { x: 1 }, b: 2 }],
  ['{\n  "a": "b,\n  "c": "d"\n}\n', { a: "b", c: "d" }],
  ['{"a": = "b, c"}\n', { a: "b, c" }],
])("%j is read as it is meant", (text, value) => {
  expect(mended(text)?.file.value).toEqual(value);
});

test("what is wrong further below is told, and all places are those of the file", () => {
  const text = "a: b: c\nd: [e\nf: g\n";
  const read = mended(text)!;
  const at = (start: number, end: number) => text.slice(start, end);
  expect(read.found.map(({ code, span }) => [code, at(span!.start, span!.end)])).toEqual([
    ["yaml-syntax", "["],
  ]);
  const { source } = read.file;
  const placesOf = ["/a", "/d/0", "/f"].map((pointer) => spanOf({ source, pointer }));
  expect(placesOf.map(({ start, end }) => at(start, end))).toEqual(["b: c", "e", "g"]);
});

test("of lines that git could not merge, the first version is read", () =>
  expect(mended("a: 1\n<<<<<<< a\nb: c\n=======\nb: d\n>>>>>>> e\nf: 2\n")?.file.value).toEqual({
    a: 1,
    b: "c",
    f: 2,
  }));

test.each(["- a\nb: c\n", "<<<<<<< a\nb: c\n=======\nb: d\n", "a: b\na: c\nd: [\n"])(
  "what %j means is not known",
  (text) => expect(mended(text)).toBeNull(),
);

test("of settings no value is guessed", () => {
  expect(mended("a: b: c\n", true)).toBeNull();
  expect(mended("a: [b\n", true)?.file.value).toEqual({ a: ["b"] });
});
