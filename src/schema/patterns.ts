import { createContext, Script } from "node:vm";

/** In milliseconds: for one text, and for all that came to no end, after which nothing is tried that might take long. */
const limits = { one: 500, all: 2000 };
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
    run ??= testIn(box);
    box.regExp = regExp;
    box.text = text;
    const start = performance.now();
    try {
      return run() === true;
    } catch (error) {
      this.#lost += performance.now() - start;
      if (!(error instanceof Error && "code" in error)) throw error;
      return null;
    }
  }
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
let run: (() => unknown) | undefined;

function testIn(context: object): () => unknown {
  const script = new Script("regExp.test(text)");
  return () => script.runInContext(context, { timeout: limits.one });
}
