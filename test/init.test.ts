import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { load } from "js-yaml";
import { expect, test } from "vitest";
import { reference } from "../scripts/reference.js";
import { changeRules } from "../src/base/change-rules.js";
import { explanations } from "../src/check/explain.js";
import {
  filesBelow,
  killSteps,
  scratch,
  specpress,
  startSpecpress,
  tinyProject,
} from "./program.js";

const clean = (folder: string) => {
  const built = specpress(["build", "--strict", "--project", folder]);
  const checked = specpress(["check", "--max-warnings", "0", "--project", folder]);
  return { built: built.code, checked: checked.out };
};
const fine = { built: 0, checked: "nothing found\n" };

test.each(["markdown", "rst"])("A new project in %s builds and checks at once", (format) => {
  const folder = join(scratch(), "my-protocol");
  const { code, out } = specpress(["init", folder, "--format", format]);
  expect(code).toBe(0);
  expect(out.trim().split("\n")).toEqual([...filesBelow(folder).keys()].sort());
  expect(clean(folder)).toEqual(fine);
  const page = readFileSync(join(folder, "dist/site/index.html"), "utf8");
  for (const shown of ["My Protocol", "POST /notes", "GET /notes/{id}", "note.created"])
    expect(page).toContain(shown);
  const news = ["+", "clarification", "For no issue."];
  const own = format === "rst" ? ["main", ...news] : news;
  expect(specpress(["changelog", "new", "--project", folder, ...own]).code).toBe(0);
  const draft = specpress(["changelog", "draft", "--project", folder]).out;
  expect(draft).toContain("POST /notes");
  expect(draft).toMatch(/^- For no issue\.$/m);
  for (const [path, text] of filesBelow(folder))
    if (!/^dist\/|\/newsfragments\//.test(path))
      expect(text.toString(), path).toMatch(/#|\.\. |"\/\/"/);
});

test.each(["markdown", "rst"])("A name of any characters stays as it is, in %s", (format) => {
  const name = 'A "b" *c* `d` _e_ @name@ {{f}} <g> %H_H% [i](j) 漢字';
  const folder = scratch();
  expect(specpress(["init", folder, "--format", format, "--name", name]).code).toBe(0);
  expect(clean(folder)).toEqual(fine);
  expect(load(readFileSync(join(folder, "specpress.yaml"), "utf8"))).toMatchObject({ name });
  const page = readFileSync(join(folder, "dist/site/index.html"), "utf8");
  expect(page).toContain('A "b" *c* `d` _e_ @name@ {{f}} &lt;g&gt; %H_H% [i](j) 漢字');
});

const document = `openapi: 3.1.0
info: { title: Pet Store, version: "1" }
tags:
  - { name: dogs, description: What *barks*. }
security: []
paths:
  /dogs:
    get:
      tags: [dogs]
      responses: { "200": { description: All., content: { application/json: { schema: { $ref: "parts.yaml#/Dogs" } } } } }
  /cats: { get: { responses: { "200": { description: All. } } } }
`;
const parts = 'Dogs: { type: array, items: { $ref: "types/dog.yaml" } }\n';
const dog =
  "title: Dog\ntype: object\nproperties: { name: { type: string, description: Its name. } }\n";

test.each(["markdown", "rst"])(
  "Of an OpenAPI file a page is made, its tags sections, in %s",
  (format) => {
    const from = scratch({ "a.yaml": document, "parts.yaml": parts, "types/dog.yaml": dog });
    writeFileSync(
      join(from, "b.json"),
      '{"openapi":"3.0.3","info":{"title":"Pet Store","version":"1"},"paths":{}}',
    );
    const folder = scratch();
    const given = ["a.yaml", "b.json"].flatMap((name) => ["--from", join(from, name)]);
    expect(specpress(["init", folder, "--format", format, ...given]).code).toBe(0);
    expect(readFileSync(join(folder, "api/pet_store/a.yaml"), "utf8")).toBe(document);
    expect(clean(folder)).toEqual(fine);
    const path = format === "rst" ? "pet_store/unstable.html" : "pet_store/index.html";
    const page = readFileSync(join(folder, "dist/site", path), "utf8");
    const text = page.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
    expect(text).toMatch(/GET \/cats .* dogs What barks ?\. GET \/dogs .* Its name\./);
  },
);

test.each(["markdown", "rst"])("Files of any name are shown on the page, in %s", (format) => {
  const names = ["pet.store.v1.yaml", "a b.json.yaml", "it's (ü) #1.yml"];
  const text = (name: string) =>
    JSON.stringify({
      openapi: "3.1.0",
      info: { title: name, version: "1" },
      paths: {
        [`/${names.indexOf(name)}`]: { get: { responses: { 200: { description: "A." } } } },
      },
    });
  const from = scratch(Object.fromEntries(names.map((name) => [name, text(name)])));
  const folder = scratch();
  const given = names.flatMap((name) => ["--from", join(from, name)]);
  expect(specpress(["init", folder, "--format", format, ...given]).code).toBe(0);
  expect(clean(folder)).toEqual(fine);
  const pages = [...filesBelow(join(folder, "dist/site"))]
    .filter(([path]) => path.endsWith(".html"))
    .map(([, page]) => page);
  for (const index of names.keys())
    expect(
      pages.some((page) => page.includes(`<span class="address">/${index}</span></code>`)),
    ).toBe(true);
});

test("Nothing that is there is replaced, and where something is in the way nothing is written", () => {
  const folder = scratch({ ".gitignore": "mine\n", "package.json": "{}" });
  const { code, err } = specpress(["init", folder]);
  expect(code).toBe(0);
  expect(err).toContain(".gitignore is there already and was left as it is.");
  expect(readFileSync(join(folder, ".gitignore"), "utf8")).toBe("mine\n");
  expect(specpress(["init", folder])).toMatchObject({ code: 2 });

  const other = scratch({ "content/_index.md": "mine" });
  expect(specpress(["init", other]).err).toContain('"content/_index.md" is there already');
  expect([...filesBelow(other).keys()]).toEqual(["content/_index.md"]);
});

test("What to do next can be copied into a shell, whatever the folder is called", () => {
  const folder = scratch();
  const { err } = specpress(["init", "a b's"], folder);
  expect(err).toContain("Next: specpress build --project='a b'\\''s', then");
  expect(err).toContain("then open a b's/dist/site/index.html;");
  expect(specpress(["build", "--project=a b's"], folder).code).toBe(0);
  expect(specpress(["init", ""], folder)).toMatchObject({ code: 2 });
  expect([...filesBelow(folder).keys()].filter((path) => !path.startsWith("a b's/"))).toEqual([]);
});

test("Nothing is written where a link of the folder leads", () => {
  const [folder, elsewhere] = [scratch(), scratch()];
  symlinkSync(elsewhere, join(folder, "content"));
  expect(specpress(["init", folder])).toMatchObject({
    code: 2,
    err: expect.stringContaining('"content" is a link'),
  });
  expect([...filesBelow(elsewhere).keys()]).toEqual([]);
  expect(existsSync(join(folder, "specpress.yaml"))).toBe(false);
});

test.each([
  ["is not there", "none.yaml", "it is not there"],
  ["is no OpenAPI document", "types/dog.yaml", 'it has no "openapi"'],
  ["is no YAML", "broken.yaml", "no valid YAML"],
  ["refers to what lies outside its folder", "out/a.yaml", "lies outside its folder"],
  ["is of a version that is not read", "four.yaml", "specpress reads OpenAPI 2.0"],
  ["has a number as its version", "two.yaml", '"swagger" is the number 2; put it in quotes'],
  ["has a name that says nothing of its kind", "openapi", 'does not end with ".yaml"'],
  ["has a name that no page can say", "{{a}}.yaml", "cannot name a file with {"],
])("A file for --from that %s is refused", (_, name, why) => {
  const from = scratch({
    "types/dog.yaml": dog,
    "broken.yaml": "a: [",
    "parts.yaml": parts,
    "two.yaml": "swagger: 2.0\ninfo: { title: A, version: '1' }\npaths: {}\n",
    "four.yaml": "openapi: 4.0.0\ninfo: { title: A, version: '1' }\npaths: {}\n",
    openapi: document,
    "{{a}}.yaml": document,
  });
  mkdirSync(join(from, "out"));
  writeFileSync(join(from, "out/a.yaml"), document.replace("parts.yaml", "../parts.yaml"));
  const folder = scratch();
  const { code, err } = specpress(["init", folder, "--from", join(from, name)]);
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(why) });
  expect([...filesBelow(folder).keys()]).toEqual([]);
});

test("A source that is no file is refused, and a reference to one leads nowhere", () => {
  const from = scratch({ "a.yaml": document.replace("parts.yaml", "pipe.yaml") });
  spawnSync("mkfifo", [join(from, "pipe.yaml")]);
  symlinkSync("round.yaml", join(from, "round.yaml"));
  mkdirSync(join(from, "folder.yaml"));
  for (const [name, why] of [
    ["pipe.yaml", "it is neither a file nor a folder"],
    ["folder.yaml", "it is a folder"],
    ["round.yaml", "its links lead in a circle"],
  ] as const) {
    const { code, err } = specpress(["init", join(from, "new"), "--from", join(from, name)]);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(why) });
    expect(existsSync(join(from, "new"))).toBe(false);
  }
  const folder = scratch();
  expect(specpress(["init", folder, "--from", join(from, "a.yaml")]).code).toBe(0);
  expect(specpress(["check", "--project", folder]).out).toContain("pipe.yaml");
});

test("Where a file stands in place of a folder nothing is left, folders neither", () => {
  const folder = scratch({ "file/api": "mine" });
  symlinkSync("nowhere", join(folder, "link"));
  const before = readdirSync(folder, { recursive: true });
  for (const [place, why] of [
    ["file", "a part of its path is a file. Nothing was written"],
    ["file/api", '/file/api" is no folder'],
    ["file/api/new", "a part of its path is a file. Nothing was written"],
    ["link", '/link" is no folder'],
  ] as const) {
    const { code, err } = specpress(["init", join(folder, place)]);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(why) });
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(readdirSync(folder, { recursive: true })).toEqual(before);
  }
});

test("An init that was killed at any step has written nothing that counts, and is taken up by the same command", () => {
  const whole = scratch();
  expect(startSpecpress(["init", "a"], whole).code).toBe(0);
  const wanted = filesBelow(whole);
  const reached = new Set<string>();
  for (const step of killSteps(3, 9)) {
    const folder = scratch();
    const { signal } = spawnSync(
      process.execPath,
      ["--import", resolve("test/kill-at.js"), resolve("dist/src/cli.js"), "init", "a"],
      { cwd: folder, env: { ...process.env, KILL_AT: String(step) } },
    );
    if (signal === null) break;
    const left = [...filesBelow(folder).keys()].filter((path) => !path.includes(".specpress-"));
    reached.add(left.length === 0 ? "none" : "some");
    if (left.includes("a/specpress.yaml")) expect(left).toHaveLength(wanted.size);
    expect(startSpecpress(["init", "a"], folder)).toMatchObject({
      code: left.includes("a/specpress.yaml") ? 2 : 0,
    });
    if (!left.includes("a/specpress.yaml")) expect(filesBelow(folder)).toEqual(wanted);
  }
  expect([...reached]).toEqual(["none", "some"]);
});

test("An address for --from is refused, with what to do", () => {
  const folder = scratch();
  const { code, err } = specpress(["init", folder, "--from", "https://example.org/a.yaml"]);
  expect({ code, err }).toEqual({
    code: 2,
    err: expect.stringContaining("download the file, and name that"),
  });
  expect([...filesBelow(folder).keys()]).toEqual([]);
});

test("config prints all settings as a file that means the same, and where each comes from", () => {
  const folder = scratch();
  specpress(["init", folder, "--format", "rst"]);
  const { out } = specpress(["config", "--project", folder]);
  expect(out).toMatch(/^look: current +# specpress\.yaml:\d+$/m);
  expect(out).toMatch(/^ {2}responses: all +# default$/m);
  expect(out).toMatch(/^ {4}descriptions: rst +# default$/m);
  expect(out).toMatch(/^# templates: +# not set$/m);
  writeFileSync(join(folder, "specpress.yaml"), out);
  const again = specpress(["config", "--project", folder]).out;
  const values = (text: string) => text.replace(/ +#.*$/gm, "");
  expect(values(again)).toBe(values(out));
  expect(clean(folder)).toEqual(fine);
  expect(
    specpress(["config", "show.responses", "--format", "json", "--project", folder]).out,
  ).toContain('"value": "all"');
  expect(specpress(["config", "shwo", "--project", folder])).toMatchObject({
    code: 2,
    err: expect.stringContaining('did you mean "show'),
  });
});

test("config of pages is a file that means the same too", () => {
  const folder = scratch();
  specpress(["init", folder, "-q"]);
  const { out } = specpress(["config", "--project", folder]);
  expect(out).toMatch(/^# specification: +# not set$/m);
  const file = join(folder, "specpress.yaml");
  writeFileSync(file, out);
  expect(clean(folder)).toEqual(fine);
  // A name makes no suffix where a file may not say it.
  const renamed = out.replace("\n  main:", "\n  main-api:").replace(/^ +suffix: .*\n/m, "");
  writeFileSync(file, renamed);
  expect(specpress(["config", "--project", folder]).out).toMatch(/^ +# suffix: +# not set$/m);
});

test("bash completes commands, options and values", () => {
  const folder = scratch({ "completion.sh": specpress(["completion", "bash"]).out });
  const completed = (...words: string[]) => {
    const line = ["specpress", ...words].map((word) => `'${word}'`).join(" ");
    const script = `source completion.sh; COMP_WORDS=(${line}); COMP_CWORD=${words.length}; _specpress 2>/dev/null; echo "\${COMPREPLY[@]}"`;
    return spawnSync("bash", ["-c", script], { cwd: folder, encoding: "utf8" }).stdout.trim();
  };
  expect(completed("bu")).toBe("build");
  expect(completed("changelog", "dr")).toBe("draft");
  expect(completed("export", "openapi", "--ser")).toBe("--server");
  expect(completed("check", "--format", "u")).toBe("unix");
  expect(completed("check", "--format", "=", "u")).toBe("unix");
  expect(completed("export", "openapi", "--format", "=")).toBe("json yaml");
  expect(completed("completion", "f")).toBe("fish");
});

test.skipIf(spawnSync("fish", ["--version"]).status !== 0)("fish completes them too", () => {
  const folder = scratch({ "completion.fish": specpress(["completion", "fish"]).out });
  const completed = (line: string) => {
    const script = `source completion.fish; complete -C '${line}'`;
    const { stdout, stderr } = spawnSync("fish", ["--no-config", "-c", script], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, HOME: folder },
    });
    return stderr === "" ? stdout.split("\n").map((each) => each.split("\t")[0]) : stderr;
  };
  expect(completed("specpress bu")).toEqual(["build", ""]);
  expect(completed("specpress changelog dr")).toEqual(["draft", ""]);
  expect(completed("specpress check --format u")).toEqual(["unix", ""]);
  expect(completed("specpress check --format=u")).toEqual(["--format=unix", ""]);
});

test.skipIf(spawnSync("zsh", ["--version"]).status !== 0)("zsh reads its script", () => {
  const folder = scratch({ "completion.zsh": specpress(["completion", "zsh"]).out });
  expect(
    spawnSync("zsh", ["-n", "completion.zsh"], { cwd: folder, encoding: "utf8" }),
  ).toMatchObject({ status: 0, stderr: "" });
});

test("Each shell has all commands and options, and what is no shell is refused", () => {
  for (const shell of ["bash", "zsh", "fish"]) {
    const { code, out } = specpress(["completion", shell]);
    expect(code).toBe(0);
    for (const word of ["changelog", "draft", "keep-going", "max-warnings", "sarif"])
      expect(out, shell).toContain(word);
  }
  expect(specpress(["completion", "csh"])).toMatchObject({ code: 2, out: "" });
});

test("Findings in the format of compilers, of the files that standard input names", () => {
  const folder = scratch({ ...tinyProject, "spec/main.rst": "Main\n====\n\nA **b.\n" });
  const cli = resolve("dist/src/cli.js");
  const given = (input: string, ...args: string[]) =>
    spawnSync(process.execPath, [cli, "check", "--format", "unix", ...args, "-"], {
      cwd: folder,
      encoding: "utf8",
      input,
    });
  const run = (...args: string[]) => given("spec/main.rst\nspec/gone.rst\n", ...args);
  // What changed since a commit may be nothing; what is not there is wrong use.
  expect(given("")).toMatchObject({ status: 0, stdout: "" });
  expect(given("gone.rst\n").status).toBe(2);
  expect(run().stdout).toMatch(/^spec\/main\.rst:4:3: warning: .* \[unclosed-inline-markup\]\n/);
  expect(run("-w", "0").status).toBe(1);
});

test("A file that was removed is checked by what that breaks elsewhere, and -q leaves the findings alone", () => {
  const folder = scratch({
    ...tinyProject,
    "spec/targets.yaml": "targets: { main: { files: [main.rst, other.rst] } }\n",
    "spec/other.rst": "Other\n=====\n\nText.\n",
    "spec/main.rst": "Main\n====\n\nSee Other_.\n",
  });
  const git = (...args: readonly string[]) =>
    spawnSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...args], { cwd: folder });
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "one");
  const check = (...args: readonly string[]) => specpress(["check", ...args], folder);
  expect(check("-q", "spec/other.rst")).toMatchObject({ code: 0, out: "", err: "" });
  rmSync(join(folder, "spec/other.rst"));
  const removed = check("-q", "spec/other.rst");
  expect(removed.code).toBe(1);
  expect(removed.out).toContain("  1:38 error[target-file-missing]");
  expect(removed.out).not.toContain(" in 1 file\n");
  expect(check("spec/never.rst")).toMatchObject({ code: 2, out: "" });
  expect(specpress(["diff", "-q", "HEAD", "HEAD"], folder)).toMatchObject({ code: 0, out: "" });
});

test("The documentation builds without a finding, and has every command, setting and code", () => {
  const folder = scratch();
  cpSync("docs", folder, { recursive: true });
  const files = reference((words) => specpress([...words, "--help"]).out);
  mkdirSync(join(folder, "text/reference"), { recursive: true });
  for (const [name, text] of files) writeFileSync(join(folder, "text/reference", name), text);
  expect(clean(folder)).toEqual(fine);
  const page = (name: string) => readFileSync(join(folder, `dist/site/${name}.html`), "utf8");
  for (const name of ["specpress changelog draft", "--keep-going"])
    expect(page("commands")).toContain(name);
  for (const name of ["pages.version.status", "apis.NAME.openapi"])
    expect(page("settings")).toContain(name);
  for (const { code } of explanations()) expect(page("codes")).toContain(`id="${code}"`);
  for (const code of Object.keys(changeRules)) expect(page("changes")).toContain(`>${code}<`);
  // What is shown is what is meant: braces and percent signs too.
  expect(page("codes")).toContain("{{");
  expect(page("codes")).not.toMatch(/%(?:OPEN|PERCENT)%/);
});

test("In Markdown a comment accepts what stands below it, and text that shows one does not", () => {
  const folder = scratch({
    "specpress.yaml": "name: Tiny\nspecification: spec\n",
    "spec/targets.yaml": "targets: { index: { files: [index.md] } }\n",
    "spec/index.md":
      "# Tiny\n\n```text\n<!-- specpress: accept this -->\n.. specpress: accept that\n```\n\n<!-- specpress: accept dead-link because it comes -->\n\nA [link](#gone).\n",
  });
  expect(specpress(["check", "--project", folder]).out).toBe("nothing found; 1 accepted\n");
});
