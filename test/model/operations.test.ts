import { expectWithinASecond } from "../hostile-time.js";
import { describe, expect, test } from "vitest";
import { requestText } from "../../src/sections/http-request.js";
import { jsonText } from "../../src/data/json-text.js";
import { buildSite } from "../../src/pipeline.js";
import { loadFiles, told } from "../load/tiny-project.js";
import { base, build, settings } from "./tiny-model.js";

/** The operations of an API file. */
function endpointsOf(text: string) {
  const { model, told, sections } = build({ "api/a.yaml": text });
  const [document] = model.apis[0]!.documents;
  return { endpoints: document!.endpoints, told, text: sections.get("a_m_http_api")!.text };
}

const operation = (rest: string) => `{ responses: { 200: { description: D } }, ${rest} }`;

test.each([
  ["summary: S, description: D", "D"],
  ["summary: S", "S"],
  ['summary: S, description: ""', "S"],
  ['summary: S, description: " "', "S"],
])("what an operation is about: %s", (words, shown) => {
  const [endpoint] = endpointsOf(`paths: { /a: { get: ${operation(words)} } }`).endpoints;
  expect(endpoint!.description?.text).toBe(shown);
});

const schema = "schema: { type: object, properties: { a: { type: string } } }";
test.each([
  [`200: { description: D, ${schema} }`, 1],
  [`201: { description: D, ${schema} }`, 1],
  [`200: { description: D }, 202: { description: D, ${schema} }`, 1],
  [`204: { description: D }, 400: { description: D, ${schema} }`, 0],
  [`400: { description: D, ${schema} }`, 0],
  [`default: { description: D, ${schema} }`, 1],
  [`200: { description: D }, default: { description: D, ${schema} }`, 0],
])("the table of what an operation answers: %s", (responses, tables) => {
  const [endpoint] = endpointsOf(
    `paths: { /a: { get: { responses: { ${responses} } } } }`,
  ).endpoints;
  expect(endpoint!.responseTables).toHaveLength(tables);
});

describe("what stands at the document is inherited", () => {
  const authOf = (top: string, own: string) =>
    endpointsOf(`${top}\npaths: { /a: { get: ${operation(own)} } }`).endpoints[0]!.auth;

  test.each([
    ["", "", "none"],
    ["security: [{ k: [] }]", "", "required"],
    ["security: [{ k: [] }]", "security: []", "none"],
    ["security: [{ k: [] }]", "security: [{ other: [] }]", "required"],
    ["security: [{ k: [] }, {}]", "", "optional"],
    ["security: []", "", "none"],
    ["security: [{}]", "", "none"],
    ["", "security: [{}, { k: [] }]", "optional"],
    ["", "security: [{ k: [] }]", "required"],
  ])("security: %s | %s", (top, own, auth) => {
    expect(authOf(top, own)).toBe(auth);
  });

  test("the page says so", () => {
    const { text } = endpointsOf(
      `security: [{ k: [] }, {}]\npaths: { /a: { get: ${operation("")}, put: ${operation("security: []")} } }`,
    );
    expect(text.match(/:Requires auth: .*/g)).toEqual([
      ":Requires auth: Optional.",
      ":Requires auth: No.",
    ]);
  });

  const bodyOf = (top: string, own: string) =>
    requestText(
      endpointsOf(
        `${top}\npaths: { /a: { post: ${operation(`${own} parameters: [{ in: body, name: b, schema: { type: object, properties: { n: { type: integer } } } }]`)} } }`,
      ).endpoints[0]!,
    );

  test.each([
    ["", "", "application/json"],
    ["consumes: [application/xml, application/problem+json]", "", "application/problem+json"],
    ["consumes: [text/plain]", "consumes: [application/vnd.a+json],", "application/vnd.a+json"],
    ["consumes: ['*/*']", "", "application/json"],
  ])("media types of requests: %s | %s", (top, own, type) => {
    expect(bodyOf(top, own)).toBe(`POST /a HTTP/1.1\nContent-Type: ${type}\n\n{\n  "n": 0\n}`);
  });

  test("no JSON is made for what is sent as something else", () => {
    expect(bodyOf("consumes: [application/xml]", "")).toBe("POST /a HTTP/1.1");
  });
});

describe("forms", () => {
  const fields = (...all: string[]) => all.map((field) => `{ in: formData, ${field} }`).join(", ");
  const formOf = (consumes: string, ...all: string[]) =>
    requestText(
      endpointsOf(
        `paths: { /a: { post: ${operation(`consumes: ${consumes}, parameters: [${fields(...all)}]`)} } }`,
      ).endpoints[0]!,
    );

  test("are shown as they are sent", () => {
    expect(
      formOf(
        "[application/x-www-form-urlencoded]",
        "name: na me, type: string, x-example: 'a&b ü'",
        "name: count, type: integer, default: 3",
        "name: kind, type: string, enum: [x, y]",
        "name: sure, type: boolean",
        "name: day, type: string, format: date",
        "name: price, type: number, x-example: 1.10",
        "name: list, type: array, items: { type: string }, x-example: [a, b]",
        "name: tabs, type: array, items: { type: integer }, collectionFormat: pipes, x-example: [1, 2.50]",
        "name: each, type: array, items: { type: string }, collectionFormat: multi, x-example: [a, b]",
      ),
    ).toBe(
      "POST /a HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\n\n" +
        "na+me=a%26b+%C3%BC&count=3&kind=x&sure=true&day=2020-01-31&price=1.10&list=a%2Cb&tabs=1%7C2.50&each=a&each=b",
    );
  });

  test.each([
    "[multipart/form-data]",
    "[application/x-www-form-urlencoded, multipart/form-data]",
    "[]",
  ])("with a file are sent in parts: consumes %s", (consumes) => {
    expect(
      formOf(consumes, "name: 'a\"b', type: string, x-example: two words", "name: f, type: file"),
    ).toBe(
      [
        "POST /a HTTP/1.1",
        "Content-Type: multipart/form-data; boundary=boundary",
        "",
        "--boundary",
        'Content-Disposition: form-data; name="a%22b"',
        "",
        "two words",
        "--boundary",
        'Content-Disposition: form-data; name="f"; filename="file"',
        "Content-Type: application/octet-stream",
        "",
        "(the content of the file)",
        "--boundary--",
      ].join("\n"),
    );
  });
});

describe("responses", () => {
  const exampleOf = (produces: string, response: string) =>
    endpointsOf(
      `produces: ${produces}\npaths: { /a: { get: { responses: { 200: { description: D, ${response} } } } } }`,
    ).endpoints[0]!.responses[0]!.example;

  test("show the example of what they produce", () => {
    expect(
      exampleOf("[text/csv]", "examples: { text/csv: 'a,b' }, schema: { type: string }"),
    ).toEqual({
      text: "a,b",
      isOther: true,
    });
    expect(exampleOf("[application/a+json]", "examples: { application/a+json: { a: 1 } }")).toEqual(
      {
        json: { a: 1 },
      },
    );
    expect(exampleOf("[application/xml]", "schema: { type: string }")).toBeNull();
  });

  test("numbers alone are shown as they are written", () => {
    expect(exampleOf("[]", "schema: { type: number, example: 1.10 }")).toEqual({ text: "1.10" });
  });

  test("a map as a body has its row", () => {
    const { endpoints } = endpointsOf(
      "paths: { /a: { get: { responses: { 200: { description: D, schema: { type: object, additionalProperties: { type: integer } } } } } } }",
    );
    expect(
      endpoints[0]!.responseTables.map(({ rows }) => rows.map(({ key, type }) => [key, type])),
    ).toEqual([[["<body>", "{string: integer}"]]]);
  });
});

// One rule: its own example, its default, the first of its enum, a value of its type.
const made: readonly [schema: string, example: string][] = [
  ["{ type: string, default: d, enum: [e, d] }", '"d"'],
  ["{ type: string, enum: [e, d] }", '"e"'],
  ["{ type: string }", '"string"'],
  ["{ type: string, format: date-time }", '"2020-01-31T12:00:00Z"'],
  ["{ type: string, format: uuid }", '"123e4567-e89b-12d3-a456-426614174000"'],
  ["{ type: string, format: ipv4 }", '"192.0.2.1"'],
  ["{ type: string, format: email }", '"user@example.org"'],
  ["{ type: string, format: unknown }", '"string"'],
  ["{ type: string, maxLength: 3 }", '"str"'],
  ["{ type: string, minLength: 8 }", '"stringst"'],
  ["{ type: string, pattern: '^[a-z]+$' }", '"string"'],
  ["{ type: string, pattern: '^[A-Z]{2}-\\d{4}$' }", '"AA-0000"'],
  ["{ type: string, pattern: '^(?:foo|bar)_[^a0]?$' }", '"foo_"'],
  ["{ type: integer }", "0"],
  ["{ type: integer, minimum: 5 }", "5"],
  ["{ type: integer, minimum: 5, exclusiveMinimum: true }", "6"],
  ["{ type: integer, exclusiveMinimum: 5 }", "6"],
  ["{ type: integer, maximum: -3 }", "-3"],
  ["{ type: number, minimum: 0.5 }", "0.5"],
  ["{ type: integer, minimum: 1, multipleOf: 10 }", "10"],
  ["{ type: number, default: 1.10 }", "1.10"],
  ["{ type: integer, enum: [9007199254740993] }", "9007199254740993"],
  ["{ type: boolean }", "true"],
  ["{ type: boolean, default: false }", "false"],
  ["{ type: array, items: { type: boolean } }", "[true]"],
  ["{ type: array }", "[]"],
  ["{ type: object }", "{}"],
  ["{ type: object, additionalProperties: { type: integer } }", '{"string": 0}'],
  ["{ type: object, additionalProperties: { x-pattern: $id, type: integer } }", '{"$id": 0}'],
  ["{ type: [string, 'null'] }", '"string"'],
  ["{ type: ['null', integer] }", "0"],
  ["{ oneOf: [{ type: integer, minimum: 2 }, { type: string }] }", "2"],
];

test.each(made)("an example of %s", (schema, example) => {
  const { told, endpoints } = endpointsOf(
    `paths: { /a: { get: { responses: { 200: { description: D, schema: { type: object, properties: { x: ${schema} } } } } } } }`,
  );
  const shown = endpoints[0]!.responses[0]!.example;
  expect(shown && "json" in shown ? jsonText(shown.json) : shown).toBe(`{"x": ${example}}`);
  expect(told().filter((line) => line.includes("no-example"))).toEqual([]);
});

test("of hundreds of operations that share a response with a thousand headers the last are shown without", () => {
  const headers = Array.from({ length: 1000 }, (_, at) => `X-${at}: { type: string }`).join(", ");
  const paths = Array.from(
    { length: 350 },
    (_, at) => `  /p${at}: { get: { responses: { 200: { $ref: "#/responses/R" } } } }`,
  );
  const { endpoints, told } = endpointsOf(
    `paths:\n${paths.join("\n")}\nresponses: { R: { description: D, headers: { ${headers} } } }`,
  );
  expect(endpoints[0]!.responseHeaders).toHaveLength(1000);
  expect(endpoints.at(-1)!.responseHeaders).toEqual([]);
  expect(told().filter((line) => line.includes("too-much-to-show"))).toHaveLength(1);
});

test("operations behind the limit cost no time", () => {
  const headers = Array.from({ length: 2000 }, (_, at) => `X-${at}: { type: string }`).join(", ");
  const paths = Array.from(
    { length: 2000 },
    (_, at) => `  /p${at}: { get: { responses: { 200: { $ref: "#/responses/R" } } } }`,
  );
  const text = `paths:\n${paths.join("\n")}\nresponses: { R: { description: D, headers: { ${headers} } } }`;
  expectWithinASecond(() => endpointsOf(text));
});

test("thousands of operations with one large schema are shown as far as a page holds, and that is told once", () => {
  const properties = Array.from({ length: 1000 }, (_, at) => `p${at}: { type: string }`).join(", ");
  const paths = Array.from(
    { length: 400 },
    (_, at) =>
      `  /p${at}: { get: { responses: { 200: { description: D, schema: { $ref: "#/definitions/Big" } } } } }`,
  );
  const { endpoints, told } = endpointsOf(
    `paths:\n${paths.join("\n")}\ndefinitions: { Big: { type: object, properties: { ${properties} } } }`,
  );
  expect(
    endpoints.slice(0, 149).every(({ responseTables }) => responseTables[0]?.rows.length === 1000),
  ).toBe(true);
  expect(endpoints.at(-1)!.responseTables).toEqual([]);
  const codes = told().map((line) => line.split(" ")[1]);
  expect(codes.filter((code) => code !== "empty-event-group")).toEqual(["too-much-to-show"]);
});

test("thousands of media types of many operations are told of once, where there are too many", () => {
  const types = Array.from({ length: 30_000 }, (_, at) => `a/b${at}`).join(", ");
  const paths = Array.from(
    { length: 6 },
    (_, at) =>
      `  /p${at}: { post: { parameters: [{ in: body, name: b${at}, schema: { type: string } }], responses: { 200: { description: D } } } }`,
  );
  const { told } = endpointsOf(`consumes: [${types}]\npaths:\n${paths.join("\n")}`);
  expect(told().filter((line) => line.includes("too-many-media-types"))).toEqual([
    expect.stringMatching(/^\S+:6:\d+ too-many-media-types 100000$/),
  ]);
});

test.each([
  ["multi", "pipes", "ids=1%7C2&ids=3"],
  ["multi", undefined, "ids=1%2C2&ids=3"],
  ["ssv", "csv", "ids=1%2C2+3"],
])("lists in lists of a query: %s of %s", (outer, inner, query) => {
  const format = inner ? `, collectionFormat: ${inner}` : "";
  const items = `items: { type: array${format}, items: { type: integer } }`;
  const parameter = `{ in: query, name: ids, type: array, collectionFormat: ${outer}, ${items}, x-example: [[1, 2], [3]] }`;
  const [endpoint] = endpointsOf(
    `paths: { /a: { get: ${operation(`parameters: [${parameter}]`)} } }`,
  ).endpoints;
  expect(requestText(endpoint!)).toBe(`GET /a?${query} HTTP/1.1`);
});

test("the values of lists in parameters and headers are shown", () => {
  const list = "type: array, items: { type: string, enum: [a, b] }";
  const { text } = endpointsOf(
    `paths: { /a: { get: { parameters: [{ in: query, name: q, ${list} }], responses: { 200: { description: D, headers: { X: { ${list} } } } } } } }`,
  );
  expect(text.match(/\[string\] +One of: \["a", "b"\]/g)).toHaveLength(2);
});

test("columns and underlines are as wide as what labels in names stand for", () => {
  const value = "a-value-longer-than-its-label";
  const { sections } = build(
    {
      "api/a.yaml":
        'paths: { "/%MAIN_VERSION%": { get: { responses: { 200: { description: D, schema: { type: object, properties: { "%MAIN_VERSION%": { type: string } } } } } } } }',
    },
    new Map([["MAIN_VERSION", value]]),
  );
  const { text } = sections.get("a_m_http_api")!;
  expect(text).toContain(`${value} string`);
  expect(text).toContain("<".repeat("``GET /``".length + value.length));
});

test.each([
  [`200: { description: D, ${schema} }, 201: { description: D, ${schema} }`, ["the body of 201"]],
  [
    `200: { description: D, ${schema} }, 302: { description: D, headers: { A: { type: string } } }`,
    ["the headers of 302"],
  ],
  [
    `400: { description: D, ${schema} }, 404: { description: D, headers: { A: { type: string } }, ${schema} }`,
    ["the body of 400, the headers and the body of 404"],
  ],
  [`200: { description: D, ${schema} }, 400: { description: D, ${schema} }`, []],
])("responses in no table are told: %s", (responses, parts) => {
  const { told } = endpointsOf(`paths: { /a: { get: { responses: { ${responses} } } } }`);
  const found = told().filter((line) => line.includes("response-not-shown"));
  expect(found.map((line) => line.replace(/^.* response-not-shown /, ""))).toEqual(parts);
});

test("in the look current, a build tells what is of a wrong kind in documents of OpenAPI 2", () => {
  const { project, report, diagnostics } = loadFiles({
    ...base,
    "specpress.yaml": `${settings}look: current\n`,
    "api/a.yaml": `swagger: "2.0"
info: { title: A, version: "1" }
paths:
  /a:
    get:
      operationId: a
      responses:
        200: { description: x, schema: { type: object, properties: [] } }
`,
  });
  buildSite(project!, report);
  const found = told(diagnostics).filter((line) => line.includes(" wrong-kind "));
  expect(found).toEqual(["api/a.yaml:8:56 wrong-kind properties an object an array"]);
});

test.each([
  ["summary: 5", "api/a.yaml:1:23 wrong-kind summary a string a number", "5"],
  ["deprecated: soon", "api/a.yaml:1:23 wrong-kind deprecated a boolean a string", null],
  ["parameters: {}", "api/a.yaml:1:23 wrong-kind parameters an array an object", null],
  ["parameters: [5]", "api/a.yaml:1:36 wrong-kind 0 an object a number", null],
  ["parameters: [{ in: query, type: string }]", "api/a.yaml:1:36 nameless-parameter name", null],
  [
    "parameters: [{ in: query, name: q, type: string, description: 7 }]",
    "api/a.yaml:1:72 wrong-kind description a string a number",
    "q         string 7",
  ],
  ["parameters: [{ $ref: 1 }]", "api/a.yaml:1:38 ref-not-string a number", null],
  [
    "parameters: [{ $ref: '#/definitions/D' }]",
    "api/a.yaml:1:36 wrong-kind 0 a parameter an object",
    null,
  ],
])("what is of a wrong kind is told, and a scalar shown as text: %s", (words, finding, shown) => {
  const { told, text } = endpointsOf(
    `paths: { /a: { get: { ${words}, responses: { 4xx: { description: D } } } } }\ndefinitions: { D: { type: object } }`,
  );
  expect(told().filter((line) => !line.includes("empty-event-group"))).toEqual([finding]);
  if (shown) expect(text).toMatch(new RegExp(shown.replace(/ +/g, " +")));
  expect(text).toContain("**Status code 4xx:**");
});
