import type { Entry } from "./entry.js";
import { oneOf } from "./words.js";

/** What can be wrong with: OpenAPI of any version, besides the codes of OpenAPI 2. */
export const apiCodes = {
  "openapi-exclusive": {
    severity: "error",
    text: (key, other, what) => `"${key}" cannot stand beside "${other}" in ${what}.`,
    hint: (key, other) => `Remove "${key}" or "${other}".`,
  },
  "version-field-type": {
    severity: "error",
    text: (name, wanted, found) => `"${name}" must be ${wanted}, not ${found}; it is not shown.`,
    hint: () => 'Write versions in quotes: "1.10".',
  },
  "version-unquoted": {
    severity: "warning",
    text: (version) =>
      `The version ${version} is written without quotes, so other programs read a number: 1.10 is 1.1 to them.`,
    hint: (version) => `Write "${version}".`,
  },
  "too-many-media-types": {
    severity: "error",
    text: (limit) =>
      `The bodies of this file have more than ${limit} media types together; from here on each has its first alone.`,
    hint: () => 'Give operations "consumes" and "produces" of their own, or split the file.',
  },
  "ref-unexpected": {
    severity: "warning",
    text: (what) => `A $ref in place of ${what}, where there can be none; it is followed.`,
    hint: () => "Other programs may not follow it: write out here what it names.",
  },
  "same-path": {
    severity: "error",
    text: (path, other) => `The path ${path} is the same as ${other}: only the names differ.`,
    hint: () => "Describe all operations of a path in one place, with the same names.",
  },
  "server-variable-undefined": {
    severity: "error",
    text: (name, url) => `The server ${url} has no variable "${name}".`,
    hint: (name, _url, ...near) =>
      oneOf("Did you mean", near) ?? `Define "${name}" under "variables" with a default.`,
  },
  "server-variable-unused": {
    severity: "warning",
    text: (name, url) => `The variable "${name}" does not appear in the address ${url}.`,
    hint: (name) => `Write {${name}} in the address, or remove the variable.`,
  },
  "server-variable-default": {
    severity: "error",
    text: (value, name) => `The default "${value}" is not among the values of "${name}".`,
    hint: (_value, _name, ...near) => oneOf("Did you mean", near),
  },
  "server-variable-unlisted": {
    severity: "warning",
    text: (value, name) => `The default "${value}" should be among the values of "${name}".`,
    hint: (_value, _name, ...near) => oneOf("Did you mean", near),
  },
  "unknown-http-scheme": {
    severity: "warning",
    text: (scheme) => `HTTP has no registered authentication scheme "${scheme}".`,
    hint: (_scheme, ...near) =>
      oneOf("Did you mean", near) ??
      'Usual ones are "basic", "bearer" and "digest"; a key of its own in a header is "type: apiKey".',
  },
  "ignored-header": {
    severity: "warning",
    text: (name, what) => `OpenAPI ignores ${what} that is called "${name}".`,
    hint: (name) =>
      /^authorization$/i.test(name)
        ? 'Describe it under "securitySchemes", and name that in "security".'
        : 'Media types are the keys of "content": leave it out here.',
  },
  "nullable-without-type": {
    severity: "warning",
    text: () =>
      '"nullable" means nothing without a "type" beside it: OpenAPI 3.0 adds null to that.',
    hint: () =>
      'Add the "type" here. Where this is put together by "allOf" or "oneOf", what these name must allow null.',
  },
  "undeclared-tag": {
    severity: "warning",
    text: (name) => `No tag of this API is called "${name}".`,
    hint: (name, ...near) =>
      oneOf("Did you mean", near) ?? `Describe "${name}" under "tags", or remove it here.`,
  },
  "tag-circle": {
    severity: "error",
    text: (names) =>
      `Each of these tags is the parent of the one before it, in a circle: ${names}.`,
    hint: () => 'Leave out the "parent" of the outermost one.',
  },
  "tag-grouped-twice": {
    severity: "warning",
    text: (name, group) =>
      `The tag "${name}" is in the group "${group}" already, and stands there.`,
    hint: () => "Leave it out of one of them.",
  },
  "vendor-field": {
    severity: "warning",
    text: (field, wanted) => `"${field}" is left out here: expected ${wanted}.`,
    hint: (field) => vendorExamples.get(field),
  },
  "logo-not-shown": {
    severity: "note",
    text: () => '"x-logo" is not shown: all pages of a site have the same logo.',
    hint: () => 'Name its file in specpress.yaml: "theme: { logo: logo.svg }".',
  },
  "link-target": {
    severity: "error",
    text: (name, target) => `The link "${name}" leads nowhere: there is no operation "${target}".`,
    hint: (_name, _target, ...near) => oneOf("Did you mean", near),
  },
  "link-parameter": {
    severity: "error",
    text: (link, name, operation) =>
      `The link "${link}" names the parameter "${name}", which the operation "${operation}" does not have.`,
    hint: (_link, _name, _operation, ...near) => oneOf("Did you mean", near),
  },
  "encoding-unknown": {
    severity: "error",
    text: (name) => `"encoding" names "${name}", which is not among the properties of the schema.`,
    hint: (_name, ...near) => oneOf("Did you mean", near),
  },
  "discriminator-mapping": {
    severity: "error",
    text: (value, target) =>
      `The discriminator maps "${value}" to "${target}", which is no schema.`,
    hint: (_value, _target, ...near) =>
      oneOf("Did you mean", near) ?? 'Name a schema of "components.schemas", or refer to one.',
  },
  "body-not-expected": {
    severity: "warning",
    text: (method, path) => `${method} ${path} has a request body, which HTTP gives no meaning.`,
    hint: () => "Send what is needed in parameters, or use another method.",
  },
  "undefined-scope": {
    severity: "error",
    text: (scope, scheme) => `The security scheme "${scheme}" has no scope "${scope}".`,
    hint: (_scope, _scheme, ...near) => oneOf("Did you mean", near),
  },
  "several-query-forms": {
    severity: "error",
    text: (name) =>
      `"${name}" describes the whole query; no other parameter may describe it or a part of it.`,
    hint: () => 'Describe the query by one parameter in "querystring", or by several in "query".',
  },
} satisfies Record<string, Entry>;

/** How fields are written that are no part of OpenAPI. */
const vendorExamples: ReadonlyMap<string, string> = new Map([
  ["x-displayName", "Such as: x-displayName: All rooms"],
  ["x-tagGroups", "Such as: x-tagGroups: [{ name: Rooms, tags: [create, join] }]"],
  ["x-codeSamples", 'Such as: x-codeSamples: [{ lang: Python, source: "..." }]'],
  ["x-code-samples", 'Such as: x-codeSamples: [{ lang: Python, source: "..." }]'],
]);
