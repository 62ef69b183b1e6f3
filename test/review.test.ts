import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { load } from "js-yaml";
import { expect, test } from "vitest";
import { filesBelow, scratch, specpress } from "./program.js";

function repository(): string {
  const folder = scratch();
  specpress(["init", folder, "--format", "rst", "--name", "Notes"]);
  git(folder, "init", "-q", "-b", "main");
  commit(folder, "start");
  return folder;
}

function git(folder: string, ...args: readonly string[]): void {
  const setup = ["-c", "user.name=A", "-c", "user.email=a@example.org"];
  const { status, stderr } = spawnSync("git", [...setup, ...args], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(status, stderr).toBe(0);
}

function commit(folder: string, text: string): void {
  git(folder, "add", "-A");
  git(folder, "commit", "-q", "-m", text);
}

function edit(path: string, from: string, to: string): void {
  const text = readFileSync(path, "utf8");
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

test("A review has the site, and says what is found, what changed and whom it breaks", () => {
  const folder = repository();
  edit(join(folder, "api/main/notes.yaml"), "required: [title]", "required: [title, text]");
  edit(join(folder, "specification/index.rst"), "who reads it.", "who reads it, see gone_.");
  git(folder, "rm", "-q", "changelogs/main/newsfragments/1.feature");
  writeFileSync(join(folder, "specification/a.rst"), "Nobody shows this.\n");
  commit(folder, "change");
  const out = join(scratch(), "review");
  const args = ["review", "--project", folder, "--base", "HEAD~1", "--out", out];
  expect(specpress(args).code).toBe(1);
  const comment = readFileSync(join(out, "comment.md"), "utf8");
  expect(comment).toMatch(/^<!-- specpress review -->\n/);
  expect(comment).toContain("`HEAD~1`");
  expect(comment).toMatch(/Check: [1-9]\d* new error/);
  expect(comment).toContain("`specification/index.rst:");
  // The worst first, since there may not be room for all.
  expect(comment.match(/^- note .*\(`unused-text`\)$/m)).not.toBeNull();
  expect(comment.indexOf("- note ")).toBeGreaterThan(comment.lastIndexOf("- error "));
  expect(comment).toMatch(/Changes: [1-9]\d*, of which [1-9]/);
  expect(comment).toContain("**News are missing**");
  expect(existsSync(join(out, "site/index.html"))).toBe(true);
  expect(readFileSync(join(out, "difference/index.html"), "utf8")).toContain("required");

  const before = filesBelow(out);
  expect(specpress(args).code).toBe(1);
  expect(filesBelow(out)).toEqual(before);
  const linked = specpress([...args, "--url", "https://example.org/pr/1/"]);
  expect(linked.code).toBe(1);
  expect(readFileSync(join(out, "comment.md"), "utf8")).toContain(
    "(https://example.org/pr/1/site/index.html)",
  );
});

test("A review has the findings that a change brings, not those that moved with their lines", () => {
  const folder = repository();
  const index = join(folder, "specification/index.rst");
  edit(index, "who reads it.", "who reads it, see gone_.\n\nOf lost_ things.");
  writeFileSync(join(folder, "specification/old.rst"), "Nobody shows this.\n");
  commit(folder, "with mistakes");
  const review = () => {
    const out = join(scratch(), "review");
    specpress(["review", "--project", folder, "--base", "HEAD", "--out", out]);
    const comment = readFileSync(join(out, "comment.md"), "utf8");
    return [
      /Check: (.*)/.exec(comment)![1],
      ...[...comment.matchAll(/^- (?:error|warning|note) (.*)/gm)].map(([, line]) => line),
    ];
  };
  expect(review()).toEqual(["0 new errors, 0 new warnings; 3 findings were there before"]);
  // A line above, other words on the line, a line of another file.
  edit(index, "This is a new", "Text.\n\nThis is a new");
  edit(index, "see gone_.", "see there: gone_.");
  edit(index, "Of lost_ things.", "");
  writeFileSync(join(folder, "specification/part.rst"), "Of lost_ things.\n");
  edit(index, "Operations\n---", ".. include:: part.rst\n\nOperations\n---");
  expect(review()).toEqual(["0 new errors, 0 new warnings; 3 findings were there before"]);
  edit(index, "see there: gone_.", "see there: gone_, nowhere_.");
  const [head, ...lines] = review();
  expect(head).toBe("1 new error, 0 new warnings; 3 findings were there before");
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/"nowhere"/);
});

test(
  "A review that is killed at any step leaves the last one, or is whole",
  { timeout: 240_000, tags: ["slow"] },
  () => {
    const folder = repository();
    const out = join(scratch(), "review");
    const args = ["review", "--project", folder, "--base", "main", "--out", out];
    const killedAt = (step: number) =>
      spawnSync(
        process.execPath,
        ["--import", resolve("test/kill-at.js"), resolve("dist/src/cli.js"), ...args],
        { env: { ...process.env, KILL_AT: String(step), NODE_DISABLE_COMPILE_CACHE: "1" } },
      ).signal === "SIGKILL";
    expect(specpress(args).code).toBe(0);
    const old = filesBelow(out);
    edit(join(folder, "specification/index.rst"), "who reads it.", "who reads it all.");
    const states = new Set<string>();
    let step = 1;
    for (; killedAt(step); step += 4)
      if (existsSync(out)) states.add(JSON.stringify([...filesBelow(out)]));
    expect(step).toBeGreaterThan(40);
    const whole = [old, filesBelow(out)].map((files) => JSON.stringify([...files]));
    expect([...states].filter((state) => !whole.includes(state))).toEqual([]);
    expect(states).toContain(whole[0]);
    expect(readFileSync(join(out, "site/index.html"), "utf8")).toContain("reads it all");
    expect(readdirSync(dirname(out))).toEqual(["review"]);
  },
);

test("A review of what did not change says so, and may be asked to fail for what breaks", () => {
  const folder = repository();
  const out = join(scratch(), "review");
  const args = [
    "review",
    "--project",
    folder,
    "--base",
    "main",
    "--out",
    out,
    "--fail-on",
    "breaking",
  ];
  expect(specpress(args)).toMatchObject({ code: 0 });
  expect(readFileSync(join(out, "comment.md"), "utf8")).toContain("Changes: 0,");
  expect(existsSync(join(out, "difference/index.html"))).toBe(true);
  edit(join(folder, "api/main/notes.yaml"), "required: [title]", "required: [title, text]");
  expect(specpress(args)).toMatchObject({ code: 1 });
});

test("A change is compared with where it and its base parted", () => {
  const folder = repository();
  git(folder, "switch", "-q", "-c", "change");
  edit(
    join(folder, "specification/index.rst"),
    "who reads it.",
    "who reads it, @everyone. `No\u202ewhere`_ `No\u202ewhere`_",
  );
  commit(folder, "change");
  git(folder, "switch", "-q", "main");
  edit(join(folder, "api/main/notes.yaml"), "required: [title]", "required: [title, text]");
  commit(folder, "elsewhere");
  git(folder, "switch", "-q", "change");
  const out = join(scratch(), "review");
  specpress(["review", "--project", folder, "--base", "main", "--out", out]);
  const comment = readFileSync(join(out, "comment.md"), "utf8");
  expect(comment).toMatch(/Changes: \d, of which 0 break/);
  // Whoever it names is not told.
  expect(comment).not.toMatch(/@everyone/);
  // Nothing steers what shows it, and what is the same is said once.
  expect(comment).not.toContain("\u202e");
  expect(comment.match(/^.*no\ufffdwhere.*$/gm)).toHaveLength(1);
});

test("A base without a specification, and a specification without a site, are said", () => {
  const folder = scratch({ "README.md": "Nothing yet.\n" });
  git(folder, "init", "-q", "-b", "main");
  commit(folder, "start");
  specpress(["init", folder, "--format", "rst", "--name", "Notes"]);
  const out = join(scratch(), "review");
  const args = ["review", "--project", folder, "--base", "main", "--out", out];
  expect(specpress(args)).toMatchObject({ code: 0 });
  const comment = () => readFileSync(join(out, "comment.md"), "utf8");
  expect(comment()).toContain("Changes: not compared, since it has no specification");
  expect(existsSync(join(out, "site/index.html"))).toBe(true);
  expect(existsSync(join(out, "difference"))).toBe(false);

  commit(folder, "specification");
  writeFileSync(join(folder, "specpress.yaml"), "name: [\n");
  expect(specpress([...args.slice(0, 4), "HEAD", "--out", out])).toMatchObject({ code: 1 });
  expect(comment()).toContain("Preview: **the site could not be built**");
  expect(comment()).toMatch(/Check: [1-9]\d* new error/);
  // Nothing is left of the review before.
  expect(existsSync(join(out, "site"))).toBe(false);
});

test("What others choose reaches the shells of the action as variables, never as part of a script", () => {
  const action = load(readFileSync("action.yml", "utf8")) as {
    readonly runs: { readonly steps: readonly { readonly run?: string }[] };
  };
  const scripts = action.runs.steps.flatMap(({ run }) => run ?? []);
  expect(scripts.length).toBeGreaterThan(3);
  for (const script of scripts) {
    expect(script).not.toContain("${{");
    expect(spawnSync("bash", ["-n", "-c", script], { encoding: "utf8" }).stderr).toBe("");
  }
});

/** Stands for GitHub's program: keeps comments in a file, and prints of them what jq finds. */
const gh = `#!${process.execPath}
const { readFileSync, writeFileSync } = require("node:fs");
const { spawnSync } = require("node:child_process");
const store = process.env.RUNNER_TEMP + "/comments.json";
const comments = JSON.parse(readFileSync(store, "utf8"));
const given = process.argv.slice(2);
const after = (option) => given[given.indexOf(option) + 1];
if (given.includes("--jq")) {
  const { stdout } = spawnSync("jq", ["-r", after("--jq")], { input: JSON.stringify(comments) });
  process.stdout.write(stdout);
} else {
  const body = readFileSync(after("--field").replace(/^body=@/, ""), "utf8");
  const [, id] = /comments\\/(\\d+)$/.exec(given.join("\\n").match(/^repos.*$/m)[0]) ?? [];
  if (id) comments.find((each) => String(each.id) === id).body = body;
  else comments.push({ id: comments.length + 1, user: { login: "github-actions[bot]" }, body });
  writeFileSync(store, JSON.stringify(comments));
}
`;

test.skipIf(spawnSync("jq", ["--version"]).status !== 0)(
  "The action keeps one comment for each name up to date, and touches no other",
  () => {
    const action = load(readFileSync("action.yml", "utf8")) as {
      readonly runs: {
        readonly steps: readonly { readonly name?: string; readonly run?: string }[];
      };
    };
    const script = action.runs.steps.find(({ name }) => name === "Comment")!.run!;
    const others = [
      { id: 1, user: { login: "mallory" }, body: "<!-- specpress review -->\nNothing breaks." },
      { id: 2, user: { login: "github-actions[bot]" }, body: null },
    ];
    const folder = scratch({ gh, "comments.json": JSON.stringify(others) });
    chmodSync(join(folder, "gh"), 0o755);
    const step = (text: string, name: string) => {
      mkdirSync(join(folder, "review"), { recursive: true });
      writeFileSync(join(folder, "review/comment.md"), `<!-- specpress review -->\n${text}\n`);
      const env = {
        ...process.env,
        PATH: `${folder}:${process.env["PATH"]}`,
        RUNNER_TEMP: folder,
        GITHUB_REPOSITORY: "o/r",
        NUMBER: "3",
        NAME: name,
      };
      const { status, stderr } = spawnSync("bash", ["-eo", "pipefail", "-c", script], {
        env,
        encoding: "utf8",
      });
      expect([status, stderr]).toEqual([0, ""]);
    };
    step("one", "specification");
    step("other", "$(touch pwned) API");
    step("two", "specification");
    step("another", "$(touch pwned) API");
    const comments = JSON.parse(readFileSync(join(folder, "comments.json"), "utf8")) as {
      readonly body: string | null;
    }[];
    expect(comments.map(({ body }) => body)).toEqual([
      others[0]!.body,
      null,
      "<!-- specpress review -->\ntwo\n",
      "<!-- specpress review: $(touch pwned) API -->\nanother\n",
    ]);
  },
);

test("Where errors cost a part of a version, the comment says that changes may be wrong", () => {
  const folder = repository();
  edit(join(folder, "api/main/notes.yaml"), "paths:\n", "paths:\n  /broken: [\n");
  const out = join(scratch(), "review");
  const { code } = specpress(["review", "--project", folder, "--base", "HEAD", "--out", out]);
  expect(code).toBe(1);
  expect(readFileSync(join(out, "comment.md"), "utf8")).toMatch(
    /- Changes: .*; of the working tree an error costs a part .* may be missing or too many/,
  );
  const only = ["--fail-on", "any", "--only", "operation-added"];
  const failing = specpress(["diff", "HEAD", "--project", folder, ...only]);
  expect(failing.code).toBe(1);
  expect(failing.err).toContain("what they hide may be a change");
  const { err } = specpress(["review", "--project", folder, "--base", "origin/main"]);
  expect(err).toContain('"git fetch origin main" may bring it');
  const range = specpress(["diff", "HEAD~1..HEAD", "--project", folder]);
  expect(range.err).toContain("name the two by themselves: HEAD~1 HEAD");
});

test("An error of both versions is shown once, by a review and by a difference", () => {
  const folder = repository();
  writeFileSync(join(folder, "specification/latin.rst"), Buffer.from("Caf\xe9\n====\n", "latin1"));
  edit(join(folder, "specification/targets.yaml"), "index.rst", "index.rst, latin.rst");
  commit(folder, "Latin-1");
  edit(join(folder, "specification/index.rst"), "who reads it.", "who reads it all.");
  const out = join(scratch(), "review");
  for (const args of [
    ["review", "--base", "HEAD", "--out", out],
    ["diff", "HEAD"],
  ]) {
    const { err } = specpress([...args, "--project", folder]);
    expect(err.match(/latin\.rst:1:4: error/g)).toHaveLength(1);
    expect(err).toContain("HEAD: an error costs a part of what it says");
    expect(err).toContain("the working tree: an error costs a part of what it says");
  }
});

test("A folder of others, and a revision that there is not, are refused", () => {
  const folder = repository();
  const out = scratch({ mine: "" });
  expect(specpress(["review", "--project", folder, "--base", "main", "--out", out])).toMatchObject({
    code: 2,
    err: expect.stringContaining("did not write"),
  });
  expect([...filesBelow(out).keys()]).toEqual(["mine"]);
  const linked = join(folder, "dist");
  symlinkSync(out, linked);
  const inLink = ["review", "--project", folder, "--base", "main", "--out", join(linked, "review")];
  expect(specpress(inLink)).toMatchObject({ code: 2, err: expect.stringContaining("is a link") });
  expect([...filesBelow(out).keys()]).toEqual(["mine"]);
  const other = join(out, "new");
  // The second is what git leaves out, not a commit.
  for (const base of ["none", "^main", "main..main", "--upload-pack=x", ":/x"])
    expect([
      base,
      specpress(["review", `--base=${base}`, "--project", folder, "--out", other]).code,
    ]).toEqual([base, 2]);
  expect(existsSync(join(other, "comment.md"))).toBe(false);
});
