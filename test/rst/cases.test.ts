import { expect, test } from "vitest";
import { collector } from "../../src/base/diagnostics.js";
import { toPseudoXml } from "../../src/rst/pseudo-xml.js";
import { parseRst } from "../../src/rst/rst.js";
import { casesIn, placesOf } from "./cases.js";

/** The children of the document, as pseudo-XML without the document's own line and indentation. */
function read(input: string) {
  const { report, diagnostics } = collector();
  const document = parseRst({ path: "test data", text: input }, report);
  const tree = toPseudoXml(document).split("\n").slice(1);
  return { tree: tree.map((line) => line.replace(/^ {4}/, "")).join("\n"), diagnostics };
}

test.each(casesIn(new URL("./", import.meta.url)))("$name", (example) => {
  const { tree, diagnostics } = read(example.input);
  expect(tree).toBe(example.expected);
  expect(placesOf(diagnostics, example.diagnostics)).toEqual(example.diagnostics);
});
