import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { codes } from "../src/base/diagnostics.js";
import { checks } from "../src/validate/validate.js";

/** All text under a folder, but for this file and the tables of sentences: they name codes without reporting them. */
function textUnder(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => !/codes\.test\.ts$|base\/codes\/|docutils-messages\.ts$/.test(path))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, "utf8"))
    .join("\n");
}

const isNamedIn = (text: string) => (code: string) =>
  new RegExp(`(?<![\\w-])${code}(?![\\w-])`).test(text);

test("every diagnostic is expected by some case", () => {
  // The samples of the table of checks are cases, which test/validate runs.
  const sampled = new Set<string>(checks.map(({ code }) => code));
  const isNamed = isNamedIn(textUnder("test"));
  const isTested = (code: string) => sampled.has(code) || isNamed(code);
  expect(Object.keys(codes).filter((code) => !isTested(code))).toEqual([]);
});

test("every diagnostic is reported by some part of the program", () => {
  const isUsed = isNamedIn(textUnder("src"));
  expect(Object.keys(codes).filter((code) => !isUsed(code))).toEqual([]);
});
