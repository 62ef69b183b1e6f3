import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { load } from "js-yaml";
import { expect, test } from "vitest";
import type { RunnableSpec } from "../src/commands/command.js";
import { commands } from "../src/commands/commands.js";
import { filesBelow, scratch, specpress } from "./program.js";

/**
 * What README and the documentation say is tried: their commands run, their settings are settings, their options are those
 * there are.
 */

const pages = [
  "build", "editors", "check-options", "releases", "publishing", "markdown", "operations", "look", "programs", "comparing",
].map((name) => `docs/text/${name}.md`); // prettier-ignore
const manual = pages.map((path) => readFileSync(path, "utf8")).join("\n");

test("where the sources of the documentation are shown, no label of its own stands in them", () => {
  expect(manual).not.toMatch(/%OPEN%|%PERCENT%/);
});

const readme = `${readFileSync("README.md", "utf8")}\n${manual}`;

function blocks(language: string): string[] {
  const fence = new RegExp(`^( *)\`\`\`${language}\\n([\\s\\S]*?)^ *\`\`\`$`, "gm");
  return [...readme.matchAll(fence)].map(([, indent = "", text = ""]) =>
    text.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
  );
}

function blockWith(language: string, words: string): string {
  const block = blocks(language).find((text) => text.includes(words));
  if (block === undefined) throw new Error(`README has no ${language} block with "${words}"`);
  return block;
}

/** A folder with `specpress` and `npx` as a shell finds them where the package is installed. */
function shell(folder: string, env: Readonly<Record<string, string>> = {}) {
  const bin = scratch({
    specpress: `#!/bin/sh\nexec "${process.execPath}" "${resolve("dist/src/cli.js")}" "$@"\n`,
    npx: '#!/bin/sh\nexec "$@"\n',
  });
  for (const name of ["specpress", "npx"]) chmodSync(join(bin, name), 0o755);
  return (line: string) => {
    const { status, stdout, stderr } = spawnSync("sh", ["-c", line], {
      cwd: folder,
      encoding: "utf8",
      env: { HOME: bin, ...gitEnv, ...env, PATH: `${bin}:${process.env["PATH"]}` },
    });
    return { line, code: status, out: stdout, err: stderr };
  };
}

const gitEnv = {
  GIT_AUTHOR_NAME: "A",
  GIT_AUTHOR_EMAIL: "a@example.org",
  GIT_COMMITTER_NAME: "A",
  GIT_COMMITTER_EMAIL: "a@example.org",
  GIT_CONFIG_GLOBAL: "/dev/null",
};

test("README is short, and leads to files that there are", () => {
  const text = readFileSync("README.md", "utf8");
  expect(text.split("\n").length).toBeLessThan(500);
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path]) => path!);
  expect(links.filter((path) => !existsSync(path))).toEqual([]);
  for (const path of pages) expect(links).toContain(path);
});

test("a specification is started as README says", () => {
  const sh = shell(scratch());
  const lines = blockWith("sh", "npx specpress init my-protocol")
    .split("\n")
    .map((line) => line.replace(/\s+#.*$/, "").replace(/^cd .*/, ""))
    .filter((line) => line !== "");
  expect(lines.length).toBe(3);
  const ran = lines.map((line, index) => sh(index === 0 ? line : `cd my-protocol && ${line}`));
  expect(ran.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(ran[1]!.err).toContain("no diagnostics");
  expect(ran[2]!.out).toBe("nothing found\n");
});

/** The example with the APIs that README speaks of, and a version that was released. */
function twoApis(): string {
  const folder = scratch();
  cpSync("test/sites/station", folder, { recursive: true });
  const at = (path: string) => join(folder, path);
  const edit = (path: string, change: (text: string) => string) =>
    writeFileSync(at(path), change(readFileSync(at(path), "utf8")));
  const api = (name: string, suffix: string) => `
  ${name}:
    title: ${name}
    openapi: api/${name}
    suffix: ${suffix}
    version: ${name.toUpperCase()}_VERSION`;
  edit("specpress.yaml", (text) =>
    text
      .replace(
        /apis:[\s\S]*?\n\n/,
        `apis:${api("client_server", "cs")}${api("server_server", "ss")}\n\n`,
      )
      .replace(
        /labels:[\s\S]*?\n\n/,
        "labels:\n  CLIENT_SERVER_VERSION: unstable\n  SERVER_SERVER_VERSION: unstable\n\n",
      ),
  );
  edit("specification/targets.yaml", (text) =>
    text.replace(
      / {2}station:[\s\S]*?(?=title_styles)/,
      ["client_server", "server_server"]
        .map(
          (name) =>
            `  ${name}:\n    files: [${name}.rst]\n    version_label: "%${name.toUpperCase()}_VERSION%"\n`,
        )
        .join(""),
    ),
  );
  for (const [name, suffix] of [
    ["client_server", "cs"],
    ["server_server", "ss"],
  ] as const) {
    cpSync(at("api/station"), at(`api/${name}`), { recursive: true });
    cpSync(at("changelogs/station/newsfragments"), at(`changelogs/${name}/newsfragments`), {
      recursive: true,
    });
    const toml = blockWith("toml", "[tool.towncrier]");
    writeFileSync(at(`changelogs/${name}/towncrier.toml`), toml.replace("client_server", name));
    writeFileSync(
      at(`changelogs/${name}.rst`),
      "r0.6.1\n======\n\nNew Endpoints\n-------------\n\n- First.\n",
    );
    writeFileSync(
      at(`specification/${name}.rst`),
      `${name}\n=============\n\nChanges\n-------\n\n{{${name}_changelog}}\n\nReading\n-------\n\n{{readings_${suffix}_http_api}}\n\n${suffix === "cs" ? "Events\n------\n\n{{station_reading_event}}\n" : ""}`,
    );
  }
  for (const path of [
    "api/station",
    "changelogs/station",
    "changelogs/station.rst",
    "specification/station.rst",
  ])
    rmSync(at(path), { recursive: true });
  return folder;
}

test("every command in README works, in its order", { timeout: 120_000 }, () => {
  const folder = twoApis();
  const sh = shell(folder);
  expect(
    sh("git init -q -b main && git add . && git commit -qm start && git switch -qc change"),
  ).toMatchObject({ code: 0 });
  expect(sh("specpress check --max-warnings 0").out).toBe("nothing found\n");
  let committed = "";
  const ran = commandsIn(readme).map((line) => {
    const state = stateOf(folder);
    if (state !== committed)
      expect(sh("git add -A . && git commit -q --allow-empty -m next")).toMatchObject({ code: 0 });
    committed = state;
    return runLine(line, folder, sh);
  });
  expect(ran.length).toBeGreaterThan(10);
  for (const { line, code, err } of ran)
    expect(`${line}: ${code}${code === 0 ? "" : `\n${err}`}`).toBe(`${line}: 0`);
  expect(ran.find(({ line }) => line.includes("--format md"))!.out).toContain("GET /room_keys");
});

/** Runs a line as a shell does, but for the start of a process where the shell has nothing else to do. */
function runLine(line: string, folder: string, sh: ReturnType<typeof shell>) {
  if (/[|&;>]/.test(line)) return sh(line);
  const words = sh(`specpress() { printf '%s\\0' "$@"; }; ${line}`).out.split("\0").slice(0, -1);
  return { line, ...specpress(words, folder) };
}

/** What git would commit. */
function stateOf(folder: string): string {
  const files = [...filesBelow(folder)].filter(([path]) => !/^(?:\.git|dist)\//.test(path));
  return JSON.stringify(files);
}

/** Commands as they are written in blocks and within the text; those of the list of commands are no examples. */
function commandsIn(text: string): string[] {
  const inBlocks = blocks("sh").join("\n").split("\n");
  const inText = [...text.matchAll(/`(specpress [^`]+)`(?!`)/g)].map(([, line = ""]) =>
    line.replace(/\n */g, " "),
  );
  const found = new Set(
    [...inBlocks, ...inText]
      .map((line) => line.trim())
      .filter((line) => line.startsWith("specpress ")),
  );
  // As they stand in the text: a released version is shown after its release.
  const place = (line: string) => text.replaceAll(/\n */g, " ").indexOf(line);
  return (
    [...found]
      // What stays until it is told to end is no example that a test can wait for.
      .filter((line) => !/[A-Z]{4}|<|A=V|^specpress (?:changelog$|serve\b|lsp\b)/.test(line))
      .sort((a, b) => place(a) - place(b))
  );
}

test("README lists all commands, and those that it does not run have the options that it names", () => {
  const listed = [...blockWith("text", "specpress init [DIR]").matchAll(/^specpress ([a-z]+)/gm)];
  const names = commands.map(({ name }) => name);
  expect(listed.map(([, name]) => name!).sort()).toEqual(names.toSorted());
  const staying = [...readme.matchAll(/`(?:npx )?specpress (serve|lsp)( --[^`]*)`/g)];
  expect(staying.length).toBeGreaterThan(0);
  for (const [line, name, rest = ""] of staying) {
    const { options } = commands.find((each) => each.name === name) as RunnableSpec;
    const known = options.flatMap(({ flags }) => flags.match(/--[a-z][\w-]*/g) ?? []);
    for (const [flag] of rest.matchAll(/--[a-z][\w-]*/g)) expect(known, line).toContain(flag);
  }
});

test("what README runs of this repository is there", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const run = [...readme.matchAll(/\bnpm (?:run ([\w:-]+)|(test)(?![\w:]))/g)];
  expect(run.length).toBeGreaterThan(5);
  for (const [line, name = "test"] of run) expect(scripts[name], line).toBeDefined();
  const files = [...readme.matchAll(/`(?:node|python3) ([\w/.-]+\.(?:js|py))/g)];
  expect(files.length).toBeGreaterThan(1);
  for (const [line, path] of files) expect(existsSync(path!), line).toBe(true);
});

test("README's step for CI runs in pull requests and in pushes", () => {
  const folder = twoApis();
  const run = /- run: (npx specpress check .*)/.exec(readme)![1]!;
  const sh = shell(folder);
  sh(
    "git init -q -b main && git add . && git commit -qm start && git update-ref refs/remotes/origin/main HEAD",
  );
  writeFileSync(
    join(folder, "api/client_server/readings.yaml"),
    readFileSync(join(folder, "api/client_server/readings.yaml"), "utf8").replace(
      "The latest",
      "The newest",
    ),
  );
  rmSync(join(folder, "changelogs/client_server/newsfragments/1.new"));
  sh("git add . && git commit -qm change");
  expect(sh(run)).toMatchObject({ code: 0, out: "nothing found\n" });
  const request = shell(folder, { GITHUB_BASE_REF: "main" })(run);
  expect(request.out).toContain("news-missing");
});

test("README's settings are settings", () => {
  const schema = JSON.parse(readFileSync("schemas/specpress.schema.json", "utf8")) as Record<
    string,
    unknown
  >;
  const validate = new Ajv2020({ strict: false }).compile({ ...schema, required: [] });
  const settings = load(blockWith("yaml", "notices:"));
  expect([validate(settings), validate.errors]).toEqual([true, null]);
  const rows = /\| key +\| meaning[\s\S]*?\n\n/.exec(readme)![0];
  const told = [...rows.matchAll(/^\| `([\w-]+)`/gm)].map(([, key]) => key!);
  expect(told.sort()).toEqual(Object.keys(schema["properties"] as object).sort());
});

test.each(["build", "serve", "check"])("the documentation lists the options of %s", (name) => {
  const spec = commands.find((each) => each.name === name) as RunnableSpec;
  const long = spec.options.map(({ flags }) => /--[a-z][\w-]*/.exec(flags)![0]);
  const part = manual.slice(manual.search(new RegExp(`^\`specpress ${name}\\b`, "m")));
  const table = /\| option[\s\S]*?\n\n/.exec(part)![0];
  const told = [...table.matchAll(/--[a-z][\w-]*/g)].map(([flag]) => flag);
  expect(long.filter((flag) => !told.includes(flag) && flag !== "--project")).toEqual([]);
  expect(told.filter((flag) => !long.includes(flag))).toEqual([]);
});
