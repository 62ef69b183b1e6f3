import type { outputCodes } from "../../base/codes/outputs.js";
import type { Samples } from "./sample.js";

export const outputSamples: Samples<keyof typeof outputCodes> = {
  "export-loses": [
    "what the version of an exported file cannot say",
    "$ specpress export openapi --openapi 2.0",
    "$ specpress export openapi --openapi 3.1",
    "sketch",
  ],
  "operation-twice": [
    "operations that two files of an API describe, of which an exported file can have one",
    "$ specpress export openapi\n# api/a.yaml: paths: { /rooms: { get: … } }\n# api/b.yaml: paths: { /rooms: { get: … } }",
    "$ specpress export openapi\n# api/a.yaml: paths: { /rooms: { get: … } }",
    "sketch",
  ],
};
