import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { isRight, tryRun, type Case } from "../scripts/conformance-cases.js";

const file = fileURLToPath(new URL("../../shared/conformance/docutils.json", import.meta.url));
const list = fileURLToPath(new URL("conformance-passing.txt", import.meta.url));

/** docutils' own cases: the ids of those that pass are written down, so that none gets lost unseen. */
test("cases of docutils that pass go on passing, and new ones are written down", (context) => {
  context.skip(!existsSync(file), `The cases of docutils are not at hand: ${file}`);
  const { cases } = JSON.parse(readFileSync(file, "utf8")) as { cases: Case[] };
  const known = new Set(readFileSync(list, "utf8").split("\n").filter(Boolean));
  const passing = cases
    .map(tryRun)
    .filter(isRight)
    .map(({ case: { id } }) => id);
  const passes = new Set(passing);
  expect(
    [...known].filter((id) => !passes.has(id)),
    "no longer right",
  ).toEqual([]);
  expect(
    passing.filter((id) => !known.has(id)),
    "write the list anew: npm run conformance -- FILE --ids-out test/conformance-passing.txt",
  ).toEqual([]);
});
