import type { ProseRule } from "../rule.js";

/**
 * Characters that nobody sees and that are in names and code all the same: zero-width spaces, soft hyphens, marks of byte
 * order within a text, and those that show a text in another order than it has. Joiners have their use in some scripts.
 */
const invisibleRe = /[\u00ad\u200b\u2060\ufeff\u202a-\u202e]/g;

const names: ReadonlyMap<string, string> = new Map([
  ["\u00ad", "a soft hyphen"],
  ["\u200b", "a zero-width space"],
  ["\u2060", "a word joiner"],
  ["\ufeff", "a byte order mark"],
]);

export const invisibleCharacter: ProseRule = {
  code: "invisible-character",
  isApart: true,
  mayOccur: /[\u00ad\u200b\u2060\ufeff\u202a-\u202e]/,
  *find({ source: { text } }) {
    for (const { 0: char, index } of text.matchAll(invisibleRe)) {
      const codePoint = `U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
      const name = names.get(char) ?? "a mark of the direction of text";
      yield { start: index, end: index + 1, parts: [codePoint, name] };
    }
  },
};

/** A tab in front of a line counts as spaces up to the next column that is a multiple of eight. */
export const tabIndent: ProseRule = {
  code: "tab-indent",
  isApart: true,
  needs: ["\t"],
  mayOccur: /^ *\t[ \t]*\S/m,
  *find({ lines, written }) {
    if (!written.includes("\t")) return;
    for (const [index, line] of written.split("\n").entries()) {
      const indent = /^[ \t]*/.exec(line)![0];
      if (!indent.includes("\t") || indent.length === line.length) continue;
      const { text, offset, kind } = lines[index]!;
      if (kind === "text") yield { start: offset, end: offset + text.search(/\S/) };
    }
  },
};
