/**
 * A text that a regular expression matches, for patterns as schemas have them: characters, classes, groups and how often
 * they come. What is found is tried by the expression itself, so what is not understood here gives no text.
 */
export function textMatching(
  pattern: string,
  first: string,
  isAllowed: (text: string) => boolean,
): string | undefined {
  const expression = compiled(pattern);
  if (!expression || pattern.length > longest) return undefined;
  for (const text of candidates(pattern, first))
    if (text.length <= longest && isAllowed(text) && expression.test(text)) return text;
  return undefined;
}

const longest = 200;

function* candidates(pattern: string, first: string): Generator<string> {
  if (!/[*+}]\)?[*+{]|\([^)]*[|*+][^)]*\)[*+{]/.test(pattern)) yield first;
  for (const times of [0, 1, 8]) {
    const text = new PatternReader(pattern, times).text();
    if (text !== null) yield text;
  }
}

function compiled(pattern: string): RegExp | null {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return null;
  }
}

/** Characters that stand for those a class may have, the plainest first. */
const plain = "a0Az-_./:@#!$%&*+,;=?^~ Zxbc123456789";
const classes: Readonly<Record<string, string>> = {
  d: "0",
  w: "a",
  s: " ",
  D: "a",
  W: "-",
  S: "a",
};

/** Reads a pattern and writes the shortest text that each of its parts allows; optional parts come `times` times. */
class PatternReader {
  #at = 0;

  constructor(
    readonly pattern: string,
    readonly times: number,
  ) {}

  text(): string | null {
    const text = this.#choice();
    return this.#at === this.pattern.length ? text : null;
  }

  /** The first of alternatives; the others are read and left out. */
  #choice(): string {
    const text = this.#sequence();
    while (this.pattern[this.#at] === "|") {
      this.#at++;
      this.#sequence();
    }
    return text;
  }

  #sequence(): string {
    let text = "";
    while (this.#at < this.pattern.length && !"|)".includes(this.pattern[this.#at]!)) {
      const part = this.#part();
      text += part.repeat(this.#count(part));
    }
    return text;
  }

  #part(): string {
    const char = this.pattern[this.#at++]!;
    if (char === "^" || char === "$") return "";
    if (char === ".") return "a";
    if (char === "(") return this.#group();
    if (char === "[") return this.#class();
    return char === "\\" ? this.#escape() : char;
  }

  #group(): string {
    const mark = /^\?(?::|<[a-zA-Z]\w*>)/.exec(this.pattern.slice(this.#at));
    if (mark) this.#at += mark[0].length;
    const text = this.#choice();
    if (this.pattern[this.#at] === ")") this.#at++;
    return text;
  }

  #class(): string {
    const start = this.#at - 1;
    if (this.pattern[this.#at] === "^") this.#at++;
    if (this.pattern[this.#at] === "]") this.#at++;
    while (this.#at < this.pattern.length && this.pattern[this.#at] !== "]")
      this.#at += this.pattern[this.#at] === "\\" ? 2 : 1;
    const one = compiled(`^${this.pattern.slice(start, ++this.#at)}$`);
    const first = this.pattern[start + 1]!;
    return [...plain, first].find((char) => one?.test(char)) ?? "";
  }

  #escape(): string {
    const char = this.pattern[this.#at++] ?? "";
    if (char === "b" || char === "B") return "";
    return classes[char] ?? char;
  }

  /** How often a part comes, by the quantifier behind it. */
  #count(part: string): number {
    const quantifier = /^(?:[*+?]|\{(?<least>\d{1,4})(?:,(?<most>\d{0,4}))?\})\??/.exec(
      this.pattern.slice(this.#at),
    );
    if (!quantifier) return 1;
    this.#at += quantifier[0].length;
    const { least, most } = quantifier.groups!;
    const limits = { "*": [0, Infinity], "+": [1, Infinity], "?": [0, 1] }[quantifier[0][0]!];
    const [low, high] = limits ?? [
      Number(least),
      most === undefined ? Number(least) : Number(most) || Infinity,
    ];
    const count = Math.min(Math.max(low!, this.times), high!);
    return Math.min(count, Math.ceil(longest / Math.max(part.length, 1)));
  }
}
