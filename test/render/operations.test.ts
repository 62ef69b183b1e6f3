import { expect, test } from "vitest";
import { shown } from "./page-text.js";

const head = 'info: { title: A, version: "1" }\n';

/** A document of OpenAPI 3.1 with one operation. */
const of = (operation: string, components = "") =>
  `openapi: 3.1.1\n${head}servers: [{ url: "https://api.example.org/%BASE%" }]\npaths:\n  /things/{id}:\n    parameters: [{ name: id, in: path, required: true, schema: { type: string }, example: a b }]\n    put:\n${operation
    .split("\n")
    .map((line) => `      ${line}`)
    .join("\n")}\n${components}`;

const responses = "responses: { 204: { description: Done. } }";

test("an operation shows all that it says", () => {
  const { lines, told } = shown(
    of(
      `summary: Change a thing
description: "Changes *one* thing of %BASE%."
deprecated: true
security: [{ key: [] }, { account: [write] }, {}]
parameters:
  - { name: fields, in: query, explode: false, schema: { type: array, items: { type: string, enum: [name, size] } }, example: [name, size] }
requestBody:
  required: true
  description: What it is to be.
  content:
    application/json:
      schema: { $ref: "#/components/schemas/Thing" }
      examples: { big: { summary: A big one, value: { name: Rock, size: 0 } }, small: { value: { name: Pebble } } }
responses:
  "200":
    description: The thing.
    headers: { X-Left: { description: Requests left., schema: { type: integer, format: int32 } } }
    content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } }
  4XX: { description: Refused. }
  429: { description: Too many. }
  default: { description: Anything else. }`,
      `components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
    account: { type: oauth2, flows: { clientCredentials: { tokenUrl: "https://example.org/t", scopes: { write: To write } } } }
  schemas:
    Thing:
      type: object
      required: [name]
      properties:
        name: { type: string, maxLength: 9, description: Its name. }
        size: { type: [integer, "null"], minimum: 0, default: 0 }
        parts: { type: array, items: { $ref: "#/components/schemas/Thing" } }
`,
    ),
  );
  expect(told).toEqual([]);
  expect(lines).toEqual([
    "Page",
    "Authentication:",
    "account (OAuth 2.0)",
    "Client credentials: token at https://example.org/t.",
    "write: To write",
    "Deprecated: PUT /v7/things/{id}",
    "Warning",
    "Going away.",
    "Change a thing",
    "Changes one thing of v7.",
    "Rate-limited:",
    "Yes.",
    "Requires auth:",
    "Optional: key (header X-Key), or account (OAuth 2.0) with the scope write.",
    "Path parameters",
    "Name | Type | Description",
    "id | string | Required.",
    "Example: a b.",
    "Query parameters",
    "Name | Type | Description",
    'fields | [string] | Values are separated by commas. Each item: One of: "name", "size". Example: ["name", "size"].',
    "Request body",
    "Required. What it is to be.",
    "Media type: application/json",
    "Thing",
    "Name | Type | Description",
    "name | string | Required. Its name.",
    "Length: at most 9.",
    "size | integer or null | Value: at least 0. Default: 0.",
    "parts | [Thing]",
    "Example request",
    "A big one",
    "PUT /v7/things/a%20b?fields=name,size HTTP/1.1",
    "Content-Type: application/json",
    "{",
    '"name": "Rock",',
    '"size": 0',
    "}",
    "curl -X PUT 'https://api.example.org/v7/things/a%20b?fields=name,size' \\",
    "-H 'Content-Type: application/json' \\",
    "--data-binary '{",
    '"name": "Rock",',
    '"size": 0',
    "}'",
    "small",
    "{",
    '"name": "Pebble"',
    "}",
    "Response 200",
    "The thing.",
    "Headers",
    "Name | Type | Description",
    "X-Left | integer <int32> | Requests left.",
    "Media type: application/json",
    "Type: Thing",
    "{",
    '"name": "string",',
    '"size": 0,',
    '"parts": []',
    "}",
    "Response 4XX",
    "Refused.",
    "Response 429",
    "Too many.",
    "Any other response",
    "Anything else.",
    "After",
    "Text.",
  ]);
});

test("what has a place can be linked to, by a readable id that does not hang on the order", () => {
  const body = (first: string, second: string) =>
    of(
      `responses:\n  200:\n    description: D.\n    content: { application/json: { schema: { type: object, properties: { ${first}, ${second} } } } }`,
    );
  const [a, b] = ["user_id: { type: string, enum: [x, y] }", "size: { type: integer }"];
  const { ids } = shown(body(a, b));
  expect(ids).toEqual(
    expect.arrayContaining([
      "put-v7-things-id",
      "put-things-id-path-id",
      "put-things-id-response-200",
      "put-things-id-response-200-user-id",
      "put-things-id-response-200-user-id-x",
      "put-things-id-response-200-size",
    ]),
  );
  expect(new Set(ids).size).toBe(ids.length);
  expect([...shown(body(b, a)).ids].sort()).toEqual([...ids].sort());
});

test.each([
  ["https://{host}.example.org:{port}/v1/", "'https://api.example.org:8443/v1/things/a%20b'"],
  ["/v2", "'https://example.org/v2/things/a%20b'"],
  ["//example.com/v3", "'https://example.com/v3/things/a%20b'"],
  ["https://", "'https://example.org/things/a%20b'"],
  ["http://[::1", "'http://[::1/things/a%20b'"],
  ["javascript:alert(1)//", null],
])("a request to a server at %s", (url, wanted) => {
  const { lines, html } = shown(
    of(responses).replace(
      /^servers:.*$/m,
      `servers: [{ url: ${JSON.stringify(url)}, variables: { host: { default: api }, port: { default: "8443" } } }]`,
    ),
  );
  const curl = lines.find((line) => line.startsWith("curl"));
  expect(curl).toBeDefined();
  if (wanted !== null) expect(curl).toBe(`curl -X PUT ${wanted}`);
  expect(html).not.toMatch(/href="javascript:/);
});

test("callbacks that lead to each other have a section each", () => {
  const { ids, links, lines, told } = shown(
    of(
      `callbacks: { done: { $ref: "#/components/callbacks/a" } }\n${responses}`,
      `components:
  callbacks:
    a: { "{$request.body#/url}": { post: { callbacks: { again: { $ref: "#/components/callbacks/b" }, self: { $ref: "#/components/callbacks/a" } }, responses: { 200: { description: Yes. } } } } }
    b: { "{$url}": { put: { callbacks: { back: { $ref: "#/components/callbacks/a" } }, responses: { 200: { description: Yes. } } } } }
`,
    ),
  );
  expect(told).toEqual([]);
  expect(lines.filter((line) => /^(?:POST|PUT) \{\$[^ ]*$/.test(line))).toHaveLength(2);
  expect(links.filter((id) => id !== "" && !ids.includes(id))).toEqual([]);
});

test("callbacks that multiply are shown in no time", () => {
  const levels = Array.from(
    { length: 40 },
    (_, n) =>
      `    c${n}: { "{$a}": { post: { responses: { 200: { description: Y. } }, callbacks: { x: { $ref: "#/components/callbacks/c${n + 1}" }, y: { $ref: "#/components/callbacks/c${n + 1}" } } } } }`,
  );
  const api = of(
    `callbacks: { x: { $ref: "#/components/callbacks/c0" } }\n${responses}`,
    `components:\n  callbacks:\n${levels.join("\n")}\n    c40: {}\n`,
  );
  expect(shown(api).lines.filter((line) => line === "POST {$a}")).toHaveLength(40);
});

test("a file that is shown again and again is left out where it is too much", () => {
  const paths = Array.from(
    { length: 200 },
    (_, n) =>
      `  /a${n}: { get: { operationId: a${n}, responses: { 400: { description: None. } } } }`,
  );
  const few =
    "show: { rate-limited: false, requires-auth: false, request-http: false, request-curl: false, responses: success }\n";
  const { told } = shown(`openapi: 3.1.1\n${head}paths:\n${paths.join("\n")}\n`, few, {
    "text/page.rst": `Page\n====\n\n${"{{things_a_http_api}}\n\n".repeat(100)}`,
  });
  expect(told.filter((each) => each.includes("sections-too-much"))).toHaveLength(1);
}, 120_000);

test("a type without properties that holds itself is linked, and explained once", () => {
  const { lines } = shown(
    of(
      `requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Many" } } } }\n${responses}`,
      "components: { schemas: { Many: { type: array, minItems: 1, items: { oneOf: [{ type: string }, { $ref: '#/components/schemas/Many' }] } } } }\n",
    ),
  );
  expect(lines).toEqual(
    expect.arrayContaining(["Type: Many", "Many", "Type: [string or Many]", "Items: at least 1."]),
  );
});

test("descriptions of parts of parts, and of what conditions ask, are said", () => {
  const { lines } = shown(
    of(
      `requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/All" } } } }\n${responses}`,
      `components:
  schemas:
    All:
      type: object
      properties:
        kind: { type: string }
        command: { oneOf: [{ type: string, description: A line. }, { type: array, items: { type: string, description: A word. } }] }
      if: { properties: { kind: { const: late } }, required: [kind] }
      then: { required: [when], properties: { when: { type: string, description: At what time. } } }
`,
    ),
  );
  for (const each of [
    "command | string or [string] | Alternative 1: A line.",
    "Alternative 2: Each item: A word.",
    'Where kind is "late", it must also fit All (then).',
    "when | string | Required. At what time.",
  ])
    expect(lines).toContain(each);
});

test("what is asked of properties is said where there is no table of them", () => {
  const { lines, told } = shown(
    of(
      `requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/All" } } } }\n${responses}`,
      `components:
  schemas:
    All:
      type: object
      properties:
        must: { type: object, required: [a, b] }
        one: { type: object, anyOf: [{ required: [a] }, { required: [b] }] }
        each: { type: array, items: { type: object, required: [c] } }
        rest: { type: object, patternProperties: { "^x-": { type: integer } }, additionalProperties: { type: boolean } }
        both: { type: object, properties: { p: {} }, patternProperties: { "^x-": { type: integer } }, additionalProperties: { type: string } }
        nested: { type: object, properties: { k: {}, n: {} }, if: { required: [k] }, then: { required: [n], if: { properties: { n: { const: 1 } } }, then: { required: [m] } } }
        odd: { type: string, not: { pattern: "^a" } }
`,
    ),
  );
  expect(told.filter((each) => !/required-unknown|untitled-object/.test(each))).toEqual([]);
  const inOrder = [
    "must | object | a, b must be given.",
    "one | object | At least one of: a, b.",
    "each | [All.each[]]",
    "odd | string | Must not match the pattern ^a.",
    "c must be given.",
    "Matches ^x- | integer",
    "(other properties) | boolean",
    "(other properties) | string",
    "Where k is given, it must also fit All.nested (then).",
    "n must be given.",
    "Where n is not given or is 1, m must be given.",
  ];
  for (const each of inOrder) expect(lines).toContain(each);
});

test("what is said of names, of what an array contains and of what is ruled out is shown", () => {
  const { lines } = shown(
    of(
      `requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/All" } } } }
${responses}`,
      `components:
  schemas:
    All:
      type: object
      properties:
        map: { type: object, propertyNames: { description: Letters., pattern: "^[a-z]+$" }, additionalProperties: { type: string } }
        list: { type: array, contains: { type: string, description: A word. } }
        any: { not: { type: string, description: A text. } }
`,
    ),
  );
  for (const each of [
    "map | {string: string} | Each name: Letters.",
    "list | array | Contained item: A word.",
    "any | any | Must not be: A text.",
  ])
    expect(lines).toContain(each);
});

test("what is said of an example of a parameter is shown", () => {
  const { lines } = shown(
    of(
      `parameters: [{ name: q, in: query, schema: { type: string }, examples: { one: { value: a, description: "The *first* one." }, two: { value: b } } }]
${responses}`,
    ),
  );
  const at = lines.indexOf("q | string | Examples: a (one), b (two).");
  expect(lines.slice(at + 1, at + 2)).toEqual(["one: The first one."]);
});

test("objects without a title are told, but for those that something else gives a name", () => {
  const { told } = shown(
    of(
      `parameters: [{ name: filter, in: query, style: deepObject, explode: true, schema: { type: object, properties: { q: { type: string } } } }]
requestBody: { content: { application/json: { schema: { type: object, properties: { all: { $ref: "#/components/schemas/All" } } } } } }
${responses}`,
      `components:
  schemas:
    All:
      type: object
      properties:
        list: { type: array, items: { type: object, properties: { a: { type: object, properties: { x: {} } } } } }
        named: { type: object, title: Named, properties: { b: {} } }
        part: { allOf: [{ properties: { c: {} } }, { title: Part, type: object, properties: { d: {} } }] }
      if: { properties: { named: { type: object, properties: { b: { minLength: 3 } } } } }
      then: { required: [list] }
`,
    ),
  );
  expect(told.map((each) => each.replace(/^\S+ /, ""))).toEqual([
    "untitled-object list All.list[]",
    "untitled-object a All.list[].a",
  ]);
});

test("every link on the page leads somewhere, recursive types included", () => {
  const { ids, links, told } = shown(
    of(
      `requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Node" } } } }\n${responses}`,
      `components:
  schemas:
    Node:
      type: object
      properties:
        left: { $ref: "#/components/schemas/Node" }
        other: { oneOf: [{ $ref: "#/components/schemas/Leaf" }, { type: object, properties: { up: { $ref: "#/components/schemas/Node" } } }] }
    Leaf: { type: object, properties: { of: { $ref: "#/components/schemas/Node" } } }
`,
    ),
  );
  expect(told.filter((each) => !each.includes("untitled-object"))).toEqual([]);
  expect(links.length).toBeGreaterThan(5);
  expect(links.filter((id) => id !== "" && !ids.includes(id))).toEqual([]);
});

/** Schemas, and how their types and constraints are written. */
test.each([
  ["{ type: integer, format: int64 }", "integer <int64>"],
  ["{ type: array, items: { type: string } }", "[string]"],
  ["{ type: object, additionalProperties: { type: integer } }", "{string: integer}"],
  ["{ anyOf: [{ type: string }, { type: integer }] }", "string or integer"],
  ["{ type: [string, 'null'] }", "string or null"],
  [
    "{ type: array, prefixItems: [{ type: string }, { type: integer }], items: { type: boolean } }",
    "[string, integer, ...boolean]",
  ],
  [
    "{ type: array, prefixItems: [{ type: string }, { type: integer }], items: false }",
    "[string, integer]",
  ],
  ["{ type: array, prefixItems: [{ type: string }] }", "[string, ...any]"],
  ["{ type: array, prefixItems: [{ type: string }], maxItems: 1 }", "[string] | Items: at most 1."],
  [
    "{ type: array, prefixItems: [{ type: string }], unevaluatedItems: false }",
    "[string] | Items: at most 1.",
  ],
  [
    "{ type: object, patternProperties: { '^x-': { type: string } }, additionalProperties: false }",
    "{string: string} | The names of such values match ^x-. It has no other properties.",
  ],
  ["{ type: object, unevaluatedProperties: false }", "object | It has no other properties."],
  ["{ const: 0 }", "0"],
  ["{ const: null }", "null"],
  ["true", "any"],
  ["{ not: { type: string } }", "any | Must not be: string."],
  [
    "{ type: string, minLength: 1, maxLength: 3, pattern: '^a' }",
    "string | Length: 1 to 3. Matches ^a.",
  ],
  [
    "{ type: number, exclusiveMinimum: 0, multipleOf: 0.5 }",
    "number | Value: more than 0. A multiple of 0.5.",
  ],
  ["{ type: string, default: '' }", 'string | Default: "".'],
  ["{ type: boolean, default: false, readOnly: true }", "boolean | Default: false. Read-only."],
  ["{ enum: [a, 1, null] }", 'string or integer or null | One of: "a", 1, null.'],
  ["{ type: array, uniqueItems: true, items: { type: string } }", "[string] | Items are unique."],
  ["{ type: string, not: { enum: [a, b] } }", 'string | Must not be "a" or "b".'],
  [
    "{ type: string, not: { type: string, minLength: 3 } }",
    "string | Must not be: string (Length: at least 3.).",
  ],
  [
    "{ type: array, contains: { const: a }, minContains: 2, maxContains: 3 }",
    'array | Items that are "a": 2 to 3.',
  ],
  [
    "{ type: object, additionalProperties: { type: string }, propertyNames: { pattern: '^x' } }",
    "{string: string} | Each name: Matches ^x.",
  ],
  ["{ oneOf: [{ const: a }, { const: b }] }", '"a" or "b"'],
])("the type of %s", (schema, wanted) => {
  const { lines } = shown(
    of(`parameters: [{ name: p, in: query, schema: ${schema} }]\n${responses}`),
  );
  expect(lines.find((line) => line.startsWith("p | "))).toBe(`p | ${wanted}`);
});

const hostile = [
  "<b onclick=x>",
  "*a* `b`_ |c|",
  "&lt;script&gt;",
  "..",
  "a\\b",
  "{{x}}",
  "\u202e",
];

test("names and values reach the page as they are", () => {
  for (const name of hostile) {
    const text = JSON.stringify(name);
    const { html, lines } = shown(
      of(
        `parameters: [{ name: ${text}, in: query, schema: { type: string, enum: [${text}], default: ${text} } }]
responses: { 200: { description: D., content: { application/json: { schema: { title: ${text}, type: object, properties: { ${text}: { type: string } } } } } } }`,
      ),
    );
    expect(html).not.toContain("<b onclick");
    expect(lines.filter((line) => line.includes(name)).length, name).toBeGreaterThan(2);
  }
});

test("what a project does not want to see is not shown", () => {
  const { lines } = shown(
    of("security: []\nresponses: { 429: { description: Too many. } }"),
    "show: { requires-auth: false, request-curl: false }\n",
  );
  expect(lines).not.toContain("Requires auth:");
  expect(lines.join("\n")).not.toContain("curl");
  expect(lines).toContain("Rate-limited:");
  const unlimited = (show: string) =>
    shown(of("responses: { 200: { description: D. } }"), show).lines.includes("Rate-limited:");
  // What says nothing of limits may have some.
  expect(["", "show: { rate-limited: true }\n"].map(unlimited)).toEqual([false, true]);
});

test("an OpenAPI 2 file looks as it did unless its project asks for more", () => {
  const api = `swagger: "2.0"\n${head}paths: { /a: { get: { operationId: a, summary: In short, responses: { 200: { description: Well. } } } } }\n`;
  expect(shown(api).lines).toContain("Request format:");
  const { lines } = shown(api, "look: current\n");
  expect(lines).toContain("In short");
  expect(lines).toContain("Response 200");
});

const versions: readonly (readonly [version: string, text: string])[] = [
  [
    "2.0",
    `swagger: "2.0"\n${head}basePath: /v7
consumes: [application/json]
produces: [application/json]
paths:
  /a/{id}:
    post:
      operationId: a
      parameters:
        - { name: id, in: path, required: true, type: string, x-example: x }
        - { name: body, in: body, required: true, schema: { $ref: "#/definitions/Thing" } }
      responses: { 200: { description: Well., schema: { $ref: "#/definitions/Thing" } } }
definitions: { Thing: { type: object, properties: { a: { type: integer, minimum: 1 } } } }
`,
  ],
  ...["3.0.4", "3.1.1", "3.2.0"].map(
    (version) =>
      [
        version,
        `openapi: ${version}\n${head}servers: [{ url: /v7 }]
paths:
  /a/{id}:
    post:
      operationId: a
      parameters:
        - { name: id, in: path, required: true, schema: { type: string }, example: x }
      requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } }
      responses: { 200: { description: Well., content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } } }
components: { schemas: { Thing: { type: object, properties: { a: { type: integer, minimum: 1 } } } } }
`,
      ] as const,
  ),
];

test("the same API in all versions is the same page", () => {
  const pages = versions.map(([, text]) => shown(text, "look: current\n"));
  expect(pages[0]!.lines).toContain("POST /v7/a/{id}");
  for (const [index, { lines, told }] of pages.entries()) {
    expect([versions[index]![0], lines]).toEqual([versions[index]![0], pages[0]!.lines]);
    expect(told.filter((each) => !/no-example/.test(each))).toEqual([]);
  }
});

test("what is wrong with a document of OpenAPI 3 is found where it stands", () => {
  const { told } = shown(
    of(
      `parameters: [{ name: p, in: query, schema: { type: strin, minLenght: 1 } }]
requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Thing" }, example: { size: big } } } }
responses: { 200: { descripton: D. } }`,
      "components: { schemas: { Thing: { type: object, properties: { size: { type: integer } } }, Unused: { type: string } } }\n",
    ),
  );
  expect(told.map((each) => each.split(" ")[1]).sort()).toEqual(
    [
      "example-wrong-type",
      "openapi-unknown-key",
      "unknown-keyword",
      "unknown-type",
      "unused-definition",
    ].sort(),
  );
  expect(told.every((each) => each.startsWith("api/things.yaml:"))).toBe(true);
});

test("where no blocks can stand a variable is reported, and shown as it is written", () => {
  const { told, html } = shown(of(responses), "", {
    "text/page.rst": "Page\n====\n\nCode::\n\n  {{things_a_http_api}}\n\n{{things_a_http_api}}\n",
  });
  expect(told).toEqual(["text/page.rst:6:3 variable-not-alone things_a_http_api"]);
  expect(html).toContain("<pre><code>{{things_a_http_api}}</code></pre>");
});

test("patterns that nothing can be held against in time are told", () => {
  const schema = `{ type: string, pattern: "^((a+)+)+$", example: "${"a".repeat(40)}b" }`;
  const { told } = shown(
    of(`parameters: [{ name: p, in: query, schema: ${schema} }]\n${responses}`),
  );
  expect(told.map((each) => each.split(" ")[1])).toEqual(["pattern-too-slow"]);
});

/** What a schema of an object asks, and the sentences below its table. */
test.each([
  [
    "if: { properties: { a: { const: x } }, required: [a] }, then: { required: [b] }",
    ['Where a is "x", b must be given.'],
  ],
  [
    "if: { properties: { a: { const: x } } }, else: { properties: { b: { enum: [1, 2] } } }",
    ['Unless a is not given or is "x", b, if given, must be 1 or 2.'],
  ],
  ["not: { required: [a, b] }", ["It must not be that a is given and b is given."]],
  ["dependentRequired: { a: [b] }", ["Where a is given, so must be b."]],
  ["dependentSchemas: { a: { required: [b] } }", ["Where a is given, b must be given."]],
  ["unevaluatedProperties: false", ["It has no other properties."]],
  [
    "if: { minProperties: 2 }, then: { required: [a] }",
    ["Where it has at least 2 keys, a must be given."],
  ],
  [
    "if: { properties: { a: { const: x } }, required: [a] }, then: { properties: { b: { minimum: 3 } }, required: [b] }, else: { properties: { a: { maxLength: 5 } }, maxProperties: 1 }",
    [
      'Where a is "x", b must be at least 3.',
      'Unless a is "x", it must have at most 1 key and a, if given, must have at most 5 characters.',
    ],
  ],
])("what %s asks is said in words", (keywords, wanted) => {
  const schema = `{ type: object, properties: { a: { type: string }, b: { type: integer } }, ${keywords} }`;
  const { lines } = shown(
    of(`requestBody: { content: { application/json: { schema: ${schema} } } }\n${responses}`),
  );
  const at = lines.indexOf("b | integer");
  expect(lines.slice(at + 1, at + 1 + wanted.length)).toEqual(wanted);
});

test("of a value without a table, what holds under which condition is said below it", () => {
  const keywords =
    'type: string, if: { maxLength: 3 }, then: { pattern: "^a" }, else: { enum: [long] }';
  const { lines } = shown(
    of(
      `parameters: [{ name: p, in: query, schema: { ${keywords} } }]\nrequestBody: { content: { application/json: { schema: { properties: { a: { ${keywords} } } } } } }\n${responses}`,
    ),
  );
  const page = lines.join(" ");
  for (const wanted of [
    "Where it has at most 3 characters, it must match the pattern ^a.",
    'Unless it has at most 3 characters, it must be "long".',
  ])
    expect(page.split(wanted)).toHaveLength(3);
});

test("alternatives are told apart by their discriminator, with what its values mean", () => {
  const { lines } = shown(
    of(
      `requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } }\n${responses}`,
      `components:
  schemas:
    Pet: { oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }], discriminator: { propertyName: kind, mapping: { miau: "#/components/schemas/Cat" } } }
    Cat: { type: object, properties: { kind: { type: string } } }
    Dog: { type: object, properties: { kind: { type: string } } }
`,
    ),
  );
  expect(lines).toContain('Told apart by kind: "miau" is Cat, "Dog" is Dog.');
});

test("what the server sends has no address of the server; links and parts say all they say", () => {
  const { lines } = shown(
    of(
      `requestBody:
  content:
    multipart/form-data:
      schema: { type: object, properties: { f: { type: string } } }
      encoding: { f: { contentType: image/png, headers: { X-Part: { description: Of the part., schema: { type: integer } } } } }
responses:
  200: { description: D., links: { next: { operationId: a, parameters: { id: $response.body#/id } } } }`,
      `webhooks:
  came:
    post:
      requestBody: { content: { application/json: { schema: { type: object, properties: { a: { const: 1 } } } } } }
      responses: { 200: { description: D. } }
`,
    ),
  );
  expect(lines).toContain("f is sent as image/png.");
  expect(lines).toContain("X-Part | integer | Of the part.");
  expect(lines).toContain("Link next: a with id = $response.body#/id");
  const webhook = lines.slice(lines.indexOf("POST came"));
  expect(webhook).toContain("Webhook: the server sends this request.");
  expect(webhook).toContain('"a": 1');
  expect(webhook.join("\n")).not.toMatch(/HTTP\/1.1|curl/);
});

test("shared schemas are shown, with descriptions in Markdown in the look that can", () => {
  const files = {
    "api/definitions/thing.yaml":
      "title: Thing\ntype: object\ndescription: Is *one* `x`.\nproperties: { a: { type: string, minLength: 2 } }\n",
    "text/page.rst": "Page\n====\n\n{{things_a_http_api}}\n\n{{definition_a_thing}}\n",
    "api/things.yaml": `swagger: "2.0"\n${head}paths: {}\n`,
  };
  const settings = (more: string) => ({
    "specpress.yaml": `name: T\nspecification: text\nlabels: { V: unstable, BASE: v7 }\napis: { a: { title: A, openapi: api, suffix: a, version: V, descriptions: markdown } }\n${more}`,
  });
  const { lines, told } = shown("", "", { ...files, ...settings("") });
  expect(lines).toContain("Thing schema");
  expect(lines).toContain("Is one x.");
  expect(lines).toContain("a | string | Length: at least 2.");
  expect(told).toEqual([]);
  const thing = files["api/definitions/thing.yaml"].replace("Thing", "Thing schema");
  const named = shown("", "", { ...files, ...settings(""), "api/definitions/thing.yaml": thing });
  expect(named.lines).toContain("Thing schema");
  expect(named.lines).not.toContain("Thing schema schema");
  const old = shown("", "", { ...files, ...settings('look: "2020"\n') });
  expect(old.told).toEqual([expect.stringMatching(/^specpress.yaml:5:7 config-bad-value/)]);
});

const message = (security: string) =>
  `post: { ${security}requestBody: { content: { application/json: { schema: { type: string }, example: a } } }, responses: { 200: { description: D. } } }`;

test("what the server sends is not said to need what the document asks of its clients", () => {
  const { lines } = shown(
    of(
      `callbacks: { done: { "{$a}": { ${message("")} } } }\n${responses}`,
      `security: [{ key: [] }]
components: { securitySchemes: { key: { type: apiKey, in: header, name: X-Key }, own: { type: http, scheme: basic } } }
webhooks:
  came: { ${message("")} }
  went: { ${message("security: [{ own: [] }], ")} }
`,
    ),
    "show: { rate-limited: true }\n",
  );
  const auth = lines.flatMap((line, at) => (line === "Requires auth:" ? [lines[at + 1]] : []));
  expect(auth).toEqual(["Yes: key (header X-Key).", "Yes: own (HTTP basic)."]);
  expect(lines.filter((line) => line === "Rate-limited:")).toHaveLength(1);
  expect(lines.filter((line) => line.startsWith("curl"))).toHaveLength(1);
});

test("servers of an operation are named and asked; those of the document with all that is said of them", () => {
  const { lines } = shown(
    of(`servers: [{ url: "https://one.example/x", description: Its own. }]\n${responses}`).replace(
      /^servers:.*$/m,
      'servers: [{ url: "https://{region}.example.org", description: For all., variables: { region: { default: eu, enum: [eu, us], description: The region. } } }]',
    ),
  );
  expect(lines.slice(1, 5)).toEqual([
    "Servers:",
    "https://{region}.example.org: For all.",
    "{region}: The region.",
    "One of: eu, us. Default: eu.",
  ]);
  expect(lines).toContain("https://one.example/x: Its own.");
  expect(lines).toContain("curl -X PUT 'https://one.example/x/things/a%20b'");
});

test("security schemes are described before the operations; a header that two of them ask for is sent once", () => {
  const { lines } = shown(
    of(
      `security: [{ token: [], account: [read] }]\n${responses}`,
      `components:
  securitySchemes:
    token: { type: http, scheme: bearer, bearerFormat: JWT, description: A token. }
    account: { type: oauth2, description: An account., flows: { authorizationCode: { authorizationUrl: "https://a.example/a", tokenUrl: "https://a.example/t", scopes: { read: To read. } } } }
    other: { type: openIdConnect, openIdConnectUrl: "https://a.example/o" }
`,
    ),
  );
  expect(lines.slice(1, 9)).toEqual([
    "Authentication:",
    "token (HTTP bearer): A token.",
    "Token format: JWT.",
    "account (OAuth 2.0): An account.",
    "Authorization code: authorization at https://a.example/a, token at https://a.example/t.",
    "read: To read.",
    "other (OpenID Connect)",
    "https://a.example/o",
  ]);
  expect(lines.filter((line) => line === "Authorization: Bearer <token>")).toHaveLength(1);
});

test("queries are written so that a shell and a server read them", () => {
  const parameter = (name: string, style: string, value: string) =>
    `{ name: ${name}, in: query, style: ${style}, schema: {}, example: ${value} }`;
  const { lines } = shown(
    of(
      `parameters: [${parameter("f", "deepObject, explode: true", "{ a b: x }")}, ${parameter("p", "pipeDelimited", "[1, 2]")}, ${parameter("s", "spaceDelimited", "[1, 2]")}, ${parameter("e", "form", "[1, 2]")}]\n${responses}`,
    ),
  );
  expect(lines.filter((line) => line.includes("%5B"))).toEqual([
    "PUT /v7/things/a%20b?f%5Ba+b%5D=x&p=1%7C2&s=1%202&e=1&e=2 HTTP/1.1",
    "curl -X PUT 'https://api.example.org/v7/things/a%20b?f%5Ba+b%5D=x&p=1%7C2&s=1%202&e=1&e=2'",
  ]);
});

test("each example of an answer stands below its media type", () => {
  const { lines } = shown(
    of(
      `responses: { 200: { description: Done., content: { application/json: { schema: { type: array }, example: [1] }, text/csv: { schema: { type: string }, example: "a,b" } } } }`,
    ),
  );
  expect(lines.slice(lines.indexOf("Done.") + 1, lines.indexOf("After"))).toEqual([
    "Media type: application/json",
    "Type: array",
    "Example (application/json)",
    "[",
    "1",
    "]",
    "Media type: text/csv",
    "Type: string",
    "Example (text/csv)",
    "a,b",
  ]);
});

test("a body without an example has its media type and a place for it", () => {
  const { lines } = shown(
    of(`requestBody: { content: { image/png: {}, image/gif: {} } }\n${responses}`),
  );
  const first = lines.slice(lines.indexOf("Example request (image/png)") + 2);
  expect(first.slice(0, 2)).toEqual(["Content-Type: image/png", "<body>"]);
  expect(first[3]).toBe("-H 'Content-Type: image/png' \\");
  expect(first[4]).toBe("--data-binary '@<file>'");
});

test("parts of a form are sent as their encoding or their schema says", () => {
  const { lines } = shown(
    of(
      `requestBody:
  content:
    multipart/form-data:
      schema: { type: object, properties: { pic: { type: string }, raw: { type: string, format: binary }, note: { type: string }, table: { type: string, contentMediaType: text/csv } } }
      encoding: { pic: { contentType: "image/png, image/jpeg" } }
      example: { pic: abc, raw: def, note: ghi, table: jkl }
    application/x-www-form-urlencoded:
      schema: { type: object, properties: { a: { type: array }, b: { type: array } } }
      encoding: { a: { explode: false } }
      example: { a: [1, 2], b: [1, 2] }
${responses}`,
    ),
  );
  const start = lines.indexOf("--boundary");
  expect(
    lines.slice(start, lines.indexOf("--boundary--")).filter((each) => /:/.test(each)),
  ).toEqual([
    'Content-Disposition: form-data; name="pic"; filename="pic"',
    "Content-Type: image/png",
    'Content-Disposition: form-data; name="raw"; filename="raw"',
    "Content-Type: application/octet-stream",
    'Content-Disposition: form-data; name="note"',
    'Content-Disposition: form-data; name="table"',
    "Content-Type: text/csv",
  ]);
  expect(lines.filter((line) => /^(?:-F|--form)/.test(line))).toEqual([
    `-F 'pic=@"pic";type=image/png' \\`,
    `-F 'raw=@"raw";type=application/octet-stream' \\`,
    "--form-string 'note=ghi' \\",
    `-F 'table="jkl";type=text/csv'`,
  ]);
  expect(lines).toContain("a=1,2&b=1&b=2");
});

test("a $dynamicRef is called by what it leads to", () => {
  const { lines } = shown(
    of(
      `requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Tree" } } } }\n${responses}`,
      `components: { schemas: { Tree: { $id: "https://e.example/tree", $dynamicAnchor: node, type: object, properties: { below: { type: array, items: { $dynamicRef: "#node" } } } } } }\n`,
    ),
  );
  expect(lines).toContain("below | [Tree]");
  expect(lines.filter((line) => line.startsWith("below"))).toHaveLength(1);
});

test("a definition that says what it is has a table of its own, whatever it is made of", () => {
  const { lines } = shown(
    of(
      `requestBody: { content: { application/json: { schema: { oneOf: [{ $ref: "#/components/schemas/Sold" }, { $ref: "#/components/schemas/Lost" }, { $ref: "#/components/schemas/Other" }] } } } }\n${responses}`,
      `components:
  schemas:
    Sold: { description: Somebody paid., allOf: [{ $ref: "#/components/schemas/Base" }] }
    Lost: { description: Nobody paid., allOf: [{ $ref: "#/components/schemas/Base" }] }
    Other: { allOf: [{ $ref: "#/components/schemas/Base" }] }
    Base: { type: object, properties: { kind: { type: string } } }
`,
    ),
  );
  expect(lines).toEqual(
    expect.arrayContaining(["Type: Sold or Lost or Base", "Somebody paid.", "Nobody paid."]),
  );
});

test("alternatives in a list are told apart, and an example's summary is shown", () => {
  const { lines } = shown(
    of(
      `parameters: [{ name: p, in: query, schema: { type: string }, examples: { one: { summary: A short one., value: a } } }]
responses: { 200: { description: D., content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Pet" } } } } } }`,
      `components:
  schemas:
    Pet: { oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }], discriminator: { propertyName: kind } }
    Cat: { type: object, properties: { kind: { const: Cat } } }
    Dog: { type: object, properties: { kind: { const: Dog } } }
`,
    ),
  );
  expect(lines).toContain('Told apart by kind: "Cat" is Cat, "Dog" is Dog.');
  expect(lines).toContain("p | string | Example: a (A short one).");
});

test("an own template that the look does not use is reported once", () => {
  const files = { "mine/http-api.hbs": "{{method}}\n" };
  const told = (look: string) =>
    shown(of(responses), `templates: mine\nlook: ${look}\n`, files).told.filter((each) =>
      each.includes("template"),
    );
  expect(told("current")).toEqual(["mine/http-api.hbs:1:1 template-not-in-look mine/http-api.hbs"]);
  expect(told('"2020"')).toEqual([]);
});

test("bodies without a name are called by what they are of, names that match a pattern by that", () => {
  const schema =
    "{ type: object, properties: { a: { type: string } }, patternProperties: { '^x-': { type: integer } } }";
  const { lines } = shown(
    of(
      `requestBody: { content: { application/json: { schema: ${schema} } } }
responses: { 200: { description: Done., content: { application/json: { schema: ${schema} } } } }`,
    ),
  );
  expect(lines.filter((line) => /\bbody\b|^Body/.test(line))).toEqual([
    "Request body",
    "Body",
    "Response 200 (body)",
  ]);
  expect(lines).toContain("Matches ^x- | integer");
});

test("how parameters are written is said, and what a path says of all its operations", () => {
  const { lines } = shown(
    `openapi: 3.1.1\n${head}paths:
  /a:
    summary: Anything.
    description: Of all operations.
    get:
      externalDocs: { url: "https://example.org/x", description: A book. }
      parameters:
        - { name: pipes, in: query, style: pipeDelimited, explode: false, schema: { type: array } }
        - { name: commas, in: query, explode: false, schema: { type: array } }
        - { name: usual, in: query, schema: { type: array } }
        - { name: deep, in: query, style: deepObject, schema: { type: object } }
        - { name: flag, in: query, allowEmptyValue: true, schema: { type: boolean } }
        - { name: raw, in: query, allowReserved: true, schema: {}, example: "a/b?c&d" }
      responses: { 200: { description: Yes. } }
`,
  );
  expect(lines.slice(2)).toEqual(
    expect.arrayContaining(["Anything.", "See A book.", "Of all operations."]),
  );
  const text = lines.join("\n");
  for (const sentence of [
    "pipes | array | Values are separated by |.",
    "commas | array | Values are separated by commas.",
    "usual | array\n",
    "deep | object | Written in the style deepObject.",
    "flag | boolean | May be sent without a value.",
    "raw | any | Reserved characters are sent as they are. Example: a/b?c&d.",
    "GET /a?raw=a/b?c%26d HTTP/1.1",
  ])
    expect(text).toContain(sentence);
});

test("objects without a name are called by their path", () => {
  const text = `openapi: 3.1.1\n${head}paths:
  /a:
    get:
      responses:
        200:
          description: Yes.
          content:
            application/json:
              schema:
                title: Room
                properties:
                  owner: { properties: { name: { properties: { first: { type: string } } } } }
                  users: { items: { properties: { name: { properties: { last: { type: string } } } } } }
                  byId: { additionalProperties: { properties: { x: { type: string } } } }
                  blob:
                    contentMediaType: application/json
                    contentSchema: { properties: { y: { type: string } } }
`;
  const { lines } = shown(text);
  for (const line of [
    "owner | Room.owner",
    "name | Room.owner.name",
    "users | [Room.users[]]",
    "name | Room.users[].name",
    "byId | {string: Room.byId{}}",
  ])
    expect(lines.map((each) => each.trim())).toContain(line);
  expect(lines.join("\n")).toContain("Holds application/json. Content: Content.");
});

test("what OpenAPI 3.2 adds is known and shown", () => {
  const { lines, told } = shown(
    `openapi: 3.2.0\n${head}paths:
  /a:
    post:
      security: [{ old: [] }]
      requestBody:
        content:
          multipart/mixed:
            schema: { type: array, prefixItems: [{ type: object }], items: { type: string } }
            prefixEncoding: [{ contentType: application/json }]
            itemEncoding: { contentType: text/plain }
      responses:
        200:
          description: Yes.
          content:
            application/xml:
              schema: { type: object, xml: { nodeType: element } }
              examples: { one: { dataValue: { a: 1 }, serializedValue: "<a>1</a>" } }
        201:
          description: Either.
          content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } }
components:
  securitySchemes: { old: { type: http, scheme: basic, deprecated: true } }
  schemas:
    Pet:
      oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }]
      discriminator: { propertyName: kind, mapping: { c: "#/components/schemas/Cat" }, defaultMapping: Dog }
    Cat: { type: object, required: [kind], properties: { kind: { type: string } } }
    Dog: { type: object, properties: { kind: { type: string } } }
`,
  );
  expect(told).toEqual([]);
  expect(lines).toEqual(
    expect.arrayContaining([
      "old (HTTP basic) Deprecated",
      "Item 1 is sent as application/json.",
      "Each further item is sent as text/plain.",
      "<a>1</a>",
      'Told apart by kind: "c" is Cat, "Dog" is Dog, all others are Dog.',
    ]),
  );
});

test("lists and objects in headers and cookies are sent as their style says", () => {
  const { lines } = shown(
    of(
      `parameters:
  - { name: List, in: header, schema: { type: array }, example: [a, b] }
  - { name: Map, in: header, explode: true, schema: { type: object }, example: { a: 1, b: 2 } }
  - { name: c, in: cookie, explode: false, schema: { type: array }, example: [a, b] }
  - { name: d, in: cookie, schema: { type: array }, example: [a, b] }
${responses}`,
    ),
  );
  expect(lines).toEqual(
    expect.arrayContaining(["List: a,b", "Map: a=1,b=2", "Cookie: c=a,b; d=a&d=b"]),
  );
});

test("cookies of OpenAPI 3.2 are sent as such", () => {
  const { lines } = shown(
    `openapi: 3.2.0\n${head}paths:
  /a:
    get:
      parameters: [{ name: c, in: cookie, style: cookie, schema: { type: array }, example: [a, b] }]
      ${responses}
`,
  );
  expect(lines).toContain("Cookie: c=a; c=b");
});

test("a $ref that an allOf describes is the type that it names", () => {
  const schema = "{ type: object, properties: { v: { type: integer } } }";
  const { lines } = shown(
    `openapi: 3.0.3\n${head}paths:
  /a:
    get:
      responses:
        200:
          description: Yes.
          content: { application/json: { schema: { type: object, properties: { one: { description: The first., allOf: [{ $ref: "#/components/schemas/Tree" }] } } } } }
components: { schemas: { Tree: ${schema} } }
`,
  );
  expect(lines).toContain("one | Tree | The first.");
  expect(lines.filter((line) => line === "Tree")).toHaveLength(1);
});

test("the parts of a form are sent with their headers, those that must be or have an example", () => {
  const headers =
    "{ X-Part: { required: true, schema: { type: string, example: abc } }, X-Given: { schema: { type: integer }, example: 5 }, X-Other: { schema: { type: string } }, Content-Type: { schema: { type: string } } }";
  const { lines } = shown(
    of(
      `requestBody: { content: { multipart/form-data: { schema: { type: object, properties: { file: { type: string, example: a } } }, encoding: { file: { contentType: image/png, headers: ${headers} } } } } }\n${responses}`,
    ),
  );
  const at = lines.indexOf("Content-Type: image/png");
  expect(lines.slice(at + 1, at + 3)).toEqual(["X-Part: abc", "X-Given: 5"]);
  expect(lines.join("\n")).toContain(';type=image/png;headers="X-Part: abc";headers="X-Given: 5"');
  expect(lines.join("\n")).not.toContain("X-Other:");
});

test("an operation that becomes deprecated keeps its first id; links to the one of its heading stay good", () => {
  const first = (deprecated: string) =>
    shown(
      `openapi: 3.1.0\ninfo: { title: T, version: "1" }\npaths:\n  /lamps:\n    put: { operationId: p, ${deprecated}responses: { "200": { description: Fine. } } }\n`,
    );
  const [before, after] = [first(""), first("deprecated: true, ")];
  expect(before.ids).toContain("put-lamps");
  expect(after.ids).toEqual(expect.arrayContaining(["put-lamps", "deprecated-put-lamps"]));
  expect(after.html).toMatch(/Deprecated: .{0,200}<a class="permalink" href="#put-lamps"/s);
});
