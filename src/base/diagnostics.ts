import { apiCodes } from "./codes/api.js";
import type { Entry, Severity } from "./codes/entry.js";
import { changelogCodes } from "./codes/changelog.js";
import { checkCodes } from "./codes/check.js";
import { dataCodes } from "./codes/data.js";
import { directiveCodes } from "./codes/directives.js";
import { markdownCodes } from "./codes/markdown.js";
import { modelCodes } from "./codes/model.js";
import { openApiCodes } from "./codes/openapi.js";
import { outputCodes } from "./codes/outputs.js";
import { pageCodes } from "./codes/pages.js";
import { projectCodes } from "./codes/project.js";
import { proseCodes } from "./codes/prose.js";
import { reviewCodes } from "./codes/review.js";
import { rstCodes } from "./codes/rst.js";
import { shortcodeCodes } from "./codes/shortcodes.js";
import { siteCodes } from "./codes/site.js";
import { transformCodes } from "./codes/transform.js";
import { authored, type Span } from "./source.js";

export type { Severity };

/**
 * What can be wrong with a specification: the closed table of codes, each with its severity, its sentence and, where we
 * know one, the way to fix it. A wrong code or a missing part does not compile. Each area has a file of its own.
 */
export const codes = {
  ...dataCodes,
  ...projectCodes,
  ...modelCodes,
  ...checkCodes,
  ...openApiCodes,
  ...apiCodes,
  ...changelogCodes,
  ...proseCodes,
  ...markdownCodes,
  ...shortcodeCodes,
  ...rstCodes,
  ...directiveCodes,
  ...transformCodes,
  ...siteCodes,
  ...pageCodes,
  ...reviewCodes,
  ...outputCodes,
} satisfies Record<string, Entry>;

export type Code = keyof typeof codes;

/** A finding: a code of the table, where it stands and the author's words that belong into its sentence. */
export interface Diagnostic {
  readonly code: Code;
  /** `null` where there is no place, such as a wrong command-line label. */
  readonly span: Span | null;
  readonly parts: readonly string[];
  /** Second places: where the first one is used from, the other of two. */
  readonly notes?: readonly Note[];
  /** In place of the table's, where the project says so. */
  readonly severity?: Severity;
  /** Where there are too many of its code in its file: how many are not kept, of which it is the first. */
  readonly count?: number;
}

export interface Note {
  readonly span: Span;
  readonly text: string;
}

/** The author's words that the sentence of a code needs, and what its hint may take besides. */
export type Parts<C extends Code> = readonly [
  ...Parameters<(typeof codes)[C]["text"]>,
  ...more: string[],
];

/** Told of every finding; goes on. Anything that may report takes one of these. What a sentence lacks does not compile. */
export interface Report {
  <C extends Code>(code: C, span: Span | null, parts: Parts<C>, notes?: readonly Note[]): void;
  (code: WordlessCode, span: Span | null): void;
}

/** The codes whose sentence needs no words of the author's. */
type WordlessCode = {
  [C in Code]: Parameters<(typeof codes)[C]["text"]> extends [] ? C : never;
}[Code];

/** A report that gives each finding to a function. */
export function reportTo(take: (finding: Diagnostic) => void): Report {
  const report = (
    code: Code,
    span: Span | null,
    parts: readonly string[] = [],
    notes?: readonly Note[],
  ) => take(notes ? { code, span, parts, notes } : { code, span, parts });
  return report as Report; // which asks for more than is needed here
}

/** Report a finding that was kept. */
export function tellAgain({ code, span, parts, notes }: Diagnostic, report: Report): void {
  (report as (code: Code, span: Span | null, ...rest: readonly unknown[]) => void)(
    code,
    span,
    parts,
    notes,
  );
}

/** A report that goes to whoever is at work. */
export class Relay {
  #to: Report;
  readonly report: Report = reportTo((finding) => tellAgain(finding, this.#to));

  constructor(to: Report) {
    this.#to = to;
  }

  /** Do some work, of which another one is told. */
  during<T>(to: Report, work: () => T): T {
    const before = this.#to;
    this.#to = to;
    try {
      return work();
    } finally {
      this.#to = before;
    }
  }
}

/** A report that keeps what it is told until it is known who is to be told of it. */
export class Waiting {
  #kept: Diagnostic[] = [];
  #to: Report = reportTo((finding) => this.#kept.push(finding));
  readonly report: Report = reportTo((finding) => tellAgain(finding, this.#to));

  /** What nobody was told of yet. */
  get kept(): readonly Diagnostic[] {
    return this.#kept;
  }

  /** Tell of what was kept, and from now on of everything at once. */
  release(to: Report): void {
    for (const finding of this.#kept) tellAgain(finding, to);
    this.#kept = [];
    this.#to = to;
  }
}

/**
 * A report that keeps what it is told, in order. Of too many of one code in one file the first are kept, and the next one with
 * a count.
 */
export function collector(): { readonly report: Report; readonly diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const kinds = new Map<string, { count: number; rest?: Rest }>();
  const report = reportTo((finding) => {
    const key = kindOf(finding);
    let kind = kinds.get(key);
    if (!kind) kinds.set(key, (kind = { count: 0 }));
    if (++kind.count > mostOfOne) {
      kind.rest ??= new Rest(diagnostics.filter((each) => kindOf(each) === key));
      if (!kind.rest.lets(finding)) return;
      if (kind.rest.first) return void diagnostics.push(kind.rest.first);
    }
    diagnostics.push(shortened(finding));
  });
  return { report, diagnostics };
}

/** How many findings these are, with those that are only counted. */
export function numberOf(findings: Iterable<Pick<Diagnostic, "count">>): number {
  let number = 0;
  for (const { count = 1 } of findings) number += count;
  return number;
}

/** Of one code in one file; nobody reads as many. */
export const mostOfOne = 5000;

function kindOf({ code, span }: Diagnostic): string {
  return `${code}\n${span?.source.path ?? ""}`;
}

/** Further findings of a kind of which there are many. What is told twice of one place counts once. */
class Rest {
  readonly #places: Set<string>;
  /** The first one that is too many. */
  first: (Diagnostic & { count: number }) | undefined;

  constructor(kept: readonly Diagnostic[]) {
    this.#places = new Set(kept.map(placeKey));
  }

  /** Whether a finding is to be kept; others are counted. */
  lets(finding: Diagnostic): boolean {
    const { size } = this.#places;
    this.#places.add(placeKey(finding));
    if (this.#places.size === size) return false;
    if (size < mostOfOne) return true;
    if (this.first) this.first.count++;
    else this.first = { ...shortened(finding), count: 1 };
    return this.first.count === 1;
  }
}

function placeKey({ span, parts }: Diagnostic): string {
  const at = span && authored({ ...span, end: span.start });
  return `${at?.source.path} ${at?.start} ${parts.map(shortenedPart).join("\n")}`;
}

/** Nobody reads longer words of an author's in a sentence; thousands of findings may have the same. */
const longestPart = 400;

function shortened(finding: Diagnostic): Diagnostic {
  const isLong = finding.parts.some((part) => part.length > longestPart);
  return isLong ? { ...finding, parts: finding.parts.map(shortenedPart) } : finding;
}

function shortenedPart(part: string): string {
  return part.length > longestPart ? `${part.slice(0, longestPart - 1)}…` : part;
}

/** How grave a finding is: what the project says of its code, or else the table. */
export function severityOf({ code, severity }: Diagnostic): Severity {
  return severity ?? entryOf(code).severity;
}

/** The table as the rest of the program reads it: with every field there may be. */
export function entryOf(code: Code): Entry {
  return codes[code];
}

/** How to correct a finding: the table's hint for its parts, or where an example stands. `undefined` for what is never shown. */
export function adviceOf({ code, parts }: Diagnostic): string | undefined {
  const { severity, hint } = entryOf(code);
  if (severity === "info") return hint?.(...parts);
  return hint(...parts) ?? `"specpress explain ${code}" shows a wrong and a right example.`;
}
