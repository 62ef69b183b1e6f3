import { expect, test } from "vitest";
import { Registry } from "../../src/schema/registry.js";
import { Values } from "../../src/schema/values.js";
import { loadFiles, minimal, told } from "../load/tiny-project.js";

/** What the value of `api/a.yaml` comes to, and what is reported. */
function valueOf(yaml: string) {
  const { project, report, diagnostics } = loadFiles({
    ...minimal,
    "specpress.yaml":
      "name: T\nspecification: text\nlabels: {V: v}\napis:\n  a: {title: A, openapi: api, suffix: a, version: V}\n",
    "api/a.yaml": yaml,
  });
  const file = project!.files.get("api/a.yaml")!;
  const value = new Values(new Registry(project!, report)).at({ file, pointer: "/x" });
  return { value, found: told(diagnostics).filter((line) => line.includes("ref-")) };
}

test("a $ref in a value stands for what it names, and what is beside it replaces keys of that", () => {
  const { value, found } = valueOf("x: {a: [{$ref: '#/b', c: 2}]}\nb: {c: 1, d: 3}\n");
  expect(JSON.stringify(value)).toBe('{"a":[{"c":2,"d":3}]}');
  expect(found).toEqual([]);
});

test("values that multiply are left out where they are too much, which is reported", () => {
  const levels = Array.from({ length: 6 }, (_, level) => {
    const refs = Array.from({ length: 10 }, () => `{$ref: '#/l${level + 1}'}`);
    return `l${level}: [${refs.join(", ")}]\n`;
  });
  const { value, found } = valueOf(`x: {$ref: '#/l0'}\n${levels.join("")}l6: {a: 1}\n`);
  expect(JSON.stringify(value).length).toBeLessThan(2_000_000);
  expect(found[0]).toMatch(/^api\/a\.yaml:\d+:\d+ ref-too-much #\/l\d$/);
});

test("a long chain of values is left out where it is too deep, which is reported", () => {
  const chain = Array.from({ length: 300 }, (_, at) => `l${at}: {a: {$ref: '#/l${at + 1}'}}\n`);
  const { found } = valueOf(`x: {$ref: '#/l0'}\n${chain.join("")}l300: 1\n`);
  expect(found).toEqual([expect.stringMatching(/^api\/a\.yaml:\d+:\d+ ref-too-much #\/l\d+$/)]);
});
