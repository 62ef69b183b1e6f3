import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Finding } from "../check/check.js";
import { packageFolder, type LoadOptions } from "../load/load.js";

/** What the thread is asked. */
export interface CheckRequest {
  readonly id: number;
  readonly load: Pick<LoadOptions, "root" | "config" | "releases">;
  readonly color: boolean;
}

/** A finding, and how a terminal shows it. */
export interface Told {
  readonly finding: Finding;
  readonly shown: string;
}

/** What it answers. */
export interface Checked {
  readonly id: number;
  readonly findings: readonly Told[];
  readonly fault?: string;
}

/** Looks for all that `check` finds, in a thread of its own: the builds go on meanwhile. */
export class Checker {
  #thread: Worker | null = null;
  #asked = 0;
  #isBusy = false;
  #isAskedAgain = false;

  /** `done` is told of each result. */
  constructor(
    private readonly request: Omit<CheckRequest, "id">,
    private readonly done: (checked: Checked) => void,
    private readonly failed: (error: unknown) => void,
  ) {}

  #start(): Worker {
    const thread = new Worker(join(packageFolder(), "dist/src/serve/check-thread.cjs"));
    thread.on("message", (checked: Checked) => {
      this.#isBusy = false;
      if (this.#isAskedAgain) this.check();
      this.done(checked);
    });
    // Of a thread that is gone nothing comes any more; the next look is that of another one.
    thread.on("error", (error) => {
      this.#isBusy = false;
      this.#isAskedAgain = false;
      this.#thread = null;
      this.failed(error);
    });
    return thread;
  }

  /** Whether a result is still to come. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** Look at the files as they are now; after the look that is under way, if there is one. */
  check(): void {
    this.#isAskedAgain = this.#isBusy;
    if (this.#isBusy) return;
    this.#isBusy = true;
    this.#thread ??= this.#start();
    this.#thread.postMessage({ ...this.request, id: ++this.#asked } satisfies CheckRequest);
  }

  async close(): Promise<void> {
    await this.#thread?.terminate();
  }
}

/** A finding without the texts it is about, which are large. */
export function withoutText(finding: Finding): Finding {
  const bare = <T extends Finding["place"]>(place: T): T =>
    place && {
      ...place,
      span: { ...place.span, source: { path: place.span.source.path, text: "" } },
    };
  return {
    ...finding,
    place: bare(finding.place),
    notes: finding.notes.map((note) => ({ ...note, place: bare(note.place) })),
  };
}
