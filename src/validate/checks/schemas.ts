import type { Check } from "./check.js";

/** What is looked for in schemas themselves. */
export const schemaChecks: readonly Check[] = [
  {
    code: "schema-keyword",
    looksAt: "the value of each keyword of a schema, as its version of JSON Schema wants it",
    sample: "definition",
    wrong: "type: string\nminLength: three\n",
    right: "type: string\nminLength: 3\n",
  },
  {
    code: "keyword-without",
    looksAt: "limits of draft-04 that are excluded but not there",
    sample: "definition",
    wrong: "type: integer\nexclusiveMinimum: true\n",
    right: "type: integer\nminimum: 0\nexclusiveMinimum: true\nexample: 1\n",
  },
  {
    code: "keyword-of-other-type",
    looksAt: "keywords for values of another type than the schema has, which are ignored",
    sample: "definition",
    wrong: "type: array\nitems: { type: string }\nmaxLength: 3\nexample: [a]\n",
    right: "type: array\nitems: { type: string, maxLength: 3 }\nexample: [a]\n",
  },
  {
    code: "unknown-keyword",
    looksAt: "the names of keywords: misspelt ones, and those of another version of JSON Schema",
    sample: "definition",
    wrong: "type: string\nconst: red\nexample: red\n",
    right: "type: string\nenum: [red]\nexample: red\n",
  },
  {
    code: "unknown-dialect",
    looksAt: 'the version of JSON Schema that "$schema" names',
    sample: "definition",
    wrong: "$schema: http://json-schema.org/draft-99/schema#\ntype: string\n",
    right: "$schema: http://json-schema.org/draft-07/schema#\ntype: string\n",
  },
  {
    code: "pattern-too-slow",
    looksAt: "patterns that take seconds or years to be matched against an example",
    sample: "definition",
    wrong: `type: string\npattern: "^(a+)+$"\nexample: ${"a".repeat(40)}b\n`,
    right: `type: string\npattern: "^a+$"\nexample: ${"a".repeat(40)}\n`,
  },
  {
    code: "required-unknown",
    looksAt: 'names under "required" that the properties do not have',
    sample: "definition",
    wrong: "type: object\nrequired: [nmae]\nproperties:\n  name: { type: string }\n",
    right: "type: object\nrequired: [name]\nproperties:\n  name: { type: string }\n",
  },
  {
    code: "contradicts-parent",
    looksAt: 'properties that have another type in a schema and in what it names under "allOf"',
    sample: "definition",
    wrong:
      "type: object\nallOf:\n  - properties: { id: { type: integer, example: 1 } }\nproperties: { id: { type: string } }\n",
    right:
      "type: object\nallOf:\n  - properties: { id: { type: integer, example: 1 } }\nproperties: { id: { type: integer } }\n",
  },
  {
    code: "limits-cross",
    looksAt: "lower limits of numbers, lengths and counts that are above the upper ones",
    sample: "definition",
    wrong: "type: string\nminLength: 9\nmaxLength: 3\n",
    right: "type: string\nminLength: 3\nmaxLength: 9\n",
  },
  {
    code: "duplicate-value",
    looksAt: 'what stands twice under "required" or "enum"',
    sample: "definition",
    wrong: "type: string\nenum: [red, green, red]\nexample: red\n",
    right: "type: string\nenum: [red, green, blue]\nexample: red\n",
  },
  {
    code: "enum-repeats",
    looksAt: 'what appears twice under "enum" in drafts that only advise against it',
    sample: "definition",
    wrong:
      "$schema: http://json-schema.org/draft-07/schema#\ntype: string\nenum: [red, green, red]\nexample: red\n",
    right:
      "$schema: http://json-schema.org/draft-07/schema#\ntype: string\nenum: [red, green, blue]\nexample: red\n",
  },
  {
    code: "enum-wrong-type",
    looksAt: 'values of "enum" and "const" that their own type does not allow',
    sample: "definition",
    wrong: 'type: string\nenum: [1, "2"]\nexample: "2"\n',
    right: 'type: string\nenum: ["1", "2"]\nexample: "2"\n',
  },
  {
    code: "left-out",
    looksAt: "what pages in the look of 2020 do not show: limits, defaults, some descriptions",
    sample: "definition",
    wrong: "type: string\nmaxLength: 255\nexample: red\n",
    right: "type: string\ndescription: At most 255 bytes.\nexample: red\n",
  },
];
