import { expect, test } from "vitest";
import { positionAt } from "../../src/base/source.js";
import { keysOf, lookUp, spanOf, type Json, type JsonObject } from "../../src/data/data.js";
import { resolve, type Schemas } from "../../src/resolve/resolve.js";
import { loadFiles, marked, minimal, told, toldOf, type Files } from "../load/tiny-project.js";

const base = {
  ...minimal,
  "specpress.yaml":
    "name: T\nspecification: text\nlabels: {V: v}\napis:\n  a: {title: A, openapi: api, suffix: a, version: V}\n",
} as const satisfies Files;

function resolveFiles(files: Files) {
  const { project, report, diagnostics } = loadFiles({ ...base, ...files });
  const schemas = resolve(project!, report);
  return { schemas, diagnostics, document: (path: string) => schemas.document(path) };
}

test("a target's keys come first and in its order, siblings override in place or are appended", () => {
  const { document, diagnostics } = resolveFiles({
    "api/a.yaml": "x:\n  title: Mine\n  $ref: definitions/t.yaml\n  extra: 1\n",
    "api/definitions/t.yaml": "type: object\ntitle: Theirs\ndescription: d\n",
  });
  const x = lookUp(document("api/a.yaml"), "/x") as JsonObject;
  expect(told(diagnostics)).toEqual([]);
  expect(keysOf(x)).toEqual(["type", "title", "description", "extra"]);
  expect(x["title"]).toBe("Mine");
});

test("values without references are the file's own, and a target is shared", () => {
  const { document } = resolveFiles({
    "api/a.yaml": "x: {$ref: definitions/t.yaml}\ny: {$ref: ./definitions/t.yaml}\nz: {a: 1}\n",
    "api/definitions/t.yaml": "type: object\n",
  });
  const a = document("api/a.yaml") as JsonObject;
  expect(a["x"]).toBe(a["y"]);
  expect(a["x"]).toBe(document("api/definitions/t.yaml"));
});

test("fragments: in other files, in the same one, with escapes, through references", () => {
  const { document, diagnostics } = resolveFiles({
    "api/a.yaml": `
one: {$ref: "definitions/t.yaml#/defs/a~1b"}
two: {$ref: "#/local/c%20d"}
three: {$ref: "#/one/deep"}
local: {c d: {n: 2}}
`,
    "api/definitions/t.yaml": "defs: {a/b: {deep: {n: 1}}}\n",
  });
  expect(told(diagnostics)).toEqual([]);
  const a = document("api/a.yaml");
  expect(lookUp(a, "/one")).toEqual({ deep: { n: 1 } });
  expect(lookUp(a, "/two")).toEqual({ n: 2 });
  expect(lookUp(a, "/three")).toEqual({ n: 1 });
});

test("examples too; a property that is called $ref is none", () => {
  const { document } = resolveFiles({
    "api/a.yaml":
      'example: {"content": {"$ref": "definitions/e.json"}}\nproperties: {$ref: {type: string}}\n',
    "api/definitions/e.json": '{"b": 1, "a": 2}',
  });
  expect(JSON.stringify(document("api/a.yaml"))).toBe(
    '{"example":{"content":{"b":1,"a":2}},"properties":{"$ref":{"type":"string"}}}',
  );
});

test("what stands beside a reference may be relative to what that one names", () => {
  const { document, diagnostics } = resolveFiles({
    "api/a.yaml": "x: {$ref: definitions/t.yaml, list: [{$ref: u.yaml}]}\n",
    "api/definitions/t.yaml": "type: object\n",
    "api/definitions/u.yaml": "title: U\n",
  });
  expect(told(diagnostics)).toEqual([]);
  expect(lookUp(document("api/a.yaml"), "/x/list/0/title")).toBe("U");
});

const faults: readonly [string, string, Files][] = [
  [
    "missing file",
    "ref-not-found",
    { "api/a.yaml": "x: {$ref: ⟦definitions/tt.yaml⟧}\n", "api/definitions/t.yaml": "{}" },
  ],
  [
    "missing fragment",
    "ref-fragment-not-found",
    { "api/a.yaml": "x: {$ref: ⟦'#/defs/b'⟧}\ndefs: {a: {}}\n" },
  ],
  ["fragment that is no pointer", "ref-bad-fragment", { "api/a.yaml": "x: {$ref: ⟦'#name'⟧}\n" }],
  ["file outside", "ref-not-found", { "api/a.yaml": "x: {$ref: ⟦../../../../etc/passwd⟧}\n" }],
  ["absolute path", "ref-not-found", { "api/a.yaml": "x: {$ref: ⟦/etc/passwd⟧}\n" }],
  ["network", "ref-remote", { "api/a.yaml": "x: {$ref: ⟦https://example.org/a.yaml⟧}\n" }],
  [
    "siblings of a list",
    "ref-siblings-lost",
    { "api/a.yaml": "x: {$ref: ⟦'#/l'⟧, title: T}\nl: [1]\n" },
  ],
];

test.each(faults)("%s", (_name, code, files) => {
  const { diagnostics } = resolveFiles(files);
  expect(toldOf(diagnostics)).toEqual(marked(code, files));
});

test("a reference that leads nowhere leaves its siblings, and near names are suggested", () => {
  const { document, diagnostics } = resolveFiles({
    "api/a.yaml": "x: {$ref: definitions/tt.yaml, title: T}\n",
    "api/definitions/t.yaml": "{}",
  });
  expect(document("api/a.yaml")).toEqual({ x: { title: "T" } });
  expect(diagnostics[0]!.parts).toEqual(["definitions/tt.yaml", "does not exist", "t.yaml"]);
});

test("references that only lead to each other", () => {
  const { diagnostics } = resolveFiles({ "api/a.yaml": "x: {$ref: '#/y'}\ny: {$ref: '#/x'}\n" });
  expect(told(diagnostics)).toEqual([
    "api/a.yaml:2:11 ref-cycle api/a.yaml#/x → api/a.yaml#/y → api/a.yaml#/x",
  ]);
});

const tree = "title: Tree\ntype: object\nproperties:\n  left: {$ref: tree.yaml}\n";

test("a schema that contains itself is cut where it would begin again", () => {
  const { document, diagnostics } = resolveFiles({
    "api/a.yaml": "x: {$ref: definitions/tree.yaml}\ny: {$ref: definitions/leaf.yaml}\n",
    "api/definitions/tree.yaml": tree.replace("tree.yaml", "leaf.yaml"),
    "api/definitions/leaf.yaml": tree.replace("Tree", "Leaf"),
  });
  expect(told(diagnostics)).toEqual([
    "api/definitions/leaf.yaml:4:16 ref-recursive api/definitions/tree.yaml → api/definitions/tree.yaml#/properties/left → api/definitions/leaf.yaml#/properties/left → api/definitions/tree.yaml",
  ]);
  expect(lookUp(document("api/a.yaml"), "/x")).toEqual({
    title: "Tree",
    type: "object",
    properties: {
      left: {
        title: "Leaf",
        type: "object",
        properties: { left: { title: "Tree", type: "object" } },
      },
    },
  });
  expect(lookUp(document("api/a.yaml"), "/y/properties/left/title")).toBe("Tree");
});

test("schemas that all contain each other, and references that multiply, end soon", () => {
  const names = Array.from({ length: 30 }, (_, n) => `s${n}`);
  const all = names.map((name) => `    ${name}: {$ref: '#/defs/${name}'}\n`).join("");
  const knot = `defs:\n${names.map((name) => `  ${name}:\n${all}`).join("")}`;
  const doubling = names.map(
    (name, n) => `  ${name}: {a: {$ref: '#/defs/s${n + 1}'}, b: {$ref: '#/defs/s${n + 1}'}}\n`,
  );
  const start = performance.now();
  const { diagnostics } = resolveFiles({
    "api/knot.yaml": knot,
    "api/twice.yaml": `defs:\n${doubling.join("")}  s30: {x: 1}\n`,
  });
  expect(performance.now() - start).toBeLessThan(3000);
  const codes = new Set(diagnostics.map(({ code }) => code));
  expect([...codes].sort()).toEqual(["ref-recursive", "ref-too-much"]);
});

test("a chain of references that is too long", () => {
  const chain = Array.from(
    { length: 2000 },
    (_, n) => `  s${n}: {a: {$ref: '#/defs/s${n + 1}'}}\n`,
  );
  const { diagnostics } = resolveFiles({
    "api/a.yaml": `defs:\n${chain.join("")}  s2000: {x: 1}\n`,
  });
  expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(["ref-too-much"]));
});

function place(schemas: Schemas, object: Json | undefined, key?: string): string {
  const origin = schemas.originOf(object as JsonObject, key)!;
  const { line, column } = positionAt(origin.source, spanOf(origin).start);
  return `${origin.source.path}${origin.pointer}:${line}:${column}`;
}

test("what was put together knows where each key came from", () => {
  const { schemas, document } = resolveFiles({
    "api/a.yaml": "x:\n  $ref: definitions/t.yaml\n  title: Mine\n",
    "api/definitions/t.yaml": "title: Theirs\nproperties:\n  deep:\n    $ref: u.yaml\n",
    "api/definitions/u.yaml": "description: |\n  Text.\n",
  });
  const x = lookUp(document("api/a.yaml"), "/x");
  expect(place(schemas, x, "title")).toBe("api/a.yaml/x/title:3:10");
  expect(place(schemas, x, "properties")).toBe("api/definitions/t.yaml/properties:3:3");
  expect(place(schemas, lookUp(x!, "/properties"), "deep")).toBe(
    "api/definitions/t.yaml/properties/deep:4:5",
  );
  expect(place(schemas, lookUp(x!, "/properties/deep"), "description")).toBe(
    "api/definitions/u.yaml/description:1:14",
  );
});
