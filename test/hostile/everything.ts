import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = "test/validate/correct";
const correct: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]),
);

/** A small project with a value for every setting, and files of every kind. */
export const everything: Readonly<Record<string, string>> = {
  ...correct,
  "specpress.yaml": `name: Things
specification: spec
labels: { MAIN_VERSION: unstable, OTHER: "1.0" }
notices:
  unstable: This version may change.
  deprecated: This operation will be removed.
apis:
  main:
    title: Things API
    purpose: Keeping things
    openapi: api
    suffix: m
    version: MAIN_VERSION
    first: { things: [parts] }
    dialect: draft-04
events:
  schemas: events/schemas
  examples: events/examples
  kinds: { core/state_event.yaml: State Event }
  common: { common_event_fields: core/event.yaml }
  variants: { m.note: kind }
  notes: { m.note$text: A note. }
  groups:
    note_events: { match: "m.note*", except: ["m.note$picture"], first: ["m.note$text"], template: event }
    thing_events: { match: "m.thing*", template: own }
  dialect: draft-07
changelogs: changelogs
tables:
  colour_table:
    data: spec/colours.yaml
    columns:
      - { title: Colour, field: colour, width: 10, literal: true }
      - { title: Meaning, field: meaning, width: 30, codepoints: points }
severities: { no-example: note, description-end: "off" }
accept:
  - { code: dead-link, file: spec/main.rst, pointer: "", because: It is old. }
moved: { main: { old-id: keeping } }
external: { allow: ["https://example.org/*"] }
templates: own
`,
  "own/own.hbs":
    "{{heading title}}\n\n{{wrap description 60}}\n\n{{indent description 2}}\n\n{{#each tables}}\n{{> table}}\n\n{{/each}}",
  "spec/colours.yaml":
    '- colour: red\n  meaning: "\\U0001F436"\n  points: U+1F436\n- colour: 7\n  meaning: true\n',
  "spec/notes.rst": `${correct["spec/notes.rst"]}
{{note_events}}

{{thing_events}}

.. image:: a.png

.. csv-table::
   :file: rows.csv

.. include:: part.txt

.. [#note] A note. See [#note]_ and |word|.

.. |word| replace:: a word
`,
  "spec/a.png": "no picture",
  "spec/rows.csv": "a,b\nc,d\n",
  "spec/part.txt": "A part.\n",
  "api/more.yaml": `swagger: "2.0"
info: { title: More, version: "1" }
securityDefinitions:
  signIn: { type: oauth2, flow: implicit, scopes: { all: Everything. }, authorizationUrl: "https://a.example/" }
  plain: { type: basic }
paths:
  /more:
    post:
      operationId: more
      deprecated: true
      description: More.
      security: [{ signIn: [all] }, { plain: [] }]
      parameters:
        - { in: formData, name: size, type: integer, collectionFormat: csv, default: 3, maximum: 9 }
        - { in: header, name: Content-Type, type: string, x-example: text/plain }
        - { in: query, name: list, type: array, collectionFormat: pipes, items: { type: integer, format: int32 }, x-example: [1, 2] }
      responses:
        200:
          description: It.
          schema:
            $schema: http://json-schema.org/draft-07/schema#
            allOf: [{ type: object, properties: { a: { type: string, const: x } } }]
            type: object
            title: It
            patternProperties: { "^x": { type: integer, x-pattern: x… } }
            additionalProperties: { type: [string, "null"], maxLength: 3 }
            properties:
              b: { type: array, title: B, uniqueItems: true, minItems: 1, items: { type: number, multipleOf: 0.5, exclusiveMinimum: 0 } }
              c: { anyOf: [{ type: string, format: uri }, { type: boolean }], default: "http://a.example/" }
              d: { if: { type: string }, then: { minLength: 1 }, else: { not: { type: "null" } }, examples: [d] }
              e: { type: object, propertyNames: { pattern: "^[a-z]+$" }, minProperties: 1, dependencies: { a: [b] } }
            required: [b]
            example: { a: x, b: [0.5, 1.0], x1: 7, c: true }
        default: { $ref: "#/responses/bad" }
responses:
  bad: { description: Bad., examples: { application/json: '{"errcode": 1}' } }
`,
  "events/schemas/m.new": `type: object
$schema: https://json-schema.org/draft/2020-12/schema
allOf: [{ $ref: core/event.yaml }]
properties:
  type: { const: m.new }
  content:
    type: object
    $defs: { part: { type: string } }
    properties:
      list: { type: array, description: Some., prefixItems: [{ type: string }], items: { $ref: "#/properties/content/$defs/part" } }
      map: { type: object, description: A map., additionalProperties: { type: object, title: Inner, properties: { deep: { type: [integer, "null"], enum: [1, 2, null] } } } }
    dependentRequired: { list: [map] }
    unevaluatedProperties: false
`,
  "events/examples/m.new":
    '{ "type": "m.new", "content": { "list": ["a", "b"], "map": { "k": { "deep": 1 } } } }\n',
  "spec/main.rst": `${correct["spec/main.rst"]}
{{more_m_http_api}}

{{m_new_event}}
`,
  "changelogs/main/pyproject.toml": `[tool.towncrier]
name = "Things"
package = "things"
package_dir = "src"
filename = "../main.rst"
directory = "newsfragments"
issue_format = "\`#{issue} <https://example.org/{issue}>\`_"
title_format = "{name} {version} ({project_date})"
underlines = ["=", "-", "~"]
wrap = true
all_bullets = true
orphan_prefix = "+"
start_string = ".. start"
template = "towncrier:default"

[[tool.towncrier.section]]
name = "Server"
path = "server"

[[tool.towncrier.section]]
name = ""
path = ""

[[tool.towncrier.type]]
directory = "new"
name = "New"
showcontent = true
`,
  "changelogs/main/newsfragments/+word.new": "A word.\n",
  "changelogs/main/newsfragments/server/13.new": "Served.\n",
  "changelogs/main.rst":
    "Things r1.0 (2020-06-30)\n========================\n\nNew\n---\n\n- Begin. (`#1 <https://example.org/1>`_)\n",
};
