import { expect, test } from "vitest";
import type { Files } from "../load/tiny-project.js";
import { shown } from "./page-text.js";

const many = JSON.stringify(Array.from({ length: 10_001 }, (_, index) => index));
const properties = Array.from({ length: 10_001 }, (_, index) => `p${index}: { type: boolean }`);

/** The page of an operation with these fields, and what is found of examples. */
function shownOperation(fields: string, more: string) {
  const api = `openapi: 3.1.1
info: { title: A, version: "1" }
paths:
  /a:
    get:
      operationId: getA
${fields}`;
  return shownIn(api, more);
}

function shownIn(api: string, more: string, files: Files = {}) {
  const { lines, told } = shown(api, more, files);
  return { lines, told: told.filter((each) => each.includes("example-")) };
}

const answer = (media: string) =>
  `      responses: { 200: { description: It., content: { application/json: { ${media} } } } }\n`;

/** Examples of more values than pages show. */
const examples: Readonly<Record<string, readonly [fields: string, place: string]>> = {
  "of a body": [answer(`schema: { type: array }, example: ${many}`), "7:"],
  "that its schema has": [answer(`schema: { type: array, example: ${many} }`), "7:"],
  "of a parameter": [
    `      parameters: [{ name: q, in: query, schema: { type: array }, example: ${many} }]\n      responses: { 200: { description: It. } }\n`,
    "7:",
  ],
};

const looks = { "look current": "", "look compact": "look: compact\n" };

// In the look compact, examples of parameters are not shown.
const rows = Object.entries(looks).flatMap(([look, more]) =>
  Object.entries(examples)
    .filter(([what]) => more === "" || what !== "of a parameter")
    .map(([what, each]) => [what, look, more, ...each] as const),
);

test.each(rows)(
  "an example %s that nobody can read is left out in the %s, and that is told",
  (...row) => {
    const [, , more, fields, place] = row;
    const { lines, told } = shownOperation(fields, more);
    expect(told).toEqual([expect.stringContaining(`api/things.yaml:${place}`)]);
    expect(told[0]).toContain("example-too-large 10000");
    expect(lines.length).toBeLessThan(100);
    expect(lines.join("\n")).not.toContain("...");
  },
);

test("an example that is made is left out as a whole where it would not have all properties", () => {
  const { lines, told } = shownOperation(
    answer(`schema: { type: object, properties: { ${properties.join(", ")} } }`),
    "show: { sample-values: true }\n",
  );
  expect(told).toEqual([expect.stringContaining("example-too-large 10000")]);
  expect(lines).not.toContain('"p1": true,');
});

test("an example of an event that is too large is no part of the page, and told once", () => {
  const { lines, told } = shownIn(
    'openapi: 3.1.1\ninfo: { title: A, version: "1" }\npaths: {}\n',
    "events: { schemas: ev/schema, examples: ev/examples }\n",
    {
      "text/page.rst": "Page\n====\n\n{{m_a_event}}\n",
      "ev/schema/m.a":
        "description: An event.\ntype: object\nproperties: { type: { enum: [m.a] }, content: { type: array } }\n",
      "ev/examples/m.a.json": `{ "type": "m.a", "content": ${many} }`,
    },
  );
  expect(told).toEqual([expect.stringContaining("example-too-large 10000")]);
  expect(lines.length).toBeLessThan(50);
});
