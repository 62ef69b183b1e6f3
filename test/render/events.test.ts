import { expect, test } from "vitest";
import { lookOf } from "../../src/spec.js";
import { loadFiles, minimal } from "../load/tiny-project.js";
import { shown } from "./page-text.js";

const api = 'openapi: 3.1.1\ninfo: { title: A, version: "1" }\npaths: {}\n';
const events = (more = "") => `events: { schemas: ev/schema, examples: ev/examples${more} }\n`;
const page = (...variables: string[]) => ({
  "text/page.rst": `Page\n====\n\n{{things_a_http_api}}\n\n${variables.map((name) => `{{${name}}}\n\n`).join("")}`,
});

test("an event shows its key, its content and its examples", () => {
  const { lines, ids, told } = shown(
    api,
    events(", kinds: { base.yaml: State Event }, common: { all_fields: base.yaml }"),
    {
      ...page("all_fields", "m_room_name_event"),
      "ev/schema/base.yaml":
        "title: Base\ntype: object\nproperties:\n  content: { type: object, description: Any. }\n  type: { type: string }\n  state_key: { type: string, description: A key. }\n  sender: { type: string, description: Who. }\n",
      "ev/schema/m.room.name": `description: Names a room of %BASE%.
allOf: [{ $ref: base.yaml }]
properties:
  type: { enum: [m.room.name] }
  state_key: { type: string, description: Is empty., maxLength: 0 }
  redacts: { type: string, description: What goes. }
  content:
    type: object
    title: Content
    required: [name]
    properties: { name: { type: string, maxLength: 255, enum: ["%BASE%", b] } }
`,
      "ev/examples/base.json": '{ "sender": "@a" }',
      "ev/examples/m.room.name": '{ "$ref": "base.json", "content": { "name": "%BASE%" } }',
    },
  );
  expect(told.filter((each) => !/unread-file|unused/.test(each))).toEqual([]);
  expect(lines.slice(lines.indexOf("m.room.name"))).toEqual([
    "m.room.name",
    "State Event",
    "state_key:",
    "Type: string",
    "Is empty.",
    "Length: at most 0.",
    "Names a room of v7.",
    "Fields",
    "Name | Type | Description",
    "redacts | string | What goes.",
    "Content",
    "Name | Type | Description",
    "name | string | Required.",
    'One of: "v7", "b". Length: at most 255.',
    "Example",
    "{",
    '"sender": "@a",',
    '"content": {',
    '"name": "v7"',
    "}",
    "}",
  ]);
  expect(lines).toContain("sender | string | Who.");
  expect(ids).toContain("event-m-room-name-content-name");
  expect(ids).toContain("event-m-room-name-content-name-b");
  expect(ids).toContain("event-m-room-name-redacts");
});

test("a flat event of another envelope has its table and its type", () => {
  const { lines, ids, told } = shown(
    api,
    events(", dialect: draft-07, envelope: { type: kind, content: data, key: device }"),
    {
      ...page("door_open_event", "door_shut_event", "lamp_event"),
      "ev/schema/door.open":
        "type: object\nrequired: [at]\nproperties:\n  kind: { const: door.open }\n  at: { type: string, description: When. }\n  content: { type: string }\n",
      "ev/schema/door.shut":
        "type: object\nproperties:\n  kind: { const: door.shut }\n  type: { const: other }\n  device: { type: string, description: Which door. }\n  data: { type: object, properties: { hard: { type: boolean } } }\n",
      "ev/schema/lamp": "type: object\nproperties: { on: { type: boolean } }\n",
      "ev/examples/door.open": '{ "kind": "door.open", "at": "now" }',
      "ev/examples/door.shut": '{ "kind": "door.shut", "type": "other", "data": {} }',
      "ev/examples/lamp": '{ "on": true }',
    },
  );
  // The others say their type, this one is called by its file.
  expect(told).toEqual(["ev/schema/lamp:1:1 event-type-from-file lamp kind"]);
  expect(lines).toContain("at | string | Required. When.");
  expect(lines).toContain("content | string");
  expect(lines).toContain("device:");
  expect(lines).toContain("hard | boolean");
  expect(lines).not.toContain('kind | "door.open"');
  expect(ids).toEqual(
    expect.arrayContaining([
      "door-open",
      "event-door-open-at",
      "event-door-shut-data-hard",
      "event-lamp-on",
    ]),
  );
});

test("examples come by name, whatever their files end in", () => {
  const { lines } = shown(api, events(", dialect: draft-07"), {
    ...page("a_event"),
    "ev/schema/a": "type: object\nproperties: { type: { enum: [a] }, n: { type: integer } }\n",
    "ev/examples/a$more.json": '{ "type": "a", "n": 2 }',
    "ev/examples/a.json": '{ "type": "a", "n": 1 }',
  });
  expect(lines.filter((line) => line.startsWith('"n"'))).toEqual(['"n": 1', '"n": 2']);
});

test("what is wrong with events is found by the project's envelope", () => {
  const { told } = shown(api, events(", dialect: draft-07, envelope: { type: kind }"), {
    ...page("a_event", "b_event"),
    "ev/schema/a": "type: object\nproperties: { kind: { type: string } }\n",
    "ev/schema/b": "type: object\nproperties: { kind: { const: c } }\n",
    "ev/examples/b": '{ "kind": "c" }',
  });
  expect(told).toEqual([
    "ev/schema/a:1:1 event-without-type a kind",
    "ev/schema/a:1:1 event-without-example a",
    expect.stringMatching(/^ev\/schema\/b:\d+:\d+ event-name-mismatch b c$/) as string,
  ]);
});

test("a key that an event does not describe is called as the envelope calls it", () => {
  const { told } = shown(api, events(", dialect: draft-07, envelope: { key: device }"), {
    ...page("a_event"),
    "ev/schema/base.yaml":
      "type: object\nproperties: { device: { type: string, description: A lamp. } }\n",
    "ev/schema/a":
      "allOf: [{ $ref: base.yaml }]\nproperties: { type: { const: a }, content: { type: object } }\n",
    "ev/examples/a": '{ "type": "a", "content": {} }',
  });
  expect(told).toContain("ev/schema/a:1:1 state-key-undescribed a device");
});

test("events of another envelope are shown in the look that knows it", () => {
  const look = (more: string) =>
    lookOf(
      loadFiles({
        ...minimal,
        "specpress.yaml": `name: T\nspecification: text\n${events(more)}`,
        "ev/schema/a": "type: object\n",
        "ev/examples/a": "{}",
      }).project!,
    );
  expect(look("")).toBe("2020");
  expect(look(", envelope: { type: kind }")).toBe("current");
});

test("where no event has its type among its properties, all are called by their files", () => {
  const { told, ids } = shown(api, events(", dialect: draft-07, envelope: { type: kind }"), {
    ...page("lamp_event"),
    "ev/schema/lamp": "type: object\nproperties: { on: { type: boolean } }\n",
    "ev/examples/lamp": '{ "on": true }',
  });
  expect(told).toEqual([]);
  expect(ids).toContain("event-lamp-on");
});

test("groups show their events in order, by their variants; a template of the project's own prints them itself", () => {
  const files = {
    ...page("texts"),
    "ev/schema/m.message$b":
      "type: object\nproperties: { type: { enum: [m.message] }, content: { type: object, title: C, properties: { kind: { enum: [b] } } } }\n",
    "ev/schema/m.message$a":
      "type: object\nproperties: { type: { enum: [m.message] }, content: { type: object, title: C, properties: { kind: { enum: [a] } } } }\n",
    "ev/examples/m.message$a": '{ "type": "m.message", "content": { "kind": "a" } }',
    "ev/examples/m.message$b": '{ "type": "m.message", "content": { "kind": "b" } }',
    "templates/own.hbs": "{{heading title}}\n\nOwn.\n",
  };
  const group = (template: string) =>
    events(
      `, variants: { m.message: kind }, groups: { texts: { match: "m.message$*", first: ["m.message$b"], template: ${template} } }`,
    );
  const titles = shown(api, group("msgtype"), files).lines.filter((line) => /^[ab]$/.test(line));
  expect(titles).toEqual(["b", "a"]);
  const single = shown(api, group("event"), files).lines;
  expect(single).toContain("m.message (a)");
  // Where nothing says what tells them apart, their names do.
  const named = (style: string) =>
    shown(api, events(`, groups: { texts: { match: "m.message$*", template: ${style} } }`), files)
      .lines;
  expect(named("msgtype").filter((line) => /^[ab]$/.test(line))).toEqual(["a", "b"]);
  expect(named("event")).toContain("m.message (b)");
  const own = shown(api, `${group("own")}templates: templates\n`, files).lines;
  expect(own.filter((line) => line === "Own.")).toHaveLength(2);
});

test("what a schema asks is said whatever has it, and is not reported to be left out", () => {
  const { lines, told } = shown(api, events(), {
    ...page("w_reading_event"),
    "ev/schema/w.reading": `$schema: https://json-schema.org/draft/2020-12/schema
type: object
title: Reading
properties:
  type: { const: w.reading }
  content:
    type: object
    properties:
      unit: { $ref: "#unit" }
      list: { type: array, items: { type: integer }, contains: { const: 1 } }
      no: { type: object, not: { required: [x] } }
      either: { type: [string, integer], if: { type: string }, then: { minLength: 3 } }
      part: { type: object, properties: { a: { type: integer } } }
$defs: { u: { $anchor: unit, type: string } }
`,
    "ev/examples/w.reading": '{ "type": "w.reading", "content": {} }',
  });
  expect(told.filter((each) => /not-shown|unused-def|ref-/.test(each))).toEqual([]);
  expect(lines).toEqual(
    expect.arrayContaining([
      "no | object | It must not be that x is given.",
      "either | string or integer | Where it is a string, it must have at least 3 characters.",
      "part | Reading.content.part",
    ]),
  );
});

test("a $ref to the name that a schema of draft 4 gives itself is none to nothing", () => {
  const { lines, told } = shown(api, events(), {
    ...page("w_reading_event"),
    "ev/schema/w.reading": `type: object
properties:
  type: { enum: [w.reading] }
  content: { type: object, properties: { unit: { $ref: "#unit" } } }
definitions: { u: { id: "#unit", type: string, description: In what. } }
`,
    "ev/examples/w.reading": '{ "type": "w.reading", "content": {} }',
  });
  expect(told.filter((each) => /unused-def|ref-/.test(each))).toEqual([]);
  expect(lines).toContain("unit | string | In what.");
});

test("examples of operations and of events are written in one way, in the order of their files", () => {
  const { html } = shown(
    'openapi: 3.1.1\ninfo: { title: A, version: "1" }\npaths: { /a: { get: { operationId: a, summary: Get., responses: { 200: { description: All., content: { application/json: { example: { z: 1, a: { c: [2], b: 3 } } } } } } } } }\n',
    events(),
    {
      ...page("m_a_event"),
      "ev/schema/m.a":
        "description: An event.\nproperties: { type: { enum: [m.a] }, content: { type: object } }\n",
      "ev/examples/m.a": '{"z": 1, "a": {"c": [2], "b": 3}}',
    },
  );
  const examples = [...html.matchAll(/<pre[^>]*>([^]*?)<\/pre>/g)]
    .map(([, text]) => text!.replace(/<[^>]*>/g, "").trim())
    .filter((text) => text.startsWith("{"));
  const wanted = '{\n  "z": 1,\n  "a": {\n    "c": [\n      2\n    ],\n    "b": 3\n  }\n}';
  expect(examples).toEqual([wanted, wanted]);
});

test("examples of events and of operations are printed alike: two spaces, in the order of their source", () => {
  const example = '{ "z": { "b": 1, "a": [true] }, "c": "x" }';
  const { html } = shown(
    `${api.replace("paths: {}\n", "")}paths:
  /a:
    get:
      summary: Gets.
      responses:
        200:
          description: Well.
          content: { application/json: { schema: { type: object }, example: ${example} } }
`,
    events(),
    {
      ...page("m_a_event"),
      "ev/schema/m.a": "type: object\ndescription: A.\nproperties: { type: { enum: [m.a] } }\n",
      "ev/examples/m.a": example,
    },
  );
  const printed = [...html.matchAll(/<pre[^>]*>([\s\S]*?)<\/pre>/g)]
    .map(([, text = ""]) =>
      text
        .replaceAll(/<[^>]+>/g, "")
        .replaceAll("&quot;", '"')
        .trim(),
    )
    .filter((text) => text.includes('"z"'));
  const wanted = JSON.stringify(JSON.parse(example), null, 2);
  expect(printed.map((text) => text.replace("[\n      true\n    ]", "[true]"))).toEqual(
    Array(2).fill(wanted.replace("[\n      true\n    ]", "[true]")),
  );
});
