import type { Check } from "./check.js";

const examples =
  "examples of events, bodies, responses, parameters, headers and schemas, at any depth";

/** What is looked for in examples. */
export const exampleChecks: readonly Check[] = [
  {
    code: "example-wrong-type",
    looksAt: `${examples}: the type of each value`,
    sample: "definition",
    wrong: 'type: object\nproperties:\n  count: { type: integer, example: "3" }\n',
    right: "type: object\nproperties:\n  count: { type: integer, example: 3 }\n",
  },
  {
    code: "example-missing-key",
    looksAt: `${examples}: what is required`,
    sample: "event example",
    wrong: '{ "type": "m.sample", "content": {} }\n',
    right: '{ "type": "m.sample", "content": { "count": 1 } }\n',
  },
  {
    code: "example-unknown-key",
    looksAt: `${examples}: keys, where the schema allows no others`,
    sample: "definition",
    wrong:
      "type: object\nproperties:\n  name: { type: string }\nadditionalProperties: false\nexample: { nmae: Ann }\n",
    right:
      "type: object\nproperties:\n  name: { type: string }\nadditionalProperties: false\nexample: { name: Ann }\n",
  },
  {
    code: "example-not-allowed",
    looksAt: `${examples}: values that "enum" or "const" does not list`,
    sample: "api",
    wrong:
      "paths:\n  /things:\n    get:\n      operationId: getThings\n      parameters:\n        - { in: query, name: dir, type: string, enum: [f, b], x-example: forward }\n      responses:\n        200: { description: Done. }\n",
    right:
      "paths:\n  /things:\n    get:\n      operationId: getThings\n      parameters:\n        - { in: query, name: dir, type: string, enum: [f, b], x-example: f }\n      responses:\n        200: { description: Done. }\n",
  },
  {
    code: "example-wrong-value",
    looksAt: `${examples}: patterns, formats, lengths, limits and combinations`,
    sample: "definition",
    wrong: "type: integer\nminimum: 1\nexample: 0\n",
    right: "type: integer\nminimum: 1\nexample: 1\n",
  },
  {
    code: "made-example",
    looksAt: "examples that are made from a schema, since nobody wrote one",
    sample: "definition",
    wrong: "type: object\nproperties:\n  colour: { type: string, default: red, maxLength: 2 }\n",
    right: "type: object\nproperties:\n  colour: { type: string, enum: [red, green] }\n",
  },
  {
    code: "event-name-mismatch",
    looksAt: "whether an event's file is named like the type in its schema",
    sample: "event",
    wrong: "type: object\nproperties:\n  type: { type: string, enum: [m.simple] }\n",
    right: "type: object\nproperties:\n  type: { type: string, enum: [m.sample] }\n",
  },
];
