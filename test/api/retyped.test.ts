import { expect, test } from "vitest";
import { processorClock } from "../hostile-time.js";
import { checkApi, checkStructure, readApiDocument } from "../../src/api/api.js";
import type { Json } from "../../src/data/data.js";
import { everything } from "../../scripts/everything.js";
import { asV2 } from "./library.js";
import { finderIn, open, openValue } from "./tiny-api.js";
import { mutants } from "./mutants.js";

const kinds: readonly Json[] = [
  null,
  true,
  0,
  "",
  "#/paths",
  [],
  [[]],
  {},
  { $ref: "#" },
  { $ref: 1 },
  JSON.parse('{"__proto__": {"in": "query"}, "constructor": [], "200": {}, "toString": 1}') as Json,
];

function readWhole(value: Json): void {
  const { file, files, access } = openValue(value);
  const document = readApiDocument(file, access);
  checkStructure(file, access);
  if (document) checkApi([document], access.report, { find: finderIn(files) });
}

test.each([
  ["2.0", asV2],
  ["3.2", everything("3.2")],
])("whatever a value of a document of %s is, it is read", (_, text) => {
  const { value } = open(text).file;
  const all = mutants(value);
  expect(all.length).toBeGreaterThan(100);
  // Some of them, each as another kind, which are others in each version.
  for (let index = 0; index < all.length; index += 7)
    readWhole(all[index]!.replaced(kinds[index % kinds.length]!));
});

test.each([null, true, 1, "a", [], {}, { openapi: {} }, { openapi: "3.1.0", paths: [] }])(
  "a file that holds %j is read",
  (value) => {
    expect(() => readWhole(value as Json)).not.toThrow();
  },
);

test("aliases that multiply are read in no time", () => {
  const levels = Array.from(
    { length: 40 },
    (_, n) =>
      `  c${n}: { "{$a}": { post: { responses: {}, callbacks: { x: { $ref: "#/components/callbacks/c${n + 1}" }, y: { $ref: "#/components/callbacks/c${n + 1}" } } } } }`,
  );
  const text = `openapi: 3.1.0
info: { title: T, version: "1" }
components:
 callbacks:
${levels.join("\n")}
  c40: {}
paths: { /a: { get: { responses: {}, callbacks: { x: { $ref: "#/components/callbacks/c0" } } } } }
`;
  const { file, access } = open(text);
  const time = processorClock();
  readApiDocument(file, access);
  checkStructure(file, access);
  expect(time()).toBeLessThan(2000);
});

test("a row of callbacks as long as you like", () => {
  const value: Record<string, Json> = {};
  for (let n = 0; n < 5000; n++)
    value[`c${n}`] = {
      a: { post: { callbacks: { x: { $ref: `#/components/callbacks/c${n + 1}` } } } },
    };
  readWhole({
    openapi: "3.1.0",
    components: { callbacks: value },
    paths: { "/a": { get: { callbacks: { x: { $ref: "#/components/callbacks/c0" } } } } },
  });
});
