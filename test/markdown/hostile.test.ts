import { expect, test } from "vitest";
import { walk } from "../../src/rst/nodes.js";
import { expectLinear } from "../hostile-time.js";
import { markdownAsHtml, readMarkdown } from "./as-html.js";

const math = {
  inline: [
    { open: "\\(", close: "\\)" },
    { open: "$", close: "$" },
  ],
  block: [{ open: "$$", close: "$$" }],
};

/** Texts that a careless reader takes a square of their length for, or that nest without end. */
const texts: Readonly<Record<string, (count: number) => string>> = {
  quotations: (n) => `${"> ".repeat(n)}a`,
  lists: (n) => `${"- ".repeat(n)}a`,
  emphasis: (n) => `${"*a **b ".repeat(n)}${"c** d* ".repeat(n)}`,
  stars: (n) => `${"*".repeat(n)}a${"*".repeat(n)}`,
  "stars and underscores": (n) => "*a_ ".repeat(n),
  tildes: (n) => "~a ~~b ".repeat(n),
  brackets: (n) => `${"[".repeat(n)}a${"]".repeat(n)}`,
  links: (n) => "[a](<b".repeat(n),
  images: (n) => `${"![".repeat(n)}a${"](b)".repeat(n)}`,
  labels: (n) => "[a][b] [^c] ".repeat(n),
  backquotes: (n) => "`a `` ".repeat(n),
  tags: (n) => `${"<b>".repeat(n)}${"</i>".repeat(n)}`,
  "open tags in a heading": (n) => `# ${"<a".repeat(n)}`,
  "open comments in a heading": (n) => `# ${"<!--".repeat(n)}`,
  "open tags": (n) => '<a b="'.repeat(n),
  "open tags in blocks": (n) => `<div>\n${'<a b="c" d= <e f="'.repeat(n)}`,
  "attributes of code": (n) => `${"<a b={ >".repeat(n)}\n\n<div>\n${"<a b c={".repeat(n)}`,
  "rows of no table": (n) => `${"| a |\n".repeat(n)}\n${"[1]_ ` ".repeat(n)}`,
  "open blocks": (n) => "<div>\n\n".repeat(n),
  "open comments": (n) => `a ${"<!--".repeat(n)}`,
  "open sections of CDATA": (n) => `<div>\n${"<![CDATA[".repeat(n)}`,
  addresses: (n) => `http://a.example/${"(a;".repeat(n)}`,
  mails: (n) => `${"a@".repeat(n)} ${"a".repeat(n)}@`,
  rows: (n) => `|a|b|\n|-|-|\n${"|x\n".repeat(n)}`,
  cells: (n) => `${"|a".repeat(n)}|\n${"|-".repeat(n)}|\n${"|a\\|".repeat(n)}|`,
  footnotes: (n) => `${"[^a]".repeat(n)}\n\n${"[^a]: b\n".repeat(n)}`,
  headings: (n) => "# a {#a}\n\n".repeat(n),
  braces: (n) => `# ${"{#a".repeat(n)}}`,
  styles: (n) => `<div>\n${"<style></style>".repeat(n * 30)}\n</div>\n`,
  fences: (n) => "```\na\n~~~\n".repeat(n),
  formulas: (n) => "$a \\( ".repeat(n),
  roles: (n) => ":a:`b`_ ".repeat(n),
};

test.each(Object.keys(texts))("takes time in proportion: %s", { tags: ["slow"] }, (name) => {
  expectLinear((count) => markdownAsHtml(texts[name]!(count), { math, smart: true }), 100, 8);
});

test("what is nested too deep is left as it stands, and reported", () => {
  for (const text of [texts["quotations"]!(500), texts["lists"]!(500), texts["emphasis"]!(200)]) {
    const { document, diagnostics } = readMarkdown(text);
    expect(diagnostics.map(({ code }) => code)).toContain("nested-too-deep");
    let letters = "";
    walk(document, (node) => {
      if (node.type === "text") letters += node.value;
    });
    expect(letters).toMatch(/[ad]/);
  }
});

test.each(["constructor", "valueof", "__proto__"])("<%s> is an element like others", (name) => {
  const html = markdownAsHtml(`a <${name}>b</${name}> c\n`);
  expect(html).toMatch(/^<p>a .*b.* c<\/p>$/);
  expect(html).not.toMatch(/native code|\[object/);
});
