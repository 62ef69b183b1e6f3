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

test("in the look of 2020 parameters, properties and responses have ids that last, and links to them", () => {
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
    expect(html).toContain(`<a class="permalink" href="#${id}" aria-label="Link to `);
    expect(ids.has(id)).toBe(true);
  }
  expect(html).toContain(`<strong>Status code 200:</strong><a class="permalink"`);
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
