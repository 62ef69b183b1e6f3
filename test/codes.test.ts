import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { codes } from "../src/base/diagnostics.js";

/** All text under a folder, this file left out. */
function textUnder(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => !path.endsWith("codes.test.ts") && statSync(path).isFile())
    .map((path) => readFileSync(path, "utf8"))
    .join("\n");
}

const isNamedIn = (text: string) => (code: string) =>
  new RegExp(`(?<![\\w-])${code}(?![\\w-])`).test(text);

test("every diagnostic is expected by some case", () => {
  const isTested = isNamedIn(textUnder("test"));
  expect(Object.keys(codes).filter((code) => !isTested(code))).toEqual([]);
});

test("every diagnostic is reported by some part of the program", () => {
  // The tables of sentences name codes without reporting them.
  const program = ["src/base/diagnostics.ts", "src/rst/docutils-messages.ts"].reduce(
    (text, table) => text.replace(readFileSync(table, "utf8"), ""),
    textUnder("src"),
  );
  const isUsed = isNamedIn(program);
  expect(Object.keys(codes).filter((code) => !isUsed(code))).toEqual([]);
});
