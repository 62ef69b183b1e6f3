import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { filesBelow, inProcess, scratch, tinyProject } from "../program.js";

const hasGit = spawnSync("git", ["--version"]).status === 0;

interface History {
  readonly root: string;
  /** Commit files (`null` removes one) and give the commit tags. */
  readonly commit: (files: Readonly<Record<string, string | null>>, ...tags: string[]) => void;
  readonly git: (...args: string[]) => string;
}

function history(prefix = ""): History {
  const top = scratch();
  const root = join(top, prefix);
  const who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "tag.gpgsign=false"];
  let day = 0;
  const git = (...args: string[]) =>
    execFileSync("git", [...who, ...args], {
      cwd: top,
      encoding: "utf8",
      stdio: "pipe",
      env: {
        ...process.env,
        GIT_AUTHOR_DATE: `2026-01-0${day}T12:00:00Z`,
        GIT_COMMITTER_DATE: `2026-01-0${day}T12:00:00Z`,
      },
    });
  git("init", "-q", "-b", "main");
  return {
    root,
    git,
    commit: (files, ...tags) => {
      day++;
      for (const [path, text] of Object.entries(files)) {
        const file = join(root, path);
        mkdirSync(dirname(file), { recursive: true });
        if (text === null) rmSync(file);
        else writeFileSync(file, text);
      }
      git("add", "--all");
      git("commit", "-q", "-m", "More", "--allow-empty");
      for (const tag of tags) git("tag", tag);
    },
  };
}

function publish(root: string, pattern: string, ...args: string[]) {
  const into = join(root, "../public");
  return inProcess(["publish", "--project", root, "--into", into, "--from-git", pattern, ...args]);
}

const page = (text: string) => `Tiny\n====\n\n${text}\n`;

test.skipIf(!hasGit)(
  "the tags that are missing are built, each of its own files",
  async () => {
    const { root, commit, git } = history("spec");
    commit({ ...tinyProject, "spec/index.rst": page("Of the first.") }, "v1.0", "other");
    const renamed = tinyProject["specpress.yaml"].replace("name: Tiny", "name: Small");
    commit({ "specpress.yaml": renamed, "spec/index.rst": page("Of the tenth.") });
    git("tag", "-a", "-m", "Ten", "v1.10");
    commit({ "spec/index.rst": page("Of the second.") }, "v1.2", "v2.0-rc1");
    commit({ "spec/index.rst": page("Not committed to any."), "left.txt": "a" });
    const before = filesBelow(root);
    const { code, out } = await publish(root, "v*", "--release", "main={tag}");
    expect([code, out]).toEqual([
      0,
      expect.stringContaining("4 of 4 tags published, 0 were there; the latest is v1.10."),
    ]);
    const read = (path: string) => readFileSync(join(root, "../public", path), "utf8");
    expect(read("v1.0/index.html")).toContain("Of the first.");
    expect(read("v1.10/index.html")).toContain("Of the tenth.");
    expect(read("v1.10/index.html")).toContain('<a class="site-name" href="index.html">Small</a>');
    expect(read("v1.2/main/v1.2.html")).toContain("<h1>Main API");
    expect(JSON.parse(read("versions.json"))).toEqual([
      { name: "v2.0-rc1", status: "draft", date: "2026-01-03" },
      { name: "v1.10", status: "stable", date: "2026-01-02", latest: true },
      { name: "v1.2", status: "stable", date: "2026-01-03" },
      { name: "v1.0", status: "stable", date: "2026-01-01" },
    ]);
    // Nothing was checked out, nothing of the project written.
    expect(filesBelow(root)).toEqual(before);
    const all = filesBelow(join(root, "../public"));
    expect((await publish(root, "v*")).out).toContain("0 of 4 tags published, 4 were there");
    expect(filesBelow(join(root, "../public"))).toEqual(all);
    // Who named an older one as the latest keeps it until there is a newer one.
    const into = join(root, "../public");
    await inProcess(["publish", "--project", root, "--into", into, "--as", "v1.2", "--latest"]);
    expect((await publish(root, "v*")).out).toContain("the latest is v1.2.");
    git("tag", "v3");
    expect((await publish(root, "v*")).out).toContain(
      "1 of 5 tags published, 4 were there; the latest is v3.",
    );
  },
  120_000,
);

test.skipIf(!hasGit)(
  "a tag that cannot be built is told by its name and stops no other",
  async () => {
    const { root, commit } = history("spec");
    commit({ README: "No specification yet.\n" }, "v0.1");
    commit(tinyProject, "v0.2", "main/v0.2.1");
    commit({ "spec/main.rst": "Main API\n========\n\n.. nonsense::\n" }, "v0.3");
    commit({ "spec/main.rst": tinyProject["spec/main.rst"] }, "v0.4", "v0.5(b)", "v0.6+ü");
    const { code, err, out } = await publish(root, "*v*");
    expect(code).toBe(1);
    expect(err).toContain("Tag v0.1 is not published, since its files have no specpress.yaml");
    expect(err).toMatch(
      /Tag v0\.3 is not published, since an error costs a page.*\nspec\/main\.rst:4:4: error\[unknown-directive\]/,
    );
    expect(err).toContain("With errors: v0.1, v0.3, v0.5(b)");
    expect(err).toContain('Tag v0.5(b): "v0.5(b)" cannot be a version: it has the character "("');
    expect(out).toContain("4 of 7 tags published");
    const made = readdirSync(join(root, "../public"), { withFileTypes: true });
    expect(made.filter((entry) => entry.isDirectory()).map(({ name }) => name)).toEqual([
      "latest",
      "main-v0.2.1",
      "v0.2",
      "v0.4",
      "v0.6+ü",
    ]);
    // The tag says which version of which API it is.
    expect(existsSync(join(root, "../public/main-v0.2.1/main/v0.2.1.html"))).toBe(true);
    const refused = await publish(root, "x*");
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('fits "x*"')]);
    for (const option of ["--latest", "--as=v1"])
      expect((await publish(root, "v*", option)).code).toBe(2);
  },
);

test.skipIf(!hasGit)(
  "a tag that cannot be a version, or only of another project, is told and stops no other",
  async () => {
    const { root, commit } = history("spec");
    const before = tinyProject["specpress.yaml"].replaceAll("main:", "early:");
    commit({ ...tinyProject, "specpress.yaml": before }, "main/v0.9");
    commit(
      { "specpress.yaml": tinyProject["specpress.yaml"] },
      "a/v1.0",
      "a-v1.0",
      "v1.9",
      "v1.10",
    );
    commit({ "spec/index.rst": `${page("Text.")}\n\`x <nowhere.html>\`_\n` }, "v2.0");
    // A folder of somebody's own has the name of a tag.
    const into = join(root, "../public");
    await inProcess(["publish", "--project", root, "--into", into, "--as", "main"]);
    mkdirSync(join(into, "v1.9"));
    writeFileSync(join(into, "v1.9/mine.txt"), "mine");
    const { code, err, out } = await publish(root, "*", "--release", "main={tag}");
    expect(code).toBe(1);
    // Its files have no API of that name.
    expect(err).toMatch(/Tag main\/v0\.9 is not published: --release: .*"main"/);
    expect(err).toMatch(
      /Tag a\/v1\.0: "a-v1\.0" cannot be .* is that of the tag "a-v1\.0" already/,
    );
    expect(err).toMatch(/Tag v1\.9 is not published: .*v1\.9" is not a version/);
    expect(err).toContain("Tag v2.0 has errors:");
    expect(out).toContain("3 of 6 tags published, 0 were there; the latest is v2.0.");
    expect(readFileSync(join(into, "v1.9/mine.txt"), "utf8")).toBe("mine");
    const again = await publish(root, "*");
    expect(again.err).toContain('Tag a/v1.0: "a-v1.0" cannot be');
    expect(again.out).toContain("1 of 6 tags published, 3 were there");
    expect(existsSync(join(into, "main-v0.9/index.html"))).toBe(true);
  },
  120_000,
);

test.skipIf(!hasGit)(
  "outside of a repository there are no tags",
  async () => {
    const root = scratch(tinyProject);
    const { code, err } = await publish(root, "v*");
    expect([code, err]).toEqual([2, expect.stringContaining("is not in a git repository")]);
  },
  120_000,
);
