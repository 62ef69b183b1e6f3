import { expect, test } from "vitest";
import { checkSite } from "../../src/pipeline.js";
import { loadFiles, told } from "../load/tiny-project.js";
import { shown } from "./page-text.js";

const head = 'openapi: 3.1.1\ninfo: { title: A, version: "1" }\nservers: [{ url: "/v3" }]\n';
const compact = "look: compact\n";

/** An API of one operation; `rest` stands below it, or beside the paths. */
const api = (operation: string, rest = "", method = "get") =>
  `${head}paths:\n  /things/{id}:\n    ${method}:\n${operation.replace(/^/gm, "      ")}\n${rest}`;
const path = "parameters: [{ name: id, in: path, required: true, schema: { type: string } }]\n";
const answer = (schema: string, more = "") =>
  `${path}responses:\n  200:\n    description: Well.\n    content: { application/json: { schema: ${schema}${more} } }`;

/** What stands on the page between its title and what follows the operation. */
const between = (lines: readonly string[], from: string) =>
  lines.slice(lines.indexOf(from) + 1, lines.indexOf("After"));

test("an operation has a table of what it needs, then its request, then its responses", () => {
  const { lines, ids, told } = shown(
    api(
      `deprecated: true
description: Gets *one*.
summary: Not shown.
x-added: "1.7"
security: [{}, { key: [] }]
parameters:
  - { name: id, in: path, required: true, description: Which., schema: { type: string, example: a1 } }
  - { name: q, in: query, schema: { type: string, enum: [a, b] } }
  - { name: X-Old, in: header, deprecated: true, schema: { type: integer } }
requestBody:
  description: Not shown.
  content:
    application/json: { schema: { title: Filter, type: object, required: [n], properties: { n: { type: integer, example: 0 }, s: { type: string } } } }
responses:
  429: { description: Too often. }
  200: { description: Well., headers: { Location: { schema: { type: string } } } }`,
      "components: { securitySchemes: { key: { type: http, scheme: bearer } } }\n",
      "put",
    ),
    `${compact}versions: { added: [x-added] }\n`,
  );
  expect(told).toEqual([]);
  expect(between(lines, "PUT /v3/things/{id}")).toEqual(
    [
      "Going away.",
      "Added in v1.7",
      "Gets one.",
      "Rate-limited: | Yes",
      "Requires authentication: | Optional: key (HTTP bearer)",
      "Request",
      "Request parameters",
      "header parameters",
      "Name | Type | Description",
      "X-Old | integer | Deprecated.",
      "path parameters",
      "Name | Type | Description",
      "id | string | Required: Which.",
      "query parameters",
      "Name | Type | Description",
      "q | string | One of: a, b.",
      "Request body",
      "Filter",
      "Name | Type | Description",
      "n | integer | Required:",
      "s | string",
      "Example of a request body",
      "{",
      '"n": 0',
      "}",
      "Responses",
      "Status | Description",
      "200 | Well.",
      "429 | Too often.",
      "200 response",
      "Headers",
      "Name | Type | Description",
      "Location | string",
    ].flatMap((line) => (line === "Going away." ? ["Warning", line] : [line])),
  );
  expect(ids).toEqual(expect.arrayContaining(["putv3thingsid", "putv3thingsid_request_filter"]));
});

test.each([
  [
    "a list",
    "{ type: array, items: { title: T, type: object, properties: { a: { type: integer } } } }",
    ["Array of T.", "T", "Name | Type | Description", "a | integer"],
  ],
  [
    "a list of several",
    "{ type: array, items: { anyOf: [{ title: T, type: object, properties: { a: { type: integer } } }, { type: string }] } }",
    ["Array of T, string.", "T", "Name | Type | Description", "a | integer"],
  ],
  [
    "a list of what has no title",
    "{ type: array, items: { type: [string, 'null'] } }",
    ["Array of string|null."],
  ],
  [
    "a map",
    "{ type: object, additionalProperties: { type: integer } }",
    ["Type | Description", "{string: integer}"],
  ],
  [
    "formats of keys",
    "{ type: object, properties: { m: { type: object, patternProperties: { '^@': { x-key: user, type: boolean }, '^!': { type: string } } } } }",
    ["Name | Type | Description", "m | {User: boolean}|{string: string}"],
  ],
  [
    "what is beside properties",
    "{ type: object, properties: { a: { type: [integer, 'null'] } }, patternProperties: { '^@': { x-key: user, type: boolean } }, additionalProperties: { oneOf: [{ type: string }, { type: array, items: { type: string } }] } }",
    [
      "Name | Type | Description",
      "a | integer|null",
      "<User> | boolean",
      "<Other properties> | string|[string]",
    ],
  ],
  [
    "what has no title below",
    "{ type: object, properties: { a: { type: object, properties: { b: { enum: [x], type: string } } } } }",
    [
      "Name | Type | Description",
      "a | object",
      "a",
      "Name | Type | Description",
      "b | string | Must be x.",
    ],
  ],
  [
    "tables in the order of their types",
    "{ type: object, properties: { p: { title: P, type: object, properties: { q: { title: Q, type: object, properties: { x: {} } } } }, r: { title: R, type: object, properties: { y: {} } } }, additionalProperties: { title: S, type: object, properties: { z: {} } } }",
    [
      "Name | Type | Description",
      "p | P",
      "r | R",
      "<Other properties> | S",
      "S",
      "Name | Type | Description",
      "z | any",
      "P",
      "Name | Type | Description",
      "q | Q",
      "Q",
      "Name | Type | Description",
      "x | any",
      "R",
      "Name | Type | Description",
      "y | any",
    ],
  ],
  [
    "alike ones once, others of the same name twice",
    "{ type: object, properties: { a: { title: T, type: object, properties: { x: { type: string } } }, b: { title: T, type: object, properties: { x: { type: string } } }, c: { title: T, type: object, properties: { y: { type: string } } } } }",
    [
      "Name | Type | Description",
      "a | T",
      "b | T",
      "c | T",
      "T",
      "Name | Type | Description",
      "x | string",
      "T",
      "Name | Type | Description",
      "y | string",
    ],
  ],
  [
    "what is said of a type as a whole, and of what has no row",
    "{ description: Whole., type: object, properties: { l: { type: array, items: { title: T, description: One of them., type: object, properties: { x: { type: string } } } }, m: { type: object, additionalProperties: { type: string, description: A name. } }, o: { title: O, description: The own one., type: object, properties: { y: { type: string } } }, p: { type: object, patternProperties: { '^a': { type: string, description: An a. }, '^b': { type: integer, description: A b. } } }, t: { type: array, prefixItems: [{ type: string, description: The first. }] } } }",
    [
      "Whole.",
      "Name | Type | Description",
      "l | [T]",
      "m | {string: string} | Each value: A name.",
      "o | O | The own one.",
      "p | {string: string}|{string: integer} | Each value: An a.",
      "Each value: A b.",
      "t | [string] | Item 1: The first.",
      "One of them.",
      "T",
      "Name | Type | Description",
      "x | string",
      "O",
      "Name | Type | Description",
      "y | string",
    ],
  ],
  [
    "one of several types",
    "{ description: Either., oneOf: [{ title: T, type: object, properties: { x: { type: string } } }, { type: string, description: A name. }] }",
    [
      "Type: T|string.",
      "Either.",
      "Alternative 2: A name.",
      "T",
      "Name | Type | Description",
      "x | string",
    ],
  ],
  [
    "parents put together deeply",
    "{ allOf: [{ title: Base, type: object, required: [c], properties: { c: { type: object, properties: { x: { type: string } } } } }, { properties: { c: { title: C, properties: { y: { type: integer } } } } }] }",
    [
      "Base",
      "Name | Type | Description",
      "c | C | Required:",
      "C",
      "Name | Type | Description",
      "x | string",
      "y | integer",
    ],
  ],
])("%s", (_, schema, expected) => {
  const { lines, told } = shown(
    api(answer(schema)),
    `${compact}show: { made-examples: false }\nkey-formats: [x-key]\nformats: formats.yaml\n`,
    { "formats.yaml": 'user: { title: User, url: "#after" }\n' },
  );
  const isOfTitles = expected.filter((line) => line === "T").length > 1;
  const codes = [
    ...(isOfTitles ? ["same-title"] : []),
    ...(expected.includes("a | object") ? ["untitled-object"] : []),
  ];
  expect(told.map((each) => each.split(" ")[1])).toEqual(codes);
  expect(between(lines, "200 response")).toEqual(expected);
});

test("what a parameter, a form and another media type hold is shown, and how it is sent", () => {
  const { lines, links, ids } = shown(
    api(
      `parameters:
  - { name: id, in: path, required: true, schema: { type: string } }
  - { name: filter, in: query, style: deepObject, explode: true, schema: { type: object, properties: { size: { type: integer, description: How large. } } } }
  - { name: q, in: query, content: { application/json: { schema: { $ref: "#/components/schemas/Query" } } } }
requestBody:
  content:
    multipart/form-data:
      schema: { type: object, properties: { file: { type: string, contentMediaType: image/png } } }
      encoding: { file: { contentType: image/png, headers: { X-Sum: { description: A sum., schema: { type: string } } } } }
responses:
  200:
    description: Well.
    content:
      application/json: { schema: { title: Thing, type: object, properties: { a: { type: string } } } }
      application/yaml: { schema: { title: Thing, type: object, properties: { a: { type: string } } } }
      text/csv: { schema: { type: string, description: A line each. } }
      image/png: {}`,
      "components: { schemas: { Query: { type: object, properties: { words: { type: array, items: { type: string } } } } } }\n",
      "post",
    ),
    `${compact}show: { made-examples: false }\n`,
  );
  expect(between(lines, "query parameters")).toEqual([
    "Name | Type | Description",
    "filter | object | Written in the style deepObject.",
    "q | Query | Encoded as application/json.",
    "filter",
    "Name | Type | Description",
    "size | integer | How large.",
    "Query",
    "Name | Type | Description",
    "words | [string]",
    "Request body",
    "Content type | Description",
    "multipart/form-data",
    "Name | Type | Description",
    "file | string",
    "file is sent as image/png.",
    "Headers of file",
    "Name | Type | Description",
    "X-Sum | string | A sum.",
    "Responses",
    "Status | Description",
    "200 | Well.",
    "200 response",
    "Thing",
    "Name | Type | Description",
    "a | string",
    "Also as image/png.",
    "Content type | Description",
    "application/yaml",
    "text/csv | A line each.",
    "Media type: application/yaml",
    "Thing",
    "Name | Type | Description",
    "a | string",
  ]);
  expect(links.filter((id) => id !== "" && !ids.includes(id))).toEqual([]);
});

test("what a sentence leads to has a table", () => {
  const { lines, links, ids } = shown(
    api(
      answer(
        "{ title: T, type: object, properties: { token: { type: string, contentMediaType: application/json, contentSchema: { title: Claims, type: object, properties: { iss: { type: string } } } } } }",
      ),
    ),
    `${compact}show: { constraints: true }\n`,
  );
  expect(lines.join("\n")).toContain("Content: Claims.");
  expect(lines).toContain("iss | string");
  expect(links.filter((id) => id !== "" && !ids.includes(id))).toEqual([]);
});

test("types are described as the original had them: in the rows of properties alone", () => {
  const { lines } = shown(
    api(
      answer(
        "{ title: T, description: Whole., type: object, properties: { a: { type: array, description: All., items: { type: string, description: Each. } } } }",
      ),
    ),
    `${compact}show: { type-descriptions: false, made-examples: false }\n`,
  );
  expect(between(lines, "200 response")).toEqual([
    "T",
    "Name | Type | Description",
    "a | [string] | All.",
  ]);
});

test("the look current names the format of names that match a pattern, too", () => {
  const of = (patterns: string) =>
    shown(
      api(answer(`{ title: T, type: object, properties: { m: { type: object, ${patterns} } } }`)),
      'look: current\nkey-formats: [x-key]\nformats: { user: "#after" }\n',
    );
  const one = of("patternProperties: { '^@': { type: integer, x-key: user } }");
  expect(one.lines.join("\n")).toContain("The names of such values match ^@ (user).");
  const two = of(
    "patternProperties: { '^@': { type: integer, x-key: user }, '^!': { x-key: usr } }",
  );
  expect(two.lines.join("\n")).toContain("Matches ^@ (user) | integer");
  expect(two.told.map((each) => each.replace(/^\S+ /, ""))).toEqual([
    "key-format-unknown usr user",
  ]);
});

test.each(["compact", "current"])(
  "look %s: two types of one title that say different things are told",
  (look) => {
    const both = (one: string, other: string, description = "One of two.") =>
      shown(
        api(
          answer(
            `{ title: Both, type: object, properties: { a: { title: T, description: One of two., type: object, properties: { ${one} } }, b: { title: T, description: "${description}", type: object, properties: { ${other} } } } }`,
          ),
        ),
        `look: ${look}\n`,
      ).told.map((each) => each.replace(/^\S+ /, ""));
    expect(both("x: { type: string }", "y: { type: integer }")).toEqual(["same-title T"]);
    expect(both("x: { type: string }", "x: { type: string }")).toEqual([]);
    expect(both("x: { type: string }", "x: { type: string }", "Of another use.")).toEqual([]);
  },
);

test("without a notice of the project's own an operation says in a word that it is deprecated", () => {
  const of = (more: string) =>
    shown(
      api(`deprecated: true\nx-added: "v1.7"\n${path}responses: { 200: { description: Well. } }`),
      "",
      {
        "specpress.yaml": `name: T\nspecification: text\nlabels: { V: unstable }\napis: { a: { title: A, openapi: api, suffix: a, version: V } }\nversions: { added: [x-added] }\n${compact}${more}`,
      },
    ).lines;
  const lines = of("");
  const start = lines.indexOf("GET /v3/things/{id}") + 1;
  expect(lines.slice(start, start + 2)).toEqual(["Deprecated.", "Added in v1.7"]);
  expect(of("show: { deprecated: false }\n")).not.toContain("Deprecated.");
});

test("what a table leaves out of a schema is told, and that it has no other properties is said", () => {
  const { lines, told } = shown(
    api(
      answer(
        "{ title: T, type: object, additionalProperties: false, properties: { a: { type: string, not: { const: x } }, b: {} }, if: { required: [a] }, then: { required: [b] }, dependentRequired: { a: [b] } }",
      ),
    ),
    compact,
  );
  expect(between(lines, "200 response").slice(0, 5)).toEqual([
    "T",
    "Name | Type | Description",
    "a | string",
    "b | any",
    "It has no other properties.",
  ]);
  expect(told).toEqual([
    'api/things.yaml:11:50 not-shown "if", "dependentRequired"',
    'api/things.yaml:11:122 not-shown "not"',
  ]);
});

test("what is not allowed is said in words or told", () => {
  const not = "{ type: object, properties: { a: {} } }";
  const { lines, told } = shown(
    api(
      answer(
        `{ type: object, properties: { s: { type: string, not: { const: x } }, o: { type: object, not: ${not} } } }`,
      ),
    ),
    `${compact}show: { constraints: true }\n`,
  );
  expect(lines).toContain('s | string | Must not be "x".');
  expect(told).toEqual(['api/things.yaml:11:123 not-shown "not"']);
});

test("objects that a string holds as text have a table, and sentences that name them no link", () => {
  const held = "{ type: object, properties: { a: { type: integer } } }";
  const { lines, told } = shown(
    api(
      answer(
        `{ type: object, properties: { s: { type: string, contentMediaType: application/json, contentSchema: ${held} } } }`,
      ),
    ),
    `${compact}show: { constraints: true }\n`,
  );
  expect(lines).toContain("s | string | Holds application/json. Content: object.");
  expect(lines).toContain("a | integer");
  expect(told.map((each) => each.replace(/^\S+ /, ""))).toEqual(["untitled-object s s.*"]);
});

test.each([
  ["format: dat", "format-not-named dat date"],
  ["format: date", null],
  ["x-key: dat", null],
])("a string with %s", (asks, expected) => {
  const { told } = shown(
    api(answer(`{ type: object, properties: { a: { type: string, ${asks} } } }`)),
    `${compact}key-formats: [x-key]\nformats: { date: "https://example.org/date" }\n`,
  );
  expect(told.map((each) => each.replace(/^\S+ /, ""))).toEqual(
    expected === null ? [] : [expected],
  );
});

test.each([
  ["'^a': { x-key: dat }", ["key-format-unknown dat date"]],
  ["'^a': { x-key: date }, '^b': { x-key: date }", ["key-format-twice date"]],
  ["'^a': { x-key: date }, '^b': {}", []],
])("names of the formats %s", (patterns, expected) => {
  for (const properties of ["", "properties: { n: {} }, "]) {
    const { told } = shown(
      api(
        answer(
          `{ type: object, properties: { a: { title: A, type: object, ${properties}patternProperties: { ${patterns} } } } }`,
        ),
      ),
      `${compact}key-formats: [x-key]\nformats: { date: "https://example.org/date" }\n`,
    );
    expect(told.map((each) => each.replace(/^\S+ /, ""))).toEqual(expected);
  }
});

test("links and callbacks are shown, each callback in a section of its own", () => {
  const { lines, ids, links, told } = shown(
    api(
      `${path}operationId: things\nsecurity: [{ key: [read] }]
callbacks: { done: { "{$request.query.url}": { post: { description: Tells it., callbacks: { again: { $ref: "#/components/callbacks/c" } }, responses: { 200: { description: Yes. } } } } } }
responses: { 200: { description: Well., links: { next: { operationId: things, parameters: { id: $response.body#/id } } } } }`,
      `components:
  securitySchemes: { key: { type: oauth2, description: By token., flows: { clientCredentials: { tokenUrl: https://e.org, scopes: { read: Reading } } } } }
  callbacks: { c: { "{$url}": { put: { responses: { 200: { description: Yes. } } } } } }
webhooks: { gone: { post: { responses: { 200: { description: Yes. } } } } }\n`,
    ),
    compact,
  );
  expect(told).toEqual([]);
  expect(lines).toEqual(
    expect.arrayContaining([
      "Requires authentication: | Yes: key (OAuth 2.0) with the scope read",
      "Link next: things with id = $response.body#/id",
      "Callback done",
      "Sent to {$request.query.url}: POST.",
      "POST {$request.query.url}",
      "Tells it.",
      "Sent to {$url}: PUT.",
      "PUT {$url}",
      "Webhook: the server sends this request.",
    ]),
  );
  expect(lines.filter((line) => line.startsWith("Rate-limited"))).toHaveLength(1);
  expect(links.filter((id) => !ids.includes(id))).toEqual([]);
  expect(links).toContain("authentication-key");
});

test("links lead to the table of their type, and its id is made as the settings say", () => {
  const one = "{ title: My T, type: object, properties: { x: { type: string } } }";
  const other = "{ title: My T, type: object, properties: { y: { type: string } } }";
  const schema = `{ type: object, properties: { a: ${one}, b: ${one}, c: ${other} } }`;
  const { ids, links } = shown(api(answer(schema)), compact);
  const base = "getv3thingsid_response-200_my-t";
  expect(ids.filter((id) => id.startsWith(base))).toEqual([
    base,
    `${base}-x`,
    `${base}-1`,
    `${base}-1-y`,
  ]);
  expect(links.filter((id) => id.startsWith(base))).toEqual([base, base, `${base}-1`]);
  const own = shown(
    api(answer(schema)),
    `${compact}ids: { operation: "op-{method}", response: "{operation}.{status}", table: "{base}.{title}" }\n`,
  );
  expect(own.ids).toEqual(expect.arrayContaining(["op-get", "op-get.200.my-t"]));
});

test("the look current has the same ids where the settings ask for them", () => {
  const shared =
    "components: { schemas: { T: { title: My T, type: object, properties: { n: { title: N, type: object, properties: { z: { type: string } } } } } } }\n";
  const two = `${path}requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/T" } } } }
responses:
  200: { description: Well., content: { application/json: { schema: { $ref: "#/components/schemas/T" } } } }`;
  const asked = [
    "putv3thingsid",
    "putv3thingsid_request_my-t",
    "putv3thingsid_request_n",
    "putv3thingsid_response-200_my-t",
    "putv3thingsid_response-200_n",
  ];
  const without = shown(api(two, shared, "put"));
  expect(without.ids.filter((id) => asked.includes(id))).toEqual([]);
  const full = shown(api(two, shared, "put"), 'ids: { operation: "{method}{address}" }\n');
  expect(full.ids).toEqual(expect.arrayContaining(asked));
  expect(full.told).toEqual([]);
  expect(shown(api(two, shared, "put"), compact).ids).toEqual(expect.arrayContaining(asked));
});

test("an example has only values that somebody gave, unless the settings want others", () => {
  const schema =
    "{ type: object, properties: { a: { type: boolean, example: false }, b: { type: string }, c: { type: array, items: { type: integer, examples: [7, 8] } }, d: { type: object }, e: { allOf: [{ type: string, example: up }] } } }";
  const of = (more: string) => {
    const { html } = shown(api(answer(schema)), more);
    const text = html.replace(/<[^>]*>/g, "").replaceAll("&quot;", '"');
    return JSON.parse(/\{\s+"a"[\s\S]*?\n\}/.exec(text)![0]) as unknown;
  };
  expect(of(compact)).toEqual({ a: false, c: [7], e: "up" });
  expect(of(`${compact}show: { sample-values: true }\n`)).toEqual({
    a: false,
    b: "string",
    c: [7],
    d: {},
    e: "up",
  });
});

test("examples are put together of others where the settings say so, for the page and for the check", () => {
  const schema =
    "{ type: object, required: [a, n], properties: { a: { type: string }, n: { type: object, required: [x, y] } } }";
  const example = '{ allOf: [{ $ref: "base.json" }, { n: { y: 2 } }], a: one }';
  const files = { "api/parts/base.json": '{ "a": "zero", "n": { "x": 1 } }' };
  const given = api(answer(schema, `, example: ${example.replace("base", "parts/base")}`));
  const composed = shown(given, `${compact}composed-examples: true\n`, files);
  expect(composed.told).toEqual([]);
  expect(composed.lines.join("")).toContain('{"a": "one","n": {"x": 1,"y": 2}}');
  const plain = shown(given, compact, files);
  expect(plain.told.map((each) => each.split(" ")[1])).toContain("example-missing-key");
});

test.each([
  ["show: { values: together }", "p | string | One of: [a, b]."],
  ["show: { constraints: true, defaults: true }", 'Length: at most 3. Default: "a".'],
  ["show: { constraints: unsaid, defaults: unsaid }", 'Length: at most 3. Default: "a".'],
  ["show: { parameter-examples: true }", "Example: b."],
  ["show: { wordings: { one-of: Any of } }", "p | string | Any of: a, b."],
])("%s", (settings, line) => {
  const { lines } = shown(
    api(
      `${path.slice(0, -2)}, { name: p, in: query, schema: { type: string, enum: [a, b], maxLength: 3, default: a, example: b } }]\nresponses: { 200: { description: Well. } }`,
    ),
    `${compact}${settings}\n`,
  );
  expect(lines).toContain(line);
});

test.each([
  ["At most 20 of them; the default is 10.", "Value: at least 2."],
  ["Up to 200 of them, 10 of which matter.", "Value: at least 2, at most 20. Default: 10."],
])("limits and defaults that %j says are not said again", (description, expected) => {
  const { lines } = shown(
    api(
      `${path.slice(0, -2)}, { name: p, in: query, schema: { type: integer, description: "${description}", minimum: 2, maximum: 20, default: 10 } }]\nresponses: { 200: { description: Well. } }`,
    ),
    `${compact}show: { constraints: unsaid, defaults: unsaid }\n`,
  );
  expect(lines.slice(lines.indexOf("query parameters") + 2)[1]).toBe(expected);
});

test("formats of a file that say no address are told", () => {
  const { told } = shown(
    api(`${path}responses: { 200: { description: Well. } }`),
    "formats: formats.yaml\n",
    {
      "formats.yaml": "date: { title: Date }\nuri: https://example.org/uri\n",
    },
  );
  expect(told.map((each) => each.split(" ").slice(0, 2).join(" "))).toEqual([
    "formats.yaml:1:7 formats-file",
  ]);
});

test("of files of formats in a list some may be missing; one that may not be read is reported", () => {
  const word = api(
    `${path.slice(0, -2)}, { name: p, in: query, schema: { type: string, format: day } }]\nresponses: { 200: { description: Well. } }`,
  );
  const day = { "b.yaml": "day: { title: Day, url: https://example.org/day }\n" };
  const { lines, told } = shown(word, "look: compact\nformats: [a.yaml, b.yaml]\n", day);
  expect(told).toEqual([]);
  expect(lines.join("\n")).toContain("| Day");
  const none = shown(word, "look: compact\nformats: [a.yaml]\n").told;
  expect(none.filter((each) => each.includes("config-"))).toEqual([]);
  for (const wrong of ["[../b.yaml]", "[api]", "[1]", "[a.yaml, '']"])
    expect(shown(word, `formats: ${wrong}\n`).told.join("\n")).toContain("config-");
});

test("an event says what it is, what its key and its content are, and shows its examples", () => {
  const files = {
    "text/page.rst":
      "Page\n====\n\n{{things_a_http_api}}\n\n{{m_room_name_event}}\n\n{{kinds}}\n\n{{base_fields}}\n",
    "api/things.yaml": `${head}paths: {}\n`,
    "ev/schema/base.yaml":
      "title: BaseEvent\ntype: object\ndescription: All have these.\nproperties: { type: { type: string }, content: { type: object }, sender: { type: string, description: Who. } }\n",
    "ev/schema/m.room.name":
      'allOf: [{ $ref: base.yaml }]\ndescription: Names.\nx-added: "1.2"\nproperties:\n  type: { const: m.room.name }\n  state_key: { type: string, description: Empty. }\n  content: { type: object, properties: { by: { title: By, type: object, properties: { who: { type: string } } } } }\n',
    "ev/schema/m.message$text":
      "allOf: [{ $ref: base.yaml }]\ndescription: Text.\nproperties: { type: { const: m.message }, content: { type: object, properties: { body: { type: string } } } }\n",
    "ev/examples/m.room.name": '{ "content": { "by": {} } }',
    "ev/examples/m.message$text": '{ "content": {} }',
  };
  const settings = `events: { schemas: ev/schema, examples: ev/examples, kinds: { base.yaml: Basic }, common: { base_fields: base.yaml }, groups: { kinds: { match: "m.message$*", template: msgtype } } }
versions: { added: [x-added] }
${compact}`;
  const { lines, ids, html } = shown(files["api/things.yaml"], settings, files);
  expect(
    lines.slice(lines.indexOf("m.room.name")).filter((line) => !/^[{}]|^"/.test(line)),
  ).toEqual([
    "m.room.name",
    "Added in v1.2",
    "Names.",
    "Event type: | Basic",
    "Key: | Empty.",
    "Content",
    "Name | Type | Description",
    "by | By",
    "By",
    "Name | Type | Description",
    "who | string",
    "Examples",
    "text",
    "Text.",
    "Event type: | Basic",
    "Content",
    "Name | Type | Description",
    "body | string",
    "Examples",
    "Base event",
    "All have these.",
    "Name | Type | Description",
    "type | string",
    "content | object",
    "sender | string | Who.",
  ]);
  expect(ids).toEqual(expect.arrayContaining(["mroomname", "mroomname_by", "text"]));
  // What opens a part holds nothing else that can be pressed.
  expect(html).toMatch(
    /<section id="mroomname" class="foldable"><a class="permalink"[^>]*><\/a><details open><summary><h2>(?:(?!<a ).)*<\/h2><\/summary>/,
  );
  const byKey = shown(
    files["api/things.yaml"],
    `${settings}show: { event-kind: key, folding: none }\n`,
    files,
  );
  expect(byKey.lines.filter((line) => line.startsWith("Event type"))).toEqual([
    "Event type: | State event",
    "Event type: | Message event",
  ]);
  expect(byKey.html).not.toContain("<details open>");
});

test("objects without titles are told with what their tables are called, of events too", () => {
  const inner = (name: string) =>
    `{ type: object, properties: { ${name}: { type: object, properties: { x: { type: string } } }, l: { type: array, items: { type: object, properties: { ${name}2: { type: integer } } } }, m: { type: object, additionalProperties: { type: string } } } }`;
  const files = {
    "text/page.rst": "Page\n====\n\n{{things_a_http_api}}\n\n{{m_deep_event}}\n",
    "ev/schema/m.deep": `description: Deep.\nproperties:\n  type: { const: m.deep }\n  content: ${inner("b")}\n`,
    "ev/examples/m.deep": '{ "type": "m.deep", "content": {} }',
  };
  const { lines, told } = shown(
    api(answer(inner("a"))),
    `events: { schemas: ev/schema, examples: ev/examples, dialect: 2020-12 }\n${compact}`,
    files,
  );
  const untitled = told.filter((each) => each.includes("untitled-object"));
  const parts = untitled.map((each) => each.replace(/^(\S+?):\S* untitled-object/, "$1"));
  expect(parts.toSorted()).toEqual([
    "api/things.yaml a a",
    "api/things.yaml l l.*",
    "ev/schema/m.deep b b",
    "ev/schema/m.deep l l.*",
  ]);
  for (const each of parts) expect(lines).toContain(each.split(" ")[2]);
});

test.each([
  ["StrippedStateEvent", "Stripped state event"],
  ["HTTPEvent", "HTTP event"],
  ["EventOfHTTP2", "Event of HTTP2"],
  ["Base event", "Base event"],
])("the fields that %s has are called %s", (title, words) => {
  const { lines } = shown(
    `${head}paths: {}\n`,
    `events: { schemas: ev/schema, examples: ev/examples, common: { fields: base.yaml } }\n${compact}`,
    {
      "text/page.rst": "Page\n====\n\n{{fields}}\n",
      "ev/schema/base.yaml": `title: ${title}\ntype: object\nproperties: { type: { type: string } }\n`,
      "ev/examples/m.a": "{}",
    },
  );
  expect(lines).toContain(words);
});

test("a flat event has a table of its fields; so has one with fields beside its content", () => {
  const base = "  type: { const: m.flat }\n";
  const more = "  at: { type: object, title: Place, properties: { x: { type: number } } }\n";
  const files = (properties: string) => ({
    "text/page.rst": "Page\n====\n\n{{things_a_http_api}}\n\n{{m_flat_event}}\n",
    "api/things.yaml": `${head}paths: {}\n`,
    "ev/schema/m.flat": `description: Flat.\nrequired: [level]\nproperties:\n${base}${properties}`,
    "ev/examples/m.flat": "{}",
  });
  const settings = `events: { schemas: ev/schema, examples: ev/examples, dialect: 2020-12 }\n${compact}`;
  const linesOf = (properties: string) => {
    const { lines } = shown(`${head}paths: {}\n`, settings, files(properties));
    return lines.slice(lines.indexOf("Flat.") + 1, lines.indexOf("Examples"));
  };
  const level = "  level: { type: integer, description: How much. }\n";
  expect(linesOf(`${level}${more}`)).toEqual([
    "Fields",
    "Name | Type | Description",
    "level | integer | Required: How much.",
    "at | Place",
    "Place",
    "Name | Type | Description",
    "x | number",
  ]);
  const content = "  content: { type: object, properties: { name: { type: string } } }\n";
  expect(linesOf(`${level}${content}`)).toEqual([
    "Fields",
    "Name | Type | Description",
    "level | integer | Required: How much.",
    "Content",
    "Name | Type | Description",
    "name | string",
  ]);
});

test("a list of a certain length has the types of its items, and no more", () => {
  const { lines } = shown(
    api(
      answer(
        "{ title: T, type: object, properties: { pair: { type: array, prefixItems: [{ type: string }, { type: integer }], items: false } } }",
      ),
    ),
    compact,
  );
  expect(lines).toContain("pair | [string, integer]");
});

test.each(["compact", "current"])(
  "look %s: a definition with names of a pattern has no table that would need a title",
  (look) => {
    const { project, report, diagnostics } = loadFiles({
      "specpress.yaml": `name: T\npages: text\nlook: ${look}\napis: { a: { title: A, openapi: api } }\nshortcodes: { api: { shows: operations, file: api/a.yaml } }\n`,
      "text/_index.md": "# Page\n\n{{% api %}}\n",
      "api/a.yaml": api(answer("{ $ref: definitions/receipts.yaml }")),
      "api/definitions/receipts.yaml":
        "type: object\ntitle: Receipts\nproperties:\n  rooms: { type: object, patternProperties: { '^!': { type: string } } }\n",
    });
    checkSite(project!, report);
    expect(told(diagnostics)).toEqual([]);
  },
);

const posted = (content: string) =>
  api(
    `${path}requestBody: { content: ${content} }\nresponses: { 200: { description: Well. } }`,
    content.includes("$ref")
      ? "components: { schemas: { A: { type: object, properties: { a: { type: integer } } } } }\n"
      : "",
    "post",
  );
const thing = (title: string, name: string) =>
  `{ schema: { title: ${title}, type: object, properties: { ${name}: { type: integer } } } }`;

test.each([
  [
    "a form",
    `{ application/x-www-form-urlencoded: ${thing("A", "a")}, multipart/form-data: ${thing("A", "a")} }`,
    [
      "Content type | Description",
      "application/x-www-form-urlencoded",
      "multipart/form-data",
      "Media type: application/x-www-form-urlencoded",
      "A",
      "Name | Type | Description",
      "a | integer",
      "Media type: multipart/form-data",
      "A",
      "Name | Type | Description",
      "a | integer",
    ],
  ],
  [
    "JSON, and another media type with something else",
    `{ application/json: ${thing("A", "a")}, text/plain: { schema: { type: string } }, application/merge+json: ${thing("B", "b")} }`,
    [
      "A",
      "Name | Type | Description",
      "a | integer",
      "Also as text/plain.",
      "Content type | Description",
      "application/merge+json",
      "B",
      "Name | Type | Description",
      "b | integer",
    ],
  ],
  [
    "JSON, a list in another media type, and values in one more",
    `{ application/json: ${thing("A", "a")}, application/xml: { schema: { type: array, items: { title: B, type: object, properties: { b: { type: integer } } } } }, text/plain: { schema: { type: string, enum: [a, b] } } }`,
    [
      "A",
      "Name | Type | Description",
      "a | integer",
      "Content type | Description",
      "application/xml",
      "text/plain | One of: a, b.",
      "Media type: application/xml",
      "Array of B.",
      "B",
      "Name | Type | Description",
      "b | integer",
    ],
  ],
  [
    "one schema, whose parts are sent in another way in a form",
    "{ application/x-www-form-urlencoded: { schema: { $ref: '#/components/schemas/A' } }, multipart/form-data: { schema: { $ref: '#/components/schemas/A' }, encoding: { a: { contentType: text/plain } } } }",
    [
      "Content type | Description",
      "application/x-www-form-urlencoded",
      "multipart/form-data",
      "Media type: application/x-www-form-urlencoded",
      "A",
      "Name | Type | Description",
      "a | integer",
      "Media type: multipart/form-data",
      "A",
      "Name | Type | Description",
      "a | integer",
      "a is sent as text/plain.",
    ],
  ],
  [
    "JSON of a media type of its own, and a map of objects",
    "{ application/problem+json: { schema: { type: object, properties: { all: { additionalProperties: { title: A, type: object, properties: { a: { type: integer } } } } } } } }",
    [
      "Content type | Description",
      "application/problem+json",
      "Name | Type | Description",
      "all | {string: A}",
      "A",
      "Name | Type | Description",
      "a | integer",
    ],
  ],
  [
    "a value that is no object",
    "{ application/json: { schema: { type: string, enum: [a, b], description: Which. } } }",
    ["Type: string.", "Which.", "One of: a, b."],
  ],
  [
    "one of two objects",
    "{ application/json: { schema: { type: object, oneOf: [{ title: A, type: object, properties: { a: { type: integer } } }, { title: B, type: object, properties: { b: { type: integer } } }] } } }",
    [
      "Type: A|B.",
      "A",
      "Name | Type | Description",
      "a | integer",
      "B",
      "Name | Type | Description",
      "b | integer",
    ],
  ],
])("a body shows what it holds: %s", (_what, content, expected) => {
  const { lines, told } = shown(posted(content), compact);
  expect(told).toEqual([]);
  const from = lines.indexOf("Request body");
  expect(lines.slice(from + 1, from + 1 + expected.length)).toEqual(expected);
});

test("objects in parameters and headers have tables, called by what they are sent in", () => {
  const filter = "{ type: object, properties: { since: { type: integer } } }";
  const { lines } = shown(
    api(
      `parameters:
  - { name: id, in: path, required: true, schema: { type: string } }
  - { name: filter, in: query, style: deepObject, schema: ${filter} }
responses:
  200: { description: Well., headers: { X-Left: { content: { application/json: { schema: { title: Left, type: object, properties: { n: { type: integer } } } } } } } }`,
    ),
    compact,
  );
  const at = (line: string) => lines.slice(lines.indexOf(line), lines.indexOf(line) + 4);
  expect(at("filter | object | Written in the style deepObject.")).toEqual([
    "filter | object | Written in the style deepObject.",
    "filter",
    "Name | Type | Description",
    "since | integer",
  ]);
  expect(at("X-Left | Left | Encoded as application/json.")).toEqual([
    "X-Left | Left | Encoded as application/json.",
    "Left",
    "Name | Type | Description",
    "n | integer",
  ]);
});
