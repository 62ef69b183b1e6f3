/**
 * Writes the reference of the documentation into `docs/text/reference`:
 *
 *   npm run docs         # the same, and builds docs/ into dist/docs
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { reference } from "./reference.js";

const folder = "docs/text/reference";

export async function run(): Promise<number> {
  const help = (words: readonly string[]) =>
    execFileSync(process.execPath, ["dist/src/cli.js", ...words, "--help"], { encoding: "utf8" });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of reference(help)) writeFileSync(join(folder, name), text);
  return 0;
}
