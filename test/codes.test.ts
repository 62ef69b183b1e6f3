import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { adviceOf, codes, collector, entryOf, type Code } from "../src/base/diagnostics.js";
import { checks } from "../src/validate/validate.js";

/** All text under a folder, but for this file and the tables of sentences: they name codes without reporting them. */
function textUnder(folder: string, besides = /^$/): string {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => !/codes\.test\.ts$|base\/codes\/|docutils-messages\.ts$/.test(path))
    .filter((path) => !besides.test(path))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, "utf8"))
    .join("\n");
}

/** Whether a code is a word of the text. */
function isNamedIn(text: string): (code: string) => boolean {
  const words = new Set(text.match(/[\w-]+/g));
  return (code) => words.has(code);
}

test("every diagnostic is expected by some case", () => {
  // The samples of the table of checks are cases, which test/validate runs.
  const sampled = new Set<string>(checks.map(({ code }) => code));
  const isNamed = isNamedIn(textUnder("test"));
  const isTested = (code: string) => sampled.has(code) || isNamed(code);
  expect(Object.keys(codes).filter((code) => !isTested(code))).toEqual([]);
});

test("every diagnostic is reported by some part of the program", () => {
  // Samples, lists of what is looked for and what errors cost name codes without reporting them.
  const isUsed = isNamedIn(textUnder("src", /^src\/(?:check\/samples|validate\/checks)\//));
  expect(Object.keys(codes).filter((code) => !isUsed(code))).toEqual([]);
});

test("a report without what its sentence needs does not compile", () => {
  const { report, diagnostics } = collector();
  // @ts-expect-error: which variable?
  report("undefined-variable", null);
  // @ts-expect-error: and its name is no number
  report("undefined-variable", null, [3]);
  report("undefined-variable", null, ["a_variable"]);
  expect(diagnostics).toHaveLength(3);
});

test("every diagnostic that is shown says how to correct it", () => {
  // The compiler asks for a hint in the table; here that each says something, whatever it is given.
  const shown = (Object.keys(codes) as Code[]).filter((code) => entryOf(code).severity !== "info");
  for (const parts of [[], ["First words.", "Second words.", "Third words.", "Fourth words."]])
    for (const code of shown)
      expect(adviceOf({ code, span: null, parts }), code).toMatch(/\S.{8,}/);
});

test("the documentation says how much there may be of what is left out", () => {
  const isNamed = isNamedIn(readFileSync(join("docs", "text", "build.md"), "utf8"));
  const limits = Object.keys(codes).filter((code) =>
    /^(?:too-m\w+-(?:headings|media-types|pages|targets|to-show|included)|\w+-too-much|findings-left-out)$/.test(
      code,
    ),
  );
  const ofTexts = new Set(["contents-too-much", "ref-too-much"]); // they say all there is to know
  expect(limits.filter((code) => !isNamed(code) && !ofTexts.has(code))).toEqual([]);
});
