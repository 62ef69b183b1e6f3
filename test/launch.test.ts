import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, test } from "vitest";

const launch = resolve("dist/src/launch.js");
const cli = resolve("dist/src/cli.cjs");

/** Start the program in a process of its own: its exit code, what it printed, and how its files were come by. */
function start(flags: readonly string[], args: readonly string[]) {
  const script = `
    import { load, loadedFiles } from ${JSON.stringify(launch)};
    const code = await load(${JSON.stringify(cli)}).run(${JSON.stringify(args)});
    console.error(JSON.stringify([...loadedFiles().values()]));
    process.exitCode = code;`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...flags, "--input-type=module", "-e", script],
    { encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } },
  );
  const files = JSON.parse(stderr.trim().split("\n").at(-1)!) as string[];
  return { code: status, out: stdout, files };
}

test("The program takes the code that was compiled when it was built", () => {
  const { files } = start([], ["check", "--project", "test/no-such-folder"]);
  expect(files.length).toBeGreaterThan(3);
  expect(new Set(files)).toEqual(new Set(["taken"]));
});

test("Where V8 cannot take that code, the program does the same", () => {
  const list = ["check", "--list"];
  const usual = start([], list);
  const other = start(["--no-sparkplug"], list); // another setting of V8, as another version would be
  expect(new Set(other.files)).toEqual(new Set(["compiled"]));
  expect(usual.out).toContain("dead-link");
  expect(other).toMatchObject({ code: usual.code, out: usual.out });
});
