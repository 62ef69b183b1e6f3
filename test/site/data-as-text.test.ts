import fc from "fast-check";
import { Parser } from "htmlparser2";
import MarkdownIt from "markdown-it";
import { expect, test } from "vitest";
import { rstCodes } from "../../src/base/codes/rst.js";
import { transformCodes } from "../../src/base/codes/transform.js";
import { collector } from "../../src/base/diagnostics.js";
import { loadProject } from "../../src/load/load.js";
import { buildSite } from "../../src/pipeline.js";
import { loadFiles, writeFiles } from "../load/tiny-project.js";

// Whatever characters a name or value of data has, the page's text is the value: no template may read it as markup.

/** A project that shows one text in every place where a template prints data. */
function projectWith(text: string, label = text): Record<string, string> {
  const json = (value: object) => JSON.stringify(value);
  const object = (title: string, name: string) => ({
    type: "object",
    title,
    properties: { [name]: { type: "string", example: text } },
  });
  return {
    "specpress.yaml": json({
      name: "Tiny",
      specification: "text",
      labels: { VALUE: label, V: "unstable" },
      apis: {
        guide: { title: text, purpose: "P", openapi: "api", suffix: "x", version: "V" },
      },
      events: {
        schemas: "events",
        examples: "events/examples",
        kinds: { "core/base.yaml": text },
        common: { common_fields: "core/base.yaml" },
        variants: { [`t${text}`]: "kind" },
      },
      tables: {
        signs: {
          data: "signs.json",
          columns: [
            { title: `c${text}`, field: "a", width: 10, literal: true },
            { title: "B", field: "b", width: 10, codepoints: "code" },
          ],
        },
      },
    }),
    "signs.json": JSON.stringify([{ a: text, b: text, code: codePointsOf(text) }]),
    "text/targets.yaml": "targets:\n  guide:\n    files: [guide.rst]\n",
    "text/guide.rst": `Guide\n=====\n\nlabel %VALUE%\n\n\`\`literal %VALUE%\`\`\n\n{{apis}}\n\n{{signs}}\n\n{{a_x_http_api}}\n\n{{m_x_event}}\n\n{{common_fields}}\n\n{{definition_x_d}}\n`,
    "api/definitions/d.yaml": json(object(`definition ${text}`, `key ${text}`)),
    "api/a.yaml": json({
      swagger: "2.0",
      info: { title: "A", version: "1" },
      paths: {
        [`/${text}`]: {
          get: {
            operationId: "a",
            summary: "S",
            parameters: [
              { name: text, in: "query", type: "string", enum: ["one", text], "x-example": text },
              { name: `n${text}`, in: `at ${text}`, type: `type ${text}` },
              { name: "b", in: "body", schema: object("", `b${text}`), "x-example": `{}\n${text}` },
            ],
            responses: {
              [`4 ${text}`]: { description: "R" },
              200: {
                description: "R",
                headers: { [text]: { type: "string" } },
                schema: {
                  type: "object",
                  example: { [text]: text },
                  properties: {
                    [text]: object(`nested ${text}`, `n${text}`),
                    only: { type: "string", enum: [text] },
                    titled: { type: "string", enum: ["a", text], title: `e${text}` },
                    map: {
                      type: "object",
                      additionalProperties: { type: "string", "x-pattern": `p${text}` },
                    },
                    patterns: {
                      type: "object",
                      title: "Patterns",
                      patternProperties: { [`q${text}`]: { type: "string" } },
                    },
                    list: { type: "array", items: { type: "string", title: text } },
                  },
                },
              },
            },
          },
        },
      },
    }),
    "events/core/base.yaml": json({ ...object(text, text), description: "D" }),
    "events/m.x": json({
      allOf: [{ $ref: "core/base.yaml" }],
      title: "X",
      properties: {
        type: { type: "string", enum: [`t${text}`] },
        content: {
          ...object(`content ${text}`, `c${text}`),
          properties: { kind: { type: "string", enum: [`v${text}`] } },
        },
      },
    }),
    "events/examples/m.x": json({ type: text, [`example ${text}`]: [text] }),
  };
}

function codePointsOf(text: string): string {
  return [...text].map((char) => `U+${char.codePointAt(0)!.toString(16)}`).join("");
}

/** The texts of all elements of the page. */
function textsOf(html: string): { readonly all: ReadonlySet<string>; readonly codes: string[] } {
  const all = new Set<string>();
  const codes: string[] = [];
  const open: { name: string; text: string }[] = [];
  const parser = new Parser({
    onopentag: (name) => open.push({ name, text: "" }),
    ontext: (text) => open.forEach((element) => (element.text += text)),
    onclosetag: () => {
      const { name, text } = open.pop()!;
      all.add(text.replace(/\r\n?|\n/g, " ")); // lines of a cell
      if (name === "pre") codes.push(text);
    },
  });
  parser.end(html);
  return { all, codes };
}

/** The texts that the page of such a project must have, each as that of an element. */
function wantedOf(original: string, label: string): readonly string[] {
  const given = whole(original);
  const text = shown(given);
  const json = (value: unknown) => shown(JSON.stringify(value).replaceAll('","', '", "'));
  return [
    `label ${shown(whole(label))}`, `literal ${shown(whole(label))}`, text, `c${text}`,
    `GET /${text}`.trim(), `One of: ${json(["one", given])}`, `n${text}`, `at ${text} parameters`, `type ${text}`, `b${text}`,
    `Status code 4 ${text}:`, `nested ${text}`, `Must be '${text}'.`, `One of: ${json(["a", given])}`, `e${text}`,
    `{p${text}: string}`, `q${text}`, `t${text} (v${text})`, `content ${text} Key`, `${text} Fields`,
    `definition ${text} schema`, `definition ${text}`, `key ${text}`,
  ]; // prettier-ignore
}

/** Half of a surrogate pair is no character: it is replaced when the file is read. */
function whole(text: string): string {
  return text.replace(/\p{Cs}/gu, "\ufffd");
}

/** Line ends are spaces where there is one line; what HTML cannot have is replaced, and told. */
function shown(text: string): string {
  return text.replace(/\r\n?|\n/g, " ").replace(/(?![\t\x85])\p{Cc}|\p{Cs}/gu, "\ufffd");
}

function pageOf(text: string, label: string): string {
  const project = loadProject({ root: writeFiles(projectWith(text, label)) }, () => {})!;
  const { report, diagnostics } = collector();
  const page = buildSite(project, report).site.get("guide.html") as string;
  // Nor is it reported as markup that is wrong.
  const markup = { ...rstCodes, ...transformCodes };
  expect(diagnostics.map(({ code }) => code).filter((code) => code in markup)).toEqual([]);
  return page;
}

function expectShown(text: string, written = text, label = text): void {
  const { all, codes } = textsOf(pageOf(written, label));
  expect(wantedOf(text, label).filter((wanted) => !all.has(wanted))).toEqual([]);
  const examples = codes.flatMap((code) => {
    try {
      return [JSON.stringify(JSON.parse(code))];
    } catch {
      return [];
    }
  });
  const read = whole(text);
  for (const wanted of [{ [read]: read }, { type: read, [`example ${read}`]: [read] }])
    expect(examples).toContain(
      JSON.stringify(Object.fromEntries(Object.entries(wanted).toSorted())),
    );
}

const hostile = [
  "*new*", "**", "a\\d", "\\", "`old`", "``", "|x|", "from_", "__", "_`t`", "a__", "[1]_", "[#]_", "::", "a::", ":x: y",
  ":role:`x`", "..", ".. note:: x", ".. _t:", "- d", "* d", "1. x", "a) x", "(i) x", "#. x", "-o  x", "/V  x", ">>> x",
  "====", "----", "a\n====\nb", "Shelf of\nbooks", " lead", "trail ", "in  ner", "\ttab\t", "a\r\nb", "\n", " ", "<b>&amp;",
  "{{apis}}", "%VALUE", "100%", "%V_%x%", "https://x.example/a_", "https://x.example/a_:role:`x`", "https://x.example/a_'", "https://x.example/a_/b", "a@b.example", "\x1b[1ma@b.example", "RFC 2822", "\u05d0\u05d1 \u202eabc",
  "\u0301e", "e\u0301", "👩‍👩‍👧 ⚠️", "名前", "\u2022 x", "\u00a0x\u00a0", "\u2028", "\ufeff", "nul \0.", "\x1b[1m", "\ud83d",
  "'", '"', "''x''", "+---+", "=== ===", "x ".repeat(150), "x".repeat(300), "constructor", "__proto__x", "$&", "<<<", "[[x]]",
]; // prettier-ignore

test.each(hostile)("data is shown as it is: %j", (text) => expectShown(text));

test.each([
  ["a %VALUE%", "rather long value of a label"],
  ["%VALUE%", "%VALUE% *and* more than `that`"],
])("data is shown with its labels replaced once: %s, %s", (text, value) => {
  expectShown(text.replace("%VALUE%", value), text, value);
});

test("data is shown as it is: any text", { timeout: 60_000 }, () => {
  const pieces = fc.constantFrom(...hostile, ..."*\\`|_:.-=<>&{}[]%#()+ \n\ta1é");
  const text = fc.array(pieces, { minLength: 1, maxLength: 4 }).map((all) => all.join(""));
  const any = text.filter((each) => !each.includes("%VALUE%"));
  fc.assert(
    fc.property(any, (each) => expectShown(each)),
    { numRuns: 40 },
  );
});

test("characters that no page can show are told where they stand, once", () => {
  const { report, diagnostics } = collector();
  loadProject({ root: writeFiles(projectWith("bell \x07")) }, report);
  const told = diagnostics.filter(({ code }) => code === "control-character");
  expect(told.map(({ span, parts }) => `${span!.source.path} ${parts[0]}`)).toContain(
    "events/examples/m.x U+0007",
  );
  const { report: quiet, diagnostics: none } = collector();
  loadProject({ root: writeFiles(projectWith("a\tb\nc \u202e é")) }, quiet);
  expect(none.map(({ code }) => code)).not.toContain("control-character");
});

// Titles of Markdown pages and the name of the site, in all that is made of them.
test.each([
  "*new*",
  "`old`",
  "a\\d",
  "<b>&amp;",
  "<script>alert(1)</script>",
  "[a](b)",
  "![x](y)",
  "# h",
  "1. x",
  "- d",
  "a #",
  "~~x~~",
  "\x1b[1m",
  "nul \0.",
  "a\nb",
  "a\r\nb",
  "&lt;",
  "https://x.example/a_",
  "]]>",
  "<!--",
  "_x_",
  "__",
  "$&",
  "'\"",
])("titles are text in pages, twins and lists: %j", (text) => {
  const front = (title: string) =>
    `---\n${JSON.stringify({ title, description: "D" })}\n---\nText.\n`;
  const settings = {
    name: `N ${text}`,
    pages: { folder: "content" },
    address: "https://x.example/",
    site: { llms: true, markdown: true },
  };
  const { project, report } = loadFiles({
    "specpress.yaml": JSON.stringify(settings),
    "content/_index.md": front("Home"),
    "content/b.md": front(`P ${text}`),
  });
  const { site } = buildSite(project!, report);
  const [title, name] = [`P ${text}`, `N ${text}`].map((each) => shown(each).trim());
  const { all } = textsOf(site.get("b/index.html") as string);
  expect([...all]).toEqual(expect.arrayContaining([title, `${title} | ${name}`]));
  const twin = markdownTexts(site.get("b/index.md") as string);
  expect(twin).toContain(title);
  const list = markdownTexts(site.get("llms.txt") as string);
  expect(list).toContain(name);
  expect(list).toContain(`${title}: D`);
});

/** The texts of the blocks that a text in Markdown has; HTML is none. */
function markdownTexts(text: string): string[] {
  return new MarkdownIt({ html: true }).parse(text, {}).flatMap(({ type, children }) =>
    type === "inline"
      ? [
          children!
            .filter((each) => !each.type.startsWith("html"))
            .map(({ content }) => content)
            .join("")
            .trim(),
        ]
      : [],
  );
}
