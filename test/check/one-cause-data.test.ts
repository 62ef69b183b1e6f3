import { expect, test } from "vitest";
import { settle } from "../../src/check/check.js";
import { checkSite } from "../../src/pipeline.js";
import { loadFiles, type Files } from "../load/tiny-project.js";
import { placeOf } from "../validate/sample-project.js";

/** One cause, one finding, in OpenAPI 3 and beside events: a project in which nothing is found, with other files in it. */
const project: Files = {
  "specpress.yaml": `name: Tiny
specification: text
look: current
labels: { V: unstable }
apis:
  events: { title: Guide, purpose: Guiding, openapi: api, suffix: g, version: V }
events: { schemas: events, examples: examples }
`,
  "text/targets.yaml": "targets:\n  guide:\n    files: [guide.rst]\n",
  "text/guide.rst": "Guide\n=====\n\n{{a_g_http_api}}\n\n{{m_a_event}}\n",
  "api/a.yaml": `openapi: 3.1.0
info: { title: A, version: "1" }
paths:
  /a:
    get:
      operationId: getA
      summary: Gets it
      description: Gets it.
      responses:
        200:
          description: Done.
          links:
            next: { operationId: getB }
          content:
            application/json:
              schema: { $ref: "#/components/schemas/S" }
              examples:
                one:
                  summary: One
                  value: { x: 1 }
  /b:
    get:
      operationId: getB
      summary: Gets the next
      description: Gets the next.
      responses: { 200: { description: Done. } }
components:
  schemas:
    S:
      title: S
      type: object
      $defs:
        X: { type: integer }
      properties:
        x: { $ref: "#/components/schemas/S/$defs/X" }
`,
  "events/m.a": `title: A
description: An event.
type: object
properties:
  type: { type: string, enum: [m.a] }
  content:
    type: object
    properties: { a: { type: string, description: Words. } }
`,
  "examples/m.a": '{ "type": "m.a", "content": { "a": "b" } }\n',
};

function foundWith(files: Files): string[] {
  const { project: loaded, report, diagnostics } = loadFiles({ ...project, ...files });
  if (loaded) checkSite(loaded, report);
  const found = loaded ? settle(diagnostics, loaded, {}).diagnostics : diagnostics;
  return found.map(({ code, span, parts }) => `${placeOf(span)} ${code} ${parts[0]}`);
}

function changed(path: string, from: string, to: string): Files {
  const text = String(project[path]);
  expect(text).toContain(from);
  return { [path]: text.replace(from, to) };
}

test("nothing is found in the project as it is", () => {
  expect(foundWith({})).toEqual([]);
});

test.each([
  ["the definitions of a schema", "$defs:", "$def:", "32 unknown-keyword $def"],
  ["the components", "components:", "component:", "27 openapi-unknown-key component"],
  ["the schemas", "  schemas:", "  schema:", "28 openapi-unknown-key schema"],
])("what a $ref leads to under a misspelt key: %s", (_what, from, to, found) => {
  expect(foundWith(changed("api/a.yaml", from, to))).toEqual([`api/a.yaml:${found}`]);
});

test("a map is not meant for a $ref", () => {
  const {
    project: loaded,
    report,
    diagnostics,
  } = loadFiles({
    ...project,
    ...changed("api/a.yaml", "$defs:", "$def:"),
  });
  checkSite(loaded!, report);
  const unknown = diagnostics.find(({ code }) => code === "unknown-keyword");
  expect(unknown!.parts.slice(4)).toEqual(["$defs"]);
});

test.each([
  ["{ x: 1, y: 2, z: 3 }", "openapi-missing value"],
  ["{ summary: One, x-mine: 1, x: 1, y: 2 }", "openapi-missing value"],
  ["{ vlaue: { x: 1 } }", "openapi-unknown-key vlaue"],
])("an example without its value is one finding: %s", (example, code) => {
  const value = "\n                  summary: One\n                  value: { x: 1 }";
  expect(foundWith(changed("api/a.yaml", value, ` ${example}`))).toEqual([`api/a.yaml:18 ${code}`]);
});

test("an id that two operations have, and a link to the one that it has in place of its own", () => {
  const files = changed("api/a.yaml", "      operationId: getB", "      operationId: getA");
  expect(foundWith(files)).toEqual(["api/a.yaml:23 duplicate-operation-id getA"]);
});

test.each([
  ["that is no JSON", '{ "type": "m.a", "content" {} }', "yaml-syntax"],
  ["in UTF-16", Buffer.from('{ "type": "m.a" }', "utf16le"), "nul-character"],
])("an example of an event %s is not missed besides", (_what, bytes, code) => {
  const found = foundWith({
    "examples/m.a": typeof bytes === "string" ? bytes : new Uint8Array(bytes),
  });
  expect(found).toEqual([expect.stringMatching(`^examples/m.a:1 ${code} `)]);
});

test.each([
  ["api/a.yaml", { linkTo: "a.yaml" }, "is a link that leads to no file"],
  ["api/a.yaml", { linkTo: "gone.yaml" }, "is a link that leads to no file"],
  ["events/m.a", { linkTo: "gone" }, "is a link that leads to no file"],
  ["examples/m.a", { linkTo: "m.a" }, "is a link that leads to no file"],
])("%s that is %j is told as such alone", (path, link, why) => {
  expect(foundWith({ [path]: link })).toEqual([`${path}:1 unreadable-file ${path}`]);
  const { diagnostics } = loadFiles({ ...project, [path]: link });
  expect(diagnostics.map(({ parts }) => parts[1])).toContain(why);
});

test("a folder that is called like a file of an API is told as such alone", () => {
  const { "api/a.yaml": whole, ...others } = project;
  const {
    project: loaded,
    report,
    diagnostics,
  } = loadFiles({
    ...others,
    "api/a.yaml/a.yaml": whole!,
  });
  checkSite(loaded!, report);
  expect(settle(diagnostics, loaded!, {}).diagnostics.map(({ parts }) => parts)).toEqual([
    ["api/a.yaml", "is a folder"],
  ]);
});

test("two misspelt settings of an API that is called like a setting are two findings", () => {
  const files = changed("specpress.yaml", "title: Guide, purpose:", "titel: Guide, purpos:");
  expect(foundWith(files)).toEqual([
    "specpress.yaml:6 config-unknown-key titel",
    "specpress.yaml:6 config-unknown-key purpos",
  ]);
});
