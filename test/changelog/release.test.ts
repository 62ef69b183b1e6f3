import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { recoverExchange } from "../../src/commands/exchange.js";
import { leftReleases } from "../../src/load/release-state.js";
import { hashOf, ownFolder, writeJournal, type Journal } from "../../src/commands/journal.js";
import {
  filesBelow,
  inProcess,
  killSteps,
  scratch,
  specpress,
  startSpecpress,
} from "../program.js";
import { newEntry, newsProject } from "./project.js";

const released = `${newEntry}\n\n${newsProject["changelogs/main.rst"]}`;
const fragments = ["+typo.fix", "12.new", "7.fix"].map(
  (name) => `changelogs/main/newsfragments/${name}`,
);

function git(folder: string, ...args: string[]): string {
  const own = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"];
  return execFileSync("git", [...own, ...args], { cwd: folder, encoding: "utf8" });
}

/** The project, committed. */
function checkout(more: Readonly<Record<string, string>> = {}): string {
  const folder = scratch({ ...newsProject, ".gitignore": "dist/\n", ...more });
  git(folder, "init", "--quiet", "--template=");
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "-m", "All");
  return folder;
}

function filesOf(folder: string): Map<string, string> {
  const files = filesBelow(folder);
  return new Map([...files].filter(([path]) => !/^(\.git|dist)\//.test(path)));
}

const release = (folder: string, ...args: string[]) =>
  specpress(["changelog", "release", "main", ...args], folder);

test("a release puts the entry on top, removes the fragments with git and touches nothing else", () => {
  const folder = checkout();
  const wanted = filesOf(folder);
  wanted.set("changelogs/main.rst", released);
  for (const path of fragments) wanted.delete(path);
  expect(release(folder, "r1.1")).toEqual({
    code: 0,
    out: "changelogs/main.rst: r1.1 with 3 fragments, which were removed\n",
    err: "",
  });
  expect(filesOf(folder)).toEqual(wanted);
  expect(git(folder, "status", "--porcelain").trimEnd().split("\n")).toEqual([
    " M changelogs/main.rst",
    ...fragments.map((path) => `D  ${path}`),
  ]);
});

test("a dry run shows a release of fragments that are not committed, and says that there is none yet", () => {
  const folder = checkout();
  writeFileSync(join(folder, "changelogs/main/newsfragments/99.fix"), "Other.\n");
  const { code, out, err } = release(folder, "r1.1", "--dry-run");
  expect([code, out]).toEqual([0, expect.stringContaining("+- Other.")]);
  expect(err).toContain(
    "warning: a release removes the fragments, but these are not committed as they are: changelogs/main/newsfragments/99.fix; commit them",
  );
  expect(release(folder, "r1.1").code).toBe(2);
});

test("a dry run shows what git apply would do; kept fragments stay", () => {
  const folder = checkout();
  const before = filesOf(folder);
  const { code, out } = release(folder, "r1.1", "--dry-run");
  expect(code).toBe(0);
  expect(filesOf(folder)).toEqual(before);
  writeFileSync(join(folder, "release.diff"), out);
  git(folder, "apply", "release.diff");
  rmSync(join(folder, "release.diff"));
  const applied = filesOf(folder);
  git(folder, "checkout", "--quiet", ".");
  release(folder, "r1.1");
  expect(applied).toEqual(filesOf(folder));

  const kept = scratch(newsProject);
  expect(release(kept, "r1.1", "--keep").out).toBe("changelogs/main.rst: r1.1 with 3 fragments\n");
  expect([...filesOf(kept).keys()]).toEqual([...filesOf(scratch(newsProject)).keys()]);
});

test("an entry goes below a header and the start_string; the first one begins the file", () => {
  const header = "Changes\n=======\n\nFrom the latest on.\n\n";
  const below = (text: string) => {
    const folder = scratch({ ...newsProject, "changelogs/main.rst": text });
    release(folder, "r1.1");
    return readFileSync(join(folder, "changelogs/main.rst"), "utf8");
  };
  const past = newsProject["changelogs/main.rst"];
  expect(below(header + past)).toBe(header + released);
  const mark = ".. towncrier release notes start\n\n";
  expect(below(header + mark + past)).toBe(header + mark + released);
  const first = scratch(newsProject);
  rmSync(join(first, "changelogs/main.rst"));
  release(first, "r1.1");
  expect(readFileSync(join(first, "changelogs/main.rst"), "utf8")).toBe(newEntry);
});

test("text below the mark that is no version would become a part of the new entry: refused", () => {
  const folder = scratch(newsProject);
  const path = join(folder, "changelogs/main.rst");
  const text = "News\n====\n\n.. towncrier release notes start\n\nBefore: much.\n";
  writeFileSync(path, text);
  const { code, err } = release(folder, "r1.1");
  expect(code).toBe(1);
  expect(err).toContain("changelogs/main.rst:6:1: error[unreadable-history]");
  expect(err).toContain(
    'put the line ".. towncrier release notes start" below what belongs to none',
  );
  expect(readFileSync(path, "utf8")).toBe(text);
});

test("the file keeps its line ends and its byte order mark", () => {
  const folder = scratch(newsProject);
  const path = join(folder, "changelogs/main.rst");
  const text = (lines: string) => `\ufeff${lines.replaceAll("\n", "\r\n")}`;
  writeFileSync(path, text(newsProject["changelogs/main.rst"]));
  expect(release(folder, "r1.1").code).toBe(0);
  expect(readFileSync(path, "utf8")).toBe(text(released));
});

test("what cannot be released is told before anything is touched", () => {
  const folder = checkout();
  const refused = (change: () => void, ...args: string[]) => {
    change();
    const before = filesOf(folder);
    const { code, out, err } = specpress(["changelog", "release", ...args], folder);
    expect(filesOf(folder)).toEqual(before);
    expect(out).toBe("");
    rmSync(join(folder, ".git/index.lock"), { force: true });
    git(folder, "reset", "--quiet", "--hard");
    git(folder, "clean", "--quiet", "-df");
    return [code, err.replace(/^specpress: /, "").trimEnd()];
  };
  const nothing = () => {};
  const write = (path: string, text: string) => () => writeFileSync(join(folder, path), text);
  const news = "changelogs/main/newsfragments";
  expect(refused(nothing, "mian", "r1.1")).toEqual([
    2,
    'changelog: the project has no "mian"; did you mean main?',
  ]);
  expect(refused(nothing, "main", "r1.0")).toEqual([
    2,
    "main r1.0 is released already: see changelogs/main.rst:1",
  ]);
  // "v" and "r" before a number are no part of it.
  expect(refused(nothing, "main", "v1.0")).toEqual([
    2,
    "main v1.0 is released already as r1.0: see changelogs/main.rst:1",
  ]);
  expect(refused(nothing, "main", "unstable")).toEqual([
    2,
    '"unstable" is what is not released yet; name a version such as r1.2.0',
  ]);
  for (const version of ["next", "../r1", "r 1", ""])
    expect(refused(nothing, "main", version)).toEqual([
      2,
      `"${version}" is no version: it has a number in it and neither blanks nor signs such as / or #`,
    ]);
  const dirty = "a release removes the fragments, but these are not committed as they are: ";
  const advice = "; commit them, or keep all with --keep";
  expect(refused(write(`${news}/7.fix`, "Other.\n"), "main", "r1.1")).toEqual([
    2,
    `${dirty}${news}/7.fix${advice}`,
  ]);
  expect(refused(write(`${news}/8.fix`, "New.\n"), "main", "r1.1")).toEqual([
    2,
    `${dirty}${news}/8.fix${advice}`,
  ]);
  const [code, twice] = refused(write(`${news}/07.fix`, "Again.\n"), "main", "r1.1", "--keep");
  expect([code, twice]).toEqual([1, expect.stringContaining("error[duplicate-fragment]")]);
  expect(twice).toMatch(/\nNothing was changed\.$/);
  const config = "changelogs/main/pyproject.toml";
  expect(refused(() => rmSync(join(folder, config)), "main", "r1.1")).toEqual([
    1,
    expect.stringContaining("error[no-changelog-config]"),
  ]);
  expect(refused(write(config, "[tool.towncrier"), "main", "r1.1")).toEqual([
    1,
    expect.stringContaining("error[bad-changelog-config]"),
  ]);
  const [, cannot] = refused(write(".git/index.lock", ""), "main", "r1.1");
  expect(cannot).toBe("git cannot remove the fragments; nothing was changed");
});

test("a changelog that a link leads out of the project is not written", () => {
  const elsewhere = scratch({ "x.rst": "" });
  const folder = scratch({
    ...newsProject,
    "changelogs/main/pyproject.toml": newsProject["changelogs/main/pyproject.toml"].replace(
      "../main.rst",
      "../out/main.rst",
    ),
  });
  symlinkSync(elsewhere, join(folder, "changelogs/out"));
  expect(release(folder, "r1.1")).toEqual({
    code: 1,
    out: "",
    err: expect.stringMatching(
      /^changelogs\/out:1:1: error\[link-refused\].*\n.*\nNothing was changed/,
    ) as string,
  });
  expect([...filesBelow(elsewhere).keys()]).toEqual(["x.rst"]);
});

/** Runs the program so that it is killed at a step. */
function program(args: readonly string[], cwd: string, env: Readonly<Record<string, string>>) {
  const hook = resolve("test/kill-at.js");
  return spawnSync(process.execPath, ["--import", hook, resolve("dist/src/cli.js"), ...args], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
}

/** Runs the program in copies of a folder, each killed some steps later than the one before, until one run comes to its end. */
function killedRuns(
  folder: string,
  args: readonly string[],
  steps: Iterable<number>,
  check: (copy: string) => void,
): number {
  for (const step of steps) {
    const copy = join(scratch(), "copy");
    cpSync(folder, copy, { recursive: true });
    const { signal, stderr } = program(args, copy, { KILL_AT: String(step) });
    if (signal === null) {
      expect(stderr).toMatch(/^(A release that was interrupted has been undone\.\n)?$/);
      return step;
    }
    expect(signal).toBe("SIGKILL");
    recoverExchange(copy, { elsewhere: false });
    check(copy);
  }
  throw new Error("the program never came to its end");
}

test.each([
  ["changelog release in a checkout", checkout, [11, 9], ["changelog", "release", "main", "r1.1"]],
  [
    "changelog release without git",
    () => scratch(newsProject),
    [4, 4],
    ["changelog", "release", "main", "r1.1"],
  ],
  ["release in a checkout", checkout, [15, 13], ["release", "main=r1.1"]],
] as const)(
  "a kill at any step leaves the old state or the new one: %s",
  (_name, make, [first, stride], args) => {
    const folder = make();
    const old = filesOf(folder);
    const states = new Set<string>();
    const isCheckout = old.has(".gitignore");
    const steps = killedRuns(folder, args, killSteps(first, stride), (copy) => {
      const files = filesOf(copy);
      const isOld = files.get("changelogs/main.rst") === old.get("changelogs/main.rst");
      states.add(isOld ? "old" : "new");
      const wanted = new Map(old);
      if (!isOld) {
        wanted.set("changelogs/main.rst", released);
        for (const path of fragments) wanted.delete(path);
      }
      expect(files).toEqual(wanted);
      if (isCheckout && isOld) expect(git(copy, "status", "--porcelain")).toBe("");
    });
    expect(steps).toBeGreaterThan(8);
    // The last steps, behind which all is new, are few: some strides pass over them.
    if (!isCheckout) expect([...states]).toEqual(["old", "new"]);
  },
  120_000,
);

/** What a release of r1.1 left behind whose process is gone: all is changed, nothing counts. */
function interrupted(folder: string, change: (journal: Journal) => unknown = (all) => all): string {
  const kept = (path: string, after: string | null) => {
    const base64 = readFileSync(join(folder, path)).toString("base64");
    const hash = after === null ? null : hashOf(Buffer.from(after));
    return { path, before: { base64, mode: 0o644 }, after: hash };
  };
  const index = existsSync(join(folder, ".git"))
    ? git(folder, "ls-files", "--stage", "-z", ...fragments)
        .split("\0")
        .filter(Boolean)
    : [];
  const files = [
    kept("changelogs/main.rst", released),
    ...fragments.map((path) => kept(path, null)),
  ];
  const journal = { root: realpathSync(folder), token: "00", files, index };
  const own = ownFolder(realpathSync(folder));
  const place = own.replace(/\/\d+\.(?=[^/]*$)/, "/99999999.");
  renameSync(own, place);
  writeJournal(place, change(journal) as Journal);
  writeFileSync(join(folder, "changelogs/main.rst"), released);
  if (index.length > 0) git(folder, "rm", "--quiet", ...fragments);
  else for (const path of fragments) rmSync(join(folder, path));
  return place;
}

test("commands that read say that a release was interrupted, and leave all as it is", async () => {
  const folder = checkout();
  const before = filesOf(folder);
  interrupted(folder);
  const left = filesOf(folder);
  for (const args of [
    ["build", "--quiet", "--out", join(scratch(), "site")],
    ["check"],
    ["changelog", "check"],
    ["changelog", "list"],
    ["changelog", "draft"],
    ["changelog", "show", "main", "r1.0"],
    ["changelog", "new", "main", "8", "new", "Text."],
    ["changelog", "release", "main", "r1.1", "--dry-run"],
    ["release", "main=r1.1", "--dry-run"],
  ]) {
    const { out, err } = await inProcess([...args, "--project", folder]);
    expect(out + err, args.join(" ")).toMatch(/release.* was interrupted/);
    expect(out + err, args.join(" ")).toContain('"specpress release --undo"');
  }
  const { err } = await inProcess(["build", "--quiet", "--project", folder]);
  expect(err).toContain("changelogs:1:1: error[interrupted-release]");
  expect(filesOf(folder)).toEqual(left);
  expect(specpress(["release", "--undo"], folder)).toEqual({
    code: 0,
    out: "The interrupted release has been undone.\n",
    err: "",
  });
  expect(filesOf(folder)).toEqual(before);
  expect(git(folder, "status", "--porcelain")).toBe("");
  const again = await inProcess(["release", "--undo", "--project", folder]);
  expect(again.out).toBe("No release was interrupted.\n");
  expect(again.err).toMatch(
    /^A release that is finished [\s\S]* checkout HEAD -- changelogs [\s\S]* revert COMMIT/,
  );
});

test("the next release undoes an interrupted one first", () => {
  const folder = scratch(newsProject);
  interrupted(folder);
  expect(release(folder, "r1.2").err).toBe("A release that was interrupted has been undone.\n");
  const text = readFileSync(join(folder, "changelogs/main.rst"), "utf8");
  expect(text).toBe(released.replaceAll("r1.1", "r1.2"));
});

test("an interrupted release that cannot be undone is told and kept", async () => {
  const undone = async (change: (journal: Journal) => unknown, edit?: string) => {
    const folder = scratch(newsProject);
    const place = interrupted(folder, change);
    if (edit !== undefined) writeFileSync(join(folder, "changelogs/main.rst"), edit);
    const left = filesOf(folder);
    const { code, err } = await inProcess(["release", "--undo", "--project", folder]);
    expect(filesOf(folder)).toEqual(left);
    expect(existsSync(join(place, "journal.json"))).toBe(true);
    rmSync(join(place, ".."), { recursive: true });
    return [code, err.replaceAll(place, "PLACE")];
  };
  const same = (journal: Journal) => journal;
  expect(await undone(same, "By hand.\n")).toEqual([
    2,
    "specpress: the interrupted release is not undone: changelogs/main.rst changed since; what was is kept in PLACE. Put the files in order with git and remove that folder\n",
  ]);
  const broken =
    "specpress: what the interrupted release kept in PLACE/journal.json cannot be read; look at the changelogs with git, put back what is wrong and remove that file\n";
  for (const change of [
    () => null,
    () => ({}),
    (all: Journal) => ({ ...all, root: "/elsewhere" }),
    (all: Journal) => ({ ...all, token: "../../x" }),
    (all: Journal) => ({ ...all, files: [{ path: 7 }] }),
    (all: Journal) => ({ ...all, index: ["100644 x\n"] }),
  ])
    expect(await undone(change)).toEqual([2, broken]);
  const to = (path: string) => (all: Journal) => ({
    ...all,
    files: [{ path, before: { base64: "", mode: 0o755 }, after: null }, ...all.files],
  });
  for (const path of [
    ".git/hooks/post-commit",
    "../x",
    "/tmp/x",
    "node_modules/a/b.js",
    "a/../../b",
  ])
    expect(await undone(to(path)), path).toEqual([2, expect.stringContaining(`"${path}" `)]);
});

test("undoing a killed release may be killed as well, and is done by the next command", () => {
  const old = filesOf(checkout());
  for (const step of killSteps(3, 8)) {
    const folder = checkout();
    interrupted(folder);
    const { signal } = program(["release", "--undo"], folder, { KILL_AT: String(step) });
    recoverExchange(realpathSync(folder), { elsewhere: false });
    expect(filesOf(folder)).toEqual(old);
    expect(git(folder, "status", "--porcelain")).toBe("");
    if (signal === null) return expect(step).toBeGreaterThan(6);
  }
  throw new Error("the program never came to its end");
}, 120_000);

test("two releases at a time: the second one waits for a person", () => {
  const folder = scratch(newsProject);
  mkdirSync(ownFolder(realpathSync(folder)), { recursive: true });
  expect(startSpecpress(["changelog", "release", "main", "r1.1"], folder)).toEqual({
    code: 2,
    out: "",
    err: `specpress: a release is being made by process ${process.pid}; wait until it is done\n`,
  });
});

test("a whole specification: changelogs, then its site with the labels, then what is left to do", () => {
  const folder = checkout();
  const run = specpress(["release", "main=r1.1"], folder);
  expect(run).toEqual({
    code: 0,
    out: `changelogs/main.rst: r1.1 with 3 fragments, which were removed
# 3 pages in dist/site
# What is left to do:
git add -- changelogs/main.rst
git commit -m 'Release main r1.1' -- changelogs/main.rst changelogs/main/newsfragments/+typo.fix changelogs/main/newsfragments/12.new changelogs/main/newsfragments/7.fix
git tag main/r1.1
git push origin HEAD main/r1.1
# To take it back instead, before the commit (then build the site again):
#   git checkout HEAD -- changelogs/main.rst changelogs/main/newsfragments/+typo.fix changelogs/main/newsfragments/12.new changelogs/main/newsfragments/7.fix
`,
    err: "",
  });
  expect([...filesBelow(join(folder, "dist/site")).keys()]).toContain("main/r1.1.html");
  expect(readFileSync(join(folder, "changelogs/main.rst"), "utf8")).toBe(released);
});

test("a whole specification as a diff; and what is refused", () => {
  const folder = checkout();
  const old = filesOf(folder);
  specpress(["build", "--quiet"], folder);
  const dry = specpress(["release", "main=r1.1", "--dry-run"], folder);
  expect(dry.out.match(/^# {3}(?!git ).*/gm)!.toSorted()).toEqual([
    "#   changed changelog.json",
    "#   changed changelog/main.html",
    "#   changed index.html",
    "#   changed static/search-index.js",
    "#   gone main/unstable.html",
    "#   new main/r1.1.html",
  ]);
  expect(dry.out).toContain(`+${newEntry.split("\n")[0]}\n+====\n`);
  expect(dry.out).toContain("\ngit tag main/r1.1\n");
  expect(filesOf(folder)).toEqual(old);
  const told = (...args: string[]) => specpress(["release", ...args], folder).err;
  expect(told("main")).toBe('specpress: release takes API=VERSION, not "main"\n');
  expect(told("main=r1.1", "main=r1.2")).toBe("specpress: release: an API is named twice\n");
  expect(told("mian=r1.1")).toBe(
    'specpress: changelog: the project has no "mian"; did you mean main?\n',
  );
  writeFileSync(join(folder, "spec/main.rst"), "Main API\n========\n\nSee `nowhere`_.\n");
  const wrong = specpress(["release", "main=r1.1"], folder);
  expect([wrong.code, wrong.out]).toEqual([1, ""]);
  expect(wrong.err).toContain("error[");
  expect(wrong.err).toMatch(/Nothing was changed\.\n$/);
  expect(specpress(["release", "main=r1.1", "--force", "--dry-run"], folder).code).toBe(0);
  const taken = scratch({ "mine.txt": "x" });
  const refused = specpress(["release", "main=r1.1", "--force", "--out", taken], folder);
  expect(refused.err).toContain("error[output-not-a-site]");
  expect(refused.code).toBe(2);
  git(folder, "checkout", "--quiet", "spec");
  expect(filesOf(folder)).toEqual(old);
});

test("APIs that share a changelog are released one by one", () => {
  const config = newsProject["specpress.yaml"].replace(
    "apis:",
    "apis:\n  other: { title: Other, purpose: Tests, openapi: api, suffix: o, version: MAIN_VERSION }",
  );
  const toml = newsProject["changelogs/main/pyproject.toml"];
  const folder = scratch({
    ...newsProject,
    "specpress.yaml": config,
    "changelogs/other/pyproject.toml": toml,
  });
  expect(specpress(["release", "main=r1.1", "other=r1.2"], folder).err).toBe(
    "specpress: several APIs have their changelog in changelogs/main.rst; release them one by one\n",
  );
});

test.skipIf(process.platform === "win32")(
  "where nothing more can be written, nothing is changed",
  () => {
    const folder = checkout({
      "changelogs/main.rst":
        newsProject["changelogs/main.rst"] + "\n- Long ago it began.\n".repeat(4000),
    });
    const old = filesOf(folder);
    // In units of 1,024 bytes for each file; the program's own cache is left out.
    const limited = (limit: number, ...args: string[]) => {
      const command = `ulimit -f ${limit}; exec "$0" "$@"`;
      return spawnSync(
        "bash",
        ["-c", command, process.execPath, resolve("dist/src/cli.js"), ...args],
        {
          cwd: folder,
          encoding: "utf8",
          env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: "1" },
        },
      );
    };
    // Too little for the journal, for the changelog, for the site.
    for (const [limit, place, args] of [
      [1, "a file of the release", ["changelog", "release", "main", "r1.1"]],
      [60, "a file of the release", ["changelog", "release", "main", "r1.1"]],
      [200, join(realpathSync(folder), "dist/site"), ["release", "main=r1.1"]],
    ] as const) {
      const { status, stderr } = limited(limit, ...args);
      expect([status, stderr]).toEqual([
        2,
        `specpress: ${place} cannot be written: it is larger than is allowed here. Nothing was changed.\n`,
      ]);
      expect(filesOf(folder)).toEqual(old);
      expect(git(folder, "status", "--porcelain")).toBe("");
      expect(leftReleases(realpathSync(folder))).toEqual([]);
    }
    expect(limited(0, "changelog", "new", "main", "20", "new", "Text.").status).toBe(2);
    expect(filesOf(folder)).toEqual(old);
    expect(limited(200, "changelog", "release", "main", "r1.1").status).toBe(0);
  },
  60_000,
);

test("with single_file = false each version has a file of its own", async () => {
  const folder = checkout({
    "changelogs/main/pyproject.toml": newsProject["changelogs/main/pyproject.toml"].replace(
      'filename = "../main.rst"',
      'filename = "past/{name}{version}.rst"\nsingle_file = false',
    ),
    "changelogs/main/past/r0.9.rst": "r0.9\n====\n\n- Old.\n",
    "changelogs/main/past/r0.10.rst": "- A label_ and no title.\n",
    "changelogs/main/past/README.md": "Not one of them.\n",
    "spec/index.rst": `${newsProject["spec/index.rst"]}\nNews.\n\n{{main_changelog}}\n`,
  });
  rmSync(join(folder, "changelogs/main.rst"));
  git(folder, "commit", "--quiet", "-a", "-m", "x");
  const run = (...args: string[]) => inProcess([...args, "--project", folder]);
  const path = "changelogs/main/past/r1.1.rst";
  expect(await run("changelog", "release", "main", "r0.9")).toMatchObject({
    code: 2,
    err: "specpress: main r0.9 is released already: see changelogs/main/past/r0.9.rst:1\n",
  });
  expect((await run("check")).out).toMatch(
    /^changelogs\/main\/past\/r0\.10\.rst\n +1:5 error\[unknown-target\]/,
  );
  writeFileSync(join(folder, "changelogs/main/past/r0.10.rst"), "- No title.\n");
  git(folder, "commit", "--quiet", "-a", "-m", "x");
  const done = await run("release", "main=r1.1");
  expect([done.code, done.err]).toEqual([0, ""]);
  expect(done.out).toContain(`${path}: r1.1 with 3 fragments, which were removed\n`);
  expect(readFileSync(join(folder, path), "utf8")).toBe(newEntry);
  const page = readFileSync(join(folder, "dist/site/changelog/main.html"), "utf8");
  expect([...page.matchAll(/<h2[^>]*>(.*?)</g)].map(([, title]) => title)).toEqual([
    "r1.1",
    "r0.10",
    "r0.9",
  ]);
  expect(page).toContain("No title.");
  expect((await run("changelog", "list")).out).toContain("versions  r1.1, r0.10, r0.9\n");
  expect((await run("changelog", "show", "main", "r0.9")).out).toBe("r0.9\n====\n\n- Old.\n");
  const old = await run("build", "--quiet", "--release", "main=r0.9");
  expect([old.code, old.err]).toEqual([0, ""]);
});

test("an entry that would take older ones in, by the underline of its title, is refused", () => {
  const history = "Changelog\n=========\n\nr1.0\n----\n\nAdded\n~~~~~\n\n- Old.\n";
  const folder = checkout({ "changelogs/main.rst": history });
  const { code, err } = release(folder, "r1.1");
  expect({ code, err }).toEqual({
    code: 2,
    err:
      'specpress: "changelogs/main.rst" would have r1.0 as a part of main r1.1, since their titles are not of one level: ' +
      'underline the titles of versions alike, or set "underlines" in the settings of towncrier\n',
  });
  expect(readFileSync(join(folder, "changelogs/main.rst"), "utf8")).toBe(history);

  const path = Object.keys(newsProject).find((each) => each.endsWith(".toml"))!;
  const settings = readFileSync(join(folder, path), "utf8");
  writeFileSync(
    join(folder, path),
    settings.replace("[tool.towncrier]", '[tool.towncrier]\nunderlines = ["-", "~", "^"]'),
  );
  expect(release(folder, "r1.1").code).toBe(0);
  expect(specpress(["changelog", "list"], folder).out).toContain("r1.1, r1.0");
});
