import type { Entry } from "./entry.js";
import { meantBy, oneOf } from "./words.js";

/** What can be wrong with: OpenAPI documents, their operations, parameters and definitions. */
export const openApiCodes = {
  "openapi-missing": {
    severity: "error",
    text: (key, what) => `${what} needs "${key}".`,
    hint: (key, what) =>
      what === "An example" && key === "value"
        ? 'Put all of the example below "value".'
        : `Add "${key}" here.`,
  },
  "openapi-unknown-key": {
    severity: "error",
    text: (key, what) => `"${key}" is not part of ${what}.`,
    hint: (key, _what, ...near) => meantBy(key, near) ?? 'Names of your own begin with "x-".',
  },
  "openapi-value": {
    severity: "error",
    text: (key, wanted, got) => `"${key}": expected ${wanted}, got ${got}.`,
    hint: (_key, _wanted, _got, ...near) => oneOf("Did you mean", near),
  },
  "openapi-key": {
    severity: "error",
    text: (key, what, wanted) => `"${key}" is not a key of ${what}: expected ${wanted}.`,
    hint: (_key, what) =>
      what === '"responses"'
        ? 'Write each status code by itself, or "default" for all others.'
        : undefined,
  },
  discriminator: {
    severity: "error",
    text: (name, where) =>
      where === "required"
        ? `The discriminator "${name}" must be among the "required" properties.`
        : `The discriminator "${name}" must be among the properties of its schema.`,
    hint: (name, where, ...near) =>
      where === "required" ? `Add "${name}" to "required".` : oneOf("Did you mean", near),
  },
  "read-only-required": {
    severity: "warning",
    text: (name) => `"${name}" is read-only and should not be required: no request may send it.`,
    hint: () => 'Leave it out of "required" or remove "readOnly".',
  },
  "file-not-consumed": {
    severity: "error",
    text: (operation) => `${operation} is sent a file but does not consume forms.`,
    hint: () => 'Add "consumes: [multipart/form-data]" to the operation.',
  },
  "example-not-produced": {
    severity: "error",
    text: (type) => `There is an example in "${type}", which the operation does not produce.`,
    hint: (type) => `Add "${type}" to "produces".`,
  },
  "security-scopes": {
    severity: "error",
    text: (name, type) =>
      `"${name}" is a security scheme of type "${type}", which has no scopes: expected an empty array.`,
    hint: () => 'Only a scheme of type "oauth2" has scopes.',
  },
  "operation-without-id": {
    severity: "warning",
    text: (method, path) => `The operation ${method} ${path} has no operationId.`,
    hint: () => 'Name it in camel case: "operationId: getStatus".',
  },
  "operation-id-style": {
    severity: "warning",
    text: (id) => `The operationId "${id}" is not written in camel case.`,
    hint: (_id, better = "") => (better ? `Write "${better}".` : undefined),
  },
  "duplicate-operation-id": {
    severity: "error",
    text: (id) => `Another operation of this API is called "${id}" as well.`,
    hint: () => "Give each operation an operationId of its own.",
  },
  "no-responses": {
    severity: "error",
    text: (method, path) => `The operation ${method} ${path} has no responses.`,
    hint: () => 'Add "responses" with at least the status of success.',
  },
  "path-parameter-missing": {
    severity: "error",
    text: (name, path) => `No parameter describes {${name}} of ${path}.`,
    hint: (name, _path, ...near) =>
      oneOf("Did you mean", near) ??
      `Add a parameter with "name: ${name}", "in: path" and "required: true".`,
  },
  "path-parameter-unknown": {
    severity: "error",
    text: (name, path) => `The path ${path} has no {${name}}.`,
    hint: (_name, _path, ...near) =>
      oneOf("Did you mean", near) ?? "Write it into the path in braces, or remove the parameter.",
  },
  "path-parameter-optional": {
    severity: "error",
    text: (name) => `The path parameter "${name}" must be required.`,
    hint: () => 'Write "required: true".',
  },
  "path-parameter-twice": {
    severity: "error",
    text: (name, path) => `{${name}} stands twice in ${path}.`,
    hint: () => "Give each place in braces a name of its own.",
  },
  "path-malformed": {
    severity: "error",
    text: (path, why) => `The path "${path}" ${why}.`,
    hint: () => 'Write it as "/rooms/{roomId}": with a slash in front, names in braces, no query.',
  },
  "path-blank": {
    severity: "warning",
    text: (path) => `There are blanks around the path "${path.trim()}".`,
    hint: () => "Remove them.",
  },
  "duplicate-parameter": {
    severity: "error",
    text: (name, location) => `The ${location} parameter "${name}" is described twice.`,
    hint: () =>
      "Remove one of the two; a parameter of the operation replaces one of the path by itself.",
  },
  "several-bodies": {
    severity: "error",
    text: (what) => `An operation has only one body; here is ${what}.`,
    hint: () => "Describe everything that is sent in one body parameter, as one schema.",
  },
  "duplicate-endpoint": {
    severity: "warning",
    text: (method, path) => `${method} ${path} is described twice in this API.`,
    hint: () => "Describe each method of a path once, with both forms in one description.",
  },
  "undefined-security": {
    severity: "error",
    text: (name) => `No security scheme is called "${name}".`,
    hint: (_name, ...near) =>
      oneOf("Did you mean", near) ??
      'Define it under "securityDefinitions" in OpenAPI 2, under "components.securitySchemes" later.',
  },
  "unused-definition": {
    severity: "note",
    text: (name, section) => `Nothing uses "${name}" of "${section}".`,
    hint: () => "Remove it, or refer to it.",
  },
} satisfies Record<string, Entry>;
