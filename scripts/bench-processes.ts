import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** How often each command is run: one after the other, so that a slow moment of the machine meets all of them. */
const rounds = 7;

/** Today's Matrix specification, as Markdown and OpenAPI 3, where it is there: of what it is made with settings of ours. */
const modern = {
  root: "../shared/corpus/matrix-spec",
  config: "test/corpora/matrix-spec/specpress.yaml",
};

/** Print how long whole processes take, in ms from their start to their end: the fastest of some, and the one in the middle. */
export function benchProcesses(root: string, scratch: string): void {
  const build = (project: string, ...more: string[]) =>
    ["build", "--quiet", "--keep-going", "--project", project, ...more, "--out"] as const;
  const commands: Readonly<Record<string, readonly string[]>> = {
    "start-up": ["--version"],
    check: ["check", "--project", root],
    build: [...build(root), join(scratch, "site")],
    ...(existsSync(modern.root) && {
      "matrix-spec": [
        ...build(modern.root, "--config", modern.config),
        join(scratch, "matrix-spec"),
      ],
    }),
  };
  const times = new Map(Object.keys(commands).map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++)
    for (const [name, args] of Object.entries(commands)) times.get(name)!.push(timeOf(args));
  console.log(`ms             fastest    middle`);
  for (const [name, each] of times) {
    const sorted = [...each].sort((a, b) => a - b);
    const shown = [sorted[0]!, sorted[Math.floor(rounds / 2)]!];
    console.log(name.padEnd(12) + shown.map((ms) => ms.toFixed(0).padStart(10)).join(""));
  }
}

function timeOf(args: readonly string[]): number {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, ["dist/src/cli.js", ...args], { stdio: "ignore" });
  // 1 is that something is wrong with the specification.
  if (status !== 0 && status !== 1) throw new Error(`specpress ${args.join(" ")}: exit ${status}`);
  return performance.now() - start;
}
