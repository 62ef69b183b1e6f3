import { expect, test } from "vitest";
import { collector } from "../../src/base/diagnostics.js";
import type { Span } from "../../src/base/source.js";
import { writeDocument } from "../../src/html/write.js";
import type { Block, Document, Inline } from "../../src/rst/nodes.js";
import { expectWithinASecond } from "../hostile-time.js";

/** Trees that no author writes, each to be written within a second. */
const span: Span = { source: { path: "test data", text: "" }, start: 0, end: 0 };
const text = (value: string): Inline => ({ type: "text", value, span });
const paragraph = (...children: Inline[]): Block => ({ type: "paragraph", children, span });
const code = (language: string, value: string): Block => ({
  type: "literal_block",
  classes: ["code", language],
  children: [text(value)],
  span,
});
const math = (value: string): Block => paragraph({ type: "math", children: [text(value)], span });
const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));

const cases: Readonly<Record<string, () => Block[]>> = {
  "JSON of quotation marks that never close": () => [code("json", '"\\"'.repeat(50_000))],
  "JSON of one long string": () => [code("json", `"${"\\u0000".repeat(100_000)}`)],
  "JSON of spaces behind a string": () => [code("json", `""${" ".repeat(500_000)}`.repeat(2))],
  "JSON of digits": () => [code("json", "1".repeat(500_000) + "x")],
  "HTTP of lines that are nearly empty": () => [
    code("http", "GET / HTTP/1.1\n" + "\n \t x".repeat(100_000)),
  ],
  "long code in a language of the library": () => [
    code("python", "(".repeat(500_000)),
    code("html", "<!--".repeat(100_000)),
  ],
  "code just short enough for the library": () => [
    code("yaml", "- ".repeat(9_900)),
    code("javascript", "`${".repeat(6_600)),
  ],
  "a formula of braces": () => [
    math("{".repeat(100_000)),
    math("x^".repeat(20_000)),
    math("\\frac".repeat(5_000)),
  ],
  "a formula that defines itself": () => [math("\\def\\a{\\a\\a}\\a")],
  "a list of many items": () => [
    {
      type: "bullet_list",
      span,
      children: many(50_000, () => ({
        type: "list_item" as const,
        span,
        children: [paragraph(text("x"))],
      })),
    },
  ],
  "a table of many columns": () => [
    {
      type: "table",
      span,
      children: [
        {
          type: "tgroup",
          cols: 50_000,
          span,
          children: [
            ...many(50_000, () => ({ type: "colspec" as const, colwidth: 1, span })),
            {
              type: "tbody",
              span,
              children: [
                {
                  type: "row",
                  span,
                  children: many(50_000, () => ({ type: "entry" as const, span, children: [] })),
                },
              ],
            },
          ],
        },
      ],
    },
  ],
  "a place of many names": () => [
    { type: "paragraph", span, ids: many(50_000, (index) => `n${index}`), children: [] },
  ],
  "raw HTML of ids": () => [
    {
      type: "raw",
      format: "html",
      span,
      children: [text("id ".repeat(50_000) + "id=' ".repeat(100_000))],
    },
  ],
};

test.each(Object.entries(cases))("%s", { tags: ["slow"] }, (_name, blocks) => {
  const document: Document = { type: "document", span, children: blocks(), autoIds: {} };
  // The libraries are loaded once, which is no matter of the input.
  writeDocument(
    {
      ...document,
      children: [code("python", "x"), code("yaml", "x"), code("javascript", "x"), math("x")],
    },
    collector().report,
  );
  expectWithinASecond(() => expect(writeDocument(document, collector().report).body).not.toBe(""));
});

test.each(["shell", "yaml", "json", "http", "none"])(
  "code in %s has no characters that no page can have",
  (language) => {
    const { report } = collector();
    const document: Document = {
      type: "document",
      children: [code(language, "a: 'b\0\u001b\u0081'\n\tc")],
      span,
      autoIds: {},
    };
    const html = writeDocument(document, report).body;
    expect(html).not.toMatch(/(?![\n\t])\p{Cc}/u);
    expect(html.match(/\ufffd/g)).toHaveLength(3);
  },
);
