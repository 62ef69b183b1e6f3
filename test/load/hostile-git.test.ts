import { execFileSync, spawnSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { changedSince } from "../../src/commands/changed-files.js";
import { filesOfCommit } from "../../src/load/commit-files.js";
import { findRepository, type Repository } from "../../src/load/git.js";
import { lastChangesOf } from "../../src/load/last-changes.js";
import { revisionOf } from "../../src/load/revision.js";
import { newsProject } from "../changelog/project.js";
import { inProcess, scratch } from "../program.js";

/** A way by which a repository's configuration runs a program, and git's own command that goes it. */
interface Way {
  readonly name: string;
  /** `RUN` is a program that leaves a mark. */
  readonly config: string;
  readonly trigger?: readonly string[];
}

const ways: readonly Way[] = [
  { name: "fsmonitor", config: "[core]\nfsmonitor = RUN", trigger: ["status"] },
  { name: "pager", config: "[core]\npager = RUN\n[pager]\nlog = RUN" },
  { name: "clean", config: '[filter "clean"]\nclean = "RUN; cat"', trigger: ["add", "a.clean"] },
  { name: "process", config: '[filter "process"]\nprocess = RUN', trigger: ["add", "a.process"] },
  {
    name: "smudge",
    config: '[filter "smudge"]\nsmudge = "RUN; cat"',
    trigger: ["checkout-index", "-f", "--prefix=out/", "a.smudge"],
  },
  {
    // A file that may have changed while the index was written.
    name: "racy",
    config: '[filter "a=b"]\nclean = "RUN; cat"\nrequired = true',
    trigger: ["update-index", "--force-remove", "none"],
  },
  { name: "external", config: "[diff]\nexternal = RUN", trigger: ["diff", "a.textconv"] },
  {
    name: "textconv",
    config: '[diff "textconv"]\ntextconv = "RUN; cat"',
    trigger: ["diff", "--no-ext-diff", "a.textconv"],
  },
  {
    name: "driver",
    config: '[diff "driver"]\ncommand = RUN',
    trigger: ["diff", "--", "a.driver"],
  },
  {
    name: "gpg",
    config: "[log]\nshowSignature = true\n[gpg]\nprogram = RUN",
    trigger: ["log", "-1"],
  },
  {
    name: "ssh",
    config: "[core]\nsshCommand = RUN",
    trigger: ["ls-remote", "ssh://nowhere.invalid/x"],
  },
  { name: "editor", config: "[core]\neditor = RUN" },
  { name: "askpass", config: "[core]\naskPass = RUN\n[credential]\nhelper = !RUN" },
  { name: "alternates", config: "[core]\nalternateRefsCommand = RUN" },
  {
    // Known since git 2.54; no setting of the folder of hooks turns it off.
    name: "named-hook",
    config: '[hook "a=b"]\nevent = post-index-change\ncommand = RUN',
    ...(knowsNamedHooks() && { trigger: ["update-index", "--force-remove", "none"] }),
  },
  { name: "alias", config: '[alias]\nls-files = "!RUN"\nx = "!RUN"', trigger: ["x"] },
];

function knowsNamedHooks(): boolean {
  const { stdout } = spawnSync("git", ["--version"], { encoding: "utf8" });
  const [, major = 0, minor = 0] = /(\d+)\.(\d+)/.exec(stdout ?? "") ?? [];
  return Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 54);
}

const who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];

function git(folder: string, ...args: string[]): string {
  return execFileSync("git", [...who, ...args], { cwd: folder, encoding: "utf8", stdio: "pipe" });
}

interface Trap {
  readonly folder: string;
  readonly command: (name: string) => string;
  /** The ways that were gone. */
  readonly ran: () => string[];
}

/** A repository with files that each filter and driver is for; its newest commit claims to be signed. */
function repository(): Trap {
  const marks = scratch();
  const names = ["clean", "process", "smudge", "textconv", "driver", "included", "worktree"];
  const attributes = names.map((name) =>
    ["textconv", "driver"].includes(name)
      ? `*.${name} diff=${name}\n`
      : `*.${name} filter=${name}\n`,
  );
  const files = Object.fromEntries(names.map((name) => [`a.${name}`, `${name}\n`]));
  attributes.push("*.racy filter=a=b\n");
  const folder = scratch({
    ...newsProject,
    ...files,
    "b.racy": "racy\n",
    ".gitattributes": attributes.join(""),
  });
  git(folder, "init", "-q", "-b", "main");
  git(folder, "add", "--all");
  git(folder, "commit", "-q", "-m", "All");
  git(folder, "tag", "base");
  const commit = git(folder, "cat-file", "commit", "HEAD");
  const signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n abc\n -----END PGP SIGNATURE-----\n";
  const signed = commit.replace(/\n\n/, `\n${signature}\n`).replace("\ntree", "\ntree");
  const made = execFileSync("git", ["hash-object", "-t", "commit", "-w", "--stdin"], {
    cwd: folder,
    input: signed,
    encoding: "utf8",
  });
  git(folder, "reset", "-q", "--soft", made.trim());
  const programs = scratch();
  const command = (name: string) => {
    const path = join(programs, name);
    writeFileSync(path, `#!/bin/sh\ntouch "${join(marks, name)}"\nexit 1\n`, { mode: 0o755 });
    return path;
  };
  return { folder, command, ran: () => readdirSync(marks).toSorted() };
}

/** Put the ways into the repository, and change what would make git go them. */
function arm({ folder, command }: Trap): void {
  const config = join(folder, ".git/config");
  for (const { name, config: lines } of ways)
    appendFileSync(config, `${lines.replaceAll("RUN", command(name))}\n`);
  const filter = (name: string) => `[filter "${name}"]\nclean = ${command(name)}\n`;
  appendFileSync(config, "[include]\npath = ../more\n[extensions]\nworktreeConfig = true\n");
  writeFileSync(join(folder, "more"), filter("included"));
  writeFileSync(join(folder, ".git/config.worktree"), filter("worktree"));
  for (const hook of [
    "post-index-change",
    "reference-transaction",
    "pre-commit",
    "fsmonitor-watchman",
  ]) {
    const path = join(folder, ".git/hooks", hook);
    mkdirSync(join(folder, ".git/hooks"), { recursive: true });
    writeFileSync(path, `#!/bin/sh\n${command("hook")}\nexit 0\n`);
    chmodSync(path, 0o755);
  }
  // Other times, so that git would look at the contents; some with other contents.
  for (const name of readdirSync(folder).filter((each) => each.startsWith("a.")))
    utimesSync(join(folder, name), 1, 1);
  for (const name of ["external", "textconv", "driver"])
    writeFileSync(join(folder, `a.${name}`), "changed\n");
  utimesSync(join(folder, ".git/index"), 1, 1);
}

/** Everything that asks git something: pages, a check, releases. */
async function askGit(folder: string): Promise<void> {
  expect(revisionOf(folder).version).toMatch(/^main,[0-9a-f]+,dirty$/);
  expect(lastChangesOf(folder).get("a.driver")?.day).toMatch(/^\d{4}-/);
  expect([...changedSince(folder, "base")]).toContain("a.driver");
  const repository = findRepository(folder) as Repository;
  const files = filesOfCommit(repository, "base")!;
  expect(files.bytes("a.smudge")?.toString()).toBe("smudge\n");
  const args = ["main", "r1.1", "--project", folder];
  await inProcess(["changelog", "release", ...args, "--dry-run"]);
  expect(await inProcess(["changelog", "release", ...args])).toMatchObject({ code: 0, err: "" });
}

const hasGit = spawnSync("git", ["--version"]).status === 0;

test.skipIf(!hasGit)(
  "no configuration of a repository runs a program",
  { timeout: 90_000 },
  async () => {
    const trap = repository();
    arm(trap);
    await askGit(trap.folder);
    expect(trap.ran()).toEqual([]);
    // The ways are open: git itself goes them.
    for (const { name, trigger } of ways) {
      if (!trigger) continue;
      utimesSync(join(trap.folder, "a.clean"), 2, 2);
      utimesSync(join(trap.folder, "a.process"), 2, 2);
      if (name === "racy") utimesSync(join(trap.folder, ".git/index"), 1, 1);
      spawnSync("git", [...who, ...trigger], {
        cwd: trap.folder,
        stdio: "ignore",
        timeout: 10_000,
      });
      expect(trap.ran()).toContain(name);
    }
  },
);

test.skipIf(!hasGit)("a git of any version writes the index without hooks", async () => {
  const trap = repository();
  arm(trap);
  const real = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
  // What a git that knows hooks of the configuration would be told.
  const folder = scratch();
  const log = `case " $* " in *" update-index "*) echo "$*" >>"${folder}/calls";; esac`;
  writeFileSync(join(folder, "git"), `#!/bin/sh\n${log}\nexec "${real}" "$@"\n`, { mode: 0o755 });
  vi.stubEnv("PATH", `${folder}:${process.env["PATH"]}`);
  try {
    await inProcess(["changelog", "release", "main", "r1.1", "--project", trap.folder]);
  } finally {
    vi.unstubAllEnvs();
  }
  const calls = readFileSync(join(folder, "calls"), "utf8").trim().split("\n");
  for (const call of calls) {
    expect(call).toContain("core.hooksPath=/dev/null");
    expect(call).toContain("--config-env=hook.a=b.enabled=SPECPRESS_FALSE");
  }
});

test.skipIf(!hasGit)("a submodule's configuration runs no program either", () => {
  const trap = repository();
  const inner = join(trap.folder, "inner");
  mkdirSync(inner);
  writeFileSync(join(inner, "a.rst"), "A\n");
  writeFileSync(join(inner, ".gitattributes"), "*.rst filter=x\n");
  git(inner, "init", "-q");
  git(inner, "add", "--all");
  git(inner, "commit", "-q", "-m", "Inner");
  git(trap.folder, "add", "inner");
  git(trap.folder, "commit", "-q", "-m", "Module");
  expect(revisionOf(trap.folder).version).not.toContain("dirty");
  appendFileSync(join(inner, ".git/config"), `[filter "x"]\nclean = ${trap.command("sub")}\n`);
  utimesSync(join(inner, "a.rst"), 1, 1);
  expect(revisionOf(trap.folder).version).not.toContain("dirty");
  writeFileSync(join(inner, "a.rst"), "B\n");
  expect(revisionOf(trap.folder).version).toContain("dirty");
  expect(trap.ran()).toEqual([]);
});

test.skipIf(!hasGit)("a folder that looks like the inside of a repository is none", () => {
  const trap = repository();
  const bare = join(trap.folder, "bare");
  git(trap.folder, "clone", "-q", "--bare", ".", "bare");
  appendFileSync(
    join(bare, "config"),
    `[core]\nfsmonitor = ${trap.command("bare")}\nworktree = .\nbare = false\n`,
  );
  for (const [path, text] of Object.entries(newsProject)) {
    mkdirSync(join(bare, path, ".."), { recursive: true });
    writeFileSync(join(bare, path), text);
  }
  expect(findRepository(bare)).toMatchObject({ top: trap.folder, prefix: "bare/" });
  expect([...changedSince(bare, "base")]).toContain("specpress.yaml");
  expect(trap.ran()).toEqual([]);
  // Not even where there is no other, or where an empty .git lies beside.
  const alone = scratch();
  renameSync(bare, join(alone, "bare"));
  expect(findRepository(join(alone, "bare"))).toBe(null);
  mkdirSync(join(alone, "bare/.git"));
  expect(findRepository(join(alone, "bare"))).toBe(null);
  expect(revisionOf(join(alone, "bare"))).toEqual({ version: "Unknown", rev: "" });
  expect(trap.ran()).toEqual([]);
});

test.skipIf(!hasGit)("what a .git leads to is the folder's own repository, or none", () => {
  const trap = repository();
  const other = scratch({ "a.txt": "a", ".git": `gitdir: ${join(trap.folder, ".git")}\n` });
  appendFileSync(
    join(trap.folder, ".git/config"),
    `[core]\nworktree = ${trap.folder}\nfsmonitor = ${trap.command("elsewhere")}\n`,
  );
  expect(findRepository(other)).toHaveProperty("refused");
  expect(revisionOf(other).version).toBe("Unknown");
  expect(() => changedSince(other, "base")).toThrow("work tree");
  writeFileSync(join(other, ".git"), "gitdir: nowhere\n");
  expect(findRepository(other)).toHaveProperty("refused");
  expect(trap.ran()).toEqual([]);
});

test.skipIf(!hasGit)("an object that a partial clone lacks is not fetched", () => {
  const trap = repository();
  const { folder, command } = trap;
  const [, hash] = /^(..)/.exec(git(folder, "rev-parse", "base^{tree}").trim())! && [
    "",
    git(folder, "rev-parse", "base^{tree}").trim(),
  ];
  rmSync(join(folder, ".git/objects", hash!.slice(0, 2), hash!.slice(2)));
  appendFileSync(
    join(folder, ".git/config"),
    `[core]\nrepositoryformatversion = 1\nsshCommand = ${command("ssh")}\n[extensions]\npartialClone = origin\n[remote "origin"]\nurl = ssh://nowhere.invalid/x\npromisor = true\nuploadpack = ${command("upload")}\n`,
  );
  expect(revisionOf(folder).version).toContain("dirty");
  expect(trap.ran()).toEqual([]);
  spawnSync("git", ["ls-tree", "HEAD"], { cwd: folder, stdio: "ignore", timeout: 10_000 });
  expect(trap.ran()).toEqual(["ssh"]);
});

test.skipIf(!hasGit)(
  "the environment leads git nowhere else, and the project brings no git",
  () => {
    const trap = repository();
    const { folder } = trap;
    const wanted = revisionOf(folder);
    const elsewhere = scratch();
    git(elsewhere, "init", "-q");
    writeFileSync(join(folder, "git"), `#!/bin/sh\n${trap.command("path")}\n`);
    chmodSync(join(folder, "git"), 0o755);
    for (const [name, value] of Object.entries({
      GIT_DIR: join(elsewhere, ".git"),
      GIT_WORK_TREE: elsewhere,
      GIT_INDEX_FILE: "nowhere",
      GIT_OBJECT_DIRECTORY: elsewhere,
      GIT_EXTERNAL_DIFF: trap.command("env"),
      GIT_PAGER: trap.command("env"),
      GIT_SSH_COMMAND: trap.command("env"),
      PATH: `.:${folder}:${process.env["PATH"]}`,
    }))
      vi.stubEnv(name, value);
    try {
      expect(revisionOf(folder)).toEqual(wanted);
      expect([...changedSince(folder, "base")]).toEqual(["git"]);
    } finally {
      vi.unstubAllEnvs();
    }
    expect(trap.ran()).toEqual([]);
  },
);

test.skipIf(!hasGit)("a file is changed by what it says, not by how git stores it", () => {
  const folder = scratch({
    "a.txt": "a\nb\n",
    "b.bin": "x".repeat(99),
    "c.txt": "c\n",
    "ä ö.txt": "d\n",
  });
  git(folder, "init", "-q", "-b", "main");
  const bytes = "x".repeat(99);
  const oid = execFileSync("sha256sum", { input: bytes, encoding: "utf8" }).slice(0, 64);
  writeFileSync(
    join(folder, "b.bin"),
    `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 99\n`,
  );
  git(folder, "add", "--all");
  git(folder, "commit", "-q", "-m", "All");
  git(folder, "tag", "base");
  const changed = () => [...changedSince(folder, "base")];
  writeFileSync(join(folder, "a.txt"), "a\r\nb\r\n");
  writeFileSync(join(folder, "b.bin"), bytes);
  utimesSync(join(folder, "c.txt"), 1, 1);
  expect(changed()).toEqual([]);
  // The same size, written at once after the index.
  writeFileSync(join(folder, "c.txt"), "C\n");
  writeFileSync(join(folder, "b.bin"), "y".repeat(99));
  expect(changed()).toEqual(["b.bin", "c.txt"]);
  git(folder, "add", "--all");
  expect(changed()).toEqual(["b.bin", "c.txt"]);
  git(folder, "update-index", "--skip-worktree", "c.txt");
  git(folder, "reset", "-q", "--mixed", "base");
  git(folder, "update-index", "--skip-worktree", "c.txt");
  rmSync(join(folder, "c.txt"));
  rmSync(join(folder, "ä ö.txt"));
  expect(changed()).toEqual(["b.bin", "ä ö.txt"]);
});
