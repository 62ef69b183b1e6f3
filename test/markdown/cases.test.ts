import { expect, test } from "vitest";
import { toPseudoXml } from "../../src/rst/pseudo-xml.js";
import { casesIn, placesOf } from "../rst/cases.js";
import { readMarkdown } from "./as-html.js";

const math = {
  inline: [{ open: "\\(", close: "\\)" }],
  block: [{ open: "\\[", close: "\\]" }],
};

/** The children of the document, as pseudo-XML without the document's own line and indentation. */
test.each(casesIn(new URL("./", import.meta.url)))("$name", (example) => {
  const { document, diagnostics } = readMarkdown(example.input, { math });
  const tree = toPseudoXml(document).split("\n").slice(1);
  expect(tree.map((line) => line.replace(/^ {4}/, "")).join("\n")).toBe(example.expected);
  expect(placesOf(diagnostics, example.diagnostics)).toEqual(example.diagnostics);
});
