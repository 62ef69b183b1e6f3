import type { Entry } from "./entry.js";
import { leftOutHint, leftOutText } from "./left-out.js";
import { meantBy, oneOf, typesHint } from "./words.js";

const limit =
  'In later versions it is the limit itself: "exclusiveMinimum: 5" in place of "minimum: 5".';
const flag = 'In this version it is a flag: "maximum: 5" with "exclusiveMaximum: true" beside it.';

/** How to write what a keyword has in another version: by keyword, what is expected and what is there. */
const cures: readonly (readonly [keyword: string, wanted: string, got: RegExp, cure: string])[] = [
  ["items", "an object", /array/, 'Write the schemas of the first items under "prefixItems".'],
  ["type", "one type", /array/, 'Write "nullable: true" for null, and "anyOf" for several types.'],
  ["exclusiveMinimum", "a number", /^(?:true|false)$/, limit],
  ["exclusiveMaximum", "a number", /^(?:true|false)$/, limit.replaceAll("inimum", "aximum")],
  ["exclusiveMinimum", "a boolean", /\d/, flag.replaceAll("aximum", "inimum")],
  ["exclusiveMaximum", "a boolean", /\d/, flag],
];

/** The same for keywords that are not known. */
const otherWords: ReadonlyMap<string, string> = new Map([
  ["nullable type", 'Write "null" among the types: type: [string, "null"].'],
  ["const enum", 'Write "enum" with this one value.'],
]);

/** Types of JSON Schema, as many. */
const heldTypes: Readonly<Record<string, string>> = {
  object: "objects",
  array: "arrays",
  string: "strings",
  number: "numbers",
};

/** What can be wrong with: schemas and examples that do not fit them. */
export const checkCodes = {
  "schema-keyword": {
    severity: "error",
    text: (keyword, wanted, got) => `"${keyword}": expected ${wanted}, got ${got}.`,
    hint: (keyword, wanted, got, ...near) =>
      cures.find((each) => each[0] === keyword && each[1] === wanted && each[2].test(got))?.[3] ??
      oneOf("Did you mean", near) ??
      (wanted === "a type" ? typesHint : undefined),
  },
  "keyword-of-other-type": {
    severity: "warning",
    text: (keyword, types, held) =>
      `"${keyword}" is for ${heldTypes[held]}: of ${types} it says nothing, and is ignored.`,
    hint: (_keyword, types) =>
      types === "an array"
        ? 'Move it into "items" if it is meant for each item; else change the "type".'
        : 'Change the "type", or leave it out.',
  },
  "keyword-without": {
    severity: "error",
    text: (keyword, needed) => `"${keyword}" needs "${needed}" beside it in JSON Schema draft-04.`,
    hint: (_keyword, needed) => `Add "${needed}", the limit that is meant.`,
  },
  "unknown-keyword": {
    severity: "warning",
    text: (keyword, dialect) => `Unknown keyword "${keyword}" (${dialect}); it is ignored.`,
    hint: (keyword, _dialect, newer = "", uri = "", ...near) =>
      newer === ""
        ? (otherWords.get(`${keyword} ${near[0]}`) ?? meantBy(keyword, near))
        : `JSON Schema ${newer} has it: write "$schema: ${uri}" in the schema, or "dialect: ${newer}" in specpress.yaml.`,
  },
  "unknown-dialect": {
    severity: "warning",
    text: (given) => `"$schema" names no version of JSON Schema that is known here: ${given}.`,
    hint: () => 'Write "http://json-schema.org/draft-07/schema#" or leave "$schema" out.',
  },
  "pattern-too-slow": {
    severity: "warning",
    text: (pattern) =>
      `The pattern "${pattern}" takes too long for some text: nothing is held against it.`,
    hint: () =>
      'A repetition within a repetition, as in "(a+)+", can be matched in too many ways: write "a+".',
  },
  "required-unknown": {
    severity: "warning",
    text: (name) => `"required" names "${name}", which is not among the properties.`,
    hint: (_name, ...near) => oneOf("Did you mean", near),
  },
  "contradicts-parent": {
    severity: "warning",
    text: (name) => `"${name}" is described as something that a schema under "allOf" rules out.`,
    hint: () => 'What "allOf" brings together must all be true of one value.',
  },
  "limits-cross": {
    severity: "warning",
    text: (least, low, most, high) =>
      `No value has room between the limits: "${least}" is ${low}, and "${most}" is ${high}.`,
    hint: () => "Change one of them.",
  },
  "duplicate-value": {
    severity: "error",
    text: (keyword, value) => `${value} appears twice in "${keyword}".`,
    hint: () => "Remove one of them.",
  },
  "enum-repeats": {
    severity: "warning",
    text: (value) => `${value} appears twice in "enum".`,
    hint: () => "Remove one of them.",
  },
  "enum-wrong-type": {
    severity: "error",
    text: (value, types) => `The schema allows ${value}, but its type is ${types}.`,
    hint: (_value, _types, advice = "") => advice || undefined,
  },
  "example-wrong-type": {
    severity: "error",
    text: (subject, wanted, got) => `${subject}: expected ${wanted}, got ${got}.`,
    hint: (_subject, _wanted, _got, advice = "") => advice || undefined,
  },
  "example-missing-key": {
    severity: "error",
    text: (keys, subject, keyword = "required", because = "") =>
      because === ""
        ? `${subject} lacks the required ${keys}.`
        : `${subject} lacks ${keys}, which "${keyword}" demands beside "${because}".`,
    hint: (keys, _subject, keyword = "required") =>
      `Add ${keys} to the example, or take it out of "${keyword}".`,
  },
  "example-unknown-key": {
    severity: "error",
    text: (key, subject) => `${subject} must not have "${key}": its schema knows no such key.`,
    hint: (_key, _subject, ...near) => oneOf("Did you mean", near),
  },
  "example-not-allowed": {
    severity: "error",
    text: (subject, wanted, got) => `${subject}: expected ${wanted}, got ${got}.`,
    hint: (_subject, _wanted, _got, ...near) => oneOf("Did you mean", near),
  },
  "example-wrong-value": {
    severity: "error",
    text: (subject, demand, got) => `${subject} must ${demand}, got ${got}.`,
    hint: () => "Correct the example, or the schema where the example is right.",
  },
  "made-example": {
    severity: "warning",
    text: (sentence) => `The example made of this schema does not fit it. ${sentence}`,
    hint: () => 'Add an "example" that does.',
  },
  "event-name-mismatch": {
    severity: "warning",
    text: (name, type) => `The file "${name}" describes the event "${type}".`,
    hint: () => "An event's file is named like its type, perhaps with $ and a variant.",
  },
  "description-start": {
    severity: "note",
    text: (word) => `The description begins with "${word}", not with a capital letter.`,
    hint: () => "Begin the description with a capital letter, as a sentence.",
  },
  "description-end": {
    severity: "note",
    text: (word) => `The description ends with "${word}", without a full stop.`,
    hint: () => "End the description with a full stop.",
  },
  "description-says-optional": {
    severity: "note",
    text: (word) => `The description says "${word}", which the table shows already.`,
    hint: () => 'What is not under "required" is optional.',
  },
  "description-not-shown": {
    severity: "warning",
    text: (text, readAs) =>
      `Nothing is shown of this description: "${text}" is read as ${readAs}${readAs === "an item" || readAs === "a line" ? " without text" : ""}.`,
    hint: (text, readAs) =>
      readAs === "a comment or a name"
        ? "Write a sentence that is no comment."
        : `Write a sentence, or "\\${text}" where just that is meant.`,
  },
  "yaml-number": {
    severity: "warning",
    text: (written, read) => `Without quotes, ${written} is the number ${read}.`,
    hint: (written) => `If it is text, write "${written}" in quotes.`,
  },
  "yaml-date": {
    severity: "warning",
    text: (written) => `Without quotes, ${written} is a date to many programs that read YAML.`,
    hint: () => "Put it in quotes.",
  },
  "yaml-word": {
    severity: "warning",
    text: (written, read) =>
      `Without quotes, ${written} means ${read} to many programs that read YAML.`,
    hint: (written, read) =>
      /^(?:true|false)$/.test(read ?? "")
        ? `Write ${read} if that is meant, else "${written}" in quotes.`
        : "Put it in quotes.",
  },
  "closing-bracket-column": {
    severity: "note",
    text: (key, more) =>
      `This bracket stands no deeper than its key "${key}", as YAML wants it${more === "0" ? "" : `; so do ${more} more`}.`,
    hint: () => "Many readers let it pass, not all; specpress check --fix indents it.",
  },
  "left-out": {
    severity: "note",
    text: (kind, count, names) => leftOutText(kind, count, names),
    hint: (kind) => leftOutHint(kind),
  },
} satisfies Record<string, Entry>;
