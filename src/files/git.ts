import { posix } from "node:path";
import type { Files, Kind, LinkTarget } from "./files.js";

/** What a commit has under a path, links not followed. */
export interface BlobEntry {
  readonly kind: "file" | "link" | "submodule";
  readonly hash: string;
  /** In bytes; `null` where git lacks the contents, as in a partial clone, and for a submodule. */
  readonly size: number | null;
}

/** The contents of files by hash; those that git lacks, or that are too large, are not among them. */
export type ReadBlobs = (hashes: readonly string[]) => ReadonlyMap<string, Buffer>;

/** Files of more bytes are not read. */
export const largestFile = 100_000_000;

/** Up to here, all files of a commit are read at once: starting git takes longer than reading them. */
const mostTogether = { files: 20_000, bytes: 100_000_000 };

/** Larger files, which are rarely texts, are read when they are asked for. */
const largeFile = 1_000_000;

/**
 * The files of a commit below a folder, of which nothing is on the disk. `root` is what the folder is called there, `entries`
 * are all files below it by path. A submodule is a folder that cannot be read. `known` keeps contents by hash: commits share most
 * of them.
 */
export function commitFiles(
  root: string,
  entries: ReadonlyMap<string, BlobEntry>,
  read: ReadBlobs,
  known: Map<string, Buffer> = new Map(),
): Files {
  const folders = foldersOf(entries);
  const together = areFew(entries) ? [...entries.keys()] : null;

  /** Read a file, and the small ones that will be asked for next. */
  const bytesOf = (path: string): Buffer | null => {
    const entry = entries.get(path);
    if (!entry || !isReadable(entry)) return null;
    const there = known.get(entry.hash);
    if (there) return there;
    const beside = together ?? siblings(path, folders);
    const wanted = new Set([entry.hash]);
    for (const each of beside) {
      const { hash, size } = entries.get(each) ?? entry;
      if (size !== null && size <= largeFile && !known.has(hash)) wanted.add(hash);
    }
    for (const [hash, bytes] of read([...wanted])) known.set(hash, bytes);
    return known.get(entry.hash) ?? null;
  };

  return {
    root,
    list: (folder) => folders.get(folder) ?? null,
    bytes: (path) => (entries.get(path)?.kind === "file" ? bytesOf(path) : null),
    linkTarget: (path) => {
      const target = entries.get(path)?.kind === "link" ? bytesOf(path) : null;
      return target && targetOf(target.toString("utf8"), root);
    },
  };
}

function isReadable({ size }: BlobEntry): boolean {
  return size !== null && size <= largestFile;
}

function areFew(entries: ReadonlyMap<string, BlobEntry>): boolean {
  let bytes = 0;
  for (const { size } of entries.values()) if (size !== null && size <= largeFile) bytes += size;
  return entries.size <= mostTogether.files && bytes <= mostTogether.bytes;
}

type Folders = ReadonlyMap<string, ReadonlyMap<string, Kind>>;

function foldersOf(entries: ReadonlyMap<string, BlobEntry>): Folders {
  const folders = new Map<string, Map<string, Kind>>([["", new Map()]]);
  const folderAt = (path: string): Map<string, Kind> => {
    const known = folders.get(path);
    if (known) return known;
    const made = new Map<string, Kind>();
    folders.set(path, made);
    const [above, name] = split(path);
    folderAt(above).set(name, "folder");
    return made;
  };
  for (const [path, { kind }] of entries) {
    const [folder, name] = split(path);
    folderAt(folder).set(name, kind === "submodule" ? "folder" : kind);
  }
  for (const [path, names] of folders)
    folders.set(path, new Map([...names].sort(([a], [b]) => (a < b ? -1 : 1))));
  return folders;
}

/** `a/b/c` → `a/b`, `c`. */
function split(path: string): [folder: string, name: string] {
  const slash = path.lastIndexOf("/");
  return [path.slice(0, Math.max(slash, 0)), path.slice(slash + 1)];
}

function siblings(path: string, folders: Folders): string[] {
  const [folder] = split(path);
  return [...(folders.get(folder)?.keys() ?? [])].map((name) => posix.join(folder, name));
}

/** An absolute link is one of the machine where it was made: it leads out, unless that is this machine and this folder. */
function targetOf(target: string, root: string): LinkTarget {
  if (!target.startsWith("/")) return { path: target, fromRoot: false };
  return { path: posix.relative(root, target), fromRoot: true };
}
