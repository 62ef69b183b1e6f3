import { expect, test } from "vitest";
import type { Json } from "../../src/data/data.js";
import { jsonText } from "../../src/sections/json-text.js";
import { simpleTable } from "../../src/sections/rst-table.js";
import { wrap } from "../../src/sections/wrap.js";

// What Python's textwrap makes of these.
const wrapped: readonly [name: string, text: string, width: number, lines: readonly string[]][] = [
  ["blanks within a line stay", "one  two three", 10, ["one  two", "three"]],
  ["a line break is a blank", "one\ntwo", 10, ["one two"]],
  ["behind a hyphen between letters", "a well-known thing", 8, ["a well-", "known", "thing"]],
  ["not behind one beside a digit", "abc r0-5x", 7, ["abc", "r0-5x"]],
  ["before and behind a dash", "word--word", 6, ["word--", "word"]],
  ["not before an option", "see --option", 8, ["see", "--option"]],
  ["a word longer than a line fills it", "a /very/long/path", 8, ["a /very/", "long/pat", "h"]],
  ["such a word rather behind a hyphen", "a 0-1234567890", 8, ["a 0-", "12345678", "90"]],
  ["characters beyond U+FFFF stay whole", "🐶🐱🦁🐎", 3, ["🐶🐱🦁", "🐎"]],
  ["nothing", "  \n ", 8, []],
];

// What Python would do here spoils the page.
const kept: readonly [name: string, text: string, width: number, lines: readonly string[]][] = [
  [
    "a quoted value stays whole",
    'One of: ["yes", "no-support"]',
    22,
    ['One of: ["yes",', '"no-support"]'],
  ],
];

test.each(wrapped)("line breaks: %s", (_name, text, width, lines) => {
  expect(wrap(text, width)).toEqual(lines);
});

test("line breaks take time in proportion to the text", () => {
  const started = performance.now();
  for (const piece of ["-", "a-", "a--", "a ", "🐶", "aaaaaaaaaaaa-"])
    wrap(piece.repeat(100_000), 50);
  expect(performance.now() - started).toBeLessThan(3000);
});

test.each(kept)("line breaks: %s", (_name, text, width, lines) => {
  expect(wrap(text, width)).toEqual(lines);
});

test("a label is never broken: it would not be replaced", () => {
  expect(wrap("/_api/client/%MAJOR_VERSION%/rooms", 20)).toEqual([
    "/_api/client/",
    "%MAJOR_VERSION%/room",
    "s",
  ]);
  expect(wrap("%A_VERY_LONG_LABEL%/x", 8)).toEqual(["%A_VERY_LONG_LABEL%", "/x"]);
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
