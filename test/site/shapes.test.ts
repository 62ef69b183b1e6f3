import { join } from "node:path";
import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { filesBelow, inProcess, scratch, tinyProject } from "../program.js";

const api = tinyProject["api/status.yaml"];
const siteOf = (folder: string) => filesBelow(join(folder, "dist/site"));

const losing: readonly (readonly [what: string, from: string, to: string, hint: string])[] = [
  ["a misspelt field", "          description:", "          descripton:", '"description"'],
  ["a misspelt keyword", "description: Since", "descripton: Since", '"description"'],
  [
    "a property at the level of its schema",
    "schema: { type: object,",
    "schema: { total: { type: integer }, type: object,",
    'one of the "properties", indent it',
  ],
  [
    "a property at the level of its response",
    "          schema: {",
    "          total: { type: integer }\n          schema: {",
    'one of the "properties", indent it',
  ],
];

test.each(losing)(
  "a build finds what is not shown though it was written, and leaves the last site: %s",
  async (_what, from, to, hint) => {
    const folder = scratch(tinyProject);
    const build = () => inProcess(["build", "--quiet", "--project", folder]);
    expect((await build()).code).toBe(0);
    const before = siteOf(folder);
    const wrong = api.replace(from, to);
    expect(wrong).not.toBe(api);
    writeFileSync(join(folder, "api/status.yaml"), wrong);
    const { code, err } = await build();
    expect(code).toBe(1);
    expect(err).toContain("error[openapi-unknown-key]");
    expect(err).toContain(hint);
    expect(siteOf(folder)).toEqual(before);
  },
);

test("a part of a path without an example has a value of its type, and a single number no quotes", async () => {
  const folder = scratch({
    ...tinyProject,
    "api/status.yaml": api
      .replace(
        "      summary",
        "      parameters: [{ in: path, name: b, type: integer, required: true, minimum: 3, description: Being }]\n      summary",
      )
      .replace("  /status:", '  "/status/{b}":')
      .replace(
        "properties: {",
        "properties: { five: { type: integer, enum: [5], description: Five. },",
      ),
  });
  const { err } = await inProcess(["build", "--quiet", "--project", folder]);
  expect(err).toBe("");
  const page = readFileSync(join(folder, "dist/site/main/unstable.html"), "utf8");
  const text = page.replace(/<[^>]+>/g, "");
  expect(text).toContain("GET /v1/status/3 HTTP/1.1");
  expect(text).toContain("Must be 5.");
});

test("a page named by any label is linked by the table of APIs", async () => {
  for (const label of ["v 1", "a#b", "100%"]) {
    const folder = scratch({
      ...tinyProject,
      "specpress.yaml": tinyProject["specpress.yaml"].replace("unstable", JSON.stringify(label)),
      "spec/index.rst": "Tiny\n====\n\n{{apis}}\n",
    });
    expect((await inProcess(["build", "--quiet", "--project", folder])).err).toBe("");
    const index = siteOf(folder).get("index.html")!;
    expect(index).toContain(`href="main/${encodeURIComponent(label)}.html">Main API`);
    expect([...siteOf(folder).keys()]).toContain(`main/${label}.html`);
  }
});
