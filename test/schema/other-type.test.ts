import { expect, test } from "vitest";
import { load } from "js-yaml";
import { checkSchema, type SchemaContext } from "../../src/schema/check-schema.js";
import { schemasOf } from "./schemas.js";

/** The keywords of a schema that are for values of another type than it has, as they are reported. */
function ofOtherTypes(schema: string): string[] {
  const found: string[] = [];
  const { at } = schemasOf({ "a.json": JSON.stringify(load(schema)) });
  const report = (code: string, _at: unknown, parts: readonly string[]) => {
    if (code === "keyword-of-other-type") found.push(parts.join(", "));
  };
  // It is given codes with what each of them needs, of which these are strings.
  checkSchema(at("a.json#", "2020-12"), { report: report as SchemaContext["report"] });
  return found;
}

test.each([
  ["{ type: string, properties: { a: {} } }", ["properties, a string, object"]],
  ["{ type: array, items: {}, required: [a] }", ["required, an array, object"]],
  ["{ type: integer, minimum: 1, maxLength: 3 }", ["maxLength, an integer, string"]],
  ["{ type: [string, 'null'], items: {} }", ["items, a string or null, array"]],
  ["{ type: object, pattern: a, minimum: 1 }", ["pattern, an object, string", "minimum, an object, number"]],
  ["{ type: [string, array], items: {}, minLength: 1 }", []],
  ["{ type: integer, maximum: 3, enum: [1], format: int32 }", []],
  ["{ properties: { a: {} }, minLength: 3 }", []],
  ["{ allOf: [{ type: string }], minimum: 3 }", []],
  // What is wrong in another way is reported as that.
  ["{ type: sting, properties: { a: {} } }", []],
  ["{ type: string, required: true }", []],
])("%s", (schema, expected) => {
  expect(ofOtherTypes(schema)).toEqual(expected);
}); // prettier-ignore
