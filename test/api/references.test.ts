import { expect, test } from "vitest";
import { checkStructure, readApiDocument } from "../../src/api/api.js";
import { open, told, type Texts } from "./tiny-api.js";

const head = `openapi: 3.1.1\ninfo: { title: T, version: "1" }\n`;
const ok = `responses: { "200": { description: D } }`;

function read(texts: Texts) {
  const { file, access, diagnostics } = open(texts);
  const api = readApiDocument(file, access)!;
  checkStructure(file, access);
  return { api, told: told(diagnostics) };
}

test("everything that may be referred to, in other files and through others", () => {
  const { api, told } = read({
    "api/main.yaml": `${head}paths:
  /a: { $ref: "paths/a.yaml" }
components:
  securitySchemes: { key: { $ref: "parts.yaml#/key" } }
  callbacks: { done: { $ref: "parts.yaml#/callback" } }
`,
    "api/paths/a.yaml": `
parameters: [{ $ref: ../parts.yaml#/parameter }]
post:
  requestBody: { $ref: "../parts.yaml#/body" }
  callbacks: { done: { $ref: "../main.yaml#/components/callbacks/done" } }
  responses:
    "200": { $ref: "../parts.yaml#/response" }
`,
    "api/parts.yaml": `
key: { type: apiKey, in: header, name: Key }
parameter: { $ref: "#/own~1%7Bparameter%7D" }
own/{parameter}: { name: a, in: query, schema: {}, examples: { one: { $ref: "#/example" } } }
example: { value: 1 }
body: { content: { a/b: { schema: {}, examples: { one: { $ref: "#/example" } } } } }
response:
  description: D
  headers: { H: { $ref: "#/header" } }
  links: { l: { $ref: "#/link" } }
header: { schema: {} }
link: { operationId: x }
callback:
  "{$url}": { $ref: "#/item" }
item: { put: { ${ok} } }
`,
  });
  expect(told).toEqual([]);
  const [operation] = api.operations;
  const [parameter] = operation!.parameters;
  expect(`${parameter!.at.file.source.path}#${parameter!.at.pointer}`).toBe(
    "api/parts.yaml#/own~1{parameter}",
  );
  expect(parameter!.examples[0]!.value).toBe(1);
  expect(operation!.requestBody!.content[0]!.examples[0]!.value).toBe(1);
  expect(operation!.responses[0]!.headers[0]!.name).toBe("H");
  expect(operation!.responses[0]!.links[0]!.operationId).toBe("x");
  expect(operation!.callbacks[0]!.operations[0]!.method).toBe("PUT");
  expect(operation!.callbacks[0]!.expression).toBe("{$url}");
  expect(api.securitySchemes[0]!.keyName).toBe("Key");
});

test("summary and description beside a $ref replace the target's since 3.1", () => {
  const text = (version: string) => `openapi: ${version}
info: { title: T, version: "1" }
paths:
  /a:
    get:
      parameters: [{ $ref: "#/components/parameters/p", description: Here., required: true }]
      ${ok}
components: { parameters: { p: { in: query, name: p, schema: {}, description: There. } } }
`;
  const [parameter] = read(text("3.1.1")).api.operations[0]!.parameters;
  expect(parameter!.description!.text).toBe("Here.");
  expect(parameter!.required).toBe(false);
  expect(parameter!.at.pointer).toBe("/components/parameters/p");
  expect(parameter!.description!.at.pointer).toBe("/paths/~1a/get/parameters/0/description");
  expect(read(text("3.0.4")).api.operations[0]!.parameters[0]!.description!.text).toBe("There.");
});

test("what stands beside the $ref of a path item counts with what it names", () => {
  const { api, told } = read(`${head}paths:
  /a: { $ref: "#/components/pathItems/one", summary: Mine, put: { operationId: own, ${ok} } }
components:
  pathItems:
    one: { summary: Theirs, get: { ${ok} }, put: { operationId: other, ${ok} } }
`);
  expect(told).toEqual([]);
  expect(api.operations.map(({ method, operationId }) => [method, operationId])).toEqual([
    ["PUT", "own"],
    ["GET", null],
  ]);
  expect(api.operations[1]!.pathItem.summary).toBe("Mine");
});

test("what leads nowhere is reported once, at its place", () => {
  const found = read(`${head}paths:
  /a:
    get:
      parameters:
        - { $ref: "other.yaml#/p" }
        - { $ref: "#/components/parameters/limt" }
        - { $ref: "https://example.org/p" }
        - { $ref: "#p" }
        - { $ref: "#/components/parameters/circle" }
        - { $ref: 1 }
      ${ok}
components:
  parameters:
    limit: { in: query, name: limit, schema: {} }
    circle: { $ref: "#/components/parameters/round" }
    round: { $ref: "#/components/parameters/circle" }
`).told;
  expect(found.map((each) => each.split(": ").slice(0, 1).join())).toEqual([
    "7:19 ref-not-found",
    "8:19 ref-fragment-not-found",
    "9:19 ref-remote",
    "10:19 ref-bad-fragment",
    "18:20 ref-cycle",
    "12:19 ref-not-string",
  ]);
});

test("a $ref to something else", () => {
  const found = read(`${head}paths:
  /a:
    get:
      parameters: [{ $ref: "#/components/schemas/p" }]
      ${ok}
components: { schemas: { p: {} } }
`);
  expect(found.told).toEqual([
    '6:28 openapi-value: "$ref": expected the name of a parameter, such as "#/components/parameters/Name", got "#/components/schemas/p".',
  ]);
  expect(found.api.operations[0]!.parameters).toEqual([]);
});

test("a $ref where there can be none is followed", () => {
  const { api, told } = read({
    "api.yaml": `${head}paths: { /a: { get: { $ref: get.yaml } } }\n`,
    "get.yaml": `operationId: getA\n${ok}\n`,
  });
  expect(told.map((each) => each.split(":", 3)[1])).toEqual(["29 ref-unexpected"]);
  expect(api.operations[0]!.operationId).toBe("getA");
});

test("a callback that leads back to itself is read once", () => {
  const { api, told } = read(`${head}paths:
  /a:
    post: { callbacks: { again: { $ref: "#/components/callbacks/again" } }, ${ok} }
components:
  callbacks:
    again: { "{$url}": { post: { callbacks: { again: { $ref: "#/components/callbacks/again" } }, ${ok} } } }
`);
  expect(told).toEqual([]);
  expect(api.operations[0]!.callbacks[0]!.operations[0]!.callbacks).toEqual([]);
});

test("$self is the document", () => {
  const { told } = read(`openapi: 3.2.0
$self: https://example.org/api
info: { title: T, version: "1" }
components:
  parameters:
    a: { in: query, name: a, schema: {} }
    b: { $ref: "https://example.org/api#/components/parameters/a" }
`);
  expect(told).toEqual([]);
});

test("what several paths and statuses lead to is read once", () => {
  const { api } = read({
    "a.yaml": `openapi: 3.1.0
info: { title: A, version: "1" }
paths: { /a: { $ref: "#/components/pathItems/P" }, /b: { $ref: "#/components/pathItems/P" } }
components:
  pathItems:
    P:
      parameters: [{ name: q, in: query, schema: { type: string } }]
      get: { responses: { 200: { $ref: "#/components/responses/R" }, 201: { $ref: "#/components/responses/R" } } }
  responses: { R: { description: A., headers: { X-A: { schema: { type: string } } } } }
`,
  });
  const [first, second] = api.operations;
  expect(first!.parameters.map(({ name }) => name)).toEqual(["q"]);
  expect(second!.parameters).toBe(first!.parameters);
  const [done, made] = first!.responses;
  expect([done!.status, made!.status]).toEqual(["200", "201"]);
  expect(made!.headers).toBe(done!.headers);
});
