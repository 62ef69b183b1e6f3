import type { Code } from "../base/diagnostics.js";
import { pythonString } from "./python-values.js";

/**
 * How docutils words what we report under our own codes: only the pseudo-XML needs it, to be compared with docutils'.
 * A code that is absent is printed in our words.
 */
interface DocutilsMessage {
  readonly text: (...parts: string[]) => string;
  /** Where it differs from what the severity of the code says (info 1, warning 2, error 3). */
  readonly level?: 1 | 2 | 3 | 4;
  /** What it says in a paragraph of its own about how to mend it. */
  readonly advice?: (...parts: string[]) => string;
  /** `end` where docutils names the line on which the faulty text ends instead of the one on which it begins, `none` for no line, `after` for the one behind the document, `third` for the third of the text that is quoted. */
  readonly line?: "end" | "none" | "after" | "third";
}

/** What docutils says of a name with angle brackets in it: all that keeps it from being an address. */
const embeddedAddress: DocutilsMessage = {
  text: (name) => `Unknown target name: "${name}".`,
  advice: (name = "") =>
    [
      "Did you want to embed a URI or alias?",
      !name.includes("<") && "Opening bracket missing.",
      name.includes("<") &&
        !name.includes(" <") &&
        "The embedded reference must be preceded by whitespace.",
      !name.includes(">") && "Closing bracket missing.",
      name.includes(">") &&
        !name.endsWith(">") &&
        "The embedded reference must be the last text before the end string.",
      /< | >/.test(name) && "Whitespace around the embedded reference is not allowed.",
    ]
      .filter(Boolean)
      .join("\n"),
};

export const docutilsMessages: { readonly [C in Code]?: DocutilsMessage } = {
  // --- blocks ---
  "title-underline-too-short": { text: () => "Title underline too short." },
  "title-overline-too-short": { text: () => "Title overline too short." },
  "title-incomplete": { text: () => "Incomplete section title." },
  "title-underline-missing": {
    text: () => "Missing matching underline for section title overline.",
  },
  "title-lines-differ": { text: () => "Title overline & underline mismatch." },
  "title-marker-invalid": { text: () => "Invalid section title or transition marker." },
  "title-level-skipped": {
    text: (from, to) => `Inconsistent title style: skip from level ${from} to ${to}.`,
  },
  "title-not-allowed": { text: () => "Unexpected section title." },
  "title-or-transition-not-allowed": { text: () => "Unexpected section title or transition." },
  "overline-too-short": {
    text: () =>
      "Possible incomplete section title.\nTreating the overline as ordinary text because it's so short.",
  },
  "underline-too-short": {
    text: () =>
      "Possible title underline, too short for the title.\nTreating it as ordinary text because it's so short.",
  },
  "transition-too-short": {
    text: () =>
      "Unexpected possible title overline or transition.\nTreating it as ordinary text because it's so short.",
  },
  "unexpected-indentation": { text: () => "Unexpected indentation." },
  "unexpected-unindent": {
    text: (what) => `${what} ends without a blank line; unexpected unindent.`,
  },
  "literal-block-missing": { text: () => "Literal block expected; none found." },
  "literal-quoting-inconsistent": { text: () => "Inconsistent literal block quoting." },
  "line-block-unfinished": { text: () => "Line block ends without a blank line." },
  "list-start": {
    text: (text, ordinal) =>
      `Enumerated list start value not ordinal-1: "${text}" (ordinal ${ordinal})`,
  },
  "literal-in-definition": {
    text: () =>
      'Blank line missing before literal block (after the "::")? Interpreted as a definition list item.',
  },
  "footnote-empty": { text: () => "Footnote content expected.", line: "end" },
  "citation-empty": { text: () => "Citation content expected.", line: "end" },
  "target-malformed": { text: () => "malformed hyperlink target." },
  "substitution-malformed": { text: () => "malformed substitution definition." },
  "substitution-empty": { text: (name) => `Substitution definition "${name}" missing contents.` },
  "substitution-invalid": { text: (name) => `Substitution definition "${name}" empty or invalid.` },
  "substitution-anonymous-reference": {
    text: () => "Anonymous references are not supported in a substitution definition.",
  },
  "substitution-auto-footnote": {
    text: () =>
      "References to auto-numbered and auto-symbol footnotes are not supported in a substitution definition.",
  },
  "substitution-target": {
    text: () => "Targets (names and identifiers) are not supported in a substitution definition.",
  },
  "substitution-problematic": { text: () => "Problematic content in substitution definition" },
  "duplicate-substitution": {
    text: (name) => `Duplicate substitution definition name: "${name}".`,
  },
  "duplicate-implicit-name": {
    text: (name) => `Duplicate implicit target name: "${name}".`,
    line: "end",
  },
  "duplicate-explicit-name": { text: (name) => `Duplicate explicit target name: "${name}".` },
  "same-external-target": {
    text: (name, uri) => `Duplicate name "${name}" for external target "${uri}".`,
  },
  "name-overrides-title": {
    text: (name) => `Target name overrides implicit target name "${name}".`,
    line: "end",
  },
  "line-too-long": {
    text: (line) => `Line ${line} exceeds the line-length-limit.`,
    line: "none",
  },

  // --- inline markup, roles, tables ---
  "unclosed-inline-markup": {
    text: (what) => `Inline ${docutilsMarkup(what)} start-string without end-string.`,
  },
  "two-roles": {
    text: () =>
      "Multiple roles in interpreted text (both prefix and suffix present; only one allowed).",
  },
  "role-and-reference": {
    text: (_role, position) =>
      `Mismatch: both interpreted text role ${position} and reference suffix.`,
  },
  "sphinx-role": { text: (name) => `Unknown interpreted text role "${name}".` },
  "unknown-role": { text: (name) => `Unknown interpreted text role "${name}".` },
  "role-not-in-language": {
    text: (name, language) =>
      `No role entry for "${name}" in module "docutils.parsers.rst.languages.${language}".\nTrying "${name}" as canonical role name.`,
  },
  "role-in-english": {
    text: (name, language) =>
      `No role entry for "${name}" in module "docutils.parsers.rst.languages.${language}".\nUsing English fallback for role "${name}".`,
  },
  "role-not-supported": { text: (name) => `Interpreted text role "${name}" not implemented.` },
  "wrong-pep-number": {
    text: (number) => `PEP number must be a number from 0 to 9999; "${number}" is invalid.`,
  },
  "wrong-rfc-number": {
    text: (number) =>
      `RFC number must be a number greater than or equal to 1; "${number}" is invalid.`,
  },
  "raw-role-disabled": { text: () => "raw (and derived) roles disabled" },
  "raw-role-without-format": {
    text: (name) =>
      `No format (Writer name) is associated with this role: "${name}".\nThe "raw" role cannot be used directly.\nInstead, use the "role" directive to create a new role with an associated format.`,
  },
  "table-bottom-missing": {
    ...malformedTable(() => "Bottom border missing or corrupt."),
    line: "third",
  },
  "table-right-border": malformedTable(() => "Right border not aligned or missing."),
  "table-two-headers": malformedTable(
    (first, second) =>
      `Multiple head/body row separators (table lines ${first} and ${second}); only one allowed.`,
  ),
  "table-not-rectangular": malformedTable(() => "Malformed table; parse incomplete."),
  "table-borders-differ": malformedTable(
    () => "Bottom border or header rule does not match top border.",
  ),
  "table-bottom-not-found": malformedTable(() => "No bottom table border found."),
  "table-bottom-unclear": malformedTable(
    () => "No bottom table border found or no blank line after table bottom.",
  ),
  "table-text-in-margin": malformedTable((line) => `Text in column margin in table line ${line}.`),
  "table-span-incomplete": malformedTable(
    (line) => `Column span incomplete in table line ${line}.`,
  ),
  "table-span-misaligned": malformedTable(
    (line) => `Column span alignment problem in table line ${line}.`,
  ),
  "option-not-positive": inOption(() => "negative or zero value; must be positive"),
  "option-not-character": inOption(
    (_value, char = "") =>
      `${pythonString(char)} invalid; must be a single character or a Unicode code`,
  ),
  "table-content-missing": {
    text: (directive) => `Content block expected for the "${directive}" directive; none found.`,
  },
  "table-content-not-table": inContent(() => "exactly one table expected."),
  "table-widths-mismatch": {
    text: (directive, columns) =>
      `"${directive}" widths do not match the number of columns in table (${columns}).`,
  },
  "table-too-few-rows": {
    text: (directive, wanted, rows) =>
      `${wanted} header row(s) specified but only ${rows} row(s) of data supplied ("${directive}" directive).`,
  },
  "table-only-head": {
    text: (directive, rows) =>
      `Insufficient data supplied (${rows} row(s)); no data remaining for table body, required by "${directive}" directive.`,
  },
  "table-too-few-columns": {
    text: (directive, wanted, columns) =>
      `${wanted} stub column(s) specified but only ${columns} columns(s) of data supplied ("${directive}" directive).`,
  },
  "table-only-stub": {
    text: (directive, columns) =>
      `Insufficient data supplied (${columns} columns(s)); no data remaining for table body, required by "${directive}" directive.`,
  },
  "table-empty": { text: () => "No table data detected in CSV file." },
  "csv-content-missing": {
    text: (directive) => `The "${directive}" directive requires content; none supplied.`,
  },
  "csv-quote-open": {
    text: (directive) => `Error with CSV data in "${directive}" directive:\nunexpected end of data`,
  },
  "csv-text-after-quote": {
    text: (directive, delimiter, quote) =>
      `Error with CSV data in "${directive}" directive:\n'${delimiter}' expected after '${quote}'`,
  },
  "csv-url": {
    level: 4,
    text: (directive, url) =>
      `Problems with "${directive}" directive URL "${url}":\nunknown url type: '${url}'.`,
  },
  "files-disabled": {
    text: (directive) => `File and URL access deactivated; ignoring "${directive}" directive.`,
  },
  "list-table-empty": {
    text: (directive) => `The "${directive}" directive is empty; content required.`,
  },
  "list-table-not-list": inContent(() => "exactly one bullet list expected."),
  "list-table-row": inContent(
    (row) =>
      `two-level bullet list expected, but row ${row} does not contain a second-level bullet list.`,
  ),
  "list-table-uneven": inContent(
    (row, cells, first) =>
      `uniform two-level bullet list expected, but row ${row} does not contain the same number of items as row 1 (${cells} vs ${first}).`,
  ),
  "role-name-missing": {
    text: (directive) => `"${directive}" directive requires arguments on the first line.`,
  },
  "role-name-invalid": {
    text: (directive, name) =>
      `"${directive}" directive arguments not valid role names: "${name}".`,
  },
  "role-name-no-class": {
    text: (directive, name) =>
      `Invalid argument for "${directive}" directive:\ncannot make "${name}" into a class name.`,
  },
  "no-blank-line-after-table": { text: () => "Blank line required after table." },

  // --- directives ---
  "unknown-directive": { text: (name) => `Unknown directive type "${name}".` },
  "directive-argument-missing": inDirective(() => "1 argument(s) required, 0 supplied"),
  "directive-arguments-too-many": inDirective(
    (count) => `maximum 1 argument(s) allowed, ${count} supplied`,
  ),
  "directive-content-forbidden": inDirective(() => "no content permitted"),
  "directive-content-missing": {
    text: (directive) => `Content block expected for the "${directive}" directive; none found.`,
  },
  "directive-options-malformed": inDirective(() => "invalid option block"),
  "option-name-has-blank": inDirective(
    () => "invalid option data: extension option field name may not contain multiple words",
  ),
  "unknown-option": inDirective((option) => `unknown option: "${option}"`),
  "duplicate-option": inDirective((option) => `invalid option data: duplicate option "${option}"`),
  "option-value-missing": inOption(() => "argument required but none supplied"),
  "option-value-forbidden": inOption((value) => `no argument is allowed; "${value}" supplied`),
  "option-not-integer": inOption((value, word = value) =>
    value === ""
      ? "int() argument must be a string, a bytes-like object or a real number, not 'NoneType'"
      : `invalid literal for int() with base 10: ${pythonString(word)}`,
  ),
  "option-negative": inOption(() => "negative value; must be positive or zero"),
  "option-not-length": inOption((value, ...units) => {
    if (value === "") return "expected string or bytes-like object, got 'NoneType'";
    if (!/^-?(?:\d+\.?\d*|\.\d+) *(?:%|[a-zA-Zµ]*)$/.test(value))
      return `"${value}" is no valid measure.`;
    return `not a positive number or measure of one of the following units:\n${units.join(", ")}`;
  }),
  "option-not-class": inOption((_value, word) => `cannot make "${word}" into a class name`),
  "option-not-encoding": inOption((value) => `unknown encoding: "${value}"`),
  "option-not-choice": inOption((value, ...choices) => {
    const problem = value === "" ? "must supply an argument" : `"${value}" unknown`;
    return `${problem}; choose from ${listed(choices)}`;
  }),
  "directive-not-in-language": {
    text: (name, language) =>
      `No directive entry for "${name}" in module "docutils.parsers.rst.languages.${language}".\nTrying "${name}" as canonical directive name.`,
  },
  "directive-in-english": {
    text: (name, language) =>
      `No directive entry for "${name}" in module "docutils.parsers.rst.languages.${language}".\nUsing English fallback for directive "${name}".`,
  },
  "directive-processed": {
    text: (name, argument = "", option = "", content = "") => {
      const shown = argument === "" ? "" : pythonString(argument);
      const options = option === "" ? "" : `'option': ${pythonString(option)}`;
      return `Directive processed. Type="${name}", arguments=[${shown}], options={${options}}, content:${content}`;
    },
  },
  "directive-nested": {
    text: (directive) =>
      `The "${directive}" directive may not be used within topics or body elements.`,
  },
  "directive-disabled": { text: (directive) => `"${directive}" directive disabled.` },
  "sphinx-directive": { text: (name) => `Unknown directive type "${name}".` },
  "sphinx-option": inDirective((option) => `unknown option: "${option}"`),
  "sidebar-in-sidebar": {
    text: (directive) => `The "${directive}" directive may not be used within a sidebar element.`,
  },
  "subtitle-without-title": {
    text: () => 'The "subtitle" option may not be used without a title.',
  },
  "class-invalid": {
    text: (directive, value) =>
      `Invalid class attribute value for "${directive}" directive: "${value}".`,
  },
  "line-number-not-integer": { text: () => ":number-lines: with non-integer start value" },
  "image-align": {
    text: (directive, value, ...choices) =>
      `Error in "${directive}" directive: "${value}" is not a valid value for the "align" option.  Valid values for "align" are: "${choices.join('", "')}".`,
  },
  "image-align-in-line": {
    text: (directive, value, ...choices) =>
      `Error in "${directive}" directive: "${value}" is not a valid value for the "align" option within a substitution definition.  Valid values for "align" are: "${choices.join('", "')}".`,
  },
  "figure-caption-missing": { text: () => "Figure caption must be a paragraph or empty comment." },
  "meta-malformed": { text: () => "Invalid meta directive." },
  "meta-content-missing": { text: (name) => `No content for meta tag "${name}".` },
  "meta-attribute-malformed": {
    text: (word = "") => {
      const [, name, quote] = /^(.+?)=(["'])/.exec(word) ?? [];
      const fault = quote
        ? `attribute "${name}" missing end quote (${quote})`
        : word.endsWith("=")
          ? `missing value after "${word}"`
          : word.startsWith("=")
            ? 'missing attribute name before "="'
            : 'missing "="';
      return `Error parsing meta tag attribute "${word}": ${fault}.`;
    },
  },
  "unknown-standard-file": {
    level: 4,
    text: (directive, path) =>
      `Problems with "${directive}" directive path:\nInputError: [Errno 2] No such file or directory: '${path}'.`,
  },
  "file-unreadable": {
    level: 4,
    text: (directive, path, reason) =>
      `Problems with "${directive}" directive path:\nInputError: ${reason}: '${path}'.`,
  },
  "raw-file-and-content": {
    text: (directive) =>
      `"${directive}" directive may not both specify an external file and have content.`,
  },
  "raw-file-and-url": {
    text: (directive) =>
      `The "file" and "url" options may not be simultaneously specified for the "${directive}" directive.`,
  },
  "include-text-missing": {
    level: 4,
    text: (directive, option) =>
      `Problem with "${option}" option of "${directive}" directive:\nText not found.`,
  },
  "include-line-too-long": {
    text: (path, line) => `"${path}": line ${line} exceeds the line-length-limit.`,
  },
  "circular-include": {
    text: (directive, ...paths) =>
      `circular inclusion in "${directive}" directive:\n${paths.join("\n> ")}`,
  },
  "replace-not-paragraph": {
    text: (directive) => `Error in "${directive}" directive: may contain a single paragraph only.`,
  },
  "character-unknown": {
    text: (_directive, word, number) =>
      Number(number) > 0x7fff_ffff
        ? `Invalid character code: ${word}\nValueError: code too large (Python int too large to convert to C int)`
        : `Invalid character code: ${word}\nValueError: chr() arg not in range(0x110000)`,
  },
  "directive-outside-substitution": {
    text: (directive) =>
      `Invalid context: the "${directive}" directive can only be used within a substitution definition.`,
  },

  // --- transforms ---
  "unknown-target": { text: (name) => `Unknown target name: "${name}".` },
  "embedded-address-padded": embeddedAddress,
  "embedded-address-not-last": embeddedAddress,
  "embedded-address-attached": embeddedAddress,
  "embedded-address-open": embeddedAddress,
  "ambiguous-target": {
    text: (name) => `Duplicate target name, cannot be used as a unique reference: "${name}".`,
  },
  "anonymous-mismatch": {
    text: (references, targets) =>
      `Anonymous hyperlink mismatch: ${references} references but ${targets} targets.\nSee "backrefs" attribute for IDs.`,
    line: "none",
  },
  "indirect-target-unknown": {
    text: (naming, name) =>
      `Indirect hyperlink target ${naming} refers to target "${name}", which does not exist.`,
  },
  "indirect-target-ambiguous": {
    text: (naming, name) =>
      `Indirect hyperlink target ${naming} refers to target "${name}", which is a duplicate, and cannot be used as a unique reference.`,
  },
  "indirect-target-circular": {
    text: (naming, name) =>
      `Indirect hyperlink target ${naming} refers to target "${name}", forming a circular reference.`,
  },
  "unreferenced-target": { text: (name) => `Hyperlink target "${name}" is not referenced.` },
  "undefined-substitution": { text: (name) => `Undefined substitution referenced: "${name}".` },
  "substitution-too-long": {
    text: (name) => `Substitution definition "${name}" exceeds the line-length-limit.`,
    line: "after",
  },
  "circular-substitution": {
    text: (name) => `Circular substitution definition referenced: "${name}".`,
  },
  "circular-substitution-definition": { text: () => "Circular substitution definition detected:" },
  "too-many-footnote-references": {
    text: (count) =>
      `Too many autonumbered footnote references: only ${count} corresponding footnote${Number(count) > 1 ? "s" : ""} available.`,
  },
  "too-many-symbol-references": {
    text: (count) =>
      `Too many symbol footnote references: only ${count} corresponding footnotes available.`,
  },
  "class-without-element": {
    text: (directive) => `No suitable element following "${directive}" directive`,
  },
  "transition-first": { text: () => "Document or section may not begin with a transition." },
  "transition-adjacent": {
    text: () =>
      "At least one body element must separate transitions; adjacent transitions are not allowed.",
  },
  "transition-last": { text: () => "Document may not end with a transition." },
  "docinfo-empty": { text: (name) => `Cannot extract empty bibliographic field "${name}".` },
  "docinfo-compound": {
    text: (name, contents) =>
      `Bibliographic field "${name}"\nmust contain a single <paragraph>, not ${contents}.`,
  },
  "docinfo-repeated": { text: (name) => `There can only be one "${name}" field.` },
  "docinfo-authors": {
    text: (name, separators) =>
      `Cannot extract "${name}" from bibliographic field:\nBibliographic field "${name}" must contain either\n a single paragraph (with author names separated by a character from the set "${separators}"),\n multiple paragraphs (one per author),\n or a bullet list with one author name per item.\nNote: Leading initials can cause (mis)recognizing names as enumerated list.`,
  },
  "smart-quotes-unknown": {
    text: (language) => `No smart quotes defined for language "${language}".`,
  },
};

/** What docutils calls a kind of inline markup. */
function docutilsMarkup(what: string): string {
  const names: Readonly<Record<string, string>> = {
    "strong text": "strong",
    "inline target": "target",
    "substitution reference": "substitution_reference",
    "interpreted text or reference": "interpreted text or phrase reference",
  };
  return names[what] ?? what;
}

function inContent(detail: (...parts: string[]) => string): DocutilsMessage {
  return {
    text: (directive, ...parts) =>
      `Error parsing content block for the "${directive}" directive: ${detail(...parts)}`,
  };
}

function malformedTable(detail: (...parts: string[]) => string): DocutilsMessage {
  return { text: (...parts) => `Malformed table.\n${detail(...parts)}` };
}

/** The form of most messages about directives. */
function inDirective(text: (...parts: string[]) => string): DocutilsMessage {
  return {
    text: (directive, ...parts) => `Error in "${directive}" directive:\n${text(...parts)}.`,
  };
}

/** The form of messages about an option's value. */
function inOption(reason: (value: string, ...parts: string[]) => string): DocutilsMessage {
  return inDirective((option, value = "", ...parts) => {
    const shown = value === "" ? "None" : pythonString(value);
    return `invalid option value: (option: "${option}"; value: ${shown})\n${reason(value, ...parts)}`;
  });
}

/** `"a", "b", or "c"` */
function listed(words: readonly string[]): string {
  const quoted = words.map((word) => `"${word}"`);
  return [...quoted.slice(0, -1), `or ${quoted.at(-1)}`].join(", ");
}
