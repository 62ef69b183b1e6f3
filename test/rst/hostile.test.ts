import { expect, test } from "vitest";
import { collector } from "../../src/base/diagnostics.js";
import type { Report } from "../../src/base/diagnostics.js";
import { toPseudoXml } from "../../src/rst/pseudo-xml.js";
import { parseRst } from "../../src/rst/rst.js";
import { transform } from "../../src/transform/transform.js";
import { expectLinear, expectWithinASecond } from "../hostile-time.js";

const counted = (line: (index: number) => string, count: number, between = "\n") =>
  Array.from({ length: count }, (_, index) => line(index)).join(between);

/** Texts made to take long or to overflow, by what they are made of; `many`: about how many characters they have. */
type Texts = (many: number) => Record<string, string>;

const blocks: Texts = (many) => ({
  "lists in lists on one line": "- ".repeat(many),
  "enumerated lists in each other on one line": "1. ".repeat(many / 4),
  "fields in fields on one line": ":a: ".repeat(many / 5),
  "ever deeper indentation": counted((index) => `${" ".repeat(index)}x`, many / 10, "\n\n"),
  "ever less indentation": counted(
    (index) => `${" ".repeat(many / 10 - index)}x`,
    many / 10,
    "\n\n",
  ),
  "lists nested by indentation": counted((index) => `${"  ".repeat(index)}- x`, many / 20, "\n\n"),
  "line blocks nested by indentation": counted((index) => `| ${" ".repeat(index)}x`, many / 10),
  "a long paragraph": "text of a paragraph\n".repeat(many),
  "line block markers": "|\n".repeat(many),
  "quoted lines": "::\n\n" + "> x\n".repeat(many),
  "a long enumeration": counted((index) => `${index + 1}. x`, many / 2),
  "a Roman numeral without end": `${"M".repeat(many - 10)}. x`,
  "targets without an end": ".. _a\n".repeat(many / 2),
  "a target's name over many lines": `.. _\`a\n${"   b\n".repeat(many)}`,
  "a substitution's name over many lines": `.. |a\n${"   b\n".repeat(many)}`,
  "bars in a substitution's name": `.. |${"a |b".repeat(many / 5)}`,
  "options that never end": "-a <".repeat(many / 5),
  "blanks before a classifier that is none": `term${" ".repeat(many * 0.9)}:\n  x`,
  "one title many times": "Title\n=====\n\n".repeat(many / 8),
  "rows of punctuation": "====\n".repeat(many / 2),
  "attributions that are none": "   a\n\n   -- b\n    c\n   d\n\n".repeat(many / 8),
  "NUL bytes": "\0".repeat(many),
  backslashes: `${"\\".repeat(many * 0.9)}::`,
  "lines too long": `${"a".repeat(many + 1)}\n`,
});

const inlines: Texts = (many) => ({
  "backquotes without an end": "`a ".repeat(many / 4),
  "double backquotes without an end": "``a ".repeat(many / 5),
  "asterisks without an end": "*a **b ".repeat(many / 8),
  "bars without an end": "|a ".repeat(many / 4),
  brackets: "[a ".repeat(many / 4),
  "brackets and underscores": "[a]_ ".repeat(many / 6),
  "backquotes in a row": "`".repeat(many - 10),
  "asterisks in a row": "*".repeat(many - 10),
  "bars in a row": "|".repeat(many - 10),
  "underscores in a row": "_".repeat(many - 10),
  "colons in a row": ":".repeat(many - 10),
  "roles without text": ":a:".repeat(many / 4),
  "roles without an end": ":a:`b ".repeat(many / 8),
  "embedded addresses without an end": "`a <b ".repeat(many / 8),
  "angle brackets": `\`${"<".repeat(many - 20)}\`_`,
  "addresses in addresses": "http://".repeat(many / 8),
  "mail addresses": "a@".repeat(many / 3),
  "escaped marks": "\\*".repeat(many / 3),
  "quoted marks": '"*'.repeat(many / 3),
  "each mark on a line of its own": "`a *b |c [d **e ``f\n".repeat(many / 10),
  "NUL bytes in markup": "*\0*".repeat(many / 4),
  "halves of surrogate pairs": "*\udc00* \ud83d` ".repeat(many / 10),
  "a title of halves of surrogate pairs": `${"\ud800".repeat(50)}\n${"=".repeat(50)}`,
  "marks that combine": `e${"\u0301".repeat(many - 10)}`,
  "carriage returns": "a\r".repeat(many / 3),
});

const names: Texts = (many) => ({
  "references to nothing": "a_ ".repeat(many / 4),
  "anonymous references to nothing": "a__ ".repeat(many / 5),
  "one name for many targets": counted((index) => `.. _a: http://${index}\n`, many / 4),
  "a chain of targets": `t0_\n\n${counted((index) => `.. _t${index}: t${index + 1}_`, many / 4)}`,
  "a circle of targets": "a_ b_\n\n.. _a: b_\n.. _b: a_",
  "a target that leads to itself": "a_\n\n.. _a: a_",
  "notes with numbers of their own": `${"[#]_ ".repeat(many / 8)}\n\n${".. [#] x\n".repeat(many / 8)}`,
  "notes with symbols": `${"[*]_ ".repeat(many / 8)}\n\n${".. [*] x\n".repeat(many / 8)}`,
  "a substitution of itself": "|a|\n\n.. |a| replace:: |a|",
  "a circle of substitutions": "|a|\n\n.. |a| replace:: |b|\n.. |b| replace:: |a|",
  "a chain of substitutions": counted(
    (index) => `.. |a${index}| replace:: |a${index + 1}|`,
    many / 8,
  ),
  "substitutions that double": `|a0|\n\n${counted(
    (index) => `.. |a${index}| replace:: |a${index + 1}| |a${index + 1}|`,
    60,
  )}\n.. |a60| replace:: x`,
  "many times many substitutions": [
    "|a| ".repeat(many / 10),
    `.. |a| replace:: ${"|b| ".repeat(many / 10)}`,
    `.. |b| replace:: ${"|c| ".repeat(many / 10)}`,
    ".. |c| replace:: x",
  ].join("\n\n"),
});

const nested = (line: string, by: number, times: number) =>
  counted((index) => `${" ".repeat(by * index)}${line}\n`, times);

const directives: Texts = (many) => ({
  "admonitions in each other": nested(".. note::", 3, 300),
  "admonitions in each other on one line": ".. note:: ".repeat(many / 12),
  "lists and admonitions in each other": "- .. note:: ".repeat(many / 14),
  "figures in each other": nested(".. figure:: x", 3, 300),
  "tables of lists in each other": counted(
    (index) => `${" ".repeat(5 * index)}.. list-table::\n\n${" ".repeat(5 * index)}   * - x\n`,
    150,
  ),
  "classes that wait": ".. class:: x\n\n".repeat(many / 8),
  "options many times": `.. image:: x\n${"   :alt: x\n".repeat(many / 4)}`,
  "a directive with a long name": `.. ${"z".repeat(many - 20)}:: x`,
  "an option with a long name": `.. image:: x\n   :${"z".repeat(many - 20)}: x`,
  "a share with many signs": `.. image:: x\n   :scale: ${" %".repeat(many / 3)}1`,
  "a picture that leads to an open phrase": `.. image:: x\n   :target: \`${"a ".repeat(many / 3)}_`,
  "a path of many words": `.. image:: ${"a ".repeat(many / 3)}`,
  "characters by number": `.. |a| unicode:: ${"U+41 ".repeat(many / 8)}`,
  "dates in a date": `.. |a| date:: ${"%c".repeat(many / 3)}`,
  "facts about the document": `.. meta::\n${"   :a b=c: d\n".repeat(many / 8)}`,
  "roles made of roles": `.. role:: r0\n${counted((index) => `.. role:: r${index + 1}(r${index})`, many / 8)}`,
  "numbered lines": `.. code::\n   :number-lines:\n\n${"   x\n".repeat(many)}`,
  formulas: `.. math::\n\n${"   x\n\n".repeat(many / 2)}`,
});

const tables: Texts = (many) => ({
  "a grid without an end": `+---+---+\n${"| a | b |\n".repeat(many)}`,
  "a grid of crossings": `${"+".repeat(80)}\n`.repeat(many / 40),
  "a grid of many rows": `+---+---+\n${"| a | b |\n+---+---+\n".repeat(many / 8)}`,
  "a grid of many columns": ["+-", "|a", "+-"]
    .map((part) => `${part.repeat(many / 5)}${part[0]}`)
    .join("\n"),
  "a grid of steps": `+--+--+\n${"|  |  |\n+--+  |\n".repeat(many / 8)}+--+--+\n`,
  "a simple table without an end": `== ==\n${"a  b\n".repeat(many)}`,
  "a simple table of many rows": `== ==\n${"a  b\n".repeat(many / 4)}== ==\n`,
  "a simple table of many columns": ["= ", "a ", "= "]
    .map((part) => part.repeat(many / 5))
    .join("\n"),
  "values with many quotes": `.. csv-table::\n\n   ${'"'.repeat(many - 20)}`,
  "values without an end": `.. csv-table::\n\n   "${"a\n   ".repeat(many / 2)}`,
  "values of many columns": `.. csv-table::\n\n   ${"a,".repeat(many / 5)}`,
  "a list of uneven rows": `.. list-table::\n\n   * - a\n${"     - b\n".repeat(many / 4)}   * - c\n`,
});

/** More than a call takes arguments where little of the stack is left. */
const manyArguments = 20_000;
const large: Record<string, string> = {
  "many blocks in a directive": `.. class:: a\n\n${"   x\n\n".repeat(manyArguments)}`,
  "many faults in a paragraph": "`a\n".repeat(manyArguments),
};

const numbers = Array.from({ length: manyArguments }, () => 0);

/** Does the work so deep in the stack that so many arguments are too many. */
function nearTheEndOfTheStack(work: () => void, depth = 0): void {
  if (depth % 100 === 0) {
    try {
      Math.max(...numbers);
    } catch {
      return work();
    }
  }
  nearTheEndOfTheStack(work, depth + 1);
}

const files: Readonly<Record<string, string>> = {
  self: "x\n\n.. include:: self\n",
  ...Object.fromEntries(
    counted((index) => `twice${index}`, 60)
      .split("\n")
      .map((name, index) => [name, `.. include:: twice${index + 1}\n`.repeat(2)]),
  ),
  twice60: "x\n\n".repeat(100),
  leaf: "Text of a paragraph.\n\n".repeat(100),
};

const includes: Texts = (many) => ({
  "a file that includes itself": ".. include:: self",
  "files that double": ".. include:: twice0",
  "one file many times": ".. include:: leaf\n".repeat(many / 4),
});

function build(text: string, report: Report = () => {}): string {
  const readFile = (path: string) =>
    path in files ? { path, text: files[path]! } : { refused: "it does not exist" };
  const document = parseRst({ path: "hostile", text }, report, { readFile });
  return toPseudoXml(transform(document, report));
}

/** Texts that may be repeated to be larger. */
const growing: Record<string, string> = {
  blocks: "Text of a paragraph\n\n- an item\n- another\n\n:field: body\n\n  quoted\n\n",
  inlines: "Some *text* with ``code``, `links`_, |names| and [#]_ http://example.org/.\n",
  faults: "`open *open |open [open ``open\n\n.. unknown:: x\n\n.. note::\n\n",
  names: ".. _a: http://example.org/\n\na_ b_ `a <b>`_\n\n.. [1] note\n\n",
  tables: "== ==\na  b\n== ==\n\n+---+\n| a |\n+---+\n\n",
  directives:
    ".. note:: text\n\n.. image:: x\n   :alt: x\n\n.. class:: x\n\n.. code:: json\n\n   {}\n\n",
};

const inputs: Texts = (many) =>
  Object.assign(
    {},
    ...[blocks, inlines, names, directives, tables, includes].map((of) => of(many)),
  );

test.each(Object.entries(inputs(10_000)))(
  "within a second: %s",
  (_name, text) => {
    expectWithinASecond(() => expect(build(text)).toContain("<document"));
  },
  60_000,
);

/** Each again and again, with a paragraph between them that ends what is open: smaller ones, which are enough to see how time grows. */
const expectLinearIn = (text: string) =>
  expectLinear((times) => build(`${text}\n\nEnd.\n\n`.repeat(times)));

test.each(Object.entries(growing))(
  "time grows as the text does: %s",
  { timeout: 60_000, tags: ["slow"] },
  (_name, text) => expectLinearIn(text),
);
test.each(Object.entries(inputs(2500)))(
  "time grows as the text does: %s",
  { timeout: 60_000, tags: ["slow"] },
  (_name, text) => expectLinearIn(text),
);

test.each(Object.entries(large))(
  "without an overflow: %s",
  (_name, text) => {
    nearTheEndOfTheStack(() => expect(build(text)).toContain("<document"));
  },
  60_000,
);

test("too much that is included is told", () => {
  for (const text of Object.values(includes(10_000))) {
    const { report, diagnostics } = collector();
    build(text, report);
    expect(diagnostics.map(({ code }) => code)).toEqual(
      expect.arrayContaining([expect.stringMatching(/circular-include|too-much-included/)]),
    );
  }
}, 20_000);

test("text nested too deep is told, and kept", () => {
  const { report, diagnostics } = collector();
  const document = parseRst({ path: "deep", text: `${"- ".repeat(200)}end` }, report);
  expect(diagnostics.map(({ code }) => code)).toContain("nested-too-deep");
  expect(toPseudoXml(document)).toContain("- - end");
});

test("headings beyond a limit are told once, and left out with all that follows", () => {
  const { report, diagnostics } = collector();
  const text = `${"A\n=\n\n".repeat(20_002)}end`;
  const document = parseRst({ path: "headings", text }, report);
  const told = diagnostics.filter(({ code }) => code === "too-many-headings");
  expect(told.map(({ span }) => span!.start)).toEqual([5 * 20_000]);
  expect(document.children.filter(({ type }) => type === "section")).toHaveLength(20_000);
  expect(toPseudoXml(document)).not.toContain("end");
});
