import { createRequire } from "node:module";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/data/data.js";
import { culpritsOf } from "../../src/validate/culprits.js";
import type { Dialect } from "../../src/validate/dialect.js";
import { plainFailures, type Failure } from "../../src/validate/failures.js";
import { fits } from "../../src/validate/fits.js";
import { formats, isFormat } from "../../src/validate/formats.js";
import { PlainSchemas } from "../../src/validate/plain-schema.js";
import { Validator } from "../../src/validate/validator.js";

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

/** Schemas of all keywords that are looked at without a validator, and some that are not; a few of them malformed. */
const schemas = fc.letrec<{ schema: JsonObject; deep: JsonObject }>((tie) => {
  const schema = tie("schema");
  const map = fc.dictionary(names, schema, { maxKeys: 2, noNullPrototype: true });
  const list = fc.array(schema, { minLength: 1, maxLength: 2 });
  const small = fc.integer({ min: 0, max: 3 });
  const flag = fc.boolean();
  const plain: Record<string, fc.Arbitrary<Json>> = {
    type: fc.oneof(fc.constantFrom(...types, "enum"), fc.subarray(types, { minLength: 1 })),
    enum: fc.array(values, { minLength: 1, maxLength: 3 }),
    const: values,
    format: fc.constantFrom("date", "int32", "byte", "colour"),
    pattern: fc.constantFrom("^a", "b+", "["),
    minLength: small,
    maxLength: small,
    minimum: small,
    maximum: small,
    exclusiveMinimum: fc.oneof(flag, small),
    exclusiveMaximum: fc.oneof(flag, small),
    required: fc.uniqueArray(names, { minLength: 1, maxLength: 2 }),
    minProperties: small,
    maxProperties: small,
    minItems: small,
    maxItems: small,
    uniqueItems: flag,
    multipleOf: small,
  };
  const nested: Record<string, fc.Arbitrary<Json>> = {
    properties: map,
    patternProperties: fc.record({ "^a": schema }, { noNullPrototype: true }),
    additionalProperties: fc.oneof(flag, schema),
    items: fc.oneof(schema, list),
    prefixItems: list,
    allOf: list,
    anyOf: list,
    oneOf: list,
    not: schema,
    if: schema,
    else: schema,
  };
  const some = (keywords: typeof plain) =>
    fc
      .array(
        fc.oneof(
          ...Object.entries(keywords).map(([key, kind]) => fc.tuple(fc.constant(key), kind)),
        ),
        {
          maxLength: 3,
        },
      )
      .map((entries): JsonObject => Object.fromEntries(entries));
  return {
    schema: fc.oneof({ maxDepth: 3, depthSize: "small" }, some(plain), tie("deep")),
    deep: some({ ...plain, ...nested }),
  };
}).schema;

/** What the words of a message are made of. */
function inShort({ keyword, schema, data, path, owner, params }: Failure): unknown {
  const { missingProperty, additionalProperty } = params;
  return { keyword, schema, data, path, owner, key: missingProperty ?? additionalProperty };
}

test.each(libraries)(
  "what is said at first sight is what a validator says: %s",
  (dialect, name) => {
    const validator = new Validator(dialect);
    const plain = new PlainSchemas(dialect, isFormat);
    const Ajv = (require(name) as Library).default;
    const property = fc.property(schemas, values, (schema, value) => {
      const whole = plain.of(schema, Object.keys(schema)) ?? {};
      const ajv = new Ajv({
        strict: false,
        validateSchema: false,
        meta: false,
        logger: false,
        ownProperties: true,
        formats: { ...formats() },
      });
      const isValid = ajv.compile(whole)(value);
      const answer = fits(value, schema, dialect);
      if (answer !== "unsure") expect(answer).toBe(isValid ? "yes" : "no");
      const failures = culpritsOf(value, schema, dialect).flatMap((each) => {
        const said = validator.failures(each) ?? [];
        const known = plainFailures(each);
        // A validator looks at properties again to tell which others there are.
        const own = said.filter(({ path }) => path.length === each.path.length);
        if (known) expect(known.map(inShort)).toEqual(own.map(inShort));
        return said;
      });
      expect(failures.length > 0).toBe(!isValid);
    });
    fc.assert(property, { numRuns: 300, seed: 7 });
  },
);
