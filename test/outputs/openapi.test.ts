import { existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { expect, test } from "vitest";
import { specpress } from "../program.js";
import { at, exported, project } from "./project.js";

const rooms = `swagger: "2.0"
info: { title: Rooms, version: "1" }
host: example.org
schemes: [https]
basePath: /v1/%MAJOR%
consumes: [application/json]
produces: [application/json]
securityDefinitions: { token: { type: apiKey, in: header, name: Authorization } }
parameters:
  limit: { name: limit, in: query, type: integer, maximum: 10, exclusiveMaximum: true }
definitions:
  Room:
    title: A room
    type: object
    properties:
      name: { type: string, x-nullable: true, example: Hall }
      parent: { $ref: "#/definitions/Room" }
      owner: { $ref: definitions/user.yaml }
paths:
  /rooms/{id}:
    parameters: [{ name: id, in: path, required: true, type: string, x-example: "!1" }]
    get:
      tags: [Rooms]
      operationId: getRoom
      summary: Reads a room.
      description: "Reads \`\`one\`\` room, see \`About rooms\`_. Not *all*, 2 * 3 * 4."
      security: [{ token: [] }]
      x-mine: { a: 1.0 }
      parameters:
        - $ref: "#/parameters/limit"
        - { name: ids, in: query, type: array, items: { type: string }, collectionFormat: multi }
      responses:
        200:
          description: The room.
          schema: { $ref: "#/definitions/Room" }
          examples: { application/json: { name: Hall } }
          headers: { X-Count: { type: integer, description: How many. } }
        4xx: { description: Wrong. }
    post:
      tags: [Rooms, First]
      operationId: upload
      summary: Uploads a picture.
      description: "Uploads.\\n\\n1\\\\. A line."
      consumes: [multipart/form-data]
      parameters:
        - { name: picture, in: formData, type: file, required: true, description: The picture. }
        - { name: sizes, in: formData, type: array, items: { type: integer } }
      responses: { 204: { description: Done. } }
  /rooms:
    put:
      tags: [Rooms]
      operationId: putRoom
      summary: Makes a room.
      parameters: [{ name: room, in: body, required: true, schema: { $ref: "#/definitions/Room" } }]
      responses: { 204: { description: Done. } }
`;
const users = `swagger: "2.0"
info: { title: Users, version: "1" }
host: example.org
schemes: [https]
basePath: /v2
securityDefinitions: { token: { type: basic } }
definitions: { Room: { type: string } }
paths:
  /users:
    get:
      tags: [First]
      operationId: getRoom
      summary: Lists users.
      security: [{ token: [] }]
      responses:
        200: { description: All., schema: { type: array, items: { $ref: definitions/user.yaml } } }
        404: { description: None., schema: { $ref: "#/definitions/Room" } }
`;
const user =
  "title: User of rooms\ntype: object\nproperties:\n  friends: { type: array, items: { $ref: user.yaml } }\n";

const files = {
  "api/rooms.yaml": rooms,
  "api/users.yaml": users,
  "api/definitions/user.yaml": user,
};

test("one document has all files of an API: paths with their base paths, named and recursive schemas, tags in the order of the page", () => {
  const { run, value } = exported(project(files), "openapi", "main", "--openapi", "3.1");
  expect(run.code).toBe(0);
  expect(Object.keys(value["paths"]!)).toEqual(["/v1/r0/rooms/{id}", "/v1/r0/rooms", "/v2/users"]);
  expect(value["servers"]).toEqual([{ url: "https://example.org" }]);
  expect(at(value, "info")).toEqual({ title: "Main API", version: "v1", description: "Tests" });
  expect(value["tags"]).toEqual([{ name: "Rooms" }, { name: "First" }]);
  const schemas = at(value, "components", "schemas") as Record<string, unknown>;
  expect(Object.keys(schemas)).toEqual(["Room", "Room_users", "UserOfRooms"]);
  expect(schemas["Room"]).toMatchObject({
    properties: {
      name: { type: ["string", "null"], examples: ["Hall"] },
      parent: { $ref: "#/components/schemas/Room" },
      owner: { $ref: "#/components/schemas/UserOfRooms" },
    },
  });
  expect(schemas["UserOfRooms"]).toMatchObject({
    properties: { friends: { items: { $ref: "#/components/schemas/UserOfRooms" } } },
  });
  const operation = at(value, "paths", "/v1/r0/rooms/{id}", "get") as Record<string, unknown>;
  expect(operation).toMatchObject({
    description:
      "Reads `one` room, see [About rooms](../main.html#about-rooms). Not *all*, 2 \\* 3 \\* 4.",
    externalDocs: { url: "../main.html#get-v1-r0-rooms-id" },
    security: [{ token: [] }],
    "x-mine": { a: 1 },
    parameters: [
      { $ref: "#/components/parameters/limit" },
      { name: "ids", style: "form", explode: true, schema: { type: "array" } },
    ],
  });
  expect(run.out).toContain('"a": 1.0');
  expect(at(value, "components", "parameters", "limit", "schema")).toEqual({
    type: "integer",
    exclusiveMaximum: 10,
  });
  expect(operation["responses"]).toEqual({
    "200": {
      description: "The room.",
      content: {
        "application/json": {
          schema: { $ref: "#/components/schemas/Room" },
          example: { name: "Hall" },
        },
      },
      headers: { "X-Count": { schema: { type: "integer" }, description: "How many." } },
    },
    "4XX": { description: "Wrong." },
  });
  expect(at(value, "paths", "/v1/r0/rooms/{id}", "parameters", 0)).toEqual({
    name: "id",
    in: "path",
    required: true,
    schema: { type: "string" },
    example: "!1",
  });
  expect(at(value, "paths", "/v1/r0/rooms/{id}", "post", "requestBody")).toEqual({
    content: {
      "multipart/form-data": {
        schema: {
          type: "object",
          properties: {
            picture: {
              type: "string",
              contentMediaType: "application/octet-stream",
              description: "The picture.",
            },
            sizes: { type: "array", items: { type: "integer" } },
          },
          required: ["picture"],
        },
        encoding: { sizes: { style: "form", explode: false } },
      },
    },
    required: true,
  });
  // Names of one file are not those of another.
  expect(at(value, "components", "securitySchemes")).toEqual({
    token: { type: "apiKey", in: "header", name: "Authorization" },
    token_users: { type: "http", scheme: "basic" },
  });
  expect(at(value, "paths", "/v2/users", "get", "security")).toEqual([{ token_users: [] }]);
  expect(at(value, "paths", "/v2/users", "get", "operationId")).toBe("getRoom_users");
});

test("as written it stays in its version, and other versions are as their standard wants them", () => {
  const folder = project(files);
  const { value } = exported(folder, "openapi", "--server", "https://api.example.com/x/");
  expect(value).toMatchObject({
    swagger: "2.0",
    host: "api.example.com",
    basePath: "/x",
    schemes: ["https"],
    // Operations that ask for nothing are said to.
    security: [],
  });
  expect(Object.keys(value["definitions"]!)).toEqual(["Room", "Room_users", "UserOfRooms"]);
  expect(at(value, "paths", "/v1/r0/rooms", "put")).toMatchObject({
    consumes: ["application/json"],
    "x-permalink": "../main.html#put-v1-r0-rooms",
  });
  const older = exported(folder, "openapi", "--openapi", "3.0");
  expect(at(older.value, "components", "schemas", "Room", "properties", "name")).toEqual({
    type: "string",
    nullable: true,
    example: "Hall",
  });
  expect(at(older.value, "components", "parameters", "limit", "schema")).toEqual({
    type: "integer",
    maximum: 10,
    exclusiveMaximum: true,
  });
});

test("YAML says the same as JSON, and is the same each time", () => {
  const folder = project(files);
  const yaml = specpress(["export", "openapi", "--format", "yaml"], folder).out;
  expect(load(yaml)).toEqual(exported(folder, "openapi").value);
  expect(yaml).toContain("description: |-\n        Uploads.\n\n        1\\. A line.\n");
  expect(specpress(["export", "openapi", "--out", "x/api.yml"], folder).code).toBe(0);
  expect(readFileSync(join(folder, "x/api.yml"), "utf8")).toBe(yaml);
});

test("nothing is written in place of a source, or where a link of the project leads", () => {
  const folder = project(files);
  const outside = project({});
  symlinkSync(outside, join(folder, "link"));
  const [source] = Object.keys(files).filter((path) => path.endsWith(".yaml"));
  const before = readFileSync(join(folder, source!), "utf8");
  for (const out of [source!, "specpress.yaml", "link/x.json"]) {
    const { code, err } = specpress(["export", "openapi", "--out", out], folder);
    expect([code, err]).toEqual([2, expect.stringMatching(/--out: .*(?:is made of|is a link)/)]);
  }
  expect(readFileSync(join(folder, source!), "utf8")).toBe(before);
  expect(existsSync(join(outside, "x.json"))).toBe(false);
});

const newer = `openapi: 3.1.0
info: { title: Pets, version: "1" }
servers:
  - url: "https://{host}{base}"
    variables: { host: { default: localhost }, base: { default: /pets } }
paths:
  /pets:
    get:
      operationId: pets
      summary: Pets.
      parameters: [{ name: session, in: cookie, schema: { type: string } }]
      responses:
        "200":
          description: All.
          content:
            application/json:
              schema:
                type: array
                items: { $ref: "#/components/schemas/Pet" }
components:
  schemas:
    Pet:
      oneOf: [{ $ref: "#/components/schemas/Cat" }, { type: "null" }]
      description: A pet.
    Cat:
      $defs: { Tail: { type: integer } }
      type: object
      properties:
        age: { type: [integer, "null"], exclusiveMinimum: 0 }
        kind: { const: cat }
        tail: { $ref: "#/components/schemas/Cat/$defs/Tail", description: Of the cat. }
      patternProperties: { "^x": { type: string } }
`;

test("what an older version cannot say is reported at its place, everything else is said in its words", () => {
  const folder = project({ "api/pets.yaml": newer });
  const { run, value } = exported(folder, "openapi", "--openapi", "2.0");
  expect(run.code).toBe(0);
  const found = run.err.split("\n").filter((line) => line.includes("export-loses"));
  expect(found).toEqual([
    expect.stringMatching(/^api\/pets\.yaml:5:5: warning.*cannot say "variables" of a server/),
    expect.stringMatching(/^api\/pets\.yaml:11:20: warning.*cannot say a parameter in "cookie"/),
    expect.stringMatching(/^api\/pets\.yaml:32:7: warning.*cannot say "patternProperties"/),
  ]);
  expect(value).toMatchObject({ swagger: "2.0", basePath: "/pets" });
  expect(value["definitions"]).toEqual({
    Pet: {
      allOf: [{ $ref: "#/definitions/Cat" }],
      description: "A pet.",
      "x-nullable": true,
    },
    Cat: {
      type: "object",
      properties: {
        age: { type: "integer", minimum: 0, exclusiveMinimum: true, "x-nullable": true },
        kind: { enum: ["cat"] },
        tail: { allOf: [{ $ref: "#/definitions/Tail" }], description: "Of the cat." },
      },
      "x-patternProperties": { "^x": { type: "string" } },
    },
    Tail: { type: "integer" },
  });
  const middle = exported(folder, "openapi", "--openapi", "3.0").value;
  expect(at(middle, "components", "schemas", "Pet", "oneOf")).toEqual([
    { $ref: "#/components/schemas/Cat" },
    { type: "string", nullable: true, enum: [null] },
  ]);
  expect(specpress(["export", "openapi", "--openapi", "2.0", "--strict"], folder).code).toBe(1);
});

test("null beside a reference, and examples of parameters, are there in the words of each version", () => {
  const folder = project({
    "api/pets.yaml": `swagger: "2.0"
info: { title: P, version: "1" }
paths:
  /p:
    get:
      responses:
        200:
          description: Done.
          schema:
            type: object
            properties: { owner: { $ref: "#/definitions/Owner", description: Of the pet., x-nullable: true } }
definitions: { Owner: { type: string }, Name: { type: [string, "null"], description: Or none. } }
`,
    "api/zoo.yaml": `openapi: 3.0.3
info: { title: P, version: "1" }
paths:
  /zoo:
    post:
      parameters:
        - { name: of, in: query, schema: { type: string }, examples: { a: { value: x, summary: One }, b: { value: y } } }
      requestBody: { content: { application/json: { schema: { type: object }, example: { a: 1 } } } }
      responses: { 200: { description: Done. } }
`,
  });
  const owner = (version: string) => {
    const { value } = exported(folder, "openapi", "--openapi", version);
    const media = version === "2.0" ? [] : ["content", "*/*"];
    const response = ["paths", "/p", "get", "responses", "200", ...media];
    return at(value, ...response, "schema", "properties", "owner");
  };
  const description = "Of the pet.";
  const [old, $ref] = [{ $ref: "#/definitions/Owner" }, "#/components/schemas/Owner"];
  expect(owner("2.0")).toEqual({ allOf: [old], description, "x-nullable": true });
  // In OpenAPI 2 null is no type.
  const oldest = exported(folder, "openapi", "--openapi", "2.0").value;
  expect(at(oldest, "definitions", "Name")).toEqual({
    type: "string",
    description: "Or none.",
    "x-nullable": true,
  });
  const nothing = { type: "string", nullable: true, enum: [null] };
  expect(owner("3.0")).toEqual({ anyOf: [{ allOf: [{ $ref }] }, nothing], description });
  expect(owner("3.1")).toEqual({ anyOf: [{ $ref }, { type: "null" }], description });
  const { value } = exported(folder, "openapi", "--openapi", "2.0");
  const examples = { a: { value: "x", summary: "One" }, b: { value: "y" } };
  expect(at(value, "paths", "/zoo", "post", "parameters")).toMatchObject([
    { name: "of", "x-example": "x", "x-examples": examples },
    { in: "body", "x-examples": { "application/json": { value: { a: 1 } } } },
  ]);
});

test("references that extensions of schemas hold lead to where the schemas stand", () => {
  const pets = newer.replace(
    "        kind: { const: cat }\n",
    `        kind: { const: cat, x-anyOf: [{ $ref: "#/components/schemas/Pet" }, { of: { $ref: "other#1" } }] }\n`,
  );
  const folder = project({ "api/pets.yaml": pets });
  const { value } = exported(folder, "openapi", "--openapi", "2.0");
  expect(at(value, "definitions", "Cat", "properties", "kind", "x-anyOf")).toEqual([
    { $ref: "#/definitions/Pet" },
    { of: { "x-ref": "other#1" } }, // which leads nowhere
  ]);
});

test("files of several versions come to the highest", () => {
  const folder = project({ ...files, "api/pets.yaml": newer });
  const { value } = exported(folder, "openapi");
  expect(value["openapi"]).toBe("3.1.0");
  expect(Object.keys(value["paths"]!)).toEqual([
    "/pets/pets",
    "/v1/r0/rooms/{id}",
    "/v1/r0/rooms",
    "/v2/users",
  ]);
  expect(at(value, "paths", "/pets/pets", "get", "servers")).toEqual([
    { url: "https://{host}", variables: { host: { default: "localhost" } } },
  ]);
});

test("a build puts the files beside the site where the settings ask for it", () => {
  const settings = `outputs: { write: [openapi, json], openapi: "3.1", base-url: "https://spec.example.org" }\n`;
  const folder = project(files, settings);
  expect(specpress(["build", "--quiet"], folder).code).toBe(0);
  const site = join(folder, "dist/site");
  const document = JSON.parse(readFileSync(join(site, "openapi/main.json"), "utf8"));
  expect(at(document, "paths", "/v2/users", "get", "externalDocs", "url")).toBe(
    "https://spec.example.org/main.html#get-v2-users",
  );
  expect(existsSync(join(site, "spec.json"))).toBe(true);
  expect(existsSync(join(site, "events.json"))).toBe(false);
});

test("webhooks of one name in several files are one with the methods of all; methods without a field have their place", () => {
  const webhook = (methods: string) =>
    `openapi: 3.2.0\ninfo: { title: A, version: "1" }\nwebhooks:\n  pet:\n${methods}`;
  const post = (summary: string) =>
    `    post: { summary: ${summary}, responses: { 200: { description: OK. } } }\n`;
  const copy =
    "    additionalOperations: { COPY: { summary: C, callbacks: { c: { /d: { additionalOperations: { MOVE: { responses: { 200: { description: OK. } } } } } } }, responses: { 200: { description: OK. } } } }\n";
  const { run, value } = exported(
    project({ "api/a.yaml": webhook(post("One")), "api/b.yaml": webhook(post("Two") + copy) }),
    "openapi",
  );
  expect(at(value, "webhooks", "pet", "post", "summary")).toBe("One");
  const copied = ["webhooks", "pet", "additionalOperations", "COPY"];
  expect(at(value, ...copied, "summary")).toBe("C");
  expect(
    at(value, ...copied, "callbacks", "c", "/d", "additionalOperations", "MOVE"),
  ).toBeDefined();
  expect(run.err).toMatch(/^api\/b\.yaml:5:5: warning\[operation-twice\]: "POST pet"/m);
});

test("of two operations of one method and path the first is exported, and the other is reported", () => {
  const other = users
    .replace("/v2", "/v1/%MAJOR%")
    .replace("/users:", "/rooms:")
    .replace("get:", "put:");
  const { run, value } = exported(project({ ...files, "api/users.yaml": other }), "openapi");
  expect(at(value, "paths", "/rooms", "put", "operationId")).toBe("putRoom");
  expect(run.err).toMatch(/^api\/users\.yaml:10:5: warning\[operation-twice\]: "PUT \/rooms"/m);
});

test("wrong use is told in a sentence", () => {
  const folder = project(files);
  const cases = [
    [["openapi", "mian"], /no "mian"; did you mean main\?/],
    [["openapi", "--openapi", "4"], /Allowed choices are 3\.1, 3\.0, 2\.0/],
    [["events"], /the project has no events/],
  ] as const;
  for (const [args, message] of cases) {
    const run = specpress(["export", ...args], folder);
    expect([run.code, run.out]).toEqual([2, ""]);
    expect(run.err).toMatch(message);
  }
});

test("what extensions refer to is there: samples of code in files of their own", () => {
  const path = `openapi: 3.0.3
info: { title: P, version: "1" }
paths:
  x-all: { of: paths }
  /p:
    get:
      x-codeSamples: [{ $ref: samples/curl.yml }, { lang: Go, source: { $ref: samples/go.yml#/source } }, { $ref: none.yml }, { $ref: "#/components/x-parts/all" }]
      responses: { 200: { description: Done. } }
components: { x-parts: { of: parts, all: [{ $ref: none.yml }] } }
`;
  const folder = project({
    "api/pets.yaml": path,
    "api/samples/curl.yml": "lang: cURL\nsource: curl .\n",
    "api/samples/go.yml": "source: go()\n",
  });
  const { run, value } = exported(folder, "openapi", "--keep-going");
  expect(at(value, "paths", "/p", "get", "x-codeSamples")).toEqual([
    { lang: "cURL", source: "curl ." },
    { lang: "Go", source: "go()" },
    { "x-ref": "none.yml" }, // programs refuse a document with a reference that leads nowhere
    [{ "x-ref": "none.yml" }],
  ]);
  expect(run.err).toContain('cannot say the reference "none.yml", which leads nowhere');
  expect(at(value, "paths", "x-all")).toEqual({ of: "paths" });
  expect(at(value, "components", "x-parts")).toMatchObject({ of: "parts" });
  const oldest = exported(folder, "openapi", "--openapi", "2.0", "--keep-going").value;
  expect(oldest["x-parts"]).toMatchObject({ of: "parts" });
});

test("a list of values has one at least and none twice where older versions want it", () => {
  const folder = project({
    "api/pets.yaml": `openapi: 3.1.0
info: { title: P, version: "1" }
paths: {}
components:
  schemas:
    None: { type: string, enum: [] }
    Not: { enum: [], not: { type: string } }
    Twice: { enum: [a, a, null, { b: 1 }, { b: 1 }] }
    Needs: { required: [a, b, a] }
`,
  });
  const schemas = (version: string) =>
    at(exported(folder, "openapi", "--openapi", version).value, "components", "schemas");
  expect(schemas("3.1")).toMatchObject({ None: { enum: [] } });
  expect(schemas("3.0")).toEqual({
    None: { type: "string", not: {} },
    Not: { not: { type: "string" }, allOf: [{ not: {} }] },
    Twice: { enum: ["a", null, { b: 1 }] },
    Needs: { required: ["a", "b"] },
  });
  const { run, value } = exported(folder, "openapi", "--openapi", "2.0");
  expect(value["definitions"]).toMatchObject({ None: { type: "string", "x-enum": [] } });
  expect(run.err).toContain(
    '6:27: warning[export-loses]: OpenAPI 2.0 cannot say an "enum" without',
  );
});

test("methods without a field of their own stay where OpenAPI 3.2 has them, and are kept and reported elsewhere", () => {
  const responses = "responses: { 200: { description: Done. } }";
  const folder = project({
    "api/files.yaml": `openapi: 3.2.0
info: { title: Files, version: "1" }
paths:
  /f:
    get: { ${responses} }
    additionalOperations:
      COPY: { ${responses} }
      link: { ${responses} }
webhooks: { moved: { additionalOperations: { PING: { ${responses} } } } }
`,
  });
  const { value } = exported(folder, "openapi");
  expect(Object.keys(at(value, "paths", "/f") as object)).toEqual(["get", "additionalOperations"]);
  const others = at(value, "paths", "/f", "additionalOperations") as object;
  expect(Object.keys(others)).toEqual(["COPY", "link"]);
  expect(at(value, "webhooks", "moved", "additionalOperations")).toHaveProperty("PING");
  const older = exported(folder, "openapi", "--openapi", "3.1");
  expect(older.run.err.match(/cannot say the method \w+/g)).toEqual([
    "cannot say the method COPY",
    "cannot say the method link",
    "cannot say the method PING",
  ]);
  expect(at(older.value, "paths", "/f", "x-additionalOperations")).toHaveProperty("link");
});

test("a list in a form is written in OpenAPI 2 as its encoding says", () => {
  const field = "{ type: array, items: { type: string } }";
  const folder = project({
    "api/pets.yaml": `openapi: 3.0.3
info: { title: P, version: "1" }
paths:
  /p:
    post:
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema: { type: object, properties: { usual: ${field}, one: ${field}, pipes: ${field} } }
            encoding: { one: { explode: false }, pipes: { style: pipeDelimited } }
      responses: { 200: { description: Done. } }
`,
  });
  const { value } = exported(folder, "openapi", "--openapi", "2.0");
  expect(at(value, "paths", "/p", "post", "parameters")).toMatchObject([
    { name: "usual", collectionFormat: "multi" },
    { name: "one" },
    { name: "pipes", collectionFormat: "pipes" },
  ]);
  expect(at(value, "paths", "/p", "post", "parameters", 1, "collectionFormat")).toBeUndefined();
});

test("OpenAPI 2 has no relative addresses: documents elsewhere are kept as an extension", () => {
  const folder = project({
    "api/pets.yaml": `openapi: 3.0.3
info: { title: P, version: "1" }
paths:
  /p:
    get:
      externalDocs: { url: /guides/pets }
      responses: { 200: { description: Done. } }
`,
  });
  const { run, value } = exported(folder, "openapi", "--openapi", "2.0");
  expect(at(value, "paths", "/p", "get")).toMatchObject({
    "x-externalDocs": { url: "/guides/pets" },
  });
  expect(at(value, "paths", "/p", "get")).not.toHaveProperty("externalDocs");
  expect(run.err).toContain("relative address");
});

test("names that descriptions refer to lead where they do on the page, in each file", () => {
  const folder = project({
    "api/pets.yaml": `swagger: "2.0"
info: { title: P, version: "1" }
paths:
  /p:
    get:
      description: See far_, near_ and |word|_.
      responses: { 200: { description: Done. } }
`,
    "spec/main.rst": `Main
====

.. _far: https://example.org/far.html#part
.. _near: rooms_
.. |word| replace:: a *word*
.. _word: rooms_
.. _rooms:

About rooms
-----------

Text.

{{pets_m_http_api}}
`,
  });
  const links = (up: string) =>
    `See [far](https://example.org/far.html#part), [near](${up}main.html#rooms) and [a *word*](${up}main.html#rooms).`;
  const { value } = exported(folder, "openapi");
  expect(at(value, "paths", "/p", "get", "description")).toBe(links("../"));
  const spec = exported(folder, "json").value;
  const [api] = spec["apis"] as unknown as { operations: { description: string }[] }[];
  expect(api!.operations[0]!.description).toBe(links(""));
});

test("names of a page in a folder lead to the pages beside it as they do there", () => {
  const folder = project({
    "api/pets.yaml": `swagger: "2.0"
info: { title: P, version: "1" }
paths:
  /p:
    get:
      description: See ids_, one_ and here_.
      responses: { 200: { description: Done. } }
`,
    "spec/targets.yaml":
      "targets:\n  main: { files: [main.rst], version_label: v1 }\n  other: { files: [other.rst] }\n",
    "spec/other.rst": "Other\n=====\n\nIDs\n---\n\nText.\n",
    "spec/main.rst": `Main
====

.. _ids: ../other.html#ids
.. _one: v1.html#part
.. _here: #part

Part
----

Text.

{{pets_m_http_api}}
`,
  });
  const { value } = exported(folder, "openapi");
  expect(at(value, "paths", "/p", "get", "description")).toBe(
    "See [ids](../other.html#ids), [one](../main/v1.html#part) and [here](../main/v1.html#part).",
  );
});

test("words that OpenAPI 3.1 does not know are extensions, also where they are written in it", () => {
  const folder = project({
    "api/pets.yaml": `openapi: 3.1.0
info: { title: P, version: "1" }
paths: {}
components:
  schemas:
    Pet: { type: object, properties: { name: { type: string, nullable: true, optional: true } } }
`,
  });
  const { value } = exported(folder, "openapi");
  expect(at(value, "components", "schemas", "Pet", "properties", "name")).toEqual({
    type: "string",
    "x-nullable": true,
    "x-optional": true,
  });
  // In a version that knows them they would say something.
  for (const [version, none] of [
    ["2.0", {}],
    ["3.0", { "x-nullable": true }],
  ] as const) {
    const { value: old } = exported(folder, "openapi", "--openapi", version);
    const place = version === "2.0" ? ["definitions"] : ["components", "schemas"];
    expect(at(old, ...place, "Pet", "properties", "name")).toEqual({
      type: "string",
      ...none,
      "x-optional": true,
    });
  }
  const constant = project({
    "api/pets.yaml": `openapi: 3.0.3
info: { title: P, version: "1" }
paths: {}
components: { schemas: { Pet: { type: string, const: a } } }
`,
  });
  const { value: newer } = exported(constant, "openapi", "--openapi", "3.1");
  expect(at(newer, "components", "schemas", "Pet")).toEqual({ type: "string", "x-const": "a" });
  // What says nothing is no change of what is sent.
  const other = project({
    "api/pets.yaml": readFileSync(join(folder, "api/pets.yaml"), "utf8").replace(
      ", nullable: true",
      "",
    ),
  });
  expect(specpress(["diff", folder, other]).out).toBe("no changes\n");
});

test("a reference that may be null says the same in all versions", () => {
  const folder = project({
    "api/pets.yaml": `swagger: "2.0"
info: { title: P, version: "1" }
paths: { /p: { get: { responses: { 200: { description: Done., schema: { $ref: "#/definitions/Pet" } } } } } }
definitions:
  Pet: { type: object, properties: { owner: { $ref: "#/definitions/Owner", x-nullable: true } } }
  Owner: { type: object, properties: { name: { type: string } } }
`,
  });
  for (const version of ["3.0", "3.1"]) {
    const file = join(folder, `${version}.json`);
    writeFileSync(file, exported(folder, "openapi", "--openapi", version).run.out);
    expect(specpress(["diff", join(folder, "api/pets.yaml"), file]).out).toBe("no changes\n");
  }
});

test("links of Markdown lead to the site, however they are written; what is code stays", () => {
  const folder = project(
    {
      "api/pets.yaml": `openapi: 3.1.0
info: { title: P, version: "1" }
paths:
  /p:
    get:
      description: |
        A [link](#a), <a href="/b.html">another</a>, [one](<main.html#c>), [far](mailto:a@example.org), [text][d]
        and \`[code](#x)\`.

        [d]: /d.html#e "D"

        ~~~
        [code](#x)
        ~~~
      responses: { 200: { description: Done. } }
`,
    },
    "",
  );
  const settings = join(folder, "specpress.yaml");
  writeFileSync(
    settings,
    readFileSync(settings, "utf8").replace(
      "version: MAIN",
      "version: MAIN, descriptions: markdown",
    ),
  );
  const { value } = exported(folder, "openapi");
  expect(at(value, "paths", "/p", "get", "description"))
    .toBe(`A [link](../main.html#a), <a href="../b.html">another</a>, [one](<../main.html#c>), [far](mailto:a@example.org), [text][d]
and \`[code](#x)\`.

[d]: ../d.html#e "D"

~~~
[code](#x)
~~~
`);
});

test("what changed in a version is written as descriptions are: links lead to the site", () => {
  const folder = project(
    {
      "api/pets.yaml": `openapi: 3.1.0
info: { title: P, version: "1" }
paths:
  /p:
    get:
      x-changed: { "1.2": "See [this](/d.html#e)." }
      x-other: { "1.2": "See [this](/d.html#e)." }
      parameters:
        - { name: q, in: query, schema: { type: string, x-changed: { "1.2": "As [that](#rooms)." } } }
      responses: { 200: { description: Done. } }
`,
    },
    "",
  );
  const settings = join(folder, "specpress.yaml");
  writeFileSync(
    settings,
    readFileSync(settings, "utf8").replace(
      "version: MAIN",
      "version: MAIN, descriptions: markdown",
    ) + "versions: { changed: [x-changed] }\n",
  );
  const get = at(exported(folder, "openapi").value, "paths", "/p", "get");
  expect(get).toMatchObject({
    "x-changed": { "1.2": "See [this](../d.html#e)." },
    "x-other": { "1.2": "See [this](/d.html#e)." },
    parameters: [{ schema: { "x-changed": { "1.2": "As [that](../main.html#rooms)." } } }],
  });
});
