import { expect, test } from "vitest";
import { walk } from "../../src/rst/nodes.js";
import { parseRst } from "../../src/rst/rst.js";

const text = `\
Title *em*
==========

1. Item with *emphasis*

   - nested \`\`literal\`\`

term : class
   Definition
     > text

:field *x*: body
   goes on

-a FILE, --b=C  Option

.. [1] Footnote
   continued

| line
|   block

   Quote

   -- Somebody
      there

Literal::

   kept
     as it is
`;

test("each text stands where its span says", () => {
  const source = { path: "spans", text };
  const found: string[] = [];
  walk(
    parseRst(source, () => {}),
    (node) => {
      if (node.type !== "text") return;
      const there = source.text.slice(node.span.start, node.span.end);
      // Indentation between lines is no part of the text.
      expect(there.replace(/\n +/g, "\n")).toBe(node.value.replace(/\n +/g, "\n"));
      found.push(node.value);
    },
  );
  expect(found).toContain("emphasis");
  expect(found).toContain("Somebody\nthere");
});

test("a block spans what it is made of, from its marker to its last line", () => {
  const spans = new Map<string, string>();
  walk(
    parseRst({ path: "spans", text }, () => {}),
    (node) => {
      if (!spans.has(node.type)) spans.set(node.type, text.slice(node.span.start, node.span.end));
    },
  );
  expect(spans.get("list_item")).toBe("1. Item with *emphasis*\n\n   - nested ``literal``");
  expect(spans.get("bullet_list")).toBe("- nested ``literal``");
  expect(spans.get("classifier")).toBe("class");
  expect(spans.get("field_name")).toBe("field *x*");
  expect(spans.get("option_argument")).toBe("FILE");
  expect(spans.get("footnote")).toBe(".. [1] Footnote\n   continued");
  expect(spans.get("section")).toBe(text.trimEnd());
});
