import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, realpathSync, statSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join, relative, sep } from "node:path";
import type { Refused } from "../files/files.js";

/**
 * The only place that runs git. A repository may be a stranger's, its configuration and attributes included, so nothing
 * in it may start a program: see `settings` and `environment`. Only plumbing is called that neither compares contents of
 * the work tree by itself (which would run clean filters) nor prints patches; `load/work-tree.ts` compares.
 */

/** A work tree of git. */
export interface Repository {
  /** The folder that has the `.git`; absolute, without links. */
  readonly top: string;
  /** The folder asked about, seen from `top`: empty, or with a slash at its end. */
  readonly prefix: string;
  readonly gitDir: string;
}

const settings = {
  "core.alternateRefsCommand": "false",
  "core.askPass": "false",
  "core.editor": "false",
  "core.fsmonitor": "false",
  "core.hooksPath": "/dev/null",
  "core.pager": "cat",
  "core.sshCommand": "false",
  "core.untrackedCache": "false",
  "credential.helper": "",
  "diff.external": "",
  "gpg.program": "false",
  "log.showSignature": "false",
  "protocol.allow": "never",
  "safe.bareRepository": "explicit",
  "submodule.recurse": "false",
} as const;

/**
 * The repository that a folder lies in, found by the `.git` nearest above and nothing else: a folder that only looks like
 * the inside of a repository is none. `null` where there is no `.git`; refused, with git's own words, where git gives no
 * answer.
 */
export function findRepository(folder: string): Repository | Refused | null {
  const real = realpathSync(folder);
  const top = topOf(real);
  if (top === null) return null;
  const { output, fault } = run(top, ["rev-parse", "--show-toplevel", "--absolute-git-dir"]);
  if (output === null) return { refused: fault, near: [] };
  const [workTree = "", gitDir = ""] = output.split("\n");
  // core.worktree of a configuration may name any folder.
  if (!existsSync(workTree) || realpathSync(workTree) !== top)
    return { refused: `the repository's work tree is ${workTree}, not ${top}`, near: [] };
  const below = relative(top, real).split(sep).join("/");
  return { top, prefix: below === "" ? "" : `${below}/`, gitDir };
}

/** The nearest folder, upward, that has a `.git` with a repository in it or a file that names one. */
export function topOf(folder: string): string | null {
  const entry = join(folder, ".git");
  const stat = statSync(entry, { throwIfNoEntry: false });
  if (stat?.isFile()) return folder;
  const parts = ["HEAD", "objects", "refs"];
  if (stat?.isDirectory() && parts.every((part) => existsSync(join(entry, part)))) return folder;
  const parent = dirname(folder);
  return parent === folder ? null : topOf(parent);
}

/** What git prints at the top of a repository; `null` where it fails. Paths are taken literally, from the top. */
export function git({ top }: Repository, args: readonly string[], input?: string): string | null {
  return run(top, args, input).output;
}

/** The same as bytes: contents of files, which are in any encoding. `most`: how many bytes are taken; of more there are none. */
export function gitBytes(
  { top }: Repository,
  args: readonly string[],
  input = "",
  most = longestOutput,
): Buffer | null {
  return start(top, args, input, most).bytes;
}

/** The commit that a revision is, such as a branch, a tag or `HEAD~3`; `null` where git knows none. */
export function commitNamed(repository: Repository, revision: string): string | null {
  // After this option nothing is taken for one.
  const options = ["--verify", "--quiet", "--end-of-options"];
  const answer = git(repository, ["rev-parse", ...options, `${revision}^{commit}`])?.trim() ?? "";
  // Of "^main", which leaves commits out, git says as much.
  return /^[0-9a-f]+$/.test(answer) ? answer : null;
}

/**
 * The same for a call that writes the index. Of files that changed while the index was written last, git looks at the
 * contents then, through clean filters: so none is set, as far as git knows. What is filtered counts as changed until git
 * looks at it next. Hooks of the configuration (`hook.NAME.command`, of git 2.54 and later), which `core.hooksPath` does
 * not turn off, are turned off by their names.
 */
export function writeIndex(
  repository: Repository,
  args: readonly string[],
  input: string,
): string | null {
  const names =
    git(repository, ["config", "-z", "--name-only", "--get-regexp", "^(filter|hook)\\."]) ?? "";
  const sections = new Set(names.split("\0").map((name) => name.slice(0, name.lastIndexOf("."))));
  // With -c, what follows the first "=" would be the value, whatever the filter is called.
  const off = [...sections].flatMap((name) => {
    if (name.startsWith("hook.")) return [`--config-env=${name}.enabled=SPECPRESS_FALSE`];
    if (!name.startsWith("filter.")) return [];
    return [
      ...["clean", "smudge", "process"].map((key) => `--config-env=${name}.${key}=SPECPRESS_NONE`),
      `--config-env=${name}.required=SPECPRESS_FALSE`,
    ];
  });
  return run(repository.top, [...off, ...args], input).output;
}

interface Answer {
  readonly output: string | null;
  /** Why there is none: the first line of git's messages. */
  readonly fault: string;
}

/** In bytes. */
const longestOutput = 1_000_000_000;

function run(top: string, args: readonly string[], input = ""): Answer {
  const { bytes, fault } = start(top, args, input, longestOutput);
  return { output: bytes?.toString("utf8") ?? null, fault };
}

function start(
  top: string,
  args: readonly string[],
  input: string,
  maxBuffer: number,
): { readonly bytes: Buffer | null; readonly fault: string } {
  const program = findProgram(top);
  if (program === null) return { bytes: null, fault: "git is not installed" };
  const set = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const { status, stdout, stderr, error } = spawnSync(program, [...set, "--no-pager", ...args], {
    cwd: top,
    env: environment(top),
    input,
    maxBuffer,
    timeout: 60_000,
  });
  if (status === 0 && !error) return { bytes: stdout, fault: "" };
  const fault = saidFirst(stderr?.toString("utf8") ?? "") || (error?.message ?? "git failed");
  return { bytes: null, fault };
}

/** The first line of what git says, with the next one where it ends with a colon: "fatal: unknown repository extension found:". */
function saidFirst(text: string): string {
  const [first = "", next = ""] = text.split("\n");
  return first.endsWith(":") ? `${first} ${next.trim()}`.trimEnd() : first;
}

/**
 * The user's environment without what would lead git to another repository or program. `GIT_CONFIG…` stays: it is the
 * user's configuration, where `safe.directory` may stand. No transport is allowed, so that an object that a partial
 * clone lacks is not fetched.
 */
function environment(top: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^GIT_(?!CONFIG|EXEC_PATH$)/i.test(name),
  );
  return {
    ...Object.fromEntries(own),
    GIT_ALLOW_PROTOCOL: "none",
    GIT_CEILING_DIRECTORIES: dirname(top),
    GIT_LITERAL_PATHSPECS: "1",
    GIT_NO_LAZY_FETCH: "1",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_PAGER: "cat",
    GIT_TERMINAL_PROMPT: "0",
    LC_ALL: "C",
    SPECPRESS_NONE: "",
    SPECPRESS_FALSE: "false",
  };
}

/** The first git of the PATH, but none that the repository itself brings. */
function findProgram(top: string): string | null {
  const name = process.platform === "win32" ? "git.exe" : "git";
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const found = folders
    .filter((folder) => isAbsolute(folder) && !isBelow(folder, top))
    .map((folder) => join(folder, name))
    .find(isProgram);
  return found ?? null;
}

/** Whether a path is a folder, or below it. */
export function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way.split(sep)[0] !== ".." && !isAbsolute(way);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
