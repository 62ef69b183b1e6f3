import { randomBytes } from "node:crypto";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { writeIndex, type Repository } from "../load/git.js";
import { leftReleases, type LeftRelease } from "../load/release-state.js";
import { repositoryFor } from "./changed-files.js";
import { UsageError } from "./command.js";
import { fileFault } from "./file-fault.js";
import { uninterrupted } from "./uninterrupted.js";
import {
  hashOf,
  indexLines,
  isLink,
  isSameState,
  keep,
  ownFolder,
  readJournal,
  removeJournal,
  stateOf,
  writeJournal,
  type Change,
  type Journal,
  type Kept,
} from "./journal.js";
import { checkLinkTarget, checkRemovable, checkWritable } from "./write-path.js";

/**
 * Changes several files of a project, all or none. What they were is kept in the user's state folder until all is done,
 * so that what a killed process left half done can be put back. The end of its journal is the moment from which the
 * changes count.
 */

/** Make the changes (`null` removes a file, or a link itself, from git's index too), then do what belongs to them; where that fails or says no, everything is as it was. */
export function exchange(
  root: string,
  changes: readonly Change[],
  belonging: () => boolean = () => true,
): boolean {
  for (const { path, after } of changes)
    if (after === null) checkRemovable(root, path);
    else checkWritable(root, path);
  refuseTwice(changes);
  const repository = repositoryFor("release", root);
  try {
    return uninterrupted(() => change({ root, repository, changes }, belonging));
  } catch (error) {
    const fault = fileFault(error);
    if (fault === null) throw error;
    throw new UsageError(`${pathOf(error)}cannot be written: ${fault}. Nothing was changed.`);
  }
}

function pathOf(error: unknown): string {
  const path = error instanceof Error && "path" in error ? String(error.path) : "";
  return path === "" ? "a file of the release " : `${path} `;
}

function refuseTwice(changes: readonly Change[]): void {
  const paths = changes.map(({ path }) => path);
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== undefined) throw new UsageError(`"${twice}" is a changelog and a fragment at once`);
}

interface Exchange {
  readonly root: string;
  readonly repository: Repository | null;
  readonly changes: readonly Change[];
}

function change({ root, repository, changes }: Exchange, belonging: () => boolean): boolean {
  const folder = ownFolder(root);
  let journal: Journal | null = null;
  let isDone = false;
  try {
    refuseOthers(root, folder);
    const gone = changes.filter(({ after }) => after === null).map(({ path }) => path);
    const begun: Journal = {
      root,
      token: randomBytes(6).toString("hex"),
      files: changes.map((each) => keep(root, each)),
      index: repository ? indexLines(repository, gone) : [],
    };
    writeJournal(folder, begun);
    journal = begun;
    apply({ root, repository, changes }, journal);
    isDone = belonging();
  } finally {
    if (!isDone && journal) undo(journal, repository);
    removeJournal(folder);
  }
  return isDone;
}

function refuseOthers(root: string, own: string): void {
  for (const other of leftReleases(root)) if (other.folder !== own) throw refusal(other);
}

/** What to say of another release. */
export function refusal({ pid, process: state, folder }: LeftRelease): UsageError {
  if (state === "alive")
    return new UsageError(`a release is being made by process ${pid}; wait until it is done`);
  const where = state === "elsewhere" ? " on another machine" : "";
  return new UsageError(
    `a release was interrupted${where} (what was is kept in ${folder}); "specpress release --undo" puts it back`,
  );
}

function apply({ root, repository, changes }: Exchange, { token }: Journal): void {
  for (const { path, after } of changes)
    if (after !== null) writeWhole(join(root, path), Buffer.from(after), token);
  const gone = changes.filter(({ after }) => after === null).map(({ path }) => path);
  if (gone.length === 0) return;
  if (repository) forget(repository, gone);
  for (const path of gone) rmSync(join(root, path));
}

/** As `git rm --cached`, which would look at the files' contents. */
function forget(repository: Repository, paths: readonly string[]): void {
  const input = paths.map((path) => `${repository.prefix}${path}\0`).join("");
  if (writeIndex(repository, ["update-index", "--force-remove", "-z", "--stdin"], input) === null)
    throw new UsageError("git cannot remove the fragments; nothing was changed");
}

/** Readers see the old file or the new one. */
function writeWhole(file: string, content: Buffer, token: string, mode?: number): void {
  const before = lstatSync(file, { throwIfNoEntry: false });
  const kept = mode ?? (before && before.mode & 0o777);
  putInPlace(file, token, (draft) => {
    // "wx": nothing that is there, such as a link, is written through.
    writeFileSync(draft, content, { flag: "wx", flush: true });
    if (kept !== undefined) chmodSync(draft, kept);
  });
}

function putInPlace(file: string, token: string, make: (draft: string) => void): void {
  const draft = draftOf(file, token);
  mkdirSync(dirname(file), { recursive: true });
  rmSync(draft, { force: true });
  make(draft);
  renameSync(draft, file);
}

function draftOf(file: string, token: string): string {
  return join(dirname(file), `.${basename(file)}.${token}`);
}

/** Put back what releases left half done that were killed; says whether there was anything. Those of other machines only if asked to. */
export function recoverExchange(root: string, options: { elsewhere: boolean }): boolean {
  let isRecovered = false;
  for (const left of leftReleases(root)) {
    if (left.process === "alive") throw refusal(left);
    if (left.process === "elsewhere" && !options.elsewhere) throw refusal(left);
    isRecovered = recover(root, left) || isRecovered;
  }
  return isRecovered;
}

function recover(root: string, { folder }: LeftRelease): boolean {
  const journal = readJournal(folder, root);
  if (journal) {
    refuseChanged(journal, folder);
    undo(journal, repositoryFor("release", root));
  }
  removeJournal(folder);
  return journal !== null;
}

/** What was changed since by hand is not lost. */
function refuseChanged({ root, files }: Journal, folder: string): void {
  const changed = files.filter((kept) => {
    checkPutBack(root, kept);
    const now = stateOf(join(root, kept.path));
    return !isSameState(now, kept.before) && !isAfter(now, kept);
  });
  if (changed.length === 0) return;
  const names = changed.map(({ path }) => path).join(", ");
  throw new UsageError(
    `the interrupted release is not undone: ${names} changed since; what was is kept in ${folder}. Put the files in order with git and remove that folder`,
  );
}

function isAfter(now: Kept["before"], { after }: Kept): boolean {
  if (now === null) return after === null;
  return !isLink(now) && hashOf(Buffer.from(now.base64, "base64")) === after;
}

/** A path that is put back is one to write to; a link that is put back leads to what it may lead to. */
function checkPutBack(root: string, { path, before }: Kept): void {
  if (before === null || !isLink(before)) return checkWritable(root, path);
  checkRemovable(root, path);
  checkLinkTarget(root, path, before.link);
}

/** Bring back all files. May be killed as well and called again. */
function undo({ root, token, files, index }: Journal, repository: Repository | null): void {
  for (const kept of files) checkPutBack(root, kept);
  try {
    for (const kept of files) bringBack(root, kept, token);
  } catch (error) {
    const fault = fileFault(error);
    if (fault === null) throw error;
    throw new UsageError(
      `${pathOf(error)}cannot be put back: ${fault}. Then "specpress release --undo" does it`,
    );
  }
  if (repository) remember(repository, files, index);
}

function bringBack(root: string, { path, before }: Kept, token: string): void {
  const file = join(root, path);
  rmSync(draftOf(file, token), { force: true });
  if (before === null) rmSync(file, { force: true });
  else if (isSameState(stateOf(file), before)) return;
  else if (isLink(before)) putInPlace(file, token, (draft) => symlinkSync(before.link, draft));
  else writeWhole(file, Buffer.from(before.base64, "base64"), token, before.mode);
}

/** Give git's index back what it had of the removed files. */
function remember(repository: Repository, files: readonly Kept[], index: readonly string[]): void {
  const own = new Set(files.map(({ path }) => repository.prefix + path));
  const lines = index.filter((line) => own.has(line.slice(line.indexOf("\t") + 1)));
  const paths = lines.map((line) => line.slice(line.indexOf("\t") + 1 + repository.prefix.length));
  const now = new Set(indexLines(repository, paths));
  if (lines.every((line) => now.has(line))) return;
  const input = lines.map((line) => `${line}\0`).join("");
  if (writeIndex(repository, ["update-index", "-z", "--index-info"], input) === null)
    throw new UsageError(
      'git cannot take the fragments back into its index; is it locked? "specpress release --undo" tries again',
    );
}
