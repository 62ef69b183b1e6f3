import { expect, test } from "vitest";
import { entryOf } from "../../src/base/diagnostics.js";
import { isObject, numberText, type Json } from "../../src/data/data.js";
import type { Dialect } from "../../src/schema/dialects.js";
import { explain } from "../../src/schema/explain.js";
import { Validator, type ValidatorOptions } from "../../src/schema/validate.js";
import { expectWithinASecond } from "../hostile-time.js";
import { schemasOf } from "./schemas.js";

/** What is said of the value under `value` by the schema under `schema` of a file, with the place of the keyword. */
function said(text: string, dialect: Dialect = "2020-12", options?: ValidatorOptions): string[] {
  const { at, file } = schemasOf({ "a.yaml": text });
  const whole = file("a.yaml").value;
  const value: Json = isObject(whole) ? whole["value"]! : null;
  const written = isObject(whole) ? numberText(whole, "value") : undefined;
  const failures = new Validator(options).failures(value, at("a.yaml#/schema", dialect), written);
  if (!failures) return ["undecided"];
  return explain(failures, { name: "The example" }).map(
    ({ code, parts, at: { pointer } }) =>
      `${pointer.replace(/^.schema/, "")}: ${entryOf(code).text(...parts)}`,
  );
}

const object = "type: object, required: [kind]";
const shapes = `$defs:
  Circle: {${object}, properties: {kind: {const: circle}, r: {type: number}}}
  Square: {${object}, properties: {kind: {const: square}, side: {type: number}}}
  Named: {type: object, required: [name, id], properties: {name: {type: string}, id: {type: integer}}, additionalProperties: false}
`;
const choice = "oneOf: [{$ref: '#/$defs/Circle'}, {$ref: '#/$defs/Square'}]";

const cases: readonly [what: string, text: string, ...said: string[]][] = [
  [
    "a type",
    "schema: {type: integer}\nvalue: '3'",
    '/type: The example: expected an integer, got "3".',
  ],
  [
    "a type, not what follows from it",
    "schema: {type: string, enum: [a]}\nvalue: 3",
    "/type: The example: expected a string, got 3.",
  ],
  [
    "what holds under a condition, with the condition",
    "schema: {required: [b], if: {properties: {a: {const: x}}, required: [a]}, then: {required: [c], properties: {a: {minLength: 3}}}}\nvalue: {a: x}",
    '/required: The example lacks the required "b".',
    '/then/required: Where `a` is "x", the example lacks the required "c".',
    '/then/properties/a/minLength: Where `a` is "x", `a` must have at least 3 characters, got 1 character: "x".',
  ],
  [
    "what holds unless a condition does, and where that is",
    "schema: {properties: {a: {if: {maximum: 3}, else: {multipleOf: 5}}, b: {if: {not: {type: string}}, then: {type: 'null'}}}}\nvalue: {a: 4, b: 1}",
    "/properties/a/else/multipleOf: Unless `a` is at most 3, `a` must be a multiple of 5, got 4.",
    '/properties/b/then/type: Where `b` fits "if", `b`: expected null, got 1.',
  ],
  [
    "all that is missing, at once",
    "schema: {required: [a, b], allOf: [{required: [b, c]}]}\nvalue: {}",
    '/required: The example lacks the required "a", "b" and "c".',
  ],
  [
    "a key too many",
    "schema: {properties: {color: {}}, additionalProperties: false}\nvalue: {colour: 1}",
    '/additionalProperties: The example must not have "colour": its schema knows no such key.',
  ],
  [
    "a number of many digits",
    "schema: {maximum: 9007199254740992}\nvalue: 9007199254740993",
    "/maximum: The example must be at most 9007199254740992, got 9007199254740993.",
  ],
  [
    "nothing of the same number of many digits",
    "schema: {enum: [9007199254740993], const: 9007199254740993, minimum: 9007199254740993}\nvalue: 9007199254740993",
  ],
  [
    "which keyword demands a key because of another",
    "schema: {dependentRequired: {a: [b]}}\nvalue: {a: 1}",
    '/dependentRequired: The example lacks "b", which "dependentRequired" demands beside "a".',
  ],
  [
    "nothing by patterns that cannot be decided",
    `schema: {not: {pattern: '^(a+)+$'}, oneOf: [{pattern: '^(a+)+$'}, {}]}\nvalue: ${"a".repeat(40)}b`,
  ],
  [
    "nothing of keys by patterns that cannot be decided",
    `schema: {patternProperties: {'^(a+)+$': {type: integer}}, additionalProperties: false}\nvalue: {${"a".repeat(40)}b: x}`,
  ],
  ["multiples of decimals", "schema: {multipleOf: 0.01}\nvalue: 4.35"],
  [
    "numbers of many digits that differ",
    "schema: {uniqueItems: true}\nvalue: [9007199254740992, 9007199254740993]",
  ],
  [
    "a deep value by a recursive schema",
    "schema: {properties: {next: {$ref: '#/schema'}, n: {type: integer}}}\nvalue: {next: {next: {next: {n: x}}}}",
    '/properties/n/type: `next.next.next.n`: expected an integer, got "x".',
  ],
  [
    "types of alternatives together",
    "schema: {anyOf: [{type: string}, {type: integer}]}\nvalue: true",
    "/anyOf/0/type: The example: expected a string or an integer, got true.",
  ],
  [
    "constants of alternatives together",
    `schema: {${choice}}\nvalue: {kind: oval}\n${shapes}`,
    '/$defs/Circle/properties/kind/const: `kind`: expected "circle" or "square", got "oval".',
  ],
  [
    "what a constant means",
    `schema: {${choice}}\nvalue: {kind: square, side: wide}\n${shapes}`,
    '/$defs/Square/properties/side/type: `side`: expected a number, got "wide".',
  ],
  [
    "what the type means",
    "schema: {anyOf: [{type: string}, {type: object, required: [a]}]}\nvalue: {}",
    '/anyOf/1/required: The example lacks the required "a".',
  ],
  [
    "all alternatives, and the nearest",
    `schema: {anyOf: [{$ref: '#/$defs/Named'}, {$ref: '#/$defs/Circle'}, {type: string}]}\nvalue: {name: n}\n${shapes}`,
    '/anyOf: The example must fit "Named", "Circle" or a string, got an object; the nearest is "Named": "id" is missing.',
  ],
  [
    "the nearest is the one that speaks of the keys there are",
    "schema: {oneOf: [{title: A, type: object, required: [a], properties: {a: {}}}, {title: B, type: object, properties: {b: {type: string}}}, {type: string}]}\nvalue: {b: 5}",
    '/oneOf: The example must fit "A", "B" or a string, got an object; the nearest is "B": expected a string as `b`, got 5.',
  ],
  [
    "several that fit",
    `schema: {oneOf: [{title: A}, {title: B}]}\nvalue: 1`,
    '/oneOf: The example must fit only one of the alternatives of "oneOf" (it fits "A" and "B"), got 1.',
  ],
  [
    "unevaluated properties",
    "schema: {allOf: [{properties: {a: {}}}], unevaluatedProperties: false}\nvalue: {a: 1, b: 2}",
    '/unevaluatedProperties: The example must not have "b": its schema knows no such key.',
  ],
  [
    "a schema that is false",
    "schema: {properties: {a: false}}\nvalue: {a: 1}",
    "/properties/a: `a` must not be there, got 1.",
  ],
  [
    "what is true of schemas that refer to each other whichever comes first",
    "schema: {anyOf: [{$ref: '#/a'}, {$ref: '#/b'}]}\na: {allOf: [{$ref: '#/b'}, {type: string}]}\nb: {anyOf: [{$ref: '#/a'}]}\nvalue: 1",
    "/a/allOf/1/type: The example: expected a string, got 1.",
  ],
  [
    "names like those that all objects have",
    "schema: {required: [__proto__, constructor], properties: {toString: {type: string}}}\nvalue: {}",
    '/required: The example lacks the required "__proto__" and "constructor".',
  ],
  [
    "nothing by keywords that are malformed",
    "schema: {type: 3, required: true, properties: [], minLength: x, pattern: '(', items: 1}\nvalue: {}",
  ],
];

test.each(cases)("says %s", (_what, text, ...expected) => {
  expect(said(text)).toEqual(expected);
});

const petStore = `
schema: {discriminator: {propertyName: kind, mapping: {dog: '#/components/schemas/Dog'}}, oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}
components:
  schemas:
    Cat: {type: object, properties: {kind: {type: string}, lives: {type: integer}}}
    Dog: {type: object, required: [kind, size], properties: {kind: {type: string}}}
`;

test("a discriminator says which alternative is meant", () => {
  const of = (value: string) =>
    said(`openapi: 3.1.0\nvalue: ${value}${petStore}`, "openapi-3.1").map((each) =>
      each.replace(/^.*?: /, ""),
    );
  expect(of("{kind: Cat, lives: x}")).toEqual(['`lives`: expected an integer, got "x".']);
  expect(of("{kind: dog, lives: x}")).toEqual(['The example lacks the required "size".']);
  expect(of("{kind: cow, lives: x}")).toEqual(['`kind`: expected "Cat" or "dog", got "cow".']);
  expect(of("{lives: x}")).toEqual(['The example lacks the required "kind".']);
});

/** By dialect: whether a value fits. */
const byDialect: readonly [text: string, fits: Partial<Record<Dialect, boolean>>][] = [
  [
    "schema: {type: string, nullable: true}\nvalue: null",
    { "openapi-3.0": true, "openapi-3.1": false, "draft-07": false },
  ],
  ["schema: {type: string, enum: [a], nullable: true}\nvalue: null", { "openapi-3.0": true }],
  [
    "schema: {type: string, x-nullable: true}\nvalue: null",
    { "openapi-2.0": true, "draft-04": true },
  ],
  [
    "schema: {minimum: 3, exclusiveMinimum: true}\nvalue: 3",
    { "openapi-3.0": false, "draft-04": false, "draft-07": true },
  ],
  [
    "schema: {exclusiveMinimum: 3}\nvalue: 3",
    { "openapi-3.0": true, "openapi-3.1": false, "draft-06": false },
  ],
  [
    "schema: {$ref: '#/d', maxLength: 1}\nd: {}\nvalue: long",
    { "openapi-3.0": true, "draft-07": true, "2019-09": false, "openapi-3.1": false },
  ],
  [
    "schema: {format: ipv4}\nvalue: x",
    { "draft-07": false, "openapi-2.0": false, "2019-09": true, "2020-12": true },
  ],
  ["schema: {if: {}, then: false}\nvalue: x", { "draft-06": true, "draft-07": false }],
];

test.each(byDialect)("%s", (text, fits) => {
  for (const [dialect, isFit] of Object.entries(fits) as [Dialect, boolean][])
    expect([dialect, said(text, dialect).length === 0]).toEqual([dialect, isFit]);
});

test("formats are held against values where that is wanted", () => {
  const text = "schema: {format: ipv4}\nvalue: x";
  expect(said(text, "2020-12", { formats: "assert" })).toEqual([
    '/format: The example must be written as "ipv4", got "x".',
  ]);
  expect(said(text, "draft-07", { formats: "annotate" })).toEqual([]);
});

test("what a part of allOf says counts unless the schema contradicts it", () => {
  const text =
    "schema: {allOf: [{$ref: '#/base'}], properties: {a: {type: string}}}\nbase: {properties: {a: {type: array}, b: {type: integer}}}\nvalue: {a: x, b: y}";
  const ofB = '`b`: expected an integer, got "y".';
  expect(said(text).map((each) => each.replace(/^.*?: /, ""))).toEqual([
    '`a`: expected an array, got "x".',
    ofB,
  ]);
  const ignoring = said(text, "2020-12", { contradictions: "ignore" });
  expect(ignoring.map((each) => each.replace(/^.*?: /, ""))).toEqual([ofB]);
});

test("values deeper than any file has do not overflow", () => {
  const deep = JSON.parse(`${"[".repeat(20_000)}${"]".repeat(20_000)}`) as Json;
  const { at } = schemasOf({ "a.yaml": "items: {$ref: '#'}\nuniqueItems: true\nenum: [1]" });
  const failures = new Validator().failures(deep, at("a.yaml#"));
  expect(failures === null || failures.length > 0).toBe(true);
  expect(
    new Validator().failures(deep, schemasOf({ "a.yaml": "items: {$ref: '#'}" }).at("a.yaml#")),
  ).toBeNull();
});

test("what is wrong is told once, however many ways lead there; and nothing after as many steps as are allowed", () => {
  const conditions = Array.from({ length: 22 }, (_, n) => {
    const next = `{if: {required: [a]}, then: {$ref: '#/d${n + 1}'}}`;
    return `d${n}: {allOf: [${Array.from({ length: 12 }, () => next).join(", ")}]}`;
  }).join("\n");
  const { at } = schemasOf({ "a.yaml": `${conditions}\nd22: {required: [b]}` });
  const schema = at("a.yaml#/d0", "2020-12");
  expect(new Validator().failures({ a: 1 }, schema)).toHaveLength(1);
  expect(new Validator({ mostSteps: 10 }).failures({ a: 1 }, schema)).toBeNull();
});

test("schemas that multiply, contain themselves or are too deep, and patterns without end, end soon", () => {
  const doubling = Array.from(
    { length: 60 },
    (_, n) => `d${n}: {allOf: [{$ref: '#/d${n + 1}'}, {$ref: '#/d${n + 1}'}]}`,
  ).join("\n");
  const choices = Array.from(
    { length: 60 },
    (_, n) => `d${n}: {oneOf: [{$ref: '#/d${n + 1}'}, {$ref: '#/d${n + 1}'}]}`,
  ).join("\n");
  const chain = Array.from(
    { length: 3000 },
    (_, n) => `d${n}: {$ref: '#/d${n + 1}', title: t}`,
  ).join("\n");
  expectWithinASecond(() => {
    expect(said(`schema: {$ref: '#/d0'}\nvalue: 1\n${doubling}\nd60: {type: string}`)[0]).toContain(
      "expected a string",
    );
    expect(said(`schema: {$ref: '#/d0'}\nvalue: 1\n${choices}\nd60: {type: string}`)).toHaveLength(
      1,
    );
    expect(said(`schema: {$ref: '#/d0'}\nvalue: 1\n${choices}\nd60: {}`)).toHaveLength(1);
    expect(
      said(`schema: {allOf: [{$ref: '#/schema'}, {anyOf: [{$ref: '#/schema'}]}]}\nvalue: 1`),
    ).toEqual([]);
    expect(said(`schema: {$ref: '#/d0'}\nvalue: 1\n${chain}\nd3000: {type: string}`)).toEqual([
      "undecided",
    ]);
    const many = Array.from({ length: 3000 }, (_, n) => `k${n}`);
    expect(
      said(
        `schema: {patternProperties: {${many.map((key) => `'^${key}$': {}`).join(", ")}}}\nvalue: {${many.map((key) => `${key}: 1`).join(", ")}}`,
      ),
    ).toEqual(["undecided"]);
    expect(said(`schema: {pattern: '^(a+)+$'}\nvalue: ${"a".repeat(40)}b`)).toEqual([]);
  });
});
