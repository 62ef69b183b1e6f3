import fc from "fast-check";
import { expect, test } from "vitest";
import { processorClock } from "../hostile-time.js";
import { collector } from "../../src/base/diagnostics.js";
import type { DataFile, Json } from "../../src/data/data.js";
import type { Project } from "../../src/load/project.js";
import { buildModel } from "../../src/model/model.js";
import { readSpec } from "../../src/spec.js";
import { renderSections } from "../../src/sections/sections.js";
import { build } from "./tiny-model.js";

const words = [
  ..."paths /a get post parameters in name body path query header schema type object array string".split(
    " ",
  ),
  ..."integer boolean file properties items allOf oneOf enum required title description example".split(
    " ",
  ),
  ..."examples responses 200 4xx 429 headers additionalProperties patternProperties x-pattern".split(
    " ",
  ),
  ..."x-example security basePath content state_key unsigned msgtype deprecated summary".split(" "),
  ..."constructor __proto__ toString application/json".split(" "),
];

const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 9, withCrossShrink: true },
    fc.constantFrom<Json>(null, true, false, 0, -1.5, "", "`x_", "\ud800", ...words),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...words), tie("value"), { maxKeys: 6 }),
  ),
})).value;

test(
  "whatever a data file holds, there is a model and every section can be printed",
  { timeout: 60_000 },
  () => {
    const { project } = build({
      "api/a.yaml": "{}",
      "api/definitions/b.yaml": "{}",
      "events/schema/m.c": "{}",
    });
    fc.assert(
      fc.property(json, fc.boolean(), (value, isPath) => {
        const document: Json = isPath ? { paths: { "/a": { get: value } } } : value;
        const { sections } = printed(project, document);
        for (const { text, origin } of sections.values())
          expect(() => origin?.(text.length >> 1)).not.toThrow();
      }),
      { numRuns: 300 },
    );
  },
);

function printed(project: Project, document: Json) {
  const { report, diagnostics } = collector();
  const held = holding(project, document);
  const model = buildModel(readSpec(held, report), held, report);
  const sections = renderSections(model, held, report);
  const size = [...sections.values()].reduce((sum, { text }) => sum + text.length, 0);
  return { sections, size, codes: diagnostics.map(({ code }) => code) };
}

/** The project with one value in each of its files. */
function holding(project: Project, value: Json): Project {
  const filled = (file: DataFile) => ({ ...file, value });
  const apis = project.apis.map((api) => ({
    ...api,
    documents: api.documents.map(filled),
    definitions: api.definitions.map(({ path, file }) => ({ path, file: filled(file) })),
  }));
  const { events, readData } = project;
  const schemas = new Map([...events!.schemas].map(([name, file]) => [name, filled(file)]));
  return {
    ...project,
    apis,
    events: { ...events!, schemas },
    readData: (path) => {
      const file = readData(path);
      return "refused" in file ? file : filled(file);
    },
  };
}

/** A schema made of itself, so many times. */
function nested(times: number, wrap: (inner: Json) => Json): Json {
  let schema: Json = { type: "string" };
  for (let count = 0; count < times; count++) schema = wrap(schema);
  return schema;
}

const large: readonly [name: string, schema: () => Json, code: string | null][] = [
  ["deep arrays", () => nested(5000, (items) => ({ type: "array", items })), "schema-too-deep"],
  [
    "deep objects",
    () => nested(5000, (a) => ({ type: "object", title: "T", properties: { a } })),
    "schema-too-deep",
  ],
  [
    "objects that hold the same one twice",
    () => nested(60, (a) => ({ type: "object", title: "T", properties: { a, b: a } })),
    null,
  ],
  [
    "tuples that hold the same one twice",
    () => nested(60, (a) => ({ type: "array", items: [a, a] })),
    "type-too-long",
  ],
  [
    "thousands of properties",
    () => ({
      type: "object",
      properties: Object.fromEntries(
        Array.from({ length: 4_000 }, (_, index) => [
          `p${index}`,
          { type: "string", description: "word ".repeat(20) },
        ]),
      ),
    }),
    null,
  ],
  [
    "an example that holds the same list ten times, often",
    () => ({
      type: "object",
      example: nested(30, (inner) => Array.from({ length: 10 }, () => inner)),
    }),
    "example-too-large",
  ],
  ["a long word", () => ({ type: "string", title: "x", description: "-a".repeat(200_000) }), null],
];

test.each(large)("%s end soon", (_name, schema, code) => {
  const { project } = build({ "api/a.yaml": "{}", "api/definitions/b.yaml": "{}" });
  const value = schema();
  const time = processorClock();
  const document: Json = {
    ...(value as object),
    paths: { "/a": { get: { responses: { 200: { description: "x", schema: value } } } } },
  };
  const { size, codes } = printed(project, document);
  expect(time()).toBeLessThan(3000);
  expect(size).toBeLessThan(20_000_000);
  if (code) expect(codes).toContain(code);
});

test(
  "one definition that hundreds of operations refer to is whole at each of them",
  { timeout: 120_000, tags: ["slow"] },
  () => {
    const each = (count: number, of: (index: number) => string) =>
      Array.from({ length: count }, (_, index) => of(index)).join("");
    const { sections, told } = build({
      "api/a.yaml": `swagger: "2.0"
info: { title: A, version: "1" }
paths:
${each(300, (index) => `  /a${index}: { get: { operationId: a${index}, summary: Get it., description: Get it., responses: { 200: { description: All., schema: { $ref: "#/definitions/D" } } } } }\n`)}
definitions:
  D: { type: object, title: D, properties: { ${each(400, (index) => `p${index}: { type: string, description: It., example: e },`)} } }
`,
    });
    const { text } = sections.get("a_m_http_api")!;
    expect(text.match(/"p399": "e"/g)).toHaveLength(300);
    expect(text.match(/^ +p399 +string/gm)).toHaveLength(300);
    expect(told().filter((line) => /too-/.test(line))).toEqual([]);
  },
);
