import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { filesBelow, inProcess, scratch } from "../program.js";
import { newsProject } from "./project.js";

const toml = "changelogs/main/pyproject.toml";
const evil = '[filter "x"]\n\tclean = touch ran\n';

/** The project, with a changelog's file and other settings of it, and files that must stay as they are. */
function projectWith(settings: string, more: Readonly<Record<string, string>> = {}): string {
  return scratch({
    ...newsProject,
    [toml]: newsProject[toml].replace('filename = "../main.rst"', settings),
    "changelogs/main/newsfragments/12.new": evil,
    "specpress.yaml": `${newsProject["specpress.yaml"]}`,
    ".git/config": "[core]\n",
    ".env": "TOKEN=1\n",
    "node_modules/.bin/tool": "#!/bin/sh\n",
    "package.json": "{}\n",
    "other/.hidden": "x",
    ...more,
  });
}

const release = (folder: string) =>
  inProcess(["changelog", "release", "main", "r1.1", "--project", folder]);

const filename = (path: string) => `filename = '${path}'`;

test.each([
  ["../../.git/config", /"\.git", which is hidden/],
  ["../../.GIT/config", /hidden/],
  ["../../.git /config", /hidden|characters/],
  ["../../.git./config", /hidden|characters/],
  ["../../.git::$INDEX_ALLOCATION/config", /hidden|characters/],
  ["../../git~1/config", /characters/],
  ["../../\u200c.git/config", /characters/],
  ["..\\..\\.git\\config", /characters/],
  ["../../changelogs/../.git/config", /hidden/],
  ["../../other/.git/hooks/post-commit", /hidden/],
  ["../../.github/workflows/x.rst", /hidden/],
  ["../.hidden.rst", /hidden/],
  ["../../node_modules/.bin/tool", /node_modules|hidden/],
  ["../../node_modules/x/README.md", /node_modules/],
  ["../../Node_Modules/x/README.md", /node_modules/i],
  ["../../../outside.rst", /lies outside the project/],
  ["/tmp/outside.rst", /is no path within the project/],
  ["C:/outside.rst", /no path|characters/],
  ["", /is empty/],
  [".", /is a folder/],
  ["newsfragments", /is a folder/],
  ["new/", /is no name of a file/],
  ["a\u0000b", /characters|TOML/i],
  ["../../package.json", /no place for a changelog/],
  ["../../Makefile", /no place for a changelog/],
  ["pyproject.toml", /settings/],
  ["newsfragments/7.fix", /changelog and a fragment at once|no place/],
])("a changelog called %j is not written", async (path, why) => {
  const folder = projectWith(filename(path));
  const before = filesBelow(folder);
  const { code, out, err } = await release(folder);
  expect(err).toMatch(why);
  expect(err).not.toContain("fault of the program");
  expect([code === 1 || code === 2, out]).toEqual([true, ""]);
  expect(filesBelow(folder)).toEqual(before);
});

test("no link leads a release to another file", async () => {
  const outside = scratch({ "x.rst": "x\n", "news/8.fix": "Out.\n" });
  const cases: readonly [string, (folder: string) => void][] = [
    ["../link/x.rst", (folder) => symlinkSync(outside, join(folder, "changelogs/link"))],
    ["../link/config", (folder) => symlinkSync("../.git", join(folder, "changelogs/link"))],
    ["../link/x.rst", (folder) => symlinkSync("../node_modules", join(folder, "changelogs/link"))],
    ["../x.rst", (folder) => symlinkSync(join(outside, "x.rst"), join(folder, "changelogs/x.rst"))],
    ["../x.rst", (folder) => symlinkSync("../.git/config", join(folder, "changelogs/x.rst"))],
    ["../x.rst", (folder) => symlinkSync("../.git/none", join(folder, "changelogs/x.rst"))],
    ["../gone/x.rst", (folder) => symlinkSync("nowhere", join(folder, "changelogs/gone"))],
    ["../main.rst/x.rst", () => {}],
  ];
  for (const [path, link] of cases) {
    const folder = projectWith(filename(path));
    link(folder);
    const before = filesBelow(folder);
    const { code, err } = await release(folder);
    expect([code === 1 || code === 2, err], path).toEqual([
      true,
      expect.stringMatching(/is a link|outside|hidden|node_modules|no folder/),
    ]);
    expect(err).not.toContain("fault of the program");
    expect(filesBelow(folder)).toEqual(before);
  }
  expect(filesBelow(outside).get("x.rst")).toBe("x\n");
});

test("fragments that a link brings are not removed where they are", async () => {
  const outside = scratch({ "8.fix": "Out.\n" });
  const folder = projectWith(filename("../main.rst"), { "docs/9.fix": "Kept.\n" });
  symlinkSync(join(outside, "8.fix"), join(folder, "changelogs/main/newsfragments/8.fix"));
  await release(folder);
  expect(existsSync(join(outside, "8.fix"))).toBe(true);
  const linked = projectWith(
    'filename = "../main.rst"\ndirectory = "linked"'.replace(/\ndir.*/, ""),
    {
      "docs/9.fix": "Kept.\n",
    },
  );
  symlinkSync("../../../docs/9.fix", join(linked, "changelogs/main/newsfragments/9.fix"));
  const { code, err } = await release(linked);
  expect([code, err]).toEqual([0, ""]);
  expect(existsSync(join(linked, "changelogs/main/newsfragments/9.fix"))).toBe(false);
  expect(readFileSync(join(linked, "docs/9.fix"), "utf8")).toBe("Kept.\n");
});

test("texts of the project outside the folder of changelogs may be changelogs", async () => {
  for (const path of ["CHANGES.rst", "docs/news.md", "spec/changes.txt"]) {
    const folder = projectWith(filename(`../../${path}`));
    expect((await release(folder)).err).toBe("");
    expect(lstatSync(join(folder, path)).isFile()).toBe(true);
  }
  const tracked = projectWith(filename("../../NEWS"), { NEWS: "", "ignored.rst": "x\n" });
  const git = (...args: string[]) => execFileSync("git", args, { cwd: tracked, stdio: "ignore" });
  git("init", "-q");
  git("add", "changelogs", "NEWS");
  git("-c", "user.name=n", "-c", "user.email=a@b", "commit", "-q", "-m", "x");
  expect(await release(tracked)).toMatchObject({ code: 0, err: "" });
  git("reset", "-q", "--hard");
  const path = join(tracked, toml);
  writeFileSync(path, readFileSync(path, "utf8").replace("NEWS", "ignored.rst"));
  const { code, err } = await release(tracked);
  expect([code, err]).toEqual([2, expect.stringContaining("that git tracks")]);
});

test("a journal that a repository brings is no journal", async () => {
  const ran = (folder: string) => existsSync(join(folder, ".git/hooks/post-commit"));
  const kept = { path: ".git/hooks/post-commit", before: { base64: "", mode: 0o755 } };
  const journal = JSON.stringify({ unstage: [], files: [kept], index: [], token: "00", root: "." });
  const brought = Object.fromEntries(
    ["changelogs", ".", ".git/specpress", ".local/state/specpress/releases/x"].flatMap((place) =>
      [".specpress-release-1", "1.0.0.0"].map((name) => [`${place}/${name}/journal.json`, journal]),
    ),
  );
  const folder = projectWith(filename("../main.rst"), brought);
  for (const args of [["list"], ["draft"], ["check"], ["show", "main", "r1.0"]])
    await inProcess(["changelog", ...args, "--project", folder]);
  await inProcess(["release", "--undo", "--project", folder]);
  expect(ran(folder)).toBe(false);
  expect(await release(folder)).toMatchObject({ code: 0 });
  expect(ran(folder)).toBe(false);
});

test("what is kept meanwhile lies neither in the project nor in a folder of another user", async () => {
  const folder = projectWith(filename("../main.rst"));
  const before = filesBelow(folder);
  const state = process.env["XDG_STATE_HOME"];
  const refused = async (home: string) => {
    process.env["XDG_STATE_HOME"] = home;
    const { code, err } = await release(folder);
    process.env["XDG_STATE_HOME"] = state;
    expect(filesBelow(folder)).toEqual(before);
    return [code, err];
  };
  const home = scratch();
  symlinkSync(folder, join(home, "specpress"));
  for (const place of [join(folder, "state"), home, join(folder, ".env")])
    expect(await refused(place)).toEqual([2, expect.stringContaining("set XDG_STATE_HOME")]);
});

test.skipIf(process.getuid?.() === 0)(
  "a folder that may not be written is one clear line",
  async () => {
    const folder = projectWith(filename("../new/main.rst"), { "changelogs/new/x": "" });
    chmodSync(join(folder, "changelogs/new"), 0o555);
    const { code, err } = await release(folder);
    chmodSync(join(folder, "changelogs/new"), 0o755);
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/permission denied\. Nothing was changed/),
    ]);
  },
);

test("fragments are written to the folder of fragments only", async () => {
  const write = async (settings: string, ...args: string[]) => {
    const folder = projectWith(settings);
    mkdirSync(join(folder, dirname("changelogs/main/x")), { recursive: true });
    const before = filesBelow(folder);
    const run = await inProcess(["changelog", "new", ...args, "--project", folder]);
    expect(filesBelow(folder)).toEqual(before);
    return run.err;
  };
  const type = (key: string) => `[[tool.towncrier.type]]\ndirectory = '${key}'\nname = 'X'\n`;
  const at = (directory: string) => `${filename("../main.rst")}\ndirectory = '${directory}'\n#`;
  const without = newsProject[toml].includes('directory = "newsfragments"\n');
  expect(without).toBe(true);
  for (const directory of ["../../.git/hooks", "../../node_modules", "../../../out"])
    expect(await write(at(directory), "main", "1", "new", "Text.")).toMatch(
      /hidden|node_modules|outside|settings/,
    );
  const key = "/../../../../.git/hooks/post-commit";
  expect(await write(`${filename("../main.rst")}\n${type(key)}#`, "main", "1", key, "x.")).not.toBe(
    "",
  );
});

test("what is printed of a fragment steers no terminal", async () => {
  const escape = "\u001b]0;title\u0007\u001b[2J\u009b31m";
  const fragment = Object.keys(newsProject).find((path) => /newsfragments\/[^/]+$/.test(path))!;
  const folder = scratch({
    ...newsProject,
    [fragment]: `News ${escape} of it.\n`,
    "a.rst": `A ${escape}.\n`,
  });
  for (const args of [
    ["changelog", "draft"],
    ["changelog", "show"],
    ["changelog", "list"],
    ["changelog", "release", "--version", "v9", "--dry-run"],
    ["rst", "a.rst"],
    ["rst", "a.rst", "--to", "pseudoxml"],
  ]) {
    const { out, err } = await inProcess(
      [...args, ...(args[0] === "rst" ? [] : ["--project", folder])].map((each) =>
        each === "a.rst" ? `${folder}/a.rst` : each,
      ),
    );
    expect([
      args.join(" "),
      ["\u001b", "\u0007", "\u009b"].some((char) => (out + err).includes(char)),
    ]).toEqual([args.join(" "), false]);
    expect(out + err).not.toBe("");
  }
});
