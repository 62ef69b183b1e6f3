import { ownValue, type JsonObject } from "../data/data.js";
import { forms } from "./forms.js";
import {
  among,
  boolean,
  map,
  object,
  referable,
  required,
  since,
  string,
  until,
  written,
  type Row,
  type Table,
} from "./shapes.js";

/** The security schemes of OpenAPI 3 and their flows. */

const uri = written(forms.uriReference);

const schemeTypes: ReadonlySet<unknown> = new Set([
  "apiKey",
  "http",
  "mutualTLS",
  "oauth2",
  "openIdConnect",
]);

function schemeShape(scheme: JsonObject): string {
  const type = ownValue(scheme, "type");
  return typeof type === "string" && schemeTypes.has(type) ? `${type} scheme` : "any scheme";
}

const schemeFields = {
  type: required([
    until("3.0", among("apiKey", "http", "oauth2", "openIdConnect")),
    among("apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"),
  ]),
  description: string,
  deprecated: since("3.2", boolean),
};

function scheme(type: string, fields: Row["fields"]): Row {
  return {
    what: `a security scheme of type "${type}"`,
    fields: { ...schemeFields, ...fields },
  };
}

const keyFields = { name: string, in: among("query", "header", "cookie") };
const metadata = { oauth2MetadataUrl: since("3.2", uri) };

function flow(type: string, ...addresses: readonly string[]): Row {
  return {
    what: `the flow "${type}"`,
    fields: {
      ...Object.fromEntries(addresses.map((address) => [address, required(uri)])),
      refreshUrl: uri,
      scopes: required(map(string, '"scopes"')),
    },
  };
}

export const securityShapes: Table = {
  securityScheme: {
    what: "a security scheme",
    reference: referable,
    home: "securitySchemes",
    fields: {},
    pick: schemeShape,
  },
  "any scheme": {
    what: "a security scheme",
    fields: {
      ...schemeFields,
      ...keyFields,
      ...metadata,
      scheme: string,
      bearerFormat: string,
      flows: object("flows"),
      openIdConnectUrl: uri,
    },
  },
  "apiKey scheme": scheme("apiKey", {
    name: required(string),
    in: required(among("query", "header", "cookie")),
  }),
  "http scheme": scheme("http", { scheme: required(written(forms.token)), bearerFormat: string }),
  "mutualTLS scheme": scheme("mutualTLS", {}),
  "oauth2 scheme": scheme("oauth2", { flows: required(object("flows")), ...metadata }),
  "openIdConnect scheme": scheme("openIdConnect", { openIdConnectUrl: required(uri) }),
  flows: {
    what: '"flows"',
    fields: {
      implicit: object("implicit"),
      password: object("password"),
      clientCredentials: object("clientCredentials"),
      authorizationCode: object("authorizationCode"),
      deviceAuthorization: since("3.2", object("deviceAuthorization")),
    },
  },
  implicit: flow("implicit", "authorizationUrl"),
  password: flow("password", "tokenUrl"),
  clientCredentials: flow("clientCredentials", "tokenUrl"),
  authorizationCode: flow("authorizationCode", "authorizationUrl", "tokenUrl"),
  deviceAuthorization: flow("deviceAuthorization", "deviceAuthorizationUrl", "tokenUrl"),
};
