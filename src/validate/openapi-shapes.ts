import { ownValue, type JsonObject } from "../data/data.js";
import type { Kind } from "./keywords.js";
import { forms, type Form } from "./openapi-forms.js";

/**
 * What OpenAPI 2 wants of each of its objects, https://spec.openapis.org/oas/v2.0: which keys there may be, which must be
 * there, and what their values are. Schemas are looked at by themselves.
 */
export interface Shape {
  /** What a message calls such an object. */
  readonly what: string;
  readonly fields: Fields;
  readonly required: readonly string[];
  /** Keys that must be there because of another one: of any value, or of this one. */
  readonly requires?: readonly Requirement[];
}

type Fields = Readonly<Record<string, Field>>;

export interface Requirement {
  readonly if: string;
  readonly is?: string;
  readonly needs: string;
}

export type Field =
  | "any"
  | "schema"
  /** A schema that may also be a file: https://spec.openapis.org/oas/v2.0#response-object */
  | "file or schema"
  | "parameter"
  /** What a keyword of JSON Schema holds. */
  | { readonly keyword: Kind }
  | { readonly form: Form }
  | { readonly oneOf: readonly string[] }
  /** `unique`: no item appears twice, or none whose value of this key does. */
  | { readonly list: Field; readonly unique?: true | { readonly by: string } }
  | { readonly map: Field; readonly what: string; readonly keys?: Form; readonly extensible?: true }
  /** An object whose shape may depend on what it says. */
  | { readonly object: (value: JsonObject) => Shape };

const text: Field = { keyword: "text" };
const flag: Field = { keyword: "flag" };
const form = (name: keyof typeof forms): Field => ({ form: forms[name] });
const object = (shape: () => Shape): Field => ({ object: shape });
const set = (list: Field): Field => ({ list, unique: true });

const mediaTypes = set(form("mediaType"));
const schemes = set({ oneOf: ["http", "https", "ws", "wss"] });
const security = set({ map: set(text), what: '"security"' });
const tagNames = set(text);

export const externalDocs: Field = object(() => ({
  what: '"externalDocs"',
  fields: { description: text, url: form("url") },
  required: ["url"],
}));

/** @see https://spec.openapis.org/oas/v2.0#swagger-object */
export const documentShape: Shape = {
  what: "The document",
  fields: {
    swagger: { oneOf: ["2.0"] },
    info: object(() => infoShape),
    host: form("host"),
    basePath: form("basePath"),
    schemes,
    consumes: mediaTypes,
    produces: mediaTypes,
    paths: "any",
    definitions: { map: "schema", what: '"definitions"' },
    parameters: { map: "parameter", what: '"parameters"' },
    responses: { map: object(() => responseShape), what: '"responses"' },
    securityDefinitions: { map: { object: securityShape }, what: '"securityDefinitions"' },
    security,
    tags: { list: object(() => tagShape), unique: { by: "name" } },
    externalDocs,
  },
  required: ["swagger", "info", "paths"],
};

/** @see https://spec.openapis.org/oas/v2.0#info-object */
const infoShape: Shape = {
  what: '"info"',
  fields: {
    title: text,
    version: text,
    description: text,
    termsOfService: text,
    contact: object(() => ({
      what: '"contact"',
      fields: { name: text, url: form("url"), email: form("email") },
      required: [],
    })),
    license: object(() => ({
      what: '"license"',
      fields: { name: text, url: form("url") },
      required: ["name"],
    })),
  },
  required: ["title", "version"],
};

const tagShape: Shape = {
  what: "A tag",
  fields: { name: text, description: text, externalDocs },
  required: ["name"],
};

const scopes: Field = { map: text, what: '"scopes"', extensible: true };
const url = form("url");
/** The addresses that each flow of OAuth 2 has. */
const addressesOf = new Map<unknown, Fields>([
  ["implicit", { authorizationUrl: url }],
  ["password", { tokenUrl: url }],
  ["application", { tokenUrl: url }],
  ["accessCode", { authorizationUrl: url, tokenUrl: url }],
]);
const flow: Field = { oneOf: [...addressesOf.keys()].map(String) };
const schemeFields: Fields = {
  type: { oneOf: ["basic", "apiKey", "oauth2"] },
  description: text,
};

/** @see https://spec.openapis.org/oas/v2.0#security-scheme-object */
function securityShape(scheme: JsonObject): Shape {
  switch (ownValue(scheme, "type")) {
    case "basic":
      return {
        what: 'A security scheme of type "basic"',
        fields: schemeFields,
        required: ["type"],
      };
    case "apiKey":
      return {
        what: 'A security scheme of type "apiKey"',
        fields: { ...schemeFields, ...keyFields },
        required: ["type", "name", "in"],
      };
    case "oauth2":
      return oauthShape(ownValue(scheme, "flow"));
    default:
      return anyScheme;
  }
}

const keyFields: Fields = { name: text, in: { oneOf: ["query", "header"] } };
const oauthFields: Fields = { ...schemeFields, flow, scopes };
const anyAddress: Fields = { authorizationUrl: url, tokenUrl: url };

function oauthShape(flowName: unknown): Shape {
  const addresses = addressesOf.get(flowName);
  return {
    what: `A security scheme of type "oauth2"${addresses ? ` with the flow "${String(flowName)}"` : ""}`,
    fields: { ...oauthFields, ...(addresses ?? anyAddress) },
    required: ["type", "flow", "scopes", ...Object.keys(addresses ?? {})],
  };
}

/** One that does not say what it is: any of its keys may be right. */
const anyScheme: Shape = {
  what: "A security scheme",
  fields: { ...oauthFields, ...anyAddress, ...keyFields },
  required: ["type"],
};

export const methods = ["get", "put", "post", "delete", "options", "head", "patch"] as const;

/** A path as such: its operations are looked at one by one. */
export const pathShape: Shape = {
  what: "A path",
  fields: {
    parameters: { list: "parameter" },
    ...Object.fromEntries(methods.map((method) => [method, "any" as const])),
  },
  required: [],
};

/** That there are responses is looked at with the operation. @see https://spec.openapis.org/oas/v2.0#operation-object */
export const operationShape: Shape = {
  what: "An operation",
  fields: {
    tags: tagNames,
    summary: text,
    description: text,
    externalDocs,
    operationId: text,
    consumes: mediaTypes,
    produces: mediaTypes,
    parameters: { list: "parameter" },
    responses: {
      map: object(() => responseShape),
      what: '"responses"',
      keys: forms.status,
      extensible: true,
    },
    schemes,
    deprecated: flag,
    security,
  },
  required: [],
};

/** @see https://spec.openapis.org/oas/v2.0#response-object */
const responseShape: Shape = {
  what: "A response",
  fields: {
    description: text,
    schema: "file or schema",
    headers: { map: object(() => headerShape), what: '"headers"' },
    examples: { map: "any", what: '"examples"', keys: forms.mediaType },
  },
  required: ["description"],
};

const listFormats = ["csv", "ssv", "tsv", "pipes"] as const;
const plainTypes = ["string", "number", "integer", "boolean", "array"] as const;

/** Keywords that values outside of schemas have. */
const plainFields: Fields = {
  type: { oneOf: plainTypes },
  format: text,
  items: object(() => itemsShape),
  collectionFormat: { oneOf: listFormats },
  default: "any",
  maximum: { keyword: "number" },
  exclusiveMaximum: flag,
  minimum: { keyword: "number" },
  exclusiveMinimum: flag,
  maxLength: { keyword: "count" },
  minLength: { keyword: "count" },
  pattern: { keyword: "pattern" },
  maxItems: { keyword: "count" },
  minItems: { keyword: "count" },
  uniqueItems: flag,
  enum: { keyword: "values" },
  multipleOf: { keyword: "positive" },
};

/** A limit is excluded only where there is one: JSON Schema draft-04, validation 5.1.2 and 5.1.3. */
export const limitRequirements: readonly Requirement[] = [
  { if: "exclusiveMaximum", needs: "maximum" },
  { if: "exclusiveMinimum", needs: "minimum" },
];

const plainRequirements: readonly Requirement[] = [
  { if: "type", is: "array", needs: "items" },
  ...limitRequirements,
];

const itemsShape: Shape = {
  what: '"items"',
  fields: plainFields,
  required: ["type"],
  requires: plainRequirements,
};

const headerShape: Shape = {
  what: "A header",
  fields: { description: text, ...plainFields },
  required: ["type"],
  requires: plainRequirements,
};

const locations: Field = { oneOf: ["query", "header", "path", "formData", "body"] };
const sharedFields: Fields = { name: text, in: locations, description: text, required: flag };

const bodyShape: Shape = {
  what: "A body parameter",
  fields: { ...sharedFields, schema: "schema" },
  required: ["name", "in", "schema"],
};

/** What only parameters of some places may have. */
const multi: Fields = { collectionFormat: { oneOf: [...listFormats, "multi"] } };
const mayBeEmpty: Fields = { allowEmptyValue: flag };
const mayBeFile: Fields = { type: { oneOf: [...plainTypes, "file"] } };

function plainParameter(what: string, more: Fields): Shape {
  return {
    what,
    fields: { ...sharedFields, ...plainFields, ...more },
    required: ["name", "in", "type"],
    requires: plainRequirements,
  };
}

const parameterShapes = new Map<unknown, Shape>([
  ["body", bodyShape],
  ["path", plainParameter("A path parameter", {})],
  ["header", plainParameter("A header parameter", {})],
  ["query", plainParameter("A query parameter", { ...multi, ...mayBeEmpty })],
  ["formData", plainParameter("A form parameter", { ...multi, ...mayBeEmpty, ...mayBeFile })],
]);

/** One that does not say where it is sent: any of the keys may be right. */
const anyParameter: Shape = {
  ...plainParameter("A parameter", { ...multi, ...mayBeEmpty, ...mayBeFile, schema: "schema" }),
  required: ["name", "in"],
};

/** @see https://spec.openapis.org/oas/v2.0#parameter-object */
export function parameterShape(parameter: JsonObject): Shape {
  return parameterShapes.get(ownValue(parameter, "in")) ?? anyParameter;
}

/** What a schema has that JSON Schema does not know. @see https://spec.openapis.org/oas/v2.0#schema-object */
export const schemaFields: Fields = {
  discriminator: text,
  readOnly: flag,
  externalDocs,
  xml: object(() => ({
    what: '"xml"',
    fields: { name: text, namespace: text, prefix: text, attribute: flag, wrapped: flag },
    required: [],
  })),
};
