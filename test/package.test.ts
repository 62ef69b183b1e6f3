import { spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, posix, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

/**
 * The package as npm packs it, in a folder that has nothing else but the libraries that it names: what works here works for
 * those who install it. The libraries are links to those of this repository, so that nothing is asked of a registry.
 */

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const home = mkdtempSync(join(tmpdir(), "specpress-package-"));
const installed = join(home, "node_modules/specpress");
const files = new Set<string>();

beforeAll(() => {
  // The program is built already: its scripts would build it again.
  const [packed] = JSON.parse(
    ran("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", home], ".").out,
  ) as readonly [{ readonly filename: string; readonly files: readonly { path: string }[] }];
  for (const { path } of packed.files) files.add(path);
  mkdirSync(installed, { recursive: true });
  ran("tar", ["-xzf", join(home, packed.filename), "--strip-components=1", "-C", installed], home);
  for (const name of Object.keys(manifest.dependencies)) {
    const link = join(home, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(resolve("node_modules", name), link);
  }
  specpress(["init", "notes", "--name", "Notes"], home);
}, 60_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

function ran(command: string, args: readonly string[], cwd: string) {
  const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "", NODE_PATH: "" };
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8", env });
  expect(status, `${command} ${args.join(" ")}\n${stderr}`).toBe(0);
  return { out: stdout, err: stderr };
}

const cli = join(installed, "dist/src/cli.js");
const specpress = (args: readonly string[], cwd: string) =>
  ran(process.execPath, [cli, ...args], cwd);

const project = join(home, "notes");

test("What is packed begins a specification, builds, checks, exports and compares it", () => {
  expect(specpress(["build"], project).err).toContain("no diagnostics");
  expect(readFileSync(join(project, "dist/site/index.html"), "utf8")).toContain("Notes");
  expect(specpress(["check", "--max-warnings", "0"], project).out).toBe("nothing found\n");
  specpress(["export", "json", "--out", "spec.json"], project);
  expect(specpress(["diff", "spec.json"], project).out).toContain("no changes");
});

test("Where the viewer's package is not installed, what to install is said", () => {
  const settings = join(project, "specpress.yaml");
  const before = readFileSync(settings, "utf8");
  expect(before).toContain("raw: sanitise");
  // One that the project brings along could hold any script, or lead to any file.
  const brought = join(project, "node_modules/swagger-ui-dist");
  mkdirSync(brought, { recursive: true });
  writeFileSync(join(brought, "package.json"), '{"version": "5.99.0"}');
  symlinkSync(resolve("LICENSE"), join(brought, "swagger-ui-bundle.js"));
  try {
    writeFileSync(settings, `${before.replace("raw: sanitise", "raw: allow")}\nviewer: true\n`);
    const built = spawnSync(process.execPath, [cli, "build"], { cwd: project, encoding: "utf8" });
    expect(built.stderr).toMatch(/error\[no-viewer\][^]*npm install swagger-ui-dist/);
    expect(existsSync(join(project, "dist/site/viewer"))).toBe(false);
  } finally {
    writeFileSync(settings, before);
  }
});

test("What is packed helps with the commands that stay", () => {
  for (const command of ["serve", "lsp"])
    if (command !== "lsp" || specpress(["--help"], home).out.includes("\n  lsp "))
      expect(specpress([command, "--help"], home).out).toContain("Usage: specpress");
});

test("What is packed serves a project", async () => {
  const server = spawn(process.execPath, [cli, "serve", "--port", "0"], { cwd: project });
  try {
    const address = await new Promise<string>((done, fail) => {
      let said = "";
      const read = (text: Buffer) => {
        said += text.toString();
        const found = /http:\/\/[^\s/]+/.exec(said);
        if (found) done(found[0]);
      };
      server.stdout.on("data", read);
      server.stderr.on("data", read);
      server.once("exit", () => fail(new Error(said)));
    });
    const page = await (await fetch(`${address}/index.html`)).text();
    expect(page).toContain("Notes");
  } finally {
    server.kill();
  }
});

test("What is exported can be imported, and declares only what is there", () => {
  const names = Object.keys(manifest.exports).filter((name) => !name.includes("*"));
  const modules = names.filter((name) => !name.endsWith(".json"));
  const script = modules.map((name) => `import ${JSON.stringify(posix.join("specpress", name))};`);
  ran(process.execPath, ["--input-type=module", "--eval", script.join("\n")], home);
  for (const target of Object.values(manifest.exports)) {
    const path = posix.normalize(typeof target === "string" ? target : target.default);
    if (!path.includes("*")) expect([...files]).toContain(path);
  }
  const missing = [...files].filter((path) => path.endsWith(".d.ts")).flatMap(missingIn);
  expect(missing).toEqual([]);
});

function missingIn(path: string): readonly string[] {
  const text = readFileSync(join(installed, path), "utf8");
  return [...text.matchAll(/(?:from|import\() ?"(?<to>\.[^"]+)"/g)]
    .map(({ groups }) => posix.join(posix.dirname(path), groups!["to"]!))
    .filter((to) => !files.has(to.replace(/\.js$/, ".d.ts")) && !files.has(to))
    .map((to) => `${path}: ${to}`);
}

test("The package names the libraries that it imports, and no others", () => {
  const modules = [...files].filter((path) => /^dist\/.*(?<!launch)\.js$/.test(path));
  const named = modules.flatMap((path) => [
    ...readFileSync(join(installed, path), "utf8").matchAll(
      /(?:from |import |require[$\w]*\()"(?<name>(?:@[\w-]+\/)?[a-z][\w.-]*)(?:\/[^"]*)?"/g,
    ),
  ]);
  const imported = new Set(named.map(({ groups }) => groups!["name"]!));
  expect([...imported].sort()).toEqual(Object.keys(manifest.dependencies).sort());
});

test("Nothing is packed but the program, its schemas and templates, and what says how to use it", () => {
  const folders = new Set([...files].map((path) => path.replace(/\/.*/s, "")));
  expect([...folders].sort()).toEqual([
    "LICENSE",
    "README.md",
    "dist",
    "package.json",
    "schemas",
    "src",
    "templates",
  ]);
  const others = [...files].filter(
    (path) => /^(?:src|dist)\//.test(path) && !/^src\/serve\/|^dist\/src\//.test(path),
  );
  expect(others).toEqual([]);
  expect([...files].filter((path) => path.endsWith(".code"))).toEqual([]);
});

test("Those who install the package have no scripts of it run, and of what it needs none", () => {
  // npm warns of such scripts, and many do not let them run.
  const names = ["preinstall", "install", "postinstall", "prepare", "preprepare", "postprepare"];
  const scriptsIn = (folder: string) => {
    const { scripts = {} } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
      readonly scripts?: Readonly<Record<string, string>>;
    };
    return names.filter((name) => Object.hasOwn(scripts, name));
  };
  expect(scriptsIn(installed)).toEqual([]);
  // npm makes one of this file.
  expect(files.has("binding.gyp")).toBe(false);
  const run = ["preinstall", "install", "postinstall"]; // of what comes from a registry, these alone
  for (const name of Object.keys(manifest.dependencies)) {
    const found = scriptsIn(join(home, "node_modules", name)).filter((each) => run.includes(each));
    expect(found, name).toEqual([]);
  }
});
