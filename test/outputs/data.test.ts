import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { filesBelow, scratch, specpress } from "../program.js";
import { at, exported, project, type Value } from "./project.js";

const topic = `$schema: http://json-schema.org/draft-04/schema#
title: Topic
description: The \`\`topic\`\`.
allOf: [{ $ref: ../parts/state.yaml }]
type: object
properties:
  type: { type: string, enum: [m.topic] }
  state_key: { type: string, description: Always empty. }
  content:
    type: object
    properties:
      topic: { type: string, description: What it is about., example: Lunch }
      length: { type: integer, minimum: 0, exclusiveMinimum: true }
      under: { $ref: m.topic }
`;
const text = `title: Text
description: A text.
type: object
properties: { type: { type: string, enum: [m.text] }, content: { type: object } }
`;
const state = `title: State event
description: A state event.
type: object
properties: { state_key: { type: string, description: Empty. } }
`;
const api = `swagger: "2.0"
info: { title: Rooms, version: "1" }
basePath: /v1
produces: [application/json]
definitions:
  Error: { type: object, properties: { errcode: { type: string, enum: [M_LIMIT] } } }
paths:
  /rooms:
    get:
      operationId: rooms
      summary: Lists rooms.
      deprecated: true
      parameters:
        - { name: limit, in: query, type: integer, description: At *most*. }
      responses:
        200: { description: All., schema: { type: array, items: { type: string } } }
        403:
          description: Not allowed.
          schema: { $ref: "#/definitions/Error" }
          examples: { application/json: { errcode: M_FORBIDDEN } }
`;
const files = {
  "api/rooms.yaml": api,
  "events/m.topic": topic,
  "events/m.text$a": text,
  "parts/state.yaml": state,
  "examples/m.topic": '{ "type": "m.topic", "content": { "topic": "Tea" } }\n',
  "examples/m.text$a": '{ "type": "m.text", "content": {} }\n',
};

function valid(schema: object, value: unknown): unknown {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const check = ajv.compile(schema);
  return check(value) || check.errors;
}

test("spec.json has all that there is, with places and permalinks, and fits the schema that is shipped", () => {
  const { run, value } = exported(project(files), "json");
  expect(run.err).toBe("");
  expect(run.code).toBe(0);
  const schema = JSON.parse(readFileSync("schemas/spec.schema.json", "utf8")) as object;
  expect(valid(schema, value)).toBe(true);
  expect(valid(schema, { ...value, version: 2 })).not.toBe(true);
  expect(value).toMatchObject({
    format: "specpress-spec",
    version: 1,
    name: "Tiny",
    changelogs: {},
  });
  expect(at(value, "apis", 0, "operations", 0)).toMatchObject({
    id: "main GET /v1/rooms",
    method: "GET",
    path: "/v1/rooms",
    deprecated: true,
    parameters: [
      {
        name: "limit",
        in: "query",
        required: false,
        description: "At *most*.",
        schema: { type: "integer" },
      },
    ],
    responses: [
      { status: "200", content: [{ type: "application/json", schema: { type: "array" } }] },
      { status: "403", content: [{ schema: { $ref: "#/schemas/Error" } }] },
    ],
    permalink: expect.stringMatching(/^main\.html#(?:deprecated-)?get-v1-rooms$/),
    source: { file: "api/rooms.yaml", line: 9, column: 5, pointer: "/paths/~1rooms/get" },
  });
  expect(value["errors"]).toEqual(
    ["M_FORBIDDEN", "M_LIMIT"].map((code) => ({
      code,
      responses: [
        {
          operation: "main GET /v1/rooms",
          status: "403",
          permalink: "main.html#get-rooms-response-403",
        },
      ],
    })),
  );
  const events = value["events"] as unknown as Value[];
  expect(events.map(({ name }) => name)).toEqual(["m.text$a", "m.topic"]);
  expect(events[1]).toMatchObject({
    description: "The `topic`.",
    key: "state_key",
    schema: { $ref: "#/schemas/m.topic" },
    permalink: "main.html#m-topic",
    source: { file: "events/m.topic", line: 1 },
  });
  expect(Object.keys(value["schemas"]!)).toEqual(["Error", "m.text$a", "m.topic", "StateEvent"]);
  expect(at(value, "schemaSources", "StateEvent", "file")).toBe("parts/state.yaml");
});

test("an example with a name is its value, with what that refers to", () => {
  const rooms = `openapi: 3.1.0
info: { title: Rooms, version: "1" }
paths:
  /rooms:
    get:
      summary: Lists rooms.
      responses:
        "200":
          description: All.
          content:
            application/json:
              examples: { tea: { summary: Tea, value: { first: { $ref: ../parts/tea.yaml }, count: 1.0 } } }
`;
  const folder = project({ "api/rooms.yaml": rooms, "parts/tea.yaml": "topic: Tea\n" });
  const { run, value } = exported(folder, "json");
  expect(run.err).toBe("");
  const [example] = at(
    value,
    "apis",
    0,
    "operations",
    0,
    "responses",
    0,
    "content",
    0,
    "examples",
  ) as [Value];
  expect(example).toEqual({
    name: "tea",
    summary: "Tea",
    value: { first: { topic: "Tea" }, count: 1 },
  });
  expect(run.out).toContain('"count": 1.0');
});

test("Nothing is written where the next run would read it as a part of the project", () => {
  const folder = project(files);
  const before = [...filesBelow(folder).keys()];
  for (const out of ["api", "api/new.json", "./api/"]) {
    const { code, err } = specpress(["export", "openapi", "--out", out], folder);
    expect([code, err]).toEqual([2, expect.stringContaining("is read as a part of the project")]);
  }
  expect(specpress(["export", "json", "--out", ""], folder).code).toBe(2);
  expect([...filesBelow(folder).keys()]).toEqual(before);
});

test("files of which the project has nothing are reported, once", () => {
  const write = "outputs: { write: [openapi, events] }\n";
  const told = (settings: string) =>
    specpress(["check", "--format", "unix"], project({ "api/rooms.yaml": api }, settings))
      .out.split("\n")
      .filter((line) => line.startsWith("specpress.yaml"));
  expect(told(write)).toEqual([
    'specpress.yaml:7:29: warning: "events" writes no file: the settings have no "events". Describe them under "events", or leave "events" out. [nothing-to-export]',
  ]);
  expect(told(`${write}event: { schemas: api, examples: api }\n`)).toEqual([
    'specpress.yaml:8:1: error: There is no setting "event" in this file. Did you mean "events"? [config-unknown-key]',
  ]);
});

test("names of events that differ by case alone are files that every disk tells apart", () => {
  const folder = project({
    ...files,
    "events/M.Topic": topic.replace("[m.topic]", "[M.Topic]"),
    "examples/M.Topic": files["examples/m.topic"].replace("m.topic", "M.Topic"),
  });
  const written = specpress(["export", "events", "--out", "out"], folder);
  expect(written).toMatchObject({ code: 0, err: "" });
  const names = readdirSync(join(folder, "out/events"));
  expect(names.toSorted()).toEqual(["M.Topic.json", "m.text$a.json", "m.topic-2.json"]);
});

test("events are one document of JSON Schema with each of them under $defs, and one document each", () => {
  const folder = project(files);
  expect(specpress(["export", "events", "--out", "out"], folder).code).toBe(0);
  const read = (path: string) =>
    JSON.parse(readFileSync(join(folder, "out", path), "utf8")) as Value;
  expect(readdirSync(join(folder, "out/events"))).toEqual(["m.text$a.json", "m.topic.json"]);
  const all = read("events.json");
  expect(Object.keys(all["$defs"]!)).toEqual(["m.text$a", "m.topic", "StateEvent"]);
  expect(at(all, "$defs", "m.topic")).toMatchObject({
    title: "Topic",
    allOf: [{ $ref: "#/$defs/StateEvent" }],
    properties: {
      content: { properties: { length: { exclusiveMinimum: 0 }, topic: { examples: ["Lunch"] } } },
    },
    examples: [{ type: "m.topic" }],
  });
  const own = read("events/m.topic.json");
  for (const schema of [all, own]) {
    expect(schema["$schema"]).toBe("https://json-schema.org/draft/2020-12/schema");
    expect(valid(schema, { type: "m.topic", content: { under: { type: "m.topic" } } })).toBe(true);
    expect(valid(schema, { type: "m.topic", content: { under: { type: "m.x" } } })).not.toBe(true);
    expect(valid(schema, { type: "m.topic", content: {}, state_key: 1 })).not.toBe(true);
  }
});

const markdown = `openapi: 3.1.0
info: { title: Rooms, version: "1" }
paths:
  /rooms:
    get:
      description: |
        Lists rooms. {{% added-in v="1.2" %}}

        {{% note %}}
        Up to *ten*, see [others](/other/).
        {{% /note %}}
      parameters: [{ name: limit, in: query, description: "{{< added-in v=1.3 >}}", schema: { type: integer } }]
      responses:
        "403":
          description: Refused.
          content:
            application/json:
              schema: { type: object, properties: { errcode: { type: string, description: Which., enum: [M_NO] } } }
`;

function pagesProject(): string {
  return scratch({
    "specpress.yaml": `name: Tiny
pages: content
apis: { main: { title: Main, openapi: api, descriptions: markdown } }
outputs: { write: [json], error-codes: [errcode] }
shortcodes:
  operations: { shows: operations, file: "api/{0}.yaml" }
  added-in: { shows: added, version: "v{v}" }
  note: { shows: admonition, kind: note }
`,
    "content/_index.md": "# Main\n\n{{% operations rooms %}}\n",
    "content/other.md": "# Other\n\nText.\n",
    "api/rooms.yaml": markdown,
  });
}

test("Descriptions have what their shortcodes show", () => {
  const { value } = exported(pagesProject(), "openapi");
  const operation = at(value, "paths", "/rooms", "get") as Value;
  expect(at(operation, "description")).toBe(
    "Lists rooms. **[Added in `v1.2`\\]**\n\n> **Note**\n>\n> Up to *ten*, see [others](../other/).",
  );
  expect(at(operation, "parameters", 0, "description")).toBe("**[Added in `v1.3`\\]**");
});

test("Parameters, properties, responses and codes of errors have their places of the site", () => {
  const { value } = exported(pagesProject(), "json");
  const operation = at(value, "apis", 0, "operations", 0) as Value;
  expect(at(operation, "parameters", 0, "permalink")).toBe("index.html#get-rooms-query-limit");
  expect(at(operation, "responses", 0, "permalink")).toBe("index.html#get-rooms-response-403");
  expect(
    at(operation, "responses", 0, "content", 0, "schema", "properties", "errcode", "x-permalink"),
  ).toBe("index.html#get-rooms-response-403-errcode");
  expect(at(value, "errors", 0)).toEqual({
    code: "M_NO",
    responses: [
      {
        operation: "main GET /rooms",
        status: "403",
        permalink: "index.html#get-rooms-response-403",
      },
    ],
  });
});

test("A build of some pages leaves the files for programs, and says so", () => {
  const folder = pagesProject();
  expect(specpress(["build"], folder).code).toBe(0);
  const before = readFileSync(join(folder, "dist/site/spec.json"), "utf8");
  const { err } = specpress(["build", "--target", "other"], folder);
  expect(err).toContain("1 page (1 other page and the files for programs left as they are)");
  expect(readFileSync(join(folder, "dist/site/spec.json"), "utf8")).toBe(before);
});
