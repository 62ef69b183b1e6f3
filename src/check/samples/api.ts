import type { apiCodes } from "../../base/codes/api.js";
import type { Samples } from "./sample.js";

/** A file of OpenAPI 3. */
function file(text: string, version = "3.1.1"): string {
  return `--- api/sample.yaml\nopenapi: ${version}\ninfo: { title: Sample, version: "1" }\n${text}`;
}

/** The same with one operation: what it says besides its id and its response. */
function operation(text: string, more = "", method = "get"): string {
  return file(
    `${more}paths:\n  /things:\n    ${method}:\n      operationId: getThings\n      responses: { 200: { description: Done. } }\n${text}`,
  );
}

const header = (more: string) =>
  operation(
    "      callbacks: {}\n",
    `components:\n  headers:\n    Left: { schema: { type: integer }, example: 1${more} }\n`,
  );
const get = "{ operationId: getThing, responses: { 200: { description: Done. } } }";
const server = (url: string, variables: string) =>
  operation("", `servers:\n  - url: "https://${url}/v1"\n${variables}`);
const groups = (tags: string) => `x-tagGroups: [{ name: All, tags: [${tags}] }]\n`;
const regions = (used: string) =>
  server(
    "{region}.example.org",
    `    variables:\n      region: { enum: [eu, us], default: ${used} }\n`,
  );
const link = (to: string) =>
  operation("", "").replace(
    "{ description: Done. }",
    `{ description: Done., links: { self: { operationId: ${to} } } }`,
  );
const form = (name: string) =>
  `      requestBody:
        content:
          multipart/form-data:
            schema: { type: object, properties: { file: { type: string } } }
            encoding: { ${name}: { contentType: image/png } }
`;
const pets = (to: string) =>
  file(`components:
  schemas:
    Pet:
      oneOf:
        - $ref: "#/components/schemas/Cat"
      discriminator: { propertyName: kind, mapping: { cat: ${to} } }
    Cat:
      type: object
      required: [kind]
      properties: { kind: { type: string } }
`);
const account = `components:
  securitySchemes:
    account:
      type: oauth2
      flows:
        implicit: { authorizationUrl: "https://example.org/", scopes: { read: See. } }
`;
const token = (scheme: string) =>
  operation(
    "      security: [{ token: [] }]\n",
    `components: { securitySchemes: { token: { type: http, scheme: ${scheme} } } }\n`,
  );
const nullable = (more: string) =>
  file(`paths: {}\ncomponents: { schemas: { Name: { nullable: true, ${more} } } }\n`, "3.0.4");
const query = "        - { in: query, name: limit, schema: { type: integer } }\n";
const queries = (more: string) =>
  operation(`      parameters:\n${more}${query}`).replace("3.1.1", "3.2.0");

/** Samples of `base/codes/api.ts`. */
export const apiSamples: Samples<keyof typeof apiCodes> = {
  "openapi-exclusive": [
    "fields of OpenAPI that exclude each other",
    header(", examples: {}"),
    header(""),
    "files",
  ],
  "version-field-type": [
    "fields that `versions` of specpress.yaml names whose value is no version",
    "x-addedInVersion: 1.10\n",
    'x-addedInVersion: "1.10"\n',
    "sketch",
  ],
  "version-unquoted": [
    "versions that are keys of a map and numbers to other programs",
    "x-changedInVersion: { 1.10: It may be null. }\n",
    'x-changedInVersion: { "1.10": It may be null. }\n',
    "sketch",
  ],
  "too-many-media-types": [
    "thousands of media types that thousands of operations have each",
    "consumes: [a/b, a/c, a/d, ... thousands more]\npaths: # and as many operations\n",
    "consumes: [application/json]\npaths: # all of them\n",
    "sketch",
  ],
  "ref-unexpected": [
    "references where OpenAPI 3 knows none",
    `${file(`paths:\n  /things:\n    get: { $ref: "#/components/x-get" }\ncomponents:\n  x-get: ${get}\n`)}`,
    `${file(`paths:\n  /things: { $ref: "#/components/pathItems/things" }\ncomponents:\n  pathItems:\n    things:\n      get: ${get}\n`)}`,
    "files",
  ],
  "same-path": [
    "paths that differ only in the names of their parameters",
    file("paths:\n  /things/{id}: {}\n  /things/{name}: {}\n"),
    file("paths:\n  /things/{id}: {}\n"),
    "files",
  ],
  "server-variable-undefined": [
    "variables in the addresses of servers that are not defined",
    server("{host}", ""),
    server("{host}", "    variables: { host: { default: example.org } }\n"),
    "files",
  ],
  "server-variable-unused": [
    "variables of servers that are not in their address",
    server("example.org", "    variables: { host: { default: example.org } }\n"),
    server("example.org", ""),
    "files",
  ],
  "server-variable-default": [
    "defaults of server variables that are not among their values",
    regions("asia"),
    regions("eu"),
    "files",
  ],
  "server-variable-unlisted": [
    "the same in OpenAPI 3.0, which only advises it",
    regions("asia").replace("3.1.1", "3.0.4"),
    regions("eu").replace("3.1.1", "3.0.4"),
    "files",
  ],
  "unknown-http-scheme": [
    "authentication schemes that HTTP has not registered",
    token("bearr"),
    token("bearer"),
    "files",
  ],
  "ignored-header": [
    "parameters and headers that OpenAPI describes in other ways, and so ignores",
    queries("        - { in: header, name: Accept, schema: { type: string } }\n"),
    queries(""),
    "files",
  ],
  "nullable-without-type": [
    "schemas of OpenAPI 3.0 that add null to a type they do not name",
    nullable("minLength: 1"),
    nullable("minLength: 1, type: string"),
    "files",
  ],
  "undeclared-tag": [
    "tags of operations that the API does not describe, if it describes any",
    operation("      tags: [thing]\n", "tags: [{ name: things }]\n"),
    operation("      tags: [things]\n", "tags: [{ name: things }]\n"),
    "files",
  ],
  "tag-grouped-twice": [
    "tags that are in two groups of x-tagGroups",
    operation("      tags: [a]\n", `${groups("a, a")}tags: [{ name: a }]\n`),
    operation("      tags: [a]\n", `${groups("a")}tags: [{ name: a }]\n`),
    "files",
  ],
  "vendor-field": [
    "x-tagGroups, x-displayName and x-codeSamples that are not as programs have them",
    operation("      x-codeSamples: { Python: get() }\n"),
    operation('      x-codeSamples: [{ lang: Python, source: "get()" }]\n'),
    "files",
  ],
  "logo-not-shown": [
    "logos in OpenAPI files, which are to be in the theme of the site",
    file("paths: {}\n").replace("title: Sample", "title: Sample, x-logo: { url: a.svg }"),
    file("paths: {}\n"),
    "files",
  ],
  "tag-circle": [
    "tags of OpenAPI 3.2 that are part of each other",
    file("tags: [{ name: a, parent: b }, { name: b, parent: a }]\npaths: {}\n", "3.2.0"),
    file("tags: [{ name: a, parent: b }, { name: b }]\npaths: {}\n", "3.2.0"),
    "files",
  ],
  "link-target": [
    "links of responses to operations that do not exist",
    link("getThngs"),
    link("getThings"),
    "files",
  ],
  "link-parameter": [
    "parameters of links that the operation does not have",
    link("getThings").replace(
      "operationId: getThings }",
      "operationId: getThings, parameters: { id: x } }",
    ),
    link("getThings"),
    "files",
  ],
  "encoding-unknown": [
    "encodings of properties that the schema does not have",
    operation(form("fil"), "", "post"),
    operation(form("file"), "", "post"),
    "files",
  ],
  "discriminator-mapping": [
    "schemas that a discriminator maps to and that do not exist",
    pets("Catt"),
    pets("Cat"),
    "files",
  ],
  "body-not-expected": [
    "bodies of requests whose method gives them no meaning",
    operation("      requestBody: { content: { text/plain: {} } }\n"),
    operation("      requestBody: { content: { text/plain: {} } }\n", "", "post"),
    "files",
  ],
  "undefined-scope": [
    "scopes that are required and that no flow of the security scheme has",
    operation("      security: [{ account: [raed] }]\n", account),
    operation("      security: [{ account: [read] }]\n", account),
    "files",
  ],
  "several-query-forms": [
    "operations whose query is described as a whole and in parts",
    queries("        - { in: querystring, name: all, content: { text/plain: {} } }\n"),
    queries(""),
    "files",
  ],
};
