import { expect, test } from "vitest";
import { processorClock } from "../hostile-time.js";
import { showDiagnostic } from "../../src/base/show-diagnostic.js";
import { check } from "./sample-project.js";

const frame = {
  "specpress.yaml": `name: Words
specification: spec
labels: { MAIN: unstable }
apis:
  main: { title: Main, purpose: Words, openapi: api, suffix: m, version: MAIN }
`,
  "spec/targets.yaml": "targets: { index: { files: [index.rst] } }\n",
  "spec/index.rst": "Words\n=====\n\n{{things_m_http_api}}\n",
} as const;

/** The findings about examples as they are shown, without the line and its carets. */
function told(files: Readonly<Record<string, string>>): string[] {
  return check({ ...frame, ...files })
    .filter(({ code }) => /^(?:example-|made-)/.test(code))
    .map(({ diagnostic }) =>
      showDiagnostic(diagnostic)
        .split("\n")
        .filter((line) => !/^ +\d* *\|/.test(line))
        .map((line) => line.trim())
        .join(" / "),
    );
}

/** An API file with these operations, as flow of YAML. */
function api(...operations: readonly string[]): Record<string, string> {
  const paths = operations
    .map((text, index) => `  /things/${index}:\n    post: ${text}\n`)
    .join("");
  return {
    "api/things.yaml": `swagger: "2.0"\ninfo: { title: Things, version: "1" }\npaths:\n${paths}`,
  };
}

const responses = "responses: { 200: { description: Done. } }";
const body = (schema: string, example: string) =>
  `{ operationId: put, parameters: [{ in: body, name: body, schema: ${schema}, x-example: ${example} }], ${responses} }`;

test("what is expected stands against what is there, with the schema as a second place", () => {
  const schema = "{ type: object, properties: { count: { type: integer } } }";
  expect(told(api(body(schema, '{ count: "3" }')))).toEqual([
    'api/things.yaml:5:156: error[example-wrong-type]: `count`: expected an integer, got "3". / ' +
      "api/things.yaml:5:115: this is what the schema says / hint: Write it without quotes.",
  ]);
});

const said = (schema: string, example: string) =>
  told(api(body(schema, example))).map(
    (text) => / ([^\]]*?\.)(?: \/ |$)/.exec(text.split("]: ")[1]!.replace(/^/, " "))![1],
  );

test.each([
  [
    "a list",
    "{ type: array, items: { type: string } }",
    "[a, 5]",
    "`1`: expected a string, got 5.",
  ],
  [
    "a body as text of JSON",
    "{ type: object, required: [id] }",
    "'{\"name\": 1}'",
    'The body lacks the required "id".',
  ],
  [
    "several keys at once",
    "{ type: object, required: [id, name, size] }",
    "{ id: 1 }",
    'The body lacks the required "name" and "size".',
  ],
  [
    "one of several types",
    "{ oneOf: [{ type: string }, { type: integer }] }",
    "true",
    "The body: expected a string or an integer, got true.",
  ],
  [
    "the nearest alternative, by its constant",
    "{ oneOf: [{ type: object, properties: { kind: { enum: [a] }, size: { type: integer } } }, { type: object, properties: { kind: { enum: [b] }, size: { type: string } }, required: [kind, size, colour] }] }",
    "{ kind: a, size: big }",
    '`size`: expected an integer, got "big".',
  ],
  [
    "several values",
    "{ enum: [red, green] }",
    "gren",
    'The body: expected "red" or "green", got "gren".',
  ],
  [
    "one of two constants",
    "{ oneOf: [{ enum: [red] }, { enum: [green] }] }",
    "blue",
    'The body: expected "red" or "green", got "blue".',
  ],
  [
    "a constant of each alternative",
    "{ oneOf: [{ type: object, required: [x], properties: { kind: { enum: [a] } } }, { type: object, properties: { kind: { enum: [b, c] } } }] }",
    "{ kind: d }",
    '`kind`: expected "a", "b" or "c", got "d".',
  ],
  [
    "too many items",
    "{ type: array, maxItems: 2 }",
    "[1, 2, 3]",
    "The body must have at most 2 items, got 3 items.",
  ],
  [
    "an item that appears twice",
    "{ type: array, uniqueItems: true }",
    "[1, 2, 1]",
    "The body must have no item twice, got 3 items.",
  ],
  [
    "lengths",
    "{ type: string, maxLength: 1 }",
    "ab",
    'The body must have at most 1 character, got 2 characters: "ab".',
  ],
  [
    "limits",
    "{ type: number, minimum: 1, exclusiveMinimum: true }",
    "1",
    "The body must be more than 1, got 1.",
  ],
  [
    "a tuple",
    "{ type: array, items: [{ type: string }, { type: integer }] }",
    "[a, b]",
    '`1`: expected an integer, got "b".',
  ],
  [
    "parents",
    "{ allOf: [{ properties: { a: { type: string } } }, { required: [b] }] }",
    "{ a: x }",
    'The body lacks the required "b".',
  ],
  [
    "what a list must contain",
    "{ $schema: 'https://json-schema.org/draft/2020-12/schema', type: array, contains: { type: string }, minContains: 2 }",
    "[a, 1]",
    'The body must have at least 2 items that fit "contains", got 1 of them.',
  ],
])("%s", (_name, schema, example, sentence) => expect(said(schema, example)).toEqual([sentence]));

test("what is fine is not told: files, unknown formats, lists as text, numbers of other dialects", () => {
  const header =
    "{ in: query, name: ids, type: array, items: { type: integer }, x-example: '1,2' }";
  const file = `{ operationId: a, parameters: [${header}], responses: { 200: { description: Done., schema: { type: file } } } }`;
  const bytes = "{ type: string, format: byte }";
  expect(told(api(file, body(bytes, "'<bytes>'")))).toEqual([]);
});

test("a fault in a shared file is told once, in that file, with the first place that uses it", () => {
  const uses = (id: string) =>
    `{ operationId: ${id}, responses: { 200: { description: Done., schema: { $ref: definitions/thing.yaml } } } }`;
  const files = {
    ...api(uses("a"), uses("b"), uses("c")),
    "api/definitions/thing.yaml": "type: object\nproperties:\n  name: { $ref: name.yaml }\n",
    "api/definitions/name.yaml": "type: string\nexample: 5\n",
  };
  expect(told(files)).toEqual([
    "api/definitions/name.yaml:2:10: error[example-wrong-type]: The example: expected a string, got 5. / " +
      "api/definitions/name.yaml:1:1: this is what the schema says / " +
      "api/things.yaml:5:5: it is used here / hint: Put it in quotes.",
  ]);
});

test("an example that is put together lacks something where it is, not in what it is made of", () => {
  const events = {
    "specpress.yaml": `${frame["specpress.yaml"]}events: { schemas: schemas, examples: examples }\n`,
    "schemas/m.sample":
      "type: object\nproperties:\n  type: { enum: [m.sample] }\n  size: { type: integer }\nrequired: [type, name]\n",
    "examples/m.sample": '{\n  "$ref": "core/base.json",\n  "type": "m.sample"\n}\n',
    "examples/core/base.json": '{\n  "size": "big"\n}\n',
  };
  expect(
    told({ ...api(), ...events }).map((text) => text.split(": The ")[0]!.split(": `")[0]),
  ).toEqual([
    "examples/core/base.json:2:11: error[example-wrong-type]",
    "examples/m.sample:1:1: error[example-missing-key]",
  ]);
});

test("what is written within a schema is told of where it stands; what is made of the rest fits", () => {
  const schema =
    "{ type: object, properties: { kind: { type: string, enum: [a] }, size: { type: integer, example: big } } }";
  const made = `{ operationId: a, ${responses.replace("Done.", `Done., schema: ${schema}`)} }`;
  expect(told(api(made)).map((text) => text.split(" / ")[0]!.replace(/^\S+ /, ""))).toEqual([
    'error[example-wrong-type]: The example: expected an integer, got "big".',
  ]);
});

test("schemas are read in the version they name, or the project's settings", () => {
  const files = {
    ...api(),
    "api/definitions/new.yaml":
      "$schema: https://json-schema.org/draft/2020-12/schema\ntype: array\nprefixItems: [{ type: integer }]\nitems: { type: string }\nexample: [a, 5]\n",
    "api/definitions/old.yaml": "type: integer\nminimum: 1\nexclusiveMinimum: true\nexample: 1\n",
  };
  const sentences = told(files).map((text) => text.split(" / ")[0]!.split("]: ")[1]);
  expect(sentences).toEqual([
    '`0`: expected an integer, got "a".',
    "`1`: expected a string, got 5.",
    "The example must be more than 1, got 1.",
  ]);
  const settings = frame["specpress.yaml"].replace(
    "version: MAIN",
    "version: MAIN, dialect: draft-07",
  );
  const newer = { ...files, "specpress.yaml": settings };
  expect(check({ ...frame, ...newer }).map(({ code, at }) => `${at} ${code}`)).toContain(
    "api/definitions/old.yaml:3 schema-keyword",
  );
});

test("patterns that could be tried for ever are not", () => {
  const schema = "{ type: string, pattern: '^(a+)+$' }";
  const time = processorClock();
  told(api(body(schema, `"${"a".repeat(60)}!"`)));
  // Other tests of this process are counted too.
  expect(time()).toBeLessThan(6000);
});

test("schemas that contain themselves, and unresolved ones, are walked to an end", () => {
  const files = {
    ...api(body("{ $ref: definitions/tree.yaml }", "{ below: { below: { below: 5 } } }")),
    "api/definitions/tree.yaml":
      "type: object\nproperties:\n  below: { $ref: tree.yaml }\n  gone: { $ref: gone.yaml }\nrequired: [below]\n",
  };
  expect(check({ ...frame, ...files }).map(({ code }) => code)).toContain("ref-not-found");
});

test("that an example cannot be held against its schema in time is said, and at the example", () => {
  const kinds = Array.from({ length: 800 }, (_, index) => ({ enum: [`kind${index}`] }));
  const schema = { type: "array", items: { oneOf: kinds } };
  const example = Array.from({ length: 800 }, () => "kind799");
  const file = { ...schema, example };
  const found = check({ ...frame, ...api(), "api/definitions/kinds.json": JSON.stringify(file) });
  expect(found.map(({ code, at }) => `${at} ${code}`)).toContain(
    "api/definitions/kinds.json:1 example-undecided",
  );
});

test("numbers stand in messages as they are written, in limits and allowed values too", () => {
  const digits = "1234567890123456789";
  const schema = `{ type: object, properties: { most: { type: integer, maximum: ${digits}1 }, one: { enum: [${digits}1] } } }`;
  expect(told(api(body(schema, `{ most: ${digits}2, one: ${digits}2 }`)))).toEqual([
    expect.stringContaining(`\`most\` must be at most ${digits}1, got ${digits}2.`),
    expect.stringContaining(`\`one\`: expected ${digits}1, got ${digits}2.`),
  ]);
});

test("an event may be named like any of the types that its schema allows", () => {
  const named = (name: string) =>
    check({
      ...frame,
      "specpress.yaml": `${frame["specpress.yaml"]}events: { schemas: schemas, examples: examples }\n`,
      ...api(),
      [`schemas/${name}`]:
        "type: object\nproperties:\n  type: { type: string, enum: [m.one, m.two] }\n",
    }).filter(({ code }) => code === "event-name-mismatch").length;
  expect([named("m.one"), named("m.two"), named("m.three")]).toEqual([0, 0, 1]);
});

test("a keyword of a later draft is reported with the draft that has it, and how to choose that", () => {
  const found = check({ ...frame, ...api(body("{ type: string, const: a }", "a")) });
  const [text = ""] = found
    .filter(({ code }) => code === "unknown-keyword")
    .map(({ diagnostic }) => showDiagnostic(diagnostic));
  expect(text).toContain(
    'hint: JSON Schema draft-06 has it: write "$schema: http://json-schema.org/draft-06/schema#" in the schema, or "dialect: draft-06" in specpress.yaml.',
  );
});

test("an example is held against the event whose page shows it: the one with most of its name", () => {
  const of = (...values: readonly string[]) =>
    `type: object\nproperties:\n  type: { type: string, enum: [m.one] }\n  kind: { type: string, enum: [${values.join(", ")}] }\n`;
  const found = check({
    ...frame,
    "specpress.yaml": `${frame["specpress.yaml"]}events: { schemas: schemas, examples: examples }\n`,
    ...api(),
    "schemas/m.one$a": of("a"),
    "examples/m.one$a": '{ "type": "m.one", "kind": "a" }',
    "examples/m.one$a$b": '{ "type": "m.one", "kind": "b" }',
  }).filter(({ code }) => code.startsWith("example-"));
  expect(found.map(({ code, at }) => `${at} ${code}`)).toEqual([
    "examples/m.one$a$b:1 example-not-allowed",
  ]);
});
