import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { UsageError } from "./commands.js";
import { git, isCheckout, literal } from "./git.js";

/**
 * Changes several files of a project, all or none. What they were is kept in a folder beside the changelogs until all is
 * done; a command that finds such a folder of a process that is gone puts everything back. The folder's end is the moment
 * from which the changes count.
 */

export interface FileChange {
  /** Relative to the project's root, with `/`. */
  readonly path: string;
  /** `null` removes the file: with `git rm` in a checkout. */
  readonly after: string | null;
}

/** A file as it was; `null` where there was none. */
interface Kept {
  readonly path: string;
  readonly before:
    | { readonly base64: string; readonly mode: number }
    | { readonly link: string }
    | null;
}

interface Journal {
  /** Removed files, where git has to forget that they were. */
  readonly unstage: readonly string[];
  readonly files: readonly Kept[];
}

const prefix = ".specpress-release-";
const journalName = "journal.json";

/** Make the changes, then do what belongs to them; where that fails or says no, everything is as it was. */
export function exchange(
  root: string,
  folder: string,
  changes: readonly FileChange[],
  belonging: () => boolean = () => true,
): boolean {
  const place = join(root, folder, `${prefix}${process.pid}`);
  for (const { path } of changes) checkInside(root, path);
  // A signal waits until the changes are whole; only a kill can come in between.
  const wait = () => {};
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, wait);
  try {
    begin(root, place, changes);
    refuseOthers(join(root, folder), place);
    let isDone = false;
    try {
      apply(root, place, changes);
      isDone = belonging();
    } finally {
      if (isDone) end(place);
      else undo(root, place);
    }
    return isDone;
  } finally {
    for (const signal of signals) process.off(signal, wait);
  }
}

/** Put back what a killed process left half done; says whether there was anything. */
export function recoverExchange(root: string, folder: string): boolean {
  let isRecovered = false;
  for (const name of leftIn(join(root, folder))) {
    if (isAlive(pidOf(name))) throw new UsageError(running(name));
    isRecovered = undo(root, join(root, folder, name)) || isRecovered;
  }
  return isRecovered;
}

function running(name: string): string {
  return `a release is being made by process ${pidOf(name)}; wait until it is done`;
}

function leftIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => name.startsWith(prefix));
}

function refuseOthers(folder: string, own: string): void {
  const other = leftIn(folder).find((name) => join(folder, name) !== own && isAlive(pidOf(name)));
  if (other === undefined) return;
  end(own);
  throw new UsageError(running(other));
}

function pidOf(name: string): number {
  return Number(name.slice(prefix.length));
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process may not be asked, but it is there.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Keep the files as they are. The journal gets its name when it is whole. */
function begin(root: string, place: string, changes: readonly FileChange[]): void {
  mkdirSync(place, { recursive: true });
  const journal: Journal = {
    unstage: isCheckout(root) ? removed(changes) : [],
    files: changes.map(({ path }) => keep(root, path)),
  };
  const draft = join(place, "journal.new");
  writeFileSync(draft, JSON.stringify(journal), { flush: true });
  renameSync(draft, join(place, journalName));
}

function keep(root: string, path: string): Kept {
  const file = join(root, path);
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (!stat) return { path, before: null };
  if (stat.isSymbolicLink()) return { path, before: { link: readlinkSync(file) } };
  const base64 = readFileSync(file).toString("base64");
  return { path, before: { base64, mode: stat.mode & 0o777 } };
}

function apply(root: string, place: string, changes: readonly FileChange[]): void {
  for (const { path, after } of changes)
    if (after !== null) writeWhole(join(root, path), after, place);
  const gone = removed(changes);
  if (gone.length === 0) return;
  if (!isCheckout(root)) for (const path of gone) rmSync(join(root, path));
  else if (git(root, ["rm", "--quiet", "--", ...literal(gone)]) === null)
    throw new UsageError("git cannot remove the fragments; nothing was changed");
}

function removed(changes: readonly FileChange[]): readonly string[] {
  return changes.filter(({ after }) => after === null).map(({ path }) => path);
}

/** Readers see the old file or the new one. */
function writeWhole(file: string, content: string | Buffer, place: string, mode?: number): void {
  const draft = join(place, "file.new");
  const before = lstatSync(file, { throwIfNoEntry: false });
  rmSync(draft, { force: true });
  writeFileSync(draft, content, {
    flush: true,
    mode: mode ?? (before ? before.mode & 0o777 : 0o666),
  });
  mkdirSync(dirname(file), { recursive: true });
  renameSync(draft, file);
}

/** The moment from which the changes count is when the journal goes. */
function end(place: string): void {
  rmSync(join(place, journalName), { force: true });
  rmSync(place, { recursive: true, force: true });
}

/** Bring back all files. False where the changes had not begun. May be killed as well and called again. */
function undo(root: string, place: string): boolean {
  const path = join(place, journalName);
  if (!existsSync(path)) {
    end(place);
    return false;
  }
  const journal = JSON.parse(readFileSync(path, "utf8")) as Journal; // our own file
  for (const { path } of journal.files) checkInside(root, path);
  for (const kept of journal.files) bringBack(root, kept, place);
  if (journal.unstage.length > 0)
    git(root, ["reset", "--quiet", "--", ...literal(journal.unstage)]);
  end(place);
  return true;
}

function bringBack(root: string, { path, before }: Kept, place: string): void {
  const file = join(root, path);
  if (before === null) rmSync(file, { force: true });
  else if ("link" in before) {
    rmSync(file, { force: true });
    mkdirSync(dirname(file), { recursive: true });
    symlinkSync(before.link, file);
  } else writeWhole(file, Buffer.from(before.base64, "base64"), place, before.mode);
}

/** No file outside the project is touched, whatever paths and links say. */
export function checkInside(root: string, path: string): void {
  let parent = dirname(join(root, path));
  while (!existsSync(parent) && parent !== dirname(parent)) parent = dirname(parent);
  const way = relative(realpathSync(root), realpathSync(parent));
  if (
    isAbsolute(path) ||
    path.split("/").includes("..") ||
    way.split(sep)[0] === ".." ||
    isAbsolute(way)
  )
    throw new UsageError(`"${path}" lies outside the project`);
}
