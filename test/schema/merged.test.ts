import { expect, test } from "vitest";
import type { Dialect } from "../../src/schema/dialects.js";
import { shapeOf, type Look, type Part, type Shape } from "../../src/schema/merged.js";
import { expectWithinASecond } from "../hostile-time.js";
import { placeOf, schemasOf } from "./schemas.js";

/** What a shape says, in short: only what there is. */
function outline(shape: Shape): Record<string, unknown> {
  const part = (given: Part | null) =>
    given && given.all.map((schema) => placeOf(schema)!.slice(6));
  const all = {
    title: shape.title?.value,
    description: shape.description && [shape.description.value, shape.description.at.pointer],
    types: shape.types?.value.join(),
    properties: shape.properties.map(
      ({ name, required, all: schemas }) => `${name}${required ? "!" : ""} ${schemas.length}`,
    ),
    otherRequired: shape.otherRequired,
    additional: part(shape.additionalProperties),
    prefixItems: shape.prefixItems.map(part),
    items: part(shape.items),
    values: shape.values?.value,
    constraints: shape.constraints.map(({ keyword, value }) => `${keyword} ${String(value)}`),
    choices: shape.choices.map(({ keyword, schemas }) => `${keyword} ${schemas.length}`),
    discriminator: shape.discriminator && [
      shape.discriminator.value.propertyName,
      ...shape.discriminator.value.mapping,
    ],
    conditions: shape.conditions.length || undefined,
    needs: shape.dependentRequired.map(({ value }) => `${value.key}: ${value.needs.join()}`),
    default: shape.default?.value,
    examples: shape.examples.map(({ value }) => value),
    never: shape.isNever || undefined,
    flags:
      (["readOnly", "writeOnly", "deprecated"] as const).filter((flag) => shape[flag]).join() ||
      undefined,
    extensions: [...shape.extensions].map(([key, { value }]) => `${key} ${String(value)}`),
  };
  return Object.fromEntries(
    Object.entries(all).filter(
      ([, value]) =>
        value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

const cases: readonly [
  what: string,
  text: string,
  expected: Record<string, unknown>,
  Dialect?,
  Look?,
][] = [
  [
    "its own keywords",
    "x: {title: T, type: [string, 'null'], default: '', deprecated: true, x-since: 1.2}",
    {
      title: "T",
      types: "string,null",
      default: "",
      flags: "deprecated",
      extensions: ["x-since 1.2"],
    },
  ],
  [
    "null as another keyword allows it",
    "x: {type: string, nullable: true}",
    { types: "string,null" },
    "openapi-3.0",
  ],
  [
    "what a $ref and its siblings say",
    "x: {$ref: '#/t', description: Mine}\nt: {title: T, description: Theirs, type: object}",
    { title: "T", description: ["Mine", "/x/description"], types: "object" },
  ],
  [
    "a $ref alone in older drafts",
    "x: {$ref: '#/t', description: Mine}\nt: {description: Theirs}",
    { description: ["Theirs", "/t/description"] },
    "draft-07",
  ],
  [
    "siblings in older drafts, as pages once had them",
    "x: {$ref: '#/t', description: Mine, required: [a]}\nt: {description: Theirs, required: [b], properties: {a: {}, b: {}}}",
    { description: ["Mine", "/x/description"], properties: ["a! 1", "b 1"] },
    "draft-07",
    "2020",
  ],
  [
    "the parts of allOf",
    "x: {allOf: [{$ref: '#/t'}, {properties: {b: {}, c: {}}, required: [a, z]}], properties: {b: {}}}\nt: {title: T, description: D, required: [b], properties: {a: {}, b: {}}}",
    {
      description: ["D", "/t/description"],
      properties: ["a! 1", "b! 3", "c 1"],
      otherRequired: ["z"],
    },
  ],
  [
    "the last part of allOf that describes a property, as pages once had it",
    "x: {allOf: [{title: S, properties: {a: {}, b: {}}}], properties: {b: {}}}",
    { title: "S", properties: ["a 1", "b 1"] },
    "draft-04",
    "2020",
  ],
  [
    "the title of what is only wrapped",
    "x: {allOf: [{$ref: '#/t'}], description: Mine}\nt: {title: T, example: 1}",
    { title: "T", description: ["Mine", "/x/description"], examples: [1] },
  ],
  [
    "the types and values that all parts allow",
    "x: {allOf: [{type: [number, string], enum: [1, 2, a]}], type: [integer, 'null'], enum: [2, 3]}",
    { types: "integer", values: [2] },
  ],
  ["a constant", "x: {const: 0}", { values: [0] }],
  [
    "the strictest limits, in newer words",
    "x: {minimum: 2, exclusiveMinimum: true, allOf: [{minimum: 1, exclusiveMinimum: true, maxLength: 3, pattern: a}, {pattern: b, maxLength: 2}]}",
    { constraints: ["maxLength 2", "pattern a", "pattern b", "exclusiveMinimum 2"] },
    "draft-04",
  ],
  [
    "lists by their items",
    "x: {prefixItems: [{}, {}], items: false}",
    { prefixItems: [["#/x/prefixItems/0"], ["#/x/prefixItems/1"]], items: ["#/x/items"] },
  ],
  [
    "the same of older drafts",
    "x: {items: [{}], additionalItems: {}}",
    { prefixItems: [["#/x/items/0"]], items: ["#/x/additionalItems"] },
    "draft-07",
  ],
  [
    "choices, conditions and needs",
    "x: {oneOf: [{}, {}], anyOf: [{}], discriminator: {propertyName: k, mapping: {a: A}}, if: {}, then: {}, dependentRequired: {a: [b]}}",
    {
      choices: ["oneOf 2", "anyOf 1"],
      discriminator: ["k", ["a", "A"]],
      conditions: 1,
      needs: ["a: b"],
    },
    "openapi-3.1",
  ],
  ["that nothing fits", "x: {allOf: [false]}", { never: true }],
  [
    "the end of what contains itself",
    "x: {title: T, allOf: [{$ref: '#/x'}, {$ref: '#/y'}]}\ny: {type: object, allOf: [{$ref: '#/x'}]}",
    { title: "T", types: "object" },
  ],
  [
    "the same, as pages once had it",
    "x: {title: T, allOf: [{$ref: '#/x'}, {$ref: '#/y'}]}\ny: {type: object, allOf: [{$ref: '#/x'}]}",
    { title: "T", types: "object" },
    "draft-04",
    "2020",
  ],
];

test.each(cases)(
  "a shape has %s",
  (_what, text, expected, dialect = "2020-12", look = "current") => {
    const { at } = schemasOf({ "a.yaml": text });
    expect(outline(shapeOf(at("a.yaml#/x", dialect), look))).toEqual(expected);
  },
);

test("a property that several parts describe is what all of them say", () => {
  const { at } = schemasOf({
    "a.yaml":
      "allOf: [{properties: {p: {type: string, description: D}}}]\nproperties: {p: {maxLength: 3}}",
  });
  const [property] = shapeOf(at("a.yaml#")).properties;
  expect(outline(shapeOf(property!))).toEqual({
    description: ["D", "/allOf/0/properties/p/description"],
    types: "string",
    constraints: ["maxLength 3"],
  });
});

test("schemas that multiply and long chains end soon", () => {
  const doubling = Array.from(
    { length: 60 },
    (_, n) => `d${n}: {allOf: [{$ref: '#/d${n + 1}'}, {$ref: '#/d${n + 1}'}]}`,
  ).join("\n");
  const chain = Array.from({ length: 2000 }, (_, n) => `c${n}: {$ref: '#/c${n + 1}'}`).join("\n");
  const { at } = schemasOf({
    "a.yaml": `${doubling}\nd60: {title: D}\n${chain}\nc2000: {title: C}`,
  });
  expectWithinASecond(() => {
    for (const look of ["current", "2020"] as const) {
      expect(shapeOf(at("a.yaml#/d0"), look).parts.at(0)!.value).toEqual({ title: "D" });
      expect(shapeOf(at("a.yaml#/c0"), look).title?.value).toBe("C");
    }
  });
});
