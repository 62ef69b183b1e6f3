import type { Span } from "./source.js";

/**
 * What can be wrong with a specification: the closed table of codes, each with its severity, its sentence and, where we
 * know one, the way to mend it. A wrong code or a missing part does not compile.
 *
 * - `error`: the result is wrong or incomplete. `warning`: probably not what the author meant. `note`: worth knowing.
 * - `info`: kept in the document for those who ask (docutils' level 1), never shown by a build.
 */
export type Severity = "error" | "warning" | "note" | "info";

interface Entry {
  readonly severity: Severity;
  /** One plain sentence with the author's own words in it. */
  readonly text: (...parts: string[]) => string;
  /** How to mend it, if there is one usual way. Given the same parts. */
  readonly hint?: (...parts: string[]) => string | undefined;
}

export const codes = {
  // --- data: YAML, JSON, $ref ---
  "invalid-utf8": {
    severity: "error",
    text: () => "The file is not valid UTF-8 from here on.",
    hint: () => "Save it as UTF-8.",
  },
  "nul-character": {
    severity: "error",
    text: () => "There is a NUL character in the file, as in files that hold no text.",
  },
  "ref-not-found": {
    severity: "error",
    text: (ref, why) => `The $ref "${ref}" leads nowhere: the file ${why}.`,
    hint: (_ref, _why, ...near) => oneOf("Did you mean", near),
  },
  "ref-fragment-not-found": {
    severity: "error",
    text: (ref, step) => `The $ref "${ref}" leads nowhere: there is no "${step}".`,
    hint: (_ref, _step, ...near) => oneOf("Did you mean", near),
  },
  "ref-bad-fragment": {
    severity: "error",
    text: (ref) => `The fragment of the $ref "${ref}" is no JSON pointer.`,
    hint: () => 'Write it as "#/definitions/Name", with "~1" for a slash in a name.',
  },
  "ref-remote": {
    severity: "error",
    text: (ref) => `The $ref "${ref}" names a file on the network, which is not read.`,
    hint: () => "Copy the file into the project and name its path.",
  },
  "ref-cycle": {
    severity: "error",
    text: (path) => `This $ref leads back to itself: ${path}.`,
  },
  "ref-recursive": {
    severity: "warning",
    text: (path) => `This schema contains itself and is cut off here: ${path}.`,
  },
  "ref-siblings-lost": {
    severity: "warning",
    text: (ref) => `What stands beside the $ref "${ref}" is lost, since the $ref names no object.`,
  },
  "ref-too-much": {
    severity: "error",
    text: (ref) =>
      `With the $ref "${ref}" the document becomes too large or too deep, so it is cut off here.`,
  },
  "yaml-syntax": {
    severity: "error",
    text: (reason) => `This is not valid YAML or JSON: ${reason}.`,
  },
  "duplicate-key": {
    severity: "error",
    text: (key) =>
      `The key ${key} stands in this object for the second time; only the last one counts.`,
    hint: () => "Remove one of them, or merge what they hold.",
  },
  "data-too-deep": {
    severity: "error",
    text: (limit) =>
      `Objects and lists are nested more than ${limit} deep here, so this is not read.`,
  },
  "yaml-aliases-explode": {
    severity: "error",
    text: () => "The aliases of this file stand for a value without bounds, so it is not read.",
    hint: () => "Write the repeated parts into a file of their own and name it by $ref.",
  },

  // --- project: specpress.yaml, targets.yaml, titles, variables ---
  "title-skips-level": {
    severity: "error",
    text: (style, possible) =>
      `A title underlined with "${style}" is more than one level below the title before it; here it may be one of ${possible}.`,
    hint: (_style, _possible, styles) => `The title styles are, from the highest: ${styles}`,
  },
  "title-above-first": {
    severity: "error",
    text: (style, first) =>
      `A title underlined with "${style}" stands above the first title of its file, which is underlined with "${first}".`,
    hint: (_style, _first, styles) => `The title styles are, from the highest: ${styles}`,
  },
  "title-too-deep": {
    severity: "error",
    text: (style, depth) =>
      `A title underlined with "${style}" is too deep for a file that is included at depth ${depth}.`,
    hint: (_style, _depth, styles) => `There are only these title styles: ${styles}`,
  },
  "relative-title-out-of-range": {
    severity: "error",
    text: (style, last) =>
      last === ""
        ? `The relative underline "${style}" comes before any title that it could be relative to.`
        : `The relative underline "${style}" leads out of the title styles; the title before is underlined with "${last}".`,
    hint: (_style, _last, styles) => `The title styles are, from the highest: ${styles}`,
  },
  "undefined-variable": {
    severity: "error",
    text: (name) => `There is no variable "${name}".`,
    hint: (_name, ...near) => oneOf("Did you mean", near),
  },
  "undefined-label": {
    severity: "warning",
    text: (name) => `There is no label "${name}", so this stays as it is.`,
    hint: (_name, ...near) => oneOf("Did you mean", near),
  },
  "target-path-unsafe": {
    severity: "error",
    text: (target, path) => `The page of "${target}" cannot be called "${path}".`,
    hint: () => "The target's name and version label must be usable as names of files.",
  },
  "project-file-missing": {
    severity: "error",
    text: (folder) => `There is no specpress.yaml in ${folder}.`,
    hint: () => "Name the folder of the project with --project.",
  },
  "config-unknown-key": {
    severity: "error",
    text: (key, where) => `There is no setting "${key}" in ${where}.`,
    hint: (_key, _where, ...near) => oneOf("Did you mean", near),
  },
  "config-missing-key": {
    severity: "error",
    text: (key, where) => `The setting "${key}" is missing in ${where}.`,
  },
  "config-wrong-type": {
    severity: "error",
    text: (name, wanted, found) => `${name} must be ${wanted}, not ${found}.`,
  },
  "config-bad-value": {
    severity: "error",
    text: (name, value, fault) => `${name} cannot be ${value}: ${fault}.`,
  },
  "config-path": {
    severity: "error",
    text: (path, what, why) => `The ${what} "${path}" ${why}.`,
    hint: (_path, _what, _why, ...near) => oneOf("Did you mean", near),
  },
  "config-unknown-label": {
    severity: "error",
    text: (label, api) =>
      `The label "${label}" that holds the version of "${api}" is not among the labels.`,
    hint: (_label, _api, ...near) => oneOf("Did you mean", near) ?? "Add it under labels.",
  },
  "unknown-label": {
    severity: "error",
    text: (label) => `The project has no label "${label}".`,
    hint: (_label, ...near) => oneOf("Did you mean", near),
  },
  "unknown-api": {
    severity: "error",
    text: (api) => `The project has no API "${api}".`,
    hint: (_api, ...near) => oneOf("Did you mean", near),
  },
  "stray-fragment": {
    severity: "note",
    text: (name, folder) =>
      `The file "${name}" looks like a news fragment but does not lie in ${folder}/, so it is not one.`,
  },
  "unknown-changelog": {
    severity: "warning",
    text: (name) => `The changelog folder "${name}" belongs to no API.`,
    hint: (_name, ...near) => oneOf("Did you mean", near),
  },
  "unknown-group": {
    severity: "error",
    text: (name) => `There is no group "${name}".`,
    hint: (_name, ...near) => oneOf("Did you mean", near),
  },
  "group-in-itself": {
    severity: "error",
    text: (path) => `A group cannot hold itself: ${path}.`,
  },
  "not-a-list-of-files": {
    severity: "error",
    text: (what) => `${what} must be a list.`,
  },
  "target-not-a-map": {
    severity: "error",
    text: (name) => `The target "${name}" must be a map with a list "files".`,
  },
  "version-label-not-text": {
    severity: "error",
    text: (name) => `The version_label of the target "${name}" must be text.`,
  },
  "bad-target-entry": {
    severity: "error",
    text: (entry) => `The entry ${entry} is neither a path nor "group:NAME" nor { depth: path }.`,
  },
  "bad-depth": {
    severity: "error",
    text: (depth) => `The depth "${depth}" is no whole number.`,
  },
  "bad-depth-content": {
    severity: "error",
    text: (depth) => `The depth ${depth} must hold a path or "group:NAME".`,
  },
  "target-too-large": {
    severity: "error",
    text: (limit) => `With its groups this target has more than ${limit} files.`,
  },
  "target-file-missing": {
    severity: "error",
    text: (path) => `There is no text file "${path}".`,
    hint: (_path, ...near) => oneOf("Did you mean", near),
  },
  "bad-title-styles": {
    severity: "error",
    text: () => "title_styles must be a list of different punctuation characters.",
  },
  "bad-relative-style": {
    severity: "error",
    text: (name) => `The relative title style "${name}" must be one punctuation character.`,
  },
  "unused-file": {
    severity: "note",
    text: (kind, path) => `The ${kind} "${path}" is used by no page and by no $ref.`,
    hint: (_kind, _path, variable) =>
      variable ? `The variable {{${variable}}} would show it.` : undefined,
  },
  "unused-variable": {
    severity: "note",
    text: (name) => `No page has the variable "${name}".`,
  },
  "unused-text": {
    severity: "note",
    text: (path) => `The text file "${path}" is in no target.`,
  },

  // --- model: endpoints, events, tables, examples, changelogs ---
  "wrong-kind": {
    severity: "warning",
    text: (name, wanted, got) => `"${name}" should be ${wanted}, not ${got}.`,
    hint: (_name, wanted, got) =>
      wanted === "an object" && got === "a list"
        ? "Where there is nothing to say, write {}."
        : undefined,
  },
  "unknown-type": {
    severity: "warning",
    text: (type) => `"${type}" is not a type of JSON Schema.`,
    hint: (type) =>
      type === "enum"
        ? 'Write the type of the values, such as "type: string", beside "enum".'
        : undefined,
  },
  "no-type": {
    severity: "warning",
    text: (name) => `The schema "${name}" has no type.`,
    hint: () => 'Say what it is: "type: object", "type: string", ...',
  },
  "no-items": {
    severity: "warning",
    text: (name) => `The array "${name}" does not say what its items are.`,
    hint: () => 'Add "items" with the schema of an item.',
  },
  "schema-among-types": {
    severity: "warning",
    text: () => "A list of types can hold only names; this is a schema.",
    hint: () => 'Use "oneOf" to choose between schemas.',
  },
  "schema-too-deep": {
    severity: "error",
    text: (most) => `Schemas are nested more than ${most} deep here; what is below is left out.`,
  },
  "type-too-long": {
    severity: "warning",
    text: () => "The name of this type is too long to print.",
    hint: () => "Give the schemas in it titles of their own.",
  },
  "untitled-object": {
    severity: "warning",
    text: (name) => `The object "${name}" has properties but no title, so it is shown as NO_TITLE.`,
    hint: () => 'Add a "title" that names what it is.',
  },
  "same-title": {
    severity: "warning",
    text: (title) => `Two different schemas are called "${title}"; only the last one is shown.`,
    hint: () => "Give one of them another title.",
  },
  "no-example": {
    severity: "error",
    text: (name) => `There is nothing to make an example of "${name}" from.`,
    hint: () => 'Add an "example".',
  },
  "example-too-large": {
    severity: "warning",
    text: (most) => `The example has more than ${most} values and is left out.`,
  },
  "unsupported-body": {
    severity: "warning",
    text: (type) =>
      `The body of a request is described only if it is an object; this one is "${type}".`,
  },
  "nameless-parameter": {
    severity: "warning",
    text: (part) => `A parameter has no "${part}" and is left out.`,
  },
  "event-without-example": {
    severity: "error",
    text: (name) => `The event "${name}" has no example.`,
    hint: (name) => `Add a file "${name}" to the folder of examples.`,
  },
  "event-without-type": {
    severity: "error",
    text: (name) => `The schema of the event "${name}" does not say its type.`,
    hint: () => 'Add a property "type" with one value under "enum".',
  },
  "state-key-undescribed": {
    severity: "error",
    text: (name) => `The state event "${name}" does not describe its state_key.`,
    hint: () => 'Add a property "state_key" with a "description".',
  },
  "empty-event-group": {
    severity: "warning",
    text: (group, pattern) => `No event belongs to the group "${group}" (${pattern}).`,
  },
  "unknown-schema": {
    severity: "error",
    text: (path) => `There is no event schema "${path}".`,
  },
  "wrong-codepoints": {
    severity: "error",
    text: (text, codepoints) => `"${text}" is not spelled by the code points ${codepoints}.`,
  },
  "no-changelog-config": {
    severity: "error",
    text: (name) => `The changelog of "${name}" has no pyproject.toml or towncrier.toml.`,
  },
  "bad-changelog-config": {
    severity: "error",
    text: (what) => `The settings of the changelog cannot be used: ${what}.`,
  },
  "unknown-fragment": {
    severity: "warning",
    text: (name) => `"${name}" is not named like a news fragment and is left out.`,
    hint: (_name, types) => `Name it "<number>.<type>"; the types are ${types}.`,
  },
  "duplicate-fragment": {
    severity: "error",
    text: (issue, type) => `There are two fragments of type "${type}" for "${issue}".`,
    hint: (issue, type) => `Number them: "${issue}.${type}.1", "${issue}.${type}.2".`,
  },
  "no-changelog-section": {
    severity: "error",
    text: (file, title) => `"${file}" has no section "${title}".`,
  },
  "bad-template": {
    severity: "error",
    text: (name, what) => `The template "${name}" cannot be printed: ${what}.`,
  },
  "no-template": {
    severity: "error",
    text: (name) => `There is no template "${name}".`,
    hint: (_name, ...near) => oneOf("Did you mean", near),
  },

  // --- rst: blocks and inline markup ---
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
    text: () => "This simple table has no bottom border, or no blank line behind it.",
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
    hint: () => "Put a blank line behind the table.",
  },
  "two-roles": {
    severity: "warning",
    text: (first, second) =>
      `This text has two roles, "${first}" before it and "${second}" behind it.`,
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
  },
  "underline-too-short": {
    severity: "info",
    text: () => "This may underline a title; it is so short that it is read as text.",
  },
  "transition-too-short": {
    severity: "info",
    text: () => "This may be a transition; it is so short that it is read as text.",
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
  },
  "line-block-unfinished": {
    severity: "warning",
    text: () => "The line block ends without a blank line.",
    hint: () => 'Put a blank line before this one, or begin it with "|".',
  },
  "list-start": {
    severity: "info",
    text: (text, ordinal) => `The list starts with "${text}" (${ordinal}) instead of the first.`,
  },
  "literal-in-definition": {
    severity: "info",
    text: () => 'A line ending in "::" is read as a term, since no blank line follows it.',
    hint: () => "Put a blank line before the literal block.",
  },
  "footnote-empty": {
    severity: "warning",
    text: () => "This footnote has no text.",
    hint: () => "Write it behind the label, or indented below.",
  },
  "citation-empty": {
    severity: "warning",
    text: () => "This citation has no text.",
    hint: () => "Write it behind the label, or indented below.",
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
  },
  "duplicate-substitution": {
    severity: "error",
    text: (name) => `The substitution "${name}" is defined twice; the last one counts.`,
    hint: () => "Remove one of them, or give it another name.",
  },
  "duplicate-implicit-name": {
    severity: "info",
    text: (name) => `Two titles are named "${name}"; references by that name lead to neither.`,
  },
  "duplicate-explicit-name": {
    severity: "warning",
    text: (name) => `The name "${name}" is given twice; references by it lead to neither.`,
    hint: () => "Remove one of them, or give it another name.",
  },
  "same-external-target": {
    severity: "info",
    text: (name, uri) => `The name "${name}" is given to "${uri}" twice.`,
  },
  "name-overrides-title": {
    severity: "info",
    text: (name) => `The name "${name}" is a title's as well; references lead here.`,
  },
  "nested-too-deep": {
    severity: "error",
    text: (limit) =>
      `Text is nested more than ${limit} levels deep; the rest is left as it stands.`,
  },
  "line-too-long": {
    severity: "error",
    text: (line, limit) => `Line ${line} is longer than ${limit} characters.`,
  },

  // --- rst: directives and roles ---
  "unknown-role": {
    severity: "error",
    text: (name) => `There is no role "${name}".`,
    hint: (_name, ...near) => oneOf("Did you mean", near),
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
  },
  "wrong-pep-number": {
    severity: "error",
    text: (number) => `"${number}" is not the number of a PEP; they go from 0 to 9999.`,
  },
  "wrong-rfc-number": {
    severity: "error",
    text: (number) => `"${number}" is not the number of an RFC; they begin with 1.`,
  },
  "raw-role-disabled": {
    severity: "warning",
    text: (name) => `The role "${name}" passes raw text on, which is switched off.`,
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
    text: (directive) => `The directive "${directive}" needs an argument behind its "::".`,
  },
  "directive-arguments-too-many": {
    severity: "error",
    text: (directive, count) => `The directive "${directive}" takes one word, here are ${count}.`,
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
  },
  "option-value-forbidden": {
    severity: "error",
    text: (directive, option, value) =>
      `The option "${option}" of "${directive}" takes no value, here is "${value}".`,
  },
  "option-not-integer": {
    severity: "error",
    text: (directive, option, value) =>
      `The option "${option}" of "${directive}" must be a whole number${butNot(value)}.`,
  },
  "option-negative": {
    severity: "error",
    text: (directive, option, value) =>
      `The option "${option}" of "${directive}" must not be negative, here is "${value}".`,
  },
  "option-not-length": {
    severity: "error",
    text: (directive, option, value) =>
      `The option "${option}" of "${directive}" must be a length${butNot(value)}.`,
    hint: (_directive, _option, _value, ...units) =>
      `A length is a number with one of the units ${units.join(", ")}, or none.`,
  },
  "option-not-class": {
    severity: "error",
    text: (directive, option, value) =>
      `The option "${option}" of "${directive}" must hold class names; "${value}" cannot be made one.`,
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
  "sphinx-option-ignored": {
    severity: "warning",
    text: (directive, option) =>
      `The option "${option}" of "${directive}" is not supported and left out.`,
    hint: (_directive, option) =>
      option === "caption" ? "Write it as a paragraph before the block." : undefined,
  },
  "sidebar-in-sidebar": {
    severity: "error",
    text: () => "A sidebar cannot stand in a sidebar.",
  },
  "subtitle-without-title": {
    severity: "error",
    text: () => "A sidebar without a title has no subtitle either.",
    hint: () => 'Write the title behind "sidebar::".',
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
  },
  "meta-attribute-malformed": {
    severity: "error",
    text: (word) => `"${word}" is no attribute of a meta field.`,
    hint: () => 'Attributes are written "lang=en".',
  },
  "option-not-positive": {
    severity: "error",
    text: (directive, option, value) =>
      `The option "${option}" of "${directive}" must hold numbers above 0, here is "${value}".`,
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
  },
  "table-widths-mismatch": {
    severity: "error",
    text: (directive, columns) =>
      `The option "widths" of "${directive}" must give as many widths as there are columns: ${columns}.`,
  },
  "table-too-few-rows": {
    severity: "error",
    text: (directive, wanted, rows) =>
      `"${directive}" is to have ${plural(wanted, "head row")}, but it has only ${plural(rows, "row")}.`,
  },
  "table-only-head": {
    severity: "error",
    text: (directive, rows) =>
      `No row of "${directive}" is left for the body: it has ${plural(rows, "row")}, all in the head.`,
  },
  "table-too-few-columns": {
    severity: "error",
    text: (directive, wanted, columns) =>
      `"${directive}" is to have ${plural(wanted, "stub column")}, but a row has only ${plural(columns, "cell")}.`,
  },
  "table-only-stub": {
    severity: "error",
    text: (directive, columns) =>
      `No column of "${directive}" is left for the body: a row has ${plural(columns, "cell")}, all in stub columns.`,
  },
  "table-empty": {
    severity: "error",
    text: (directive) => `The table of "${directive}" has no cells.`,
  },
  "table-too-large": {
    severity: "error",
    text: (directive, rows, columns) =>
      `The table of "${directive}" would have ${rows} rows of ${columns} cells, which is too many.`,
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
  },
  "list-table-empty": {
    severity: "error",
    text: (directive) => `The directive "${directive}" has no content.`,
    hint: () => "Indent a list of lists below it.",
  },
  "list-table-not-list": {
    severity: "error",
    text: (directive) => `The content of "${directive}" must be one bullet list and nothing else.`,
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
    text: (_directive, path, reason) => `The file "${path}" cannot be read: ${reason}.`,
  },
  "raw-url": {
    severity: "error",
    text: (_directive, url) => `Nothing is fetched from the network: "${url}".`,
    hint: () => 'Put the file into the project and name it by ":file:".',
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
  },
  "include-line-too-long": {
    severity: "warning",
    text: (path, line) => `Line ${line} of "${path}" is too long; the file is not included.`,
  },
  "circular-include": {
    severity: "warning",
    text: (_directive, ...paths) =>
      `The file includes itself: ${[...paths].reverse().join(" → ")}.`,
  },
  "too-much-included": {
    severity: "error",
    text: (_directive, path) => `The file "${path}" is left out: too much is included already.`,
    hint: () => "Look for files that include one another many times.",
  },
  "replace-not-paragraph": {
    severity: "error",
    text: (directive) => `The directive "${directive}" takes one paragraph of text.`,
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

  // --- transform: names, references, footnotes ---
  "unknown-target": {
    severity: "error",
    text: (name) => `There is no target, section or footnote called "${name}".`,
    hint: (_name, ...near) => oneOf("Did you mean", near),
  },
  "embedded-address-padded": {
    severity: "error",
    text: (name) => `There is no target called "${name}".`,
    hint: () => "If the angle brackets hold an address, no blank may stand inside them.",
  },
  "embedded-address-not-last": {
    severity: "error",
    text: (name) => `There is no target called "${name}".`,
    hint: () =>
      "If the angle brackets hold an address, they must come last, right before the backquote.",
  },
  "embedded-address-attached": {
    severity: "error",
    text: (name) => `There is no target called "${name}".`,
    hint: () => "If the angle brackets hold an address, a blank must stand before them.",
  },
  "ambiguous-target": {
    severity: "error",
    text: (name) => `Several things are called "${name}", so it cannot be referred to.`,
    hint: () => "Put a target of its own (.. _name:) before the one that is meant.",
  },
  "anonymous-mismatch": {
    severity: "error",
    text: (references, targets) =>
      `There must be as many anonymous targets (__ address) as references (text__): here are ${targets} for ${references}.`,
    hint: () => "They are matched in order, so each reference needs one target.",
  },
  "indirect-target-unknown": {
    severity: "error",
    text: (naming, name) => `${targetOf(naming)} leads to "${name}", which does not exist.`,
    hint: (_naming, _name, ...near) => oneOf("Did you mean", near),
  },
  "indirect-target-ambiguous": {
    severity: "error",
    text: (naming, name) =>
      `${targetOf(naming)} leads to "${name}", but several things are called so.`,
    hint: () => "Put a target of its own (.. _name:) before the one that is meant.",
  },
  "indirect-target-circular": {
    severity: "error",
    text: (naming, name) => `${targetOf(naming)} leads to "${name}" and so back to itself.`,
  },
  "unreferenced-target": {
    severity: "info",
    text: (name) => `Nothing refers to the target "${name}".`,
  },
  "undefined-substitution": {
    severity: "error",
    text: (name) => `There is no substitution called "${name}".`,
    hint: (_name, ...near) => oneOf("Did you mean", near),
  },
  "substitution-too-long": {
    severity: "error",
    text: (name) => `The text of the substitution "${name}" is too long to be inserted.`,
  },
  "substitutions-too-many": {
    severity: "error",
    text: (name) =>
      `The substitution "${name}" is left out: the substitutions of this page already fill too much text.`,
  },
  "circular-substitution": {
    severity: "error",
    text: (name) => `The substitution "${name}" contains itself.`,
  },
  "circular-substitution-definition": {
    severity: "error",
    text: () => "This substitution contains itself.",
  },
  "too-many-footnote-references": {
    severity: "error",
    text: (count) => `There are more references [#]_ than footnotes for them: only ${count}.`,
  },
  "too-many-symbol-references": {
    severity: "error",
    text: (count) => `There are more references [*]_ than footnotes for them: only ${count}.`,
  },
  "class-without-element": {
    severity: "error",
    text: (directive) => `Nothing follows the directive "${directive}" that it could apply to.`,
  },
  "transition-first": {
    severity: "warning",
    text: () => "A document or section must not begin with a transition.",
    hint: () => "Put text before it, or remove it.",
  },
  "transition-adjacent": {
    severity: "warning",
    text: () => "Something must stand between two transitions.",
    hint: () => "Remove one of them.",
  },
  "transition-last": {
    severity: "warning",
    text: () => "A document must not end with a transition.",
    hint: () => "Put text behind it, or remove it.",
  },
  "docinfo-empty": {
    severity: "warning",
    text: (name) => `The bibliographic field "${name}" is empty.`,
  },
  "docinfo-compound": {
    severity: "warning",
    text: (name) => `The bibliographic field "${name}" holds more than one block.`,
    hint: () => "It takes a single paragraph.",
  },
  "docinfo-not-paragraph": {
    severity: "warning",
    text: (name) => `The bibliographic field "${name}" holds something other than a paragraph.`,
  },
  "docinfo-repeated": {
    severity: "warning",
    text: (name) => `There can be only one field "${name}".`,
  },
  "docinfo-authors": {
    severity: "warning",
    text: (name) => `The authors in the field "${name}" cannot be told apart.`,
    hint: (_name, separators) =>
      `Write one paragraph with "${separators?.split("").join('" or "')}" between them, a paragraph each, or a bullet list.`,
  },
  "smart-quotes-unknown": {
    severity: "warning",
    text: (language) => `No quotation marks are known for the language "${language}".`,
  },
  "dead-link": {
    severity: "error",
    text: (id) => `This link leads to "#${id}", but nothing on the page has that id.`,
    hint: (_id, ...near) => oneOf("Did you mean", near),
  },

  // --- site ---
  "unsafe-link": {
    severity: "error",
    text: (href) => `The link "${href}" would run code in the reader's browser; it is left out.`,
  },
  "bad-math": {
    severity: "error",
    text: (reason) => `The formula cannot be read: ${reason}.`,
    hint: () => "Formulas are written in TeX.",
  },
  "dead-page-link": {
    severity: "warning",
    text: (href) => `The link "${href}" leads to a page or file that this site does not have.`,
    hint: (_href, nearest) => (nearest ? `Perhaps "${nearest}" is meant.` : undefined),
  },
  "missing-image": {
    severity: "error",
    text: (uri) => `The project has no image "${uri}".`,
    hint: (_uri, ...near) =>
      near.length > 0
        ? `Did you mean ${near.map((name) => `"${name}"`).join(" or ")}?`
        : "An image lies beside the text that shows it, or in the folder of the specification.",
  },
  "dead-fragment": {
    severity: "error",
    text: (href, page) => `The link "${href}" leads to a place that ${page} does not have.`,
    hint: (_href, _page, nearest) => (nearest ? `Perhaps "${nearest}" is meant.` : undefined),
  },
  "duplicate-page": {
    severity: "error",
    text: (path) => `Two targets make the page "${path}"; only the first one is kept.`,
    hint: () => "Give one of them another name or version label.",
  },
  "bad-page-path": {
    severity: "error",
    text: (path) => `The page "${path}" would lie outside the output folder; it is left out.`,
    hint: () => "Name targets and version labels without .. and without a leading slash.",
  },
  "bad-page-template": {
    severity: "error",
    text: (name, reason) => `The template "${name}" cannot be used: ${reason}.`,
  },
  "output-not-a-site": {
    severity: "error",
    text: (path) =>
      `The output folder "${path}" holds something that this program did not write; nothing was written.`,
    hint: () => "Name an empty or new folder with --out, or empty this one yourself.",
  },
} satisfies Record<string, Entry>;

/** A hint that lists words: `Did you mean "a" or "b"?`; none where there are none. */
function oneOf(lead: string, words: readonly string[]): string | undefined {
  if (words.length === 0) return undefined;
  const list = words.map((word) => `"${word}"`).join(" or ");
  return lead === "It may be" ? `${lead} ${list}.` : `${lead} ${list}?`;
}

/** `1 row`, `2 rows`. */
function plural(count: string | undefined, thing: string): string {
  return `${count} ${thing}${count === "1" ? "" : "s"}`;
}

/** The end of a sentence that says what something must be: what it is instead, if it is anything. */
function butNot(value: string | undefined): string {
  return value ? `, not "${value}"` : "";
}

/** A target as its author knows it: `"start" (id="start")` by the name, `(id="target-1")` as one without a name. */
function targetOf(naming = ""): string {
  const name = naming.replace(/ ?\(id="[^"]*"\)$/, "");
  return name === "" ? "An anonymous target" : `The target ${name}`;
}

export type Code = keyof typeof codes;

/** A finding: a code of the table, where it stands and the author's words that belong into its sentence. */
export interface Diagnostic {
  readonly code: Code;
  /** `null` where there is no place, such as a wrong command-line label. */
  readonly span: Span | null;
  readonly parts: readonly string[];
  /** Second places: where the first one is used from, the other of two. */
  readonly notes?: readonly Note[];
}

export interface Note {
  readonly span: Span;
  readonly text: string;
}

/** Told of every finding; goes on. Anything that may report takes one of these. */
export type Report = (
  code: Code,
  span: Span | null,
  parts?: readonly string[],
  notes?: readonly Note[],
) => void;

/** A report that keeps what it is told, in order. */
export function collector(): { readonly report: Report; readonly diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (code, span, parts = [], notes) => {
    diagnostics.push(notes ? { code, span, parts, notes } : { code, span, parts });
  };
  return { report, diagnostics };
}

/** The table as the rest of the program reads it: with every field there may be. */
export function entryOf(code: Code): Entry {
  return codes[code];
}
