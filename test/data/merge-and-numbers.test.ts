import { expect, test } from "vitest";
import { collector } from "../../src/base/diagnostics.js";
import { positionAt } from "../../src/base/source.js";
import {
  keysOf,
  lookUp,
  numberText,
  parseJson,
  readData,
  spanOf,
  type JsonObject,
} from "../../src/data/data.js";
import { jsonText } from "../../src/data/json-text.js";
import { compareNumbers } from "../../src/schema/numbers.js";
import { expectWithinASecond } from "../hostile-time.js";

function read(text: string) {
  const { report, diagnostics } = collector();
  const source = { path: "a.yaml", text };
  return { source, file: readData(source, report), diagnostics };
}

const base = "a: &a { one: 1, two: 2 }\nb: &b { two: 20, three: 30.0 }\n";

// YAML's merge type: own keys win, then the maps that come earlier.
const merged: readonly [name: string, text: string, value: string][] = [
  ["one map", "<<: *a\n  x: 0", '{"one": 1, "two": 2, "x": 0}'],
  ["own keys win, wherever they are", "two: own\n  <<: *a\n  one: own", '{"two": "own", "one": "own"}'],
  ["a list: earlier ones win", "<<: [*a, *b]", '{"one": 1, "two": 2, "three": 30.0}'],
  ["two merge keys", "<<: *a\n  <<: *b", '{"one": 1, "two": 2, "three": 30.0}'],
  ["with its tag", "!!merge <<: *b", '{"two": 20, "three": 30.0}'],
  ["a map in brackets", "<<: { one: 5 }\n  x: 0", '{"one": 5, "x": 0}'],
  ["of merged maps", "<<: { <<: *b, one: 5 }", '{"two": 20, "three": 30.0, "one": 5}'],
  ["not in quotes", '"<<": x', '{"<<": "x"}'],
  ["numbers as keys keep their place", "b: 0\n  <<: { 10: x, 2: y }\n  1: z", '{"b": 0, "10": "x", "2": "y", "1": "z"}'],
]; // prettier-ignore

test.each(merged)("merge keys: %s", (_name, text, value) => {
  const { file, diagnostics } = read(`${base}c:\n  ${text}\n`);
  expect(diagnostics).toEqual([]);
  expect(jsonText((file.value as JsonObject)["c"]!)).toBe(value);
});

test("merge keys: the place of a merged value is where it is written", () => {
  const { source } = read(`${base}c:\n  <<: [*a, *b]\n  one: 5\n`);
  const lineOf = (pointer: string) => positionAt(source, spanOf({ source, pointer }).start).line;
  expect(["/c/one", "/c/two", "/c/three", "/c"].map(lineOf)).toEqual([5, 1, 2, 4]);
});

test.each([
  ["a scalar", `${base}c:\n  <<: 5\n`, "yaml-syntax"],
  ["a list of scalars", `${base}c:\n  <<: [*a, x]\n`, "yaml-syntax"],
])("merge keys: %s cannot be merged", (_name, text, code) => {
  expect(read(text).diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
});

test("merge keys: a map merged into itself, and maps that grow without bounds, end soon", () => {
  expect(read("a: &a\n  <<: *a\n  x: .nan\n").diagnostics).toHaveLength(1);
  const lines = Array.from({ length: 20_000 }, (_, at) => `m${at + 1}: &m${at + 1} { <<: *m${at}, k${at}: 1 }`);
  const { diagnostics } = read(`m0: &m0 { k: 1 }\n${lines.join("\n")}\n`);
  expect(diagnostics.map(({ code }) => code)).toEqual(["yaml-aliases-explode"]);
}); // prettier-ignore

const numbers: readonly [written: string, text: string][] = [
  ["9007199254740993", "9007199254740993"],
  ["-9007199254740993", "-9007199254740993"],
  ["1.10", "1.10"],
  ["1e400", "1e400"],
  ["-1.5E+400", "-1.5E+400"],
  ["0.1000000000000000055511151231257827", "0.1000000000000000055511151231257827"],
  ["123456789012.1234567", "123456789012.1234567"],
  ["-0", "-0"],
  ["+1.50", "1.50"],
  [".5", "0.5"],
  ["0xff", "255"],
  ["0xFFFFFFFFFFFFFFFF", "18446744073709551615"],
  ["1e3", "1e3"],
  ["12", "12"],
];

test.each(numbers)("the number %s is kept as it is written", (written, text) => {
  for (const file of [`a: ${written}\n`, `a: [1, ${written}]\n`, `a: {b: ${written}}\n`]) {
    const { file: read1 } = read(file);
    expect(jsonText(read1.value)).toContain(text);
    expect(jsonText(read1.value)).not.toContain(`"${text}"`);
  }
  const { file } = read(`b: &b { a: ${written} }\nc: { <<: *b }\n`);
  const c = lookUp(file.value, "/c") as JsonObject;
  expect(numberText(c, "a") ?? String(c["a"])).toBe(text);
  expect(keysOf(c)).toEqual(["a"]);
});

test("numbers of hundred thousands of digits, and what looks like one, are read and compared soon", () => {
  const many = 100_000;
  const digits = "9".repeat(many);
  expectWithinASecond(() => {
    expect(jsonText(read(`a: ${digits}\n`).file.value)).toBe(`{"a": ${digits}}`);
    expect(jsonText(read(`a: ${digits}e5\n`).file.value)).toBe(`{"a": ${digits}e5}`);
    for (const text of [`${digits}x`, `1${"_".repeat(many)}x`, `0.${"0".repeat(many)}1x`])
      expect(read(`a: ${text}\n`).file.value).toEqual({ a: text });
    const text = `1${"0".repeat(many)}1`;
    expect(compareNumbers({ value: Infinity, text }, { value: Infinity, text: `1${text}` })).toBe(
      0,
    );
  });
});

test.each([".inf", "-.inf", ".nan"])("%s is no number of JSON", (written) => {
  const { diagnostics, file } = read(`a: [1, ${written}]\n`);
  expect(diagnostics.map(({ code, parts }) => [code, ...parts])).toEqual([
    ["number-not-json", written],
  ]);
  expect(() => JSON.parse(jsonText(file.value)) as unknown).not.toThrow();
});

test("JSON keeps how its numbers are written, at any depth and under any key", () => {
  const text =
    '{"b": [1.0, [9007199254740993], "2.0"], "10": {"]\\"": 1e3}, "2": -0, "__proto__": {"x": 0.10}, "same": {"a": 1.0}, "same": {"a": 2}}';
  const value = parseJson(text) as JsonObject;
  expect(jsonText(value["b"]!)).toBe('[1.0, [9007199254740993], "2.0"]');
  expect(jsonText(value["10"]!)).toBe('{"]\\"": 1e3}');
  expect(numberText(value, "2")).toBe("-0");
  expect(jsonText(value["same"]!)).toBe('{"a": 2}');
  expect(() => parseJson("[1.0,]")).toThrow(SyntaxError);
  const deep = parseJson(`${"[".repeat(500)}1.0${"]".repeat(500)}`);
  expect(JSON.stringify(deep)).toHaveLength(1001);
});
