import { describe, expect, test } from "vitest";
import { entryOf } from "../../src/base/diagnostics.js";
import { sortDiagnostics } from "../../src/base/show-diagnostic.js";
import { checkSite } from "../../src/pipeline.js";
import { loadFiles, minimal, told, type Files } from "../load/tiny-project.js";
import { specpress, scratch } from "../program.js";

/** What a check of a project tells: `line:column code`, in one file; what is for nobody left out. */
function found(files: Files, file: string): string[] {
  const { project, report, diagnostics } = loadFiles({ ...minimal, ...files });
  checkSite(project!, report);
  const shown = sortDiagnostics(diagnostics).filter(
    ({ code }) => entryOf(code).severity !== "info",
  );
  const places = told(shown).map((each) => each.split(" ").slice(0, 2).join(" "));
  return places
    .filter((each) => each.startsWith(`${file}:`))
    .map((each) => each.slice(file.length + 1));
}

const inText = (text: string) =>
  found(
    {
      "text/targets.yaml":
        'targets: { guide: { files: [guide.rst] } }\ntitle_styles: ["=", "~", "`"]\n',
      "text/guide.rst": `Guide\n=====\n\n${text}\n`,
    },
    "text/guide.rst",
  );

const fence = "```";

/** Each is one cause: one finding, at its place (the text begins in line 4). */
const slips: readonly (readonly [what: string, text: string, ...finding: string[]])[] = [
  ["a heading", "## Sub *title* ##\n\nText.", "4:1 markdown-heading"],
  ["a heading in a list", "- Item\n\n  ### Sub\n", "6:3 markdown-heading"],
  ["a fence", `${fence}json\n{"a": "**"}\n\n## b\n${fence}`, "4:1 markdown-fence"],
  ["a fence below a paragraph", `Text:\n${fence}\na \`b\n${fence}`, "5:1 markdown-fence"],
  ["a fence in a list", `- Item\n\n  ${fence} python\n  x = 1\n  ${fence}`, "6:3 markdown-fence"],
  ["a fence of tildes", "~~~sh\nls *\n~~~", "4:1 markdown-fence"],
  ["a fence without an end", `${fence}yaml\na: *b\n\nText.`, "4:1 markdown-fence"],
  ["a fenced directive", ":::{note}\nText.\n:::", "4:1 markdown-fence"],
  ["a link", 'See [the *site*](https://example.org/a_b_ "Title").', "4:5 markdown-link"],
  ["a link over two lines", "See [the\nsite](../a.md).", "4:5 markdown-link"],
  ["two links in two lines", "[a](#b)\n[c d](e.html)", "4:1 markdown-link", "5:1 markdown-link"],
  ["an image", "![A cat](cat.png)", "4:1 markdown-link"],
  ["brackets that are said to be text", "The list \\[a](b) of it."],
  [
    "a definition of a link",
    "See it.\n\n[it]: https://example.org",
    "6:1 markdown-link-definition",
  ],
  ["a line break of HTML", "One.<br/>Two.", "4:5 html-in-text"],
  ["elements of HTML", "<details>\n<summary>More</summary>\n\nText.", "4:1 html-in-text"],
  ["two in a line", "A <b>b</b> and a <i>c</i>.", "4:3 html-in-text", "4:18 html-in-text"],
  ["one in the other", "A <b>b <i>c</i></b>.", "4:8 html-in-text"],
  [
    "the same twice is one",
    "A&nbsp;b&nbsp;c.<br>D.<br>E.",
    "4:2 html-in-text",
    "4:17 html-in-text",
  ],
  ["an element in another", "<details><summary>More</summary>Text.</details>", "4:1 html-in-text"],
  ["… that ends further down", "<details>\n\nText.\n\n</details>", "4:1 html-in-text"],
  ["tasks", "- [ ] one\n- [x] two\n\n  - [X] three", "4:1 markdown-tasks"],
  ["tasks with numbers", "1. [ ] one\n2. [x] two", "4:1 markdown-tasks"],
  [
    "tasks in two lists",
    "* [ ] one\n\nText.\n\n+ [x] two",
    "4:1 markdown-tasks",
    "8:1 markdown-tasks",
  ],
  ["an image without words", "![](a.png)", "4:1 markdown-link"],
  ["an image that is defined below", "![a][b]\n\n[b]: c.png", "6:1 markdown-link-definition"],
  ["a footnote", "Text.[^1]", "4:6 markdown-footnote"],
  ["… that is defined below", "Text.[^1]\n\n[^1]: Note.", "6:1 markdown-link-definition"],
  ["a box", "> [!WARNING]\n> Text.", "4:1 markdown-quote"],
  ["a box of MkDocs", '!!! note "Title"\n    Text.', "4:1 markdown-box"],
  ["a quotation with a line that is none", "> One\ntwo.", "4:1 markdown-quote"],
  ["code between tildes", "~~~\nconst a = 1;\n~~~", "4:1 markdown-fence"],
  ["a box between colons", "::: note\nText.\n:::\n\nText.", "4:1 markdown-fence"],
  ["a table with single dashes", "| a | b |\n| - | - |\n| 1 | 2 |", "4:1 markdown-table"],
  ["a formula", "$$\na_b + `c\n$$", "4:1 markdown-math"],
  ["a formula on one line", "$$a_b$$", "4:1 markdown-math"],
  ["the meaning of a term", "Term\n: Meaning.", "5:1 markdown-definition"],
  ["code with backquotes in it", "Write `` `a` `` here.", "4:7 stray-backquotes"],
  ["a comment of HTML", "<!-- TODO: more -->", "4:1 html-in-text"],
  ["a character of HTML", "One&nbsp;two.", "4:4 html-in-text"],
  ["tags that are spoken of", "Write ``<b>`` before ``</b>``, and 1 <b and c> 2."],
  ["a footnote", "[^1]: A note.", "4:1 markdown-link-definition"],
  ["a table", "| a | *b |\n|---|:-:|\n| 1 | `2 |\n\nText.", "4:1 markdown-table"],
  ["a table without bars around", "a | b\n--|--\n---|---\n1 | 2", "5:1 markdown-table"],
  ["a quotation", "> As *it\n> is* said", "4:1 markdown-quote"],
  ["a line across", "Text.\n\n---\n\nText.", "6:1 markdown-rule"],
  ["a line of stars", "Text.\n\n* * *\n\nText.", "6:1 markdown-rule"],
  ["bold with underscores", "It is __very important__ here.", "4:7 markdown-emphasis"],
  ["bold with a tail", "It is **important**__ here.", "4:7 markdown-emphasis"],
  ["bold italics", "It is ***important*** here.", "4:7 markdown-emphasis"],
  ["struck text", "It is ~~not so~~.", "4:7 markdown-emphasis"],
  ["code", "Set `limit` and `a\nb`.", "4:5 single-backquotes", "4:17 single-backquotes"],
  ["a link behind tabs", "-\tItem [a](https://b.c)", "4:8 markdown-link"],
  [
    "code in a second section",
    "Sub\n~~~\n\n``[a](b)`` `b`_\n\n.. _b: #sub\n\nSub b\n~~~~~\n\nSet `limit`.",
    "14:5 single-backquotes",
  ],
  ["code in a note", ".. note::\n\n   Set `limit`.", "6:8 single-backquotes"],
];

test.each(slips)("Markdown in a text: %s", (_what, text, ...findings) => {
  expect(inText(text)).toEqual(findings);
});

/** Right reStructuredText that looks like Markdown. */
const rights: readonly (readonly [what: string, text: string])[] = [
  ["code", `::\n\n  ## Sub\n  ${fence}json\n  [a](https://b.c) __a b__\n  | a |\n  |---|\n  > b\n`],
  ["code of a directive", ".. code:: md\n\n   # One\n\n   > Two\n\n   ---\n"],
  ["a comment", ".. # One\n   [a](https://b.c)\n\n   | a | b |\n   |---|---|\n"],
  ["literals", "``[a](https://b.c)``, ``__a b__``, ``## a``, ``~~a b~~``, :math:`[a](b)`."],
  ["links", "`[a](b) <https://b.c>`_, `__a b__ <https://b.c>`__, `Guide`_, Guide_."],
  ["titles in backquotes and tildes", "Sub\n~~~\n\nText.\n\nNames\n`````\n\nText."],
  [
    "tables",
    "+---+---+\n| a | b |\n+---+---+\n| - | > |\n+---+---+\n\n=== ===\na   b\n=== ===\n1   2\n=== ===",
  ],
  ["lists and numbers", "#. One\n#. Two\n\nIssue #12 of f[0](x).\n\n* a\n* b"],
  ["names with underscores", "The module __init__ and a__b__c."],
  ["a doctest", ">>> print(1)\n1"],
  ["a role by its name", ":title:`War and Peace`, :code:`x`."],
  ["brackets in lists", "- [x]_ and [ ]\n- \\[ ] one\n- ``[ ]``\n\n.. [x] A source."],
  ["patterns and costs", "Not [^1] alone, nor a[^1]* of $$ or 5 $$ more; what??? no!!! really"],
  ["lines of a block", "| one\n| two - and\n| three"],
  ["fields", "A text\n\n:name: value\n:other: value"],
  ["a default role", ".. default-role:: literal\n\nSet `limit`."],
];

test("what to write in place of a box is the name of one", () => {
  const { hint } = entryOf("markdown-box");
  const named = (kind: string) => hint?.("!!! x", kind)?.match(/\.\. (.*)::/)?.[1];
  expect(["info", "Note", "constructor", "__proto__"].map(named)).toEqual([
    "note",
    "note",
    "note",
    "note",
  ]);
});

test.each(rights)("no Markdown: %s", (_what, text) => {
  expect(inText(text)).toEqual([]);
});

const api = (description: string) => `swagger: "2.0"
info: { title: A, version: "1" }
paths:
  /a:
    get:
      operationId: getIt
      description: |-
${description.replace(/^/gm, "        ")}
      responses:
        200:
          description: See [it](https://example.org).
          examples: { application/json: { description: "See [it](https://example.org)." } }
          schema: { type: object, title: T, properties: { description: { type: string, description: "Is \`a\`." } } }
`;

test("descriptions of API files are looked through, their examples are not; nothing else is said there", () => {
  const files = {
    "specpress.yaml":
      "name: T\nspecification: text\nlabels: { V: v }\napis: { a: { title: A, openapi: api, suffix: a, version: V } }\n",
    "text/guide.rst": "Guide\n=====\n\n{{a_a_http_api}}\n",
    "api/a.yaml": api(`Get it.\n\n${fence}json\n{"a": "*"}\n${fence}\n\n## More\n\nAnd this.`),
  };
  expect(found(files, "api/a.yaml")).toEqual([
    "10:9 markdown-fence",
    "14:9 markdown-heading",
    "19:28 markdown-link",
    "21:105 single-backquotes",
  ]);
});

describe("Markdown files", () => {
  test("are no texts of a target, and nothing of them is published", () => {
    const files = {
      "text/targets.yaml": "targets: { guide: { files: [guide.rst, intro.adoc] } }\n",
      "text/intro.adoc": "= Intro\n\n`a`\n",
    };
    expect(found(files, "text/targets.yaml")).toEqual(["1:40 file-not-rst"]);
    expect(found(files, "text/intro.adoc")).toEqual([]);
  });

  test("are not included", () => {
    const files = {
      "text/guide.rst":
        "Guide\n=====\n\n.. include:: intro.adoc\n\n.. include:: intro.adoc\n   :literal:\n",
      "text/intro.adoc": "= Intro\n\n`a`\n",
    };
    expect(found(files, "text/guide.rst")).toEqual(["4:14 file-not-rst"]);
  });

  test("are refused by specpress rst in one sentence", () => {
    const folder = scratch({ "README.adoc": "= A\n\n*a*\n" });
    const { code, out, err } = specpress(["rst", "README.adoc"], folder);
    expect([code, out, err]).toEqual([
      2,
      "",
      'specpress: "README.adoc" is written in AsciiDoc; this shows reStructuredText and Markdown\n',
    ]);
  });
});
