import { reportTo, tellAgain, type Report } from "../base/diagnostics.js";
import type { Source } from "../base/source.js";
import { linesOf } from "../rst/lines.js";
import type { Labels } from "./labels.js";
import type { ManuscriptLine, Sections } from "./manuscript.js";
import type { Repeated, Repetition } from "./repeated.js";

/** What the lines of a file depend on besides the file. */
export interface Basis {
  readonly sections: Sections;
  readonly labels: Labels;
  readonly report: Report;
  readonly repeated: Repeated;
}

type Asked<T> = Pick<ReadonlyMap<string, T>, "get" | "keys">;

/** The lines of a file as they were put together, and what they were made of. */
interface KeptFile {
  readonly lines: readonly ManuscriptLine[];
  readonly frontLines: number;
  readonly sections: ReadonlyMap<string, Source>;
  readonly labels: ReadonlyMap<string, string>;
  readonly shown: readonly Repetition[];
}

const files = new WeakMap<Source, KeptFile>();
const sectionLines = new WeakMap<Source, readonly ManuscriptLine[]>();

/**
 * The lines of one page as they were the last time, for programs that stay. A page has each line once, since its parser tells
 * lines apart: what a page shows again is cut anew.
 */
export class KeptLines {
  readonly #used = new Set<Source>();

  /** The lines of a section. */
  ofSection(section: Source): readonly ManuscriptLine[] {
    if (this.#isUsed(section)) return linesOf(section);
    const lines = sectionLines.get(section) ?? linesOf(section);
    sectionLines.set(section, lines);
    return lines;
  }

  /** The lines of a file, which `make` puts together if they have to be: of what it asks and reports, all is as it was otherwise. */
  ofFile(
    source: Source,
    frontLines: number,
    basis: Basis,
    make: (basis: Basis) => readonly ManuscriptLine[],
  ): readonly ManuscriptLine[] {
    if (this.#isUsed(source)) return make(basis);
    const known = files.get(source);
    if (known?.frontLines === frontLines && isAsBefore(known, basis)) return known.lines;
    const noted = noting(basis);
    const lines = make(noted.basis);
    const made = noted.made();
    if (made) files.set(source, { lines, frontLines, ...made });
    return lines;
  }

  #isUsed(source: Source): boolean {
    const isUsed = this.#used.has(source);
    this.#used.add(source);
    return isUsed;
  }
}

/** Whether all is as it was; if so, what the lines show is counted. */
function isAsBefore(known: KeptFile, { sections, labels, repeated }: Basis): boolean {
  for (const [name, section] of known.sections) if (sections.get(name) !== section) return false;
  for (const [name, value] of known.labels) if (labels.get(name) !== value) return false;
  return repeated.allowsAll(known.shown);
}

/** The same basis, and what is asked of it; `null` where something is reported or is not there. */
function noting({ sections, labels, report, repeated }: Basis): {
  readonly basis: Basis;
  readonly made: () => Pick<KeptFile, "sections" | "labels" | "shown"> | null;
} {
  const start = repeated.onPage.length;
  let isWhole = true;
  const note = <T>(from: Asked<T>, known: Map<string, T>): Asked<T> => ({
    get: (name) => {
      const value = from.get(name);
      if (value === undefined) isWhole = false;
      else known.set(name, value);
      return value;
    },
    keys: () => from.keys(),
  });
  const asked = { sections: new Map<string, Source>(), labels: new Map<string, string>() };
  return {
    basis: {
      sections: note(sections, asked.sections),
      labels: note(labels, asked.labels),
      report: reportTo((finding) => {
        isWhole = false;
        tellAgain(finding, report);
      }),
      repeated,
    },
    made: () =>
      isWhole && !repeated.hasLeftOut ? { ...asked, shown: repeated.onPage.slice(start) } : null,
  };
}
