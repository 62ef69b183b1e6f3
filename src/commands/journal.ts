import { createHash } from "node:crypto";
import {
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { git, type Repository } from "../load/git.js";
import { journalName, namesIn, processName, stateFolder } from "../load/release-state.js";
import { isRefused } from "../files/files.js";
import { UsageError } from "./command.js";
import { fileFault } from "./file-fault.js";

/** A file before and after a change; `null` where there is none. */
export interface Kept {
  /** Relative to the project's root. */
  readonly path: string;
  readonly before: KeptFile | KeptLink | null;
  /** The hash of what was to be written. */
  readonly after: string | null;
}

export interface KeptFile {
  readonly base64: string;
  readonly mode: number;
}

/** A symbolic link: itself, not what it leads to. */
export interface KeptLink {
  readonly link: string;
}

/** What a release changes, written down before it does. */
export interface Journal {
  readonly root: string;
  /** Part of the names of files that are being written. */
  readonly token: string;
  readonly files: readonly Kept[];
  /** What git's index had of the removed files: `100644 7898… 0<tab>path`, paths from the repository's top. */
  readonly index: readonly string[];
}

export interface Change {
  readonly path: string;
  readonly after: string | null;
}

/** This process's folder for a release of the project. It exists from here on, so that others see that one is made. */
export function ownFolder(root: string): string {
  const state = stateFolder(root);
  const advice = "set XDG_STATE_HOME to a folder that only you can write to";
  if (isRefused(state))
    throw new UsageError(
      `a release keeps what was in your state folder, but ${state.refused}; ${advice}`,
    );
  const folder = join(state.folder, processName());
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const fault = fileFault(error);
    if (fault === null) throw error;
    throw new UsageError(
      `a release keeps what was in ${folder}, which cannot be made: ${fault}; ${advice}`,
    );
  }
  return folder;
}

/** Write down what files and git's index are, before they are changed. */
export function writeJournal(folder: string, journal: Journal): void {
  const draft = join(folder, "journal.new");
  writeFileSync(draft, JSON.stringify(journal), { flush: true, mode: 0o600 });
  renameSync(draft, join(folder, journalName));
}

export function keep(root: string, { path, after }: Change): Kept {
  return {
    path,
    before: stateOf(join(root, path)),
    after: after === null ? null : hashOf(Buffer.from(after)),
  };
}

/** What is at a place, links not followed. */
export function stateOf(file: string): Kept["before"] {
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (!stat) return null;
  return stat.isSymbolicLink()
    ? { link: readlinkSync(file) }
    : { base64: readFileSync(file).toString("base64"), mode: stat.mode & 0o777 };
}

/** Whether two states have the same content. */
export function isSameState(a: Kept["before"], b: Kept["before"]): boolean {
  if (a === null || b === null) return a === b;
  if (isLink(a) || isLink(b)) return isLink(a) && isLink(b) && a.link === b.link;
  return a.base64 === b.base64;
}

export function isLink(state: KeptFile | KeptLink): state is KeptLink {
  return "link" in state;
}

export function hashOf(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** What the index has of files, in the form in which it takes them back. */
export function indexLines(repository: Repository, paths: readonly string[]): readonly string[] {
  if (paths.length === 0) return [];
  const full = paths.map((path) => repository.prefix + path);
  const output = git(repository, ["ls-files", "--stage", "-z", "--full-name", "--", ...full]);
  return (output ?? "").split("\0").filter((line) => line !== "");
}

/** The journal of a release that was interrupted; `null` where it had changed nothing yet. One that cannot be read is told. */
export function readJournal(folder: string, root: string): Journal | null {
  const path = join(folder, journalName);
  if (!lstatSync(path, { throwIfNoEntry: false })) return null;
  const journal = parsed(path);
  if (isJournal(journal) && journal.root === root) return journal;
  throw new UsageError(
    `what the interrupted release kept in ${path} cannot be read; look at the changelogs with git, put back what is wrong and remove that file`,
  );
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}

function isJournal(value: unknown): value is Journal {
  if (!isRecord(value) || typeof value["root"] !== "string") return false;
  const { token, files, index } = value;
  if (typeof token !== "string" || !/^[0-9a-f]+$/.test(token)) return false;
  if (!Array.isArray(files) || !Array.isArray(index) || !files.every(isKept)) return false;
  return index.every(
    (line) => typeof line === "string" && /^1\d{5} [0-9a-f]{40,64} 0\t[^\0]+$/.test(line),
  );
}

function isKept(value: unknown): value is Kept {
  if (!isRecord(value) || typeof value["path"] !== "string") return false;
  const { before, after } = value;
  return isState(before) && (after === null || typeof after === "string");
}

function isState(value: unknown): value is Kept["before"] {
  if (value === null) return true;
  if (!isRecord(value)) return false;
  return (
    typeof value["link"] === "string" ||
    (typeof value["base64"] === "string" && typeof value["mode"] === "number")
  );
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null;
}

/** The moment from which the changes count is when the journal goes. */
export function removeJournal(folder: string): void {
  rmSync(join(folder, journalName), { force: true });
  rmSync(folder, { recursive: true, force: true });
  // The project's folder stays where another release uses it.
  if (namesIn(dirname(folder)).length === 0)
    rmSync(dirname(folder), { recursive: true, force: true });
}
