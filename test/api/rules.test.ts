import { expect, test } from "vitest";
import { codes } from "../../src/base/diagnostics.js";
import { rules } from "../../src/api/api.js";
import { rulesOf } from "./tiny-api.js";

const head = `info: { title: T, version: "1" }\n`;
const responses = `      responses: { "200": { description: D } }\n`;
const v3 = (lines: string, version = "3.1.1") => `openapi: ${version}\n${head}${lines}`;
const get = (path: string, lines = "", method = "get") =>
  `paths:\n  ${path}:\n    ${method}:\n      operationId: getOne\n${responses}${lines}`;

/** Operations that have ids as most have. */
const others = ["one", "two", "three", "four"]
  .map((id) => `  /${id}:\n    get:\n      operationId: ${id}\n${responses}`)
  .join("");

/** A document, and the code it has wrong with its place; nothing where it is right. */
const cases: readonly (readonly [what: string, text: string, found: string | null])[] = [
  ["all right", v3(get("/a")), null],
  [
    "two ids",
    v3(`${get("/a")}  /b:\n    get:\n      operationId: getOne\n${responses}`),
    "10:20 duplicate-operation-id",
  ],
  [
    "no id among ids",
    v3(
      `${get("/a")}  /b:\n    get:\n      operationId: getTwo\n${responses}  /c:\n    get:\n${responses}${others}`,
    ),
    "13:5 operation-without-id",
  ],
  ["a group of tags that is none", v3(`x-tagGroups: [B]\npaths: {}\n`), "3:15 vendor-field"],
  [
    "a tag in two groups",
    v3(
      `x-tagGroups: [{ name: A, tags: [a] }, { name: B, tags: [a] }]\npaths:\n  /a: { get: { tags: [a], responses: { "200": { description: D } } } }\n`,
    ),
    "3:57 tag-grouped-twice",
  ],
  [
    "a logo",
    `openapi: 3.1.1\ninfo: { title: T, version: "1", x-logo: {} }\npaths: {}\n`,
    "2:33 logo-not-shown",
  ],
  ["no ids at all", v3(`paths:\n  /a:\n    get:\n${responses}`), null],
  [
    "an id not like the others",
    v3(
      `${get("/a")}    put:\n      operationId: get_two\n${responses}    post:\n      operationId: getThree\n${responses}${others}`,
    ),
    "9:20 operation-id-style",
  ],
  [
    "ids of OpenAPI 2 that are all written in another way",
    `swagger: "2.0"\n${head}paths:\n${["A", "B", "C", "D"].map((id) => `  /${id}:\n    get:\n      operationId: ${id}Get\n${responses}`).join("")}`,
    null,
  ],
  [
    "an id that begins with the method",
    `swagger: "2.0"\n${head}${get("/a").replace("getOne", "GET_one")}`,
    "6:20 operation-id-style",
  ],
  [
    "equal paths",
    v3(
      `${get("/a/{b}", "      parameters: [{ in: path, name: b, required: true, schema: {} }]\n")}  /a/{c}: {}\n`,
    ),
    "9:3 same-path",
  ],
  ["a query in a path", v3(get('"/a?b"')), "4:3 path-malformed"],
  [
    "a name twice",
    v3(
      get("/a/{b}/{b}", "      parameters: [{ in: path, name: b, required: true, schema: {} }]\n"),
    ),
    "4:3 path-parameter-twice",
  ],
  ["spaces around a path", v3(get('" /a"')), "4:3 path-blank"],
  ["an undescribed name", v3(get("/a/{b}")), "5:5 path-parameter-missing"],
  [
    "a name not in the path",
    v3(get("/a", "      parameters: [{ in: path, name: b, required: true, schema: {} }]\n")),
    "8:38 path-parameter-unknown",
  ],
  [
    "one name in place of another",
    v3(get("/a/{b}", "      parameters: [{ in: path, name: lamp, required: true, schema: {} }]\n")),
    "8:38 path-parameter-unknown",
  ],
  [
    "an optional name",
    v3(get("/a/{b}", "      parameters: [{ in: path, name: b, required: false, schema: {} }]\n")),
    "8:51 path-parameter-optional",
  ],
  [
    "two parameters",
    v3(
      get(
        "/a",
        "      parameters: [{ in: query, name: b, schema: {} }, { in: query, name: b, schema: {} }]\n",
      ),
    ),
    "8:75 duplicate-parameter",
  ],
  [
    "a query as a whole and in parts",
    v3(
      get(
        "/a",
        "      parameters: [{ in: querystring, name: b, content: { a/b: {} } }, { in: query, name: c, schema: {} }]\n",
      ),
      "3.2.0",
    ),
    "8:45 several-query-forms",
  ],
  ["a body of GET", v3(get("/a", "      requestBody: { content: {} }\n")), "8:7 body-not-expected"],
  ["a body of POST", v3(get("/a", "      requestBody: { content: {} }\n", "post")), null],
  [
    "no responses in 3.0",
    v3("paths:\n  /a:\n    get: { operationId: a }\n", "3.0.4"),
    "5:5 no-responses",
  ],
  ["no responses in 3.1", v3("paths:\n  /a:\n    get: { operationId: a }\n"), null],
  [
    "empty responses",
    v3("paths:\n  /a:\n    get: { operationId: a, responses: {} }\n"),
    "5:28 no-responses",
  ],
  ["an unknown scheme", v3(`${get("/a")}security: [{ token: [] }]\n`), "8:14 undefined-security"],
  [
    "scopes of a key",
    v3(
      `${get("/a")}security: [{ t: [a] }]\ncomponents: { securitySchemes: { t: { type: apiKey, in: header, name: T } } }\n`,
      "3.0.4",
    ),
    "8:17 security-scopes",
  ],
  [
    "roles of a key",
    v3(
      `${get("/a")}security: [{ t: [a] }]\ncomponents: { securitySchemes: { t: { type: apiKey, in: header, name: T } } }\n`,
    ),
    null,
  ],
  [
    "an unknown scope",
    v3(
      `${get("/a")}security: [{ t: [a] }]\ncomponents: { securitySchemes: { t: { type: oauth2, flows: { implicit: { authorizationUrl: /a, scopes: { b: B } } } } } }\n`,
    ),
    "8:17 undefined-scope",
  ],
  [
    "an undefined variable",
    v3(`${get("/a")}servers: [{ url: "/{b}" }]\n`),
    "8:18 server-variable-undefined",
  ],
  [
    "an unused variable",
    v3(`${get("/a")}servers: [{ url: /, variables: { b: { default: c } } }]\n`),
    "8:34 server-variable-unused",
  ],
  [
    "another default",
    v3(`${get("/a")}servers: [{ url: "/{b}", variables: { b: { default: c, enum: [d] } } }]\n`),
    "8:53 server-variable-default",
  ],
  [
    "an undeclared tag",
    v3(`${get("/a", "      tags: [b]\n")}tags: [{ name: c }]\n`),
    "8:14 undeclared-tag",
  ],
  [
    "tags in a circle",
    "openapi: 3.2.0\ninfo: { title: A, version: '1' }\npaths: {}\ntags:\n  - { name: z, parent: a }\n  - { name: a, parent: b }\n  - { name: b, parent: c }\n  - { name: c, parent: a }\n",
    "6:24 tag-circle",
  ],
  ["undeclared tags where none are", v3(get("/a", "      tags: [b]\n")), null],
  [
    "a link to nowhere",
    v3(get("/a").replace("description: D", "description: D, links: { b: { operationId: c } }")),
    "7:72 link-target",
  ],
  [
    "a link by reference",
    v3(
      get("/a").replace(
        "description: D",
        'description: D, links: { b: { operationRef: "#/paths/~1a/get" } }',
      ),
    ),
    null,
  ],
  [
    "a link by a reference to nowhere",
    v3(
      get("/a").replace(
        "description: D",
        'description: D, links: { b: { operationRef: "#/paths/~1b/get" } }',
      ),
    ),
    "7:73 link-target",
  ],
  [
    "a parameter of a link that the operation has",
    v3(
      get("/a", "      parameters: [{ in: query, name: q, schema: {} }]\n").replace(
        "description: D",
        "description: D, links: { b: { operationId: getOne, parameters: { q: 1, query.q: 1 } } }",
      ),
    ),
    null,
  ],
  [
    "a parameter of a link that the operation does not have",
    v3(
      get("/a").replace(
        "description: D",
        'description: D, links: { b: { operationRef: "#/paths/~1a/get", parameters: { q: 1 } } }',
      ),
    ),
    "7:106 link-parameter",
  ],
  [
    "an encoding of no property",
    v3(
      get(
        "/a",
        "      requestBody: { content: { a/b: { schema: { allOf: [{ properties: { file: {} } }] }, encoding: { file: {}, fil: {} } } } }\n",
        "post",
      ),
    ),
    "8:113 encoding-unknown",
  ],
  [
    "a discriminator that no schema has",
    v3(
      `${get("/a")}components: { schemas: { C: { properties: { kind: {} }, discriminator: { propertyName: knd } }, D: { allOf: [{ $ref: "#/components/schemas/C" }] } } }\nx-a: [{ $ref: "#/components/schemas/D" }]\n`,
    ),
    "8:88 discriminator",
  ],
  [
    "a discriminator that the alternatives have",
    v3(
      `${get("/a")}components: { schemas: { C: { oneOf: [{ $ref: "#/components/schemas/D" }], discriminator: { propertyName: k } }, D: { properties: { k: {} } } } }\nx-a: [{ $ref: "#/components/schemas/C" }]\n`,
    ),
    null,
  ],
  [
    "a discriminator to nowhere",
    v3(
      get(
        "/a",
        "      requestBody: { content: { a/b: { schema: { discriminator: { propertyName: k, mapping: { b: C } } } } } }\n",
        "post",
      ),
    ),
    "8:98 discriminator-mapping",
  ],
  [
    "a discriminator to a schema",
    v3(
      `${get("/a", "      requestBody: { content: { a/b: { schema: { discriminator: { propertyName: k, mapping: { b: C } } } } } }\n", "post")}components: { schemas: { C: {} } }\n`,
    ),
    null,
  ],
  [
    "a discriminator of OpenAPI 2",
    `swagger: "2.0"\n${head}${get("/a").replace("description: D", 'description: D, schema: { $ref: "#/definitions/B" }')}definitions: { B: { discriminator: k, properties: { k: {} } } }\n`,
    "8:36 discriminator",
  ],
  [
    "a read-only property",
    `swagger: "2.0"\n${head}${get("/a").replace("description: D", "description: D, schema: { required: [k], properties: { k: { readOnly: true } } }")}`,
    "7:66 read-only-required",
  ],
  [
    "what is only read and only written, in 3.0",
    `openapi: 3.0.4\n${head}${get("/a", "      requestBody: { content: { a/b: { schema: { properties: { k: { readOnly: true, writeOnly: true } } } } } }\n", "post")}`,
    "8:96 openapi-exclusive",
  ],
  [
    "… in 3.1",
    v3(
      get(
        "/a",
        "      requestBody: { content: { a/b: { schema: { properties: { k: { readOnly: true, writeOnly: true } } } } } }\n",
        "post",
      ),
    ),
    null,
  ],
  [
    "a file that is not consumed",
    `swagger: "2.0"\n${head}${get("/a", "      parameters: [{ in: formData, name: f, type: file }]\n")}`,
    "8:51 file-not-consumed",
  ],
  [
    "an example that is not produced",
    `swagger: "2.0"\n${head}produces: [a/b]\n${get("/a").replace("description: D", "description: D, examples: { c/d: 1 }")}`,
    "8:57 example-not-produced",
  ],
  [
    "two bodies",
    `swagger: "2.0"\n${head}${get("/a", "      parameters: [{ in: body, name: a, schema: {} }, { in: body, name: b, schema: {} }]\n", "post")}`,
    "8:61 several-bodies",
  ],
  [
    "headers that are described in other ways",
    v3(
      get(
        "/a",
        "      parameters: [{ in: header, name: accept, schema: {} }, { in: query, name: Accept, schema: {} }]\n",
      ),
    ),
    "8:40 ignored-header",
  ],
  [
    "a media type as a header",
    v3(
      get("/a").replace(
        "description: D",
        "description: D, headers: { Content-Type: { schema: {} } }",
      ),
    ),
    "7:56 ignored-header",
  ],
  [
    "an unknown scheme of HTTP",
    v3(
      `${get("/a")}security: [{ t: [] }]\ncomponents: { securitySchemes: { t: { type: http, scheme: Bearr } } }\n`,
    ),
    "9:59 unknown-http-scheme",
  ],
  [
    "a known scheme of HTTP",
    v3(
      `${get("/a")}security: [{ t: [] }]\ncomponents: { securitySchemes: { t: { type: http, scheme: Bearer } } }\n`,
    ),
    null,
  ],
  [
    "a default that should be among the values",
    v3(
      `servers: [{ url: "/{a}", variables: { a: { enum: [b], default: c } } }]\n${get("/a")}`,
      "3.0.4",
    ),
    "3:64 server-variable-unlisted",
  ],
  [
    "an unused component",
    v3(`${get("/a")}components: { schemas: { C: {} } }\n`),
    "8:26 unused-definition",
  ],
  [
    "one that only itself uses",
    v3(
      `${get("/a")}components: { schemas: { C: { items: { $ref: "#/components/schemas/C" } } } }\n`,
    ),
    "8:26 unused-definition",
  ],
  [
    "one that another file uses",
    v3(
      `${get("/a")}components: { schemas: { "C%": {} } }\nx-a: { $ref: "#/components/schemas/C%25/title" }\n`,
    ),
    null,
  ],
];

test.each(cases)("%s", (_, text, found) => {
  expect(rulesOf(text).map((each) => each.split(": ")[0])).toEqual(found === null ? [] : [found]);
});

test("one endpoint in two files", () => {
  // What stands in one file twice is said of its paths.
  const listed = new Set(cases.flatMap(([, , found]) => found?.split(" ")[1] ?? []));
  const all = rules.flatMap((rule) => rule.codes).filter((code) => code !== "duplicate-endpoint");
  expect(all.filter((code) => !listed.has(code))).toEqual([]);
  expect(all.every((code) => code in codes)).toBe(true);
});

test("what several methods of a path lack is reported once, and not all of what very many lack", () => {
  const path = Array.from({ length: 30 }, (_, index) => `/{p${index}}`).join("");
  const methods = ["get", "put", "post"].map(
    (method) => `    ${method}:\n      operationId: ${method}It\n${responses}`,
  );
  const found = rulesOf(v3(`paths:\n  "${path}":\n${methods.join("")}`));
  const missing = found.filter((each) => each.includes("path-parameter-missing"));
  expect(missing).toHaveLength(21);
});

test("an array may be as long as its author likes", () => {
  const items = `${"0,".repeat(200_000)}0`;
  expect(rulesOf(v3(`${get("/a")}x-a: [${items}]\n`))).toEqual([]);
});
