import { describe, expect, test } from "vitest";
import { expectWithinASecond } from "../hostile-time.js";
import { check } from "./sample-project.js";

const frame = {
  "specpress.yaml": `name: Hostile
specification: spec
labels: { MAIN: unstable }
apis:
  main: { title: Main, purpose: Tests, openapi: api, suffix: m, version: MAIN }
`,
  "spec/targets.yaml": "targets: { index: { files: [index.rst] } }\n",
  "spec/index.rst": "Hostile\n=======\n",
} as const;

const many = (count: number, make: (index: number) => unknown) =>
  Array.from({ length: count }, (_, index) => make(index));
const properties = (count: number, make: (index: number) => unknown) =>
  Object.fromEntries(many(count, (index) => [`name${index}`, make(index)]) as [string, unknown][]);

/** Schemas that are small to write and large to look at, each with an example that does not fit. */
const schemas: Readonly<Record<string, object>> = {
  "required names that are all misspelt": {
    type: "object",
    required: many(3000, (index) => `nmae${index}`),
    properties: properties(3000, () => ({ type: "string", example: "x" })),
    example: {},
  },
  "thousands of parents that contradict each other": {
    type: "object",
    allOf: many(2000, (index) => ({
      properties: { a: { type: index % 2 ? "string" : "integer", example: 1 } },
    })),
    example: { a: null },
  },
  "types that lead to themselves by many names, put together with others of their kind": {
    $defs: Object.fromEntries(
      ["A", "B"].map((self) => [
        self,
        {
          type: "object",
          properties: properties(12, () => ({ $ref: `#/$defs/${self}` })),
        },
      ]),
    ),
    allOf: [{ $ref: "#/$defs/A" }, { $ref: "#/$defs/B" }],
    example: {},
  },
  "thousands of alternatives, none of which fits": {
    oneOf: many(2500, (index) => ({
      type: "object",
      required: ["kind"],
      properties: { kind: { enum: [`kind${index}`] }, value: { type: "integer" } },
    })),
    example: { kind: "none", value: "x" },
  },
  "tens of thousands of wrong items": {
    type: "array",
    items: { type: "integer" },
    example: many(5_000, () => "x"),
  },
  "tens of thousands of equal values": {
    type: "string",
    enum: many(30_000, () => "x"),
    example: "y",
  },
  "parents of parents, twice as many at each step": {
    definitions: Object.fromEntries(
      many(16, (index) => [
        `level${index}`,
        index === 0
          ? { type: "object", required: ["a"], properties: { a: { type: "string" } } }
          : { allOf: many(2, () => ({ $ref: `#/definitions/level${index - 1}` })) },
      ]) as [string, unknown][],
    ),
    type: "object",
    allOf: [{ $ref: "#/definitions/level15" }],
    example: { a: 5 },
  },
  "alternatives of alternatives": {
    definitions: Object.fromEntries(
      many(14, (index) => [
        `level${index}`,
        index === 0
          ? { type: "string" }
          : { oneOf: many(2, () => ({ $ref: `#/definitions/level${index - 1}` })) },
      ]) as [string, unknown][],
    ),
    oneOf: [{ $ref: "#/definitions/level13" }, { type: "array" }],
    example: 5,
  },
  "lists in lists": {
    type: "array",
    items: {},
    example: many(90, () => 0).reduce<unknown>((inner) => [inner], "x") as object,
  },
};

describe.each(Object.entries(schemas))("%s", { tags: ["slow"] }, (_name, schema) => {
  test("is checked within a second", () => {
    const files = { ...frame, "api/definitions/thing.json": JSON.stringify(schema) };
    expectWithinASecond(() => expect(check(files)).not.toEqual([]));
  });
});

test("however many parents describe one property, that is no fault of the program", () => {
  const schema = { allOf: many(9000, () => ({ properties: { a: { type: "string" } } })) };
  const text = JSON.stringify({ type: "object", ...schema });
  expect(check({ ...frame, "api/definitions/thing.json": text })).not.toEqual([]);
});
