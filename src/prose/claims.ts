import { entryOf, reportTo, tellAgain, type Report } from "../base/diagnostics.js";
import { authored, positionAt, type Source, type Span } from "../base/source.js";
import { rstCodes } from "../base/codes/rst.js";
import { transformCodes } from "../base/codes/transform.js";

/** What slips explain of the author's files, by path: there nothing more is reported of markup. */
export type Claimed = Map<string, Claims>;

interface Claims {
  /** Offsets of what is explained altogether, by the lines that they touch. */
  readonly ranges: Map<number, (readonly [start: number, end: number])[]>;
  /** Lines of which only the blocks are explained: their indentation, their titles, the blank lines between them. */
  readonly lines: Set<number>;
}

/** Explain all markup from `start` up to `end`. */
export function claimRange(source: Source, start: number, end: number, claimed: Claimed): void {
  const first = placeOf(source, start);
  const last = end > start ? placeOf(source, end - 1) : first;
  if (first.source.path !== last.source.path) return;
  const { ranges } = claimsOf(first, claimed);
  const range = [first.start, last.start + 1] as const;
  for (let line = lineOf(first); line <= lineOf(last); line++) {
    const others = ranges.get(line);
    if (others) others.push(range);
    else ranges.set(line, [range]);
  }
}

/** What some claims and others explain of the same file. */
export function joinClaims(some: Claims, others: Claims | undefined): Claims {
  if (!others) return some;
  const ranges = new Map(others.ranges);
  for (const [line, own] of some.ranges) ranges.set(line, [...(ranges.get(line) ?? []), ...own]);
  return { ranges, lines: new Set([...others.lines, ...some.lines]) };
}

/** Explain the blocks of the line that an offset stands in. */
export function claimLine(source: Source, offset: number, claimed: Claimed): void {
  const at = placeOf(source, offset);
  claimsOf(at, claimed).lines.add(lineOf(at));
}

/** Whether an offset stands in what is explained altogether. */
export function isClaimed(source: Source, offset: number, claimed: Claimed): boolean {
  if (claimed.size === 0) return false;
  const at = placeOf(source, offset);
  return isInRange(at, claimed.get(at.source.path));
}

function placeOf(source: Source, offset: number): Span {
  return authored({ source, start: offset, end: offset });
}

function claimsOf({ source: { path } }: Span, claimed: Claimed): Claims {
  let claims = claimed.get(path);
  if (!claims) claimed.set(path, (claims = { ranges: new Map(), lines: new Set() }));
  return claims;
}

function isInRange(at: Span, claims: Claims | undefined): boolean {
  const ranges = claims?.ranges.get(lineOf(at)) ?? [];
  return ranges.some(([start, end]) => start <= at.start && at.start < end);
}

function lineOf({ source, start }: Span): number {
  return positionAt(source, start).line;
}

const markupCodes: ReadonlySet<string> = new Set([
  ...Object.keys(rstCodes),
  ...Object.keys(transformCodes),
  "title-skips-level",
  "title-above-first",
  "title-too-deep",
  "unknown-title-style",
]);

/** Of these, what is found of blocks, not of what stands in their lines. */
const blockCodes: ReadonlySet<string> = new Set(
  [...markupCodes].filter((code) =>
    /^(?:table|title|overline|underline|unexpected|literal-(?:block|quoting)|line-block|transition|no-blank-line|list-start|docinfo)(?:-|$)|title-style$/.test(
      code,
    ),
  ),
);

/** A report that leaves out what is found of markup where slips explain it. */
export function quieted(report: Report, claimed: Claimed): Report {
  if (claimed.size === 0) return report;
  return reportTo((finding) => {
    const { code, span } = finding;
    const isOfMarkup = span && markupCodes.has(code) && entryOf(code).severity !== "info";
    if (!isOfMarkup || !isExplained(code, span, claimed)) tellAgain(finding, report);
  });
}

function isExplained(code: string, span: Span, claimed: Claimed): boolean {
  const at = authored(span);
  const claims = claimed.get(at.source.path);
  if (!claims) return false;
  const isOfBlock = blockCodes.has(code) && claims.lines.size > 0;
  if (isOfBlock && claims.lines.has(lineOf(at))) return true;
  return isInRange(at, claims);
}
