import { expect, test } from "vitest";
import { structureOf } from "./tiny-api.js";

const head = `info: { title: T, version: "1" }\n`;
const get = (lines: string) =>
  `paths:\n  /a:\n    get:\n      responses: { "200": { description: D } }\n${lines}`;

function in3(version: string, lines: string): string[] {
  return structureOf(`openapi: ${version}\n${head}${lines}`);
}

test("a field of another version names that version", () => {
  expect(in3("3.0.4", `${get("")}webhooks: {}\n`)).toEqual([
    '7:1 openapi-unknown-key: "webhooks" is not part of the document in OpenAPI 3.0, only in OpenAPI 3.1 and 3.2.',
  ]);
  expect(in3("3.1.1", `${get("")}definitions: {}\n`)).toEqual([
    '7:1 openapi-unknown-key: "definitions" is not part of the document in OpenAPI 3.1, only in OpenAPI 2.0.',
  ]);
});

test("fields that exclude each other", () => {
  const media = `      requestBody: { content: { text/plain: { example: a, examples: {} } } }\n`;
  expect(in3("3.1.1", get(media))).toEqual([
    '7:59 openapi-exclusive: "examples" cannot stand beside "example" in a media type.',
  ]);
});
