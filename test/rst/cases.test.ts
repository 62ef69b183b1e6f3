import { expect, test } from "vitest";
import { collector, entryOf } from "../../src/base/diagnostics.js";
import { positionAt } from "../../src/base/source.js";
import { toPseudoXml } from "../../src/rst/pseudo-xml.js";
import { parseRst } from "../../src/rst/rst.js";
import { casesIn } from "./cases.js";

/** The children of the document, as pseudo-XML without the document's own line and indentation. */
function read(input: string) {
  const { report, diagnostics } = collector();
  const document = parseRst({ path: "test data", text: input }, report);
  const tree = toPseudoXml(document).split("\n").slice(1);
  const places = diagnostics
    .filter(({ code }) => entryOf(code).severity !== "info")
    .map(({ code, span }) => {
      const { line, column } = positionAt(span!.source, span!.start);
      return `${code} ${line}:${column}`;
    });
  return { tree: tree.map((line) => line.replace(/^ {4}/, "")).join("\n"), places };
}

test.each(casesIn(new URL("./", import.meta.url)))("$name", ({ input, expected, diagnostics }) => {
  const { tree, places } = read(input);
  expect(tree).toBe(expected);
  expect(places).toEqual(diagnostics);
});
