import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { platform } from "node:os";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";
import { filesBelow, killSteps, scratch, specpress, tinyProject } from "../program.js";

/** What surrounds a run and is no part of the project: the machine's settings, faults, and other runs. */

const cli = resolve("dist/src/cli.js");

function run(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
  options: readonly string[] = [],
) {
  return spawnSync(process.execPath, [...options, cli, ...args], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", ...env },
  });
}

/** A run in which no file may be larger than some blocks of 512 bytes. */
function runLimited(blocks: number, args: readonly string[], cwd: string) {
  return spawnSync(
    "sh",
    ["-c", `ulimit -f ${blocks}; trap "" XFSZ; exec "$0" "$@"`, process.execPath, cli, ...args],
    {
      cwd,
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1", NODE_DISABLE_COMPILE_CACHE: "1" },
    },
  );
}

test("locales, time zones and umasks give the same bytes", { tags: ["slow"] }, () => {
  const settings = [
    { LC_ALL: "C", TZ: "UTC", mask: "022" },
    { LC_ALL: "tr_TR.UTF-8", TZ: "Pacific/Kiritimati", mask: "077" },
    { LC_ALL: "de_DE.ISO-8859-1", LANG: "sv_SE", TZ: "America/St_Johns", mask: "007" },
  ];
  const sites = settings.map(({ mask, ...env }) => {
    const folder = scratch();
    cpSync("test/sites/station", folder, { recursive: true });
    const { status, stderr } = spawnSync(
      "sh",
      [
        "-c",
        `umask ${mask} && exec "$0" "$1" build --git-version x --git-rev ""`,
        process.execPath,
        cli,
      ],
      { cwd: folder, encoding: "utf8", env: { ...process.env, ...env } },
    );
    expect([status, stderr]).toEqual([0, expect.any(String)]);
    return filesBelow(join(folder, "dist"));
  });
  expect(sites[0]!.size).toBeGreaterThan(3);
  for (const site of sites.slice(1)) expect(site).toEqual(sites[0]);
});

test(
  "a build killed at any step leaves the old site or the new one, and the next one works",
  { timeout: 120_000, tags: ["slow"] },
  () => {
    const folder = scratch(tinyProject);
    expect(specpress(["build"], folder).code).toBe(0);
    const old = filesBelow(join(folder, "dist"));
    writeFileSync(join(folder, "spec/main.rst"), "Main API\n========\n\nAnother text.\n");
    const whole = scratch(tinyProject);
    cpSync(folder, whole, { recursive: true });
    expect(specpress(["build"], whole).code).toBe(0);
    const wanted = filesBelow(join(whole, "dist"));
    const states = new Set<string>();
    let last = 0;
    for (const step of killSteps(2, 11)) {
      last = step;
      const copy = join(scratch(), "copy");
      cpSync(folder, copy, { recursive: true });
      const { signal } = run(["build"], copy, { KILL_AT: String(step) }, [
        "--import",
        resolve("test/kill-at.js"),
      ]);
      if (signal === null) break;
      const site = filesBelow(join(copy, "dist"));
      states.add(
        site.size === 0 ? "away" : site.get("main.html") === old.get("main.html") ? "old" : "new",
      );
      // Between the two renames the last site lies beside, and the next run brings it back.
      if (site.size > 0) expect([old, wanted]).toContainEqual(site);
      expect(specpress(["build"], copy).code).toBe(0);
      expect(filesBelow(join(copy, "dist"))).toEqual(wanted);
    }
    expect(last).toBeGreaterThan(5);
    expect([...states]).toContain("old");
  },
);

test("a disk that is full leaves the last site", () => {
  const folder = scratch({
    ...tinyProject,
    "spec/long.rst": `Long\n====\n\n${"Words of a text.\n".repeat(40_000)}\n`,
  });
  expect(specpress(["build"], folder).code).toBe(0);
  const old = filesBelow(join(folder, "dist"));
  const targets = readFileSync(join(folder, "spec/targets.yaml"), "utf8");
  writeFileSync(
    join(folder, "spec/targets.yaml"),
    targets.replace("files: [main.rst]", "files: [main.rst, long.rst]"),
  );
  const { status, stderr } = runLimited(200, ["build"], folder);
  // What is found is told all the same.
  expect([status, stderr]).toEqual([2, expect.stringMatching(/pages?, [^]*(?:EFBIG|too large)/)]);
  expect(stderr).toMatch(/dist.site: the last site was left as it is\./);
  expect(stderr).not.toContain("    at ");
  expect(filesBelow(join(folder, "dist"))).toEqual(old);
});

test("a disk that is full leaves nothing of several files", { tags: ["slow"] }, () => {
  const folder = scratch({
    ...tinyProject,
    "spec/long.rst": `Long\n====\n\n${"Words of a text.\n".repeat(4000)}\n`,
  });
  const targets = readFileSync(join(folder, "spec/targets.yaml"), "utf8");
  writeFileSync(
    join(folder, "spec/targets.yaml"),
    targets.replace("targets:\n", "targets:\n  a: { files: [long.rst] }\n"),
  );
  const before = filesBelow(folder);
  for (const [blocks, args, full] of [
    [1, ["init", "new/project", "--name", "New"], "new/project/"],
    [100, ["build", "--keep-rst", "texts"], "texts/a.rst"],
  ] as const) {
    const { status, stderr } = runLimited(blocks, args, folder);
    const message = `${full}.* cannot be written: it is larger than is allowed here\\. Nothing was written`;
    expect([status, stderr]).toEqual([2, expect.stringMatching(message)]);
    expect(filesBelow(folder)).toEqual(before);
    expect(readdirSync(folder)).not.toContain(args.at(-1) === "texts" ? "texts" : "new");
  }
  const { status, stderr } = runLimited(100, ["publish", "--into", "all", "--as", "v1"], folder);
  expect([status, stderr]).toEqual([2, expect.stringMatching(/cannot write .*\/all: /)]);
  expect(filesBelow(folder)).toEqual(before);
});

test.skipIf(process.getuid?.() !== 0)(
  "a folder of another user's that could not be removed is not replaced",
  () => {
    const folder = scratch(tinyProject);
    for (const out of ["dist", "open"]) {
      mkdirSync(join(folder, out));
      chmodSync(join(folder, out), 0o777);
    }
    chmodSync(folder, 0o755);
    specpress(["build"], folder);
    specpress(["build", "--out", "open/site"], folder);
    chmodSync(join(folder, "open/site"), 0o1777);
    const before = filesBelow(folder);
    writeFileSync(join(folder, "spec/main.rst"), "Main API\n========\n\nAnother text.\n");
    const env = { ...process.env, NODE_DISABLE_COMPILE_CACHE: "1" };
    for (const out of ["dist/site", "open/site"]) {
      const run = spawnSync(process.execPath, [cli, "build", "--out", out], {
        uid: 65534,
        cwd: folder,
        env,
        encoding: "utf8",
      });
      expect([run.status, run.stderr]).toEqual([
        2,
        expect.stringMatching(new RegExp(`cannot change .*/${out}: .*(?:EACCES|EPERM)`)),
      ]);
      expect(readdirSync(dirname(join(folder, out)))).toEqual(["site"]);
    }
    for (const [path, text] of before)
      if (/^(?:dist|open)/.test(path)) expect(filesBelow(folder).get(path)).toBe(text);
  },
);

test(
  "several builds into one folder at a time leave a whole site",
  { tags: ["slow"] },
  async () => {
    const folder = scratch(tinyProject);
    const codes = await Promise.all(
      Array.from({ length: 4 }, () => {
        const child = spawn(process.execPath, [cli, "build"], { cwd: folder, stdio: "ignore" });
        return new Promise((done) => child.on("close", done));
      }),
    );
    expect(codes).toEqual([0, 0, 0, 0]);
    const site = filesBelow(join(folder, "dist"));
    rmSync(join(folder, "dist"), { recursive: true });
    specpress(["build"], folder);
    expect(site).toEqual(filesBelow(join(folder, "dist")));
  },
);

test("a pipe that is closed ends a check without a stack", () => {
  const folder = scratch({ ...tinyProject, "spec/main.rst": `${"`x\n\n".repeat(3000)}` });
  const { stdout } = spawnSync(
    "sh",
    ["-c", `"$0" "$1" check --format json 2>err | head -c 10; cat err`, process.execPath, cli],
    { cwd: folder, encoding: "utf8" },
  );
  expect(stdout).not.toMatch(/EPIPE|    at /);
});

test.skipIf(platform() !== "linux")("a name that is not UTF-8 is told", () => {
  const folder = scratch(tinyProject);
  const name = Buffer.from(`${join(folder, "spec")}/\xe4.rst`, "latin1");
  writeFileSync(name, "Lost\n");
  const { status, stdout } = run(["check"], folder);
  expect([status, stdout]).toEqual([1, expect.stringContaining("not UTF-8")]);
});

test("names that differ by case only are told: some disks have one file for both", () => {
  const targets = tinyProject["spec/targets.yaml"].replace(
    "targets:\n",
    "targets:\n  Index: { files: [other.rst] }\n",
  );
  const other = "Other\n=====\n\nText.\n";
  const folder = scratch({ ...tinyProject, "spec/targets.yaml": targets, "spec/other.rst": other });
  const { stderr, status } = run(["build"], folder);
  expect([status, stderr]).toEqual([1, expect.stringContaining("error[duplicate-page]")]);
});
