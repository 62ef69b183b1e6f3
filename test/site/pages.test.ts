import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { adviceOf, entryOf } from "../../src/base/diagnostics.js";
import { sortDiagnostics } from "../../src/base/show-diagnostic.js";
import { settle } from "../../src/check/check.js";
import { buildSite, checkSite } from "../../src/pipeline.js";
import { loadFiles, told, writeFiles, type Files } from "../load/tiny-project.js";
import { specpress } from "../program.js";

const page = (title: string, text = "Text.", front = "") =>
  `---\ntitle: ${title}\n${front}---\n\n${text}\n`;

/** A site of pages, and what is found in it. */
function made(files: Files, settings = "pages: content\n") {
  const all = {
    "specpress.yaml": `name: Lamps\n${settings}`,
    "content/_index.md": page("Lamps"),
    ...files,
  };
  const checked = loadFiles(all);
  checkSite(checked.project!, checked.report);
  const found = sortDiagnostics(checked.diagnostics).filter(
    ({ code }) => !["info", "note"].includes(entryOf(code).severity),
  );
  const built = loadFiles(all);
  const { site } = buildSite(built.project!, built.report);
  const html = (path: string) =>
    String(site.get(path)).replace(/<a class="permalink"[^>]*><\/a>/g, "");
  return {
    found: told(found),
    paths: [...site.keys()].filter((path) => path.endsWith(".html")).sort(),
    html,
    main: (path: string) => html(path).replace(/^[^]*<main[^>]*>|<\/main>[^]*$/g, ""),
    file: (path: string) => String(site.get(path)),
    links: (path: string, label: string) =>
      [
        ...new RegExp(`<nav[^>]* aria-label="${label}">([^]*?)</nav>`)
          .exec(html(path))![1]!
          .matchAll(/<a href="([^"]*)"[^>]*>(.*?)<\/a>/g),
      ].map(([, href, words]) => `${words!.replace(/<[^>]*>/g, "")}: ${href}`),
  };
}

test("each file is a page at the address of its path", () => {
  const { found, paths, html, main } = made({
    "content/rooms/_index.md": page("Rooms"),
    "content/rooms/v1.md": page("Version 1", "## One\n\n### Two", "description: |\n  *First*.\n"),
    "content/switches/index.md": page("Switches"),
    "content/parts/index.md": "---\nheadless: true\n---\n",
    "content/parts/one.md": "### A part\n",
    "content/plain.md": "# A *plain* page\n\nText.\n",
  });
  expect(found).toEqual([]);
  expect(paths).toEqual([
    "404.html",
    "index.html",
    "plain/index.html",
    "rooms/index.html",
    "rooms/v1/index.html",
    "switches/index.html",
  ]);
  expect(html("index.html")).toContain("<title>Lamps</title>");
  expect(html("rooms/v1/index.html")).toContain("<title>Version 1 | Lamps</title>");
  expect(main("rooms/v1/index.html").trim()).toBe(
    '<h1>Version 1</h1>\n<div class="container page-description"><p><em>First</em>.</p></div>\n<section id="one"><h2><span class="sectnum">1\u00a0\u00a0\u00a0</span>One</h2>\n' +
      '<section id="two"><h3><span class="sectnum">1.1\u00a0\u00a0\u00a0</span>Two</h3></section></section>',
  );
  expect(main("plain/index.html")).toContain("<h1");
  expect(main("plain/index.html").match(/<h\d/g)).toHaveLength(1);
});

test("navigation has the pages around a page, by weight, date and title", () => {
  const { found, links } = made({
    "content/b.md": page("B", "Text.", "weight: 2\n"),
    "content/a/_index.md": page("A", "## One\n\n### Two", "weight: 3\nlinkTitle: Short\n"),
    "content/a/old.md": page("Old", "Text.", "date: 2020-01-02\n"),
    "content/a/new.md": page("New", "Text.", "date: 2021-01-02\n"),
    "content/a/none.md": page("None"),
    "content/a/hidden.md": page("Hidden", "Text.", "toc_hide: true\n"),
    "content/a/first.md": page("First", "Text.", "weight: 1\n"),
    "content/a/first/below.md": page("Below"),
    "content/c.md": page("C", "Text.", "weight: 1\n"),
  });
  expect(found).toEqual([]);
  expect(links("index.html", "Pages")).toEqual([
    "Lamps: index.html",
    "C: c/index.html",
    "B: b/index.html",
    "Short: a/index.html",
  ]);
  expect(links("a/new/index.html", "Pages")).toEqual([
    "Lamps: ../../index.html",
    "Short: ../../a/index.html",
    "First: ../../a/first/index.html",
    "New: ../../a/new/index.html",
    "Old: ../../a/old/index.html",
    "None: ../../a/none/index.html",
  ]);
  expect(links("a/first/below/index.html", "Breadcrumbs")).toEqual([
    "Lamps: ../../../index.html",
    "Short: ../../../a/index.html",
    "First: ../../../a/first/index.html",
  ]);
  expect(links("a/index.html", "Contents")).toEqual(["1 One: #one", "1.1 Two: #two"]);
});

/** The headings and paragraphs of a page, without markup. */
function wordsOf(html: string): string[] {
  return [...html.matchAll(/<(h\d|p)[^>]*>(.*?)<\/\1>/g)].map(
    ([, tag, each]) => `${tag} ${each!.replace(/<[^>]*>/g, "").replace(/\s+/g, " ")}`,
  );
}

test("without a first page navigation has all pages that lie in none", () => {
  const { report, project } = loadFiles({
    "specpress.yaml": "name: Lamps\npages: content\n",
    "content/a/b.md": page("B"),
    "content/a/c.md": page("C"),
    "content/d/_index.md": page("D"),
    "content/d/e.md": page("E"),
  });
  const { site } = buildSite(project!, report);
  const [nav = ""] = /<nav class="tree"[^]*?<\/nav>/.exec(String(site.get("a/b/index.html"))) ?? [];
  expect([...nav.matchAll(/href="([^"]*)"/g)].map(([, to]) => to)).toEqual([
    "../../a/b/index.html",
    "../../a/c/index.html",
    "../../d/index.html",
  ]);
});

test("a README is the page of a folder that has no other", () => {
  const { found, paths, links } = made({
    "content/rooms/README.md":
      "# Rooms\n\nTo [lamps](../lamps/readme.md) and [all](../README.md).\n",
    "content/rooms/v1.md": page("Version 1", "Of [rooms](README.md)."),
    "content/lamps/readme.md": page("Lamps"),
    "content/lamps/index.md": page("Of lamps"),
  });
  expect(found).toEqual(["content/rooms/README.md:3:36 dead-page-link ../README.md"]);
  expect(paths).toEqual([
    "404.html",
    "index.html",
    "lamps/index.html",
    "lamps/readme/index.html",
    "rooms/index.html",
    "rooms/v1/index.html",
  ]);
  expect(links("rooms/v1/index.html", "Breadcrumbs")).toEqual([
    "Lamps: ../../index.html",
    "Rooms: ../../rooms/index.html",
  ]);
});

test.each([
  ["below a comment", "<!-- made by hand -->\n\n# A title #\n\n## B\n"],
  ["underlined", "A title\n===\n\n## B\n"],
  ["with markup and an id", '# A *<i class="c">title</i>* {#a}\n\n## B\n'],
  ["below a description", "---\ndescription: Text.\n---\n\n# A title\n\n## B\n"],
  ["below other text", "Text.\n\n```\n# no\n```\n\n# A title\n\n## B\n"],
  ["in the front matter too", "---\ntitle: A title\n---\n\n# A title\n\n## B\n"],
])("a title that the text begins with: %s", (_what, text) => {
  const { found, main, links } = made({ "content/a.md": text }, "pages: content\nraw: allow\n");
  expect(found).toEqual([]);
  expect(links("a/index.html", "Pages")).toContain("A title: ../a/index.html");
  const words = wordsOf(main("a/index.html"));
  const before = text.includes("Text.") ? ["p Text."] : [];
  expect(words).toEqual(["h1 A title", ...before, "h2 1 B"]);
});

test("a link to a file that is not published says so", () => {
  const { found } = made({
    "content/a.md": page("A", "[b](b.json) [c](../c.md#x) [d](d.json)"),
    "content/b.json": "{}",
    "c.md": "",
  });
  expect(found.filter((each) => !each.includes("unread-file"))).toEqual([
    "content/a.md:5:1 dead-page-link b.json  content/b.json",
    "content/a.md:5:13 dead-page-link ../c.md#x  c.md",
    "content/a.md:5:28 dead-page-link d.json",
  ]);
});

test("links and pictures may go by the folder of the texts, and from the root of the project", () => {
  const { found, main } = made({
    "content/a.md": page(
      "A",
      "[1](../content/b.md#two) [2](/content/b.md#two) [3](/b.md#two) [4][r] ![p](/content/p.svg)\n\n[r]: ../content/./b.md#none",
    ),
    "content/b.md": page("B", "## Two"),
    "content/p.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
  });
  // What leads nowhere is told in the words of the text.
  expect(found).toEqual(["content/a.md:5:64 dead-fragment ../content/./b.md#none b/index.html"]);
  const hrefs = [...main("a/index.html").matchAll(/(?:href|src)="([^"]*)"/g)].map(([, to]) => to);
  expect(hrefs).toEqual([
    ...Array<string>(3).fill("../b/index.html#two"),
    "../b/index.html#none",
    "../images/content/p.svg",
  ]);
});

test("that a page has sections of the level of its title is told once", () => {
  const { report, diagnostics, project } = loadFiles({
    "specpress.yaml": "name: S\npages: content\n",
    "content/_index.md": page("A", "# B\n\n# C\n\n# D"),
  });
  buildSite(project!, report);
  const told = settle(diagnostics, project!, {}).diagnostics;
  expect(told.map(({ code, notes = [] }) => [code, notes.length])).toEqual([
    ["page-title-repeated", 2],
  ]);
});

test("headings of the highest level below the title keep what is below them", () => {
  const { main } = made({ "content/a.md": page("A", "## B\n\n# C\n\n## D\n\n### E") });
  const expected = ["h1 A", "h2 1 B", "h2 2 C", "h3 2.1 D", "h4 2.1.1 E"];
  expect(wordsOf(main("a/index.html"))).toEqual(expected);
});

test("what shortcodes show is checked, whether it belongs to an API or not", () => {
  const { found } = made(
    {
      "content/a.md": page("A", "{{% definition %}}\n\n{{% operations %}}"),
      "schemas/s.json":
        '{ "$schema": "http://json-schema.org/draft-07/schema#", "title": "S", "type": "object", "properties": { "a": { "type": "strin" }, "b": { "type": "integer", "default": "x" } } }',
      "other/a.yaml":
        'openapi: 3.1.0\ninfo: { title: A, version: "1" }\npaths:\n  /a/{b}: { get: { operationId: getA, parameters: [{ name: q, in: query, schema: { type: integer }, example: x }], responses: { 200: {} } } }\n',
    },
    "pages: content\nlook: current\nshortcodes: { definition: { shows: definition, file: schemas/s.json }, operations: { shows: operations, file: other/a.yaml } }\n",
  );
  expect(found.map((each) => each.replace(/:\d+ /, " ").split(" ").slice(0, 2).join(" "))).toEqual([
    "other/a.yaml:4 path-parameter-missing",
    "other/a.yaml:4 example-wrong-type",
    "other/a.yaml:4 openapi-missing",
    "schemas/s.json:1 unknown-type",
    "schemas/s.json:1 example-wrong-type",
  ]);
});

test("a $ref in an example of a schema is data", () => {
  const data = '[{ "$ref": "#/nowhere" }]';
  const schema = `{ "$schema": "http://json-schema.org/draft-07/schema#", "title": "S", "type": "object", "properties": { "a": { "examples": [${data}], "default": ${data}, "enum": [${data}], "const": ${data} } } }`;
  const { found, main } = made(
    {
      "content/a.md": page("A", '{{% definition f="s" %}}\n\n{{% operations %}}'),
      "schemas/s.json": schema,
      "api/a.yaml": `openapi: 3.1.0\ninfo: { title: A, version: "1" }\npaths: { /a: { get: { operationId: getA, responses: { 200: { description: Done., content: { application/json: { schema: ${schema.replace('"$schema": "http://json-schema.org/draft-07/schema#", ', "")} } } } } } } }\n`,
    },
    'pages: content\nlook: current\napis: { a: { title: A, openapi: api, descriptions: markdown } }\nshortcodes: { definition: { shows: definition, file: "schemas/{f}.json" }, operations: { shows: operations, file: api/a.yaml } }\n',
  );
  expect(found).toEqual([]);
  expect(main("a/index.html")).toContain("#/nowhere");
});

test("links from the root of the site become relative, in text and HTML, and are checked", () => {
  const { found, main } = made(
    {
      "content/a.md": page(
        "A",
        '## One\n\n[a](/b) [b](/b/) [c](/b#two) [d](/b/#two) [e](/a/#one) [f](../b/#two) [g](b.md#two) [h](/) <a href="/b/?x#two" class="x">i</a> <a title="a<b"  href=/b>j</a>',
      ),
      "content/b.md": page(
        "B",
        '## Two\n\n[a](/a/#none) [b](/c/)\n[c](/a/x.png) <a href="/aa/">d</a> [e](#too)',
      ),
    },
    "pages: content\nraw: allow\n",
  );
  expect(found).toEqual([
    "content/b.md:7:1 dead-fragment /a/#none a/index.html #one",
    "content/b.md:7:15 dead-page-link /c/ /a/",
    "content/b.md:8:1 dead-page-link /a/x.png",
    "content/b.md:8:24 dead-page-link /aa/ /a/",
    "content/b.md:8:36 dead-link too two",
  ]);
  const hrefs = [...main("a/index.html").matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
  expect(hrefs).toEqual([
    "../b/index.html",
    "../b/index.html",
    "../b/index.html#two",
    "../b/index.html#two",
    "#one",
    "../b/index.html#two",
    "../b/index.html#two",
    "../index.html",
    "../b/index.html?x#two",
    "../b/index.html",
  ]);
});

test("a picture whose folder does not go into the site is named with that folder", () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';
  const { found } = made(
    { "content/a.md": page("A", "![one](/art/a.svg)"), "static/art/a.svg": svg },
    "pages: content\n",
  );
  expect(found).toEqual(["content/a.md:5:1 missing-image /art/a.svg static/art/a.svg"]);
  expect(entryOf("missing-image").hint?.("/art/a.svg", "static/art/a.svg")).toContain(
    "static: static }",
  );
});

test("pictures are named from the root of the site, or beside their page", () => {
  const { found, main, file } = made(
    {
      "content/a.md": page("A", "![one](/art/a.svg) ![two](b.svg) ![three](/art/c.svg)"),
      "content/b.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
      "art/a.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    },
    "pages: { folder: content, static: { art: art } }\n",
  );
  expect(found).toEqual(["content/a.md:5:34 missing-image /art/c.svg /art/a.svg"]);
  expect(main("a/index.html")).toContain('src="../art/a.svg"');
  expect(main("a/index.html")).toContain('src="../images/content/b.svg"');
  expect(file("images/content/b.svg")).toContain("<svg");
});

test("ids of headings keep letters and digits, not signs that count or frame them", () => {
  const { found, main } = made({
    "content/a.md": page(
      "A",
      "## ② Thread¹\n\n## Größe ½ Ⓐ a‿b\n\n[1](#-thread) [2](#größe--ⓐ-a‿b)",
    ),
  });
  expect(found).toEqual([]);
  expect(main("a/index.html")).toContain('id="-thread"');
});

test("headings of the same words keep their counted ids and have lasting ones", () => {
  const { found, main } = made({
    "content/a.md": page(
      "A",
      "## Push\n\n### Use\n\n#### Use\n\n## Tags\n\n### Use\n\n## Use it\n\n## Tags use {#tags-use}",
    ),
  });
  expect(found).toEqual([]);
  const ids = [...main("a/index.html").matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(ids).toEqual([
    "push",
    "use",
    "push-use",
    "use-1",
    "use-use",
    "tags",
    "use-2",
    "use-it",
    "tags-use",
  ]);
});

test.each<[string, Files, string[]]>([
  [
    "front matter",
    {
      "content/a.md":
        "---\ntitel: A\nweight: [1]\ndate: 2020-13-01\noutputs: html\nparams: 3\nversion: 1\ncustom: 1\n---\n",
    },
    [
      "content/a.md:2:1 front-matter-unknown-key titel title",
      "content/a.md:3:9 front-matter-bad-value weight a number [1]",
      'content/a.md:4:7 front-matter-bad-value date a date such as 2020-06-30 "2020-13-01"',
      'content/a.md:5:10 front-matter-bad-value outputs an array of strings "html"',
      "content/a.md:6:9 front-matter-bad-value params an object 3",
    ],
  ],
  [
    "keys of other programs",
    { "content/a.md": "---\ntitle: A\nsidebar_position: 1\nsidebar_label: B\n---\n" },
    [
      "content/a.md:3:1 front-matter-unknown-key sidebar_position weight",
      "content/a.md:4:1 front-matter-unknown-key sidebar_label linkTitle",
    ],
  ],
  [
    "links to titles that have more or fewer words now",
    {
      "content/a.md": page(
        "A",
        "## Opening rooms\n\n## Shutting\n\n[x](#opening) [x](#shutting-rooms)",
      ),
      "content/b.md": page("B", "[x](a.md#opening) [x](a.md#rooms)"),
    },
    [
      "content/a.md:9:1 dead-link opening opening-rooms",
      "content/a.md:9:15 dead-link shutting-rooms shutting",
      "content/b.md:5:1 dead-fragment a.md#opening a/index.html #opening-rooms",
      "content/b.md:5:19 dead-fragment a.md#rooms a/index.html #opening-rooms",
    ],
  ],
  [
    "front matter that is no YAML",
    { "content/a.md": "---\ntitle: [A\n---\n\nText.\n" },
    [
      'content/a.md:2:8 yaml-syntax the bracket "[" that begins here does not end End it with "]". open-bracket',
    ],
  ],
  [
    "weights, missing pages, headings",
    {
      "content/a/x.md": page("X", "# Z\n\n#### Y", "weight: 1\n"),
      "content/a/y.md": page("Y", "Text.", "weight: 1\n"),
    },
    [
      "content/a/x.md:1:1 folder-without-page a content/a/_index.md",
      "content/a/x.md:6:3 page-title-repeated Z",
      "content/a/x.md:8:6 heading-skips-level Y 5 2",
      "content/a/y.md:3:9 weight-twice 1 X",
    ],
  ],
  [
    "the same weight in two folders, one of which has no page",
    {
      "content/a/x.md": page("X", "Text.", "weight: 1\n"),
      "content/b/_index.md": page("B", "Text.", "weight: 1\n"),
    },
    ["content/a/x.md:1:1 folder-without-page a content/a/_index.md"],
  ],
  [
    "two files for one address, headless pages, hidden and repeated static files",
    {
      "content/a.md": page("A"),
      "content/A/_index.md": page("A"),
      "content/\u00e4.md": page("B"),
      "content/a\u0308.md": page("B"),
      "one/x/.env": "",
      "one/x/y.txt": "1",
      "two/y.txt": "2",
      "two/index.html": "",
    },
    [
      "content/a.md:1:1 page-twice /a content/A/_index.md",
      "content/\u00e4.md:1:1 page-twice /\u00e4 content/a\u0308.md",
      "one/x/.env:1:1 static-file-hidden one/x/.env",
      "two/y.txt:1:1 static-file-twice x/y.txt one/x/y.txt",
    ],
  ],
  [
    "names of pages that cannot be addresses; a folder called as the first page may be",
    {
      "content/a#b.md": page("A"),
      "content/index/_index.md": page("I"),
      "content/index/x.md": page("X", "[i](/index/) [l](/)"),
    },
    ["content/a#b.md:1:1 page-name-unsafe /a#b /a-b/"],
  ],
  [
    "files that are no pages",
    { "content/a.html": "<p>", "content/b/c.txt": "C", "content/b/c.png": "" },
    [
      "content/a.html:1:1 unread-file content/a.html content pages 1 content/a.html",
      "content/b/c.txt:1:1 unread-file content/b/c.txt content/b pages 1 content/b/**",
    ],
  ],
  [
    "static files in the way of pages",
    { "content/x.md": page("X"), "one/x": "", "one/y.txt": "" },
    ["one/x:1:1 static-file-in-the-way x"],
  ],
  [
    "pages and static files that would be a folder and a file",
    {
      "content/Robots.TXT.md": page("R"),
      "content/x.md": page("X"),
      "content/static/search.js.md": page("S"),
      "one/sitemap.xml/y": "",
      "one/y.txt": "",
      "one/x": "",
    },
    [
      "content/Robots.TXT.md:1:1 page-in-file Robots.TXT/index.html robots.txt",
      "content/static/search.js.md:1:1 folder-without-page static content/static/_index.md",
      "content/static/search.js.md:1:1 page-in-file static/search.js/index.html static/search.js",
      "one/sitemap.xml/y:1:1 static-file-in-the-way sitemap.xml/y",
      "one/x:1:1 static-file-in-the-way x",
    ],
  ],
  [
    "sites that a build wrote among pages and static files, which are no part of the next one",
    {
      "content/site/.specpress-site": "",
      "content/site/todo.md": page("T"),
      "content/site/index.html": "",
      "one/y.txt": "",
      "one/site/.specpress-site": "",
      "one/site/index.html": "",
      "one/x/.env": "",
    },
    ["one/x/.env:1:1 static-file-hidden one/x/.env"],
  ],
  [
    "headless pages that are none",
    { "content/a.md": page("A", "Text.", "headless: true\n"), "one/y.txt": "" },
    ["content/a.md:3:11 headless-page"],
  ],
])("what is wrong is told at its place: %s", (_what, files, expected) => {
  const { found } = made(
    files,
    `address: https://spec.example.org\npages: { folder: content, keys: [custom]${"one/y.txt" in files ? ", static: one" : ""}${"two/y.txt" in files ? ", static: { /: one, x: two }" : ""} }\n`,
  );
  expect(found.filter((each) => !each.includes("page-without-title"))).toEqual(expected);
});

test("a project has pages or a specification, and nothing that only the latter needs", () => {
  const { found } = made(
    { "api/a.yaml": "openapi: 3.1.0\ninfo: { title: A, version: '1' }\npaths: {}\n" },
    "pages: content\nspecification: text\napis: { cs: { title: CS, openapi: api } }\n",
  );
  expect(found).toEqual(["specpress.yaml:3:1 pages-and-specification"]);
});

test.each<[string, string]>([
  ["pages: [content]\n", 'specpress.yaml:2:8 config-wrong-type "pages" a folder or an object'],
  ["pages: none\n", "specpress.yaml:2:1 config-path none folder does not exist"],
  [
    "pages: { folder: content, static: { ../up: content } }\n",
    'specpress.yaml:2:37 config-bad-value A key of pages.static "../up"',
  ],
  [
    "pages: { folder: content, version: { status: unstable, current: 'javascript:x' } }\n",
    'specpress.yaml:2:65 config-bad-value "pages.version.current" "javascript:x"',
  ],
  [
    "pages: { folder: content, version: { status: old } }\n",
    'specpress.yaml:2:46 config-bad-value "pages.version.status" "old"',
  ],
  ["name2: x\n", "specpress.yaml:1:1 config-missing-key specification"],
])("settings of pages that cannot be: %s", (settings, expected) => {
  const { diagnostics } = loadFiles({
    "specpress.yaml": `name: Lamps\n${settings}`,
    "content/_index.md": page("Lamps"),
  });
  expect(
    told(diagnostics).some((each) => each.startsWith(expected)),
    told(diagnostics).join("\n"),
  ).toBe(true);
});

test("beside the pages go static files as they are, and files for servers and programs", () => {
  const { found, file, paths } = made(
    {
      "content/changelog/_index.md": page("Changelog"),
      "content/changelog/v1.2.md": page(
        "Changes",
        "Text.",
        "linkTitle: v1.2\nlayout: changelog\ndate: 2021-02-03\n",
      ),
      "content/changelog/v1.10.md": page(
        "Changes",
        "Text.",
        "linkTitle: v1.10\nlayout: changelog\ndate: 2022-02-03\n",
      ),
      "content/changelog/old.md": page(
        "Changes",
        "Text.",
        "linkTitle: old\nlayout: changelog\ndate: 2020-02-03\n",
      ),
      "files/.well-known/lamp": "a\r\nb",
      "files/robots.txt": "User-agent: x\n",
      "art/logo.svg": "<svg/>",
    },
    "pages: { folder: content, static: { /: files, /art/: art }, address: 'https://example.org/v1/', layouts: { changelog: { shows: release } } }\n",
  );
  expect(found).toEqual([]);
  expect(file(".well-known/lamp")).toBe(String(Buffer.from("a\r\nb")));
  expect(file("art/logo.svg")).toBe("<svg/>");
  expect(file("robots.txt")).toBe("User-agent: x\n");
  expect(file("versions.json")).toBe(
    '[{"date":"2022-02-03","name":"v1.10"},{"date":"2021-02-03","name":"v1.2"}]\n',
  );
  expect(file("sitemap.xml")).toContain(
    "<url><loc>https://example.org/v1/changelog/v1.2/</loc><lastmod>2021-02-03</lastmod></url>",
  );
  expect(file("404.html")).toContain('href="/v1/static/style.css"');
  expect(file("404.html")).toContain('<a href="/v1/index.html">Lamps</a>');
  expect(paths).toContain("changelog/v1.2/index.html");
});

test("the table of APIs needs neither a label nor a target", () => {
  const { found, main } = made(
    {
      "content/_index.md": page("Lamps", "{{apis}}"),
      "content/cs.md": page("CS"),
      "api/a/x.yaml": "{}\n",
    },
    "pages: { folder: content, version: { status: stable, name: v1.2 } }\napis: { cs: { title: CS, openapi: api/a }, ss: { title: SS, openapi: api/a } }\n",
  );
  expect(found.filter((line) => line.includes("api-without-page"))).toEqual([]);
  expect(main("index.html")).toContain('<a href="cs/index.html">CS</a></th><td>v1.2</td>');
  expect(main("index.html")).toMatch(/<th scope="row">SS<\/th><td>v1\.2<\/td>/);
});

test("the address of the site is that of its sitemap, too", () => {
  const { file } = made({}, "pages: content\naddress: https://example.org/v1\n");
  expect(file("sitemap.xml")).toContain("<loc>https://example.org/v1/</loc>");
  expect(file("404.html")).toContain('href="/v1/static/style.css"');
});

test.each([
  ["that cannot be read", "a: { b: 1 } }\n", "yaml-syntax"],
  ["without anything in it", "# Nothing.\n", "empty-file"],
  ["of a later version", "openapi: 9.0.0\n", "openapi-version"],
])(
  "of a file %s that a shortcode shows it is told what is wrong with it alone",
  (_, text, code) => {
    const { diagnostics, project, report } = loadFiles({
      "specpress.yaml":
        "name: Lamps\npages: content\napis: { cs: { title: CS, openapi: api } }\nshortcodes: { api: { shows: operations, file: api/lamps.yaml } }\n",
      "content/_index.md": page("Lamps", "{{% api %}}"),
      "api/lamps.yaml": text,
    });
    checkSite(project!, report);
    const settled = settle(diagnostics, project!);
    expect(settled.diagnostics.map((each) => each.code)).toEqual([code]);
  },
);

test("a file whose page another one makes is one finding", () => {
  const { project, report, diagnostics } = loadFiles({
    "specpress.yaml": "name: Lamps\npages: content\n",
    "content/_index.md": page("Lamps"),
    "content/a.md": page("A"),
    "content/a/_index.md": page("B"),
  });
  checkSite(project!, report);
  expect(told(settle(diagnostics, project!).diagnostics)).toEqual([
    "content/a.md:1:1 page-twice /a content/a/_index.md",
  ]);
});

test("pages begin with what they are about and the operations that they show", () => {
  const { found, html, main, links } = made(
    {
      "content/a.md": page(
        "A",
        "## One\n\n{{lamps_cs_http_api}}\n\n## Two",
        "description: |\n  All *about*\n  lamps, [see](/a#two).\n",
      ),
      "api/lamps.yaml":
        'openapi: 3.1.0\ninfo: { title: A, version: "1" }\npaths:\n  /lamps:\n    get:\n      operationId: lamps\n      responses: { "200": { description: Lamps. } }\n    put:\n      operationId: put\n      deprecated: true\n      description: As [before](/a/#one).\n      responses: { "200": { description: Lamps. } }\n',
    },
    "pages: content\nnotices: { deprecated: Old. }\napis: { cs: { title: CS, openapi: api, descriptions: markdown } }\n",
  );
  expect(found).toEqual([]);
  expect(html("a/index.html")).toContain(
    '<meta name="description" content="All about lamps, see.">',
  );
  expect(html("a/index.html")).toContain(
    '<meta property="og:description" content="All about lamps, see.">',
  );
  const [above = ""] = main("a/index.html").split("<section");
  expect(above.replace(/\n/g, "")).toBe(
    '<h1>A</h1><div class="container page-description"><p>All <em>about</em>lamps, <a href="#two">see</a>.</p></div>' +
      '<div class="endpoints"><details><summary>List of endpoints</summary><ul>' +
      '<li><a href="#get-lamps"><span class="method">GET</span> <span class="endpoint">/lamps</span></a></li>' +
      '<li><a href="#put-lamps"><span class="method">PUT</span> <span class="endpoint">/lamps</span> <span class="deprecated">(deprecated)</span></a></li>' +
      "</ul></details></div>",
  );
  expect(main("a/index.html")).toContain('As <a href="#one">before</a>.');
  expect(links("a/index.html", "Contents")).toEqual([
    "1 One: #one",
    "GET /lamps: #get-lamps",
    "Deprecated: PUT /lamps: #put-lamps",
    "2 Two: #two",
  ]);
});

test("pages beyond the limit are not built, which is told", () => {
  const many = Array.from({ length: 1001 }, (_, index) => [`content/a${index}.md`, page("A")]);
  const { project, diagnostics } = loadFiles({
    "specpress.yaml": "name: Lamps\npages: content\n",
    "content/_index.md": page("Lamps"),
    ...Object.fromEntries(many),
  });
  expect(diagnostics.map(({ code }) => code)).toEqual(["too-many-pages"]);
  expect(project!.targets.targets).toHaveLength(1000);
});

test("settings may lie elsewhere; what is wrong in them is told there", () => {
  const root = writeFiles({
    "project/content/_index.md": page("Lamps"),
    "project/content/a.md": page("A"),
    "settings/lamps.yaml": "name: Lamps\npages: content\nlabel: {}\n",
  });
  const config = [
    "--config",
    join(root, "settings/lamps.yaml"),
    "--project",
    join(root, "project"),
  ];
  const built = specpress(["build", ...config, "--out", join(root, "out"), "-q"]);
  expect(built.code).toBe(1);
  expect(built.err).toContain("../settings/lamps.yaml:3:1: error[config-unknown-key]");
  expect(existsSync(join(root, "out/a/index.html"))).toBe(true);
  const missing = specpress(["check", "--config", join(root, "none.yaml")]);
  expect(missing.code).toBe(2);
  expect(missing.err).toContain("--config: there is no file");
});

test("ids of pages are recorded, and those that moved are kept", () => {
  const root = writeFiles({
    "specpress.yaml":
      "name: Lamps\npages: content\nmoved: { rooms/v1: { old: one }, index: { older: new } }\n",
    "content/_index.md": page("Lamps", "## New"),
    "content/rooms/_index.md": page("Rooms"),
    "content/rooms/v1.md": page("V1", "## One\n\n[x](#old) [y](/#older)"),
  });
  const record = join(root, "ids.txt");
  const check = (...more: string[]) =>
    specpress(["check", "--project", root, "--ids", record, ...more]);
  expect(check("--update").code).toBe(0);
  const ids = readFileSync(record, "utf8");
  for (const each of ["index#new", "index#older", "rooms/v1#old", "rooms/v1#one"])
    expect(ids.split("\n")).toContain(each);
  writeFileSync(join(root, "content/rooms/v1.md"), page("V1", "## Two"));
  const { code, out } = check();
  expect(code).toBe(1);
  expect(out).toContain("error[id-gone]");
  expect(out).toContain("error[moved-unknown-id]");
});

test("one page is built alone, with links to those that stand", () => {
  const root = writeFiles({
    "specpress.yaml": "name: Lamps\npages: content\n",
    "content/_index.md": page("Lamps"),
    "content/a.md": page("A", "## One\n\n[b](/b/#two)"),
    "content/b.md": page("B", "## Two"),
  });
  const build = (...more: string[]) =>
    specpress(["build", "--project", root, "--out", join(root, "out"), "--strict", ...more]);
  expect(build().code).toBe(0);
  const before = readFileSync(join(root, "out/b/index.html"), "utf8");
  writeFileSync(join(root, "content/a.md"), page("A", "## One\n\n[b](/b/#two) [c](/b/#no)"));
  const { code, err } = build("--target", "a");
  expect(code).toBe(1);
  expect(err).toContain("dead-fragment");
  expect(err.match(/error\[/g)).toHaveLength(1);
  expect(readFileSync(join(root, "out/b/index.html"), "utf8")).toBe(before);
  expect(readFileSync(join(root, "out/a/index.html"), "utf8")).toContain('href="../b/index.html"');
});

test("versions other than the current release have a banner that leads to it", () => {
  const settings = (status: string) =>
    `pages: { folder: content, version: { status: ${status}, name: v1.2, current: https://example.org/latest } }\n`;
  const of = (status: string) =>
    made({ "content/a.md": page("A") }, settings(status)).html("a/index.html");
  const link = '<a class="current-release" href="https://example.org/latest/a/">';
  expect(of("unstable")).toContain(">unstable version<");
  expect(of("unstable")).toContain(link);
  expect(of("historical")).toContain(">version v1.2<");
  expect(of("historical")).toContain(link);
  expect(of("stable")).toContain(">version v1.2<");
  // Tabs of releases are told apart by their titles.
  expect(of("stable")).toMatch(/<title>[^<]* v1\.2<\/title>/);
  expect(of("unstable")).not.toMatch(/<title>[^<]* v1\.2<\/title>/);
  expect(of("stable")).not.toContain("current-release");
});

test("a page for what is not there is told, with what makes it", () => {
  const { found, paths } = made({ "content/404.md": page("Nothing here") });
  expect(found).toEqual(["content/404.md:1:1 page-for-missing /404/"]);
  expect(paths).toEqual(["404.html", "404/index.html", "index.html"]);
  expect(
    made({ "content/status/404.md": page("404"), "content/status/_index.md": page("Status") })
      .found,
  ).toEqual([]);
});

test("paths from the root of a project, as Docusaurus has them, are told with what to write", () => {
  const text =
    "![A](@site/static/a.svg) ![B](@site/art/b.svg) ![C](@site/static/c.svg) [D](@site/content/d.md#e) [F](@site/static/f.txt) [G](@site/static/g.txt)";
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';
  const { found } = made(
    {
      "content/_index.md": page("Lamps", text),
      "content/d.md": page("D", "## E"),
      "static/a.svg": svg,
      "art/b.svg": svg,
      "static/f.txt": "F",
    },
    "pages: { folder: content, static: static }\n",
  );
  expect(found.map((each) => each.replace(/^\S+ /, ""))).toEqual([
    "missing-image @site/static/a.svg /a.svg",
    "missing-image @site/art/b.svg /art/b.svg",
    "missing-image @site/static/c.svg",
    "dead-page-link @site/content/d.md#e /d/#e",
    "dead-page-link @site/static/f.txt /f.txt",
    "dead-page-link @site/static/g.txt",
  ]);
});

test("links to files may have a query, in HTML too", () => {
  const text =
    '[B](./b.md?x=1#h) [self](a.md?y#h) <a href="./b.md?z">B</a>\n\n<p><a href="../sub/b.md#h">B</a></p>\n\n## H';
  const { found, main } = made({
    "content/sub/_index.md": page("Sub"),
    "content/sub/a.md": page("A", text),
    "content/sub/b.md": page("B", "## H"),
  });
  expect(found).toEqual([]);
  const links = [...main("sub/a/index.html").matchAll(/<a href="([^"]*)">(?:B|self)</g)];
  expect(links.map(([, href]) => href)).toEqual([
    "../b/index.html?x=1#h",
    "?y#h",
    "../b/index.html?z",
    "../b/index.html#h",
  ]);
});

test("links that leave out the numbers of files, and those that name files of the site as Docusaurus has them", () => {
  const { found } = made({
    "content/02-guide/_index.md": page("Guide"),
    "content/02-guide/01-setup.md": page("Setup", "[B](02-next#x) [C](./next.md) [D](/guide/next)"),
    "content/02-guide/02-next.md": page(
      "Next",
      "[E](/content/guide) [F](pathname:///f.pdf) [G](nix)",
    ),
  });
  expect(found.map((each) => each.replace(/^\S+ /, ""))).toEqual([
    "dead-fragment 02-next#x 02-guide/02-next/index.html",
    "dead-page-link ./next.md /02-guide/02-next/",
    "dead-page-link /guide/next /02-guide/02-next/",
    "dead-page-link /content/guide /02-guide/",
    "dead-page-link pathname:///f.pdf /f.pdf",
    "dead-page-link nix",
  ]);
});

test("pictures may be named from the folder of the pages, as the root of the site", () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';
  const { found, main, file } = made({
    "content/_index.md": page(
      "Lamps",
      '![A](/art/a.svg) [B](/art/a.svg)\n\n<img src="/art/a.svg">',
    ),
    "content/art/a.svg": svg,
    "art/b.svg": svg,
    "content/b.md": page("B", "![C](../art/b.svg) ![D](../../art/b.svg)"),
  });
  expect(found.map((each) => each.replace(/^\S+ /, ""))).toEqual([
    "image-refused ../../art/b.svg it lies outside the project",
  ]);
  const places = [...main("index.html").matchAll(/(?:src|href)="([^"]*)"/g)].map(([, at]) => at!);
  expect(places).toHaveLength(3);
  expect(places.every((place) => file(place) === svg)).toBe(true);
});

test("a hint to leave out a file leaves the pages beside it", () => {
  const files = {
    "content/a/_index.md": page("A"),
    "content/a/_category_.json": "{}",
    "content/b/_index.md": page("B"),
    "content/b/x.json": "{}",
    "content/c/_index.md": page("C"),
    "content/c/y.json": "{}",
    "content/c/z.json": "{}",
    "content/d/x.md": page("X"),
    "content/d/_index.html": "<p>A page.</p>",
  };
  const { project, diagnostics, report } = loadFiles({
    "specpress.yaml": "name: Lamps\npages: content\n",
    "content/_index.md": page("Lamps"),
    ...files,
  });
  checkSite(project!, report);
  const hints = diagnostics
    .filter(({ code }) => code === "unread-file")
    .map(({ code, parts }) => entryOf(code).hint?.(...parts) ?? "");
  expect(hints.map((hint) => /ignore: .*/.exec(hint)![0])).toEqual([
    'ignore: ["content/**/_category_.json"]',
    'ignore: ["content/b/x.json"]',
    'ignore: ["content/c/*.json"]',
    'ignore: ["content/d/_index.html"]',
  ]);
  expect(hints[0]).toContain("content/a/_index.md");
  expect(hints[3]).toContain("content/d/_index.md");
  const ignoring = hints.map((hint) => /\["(.*)"\]/.exec(hint)![1]!);
  const { found, paths } = made(files, `pages: content\nignore: ${JSON.stringify(ignoring)}\n`);
  expect(found.map((each) => each.split(" ")[1])).toEqual(["folder-without-page"]);
  expect(paths).toContain("c/index.html");
});

test("characters that end as the marks of the program do are text like others", () => {
  const text = "- 👩🏿‍🏫 **Ann** 👍🏿\n\n🏿 and 🏿\n\n`🏿 a 🏿`\n\n🏿b🏿\n";
  const { found, main } = made({ "content/_index.md": page("Lamps", text) });
  expect(found).toEqual([]);
  expect(main("index.html")).toContain("👩🏿‍🏫 <strong>Ann</strong> 👍🏿");
  expect(main("index.html")).toContain(
    "<p>🏿 and 🏿</p>\n<p><code>🏿 a 🏿</code></p>\n<p>🏿b🏿</p>",
  );
});

test("braces in code of HTML are its own, as between backticks", () => {
  const text =
    "A <code>{{x}}</code> and <kbd>a {{y}}</kbd>, {{z}}.\n\n<pre>{{u}}\n\n{{v}}\n</pre>\n\n{{w}}";
  const { found } = made(
    { "content/_index.md": page("Lamps", text) },
    "pages: content\nraw: allow\n",
  );
  expect(found).toEqual([
    "content/_index.md:5:46 undefined-variable z",
    "content/_index.md:12:1 undefined-variable w",
  ]);
});

test.each(["compact", "current"])(
  "look %s: an id that the settings promise for an operation, and that a heading has, is told",
  (look) => {
    const settings = `pages: content
look: ${look}
ids: { operation: "{method}{address}" }
apis: { main: { title: Main, purpose: Tests, openapi: api } }
shortcodes: { api: { shows: operations, file: api/a.yaml } }
`;
    const { found } = made(
      {
        "content/_index.md": page("Lamps", "## On {#getlamps}\n\n{{% api %}}"),
        "api/a.yaml":
          'openapi: 3.1.0\ninfo: { title: A, version: "1" }\npaths:\n  /lamps:\n    get: { responses: { 200: { description: Done. } } }\n',
      },
      settings,
    );
    expect(found).toEqual(["content/_index.md:5:4 duplicate-heading-id getlamps"]);
  },
);

test("a link to a text whose name is misspelt is told with the name that is meant", () => {
  const { found } = made({
    "content/_index.md": page("Home", "[S](./guide/setpu.md#s)"),
    "content/guide/_index.md": page(
      "Guide",
      "[H](../_indx.md) [S](setup.md) [N](nothing-like-it.md)",
    ),
    "content/guide/setup.md": page("Setup", "[G](_idnex.md) [H](./../_idnex.md)"),
  });
  expect(found.map((each) => each.replace(/^\S+ /, ""))).toEqual([
    "dead-page-link ./guide/setpu.md#s ./guide/setup.md#s",
    "dead-page-link ../_indx.md ../_index.md",
    "dead-page-link nothing-like-it.md",
    "dead-page-link _idnex.md _index.md",
    "dead-page-link ./../_idnex.md ./../_index.md",
  ]);
});

test("a file that no page shows is told with the shortcode that would show it", () => {
  const { project, report, diagnostics } = loadFiles({
    "specpress.yaml":
      "name: T\npages: content\napis: { a: { title: A, openapi: api, descriptions: markdown } }\n",
    "content/_index.md": page("Home"),
    "api/lost.yaml": 'openapi: 3.1.1\ninfo: { title: L, version: "1" }\npaths: {}\n',
  });
  checkSite(project!, report);
  const lost = diagnostics.filter(({ code }) => code === "unused-file");
  expect(lost.map(adviceOf)).toEqual([
    'A shortcode of the settings with "shows: operations" would show it on a page.',
  ]);
});
