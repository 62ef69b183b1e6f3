import { expect, test } from "vitest";
import { sortDiagnostics } from "../../src/base/show-diagnostic.js";
import { entryOf } from "../../src/base/diagnostics.js";
import { buildSite, checkSite } from "../../src/pipeline.js";
import { loadFiles, told, type Files } from "../load/tiny-project.js";

const settings =
  "name: Tiny\nspecification: text\nlabels: { V: '1', STARS: 'a*b*c' }\napis: { cs: { title: CS, openapi: api, suffix: cs, version: V, descriptions: markdown } }\n";

const plain = { "specpress.yaml": "name: Tiny\nspecification: text\n" };

const api = `openapi: 3.1.0
info: { title: L, version: "1" }
paths:
  /login:
    get:
      operationId: login
      description: |
        Some *emphasis* and [dead](#dead).

        | a | b |
        |---|---|
        | 1 |
      responses:
        "200":
          description: >-
            Folded text with
            \`code <#x>\`_ and %STARS%.
`;

/** What is found in a project, and its pages. */
function made(files: Files) {
  const all = { "specpress.yaml": settings, ...files };
  const checked = loadFiles(all);
  checkSite(checked.project!, checked.report);
  const shown = sortDiagnostics(checked.diagnostics).filter(
    ({ code }) => !["info", "note"].includes(entryOf(code).severity),
  );
  const built = loadFiles(all);
  const { site } = buildSite(built.project!, built.report);
  const body = (page: string) =>
    String(site.get(page))
      .replace(/^[^]*<main[^>]*>|<\/main>[^]*$/g, "")
      .replace(/<a class="permalink"[^>]*><\/a>/g, "");
  return { found: told(shown).map((each) => each.split(" ").slice(0, 2).join(" ")), body };
}

const withoutMarkup = (html: string) => html.replace(/<[^>]*>/g, "");

test("files of one page are in either language: titles, variables, links, labels", () => {
  const { found, body } = made({
    "text/targets.yaml":
      "targets:\n  cs: { files: [intro.rst, { 1: guide.md }] }\n  other: { files: [sub/other.md] }\n",
    "text/intro.rst": "Intro\n=====\n\nSee Details_ and `Inner part`_.\n\n.. include:: part.md\n",
    "text/part.md": "## Inner part\n\nA *part*, [one](sub/other.md#one), [guide](guide.md).\n",
    "text/guide.md":
      "---\ntitle: A guide\n---\n\n%STARS% [there](sub/other.md#one) and [in RST](#intro).\n\n## Details\n\n{{login_cs_http_api}}\n\n```\n%V%\n```\n",
    "text/sub/other.md": "# Other\n\n## One\n\nBack to [details](../guide.md#details).\n",
    "api/login.yaml": api
      .replace(/\[dead\]\(#dead\)/, "more")
      .replace("| 1 |", "| 1 | 2 |")
      .replace(/`code.*_ /, "it "),
  });
  expect(found).toEqual([]);
  const page = body("cs.html");
  expect(page).toContain('See <a href="#details">Details</a> and <a href="#inner-part">');
  expect(page).toContain(
    '<section id="inner-part"><h2>Inner part</h2>\n<p>A <em>part</em>, <a href="other.html#one">one</a>, <a href="#">guide</a>.</p>',
  );
  expect(page).toContain(
    '<section id="a-guide"><h2>A guide</h2>\n<p>a*b*c <a href="other.html#one">',
  );
  expect(page).toContain('<section id="details"><h3>Details</h3>\n<section id="get-login"><h4>');
  expect(page).toContain("Some <em>emphasis</em> and more.");
  expect(page).toContain("<pre><code>1</code></pre>");
  expect(body("other.html")).toContain('<a href="cs.html#details">details</a>');
});

test("what is wrong in texts and descriptions is found at its place", () => {
  const { found } = made({
    "text/targets.yaml": "targets: { cs: { files: [guide.md, second.md] } }\n",
    "text/guide.md":
      "---\ntitle: A guide\n---\n\n[a](#nothing) [b](none.md) [c](second.md#none)\n\n{{login_cs_http_api}}\n\nIn text {{login_cs_http_api}}, {{nothing_like_it}}.\n\n```\n{{login_cs_http_api}}\n```\n",
    "text/second.md": "## Two {#a}\n\n# One\n\n## Three {#a}\n\n<!-- open\n",
    "api/login.yaml": api,
  });
  expect(found).toEqual([
    "api/login.yaml:8:29 dead-link",
    "api/login.yaml:12:9 table-cell-missing",
    "api/login.yaml:17:13 rst-link",
    "text/guide.md:5:1 dead-link",
    "text/guide.md:5:15 dead-page-link",
    "text/guide.md:5:28 dead-link",
    "text/guide.md:9:9 variable-not-alone",
    "text/guide.md:9:32 undefined-variable",
    "text/guide.md:12:1 variable-not-alone",
    "text/second.md:3:3 heading-above-first",
    "text/second.md:5:4 duplicate-heading-id",
    "text/second.md:7:1 comment-not-closed",
  ]);
});

test.each(["current", "2020"])("events, definitions and operations: look %s", (look) => {
  const { found, body } = made({
    "specpress.yaml": `${settings}look: ${look}\nevents: { schemas: ev, examples: ex, descriptions: markdown }\n`,
    "text/targets.yaml": "targets: { cs: { files: [a.md, b.rst] } }\n",
    "text/a.md": "# A\n\n{{m_a_event}}\n\n## B\n\n{{definition_cs_thing}}\n",
    "text/b.rst": "C\n=\n\n{{old_cs_http_api}}\n",
    "ev/m.a":
      "type: object\ntitle: A\ndescription: An [event](#a).\nproperties:\n  type: { type: string, enum: [m.a] }\n  state_key: { type: string, description: The `key`. }\n  content:\n    type: object\n    required: [b]\n    properties:\n      b: { type: string, description: 'One `b`, [no](#c1).' }\n",
    "ex/m.a": "type: m.a\nstate_key: ''\ncontent: { b: x }\n",
    "api/definitions/thing.yaml":
      "type: object\ntitle: Thing\ndescription: A ~~thing~~.\nproperties:\n  c: { type: string, description: '`c` [no](#c2).' }\n",
    "api/old.yaml":
      'swagger: "2.0"\ninfo: { title: O, version: "1" }\npaths:\n  /o:\n    get:\n      operationId: o\n      description: Its [end](#c3).\n      responses: { 200: { description: The `end`. } }\n',
  });
  expect(found.filter((each) => each.includes("dead-link"))).toEqual([
    "api/definitions/thing.yaml:5:40 dead-link",
    "api/old.yaml:7:24 dead-link",
    "ev/m.a:11:49 dead-link",
  ]);
  const page = body("cs.html");
  for (const text of [
    '<p>An <a href="#a">event</a>.</p>',
    "One <code>b</code>, ",
    "<p>A <del>thing</del>.</p>",
    "<td><code>c</code> ",
    '<p>Its <a href="#c3">end</a>.</p>',
    "<p>The <code>end</code>.</p>",
  ])
    expect(page).toContain(text);
});

test.each([
  ["---\ntitle: [A\n---\n\nText.\n", ["text/a.md:2:8 yaml-syntax"]],
  ["---\ntitle: A\n\nText.\n", ["text/a.md:1:1 front-matter-not-closed"]],
  ["---\n# About.\ntitle: A\n\nText.\n", ["text/a.md:1:1 front-matter-not-closed"]],
  ['+++\ntitle = "A"\nx = y\n+++\n\nText.\n', ["text/a.md:3:5 bad-front-matter"]],
  ['+++\ntitle = "A"\n+++\n\nText.\n', []],
  ["---\n\nText\n\n---\n", []],
])("front matter: %j", (text, expected) => {
  const files = { "text/targets.yaml": "targets: { a: { files: [a.md] } }\n", "text/a.md": text };
  expect(made({ ...plain, ...files }).found).toEqual(expected);
});

test("descriptions of one file have footnotes of their own, also where a page shows them again", () => {
  const { found, body } = made({
    "text/targets.yaml": "targets: { cs: { files: [a.md] } }\n",
    "text/a.md": "# A\n\n## B\n\n{{login_cs_http_api}}\n\n## C\n\n{{login_cs_http_api}}\n",
    "api/login.yaml": api
      .replace(/Some .*\n\n[^]*\| 1 \|\n/, "One[^1].\n\n        [^1]: First.\n")
      .replace(/description: >-[^]*$/, 'description: "Two[^1].\\n\\n[^1]: Second."\n'),
  });
  expect(found).toEqual([]);
  const notes = [...body("cs.html").matchAll(/<a href="#([^"]*)" class="footnote-reference"/g)];
  const shown = notes.map(([, id]) =>
    withoutMarkup(body("cs.html").split(`id="${id}"`)[1]!.split("</p>")[0]!.split("<p>")[1]!),
  );
  expect(shown).toEqual(["First.", "Second.", "First.", "Second."]);
});

test("a file that is included too deep is reported", () => {
  const files = {
    "text/targets.yaml": "targets: { a: { files: [{ 8: a.md }] } }\n",
    "text/a.md": "# A\n\nText.\n",
  };
  expect(made({ ...plain, ...files }).found).toEqual(["text/a.md:1:3 heading-too-deep"]);
});

test("HTML of an author is what the project lets through, and never more than its text", () => {
  const page = (raw: string, text: string) => {
    const { body } = made({
      "specpress.yaml": `${settings}raw: ${raw}\n`,
      "text/targets.yaml": "targets: { a: { files: [a.md] } }\n",
      "text/a.md": `# A\n\n${text}\n`,
    });
    return body("a.html")
      .replace(/^[^]*<\/h1>\s*/, "")
      .trim();
  };
  const block = '<details onclick="x()">\n<summary>M</summary>\n\n*in*\n\n</details>';
  const text = "<p><em>in</em></p>";
  expect(page("sanitise", block)).toBe(`<details>\n<summary>M</summary>\n\n${text}\n</details>`);
  expect(page("allow", block)).toBe(
    `<details onclick="x()">\n<summary>M</summary>\n\n${text}\n</details>`,
  );
  expect(page("refuse", block)).toBe(text);
  expect(page("sanitise", "A <b onclick=x>*b*</b> <script>c</script> <i>d")).toBe(
    "<p>A <b><em>b</em></b> c <i></i>d</p>",
  );
  expect(page("sanitise", "<div>\n\ntext\n\n[a](javascript:alert(1))")).toBe(
    "<div>\n\n<p>text</p>\n<p>a</p>\n</div>",
  );
  expect(withoutMarkup(page("allow", "a <sub>2</sub> <!-- c -->b"))).toBe("a 2 b");
});

test("what is typed is what is shown, but where typesetting is asked for", () => {
  const page = (markdown: string, text: string) =>
    made({
      "specpress.yaml": `${settings}markdown: ${markdown}\n`,
      "text/targets.yaml": "targets: { a: { files: [a.md] } }\n",
      "text/a.md": `# A b\n\n${text}\n`,
    }).body("a.html");
  const text = '"It\'s" *\'so\'* -- `"--"`... $x$ a="b"';
  expect(withoutMarkup(page("{}", text))).toContain('"It\'s" \'so\' -- "--"... $x$');
  expect(withoutMarkup(page("{ smart: true }", text))).toContain('“It’s” ‘so’ – "--"… $x$ a=“b”');
  expect(page('{ math: { inline: ["$ $"] } }', text)).toContain("<math");
  expect(page("{ ids: docutils }", "## C_d é")).toContain('id="c-d-e"');
  expect(page("{}", "## C_d é")).toContain('id="c_d-é"');
});

test("the one section below the title of a page in Markdown is a section", () => {
  const { body } = made({
    ...plain,
    "text/targets.yaml": "targets: { page: { files: [page.md] } }\n",
    "text/page.md": "# Top\n\n## Only\n\nText.\n",
  });
  expect(body("page.html")).toContain('<section id="only"><h2>Only</h2>');
});
