import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { everything } from "../../scripts/everything.js";
import { isArray, isObject, keysOf, ownValue, type Json } from "../../src/data/data.js";
import { asV2, asV3 } from "../api/library.js";
import { open } from "../api/tiny-api.js";
import { idsShown } from "./page-text.js";

/** Lists whose order says nothing. */
const sets = new Set("parameters tags required oneOf anyOf allOf enum security type".split(" "));

/** A document whose keys, and items of lists whose order says nothing, stand in another order. */
function shuffled(value: Json, random: () => number, key = ""): Json {
  if (isArray(value)) {
    const items = value.map((each) => shuffled(each, random));
    return sets.has(key) ? inOtherOrder(items, random) : items;
  }
  if (!isObject(value)) return value;
  const keys = inOtherOrder(keysOf(value), random);
  return Object.fromEntries(
    keys.map((each) => [each, shuffled(ownValue(value, each)!, random, each)]),
  );
}

function inOtherOrder<T>(all: readonly T[], random: () => number): T[] {
  return all
    .map((each) => [random(), each] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, each]) => each);
}

/** Things without a name that several others share. */
const shared = `openapi: 3.1.0
info: { title: T, version: "1" }
paths:
  /orders:
    parameters: [{ name: filter, in: query, content: { application/json: { schema: { properties: { from: {}, to: {} } } } } }]
    post: &post
      requestBody: { content: { application/json: { schema: { allOf: [{ $ref: "#/components/schemas/Base" }, { properties: { extra: { properties: { a: {} } } } }] } } } }
      responses: { "200": { $ref: "#/components/responses/Done" }, "404": { $ref: "#/components/responses/Missing" } }
      callbacks: { done: { "{$request.body#/url}": { post: { requestBody: { content: { text/json: { schema: { properties: { n: {} } } } } }, responses: { "200": { description: D } } } } } }
    get: { responses: { "404": { $ref: "#/components/responses/Missing" } } }
  /again:
    put: *post
    get:
      responses:
        "200":
          description: D
          content:
            application/json: { schema: { $ref: "#/paths/~1other/get/responses/200/content/application~1json/schema/properties/deep" } }
            application/xml: { schema: { properties: { x: { properties: { y: {} } } } } }
  /other:
    get: { responses: { "200": { description: D, content: { application/json: { schema: { properties: { deep: { properties: { s: {}, t: { properties: { u: {} } } } } } } } } } } }
    post: { requestBody: { content: { application/json: { schema: { allOf: [{ $ref: "#/components/schemas/Base" }, { required: [owner] }] } } } }, responses: { "404": { $ref: "#/components/responses/Missing" } } }
  /one: { $ref: "#/components/pathItems/Twice" }
  /two: { $ref: "#/components/pathItems/Twice" }
  /pay:
    post:
      requestBody: { $ref: "#/components/requestBodies/Pay" }
      responses: { "200": { description: D, content: { application/json: { schema: { $ref: "other.yaml#/properties/inner" } } } } }
    get:
      responses: { "200": { description: D, content: { application/json: { schema: { $ref: "other.yaml" } } } } }
components:
  schemas:
    Base: { properties: { owner: { properties: { id: {}, state: { enum: [on, off] } } }, list: { items: { properties: { k: {} } } } } }
  responses:
    Done: { description: D, content: { application/json: { schema: { allOf: [{ $ref: "#/components/schemas/Base" }] } } } }
    Missing: { description: D, content: { application/json: { schema: { properties: { error: { properties: { code: { enum: [A, B] } } } } } } } }
  pathItems:
    Twice: { get: { responses: { "200": { description: D, content: { application/json: { schema: { properties: { q: { properties: { r: {} } } } } } } } } } }
  requestBodies:
    Pay:
      content:
        application/json:
          schema:
            oneOf:
              - { properties: { kind: { const: card }, number: {} } }
              - { properties: { kind: { const: cash }, amount: { properties: { value: {} } } } }
              - { properties: { iban: {} } }
              - { properties: { kind: {}, amount: {} }, required: [kind] }
              - { properties: { kind: {}, amount: {} }, required: [amount] }
`;
const other =
  "title: Other\nproperties: { inner: { properties: { z: {}, w: { properties: { v: {} } } } } }\n";

const documents: readonly (readonly [name: string, text: string])[] = [
  ["what is shared", shared],
  ["a small API in 2.0", asV2],
  ...["3.0.4", "3.1.1"].map((each) => [`the same in ${each}`, asV3(each)] as const),
  ["all of 3.2", everything("3.2")],
];

const runs = Number(process.env["FUZZ"] ?? 3);

describe.each(documents)("the ids of the page of %s", (_, text) => {
  const { value } = open({ "api.yaml": text, "other.yaml": other }).file;
  const idsOf = (document: Json) =>
    idsShown(JSON.stringify(document), "look: current\n", { "api/other.yaml": other });

  test("are there once, and the same in any order", () => {
    const ids = idsOf(value);
    expect(ids).toEqual([...new Set(ids)]);
    expect(ids.length).toBeGreaterThan(20);
    fc.assert(
      fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (stream) => {
        const random = () => stream.next().value as number;
        expect(idsOf(shuffled(value, random)).toSorted()).toEqual(ids.toSorted());
      }),
      { numRuns: runs, seed: 11 },
    );
  });
});

test("what is shared without a name is called by where it is written", () => {
  expect(idsShown(shared, "look: current\n", { "api/other.yaml": other })).toEqual(
    expect.arrayContaining([
      "type-base-owner-state-on",
      "response-missing-error-code-a",
      "request-pay-card-number",
      "request-pay-cash-amount-value",
      "request-pay-iban-iban",
      "get-other-response-200-deep-t-u",
      "orders-query-filter-from",
      "type-other-inner-w-v",
    ]),
  );
});
