import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { adviceOf, codes, entryOf } from "../../src/base/diagnostics.js";
import { placeOf, sortDiagnostics } from "../../src/base/show-diagnostic.js";
import { checkSite } from "../../src/pipeline.js";
import { mayHaveSlips, rulesFor } from "../../src/prose/prose.js";
import { rules } from "../../src/prose/rules.js";
import { expectWithinASecond } from "../hostile-time.js";
import { loadFiles, minimal, told } from "../load/tiny-project.js";
import { scratch, specpress, tinyProject } from "../program.js";

/** `line:column code` of what a check finds in a text that begins in line 4. */
function inText(text: string): string[] {
  const { project, report, diagnostics } = loadFiles({
    ...minimal,
    "text/guide.rst": `Guide\n=====\n\n${text}\n`,
  });
  checkSite(project!, report);
  const shown = sortDiagnostics(diagnostics).filter(
    ({ code }) => entryOf(code).severity !== "info",
  );
  return told(shown)
    .filter((each) => each.startsWith("text/guide.rst:"))
    .map((each) => each.slice("text/guide.rst:".length).split(" ").slice(0, 2).join(" "));
}

/** Each is one cause: one finding, at its place. */
const slips: readonly (readonly [what: string, text: string, ...findings: string[]])[] = [
  ["a directive with one colon", ".. warning: Text.", "4:1 lost-markup"],
  ["… with a capital letter", ".. Note: Text.", "4:1 lost-markup"],
  ["a word to who comes later", ".. NOTE: Text."],
  ["a directive with a capital letter, without a space", "..Note:: Text.", "4:1 lost-markup"],
  ["… in a list", "- Item\n\n  .. note: Text.\n     More.", "6:3 lost-markup"],
  ["… and a space", ".. code : json\n\n   {}", "4:1 lost-markup"],
  ["… without a space before its text", ".. warning::Text.", "4:1 lost-markup"],
  ["… before its file", ".. image::a.png\n   :alt: x", "4:1 lost-markup"],
  ["a directive without a space", "..note:: Text.", "4:1 lost-markup"],
  ["a directive with three dots", "... note:: Text.", "4:1 lost-markup"],
  ["a directive with one dot", ".note:: Text.", "4:1 lost-markup"],
  ["a target without its colon", ".. _start\n\nText.", "4:1 target-malformed"],
  ["a target without a space", ".._start:\n\nText.", "4:1 lost-markup"],
  ["a target without its underscore", ".. site: https://example.org", "4:1 lost-markup"],
  ["a footnote without a space", "Text.\n\n.. [1]A note.", "6:1 lost-markup"],
  ["… whose bracket is not closed", "Text.\n\n.. [1 A note.", "6:1 lost-markup"],
  ["a footnote with a colon", "Text.\n\n.. [1]: A note.", "6:1 lost-markup"],
  ["a title below a text", "Text.\nPart\n----\n\nMore.", "5:1 glued-title"],
  ["… after a mark that is none", "::\nPart\n----------\n\nMore.", "5:1 glued-title"],
  [
    "a title with a gap in its line",
    "Text.\n\nPart one\n------ -\n\nMore.",
    "7:1 broken-underline",
  ],
  ["… with another sign in it", "Text.\n\nPart one\n-------~\n\nMore.", "7:1 broken-underline"],
  ["… apart from its line", "Text.\n\nPart one\n\n--------\n\nMore.", "8:1 underline-apart"],
  ["a line between two texts", "One text.\n\n--------\n\nMore."],
  [
    "a target without its underscore at a title",
    ".. part-one:\n\nPart one\n--------\n\nMore.",
    "4:1 lost-markup",
  ],
  ["a word in a comment", ".. todo:\n\nText."],
  ["… of several lines", "One\ntwo\nthree\n=====\nfour", "6:1 glued-title"],
  ["a list below a text", "These:\n- a\n- b\n\nText.", "5:1 glued-list"],
  ["… of one item", "This:\n* a", "5:1 glued-list"],
  ["… with numbers", "Steps\n1. a\n2. b", "5:1 glued-list"],
  ["a list in a list", "- a\n  - b\n  - c", "5:3 glued-list"],
  ["… of one item", "- a\n  - b\n- c", "5:3 glued-list"],
  ["… in a list with numbers", "1. a\n   - b\n2. c", "5:4 glued-list"],
  ["… of numbers", "* a\n  1. b", "5:3 glued-list"],
  ["… that is indented too far", "* three\n   * nested\n* four", "5:4 glued-list"],
  ["a directive below a text", "A.\n.. note:: Hey\n   you\n\nB.", "5:1 lost-markup"],
  ["an image below a text", "A.\n.. image:: a_b_.png\n   :alt: x_", "5:1 lost-markup"],
  ["a target below a text", "A.\n.. _here: b_.html", "5:1 lost-markup"],
  ["a comment below a text", "A.\n.. specpress: accept dead-link because so", "5:1 lost-markup"],
  ["a directive below an item", "- A.\n  .. note:: Hey", "5:3 lost-markup"],
  ["a directive below the text of a note", ".. note:: A.\n   .. image:: a.png", "5:4 lost-markup"],
  [
    "an address below a text",
    "See b__.\n__ https://a.b",
    "4:5 anonymous-mismatch",
    "5:1 lost-markup",
  ],
  ["a literal that does not end", "Write ``a, or ``b``.", "4:7 open-literal"],
  ["a directive without colons", ".. note This is lost.", "4:1 lost-markup"],
  ["… that has text below", ".. warning\n\n   Text.", "4:1 lost-markup"],
  ["… in a list, with a language", "- a\n\n  .. code-block json\n\n     {}", "6:3 lost-markup"],
  ["… with a file", ".. image a.png\n   :alt: x", "4:1 lost-markup"],
  ["… with a version", ".. versionadded 1.2", "4:1 lost-markup"],
  ["a role without its first colon", "The class:`yarl.URL` of it.", "4:5 role-as-text"],
  ["… of a domain, alone", "The c:macro:`A` macro.", "4:5 role-as-text"],
  ["a word like a role", "See issue:`1`.", "4:11 single-backquotes"],
  ["a role without its second colon", "The :code`a b` here.", "4:5 role-as-text"],
  ["a role behind a word", "by the:code:`a` here.", "4:7 role-as-text"],
  ["a role without backquotes", "See :code:a.", "4:5 role-as-text"],
  ["a role with two backquotes", "See :code:``a`` here.", "4:5 role-as-text"],
  ["a role with a backquote in front", "See `:code:`a` here.", "4:5 role-as-text"],
  ["a role of one's own", ".. role:: big\n\nSee :big`a`.", "6:5 role-as-text"],
  ["a role that goes on", "H :sub:`2`O and :sub:`3`.", "4:3 open-phrase"],
  ["a role that does not end", "The :code:`a and :code:`b`.", "4:5 open-phrase"],
  ["single backquotes within a word", "Lines with`a b` mean.", "4:11 stray-backquotes"],
  ["a link within a word", "See the`Guide`_.", "4:8 stray-backquotes"],
  ["backquotes alone", "The ``a`` at the end ``\nof ``b``.", "4:22 stray-backquotes"],
  ["backquotes that end nothing", "The ``a`` of b`` here.", "4:15 stray-backquotes"],
  ["code that goes on", 'Here ``A``s the "s" is part of ``A`` too.', "4:6 open-literal"],
  ["a sentence in code", "So::\n\n    a\n\n And so on::\n\n    b", "8:2 swallowed-text"],
  [
    "a comma too many in JSON",
    '.. code:: json\n\n   {\n     "a": [1,], "b": true,\n   }',
    "7:13 code-not-json",
  ],
  ["code that ends too early", ".. code:: json\n\n   {", "6:4 code-not-json"],
  ["a quote too few", '.. code:: json\n\n   {"a": "b}', "6:10 code-not-json"],
  ["a literal that shows backquotes", "Use ````text````, but `a`.", "4:23 single-backquotes"],
  [
    "after code with blank lines",
    "::\n\n  a\n\n  `b`\n\nText with `c`.",
    "10:11 single-backquotes",
  ],
  ["quoted code", "Quoted::\n\n> `a`\n> `b`\n\nText `c`.", "9:6 single-backquotes"],
  [
    "in a table with blank lines",
    "== ==\na  b\n== ==\nc  d\n\ne  `f`\n== ==",
    "9:4 single-backquotes",
  ],
  [
    "spaces in backquotes",
    "Write `` a`` and `` b ``.",
    "4:7 stray-backquotes",
    "4:18 stray-backquotes",
  ],
  ["code within a word", "The word``a`` here.", "4:9 stray-backquotes"],
  ["one backquote and two", "Write `a`` here.", "4:7 unequal-backquotes"],
  ["two backquotes and one", "Write ``a` here.", "4:7 unequal-backquotes"],
  ["a link without an underscore", "See `it <https://a.b>`.", "4:5 link-without-underscore"],
  ["a link without its first backquote", "See it <https://a.b>`_.", "4:21 half-link"],
  ["code without a mark", 'So:\n\n  {\n    "a": 1\n  }', "6:3 quoted-code"],
  [
    "an indented second line",
    "A server that gets such a request must look into it and\n  answer soon.",
    "5:3 split-sentence",
  ],
  ["a hyphen at the end of a line", "The client-\nserver part.", "4:11 hanging-hyphen"],
  ["a zero-width space", "The room\u200b_id.", "4:9 invisible-character"],
  ["a mark of direction", "The \u202eroom.", "4:5 invisible-character"],
  ["a tab", "- a\n\n\tText.", "6:1 tab-indent"],
  [
    "a conflict",
    "One.\n\n<<<<<<< main\nTwo `x.\n=======\nThree.\n>>>>>>> other\n\nFour.",
    "6:1 conflict-mark",
  ],
  ["a mark that is left of a conflict", "One.\n\n<<<<<<< HEAD\nTwo.", "6:1 conflict-mark"],
  [
    "a sentence with such characters",
    "One.\n\n<<<<<<< is what git writes.\n\nTwo.\n\n>>>>>>> too.",
  ],
];

test.each(slips)("found: %s", (_what, text, ...findings) => {
  expect(inText(text)).toEqual(findings);
});

/** A slip explains what stands in it, and nothing else on its line. */
const besides: readonly (readonly [what: string, text: string, ...findings: string[]])[] = [
  ["a link", "See [x_](y_.html) and nope_.", "4:5 markdown-link", "4:23 unknown-target"],
  ["backquotes", "Set `a` to nope_.", "4:5 single-backquotes", "4:12 unknown-target"],
  ["HTML", 'The <a href="b_">x</a> nope_.', "4:5 html-in-text", "4:24 unknown-target"],
  ["a list", "This:\n- a nope_\n   b", "5:1 glued-list", "5:5 unknown-target"],
  ["a heading", "## The nope_", "4:1 markdown-heading", "4:8 unknown-target"],
  ["a quotation", "> The nope_", "4:1 markdown-quote", "4:7 unknown-target"],
  ["a footnote", "[^1]: The nope_", "4:1 markdown-link-definition", "4:11 unknown-target"],
  [
    "a note",
    "..note:: The nope_\n  or not_",
    "4:1 lost-markup",
    "4:14 unknown-target",
    "5:6 unknown-target",
  ],
  ["emphasis", "It is __very good__, nope_.", "4:7 markdown-emphasis", "4:22 unknown-target"],
  [
    "half a link",
    "See it <https://a.b>`_ or |no|.",
    "4:21 half-link",
    "4:27 undefined-substitution",
  ],
  ["code and a table", "```\na nope_\n```\n\nb nope_", "4:1 markdown-fence", "8:3 unknown-target"],
];

test("a text among others, some of them with half a mark, is tried by the rules that find something in it", () => {
  const others = ["Text with `` in it.", "One `half", "* a\n* b"];
  for (const [what, text] of slips) {
    const alone = rules.filter((rule) => mayHaveSlips(text, [rule]));
    const together = rulesFor([...others, text, ...others]);
    const missing = alone.filter((rule) => !together.includes(rule));
    expect(
      missing.map(({ code }) => code),
      what,
    ).toEqual([]);
  }
});

test.each(besides)("what else is wrong is found beside %s", (_what, text, ...findings) => {
  expect(inText(text)).toEqual(findings);
});

test("what is to be replaced and is shown as it stands is found, in descriptions too", () => {
  const { project, report, diagnostics } = loadFiles({
    "specpress.yaml": `name: T
specification: text
labels: { V: v }
tables: { colours: { data: colours.yaml, columns: [{ title: Name, field: name }] } }
apis: { a: { title: A, openapi: api, suffix: a, version: V } }
`,
    "colours.yaml": "- { name: red }\n",
    "text/targets.yaml": "targets: { guide: { files: [guide.rst] } }\n",
    "text/guide.rst":
      "Guide\n=====\n\n{{colours}}\n\nA {{colours, a {colours} and colours}}; {{colurs} {a} ``{b}`` %NOPE% 5%V%.\n\n{{a_a_http_api}}\n",
    "api/a.yaml":
      'swagger: "2.0"\ninfo: { title: A, version: "1" }\npaths:\n  /a:\n    get:\n      operationId: a\n      description: "{{colours}} ``{{a}}`` %GONE%."\n      responses: { 200: { description: All. } }\n',
  });
  checkSite(project!, report);
  const shown = sortDiagnostics(diagnostics).filter(
    ({ code }) => entryOf(code).severity !== "info",
  );
  expect(told(shown)).toEqual([
    "api/a.yaml:7:21 variable-as-text {{colours}} colours description",
    "api/a.yaml:7:43 undefined-label GONE",
    "text/guide.rst:6:3 variable-as-text {{colours colours ",
    "text/guide.rst:6:16 variable-as-text {colours} colours ",
    "text/guide.rst:6:30 variable-as-text colours}} colours ",
    "text/guide.rst:6:41 variable-as-text {{colurs} colours ",
    "text/guide.rst:6:63 undefined-label NOPE",
  ]);
});

test("the place of a finding ends where what is found ends, also on a line with labels", () => {
  const { project, report, diagnostics } = loadFiles({
    "specpress.yaml": "name: T\nspecification: text\nlabels: { V: v }\n",
    "text/targets.yaml": "targets: { guide: { files: [guide.rst] } }\n",
    "text/guide.rst":
      "Guide\n=====\n\nSee Nope_. Version %V% of `no %V%`_.\n\n-\tSee gone_ here.\n",
  });
  checkSite(project!, report);
  const written = sortDiagnostics(diagnostics).flatMap((finding) => {
    const place = finding.code === "unknown-target" ? placeOf(finding) : null;
    return place ? [place.span.source.text.slice(place.span.start, place.span.end)] : [];
  });
  expect(written).toEqual(["Nope_", "`no %V%`_", "gone_"]);
});

test("of two links of one name it is said that each works, and how to write them", () => {
  const { project, report, diagnostics } = loadFiles({
    ...minimal,
    "text/guide.rst":
      "Guide\n=====\n\nSee `here <https://a.b>`_ and `here <https://c.d>`_.\n\n`this <https://a.b>`_\n\n.. _this: https://c.d\n.. _that: https://a.b\n.. _that: https://c.d\n",
  });
  checkSite(project!, report);
  const shown = diagnostics.filter(({ code }) => code === "duplicate-explicit-name");
  expect(
    shown.map(({ parts }) => codes["duplicate-explicit-name"].text(parts[0]!, ...parts.slice(1))),
  ).toEqual([
    expect.stringContaining("by two links; each of them leads to its own address"),
    expect.stringContaining("the link leads to its own address"),
    'The name "that" is given twice; references by it lead to neither.',
  ]);
  expect(shown.map(adviceOf)).toEqual([
    expect.stringContaining("`here <https://c.d>`__"),
    expect.stringContaining("`this <https://a.b>`__"),
    "Remove one of them, or give it another name.",
  ]);
});

/** What looks like these slips and is right. */
const rights: readonly (readonly [what: string, text: string])[] = [
  ["comments", ".. This is to be done: soon.\n\n.. warning to ourselves\n\n.. TODO: more"],
  [
    "comments that name directives",
    ".. note that this is old\n\n.. include that too\n\n..\n   .. note: a\n   .. image a.png\n\n.. math is hard",
  ],
  ["roles", "A :code:`a`, `b`:code:, H\\ :sub:`2`\\ O."],
  [
    "code that is shown in part",
    '.. code:: json\n\n   {\n     ...,\n   }\n\n.. code:: json\n\n   "a": {}',
  ],
  ["several values in code", '.. code:: json\n\n   {}\n   {}\n\n.. code:: json\n\n   {"a": <b>}'],
  ["apostrophes", "Rock`n`roll, don`t and can`t."],
  ["code", "::\n\n  .. note: Text.\n  - a\n  <<<<<< x\n  `a``\n"],
  ["a hyphen at the beginning of a line", "From one place\n- and only there - to another."],
  ["lists", "- a\n- b\n\n1. a\n2. b\n\n- a\n\n  - b"],
  [
    "lists of one item",
    "- a\n\n  - b\n\n- c 3\n  4. And so on\n\n- from a - b\n  - c\n\nTerm\n  - a",
  ],
  ["markup below markup", ".. _a:\n.. |b| replace:: c\n.. note:: |b| a_\n\n- a\n\n  .. note:: b"],
  ["code with markup", "::\n\n  Text\n  .. note:: Hey\n\n``a\n.. b``"],
  ["backquotes that are shown", "Write ``a`b``, \\`a\\` or :code:`a`."],
  [
    "terms",
    "Term\n  Its meaning.\n\nA long term of more than fifty characters, as it is written :\n  b",
  ],
  ["a quotation", "As he said:\n\n  {so it is}"],
  ["joined words", "The pre-\nand postfix. See well-known."],
  ["joiners", "👩\u200d💻 and می\u200cخواهم."],
  ["tabs within a line and in code", "a\tb\n\n::\n\n\tcode"],
  ["ellipses", "... and so on.\n\n...  well:: no"],
  ["references", "See Guide_, `Guide`_, `a <https://a.b>`_, `b <https://a.b>`__."],
];

test.each(rights)("right: %s", (_what, text) => {
  expect(inText(text)).toEqual([]);
});

test("what stands at the ends of lines is one note, which --fix removes without a change of the page", () => {
  const page = "Tiny\n====\n\nText. \n\n::\n\n  code\t \n\n- a\\ \n  b\n  \n{{apis}}";
  const folder = scratch({ ...tinyProject, "spec/index.rst": page });
  const built = () => {
    specpress(["build"], folder);
    return readFileSync(join(folder, "dist/site/index.html"), "utf8");
  };
  const before = built();
  const { out } = specpress(["check"], folder);
  expect(
    out.match(/\((?:trailing-spaces|last-line-open)\)|(?:trailing-spaces|last-line-open)/g),
  ).toEqual(["trailing-spaces", "last-line-open"]);
  specpress(["check", "--fix"], folder);
  expect(readFileSync(join(folder, "spec/index.rst"), "utf8")).toBe(
    `${page.replace(/[ \t]+$/gm, "")}\n`,
  );
  expect(built()).toBe(before);
});

test("--fix corrects what is mechanical in texts, and then nothing is found", () => {
  const folder = scratch({
    ...tinyProject,
    "spec/index.rst":
      "Tiny\n====\n\n..note:: Text.\n\nSee `it <https://a.b>`.\n\n.. warning: Text.\n\nThese:\n- a\u200b\n- b\n\n- a\n  - b\n- c\n\nB.\n.. note:: Hey\n   you\nC.\n\n{{apis}}\n",
    "spec/main.rst": tinyProject["spec/main.rst"].replace(
      "Operations\n",
      "- c\n\n\tText.\n\nOperations\n",
    ),
  });
  const { out, code } = specpress(["check", "--fix", "--max-warnings", "0"], folder);
  expect([out, code]).toEqual(["nothing found; 8 fixed\n", 0]);
  expect(readFileSync(join(folder, "spec/index.rst"), "utf8")).toBe(
    "Tiny\n====\n\n.. note:: Text.\n\nSee `it <https://a.b>`_.\n\n.. warning:: Text.\n\nThese:\n\n- a\n- b\n\n- a\n\n  - b\n\n- c\n\nB.\n\n.. note:: Hey\n   you\n\nC.\n\n{{apis}}\n",
  );
  expect(readFileSync(join(folder, "spec/main.rst"), "utf8")).toContain("- c\n\n        Text.\n");
});

/** Written again and again, in text and as code: what looks for slips looks at each place once. */
const atoms = [
  "a_ b_ ",
  "a`b ",
  "http://a ",
  "`a :b:`c` ",
  ":a:",
  ":ref:``a`` ",
  "`a\n",
  "a.. note::\n",
  " \n",
  "a:\n  ",
];

test.for(atoms)("many of %j do not take long", (atom) => {
  const many = atom.repeat(100_000 / atom.length);
  const code = `Code::\n\n  ${many.replaceAll("\n", "\n  ")}`;
  for (const text of [many, code]) expectWithinASecond(() => inText(text));
});

test("a fence that ends a file deep in the tree is told there, and nothing is told of the file after it", () => {
  const title = (text: string, mark: string) => `${text}\n${mark.repeat(text.length)}\n\nText.\n`;
  for (const fence of ["```\n", "```", "```json\n{}\n", "```\n{}\n```\n", "````\nText\n````\n"]) {
    const { project, report, diagnostics } = loadFiles({
      ...minimal,
      "text/targets.yaml":
        "targets: { page: { files: [one.rst, {1: guide.rst}, {2: tags.rst}, {2: data.rst}] } }\n",
      "text/one.rst": title("One", "="),
      "text/guide.rst": title("Guide", "="),
      "text/tags.rst": `${title("Tags", "=")}\n${fence}`,
      "text/data.rst": title("Data", "="),
    });
    checkSite(project!, report);
    const found = told(sortDiagnostics(diagnostics)).filter((each) => /text\/\w+\.rst/.test(each));
    expect([fence, found.filter((each) => !each.startsWith("text/tags.rst:6:1 "))]).toEqual([
      fence,
      found.filter((each) => each.includes("last-line-open")),
    ]);
    expect(found.join()).toMatch(/tags\.rst:6:1 (?:markdown-fence|title-skips-level)/);
  }
});

test("past entries of a changelog are looked through as other texts are, those of a page once", () => {
  const history = "v2\n.. _a: b\n==\n\n- One ``a, or ``b``.\n\nv1\n==\n\nThese:\n- One.\n";
  const foundIn = (path: string) => {
    const { project, report, diagnostics } = loadFiles({
      ...minimal,
      "specpress.yaml": `${minimal["specpress.yaml"]}changelogs: changes\nlabels: { V: v3 }\napis: { a: { title: A, openapi: api, suffix: a, version: V } }\n`,
      "changes/a/towncrier.toml": `[tool.towncrier]\nfilename = "../../${path}"\n`,
      "changes/a/newsfragments/1.feature": "One.\n",
      [path]: history,
    });
    checkSite(project!, report);
    return told(sortDiagnostics(diagnostics))
      .filter((each) => /lost-markup|open-literal|glued-list/.test(each))
      .map((each) => each.split(" ").slice(0, 2).join(" "));
  };
  for (const path of ["changes/a.rst", "text/guide.rst"])
    expect(foundIn(path)).toEqual([
      `${path}:2:1 lost-markup`,
      `${path}:5:7 open-literal`,
      `${path}:11:1 glued-list`,
    ]);
  expect(foundIn("changes/a.md")).toEqual([]); // which is Markdown
});
