import { expect, test } from "vitest";
import { collector, entryOf } from "../../src/base/diagnostics.js";
import { positionAt } from "../../src/base/source.js";
import { writeDocument } from "../../src/html/write.js";
import { parseRst } from "../../src/rst/rst.js";
import { transform } from "../../src/transform/transform.js";
import { casesIn } from "../rst/cases.js";

/** The contents, if there are any, and the body; and what there was to say about them. */
function read(input: string) {
  const { report, diagnostics } = collector();
  const document = transform(parseRst({ path: "test data", text: input }, report), report, {
    docinfo: true,
  });
  const { contents, body } = writeDocument(document, report);
  const places = diagnostics
    .filter(({ code }) => entryOf(code).severity !== "info")
    .map(({ code, span }) => {
      const { line, column } = positionAt(span!.source, span!.start);
      return `${code} ${line}:${column}`;
    });
  return { html: `${contents === "" ? "" : `${contents}\n`}${body}\n`, places };
}

test.each(casesIn(new URL("./", import.meta.url)))("$name", ({ input, expected, diagnostics }) => {
  const { html, places } = read(input);
  expect(html).toBe(expected);
  expect(places).toEqual(diagnostics);
});
