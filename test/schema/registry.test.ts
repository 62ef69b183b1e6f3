import { expect, test } from "vitest";
import type { Dialect } from "../../src/schema/dialects.js";
import { childrenOf } from "../../src/schema/schema.js";
import { expectLinear } from "../hostile-time.js";
import { placeOf, schemasOf, told } from "./schemas.js";

/** A `$ref` in `a.yaml` at `/x`, with what else is in the files, and the place that it names. */
const references: readonly [
  what: string,
  files: Readonly<Record<string, string>>,
  target: string,
  dialect?: Dialect,
][] = [
  ["a file", { "a.yaml": "x: {$ref: d/t.yaml}", "d/t.yaml": "{}" }, "d/t.yaml#"],
  ["a file above", { "a.yaml": "x: {$ref: ../t.yaml}", "t.yaml": "{}" }, "t.yaml#"],
  ["percent escapes", { "a.yaml": "x: {$ref: t%20u.yaml}", "t u.yaml": "{}" }, "t u.yaml#"],
  ["a percent sign", { "a.yaml": "x: {$ref: t%20u.yaml}", "t%20u.yaml": "{}" }, "t%20u.yaml#"],
  ["a pointer", { "a.yaml": "x: {$ref: '#/d/c%20~1d'}\nd: {c /d: {}}" }, "a.yaml#/d/c ~1d"],
  [
    "a key of objects",
    { "a.yaml": "x: {$ref: '#/d/__proto__'}\nd: {__proto__: {}}" },
    "a.yaml#/d/__proto__",
  ],
  ["an item", { "a.yaml": "x: {$ref: '#/d/1'}\nd: [{}, {}]" }, "a.yaml#/d/1"],
  ["a boolean", { "a.yaml": "x: {$ref: '#/d'}\nd: false" }, "a.yaml#/d"],
  [
    "through a reference",
    { "a.yaml": "x: {$ref: '#/y/deep'}\ny: {$ref: t.yaml}", "t.yaml": "deep: {}" },
    "t.yaml#/deep",
  ],
  [
    "what stands beside a reference",
    { "a.yaml": "$ref: d/t.yaml\nx: {$ref: u.yaml}", "d/t.yaml": "{}", "d/u.yaml": "{}" },
    "d/u.yaml#",
  ],
  ["an anchor", { "a.yaml": "x: {$ref: '#n'}\n$defs: {d: {$anchor: n}}" }, "a.yaml#/$defs/d"],
  [
    "an anchor where no keyword has schemas",
    { "a.yaml": "x: {$ref: t.yaml#n}", "t.yaml": "all: [{$anchor: n}]" },
    "t.yaml#/all/0",
  ],
  [
    "an anchor of an OpenAPI document, not in its examples",
    {
      "a.yaml":
        "openapi: 3.1.0\nx: {$ref: '#n'}\ncomponents: {examples: {e: {value: {$anchor: n}}}, schemas: {S: {properties: {default: {$anchor: n}}}}}",
    },
    "a.yaml#/components/schemas/S/properties/default",
  ],
  [
    "an anchor of draft-07",
    { "a.yaml": "x: {$ref: '#n'}\ndefinitions: {d: {$id: '#n'}}" },
    "a.yaml#/definitions/d",
    "draft-07",
  ],
  [
    "an anchor of draft-04",
    { "a.yaml": "x: {$ref: '#n'}\ndefinitions: {d: {id: '#n'}}" },
    "a.yaml#/definitions/d",
    "draft-04",
  ],
  [
    "no property that is called $id",
    { "a.yaml": "x: {$ref: '#n'}\nproperties: {$id: {$anchor: n}}" },
    "a.yaml#/properties/$id",
  ],
  [
    "an $id in the file",
    { "a.yaml": "$id: https://e.org/a\nx: {$ref: b}\n$defs: {d: {$id: b}}" },
    "a.yaml#/$defs/d",
  ],
  [
    "an $id in another file",
    {
      "a.yaml": "x: {$ref: 'https://e.org/b#/$defs/c'}",
      "b.yaml": "$id: https://e.org/b\n$defs: {c: {}}",
    },
    "b.yaml#/$defs/c",
  ],
  [
    "a file beside, whatever the $id",
    { "a.yaml": "$id: https://e.org/a\nx: {$ref: b.yaml}", "b.yaml": "{}" },
    "b.yaml#",
  ],
  [
    "a fragment of the resource around it",
    { "a.yaml": "openapi: 3.1.0\nx: {$id: b, $ref: '#/$defs/c', $defs: {c: {}}}" },
    "a.yaml#/x/$defs/c",
  ],
  [
    "a URN",
    { "a.yaml": "$defs: {d: {$id: 'urn:uuid:1'}}\nx: {$ref: 'urn:uuid:1'}" },
    "a.yaml#/$defs/d",
  ],
  [
    "a metaschema",
    { "a.yaml": "x: {$ref: 'http://json-schema.org/draft-07/schema#/definitions/simpleTypes'}" },
    "http://json-schema.org/draft-07/schema#/definitions/simpleTypes",
  ],
];

test.each(references)("a $ref names %s", (_what, files, target, dialect = "2020-12") => {
  const { at, diagnostics } = schemasOf(files);
  const { ref } = at("a.yaml#/x", dialect);
  expect([placeOf(ref), ...told(diagnostics)]).toEqual([target]);
});

const faults: readonly [text: string, finding: string][] = [
  ["x: {$ref: t.yaml}", "a.yaml:1:11 ref-not-found t.yaml does not exist"],
  ["x: {$ref: '#/d/b'}\nd: {bb: {}}", "a.yaml:1:11 ref-fragment-not-found #/d/b b bb"],
  [
    "x: {$ref: '#/d/constructor'}\nd: {}",
    "a.yaml:1:11 ref-fragment-not-found #/d/constructor constructor",
  ],
  ["x: {$ref: '#n'}", "a.yaml:1:11 ref-bad-fragment #n $ref #/$defs/Name"],
  ["x: {$ref: '#/%zz'}", "a.yaml:1:11 ref-bad-fragment #/%zz $ref #/$defs/Name"],
  [
    "x: {$ref: '#nod'}\nd: {$anchor: node}",
    "a.yaml:1:11 ref-bad-fragment #nod $ref #/$defs/Name #node",
  ],
  ["x: {$ref: 'https://e.org/a'}", "a.yaml:1:11 ref-remote https://e.org/a"],
  ["x: {$ref: //e.org/a}", "a.yaml:1:11 ref-remote //e.org/a"],
  ["x: {$ref: 3}", "a.yaml:1:11 ref-not-string a number"],
  ["x: {$ref: '#/x'}", "a.yaml:1:11 ref-cycle a.yaml#/x → a.yaml#/x"],
  ["x: {$ref: '#/x/y'}", "a.yaml:1:11 ref-fragment-not-found #/x/y y"],
  ["x: {$ref: '#/y'}\ny: {$ref: '#/x'}", "a.yaml:2:11 ref-cycle a.yaml#/x → a.yaml#/y → a.yaml#/x"],
  ["x: {$ref: '#/y'}\ny: {$ref: '#/y'}", "a.yaml:2:11 ref-cycle a.yaml#/y → a.yaml#/y"],
];

test.each(faults)("%s", (text, finding) => {
  const { at, diagnostics, registry, file } = schemasOf({ "a.yaml": text });
  for (let schema: ReturnType<typeof at> | null = at("a.yaml#/x"); schema;) schema = schema.ref;
  void at("a.yaml#/x", "draft-07").ref;
  expect(told(diagnostics)).toEqual([finding]);
  expect(registry.endOf({ file: file("a.yaml"), pointer: "/x" })).toEqual(
    text.includes("$ref: 3") ? expect.anything() : null, // what is no string is no reference
  );
  expect(new Set(told(diagnostics)).size).toBe(1);
});

test("references that are no schema's are followed to the end, or one step", () => {
  const { registry, file } = schemasOf({
    "a.yaml": "x: {$ref: '#/y'}\ny: {$ref: b.yaml#/z}\nr: {$ref: '#/r'}",
    "b.yaml":
      "openapi: 3.2.0\n$self: https://e.org/b\nz: {in: query}\ns: {$ref: 'https://e.org/b#/z'}",
  });
  const place = (path: string, pointer: string) => ({ file: file(path), pointer });
  const z = place("b.yaml", "/z");
  expect(registry.endOf(place("a.yaml", "/x"))).toEqual(z);
  expect(registry.targetOf(place("a.yaml", "/x"))).toEqual(place("a.yaml", "/y"));
  expect(registry.follow("#/y", place("a.yaml", "/x"))).toEqual(place("a.yaml", "/y"));
  expect(registry.follow("#/r", place("a.yaml", "/x"))).toBeNull();
  expect(registry.endOf(place("b.yaml", "/s"))).toEqual(z);
  expect([...registry.referred]).toEqual(["b.yaml"]);
});

test("a place and a dialect give one schema, wherever it is reached from", () => {
  const { at } = schemasOf({
    "a.yaml": "properties: {p: {$ref: b.yaml#/$defs/q}}\n$defs: {r: {$ref: '#/properties/p'}}",
    "b.yaml": "$defs: {q: {type: string}}",
  });
  const [property] = at("a.yaml#").below("properties");
  expect(property).toBe(at("a.yaml#/properties/p"));
  expect(at("a.yaml#/$defs/r").ref).toBe(property);
  expect(property!.ref).toBe(at("b.yaml#/$defs/q"));
  expect(property!.ref).not.toBe(at("b.yaml#/$defs/q", "draft-07"));
});

/** The dialect that the schema at a place has, of a file that is entered as draft-07. */
const written: readonly [
  what: string,
  files: Readonly<Record<string, string>>,
  place: string,
  Dialect,
][] = [
  [
    "its own",
    { "a.yaml": "$schema: 'http://json-schema.org/draft-04/schema#'" },
    "a.yaml#",
    "draft-04",
  ],
  [
    "that of what is around it",
    {
      "a.yaml": "$defs: {x: {$schema: 'https://json-schema.org/draft/2019-09/schema', items: {}}}",
    },
    "a.yaml#/$defs/x/items",
    "2019-09",
  ],
  ["that of its file", { "a.yaml": "items: {}" }, "a.yaml#/items", "draft-07"],
  ["an unknown one", { "a.yaml": "$schema: https://e.org/own" }, "a.yaml#", "draft-07"],
];

test.each(written)("a schema is written in %s", (_what, files, place, dialect) => {
  expect(schemasOf(files).at(place, "draft-07").dialect).toBe(dialect);
});

test("a file that is referred to is written in what it says, or in what refers to it", () => {
  const { at, registry, file } = schemasOf({
    "a.yaml":
      "openapi: 3.0.3\nx: {$ref: b.yaml#/x}\ny: {$ref: c.yaml}\nz: {$ref: d.yaml#/z}\nw: {$ref: e.yaml#/w}",
    "b.yaml": "openapi: 3.1.0\nx: {}",
    "c.yaml": "type: string",
    "d.yaml": "openapi: 3.0.1\nz: {}",
    "e.yaml": "openapi: 3.1.0\njsonSchemaDialect: 'http://json-schema.org/draft-07/schema#'\nw: {}",
  });
  const dialects = ["x", "y", "z", "w"].map(
    (key) => at(`a.yaml#/${key}`, "openapi-3.0").ref!.dialect,
  );
  expect(dialects).toEqual(["openapi-3.1", "openapi-3.0", "openapi-3.0", "draft-07"]);
  expect(at("a.yaml#/z", "draft-06").ref!.dialect).toBe("draft-06");
  expect(registry.dialectOf(file("a.yaml"), "draft-04")).toBe("openapi-3.0");
});

test("what stands beside a $ref counts since 2019-09", () => {
  const { at } = schemasOf({
    "a.yaml": "$ref: '#/$defs/d'\ntitle: T\nitems: {}\n$defs: {d: {title: D}}",
  });
  expect(at("a.yaml#").keyword("title")).toBe("T");
  expect(at("a.yaml#", "draft-07").keyword("title")).toBeUndefined();
  expect(at("a.yaml#", "draft-07").below("items")).toEqual([]);
  expect(at("a.yaml#", "draft-07").name).toBeNull();
  expect(at("a.yaml#/$defs/d", "draft-07").name).toBe("D");
});

test("keywords of other drafts say nothing, own fields are kept", () => {
  const { at } = schemasOf({
    "a.yaml": "prefixItems: [{}]\nitems: [{}, true]\nx-own: 1\nunknown: 2",
  });
  const keys = ["prefixItems", "x-own", "unknown"];
  expect(keys.map((key) => at("a.yaml#", "draft-07").keyword(key))).toEqual([
    undefined,
    1,
    undefined,
  ]);
  expect(
    at("a.yaml#", "draft-07")
      .entries("items")
      .map(([key]) => key),
  ).toEqual(["0", "1"]);
  expect(at("a.yaml#").below("items")).toEqual([]); // one schema only, since 2020-12
  expect(at("a.yaml#").below("prefixItems")).toHaveLength(1);
});

test("the schemas below one come in the order of the source", () => {
  const { at } = schemasOf({
    "a.yaml": "not: {}\nenum: [{}]\nproperties: {b: {}, 1: {}}\nallOf: [{}, true]\nitems: 3",
  });
  const children = childrenOf(at("a.yaml#")).map(({ keyword, key }) => `${keyword}/${key}`);
  expect(children).toEqual([
    "not/",
    "properties/b",
    "properties/1",
    "allOf/0",
    "allOf/1",
    "items/",
  ]);
});

const line = (n: number, ref: string) => `d${n}: {$ref: '${ref}'}\n`;
const lines = (count: number, ref: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => line(n, ref(n))).join("");

test.each<[what: string, text: (count: number) => string]>([
  ["in a row", (count) => `${lines(count, (n) => `#/d${n + 1}`)}d${count}: {}`],
  ["in a ring", (count) => lines(count, (n) => `#/d${(n + 1) % count}`)],
  ["to one place", (count) => `${lines(count, () => "#/d")}d: {}`],
  ["to nowhere", (count) => lines(count, () => "#/e")],
])("references %s take time that grows as they do", (_what, text) => {
  const most = 16;
  const texts = new Map([1, 2, 4, 8, 16].map((size) => [size, text(size * 500)]));
  expectLinear(
    (size) => {
      const { at } = schemasOf({ "a.yaml": texts.get(size)! });
      for (let n = 0; n < size * 500; n++) void at(`a.yaml#/d${n}`).ref;
    },
    1,
    most,
  );
});

test("a long ring is told of once, a long row is followed to its end", () => {
  const { at, diagnostics } = schemasOf({
    "ring.yaml": lines(20_000, (n) => `#/d${(n + 1) % 20_000}`),
    "row.yaml": `${lines(20_000, (n) => `#/d${n + 1}`)}d20000: {}`,
  });
  expect(at("ring.yaml#/d7").ref).toBeNull();
  expect(at("row.yaml#/d0").ref).toBe(at("row.yaml#/d1"));
  expect(at("row.yaml#/d19999").ref!.value).toEqual({});
  expect(diagnostics.map(({ code }) => code)).toEqual(["ref-cycle"]);
});
