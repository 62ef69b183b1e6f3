import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Source } from "../../src/base/source.js";
import {
  isArray,
  isObject,
  joinPointer,
  keysOf,
  numberText,
  spanOf,
  type Json,
} from "../../src/data/data.js";
import { keepForgotten } from "../../src/data/key-order.js";
import { loadYaml, nodesOf, rememberNodes } from "../../src/data/nodes.js";
import { readPlainYaml } from "../../src/data/plain-yaml.js";
import { expectWithinASecond } from "../hostile-time.js";

/** A value with the order of its keys, and the numbers as they are written. */
function shown(value: Json): unknown {
  if (isArray(value)) return value.map((item, index) => numberText(value, index) ?? shown(item));
  if (!isObject(value)) return Object.is(value, -0) ? "-0" : value;
  return { keys: keysOf(value).map((key) => [key, numberText(value, key) ?? shown(value[key]!)]) };
}

/** The places of all keys and values, asked for one by one. */
function places(source: Source, value: Json, pointer = ""): unknown[] {
  const own = (["key", "value"] as const).map((of) => {
    const { start, end } = spanOf({ source, pointer }, of);
    return [pointer, of, start, end];
  });
  const inner = isArray(value) ? Object.entries(value) : [];
  const named = isObject(value) ? keysOf(value).map((key) => [key, value[key]!] as const) : inner;
  return [
    ...own,
    ...named.flatMap(([name, child]) => places(source, child, joinPointer(pointer, name))),
  ];
}

/** Holds a text that is plain to what js-yaml makes of it; false of any other. */
function agrees(text: string): boolean {
  const plain = readPlainYaml(text);
  if (!plain) return false;
  const [ours, other] = [
    { path: "ours", text },
    { path: "other", text },
  ];
  rememberNodes(ours, plain.nodes);
  keepForgotten(text, plain.nodes);
  const value = loadYaml(other) as Json;
  keepForgotten(text, nodesOf(other));
  expect(shown(plain.value)).toEqual(shown(value));
  expect(places(ours, plain.value)).toEqual(places(other, value));
  return true;
}

describe("plain", () => {
  test.each([
    "a: 1\n\nb:\n  - x\n  - - y\n    - z\n  -\n    c: 1\n    d:\nlast: z",
    "# first\n---\n# then\na: b # c\n# last\n",
    "a:\n- b\n- c: 1\n  d: 2\ne: f\n",
    "a: one\n  two\n\n  three: not a key? no\n".replace(": not", " not"),
    'a: [1, {b: c, \'d\': "e"}, ]\nf: {\n  "g": [\n  ]\n}\n',
    '{"a": {"200": 1.50, "100": [true, null, -0.5]}}',
    'a: [b: c, "d":\n e, {f: g}]\n',
    "a: |\n  b\n   c\n\n  d  \n\n\ne: >-\n  f\n  g\n\n  h\n   i\n  j\n",
    "a: 'it''s'\nb: \"\\u00e4\\n\"\n'c': http://x#y\n",
    "a: ~\nb: yes\nc: True\nd: 1.0.0\ne: 2020-01-01\nf: -x\ng: .well-known\n",
    "200: a\n100: b\nnull: c\n1.0: d\n",
  ])("%j", (text) => {
    expect(agrees(text)).toBe(true);
  });
});

describe("not plain", () => {
  test.each([
    "",
    "just text\n",
    "a: &b 1\nc: *b\n",
    "a: !!str 1\n",
    "a: 1\na: 2\n",
    "a: 0x1F\n",
    "a: 1e3\n",
    "a: 12345678901234567890\n",
    "__proto__: 1\n",
    "a:\tb\n",
    "a: b\u00a0\n",
    "a: b: c\n",
    "a: b\n c: d\n",
    "a: 'b\n  c'\n",
    'a: "\\x41"\n',
    "a: |2\n   b\n",
    "a: |+\n  b\n\n",
    "a: |\n\nb: 1\n",
    "? a\n: b\n",
    "a: [b:]\n",
    "a: {b}\n",
    "- \n- a\n",
    "a: 1\n---\nb: 2\n",
    "--- a: b\n",
    "... a: b\n",
    "%YAML 1.2\n---\na: 1\n",
    "- ".repeat(50) + "a\n",
  ])("%j", (text) => {
    expect(readPlainYaml(text)).toBeNull();
  });
});

/** Lines of this repository's own data. */
const lines = ["api", "event-schemas"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8").split("\n")),
);
const pieces = [
  ..."\n\n\n     :,[]{}#'\"|>-?%@a1~.\\",
  ..."- |: |a: |b:\n|  |\n  |\n    |\n- |\n  - | # |1.0|0x1|-1|yes|null|'x'|\"y\"|\\n|é|200: |---|...|&x |*x|!t ".split(
    "|",
  ),
  "|\n",
  ">-\n",
  "|+\n",
];
const run = fc
  .tuple(fc.nat(lines.length - 1), fc.integer({ min: 1, max: 12 }))
  .map(([from, count]) => lines.slice(from, from + count).join("\n"));
const change = fc.tuple(fc.nat(), fc.nat(4), fc.constantFrom(...pieces));

test("texts near to those of a specification mean what they mean to js-yaml", () => {
  let plain = 0;
  fc.assert(
    fc.property(run, fc.array(change, { maxLength: 4 }), (text, changes) => {
      let changed = text;
      for (const [at, less, piece] of changes) {
        const from = at % (changed.length + 1);
        changed = changed.slice(0, from) + piece + changed.slice(from + less);
      }
      // js-yaml's listener takes a comment before a number for a part of it.
      if (!changed.includes("#") && agrees(changed)) plain++;
    }),
    { numRuns: 4000 },
  );
  expect(plain).toBeGreaterThan(200);
});

test("made of anything", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 14 }), (parts) => {
      const text = parts.join("");
      if (!text.includes("#")) agrees(text);
    }),
    { numRuns: 4000 },
  );
});

test.each([
  ["an open quote", `a: "${"x".repeat(300_000)}`],
  ["another", `a: '${"x''".repeat(100_000)}`],
  ["escapes", `a: "${"\\".repeat(300_001)}`],
  ["blanks", `a: b${" ".repeat(300_000)}#`],
  ["empty lines", `a: |\n  b${"\n".repeat(300_000)}  c\n`],
  ["lines of a text", `a: b\n${"  c\n".repeat(100_000)}`],
  ["one line", `a: [${'"b", '.repeat(100_000)}]\n`],
  ["comments", `a: 1\n${"# b\n".repeat(100_000)}`],
  ["colons", `a: ${"b:".repeat(150_000)}c\n`],
])("much of the same does not take long: %s", (_what, text) => {
  expectWithinASecond(() => readPlainYaml(text));
});
