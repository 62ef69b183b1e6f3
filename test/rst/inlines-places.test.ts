import { expect, test } from "vitest";
import type { Source } from "../../src/base/source.js";
import { type Line, linesOf } from "../../src/rst/lines.js";
import { walk } from "../../src/rst/nodes.js";
import { parseRst } from "../../src/rst/rst.js";

/** The inline nodes of a text as `type: what stands at their place`. */
function places(text: Source | readonly Line[]): string[] {
  const found: string[] = [];
  walk(
    parseRst(text, () => {}),
    (node) => {
      const { source, start, end } = node.span;
      if (inline.has(node.type)) found.push(`${node.type}: ${source.text.slice(start, end)}`);
    },
  );
  return found;
}

const inline = new Set<string>(
  "text emphasis strong literal reference target footnote_reference substitution_reference problematic subscript".split(
    " ",
  ),
);

test("an inline node spans its own text, markup included; a text node what is shown", () => {
  const text = String.raw`A *b* \c ${"``d``"} e_ |f| [1]_ :sub:${"`g`"}
and ${"`h <http://i>`_"} *j http://k.`;
  expect(places({ path: "a.rst", text })).toEqual([
    "text: A ",
    "emphasis: *b*",
    "text: b",
    String.raw`text:  \c `,
    "literal: ``d``",
    "text: d",
    "text:  ",
    "reference: e_",
    "text: e",
    "text:  ",
    "substitution_reference: |f|",
    "text: f",
    "text:  ",
    "footnote_reference: [1]_",
    "text: 1",
    "text:  ",
    "subscript: :sub:`g`",
    "text: g",
    "text: \nand ",
    "reference: `h <http://i>`_",
    "text: h",
    "target: `h <http://i>`_",
    "text:  ",
    "problematic: *",
    "text: *",
    "text: j ",
    "reference: http://k",
    "text: http://k",
    "text: .",
  ]);
});

test("lines of one paragraph may come from different files", () => {
  const first = linesOf({ path: "a.rst", text: "one *a*" });
  const second = linesOf({ path: "b.rst", text: "\n\n*b* two" }).slice(2);
  expect(places([...first, ...second])).toEqual([
    "text: one ",
    "emphasis: *a*",
    "text: a",
    "text: ",
    "emphasis: *b*",
    "text: b",
    "text:  two",
  ]);
});

test("cells keep the places of their text, behind wide characters too", () => {
  const text = `+--------+-----+
| 日本 é | *b* |
|        | c   |
+--------+-----+

.. csv-table::

   "x, y", "*d*
   e"
`;
  expect(places({ path: "a.rst", text })).toEqual([
    "text: 日本 é",
    "emphasis: *b*",
    "text: b",
    expect.stringMatching(/^text: \n?/),
    "text: x, y",
    "emphasis: *d*",
    "text: d",
    "text: \n   e",
  ]);
});
