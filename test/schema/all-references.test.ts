import { expect, test } from "vitest";
import { numberOf } from "../../src/base/diagnostics.js";
import { processorClock } from "../hostile-time.js";
import { followReferences, readSpec, referredBy } from "../../src/spec.js";
import { loadFiles, marked, minimal, told, toldOf, type Files } from "../load/tiny-project.js";

const base = {
  ...minimal,
  "specpress.yaml":
    "name: T\nspecification: text\nlabels: {V: v}\napis:\n  a: {title: A, openapi: api, suffix: a, version: V}\n",
} as const satisfies Files;

function follow(files: Files) {
  const { project, report, diagnostics } = loadFiles({ ...base, ...files });
  const spec = readSpec(project!, report);
  followReferences(spec, project!);
  return { diagnostics, referred: [...referredBy(spec)] };
}

const faults: readonly (readonly [what: string, code: string, files: Files])[] = [
  [
    "a missing file",
    "ref-not-found",
    { "api/a.yaml": "x: {$ref: ⟦definitions/tt.yaml⟧}\n", "api/definitions/t.yaml": "{}" },
  ],
  [
    "a missing part of a file",
    "ref-fragment-not-found",
    { "api/a.yaml": "x: {$ref: ⟦'#/defs/b'⟧}\ndefs: {a: {}}\n" },
  ],
  ["a fragment that is no pointer", "ref-bad-fragment", { "api/a.yaml": "x: {$ref: ⟦'#name'⟧}\n" }],
  ["a file outside", "ref-not-found", { "api/a.yaml": "x: {$ref: ⟦../../../../etc/passwd⟧}\n" }],
  ["an absolute path", "ref-not-found", { "api/a.yaml": "x: {$ref: ⟦/etc/passwd⟧}\n" }],
  ["the network", "ref-remote", { "api/a.yaml": "x: {$ref: ⟦https://example.org/a.yaml⟧}\n" }],
  [
    "what stands beside a reference to a list",
    "ref-siblings-lost",
    { "api/a.yaml": "x: {$ref: ⟦'#/l'⟧, title: T}\nl: [1]\n" },
  ],
  [
    "an alias shows a reference again",
    "ref-fragment-not-found",
    { "api/a.yaml": "x: &x {$ref: ⟦'#/none'⟧}\ny: *x\nz: [*x]\n" },
  ],
  [
    "within an example, in a file that only a reference names",
    "ref-not-found",
    {
      "api/a.yaml": "x: {$ref: other.json}\n",
      "api/other.json": '{"example": {"a": [{"$ref": ⟦"none.json"⟧}]}}',
    },
  ],
];

test.each(faults)(
  "a reference that leads nowhere is told once, at its place: %s",
  (_what, code, files) => {
    expect(toldOf(follow(files).diagnostics)).toEqual(marked(code, files));
  },
);

test("names that look like the one that is missing are suggested", () => {
  const { diagnostics } = follow({
    "api/a.yaml": "x: {$ref: definitions/tt.yaml, title: T}\n",
    "api/definitions/t.yaml": "{}",
  });
  expect(diagnostics[0]!.parts).toEqual([
    "definitions/tt.yaml",
    "does not exist",
    "definitions/t.yaml",
  ]);
});

test("references that only lead to each other are told once; a schema that contains itself is none of them", () => {
  const { diagnostics } = follow({
    "api/a.yaml":
      "x: {$ref: '#/y'}\ny: {$ref: '#/x'}\ntree: {properties: {left: {$ref: '#/tree'}}}\n",
  });
  expect(told(diagnostics)).toEqual([
    "api/a.yaml:2:11 ref-cycle api/a.yaml#/x → api/a.yaml#/y → api/a.yaml#/x",
  ]);
});

test.each(["id: '#n'", "$id: '#n'", "$anchor: n"])(
  "a name that a schema of OpenAPI 2 gives itself, in whatever dialect: %s",
  (name) => {
    const text = `swagger: "2.0"\nx: {$ref: '#n'}\ndefinitions: {a: {${name}, type: string}}\n`;
    expect(told(follow({ "api/a.yaml": text }).diagnostics)).toEqual([]);
  },
);

test("fragments in other files, with escapes, through references; the files are known", () => {
  const { diagnostics, referred } = follow({
    "api/a.yaml": `
one: {$ref: "definitions/t.yaml#/defs/a~1b"}
two: {$ref: "#/local/c%20d"}
three: {$ref: "#/one/deep"}
local: {c d: {n: 2}}
beside: {$ref: definitions/t.yaml, list: [{$ref: u.yaml}]}
`,
    "api/definitions/t.yaml": "defs: {a/b: {deep: {n: 1}}}\n",
    "api/definitions/u.yaml": "title: U\n",
  });
  expect(told(diagnostics)).toEqual([]);
  expect(referred.toSorted()).toEqual(["api/definitions/t.yaml", "api/definitions/u.yaml"]);
});

test(
  "thousands of dead references among thousands of definitions take time in proportion",
  { timeout: 30_000 },
  () => {
    const definitions = Array.from({ length: 5_000 }, (_, n) => `  a${n}: {type: string}\n`);
    const dead = Array.from({ length: 7_500 }, (_, n) => `  - {$ref: '#/defs/b${n}'}\n`);
    const time = processorClock();
    const { diagnostics } = follow({
      "api/a.yaml": `defs:\n${definitions.join("")}dead:\n${dead.join("")}`,
    });
    expect(numberOf(diagnostics)).toBe(7_500);
    expect(time()).toBeLessThan(10_000);
  },
);

test("a reference without the way to a definition is answered by that way", () => {
  const files = {
    "api/a.yaml":
      "x: [{$ref: Pet}, {$ref: /components/schemas/Pet}, {$ref: '#/definitions/Pet'}]\ncomponents: {schemas: {Pet: {}}}\n",
  };
  const meant = "#/components/schemas/Pet";
  expect(told(follow(files).diagnostics).map((line) => line.split(" ").at(-1))).toEqual([
    meant,
    meant,
    meant,
  ]);
});
