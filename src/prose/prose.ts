import { tellAgain, type Report } from "../base/diagnostics.js";
import type { Source } from "../base/source.js";
import { withoutTabs } from "../rst/lines.js";
import { claimLine, claimRange, isClaimed, type Claimed } from "./claims.js";
import { readProse } from "./read-prose.js";
import type { KnownNames, ProseRule, Slip } from "./rule.js";
import { rules } from "./rules.js";
import { conflictMark, conflictMarks } from "./rules/conflict-mark.js";

/**
 * Looks through the text that authors write, line by line, for what reStructuredText reads in another way than it is
 * meant: the marks of Markdown, for one. The rules are a table (`rules.ts`); each is shown the lines of a text with what
 * they are (prose, code, a comment), so that code is never taken for a slip.
 */

export { joinClaims, quieted, type Claimed } from "./claims.js";
export type { KnownNames, ProseRule } from "./rule.js";
export { showsNothing } from "./shows-nothing.js";

/**
 * The rules that may find something in one of several texts, such as the descriptions of a file, most of which have nothing:
 * a quick test of all together. What a test counts or pairs might pair across texts: such tests are left to each of them.
 */
export function rulesFor(texts: readonly string[]): readonly ProseRule[] {
  const all = texts.join("\n\n");
  return rules.filter((rule) =>
    rule.mayOccur instanceof RegExp ? mayFind(rule, all) : mayBeNeeded(rule, all),
  );
}

/** Whether one of some rules may find something in a text: a quick test for texts that hold many others. */
export function mayHaveSlips(text: string, among: readonly ProseRule[] = rules): boolean {
  return among.some((rule) => mayFind(rule, text));
}

function mayBeNeeded({ needs }: ProseRule, text: string): boolean {
  return !needs || needs.some((part) => text.includes(part));
}

function mayFind(rule: ProseRule, text: string, names?: KnownNames): boolean {
  return mayBeNeeded(rule, text) && rule.mayOccur.test(text, names);
}

/** Report the slips of a text. What they explain is claimed: what else is found there follows from them. */
export function checkProse(
  given: Source,
  names: KnownNames,
  report: Report,
  claimed: Claimed,
): void {
  const tried = rules.filter((rule) => mayFind(rule, given.text, names));
  if (tried.length === 0) return;
  const source = withoutTabs(given);
  const hasTabs = source !== given; // which are gone from what is read
  const isWanted = (text: string) => hasTabs || tried.some((rule) => mayFind(rule, text, names));
  const prose = { ...readProse(source, given.text, isWanted), names };
  for (const rule of tried)
    for (const slip of rule.find(prose)) tell(rule, slip, source, report, claimed);
}

/** Code between lines of three marks, which may show what git leaves. */
const fencedRe = /^(?<marks>`{3,}|~{3,})[^\n]*\n[^]*?^\k<marks>/gm;

/** Report what git left in a text in Markdown. */
export function checkConflictMarks(source: Source, report: Report, claimed: Claimed): void {
  if (!mayFind(conflictMark, source.text)) return;
  const text = source.text.replace(fencedRe, (code) => code.replace(/[^\n]/g, " "));
  for (const slip of conflictMarks(text)) tell(conflictMark, slip, source, report, claimed);
}

function tell(
  { code, isApart }: ProseRule,
  { start, end, parts = [], covers, explains = [start, end], blocks = covers }: Slip,
  source: Source,
  report: Report,
  claimed: Claimed,
): void {
  // A slip within another one is a part of it.
  if (!isApart && isClaimed(source, start, claimed)) return;
  tellAgain({ code, span: { source, start, end }, parts }, report);
  if (isApart) return;
  const { text } = source;
  if (covers) claimRange(source, lineStart(text, covers[0]), lineEnd(text, covers[1]), claimed);
  else claimRange(source, ...explains, claimed);
  if (!blocks) return;
  let at = blocks[0];
  for (; at <= blocks[1]; at = lineEnd(text, at) + 1) claimLine(source, at, claimed);
  // Some faults are noticed in the blank line below.
  if (/^[ \t]*(?:\n|$)/.test(text.slice(at, at + 100))) claimLine(source, at, claimed);
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end;
}
