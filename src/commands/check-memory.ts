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

  /** The files of a project as they are now; nothing where there is no folder. */
  look(root: string): Files | undefined {
    if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) return undefined;
    this.#files?.refresh("all");
    return this.filesOf(root);
  }

  /** The same as they were at the last look. */
  filesOf(root: string): Files {
    return (this.#files ??= new KeptFiles(root));
  }
}
