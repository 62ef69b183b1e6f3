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
