import { expect, test } from "vitest";
import { checkAll } from "./sample-project.js";

const settings = `name: Things
specification: spec
labels: { MAIN: unstable }
apis:
  main: { title: Main, purpose: Samples, openapi: api, suffix: m, version: MAIN }
events: { schemas: events, examples: examples, common: { common_fields: core/event.yaml } }
`;

const api = `swagger: "2.0"
info: { title: Things, version: "1" }
externalDocs: { url: "https://a.example/" }
securityDefinitions:
  key: { type: apiKey, name: key, in: header, description: Ask for one. }
  login:
    type: oauth2
    flow: implicit
    authorizationUrl: "https://a.example/"
    scopes: { read: Reading. }
paths:
  "/things/{id}":
    put:
      summary: Changes a thing.
      description: Changes one of the things.
      externalDocs: { url: "https://b.example/" }
      security: [{ login: [read] }]
      parameters:
        - { in: path, name: id, type: string, required: true, description: Which., maxLength: 9 }
        - { in: query, name: size, type: integer, default: 3, minimum: 1 }
        - { in: header, name: X-Mode, type: string, x-example: fast }
        - in: body
          name: body
          description: The new one.
          schema:
            type: object
            description: What it is.
            properties:
              names:
                type: array
                description: Its names.
                minItems: 1
                items: { type: string, description: A name., pattern: "^a" }
              colour:
                description: The colour.
                oneOf:
                  - { type: string, description: By name. }
                  - { type: integer, description: By number. }
              marks:
                type: object
                additionalProperties: { type: string, readOnly: true, description: A mark. }
      responses:
        200:
          description: Done.
          headers: { X-State: { type: string, enum: [a, b] } }
          schema: { $ref: definitions/thing.yaml }
        404:
          description: None.
          schema: { type: object, properties: { code: { type: string } } }
`;

const thing = `type: object
title: Thing
description: A thing.
discriminator: kind
allOf:
  - description: What all have.
    properties: { kind: { type: string, description: Which kind. } }
`;

const event = `type: object
description: An event.
properties:
  type: { type: string, enum: [m.a] }
  content:
    type: object
    description: What is in it.
    properties: { size: { type: integer, maximum: 9, description: How large. } }
`;

const files = {
  "specpress.yaml": settings,
  "spec/targets.yaml": "targets: { main: { files: [main.rst] } }\n",
  "spec/main.rst":
    "Main\n====\n\n{{api_m_http_api}}\n\n{{definition_m_thing}}\n\n{{m_a_event}}\n\n{{common_fields}}\n",
  "api/api.yaml": api,
  "api/definitions/thing.yaml": thing,
  "events/m.a": event,
  "events/core/event.yaml":
    "type: object\ntitle: All\ndescription: Fields of all.\nproperties: { id: { type: string, format: uri } }\n",
  "examples/m.a": '{ "type": "m.a", "content": {} }\n',
};

const leftOut = (more = {}) =>
  checkAll({ ...files, ...more }).flatMap(({ code, at, text }) =>
    code === "left-out" ? [`${at} ${text}`] : [],
  );

test("what the look of 2020 leaves out is said once for each file and kind, with the first place", () => {
  expect(leftOut().sort()).toMatchInlineSnapshot(`
    [
      "api/api.yaml:14 summary | 1 | summary",
      "api/api.yaml:16 link | 1 | externalDocs",
      "api/api.yaml:17 scope | 1 | read",
      "api/api.yaml:19 limit | 4 | maxLength, minimum, minItems, pattern",
      "api/api.yaml:20 default | 1 | default",
      "api/api.yaml:21 example | 1 | x-example",
      "api/api.yaml:24 description | 6 | of a body, of an item, of an alternative, of a map's values",
      "api/api.yaml:3 other link | 1 | externalDocs",
      "api/api.yaml:41 mark | 1 | readOnly",
      "api/api.yaml:45 values | 1 | enum",
      "api/api.yaml:47 error | 1 | 404",
      "api/api.yaml:5 scheme | 1 | description",
      "api/definitions/thing.yaml:4 discriminator | 1 | discriminator",
      "api/definitions/thing.yaml:6 part | 1 | description",
      "events/core/event.yaml:4 limit | 1 | format",
      "events/m.a:7 description | 1 | of the content of an event",
      "events/m.a:8 limit | 1 | maximum",
    ]
  `);
});

test("the look current says it on the page", () => {
  expect(leftOut({ "specpress.yaml": `${settings}look: current\n` })).toEqual([]);
});

test("what is shown in one place is not left out, whatever else uses it", () => {
  const used = api.replace("items: { type: string, ", "items: { $ref: definitions/thing.yaml, ");
  expect(leftOut({ "api/api.yaml": used }).join("\n")).not.toContain("thing.yaml:3");
});
