import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Code } from "../base/diagnostics.js";
import type { Finding } from "../check/check.js";
import { packageFolder } from "../load/load.js";

/** A piece of a file, by offsets into its text as the program reads it. */
export interface FoundPlace {
  /** Relative to the project. */
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** A finding as it comes out of the thread. */
export interface Found {
  readonly code: Code;
  readonly severity: Finding["severity"];
  readonly message: string;
  readonly parts: readonly string[];
  readonly hint?: string;
  readonly place: FoundPlace | null;
  readonly pointer: string | null;
  readonly notes: readonly { readonly text: string; readonly place: FoundPlace }[];
}

/** Texts that an editor has open, by path: they stand in place of the files on the disk. */
export type Contents = readonly (readonly [path: string, text: string])[];

export interface CheckRequest {
  readonly id: number;
  readonly root: string;
  readonly contents: Contents;
}

export interface Checked {
  readonly id: number;
  /** `null` where the look was given up. */
  readonly findings: readonly Found[] | null;
  /** JSON of `Facts`, where they are others than the last time. */
  readonly facts?: string;
  readonly fault?: string;
}

/** What the thread is given: the number of the look that is wanted, in memory that both share. */
export interface ThreadData {
  readonly wanted: SharedArrayBuffer;
}

/** A look that somebody waits for. */
interface Job {
  readonly contents: () => Contents;
  readonly done: (checked: Checked) => void;
}

/** How long looks may be given up for newer ones before one is let go to its end, in ms. */
const patience = 4000;

/** Looks for all that `check` finds in the files of projects, in a thread: one look after the other. */
export class Checker {
  readonly #wanted = new SharedArrayBuffer(4);
  readonly #latest = new Int32Array(this.#wanted);
  readonly #failed: (error: unknown) => void;
  /** What is to be looked at, by the root of the project. */
  readonly #waiting = new Map<string, Job>();
  #thread: Worker | null = null;
  #running: { readonly id: number; readonly root: string; readonly job: Job } | null = null;
  #ids = 0;
  #lastEnd = performance.now();

  /** `failed` is told of faults of the program. The thread starts with the first look. */
  constructor(failed: (error: unknown) => void) {
    this.#failed = failed;
  }

  /** Look at a project; a look at it that waits or is under way is given up. */
  check(root: string, contents: () => Contents, done: (checked: Checked) => void): void {
    this.#waiting.set(root, { contents, done });
    const isOutdated = this.#running?.root === root;
    if (isOutdated && performance.now() - this.#lastEnd < patience)
      Atomics.store(this.#latest, 0, 0);
    this.#next();
  }

  /** What waits is forgotten. */
  forget(root: string): void {
    this.#waiting.delete(root);
    if (this.#running?.root === root) Atomics.store(this.#latest, 0, 0);
  }

  async close(): Promise<void> {
    this.#waiting.clear();
    await this.#thread?.terminate();
    this.#thread = null;
  }

  #next(): void {
    if (this.#running) return;
    const [first] = this.#waiting;
    if (!first) return;
    const [root, job] = first;
    this.#waiting.delete(root);
    const id = ++this.#ids;
    this.#running = { id, root, job };
    Atomics.store(this.#latest, 0, id);
    this.#started().postMessage({ id, root, contents: job.contents() } satisfies CheckRequest);
  }

  #started(): Worker {
    if (this.#thread) return this.#thread;
    const workerData: ThreadData = { wanted: this.#wanted };
    const thread = new Worker(join(packageFolder(), "dist/src/lsp/check-thread.cjs"), {
      workerData,
    });
    thread.on("message", (checked: Checked) => this.#take(checked));
    thread.on("error", (error) => {
      // Such as too little memory: the next look starts another one.
      this.#failed(error);
      this.#thread = null;
      this.#running = null;
    });
    this.#thread = thread;
    return thread;
  }

  #take(checked: Checked): void {
    const running = this.#running;
    this.#running = null;
    if (checked.findings !== null || checked.fault !== undefined) this.#lastEnd = performance.now();
    if (checked.fault !== undefined) this.#failed(checked.fault);
    if (running?.id === checked.id && checked.findings !== null) running.job.done(checked);
    this.#next();
  }
}
