import { expect, test } from "vitest";
import { collector } from "../../src/base/diagnostics.js";
import { toPseudoXml } from "../../src/rst/pseudo-xml.js";
import { parseRst } from "../../src/rst/rst.js";

const many = 10_000;
const counted = (line: (index: number) => string, count: number, between = "\n") =>
  Array.from({ length: count }, (_, index) => line(index)).join(between);

/** Texts made to take long or to overflow: each must be read within a second. */
const inputs: Record<string, string> = {
  "lists in lists on one line": "- ".repeat(many),
  "enumerated lists in each other on one line": "1. ".repeat(many / 4),
  "fields in fields on one line": ":a: ".repeat(many / 5),
  "ever deeper indentation": counted((index) => `${" ".repeat(index)}x`, 1000, "\n\n"),
  "ever less indentation": counted((index) => `${" ".repeat(1000 - index)}x`, 1000, "\n\n"),
  "lists nested by indentation": counted((index) => `${"  ".repeat(index)}- x`, 500, "\n\n"),
  "line blocks nested by indentation": counted((index) => `| ${" ".repeat(index)}x`, 1000),
  "a long paragraph": "text of a paragraph\n".repeat(many),
  "line block markers": "|\n".repeat(many),
  "quoted lines": "::\n\n" + "> x\n".repeat(many),
  "a long enumeration": counted((index) => `${index + 1}. x`, many / 2),
  "a Roman numeral without end": `${"M".repeat(many - 10)}. x`,
  "targets without an end": ".. _a\n".repeat(many / 2),
  "a target's name over many lines": `.. _\`a\n${"   b\n".repeat(many)}`,
  "a substitution's name over many lines": `.. |a\n${"   b\n".repeat(many)}`,
  "bars in a substitution's name": `.. |${"a |b".repeat(2000)}`,
  "options that never end": "-a <".repeat(many / 5),
  "blanks before a classifier that is none": `term${" ".repeat(9000)}:\n  x`,
  "one title many times": "Title\n=====\n\n".repeat(many / 8),
  "rows of punctuation": "====\n".repeat(many / 2),
  "attributions that are none": "   a\n\n   -- b\n    c\n   d\n\n".repeat(many / 8),
  "NUL bytes": "\0".repeat(many),
  backslashes: `${"\\".repeat(9000)}::`,
  "lines too long": `${"a".repeat(many + 1)}\n`,
};

test.each(Object.entries(inputs))("%s", (_name, text) => {
  const start = performance.now();
  const { report } = collector();
  const document = parseRst({ path: "hostile", text }, report);
  expect(toPseudoXml(document)).toContain("<document");
  expect(performance.now() - start).toBeLessThan(1000);
});

test("text nested too deep is told, and kept", () => {
  const { report, diagnostics } = collector();
  const document = parseRst({ path: "deep", text: `${"- ".repeat(200)}end` }, report);
  expect(diagnostics.map(({ code }) => code)).toContain("nested-too-deep");
  expect(toPseudoXml(document)).toContain("- - end");
});

test("a document grows as its text does", () => {
  const text = "Text of a paragraph\n\n- an item\n- another\n\n:field: body\n\n".repeat(200);
  const once = (times: number) => {
    const start = performance.now();
    parseRst({ path: "large", text: text.repeat(times) }, () => {});
    return performance.now() - start;
  };
  const best = (times: number) => Math.min(once(times), once(times), once(times));
  once(8);
  // Eight times the text; the square would be 64 times the time.
  expect(best(32)).toBeLessThan(32 * best(4));
});
