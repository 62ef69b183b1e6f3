import { expect, test } from "vitest";
import { processorClock } from "../hostile-time.js";
import type { Json } from "../../src/data/data.js";
import { jsonText } from "../../src/data/json-text.js";
import { simpleTable } from "../../src/sections/rst-table.js";
import { wrap } from "../../src/sections/wrap.js";

const wrapped: readonly [name: string, text: string, width: number, lines: readonly string[]][] = [
  ["spaces within a line stay", "one  two three", 10, ["one  two", "three"]],
  ["a line break is a space", "one\ntwo", 10, ["one two"]],
  ["words stay whole", "a well-known word--word", 8, ["a", "well-known", "word--word"]],
  ["longer ones than a line too", "a ``/very/long/path`` b", 8, ["a", "``/very/long/path``", "b"]],
  ["a word that would be an underline", "title ==== more", 6, ["title ====", "more"]],
  ["also as the last", "title  =====", 6, ["title  ====="]],
  ["a space that may not be broken", "one\u00a0two three", 4, ["one\u00a0two", "three"]],
  ["nothing", "  \n ", 8, []],
];

test.each(wrapped)("line breaks: %s", (_name, text, width, lines) => {
  expect(wrap(text, width)).toEqual(lines);
});

test("line breaks take time in proportion to the text", () => {
  const time = processorClock();
  for (const piece of ["-", "a-", "- ", "a ", "   ", " - "]) wrap(piece.repeat(100_000), 50);
  expect(time()).toBeLessThan(3000);
});

// What Python's json.dumps makes of these.
const printed: readonly [value: Json, text: string][] = [
  [[1, "a", null, true], '[1, "a", null, true]'],
  [{ b: [], a: {} }, '{"b": [], "a": {}}'],
  ['é\u007f😀\n"', '"\\u00e9\\u007f\\ud83d\\ude00\\n\\""'],
  [1e-7, "1e-07"],
  [0.00001, "1e-05"],
  [1e22, "1e+22"],
];

test.each(printed)("JSON of %j", (value, text) => {
  expect(jsonText(value)).toBe(text);
});

test("JSON with sorted keys and indentation; keys by code point", () => {
  const value = { "\uffff": 1, "😀": [{}], a: { b: 1 } };
  expect(jsonText(value, { indent: 2, sortKeys: true }).split("\n")).toEqual([
    "{",
    '  "a": {',
    '    "b": 1',
    "  },",
    '  "\\uffff": 1,',
    '  "\\ud83d\\ude00": [',
    "    {}",
    "  ]",
    "}",
  ]);
});

test("tables: paragraphs, bullets, wide characters, an empty first cell", () => {
  const rows = [
    [
      "名前",
      "string",
      "First.\n\n- a bullet that goes on to another line of the cell, it does\n\nLast.",
    ],
    ["", "", ""],
    { spanning: "*more*" },
    ["a", "b", "c"],
  ];
  const table = simpleTable(["Key", "Type", "Description"], rows).replaceAll("=", "").split("\n");
  expect(table.filter((line) => !/^ *$/.test(line) || line === "")).toEqual([
    "Key        Type       Description",
    "名前       string     First.",
    "",
    "                      - a bullet that goes on to another line of the",
    "                        cell, it does",
    "",
    "                      Last.",
    "\\",
    "*more*",
    "-".repeat(72),
    "a          b          c",
  ]);
});

const long = "a-word-that-is-longer-than-the-column-of-descriptions-is-wide";
const lists: readonly [name: string, text: string, lines: readonly string[]][] = [
  ["bullets", "- one\n- two\n  more\n- three", ["- one", "- two   more", "- three"]],
  ["indented bullets", "  * one\n  * two", ["* one", "* two"]],
  ["numbers", "1. one\n2. two", ["1. one", "2. two"]],
  ["numbers in a text", "1. one\ntwo 3. three", ["1. one two 3. three"]],
  ["a year", "2019. It was long ago,\nthough not for everyone.", ["2019. It was long ago, though not for everyone."]],
  ["a dash", "one\n- two", ["one - two"]],
  ["a long word", `- ${long}\n- b`, [`- ${long}`, "- b"]],
  [
    "long items",
    "10. the first of the items, which goes on for a while\n11. the second",
    ["10. the first of the items, which goes on for a", "    while", "11. the second"],
  ],
]; // prettier-ignore

test.each(lists)("lists in the last cell: %s", (_name, text, lines) => {
  const table = simpleTable(["A", "B"], [["x", text]])
    .split("\n")
    .slice(3, -1);
  expect(table.map((line) => line.slice(11))).toEqual(lines);
});
