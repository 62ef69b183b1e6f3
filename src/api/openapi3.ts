import { ownValue, type JsonObject } from "../data/data.js";
import { forms } from "./forms.js";
import { securityShapes } from "./openapi3-security.js";
import {
  among,
  any,
  boolean,
  list,
  map,
  object,
  referable,
  required,
  schema,
  since,
  string,
  until,
  written,
  type FieldRow,
  type Row,
  type Table,
  type Version,
} from "./shapes.js";

/**
 * The objects of OpenAPI 3.0, 3.1 and 3.2 and their fields.
 * @see https://spec.openapis.org/oas/v3.2.0#fixed-fields
 */

const uri = written(forms.uriReference);
const externalDocs = object("externalDocs");
const servers = list(object("server"));
const parameters = list(object("parameter"));
const security = list(map(list(string), "a security requirement"));

const referableSince32 = (version: Version) => (version === "3.2" ? "described" : "none");

const mediaTypes = { keys: forms.mediaType, isStrict: true } as const;
const content = map(object("media"), '"content"', mediaTypes);
const oneContent = map(object("media"), '"content"', { ...mediaTypes, only: 1 });
const examples = { example: any, examples: map(object("example"), '"examples"') };
const headers = [
  until("3.1", map(object("header"), '"headers"')),
  map(object("header"), '"headers"', { keys: forms.token }),
];

/** The methods that have a field of a path item. */
export const methods = [
  "get",
  "put",
  "post",
  "delete",
  "options",
  "head",
  "patch",
  "trace",
  "query",
] as const;

/** What has a schema with a style, or the media type of a whole document. */
const schemaOrContent = {
  exclusive: [
    ["schema", "content"],
    ["example", "examples"],
    ["content", "style"],
    ["content", "explode"],
    ["content", "allowReserved"],
    { keys: ["content", "example"], until: "3.1" },
    { keys: ["content", "examples"], until: "3.1" },
  ],
  oneOf: [["schema", "content"]],
} as const;

const parameterFields = {
  name: required(string),
  in: required([
    until("3.1", among("query", "header", "path", "cookie")),
    among("query", "querystring", "header", "path", "cookie"),
  ]),
  description: string,
  required: boolean,
  deprecated: boolean,
  content: oneContent,
  ...examples,
};

function parameter(place: string, more: Row["fields"], rest: Partial<Row> = {}): Row {
  return {
    what: place === "" ? "a parameter" : `a ${place} parameter`,
    fields: { ...parameterFields, schema, ...more },
    ...schemaOrContent,
    ...rest,
  };
}

const places: ReadonlySet<unknown> = new Set(["path", "query", "querystring", "header", "cookie"]);
function parameterShape(value: JsonObject): string {
  const place = ownValue(value, "in");
  return typeof place === "string" && places.has(place) ? `${place} parameter` : "any parameter";
}

function component(of: FieldRow, name: string): FieldRow {
  return map(of, `"${name}"`, { keys: forms.component });
}

/** Positions of a sequence instead of names: only one of the two. */
const encodings = {
  encoding: map(object("encoding"), '"encoding"'),
  prefixEncoding: since("3.2", list(object("encoding"))),
  itemEncoding: since("3.2", object("encoding")),
};
const nestedEncodings = { ...encodings, encoding: since("3.2", encodings.encoding) };
const byNameOrPosition = [
  ["encoding", "prefixEncoding"],
  ["encoding", "itemEncoding"],
] as const;

export const openApi3: Table = {
  document: {
    what: "the document",
    fields: {
      openapi: required(written(forms.version)),
      $self: since("3.2", written(forms.uriWithoutFragment)),
      info: required(object("info")),
      jsonSchemaDialect: since("3.1", uri),
      servers,
      paths: required(object("paths"), { until: "3.0" }),
      webhooks: since("3.1", map(object("pathItem"), '"webhooks"')),
      // What programs had before there were webhooks.
      "x-webhooks": until("3.0", map(object("pathItem"), '"x-webhooks"')),
      components: object("components"),
      security,
      tags: list(object("tag"), { unique: { by: "name" } }),
      externalDocs,
    },
    oneOf: [{ keys: ["paths", "components", "webhooks"], since: "3.1" }],
  },
  info: {
    what: '"info"',
    fields: {
      title: required(string),
      summary: since("3.1", string),
      description: string,
      termsOfService: uri,
      contact: object("contact"),
      license: object("license"),
      version: required(string),
    },
  },
  contact: {
    what: '"contact"',
    fields: { name: string, url: uri, email: written(forms.email) },
  },
  license: {
    what: '"license"',
    fields: { name: required(string), identifier: since("3.1", string), url: uri },
    exclusive: [["identifier", "url"]],
  },
  server: {
    what: "a server",
    fields: {
      url: required(written(forms.server)),
      name: since("3.2", string),
      description: string,
      variables: map(object("serverVariable"), '"variables"'),
    },
  },
  serverVariable: {
    what: "a server variable",
    fields: {
      enum: [until("3.0", list(string)), list(string, { least: 1 })],
      default: required(string),
      description: string,
    },
  },
  components: {
    what: '"components"',
    fields: {
      schemas: component(schema, "schemas"),
      responses: component(object("response"), "responses"),
      parameters: component(object("parameter"), "parameters"),
      examples: component(object("example"), "examples"),
      requestBodies: component(object("requestBody"), "requestBodies"),
      headers: component(object("header"), "headers"),
      securitySchemes: component(object("securityScheme"), "securitySchemes"),
      links: component(object("link"), "links"),
      callbacks: component(object("callback"), "callbacks"),
      pathItems: since("3.1", component(object("pathItem"), "pathItems")),
      mediaTypes: since("3.2", component(object("media"), "mediaTypes")),
    },
  },
  paths: {
    what: '"paths"',
    fields: {},
    others: { keys: null, field: object("pathItem").field },
  },
  pathItem: {
    what: "a path item",
    reference: () => "own",
    home: "pathItems",
    fields: {
      $ref: uri,
      summary: string,
      description: string,
      servers,
      parameters,
      ...Object.fromEntries(methods.map((method) => [method, object("operation")])),
      query: since("3.2", object("operation")),
      additionalOperations: since(
        "3.2",
        map(object("operation"), '"additionalOperations"', {
          keys: forms.otherMethod,
          isStrict: true,
        }),
      ),
    },
  },
  operation: {
    what: "an operation",
    fields: {
      tags: list(string, { unique: true }),
      summary: string,
      description: string,
      externalDocs,
      operationId: string,
      parameters,
      requestBody: object("requestBody"),
      responses: object("responses"),
      callbacks: map(object("callback"), '"callbacks"'),
      deprecated: boolean,
      security,
      servers,
    },
  },
  externalDocs: {
    what: '"externalDocs"',
    fields: { description: string, url: required(uri) },
  },
  parameter: {
    what: "a parameter",
    reference: referable,
    home: "parameters",
    fields: {},
    pick: parameterShape,
  },
  "any parameter": parameter("", {
    style: string,
    explode: boolean,
    allowReserved: boolean,
    allowEmptyValue: boolean,
  }),
  "path parameter": parameter("path", {
    style: among("matrix", "label", "simple"),
    explode: boolean,
    allowReserved: [until("3.0", boolean), since("3.2", boolean)],
  }),
  "query parameter": parameter("query", {
    style: among("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    explode: boolean,
    allowReserved: boolean,
    allowEmptyValue: boolean,
  }),
  "querystring parameter": {
    what: "a querystring parameter",
    fields: { ...parameterFields, content: required(oneContent) },
    exclusive: [["example", "examples"]],
  },
  "header parameter": parameter("header", {
    name: required([until("3.1", string), written(forms.token)]),
    style: among("simple"),
    explode: boolean,
    allowReserved: until("3.0", boolean),
  }),
  "cookie parameter": parameter("cookie", {
    style: [until("3.1", among("form")), among("form", "cookie")],
    explode: boolean,
    allowReserved: [until("3.0", boolean), since("3.2", boolean)],
  }),
  requestBody: {
    what: "a request body",
    reference: referable,
    home: "requestBodies",
    fields: { description: string, content: required(content), required: boolean },
  },
  media: {
    what: "a media type",
    reference: referableSince32,
    home: "mediaTypes",
    fields: {
      description: since("3.2", string),
      schema,
      itemSchema: since("3.2", schema),
      ...examples,
      ...encodings,
    },
    exclusive: [["example", "examples"], ...byNameOrPosition],
  },
  encoding: {
    what: "an encoding",
    fields: {
      contentType: string,
      headers,
      style: among("form", "spaceDelimited", "pipeDelimited", "deepObject"),
      explode: boolean,
      allowReserved: boolean,
      ...nestedEncodings,
    },
    exclusive: byNameOrPosition,
  },
  responses: {
    what: '"responses"',
    fields: {},
    others: { keys: forms.statusOrRange, field: object("response").field },
  },
  response: {
    what: "a response",
    reference: referable,
    home: "responses",
    fields: {
      summary: since("3.2", string),
      description: required(string, { until: "3.1" }),
      headers,
      content,
      links: map(object("link"), '"links"'),
    },
  },
  callback: {
    what: "a callback",
    reference: referable,
    home: "callbacks",
    fields: {},
    others: { keys: null, field: object("pathItem").field },
  },
  example: {
    what: "an example",
    reference: referable,
    home: "examples",
    fields: {
      summary: string,
      description: string,
      dataValue: since("3.2", any),
      serializedValue: since("3.2", string),
      value: any,
      externalValue: uri,
    },
    exclusive: [
      ["value", "externalValue"],
      ["value", "dataValue"],
      ["value", "serializedValue"],
      ["serializedValue", "externalValue"],
    ],
  },
  link: {
    what: "a link",
    reference: referable,
    home: "links",
    fields: {
      operationRef: string,
      operationId: string,
      parameters: map(any, '"parameters"'),
      requestBody: any,
      description: string,
      server: object("server"),
    },
    exclusive: [["operationRef", "operationId"]],
    oneOf: [["operationRef", "operationId"]],
  },
  header: {
    what: "a header",
    reference: referable,
    home: "headers",
    fields: {
      description: string,
      required: boolean,
      deprecated: boolean,
      style: among("simple"),
      explode: boolean,
      schema,
      content: oneContent,
      ...examples,
    },
    ...schemaOrContent,
  },
  tag: {
    what: "a tag",
    fields: {
      name: required(string),
      summary: since("3.2", string),
      description: string,
      externalDocs,
      parent: since("3.2", string),
      kind: since("3.2", string),
    },
  },
  ...securityShapes,
  discriminator: {
    what: '"discriminator"',
    fields: {
      propertyName: required(string),
      mapping: map(string, '"mapping"'),
      defaultMapping: since("3.2", string),
    },
  },
  xml: {
    what: '"xml"',
    fields: {
      nodeType: since("3.2", among("element", "attribute", "text", "cdata", "none")),
      name: string,
      namespace: written(forms.url),
      prefix: string,
      attribute: boolean,
      wrapped: boolean,
    },
    exclusive: [
      ["nodeType", "attribute"],
      ["nodeType", "wrapped"],
    ],
  },
  /** What schemas have besides JSON Schema. */
  schema: {
    what: "a schema",
    fields: { discriminator: object("discriminator"), xml: object("xml"), externalDocs },
  },
};
