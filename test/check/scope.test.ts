import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesBelow, scratch, specpress, tinyProject } from "../program.js";
import { found } from "./found.js";

function commit(folder: string): void {
  const git = (...args: string[]) => execFileSync("git", args, { cwd: folder, stdio: "ignore" });
  git("init", "-q");
  git("add", "-A");
  git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "All");
}

const linked = {
  ...tinyProject,
  "spec/index.rst": tinyProject["spec/index.rst"].replace(".html>", ".html#operations>"),
};

test("with files, what their change breaks elsewhere is reported, and no more of other files", () => {
  const folder = scratch({
    ...linked,
    "spec/index.rst": `${linked["spec/index.rst"]}\nSee \`nothing <#nothing>\`_.\n`,
  });
  commit(folder);
  expect(found(["spec/main.rst"], folder)).toEqual({ code: 0, found: [] });
  const renamed = linked["spec/main.rst"].replace("Operations\n----------", "Functions\n---------");
  writeFileSync(join(folder, "spec/main.rst"), renamed);
  expect(found(["spec/main.rst"], folder)).toEqual({
    code: 1,
    found: ["spec/index.rst:4:9 error dead-fragment"],
  });
  expect(found(["api"], folder)).toEqual({ code: 0, found: [] });
});

test("a new file counts as absent before", () => {
  const folder = scratch(linked);
  commit(folder);
  writeFileSync(join(folder, "api/again.yaml"), tinyProject["api/status.yaml"]);
  const { found: all } = found(["api/again.yaml"], folder);
  expect(all).toContainEqual(expect.stringMatching(/^api\/status\.yaml:.* duplicate-endpoint$/));
});

test("without a commit, only the files themselves are reported", () => {
  const folder = scratch(linked);
  writeFileSync(join(folder, "spec/main.rst"), "Main\n====\n\n{{status_m_http_api}}\n");
  expect(found(["spec/main.rst"], folder)).toEqual({ code: 0, found: [] });
});

test("the project is looked for upward from a folder in it; the site is its own", () => {
  const folder = scratch(tinyProject);
  const below = join(folder, "spec");
  const built = specpress(["build"], below);
  expect([built.code, built.err.split("\n")[0]]).toEqual([
    0,
    "The project is in ..; paths in messages begin there.",
  ]);
  expect(filesBelow(folder).has("dist/site/index.html")).toBe(true);
  writeFileSync(join(below, "index.rst"), "Tiny\n====\n\n{{none}}\n");
  expect(found(["index.rst"], below)).toEqual({
    code: 1,
    found: ["spec/index.rst:4:1 error undefined-variable"],
  });
});

test("a project above a checkout is none of it", () => {
  const folder = scratch(tinyProject);
  mkdirSync(join(folder, "other/.git"), { recursive: true });
  const { code, err } = specpress(["check"], join(folder, "other"));
  expect([code, err]).toEqual([2, expect.stringContaining("project-file-missing")]);
});
