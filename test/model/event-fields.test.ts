import { expect, test } from "vitest";
import { build } from "./tiny-model.js";

function tablesOf(schema: string) {
  const { model, told } = build({
    "events/schema/m.x": schema,
    "events/examples/m.x": "{}",
  });
  const event = model.events.find(({ name }) => name === "m.x")!;
  const tables = event.tables.map(
    ({ title, rows }) => `${title ?? "-"}: ${rows.map(({ key }) => key).join(", ")}`,
  );
  return { tables, told: told().filter((line) => line.startsWith("events/schema/m.x")) };
}

test("an event without content shows its fields", () => {
  expect(
    tablesOf(
      "{ type: object, properties: { type: { type: string, enum: [m.x] }, station: { type: object, title: Station, properties: { name: { type: string } } } } }",
    ).tables,
  ).toEqual(["Event: station", "Station: name"]);
});

test("fields beside the content are told, those of all events are not", () => {
  const { tables, told } = tablesOf(
    `allOf: [{ $ref: core/message.yaml }]
type: object
properties:
  type: { type: string, enum: [m.x] }
  redacts: { type: string }
  content: { type: object, properties: { reason: { type: string } } }
`,
  );
  expect(tables).toEqual(["-: reason"]);
  expect(told).toEqual(["events/schema/m.x:5:3 field-not-shown redacts"]);
});

test("a content that is a map, and keywords that no table has, are told", () => {
  const { told } = tablesOf(
    `type: object
properties:
  type: { type: string, enum: [m.x] }
  content: { type: object, additionalProperties: { type: string } }
`,
  );
  expect(told).toEqual(['events/schema/m.x:4:28 not-shown "additionalProperties"']);
});

test("the state_key of what is no state event is told, too", () => {
  const fields =
    "type: { type: string, enum: [m.x] }, state_key: { type: string }, content: { type: object }";
  const first = (parent: string) => `{ allOf: [{ $ref: core/${parent}.yaml }], type: object,`;
  expect(tablesOf(`${first("message")} properties: { ${fields} } }`).told).toEqual([
    `events/schema/m.x:1:${first("message").length + 53} field-not-shown state_key`,
  ]);
  expect(
    tablesOf(
      `${first("state")} properties: { ${fields.replace("string },", "string, description: D },")} } }`,
    ).told,
  ).not.toContainEqual(expect.stringContaining("field-not-shown"));
});
