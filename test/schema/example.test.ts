import { expect, test } from "vitest";
import type { Dialect } from "../../src/schema/dialects.js";
import { exampleOf, type ExampleOptions } from "../../src/schema/example.js";
import { Validator } from "../../src/schema/validate.js";
import { Values } from "../../src/schema/values.js";
import { expectWithinASecond } from "../hostile-time.js";
import { placeOf, schemasOf } from "./schemas.js";

const cases: readonly [
  schema: string,
  example: unknown,
  options?: ExampleOptions,
  dialect?: Dialect,
][] = [
  ["{example: 1, default: 2}", 1],
  ["{examples: [0, 1], default: 2}", 0],
  ["{default: false, enum: [false]}", false],
  ["{default: null}", null],
  ["{default: ''}", ""],
  ["{const: null}", null],
  ["{enum: [b, a]}", "b"],
  ["{type: string, format: date}", "2020-01-31"],
  ["{type: string, pattern: '^[A-Z]{2}-\\d+$'}", "AA-0"],
  ["{type: string, minLength: 8, maxLength: 9}", "stringst"],
  ["{type: integer, exclusiveMinimum: 4, multipleOf: 5}", 5],
  ["{type: number, maximum: -1}", -1],
  ["{type: number, exclusiveMaximum: 0}", -1],
  ["{type: ['null', boolean]}", true],
  ["{type: 'null'}", null],
  ["{minLength: 3}", "string"],
  ["{properties: {b: {type: string}, a: {type: integer}}}", { b: "string", a: 0 }],
  ["{type: object, additionalProperties: {type: integer}}", { string: 0 }],
  ["{type: object, required: [id], additionalProperties: {type: integer}}", { id: 0 }],
  ["{type: object, patternProperties: {'^x-': {type: integer}}}", { "x-": 0 }],
  ["{prefixItems: [{type: string}, {const: 1}]}", ["string", 1]],
  ["{type: array, items: {type: string}, maxItems: 0}", []],
  ["{type: array, items: {type: string}, minItems: 2}", ["string", "string"]],
  ["{type: array, items: {type: integer}, minItems: 3, uniqueItems: true}", [0, 1, 2]],
  ["{type: array, items: {enum: [a, b]}, minItems: 2, uniqueItems: true}", ["a", "b"]],
  ["{type: array, contains: {const: 1}, minContains: 2}", [1, 1]],
  ["{type: array, items: {type: integer}, contains: {minimum: 3}}", [3]],
  ["{type: array, contains: {const: 1}, minContains: 0}", []],
  ["{type: object, additionalProperties: {const: 1}, minProperties: 2}", { string: 1, string2: 1 }],
  [
    "{properties: {k: {const: a}}, if: {properties: {k: {const: a}}}, then: {required: [x], properties: {x: {const: 1}}}, else: {required: [y]}}",
    { k: "a", x: 1 },
  ],
  [
    "{properties: {card: {const: 1}}, dependentSchemas: {card: {required: [street], properties: {street: {const: s}}}}}",
    { card: 1, street: "s" },
    {},
    "2020-12",
  ],
  [
    "{type: object, discriminator: {propertyName: kind}, properties: {kind: {type: string}, b: {const: 2}}}",
    { kind: "string", b: 2 },
  ],
  [
    "{properties: {a: {const: 1}, b: {const: 2}, c: {const: 3}}, oneOf: [{required: [a]}, {required: [b]}]}",
    { a: 1, c: 3 },
  ],
  ["{properties: {a: {const: 1}, b: {const: 2}}, not: {required: [a, b]}}", {}],
  ["{allOf: [{properties: {a: {const: 1}}}], properties: {b: {const: 2}}}", { a: 1, b: 2 }],
  ["{allOf: [{properties: {a: {const: 1}}}], example: {}}", {}],
  [
    "{type: object, properties: {a: {const: 1}}, anyOf: [{properties: {b: {const: 2}}}, {}]}",
    { a: 1, b: 2 },
  ],
  ["{anyOf: [{}, {type: string}]}", "string"],
  [
    "{properties: {next: {$ref: '#/x'}, list: {type: array, items: {$ref: '#/x'}}, id: {const: 1}}}",
    { list: [], id: 1 },
  ],
  [
    "{properties: {a: {const: 1, readOnly: true}, b: {const: 2, writeOnly: true}}}",
    { b: 2 },
    { sentIn: "request" },
  ],
  [
    "{properties: {a: {const: 1, readOnly: true}, b: {const: 2, writeOnly: true}}}",
    { a: 1 },
    { sentIn: "response" },
  ],
  [
    "{oneOf: [{$ref: '#/components/schemas/Cat'}], discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/Cat'}}}",
    { kind: "cat" },
    {},
    "openapi-3.1",
  ],
  ["{}", undefined],
  ["false", undefined],
];

test.each(cases)("%s", (schema, example, options = {}, dialect = "2020-12") => {
  const cat = "components: {schemas: {Cat: {type: object, properties: {kind: {type: string}}}}}";
  const { at } = schemasOf({ "a.yaml": `x: ${schema}\n${cat}` });
  const made = exampleOf(at("a.yaml#/x", dialect), options);
  expect(made?.value).toEqual(example);
  if (made) expect(new Validator().failures(made.value, at("a.yaml#/x", dialect))).toEqual([]);
});

test("a value of a schema that extends one with a discriminator says which it is, wherever it is used", () => {
  const { at } = schemasOf({
    "a.yaml": `components:
  schemas:
    Pet: { discriminator: { propertyName: kind, mapping: { meow: "#/components/schemas/Cat" } }, required: [kind], properties: { kind: { type: string } } }
    Cat: { allOf: [{ $ref: "#/components/schemas/Pet" }, { properties: { lives: { enum: [7] } } }] }
    Tag: { properties: { tag: { enum: [t] } } }
x: { allOf: [{ $ref: "#/components/schemas/Cat" }] }
y: { allOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Tag" }] }
`,
  });
  const made = (place: string) => exampleOf(at(`a.yaml#${place}`, "openapi-3.0"))?.value;
  expect(made("/components/schemas/Cat")).toEqual({ kind: "meow", lives: 7 });
  expect(made("/x")).toEqual({ kind: "meow", lives: 7 });
  expect(made("/y")).toEqual({ kind: "meow", lives: 7, tag: "t" });
});

test("what there is nothing to make of is told, and numbers stay as they are written", () => {
  const { at } = schemasOf({ "a.yaml": "properties: {a: {title: A}, b: {example: 1.50}}" });
  const nothing: (string | null)[] = [];
  const made = exampleOf(at("a.yaml#/properties/b"));
  exampleOf(at("a.yaml#"), { onNothing: (schema) => nothing.push(placeOf(schema)) });
  expect(nothing).toEqual(["a.yaml#/properties/a"]);
  expect(made).toEqual({ value: 1.5, written: "1.50" });
});

test("examples of schemas that refer to each other are bounded", () => {
  const names = Array.from({ length: 12 }, (_, n) => `s${n}`);
  const each = names.map((name) => `${name}: {$ref: '#/$defs/${name}'}`).join(", ");
  const knot = names.map((name) => `${name}: {properties: {${each}}}`).join(", ");
  const { at } = schemasOf({ "a.yaml": `$defs: {${knot}}` });
  expectWithinASecond(() => {
    exampleOf(at("a.yaml#/$defs/s0"));
  });
});

test("$refs in values stand for what they name", () => {
  const { registry, file, diagnostics } = schemasOf({
    "a.yaml":
      "e: {$ref: d/b.json, own: 2, list: [{$ref: d/b.json#/n}]}\nself: {$ref: '#/self2'}\nself2: {a: {$ref: '#/self2'}}",
    "d/b.json": '{"n": {"deep": 1.0}, "own": 1}',
  });
  const values = new Values(registry);
  const at = (pointer: string) => ({ file: file("a.yaml"), pointer });
  expect(values.at(at("/e"))).toEqual({ n: { deep: 1 }, own: 2, list: [{ deep: 1 }] });
  expect(values.at(at("/self"))).toEqual({ a: null });
  const place = values.placeOf(at("/e"), ["list", "0", "deep"]);
  expect(`${place.file.source.path}#${place.pointer}`).toBe("d/b.json#/n/deep");
  expect(diagnostics).toEqual([]);
});
