import { typesMeantBy } from "../type-names.js";
import type { Entry } from "./entry.js";
import { oneOf, typesHint } from "./words.js";

/** What can be wrong with: endpoints, events, tables, examples. */
export const modelCodes = {
  "wrong-kind": {
    severity: "error",
    text: (name, wanted, got) => `"${name}": expected ${wanted}, got ${got}.`,
    hint: (name, wanted, got) => {
      if (name === "required" && wanted === "an array of strings")
        return 'Name the properties in "required" of the object around them: "required: [name]".';
      if (wanted === "a type") return typesHint;
      return wanted === "an object" && got === "an array"
        ? "Where there is nothing to say, write {}."
        : undefined;
    },
  },
  "unknown-type": {
    severity: "error",
    text: (type) => `"${type}" is not a type of JSON Schema.`,
    hint: typeHint,
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
    hint: () => "Give inner schemas a name of their own and describe them in their own section.",
  },
  "type-too-long": {
    severity: "warning",
    text: () => "The name of this type is too long to print.",
    hint: () => "Give the schemas in it titles of their own.",
  },
  "untitled-object": {
    severity: "warning",
    text: (name, path) =>
      `The object "${name}" has properties but no title, so its table is called "${path}".`,
    hint: () => 'Add a "title" that names what it is.',
  },
  "too-much-to-show": {
    severity: "error",
    text: (most) =>
      `The operations of this file have more than ${most}; from here on they are shown without.`,
    hint: () => "Share fewer large schemas between operations, or split the file.",
  },
  "field-not-shown": {
    severity: "warning",
    text: (name) =>
      `The field "${name}" of this event is in no table, since it is not in "content".`,
    hint: () => "Say in the description what readers must know.",
  },
  "not-shown": {
    severity: "warning",
    text: (keywords) => `The tables do not show ${keywords} of this schema.`,
    hint: () => "Say in the description what readers must know.",
  },
  "response-not-shown": {
    severity: "warning",
    text: (parts) => `The tables of this operation show one response; they do not show ${parts}.`,
    hint: () =>
      'Say in the description what readers must know, or set "look: current" in specpress.yaml.',
  },
  "same-title": {
    severity: "warning",
    text: (title) =>
      `Two different schemas are called "${title}"; readers cannot tell which one is meant.`,
    hint: () => "Give one of them another title.",
  },
  "format-not-named": {
    severity: "note",
    text: (format) =>
      `The settings name no description of the format "${format}", so tables show it as a string like any other.`,
    hint: (_format, ...near) =>
      oneOf("Did you mean", near) ?? 'Name one under "formats", with a title and an address.',
  },
  "key-format-unknown": {
    severity: "error",
    text: (format) => `The settings name no format "${format}", so tables call such names strings.`,
    hint: (_format, ...near) =>
      oneOf("Did you mean", near) ?? 'Name it under "formats", with a title and an address.',
  },
  "key-format-twice": {
    severity: "error",
    text: (format) =>
      `Two patterns of this object are of the format "${format}"; readers cannot tell which one is meant.`,
    hint: () => "Put the two patterns together, or give one of them another format.",
  },
  "no-example": {
    severity: "error",
    text: (name) => `There is nothing to make an example of "${name}" from.`,
    hint: () => 'Add an "example".',
  },
  "example-too-large": {
    severity: "warning",
    text: (most) => `The example has more than ${most} values and is left out.`,
    hint: () => 'Write a short example by hand under "example".',
  },
  "example-undecided": {
    severity: "warning",
    text: (subject) =>
      `${subject} was not held against its schema: the two are too large together, or too deep.`,
    hint: () => "Write a shorter example, or a schema with fewer alternatives within alternatives.",
  },
  "unsupported-body": {
    severity: "warning",
    text: (type) =>
      `The body of a request is described only if it is an object; this one is "${type}".`,
    hint: () => "Describe the body as an object, or describe it in words.",
  },
  "nameless-parameter": {
    severity: "error",
    text: (part) => `A parameter has no "${part}" and is left out.`,
    hint: (part) => `Add "${part}" to the parameter.`,
  },
  "event-without-example": {
    severity: "error",
    text: (name) => `The event "${name}" has no example.`,
    hint: (name) =>
      `Add a file "${name}.json", or one with the extension yaml or none, to the folder of examples.`,
  },
  "event-without-type": {
    severity: "error",
    text: (name) => `The schema of the event "${name}" does not say its type.`,
    hint: (_name, property = "type") => `Add a property "${property}" with one value under "enum".`,
  },
  "event-type-from-file": {
    severity: "warning",
    text: (type, property) =>
      `Other events have a property "${property}" for their type, this one has not; it is called "${type}", after its file.`,
    hint: (type, property) =>
      `Add to its properties: ${property}: { type: string, enum: ["${type}"] }`,
  },
  "state-key-undescribed": {
    severity: "error",
    text: (name, key = "state_key") => `The state event "${name}" does not describe its ${key}.`,
    hint: (_name, key = "state_key") => `Add a property "${key}" with a "description".`,
  },
  "empty-event-group": {
    severity: "warning",
    text: (group, pattern) => `No event belongs to the group "${group}" (${pattern}).`,
    hint: () =>
      'Correct "match" in specpress.yaml, in which * stands for any text, or remove the group.',
  },
  "unknown-schema": {
    severity: "error",
    text: (path) => `There is no event schema "${path}".`,
    hint: () =>
      "Correct the path in specpress.yaml; it starts from the folder of the event schemas.",
  },
  "table-field-missing": {
    severity: "warning",
    text: (field, where) =>
      where?.startsWith("No")
        ? `${where} has a field "${field}".`
        : `${where} has no field "${field}".`,
    hint: (_field, _where, ...near) =>
      oneOf("Did you mean", near) ?? "Name a field that the rows have, or add it to them.",
  },
  "wrong-codepoints": {
    severity: "error",
    text: (text, codepoints) => `"${text}" is not spelled by the code points ${codepoints}.`,
    hint: () => "Correct the text or the code points, so that both say the same.",
  },
} satisfies Record<string, Entry>;

/** What was meant by a type that there is not. */
function typeHint(type = ""): string | undefined {
  if (type === "enum")
    return 'Write the type of the values, such as "type: string", beside "enum".';
  if (type === "any") return 'Leave "type" out where any value is allowed.';
  if (type === "file") return "Only a form parameter and the schema of a response can be a file.";
  return oneOf("Did you mean", typesMeantBy(type));
}
