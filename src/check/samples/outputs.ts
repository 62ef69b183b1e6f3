import type { outputCodes } from "../../base/codes/outputs.js";
import type { Samples } from "./sample.js";

const project = (more: string) => `name: Sample\nspecification: specification\n${more}`;

export const outputSamples: Samples<keyof typeof outputCodes> = {
  "export-loses": [
    "what the version of an exported file cannot say",
    "$ specpress export openapi --openapi 2.0",
    "$ specpress export openapi --openapi 3.1",
    "sketch",
  ],
  "no-viewer": [
    "the package that the viewer of APIs is made of, where the settings ask for a viewer",
    "$ specpress build\n# specpress.yaml: viewer: true",
    "$ npm install swagger-ui-dist\n$ specpress build\n# specpress.yaml: viewer: true",
    "sketch",
  ],
  "nothing-to-export": [
    "files for programs that the settings ask for, of which the project has nothing",
    project("outputs: { write: [json, events] }"),
    project("outputs: { write: [json] }"),
    "project",
  ],
  "operation-twice": [
    "operations that two files of an API describe, of which an exported file can have one",
    "$ specpress export openapi\n# api/a.yaml: paths: { /rooms: { get: … } }\n# api/b.yaml: paths: { /rooms: { get: … } }",
    "$ specpress export openapi\n# api/a.yaml: paths: { /rooms: { get: … } }",
    "sketch",
  ],
};
