import { expect, test } from "vitest";
import { buildSite, checkSite } from "../../src/pipeline.js";
import { loadFiles, told, type Files } from "../load/tiny-project.js";

/** The main part of the page `a`, and what is found. */
function made(text: string, files: Files = {}, settings = "") {
  const all = {
    "specpress.yaml": `name: Lamps\nspecification: text\nlabels: { V: unstable }\n${settings}`,
    "text/targets.yaml": "targets: { a: { files: [a.rst] } }\n",
    "text/a.rst": text,
    ...files,
  };
  const checked = loadFiles(all);
  const { ids } = checkSite(checked.project!, checked.report);
  const built = loadFiles(all);
  const { site } = buildSite(built.project!, built.report);
  const [, html = ""] = /<main[^>]*>([^]*)<\/main>/.exec(String(site.get("a.html"))) ?? [];
  return { html, found: told(checked.diagnostics), ids: ids.get("a")! };
}

const apis = "apis: { a: { title: A, openapi: api, suffix: a, version: V } }\n";
const oldApi = (rest: string) =>
  `swagger: "2.0"\ninfo: { title: A, version: "1" }\nbasePath: /v1\npaths:\n${rest}`;
const user = "{ type: object, title: User, properties: { name: { type: string } } }";
const login = oldApi(`  /login/{kind}:
    post:
      operationId: login
      parameters:
        - { name: kind, in: path, type: string, required: true, description: Which. }
        - { name: body, in: body, schema: { type: object, properties: { who: ${user}, all: { type: array, items: ${user} } } } }
      responses: { 200: { description: Well., schema: { type: object, properties: { token: { type: string } } } } }
`);

test("in the look of 2020 parameters, properties and responses have ids that last", () => {
  const { html, found, ids } = made(
    "Page\n====\n\n{{login_a_http_api}}\n\nSee `the token <#post-v1-login-kind-response-token>`_.\n",
    { "api/login.yaml": login },
    `look: 2020\n${apis}`,
  );
  expect(found).toEqual([]);
  const section = "post-v1-login-kind";
  for (const id of ["path", "path-kind", "json-body", "json-body-who", "request-user-name"].map(
    (part) => `${section}-${part}`,
  )) {
    expect(html).toContain(`<tr id="${id}"`);
    expect(ids.has(id)).toBe(true);
  }
  expect(html).toContain(`id="${section}-status-code-200"`);
  // Every id of a link is there, once; that of the title is the page's.
  for (const [, id] of html.matchAll(/href="#(?!page")([^"]*)"/g))
    expect(html.split(`id="${id}"`)).toHaveLength(2);
});

test("tables have names, rows their heads, groups theirs; types lead to their tables; labels head groups", () => {
  const { html } = made(
    "Page\n====\n\n{{login_a_http_api}}\n",
    { "api/login.yaml": login },
    `look: 2020\n${apis}`,
  );
  const plain = html.replace(/<a class="permalink"[^>]*><\/a>/g, "");
  expect(plain).toContain(
    '<table class="fields" aria-label="Request format, POST /v1/login/{kind}">',
  );
  expect(plain).toMatch(
    /<\/tbody>\n<tbody><tr id="[^"]*"><th scope="rowgroup" colspan="3"><em>JSON body parameters<\/em><\/th><\/tr>/,
  );
  expect(plain).toMatch(/<tr id="[^"]*-kind" class="required"><th scope="row">kind<\/th>/);
  const table = "post-v1-login-kind-request-user";
  const link = `<span class="type-link">User<a href="#${table}" aria-label="User"></a></span>`;
  expect(plain).toContain(`<td>${link}</td>`);
  expect(plain).toContain(`<td>[${link}]</td>`);
  expect(plain).toContain(`<table class="fields" id="${table}"><caption>User</caption>`);
  expect(plain).toContain('<div class="part" role="group" aria-label="Status code 200">');
  expect(plain).not.toMatch(/<h\d[^>]*>Request format/);
});

test("terms and values that lists explain can be linked to; ids that are there stay", () => {
  const { html, found } = made(`
Page
====

Errors
------

.. _errors-two:

Two, see errors-two_.

- \`\`ONE\`\`: first.
- \`\`TWO\`\` - second.
- Not \`\`THREE\`\`.

Word
  What it means.

:Field: Value.

=====  =====
Name   Size
=====  =====
big    1
small  2
=====  =====
`);
  expect(found).toEqual([]);
  const ids = [...html.matchAll(/<(li|dt|tr|p)[^>]* id="([^"]*)"/g)].map(
    ([, tag, id]) => `${tag} ${id}`,
  );
  expect(ids).toEqual([
    "p errors-two",
    "li errors-one",
    "li errors-two-2",
    "dt errors-word",
    "dt errors-field",
    "tr errors-big",
    "tr errors-small",
  ]);
});

test("an empty cell heads nothing", () => {
  const { html } = made(
    "Page\n====\n\n.. list-table::\n   :header-rows: 1\n\n   * -\n     - B\n   * - a\n     - b\n",
  );
  expect(html).toContain('<tr><td></td><th scope="col">B</th></tr>');
  expect(html).toContain('<th scope="row">a</th>');
});

test("a row that is called by signs can be pointed at, too", () => {
  const { html } = made(
    "Page\n====\n\n.. list-table::\n   :header-rows: 1\n\n   * - Sign\n     - Is\n   * - ``{ }``\n     - a\n   * - $\n     - b\n   * -\n     -\n",
  );
  expect([...html.matchAll(/<tr id="([^"]*)"/g)].map(([, id]) => id)).toEqual([
    "page-7b-7d",
    "page-24",
  ]);
});

test("a row is headed by a cell of the first column, though others reach into it", () => {
  const { html } = made(`Page
====

+---+---+
| A | B |
+===+===+
| a | b |
+---+   |
| c |   |
+---+---+
| d | e |
|   +---+
|   | f |
+---+---+
`);
  const cells = [...html.matchAll(/<(t[dh])[^>]*>(\w)/g)].map(([, tag, word]) => `${tag} ${word}`);
  expect(cells).toEqual(["th A", "th B", "th a", "td b", "th c", "th d", "td e", "td f"]);
});

const links = (html: string) =>
  [...html.matchAll(/<a class="(edit|report|source)" href="([^"]*)" aria-label="([^"]*)">/g)].map(
    ([, kind, href, label]) =>
      `${kind} ${href} ${label}`.replaceAll("&amp;", "&").replaceAll("&quot;", '"'),
  );

test("sections lead to where they are edited and reported, tables to their schemas, as the settings say", () => {
  const files = { "api/login.yaml": login };
  const text = 'Page\n====\n\nA & "b"\n-------\n\n{{login_a_http_api}}\n\nEnd\n---\n\nText.\n';
  const github = "repository: https://github.com/o/r.git\n";
  const base = "https://github.com/o/r";
  const shown = made(text, files, `look: current\n${github}${apis}`);
  expect(shown.found).toEqual([]);
  expect(links(shown.html)).toEqual(
    expect.arrayContaining([
      `edit ${base}/edit/main/text/a.rst#L4 Edit A & "b"`,
      `report ${base}/issues/new?title=A%20%26%20%22b%22&body=text%2Fa.rst:4 Report a problem with A & "b"`,
      `edit ${base}/edit/main/api/login.yaml#L6 Edit POST /v1/login/{kind}`,
      `source ${base}/blob/main/api/login.yaml#L10 Source of User, POST /v1/login/{kind}`,
    ]),
  );
  expect(links(made(text, files, `look: 2020\n${apis}`).html)).toEqual([]);
  const own =
    "repository: { branch: a/b, path: docs, edit: 'http://x.org/e?f={file}&b={branch}', source: 'https://x.org/{branch}/{file}' }\n";
  const old = links(made(text, files, `look: 2020\n${own}${apis}`).html);
  expect(old).toContain("edit http://x.org/e?f=docs%2Ftext%2Fa.rst&b=a%2Fb Edit End");
  expect(old).toContain("source https://x.org/a/b/docs/api/login.yaml Source of User");
});

test("what is made leads to its own file, or nowhere", () => {
  const event = (kind: string) =>
    `{ type: object, properties: { type: { type: string, enum: [m.lamp] }, content: { type: object, properties: { kind: { type: string, enum: [${kind}] } } } } }\n`;
  const { project, report } = loadFiles({
    "specpress.yaml":
      "name: Lamps\nspecification: text\nlook: 2020\nrepository: https://github.com/o/r\nchangelogs: news\nindexes: [events]\nevents: { schemas: events, examples: examples, variants: { m.lamp: kind }, groups: { lamps: { match: 'm.lamp$*', template: msgtype } } }\n",
    "text/targets.yaml": 'targets: { a: { files: [a.rst] } }\ntitle_styles: ["=", "-", "~"]\n',
    "text/a.rst": "Page\n====\n\n{{lamps}}\n",
    "events/m.lamp$red": event("red"),
    "events/m.lamp$blue": event("blue"),
    "examples/m.lamp$red": "{}",
    "examples/m.lamp$blue": "{}",
    "news/lamps/towncrier.toml": "[tool.towncrier]\n",
    "news/lamps/newsfragments/1.feature": "One.\n",
    "news/lamps/newsfragments/2.bugfix": "Two.\n",
  });
  const { site } = buildSite(project!, report);
  const edits = (path: string) => links(String(site.get(path)));
  expect(edits("a.html").filter((link) => link.includes(" Edit "))).toEqual([
    "edit https://github.com/o/r/edit/main/text/a.rst#L1 Edit Page",
    "edit https://github.com/o/r/edit/main/events/m.lamp%24blue#L1 Edit blue",
    "edit https://github.com/o/r/edit/main/events/m.lamp%24red#L1 Edit red",
  ]);
  expect(edits("changelog/lamps.html")).toEqual([]);
  expect(edits("indexes.html")[0]).toContain("specpress.yaml#L6");
});

test.each([
  ["repository: 'javascript:alert(1)'", "specpress.yaml:4:13 config-bad-value"],
  ["repository: https://github.com/o", "specpress.yaml:4:13 config-bad-value"],
  ["repository: https://example.org/o/r", "specpress.yaml:4:13 config-bad-value"],
  ["repository: [a]", "specpress.yaml:4:13 config-bad-value"],
  ["repository: { edit: 'javascript://x/{file}' }", "specpress.yaml:4:21 config-bad-value"],
  ["repository: { edit: 'https://{file}' }", "specpress.yaml:4:21 config-bad-value"],
  ["repository: { edit: 'https://x.org/{flie}' }", "specpress.yaml:4:21 config-bad-value"],
  ["repository: { source: 'https://x.org/' }", "specpress.yaml:4:23 config-bad-value"],
  ["repository: { report: 'https://u:p@x.org/' }", "specpress.yaml:4:23 config-bad-value"],
  ["repository: { edti: x }", "specpress.yaml:4:15 config-unknown-key"],
])("a repository that cannot be: %s", (settings, expected) => {
  const { html, found } = made("Page\n====\n\nText.\n", {}, `${settings}\n`);
  expect(found.map((each) => each.split(" ").slice(0, 2).join(" "))).toEqual([expected]);
  expect(links(html)).toEqual([]);
});
