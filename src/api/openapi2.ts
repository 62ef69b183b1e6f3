import { ownValue, type JsonObject } from "../data/data.js";
import { forms } from "./forms.js";
import {
  among,
  any,
  boolean,
  keyword,
  list,
  map,
  object,
  required,
  schema,
  string,
  written,
  type Requirement,
  type Row,
  type Shape,
  type Table,
} from "./shapes.js";

/**
 * The objects of OpenAPI 2.0 and their fields.
 * @see https://spec.openapis.org/oas/v2.0
 */

const url = written(forms.url);
const externalDocs = object("externalDocs");
const mediaTypes = list(written(forms.mediaType), { unique: true });
const schemes = list(among("http", "https", "ws", "wss"), { unique: true });
const security = list(map(list(string, { unique: true }), "a security requirement"), {
  unique: true,
});
const parameters = list(object("parameter"));
const fileOrSchema = { field: { kind: "schema", mayBeFile: true } } as const;

/** A `$ref` may stand anywhere: its siblings count nothing. */
const reference = () => "alone" as const;

const methods = ["get", "put", "post", "delete", "options", "head", "patch"] as const;
const listFormats = ["csv", "ssv", "tsv", "pipes"] as const;
const plainTypes = ["string", "number", "integer", "boolean", "array"] as const;

/** Keywords that values outside of schemas have. */
const plainFields = {
  type: required(among(...plainTypes)),
  format: string,
  items: object("items"),
  collectionFormat: among(...listFormats),
  default: any,
  maximum: keyword("number"),
  exclusiveMaximum: boolean,
  minimum: keyword("number"),
  exclusiveMinimum: boolean,
  maxLength: keyword("count"),
  minLength: keyword("count"),
  pattern: keyword("pattern"),
  maxItems: keyword("count"),
  minItems: keyword("count"),
  uniqueItems: boolean,
  enum: keyword("values"),
  multipleOf: keyword("positive"),
};

/** A limit is excluded only where there is one: JSON Schema draft-04, validation 5.1.2 and 5.1.3. */
const plainRequirements: readonly Requirement[] = [
  { if: "type", is: "array", needs: "items" },
  { if: "exclusiveMaximum", needs: "maximum" },
  { if: "exclusiveMinimum", needs: "minimum" },
];

const shared = {
  name: required(string),
  in: required(among("query", "header", "path", "formData", "body")),
  description: string,
  required: boolean,
};

/** What only parameters of some places may have. */
const multi = { collectionFormat: among(...listFormats, "multi") };
const mayBeEmpty = { allowEmptyValue: boolean };
const mayBeFile = { type: required(among(...plainTypes, "file")) };

function parameter(what: string, more: Row["fields"] = {}): Row {
  return {
    what,
    reference,
    fields: { ...shared, ...plainFields, ...more },
    requires: plainRequirements,
  };
}

const places: ReadonlySet<unknown> = new Set(["path", "query", "header", "formData", "body"]);

/** Whether a shape is that of a parameter or header, which says itself of what type its value is. */
export function isOldParameter({ name }: Pick<Shape, "name">): boolean {
  return name === "header" || (name !== "body parameter" && name.endsWith(" parameter"));
}

function parameterShape(value: JsonObject): string {
  const place = ownValue(value, "in");
  return typeof place === "string" && places.has(place) ? `${place} parameter` : "any parameter";
}

const schemeFields = { type: required(among("basic", "apiKey", "oauth2")), description: string };
const flow = among("implicit", "password", "application", "accessCode");
const scopes = map(string, '"scopes"', { isExtensible: true });
const addresses = { authorizationUrl: url, tokenUrl: url };

function oauth(name: string, ...needed: readonly string[]): Row {
  return {
    what: `a security scheme of type "oauth2" with the flow "${name}"`,
    fields: {
      ...schemeFields,
      flow: required(flow),
      scopes: required(scopes),
      ...Object.fromEntries(needed.map((address) => [address, required(url)])),
    },
  };
}

function schemeShape(scheme: JsonObject): string {
  const type = ownValue(scheme, "type");
  const flowName = ownValue(scheme, "flow");
  if (type === "basic" || type === "apiKey") return `${type} scheme`;
  if (type !== "oauth2") return "any scheme";
  const isKnown = typeof flowName === "string" && flow.field.kind === "string";
  return isKnown && flow.field.oneOf?.includes(flowName) ? `${flowName} flow` : "any flow";
}

export const openApi2: Table = {
  document: {
    what: "the document",
    fields: {
      swagger: required(among("2.0")),
      info: required(object("info")),
      host: written(forms.host),
      basePath: written(forms.basePath),
      schemes,
      consumes: mediaTypes,
      produces: mediaTypes,
      paths: required(object("paths")),
      definitions: map(schema, '"definitions"'),
      parameters: map(object("parameter"), '"parameters"'),
      responses: map(object("response"), '"responses"'),
      securityDefinitions: map(object("securityScheme"), '"securityDefinitions"'),
      security,
      tags: list(object("tag"), { unique: { by: "name" } }),
      externalDocs,
    },
  },
  info: {
    what: '"info"',
    reference,
    fields: {
      title: required(string),
      version: required(string),
      description: string,
      termsOfService: string,
      contact: object("contact"),
      license: object("license"),
    },
  },
  contact: {
    what: '"contact"',
    reference,
    fields: { name: string, url, email: written(forms.email) },
  },
  license: { what: '"license"', reference, fields: { name: required(string), url } },
  tag: {
    what: "a tag",
    reference,
    fields: { name: required(string), description: string, externalDocs },
  },
  externalDocs: {
    what: '"externalDocs"',
    reference,
    fields: { description: string, url: required(url) },
  },
  paths: {
    what: '"paths"',
    reference,
    fields: {},
    others: { keys: null, field: object("pathItem").field },
  },
  pathItem: {
    what: "a path",
    reference: () => "own",
    fields: {
      $ref: string,
      parameters,
      ...Object.fromEntries(methods.map((method) => [method, object("operation")])),
    },
  },
  operation: {
    what: "an operation",
    reference,
    fields: {
      tags: list(string, { unique: true }),
      summary: string,
      description: string,
      externalDocs,
      operationId: string,
      consumes: mediaTypes,
      produces: mediaTypes,
      parameters,
      responses: object("responses"),
      schemes,
      deprecated: boolean,
      security,
    },
  },
  parameter: {
    what: "a parameter",
    reference,
    home: "parameters",
    fields: {},
    pick: parameterShape,
  },
  "body parameter": {
    what: "a body parameter",
    reference,
    fields: { ...shared, schema: required(schema) },
  },
  "path parameter": parameter("a path parameter"),
  "header parameter": parameter("a header parameter"),
  "query parameter": parameter("a query parameter", { ...multi, ...mayBeEmpty }),
  "formData parameter": parameter("a form parameter", { ...multi, ...mayBeEmpty, ...mayBeFile }),
  /** One that does not say where it is sent: any of the fields may be right. */
  "any parameter": parameter("a parameter", {
    ...multi,
    ...mayBeEmpty,
    type: among(...plainTypes, "file"),
    schema,
  }),
  items: { what: '"items"', reference, fields: plainFields, requires: plainRequirements },
  header: {
    what: "a header",
    reference,
    fields: { description: string, ...plainFields },
    requires: plainRequirements,
  },
  responses: {
    what: '"responses"',
    reference,
    fields: {},
    others: { keys: forms.status, field: object("response").field },
  },
  response: {
    what: "a response",
    reference,
    home: "responses",
    fields: {
      description: required(string),
      schema: fileOrSchema,
      headers: map(object("header"), '"headers"'),
      examples: map(any, '"examples"', { keys: forms.mediaType, isStrict: true }),
    },
  },
  securityScheme: {
    what: "a security scheme",
    reference,
    home: "securityDefinitions",
    fields: {},
    pick: schemeShape,
  },
  "any scheme": {
    what: "a security scheme",
    fields: {
      ...schemeFields,
      flow,
      scopes,
      ...addresses,
      name: string,
      in: among("query", "header"),
    },
  },
  "basic scheme": { what: 'a security scheme of type "basic"', fields: schemeFields },
  "apiKey scheme": {
    what: 'a security scheme of type "apiKey"',
    fields: {
      ...schemeFields,
      name: required(string),
      in: required(among("query", "header")),
    },
  },
  "any flow": {
    what: 'a security scheme of type "oauth2"',
    fields: { ...schemeFields, flow: required(flow), scopes: required(scopes), ...addresses },
  },
  "implicit flow": oauth("implicit", "authorizationUrl"),
  "password flow": oauth("password", "tokenUrl"),
  "application flow": oauth("application", "tokenUrl"),
  "accessCode flow": oauth("accessCode", "authorizationUrl", "tokenUrl"),
  xml: {
    what: '"xml"',
    fields: {
      name: string,
      namespace: string,
      prefix: string,
      attribute: boolean,
      wrapped: boolean,
    },
  },
  /** What schemas have besides JSON Schema. */
  schema: {
    what: "a schema",
    fields: { discriminator: string, readOnly: boolean, xml: object("xml"), externalDocs },
  },
};
