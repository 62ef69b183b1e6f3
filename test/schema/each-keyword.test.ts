import { expect, test } from "vitest";
import type { Dialect } from "../../src/schema/dialects.js";
import { Validator } from "../../src/schema/validate.js";
import { schemasOf } from "./schemas.js";

/** A value that a keyword allows, and one that it does not: the official suite, which tries much more, is not always there. */
const cases: readonly (readonly [
  schema: string,
  allowed: string,
  refused: string,
  dialect?: Dialect,
])[] = [
  ["{type: [string, 'null']}", "null", "1"],
  ["{enum: [1, {a: [2]}]}", "{a: [2]}", "{a: [3]}"],
  ["{const: {a: 1, b: 2}}", "{b: 2, a: 1}", "{a: 1}"],
  ["{multipleOf: 0.01}", "0.07", "0.075"],
  ["{maximum: 3}", "3", "3.1"],
  ["{exclusiveMaximum: 3}", "2.9", "3"],
  ["{minimum: 3}", "3", "2.9"],
  ["{exclusiveMinimum: 3}", "3.1", "3"],
  ["{maximum: 3, exclusiveMaximum: true}", "2.9", "3", "draft-04"],
  ["{minimum: 3, exclusiveMinimum: true}", "3.1", "3", "draft-04"],
  ["{maxLength: 2}", '"💩💩"', '"abc"'],
  ["{minLength: 2}", '"ab"', '"💩"'],
  ["{pattern: '^a.c$'}", '"abc"', '"ab"'],
  ["{maxItems: 1}", "[1]", "[1, 1]"],
  ["{minItems: 1}", "[1]", "[]"],
  ["{uniqueItems: true}", "[1, true, '1', [1], {a: 1}]", "[{a: 1, b: 2}, {b: 2, a: 1}]"],
  ["{uniqueItems: true}", "[0, false]", "[1, 1.0]"],
  ["{contains: {const: 1}, minContains: 2}", "[1, 1]", "[1, 2]"],
  ["{contains: {const: 1}, maxContains: 1}", "[1]", "[1, 1]"],
  ["{contains: {const: 1}}", "[2, 1]", "[2]"],
  ["{prefixItems: [{const: 1}], items: {const: 2}}", "[1, 2]", "[2, 2]"],
  ["{prefixItems: [true], items: false}", "[1]", "[1, 2]"],
  ["{items: [{const: 1}], additionalItems: {const: 2}}", "[1, 2]", "[1, 1]", "draft-07"],
  ["{prefixItems: [true], unevaluatedItems: false}", "[1]", "[1, 2]"],
  ["{maxProperties: 1}", "{a: 1}", "{a: 1, b: 1}"],
  ["{minProperties: 1}", "{a: 1}", "{}"],
  ["{required: [toString]}", "{toString: 1}", "{}"],
  ["{dependentRequired: {a: [b]}}", "{b: 1}", "{a: 1}"],
  ["{dependentSchemas: {a: {required: [b]}}}", "{b: 1}", "{a: 1}"],
  ["{dependencies: {a: [b], c: {maxProperties: 1}}}", "{a: 1, b: 1}", "{c: 1, d: 1}", "draft-07"],
  ["{properties: {a: {const: 1}}}", "{a: 1, b: 2}", "{a: 2}"],
  ["{patternProperties: {'^a': {const: 1}}}", "{ab: 1, b: 2}", "{ab: 2}"],
  ["{properties: {a: true}, additionalProperties: false}", "{a: 1}", "{a: 1, b: 1}"],
  ["{propertyNames: {maxLength: 1}}", "{a: 1}", "{ab: 1}"],
  ["{allOf: [{properties: {a: true}}], unevaluatedProperties: false}", "{a: 1}", "{b: 1}"],
  ["{allOf: [{minimum: 1}, {maximum: 2}]}", "1", "3"],
  ["{anyOf: [{minimum: 2}, {type: string}]}", '"a"', "1"],
  ["{oneOf: [{minimum: 2}, {maximum: 2}]}", "3", "2"],
  ["{not: {const: 1}}", "2", "1"],
  ["{if: {minimum: 5}, then: {multipleOf: 2}, else: {multipleOf: 3}}", "6", "5"],
  ["{if: {minimum: 5}, then: {multipleOf: 2}, else: {multipleOf: 3}}", "3", "4"],
  ["{type: string, nullable: true}", "null", "1", "openapi-3.0"],
  ["{$ref: '#/defs', maximum: 9}", "2", "10"],
  ["{$ref: '#/defs', maximum: 9}", "10", "'a'", "draft-07"],
];

for (const [schema, allowed, refused, dialect = "2020-12"] of cases)
  test(`${schema} takes ${allowed} and not ${refused} in ${dialect}`, () => {
    const text = `schema: ${schema}\ndefs: {type: number}\nallowed: ${allowed}\nrefused: ${refused}\n`;
    const { at, file } = schemasOf({ "a.yaml": text });
    const values = file("a.yaml").value as Record<string, never>;
    const fits = (name: string) =>
      new Validator().failures(values[name]!, at("a.yaml#/schema", dialect))?.length === 0;
    expect([fits("allowed"), fits("refused")]).toEqual([true, false]);
  });
