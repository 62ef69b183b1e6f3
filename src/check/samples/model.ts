import type { modelCodes } from "../../base/codes/model.js";
import type { Samples } from "./sample.js";

const operation = (more: string) =>
  `paths:\n  /a:\n    get:\n      operationId: getA\n      summary: Gets a.\n${more}`;
const responses = "      responses: { 200: { description: Done. } }";
const event = (content: string) =>
  `type: object\ntitle: Sample\ndescription: A sample.\nproperties:\n  type: { type: string, enum: [m.sample] }\n  content: { type: object${content} }`;

/** A project in the look compact whose one event has such properties. */
function compactEvent(properties: string): string {
  return `--- specpress.yaml
name: Sample
specification: specification
events: { schemas: schemas, examples: examples }
look: compact
formats: { lamp: "https://example.org/lamp" }
key-formats: [x-key]
--- specification/text.rst
One
===

{{m_sample_event}}
--- schemas/m.sample
type: object
title: Sample
properties:
  type: { type: string, enum: [m.sample] }
  content:
    type: object
    properties:
      ${properties}`;
}

/** Definitions, if not said otherwise. */
export const modelSamples: Samples<keyof typeof modelCodes> = {
  "wrong-kind": [
    "lists where there must be objects and the like",
    "type: object\nproperties: []",
    "type: object\nproperties: {}",
  ],
  "unknown-type": [
    "types that JSON Schema does not have",
    "type: object\nproperties:\n  a: { type: enum, enum: [x] }",
    "type: object\nproperties:\n  a: { type: string, enum: [x] }",
  ],
  "no-type": [
    "schemas without a type",
    "type: object\nproperties:\n  a: { description: Any. }",
    "type: object\nproperties:\n  a: { type: string, description: Any. }",
  ],
  "no-items": [
    "arrays that do not say what is in them",
    "type: object\nproperties:\n  a: { type: array }",
    "type: object\nproperties:\n  a: { type: array, items: { type: string } }",
  ],
  "schema-among-types": [
    "lists of types that hold a schema",
    "type: object\nproperties:\n  a: { type: [string, { type: object }] }",
    "type: object\nproperties:\n  a: { oneOf: [{ type: string }, { type: object }] }",
  ],
  "schema-too-deep": [
    "schemas nested too deep",
    "properties: { a: { properties: { a: { properties: { ... } } } } }",
    "properties: { a: { type: object, title: A } }",
    "sketch",
  ],
  "type-too-long": [
    "types whose name is too long to print",
    "type: [string, integer, ... hundreds more]",
    "type: [string, integer]",
    "sketch",
  ],
  "untitled-object": [
    "objects with properties but without a title",
    "type: object\nproperties:\n  a: { type: object, properties: { b: { type: string } } }",
    "type: object\nproperties:\n  a: { type: object, title: A, properties: { b: { type: string } } }",
  ],
  "too-much-to-show": [
    "operations whose tables are too large for a page",
    "# Thousands of operations that each name a schema of a thousand properties.",
    "# Operations with schemas of their own.",
    "sketch",
  ],
  "field-not-shown": [
    "fields of an event beside its content, which no table shows",
    "properties: { type: { type: string, enum: [m.sample] }, place: { type: string }, content: { type: object } }",
    "properties: { type: { type: string, enum: [m.sample] }, content: { type: object, properties: { place: { type: string } } } }",
    "sketch",
  ],
  "not-shown": [
    "keywords that no table shows",
    "type: object\ntitle: A\nproperties: { a: { type: string } }\nnot: { required: [a] }",
    "type: object\ntitle: A\nproperties: { a: { type: string } }",
  ],
  "response-not-shown": [
    "operations with several responses, of which tables show one",
    operation(
      "      responses:\n        200: { description: Done., schema: { type: object, properties: { a: { type: string } } } }\n        201: { description: Made., headers: { Location: { type: string } } }",
    ),
    operation(
      "      responses:\n        200: { description: Done., schema: { type: object, properties: { a: { type: string } } } }\n        201: { description: Made. }",
    ),
    "api",
  ],
  "same-title": [
    "different schemas with one title",
    "type: object\ntitle: All\nproperties:\n  a: { type: object, title: A, properties: { x: { type: string } } }\n  b: { type: object, title: A, properties: { y: { type: string } } }",
    "type: object\ntitle: All\nproperties:\n  a: { type: object, title: A, properties: { x: { type: string } } }\n  b: { type: object, title: B, properties: { y: { type: string } } }",
  ],
  "format-not-named": [
    "formats of strings that tables of the look compact cannot name",
    compactEvent("a: { type: string, format: lamp-id }"),
    compactEvent("a: { type: string, format: lamp }"),
    "files",
  ],
  "key-format-unknown": [
    "formats of the names of properties that the settings do not name",
    compactEvent("a: { type: object, patternProperties: { ^L: { x-key: lamps, type: string } } }"),
    compactEvent("a: { type: object, patternProperties: { ^L: { x-key: lamp, type: string } } }"),
    "files",
  ],
  "key-format-twice": [
    "patterns of the names of properties that are of one format",
    compactEvent(
      "a: { type: object, title: A, properties: { b: {} }, patternProperties: { ^L: { x-key: lamp }, ^M: { x-key: lamp } } }",
    ),
    compactEvent(
      "a: { type: object, title: A, properties: { b: {} }, patternProperties: { ^L: { x-key: lamp }, ^M: {} } }",
    ),
    "files",
  ],
  "no-example": [
    "bodies and responses of which no example can be made",
    operation(
      "      responses:\n        200:\n          description: Done.\n          schema: { type: object, properties: { a: { type: string, pattern: '(?=a)b' } } }",
    ),
    operation(
      "      responses:\n        200:\n          description: Done.\n          schema: { type: object, properties: { a: { type: boolean } } }",
    ),
    "api",
  ],
  "example-too-large": [
    "examples with too many values",
    "example: [1, 2, 3, ... many more]",
    "example: [1, 2, 3]",
    "sketch",
  ],
  "example-undecided": [
    "examples that cannot be held against their schema in reasonable time",
    "oneOf: [...]  # a thousand alternatives\nexample: [...]  # of a thousand items each\n",
    "oneOf: [...]\nexample: [...]  # of a few items\n",
    "sketch",
  ],
  "unsupported-body": [
    "bodies of requests that are no objects",
    operation(
      `      parameters: [{ in: body, name: body, schema: { type: array, items: { type: string } } }]\n${responses}`,
    ),
    operation(
      `      parameters: [{ in: body, name: body, schema: { type: object, properties: { a: { type: string } } } }]\n${responses}`,
    ),
    "api",
  ],
  "nameless-parameter": [
    "parameters without a name or a place",
    operation(`      parameters: [{ in: query, type: string }]\n${responses}`),
    operation(`      parameters: [{ in: query, name: a, type: string }]\n${responses}`),
    "api",
  ],
  "event-without-example": [
    "events without an example",
    `--- schemas/m.lonely\n${event("").replace("m.sample", "m.lonely")}`,
    `--- schemas/m.lonely\n${event("").replace("m.sample", "m.lonely")}\n--- examples/m.lonely\ntype: m.lonely\ncontent: {}`,
    "files",
  ],
  "event-without-type": [
    "events that do not say their type",
    "type: object\ntitle: Sample\nproperties:\n  content: { type: object }",
    event(""),
    "event",
  ],
  "event-type-from-file": [
    "events that are called by their files, where others have their type among their properties",
    '--- specpress.yaml\nname: Sample\nspecification: specification\nlook: current\nevents: { schemas: schemas, examples: examples }\n--- schemas/m.other\ntype: object\nproperties:\n  on: { type: boolean }\n--- examples/m.other\n{ "on": true }',
    '--- specpress.yaml\nname: Sample\nspecification: specification\nlook: current\nevents: { schemas: schemas, examples: examples }\n--- schemas/m.other\ntype: object\nproperties:\n  type: { type: string, enum: [m.other] }\n  on: { type: boolean }\n--- examples/m.other\n{ "type": "m.other", "on": true }',
    "files",
  ],
  "state-key-undescribed": [
    "state events that do not describe their state_key",
    "--- schemas/state_event.yaml\ntype: object\nproperties:\n  state_key: { type: string }\n--- schemas/m.sample\nallOf: [{ $ref: state_event.yaml }]\ntype: object\ntitle: Sample\nproperties:\n  type: { type: string, enum: [m.sample] }\n  state_key: { type: string }\n  content: { type: object }\n--- specpress.yaml\nname: Sample\nspecification: specification\nevents: { schemas: schemas, examples: examples, kinds: { state_event.yaml: State Event } }",
    "--- schemas/state_event.yaml\ntype: object\nproperties:\n  state_key: { type: string }\n--- schemas/m.sample\nallOf: [{ $ref: state_event.yaml }]\ntype: object\ntitle: Sample\nproperties:\n  type: { type: string, enum: [m.sample] }\n  state_key: { type: string, description: Empty. }\n  content: { type: object }\n--- specpress.yaml\nname: Sample\nspecification: specification\nevents: { schemas: schemas, examples: examples, kinds: { state_event.yaml: State Event } }",
    "files",
  ],
  "empty-event-group": [
    "groups to which no event belongs",
    "name: Sample\nspecification: specification\nevents:\n  schemas: schemas\n  examples: examples\n  groups: { all_events: { match: 'n.*' } }",
    "name: Sample\nspecification: specification\nevents:\n  schemas: schemas\n  examples: examples\n  groups: { all_events: { match: 'm.*' } }",
    "project",
  ],
  "unknown-schema": [
    "schemas of specpress.yaml that are none",
    "--- specpress.yaml\nname: Sample\nspecification: specification\nevents:\n  schemas: schemas\n  examples: examples\n  common: { common_fields: list.yaml }\n--- schemas/list.yaml\n- a\n",
    "--- specpress.yaml\nname: Sample\nspecification: specification\nevents:\n  schemas: schemas\n  examples: examples\n  common: { common_fields: m.sample }\n",
    "files",
  ],
  "table-field-missing": [
    "columns of tables whose field no row has, and rows that have one misspelt",
    '--- specpress.yaml\nname: Sample\nspecification: specification\ntables:\n  signs:\n    data: signs.json\n    columns: [{ title: Sign, field: sing }]\n--- signs.json\n[{ "sign": "A" }]\n--- specification/text.rst\nOne\n===\n\n{{signs}}',
    '--- specpress.yaml\nname: Sample\nspecification: specification\ntables:\n  signs:\n    data: signs.json\n    columns: [{ title: Sign, field: sign }]\n--- signs.json\n[{ "sign": "A" }]\n--- specification/text.rst\nOne\n===\n\n{{signs}}',
    "files",
  ],
  "wrong-codepoints": [
    "tables whose text is not what its code points spell",
    '--- specpress.yaml\nname: Sample\nspecification: specification\ntables:\n  signs:\n    data: signs.json\n    columns: [{ title: Sign, field: sign, width: 10, codepoints: unicode }]\n--- signs.json\n[{ "sign": "A", "unicode": "U+0042" }]\n--- specification/text.rst\nOne\n===\n\n{{signs}}',
    '--- specpress.yaml\nname: Sample\nspecification: specification\ntables:\n  signs:\n    data: signs.json\n    columns: [{ title: Sign, field: sign, width: 10, codepoints: unicode }]\n--- signs.json\n[{ "sign": "A", "unicode": "U+0041" }]\n--- specification/text.rst\nOne\n===\n\n{{signs}}',
    "files",
  ],
};
