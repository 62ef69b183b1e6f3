import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeCode } from "../src/code-cache.js";
import { filesBelow, scratch } from "./program.js";

const launch = resolve("dist/src/launch.js");
const cli = resolve("dist/src/cli.cjs");

interface Start {
  readonly cache: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
  readonly cwd?: string;
}

/** Start the program in a process of its own: its exit code, what it printed, how its files were come by, and the megabytes of V8's space for new objects. */
function start({ cache, env = {}, flags = [], cwd = "." }: Start, args = ["check", "--list"]) {
  const script = `
    import { getHeapSpaceStatistics } from "node:v8";
    import { launch } from ${JSON.stringify(launch)};
    const { exitCode, loaded } = await launch(${JSON.stringify(cli)}, ${JSON.stringify(args)});
    const { space_size: size } = getHeapSpaceStatistics().find((each) => each.space_name === "new_space");
    console.error(JSON.stringify({ files: [...new Set(loaded.values())], newSpace: size / 2 ** 20 }));
    process.exitCode = exitCode;`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...flags, "--input-type=module", "-e", script],
    {
      cwd,
      encoding: "utf8",
      env: { PATH: process.env["PATH"], NO_COLOR: "1", XDG_CACHE_HOME: cache, ...env },
    },
  );
  const last = JSON.parse(stderr.trim().split("\n").at(-1)!) as {
    readonly files: readonly string[];
    readonly newSpace: number;
  };
  return { code: status, out: stdout, ...last };
}

const kept = mkdtempSync(join(tmpdir(), "specpress-launch-"));
let first: ReturnType<typeof start>;
beforeAll(() => {
  first = start({ cache: kept });
});
afterAll(() => rmSync(kept, { recursive: true, force: true }));

/** A cache folder that has what V8 compiled of the first run. */
function filledCache(): string {
  const cache = scratch();
  cpSync(kept, cache, { recursive: true });
  return cache;
}

test("V8 is told of flags on the Node alone that is known to have them", () => {
  const toldOn = (version: string) => {
    const script = `
      import v8 from "node:v8";
      import { syncBuiltinESMExports } from "node:module";
      const told = [];
      v8.setFlagsFromString = (flag) => void told.push(flag);
      syncBuiltinESMExports();
      Object.defineProperty(process.versions, "node", { value: ${JSON.stringify(version)} });
      const { launch } = await import(${JSON.stringify(launch)});
      const { exitCode } = await launch(${JSON.stringify(cli)}, ["check", "--list"]);
      console.log("told " + JSON.stringify(told));
      process.exitCode = exitCode;`;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--input-type=module", "-e", script],
      { encoding: "utf8", env: { PATH: process.env["PATH"], CI: "1", XDG_CACHE_HOME: scratch() } },
    );
    expect([status, stderr]).toEqual([0, ""]);
    return JSON.parse(/^told (.*)$/m.exec(stdout)![1]!) as string[];
  };
  // To a flag that it does not have, Node prints "unrecognized flag" on every command.
  for (const version of ["22.12.0", "24.0.0", "26.1.0", "200.0.0"])
    expect(toldOn(version)).toEqual([]);
  expect(toldOn("20.19.0")).toContain("--interrupt-budget=600000");
});

const isNode20 = process.versions.node.startsWith("20.");

test.skipIf(!isNode20)(
  "A check that fills the space for new objects leaves it small, and takes what was compiled before it grew",
  () => {
    const cache = scratch();
    const [, second] = [1, 2].map(() => start({ cache }, ["check"]));
    expect(second).toMatchObject({ code: 0, files: ["taken"], newSpace: 8 });
  },
);

test("What V8 compiled of a command is taken by its next run, which does the same", () => {
  expect(first).toMatchObject({ code: 0, files: ["compiled"] });
  expect(first.out).toContain("dead-link");
  expect(start({ cache: filledCache() })).toEqual({ ...first, files: ["taken"] });
});

test("A run that works much longer keeps what it has compiled besides, once", () => {
  const cache = filledCache();
  const sizes = () => [...filesBelow(cache).values()].map(({ length }) => length);
  const total = () => sizes().reduce((sum, size) => sum + size, 0);
  const before = total();
  expect(start({ cache }, ["check"])).toMatchObject({ code: 0 });
  expect(total()).toBeGreaterThan(1.2 * before);
  const after = sizes();
  expect(start({ cache }, ["check", "--list"])).toEqual({ ...first, files: ["taken"] });
  expect(sizes()).toEqual(after);
});

test("Where V8 refuses that code, the program does the same", () => {
  // Another setting of V8, as another version would be.
  const other = start({ cache: filledCache(), flags: ["--no-sparkplug"] });
  expect(other).toEqual(first);
});

test.each([
  ["CI, where machines are new", { env: { CI: "true" } }],
  ["a user who wants none", { env: { NODE_DISABLE_COMPILE_CACHE: "1" } }],
  ["a relative cache folder", { env: { XDG_CACHE_HOME: "cache", HOME: "/dev/null" } }],
])("No code is kept for %s", (_, given) => {
  const [cache, cwd] = [scratch(), scratch()];
  expect(start({ cache, cwd, ...given })).toMatchObject({ code: 0, files: ["compiled"] });
  expect([...filesBelow(cache).keys(), ...filesBelow(cwd).keys()]).toEqual([]);
});

test("A word that is no command leaves nothing behind", () => {
  const cache = scratch();
  expect(start({ cache }, ["chekc"]).code).toBe(2);
  expect(filesBelow(cache).size).toBe(0);
});

const folderIn = (cache: string) =>
  join(cache, "specpress", readdirSync(join(cache, "specpress"))[0]!, "check");

/** How somebody else's code could come to lie where the program looks. */
test.each<[string, (cache: string) => void]>([
  ["others may write", (cache) => chmodSync(folderIn(cache), 0o755)],
  [
    "is a link",
    (cache) => {
      renameSync(folderIn(cache), join(cache, "elsewhere"));
      symlinkSync(join(cache, "elsewhere"), folderIn(cache));
    },
  ],
  ["lies in a checkout", (cache) => mkdirSync(join(cache, ".git"))],
])("Code is not taken from a folder that %s", (_, change) => {
  const cache = filledCache();
  change(cache);
  expect(start({ cache })).toMatchObject({ code: 0, files: ["compiled"] });
});

test("Compiled code of other engines is forgotten, what else lies in the cache folder is not", () => {
  const cache = scratch({ "specpress/links.json": "{}" });
  for (const [at, name] of ["v1.0.0", "v2.0.0", "v3.0.0", "v4.0.0"].entries()) {
    mkdirSync(join(cache, "specpress", name), { recursive: true });
    utimesSync(join(cache, "specpress", name), at + 1, at + 1);
  }
  utimesSync(join(cache, "specpress/links.json"), 0, 0);
  writeCode(join(cache, "specpress", "v5.0.0", "check"), new Map([["a.code", Buffer.of(1)]]), 1);
  expect(readdirSync(join(cache, "specpress")).toSorted()).toEqual([
    "links.json",
    "v3.0.0",
    "v4.0.0",
    "v5.0.0",
  ]);
});

/** What the package is made from. */
const sources = [
  "src",
  "scripts",
  "templates",
  "schemas",
  "browser",
  "package.json",
  "README.md",
  "LICENSE",
  "tsconfig.json",
  "rolldown.config.js",
];

test(
  "The package is the same bytes from two folders, and holds no compiled code",
  { timeout: 120_000, tags: ["slow"] },
  () => {
    const pack = (folder: string, ...options: string[]) => {
      const { status, stdout, stderr } = spawnSync("npm", ["pack", "--json", ...options], {
        cwd: folder,
        encoding: "utf8",
      });
      expect(status, stderr).toBe(0);
      const [{ integrity, files, filename }] = JSON.parse(
        stdout.slice(stdout.lastIndexOf("\n[\n") + 1),
      ) as [{ integrity: string; files: { path: string }[]; filename: string }];
      const paths = files.map(({ path }) => path);
      expect(readFileSync(join(folder, filename)).length).toBeGreaterThan(100_000);
      return { integrity, paths };
    };
    const [one, two] = ["one", "two"].map((name) => join(scratch(), name)) as [string, string];
    for (const path of sources) cpSync(path, join(one, path), { recursive: true });
    symlinkSync(resolve("node_modules"), join(one, "node_modules"));
    const built = pack(one);
    // The build of this folder, without what older builds may have left in it.
    for (const path of built.paths) cpSync(path, join(two, path));
    const here = pack(two, "--ignore-scripts");
    expect(here, "npm run build first").toEqual(built);
    expect(built.paths).toContain("dist/src/cli.js");
    expect(built.paths.filter((path) => path.endsWith(".code"))).toEqual([]);
  },
);

test("The package asks npm to run nothing where it is installed", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as {
    scripts: Record<string, string>;
  };
  for (const name of ["preinstall", "install", "postinstall", "prepare"])
    expect(scripts).not.toHaveProperty(name);
});
