import type { Entry } from "./entry.js";
import { shellWord } from "../shell.js";
import { oneOf } from "./words.js";

/** What can be wrong with: YAML, JSON, $ref. */
export const dataCodes = {
  "invalid-utf8": {
    severity: "error",
    text: () => "The file is not valid UTF-8 from here on.",
    hint: () => "Save it as UTF-8.",
  },
  "not-in-encoding": {
    severity: "error",
    text: (encoding) => `The bytes from here on are no text in the encoding "${encoding}".`,
    hint: () => "Name the encoding the file was saved in, or save it as UTF-8.",
  },
  "nul-character": {
    severity: "error",
    text: (encoding) =>
      encoding === undefined
        ? "There is a NUL character in the file, as in files that hold no text."
        : `The file seems to be ${encoding} without a byte order mark; texts are UTF-8.`,
    hint: (encoding, path) =>
      encoding === undefined
        ? "Save the file as UTF-8 text without NUL characters."
        : `Save it as UTF-8 in your editor, or by: iconv -f ${encoding} -t UTF-8 ${shellWord(path!)} > new && mv new ${shellWord(path!)}`,
  },
  "empty-file": {
    severity: "error",
    text: () => "The file is empty: it holds no YAML or JSON.",
    hint: () => "Write its value, or remove the file and what names it.",
  },
  "lone-surrogate": {
    severity: "error",
    text: (escape) =>
      `The escape "${escape}" is half of a surrogate pair, which is no character; it is read as U+FFFD.`,
    hint: () => 'Write both halves, as in "\\ud83d\\ude00", or the character itself.',
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
  "ref-not-string": {
    severity: "error",
    text: (got, keyword = "$ref") => `"${keyword}": expected a string, got ${got}.`,
    hint: () => 'Name a file, a place in one, or both: "$ref: definitions/thing.yaml".',
  },
  "ref-not-schema": {
    severity: "error",
    text: (ref, what) => `The $ref "${ref}" leads to ${what}, which is not a schema.`,
    hint: () => "Refer to a schema; its pointer says where it stands in the file.",
  },
  "ref-bad-fragment": {
    severity: "error",
    text: (ref, keyword = "$ref") =>
      `The fragment of the ${keyword} "${ref}" is neither a JSON pointer nor an anchor of that file.`,
    hint: (_ref, _keyword, form = "#/definitions/Name", ...near) =>
      oneOf("Did you mean", near) ?? `Write it as "${form}", with "~1" for a slash in a name.`,
  },
  "ref-remote": {
    severity: "error",
    text: (ref) => `The $ref "${ref}" names a file on the network, which is not read.`,
    hint: () => "Copy the file into the project and name its path.",
  },
  "ref-cycle": {
    severity: "error",
    text: (path) => `This $ref leads back to itself: ${path}.`,
    hint: () => "Let one of these $refs lead to a schema that is written out.",
  },
  "ref-recursive": {
    severity: "warning",
    text: (path) => `This schema contains itself and is cut off here: ${path}.`,
    hint: () =>
      "Describe what is nested in words, or leave the deeper levels out on purpose and accept this finding.",
  },
  "ref-siblings-lost": {
    severity: "warning",
    text: (ref) => `What stands beside the $ref "${ref}" is lost, since the $ref names no object.`,
    hint: () => "Move what stands beside the $ref into the file that it names.",
  },
  "ref-siblings-ignored": {
    severity: "warning",
    text: (ref, keys, version) =>
      `What stands beside the $ref "${ref}" is ignored in ${version}: ${keys}.`,
    hint: (_ref, _keys, _version, isSchema = "") =>
      isSchema
        ? 'Name the $ref under "allOf", and write what stands beside it now beside "allOf".'
        : "Write it where the $ref leads, or write out here what that says.",
  },
  "ref-too-much": {
    severity: "error",
    text: (ref) =>
      `With the $ref "${ref}" the document becomes too large or too deep, so it is cut off here.`,
    hint: () => "Split the document, or refer to fewer or smaller schemas.",
  },
  "yaml-syntax": {
    severity: "error",
    text: (what) => `This is not valid YAML or JSON: ${what}.`,
    hint: (_what, hint) => hint,
  },
  "duplicate-key": {
    severity: "error",
    text: (key) =>
      `The key ${key} stands in this object for the second time; only the last one counts.`,
    hint: () => "Remove one of them, or merge what they hold.",
  },
  "control-character": {
    severity: "warning",
    text: (character) =>
      `This string holds the character ${character}, which no page can show: U+FFFD stands there instead.`,
    hint: () => "Remove it, or write what it means.",
  },
  "file-not-json": {
    severity: "warning",
    text: (found, kind) =>
      kind === "comma"
        ? "This file is called JSON and is YAML: here a comma stands in front of the bracket that closes."
        : found === ""
          ? "This file is called JSON and is YAML: it ends too early."
          : `This file is called JSON and is YAML from "${found}" on.`,
    hint: (_found, kind) =>
      kind === "comma"
        ? "Remove the comma: most programs that read JSON stop there."
        : "Correct it, since most programs that read JSON stop there, or name the file .yaml.",
  },
  "number-not-json": {
    severity: "error",
    text: (number) => `JSON has no number ${number}.`,
    hint: () => "Write a number, or a string where that is meant.",
  },
  "data-too-deep": {
    severity: "error",
    text: (limit, length = "") =>
      length === ""
        ? `Objects and lists are nested more than ${limit} deep here, so this is not read.`
        : `Too much is below this key of ${length} characters, so this is not read.`,
    hint: (_limit, length = "") =>
      length === ""
        ? "Move the inner parts into files of their own and refer to them with $ref."
        : "Give it a shorter name.",
  },
  "yaml-aliases-explode": {
    severity: "error",
    text: () => "The aliases of this file stand for a value without bounds, so it is not read.",
    hint: () => "Write the repeated parts into a file of their own and name it by $ref.",
  },
} satisfies Record<string, Entry>;
