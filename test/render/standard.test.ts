import { beforeAll, describe, expect, test } from "vitest";
import { shown, type Shown } from "./page-text.js";

/** What a page says of constructs that documents seldom have, held against the standard. */

const head = 'info: { title: A, version: "1" }\nservers: [{ url: "https://api.example.org" }]\n';

describe("forms and queries are written as the standard says", () => {
  let page: Shown;
  beforeAll(() => {
    page = shown(`openapi: 3.2.0
${head}paths:
  /forms:
    get:
      operationId: search
      parameters:
        - name: all
          in: querystring
          content: { application/x-www-form-urlencoded: { schema: { type: object }, example: { q: a b, n: 2 } } }
      responses: { 204: { description: Done. } }
    post:
      operationId: send
      parameters:
        - { name: one, in: header, schema: { type: string }, examples: { far: { externalValue: "https://example.org/far.txt", summary: Far away } } }
      requestBody:
        content:
          multipart/form-data:
            schema: { type: object, properties: { tags: { type: array, items: { type: string, example: a }, minItems: 2 }, files: { type: array, items: { type: string, format: binary, example: f } }, list: { type: array, items: { type: integer } } } }
            encoding: { list: { contentType: application/json } }
          application/x-www-form-urlencoded:
            schema: { type: object, properties: { deep: { type: object, properties: { x: { const: 1 } } }, flat: { type: object, properties: { y: { const: 2 } } }, list: { type: array, items: { type: string, example: a }, minItems: 2 }, many: { type: array, items: { type: string, example: b }, minItems: 2 }, plain: { type: object, properties: { z: { const: 3 } } } } }
            encoding:
              deep: { style: deepObject }
              flat: { style: form }
              list: { explode: false, allowReserved: true }
      responses: { 204: { description: Done. } }
`);
  });

  test("nothing is wrong with them", () =>
    expect(page.told.filter((each) => !each.includes("untitled-object"))).toEqual([]));

  test("a query as a whole is encoded as its media type", () =>
    expect(page.lines).toContain("GET /forms?q=a+b&n=2 HTTP/1.1"));

  test("an array has a part for each item, of the type of the items, unless it is sent as JSON", () => {
    const at = page.lines.indexOf("--boundary");
    expect(page.lines.slice(at, page.lines.indexOf("--boundary--"))).toEqual([
      "--boundary",
      'Content-Disposition: form-data; name="tags"',
      "a",
      "--boundary",
      'Content-Disposition: form-data; name="tags"',
      "a",
      "--boundary",
      'Content-Disposition: form-data; name="files"; filename="files"',
      "Content-Type: application/octet-stream",
      "f",
      "--boundary",
      'Content-Disposition: form-data; name="list"',
      "Content-Type: application/json",
      "[0]",
    ]);
  });

  test("fields of a form have the style that their encoding names", () => {
    expect(page.lines).toContain(
      "deep%5Bx%5D=1&y=2&list=a,a&many=b&many=b&plain=%7B%22z%22%3A+3%7D",
    );
    expect(page.lines).toContain("deep: Written in the style deepObject.");
    expect(page.lines).toContain(
      "list: Values are separated by commas. Reserved characters are sent as they are.",
    );
  });

  test("an example that is elsewhere is linked", () =>
    expect(page.lines).toContain(
      "one | string | Example: https://example.org/far.txt (Far away).",
    ));
});

test("a form of OpenAPI 2 is written as its collectionFormat says", () => {
  const { lines } = shown(
    `swagger: "2.0"
info: { title: A, version: "1" }
paths:
  /forms:
    post:
      operationId: send
      summary: Send
      consumes: [application/x-www-form-urlencoded]
      parameters:
        - { name: page, in: query, type: integer }
        - { name: list, in: formData, type: array, items: { type: string }, x-example: [a, b] }
        - { name: many, in: formData, type: array, collectionFormat: multi, items: { type: string }, x-example: [a, b] }
      responses: { 204: { description: Done. } }
`,
    "look: current\n",
  );
  expect(lines).toContain("list=a,b&many=a&many=b");
});

test("a file that a form of OpenAPI 2 needs has its part", () => {
  const { lines } = shown(
    `swagger: "2.0"
info: { title: A, version: "1" }
paths:
  /forms:
    post:
      operationId: send
      summary: Send
      consumes: [multipart/form-data]
      parameters: [{ name: f, in: formData, type: file, required: true }]
      responses: { 204: { description: Done. } }
`,
    "look: current\n",
  );
  expect(lines).toContain('Content-Disposition: form-data; name="f"; filename="f"');
});

test("what is said elsewhere, of items and of XML; fields that the settings name; servers without a scheme", () => {
  const { lines, told } = shown(
    `openapi: 3.1.0
info: { title: A, version: "1" }
servers: [{ url: "//api.example.org/{base}", variables: { base: { default: "" } } }]
paths:
  /x:
    get:
      operationId: x
      x-cost: 5
      x-internal: secret
      parameters:
        - { name: kinds, in: query, x-cost: "a *lot*", schema: { type: array, items: { $ref: "#/components/schemas/Kind" } } }
      responses: { 200: { description: Done., content: { application/xml: { schema: { $ref: "#/components/schemas/Item" } } } } }
components:
  schemas:
    Kind: { type: string, enum: [a, b], description: What it is. }
    Item:
      type: object
      xml: { name: item, prefix: p, namespace: "https://example.org/ns" }
      externalDocs: { url: https://example.org/item, description: The item }
      properties:
        id: { type: string, xml: { attribute: true } }
        list: { type: array, items: { type: string, xml: { name: each } }, xml: { wrapped: true } }
        cost: { type: string, x-cost: { a: 1 } }
        plain: { type: string, xml: {} }
`,
    "show: { extensions: [x-cost] }\n",
  );
  expect(told).toEqual([]);
  for (const line of [
    "curl -X GET 'https://api.example.org/x'",
    'Default: "".',
    "x-cost: 5",
    "kinds | [string] | Each item: What it is.",
    'Each item: One of: "a", "b".',
    "x-cost: a *lot*",
    "See The item.",
    "In XML: the element p:item, of the namespace https://example.org/ns.",
    "id | string | In XML: an attribute.",
    "list | [string] | In XML: the items are wrapped in an element.",
    'cost | string | x-cost: {"a": 1}',
    "plain | string",
  ])
    expect(lines).toContain(line);
  expect(lines.join()).not.toContain("secret");
});

describe("types say what a schema says", () => {
  let page: Shown;
  beforeAll(() => {
    page = shown(`openapi: 3.1.0
${head}paths:
  /x:
    get:
      operationId: x
      responses: { 200: { description: Done., content: { application/json: { schema: { $ref: "#/components/schemas/All" } } } } }
components:
  schemas:
    All:
      type: object
      required: [named]
      properties:
        any: { type: array, contains: { type: integer }, minContains: 0 }
        lone: { type: array, prefixItems: [{ type: string }], minItems: 1, items: false }
        empty: { type: array, items: false }
        never: { enum: [] }
        pet: { $ref: "#/components/schemas/Pet" }
        gone: { $ref: "#/components/schemas/Gone" }
      additionalProperties: { type: integer }
    Gone: { type: object, deprecated: true, description: No longer., properties: { a: { type: string } } }
    Pet: { type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind, mapping: { miau: "#/components/schemas/Cat", rex: Rex } } }
    Cat: { allOf: [{ $ref: "#/components/schemas/Pet" }, { properties: { claws: { type: integer } } }] }
    Lion: { allOf: [{ $ref: "#/components/schemas/Cat" }] }
    Rex: { type: object, properties: { bones: { type: integer } } }
`);
  });

  test.each([
    [
      "names that are required without a description are what all others are",
      "named | integer | Required.",
    ],
    ["any number of items that fit is not said", "any | array"],
    ["a tuple of one item is told from an array", "lone | [string] | Items: 1."],
    ["an array that can hold nothing", "empty | []"],
    ["no value at all", "never | nothing"],
    [
      "schemas that extend one with a discriminator",
      'pet | Pet | Told apart by kind: "miau" is Cat, "Lion" is Cat, "rex" is Rex.',
    ],
    ["which have their tables", "claws | integer"],
    ["and so those of the mapping", "bones | integer"],
    ["an example says by its discriminator what it is", '"kind": "Pet"'],
    ["a type that is deprecated as a whole", "Deprecated. No longer."],
  ])("%s", (_, wanted) => expect(page.lines).toContain(wanted));
});

describe("alternatives are said in the fewest words", () => {
  let lines: readonly string[];
  beforeAll(() => {
    lines = shown(`openapi: 3.1.1
${head}paths:
  /things:
    get:
      operationId: get
      responses:
        200:
          description: Done.
          content:
            application/json:
              schema:
                properties:
                  all: { anyOf: [true, { type: string, minLength: 2 }] }
                  some: { anyOf: [{ type: [string, "null"] }, { type: array, items: { type: string } }, { type: "null" }] }
                  count: { anyOf: [{ type: integer, minimum: 1, description: A count. }, { type: "null" }] }
                  kind: { oneOf: [{ enum: [a] }, { enum: [b, c] }] }
                  trip: { $ref: "#/components/schemas/Trip" }
components:
  schemas:
    Trip: { allOf: [{ $ref: "#/components/schemas/Way" }, { $ref: "#/components/schemas/Links" }] }
    Way: { description: A way., properties: { from: { type: string } } }
    Links: { description: Where more is., properties: { next: { type: string } } }
`).lines;
  });

  test("one that fits all leaves nothing to say of the others", () =>
    expect(lines).toContain("all | any"));
  test("null is said once", () => expect(lines).toContain("some | string or null or [string]"));
  test("what null is the only alternative to has no number", () =>
    expect(lines.slice(lines.indexOf("count | integer or null | A count."))[1]).toBe(
      "Value: at least 1.",
    ));
  test("lists of values are one list", () =>
    expect(lines).toContain('kind | string | One of: "a", "b", "c".'));
  test("what is put together of named schemas is what the first one says", () => {
    expect(lines).toContain("A way.");
    expect(lines).not.toContain("Where more is.");
  });
});

test("lists of OpenAPI 2 within lists and in headers are written as they say", () => {
  const { lines } = shown(
    `swagger: "2.0"
info: { title: A, version: "1" }
paths:
  /lists:
    get:
      operationId: list
      summary: List
      parameters:
        - { name: q, in: query, type: array, items: { type: array, collectionFormat: ssv, items: { type: array, items: { type: integer } } } }
      responses:
        200: { description: Done., headers: { X-A: { type: array, collectionFormat: pipes, items: { type: string } } } }
`,
    "look: current\n",
  );
  const each = "Each item: Values are separated by";
  expect(lines).toContain(
    `q | [[[integer]]] | Values are separated by commas. ${each} spaces. Each item: ${each} commas.`,
  );
  expect(lines).toContain("X-A | [string] | Values are separated by |.");
});

test("a body is text of the author's, or written in its media type; other data is shown as JSON below the request", () => {
  const { lines } = shown(`openapi: 3.2.0
${head}paths:
  /files:
    additionalOperations:
      COPY:
        operationId: copy
        requestBody:
          content:
            application/xml: { example: { a: 1 } }
            text/csv: { schema: { type: string, example: "a,b" } }
        responses: { 204: { description: Done. } }
`);
  const xml = lines.indexOf("Example request (application/xml)");
  expect(lines.slice(xml + 1, xml + 4)).toEqual([
    "COPY /files HTTP/1.1",
    "Content-Type: application/xml",
    "<body>",
  ]);
  expect(lines).toContain('"a": 1');
  const csv = lines.indexOf("Content-Type: text/csv");
  expect(lines[csv + 1]).toBe("a,b");
});

test("tags say what they are of and for; those that navigation is not made of have no section where others are", () => {
  const document = `openapi: 3.2.0
${head}tags:
  - { name: things, kind: nav, description: All things. }
  - { name: small, parent: things }
  - { name: beta, kind: badge }
paths:
  /things: { get: { operationId: get, tags: [beta, small], responses: { 204: { description: Done. } } } }
`;
  expect(shown(document).lines).toContain("small");
  expect(shown(document).lines).toContain("Part of things.");
  expect(shown(document).lines).toContain("Kind badge.");
});

test("a tag without operations says what it says, operations with several tags are led to from each", () => {
  const { lines, links, ids, told } = shown(
    `openapi: 3.1.0
${head}tags:
  - { name: design, description: "How it looks. See [it](#operation/getThing) and [the other](#tag/Tools/operation/none)." }
  - { name: tools }
  - { name: empty }
paths:
  /things: { get: { operationId: getThing, tags: [tools, design, more], responses: { 204: { description: Done. } } } }
`,
    "look: current\n",
    {
      "specpress.yaml":
        "name: T\nspecification: text\nlabels: { V: unstable }\nlook: current\napis: { a: { title: A, openapi: api, suffix: a, version: V, sections: tags, descriptions: markdown } }\n",
    },
  );
  expect(ids).toEqual(expect.arrayContaining(["design", "tools", "more"]));
  expect(ids).not.toContain("empty");
  expect(lines).toContain("How it looks. See it and the other.");
  expect(lines.filter((line) => line === "See GET /things.")).toHaveLength(2);
  expect(links.filter((to) => to === "get-things").length).toBeGreaterThanOrEqual(2);
  // What programs that show OpenAPI call an operation is told by its id.
  expect(told.filter((each) => each.includes("dead-link"))).toEqual([
    expect.stringMatching(/ dead-link operation\/getThing get-things$/) as string,
    expect.stringMatching(/ dead-link tag\/Tools\/operation\/none/) as string,
  ]);
});

test("webhooks stand in the sections of their tags, after the operations; those without one at the end", () => {
  const { lines } = shown(
    `openapi: 3.1.0
${head}tags: [{ name: news, description: What is sent. }, { name: things }]
paths:
  /things: { get: { tags: [things], responses: { 204: { description: Done. } } } }
  /news: { get: { tags: [news], responses: { 204: { description: Done. } } } }
webhooks:
  bare: { post: { responses: { 200: { description: Done. } } } }
  came: { post: { tags: [news], responses: { 200: { description: Done. } } } }
`,
    "look: current\n",
    {
      "specpress.yaml":
        "name: T\nspecification: text\nlabels: { V: unstable }\nlook: current\napis: { a: { title: A, openapi: api, suffix: a, version: V, sections: tags } }\n",
    },
  );
  expect(lines.filter((line) => /^(?:news|things|(?:GET|POST) \S+)$/.test(line))).toEqual([
    "news",
    "GET /news",
    "POST came",
    "things",
    "GET /things",
    "POST bare",
  ]);
});

test.each(["current", "compact"])(
  "what no value fits is nothing, what all fit anything: look %s",
  (look) => {
    const { lines } = shown(
      `openapi: 3.1.0
${head}paths:
  /things: { get: { operationId: get, responses: { 200: { description: Done., content: { application/json: { schema: { title: T, type: object, properties: { a: { not: {} }, b: { type: string, not: true }, c: false, d: { not: { not: {} } }, e: { not: false } } } } } } } } }
`,
      `look: ${look}\n`,
    );
    const start = lines.indexOf("T") + 2;
    expect(lines.slice(start, start + 5)).toEqual([
      "a | nothing",
      "b | nothing",
      "c | nothing",
      "d | any",
      "e | any",
    ]);
  },
);
