import type { Code } from "../base/diagnostics.js";

/**
 * How docutils words what we report under our own codes: only the pseudo-XML needs it, to be compared with docutils'.
 * A code that is absent is printed in our words.
 */
interface DocutilsMessage {
  readonly text: (...parts: string[]) => string;
  /** Where it differs from what the severity of the code says (info 1, warning 2, error 3). */
  readonly level?: 1 | 2 | 3 | 4;
  /** `end` where docutils names the line on which the faulty text ends instead of the one on which it begins. */
  readonly line?: "end";
}

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
  "option-marker-invalid": {
    text: (option, count) =>
      `wrong number of option tokens (=${count}), should be 1 or 2: "${option}"`,
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
  },
  "line-too-long": { text: (line) => `Line ${line} exceeds the line-length-limit.` },

  // --- inline markup, roles, tables ---

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
  "option-not-integer": inOption((value) =>
    value === ""
      ? "int() argument must be a string, a bytes-like object or a real number, not 'NoneType'"
      : `invalid literal for int() with base 10: ${pythonString(value)}`,
  ),
  "option-negative": inOption(() => "negative value; must be positive or zero"),
  "option-not-length": inOption(
    (_value, ...units) =>
      `not a positive number or measure of one of the following units:\n${units.join(", ")}`,
  ),
  "option-not-class": inOption((value) => `cannot make "${value}" into a class name`),
  "option-not-choice": inOption((value, ...choices) => {
    const problem = value === "" ? "must supply an argument" : `"${value}" unknown`;
    return `${problem}; choose from ${listed(choices)}`;
  }),
  "directive-outside-substitution": {
    text: (directive) =>
      `Invalid context: the "${directive}" directive can only be used within a substitution definition.`,
  },

  // --- transforms ---
};

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

/** A text as Python writes it in its messages. */
function pythonString(text: string): string {
  const escaped = text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
  return escaped.includes("'") && !escaped.includes('"')
    ? `"${escaped}"`
    : `'${escaped.replaceAll("'", "\\'")}'`;
}
