import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { changeRules } from "../../src/base/change-rules.js";
import type { JsonObject } from "../../src/data/data.js";
import { diff, type Change } from "../../src/diff/diff.js";
import { readYaml } from "./specs.js";

interface Case {
  readonly finds: Readonly<Record<string, string>>;
  readonly in?: "request" | "response" | "event";
  readonly parameters?: true;
  readonly operation?: true;
  readonly spec?: true;
  readonly before: JsonObject;
  readonly after: JsonObject;
}

const cases = readYaml(readFileSync("test/diff/rules.yaml", "utf8")) as unknown as readonly Case[];

const empty: JsonObject = { format: "specpress-spec", version: 1, name: "", apis: [], schemas: {}, schemaSources: {}, events: [], errors: [], changelogs: {}, pages: [] }; // prettier-ignore

/** A tree of trees, for what refers to itself. */
const tree: JsonObject = {
  type: "object",
  properties: { left: { $ref: "#/schemas/Tree" }, right: { $ref: "#/schemas/Tree" } },
};

function specWith(each: Case, given: JsonObject): JsonObject {
  if (each.spec) return { ...empty, ...given };
  const body = { required: true, content: [{ type: "application/json", schema: given }] };
  const schemas = { Tree: tree };
  if (each.in === "event")
    return { ...empty, schemas, events: [{ name: "e", type: "e", schema: given, examples: [] }] };
  const own: JsonObject = each.parameters
    ? { parameters: given }
    : each.operation
      ? given
      : each.in === "request"
        ? { requestBody: body }
        : { responses: [{ status: "200", content: body.content }] };
  const operation = { id: "a POST /a", method: "POST", path: "/a", tags: [], servers: [], ...own };
  const loose = { type: "application/json", schema: { $ref: "#/schemas/Tree" } };
  const other = {
    id: "a GET /t",
    method: "GET",
    path: "/t",
    responses: [{ status: "200", content: [loose] }],
  };
  return {
    ...empty,
    schemas,
    apis: [{ name: "a", title: "A", operations: [operation, other], webhooks: [] }],
  };
}

function whom({ breaks: { client, server } }: Change): string {
  return client && server ? "both" : client ? "client" : server ? "server" : "none";
}

test.each(
  cases.map((each, index) => ({
    ...each,
    name: `${index + 1}: ${Object.keys(each.finds).join(", ")}`,
  })),
)("$name", (each) => {
  const changes = diff({ spec: specWith(each, each.before) }, { spec: specWith(each, each.after) });
  expect(Object.fromEntries(changes.map((change) => [change.code, whom(change)]))).toEqual(
    each.finds,
  );
  expect(changes.length).toBe(Object.keys(each.finds).length);
  const same = diff({ spec: specWith(each, each.after) }, { spec: specWith(each, each.after) });
  expect(same).toEqual([]);
});

test("each rule is tried", () => {
  const tried = new Set(cases.flatMap(({ finds }) => Object.keys(finds)));
  expect(Object.keys(changeRules).filter((code) => !tried.has(code))).toEqual([]);
});

test("what a server sends as a webhook hurts whom a response hurts", () => {
  const hook = (schema: JsonObject, name = "lamp-on") => {
    const requestBody = { required: true, content: [{ type: "application/json", schema }] };
    const own = {
      id: `a webhook POST ${name}`,
      method: "POST",
      path: name,
      requestBody,
      responses: [],
    };
    return { ...empty, apis: [{ name: "a", title: "A", operations: [], webhooks: [own] }] };
  };
  const told = (before: JsonObject, after: JsonObject) =>
    diff({ spec: before }, { spec: after }).map((change) => [change.code, whom(change)]);
  expect(told(hook({ enum: ["on"] }), hook({ enum: ["on", "off"] }))).toEqual([
    ["enum-value-added", "client"],
  ]);
  expect(told(hook({ enum: ["on", "off"] }), hook({ enum: ["on"] }))).toEqual([
    ["enum-value-removed", "server"],
  ]);
  expect(told(hook({ enum: ["on"] }), hook({ enum: ["on"] }, "lamp-off"))).toEqual([
    ["webhook-added", "none"],
    ["webhook-removed", "client"],
  ]);
});
