import { createContext, runInContext } from "node:vm";
import { expect, test } from "vitest";
import { Memo } from "../../src/base/memo.js";
import { buildAgain, buildSite } from "../../src/pipeline.js";
import { Finder } from "../../src/search/find.js";
import type { IndexFile } from "../../src/search/index-file.js";
import { transform, parseRst, toHtml } from "../../src/rst-api.js";
import { loadFiles, told, type Files } from "../load/tiny-project.js";

const project = (files: Files): Files => ({
  "specpress.yaml": "name: Rooms\nspecification: text\n",
  "text/targets.yaml":
    "targets:\n  start: { files: [start.rst] }\n  more/guide: { files: [guide.md] }\n  words: { files: [words.rst] }\n",
  "text/start.rst": "Start\n=====\n",
  "text/guide.md": "# Guide\n",
  "text/words.rst": "Words\n=====\n",
  ...files,
});

function built(files: Files, only?: string) {
  const { project, report, diagnostics } = loadFiles(files);
  const { targets } = project!.targets;
  const wanted = only === undefined ? targets : targets.filter(({ name }) => name === only);
  const { site } = buildSite(project!, report, wanted);
  return { site, main: (path: string) => mainOf(site, path), found: told(diagnostics) };
}

/** The main part of a page, without what points at headings. */
function mainOf(site: ReadonlyMap<string, string | Uint8Array>, path: string): string {
  const [, html = ""] = /<main[^>]*>([^]*)<\/main>/.exec(String(site.get(path))) ?? [];
  return html.replace(/<a class="permalink"[^>]*><\/a>/g, "");
}

/** Where a term is used, by the addresses and texts of the links below it. */
function usedIn(html: string, id: string): string[] {
  const below = html.slice(html.indexOf(`id="${id}"`));
  const [, list = ""] =
    /^(?:(?!<\/dd>)[^])*?<div class="container used-in"><p>Used in<\/p>([^]*?)<\/div>/.exec(
      below,
    ) ?? [];
  return [...list.matchAll(/<a href="([^"]*)">([^<]*)<\/a>/g)].map(
    ([, to, text]) => `${text} → ${to}`,
  );
}

const start = `Start
=====

First
-----

A :term:\`Room\`, the :term:\`channels <channel>\`. A :dfn:\`bell & whistle\` rings.

Second
------

It rings in a :term:\`room\`, by a :term:\`bell & whistle\`.
`;

const guide = `# Guide

## Enter

A [room](#term-room) has a <dfn>door</dfn>.

## Leave

Take the [door](#term-door).

## List

window
: Of a room. See [door](#term-door).

{.glossary}
`;

const words = `Words
=====

Any
---

See :term:\`door\`, :term:\`window\`.

All
---

.. glossary::
   :sorted:

   room
   channel
      Where a :term:\`user\` is.

   user
      Somebody.
`;

const all = project({ "text/start.rst": start, "text/guide.md": guide, "text/words.rst": words });

test("terms lead to their definitions on all pages, and these say where they are used", () => {
  const { main, found } = built(all);
  expect(found).toEqual([]);
  const [first, second, third] = [main("start.html"), main("more/guide.html"), main("words.html")];
  expect(first).toContain('A <a href="words.html#term-room" class="term">Room</a>');
  expect(first).toContain('the <a href="words.html#term-channel" class="term">channels</a>');
  expect(first).toContain('<dfn id="term-bell-whistle">bell &amp; whistle</dfn>');
  expect(first).toContain('<a href="#term-bell-whistle" class="term">bell &amp; whistle</a>');
  expect(usedIn(first, "term-bell-whistle")).toEqual(["Second → #second"]);

  expect(second).toContain(
    'A <a href="../words.html#term-room">room</a> has a <dfn id="term-door">door</dfn>',
  );
  expect(second).toContain('<dl class="glossary"><dt id="term-window">window</dt><dd>');
  expect(usedIn(second, "term-door")).toEqual([
    "Leave → #leave",
    "List → #list",
    "Any → ../words.html#any",
  ]);
  expect(usedIn(second, "term-window")).toEqual(["Any → ../words.html#any"]);

  // Both terms have one definition; a use in the section of the definition itself says nothing.
  expect(third).toContain('<dt id="term-room">room</dt><dt id="term-channel">channel</dt><dd>');
  expect(usedIn(third, "term-room")).toEqual([
    "First → start.html#first",
    "Second → start.html#second",
    "Enter → more/guide.html#enter",
  ]);
  expect(usedIn(third, "term-user")).toEqual([]);
});

test("a page that is built alone links what it can, and says nothing of terms that may be elsewhere", () => {
  const { main, found } = built(all, "start");
  expect(found).toEqual([]);
  expect(main("start.html")).toContain('A <span class="term">Room</span>');
  expect(main("start.html")).toContain('<a href="#term-bell-whistle" class="term">');
});

test("what is wrong with terms is found at its place", () => {
  const glossary = ".. glossary::\n\n   room\n      A place.\n";
  const { found } = built(
    project({
      "text/start.rst": `Start\n=====\n\nA :term:\`romo\`.\n\n${glossary}`,
      "text/guide.md": "# Guide\n\n[Here](#term-window)\n",
      "text/words.rst": `Words\n=====\n\n${glossary}\n:dfn:\`Room\` :dfn:\`room\`\n`,
    }),
  );
  expect(found).toEqual([
    "text/guide.md:3:1 dead-fragment #term-window ",
    "text/start.rst:4:3 unknown-term romo Room room",
    "text/words.rst:6:4 duplicate-term room",
    "text/words.rst:9:13 duplicate-term room",
  ]);
});

test("definitions for different versions are no mistake: links lead to that of their own", () => {
  const page = "A :term:`room`.\n\n.. glossary::\n\n   room\n      A place.\n";
  const { main, found } = built({
    "specpress.yaml": "name: Rooms\nspecification: text\n",
    "text/targets.yaml":
      "targets:\n  a@1: { files: [a.rst], version_label: v1 }\n  b@1: { files: [b.rst], version_label: v1 }\n  a@2: { files: [c.rst], version_label: v2 }\n  b@2: { files: [b.rst], version_label: v2 }\n",
    "text/a.rst": `One\n===\n\n${page}`,
    "text/b.rst": "Use\n===\n\nThe :term:`room`.\n",
    "text/c.rst": `Two\n===\n\n${page}`,
  });
  expect(found).toEqual([]);
  expect(main("a/v2.html")).toContain('<a href="#term-room" class="term">');
  expect(main("b/v2.html")).toContain('<a href="../a/v2.html#term-room" class="term">');
});

test("the author's own roles and classes go before ours, and texts within a text are found", () => {
  const text = ".. role:: term\n.. role:: dfn(emphasis)\n\nA :term:`x` and :dfn:`y`.\n";
  const html = toHtml(transform(parseRst(text)));
  expect(html).toBe('<p>A <span class="term">x</span> and <em class="dfn">y</em>.</p>');
});

test("in one text by itself terms are linked, and those not defined reported", () => {
  const found: string[] = [];
  const report = ({
    code,
    line,
    column,
    hint,
  }: {
    code: string;
    line: number;
    column: number;
    hint?: string;
  }) => found.push(`${code} ${line}:${column} ${hint}`);
  const text =
    "A :dfn:`room`, :term:`Room`, :term:`rom`.\n\n.. glossary::\n\n   room\n      Again.\n";
  const html = toHtml(transform(parseRst(text), { report }));
  expect(html).toContain(
    '<a href="#term-room" class="term">Room</a>, <span class="term">rom</span>',
  );
  expect(found.map((each) => each.replace(/ Define it in one.*/, ""))).toEqual([
    "duplicate-term 5:4",
    'unknown-term 1:30 Did you mean "room"?',
  ]);
});

test("search finds terms by name, each where it is defined", () => {
  const { site } = built({
    ...all,
    "specpress.yaml": "name: Rooms\nspecification: text\nsearch: true\n",
  });
  const page: { specpressSearchIndex?: IndexFile } = {};
  const path = [...site.keys()].find((each) => /search-index/.test(each))!;
  runInContext(String(site.get(path)), createContext(page));
  const finder = new Finder(page.specpressSearchIndex!);
  const first = (query: string) => {
    const [hit] = finder.find(query, 5).hits;
    return hit ? `${hit.page}#${hit.id}` : "nothing";
  };
  expect(["room", "channel", "window", "bell & whistle"].map(first)).toEqual([
    "words.html#term-room",
    "words.html#term-channel",
    "more/guide.html#term-window",
    "start.html#term-bell-whistle",
  ]);
});

test("a server brings terms up to date on pages that did not change themselves", () => {
  const memo = new Memo();
  const again = (files: Files) => {
    const { project, report, diagnostics } = loadFiles(files);
    const { site } = buildAgain(project!, report, memo);
    return { main: (path: string) => mainOf(site, path), found: told(diagnostics) };
  };
  expect(usedIn(again(all).main("words.html"), "term-user")).toEqual([]);
  const text = start.replace("It rings", "A :term:`user` rings");
  const next = again({ ...all, "text/start.rst": text });
  expect(usedIn(next.main("words.html"), "term-user")).toEqual(["Second → start.html#second"]);
  const gone = again({ ...all, "text/words.rst": words.replace("   channel\n", "") });
  expect(gone.found).toEqual(["text/start.rst:7:21 unknown-term channel"]);
});

test("changelogs may refer to terms", () => {
  const { main, found } = built({
    ...all,
    "specpress.yaml":
      "name: Rooms\nspecification: text\nlabels: { V: unstable }\napis: { start: { title: A, openapi: api, suffix: a, version: V } }\nchangelogs: changelogs\n",
    "api/.keep": "",
    "changelogs/start/pyproject.toml":
      '[tool.towncrier]\nfilename = "../start.rst"\ndirectory = "newsfragments"\ntitle_format = "{version} ({project_date})"\n',
    "changelogs/start/newsfragments/.keep": "",
    "changelogs/start.rst":
      "r1 (2026-02-03)\n===============\n\n- A :term:`door`.\n- A :term:`gate`.\n",
  });
  expect(found.filter((each) => each.includes("term"))).toEqual([
    "changelogs/start.rst:5:5 unknown-term gate",
  ]);
  expect(main("changelog/start.html")).toContain(
    '<a href="../more/guide.html#term-door" class="term">door</a>',
  );
  // They are no part of the specification.
  expect(usedIn(main("more/guide.html"), "term-door").join()).not.toContain("changelog");
});
