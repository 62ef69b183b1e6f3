import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import { expect, test } from "vitest";
import type { Code } from "../../src/base/diagnostics.js";
import { entryOf } from "../../src/base/diagnostics.js";
import { check } from "./sample-project.js";

/** A document that has every object of OpenAPI 2, `openapi/whole.yaml`, and what a change of it is reported as. */
type Row = readonly [change: string, value: unknown, ...codes: Code[]];

const gone = Symbol("the key is deleted");
const book = "/paths/~1books";
const one = "/paths/~1books~1{bookId}";
const limit = "/parameters/limit";
const kinds = `${book}/get/parameters/1`;
const trace = `${book}/get/parameters/2`;
const good = `${book}/get/responses/200`;
const scheme = "/securityDefinitions";
const schema = "/definitions/Book";
const cover = "/paths/~1books~1{bookId}~1cover/get/responses/200/schema";

/** A pointer that ends in `-` appends to a list. Rows without a code are as valid as the document itself. */
const rows: readonly Row[] = [
  ["/info", gone, "openapi-missing"],
  ["/paths", gone, "openapi-missing"],
  ["/swagger", gone, "openapi-missing"],
  ["/paths", null, "wrong-kind"],
  ["/paths", [], "wrong-kind"],
  ["/paths", {}],
  ["/zzz", 1, "openapi-unknown-key"],
  ["/x-zzz", 1],
  ["/info/title", gone, "openapi-missing"],
  ["/info/version", 1.5, "openapi-value"],
  ["/info/zzz", 1, "openapi-unknown-key"],
  ["/info/contact/email", "nobody", "openapi-value"],
  ["/info/contact/url", "no url", "openapi-value"],
  ["/info/contact", "Ann", "openapi-value"],
  ["/info/license/name", gone, "openapi-missing"],
  [`${good}/schema`, true, "openapi-value"],
  ["/info/license/url", "example.org/license", "openapi-value"],
  // Strings with a form
  ["/host", "https://example.org/x", "openapi-value"],
  ["/host", "example.org/x", "openapi-value"],
  ["/host", "{name}.example.org", "openapi-value"],
  ["/host", "", "openapi-value"],
  ["/host", "[::1]:80"],
  ["/host", "%MAIN%.example.org:8448"],
  ["/basePath", "v1", "openapi-value"],
  ["/basePath", "/{version}", "openapi-value"],
  ["/basePath", 1, "wrong-kind"],
  ["/basePath", "/"],
  ["/basePath", "%BASE%"],
  ["/consumes", ["json"], "openapi-value"],
  ["/consumes", "application/json", "openapi-value"],
  ["/consumes", ["text/plain; charset=utf-8", "*/*"]],
  ["/externalDocs/url", gone, "openapi-missing"],
  ["/externalDocs/url", "stories", "openapi-value"],
  ["/externalDocs/url", "https://example.org/%MAIN%/x%20y"],
  // Sets
  ["/schemes/-", "https", "duplicate-value"],
  ["/schemes/-", "ftp", "openapi-value"],
  ["/consumes/-", "application/json", "duplicate-value"],
  ["/produces/-", "application/json", "duplicate-value"],
  ["/tags/-", { name: "books", description: "Others." }, "duplicate-value"],
  ["/tags/0/name", gone, "openapi-missing"],
  ["/security/-", { implicit: ["read", "write"], basic: [] }, "duplicate-value"],
  ["/security/1/implicit", ["read", "read"], "duplicate-value"],
  ["/security/1/implicit", ["read", 5], "openapi-value"],
  ["/security/1/basic", ["read"], "security-scopes"],
  ["/security/0/lock", [], "undefined-security"],
  ["/security", {}, "openapi-value"],
  [`${book}/get/tags/-`, "books", "duplicate-value"],
  [`${book}/get/schemes`, ["http", "http"], "duplicate-value"],
  // Security schemes, by type and flow
  [`${scheme}/basic/type`, gone, "openapi-missing"],
  [`${scheme}/basic/type`, "digest", "openapi-value"],
  [`${scheme}/basic/name`, "x", "openapi-unknown-key"],
  [`${scheme}/key/name`, gone, "openapi-missing"],
  [`${scheme}/key/in`, "cookie", "openapi-value"],
  [`${scheme}/key/in`, gone, "openapi-missing"],
  [`${scheme}/key/flow`, "implicit", "openapi-unknown-key"],
  [`${scheme}/implicit/authorizationUrl`, gone, "openapi-missing"],
  [`${scheme}/implicit/authorizationUrl`, "here", "openapi-value"],
  [`${scheme}/implicit/tokenUrl`, "https://example.org/", "openapi-unknown-key"],
  [`${scheme}/implicit/flow`, gone, "openapi-missing"],
  [`${scheme}/implicit/flow`, "code", "openapi-value"],
  [`${scheme}/implicit/scopes`, gone, "openapi-missing"],
  [`${scheme}/implicit/scopes/read`, 5, "openapi-value"],
  [`${scheme}/implicit/scopes/x-note`, 5],
  [`${scheme}/password/tokenUrl`, gone, "openapi-missing"],
  [`${scheme}/password/authorizationUrl`, "https://example.org/", "openapi-unknown-key"],
  [`${scheme}/application/tokenUrl`, gone, "openapi-missing"],
  [`${scheme}/code/tokenUrl`, gone, "openapi-missing"],
  [`${scheme}/code/authorizationUrl`, gone, "openapi-missing"],
  [`${scheme}/key`, "X-Key", "openapi-value"],
  // Parameters, by where they are sent
  [`${limit}/name`, gone, "nameless-parameter"],
  [`${limit}/in`, gone, "nameless-parameter"],
  [`${limit}/in`, "cookie", "openapi-value"],
  [`${limit}/type`, gone, "openapi-missing"],
  [`${limit}/type`, "object", "openapi-value"],
  [`${limit}/type`, "file", "openapi-value"],
  [`${limit}/type`, "bool", "openapi-value"],
  [`${limit}/zzz`, 1, "openapi-unknown-key"],
  [`${limit}/schema`, {}, "openapi-unknown-key"],
  [`${limit}/required`, "yes", "wrong-kind"],
  [`${limit}/maximum`, gone, "openapi-missing"],
  [`${limit}/maximum`, "100", "openapi-value"],
  [`${limit}/multipleOf`, 0, "openapi-value"],
  [`${limit}/enum`, [], "openapi-value"],
  [`${limit}/enum`, [10, 20, 10], "duplicate-value"],
  [`${limit}/default`, "ten", "example-wrong-type"],
  [`${limit}/collectionFormat`, "multi"],
  [scheme, [], "openapi-value"],
  [`${kinds}/items`, gone, "openapi-missing"],
  [`${kinds}/items/items`, gone, "openapi-missing"],
  [`${kinds}/items/type`, gone, "openapi-missing"],
  [`${kinds}/items/type`, "object", "openapi-value"],
  [`${kinds}/items/description`, "The kinds.", "openapi-unknown-key"],
  [`${kinds}/items/collectionFormat`, "multi", "openapi-value"],
  [`${kinds}/items/items/default`, 5, "example-wrong-type"],
  [`${kinds}/minItems`, -1, "openapi-value"],
  [`${kinds}/uniqueItems`, "yes", "openapi-value"],
  [`${trace}/allowEmptyValue`, true, "openapi-unknown-key"],
  [`${trace}/collectionFormat`, "multi", "openapi-value"],
  [`${trace}/collectionFormat`, "pipes"],
  [`${trace}/pattern`, "[", "openapi-value"],
  [`${book}/get/parameters/-`, { $ref: "#/parameters/limit" }, "duplicate-parameter"],
  [`${book}/get/parameters`, {}, "wrong-kind"],
  [`${book}/get/parameters/0`, { $ref: 5 }, "ref-not-string"],
  [`${book}/get/parameters/0`, { $ref: null }, "ref-not-string"],
  [`${one}/parameters/0/required`, gone, "path-parameter-optional"],
  [`${one}/parameters/0/required`, false, "path-parameter-optional"],
  [`${one}/parameters/0/allowEmptyValue`, true, "openapi-unknown-key"],
  [`${one}/parameters`, [], "path-parameter-missing"],
  [
    `${one}/parameters/-`,
    { name: "bookId", in: "path", required: true, type: "string" },
    "duplicate-parameter",
  ],
  [
    `${one}/parameters/-`,
    { name: "shelf", in: "path", required: true, type: "string" },
    "path-parameter-unknown",
  ],
  [`${one}/put/parameters/0/schema`, gone, "openapi-missing"],
  [`${one}/put/parameters/0/schema`, [], "wrong-kind"],
  [`${one}/put/parameters/0/type`, "object", "openapi-unknown-key"],
  [
    `${one}/put/parameters/-`,
    { name: "b", in: "body", schema: { type: "object", example: {} } },
    "several-bodies",
  ],
  [`${one}/put/parameters/-`, { name: "b", in: "formData", type: "string" }, "several-bodies"],
  [`${one}/post/consumes`, gone, "file-not-consumed"],
  [`${one}/post/consumes`, ["application/x-www-form-urlencoded"]],
  // Paths and operations
  ["/paths/books", {}, "path-malformed"],
  ["/paths/x-note", 5],
  [`${book}`, null, "wrong-kind"],
  [`${book}/trace`, {}, "openapi-unknown-key"],
  [`${book}/get`, null, "wrong-kind"],
  [`${book}/get/responses`, gone, "no-responses"],
  [`${book}/get/responses`, {}, "no-responses"],
  [`${book}/get/responses`, [], "wrong-kind"],
  [`${book}/get/operationId`, "putBook", "duplicate-operation-id"],
  [`${book}/get/deprecated`, "yes", "wrong-kind"],
  [`${book}/get/requestBody`, {}, "openapi-unknown-key"],
  // Responses, headers, examples
  [`${book}/get/responses/2xx`, { description: "Fine." }, "openapi-key"],
  [`${book}/get/responses/600`, { description: "Fine." }, "openapi-key"],
  [`${book}/get/responses/x-note`, 5],
  [`${good}/description`, gone, "openapi-missing"],
  [`${good}/content`, {}, "openapi-unknown-key"],
  [`${good}/headers/X-Left/type`, gone, "openapi-missing"],
  [`${good}/headers/X-Left/type`, "file", "openapi-value"],
  [`${good}/headers/X-Left/name`, "x", "openapi-unknown-key"],
  [`${good}/headers/X-Left/default`, "none", "example-wrong-type"],
  [`${good}/headers/X-Kinds/items`, gone, "openapi-missing"],
  [`${good}/headers/X-Kinds/collectionFormat`, "multi", "openapi-value"],
  [`${good}/headers/x-lower`, 5, "wrong-kind"],
  [`${good}/examples/json`, 1, "openapi-key"],
  [`${good}/examples/text~1plain`, "x", "example-not-produced"],
  ["/responses/failed/description", gone, "openapi-missing"],
  ["/responses/failed", { $ref: [] }, "ref-not-string"],
  // Schemas
  [`${schema}/discriminator`, 5, "openapi-value"],
  [`${schema}/discriminator`, "sort", "discriminator"],
  [`${schema}/discriminator`, "id", "discriminator"],
  [`${schema}/properties/sequel`, { $ref: "#/definitions/Book" }],
  [`${schema}/properties/sequel`, { $ref: "#/info/title" }, "wrong-kind"],
  [`${schema}/properties/sequel`, { $ref: "#/paths/~1books/get" }, "ref-not-schema"],
  [`${schema}/properties/sequel`, { $ref: "#/responses/failed" }, "ref-not-schema"],
  [`${schema}/externalDocs`, "zzz", "openapi-value"],
  [`${schema}/externalDocs`, {}, "openapi-missing"],
  [`${schema}/xml`, 5, "openapi-value"],
  [`${schema}/xml/attribute`, "yes", "openapi-value"],
  [`${schema}/xml/zzz`, 1, "openapi-unknown-key"],
  [`${schema}/propertys`, {}, "openapi-unknown-key"],
  [`${schema}/type`, "file", "unknown-type"],
  // Beside the type of a file stands what `fileSchema` of the standard lists; a parameter may have its limits.
  [`${cover}/pattern`, "^a", "openapi-exclusive"],
  [`${cover}/maxLength`, 5, "openapi-exclusive"],
  [`${cover}/enum`, ["a"], "openapi-exclusive"],
  [`${cover}/properties`, { a: { type: "string" } }, "openapi-exclusive"],
  [`${cover}/format`, "binary"],
  [`${cover}/description`, "A picture."],
  [`${cover}/externalDocs`, { url: "https://a.example" }],
  [`${one}/post/parameters/0/pattern`, "^a"],
  [`${schema}/type`, "dict", "unknown-type"],
  ["/definitions/Error/required", [], "schema-keyword"],
  [`${schema}/required/-`, "kind", "duplicate-value"],
  [`${schema}/properties/id/readOnly`, "yes", "openapi-value"],
  [`${schema}/properties/id`, 5, "wrong-kind"],
  [`${schema}/properties/id`, { $ref: 5 }, "ref-not-string"],
  [`${schema}/properties/price/multipleOf`, 0, "schema-keyword"],
  [`${schema}/properties/price/exclusiveMaximum`, true, "keyword-without"],
  [`${schema}/properties/price/example`, "cheap", "example-wrong-type"],
  [`${schema}/properties/kind/default`, 5, "example-wrong-type"],
  [`${schema}/allOf`, [null], "schema-keyword"],
  [`${schema}/allOf`, [{ $ref: 5 }], "ref-not-string"],
  [`${schema}/allOf`, [], "schema-keyword"],
];

const whole = load(readFileSync("test/validate/openapi/whole.yaml", "utf8"));

/** One project with an API for each row: to check them one by one would take as many loads. */
function project(documents: readonly unknown[]): Record<string, string> {
  const apis = documents.map(
    (_, index) =>
      `  a${index}: { title: A, openapi: "a${index}", suffix: m${index}, version: MAIN }\n`,
  );
  return {
    "specpress.yaml": `name: Changes\nspecification: text\nlabels: { MAIN: v1, BASE: /v1 }\napis:\n${apis.join("")}`,
    "text/targets.yaml": "targets: { index: { files: [index.rst] } }\n",
    "text/index.rst": "Changes\n=======\n",
    ...Object.fromEntries(
      documents.map((document, index) => [`a${index}/things.json`, JSON.stringify(document)]),
    ),
  };
}

/** The codes of the errors in each document. */
function errorsOf(documents: readonly unknown[]): readonly (readonly Code[])[] {
  const errors: Code[][] = documents.map(() => []);
  for (const { code, at } of check(project(documents))) {
    const index = /^a(\d+)\//.exec(at)?.[1];
    if (index !== undefined && entryOf(code).severity === "error")
      errors[Number(index)]!.push(code);
  }
  return errors;
}

test("each change of a valid OpenAPI 2 document is found if the standard forbids it, and once", () => {
  const errors = errorsOf(rows.map(([pointer, value]) => changed(pointer, value)));
  const wrong = rows.flatMap(([pointer, value, ...codes], index) => {
    const found = errors[index]!.join(" ");
    const change = `${pointer} = ${JSON.stringify(value)}`;
    return found === codes.join(" ") ? [] : [`${change}: ${found || "nothing"}`];
  });
  expect(wrong).toEqual([]);
});

test("the document itself is valid", () => expect(errorsOf([whole])).toEqual([[]]));

function changed(pointer: string, value: unknown): unknown {
  const copy: unknown = structuredClone(whole);
  const keys = pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  const last = keys.pop()!;
  let holder = copy as Record<string, unknown>;
  for (const key of keys) holder = (holder[key] ??= {}) as Record<string, unknown>;
  if (Array.isArray(holder) && last === "-") holder.push(value);
  else if (value === gone) delete holder[last];
  else holder[last] = value;
  return copy;
}

const versions: readonly (readonly [name: string, text: string, line: number])[] = [
  ["OpenAPI 4.0.0", "openapi: 4.0.0\ninfo: { title: A, version: 1 }\nservers: [5]\npaths: 7\n", 1],
  ["OpenAPI 3.9", 'info: { title: A, version: 1 }\nopenapi: "3.9"\npaths: { /a: { get: 5 } }\n', 2],
  ["OpenAPI 3.0", 'swagger: "3.0"\nbasePath: "/%NONE%"\npaths: { /a: { $ref: none.yaml } }\n', 1],
  ["OpenAPI with the number 2.0 as its version", "swagger: 2.0\npaths: { /a: { get: {} } }\n", 1],
  ["OpenAPI with the number 3.1 as its version", "openapi: 3.1\npaths: { /a: { get: {} } }\n", 1],
  ["OpenAPI with the number 3.0 as its version", "openapi: 3.0\npaths: { /a: { get: {} } }\n", 1],
  ['OpenAPI 2.0 under the wrong key, "openapi"', "openapi: 2.0\npaths: { /a: { get: {} } }\n", 1],
  ["Swagger 1.2", 'swaggerVersion: "1.2"\napis: [2020-01-01, {\n  a: yes\n}]\n', 1],
];

test.each(versions)(
  "a document of %s is one finding, and no part of a page",
  (name, text, line) => {
    const files = {
      "specpress.yaml":
        "name: V\nspecification: text\nlabels: { MAIN: v1 }\napis:\n  a: { title: A, openapi: a, suffix: m, version: MAIN }\n",
      "text/targets.yaml": "targets: { index: { files: [index.rst] } }\n",
      "text/index.rst": "Versions\n========\n\n{{things_m_http_api}}\n",
      "a/things.yaml": text,
      "a/definitions/used.yaml": "type: string\n",
    };
    const found = check(files);
    expect(found.map(({ code, at }) => `${code} ${at}`)).toEqual([
      `openapi-version a/things.yaml:${line}`,
    ]);
    expect(found[0]!.text).toBe(name);
  },
);

test("an undefined label of an address is reported there, once", () => {
  const found = check({
    "specpress.yaml":
      "name: V\nspecification: text\nlabels: { MAIN_VERSION: v1 }\napis:\n  a: { title: A, openapi: a, suffix: m, version: MAIN_VERSION }\n",
    "text/targets.yaml": "targets: { index: { files: [index.rst] } }\n",
    "text/index.rst": "Labels\n======\n\n{{things_m_http_api}}\n\n{{others_m_http_api}}\n",
    "a/things.json": JSON.stringify({ ...(whole as object), basePath: "/x/%MAIN_VERSIN%/%C3%A9" }),
    "a/others.yaml":
      'swagger: "2.0"\ninfo: { title: A, version: "1" }\nhost: "%HOST%.example"\nbasePath: /%NOTHING%\npaths: {}\n',
    "a/thirds.yaml":
      'openapi: 3.1.0\ninfo: { title: A, version: "1" }\nservers:\n  - url: https://a.example/%SERVER%\npaths:\n  /%MAIN_VERSION%/a%20b: {}\n  /%MAIN_VERSIO%/b: {}\n',
  });
  const labels = found.filter(({ code }) => code === "undefined-path-label");
  expect(labels.map(({ at, text }) => `${at} ${text}`)).toEqual([
    "a/others.yaml:3 HOST",
    "a/others.yaml:4 NOTHING",
    "a/things.json:1 MAIN_VERSIN | MAIN_VERSION",
    "a/thirds.yaml:4 SERVER",
    "a/thirds.yaml:7 MAIN_VERSIO | MAIN_VERSION",
  ]);
});

const codesIn = (schema: object) =>
  check({
    "specpress.yaml":
      "name: S\nspecification: text\nlabels: { MAIN: v1 }\napis:\n  a: { title: A, openapi: a, suffix: m, version: MAIN }\n",
    "text/targets.yaml": "targets: { index: { files: [index.rst] } }\n",
    "text/index.rst": "Schemas\n=======\n\n{{definition_m_thing}}\n",
    "a/definitions/thing.json": JSON.stringify(schema),
  })
    .map(({ code }) => code)
    .filter((code) => !/^un(?:used|defined)-/.test(code));

/** A project whose API has one response with a schema. */
const minimalWith = (version: string, schema: string) => ({
  "specpress.yaml":
    "name: S\nspecification: text\nlabels: { MAIN: v1 }\napis:\n  a: { title: A, openapi: a, suffix: m, version: MAIN }\n",
  "text/targets.yaml": "targets: { index: { files: [index.rst] } }\n",
  "text/index.rst": "Schemas\n=======\n\n{{things_m_http_api}}\n",
  "a/things.yaml": `${version}
info: { title: A, version: "1" }
paths:
  /a:
    get:
      responses:
        "200":
          description: Fine.
          content:
            a/b: { schema: { ${schema} } }
`,
});

test("limits between which no value has room are reported, in every version", () => {
  const crossed = {
    type: "object",
    title: "T",
    minProperties: 3,
    maxProperties: 2,
    properties: {
      a: { type: "integer", minimum: 5, maximum: 1.5, description: "It." },
      b: { type: "string", minLength: 2, maxLength: 2, description: "It." },
      c: { type: "array", minItems: 2, maxItems: 1, items: { type: "string" }, description: "It." },
    },
  };
  const found = (schema: object) => codesIn(schema).filter((code) => code === "limits-cross");
  expect(found(crossed)).toHaveLength(3);
  const newer = "https://json-schema.org/draft/2020-12/schema";
  expect(found({ ...crossed, $schema: newer })).toHaveLength(3);
});

test("in 3.0 null is no type", () => {
  const found = check(minimalWith("openapi: 3.0.3", 'type: "null"'));
  expect(found.map(({ code, at }) => `${code} ${at}`)).toContain("schema-keyword a/things.yaml:10");
});

test("x-nullable allows null", () => {
  const nullable = { type: "string", enum: ["a"], "x-nullable": true };
  expect(codesIn({ ...nullable, example: null })).toEqual([]);
  expect(codesIn({ oneOf: [nullable, { type: "integer" }], example: null })).toEqual([]);
  expect(codesIn({ type: "string", "x-nullable": false, example: null })).toEqual([
    "example-wrong-type",
  ]);
});

test("a definition without a type is a schema too", () => {
  expect(codesIn({ title: "Y", enum: ["a", "b"], example: "c" })).toEqual(["example-not-allowed"]);
  expect(codesIn({ minimum: 5, example: 3 })).toEqual(["example-wrong-value"]);
  expect(codesIn({ limit: { name: "limit", in: "query", type: "string" } })).toEqual([]);
});

test("a schema that contains itself forbids nothing where it is cut", () => {
  const node = { type: "object", properties: { a: { $ref: "#" } }, additionalProperties: false };
  const codes = (example: unknown) =>
    codesIn({ ...node, example }).filter((code) => code.startsWith("example-"));
  expect(codes({ a: { a: {} } })).toEqual([]);
  expect(codes({ b: {} })).toEqual(["example-unknown-key"]);
});

const later = "https://json-schema.org/draft/2020-12/schema";

/** Schemas of later drafts, an example that fits and one that does not. */
const laterSchemas: readonly (readonly [schema: object, fits: unknown, not: unknown])[] = [
  [{ type: "array", prefixItems: [{}, {}], items: false }, [1, 2], [1, 2, 3]],
  [JSON.parse('{ "type": "integer", "if": { "minimum": 5 }, "then": true, "else": false }'), 6, 4],
  [{ type: "integer", not: { const: 5 } }, 4, 5],
  [{ type: "array", contains: { const: 1 } }, [1], [2]],
  [{ type: "object", propertyNames: { maxLength: 1 } }, { a: 1 }, { ab: 1 }],
  [{ type: "object", properties: { a: true, b: false } }, { a: 1 }, { b: 1 }],
  [{ type: "object", dependentSchemas: { a: { required: ["b"] } } }, { a: 1, b: 1 }, { a: 1 }],
  [{ type: "object", properties: { a: {} }, unevaluatedProperties: false }, { a: 1 }, { b: 1 }],
  [{ $anchor: "here", $defs: { a: true }, const: 1 }, 1, 2],
  [{ anyOf: [{ const: 1 }, true] }, 5, undefined],
  [
    { $defs: { a: { $anchor: "a", type: "string" } }, type: "string", allOf: [{ $ref: "#a" }] },
    "",
    undefined,
  ],
  [
    { properties: { a: { $ref: "#b" } }, $defs: { b: { $anchor: "b", const: 1 } } },
    { a: 1 },
    { a: 2 },
  ],
  [{ type: "array", prefixItems: [{ const: 1 }], unevaluatedItems: false }, [1], [1, 2]],
  [{ type: "string", format: "date" }, "tomorrow", undefined],
  [
    { type: "array", contains: { type: "string" }, minContains: 0, unevaluatedItems: false },
    ["a"],
    undefined,
  ],
  [
    { type: "object", if: { properties: { a: { const: 1 } } }, unevaluatedProperties: false },
    { a: 1 },
    undefined,
  ],
  [
    {
      type: "object",
      $ref: "#/$defs/b",
      properties: { a: true },
      unevaluatedProperties: false,
      $defs: { b: { properties: { b: true } } },
    },
    { a: 1, b: 1 },
    undefined,
  ],
];

test.each(laterSchemas)(
  "%j is valid in 2020-12, and examples are checked by it",
  (schema, fits, not) => {
    // What tables cannot show is told besides.
    const shown = (example: unknown) =>
      codesIn({ $schema: later, ...schema, example }).filter((code) => !code.startsWith("no"));
    expect(shown(fits)).toEqual([]);
    if (not !== undefined) expect(shown(not).join()).toMatch(/^example-[\w-]+$/);
  },
);

/** A schema of OpenAPI 3, and what is told of it; pages made of it lack something wherever there is an error. */
const newerSchemas: readonly (readonly [version: string, schema: string, ...found: string[]])[] = [
  ["3.1.1", '{ "$ref": "#/info/title" }', 'ref-not-schema #/info/title | "T"'],
  ["3.1.1", '{ "$ref": "#/paths/~1a/get" }', "ref-not-schema #/paths/~1a/get | an operation"],
  ["3.1.1", '{ "$ref": "#" }', "ref-not-schema # | the document"],
  [
    "3.1.1",
    '{ "$ref": "#/components/schemas" }',
    'ref-not-schema #/components/schemas | "schemas"',
  ],
  ["3.1.1", '{ "$ref": "#/components/schemas/S" }'],
  ["3.0.3", '{ "properties": { "b": true } }', "schema-keyword b | a schema | true"],
  ["3.0.3", '{ "anyOf": [true] }', "schema-keyword item 1 | a schema | true"],
  ["3.0.3", '{ "additionalProperties": true }'],
  ["3.0.3", '{ "type": ["string", "null"] }', "schema-keyword type | one type | an array"],
  ["3.1.1", '{ "type": ["string", "null"] }'],
  ["3.1.1", '{ "type": [] }', "schema-keyword type | a type or an array of types | an empty array"],
  ["3.1.1", '{ "required": [[]] }', "schema-keyword item 1 | a string | an array"],
  ["3.1.1", '{ "xml": "str" }', 'openapi-value xml | an object | "str"'],
  ["3.0.3", '{ "type": "array" }', 'openapi-missing items | A schema of type "array"'],
  ["3.0.3", '{ "nullable": true, "allOf": [{ "type": "string" }] }', "nullable-without-type "],
  ["3.0.3", '{ "nullable": true, "type": "string" }'],
  [
    "3.0.3",
    '{ "$ref": "#/components/schemas/S", "description": "Described.", "x-a": 1, "nullable": true }',
    'ref-siblings-ignored #/components/schemas/S | "description" and "nullable" | OpenAPI 3.0 | schema',
  ],
  ["3.1.1", '{ "type": "array" }'],
  ["3.1.1", '{ "$ref": "#/components/schemas/S", "description": "Described." }'],
  ["3.1.1", '{ "nullable": true }', "unknown-keyword nullable | OpenAPI 3.1 |  |  | type"],
];

test("what schemas of OpenAPI 3 cannot be is told once, with what may be meant", () => {
  const documents = newerSchemas.map(([openapi, schema]) => ({
    openapi,
    info: { title: "T", version: "1" },
    servers: [{ url: "https://example.org" }],
    paths: {
      "/a": {
        get: {
          operationId: "getA",
          summary: "S",
          responses: {
            200: {
              description: "D",
              content: { "application/json": { schema: JSON.parse(schema) } },
            },
          },
        },
      },
    },
    components: { schemas: { S: { type: "string" } } },
  }));
  const found: string[][] = documents.map(() => []);
  for (const { code, at, text } of check(project(documents))) {
    const index = /^a(\d+)\//.exec(at)?.[1];
    if (index !== undefined && !code.startsWith("unused-"))
      found[Number(index)]!.push(`${code} ${text}`);
  }
  expect(
    newerSchemas.map(([version, schema], index) => [version, schema, ...found[index]!]),
  ).toEqual(newerSchemas);
});
