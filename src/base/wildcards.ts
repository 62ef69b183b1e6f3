/** A part of a pattern of paths, which takes a character or is passed by. */
type Part = { readonly letter: string } | "in name" | "any" | "folders" | "in folder";

/**
 * A pattern of paths as a test: `*` stands for any text within a name, `**` for any text, with a slash after it for any
 * folders, and what is said of a folder holds for all that is in it. All ways to read a path are followed at once, so that
 * the time is that of the path by the pattern at most, however many stars there are.
 */
export function wildcards(pattern: string): (path: string) => boolean {
  const words = pattern.split(/(\*\*\/|\*\*|\*)/);
  const parts = words.flatMap((word, index) => (index % 2 === 0 ? lettersOf(word) : starOf(word)));
  const letters = words.filter((_, index) => index % 2 === 0);
  return (path) => hasInOrder(path, letters) && new Reading(parts, path).fits();
}

/** Whether a path begins with the first of some words and has the others after it, by which most paths are told apart. */
function hasInOrder(path: string, [head = "", ...others]: readonly string[]): boolean {
  if (!path.startsWith(head)) return false;
  let at = head.length;
  for (const word of others) {
    const found = path.indexOf(word, at);
    if (found === -1) return false;
    at = found + word.length;
  }
  return true;
}

function lettersOf(word: string): readonly Part[] {
  return word.split("").map((letter) => ({ letter }));
}

function starOf(word: string): readonly Part[] {
  if (word === "*") return ["in name"];
  return word === "**" ? ["any"] : ["folders", "in folder"];
}

/** The parts at which the reading of a path may be. */
class Reading {
  private readonly parts: readonly Part[];
  private readonly path: string;
  private next: number[] = [];
  /** For each part the position in the path from which it was last reached. */
  private readonly reached: Int32Array;

  constructor(parts: readonly Part[], path: string) {
    this.parts = parts;
    this.path = path;
    this.reached = new Int32Array(parts.length + 1).fill(-1);
  }

  fits(): boolean {
    const { parts, path } = this;
    this.reach(0, 0);
    for (let at = 0; this.next.length > 0; at++) {
      const now = this.next;
      const letter = path[at];
      if ((letter === undefined || letter === "/") && this.reached[parts.length] === at)
        return true;
      if (letter === undefined) return false;
      this.next = [];
      for (const index of now) this.take(index, letter, at + 1);
    }
    return false;
  }

  /** Take a letter at one of the parts. */
  private take(index: number, letter: string, at: number): void {
    const part = this.parts[index];
    if (part === undefined) return;
    if (typeof part !== "string") {
      if (part.letter === letter) this.reach(index + 1, at);
    } else if (part === "any") this.reach(index, at);
    else if (letter !== "/") this.reach(part === "folders" ? index + 1 : index, at);
    else if (part === "in folder") this.reach(index - 1, at);
  }

  /** Go to a part, and on where it may stand for nothing. */
  private reach(index: number, at: number): void {
    for (let to = index; this.reached[to] !== at;) {
      this.reached[to] = at;
      this.next.push(to);
      const part = this.parts[to];
      if (part === "in name" || part === "any") to += 1;
      else if (part === "folders") to += 2;
    }
  }
}
