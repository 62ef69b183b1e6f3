import { describe, expect, test } from "vitest";
import { processorClock, processorTime } from "../hostile-time.js";
import { collector } from "../../src/base/diagnostics.js";
import type { Source, Span } from "../../src/base/source.js";
import {
  joinPointer,
  keysOf,
  lookUp,
  numberText,
  parsePointer,
  pointerOfFragment,
  readData,
  spanInText,
  spanOf,
  type JsonObject,
} from "../../src/data/data.js";

function read(text: string) {
  const { report, diagnostics } = collector();
  const source: Source = { path: "a.yaml", text: text.replace(/[⟦⟧]/g, "") };
  const { value } = readData(source, report);
  return { source, value, object: value as JsonObject, diagnostics };
}

/** What a span covers, put into the text between ⟦ and ⟧. */
function mark({ source, start, end }: Span): string {
  const { text } = source;
  return `${text.slice(0, start)}⟦${text.slice(start, end)}⟧${text.slice(end)}`;
}

describe("values", () => {
  test("dates stay strings, keys keep their order", () => {
    const { object, diagnostics } = read("b: 2020-06-30\na: yes\n4xx: 1\n");
    expect(object).toEqual({ b: "2020-06-30", a: "yes", "4xx": 1 });
    expect(keysOf(object)).toEqual(["b", "a", "4xx"]);
    expect(diagnostics).toEqual([]);
  });

  test.each([
    "default: x\n404: a\n200: b\nz: c\n",
    '{"default": 1, "404": {"9": 1, "1": 2}, "200": [1, 2], "z": 3}',
    "default:\n  - 404\n404: |\n  7: x\n200:\nz: {}\n",
    "# first\n\ndefault: x\n\n# then\n404: b\n'200': a\nz: c\n",
    '{\n  "default": {\n  },\n  "404": 1,\n  "200": 2,\n  "z": 3\n}',
  ])("keys that look like numbers stay where they are: %j", (text) => {
    expect(keysOf(read(text).object)).toEqual(["default", "404", "200", "z"]);
  });

  test.each([
    "x:\n  - b: 1\n    404: 2\n",
    "x:\n  - 404: 1\n    200: 2\n",
    "x: [{b: 1, 404: 2}]\n",
  ])("in items of lists too: %j", (text) => {
    const [item] = read(text).object["x"] as readonly JsonObject[];
    const written = [...text.slice(2).matchAll(/\w+(?=:)/g)].map(([key]) => key);
    expect(keysOf(item!)).toEqual(written);
  });

  test("nested keys that look like numbers", () => {
    const inner = read('{"default": 1, "404": {"9": 1, "1": 2}}').object["404"] as JsonObject;
    expect(keysOf(inner)).toEqual(["9", "1"]);
  });

  test("numbers that would print in other digits remember how they are written", () => {
    const { object } = read("a: 1.0\nb: 12345678901234567890\nc: 1.5\nd: [1, 2.50]\n");
    expect(numberText(object, "a")).toBe("1.0");
    expect(numberText(object, "b")).toBe("12345678901234567890");
    expect(numberText(object, "c")).toBeUndefined();
    expect(numberText(object["d"] as readonly number[], 1)).toBe("2.50");
  });

  test("a key called __proto__ is a key like any other", () => {
    const { object } = read("__proto__: {x: 1}\n");
    expect(Object.keys(object)).toEqual(["__proto__"]);
    expect(lookUp(object, "/__proto__/x")).toBe(1);
    expect(lookUp(object, "/constructor")).toBeUndefined();
  });
});

describe("faults", () => {
  test.each([
    ["yaml-syntax", "a: 1\nb: ⟦[⟧1, 2\nc: 3\n"],
    ["duplicate-key", "a: 1\nb:\n  c: 1\n  d: 2\n  ⟦c⟧: 3\n"],
    ["duplicate-key", '{"a": 1, ⟦"a"⟧: 2}'],
  ])("%s %j", (code, text) => {
    const { diagnostics } = read(text);
    expect(diagnostics.map((each) => each.code)).toEqual([code]);
    expect(mark(diagnostics[0]!.span!)).toBe(text);
  });

  test("every duplicate key is told, and the last one counts", () => {
    const { object, diagnostics } = read("a: 1\na: 2\nb: {c: 1, c: 2}\n");
    expect(diagnostics.map(({ code }) => code)).toEqual(["duplicate-key", "duplicate-key"]);
    expect(object).toEqual({ a: 2, b: { c: 2 } });
  });

  const laughs = Array.from({ length: 30 }, (_, n) => `l${n + 1}: &l${n + 1} [*l${n}, *l${n}]\n`);
  test.each([
    ["aliases that multiply", `l0: &l0 x\n${laughs.join("")}`, "yaml-aliases-explode"],
    ["an alias of what it is in", "a: &a [*a]\n", "yaml-aliases-explode"],
    ["deep lists", "[".repeat(50_000), "data-too-deep"],
    ["deep objects", '{"a":'.repeat(50_000), "data-too-deep"],
    ["deep lists in blocks", "- ".repeat(5_000), "data-too-deep"],
    [
      "much below a long key",
      `{"${"k".repeat(100_000)}": [${"{},".repeat(20_000)}{}]}`,
      "data-too-deep",
    ],
    [
      "much below long keys in one another",
      `${Array.from({ length: 90 }, (_, depth) => `${" ".repeat(depth)}${"k".repeat(1000)}:\n`).join("")}${`${" ".repeat(90)}- a\n`.repeat(5000)}`,
      "data-too-deep",
    ],
  ])("%s end in a finding, soon", (_name, text, code) => {
    const time = processorClock();
    const { value, diagnostics } = read(text);
    expect(diagnostics.map((each) => each.code)).toEqual([code]);
    expect(value).toBeNull();
    expect(time()).toBeLessThan(1000);
  });
});

describe("places", () => {
  test.each([
    ["", "value", "⟦a: 1\nb: 2⟧\n"],
    ["/b", "value", "a: 1\nb: ⟦two words⟧ # comment\n"],
    ["/b", "key", "a: 1\n⟦b⟧: two words\n"],
    ["/b/1/c", "value", 'b:\n- 1\n- c: ⟦"x"⟧\n'],
    ["/b/1", "value", "b: [1, ⟦{c: 2}⟧]\n"],
    ["/b~1c/200", "key", "b/c:\n  ⟦200⟧:\n    x: 1\n"],
    ["/b/c/d", "value", "a: 1\n⟦b⟧:\n  x: 1\n"],
    ["/d/x", "value", "b: &b\n  x: ⟦1⟧\nd: *b\n"],
    ["/c/x", "value", "c: &anchor # why\n  x: !!str ⟦1⟧\n"],
    ["/a", "value", "a: 1\na: ⟦2⟧\n"],
    // Where nothing is written, the key or the hyphen that waits for it, not what comes next.
    ["/a/b", "value", "a:\n  ⟦b⟧:\n\nc: 1\n"],
    ["/a/b", "value", "a:\n  ⟦b⟧: # not yet\nc: 1\n"],
    ["/a/1", "value", "a:\n- x\n⟦-⟧\n- y\n"],
    ["/a/0", "value", "a:\n  ⟦-⟧ # not yet\n  - y\n"],
    ["/a/2", "value", "a:\n- x\n-\n- ⟦y⟧\nb: 1\n"],
  ] as const)("%s (%s)", (pointer, of, text) => {
    const { source } = read(text);
    expect(mark(spanOf({ source, pointer }, of))).toBe(text);
  });

  /** The word "here" of the value stands at the mark. */
  test.each([
    "a: plain and ⟦here⟧\n",
    "a: plain\n  folded and\n  ⟦here⟧\n",
    "a: 'it''s ⟦here⟧'\n",
    'a: "\\u00e4\\n\\"x\\"\n  and ⟦here⟧"\n',
    "a: |\n  one\n\n    two\n  and ⟦here⟧\n",
    "a: |-\n  one 🐶 two ⟦here⟧",
    "a: >-\n  one\n  two\n\n  three\n    four\n  and ⟦here⟧\n",
    "a: |2\n    one\n    ⟦here⟧\n",
    "x:\n- a: 1\n-\n  a: |\n      one ⟦here⟧\n  b: 1\n",
  ])("in a text: %j", (text) => {
    const { source, value } = read(text);
    const pointer = text.startsWith("x") ? "/x/1/a" : "/a";
    const string = lookUp(value, pointer) as string;
    const at = string.indexOf("here");
    expect(mark(spanInText({ source, pointer }, at, at + 4))).toBe(text);
  });

  test("long texts do not take long", () => {
    const { source } = read(`a: |\n${"  some words of text\n".repeat(20_000)}`);
    const time = processorTime(() => {
      for (let at = 0; at < 300_000; at += 1000) spanInText({ source, pointer: "/a" }, at);
    });
    expect(time).toBeLessThan(1000);
  });
});

test("pointers", () => {
  expect(parsePointer("/a~1b/~01")).toEqual(["a/b", "~1"]);
  expect(parsePointer("a")).toBeNull();
  expect(joinPointer("/x", "a/b", 0, "~")).toBe("/x/a~1b/0/~0");
  expect(pointerOfFragment("/a%20b")).toBe("/a b");
  expect(pointerOfFragment("/%zz")).toBeNull();
  expect(lookUp({ a: [{ b: 1 }] }, "/a/0/b")).toBe(1);
  expect(lookUp({ a: [1] }, "/a/length")).toBeUndefined();
});
