import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { codes } from "../../src/base/diagnostics.js";
import { costs, costsContent } from "../../src/base/codes/costs.js";
import { build } from "../../src/commands/build.js";
import type { Io } from "../../src/commands/command.js";
import { filesBelow, scratch, tinyProject } from "../program.js";

interface Built {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(
  folder: string,
  options: Record<string, string | boolean | string[]> = {},
): Promise<Built> {
  let [out, err] = ["", ""];
  const io: Io = {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    ask: null,
    terminal: false,
    color: false,
    outColor: false,
    version: "0",
  };
  const code = await build({ arguments: [], options: { project: folder, ...options } }, io);
  return { code, out, err };
}

const news = {
  ...tinyProject,
  "specpress.yaml": tinyProject["specpress.yaml"]
    .replace(
      "apis:\n",
      "changelogs: changelogs\napis:\n  other: { title: Other API, purpose: Tests, openapi: api, suffix: o, version: OTHER }\n",
    )
    .replace("{ MAIN_VERSION", "{ OTHER: v1, MAIN_VERSION"),
  "spec/targets.yaml": tinyProject["spec/targets.yaml"].replace(
    "title_styles",
    '  other: { files: [other.rst], version_label: "%OTHER%" }\ntitle_styles',
  ),
  "spec/other.rst": "Other\n=====\n\nText.\n\n.. image:: a.svg\n",
  "spec/a.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
  "changelogs/main.rst": "v1\n==\n\n- One.\n",
  "changelogs/other.rst": "v1\n==\n\n- Two.\n",
};
const siteOf = (folder: string) => filesBelow(join(folder, "dist/site"));
const add = (folder: string, path: string, text: string) =>
  writeFileSync(join(folder, path), readFileSync(join(folder, path), "utf8") + text);

/** What costs a page or a part of one. */
const losing: readonly (readonly [what: string, path: string, text: string])[] = [
  ["a fault in targets.yaml", "spec/targets.yaml", "x: [\n"],
  [
    "a missing text of a target",
    "spec/targets.yaml",
    "  \ntargets:\n  gone: { files: [gone.rst] }\n",
  ],
  ["a variable that does not exist", "spec/index.rst", "\n{{nope}}\n"],
  ["a variable of blocks beside text", "spec/index.rst", "\nAll: {{apis}}\n"],
  [
    "a label in a page's path that does not exist",
    "spec/targets.yaml",
    "  \ntargets:\n  main: { files: [main.rst], version_label: '%MAIN_VERSON%' }\n",
  ],
  [
    "a label in an operation's path that does not exist",
    "api/status.yaml",
    "\nbasePath: /%MAIN_VERSON%\n",
  ],
  ["a file that is not there", "spec/index.rst", "\n.. include:: gone.rst\n"],
  ["a directive that does not exist", "spec/index.rst", "\n.. waring:: text\n"],
  ["a table that cannot be read", "spec/index.rst", "\n==  ==\na   b\n"],
  ["an image that is not there", "spec/index.rst", "\n.. image:: gone.png\n"],
  ["a $ref that leads nowhere", "api/status.yaml", "          headers: { $ref: gone.yaml }\n"],
  ["a fault in an API file", "api/status.yaml", "  x: [\n"],
  ["a setting that does not exist", "specpress.yaml", "tabels: {}\n"],
];

test.each(losing)(
  "the last site stays where the new one would lack something: %s",
  async (_what, path, text) => {
    const folder = scratch(news);
    expect((await run(folder)).code).toBe(0);
    const before = siteOf(folder);
    add(folder, path, text);
    const { code, out, err } = await run(folder);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(/dist\/site: the last site was left as it is, since .*\n$/);
    expect(siteOf(folder)).toEqual(before);
  },
);

test("it is replaced all the same if that is wanted, and where there is none; but never by an empty one", async () => {
  const folder = scratch(news);
  await run(folder);
  add(folder, "spec/index.rst", "\n{{nope}}\n\nMore.\n");
  const index = () => siteOf(folder).get("index.html");
  const kept = await run(folder, { keepGoing: true });
  expect([kept.code, kept.out, index()?.includes("More.")]).toEqual([1, "", true]);
  expect(kept.err).toContain("the site is not whole, since an error costs a page or a part of one");
  rmSync(join(folder, "dist"), { recursive: true });
  const first = await run(folder);
  expect([first.code, index()?.includes("More.")]).toEqual([1, true]);

  writeFileSync(join(folder, "spec/targets.yaml"), "x: [");
  const before = siteOf(folder);
  const empty = await run(folder, { keepGoing: true });
  expect([empty.code, empty.out]).toEqual([1, ""]);
  expect(empty.err).toContain("was left as it is, since the new one would have no page");
  expect(siteOf(folder)).toEqual(before);
  rmSync(join(folder, "dist"), { recursive: true });
  expect((await run(folder)).err).toContain(
    "nothing was written, since the new one would have no page",
  );
  expect(() => siteOf(folder)).toThrow();
});

test("other errors, and those that the project accepts, cost nothing", async () => {
  const folder = scratch(news);
  await run(folder);
  add(
    folder,
    "spec/index.rst",
    "\n`a <#gone>`_ and\nnew.\n\n.. specpress: accept undefined-variable because of a test\n\n{{nope}}\n",
  );
  const { code, out } = await run(folder);
  expect([code, out]).toEqual([1, ""]);
  expect(siteOf(folder).get("index.html")).toContain("new.");
});

test("one target replaces its page and what belongs to it, as a build of all would, and nothing else", async () => {
  const folder = scratch(news);
  await run(folder);
  const before = siteOf(folder);
  add(folder, "spec/index.rst", "\nNew.\n");
  add(folder, "spec/other.rst", "\nNewer.\n");
  writeFileSync(join(folder, "changelogs/main.rst"), "v1\n==\n\n- Changed.\n");
  writeFileSync(join(folder, "changelogs/other.rst"), "v1\n==\n\n- Changed.\n");
  const { code, err } = await run(folder, { target: ["other"] });
  expect([code, err]).toEqual([
    0,
    expect.stringContaining("1 page (3 other pages left as they are)"),
  ]);
  const after = siteOf(folder);
  await run(folder);
  const whole = siteOf(folder);

  const changed = [...after.keys()].filter((path) => after.get(path) !== before.get(path));
  expect(changed).toEqual([
    "changelog.json",
    "changelog/other.html",
    "other/v1.html",
    "static/search-index.js",
  ]);
  expect([...after.keys()]).toEqual([...before.keys()]);
  for (const path of ["changelog/other.html", "other/v1.html"])
    expect(after.get(path)).toBe(whole.get(path));
  const texts = (JSON.parse(after.get("changelog.json")!) as { text: string }[]).map(
    ({ text }) => text,
  );
  expect(texts).toEqual(["Changed.", "One."]);
});

test("every error says whether it costs a page or a part of one", () => {
  const errors = Object.entries(codes).filter(([, { severity }]) => severity === "error");
  expect(errors.map(([code]) => code).filter((code) => !Object.hasOwn(costs, code))).toEqual([]);
  expect(Object.keys(costs).filter((code) => !errors.some(([each]) => each === code))).toEqual([]);
});

test("an example in a place where there is none costs nothing, another misspelt field does", () => {
  const found = (key: string, meant: string) => ({
    code: "openapi-unknown-key" as const,
    parts: [key, "a body parameter in OpenAPI 2.0", meant],
  });
  expect(costsContent(found("example", "x-example"))).toBe(false);
  expect(costsContent(found("shcema", "schema"))).toBe(true);
});

test.each([
  ["openapi-key", ["2xx", '"responses"', "a status code"], true],
  ["openapi-key", ["a b", '"schemas"', "a name"], false],
  ["openapi-value", ["in", '"query" or "path"', '"cooky"'], true],
  ["openapi-value", ["200", "an object", '"Fine."'], true],
  ["openapi-value", ["description", "a string", "3"], true],
  ["openapi-value", ["termsOfService", "a URL", '"a b"'], false],
  ["openapi-value", ["xml", "an object", '"str"'], false],
] as const)("%s of %j costs a part of a page: %s", (code, parts, costs) => {
  expect(costsContent({ code, parts })).toBe(costs);
});

const references: readonly (readonly [schema: string, code: string])[] = [
  ["{ $ref: '#/definitions/A' }", "ref-cycle"],
  ["{ $ref: none.yaml }", "ref-not-found"],
  ["{ $ref: '#/definitions/C' }", "ref-fragment-not-found"],
  ["{ $ref: '#%' }", "ref-bad-fragment"],
  ["{ $ref: 'https://example.org/a.yaml' }", "ref-remote"],
  ["{ $ref: 5 }", "ref-not-string"],
];

test("a schema that leads to none costs its table", async () => {
  const folder = scratch(tinyProject);
  expect((await run(folder)).code).toBe(0);
  const before = filesBelow(join(folder, "dist/site"));
  const schema = /schema: \{.*\} \}/;
  for (const [wrong, code] of references) {
    const api = tinyProject["api/status.yaml"].replace(schema, `schema: ${wrong}`);
    const cycle =
      "definitions: { A: { $ref: '#/definitions/B' }, B: { $ref: '#/definitions/A' } }\n";
    writeFileSync(join(folder, "api/status.yaml"), api + (code === "ref-cycle" ? cycle : ""));
    const { code: exit, err } = await run(folder);
    expect([code, exit, err]).toEqual([code, 1, expect.stringContaining(`error[${code}]`)]);
    expect([code, err]).toEqual([code, expect.stringContaining("was left as it is")]);
    expect(filesBelow(join(folder, "dist/site"))).toEqual(before);
  }
});

test("a build that leaves the last site leaves the texts of its pages too", async () => {
  const folder = scratch(news);
  const keepRst = join(folder, "texts");
  expect((await run(folder, { keepRst })).code).toBe(0);
  const before = filesBelow(folder);
  const [path, text] = ["spec/other.rst", "\n{{none}}\n"];
  add(folder, path, text);
  expect((await run(folder, { keepRst })).code).toBe(1);
  // What is no site is not replaced, and what is written without it is neither.
  const out = join(folder, "spec");
  expect((await run(folder, { keepRst, out })).code).toBe(2);
  expect((await run(folder, { keepRst: join(folder, "more"), out })).code).toBe(2);
  const after = new Map([...filesBelow(folder), [path, before.get(path)!]]);
  expect(after).toEqual(before);
  expect((await run(folder, { keepRst, keepGoing: true })).code).toBe(1);
  expect(filesBelow(folder).get("texts/other.rst")).toContain("{{none}}");
});

test("texts of pages are not put into the folder that is replaced with the site", async () => {
  const folder = scratch(news);
  for (const keepRst of ["dist/site", "dist/site/texts"])
    await expect(run(folder, { keepRst: join(folder, keepRst) })).rejects.toThrow(/is replaced/);
  expect(filesBelow(join(folder))).toEqual(new Map(Object.entries(news).sort()));
});
