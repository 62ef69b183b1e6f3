import { expect, test } from "vitest";
import { collector, entryOf } from "../../src/base/diagnostics.js";
import { toPseudoXml } from "../../src/rst/pseudo-xml.js";
import { parseRst } from "../../src/rst/rst.js";
import { transform } from "../../src/transform/transform.js";
import { casesIn, placesOf } from "../rst/cases.js";

const settings = { docinfo: true, sectsubtitle: true, smartQuotes: true, reportLevel: 5 };

/** The document as pseudo-XML, and what a reader of a build is told. */
function read(text: string) {
  const { report, diagnostics } = collector();
  const document = parseRst({ path: "test data", text }, report);
  const tree = toPseudoXml(transform(document, report, settings));
  const [first, ...rest] = tree.split("\n");
  const lines = rest.map((line) => line.replace(/^ {4}/, ""));
  // What a promoted title leaves on the document itself is worth seeing.
  const own = first!.replace(/<document ?(.*?) ?source="test data" ?(.*)>/, "$1 $2").trim();
  return { tree: [...(own ? [`<document ${own}>`] : []), ...lines].join("\n"), diagnostics };
}

test.each(casesIn(new URL("./", import.meta.url)))("$name", (example) => {
  const { tree, diagnostics } = read(example.input);
  expect(tree).toBe(example.expected);
  expect(placesOf(diagnostics, example.diagnostics)).toEqual(example.diagnostics);
});

test("the parsed document stays as it was", () => {
  const text = "Title\n=====\n\n|a| b_ [#]_\n\n.. _b:\n.. |a| replace:: c\n.. [#] note\n";
  const { report } = collector();
  const document = parseRst({ path: "test data", text }, report);
  const before = toPseudoXml(document);
  transform(document, report);
  expect(toPseudoXml(document)).toBe(before);
});

test("an unknown name is told with those that look like it", () => {
  const { report, diagnostics } = collector();
  const text = ".. _recovery key:\n\nSee `recvery key`_ and |authr|.\n\n.. |author| replace:: me\n";
  transform(parseRst({ path: "test data", text }, report), report);
  const hints = diagnostics
    .map(({ code, parts }) => entryOf(code).hint?.(...parts))
    .filter(Boolean);
  expect(hints).toEqual(['Did you mean "author"?', 'Did you mean "recovery key"?']);
});
