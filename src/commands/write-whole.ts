import { randomBytes } from "node:crypto";
import {
  existsSync,
  lstatSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { makeFolder } from "../files/make-folder.js";
import { ofPath } from "../base/system-error.js";
import { isRunning } from "../site/write-site.js";
import { UsageError } from "./command.js";
import { fileFault } from "./file-fault.js";
import { uninterrupted } from "./uninterrupted.js";

/**
 * Write a file so that it is there as it was or as it is to be, never half: beside it first, then under its name. Where a
 * link stands in its place, the file takes the place of the link.
 */
export function writeWhole(path: string, content: string | Uint8Array): void {
  removeLeft(dirname(path));
  const draft = draftBeside(path);
  try {
    writeDraft(draft, path, content);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw ofPath(error, path);
  }
}

interface Together {
  readonly isNew?: boolean;
  readonly belonging?: () => boolean;
}

/**
 * Write several files and the folders that they need, all or none; with `isNew` none that is there. All are written beside
 * their places before the first gets its name. In between `belonging` does what is to succeed with them: where it fails or
 * says no, nothing is written. The answer is what it says.
 */
export function writeTogether(
  files: ReadonlyMap<string, string | Uint8Array>,
  { isNew = false, belonging = () => true }: Together = {},
): boolean {
  return uninterrupted(() => writeAll(files, isNew, belonging));
}

function writeAll(
  files: ReadonlyMap<string, string | Uint8Array>,
  isNew: boolean,
  belonging: () => boolean,
): boolean {
  const drafts = new Map([...files.keys()].map((path) => [path, draftBeside(path)]));
  const made: string[] = [];
  const written: string[] = [];
  let at = "";
  let isDone = false;
  try {
    for (const [path, content] of files) {
      at = path;
      const folder = dirname(path);
      const first = makeFolder(folder);
      if (first !== undefined) made.push(...foldersFrom(first, resolve(folder)));
      refuseThere(path, isNew);
      written.push(drafts.get(path)!);
      writeDraft(drafts.get(path)!, path, content);
    }
    for (const folder of new Set([...files.keys()].map(dirname))) removeLeft(folder);
    at = "";
    if (!belonging()) return false;
    for (const [path, draft] of drafts) {
      at = path;
      refuseThere(path, isNew);
      renameSync(draft, path);
      if (isNew) written.push(path);
    }
    isDone = true;
    return true;
  } catch (error) {
    const fault = fileFault(error);
    if (fault === null || at === "") throw error;
    throw new UsageError(`${at} cannot be written: ${fault}. Nothing was written`);
  } finally {
    if (!isDone) {
      for (const path of written) rmSync(path, { force: true });
      for (const folder of made.toReversed()) removeEmpty(folder);
    }
  }
}

function refuseThere(path: string, isNew: boolean): void {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there && (isNew || there.isDirectory()))
    throw new UsageError(
      `"${path}" is ${isNew ? "there already" : "a folder"}; nothing was written`,
    );
}

/** The folders from the outermost to the innermost that were made. */
function foldersFrom(first: string, last: string): readonly string[] {
  const folders = [last];
  while (folders[0] !== first && folders[0] !== dirname(folders[0]!))
    folders.unshift(dirname(folders[0]!));
  return folders;
}

function removeEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}

function writeDraft(draft: string, path: string, content: string | Uint8Array): void {
  const before = lstatSync(path, { throwIfNoEntry: false });
  const mode = before?.isFile() ? { mode: before.mode & 0o777 } : {};
  writeFileSync(draft, content, { flag: "wx", ...mode });
}

function draftBeside(path: string): string {
  const name = `.specpress-draft-${process.pid}-${randomBytes(6).toString("hex")}`;
  return join(dirname(path), name);
}

/** Remove what killed processes left beside a file that they were to write. */
function removeLeft(folder: string): void {
  for (const name of namesIn(folder)) {
    const pid = /^\.specpress-draft-(?<pid>\d+)-[\da-f]{12}$/.exec(name)?.groups?.["pid"];
    if (pid !== undefined && Number(pid) !== process.pid && !isRunning(Number(pid)))
      rmSync(join(folder, name), { force: true });
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // it may be written, not read
  }
}
