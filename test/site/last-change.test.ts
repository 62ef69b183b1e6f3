import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inProcess, scratch, tinyProject } from "../program.js";

const hasGit = spawnSync("git", ["--version"]).status === 0;
const settings = `${tinyProject["specpress.yaml"]}site: { last-change: true }\n`;

function git(folder: string, day: number, ...args: string[]): void {
  const date = `2026-03-0${day}T23:30:00-03:00`;
  execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.org", ...args], {
    cwd: folder,
    stdio: "pipe",
    env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
  });
}

/** A project in a folder of its repository: its API file is of a later day than its texts, and merged. */
function repository(): { readonly top: string; readonly root: string } {
  const files = { ...tinyProject, "specpress.yaml": settings };
  const top = scratch(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`spec of/${path}`, text])),
  );
  const root = join(top, "spec of");
  git(top, 1, "init", "-q", "-b", "main");
  git(top, 1, "add", "--all");
  git(top, 1, "commit", "-q", "-m", "All");
  git(top, 1, "switch", "-q", "-c", "side");
  appendFileSync(join(root, "api/status.yaml"), "# more\n");
  git(top, 5, "commit", "-q", "-a", "-m", "The API");
  git(top, 1, "switch", "-q", "main");
  appendFileSync(join(root, "spec/targets.yaml"), "# on no page\n");
  git(top, 7, "commit", "-q", "-a", "-m", "Comment");
  git(top, 8, "merge", "-q", "--no-edit", "side");
  return { top, root };
}

async function daysIn(root: string): Promise<readonly (string | undefined)[]> {
  const out = scratch();
  const { code, err } = await inProcess(["build", "--project", root, "--out", join(out, "site")]);
  expect({ code, err }).toMatchObject({ code: 0 });
  return ["index.html", "main/unstable.html"].map(
    (page) =>
      /Last change <time datetime="(?<day>[^"]*)">\k<day></.exec(
        readFileSync(join(out, "site", page), "utf8"),
      )?.[1],
  );
}

test.skipIf(!hasGit)(
  "a page says when the files that it is made of were last changed",
  async () => {
    const { top, root } = repository();
    expect(await daysIn(root)).toEqual(["2026-03-01", "2026-03-05"]);
    appendFileSync(join(root, "spec/index.rst"), "\nMore.\n");
    git(top, 9, "commit", "-q", "-a", "-m", "Text");
    expect(await daysIn(root)).toEqual(["2026-03-09", "2026-03-05"]);
  },
);

test.skipIf(!hasGit)(
  "where history is missing, and where nobody asks, pages say nothing",
  async () => {
    const { top, root } = repository();
    const none = [undefined, undefined];
    const shallow = scratch();
    git(shallow, 1, "clone", "-q", "--depth", "1", `file://${top}`, "copy");
    expect(await daysIn(join(shallow, "copy/spec of"))).toEqual(none);
    expect(await daysIn(scratch({ ...tinyProject, "specpress.yaml": settings }))).toEqual(none);
    writeFileSync(join(root, "specpress.yaml"), tinyProject["specpress.yaml"]);
    expect(await daysIn(root)).toEqual(none);
  },
);
