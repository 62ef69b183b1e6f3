import { createRequire } from "node:module";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/data/data.js";
import { hasBooleanLimits, type Dialect } from "../../src/schema/dialects.js";
import { keywordOf } from "../../src/schema/keywords.js";
import { Registry } from "../../src/schema/registry.js";
import { Validator } from "../../src/schema/validate.js";
import { reportTo } from "../../src/base/diagnostics.js";

const require = createRequire(import.meta.url);

interface Library {
  readonly default: new (options: object) => {
    compile(schema: object): (value: unknown) => boolean;
  };
}

const libraries: readonly (readonly [Dialect, string])[] = [
  ["draft-04", "ajv-draft-04"],
  ["draft-07", "ajv"],
  ["2020-12", "ajv/dist/2020.js"],
];

const names = fc.constantFrom("a", "b", "constructor");
const values = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<Json>(null, true, 0, 1, 2.5, -3, "", "a", "bbb", "2020-01-01"),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(names, tie("value"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

const types = ["object", "array", "string", "number", "integer", "boolean", "null"];

/** Schemas of the keywords of a dialect. */
function schemasOf(dialect: Dialect): fc.Arbitrary<JsonObject> {
  return fc.letrec<{ schema: JsonObject }>((tie) => {
    const schema = tie("schema");
    const map = fc.dictionary(names, schema, { maxKeys: 2, noNullPrototype: true });
    const list = fc.array(schema, { minLength: 1, maxLength: 2 });
    const small = fc.integer({ min: 0, max: 3 });
    const limit: fc.Arbitrary<Json> = hasBooleanLimits(dialect) ? fc.boolean() : small;
    const plain: Record<string, fc.Arbitrary<Json>> = {
      type: fc.oneof(fc.constantFrom(...types), fc.subarray(types, { minLength: 1 })),
      enum: fc.uniqueArray(values, { minLength: 1, maxLength: 3, selector: JSON.stringify }),
      const: values,
      format: fc.constantFrom("date"),
      pattern: fc.constantFrom("^a", "b+"),
      minLength: small,
      maxLength: small,
      minimum: small,
      maximum: small,
      exclusiveMinimum: limit,
      exclusiveMaximum: limit,
      required: fc.uniqueArray(names, { minLength: 1, maxLength: 2 }),
      minProperties: small,
      maxProperties: small,
      minItems: small,
      maxItems: small,
      uniqueItems: fc.boolean(),
      multipleOf: fc.integer({ min: 1, max: 3 }),
    };
    const nested: Record<string, fc.Arbitrary<Json>> = {
      properties: map,
      patternProperties: fc.record({ "^a": schema }, { noNullPrototype: true }),
      additionalProperties: fc.oneof(fc.boolean(), schema),
      items: dialect === "2020-12" ? schema : fc.oneof(schema, list),
      prefixItems: list,
      contains: schema,
      propertyNames: schema,
      allOf: list,
      anyOf: list,
      oneOf: list,
      not: schema,
      if: schema,
      else: schema,
      unevaluatedProperties: fc.oneof(fc.boolean(), schema),
    };
    const some = (keywords: typeof plain, maxLength: number) =>
      fc
        .array(
          fc.oneof(
            ...Object.entries(keywords)
              .filter(([key]) => keywordOf(key, dialect))
              .map(([key, kind]) => fc.tuple(fc.constant(key), kind)),
          ),
          { maxLength },
        )
        .map((entries): JsonObject => withLimits(Object.fromEntries(entries)));
    return {
      schema: fc.oneof(
        { maxDepth: 3, depthSize: "small" },
        some(plain, 3),
        some({ ...plain, ...nested }, 3),
      ),
    };
  }).schema;
}

/** In draft-04 a limit is excluded only where there is one. */
function withLimits(schema: JsonObject): JsonObject {
  const missing = (flag: string, limit: string) =>
    typeof schema[flag] === "boolean" && !Object.hasOwn(schema, limit) ? { [limit]: 1 } : {};
  return {
    ...schema,
    ...missing("exclusiveMinimum", "minimum"),
    ...missing("exclusiveMaximum", "maximum"),
  };
}

test.each(libraries)("values fit schemas as another validator says: %s", (dialect, name) => {
  const Ajv = (require(name) as Library).default;
  const formats = { date: (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) };
  const options = { strict: false, validateSchema: false, meta: false, logger: false };
  const registry = new Registry(
    { readData: () => ({ refused: "does not exist", near: [] }) },
    reportTo(() => {}),
  );
  const validator = new Validator({ formats: "assert" });
  const property = fc.property(schemasOf(dialect), values, (schema, value) => {
    const ajv = new Ajv({ ...options, ownProperties: true, formats });
    const file = { source: { path: "schema.json", text: JSON.stringify(schema) }, value: schema };
    const failures = validator.failures(value, registry.schemaAt({ file, pointer: "" }, dialect));
    expect(failures?.length === 0).toBe(ajv.compile(schema)(value));
  });
  fc.assert(property, { numRuns: 300, seed: 7 });
});
