import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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
  commit(folder, "change");
  const out = join(scratch(), "review");
  const args = ["review", "--project", folder, "--base", "HEAD~1", "--out", out];
  expect(specpress(args).code).toBe(1);
  const comment = readFileSync(join(out, "comment.md"), "utf8");
  expect(comment).toMatch(/^<!-- specpress review -->\n/);
  expect(comment).toContain("`HEAD~1`");
  expect(comment).toMatch(/Check: [1-9]\d* error/);
  expect(comment).toContain("`specification/index.rst:");
  expect(comment).toMatch(/Changes: [1-9]\d*, of which [1-9]/);
  expect(comment).toContain("**News are missing**");
  expect(existsSync(join(out, "site/index.html"))).toBe(true);

  const before = filesBelow(out);
  expect(specpress(args).code).toBe(1);
  expect(filesBelow(out)).toEqual(before);
  const linked = specpress([...args, "--url", "https://example.org/pr/1/"]);
  expect(linked.code).toBe(1);
  expect(readFileSync(join(out, "comment.md"), "utf8")).toContain(
    "(https://example.org/pr/1/site/index.html)",
  );
});

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
  edit(join(folder, "api/main/notes.yaml"), "required: [title]", "required: [title, text]");
  expect(specpress(args)).toMatchObject({ code: 1 });
});

test("A folder of others, and a revision that there is not, are refused", () => {
  const folder = repository();
  const out = scratch({ mine: "" });
  expect(specpress(["review", "--project", folder, "--base", "main", "--out", out])).toMatchObject({
    code: 2,
    err: expect.stringContaining("did not write"),
  });
  expect([...filesBelow(out).keys()]).toEqual(["mine"]);
  const other = join(out, "new");
  expect(specpress(["review", "--project", folder, "--base", "none", "--out", other]).code).toBe(2);
  expect(existsSync(join(other, "comment.md"))).toBe(false);
});
