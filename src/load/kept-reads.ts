import { statSync } from "node:fs";
import { reportTo, tellAgain, type Diagnostic, type Report } from "../base/diagnostics.js";
import { isAlike } from "../base/alike.js";
import type { Source } from "../base/source.js";
import type { DataFile } from "../data/data.js";
import type { Front } from "./front-matter.js";

/** So many versions of a file are kept: the one at hand, and the last good one. */
const mostVersions = 2;

interface KeptSource {
  readonly bytes: Uint8Array;
  readonly source: Source;
}

/** What was read, and what was reported of it. */
interface Kept<T> {
  readonly value: T;
  readonly told: readonly Diagnostic[];
}

/** What was made of other things. */
interface KeptMade {
  readonly of: readonly unknown[];
  readonly value: unknown;
}

/**
 * What was read of files, for who loads a project again and again: a file with the same bytes is the same `Source`, and the
 * same `DataFile` with the same findings.
 */
export class KeptReads {
  readonly #sources = new Map<string, readonly KeptSource[]>();
  readonly #data = new WeakMap<Source, Kept<DataFile>>();
  readonly #fronts = new WeakMap<Source, Kept<Front> & { readonly keys: readonly string[] }>();
  readonly #made = new Map<string, KeptMade>();
  readonly #own = new Map<string, { readonly stamp: string; readonly bytes: Uint8Array }>();

  /** The text of a file. `key`: its path, and how it is read. */
  source(key: string, bytes: Uint8Array, make: () => Source): Source {
    const versions = this.#sources.get(key) ?? [];
    const known = versions.find(
      (each) => each.bytes === bytes || Buffer.compare(each.bytes, bytes) === 0,
    );
    if (known && known === versions[0]) return known.source;
    const newest = known ?? { bytes, source: make() };
    const others = versions.filter((each) => each !== newest);
    this.#sources.set(key, [newest, ...others].slice(0, mostVersions));
    return newest.source;
  }

  /** The bytes of a file of the program itself, read again when it was written. */
  ownBytes(path: string, read: () => Uint8Array): Uint8Array {
    const { mtimeMs, size } = statSync(path);
    const stamp = `${mtimeMs} ${size}`;
    let known = this.#own.get(path);
    if (known?.stamp !== stamp) this.#own.set(path, (known = { stamp, bytes: read() }));
    return known.bytes;
  }

  /** What a text says as data. What was reported of it is told again. */
  data(source: Source, report: Report, make: (report: Report) => DataFile): DataFile {
    let kept = this.#data.get(source);
    if (!kept) this.#data.set(source, (kept = noting(make)));
    for (const finding of kept.told) tellAgain(finding, report);
    return kept.value;
  }

  /** The front matter of a text, which may have these keys. What was reported of it is told again. */
  front(
    source: Source,
    keys: readonly string[],
    report: Report,
    make: (report: Report) => Front,
  ): Front {
    let kept = this.#fronts.get(source);
    if (!kept || !isAlike(kept.keys, keys))
      this.#fronts.set(source, (kept = { ...noting(make), keys }));
    for (const finding of kept.told) tellAgain(finding, report);
    return kept.value;
  }

  /** What is made of other things, which are no files: the same as long as these are alike. Nothing is reported of it. */
  made<T>(name: string, of: readonly unknown[], make: () => T): T {
    let kept = this.#made.get(name);
    if (!kept || !isAlike(kept.of, of)) this.#made.set(name, (kept = { of, value: make() }));
    return kept.value as T; // of the same name
  }
}

function noting<T>(make: (report: Report) => T): Kept<T> {
  const told: Diagnostic[] = [];
  return { value: make(reportTo((finding) => told.push(finding))), told };
}
