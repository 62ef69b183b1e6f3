import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { examine } from "./examine.js";
import { everything } from "./everything.js";
import { retyped, type Retyped } from "./retype.js";

const root = mkdtempSync(join(tmpdir(), "specpress-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

for (const [path, text] of Object.entries(everything)) write(path, text);

test("no value of another kind is a fault of the program", { timeout: 60_000 }, () => {
  expectNoFaults(5);
});

/** Of all mutants of a file so many are tried; all with `MUTANTS=all`. */
const most = process.env["MUTANTS"] === "all" ? Infinity : Number(process.env["MUTANTS"] ?? 24);

test(
  "no value of another kind is a fault of the program: many of them",
  { timeout: most > 100 ? 7_200_000 : 60_000, tags: ["slow"] },
  () => expectNoFaults(most),
);

function expectNoFaults(most: number): void {
  const queues = Object.keys(everything).map((path) => sample(mutantsOf(path), most));
  // What is wrong with the files that name the others hides what is in those: they are changed alone.
  const [leading, others] = partition(queues, ([first]) =>
    /specpress|targets/.test(first?.path ?? ""),
  );
  const rounds = Array.from({ length: Math.max(...others.map(({ length }) => length)) }, (_, at) =>
    others.flatMap((queue) => queue[at] ?? []),
  );
  const alone = leading.flat().map((mutant) => [mutant]);
  expect([...alone, ...rounds].flatMap((round) => faultsOf(round))).toEqual([]);
}

function mutantsOf(path: string): Retyped[] {
  return [...retyped({ [path]: everything[path]! })];
}

/** Items from all parts of a list. */
function sample<T>(list: readonly T[], count: number): T[] {
  const step = Math.max(1, list.length / count);
  return Array.from(
    { length: Math.min(count, list.length) },
    (_, at) => list[Math.floor(at * step)]!,
  );
}

function partition<T>(list: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [list.filter(isFirst), list.filter((item) => !isFirst(item))];
}

/** What goes wrong with all of these mutants at once; which one it is is found out by trying each. */
function faultsOf(mutants: readonly Retyped[]): string[] {
  for (const { path, text } of mutants) write(path, text);
  const fault = faultIn(() => examine(root));
  for (const { path } of mutants) write(path, everything[path]!);
  if (fault === null) return [];
  if (mutants.length === 1) return [`${mutants[0]!.what}\n  ${fault}`];
  const single = mutants.flatMap((mutant) => faultsOf([mutant]));
  return single.length > 0 ? single : [`${mutants.map(({ what }) => what).join("\n")}\n  ${fault}`];
}

function faultIn(work: () => void): string | null {
  try {
    work();
    return null;
  } catch (error) {
    const lines = error instanceof Error ? (error.stack ?? "").split("\n") : [String(error)];
    return lines
      .slice(0, 5)
      .map((line) => line.trim())
      .join("\n  ");
  }
}
