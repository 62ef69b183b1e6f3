import { describe, expect, test } from "vitest";
import { read } from "./tiny-api.js";

const info = `info: { title: T, version: "1" }\n`;
const ok = `responses: { "200": { description: D } }`;

/** The first operation of a document. */
function operation(text: string) {
  return read(text).api.operations[0]!;
}

const servers: readonly (readonly [url: string, basePath: string])[] = [
  ["/", ""],
  ["/api/", "/api"],
  ["https://example.org", ""],
  ["https://example.org/a/b//?q#f", "/a/b"],
  ["//example.org/a", "/a"],
  ["v1", "/v1"],
  ["./v1", "/v1"],
  ["https://{host}/{version}", "/v7"],
  ["{host}/a", "/a"],
  ["/{unknown}/a", "/{unknown}/a"],
];

test.each(servers)("the base path of %s is %s", (url, basePath) => {
  const variables = `{ host: { default: "https://example.org" }, version: { default: v7 } }`;
  const given = url === "https://{host}/{version}" ? variables.replace("https://", "") : variables;
  const text = `openapi: 3.1.1\n${info}servers: [{ url: "${url}", variables: ${given} }]\npaths: { /a: { get: { ${ok} } } }\n`;
  expect(operation(text).basePath).toBe(basePath);
});

test("the servers of the operation count before those of the path and of the document", () => {
  const text = (path: string, own: string) =>
    `openapi: 3.1.1\n${info}servers: [{ url: /d }]\npaths: { /a: { ${path} get: { ${own} ${ok} } } }\n`;
  expect(operation(text("", "")).basePath).toBe("/d");
  expect(operation(text("servers: [{ url: /p }],", "")).basePath).toBe("/p");
  expect(operation(text("servers: [{ url: /p }],", "servers: [{ url: /o }],")).basePath).toBe("/o");
});

test("style and explode have the defaults of their place", () => {
  const places = ["query", "path", "header", "cookie"];
  const list = places.map((place) => `{ name: ${place}, in: ${place}, schema: {} }`).join();
  const { parameters } = operation(
    `openapi: 3.1.1\n${info}paths: { /a: { get: { parameters: [${list}], ${ok} } } }\n`,
  );
  expect(parameters.map(({ style, explode }) => [style, explode])).toEqual([
    ["form", true],
    ["simple", false],
    ["simple", false],
    ["form", true],
  ]);
});

test("what an operation says of a parameter replaces what its path says", () => {
  const { parameters } = operation(`openapi: 3.1.1
${info}paths:
  /a:
    parameters:
      - { name: a, in: query, description: path, schema: {} }
      - { name: b, in: query, description: path, schema: {} }
    get:
      parameters:
        - { name: a, in: header, description: own, schema: {} }
        - { name: a, in: query, description: own, schema: {} }
      ${ok}
`);
  expect(parameters.map((each) => [each.name, each.in, each.description!.text])).toEqual([
    ["b", "query", "path"],
    ["a", "header", "own"],
    ["a", "query", "own"],
  ]);
});

describe("OpenAPI 2", () => {
  const v2 = (own: string, document = "") =>
    operation(`swagger: "2.0"\n${info}${document}paths: { /a: { post: { ${own} } } }\n`);

  test("a form is a body with fields, in the forms that are consumed", () => {
    const { requestBody, parameters } = v2(
      `consumes: [application/json, multipart/form-data], parameters: [{ name: a, in: formData, type: string, required: true }, { name: f, in: formData, type: file }, { name: q, in: query, type: string }], ${ok}`,
    );
    expect(parameters.map(({ name }) => name)).toEqual(["q"]);
    expect(requestBody!.required).toBe(true);
    expect(requestBody!.content.map(({ type }) => type)).toEqual(["multipart/form-data"]);
    expect(requestBody!.content[0]!.fields.map(({ name, in: place }) => [name, place])).toEqual([
      ["a", "form"],
      ["f", "form"],
    ]);
  });

  test("a body and responses have all types that are consumed and produced, and those of examples", () => {
    const { requestBody, responses } = v2(
      `parameters: [{ name: b, in: body, schema: {} }], produces: [a/b], responses: { "200": { description: D, schema: {}, examples: { a/b: 0, c/d: null } }, "204": { description: D } }`,
      "consumes: [e/f, g/h]\nproduces: [i/j]\n",
    );
    expect(requestBody!.content.map(({ type }) => type)).toEqual(["e/f", "g/h"]);
    const [found, empty] = responses;
    expect(found!.content.map(({ type, examples }) => [type, examples[0]!.value])).toEqual([
      ["a/b", 0],
      ["c/d", null],
    ]);
    expect(empty!.content).toEqual([]);
  });

  test("the operation's schemes replace the document's", () => {
    const urls = (own: string) =>
      v2(`${own} ${ok}`, "host: example.org\nschemes: [https]\nbasePath: /b\n").servers.map(
        ({ url }) => url,
      );
    expect(urls("")).toEqual(["https://example.org/b"]);
    expect(urls("schemes: [wss, http],")).toEqual(["wss://example.org/b", "http://example.org/b"]);
  });
});

test("security: nothing said, none needed, optional", () => {
  const security = (own: string, document = "") =>
    operation(
      `openapi: 3.1.1\n${info}${document}paths: { /a: { get: { ${own} ${ok} } } }\n`,
    ).security?.map(({ schemes }) => schemes.map(({ name }) => name)) ?? null;
  expect(security("")).toBe(null);
  expect(security("", "security: [{ a: [] }]\n")).toEqual([["a"]]);
  expect(security("security: [],", "security: [{ a: [] }]\n")).toEqual([]);
  expect(security("security: [{ a: [], b: [] }, {}],")).toEqual([["a", "b"], []]);
});

test("responses stand as they are written", () => {
  const { responses } = operation(
    `openapi: 3.1.1\n${info}paths: { /a: { get: { responses: { default: { description: D }, 4XX: { description: D }, "200": { description: D }, 2xx: { description: D }, x-a: 1 } } } }\n`,
  );
  expect(responses.map(({ status }) => status)).toEqual(["default", "4XX", "200"]);
});
