import type { Check } from "./check.js";

/** An API file with one operation: what stands under its path, and under its method. */
function operation(lines: string, path = "/things", parameters = ""): string {
  const responses = `      responses:\n        200: { description: Done. }\n`;
  return `paths:\n  ${path}:\n    get:\n${lines}${parameters}${responses}`;
}

const id = "      operationId: getThings\n";

function withParameters(path: string, ...parameters: readonly string[]): string {
  const list = parameters.map((parameter) => `        - { ${parameter} }\n`).join("");
  return operation(id, path, `      parameters:\n${list}`);
}

/** An API file with an example of this media type. */
function withExample(type: string): string {
  const response = `{ description: Done., examples: { ${type}: "1" } }`;
  return `produces: [application/json]\n${operation(id).replace("{ description: Done. }", response)}`;
}

const kinds = (kind: string) =>
  `type: object\ndiscriminator: kind\nproperties:\n  kind: ${kind}\n  name: { type: string }\n`;
const token = "securityDefinitions:\n  token: { type: apiKey, in: query, name: token }\n";
const thingId = "in: path, name: id, type: string, required: true";

/** What is looked for in OpenAPI documents. */
export const openApiChecks: readonly Check[] = [
  {
    code: "openapi-missing",
    looksAt: "what documents, parameters, responses, headers and security schemes must have",
    sample: "api",
    wrong:
      "paths:\n  /things:\n    get:\n      operationId: getThings\n      responses:\n        200: {}\n",
    right: operation(id),
  },
  {
    code: "openapi-unknown-key",
    looksAt: "keys that OpenAPI 2 does not know in that place",
    sample: "api",
    wrong: operation(`${id}      sumary: Lists things.\n`),
    right: operation(`${id}      summary: Lists things.\n`),
  },
  {
    code: "openapi-value",
    looksAt: "values of another kind than OpenAPI 2 wants, or not among those it allows",
    sample: "api",
    wrong: withParameters("/things", "in: querry, name: limit, type: integer"),
    right: withParameters("/things", "in: query, name: limit, type: integer"),
  },
  {
    code: "openapi-key",
    looksAt: "status codes and media types that are keys",
    sample: "api",
    wrong: operation(id).replace("200", "2xx"),
    right: operation(id),
  },
  {
    code: "discriminator",
    looksAt: "discriminators that are not among the required properties",
    sample: "definition",
    wrong: `${kinds("{ type: string }")}required: [name]\n`,
    right: `${kinds("{ type: string }")}required: [kind]\n`,
  },
  {
    code: "read-only-required",
    looksAt: "required properties that are read-only",
    sample: "definition",
    wrong: `${kinds("{ type: string, readOnly: true }")}required: [kind]\n`,
    right: `${kinds("{ type: string }")}required: [kind]\n`,
  },
  {
    code: "file-not-consumed",
    looksAt: "operations that are sent a file and do not consume forms",
    sample: "api",
    wrong: withParameters("/things", "in: formData, name: picture, type: file"),
    right: `consumes: [multipart/form-data]\n${withParameters("/things", "in: formData, name: picture, type: file")}`,
  },
  {
    code: "example-not-produced",
    looksAt: "examples of responses in media types that the operation does not produce",
    sample: "api",
    wrong: withExample("text/plain"),
    right: withExample("application/json"),
  },
  {
    code: "security-scopes",
    looksAt: "scopes of security schemes that have none",
    sample: "api",
    wrong: `${token}${operation(`${id}      security: [{ token: [read] }]\n`)}`,
    right: `${token}${operation(`${id}      security: [{ token: [] }]\n`)}`,
  },
  {
    code: "operation-without-id",
    looksAt: "operations without operationId",
    sample: "api",
    wrong: operation("      summary: Lists things.\n"),
    right: operation(`${id}      summary: Lists things.\n`),
  },
  {
    code: "operation-id-style",
    looksAt: "operationIds that are not camel case",
    sample: "api",
    wrong: operation("      operationId: get_things\n"),
    right: operation(id),
  },
  {
    code: "duplicate-operation-id",
    looksAt: "operationIds that two operations of an API have",
    sample: "api",
    wrong: `${operation(id)}${operation(id, "/stuff").replace("paths:\n", "")}`,
    right: `${operation(id)}${operation("      operationId: getStuff\n", "/stuff").replace("paths:\n", "")}`,
  },
  {
    code: "no-responses",
    looksAt: "operations without responses",
    sample: "api",
    wrong: `paths:\n  /things:\n    get:\n${id}`,
    right: operation(id),
  },
  {
    code: "path-parameter-missing",
    looksAt: "the {names} of a path that no parameter describes",
    sample: "api",
    wrong: operation(id, "/things/{id}"),
    right: withParameters("/things/{id}", thingId),
  },
  {
    code: "path-parameter-unknown",
    looksAt: "path parameters that the path does not have",
    sample: "api",
    wrong: withParameters("/things", thingId),
    right: withParameters("/things/{id}", thingId),
  },
  {
    code: "path-parameter-optional",
    looksAt: "path parameters that are not required",
    sample: "api",
    wrong: withParameters("/things/{id}", "in: path, name: id, type: string"),
    right: withParameters("/things/{id}", thingId),
  },
  {
    code: "path-parameter-twice",
    looksAt: "a {name} that stands twice in one path",
    sample: "api",
    wrong: withParameters("/things/{id}/parts/{id}", thingId),
    right: withParameters("/things/{id}/parts", thingId),
  },
  {
    code: "path-malformed",
    looksAt: "paths without a slash at their beginning, and braces that are not closed",
    sample: "api",
    wrong: operation(id, '"/things/{id"'),
    right: withParameters('"/things/{id}"', thingId),
  },
  {
    code: "path-blank",
    looksAt: "blanks around a path",
    sample: "api",
    wrong: operation(id, '"/things "'),
    right: operation(id, '"/things"'),
  },
  {
    code: "duplicate-parameter",
    looksAt: "parameters of one operation with the same name in the same place",
    sample: "api",
    wrong: withParameters(
      "/things",
      "in: query, name: limit, type: integer",
      "in: query, name: limit, type: string",
    ),
    right: withParameters(
      "/things",
      "in: query, name: limit, type: integer",
      "in: header, name: limit, type: string",
    ),
  },
  {
    code: "several-bodies",
    looksAt: "operations with two bodies, or with a body and form fields",
    sample: "api",
    wrong: withParameters(
      "/things",
      "in: body, name: one, schema: { type: object }",
      "in: body, name: two, schema: { type: object }",
    ),
    right: withParameters("/things", "in: body, name: one, schema: { type: object, example: {} }"),
  },
  {
    code: "duplicate-endpoint",
    looksAt: "operations of an API with the same method and path, be it in different files",
    sample: "api",
    wrong: `${withParameters("/things/{id}", thingId)}${withParameters(
      "/things/{name}",
      thingId.replace("id", "name"),
    )
      .replace("paths:\n", "")
      .replace("getThings", "getThing")}`,
    right: withParameters("/things/{id}", thingId),
  },
  {
    code: "undefined-security",
    looksAt: 'names under "security" that "securityDefinitions" does not have',
    sample: "api",
    wrong: `securityDefinitions:\n  token: { type: apiKey, in: query, name: token }\n${operation(`${id}      security: [{ tokn: [] }]\n`)}`,
    right: `securityDefinitions:\n  token: { type: apiKey, in: query, name: token }\n${operation(`${id}      security: [{ token: [] }]\n`)}`,
  },
  {
    code: "unused-definition",
    looksAt:
      "definitions, parameters, responses and security schemes of a document that nothing uses",
    sample: "api",
    wrong: `definitions:\n  thing: { type: string }\n${operation(id)}`,
    right: operation(id),
  },
];
