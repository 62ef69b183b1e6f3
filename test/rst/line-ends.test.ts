import { expect, test } from "vitest";
import { collector } from "../../src/base/diagnostics.js";
import { authored, positionAt } from "../../src/base/source.js";
import { toPseudoXml } from "../../src/rst/pseudo-xml.js";
import { parseRst } from "../../src/rst/rst.js";

/** What a text, and a file `part` that it includes, become. */
function read(text: string, part = "") {
  const { report, diagnostics } = collector();
  const document = parseRst({ path: "main.rst", text }, report, {
    readFile: (path) => ({ path, text: part }),
  });
  const places = diagnostics.map(({ code, span }) => {
    const { source, start } = authored(span!);
    const { line, column } = positionAt(source, start);
    return `${code} ${line}:${column}`;
  });
  return { tree: toPseudoXml(document), places };
}

/** `¦` is where a line ends. */
const texts = [
  "one¦two\n",
  "one¦¦two\n",
  "Title¦=====\n\nText.\n",
  "So::\n\n   a¦   b\n\nEnd.\n",
  "==  ==¦a   b¦==  ==\n",
  "+---+¦| a |¦+---+\n",
  "* a¦* b\n",
  ":a: b¦:c: d\n",
  ".. a¦   b\n\nEnd.\n",
  ".. csv-table::\n\n   a,b¦   c,d\n",
  "So::\n\n   a\tb¦   c\td\n",
  ".. include:: part\n",
  ".. csv-table::\n   :file: part\n",
];

/** Python's `str.splitlines`; docutils reads vertical tab and form feed as blanks before. */
test.each(["\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"])("lines end with %j", (end) => {
  for (const text of texts) {
    const [odd, usual] = [end, "\n"].map((each) =>
      read(text.replaceAll("¦", each), "a,b¦c,d¦".replaceAll("¦", each)),
    );
    expect(odd!.tree).toBe(usual!.tree);
  }
});

test.each(["\v", "\f"])("a line goes on after %j", (char) => {
  for (const text of texts.slice(0, 2))
    expect(read(text.replaceAll("¦", char)).tree).toBe(read(text.replaceAll("¦", " ")).tree);
});

test("places are those of lines as editors have them, also behind tabs", () => {
  expect(read("a\tb\u2028c\t*d\n\n`e\n").places).toEqual([
    "unclosed-inline-markup 1:7",
    "unclosed-inline-markup 3:1",
  ]);
});
