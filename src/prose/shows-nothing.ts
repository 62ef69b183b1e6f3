/**
 * Texts of which reStructuredText shows nothing, though their author may have meant a word: an item without its text, a
 * comment. By what they are read as.
 */
const roman = "m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})";
const number = `(?:[a-z]|\\d+|#|(?=[a-z])${roman})`;

const shapes: readonly (readonly [readAs: string, re: RegExp])[] = [
  // K. 1) (a) -
  ["an item", new RegExp(`^(?:[-*+•‣⁃]|\\(${number}\\)|${number}[.)])$`, "i")],
  ["a line", /^\|$/],
  ["a space", /^\\$/],
  // .. Text, .. _name: and .. |name| replace:: Text, but no directive and no footnote
  [
    "a comment or a name",
    /^(?:\.\.(?:\s(?!\s*(?:[\w:.+-]+ ?::|\[))|$)|__\s).*(?:\n(?:[ \t].*)?)*$/,
  ],
];

/** What a text is read as that shows nothing; `null` where something is shown. */
export function showsNothing(text: string): string | null {
  const first = text.trimStart();
  if (!/^(?:[-*+•‣⁃|\\(#\d]|\.\.|__|[a-z]{1,9}[.)]\s*$)/i.test(first)) return null;
  const shown = first.trimEnd();
  return shapes.find(([, re]) => re.test(shown))?.[0] ?? null;
}
