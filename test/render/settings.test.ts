import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { usualWords } from "../../src/render/wordings.js";
import { shown } from "./page-text.js";

const head = 'openapi: 3.1.1\ninfo: { title: A, version: "1" }\n';
const of = (operation: string, rest = "") =>
  `${head}paths:\n  /things:\n    get:\n${operation.replace(/^/gm, "      ")}\n${rest}`;
const responses = "responses: { 200: { description: Well. } }";
const withParameter = (schema: string) =>
  of(`parameters: [{ name: p, in: query, schema: ${schema} }]\n${responses}`);

test.each([
  ["an address", "https://example.org/mxc", "https://example.org/mxc"],
  ["a place of the page", "#after", "#after"],
  ["a place of another page", "#elsewhere", "other/far.html#elsewhere"],
  ["a page", "other/%BASE%.html", "other/v7.html"],
])("formats lead to %s", (_, given, href) => {
  const { html, lines, told } = shown(
    withParameter("{ type: string, format: mxc-uri }"),
    `formats: { mxc-uri: "${given}" }\n`,
    {
      "text/targets.yaml":
        "targets:\n  page: { files: [page.rst] }\n  other: { files: [other.rst], version_label: far }\n",
      "text/other.rst": "Other\n=====\n\nElsewhere\n---------\n\nText.\n",
    },
  );
  expect(html).toContain(`href="${href}">mxc-uri</a>`);
  expect(lines).toContain("p | string <mxc-uri> | Format: mxc-uri.");
  expect(told.filter((each) => !/dead-page-link|api-without-page/.test(each))).toEqual([]);
});

test("a format that leads nowhere is told where it is set, and is no link", () => {
  const { html, told } = shown(
    withParameter("{ type: string, format: mxc-uri }"),
    'formats: { mxc-uri: "#aftre" }\n',
  );
  expect(told).toEqual(["specpress.yaml:6:21 dead-fragment #aftre  #after"]);
  expect(html).not.toContain("#aftre");
});

test("since when there is something is said for operations, parameters, properties and responses", () => {
  const settings = "versions: { added: [x-added, x-since], changed: [x-changed] }\n";
  const { lines, told } = shown(
    of(
      `x-added: "1.2"
parameters: [{ name: p, in: query, schema: { type: string }, x-since: "1.3" }]
responses:
  200:
    description: Well.
    x-changed: { "1.4": "It has *more*." }
    content: { application/json: { schema: { type: object, properties: { a: { type: string, x-added: "1.5", x-changed: "1.6" }, b: { $ref: "#/components/schemas/B" } } } } }`,
      'components: { schemas: { B: { type: object, x-added: "1.7", properties: { c: { type: integer } } } } }\n',
    ),
    settings,
  );
  expect(told).toEqual([]);
  expect(lines.filter((line) => /Added|Changed/.test(line))).toEqual([
    "Added in 1.2.",
    "p | string | Added in 1.3.",
    "Changed in 1.4: It has more.",
    "a | string | Added in 1.5.",
    "Changed in 1.6.",
    "Added in 1.7.",
  ]);
  const wrong = shown(of(`x-added: 1.10\nx-changed: { "1.4": 3 }\n${responses}`), settings);
  expect(wrong.told.map((each) => each.split(" ")[1])).toEqual([
    "version-field-type",
    "version-field-type",
  ]);
  expect(wrong.lines.some((line) => /Added|Changed/.test(line))).toBe(false);
});

test("versions come in their order, and those without quotes are told", () => {
  const { lines, told } = shown(
    of(`x-changed:\n  1.10: Later.\n  "1.9": Before.\n${responses}`),
    "versions: { changed: [x-changed] }\n",
  );
  expect(lines.filter((line) => /Changed/.test(line))).toEqual([
    "Changed in 1.9: Before.",
    "Changed in 1.10: Later.",
  ]);
  expect(told).toEqual(["api/things.yaml:7:9 version-unquoted 1.10"]);
});

test("words are those of the project", () => {
  const { lines, told } = shown(
    of(`${responses}`),
    'show: { rate-limited: true, wordings: { rate-limited: Limited, "no": Never, response: "Answer {status}" } }\n',
  );
  expect(told).toEqual([]);
  expect(lines).toEqual(expect.arrayContaining(["Limited:", "Never.", "Answer 200"]));
  const wrong = shown(of(responses), "show: { wordings: { respons: A, default: 3 } }\n");
  expect(wrong.told).toEqual([
    expect.stringMatching(/config-unknown-key respons "show.wordings" response/) as string,
    expect.stringMatching(/config-wrong-type "show.wordings.default"/) as string,
  ]);
});

test("the schema of the settings lists all words with what they usually are", () => {
  const schema = JSON.parse(readFileSync("schemas/specpress.schema.json", "utf8")) as {
    $defs: { wordings: { properties: Record<string, { description: string }> } };
  };
  const listed = Object.entries(schema.$defs.wordings.properties);
  expect(Object.fromEntries(listed.map(([name, { description }]) => [name, description]))).toEqual(
    usualWords,
  );
});

const schemes = `components:
  securitySchemes:
    bearer: { type: http, scheme: bearer }
    basic: { type: http, scheme: basic }
    header: { type: apiKey, in: header, name: X-Key }
    query: { type: apiKey, in: query, name: key }
    cookie: { type: apiKey, in: cookie, name: sid }
    oauth: { type: oauth2, flows: { clientCredentials: { tokenUrl: "https://e.org/t", scopes: {} } } }
`;

test.each([
  ["[{ bearer: [] }]", ["Authorization: Bearer <token>"], "/things"],
  ["[{ basic: [], bearer: [] }]", ["Authorization: Basic <credentials>"], "/things"],
  ["[{ basic: [] }, { header: [] }]", ["Authorization: Basic <credentials>"], "/things"],
  ["[{ header: [], cookie: [] }]", ["X-Key: <key>", "Cookie: sid=<key>"], "/things"],
  ["[{ query: [] }]", [], "/things?key=<key>"],
  ["[{ oauth: [] }]", ["Authorization: Bearer <token>"], "/things"],
  ["[{ bearer: [] }, {}]", [], "/things"],
  ["[]", [], "/things"],
])("an example of a request has what %s asks for", (security, headers, target) => {
  const api = of(`security: ${security}\n${responses}`, schemes);
  const { lines } = shown(api);
  const at = lines.indexOf(`GET ${target} HTTP/1.1`);
  expect(lines.slice(at + 1, at + 1 + headers.length)).toEqual(headers);
  const curl = lines.slice(at + 1 + headers.length, at + 2 + 2 * headers.length).join(" ");
  expect(curl).toContain(`curl -X GET 'https://example.org${target}'`);
  for (const header of headers) expect(curl).toContain(`-H '${header}'`);
  expect(shown(api, "show: { credentials: false }\n").lines.join()).not.toMatch(/<(?:token|key)/);
});

test("ids do not depend on the order of things, and none is there twice", () => {
  const operation = (a: string, b: string) =>
    of(
      `responses:
  200:
    description: Well.
    content: { application/json: { schema: { type: object, properties: { ${a}, ${b} } } } }`,
    );
  const clashes = [
    ["a_b: { type: string }", "a-b: { type: integer }"],
    ["a: { enum: [b, c] }", "a-b: { type: string }"],
    ["a: { enum: [B, b] }", "c: { enum: [B, b] }"],
  ] as const;
  for (const [one, other] of clashes) {
    const first = shown(operation(one, other));
    expect(new Set(first.ids).size).toBe(first.ids.length);
    expect(new Set(shown(operation(other, one)).ids)).toEqual(new Set(first.ids));
  }
});

test("a heading keeps its id whatever is made", () => {
  const { ids, links } = shown(
    of(
      'responses: { 200: { description: D., content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } } }',
      "components: { schemas: { Thing: { type: object, properties: { a: { $ref: '#/components/schemas/Thing' } } } } }\n",
    ),
    "",
    { "text/page.rst": "Page\n====\n\n{{things_a_http_api}}\n\nType Thing\n----------\n\nText.\n" },
  );
  expect(ids.filter((id) => id.startsWith("type-thing"))).toEqual([
    expect.stringMatching(/^type-thing-[\da-f]{6}$/) as string,
    "type-thing-a",
    "type-thing",
  ]);
  for (const link of links) expect(ids).toContain(link);
});

test("what a type is put together of does not say since when it is there; what it leads to does", () => {
  const { lines } = shown(
    of(
      `responses: { 200: { description: D., content: { application/json: { schema: { type: object, properties: { a: { allOf: [{ $ref: "#/components/schemas/A" }] }, b: { $ref: "#/components/schemas/A" } } } } } } }`,
      'components: { schemas: { A: { type: string, x-added: "1.2" } } }\n',
    ),
    "versions: { added: [x-added] }\n",
  );
  const rows = lines.slice(lines.indexOf("a | string"));
  expect(rows.slice(0, 2)).toEqual(["a | string", "b | string | Added in 1.2."]);
});

test("curl puts a form of several parts together itself", () => {
  const { lines } = shown(
    of(`requestBody:
  content:
    multipart/form-data:
      schema: { type: object }
      example: { text: "it's; @x", meta: { a: 'q"; b' } }
${responses}`),
  );
  const curl = lines.slice(lines.findIndex((line) => line.startsWith("curl")));
  expect(curl.slice(0, 3)).toEqual([
    "curl -X GET 'https://example.org/things' \\",
    "--form-string 'text=it'\\''s; @x' \\",
    `-F 'meta="{\\"a\\": \\"q\\\\\\"; b\\"}";type=application/json'`,
  ]);
});
