import { expect, test } from "vitest";
import { expectWithinASecond } from "../hostile-time.js";
import {
  loadFiles,
  marked,
  minimal,
  toldOf,
  writeFiles,
  type Files,
} from "../load/tiny-project.js";
import { examine } from "./examine.js";

const times = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join("");

const sections = (count: number, body: string) =>
  times(count, (index) => `Section ${index}\n===========\n\n${body}\n\n`);

const apis =
  "apis: { guide: { title: G, openapi: api, suffix: g, version: V } }\nlabels: { V: unstable }\n";
const withApi = (more: Files): Files => ({
  "specpress.yaml": `name: Tiny\nspecification: text\n${apis}`,
  "api/a.yaml": 'swagger: "2.0"\ninfo: { title: A, version: "1" }\npaths: {}\n',
  ...more,
});
const withSchema = (schema: string): Files =>
  withApi({ "api/definitions/a.yaml": `title: A\n${schema}` });
/** A page of an operation that is sent one of the schemas. */
const withOpenApi = (schemas: string, sent: string): Files => ({
  "specpress.yaml": `name: Tiny\nspecification: text\nlook: current\n${apis}`,
  "text/guide.rst": "{{a_g_http_api}}",
  "api/a.yaml": `openapi: 3.1.0
info: { title: A, version: "1" }
paths:
  /a:
    post:
      operationId: a
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/${sent}" } } } }
      responses: { 200: { description: Done. } }
components:
  schemas:
    ${schemas}`,
});
/** Thousands of definitions, each made of the next one, which an operation of OpenAPI 2 answers with. */
const withChain = (definition: (next: number) => string) =>
  withApi({
    "text/guide.rst": "{{a_g_http_api}}",
    "api/a.yaml": `swagger: "2.0"\ninfo: { title: A, version: "1" }\npaths: { /a: { get: { operationId: a, responses: { 200: { description: A., schema: { $ref: "#/definitions/S0" } } } } } }\ndefinitions:\n${times(5000, (index) => `  S${index}: ${definition(index + 1)}\n`)}  S5000: { type: object }\n`,
  });
const withTemplate = (template: string, more: Files = {}): Files => ({
  "specpress.yaml":
    "name: Tiny\nspecification: text\nevents: { schemas: e, examples: x }\ntemplates: own\n",
  "text/guide.rst": "{{m_a_event}}",
  "e/m.a": "properties: { type: { enum: [m.a] } }\n",
  "x/m.a": '{"type": "m.a"}',
  "own/event.hbs": template,
  ...more,
});

/** A page of a tree that calls shortcodes. */
const withShortcodes = (shortcodes: string, text: string): Files => ({
  "specpress.yaml": `name: Tiny\npages: pages\nshortcodes:\n  ${shortcodes}\n`,
  "pages/index.md": `# T\n\n${text}`,
});

/** 100 KB that are quick to read. */
const long = `..\n${times(1000, () => `   ${"text ".repeat(20)}\n`)}\n\n`;

/** Small projects that would take very long, or more memory than there is; and what is told of them, if anything is. */
const projects: Readonly<Record<string, readonly [files: Files, code?: string]>> = {
  "contents in every section": [
    { "text/guide.rst": sections(250, ".. contents::") },
    "contents-too-much",
  ],
  "local contents in every section": [
    { "text/guide.rst": sections(1000, ".. contents::\n   :local:") },
  ],
  "numbers of sections, asked for in every section": [
    { "text/guide.rst": sections(200, ".. sectnum::") },
    "directive-repeated",
  ],
  "notes of targets, asked for again and again": [
    { "text/guide.rst": `${".. target-notes::\n\nx\n\n".repeat(200)}\`a <http://a.example/>\`_\n` },
    "directive-repeated",
  ],
  "unknown roles among thousands of others": [
    {
      "text/guide.rst": `${times(1000, (index) => `.. role:: role${index}\n`)}\n${times(500, (index) => `:roel${index}:\`x\`\n`)}`,
    },
    "unknown-role",
  ],
  "footnotes with symbols": [{ "text/guide.rst": ".. [*] x\n".repeat(5000) }, "too-many-symbols"],
  "a table of one file, again and again": [
    {
      "text/guide.rst": ".. csv-table::\n   :file: rows.csv\n\n".repeat(2000),
      "text/rows.csv": `${"a".repeat(2000)}\n`.repeat(2),
    },
    "too-much-included",
  ],
  "raw text of one file, again and again": [
    {
      "text/guide.rst": ".. raw:: html\n   :file: a.html\n\n".repeat(2000),
      "text/a.html": "<p>text</p>\n".repeat(1000),
    },
    "too-much-included",
  ],
  "one file in a group of thousands": [
    {
      "text/targets.yaml": `targets: { guide: { files: ["group:g"] } }\ngroups:\n  g:\n${"    - guide.rst\n".repeat(9000)}`,
      "text/guide.rst": long,
    },
    "repeated-too-much",
  ],
  "one file in hundreds of pages": [
    {
      "text/targets.yaml": `targets:\n${times(300, (index) => `  t${index}: { files: [guide.rst] }\n`)}`,
      "text/guide.rst": long,
    },
    "repeated-too-much",
  ],
  "a long label, again and again": [
    {
      "specpress.yaml": `name: Tiny\nspecification: text\nlabels: { L: ${"long".repeat(2000)} }\n`,
      "text/guide.rst": `..\n${"   %L%\n".repeat(3000)}`,
    },
    "repeated-too-much",
  ],
  "a long notice, again and again": [
    {
      "specpress.yaml": `name: Tiny\nspecification: text\nlabels: { V: unstable }\nnotices:\n  unstable: |\n    ..\n${times(1000, () => `       ${"text ".repeat(20)}\n`)}`,
      "text/guide.rst": "{{unstable_warning_block_V}}\n\n".repeat(3000),
    },
    "repeated-too-much",
  ],
  "one API file, shown again and again": [
    withApi({
      "api/a.yaml": `swagger: "2.0"\ninfo: { title: A, version: "1" }\npaths: { /a: { get: { operationId: a, description: ${"long ".repeat(2000)}, responses: { 200: { description: A. } } } } }\n`,
      "text/guide.rst": "{{a_g_http_api}}\n\n".repeat(600),
    }),
    "repeated-too-much",
  ],
  "parameters of a path that nobody describes": [
    withApi({
      "api/a.yaml": `swagger: "2.0"\ninfo: { title: A, version: "1" }\npaths: { "${times(1500, (index) => `/{p${index}}`)}": { get: { operationId: a, responses: { 200: { description: A. } } } } }\n`,
    }),
    "path-parameter-missing",
  ],
  "parameters of a path with other names": [
    withApi({
      "api/a.yaml": `swagger: "2.0"\ninfo: { title: A, version: "1" }\npaths: { "${times(400, (index) => `/{p${index}}`)}": { get: { operationId: a, parameters: [${times(400, (index) => `{ name: q${index}, in: path, required: true, type: string },`)}], responses: { 200: { description: A. } } } } }\n`,
    }),
    "path-parameter-unknown",
  ],
  "thousands of parameters of one path": [
    withApi({
      "api/a.yaml": `swagger: "2.0"\ninfo: { title: A, version: "1" }\npaths: { "${times(3000, (index) => `/{p${index}}`)}": { get: { operationId: a, parameters: [${times(3000, (index) => `{ name: p${index}, in: path, required: true, type: string },`)}], responses: { 200: { description: A. } } } } }\n`,
    }),
    "data-too-deep",
  ],
  "a pattern with repetitions in repetitions": [
    withSchema(`type: string\npattern: "^((a+)b?)*c$"\nexample: ${"a".repeat(40)}\n`),
    "pattern-too-slow",
  ],
  "a pattern of many repetitions": [
    withSchema(`type: string\npattern: "^a*a*a*a*b$"\nexample: ${"a".repeat(20_000)}\n`),
    "pattern-too-slow",
  ],
  "a pattern of keys": [
    withSchema(
      `type: object\npatternProperties: { "^(([a-z]+)b?)*5$": { type: string } }\nexample: { ${"a".repeat(40)}: x }\n`,
    ),
    "pattern-too-slow",
  ],
  "a pattern too large to be compiled": [
    withSchema(`type: string\npattern: "(${"a".repeat(400_000)})*"\nexample: ${"a".repeat(40)}\n`),
    "pattern-too-slow",
  ],
  "a schema put together of thousands": [
    withSchema(`allOf: [${times(3000, (index) => `{ properties: { a${index}: {} } },`)}]\n`),
  ],
  "code fences without an end": [
    { "text/guide.rst": "```json\n\n".repeat(1500) },
    "markdown-fence",
  ],
  "dead links beside a long file that cannot be read": [
    withApi({
      "api/a.yaml": `swagger: "2.0"\n${times(80_000, () => "# gone\n")}x: [\n`,
      "text/guide.rst": times(4000, (index) => `\`A${index} <#gone-${index}>\`_\n\n`),
    }),
    "yaml-syntax",
  ],
  "many unique numbers": [
    withSchema(
      `type: array\nuniqueItems: true\nitems: { type: integer }\nexample: [${times(8000, (index) => `${index},`)}]\n`,
    ),
  ],
  "schemas that extend the next one four times, beside one with a discriminator": [
    withOpenApi(
      `B: { type: object, discriminator: { propertyName: k }, properties: { k: { type: string } } }\n${times(24, (index) => `    S${index}: { allOf: [${times(4, () => `{ $ref: "#/components/schemas/S${index + 1}" },`)}] }\n`)}    S24: { type: object }\n`,
      "B",
    ),
  ],
  "hundreds of alternatives, each with an object without a name": [
    withOpenApi(
      `S: { oneOf: [${times(500, (index) => `{ properties: { k: { type: object, properties: { v${index}: {} } } } },`)}] }`,
      "S",
    ),
  ],
  "types that each extend the next one": [
    withOpenApi(
      `${times(500, (index) => `S${index}: { allOf: [{ $ref: "#/components/schemas/S${index + 1}" }, { properties: { a${index}: {} } }] }\n    `)}S500: { type: object }\n`,
      "S0",
    ),
  ],
  "keys of front matter that mean nothing": [
    {
      "specpress.yaml": "name: Tiny\npages: pages\n",
      "pages/index.md": `---\n${times(8000, (index) => `k${index}: 1\n`)}---\n# T\n`,
    },
    "front-matter-unknown-key",
  ],
  "thousands of alternatives without an object": [
    withOpenApi(`S: { anyOf: [${"{ type: string },".repeat(5000)}] }`, "S"),
  ],
  "thousands of properties, each the schema that they are of": [
    withOpenApi(
      `S: { type: object, properties: { ${times(1500, (index) => `a${index}: { $ref: "#/components/schemas/S" },`)} } }`,
      "S",
    ),
  ],
  "thousands of properties, each the schema that they are of, in any dynamic scope": [
    withOpenApi(
      `S: { $dynamicAnchor: n, properties: { ${times(1500, (index) => `a${index}: { $dynamicRef: "#n" },`)} } }`,
      "S",
    ),
    "example-too-large",
  ],
  "a chain of thousands of groups": [
    {
      "text/targets.yaml": `targets: { guide: { files: ["group:g0", guide.rst] } }\ngroups:\n${times(9000, (index) => `  g${index}: ["group:g${index + 1}"]\n`)}  g9000: []\n`,
    },
    "target-too-large",
  ],
  "many unique objects": [
    withSchema(
      `type: array\nuniqueItems: true\nitems: { type: object }\nexample: [${times(3000, (index) => `{ a: ${index} },`)}]\n`,
    ),
  ],
  "thousands of keys that appear twice": [
    withSchema(`type: object\n${"x-a: 1\n".repeat(5000)}`),
    "duplicate-key",
  ],
  "patterns of paths with many stars": [
    {
      "specpress.yaml": `name: Tiny\nspecification: text\nignore: ["text/${"*a".repeat(30)}b"]\n`,
      [`text/${"a".repeat(60)}.rst`]: "Text.\n",
    },
  ],
  "thousands of patterns of paths": [
    {
      "specpress.yaml": `name: Tiny\nspecification: text\nignore:\n${times(8000, (index) => `  - "text/**/a${index}*"\n`)}`,
      ...Object.fromEntries(
        Array.from({ length: 100 }, (_, index) => [`text/b${index}.rst`, "Text.\n"]),
      ),
    },
  ],
  "keys of front matter in TOML that mean nothing": [
    {
      "specpress.yaml": "name: Tiny\npages: pages\n",
      "pages/index.md": `+++\n${times(8000, (index) => `k${index} = 1\n`)}+++\n# T\n`,
    },
    "front-matter-unknown-key",
  ],
  "a shortcode of a long text, called again and again": [
    withShortcodes(
      `s: { shows: text, text: "${"{0} ".repeat(20_000)}" }`,
      "{{% s a %}}\n\n".repeat(300),
    ),
    "repeated-too-much",
  ],
  "a shortcode that shows itself twice": [
    withShortcodes('s: { shows: text, text: "{{% s %}}{{% s %}}" }', "{{% s %}}\n\n".repeat(100)),
    "shortcode-cycle",
  ],
  "a shortcode that shows itself twice, each time with other words": [
    withShortcodes('s: { shows: text, text: "{{% s a{0} %}}{{% s b{0} %}}" }', "{{% s x %}}\n"),
    "repeated-too-much",
  ],
  "ids that moved to the next one": [
    {
      "specpress.yaml": `name: Tiny\npages: pages\nmoved:\n  index:\n${times(8000, (index) => `    o${index}: o${index + 1}\n`)}`,
      "pages/index.md": "# T\n",
    },
    "moved-unknown-id",
  ],
  "thousands of definition lists that end without a blank line": [
    { "text/guide.rst": "x\n  y\n z\n".repeat(20_000) },
  ],
  "a template of open braces": [withTemplate("{{".repeat(30_000)), "bad-template"],
  "a template of blocks in blocks": [
    withTemplate(`${"{{#if a}}".repeat(8000)}x${"{{/if}}".repeat(8000)}`),
    "bad-template",
  ],
  "a template of many alternatives": [
    withTemplate(`{{#if a}}x${"{{else if b}}y".repeat(8000)}{{/if}}`),
    "bad-template",
  ],
  "a template of many lines": [withTemplate("{{#if type}}x{{/if}}\n".repeat(6000))],
  "a template that wraps at nothing": [withTemplate('{{wrap "a b" 0}}'), "bad-template"],
  "a template that moves far in": [withTemplate('{{indent "a" 1000000000}}'), "bad-template"],
  "templates that include the next one twice": [
    withTemplate("{{> p0}}", {
      ...Object.fromEntries(
        Array.from({ length: 40 }, (_, index) => [
          `own/p${index}.hbs`,
          `{{> p${index + 1}}}{{> p${index + 1}}}`,
        ]),
      ),
      "own/p40.hbs": "x",
    }),
    "bad-template",
  ],
  "a template that includes itself": [withTemplate("{{> event}}"), "bad-template"],
  "a page template that shows its page thousands of times": [
    withTemplate("{{title}}", { "own/page.hbs": "{{body}}".repeat(500) }),
    "bad-page-template",
  ],
  "thousands of sections of a changelog": [
    {
      "specpress.yaml": "name: Tiny\nspecification: text\nchangelogs: changelogs\n",
      "changelogs/towncrier.toml": `[tool.towncrier]\nfilename = "c.rst"\ndirectory = "news"\n${times(4000, (index) => `[[tool.towncrier.section]]\nname = "S${index}"\npath = "p${index}"\n`)}`,
    },
  ],
  "folders linked to each other": [
    Object.fromEntries(
      Array.from({ length: 81 }, (_, at) => [
        `text/d${at % 9}/l${Math.floor(at / 9)}`,
        { linkTo: `../d${Math.floor(at / 9)}` },
      ]),
    ),
  ],
};

/** OpenAPI 3 that the page shows, from `paths` on. */
const withPaths = (rest: string): Files =>
  withApi({
    "specpress.yaml": `name: Tiny\nspecification: text\nlook: current\n${apis}`,
    "text/guide.rst": "{{a_g_http_api}}",
    "api/a.yaml": `openapi: 3.1.0\ninfo: { title: A, version: "1" }\n${rest}`,
  });
const done = "responses: { 200: { description: A. } }";

/** The same with more of it. */
const larger: typeof projects = {
  "a schema put together of thousands": [
    withSchema(`allOf: [${times(8000, (index) => `{ properties: { a${index}: {} } },`)}]\n`),
  ],
  "code fences without an end": [
    { "text/guide.rst": "```json\n\n".repeat(4000) },
    "markdown-fence",
  ],
  "headings of RST, as many as fit": [
    { "text/guide.rst": "a\n-\n".repeat(125_000) },
    "too-many-headings",
  ],
  "links, each to one of thousands of operations": [
    {
      ...withPaths(
        `paths:\n  /a: { get: { operationId: a, responses: { 200: { description: A., links: {${times(5000, (index) => `l${index}: { operationId: o${index} },`)}} } } } }\n${times(5000, (index) => `  /o${index}: { get: { operationId: o${index} } }\n`)}`,
      ),
      "text/guide.rst": "Text.",
    },
  ],
  "a list of very many items": [{ "text/guide.rst": "- x\n".repeat(130_000) }],
};

/** What takes a call for each level, or an argument for each part, has no stack for these. */
const overflows: typeof projects = {
  "a key of front matter in TOML with very many parts": [
    {
      "specpress.yaml": "name: Tiny\npages: pages\n",
      "pages/index.md": `+++\ntitle = "T"\n[params]\n${"a.".repeat(50_000)}a = 1\n+++\n# T\n`,
    },
    "bad-front-matter",
  ],
  "settings of a changelog in TOML with very many parts": [
    {
      "specpress.yaml": "name: Tiny\nspecification: text\nchangelogs: changelogs\n",
      "changelogs/towncrier.toml": `[tool.towncrier]\n${"a.".repeat(50_000)}a = 1\n`,
    },
    "bad-changelog-config",
  ],
  "types that each extend the next one, in the look of 2020": [
    withChain(
      (index) =>
        `{ allOf: [{ $ref: "#/definitions/S${index}" }, { properties: { a${index}: {} } }] }`,
    ),
    "schema-too-deep",
  ],
  "types that each hold the next one, in the look of 2020": [
    withChain(
      (index) =>
        `{ type: object, title: S${index}, properties: { next: { $ref: "#/definitions/S${index}" } } }`,
    ),
    "schema-too-deep",
  ],
  "a table of very many columns": [
    {
      "specpress.yaml": "name: Tiny\npages: pages\n",
      "pages/index.md": `# T\n\n${"|a".repeat(130_000)}|\n${"|-".repeat(130_000)}|\n${"|b".repeat(130_000)}|\n`,
    },
  ],
};

/** Lines with tens of thousands of shortcodes that might stand in an address. */
const shortcodeLines: Readonly<Record<string, string>> = {
  "in text": `{{< ref "index" >}} `.repeat(20_000),
  "unknown ones": "{{% x %}} ".repeat(20_000),
  "in one address": `[a](b${`{{< ref "index" >}}`.repeat(20_000)})`,
  "in an address each": times(10_000, (index) => `[a]({{< ref "n${index}" >}}) `),
};

test.each(Object.entries(shortcodeLines))(
  "within a second: a line of very many shortcodes, %s",
  { timeout: 60_000, tags: ["slow"] },
  (_name, line) => {
    const root = writeFiles({
      "specpress.yaml":
        'name: Tiny\npages: pages\nshortcodes: { ref: { shows: address, page: "{0}" } }\n',
      "pages/index.md": `# T\n\n${line}\n`,
    });
    expectWithinASecond(() => examine(root));
  },
);

test.each(Object.entries(overflows))(
  "without an overflow: %s",
  (_name, [files, code]) => {
    const codes = examine(writeFiles({ ...minimal, ...files }))!.diagnostics.map(
      ({ code }) => code,
    );
    if (code !== undefined) expect(codes).toContain(code);
  },
  120_000,
);

test(
  "without an overflow: a description of very many faults",
  { tags: ["slow"], timeout: 300_000 },
  () => {
    const description = "*a `b ".repeat(150_000);
    const root = writeFiles({
      ...minimal,
      ...withOpenApi(`S: { type: object, description: "${description}." }`, "S"),
    });
    expect(examine(root)!.site.has("guide.html")).toBe(true);
  },
);

test.each(Object.entries(projects))(
  "within a second: %s",
  (_name, [files, code]) => expectDone(files, code),
  60_000,
);

test.each(Object.entries(larger))(
  "within a second, larger: %s",
  { timeout: 60_000, tags: ["slow"] },
  (_name, [files, code]) => expectDone(files, code),
);

function expectDone(files: Files, code: string | undefined): void {
  const root = writeFiles({ ...minimal, ...files });
  let codes: readonly string[] = [];
  expectWithinASecond(() => {
    codes = examine(root)!.diagnostics.map((each) => each.code);
  });
  if (code === undefined)
    expect(codes.filter((each) => /too-(?:much|many|slow|large)/.test(each))).toEqual([]);
  else expect(codes).toContain(code);
}

test("an example that fits none of thousands of alternatives is told of, not compiled", () => {
  const alternatives = times(2000, (index) => `{ type: object, required: [a${index}] },`);
  const { diagnostics } = examine(
    writeFiles({
      ...minimal,
      ...withSchema(`type: array\nitems: { oneOf: [${alternatives}] }\nexample: [{ zz: 1 }]\n`),
    }),
  )!;
  expect(diagnostics.map(({ code }) => code)).toContain("example-wrong-value");
});

test(
  "a part of thousands of headings is left out where pages show it too often",
  { tags: ["slow"], timeout: 120_000 },
  () => {
    const files = {
      "specpress.yaml":
        'name: Tiny\npages: pages\nshortcodes: { part: { shows: page, file: "x/x.md" } }\n',
      "pages/_index.md": "# T\n",
      "pages/x/index.md": "---\nheadless: true\n---\n",
      "pages/x/x.md": "## A\n\n".repeat(4000),
      ...Object.fromEntries(
        Array.from({ length: 60 }, (_, index) => [
          `pages/p${index}.md`,
          "---\ntitle: P\n---\n{{% part %}}\n",
        ]),
      ),
    };
    const { diagnostics } = examine(writeFiles(files))!;
    expect(diagnostics.map(({ code }) => code)).toContain("repeated-too-much");
  },
);

test("more targets than a site can list are told where they begin", () => {
  const files = {
    ...minimal,
    "text/targets.yaml": `targets:\n${times(1000, (index) => `  t${index}: { files: [] }\n`)}  ⟦more⟧: { files: [] }\n  others: { files: [] }\n`,
  };
  const { project, diagnostics } = loadFiles(files);
  expect(toldOf(diagnostics)).toEqual(
    expect.arrayContaining(
      marked("too-many-targets", { "text/targets.yaml": files["text/targets.yaml"] }),
    ),
  );
  expect(project!.targets.targets.length).toBe(1000);
});

test("operations that say what the document asks of all are left out where it is too much", () => {
  const schemes = Array.from({ length: 3000 }, (_, index) => `s${index}`);
  const root = writeFiles({
    ...minimal,
    ...withPaths(
      `security: [{ ${schemes.map((name) => `${name}: []`).join(", ")} }]\npaths:\n${times(400, (index) => `  /o${index}: { get: { operationId: o${index}, ${done} } }\n`)}components:\n  securitySchemes:\n${schemes.map((name) => `    ${name}: { type: http, scheme: bearer }\n`).join("")}`,
    ),
  });
  const { diagnostics, site } = examine(root)!;
  expect(diagnostics.map(({ code }) => code)).toContain("sections-too-much");
  const page = String(site.get("guide.html"));
  expect(page).toContain("/o25");
  expect(page).not.toContain("/o75");
});

/** Schemas of one operation that are too much for all pages. */
const tooMuch: Readonly<Record<string, string>> = {
  "alternatives that each extend the next one": `${times(1500, (index) => `S${index}: { allOf: [{ $ref: "#/components/schemas/S${index + 1}" }, { properties: { a${index}: {} } }] }\n    `)}S1500: { type: object }\n    S: { oneOf: [${times(1500, (index) => `{ $ref: "#/components/schemas/S${index}" },`)}] }`,
  "alternatives in alternatives": `${times(8, (level) => `S${level}: { oneOf: [${times(300, (index) => `{ type: array, minItems: ${index}, items: { $ref: "#/components/schemas/S${level + 1}" } },`)}] }\n    `)}S8: { type: string }\n    S: { $ref: "#/components/schemas/S0" }`,
  "items of arrays of arrays": `${times(8, (level) => `S${level}: { type: array, prefixItems: [${times(300, () => `{ $ref: "#/components/schemas/S${level + 1}" },`)}] }\n    `)}S8: { type: string }\n    S: { $ref: "#/components/schemas/S0" }`,
};

test.each(Object.entries(tooMuch))(
  "one operation is shown as far as pages hold: %s",
  { tags: ["slow"], timeout: 60_000 },
  (_name, schemas) => {
    const { diagnostics, site } = examine(
      writeFiles({ ...minimal, ...withOpenApi(schemas, "S") }),
    )!;
    expect(diagnostics.map(({ code }) => code)).toContain("sections-too-much");
    expect(String(site.get("guide.html"))).toContain('id="post-a"');
  },
);

/** What a response may hold very much of, as its author writes each. */
const shared: Readonly<Record<string, (index: number) => string>> = {
  headers: (index) => `X-${index}: { schema: { type: string } }`,
  links: (index) => `l${index}: { operationId: o${index % 400} }`,
};

test.each(Object.entries(shared))(
  "operations that share a response with many %s are left out where it is too much",
  { tags: ["slow"], timeout: 120_000 },
  (field, one) => {
    const all = Array.from({ length: 600 }, (_, index) => one(index)).join(", ");
    const root = writeFiles({
      ...minimal,
      ...withPaths(
        `paths:\n${times(400, (index) => `  /o${index}: { get: { operationId: o${index}, responses: { 200: { $ref: "#/components/responses/R" } } } }\n`)}components: { responses: { R: { description: A., ${field}: { ${all} } } } }\n`,
      ),
    });
    const { diagnostics, site } = examine(root)!;
    const page = String(site.get("guide.html"));
    expect(diagnostics.filter(({ code }) => code === "sections-too-much").length).toBeGreaterThan(
      0,
    );
    expect(page).toContain("/o25");
    // A page of all would have 240,000 of them.
    expect(page.length).toBeLessThan(60_000_000);
    expect(page).not.toContain('id="get-o399"');
  },
);

test(
  "endpoints that show one long text each are left out where it is too much",
  { tags: ["slow"] },
  () => {
    const root = writeFiles({
      ...minimal,
      ...withApi({
        "api/a.yaml": `swagger: "2.0"\ninfo: { title: A, version: "1" }\nx-long: &long ${"long ".repeat(40_000)}.\npaths:\n${times(200, (index) => `  /a${index}: { get: { operationId: a${index}, description: *long, responses: { 200: { description: A. } } } }\n`)}`,
        "text/guide.rst": "{{a_g_http_api}}",
      }),
    });
    const { diagnostics } = examine(root)!;
    expect(diagnostics.map(({ code }) => code)).toContain("sections-too-much");
  },
);
