import type { rstCodes } from "../../base/codes/rst.js";
import type { Samples } from "./sample.js";

const simple = "=====  =====\nA      B\n=====  =====\n1      2\n=====  =====";
const grid = "+---+---+\n| a | b |\n+---+---+";

/** Texts. */
export const rstSamples: Samples<keyof typeof rstCodes> = {
  "unclosed-inline-markup": ["inline markup without an end", "A *word.", "A *word*."],
  "table-bottom-missing": [
    "grid tables without a bottom border",
    "+---+---+\n| a | b |",
    "+---+---+\n| a | b |\n+---+---+",
  ],
  "table-right-border": [
    "grid tables with lines that do not end at the right border",
    "+---+---+\n| a | b\n+---+---+",
    grid,
  ],
  "table-two-headers": [
    "grid tables with two heads",
    "+---+\n| a |\n+===+\n| b |\n+===+\n| c |\n+---+",
    "+---+\n| a |\n+===+\n| b |\n+---+\n| c |\n+---+",
  ],
  "table-not-rectangular": [
    "grid tables whose cells are not rectangles",
    "+---+---+\n| a |   |\n+---+   |\n| b     |\n+-------+",
    "+---+---+\n| a |   |\n+---+---+\n| b     |\n+-------+",
  ],
  "table-borders-differ": [
    "simple tables with borders of different lengths",
    "=====  =====\nA      B\n=====  =======\n1      2\n=====  =====",
    simple,
  ],
  "table-bottom-not-found": [
    "simple tables without a bottom border",
    "=====  =====\nA      B",
    simple,
  ],
  "table-bottom-unclear": [
    "simple tables without a blank line behind them",
    "=====  =====\nA      B\n=====  =====\n1      2",
    simple,
  ],
  "table-text-in-margin": [
    "simple tables with text between two columns",
    "=====  =====\nA      B\n=====  =====\nlonger 2\n1234567\n=====  =====",
    simple,
  ],
  "table-span-incomplete": [
    "underlines in simple tables that do not reach the last column",
    "==  ==\na   b\n--\n1   2\n==  ==",
    "==  ==\na   b\n--  --\n1   2\n==  ==",
  ],
  "table-span-misaligned": [
    "underlines in simple tables that are not below columns",
    "=====  =====  =====\nA          B\n---------  --------\n1      2      3\n=====  =====  =====",
    "=====  =====  =====\nA             B\n------------  -----\n1      2      3\n=====  =====  =====",
  ],
  "no-blank-line-after-table": ["text right below a table", `${grid}\nText.`, `${grid}\n\nText.`],
  "two-roles": [
    "text with two roles",
    "A :emphasis:`word`:strong: here.",
    "A :emphasis:`word` here.",
  ],
  "role-and-reference": [
    "text with a role that is a reference too",
    "A :emphasis:`word`_ here.",
    "A :emphasis:`word` here.",
  ],
  "title-underline-too-short": [
    "titles longer than their underline",
    "Long title\n=====\n\nText.",
    "Long title\n==========\n\nText.",
  ],
  "title-overline-too-short": [
    "titles longer than the lines around them",
    "====\nLong title\n====\n\nText.",
    "==========\nLong title\n==========\n\nText.",
  ],
  "title-incomplete": [
    "titles below a line at the end of a text",
    "Text.\n\n=====\nTitle",
    "Text.\n\n=====\nTitle\n=====",
    "sketch",
  ],
  "title-underline-missing": [
    "titles with a line above them only",
    "=====\nTitle\nText.",
    "=====\nTitle\n=====\n\nText.",
  ],
  "title-lines-differ": [
    "titles with different lines around them",
    "=====\nTitle\n-----\n\nText.",
    "=====\nTitle\n=====\n\nText.",
  ],
  "title-marker-invalid": [
    "rows of punctuation that follow each other",
    "Text.\n\n----\n----\n\nText.",
    "Text.\n\n----\n\nText.",
  ],
  "title-level-skipped": [
    "titles that skip a level",
    "A\n=\n\nB\n-\n\nC\n~\n\nD\n=\n\nE\n~\n\nText.",
    "A\n=\n\nB\n-\n\nC\n~\n\nD\n=\n\nE\n-\n\nText.",
    "sketch",
  ],
  "title-not-allowed": [
    "titles inside of lists and other blocks",
    "- Title\n  =====\n\n  Text.",
    "- **Title**\n\n  Text.",
  ],
  "title-or-transition-not-allowed": [
    "rows of punctuation inside of lists and other blocks",
    "- Text.\n\n  ======\n\n  Text.",
    "- Text.\n\n  Text.",
  ],
  "overline-too-short": [
    "short rows that could be above a title",
    "!!\nLong title\n!!",
    "==========\nLong title\n==========",
  ],
  "underline-too-short": [
    "short rows that could be below a title",
    "Long title\n!!",
    "Long title\n==========",
  ],
  "transition-too-short": [
    "short rows that could be transitions",
    "- Text.\n\n  --\n\n  Text.",
    "Text.\n\n----\n\nText.",
  ],
  "unexpected-indentation": [
    "indented lines without a blank line before",
    "Text\n  goes on.\n\n  Quote.\nAnd\nthen\n  more.",
    "Text goes on.\n\n  Quote.",
  ],
  "unexpected-unindent": [
    "blocks without a blank line behind them",
    "- A list\nText.",
    "- A list\n\nText.",
  ],
  "literal-block-missing": [
    '"::" without a literal block behind it',
    "As follows::\n\nText.",
    "As follows::\n\n  code",
  ],
  "literal-quoting-inconsistent": [
    "quoted literal blocks whose lines begin differently",
    "As follows::\n\n> code\n* more",
    "As follows::\n\n> code\n> more",
  ],
  "line-block-unfinished": [
    "line blocks without a blank line behind them",
    "| A line\nText.",
    "| A line\n\nText.",
  ],
  "list-start": ["lists that do not begin with 1", "3. Three\n4. Four", "1. One\n2. Two"],
  "literal-in-definition": ["terms that end in two colons", "Text::\n  code", "Text::\n\n  code"],
  "footnote-empty": ["footnotes without text", "A [1]_.\n\n.. [1]", "A [1]_.\n\n.. [1] A note."],
  "citation-empty": ["citations without text", "A [B]_.\n\n.. [B]", "A [B]_.\n\n.. [B] A book."],
  "target-malformed": ["targets without a name", ".. _here\n\nText.", ".. _here:\n\nText."],
  "substitution-malformed": [
    "substitutions whose name has no end",
    ".. |name replace:: it",
    "A |name|.\n\n.. |name| replace:: it",
  ],
  "substitution-empty": [
    "substitutions without contents",
    ".. |name|",
    "A |name|.\n\n.. |name| replace:: it",
  ],
  "substitution-invalid": [
    "substitutions that give nothing",
    ".. |name| note:: it",
    "A |name|.\n\n.. |name| replace:: it",
  ],
  "substitution-anonymous-reference": [
    "substitutions with anonymous references",
    ".. |name| replace:: `it`__",
    ".. |name| replace:: it_\n.. _it: https://example.org",
  ],
  "substitution-auto-footnote": [
    "substitutions with numbered footnotes",
    ".. |name| replace:: it [#]_",
    ".. |name| replace:: it",
  ],
  "substitution-target": [
    "substitutions with targets",
    ".. |name| replace:: _`it`",
    ".. |name| replace:: it",
  ],
  "substitution-problematic": [
    "substitutions with faulty markup",
    ".. |name| replace:: *it",
    ".. |name| replace:: *it*",
  ],
  "duplicate-substitution": [
    "substitutions defined twice",
    ".. |a| replace:: it\n.. |a| replace:: that",
    ".. |a| replace:: it\n.. |b| replace:: that",
  ],
  "duplicate-implicit-name": [
    "titles of the same name",
    "Top\n===\n\nPart\n----\n\nA.\n\nPart\n----\n\nB.",
    "Top\n===\n\nPart\n----\n\nA.\n\nOther\n-----\n\nB.",
  ],
  "duplicate-explicit-name": [
    "targets of the same name",
    ".. _a: https://example.org\n.. _a: https://example.com\n\nText.",
    ".. _a: https://example.org\n.. _b: https://example.com\n\nText.",
  ],
  "same-external-target": [
    "targets that are there twice",
    ".. _a: https://example.org\n.. _a: https://example.org\n\nText.",
    ".. _a: https://example.org\n\nText.",
  ],
  "name-overrides-title": [
    "targets named like a title",
    "Top\n===\n\nPart\n----\n\nA.\n\n.. _part:\n\nB.",
    "Top\n===\n\nPart\n----\n\nA.\n\n.. _other:\n\nB.",
  ],
  "nested-too-deep": ["text nested too deep", "- - - - - - - - - - - ...", "- - Text.", "sketch"],
  "too-many-headings": [
    "pages with more headings than anyone reads",
    "One\n===\n\nTwo\n===\n\nThree\n=====\n\n...",
    "One\n===\n\nText.",
    "sketch",
  ],
  "line-too-long": [
    "lines that are too long",
    "A line of ten thousand characters ...",
    "A line.",
    "sketch",
  ],
};
