import { expect, test } from "vitest";
import { scratch, tinyProject } from "../program.js";
import { found } from "./found.js";

const config = tinyProject["specpress.yaml"];
const newer = `openapi: 3.1.0
info: { title: Status, version: "1" }
servers: [{ url: "https://a.example" }]
paths:
  /status:
    get:
      operationId: getStatus
      summary: Says whether the server is up.
      servers: [{ url: "https://b.example" }]
      responses:
        "200":
          description: The server is up.
          content:
            text/plain: { schema: { type: string }, example: noon }
`;

const foundIn = (from: string, to: string) =>
  found(
    [],
    scratch({
      ...tinyProject,
      "specpress.yaml": `${config}look: current\n`,
      "api/status.yaml": newer.replace(from, to),
    }),
  ).found;

// A label that is misspelt is shown as it is written, so it is reported wherever labels are replaced.
test.each([
  ["whether", "%MAIN_VERSIN%", "8:21 warning undefined-label"],
  ["noon", '"%MAIN_VERSIN%"', "14:63 warning undefined-label"],
  [
    "is up.\n          content",
    "%MAIN_VERSIN%.\n          content",
    "12:35 warning undefined-label",
  ],
  ["a.example", "a.example/%MAIN_VERSIN%", "3:37 error undefined-path-label"],
  ["b.example", "b.example/%MAIN_VERSIN%", "9:43 error undefined-path-label"],
])("a misspelt label in place of %s", (from, to, place) => {
  expect(foundIn("", "")).toEqual([]);
  expect(foundIn(from, to)).toEqual([`api/status.yaml:${place}`]);
});

test("a label, and what is none, are not reported", () => {
  for (const text of ["%MAIN_VERSION%", "50%OFF%", "%C3%A9%20"])
    expect(foundIn("whether", text)).toEqual([]);
});

test("an address of a server is one, with variables and labels in it", () => {
  const at = "api/status.yaml:3:18 error openapi-value";
  for (const host of [" a.example", "a.example/{b"])
    expect(foundIn("a.example", host)).toEqual([at]);
  for (const host of ["%MAIN_VERSION%/a", "a.example:80/b"])
    expect(foundIn("a.example", host)).toEqual([]);
  const server = '"{b}://{b}.a.example:{b}/{b}", variables: { b: { default: "8" } }';
  expect(foundIn('"https://a.example"', server)).toEqual([]);
});
