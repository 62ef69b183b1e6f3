import { expect, test } from "vitest";
import { defaultMarkdown, markdownFile, markdownLines } from "../../src/markdown/markdown.js";
import { toMarkdown } from "../../src/print-markdown/print-markdown.js";
import { parseParts, parseRst } from "../../src/rst/rst.js";
import { textOf, walk, type Document, type Node } from "../../src/rst/nodes.js";
import { transform } from "../../src/transform/transform.js";

const ignore = () => {};

function markdown(rst: string): string {
  const document = parseRst({ path: "x.rst", text: rst }, ignore);
  return toMarkdown(transform(document, ignore, { doctitle: false }), { html: true }).trimEnd();
}

function read(text: string): Document {
  const lines = markdownLines({ path: "x.md", text });
  const part = {
    lines,
    read: (all: typeof lines, cx: never) => markdownFile(all, cx, defaultMarkdown),
  };
  return parseParts([part as never], ignore);
}

test.each([
  ["``code`` with *emphasis* and **strong**", "`code` with *emphasis* and **strong**"],
  ["a\\ *b*\\ c, **(d)**\\ e", "a*b*c, <strong>(d)</strong>e"],
  [
    "`text <https://x.org/a_b>`__ and https://x.org",
    "[text](https://x.org/a_b) and <https://x.org>",
  ],
  ["- one\n- two\n\n  more", "- one\n\n- two\n\n  more"],
  ["3. three\n4. four", "3. three\n4. four"],
  [".. note:: Mind\n\n   the *gap*.", "> **Note**\n>\n> Mind\n>\n> the *gap*."],
  ['.. code:: json\n\n   { "a": "```" }', '````json\n{ "a": "```" }\n````'],
  ["term : kind\n  What it is.", "**term** : *kind*\n\nWhat it is."],
  [":name: body", "- **name**: body"],
  ["| one\n| two", "one\\\ntwo"],
  ["x\\ :sup:`2` and H\\ :sub:`2`\\ O", "x<sup>2</sup> and H<sub>2</sub>O"],
  [
    "=====  =====\nA      B\n=====  =====\na|b    ``c|d``\n\\      two\n\n       more\n=====  =====",
    "| A | B |\n| --- | --- |\n| a\\|b | `c\\|d` |\n|  | two<br><br>more |",
  ],
  [
    "+---+---+\n| a | b |\n|   +---+\n|   | c |\n+---+---+",
    "|  |  |\n| --- | --- |\n| a | b |\n|  | c |",
  ],
])("%j", (rst, expected) => {
  expect(markdown(rst)).toBe(expected);
});

test.each([
  "Text with \\*stars\\*, \\`ticks\\`, snake_case, \\_under\\_, a < b, <tag>, &amp; and [x](y)",
  "\\# no heading",
  "\\1) no list",
  "\\- no list either",
  "\\+ nor this",
  "> no quotation",
  "~~~ no code",
  "a ~~b~~ c\\*\\*d\\*\\*",
  "[ref]: no definition",
  "\\[^1] no note",
  "back\\\\slash",
  "\\| a | b |",
])("what is text stays text for who reads the Markdown: %s", (rst) => {
  const document = parseRst({ path: "x.rst", text: rst }, ignore);
  const wanted = textOf(document);
  const again = read(markdown(rst));
  const other: Node["type"][] = [];
  walk(again, (node) => {
    if (!["document", "paragraph", "text"].includes(node.type)) other.push(node.type);
  });
  expect([textOf(again), other]).toEqual([wanted, []]);
});

test("where HTML is none, tags among the words of a Markdown text are left out, and their words are there", () => {
  const document = read('Do <span class="x">*not*</span> turn <kbd>a < b</kbd>.\n');
  expect(toMarkdown(document).trimEnd()).toBe("Do *not* turn a < b.");
});
