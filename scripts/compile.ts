/**
 * The last step of `npm run build`: lets the program check and build this repository's specification, and keeps what
 * V8 compiled meanwhile beside the program's files, for `src/launch.ts` to take.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import type { Io } from "../src/commands/commands.js";
import { compiledCode, load } from "../src/launch.js";

type Cli = typeof import("../src/cli.js");

const silent: Io = {
  out: () => {},
  err: () => {},
  ask: null,
  terminal: false,
  color: false,
  outColor: false,
  version: "",
};

const project = ["--project", "."];
const said: string[] = [];
const site = mkdtempSync(join(tmpdir(), "specpress-compile-"));
// V8 forgets code that has not run for a while; kept code is for a process with the setting that follows.
setFlagsFromString("--no-flush-bytecode");
try {
  const { run } = load("dist/src/cli.cjs") as unknown as Cli;
  for (const args of [
    ["check", ...project],
    ["build", ...project, "--out", site],
  ])
    if ((await run(args, { ...silent, err: (text) => said.push(text) })) > 1)
      throw new Error(`specpress ${args.join(" ")} failed: ${said.join("")}`);
  load("dist/scripts/bench.cjs");
} finally {
  rmSync(site, { recursive: true, force: true });
}
setFlagsFromString("--flush-bytecode");
for (const [path, code] of compiledCode()) writeFileSync(path, code);
