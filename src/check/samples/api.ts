import type { apiCodes } from "../../base/codes/api.js";
import type { Samples } from "./sample.js";

/** Samples of `base/codes/api.ts`. */
export const apiSamples: Samples<keyof typeof apiCodes> = {
  "openapi-exclusive": [
    "fields of OpenAPI that exclude each other",
    "openapi: 3.1.1\ncomponents:\n  headers:\n    Left: { schema: { type: integer }, example: 1, examples: {} }\n",
    "openapi: 3.1.1\ncomponents:\n  headers:\n    Left: { schema: { type: integer }, example: 1 }\n",
    "sketch",
  ],
  "version-field-type": [
    "fields that `versions` of specpress.yaml names whose value is no version",
    "x-addedInVersion: 1.10\n",
    'x-addedInVersion: "1.10"\n',
    "sketch",
  ],
  "ref-unexpected": [
    "references where OpenAPI 3 knows none",
    "openapi: 3.1.1\npaths:\n  /things:\n    get: { $ref: get-things.yaml }\n",
    "openapi: 3.1.1\npaths:\n  /things: { $ref: things.yaml }\n",
    "sketch",
  ],
  "same-path": [
    "paths that differ only in the names of their parameters",
    "paths:\n  /things/{id}: {}\n  /things/{name}: {}\n",
    "paths:\n  /things/{id}: {}\n",
    "sketch",
  ],
  "server-variable-undefined": [
    "variables in the addresses of servers that are not defined",
    'servers:\n  - url: "https://{host}/v1"\n',
    'servers:\n  - url: "https://{host}/v1"\n    variables: { host: { default: example.org } }\n',
    "sketch",
  ],
  "server-variable-unused": [
    "variables of servers that are not in their address",
    'servers:\n  - url: "https://example.org/v1"\n    variables: { host: { default: example.org } }\n',
    'servers:\n  - url: "https://example.org/v1"\n',
    "sketch",
  ],
  "server-variable-default": [
    "defaults of server variables that are not among their values",
    "variables:\n  region: { enum: [eu, us], default: asia }\n",
    "variables:\n  region: { enum: [eu, us], default: eu }\n",
    "sketch",
  ],
  "undeclared-tag": [
    "tags of operations that the API does not describe, if it describes any",
    "tags: [{ name: things }]\npaths:\n  /things:\n    get: { tags: [thing] }\n",
    "tags: [{ name: things }]\npaths:\n  /things:\n    get: { tags: [things] }\n",
    "sketch",
  ],
  "link-target": [
    "links of responses to operations that do not exist",
    "links:\n  owner: { operationId: getUsr }\n",
    "links:\n  owner: { operationId: getUser }\n",
    "sketch",
  ],
  "discriminator-mapping": [
    "schemas that a discriminator maps to and that do not exist",
    "discriminator:\n  propertyName: kind\n  mapping: { cat: Catt }\n",
    "discriminator:\n  propertyName: kind\n  mapping: { cat: Cat }\n",
    "sketch",
  ],
  "body-not-expected": [
    "bodies of requests whose method gives them no meaning",
    "get:\n  requestBody: { content: { application/json: {} } }\n",
    "post:\n  requestBody: { content: { application/json: {} } }\n",
    "sketch",
  ],
  "undefined-scope": [
    "scopes that are required and that no flow of the security scheme has",
    "security:\n  - account: [raed]\n",
    "security:\n  - account: [read]\n",
    "sketch",
  ],
  "several-query-forms": [
    "operations whose query is described as a whole and in parts",
    "parameters:\n  - { in: querystring, name: all, content: { text/plain: {} } }\n  - { in: query, name: limit, schema: {} }\n",
    "parameters:\n  - { in: query, name: limit, schema: {} }\n",
    "sketch",
  ],
};
