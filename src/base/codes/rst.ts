import type { Entry } from "./entry.js";

/** What can be wrong with: blocks and inline markup. */
export const rstCodes = {
  "unclosed-inline-markup": {
    severity: "warning",
    text: (what, start) => `The ${what} that begins with "${start}" has no end.`,
    hint: (_what, start) =>
      `Close it before white space or punctuation, or write "\\${start}" if it is text.`,
  },
  "table-bottom-missing": {
    severity: "error",
    text: () => "This grid table has no bottom border.",
    hint: () => 'End the table with a line like the first, made of "+" and "-".',
  },
  "table-right-border": {
    severity: "error",
    text: () => "This line of the table does not end at the right border.",
    hint: () => "Make all lines of a grid table as long as the first.",
  },
  "table-two-headers": {
    severity: "error",
    text: (first, second) =>
      `Lines ${first} and ${second} of the table both end its head; only one line of "=" may.`,
    hint: () => 'Draw the other one with "-".',
  },
  "table-not-rectangular": {
    severity: "error",
    text: () => "The cells of this table are not rectangles that fill it.",
    hint: () => 'Check that each "+" stands where a row and a column of borders meet.',
  },
  "table-borders-differ": {
    severity: "error",
    text: () => "This border of the table is not as long as the one at its top.",
    hint: () => "Make the borders of the table equal.",
  },
  "table-bottom-not-found": {
    severity: "error",
    text: () => "This simple table has no bottom border.",
    hint: () => 'End the table with a line of "=" like its first.',
  },
  "table-bottom-unclear": {
    severity: "error",
    text: () => "This simple table has no bottom border, or no blank line after it.",
    hint: () => 'End the table with a line of "=" like its first, and a blank line.',
  },
  "table-text-in-margin": {
    severity: "error",
    text: (line) => `In line ${line} of the table, text stands between two columns.`,
    hint: () => "Make the column wider in all borders, or shorten the text.",
  },
  "table-span-incomplete": {
    severity: "error",
    text: (line) => `The underline in line ${line} of the table does not reach its last column.`,
    hint: () => "Draw the underline up to the right edge of the table.",
  },
  "table-span-misaligned": {
    severity: "error",
    text: (line) =>
      `The underline in line ${line} of the table does not begin and end where columns do.`,
    hint: () => 'Let each part of it begin and end where a "=" of the border does.',
  },
  "no-blank-line-after-table": {
    severity: "warning",
    text: () => "A table ends right above this line.",
    hint: () => "Put a blank line after the table.",
  },
  "two-roles": {
    severity: "warning",
    text: (first, second) =>
      `This text has two roles, "${first}" before it and "${second}" after it.`,
    hint: () => "Keep one of them.",
  },
  "role-and-reference": {
    severity: "warning",
    text: (role) => `This text has the role "${role}" and is a reference as well.`,
    hint: () => 'Remove the role or the "_" at the end.',
  },
  "title-underline-too-short": {
    severity: "warning",
    text: () => "The line below this title is shorter than the title.",
    hint: () => "Make the underline at least as long as the title.",
  },
  "title-overline-too-short": {
    severity: "warning",
    text: () => "The lines around this title are shorter than the title.",
    hint: () => "Make overline and underline at least as long as the title.",
  },
  "title-incomplete": {
    severity: "error",
    text: () => "The text ends after an overlined title; its underline is missing.",
    hint: () => "Repeat the overline below the title.",
  },
  "title-underline-missing": {
    severity: "error",
    text: () => "This title has an overline, but no underline.",
    hint: () => "Repeat the overline below the title, or separate the two lines by a blank one.",
  },
  "title-lines-differ": {
    severity: "error",
    text: () => "The lines above and below this title differ.",
    hint: () => "Make overline and underline the same.",
  },
  "title-marker-invalid": {
    severity: "error",
    text: () => "Two rows of punctuation follow each other; neither a title nor a transition.",
    hint: () => "Leave a blank line before and after a transition.",
  },
  "title-level-skipped": {
    severity: "error",
    text: (from, to) => `This title skips from level ${from} to level ${to}.`,
    hint: (_from, _to, styles) => `Titles so far, from the outermost: ${styles}.`,
  },
  "title-not-allowed": {
    severity: "error",
    text: () => "A section title cannot stand inside a list, a table cell or the like.",
    hint: () =>
      'Begin it without indentation, or write ".. rubric:: text" for a heading inside other text.',
  },
  "title-or-transition-not-allowed": {
    severity: "error",
    text: () =>
      "A section title or transition cannot stand inside a list, a table cell or the like.",
    hint: () => "Begin it without indentation, or remove it.",
  },
  "overline-too-short": {
    severity: "info",
    text: () => "This may be the overline of a title; it is so short that it is read as text.",
    hint: () => "Make the line above and the line below the title as long as the title.",
  },
  "underline-too-short": {
    severity: "info",
    text: () => "This may underline a title; it is so short that it is read as text.",
    hint: () => "Make the line as long as the title above it.",
  },
  "transition-too-short": {
    severity: "info",
    text: () => "This may be a transition; it is so short that it is read as text.",
    hint: () => "Write four or more characters, with an empty line before and after them.",
  },
  "unexpected-indentation": {
    severity: "error",
    text: () => "This line is indented, though the text above it goes on.",
    hint: () => "Put a blank line before the indented block, or remove the indentation.",
  },
  "unexpected-unindent": {
    severity: "warning",
    text: (what) => `${what} ends without a blank line.`,
    hint: () => "Put a blank line before this one, or indent it.",
  },
  "literal-block-missing": {
    severity: "warning",
    text: () => 'After "::" a literal block is expected, but none follows.',
    hint: () => "Indent the block, or write a single colon.",
  },
  "literal-quoting-inconsistent": {
    severity: "error",
    text: () => "This line of a quoted literal block does not begin with the same character.",
    hint: () => "Begin each line with the same character, or put an empty line after the block.",
  },
  "line-block-unfinished": {
    severity: "warning",
    text: () => "The line block ends without a blank line.",
    hint: () => 'Put a blank line before this one, or begin it with "|".',
  },
  "list-start": {
    severity: "info",
    text: (text, ordinal) => `The list starts with "${text}" (${ordinal}) instead of the first.`,
    hint: () => "Start with the first, or put a backslash in front where this is no list.",
  },
  "literal-in-definition": {
    severity: "info",
    text: () => 'A line ending in "::" is read as a term, since no blank line follows it.',
    hint: () => "Put a blank line before the literal block.",
  },
  "footnote-empty": {
    severity: "warning",
    text: () => "This footnote has no text.",
    hint: () => "Write it after the label, or indented below.",
  },
  "citation-empty": {
    severity: "warning",
    text: () => "This citation has no text.",
    hint: () => "Write it after the label, or indented below.",
  },
  "target-malformed": {
    severity: "warning",
    text: () => "This looks like a hyperlink target, but its name is missing or has no end.",
    hint: () => 'A target is written ".. _name:".',
  },
  "substitution-malformed": {
    severity: "warning",
    text: () => "This looks like a substitution definition, but its name has no end.",
    hint: () => 'A substitution is written ".. |name| replace:: text".',
  },
  "substitution-empty": {
    severity: "warning",
    text: (name) => `The substitution definition "${name}" has no contents.`,
    hint: () => 'A substitution is written ".. |name| replace:: text".',
  },
  "substitution-invalid": {
    severity: "warning",
    text: (name) => `The substitution definition "${name}" gives nothing to substitute.`,
    hint: () => "What follows the name is a directive such as replace:: or image::.",
  },
  "substitution-anonymous-reference": {
    severity: "error",
    text: () => "Anonymous references cannot stand in a substitution definition.",
    hint: () => "Write a reference by name (text_).",
  },
  "substitution-auto-footnote": {
    severity: "error",
    text: () =>
      "References to automatically numbered footnotes cannot stand in a substitution definition.",
    hint: () => "Give the footnote a number of your own.",
  },
  "substitution-target": {
    severity: "error",
    text: () => "Targets cannot stand in a substitution definition.",
    hint: () => "Put the target before the paragraph that is meant.",
  },
  "substitution-problematic": {
    severity: "error",
    text: () => "The text of a substitution definition has faulty markup.",
    hint: () => 'Correct the markup after the "::" of the definition.',
  },
  "duplicate-substitution": {
    severity: "error",
    text: (name) => `The substitution "${name}" is defined twice; the last one counts.`,
    hint: () => "Remove one of them, or give it another name.",
  },
  "duplicate-implicit-name": {
    severity: "info",
    text: (name) =>
      `Two titles or links are named "${name}"; references by that name lead to neither.`,
    hint: () => 'Give one of them a name of its own with ".. _name:" above it, and refer to that.',
  },
  "duplicate-explicit-name": {
    severity: "warning",
    text: (name, ...links) =>
      links.length === 0
        ? `The name "${name}" is given twice; references by it lead to neither.`
        : `The name "${name}" is given twice, ${links.length > 1 ? "by two links; each of them leads to its own address" : "by a link and by something else; the link leads to its own address"}, but references by the name lead nowhere.`,
    hint: (_name, link) =>
      link
        ? `Write ${link}_, with two underscores: such a link gives no name.`
        : "Remove one of them, or give it another name.",
  },
  "same-external-target": {
    severity: "info",
    text: (name, uri) => `The name "${name}" is given to "${uri}" twice.`,
    hint: () => "Remove one of the two.",
  },
  "name-overrides-title": {
    severity: "info",
    text: (name) => `The name "${name}" is a title's as well; references lead here.`,
    hint: () => "Give the target another name if references are to lead to the title.",
  },
  "nested-too-deep": {
    severity: "error",
    text: (limit) =>
      `Text is nested more than ${limit} levels deep; the rest is left as it stands.`,
    hint: () => "Use fewer levels of lists and quotes.",
  },
  "too-many-headings": {
    severity: "error",
    text: (limit) =>
      `The page has more than ${limit} headings; all of it from this one on is left out.`,
    hint: () => "Put parts of it on pages of their own.",
  },
  "line-too-long": {
    severity: "error",
    text: (line, limit) => `Line ${line} is longer than ${limit} characters.`,
    hint: () => "Break the line; a paragraph may have any number of lines.",
  },
} satisfies Record<string, Entry>;
