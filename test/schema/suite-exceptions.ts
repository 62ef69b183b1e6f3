import type { Draft } from "../../src/schema/dialects.js";

/** The required tests of the official suite that do not pass, and why. */
export const exceptions: readonly (readonly [
  drafts: readonly Draft[],
  test: string,
  why: string,
])[] = [
  [
    ["2019-09", "2020-12"],
    "vocabulary.json: schema that uses custom metaschema with with no validation vocabulary: no validation: invalid number, but it still validates",
    "A metaschema of an author's own, here on the network, does not take keywords away; its $schema is reported as unknown.",
  ],
];
