import { expect, test } from "vitest";
import { exampleValue } from "../../src/schema/example-value.js";
import { Registry } from "../../src/schema/registry.js";
import { loadFiles, minimal } from "../load/tiny-project.js";

/** What the values of `/x` and `/y` of `api/a.yaml` come to. */
function valuesOf(yaml: string) {
  const { project, report } = loadFiles({
    ...minimal,
    "specpress.yaml":
      "name: T\nspecification: text\nlabels: {V: v}\napis:\n  a: {title: A, openapi: api, suffix: a, version: V}\n",
    "api/a.yaml": yaml,
  });
  const file = project!.files.get("api/a.yaml")!;
  const registry = new Registry(project!, report);
  const read = (pointer: string) =>
    exampleValue({ file, pointer }, registry) as { readonly b: unknown };
  return { x: read("/x"), y: read("/y") };
}

test("examples that refer to the same value share it", () => {
  const { x, y } = valuesOf(
    "x: {a: 1, b: {$ref: '#/z'}}\ny: {a: 2, b: {$ref: '#/z'}}\nz: {c: [1, {d: 2}]}\n",
  );
  expect(x).toEqual({ a: 1, b: { c: [1, { d: 2 }] } });
  expect(y.b).toBe(x.b);
});

test("what a shared value refers to is followed, and keys beside a $ref change one example alone", () => {
  const { x, y } = valuesOf(
    "x: {b: {$ref: '#/z', c: 3}}\ny: {b: {$ref: '#/z'}}\nz: {c: 1, e: {$ref: '#/w'}}\nw: {f: 2}\n",
  );
  expect(x).toEqual({ b: { c: 3, e: { f: 2 } } });
  expect(y).toEqual({ b: { c: 1, e: { f: 2 } } });
});
