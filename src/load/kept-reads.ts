import { statSync } from "node:fs";
import { reportTo, tellAgain, type Diagnostic, type Report } from "../base/diagnostics.js";
import type { Source } from "../base/source.js";
import type { DataFile } from "../data/data.js";

/** So many versions of a file are kept: the one at hand, and the last good one. */
const mostVersions = 2;

interface KeptSource {
  readonly bytes: Uint8Array;
  readonly source: Source;
}

interface KeptData {
  readonly file: DataFile;
  readonly told: readonly Diagnostic[];
}

/**
 * What was read of files, for who loads a project again and again: a file with the same bytes is the same `Source`, and the
 * same `DataFile` with the same findings.
 */
export class KeptReads {
  readonly #sources = new Map<string, readonly KeptSource[]>();
  readonly #data = new WeakMap<Source, KeptData>();
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
    if (!kept) {
      const told: Diagnostic[] = [];
      kept = { file: make(reportTo((finding) => told.push(finding))), told };
      this.#data.set(source, kept);
    }
    for (const finding of kept.told) tellAgain(finding, report);
    return kept.file;
  }
}
