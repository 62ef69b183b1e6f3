import { correct, foundWith } from "./correct-project.js";
import { describe, expect, test } from "vitest";
import { codes } from "../../src/base/diagnostics.js";
import { checks, type Check } from "../../src/validate/validate.js";
import { checkAll } from "./sample-project.js";

/** The project that the samples of the table of checks are put into. */
const project = {
  "specpress.yaml": `name: Samples
specification: spec
labels: { MAIN: unstable }
apis:
  main: { title: Main, purpose: Samples, openapi: api, suffix: m, version: MAIN }
events: { schemas: events/schemas, examples: events/examples }
`,
  "spec/targets.yaml": "targets: { index: { files: [index.rst] } }\n",
  "spec/index.rst": "Samples\n=======\n\n{{definition_m_thing}}\n",
  "events/schemas/m.sample": `type: object
properties:
  type: { type: string, enum: [m.sample] }
  content:
    type: object
    required: [count]
    properties:
      count: { type: integer, description: How many there are. }
`,
  "events/examples/m.sample": '{ "type": "m.sample", "content": { "count": 1 } }\n',
} as const;

const files: Record<Check["sample"], (sample: string) => Record<string, string>> = {
  api: (sample) => ({
    "api/things.yaml": `swagger: "2.0"\ninfo: { title: Things, version: "1" }\n${sample}`,
  }),
  definition: (sample) => ({ "api/definitions/thing.yaml": sample }),
  event: (sample) => ({ "events/schemas/m.sample": sample }),
  "event example": (sample) => ({ "events/examples/m.sample": sample }),
};

const told = ({ sample }: Check, text: string) =>
  checkAll({ ...project, ...files[sample](text) }).map(({ code }) => code);

test("each check is listed once, and is one of the codes", () => {
  const names = checks.map(({ code }) => code);
  expect(names.length).toBe(new Set(names).size);
  expect(names.filter((name) => !Object.hasOwn(codes, name))).toEqual([]);
});

describe.each(checks)("$code", (row) => {
  test("finds its wrong sample", () => expect(told(row, row.wrong)).toContain(row.code));

  test("and nothing in its right one", () => {
    const ours = new Set<string>(checks.map(({ code }) => code));
    if (row.code !== "left-out") ours.delete("left-out");
    expect(told(row, row.right).filter((code) => ours.has(code))).toEqual([]);
  });
});

test("a schema that is written among types is looked into as one in its place", () => {
  const thing = "api/definitions/thing.yaml";
  const found = (types: string) =>
    foundWith({
      [thing]: correct[thing]!.replace("    type: integer\n", `    type:\n${types}`),
    }).filter((each) => !each.includes(" example-"));
  const among = `${thing}:13 schema-among-types`;
  expect(found("      - integer\n      - { type: object, minLength: x }\n")).toEqual([
    among,
    `${thing}:13 schema-keyword`,
  ]);
  expect(found("      - integer\n      - $ref: none.yaml\n")).toEqual([
    among,
    `${thing}:13 ref-not-found`,
  ]);
  expect(
    found(
      "      - integer\n      - type: object\n        title: A\n        properties: { a: { type: strng } }\n",
    ),
  ).toEqual([among, `${thing}:15 unknown-type`]);
});

test("a file that is called JSON and that only YAML can be is told where others stop", () => {
  const found = (text: string) =>
    foundWith({
      "api/definitions/thing.yaml": null,
      "api/definitions/thing.json": text,
      "api/things.yaml": correct["api/things.yaml"]!.replaceAll("thing.yaml", "thing.json"),
    }).filter((each) => each.includes("json"));
  const schema = (members: string) => `{\n  "type": "object",\n  ${members}\n}\n`;
  const at = (place: string) => [`api/definitions/thing.json:${place} file-not-json`];
  const property = '"properties": { "a": { "type": "string", "description": "An *a*." } }';
  expect(found(schema(property))).toEqual([]);
  expect(found(schema(`${property},`))).toEqual(at("3"));
  expect(found(schema(`# none\n  ${property}`))).toEqual(at("3"));
  expect(found("type: object\n")).toEqual(at("1"));
});
