/**
 * How much of docutils' own test suite the engine gets right, byte by byte.
 *
 *     npm run conformance -- FILE [--category NAME] [--kind KIND] [--show N] [--ids-out FILE]
 *
 * FILE holds the cases as JSON, `{"cases": [...]}`. Prints passed of total per category, and of the core cases.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { isRight, tryRun, wantedOf, type Case, type Outcome } from "./conformance-cases.js";

function printTable(outcomes: readonly Outcome[]): void {
  const categories = new Map<string, { passed: number; total: number; skipped: number }>();
  for (const outcome of outcomes) {
    const row = categories.get(outcome.case.category) ?? { passed: 0, total: 0, skipped: 0 };
    categories.set(outcome.case.category, row);
    if (outcome.output === null) row.skipped++;
    else row.total++;
    if (isRight(outcome)) row.passed++;
  }
  for (const [name, { passed, total, skipped }] of [...categories].sort())
    console.log(
      `${name.padEnd(28)} ${passed} of ${total}${skipped ? ` (${skipped} skipped)` : ""}`,
    );
}

/** The lines that differ, each with the sign of a diff: a shortest one is not needed to see what is wrong. */
function difference(expected: string, got: string): string {
  const want = expected.split("\n");
  const have = got.split("\n");
  let start = 0;
  while (start < want.length && start < have.length && want[start] === have[start]) start++;
  let end = 0;
  const most = Math.min(want.length, have.length) - start;
  while (end < most && want.at(-1 - end) === have.at(-1 - end)) end++;
  return [
    ...want.slice(Math.max(0, start - 3), start).map((line) => `  ${line}`),
    ...want.slice(start, want.length - end).map((line) => `- ${line}`),
    ...have.slice(start, have.length - end).map((line) => `+ ${line}`),
    ...want.slice(want.length - end, want.length - end + 3).map((line) => `  ${line}`),
  ].join("\n");
}

function printFailure({ case: test, output }: Outcome): void {
  console.log(`\n=== ${test.id} (${test.category}, ${test.kind}${test.core ? ", core" : ""})`);
  console.log(JSON.stringify(test.settings));
  console.log(test.input);
  console.log("--- wanted, +++ got");
  console.log(difference(wantedOf(test), output ?? ""));
}

export function run(args: readonly string[]): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      category: { type: "string" },
      show: { type: "string", default: "0" },
      kind: { type: "string" },
      "ids-out": { type: "string" },
    },
  });
  const [file] = positionals;
  if (file === undefined) {
    console.error(
      "Usage: conformance FILE [--category NAME] [--kind KIND] [--show N] [--ids-out FILE]",
    );
    return 2;
  }
  const { cases } = JSON.parse(readFileSync(file, "utf8")) as { cases: Case[] };
  const chosen = cases.filter(
    ({ category, kind }) =>
      (values.category ?? category) === category && (values.kind ?? kind) === kind,
  );
  const outcomes = chosen.map(tryRun);
  const ran = outcomes.filter(({ output }) => output !== null);
  const wrong = ran.filter((outcome) => !isRight(outcome));
  for (const outcome of wrong.slice(0, Number(values.show))) printFailure(outcome);

  printTable(outcomes);
  console.log(`all: ${ran.length - wrong.length} of ${ran.length}`);
  const core = outcomes.filter(({ case: test }) => test.core);
  console.log(`core: ${core.filter(isRight).length} of ${core.length}`);
  if (values["ids-out"] !== undefined) {
    const ids = outcomes.filter(isRight).map(({ case: test }) => test.id);
    writeFileSync(values["ids-out"], ids.map((id) => `${id}\n`).join(""));
  }
  return 0;
}
