import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { scratch, specpress, tinyProject, type Run } from "./program.js";

/** The tiny project with templates of its own. */
function project(templates: Readonly<Record<string, string>>): string {
  return scratch({
    ...tinyProject,
    ...templates,
    "specpress.yaml": `${tinyProject["specpress.yaml"]}templates: mine\n`,
  });
}

function build(folder: string): Run & { readonly main: string } {
  const run = specpress(["build", "--quiet", "--keep-rst", "rst"], folder);
  return { ...run, main: readFileSync(join(folder, "rst/main.rst"), "utf8") };
}

/** Says at the end of a program how many functions Handlebars made from text. */
const countCompiled = `let compiled = 0;
globalThis.Function = new Proxy(Function, {
  apply(target, self, given) {
    if (given.includes("container")) compiled++;
    return Reflect.apply(target, self, given);
  },
});
process.on("exit", () => console.log("compiled: " + compiled));
`;

afterEach(() => void vi.unstubAllEnvs());

test("templates of ours are not compiled when the program runs, those of a project are", () => {
  const preload = join(scratch({ "count.cjs": countCompiled }), "count.cjs");
  vi.stubEnv("NODE_OPTIONS", `--require ${preload}`);
  expect(build(scratch(tinyProject)).out).toBe("compiled: 0\n");
  expect(build(project({ "mine/table.hbs": "{{rows}}\n" })).out).toBe("compiled: 1\n");
});

test("templates of the project and ours include each other", () => {
  const { main, err } = build(
    project({
      "mine/table.hbs": "{{title}}\n\n{{indent rows 1}}\n",
      "mine/http-api.hbs":
        '{{heading title}}\n\n{{> common-fields title="Answers" description="" tables=responseTables}}\n',
    }),
  );
  expect(err).toBe("");
  expect(main).toMatch(/^``GET \/v1\/status``\n~+\n\nAnswers\n~+\n\s+ =+ =/m);
});

test.for([
  { table: "{{title}}\n{{titel}}\n", fault: '"titel" not defined - 2:2' },
  { table: "{{title}}\n{{#each}\n", fault: "Parse error on line 2" },
])("what is wrong in a template that one of ours includes: $fault", ({ table, fault }) => {
  const { err } = build(project({ "mine/table.hbs": table }));
  expect(err.split("\n").filter((line) => line.includes("bad-template"))).toEqual([
    `mine/table.hbs:2:1: error[bad-template]: The template "table" cannot be printed: ${fault}.`,
    `templates/sections/http-api.hbs:2:1: error[bad-template]: The template "http-api" cannot be printed: ${fault}.`,
  ]);
});
