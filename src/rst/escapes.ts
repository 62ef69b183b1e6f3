import type { Text } from "./nodes.js";

/** What a text's value does not show of how it was written; offsets in the value. */
export interface Escapes {
  /** Characters that had a backslash before them. */
  readonly characters: ReadonlySet<number>;
  /** Where an escaped blank was, which is nothing in the value. */
  readonly blanks: ReadonlySet<number>;
}

const none: Escapes = { characters: new Set(), blanks: new Set() };

/**
 * The escapes in a text, found by reading what was written along with what came of it. None where these cannot be
 * matched: the text was not made by reading its place.
 */
export function escapesOf(text: Text): Escapes {
  const { source, start, end } = text.span;
  const written = source.text.slice(start, end);
  if (!written.includes("\\")) return none;
  const characters = new Set<number>();
  const blanks = new Set<number>();
  let at = 0;
  for (let index = 0; index < written.length; index++) {
    const char = written[index]!;
    if (char === "\\" && index + 1 < written.length) {
      const escaped = written[++index]!;
      if (/\s/.test(escaped)) blanks.add(at);
      else if (escaped !== text.value[at]) return none;
      else characters.add(at++);
    } else if (char === text.value[at]) at++;
    // Lines lose their indentation.
    else if (!/\s/.test(char)) return none;
  }
  return { characters, blanks };
}
