import { createContext, Script } from "node:vm";

/**
 * Regular expressions of the author's. The engine tries all ways in which a text may match; a few characters are enough
 * to make it try for years (`^(a+)+$`). What may be such a pattern runs with a time limit; those that do not come to an
 * end are remembered, so that they are tried once and can be reported.
 */

/** In milliseconds: for one text, and for all that came to no end, after which nothing is tried that might take long. */
const limits = { one: 500, all: 2000 };
/** Compiling cannot be interrupted. */
const longestPattern = 10_000;

const undecided = new Set<string>();
let lost = 0;

/** Begin anew: nothing is known of any pattern's time. */
export function forgetUndecided(): void {
  undecided.clear();
  lost = 0;
}

/** Whether there was a text of which it could not be said in time whether it has the pattern. */
export function isUndecided(pattern: string): boolean {
  return undecided.has(pattern);
}

const patterns = new Map<string, RegExp | null>();

/** A pattern as a regular expression, in the stricter syntax if it is written in that; `null` where it is none. */
export function patternOf(pattern: string): RegExp | null {
  let known = patterns.get(pattern);
  if (known === undefined) patterns.set(pattern, (known = compiled(pattern)));
  return known;
}

function compiled(pattern: string): RegExp | null {
  for (const flags of ["u", ""])
    try {
      return new RegExp(pattern, flags);
    } catch {
      // Older syntax is tried next.
    }
  return null;
}

/** Whether a text has a pattern. Where that cannot be said, it is taken for granted. */
export function hasPattern(text: string, pattern: string): boolean {
  const regExp = patternOf(pattern);
  if (!regExp || undecided.has(pattern)) return true;
  const answer = pattern.length > longestPattern ? null : answerOf(regExp, text, pattern);
  if (answer === null) undecided.add(pattern);
  return answer ?? true;
}

function answerOf(regExp: RegExp, text: string, pattern: string): boolean | null {
  try {
    if (isQuick(pattern, text)) return regExp.test(text);
    return lost < limits.all ? testedInTime(regExp, text) : null;
  } catch {
    return null; // compiled when it is first used, it may still be too large
  }
}

/** What is no choice: escapes, character classes, the heads of groups. */
const noChoice = /\\[^]|\[(?:\\[^]|[^\]\\])*\]|\(\?(?:[:=!]|<[=!]|<[^>]*>)/g;
const choices = /[*+?|{]/g;

/** Whether a pattern cannot take long with a text: of few choices there are few ways to take them. */
function isQuick(pattern: string, text: string): boolean {
  let most = quickLengths.get(pattern);
  if (most === undefined) quickLengths.set(pattern, (most = quickLengthOf(pattern)));
  return text.length <= most;
}

const quickLengths = new Map<string, number>();

/** How long a text may be. */
function quickLengthOf(pattern: string): number {
  const bare = pattern.replace(noChoice, (part) => (part.startsWith("(") ? "(" : "x"));
  const count = bare.match(choices)?.length ?? 0;
  if (count === 0) return Infinity;
  if (/\)[*+?{]/.test(bare)) return 10;
  return count === 1 ? 1000 : count <= 3 ? 60 : 10;
}

let box: { regExp?: RegExp; text?: string } | undefined;
let run: (() => unknown) | undefined;

/** `null` where time runs out. */
function testedInTime(regExp: RegExp, text: string): boolean | null {
  box ??= createContext({});
  run ??= testIn(box);
  box.regExp = regExp;
  box.text = text;
  const start = performance.now();
  try {
    return run() === true;
  } catch (error) {
    lost += performance.now() - start;
    if (!(error instanceof Error && "code" in error)) throw error;
    return null;
  }
}

function testIn(context: object): () => unknown {
  const script = new Script("regExp.test(text)");
  return () => script.runInContext(context, { timeout: limits.one });
}
