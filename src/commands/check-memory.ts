import { statSync } from "node:fs";
import { Memo } from "../base/memo.js";
import type { Files } from "../files/files.js";
import { KeptFiles } from "../files/kept.js";
import { KeptReads } from "../load/load.js";

/** What one check of a project leaves to the next. */
export class CheckMemory {
  readonly reads = new KeptReads();
  memo = new Memo();
  /** Of the files as they were committed, which the changes of some are compared with. */
  committed: Memo | null = null;
  #files: KeptFiles | undefined;
  #before: Before | null = null;

  /** The files of a project as they are now; nothing where there is no folder. */
  look(root: string): Files | undefined {
    if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) return undefined;
    const changes = this.#files?.refresh("all");
    // Those that others stood in for may have changed: it was not they that were looked at.
    const isSeen = (path: string) => this.#before?.contents.has(path) !== true;
    if (changes?.isMoved || [...(changes?.before.keys() ?? [])].some(isSeen)) this.#before = null;
    return this.filesOf(root);
  }

  /** The same as they were at the last look. */
  filesOf(root: string): Files {
    return (this.#files ??= new KeptFiles(root));
  }

  /** What was found with these contents in place of those of some files, where nothing else changed since; else it is found now. */
  foundWith(contents: Contents, find: () => ReadonlySet<string>): ReadonlySet<string> {
    if (!this.#before || !isSame(this.#before.contents, contents))
      this.#before = { contents, found: find() };
    return this.#before.found;
  }
}

/** The last look at the files as they were committed. */
interface Before {
  /** Of the files that are other than they were committed. */
  readonly contents: Contents;
  readonly found: ReadonlySet<string>;
}

/** What files held when they were committed; `null` where there was none. */
export type Contents = ReadonlyMap<string, string | null>;

function isSame(one: Contents, other: Contents): boolean {
  return one.size === other.size && [...one].every(([path, text]) => other.get(path) === text);
}
