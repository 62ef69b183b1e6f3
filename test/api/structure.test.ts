import { describe, expect, test } from "vitest";
import { checkStructure } from "../../src/api/api.js";
import type { Json } from "../../src/data/data.js";
import { everything } from "../../scripts/everything.js";
import { mutants } from "./mutants.js";
import { open, openValue, structureOf } from "./tiny-api.js";

const head = `info: { title: T, version: "1" }\n`;
const get = (lines: string) =>
  `paths:\n  /a:\n    get:\n      responses: { "200": { description: D } }\n${lines}`;

function in3(version: string, lines: string): string[] {
  return structureOf(`openapi: ${version}\n${head}${lines}`);
}

test("a field of another version names that version", () => {
  expect(in3("3.0.4", `${get("")}webhooks: {}\n`)).toEqual([
    '7:1 openapi-unknown-key: "webhooks" is not part of the document in OpenAPI 3.0, only in OpenAPI 3.1 and 3.2.',
  ]);
  expect(in3("3.1.1", `${get("")}definitions: {}\n`)).toEqual([
    '7:1 openapi-unknown-key: "definitions" is not part of the document in OpenAPI 3.1, only in OpenAPI 2.0.',
  ]);
});

test("a URL with characters that none has is told with percent escapes, one without its scheme with it", () => {
  const found = (version: string, lines: string) => {
    const opened = open(`${version}\n${lines}`);
    checkStructure(opened.file, opened.access, {});
    const values = opened.diagnostics.filter(({ code }) => code === "openapi-value");
    return values.map(({ code, parts }) => [code, ...parts]);
  };
  const wanted = "a URL, with its scheme or relative to this file";
  expect(found("openapi: 3.1.1", `${head}paths: { "/{a}": { $ref: "p/{a} b.yaml" } }\n`)).toEqual([
    ["openapi-value", "$ref", wanted, '"p/{a} b.yaml"', "p/%7Ba%7D%20b.yaml"],
  ]);
  const contact = (url: string) =>
    `info: { title: T, version: "1", contact: { url: "${url}" } }\npaths: {}\n`;
  expect(found('swagger: "2.0"', contact("www.example.org/us"))).toEqual([
    [
      "openapi-value",
      "url",
      "a URL with its scheme",
      '"www.example.org/us"',
      "https://www.example.org/us",
    ],
  ]);
  expect(found('swagger: "2.0"', contact("nothing"))).toEqual([
    ["openapi-value", "url", "a URL with its scheme", '"nothing"'],
  ]);
});

test("fields that exclude each other", () => {
  const media = `      requestBody: { content: { text/plain: { example: a, examples: {} } } }\n`;
  expect(in3("3.1.1", get(media))).toEqual([
    '7:59 openapi-exclusive: "examples" cannot stand beside "example" in a media type.',
  ]);
});

test("until 3.1 a parameter or header with media types has its examples there", () => {
  const content = `content: { text/plain: { schema: { type: string } } }, example: a`;
  const both = get(
    `      parameters: [{ name: p, in: query, ${content} }]\ncomponents: { headers: { H: { ${content}s } } }\n`,
  ).replace("example: as", "examples: {}");
  for (const version of ["3.0.4", "3.1.1"])
    expect(in3(version, both)).toEqual([
      '7:97 openapi-exclusive: "example" cannot stand beside "content" in a query parameter.',
      '8:86 openapi-exclusive: "examples" cannot stand beside "content" in a header.',
    ]);
  expect(in3("3.2.0", both)).toEqual([]);
});

test.each(["", "#"])("a $ref %j to the whole description is one finding, at its place", (ref) => {
  expect(in3("3.1.1", get(`      parameters: [{ $ref: "${ref}" }]\n`))).toEqual([
    `7:28 openapi-value: "$ref": expected the name of a parameter, such as "#/components/parameters/Name", got "${ref}".`,
  ]);
});

test("in 3.2 the name of a header parameter is one that HTTP allows", () => {
  const header = get(`      parameters: [{ name: X Y, in: header, schema: { type: string } }]\n`);
  expect(in3("3.1.1", header)).toEqual([]);
  expect(in3("3.2.0", header)).toEqual([
    '7:28 openapi-value: "name": expected a name of letters, digits and the marks that HTTP allows in names, got "X Y".',
  ]);
});

test("what stands beside a reference means something since 3.1, where what it names has such a text", () => {
  const beside = (version: string) => {
    const opened = open(`openapi: ${version}
${head}paths: {}
components:
  parameters:
    P: { name: p, in: query, schema: { type: string } }
    Q: { $ref: "#/components/parameters/P", description: Q., summary: Q, x-q: 1 }
`);
    checkStructure(opened.file, opened.access, { tellsSiblings: true });
    return opened.diagnostics.map(({ code, parts }) => [code, ...parts.slice(1)]);
  };
  const code = "ref-siblings-ignored";
  expect(beside("3.0.4")).toEqual([[code, '"description" and "summary"', "OpenAPI 3.0"]]);
  expect(beside("3.1.1")).toEqual([[code, '"summary"', "OpenAPI 3.1"]]);
});

/** Fields below which the author gives the names. */
const ownNames = new Set(
  `variables paths examples headers content links callbacks encoding additionalOperations webhooks
  schemas responses parameters requestBodies securitySchemes pathItems mediaTypes scopes mapping properties`.split(
    /\s+/,
  ),
);

/** Whether a key is the author's own, or one of JSON Schema's. */
function isOwn(path: readonly (string | number)[]): boolean {
  const [parent, key] = [path.at(-2), String(path.at(-1))];
  if (key.startsWith("x-") || ownNames.has(String(parent)) || path.includes("value")) return true;
  if (path[0] === "security" || path.includes("callbacks")) return true;
  return isInSchema(path) && !["discriminator", "xml", "externalDocs"].includes(String(parent));
}

function isInSchema(path: readonly (string | number)[]): boolean {
  return path.some(
    (key, index) =>
      index < path.length - 1 && ["schema", "itemSchema", "schemas"].includes(String(key)),
  );
}

/** Whether any value may stand here, or somebody else looks at it. */
function isFree(path: readonly (string | number)[]): boolean {
  const key = String(path.at(-1));
  if (path.some((each) => /^(?:x-.*|example|value|dataValue)$/.test(String(each)))) return true;
  if (key === "requestBody" && path.at(-3) === "links") return true;
  if (path.at(-2) === "parameters" && path.includes("links")) return true;
  return (
    isInSchema(path) &&
    !path.some((each) => /^(?:discriminator|xml|externalDocs)$/.test(String(each)))
  );
}

function isFound(value: Json): boolean {
  const { file, access, diagnostics } = openValue(value);
  checkStructure(file, access);
  return diagnostics.length > 0;
}

const others = (value: Json): Json =>
  typeof value === "string" ? 3 : typeof value === "object" ? "x" : ["x"];

describe.each([
  ["3.0", 0],
  ["3.1", 1],
  ["3.2", 2],
])("a document of every field of OpenAPI %s", (version, offset) => {
  const { value } = open(everything(version)).file;
  // A third of all in each version, which have most in common.
  const all = mutants(value).filter((_, index) => index % 3 === offset);

  test("no field may be misspelt", () => {
    const fields = all.filter(({ path }) => typeof path.at(-1) === "string" && !isOwn(path));
    const missed = fields.filter(({ path, renamed }) => !isFound(renamed(`${path.at(-1)}z`)));
    expect(fields.length).toBeGreaterThan(50);
    expect(missed.map(({ path }) => path.join("/"))).toEqual([]);
  });

  test("no value may be of another kind", () => {
    const values = all.filter(({ path }) => !isFree(path));
    const missed = values.filter((each) => !isFound(each.replaced(others(each.value))));
    expect(values.length).toBeGreaterThan(50);
    expect(missed.map(({ path }) => path.join("/"))).toEqual([]);
  });
});

const required: readonly (readonly [since: string, until: string, ...fields: string[]])[] = [
  ["3.0", "3.2", "openapi", "info", "info/title", "info/version", "info/license/name"],
  ["3.0", "3.0", "paths"],
  [
    "3.0",
    "3.2",
    "servers/0/url",
    "servers/0/variables/host/default",
    "tags/0/name",
    "externalDocs/url",
  ],
  ["3.0", "3.1", "components/responses/shared/description"],
  [
    "3.0",
    "3.2",
    "components/parameters/shared/name",
    "components/parameters/shared/in",
    "components/parameters/shared/schema",
  ],
  ["3.0", "3.2", "components/requestBodies/shared/content", "components/headers/Shared/schema"],
  [
    "3.0",
    "3.2",
    "components/links/shared/operationId",
    "components/schemas/Item/discriminator/propertyName",
  ],
  [
    "3.0",
    "3.2",
    "components/securitySchemes/key/type",
    "components/securitySchemes/key/name",
    "components/securitySchemes/key/in",
    "components/securitySchemes/bearer/scheme",
  ],
  [
    "3.0",
    "3.2",
    "components/securitySchemes/connect/openIdConnectUrl",
    "components/securitySchemes/account/flows",
  ],
  [
    "3.0",
    "3.2",
    "components/securitySchemes/account/flows/authorizationCode/authorizationUrl",
    "components/securitySchemes/account/flows/authorizationCode/tokenUrl",
    "components/securitySchemes/account/flows/password/scopes",
  ],
  [
    "3.2",
    "3.2",
    "components/securitySchemes/account/flows/deviceAuthorization/deviceAuthorizationUrl",
  ],
];

test.each(["3.0", "3.1", "3.2"])("what OpenAPI %s requires is missed", (version) => {
  const all = new Map(
    mutants(open(everything(version)).file.value).map((each) => [each.path.join("/"), each]),
  );
  const wrong = required.flatMap(([since, until, ...fields]) =>
    fields.filter((field) => {
      const isRequired = since <= version && version <= until;
      const mutant = all.get(field);
      return mutant ? isFound(mutant.removed()) !== isRequired : isRequired;
    }),
  );
  expect(wrong).toEqual([]);
});
