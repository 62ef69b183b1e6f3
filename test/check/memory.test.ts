import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { check } from "../../src/commands/check.js";
import { CheckMemory } from "../../src/commands/check-memory.js";
import { UsageError } from "../../src/commands/command.js";
import { scratch } from "../program.js";
import { Chance, Edits } from "../serve/edits.js";
import { editedProjects } from "../serve/edited-projects.js";

/**
 * A check that knows the project from earlier ones finds what a check finds that does not, whatever was edited between
 * them. `SPECPRESS_EDITS=5000 npx vitest run --tags-filter slow test/check/memory.test.ts` tries more edits,
 * `SPECPRESS_SEED=7` others.
 */
const tried: readonly { readonly count: number; readonly tags: string[] }[] = [
  { count: 8, tags: [] },
  { count: Number(process.env["SPECPRESS_EDITS"] ?? 60), tags: ["slow"] },
];
const seed = Number(process.env["SPECPRESS_SEED"] ?? 1);
const projects = Object.entries(editedProjects());

for (const { count, tags } of tried)
  for (const [index, [name, files]] of projects.entries())
    test(
      `after each of ${count / projects.length} edits of ${name}, a check tells what one from nothing tells`,
      { tags, timeout: 1_000_000 },
      () => expectToldAlike(files, count / projects.length, new Chance(seed * 100 + index)),
    );

/** With each edit of a project of such files. */
async function expectToldAlike(
  files: Record<string, string | Uint8Array>,
  count: number,
  chance: Chance,
): Promise<void> {
  const folder = scratch(files);
  commit(folder);
  const memory = new CheckMemory();
  const edits = new Edits(files, chance);
  for (let number = 1; number <= count; number++) {
    const edit = edits.next();
    for (const [path, text] of edit.files) write(join(folder, path), text);
    const named = [...edit.files].flatMap(([path, text]) =>
      text === null ? [] : [join(folder, path)],
    );
    // All of it now and then, or no more than the files that were edited.
    const paths = number % 4 === 0 ? [] : named;
    const about = `${number}: ${edit.about}`;
    const known = await told(folder, paths, memory);
    expect([about, known]).toEqual([about, await told(folder, paths)]);
  }
}

async function told(root: string, paths: readonly string[], memory?: CheckMemory) {
  let [out, err] = ["", ""];
  const io = {
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
    ask: null,
    terminal: false,
    color: false,
    outColor: false,
    version: "0",
  };
  const given = { arguments: paths, options: { project: root, format: "text" } };
  try {
    return { code: await check(given, io, memory), out, err };
  } catch (error) {
    if (error instanceof UsageError) return { usage: error.message };
    throw error;
  }
}

function write(path: string, text: string | null): void {
  if (text === null) return rmSync(path, { force: true });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function commit(folder: string): void {
  const git = (...args: string[]) => execFileSync("git", args, { cwd: folder, stdio: "ignore" });
  git("init", "-q");
  git("add", "-A");
  git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "All");
}
