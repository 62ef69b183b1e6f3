import type { dataCodes } from "../../base/codes/data.js";
import type { Samples } from "./sample.js";

/** A file of OpenAPI 3.0 with a property of this schema. */
const references = (schema: string) =>
  `--- api/sample.yaml
openapi: 3.0.4
info: { title: Sample, version: "1" }
paths: {}
components:
  schemas:
    Count: { type: integer }
    Thing:
      type: object
      properties:
        size: { ${schema} }
`;

/** Definitions, if not said otherwise. */
export const dataSamples: Samples<keyof typeof dataCodes> = {
  "invalid-utf8": ["files that are not UTF-8", "caf<E9>", "café", "sketch"],
  "not-in-encoding": [
    "files that are not in the encoding that an option names",
    "--- specification/text.rst\n.. include:: there.rst\n   :encoding: ascii\n--- specification/there.rst\ncafé",
    "--- specification/text.rst\n.. include:: there.rst\n   :encoding: utf-8\n--- specification/there.rst\ncafé",
  ],
  "nul-character": ["NUL characters in files", "type: <00>", "type: string", "sketch"],
  "empty-file": ["data files without a value", "# Nothing yet.", "type: string"],
  "lone-surrogate": [
    "halves of surrogate pairs in data files",
    'type: string\ndescription: "An \\ud83d."',
    'type: string\ndescription: "An \\ud83d\\ude00."',
  ],
  "ref-not-found": [
    "$refs to files that do not exist",
    "type: object\nproperties:\n  a: { $ref: missing.yaml }",
    "--- api/definitions/sample.yaml\ntype: object\nproperties:\n  a: { $ref: there.yaml }\n--- api/definitions/there.yaml\ntype: string",
  ],
  "ref-fragment-not-found": [
    "$refs to places that a file does not have",
    "type: object\nproperties:\n  a: { type: string }\n  b: { $ref: '#/properties/c' }",
    "type: object\nproperties:\n  a: { type: string }\n  b: { $ref: '#/properties/a' }",
  ],
  "ref-not-string": [
    "each $ref",
    "type: object\nproperties:\n  a: { $ref: 5 }",
    "type: object\nproperties:\n  a: { $ref: colour.yaml }",
    "definition",
  ],
  "ref-bad-fragment": [
    "$refs whose fragment is no JSON pointer",
    "type: object\nproperties:\n  a: { type: string }\n  b: { $ref: '#a' }",
    "type: object\nproperties:\n  a: { type: string }\n  b: { $ref: '#/properties/a' }",
  ],
  "ref-not-schema": [
    "$refs of schemas to what is not a schema",
    "--- api/sample.yaml\nopenapi: 3.1.1\ninfo: { title: Sample, version: \"1\" }\npaths: {}\ncomponents:\n  schemas:\n    A: { $ref: '#/info/title' }\n    B: { type: string }\n",
    "--- api/sample.yaml\nopenapi: 3.1.1\ninfo: { title: Sample, version: \"1\" }\npaths: {}\ncomponents:\n  schemas:\n    A: { $ref: '#/components/schemas/B' }\n    B: { type: string }\n",
    "files",
  ],
  "ref-remote": [
    "$refs to other sites, which are never read",
    "type: object\nproperties:\n  a: { $ref: 'https://example.org/a.yaml' }",
    "type: object\nproperties:\n  a: { type: string }",
  ],
  "ref-cycle": [
    "$refs that lead back to themselves",
    "type: object\nproperties:\n  a: { $ref: '#/properties/b' }\n  b: { $ref: '#/properties/a' }",
    "type: object\nproperties:\n  a: { $ref: '#/properties/b' }\n  b: { type: string }",
  ],
  "ref-recursive": [
    "schemas that contain themselves, which are cut off",
    "type: object\ntitle: Tree\nproperties:\n  child: { $ref: '#' }",
    "type: object\ntitle: Tree\nproperties:\n  child: { type: object, title: Child }",
  ],
  "ref-siblings-ignored": [
    "what stands beside $refs in versions that give it no meaning",
    references("$ref: '#/components/schemas/Count', description: How many."),
    references("description: How many., allOf: [{ $ref: '#/components/schemas/Count' }]"),
    "files",
  ],
  "ref-siblings-lost": [
    "what stands beside a $ref to something that is no object",
    "type: object\nproperties:\n  a: { type: string, enum: [x] }\n  b: { type: string, enum: { $ref: '#/properties/a/enum', title: Lost } }",
    "type: object\nproperties:\n  a: { type: string, enum: [x] }\n  b: { type: string, enum: { $ref: '#/properties/a/enum' } }",
  ],
  "ref-too-much": [
    "$refs that make a document too large or too deep",
    "# Ten $refs to a file with ten $refs to a file with ten ...",
    "# Files that share what they say, a few $refs deep.",
    "sketch",
  ],
  "yaml-syntax": ["files that are not YAML or JSON", "type: [string", "type: [string]"],
  "duplicate-key": [
    "keys that an object has twice",
    "type: string\ntitle: A\ntitle: B",
    "type: string\ntitle: B",
  ],
  "control-character": [
    "control characters and halves of characters in strings",
    'type: string\ntitle: "Bell \\a"',
    "type: string\ntitle: Bell",
  ],
  "file-not-json": [
    "files called JSON that only YAML can be",
    '--- api/definitions/sample.json\n{\n  "type": "string",\n  "maxLength": 9,\n}',
    '--- api/definitions/sample.json\n{\n  "type": "string",\n  "maxLength": 9\n}',
  ],
  "number-not-json": [
    "numbers of YAML that JSON does not have",
    "type: number\nexample: .inf",
    "type: number\nexample: 1e9",
  ],
  "data-too-deep": [
    "objects and lists nested too deep",
    "[[[[[[[[[[[[ ... ]]]]]]]]]]]]",
    "[[1, 2], [3, 4]]",
    "sketch",
  ],
  "yaml-aliases-explode": [
    "YAML aliases that stand for a value without bounds",
    "a: &a [*a, *a]",
    "a: &a [1, 2]\nb: *a",
  ],
};
