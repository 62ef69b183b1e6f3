/**
 * What OpenAPI 2 wants of each of its objects, https://swagger.io/specification/v2/: the kinds of their values, and which
 * of them must be there. Schemas are looked at by themselves.
 */
export interface Shape {
  /** What a message calls such an object. */
  readonly what: string;
  readonly fields: Readonly<Record<string, Field>>;
  readonly required: readonly string[];
  /** The kind of all other values, for maps. */
  readonly others?: Field;
}

export type Field =
  | "any"
  | "text"
  | "flag"
  | "number"
  | "count"
  | "texts"
  | "schema"
  | "parameter"
  | "mapping"
  | { readonly oneOf: readonly string[] }
  | { readonly someOf: readonly string[] }
  | { readonly object: () => Shape }
  | { readonly list: Field }
  | { readonly map: Field; readonly what: string };

const textField = "text";
const object = (shape: () => Shape): Field => ({ object: shape });
const schemes: Field = { someOf: ["http", "https", "ws", "wss"] };
const externalDocs = object(() => ({
  what: '"externalDocs"',
  fields: { description: textField, url: textField },
  required: ["url"],
}));

export const documentShape: Shape = {
  what: "The document",
  fields: {
    swagger: { oneOf: ["2.0"] },
    info: object(() => infoShape),
    host: textField,
    basePath: textField,
    schemes,
    consumes: "texts",
    produces: "texts",
    paths: "any",
    definitions: { map: "schema", what: '"definitions"' },
    parameters: { map: "parameter", what: '"parameters"' },
    responses: { map: object(() => responseShape), what: '"responses"' },
    securityDefinitions: { map: object(() => securityShape), what: '"securityDefinitions"' },
    security: { list: { map: "texts", what: '"security"' } },
    tags: { list: object(() => tagShape) },
    externalDocs,
  },
  required: ["swagger", "info", "paths"],
};

const infoShape: Shape = {
  what: '"info"',
  fields: {
    title: textField,
    version: textField,
    description: textField,
    termsOfService: textField,
    contact: object(() => ({
      what: '"contact"',
      fields: { name: textField, url: textField, email: textField },
      required: [],
    })),
    license: object(() => ({
      what: '"license"',
      fields: { name: textField, url: textField },
      required: ["name"],
    })),
  },
  required: ["title", "version"],
};

const tagShape: Shape = {
  what: "A tag",
  fields: { name: textField, description: textField, externalDocs },
  required: ["name"],
};

const securityShape: Shape = {
  what: "A security scheme",
  fields: {
    type: { oneOf: ["basic", "apiKey", "oauth2"] },
    description: textField,
    name: textField,
    in: { oneOf: ["query", "header"] },
    flow: { oneOf: ["implicit", "password", "application", "accessCode"] },
    authorizationUrl: textField,
    tokenUrl: textField,
    scopes: "mapping",
  },
  required: ["type"],
};

/** A path as such: its operations are looked at one by one. */
export const pathShape: Shape = {
  what: "A path",
  fields: {
    parameters: { list: "parameter" },
    ...Object.fromEntries(
      ["get", "put", "post", "delete", "options", "head", "patch"].map((method) => [
        method,
        "any" as const,
      ]),
    ),
  },
  required: [],
};

export const operationShape: Shape = {
  what: "An operation",
  fields: {
    tags: "texts",
    summary: textField,
    description: textField,
    externalDocs,
    operationId: textField,
    consumes: "texts",
    produces: "texts",
    parameters: { list: "parameter" },
    responses: { map: object(() => responseShape), what: '"responses"' },
    schemes,
    deprecated: "flag",
    security: { list: { map: "texts", what: '"security"' } },
  },
  required: [],
};

const responseShape: Shape = {
  what: "A response",
  fields: {
    description: textField,
    schema: "schema",
    headers: { map: object(() => headerShape), what: '"headers"' },
    examples: "mapping",
  },
  required: ["description"],
};

/** Keywords that values outside of schemas have. */
const plainKeywords: Readonly<Record<string, Field>> = {
  type: { oneOf: ["string", "number", "integer", "boolean", "array"] },
  format: textField,
  items: object(() => itemsShape),
  collectionFormat: { oneOf: ["csv", "ssv", "tsv", "pipes"] },
  default: "any",
  maximum: "number",
  exclusiveMaximum: "flag",
  minimum: "number",
  exclusiveMinimum: "flag",
  maxLength: "count",
  minLength: "count",
  pattern: textField,
  maxItems: "count",
  minItems: "count",
  uniqueItems: "flag",
  enum: { list: "any" },
  multipleOf: "number",
};

const itemsShape: Shape = { what: '"items"', fields: plainKeywords, required: ["type"] };

const headerShape: Shape = {
  what: "A header",
  fields: { description: textField, ...plainKeywords },
  required: ["type"],
};

const locations: Field = { oneOf: ["query", "header", "path", "formData", "body"] };

export const bodyShape: Shape = {
  what: "The parameter of a body",
  fields: {
    name: textField,
    in: locations,
    description: textField,
    required: "flag",
    schema: "schema",
  },
  required: ["name", "schema"],
};

export const parameterShape: Shape = {
  what: "A parameter",
  fields: {
    name: textField,
    in: locations,
    description: textField,
    required: "flag",
    allowEmptyValue: "flag",
    ...plainKeywords,
    type: { oneOf: ["string", "number", "integer", "boolean", "array", "file"] },
    collectionFormat: { oneOf: ["csv", "ssv", "tsv", "pipes", "multi"] },
  },
  required: ["name", "in", "type"],
};
