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
import type { Span } from "./source.js";

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

/** A report that keeps what it is told, in order. */
export function collector(): { readonly report: Report; readonly diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const report = reportTo((finding) => {
    const isLong = finding.parts.some((part) => part.length > longestPart);
    diagnostics.push(isLong ? { ...finding, parts: finding.parts.map(shortened) } : finding);
  });
  return { report, diagnostics };
}

/** Nobody reads longer words of an author's in a sentence; thousands of findings may have the same. */
const longestPart = 400;

function shortened(part: string): string {
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
