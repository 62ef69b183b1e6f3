import { lstatSync, statSync } from "node:fs";
import { diskFiles } from "./disk.js";
import type { Files, Kind, LinkTarget } from "./files.js";

/** What a file was like when its bytes were read. */
interface KeptFile {
  readonly bytes: Buffer | null;
  readonly stamp: string | null;
}

/**
 * The files of a folder of the disk, each read once and kept until `refresh` finds that it is another one: for programs
 * that stay, such as a server. What was asked for is what its answers depend on.
 */
export class KeptFiles implements Files {
  readonly root: string;
  readonly #disk: Files;
  readonly #files = new Map<string, KeptFile>();
  readonly #folders = new Map<string, ReadonlyMap<string, Kind> | null>();
  readonly #links = new Map<string, LinkTarget | null>();

  constructor(folder: string) {
    this.#disk = diskFiles(folder);
    this.root = this.#disk.root;
  }

  list(folder: string): ReadonlyMap<string, Kind> | null {
    let listed = this.#folders.get(folder);
    if (listed === undefined) {
      listed = this.#disk.list(folder);
      this.#folders.set(folder, listed);
    }
    return listed;
  }

  bytes(path: string): Buffer | null {
    let kept = this.#files.get(path);
    if (!kept) {
      kept = this.#read(path);
      this.#files.set(path, kept);
    }
    return kept.bytes;
  }

  linkTarget(path: string): LinkTarget | null {
    let target = this.#links.get(path);
    if (target === undefined) {
      target = this.#disk.linkTarget(path);
      this.#links.set(path, target);
    }
    return target;
  }

  /** Folders that were listed: real paths relative to the root. */
  folders(): Iterable<string> {
    return this.#folders.keys();
  }

  /** Files that were read: real paths relative to the root. */
  paths(): Iterable<string> {
    return this.#files.keys();
  }

  /**
   * Look at the disk again: at what may have changed by these paths (files, folders, names in folders), or at everything
   * that was asked for. Gives the files that are other than they were, each with its former bytes, and whether anything
   * changed at all, such as the names in a folder.
   */
  refresh(paths: Iterable<string> | "all"): Refreshed {
    const before = new Map<string, Buffer | null>();
    let isMoved = false;
    const look = {
      folder: (path: string) => {
        if (!this.#folders.has(path)) return;
        const listed = this.#disk.list(path);
        if (sameListing(listed, this.#folders.get(path)!)) return;
        this.#folders.set(path, listed);
        isMoved = true;
      },
      link: (path: string) => {
        if (!this.#links.has(path)) return;
        const target = this.#disk.linkTarget(path);
        const known = this.#links.get(path)!;
        if (target?.path === known?.path && target?.fromRoot === known?.fromRoot) return;
        this.#links.set(path, target);
        isMoved = true;
      },
      file: (path: string, isNamed: boolean) => {
        const kept = this.#files.get(path);
        if (!kept) return;
        // A file that was written within a tick of the clock looks as it did: one that is named is read.
        if (!isNamed && kept.stamp !== null && stampOf(this.root, path) === kept.stamp) return;
        const next = this.#read(path);
        this.#files.set(path, next);
        if (sameBytes(kept.bytes, next.bytes)) return;
        before.set(path, kept.bytes);
      },
    };
    if (paths === "all") {
      for (const path of this.#folders.keys()) look.folder(path);
      for (const path of this.#links.keys()) look.link(path);
      for (const path of this.#files.keys()) look.file(path, false);
    } else
      for (const path of new Set(paths)) {
        look.folder(path);
        look.folder(path.slice(0, Math.max(0, path.lastIndexOf("/"))));
        look.link(path);
        look.file(path, true);
      }
    return { before, isMoved, isChanged: isMoved || before.size > 0 };
  }

  #read(path: string): KeptFile {
    const stamp = stampOf(this.root, path);
    const bytes = this.#disk.bytes(path);
    return { bytes, stamp };
  }
}

export interface Refreshed {
  /** The bytes that changed files had; `null` for those that could not be read. */
  readonly before: ReadonlyMap<string, Buffer | null>;
  /** Whether other names are in a folder, or a link leads elsewhere. */
  readonly isMoved: boolean;
  readonly isChanged: boolean;
}

/** How long after it was written a file may be written again without looking other than before, in ms. */
const unsure = 50;

/** What tells that a file was written; `null` where it was written so lately that it does not. */
function stampOf(root: string, path: string): string | null {
  try {
    const { mtimeNs, ctimeNs, size, ino } = statSync(`${root}/${path}`, { bigint: true });
    if (Date.now() - Number(ctimeNs / 1_000_000n) < unsure) return null;
    return `${mtimeNs} ${ctimeNs} ${size} ${ino}`;
  } catch {
    return "nothing";
  }
}

function sameBytes(a: Buffer | null, b: Buffer | null): boolean {
  return a === null || b === null ? a === b : a.equals(b);
}

function sameListing(
  a: ReadonlyMap<string, Kind> | null,
  b: ReadonlyMap<string, Kind> | null,
): boolean {
  if (a === null || b === null) return a === b;
  return a.size === b.size && [...a].every(([name, kind]) => b.get(name) === kind);
}

/** What tells one folder from another that takes its place; `null` where there is none. */
export function identityOf(folder: string): string | null {
  const stat = lstatSync(folder, { throwIfNoEntry: false, bigint: true });
  return stat?.isDirectory() ? `${stat.dev} ${stat.ino}` : null;
}
