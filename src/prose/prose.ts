import type { Report } from "../base/diagnostics.js";
import type { Source } from "../base/source.js";
import { withoutTabs } from "../rst/lines.js";
import { lineKey, type Claimed } from "./claims.js";
import { readProse } from "./read-prose.js";
import type { ProseRule, Slip } from "./rule.js";
import { rules } from "./rules.js";

/**
 * Looks through the text that authors write, line by line, for what reStructuredText reads in another way than it is
 * meant: the marks of Markdown, for one. The rules are a table (`rules.ts`); each is shown the lines of a text with what
 * they are (prose, code, a comment), so that code is never taken for a slip.
 */

export { quieted, type Claimed } from "./claims.js";

/** Whether any rule may find something in a text: a quick test for texts that hold many others. */
export function mayHaveSlips(text: string): boolean {
  return rules.some(({ mayOccur }) => mayOccur.test(text));
}

/** Report the slips of a text. The lines that they explain are claimed: what else is found there follows from them. */
export function checkProse(given: Source, report: Report, claimed: Claimed): void {
  const tried = rules.filter(({ mayOccur }) => mayOccur.test(given.text));
  if (tried.length === 0) return;
  const source = withoutTabs(given);
  const hasTabs = source !== given; // which are gone from what is read
  const isWanted = (text: string) => hasTabs || tried.some(({ mayOccur }) => mayOccur.test(text));
  const prose = readProse(source, given.text, isWanted);
  for (const rule of tried)
    for (const slip of rule.find(prose)) tell(rule, slip, source, report, claimed);
}

function tell(
  { code, isApart }: ProseRule,
  { start, end, parts = [], covers = [start, end] }: Slip,
  source: Source,
  report: Report,
  claimed: Claimed,
): void {
  // A slip within another one is a part of it.
  if (!isApart && claimed.has(lineKey(source, start))) return;
  report(code, { source, start, end }, parts);
  if (isApart) return;
  const { text } = source;
  let at = covers[0];
  for (; at <= covers[1]; at = nextLine(text, at)) claimed.add(lineKey(source, at));
  // Some faults are noticed in the blank line below.
  if (/^[ \t]*(?:\n|$)/.test(text.slice(at, at + 100))) claimed.add(lineKey(source, at));
}

function nextLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length + 1 : end + 1;
}
