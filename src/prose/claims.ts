import { entryOf, reportTo, tellAgain, type Report } from "../base/diagnostics.js";
import { authored, positionAt, type Source } from "../base/source.js";
import { rstCodes } from "../base/codes/rst.js";
import { transformCodes } from "../base/codes/transform.js";

/** Lines, as `path:line`, whose faults are explained already. */
export type Claimed = Set<string>;

/** The key of the line that an offset stands for in the author's file. */
export function lineKey(source: Source, offset: number): string {
  const at = authored({ source, start: offset, end: offset });
  return `${at.source.path}:${positionAt(at.source, at.start).line}`;
}

const markupCodes: ReadonlySet<string> = new Set([
  ...Object.keys(rstCodes),
  ...Object.keys(transformCodes),
  "title-skips-level",
  "title-above-first",
  "title-too-deep",
  "unknown-title-style",
]);

/** A report that leaves out what markup is found to be wrong on claimed lines. */
export function quieted(report: Report, claimed: Claimed): Report {
  if (claimed.size === 0) return report;
  return reportTo((finding) => {
    const { code, span } = finding;
    const follows = span && markupCodes.has(code) && entryOf(code).severity !== "info";
    if (!follows || !claimed.has(lineKey(span.source, span.start))) tellAgain(finding, report);
  });
}
