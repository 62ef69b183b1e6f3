import type { Entry } from "./entry.js";
import { butNot, oneOf, plural } from "./words.js";

/** What can be wrong with: directives and roles. */
export const directiveCodes = {
  "unknown-role": {
    severity: "error",
    text: (name) => `There is no role "${name}".`,
    hint: (_name, ...near) => oneOf("Did you mean", near),
  },
  "sphinx-role": {
    severity: "error",
    text: (name) => `The role "${name}" is one of Sphinx and not supported.`,
    hint: (_name, instead) => instead,
  },
  "role-not-in-language": {
    severity: "info",
    text: (name, language) => `No role is called "${name}" in the language "${language}".`,
  },
  "role-in-english": {
    severity: "info",
    text: (name, language) =>
      `The role "${name}" has no name in the language "${language}"; it is taken in English.`,
  },
  "role-not-supported": {
    severity: "error",
    text: (name) => `The role "${name}" is reserved and does nothing.`,
    hint: () => "Use another role, or write the text without one.",
  },
  "wrong-pep-number": {
    severity: "error",
    text: (number) => `"${number}" is not the number of a PEP; they go from 0 to 9999.`,
    hint: () => "Write the number alone, such as :PEP:`8`.",
  },
  "wrong-rfc-number": {
    severity: "error",
    text: (number) => `"${number}" is not the number of an RFC; they begin with 1.`,
    hint: () => "Write the number alone, such as :RFC:`2822`.",
  },
  "raw-role-disabled": {
    severity: "warning",
    text: (name) => `The role "${name}" passes raw text on, which is switched off.`,
    hint: () => "Write the text without the role, or allow raw text in the settings.",
  },
  "raw-role-without-format": {
    severity: "error",
    text: (name) => `The role "${name}" does not say which output format its text is for.`,
    hint: () => 'Make a role with a format: ".. role:: name(raw)" with the option ":format: html".',
  },
  "unknown-directive": {
    severity: "error",
    text: (name) => `There is no directive "${name}".`,
    hint: (_name, ...near) => oneOf("Did you mean", near),
  },
  "directive-argument-missing": {
    severity: "error",
    text: (directive) => `The directive "${directive}" needs an argument after its "::".`,
    hint: (directive) => `Write it on the same line: ".. ${directive}:: argument".`,
  },
  "directive-arguments-too-many": {
    severity: "error",
    text: (directive, count) => `The directive "${directive}" takes one word, got ${count}.`,
    hint: () => "Content begins after a blank line.",
  },
  "directive-content-forbidden": {
    severity: "error",
    text: (directive) => `The directive "${directive}" takes no content.`,
    hint: () => "What follows it must not be indented.",
  },
  "directive-content-missing": {
    severity: "error",
    text: (directive) => `The directive "${directive}" has no content.`,
    hint: () => "Content is indented more than the directive's two dots.",
  },
  "directive-options-malformed": {
    severity: "error",
    text: (directive) => `This line is no option of the directive "${directive}".`,
    hint: () => 'An option is written ":name: value"; content begins after a blank line.',
  },
  "option-name-has-blank": {
    severity: "error",
    text: (directive, option) =>
      `The directive "${directive}" has no option "${option}": names of options are single words.`,
    hint: () => "Write the name without spaces, and the value after the second colon.",
  },
  "unknown-option": {
    severity: "error",
    text: (directive, option) => `The directive "${directive}" has no option "${option}".`,
    hint: (_directive, _option, ...near) => oneOf("Did you mean", near),
  },
  "duplicate-option": {
    severity: "error",
    text: (directive, option) =>
      `The option "${option}" of the directive "${directive}" is given twice.`,
    hint: () => "Keep one of them.",
  },
  "option-value-missing": {
    severity: "error",
    text: (directive, option) => `The option "${option}" of "${directive}" needs a value.`,
    hint: (_directive, option) => `Write the value after the colon: ":${option}: value".`,
  },
  "option-value-forbidden": {
    severity: "error",
    text: (directive, option, value) =>
      `The option "${option}" of "${directive}" takes no value, got "${value}".`,
    hint: (_directive, option) => `Write ":${option}:" alone.`,
  },
  "option-not-integer": {
    severity: "error",
    text: (directive, option, value) =>
      `The option "${option}" of "${directive}" must be an integer${butNot(value)}.`,
    hint: (_directive, option) => `Write a number, such as ":${option}: 1".`,
  },
  "option-negative": {
    severity: "error",
    text: (directive, option, value) =>
      `The option "${option}" of "${directive}" must not be negative, got "${value}".`,
    hint: () => "Write 0 or a number above it.",
  },
  "option-not-length": {
    severity: "error",
    text: (directive, option, value) =>
      `The option "${option}" of "${directive}" must be a length${butNot(value)}.`,
    hint: (_directive, _option, _value, ...units) =>
      `A length is a number with one of the units ${units.join(", ")}, or none.`,
  },
  "option-not-lines": {
    severity: "error",
    text: (_directive, option, value) => `"${value}" of "${option}" names no lines.`,
    hint: () => 'Write numbers and ranges: "1,3-5".',
  },
  "option-not-class": {
    severity: "error",
    text: (directive, option, value) =>
      `The option "${option}" of "${directive}" must hold class names; "${value}" cannot be made one.`,
    hint: () => "Class names are made of letters, digits and hyphens and begin with a letter.",
  },
  "option-not-encoding": {
    severity: "error",
    text: (directive, option, value) =>
      `The option "${option}" of "${directive}" must be the name of an encoding, got "${value}".`,
    hint: (_directive, _option, _value, ...near) =>
      oneOf("Did you mean", near) ?? "Leave it out for UTF-8.",
  },
  "option-not-choice": {
    severity: "error",
    text: (directive, option, value) =>
      value
        ? `The option "${option}" of "${directive}" cannot be "${value}".`
        : `The option "${option}" of "${directive}" needs a value.`,
    hint: (_directive, _option, _value, ...choices) => oneOf("It may be", choices),
  },
  "directive-processed": {
    severity: "info",
    text: (directive) => `The directive "${directive}" was read.`,
  },
  "directive-nested": {
    severity: "error",
    text: (directive) => `The directive "${directive}" cannot stand inside another block.`,
    hint: () => "It stands where sections stand: not indented, in no list, table or other block.",
  },
  "directive-disabled": {
    severity: "warning",
    text: (directive) => `The directive "${directive}" is turned off.`,
    hint: () => "Write the text without it, or turn it on in the settings.",
  },
  "directive-not-in-language": {
    severity: "info",
    text: (directive, language) =>
      `No directive is called "${directive}" in the language "${language}".`,
  },
  "directive-in-english": {
    severity: "info",
    text: (directive, language) =>
      `The directive "${directive}" has no name in the language "${language}"; it is taken in English.`,
  },
  "sphinx-directive": {
    severity: "error",
    text: (directive) => `The directive "${directive}" is one of Sphinx and not supported.`,
    hint: (_directive, instead) => instead,
  },
  "sphinx-option": {
    severity: "error",
    text: (directive, option) => `The option "${option}" of "${directive}" is not supported.`,
    hint: (_directive, _option, instead) => instead,
  },
  "glossary-without-term": {
    severity: "error",
    text: () => "The glossary begins with a definition that has no term; it is left out.",
    hint: () => "Write the term on a line before it, with less white space in front.",
  },
  "glossary-term-attached": {
    severity: "warning",
    text: (term) => `There is no blank line before the term "${term}".`,
    hint: () => "End the definition above with a blank line; if it goes on here, indent the line.",
  },
  "glossary-terms-apart": {
    severity: "warning",
    text: (term) =>
      `A blank line parts the term "${term}" from the one above, whose definition it shares.`,
    hint: () => "Leave the blank line out, or write a definition below the term above.",
  },
  "term-without-definition": {
    severity: "warning",
    text: (term) => `The term "${term}" has no definition.`,
    hint: () => "Write it below the term, indented.",
  },
  "sidebar-in-sidebar": {
    severity: "error",
    text: () => "A sidebar cannot stand in a sidebar.",
    hint: () =>
      "End the outer sidebar first: indent the inner one like the text around the outer one.",
  },
  "subtitle-without-title": {
    severity: "error",
    text: () => "A sidebar without a title has no subtitle either.",
    hint: () => 'Write the title after "sidebar::".',
  },
  "class-invalid": {
    severity: "error",
    text: (_directive, value) => `"${value}" cannot be made class names.`,
    hint: () => "A class name holds letters, digits and hyphens and begins with a letter.",
  },
  "line-number-not-integer": {
    severity: "error",
    text: (directive, option, value) =>
      `The option "${option}" of "${directive}" is the number of the first line, not "${value}".`,
    hint: (_directive, option) =>
      `Write a number, such as ":${option}: 10", or nothing after the colon to begin with 1.`,
  },
  "image-align": {
    severity: "error",
    text: (directive, value) => `The option "align" of "${directive}" cannot be "${value}" here.`,
    hint: (_directive, _value, ...choices) => oneOf("It may be", choices),
  },
  "image-align-in-line": {
    severity: "error",
    text: (directive, value) =>
      `The option "align" of "${directive}" cannot be "${value}" in a substitution definition.`,
    hint: (_directive, _value, ...choices) => oneOf("It may be", choices),
  },
  "figure-width-of-image": {
    severity: "note",
    text: () => "The image is not looked at: the figure is as wide as it turns out.",
    hint: () => 'Write the width in numbers: ":figwidth: 300".',
  },
  "figure-caption-missing": {
    severity: "error",
    text: () => "The content of a figure must begin with its caption.",
    hint: () => "The caption is a paragraph; an empty comment (..) stands for none.",
  },
  "meta-malformed": {
    severity: "error",
    text: (directive) => `This line is no field of the directive "${directive}".`,
    hint: () => 'A field is written ":description: text".',
  },
  "meta-content-missing": {
    severity: "info",
    text: (name) => `The meta field "${name}" is empty.`,
    hint: (name) => `Write its content after the colon: ":${name}: content".`,
  },
  "meta-attribute-malformed": {
    severity: "error",
    text: (word) => `"${word}" is no attribute of a meta field.`,
    hint: () => 'Attributes are written "lang=en".',
  },
  "option-not-positive": {
    severity: "error",
    text: (directive, option, value) =>
      `The option "${option}" of "${directive}" must hold numbers above 0, got "${value}".`,
    hint: () => "Write numbers of 1 or more, separated by spaces or commas.",
  },
  "option-not-character": {
    severity: "error",
    text: (directive, option, value) =>
      `The option "${option}" of "${directive}" must be one character${butNot(value)}.`,
    hint: () => 'A character may be given by its number: "0x5c".',
  },
  "table-content-missing": {
    severity: "warning",
    text: (directive) => `The directive "${directive}" has no content.`,
    hint: () => "Indent the table below it.",
  },
  "table-content-not-table": {
    severity: "error",
    text: (directive) => `The content of "${directive}" must be one table and nothing else.`,
    hint: () => "Put one table below the directive, indented, and all other text outside it.",
  },
  "table-widths-mismatch": {
    severity: "error",
    text: (directive, columns) =>
      `The option "widths" of "${directive}" must give as many widths as there are columns: ${columns}.`,
    hint: () => 'Give one number for each column, or "auto".',
  },
  "table-too-few-rows": {
    severity: "error",
    text: (directive, wanted, rows) =>
      `"${directive}" is to have ${plural(wanted, "head row")}, but it has only ${plural(rows, "row")}.`,
    hint: () => 'Lower "header-rows", or add rows.',
  },
  "table-only-head": {
    severity: "error",
    text: (directive, rows) =>
      `No row of "${directive}" is left for the body: it has ${plural(rows, "row")}, all in the head.`,
    hint: () => 'Lower "header-rows", or add rows for the body.',
  },
  "table-too-few-columns": {
    severity: "error",
    text: (directive, wanted, columns) =>
      `"${directive}" is to have ${plural(wanted, "stub column")}, but a row has only ${plural(columns, "cell")}.`,
    hint: () => 'Lower "stub-columns", or add cells.',
  },
  "table-only-stub": {
    severity: "error",
    text: (directive, columns) =>
      `No column of "${directive}" is left for the body: a row has ${plural(columns, "cell")}, all in stub columns.`,
    hint: () => 'Lower "stub-columns", or add cells.',
  },
  "table-empty": {
    severity: "error",
    text: (directive) => `The table of "${directive}" has no cells.`,
    hint: () => "Add rows below the directive, after an empty line and indented.",
  },
  "table-too-large": {
    severity: "error",
    text: (directive, rows, columns) =>
      `The table of "${directive}" would have ${rows} rows of ${columns} cells, which is too many.`,
    hint: () => "Split the table.",
  },
  "csv-content-missing": {
    severity: "warning",
    text: (directive) => `The directive "${directive}" has neither content nor a file.`,
    hint: () => 'Indent the rows below it, or name a file by ":file:".',
  },
  "csv-quote-open": {
    severity: "error",
    text: (directive) => `A quoted field in "${directive}" has no end.`,
    hint: () => "Within quotes, a quote is written twice.",
  },
  "csv-text-after-quote": {
    severity: "error",
    text: (directive, delimiter, quote) =>
      `In a field of "${directive}", text follows the closing quote (${quote}) where a "${delimiter}" must.`,
    hint: () => "Within quotes, a quote is written twice.",
  },
  "csv-url": {
    severity: "error",
    text: (_directive, url) => `Nothing is fetched from the network: "${url}".`,
    hint: () => 'Put the file into the project and name it by ":file:".',
  },
  "files-disabled": {
    severity: "warning",
    text: (directive) => `"${directive}" names a file, but reading files is turned off.`,
    hint: () =>
      "Copy the text of the file to this place, or turn reading files on in the settings.",
  },
  "list-table-empty": {
    severity: "error",
    text: (directive) => `The directive "${directive}" has no content.`,
    hint: () => "Indent a list of lists below it.",
  },
  "list-table-not-list": {
    severity: "error",
    text: (directive) => `The content of "${directive}" must be one bullet list and nothing else.`,
    hint: () =>
      'Write each row as an item "* - first cell", indented like the rows above it, whose cells are the items of a list in it; text around it belongs outside the directive.',
  },
  "list-table-row": {
    severity: "error",
    text: (directive, row) => `Row ${row} of "${directive}" is not a list of cells.`,
    hint: () => 'A row is written "* - first cell", the next cells "  - " below it.',
  },
  "list-table-uneven": {
    severity: "error",
    text: (directive, row, cells, first) =>
      `Row ${row} of "${directive}" has ${plural(cells, "cell")}, the first row has ${first}.`,
    hint: (_directive, _row, _cells, first) =>
      `Give each row ${plural(first, "cell")}; an empty one is "-".`,
  },
  "role-name-missing": {
    severity: "error",
    text: (directive) => `The directive "${directive}" does not name a role.`,
    hint: () => 'Write the name on the same line: ".. role:: name" or ".. role:: name(base)".',
  },
  "role-name-invalid": {
    severity: "error",
    text: (_directive, name) => `"${name}" cannot be the name of a role.`,
    hint: () => 'Write "name" or "name(base)", of letters and digits with single "-._+:" between.',
  },
  "role-name-no-class": {
    severity: "error",
    text: (_directive, name) => `No class can be made of the name of the role "${name}".`,
    hint: () => 'Give it one by the option ":class:".',
  },
  "file-unreadable": {
    severity: "error",
    text: (_directive, path, reason) => `The file "${path}" ${reason}.`,
    hint: (_directive, _path, _reason, ...near) =>
      oneOf("Did you mean", near) ??
      "Correct the path; it starts from the folder of the text that names it.",
  },
  "unknown-standard-file": {
    severity: "error",
    text: (_directive, name) => `There is no standard definition file "${name}".`,
    hint: (_directive, _name, ...near) =>
      oneOf("Did you mean", near) ?? "A file of your own is named without angle brackets.",
  },
  "raw-url": {
    severity: "error",
    text: (_directive, url) => `Nothing is fetched from the network: "${url}".`,
    hint: () => 'Put the file into the project and name it by ":file:".',
  },
  "raw-html": {
    severity: "note",
    text: () =>
      "This HTML goes to the page as it is, with all that it can do in a reader's browser.",
    hint: () =>
      'Say in specpress.yaml whether that is meant: "raw: allow", "sanitise" or "refuse".',
  },
  "raw-html-refused": {
    severity: "error",
    text: () => 'This HTML is left out of the page, since specpress.yaml says "raw: refuse".',
    hint: () => "Write it as the markup of the text has it.",
  },
  "raw-html-sanitised": {
    severity: "warning",
    text: (...leftOut) =>
      `Of this HTML some is left out, since specpress.yaml says "raw: sanitise": ${leftOut.slice(0, 8).join(", ")}${leftOut.length > 8 ? ", …" : ""}.`,
    hint: () =>
      'Write it as the markup of the text has it, or leave it out; where all HTML is meant as it is, say "raw: allow" in specpress.yaml.',
  },
  "meta-header-refused": {
    severity: "error",
    text: (name) =>
      `A "meta" with "http-equiv=${name}" can lead readers away from the page; it is left out.`,
    hint: () => 'If that is meant, say "raw: allow" in specpress.yaml.',
  },
  "raw-file-and-content": {
    severity: "error",
    text: (directive) => `The directive "${directive}" has content and names a file too.`,
    hint: () => "Keep one of the two.",
  },
  "raw-file-and-url": {
    severity: "error",
    text: (directive) => `The directive "${directive}" has both ":file:" and ":url:".`,
    hint: () => 'Keep ":file:".',
  },
  "include-text-missing": {
    severity: "error",
    text: (_directive, option, path) =>
      `The text of the option "${option}" does not occur in "${path}".`,
    hint: (_directive, _option, path) =>
      `Copy the text as it is in "${path}", including its punctuation.`,
  },
  "include-line-too-long": {
    severity: "warning",
    text: (path, line) => `Line ${line} of "${path}" is too long; the file is not included.`,
    hint: () => 'Break the line, or include the file with ":literal:" where it is no text to read.',
  },
  "circular-include": {
    severity: "warning",
    text: (_directive, ...paths) =>
      `The file includes itself: ${[...paths].reverse().join(" → ")}.`,
    hint: () => "Take one of these includes out.",
  },
  "too-much-included": {
    severity: "error",
    text: (_directive, path) =>
      `The file "${path}" and what this text includes after it are left out: too much is included already.`,
    hint: () => "Look for files that include one another, or are shown, many times.",
  },
  "replace-not-paragraph": {
    severity: "error",
    text: (directive) => `The directive "${directive}" takes one paragraph of text.`,
    hint: () => 'Write one paragraph after the "::", without lists or empty lines.',
  },
  "character-unknown": {
    severity: "error",
    text: (_directive, word) => `There is no character "${word}".`,
    hint: () => "The highest one is U+10FFFF.",
  },
  "directive-outside-substitution": {
    severity: "error",
    text: (directive) => `The directive "${directive}" works only in a substitution definition.`,
    hint: (directive) => `Write ".. |name| ${directive}:: …" and refer to it by "|name|".`,
  },
} satisfies Record<string, Entry>;
