import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { settle } from "../src/check/check.js";
import { adviceOf, entryOf } from "../src/base/diagnostics.js";
import { checkSite } from "../src/pipeline.js";
import { loadFiles, told, type Files } from "./load/tiny-project.js";
import { indentHelper, TemplateSet } from "../src/templates/templates.js";
import { scratch, specpress, startSpecpress, tinyProject, type Run } from "./program.js";

/** The tiny project with templates of its own. */
function project(templates: Readonly<Record<string, string>>): string {
  return scratch({
    ...tinyProject,
    ...templates,
    "specpress.yaml": `${tinyProject["specpress.yaml"]}templates: mine\n`,
  });
}

function build(folder: string, start = specpress): Run & { readonly main: string } {
  const run = start(["build", "--quiet", "--keep-rst", "rst"], folder);
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
  expect(build(scratch(tinyProject), startSpecpress).out).toBe("compiled: 0\n");
  expect(build(project({ "mine/table.hbs": "{{rows}}\n" }), startSpecpress).out).toBe(
    "compiled: 1\n",
  );
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

/** What is found in a project with these templates: place, sentence and advice. */
function faults(templates: Files): string[] {
  const files = {
    ...tinyProject,
    "specpress.yaml": `${tinyProject["specpress.yaml"]}templates: mine\n`,
  };
  const { project, report, diagnostics } = loadFiles({ ...files, ...templates });
  if (project) checkSite(project, report);
  return settle(diagnostics, project!)
    .diagnostics.filter(({ code }) => code.includes("template"))
    .map((found) =>
      [
        told([found])[0]!.split(" ", 1),
        entryOf(found.code).text(...found.parts),
        adviceOf(found),
      ].join(" "),
    );
}

const page = "<title>{{title}}</title>{{{body}}}";

test.for<[template: string, what: string, fix: string]>([
  ["a\n ⟦{{#each rows}}\nb", '"{{#each rows}}" is not closed', 'Close it with "{{/each}}".'],
  [
    "{{#if title}}\n⟦{{/each}}",
    '"{{/each}}" does not close "{{#if title}}" of line 1',
    'Write "{{/if}}".',
  ],
  [
    "⟦{{#if title}}{{#if rows}}{{/if}}",
    '"{{#if title}}" is not closed',
    'Close it with "{{/if}}".',
  ],
  ["{{title}}⟦{{/if}}", '"{{/if}}" closes nothing', "Remove it, or open its block before."],
  ["\n ⟦{{#if}\n", '"{{#if}" is not closed', 'Close it with "}}".'],
  ["⟦{{title", '"{{title" is not closed', 'Close it with "}}".'],
  ["⟦{{{title}} {{rows}}", '"{{{title}}" ends in "}}"', 'End it in "}}}".'],
  [
    "{.⟦{{title}}}",
    '"{{title}}}" ends in "}}}"',
    'End it in "}}", with a space before a brace of the text.',
  ],
  ["{{title}}⟦{{!-- none", "a comment is not closed", 'Close it with "--}}".'],
  ["{{title⟦, rows}}", '"," is not expected in "{{title, rows}}"', ""],
  ["{{⟦titel}}", '"titel" is not known here', 'Did you mean "title"?'],
  ["{{#if rows}}{{⟦nothing}}{{/if}}", '"nothing" is not known here', 'Known are "title", "rows".'],
  ["{{#with rows}}{{⟦../titel}}{{/with}}", '"titel" is not known here', 'Did you mean "title"?'],
  ["{{#if ⟦row}}{{/if}}", '"row" is not known here', 'Did you mean "rows"?'],
  ["{{⟦this}}", '"this" is an object, which has no text', 'It has "title", "rows".'],
  ["{{⟦indnt rows 2}}", 'there is no helper "indnt"', 'Did you mean "indent"?'],
  ["{{⟦indent rows}}", '"indent" expects 2 values, got 1', ""],
  [
    "⟦{{indent rows true}}",
    '"indent" expects an integer from 0 to 1000 after its text, got a boolean',
    "",
  ],
  [
    "⟦{{heading title style='top'}}",
    '"heading" expects a style of "subtitle", "sametitle", "supertitle", got "top"',
    "",
  ],
  ["{{heading title ⟦styl='top'}}", '"heading" has no option "styl"', 'Did you mean "style"?'],
  ["{{⟦each rows}}", '"each" is a block', 'Write "{{#each …}}…{{/each}}".'],
  ["{{> ⟦evnt}}", 'there is no template "evnt" to include', 'Did you mean "event"?'],
  ["{{> ⟦tble}}", 'there is no template "tble" to include', 'Did you mean "table"?'],
  [
    "{{⟦log rows}}",
    'there is no helper "log"',
    'Helpers are "if", "unless", "each", "with", "lookup", "heading", "indent", "wrap".',
  ],
  ["⟦{{> table}}", 'it includes "table" again and again, without an end', ""],
])("%s", ([template, what, fix]) => {
  const advice =
    fix ||
    "Correct the template; that of specpress with this name shows what it is given, and docs/text/operations.md what templates may do.";
  const [before = ""] = template.split("⟦");
  const lines = before.split("\n");
  const place = `mine/table.hbs:${lines.length}:${lines.at(-1)!.length + 1}`;
  expect(faults({ "mine/table.hbs": template })).toEqual([
    `${place} The template "table" cannot be printed: ${what}. ${advice}`,
  ]);
});

test("the template that is at fault is named, however deep it is included, and each fault of it", () => {
  const templates = {
    "mine/table.hbs": "{{> outer}}",
    "mine/outer.hbs": "{{title}}\n{{#if rows}}{{> inner}}{{/if}}",
    "mine/inner.hbs": "a\nb {{> none}} {{upper title}}\n",
  };
  expect(faults(templates).map((text) => text.replace(/ [A-Z]\S+ .*$/, ""))).toEqual([
    "mine/inner.hbs:2:7",
    "mine/inner.hbs:2:16",
  ]);
});

test.for([
  "{{#if a.b.c}}{{else}}x{{/if}}{{^none}}y{{/none}}{{#none}}z{{/none}}",
  "{{title.length}} {{#each none}}{{/each}}{{#with none.at.all}}{{/with}}{{lookup this 'none'}}",
  "{{#if title}}\nb\n{{else if none}}\nc\n{{else}}\nd\n{{/if}}\n",
  "{{#*inline 'row'}}{{t}}{{/inline}}{{> row t=title}}{{#> none}}{{title}}{{/none}}",
  '{{#with this as |view|}}{{view.title}}{{/with}} \\{{none}} {{!-- {{none}} --}} {{"title"}}',
  "{{#each (lookup this 'rows')}}{{@index}}{{@root.title}}{{/each}}{{~title~}}",
])("nothing is wrong with %s", (template) => {
  expect(faults({ "mine/table.hbs": template })).toEqual([]);
});

test("what one of ours is not given is reported where it is included", () => {
  const { err } = build(project({ "mine/table.hbs": "\n{{> event title=title}}\n" }));
  expect(err).toContain(
    'mine/table.hbs:2:1: error[bad-template]: The template "table" cannot be printed: the template "event", which it includes: "description" is not given.',
  );
});

test("pages: their template may include others; a fault is in the one that has it", () => {
  const templates = {
    "mine/page.hbs": `${page}{{> foot}}`,
    "mine/foot.hbs": "{{site.name}}\n{{site.nam}}",
  };
  expect(faults(templates)).toEqual([
    'mine/foot.hbs:2:3 The template "foot" cannot be used: "nam" is not known in "site". Did you mean "name"?',
  ]);
  expect(faults({ ...templates, "mine/foot.hbs": "{{site.name}}" })).toEqual([]);
});

test("templates that nothing prints, that have one name, or that cannot be read are reported", () => {
  const files = {
    "mine/tabel.hbs": "{{title}}",
    "mine/a/notice.hbs": "{{text}}",
    "mine/b/notice.hbs": "{{text}}",
    "mine/event.hbs": Uint8Array.from([0x61, 0x80]),
  };
  const all = {
    ...tinyProject,
    "specpress.yaml": `${tinyProject["specpress.yaml"]}templates: mine\n`,
  };
  const { diagnostics } = loadFiles({ ...all, ...files });
  expect(told(diagnostics).filter((line) => line.startsWith("mine"))).toEqual([
    "mine/b/notice.hbs:1:1 same-name template notice mine/a/notice.hbs mine/b/notice.hbs",
    "mine/event.hbs:1:2 invalid-utf8",
    "mine/tabel.hbs:1:1 unused-template mine/tabel.hbs table",
  ]);
});

test("a page template must show the text of a page, and scripts are noted where HTML may hold none", () => {
  expect(faults({ "mine/page.hbs": "<main>{{#if body}}{{/if}}</main>" }).join()).toContain(
    "does not print {{{body}}}",
  );
  expect(faults({ "mine/page.hbs": "<main>{{body}}</main>" }).join()).toContain(
    "does not print {{{body}}}",
  );
});

test("our own templates print as much as there is, those of a project no more than a page can have", () => {
  const ours = readFileSync("templates/sections/examples.hbs", "utf8");
  const print = (text: string) =>
    new TemplateSet("sections", new Map([["examples", text]]), { indent: indentHelper }).get(
      "examples",
    )!({ examples: ["x".repeat(3_000_000), "y".repeat(3_000_000)], severalExamples: true });
  expect(print(ours)).toContain("y".repeat(3_000_000));
  expect(() => print(`${ours} `)).toThrow();
});
