import { createContext, Script } from "node:vm";

/** In milliseconds of work: for one text, and for all that came to no end, after which nothing is tried that might take long. */
const limits = { one: 400, all: 1600 };
/** In milliseconds, how long to wait for one text: on a busy machine little work is done in that time, and it is tried again. */
const waits = [500, 1500, 4000];
/** Compiling cannot be interrupted. */
const longestPattern = 10_000;

/**
 * Regular expressions of the author's. The engine tries all ways in which a text may match; a few characters are enough
 * to make it try for years (`^(a+)+$`). What may be such a pattern runs with a time limit; those that do not come to an
 * end are remembered, so that they are tried once and can be reported.
 */
export class Patterns {
  readonly #known = new Map<string, Pattern | null>();
  readonly #undecided = new Set<string>();
  #lost = 0;
  /** How often it could not be said whether a text has a pattern. */
  unanswered = 0;

  /** Whether a text is a regular expression. */
  isPattern(pattern: string): boolean {
    return this.#of(pattern) !== null;
  }

  /** Whether a text has a pattern. Where that cannot be said, it is taken for granted. */
  matches(text: string, pattern: string): boolean {
    return this.answer(text, pattern) ?? true;
  }

  /** The same, with `null` where it cannot be said. */
  answer(text: string, pattern: string): boolean | null {
    const known = this.#of(pattern);
    if (!known) return true;
    const isTried = !this.#undecided.has(pattern) && pattern.length <= longestPattern;
    const answer = isTried ? this.#answer(known, text) : null;
    if (answer === null) {
      this.#undecided.add(pattern);
      this.unanswered++;
    }
    return answer;
  }

  /** Whether there was a text of which it could not be said in time whether it has the pattern. */
  isUndecided(pattern: string): boolean {
    return this.#undecided.has(pattern);
  }

  #of(pattern: string): Pattern | null {
    let known = this.#known.get(pattern);
    if (known === undefined) this.#known.set(pattern, (known = compiled(pattern)));
    return known;
  }

  #answer({ regExp, longestQuick }: Pattern, text: string): boolean | null {
    try {
      if (text.length <= longestQuick) return regExp.test(text);
      return this.#lost < limits.all ? this.#testedInTime(regExp, text) : null;
    } catch {
      return null; // compiled when it is first used, it may still be too large
    }
  }

  /** `null` where time runs out. */
  #testedInTime(regExp: RegExp, text: string): boolean | null {
    box ??= createContext({});
    script ??= new Script("regExp.test(text)");
    box.regExp = regExp;
    box.text = text;
    for (const timeout of waits) {
      const start = process.cpuUsage();
      try {
        return script.runInContext(box, { timeout }) === true;
      } catch (error) {
        if (!isOutOfTime(error)) throw error;
        const { user, system } = process.cpuUsage(start);
        const work = (user + system) / 1000;
        this.#lost += work;
        if (work >= limits.one) break;
      }
    }
    return null;
  }
}

/** The error is one of the context's own `Error`s. */
function isOutOfTime(error: unknown): boolean {
  const { code } = Object(error) as { readonly code?: unknown };
  return code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}

interface Pattern {
  readonly regExp: RegExp;
  /** The longest text with which it cannot take long. */
  readonly longestQuick: number;
}

/** A pattern in the stricter syntax if it is written in that; `null` where it is none. */
function compiled(pattern: string): Pattern | null {
  for (const flags of ["u", ""])
    try {
      return { regExp: new RegExp(pattern, flags), longestQuick: longestQuick(pattern) };
    } catch {
      // Older syntax is tried next.
    }
  return null;
}

/** What is no choice: escapes, character classes, the heads of groups. */
const noChoice = /\\[^]|\[(?:\\[^]|[^\]\\])*\]|\(\?(?:[:=!]|<[=!]|<[^>]*>)/g;
const choices = /[*+?|{]/g;

/** Of few choices there are few ways to take them. */
function longestQuick(pattern: string): number {
  const bare = pattern.replace(noChoice, (part) => (part.startsWith("(") ? "(" : "x"));
  const count = bare.match(choices)?.length ?? 0;
  if (count === 0) return Infinity;
  if (/\)[*+?{]/.test(bare)) return 10;
  return count === 1 ? 1000 : count <= 3 ? 60 : 10;
}

let box: { regExp?: RegExp; text?: string } | undefined;
let script: Script | undefined;
