import { Parser } from "htmlparser2";
import { expect, test } from "vitest";
import { entryOf } from "../../src/base/diagnostics.js";
import { siteOf } from "./example.js";

const page = (site: ReadonlyMap<string, string | Uint8Array>, path: string) =>
  String(site.get(path));

interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

function tagsOf(html: string): Tag[] {
  const tags: Tag[] = [];
  const parser = new Parser({ onopentag: (name, attributes) => tags.push({ name, attributes }) });
  parser.end(html);
  return tags;
}

const title = (name: string) => `${name}\n${"=".repeat(name.length)}\n\n`;
const told = (diagnostics: ReturnType<typeof siteOf>["diagnostics"]) =>
  diagnostics.map(({ code, parts }) =>
    [entryOf(code).text(...parts), entryOf(code).hint?.(...parts)].filter(Boolean).join(" → "),
  );

test("pages share a style sheet and a script, and list each other, by relative links", () => {
  const { site } = siteOf({
    "index.html": `${title("Home")}Text.`,
    "rooms/v1.html": `${title("Room <1>")}Text.`,
  });
  expect([...site.keys()]).toEqual([
    "index.html",
    "rooms/v1.html",
    "static/style.css",
    "static/script.js",
  ]);
  const links = tagsOf(page(site, "rooms/v1.html")).flatMap(
    ({ attributes }) => attributes["href"] ?? attributes["src"] ?? [],
  );
  expect(links).toContain("../static/style.css");
  expect(links).toContain("../static/script.js");
  expect(links).toContain("../index.html");
  expect(links).toContain("../rooms/v1.html");
  expect(
    links.filter(
      (link) => link.startsWith("/") || (link.includes(":") && !link.startsWith("data:")),
    ),
  ).toEqual([]);
});

test("names of pages and of the specification are escaped", () => {
  const { site } = siteOf({ "a.html": `${title("Room <1>")}Text.` });
  expect(page(site, "a.html")).toContain("<title>Room &lt;1&gt; – Example &amp; Co</title>");
});

test("a page has one h1, one main, and the place that the link past the header leads to", () => {
  const texts = {
    "a.html": `${title("Title")}Text.`,
    "b.html": `${title("One")}Text.\n\n${title("Two")}Text.`,
    "c.html": "Text.",
  };
  const { site } = siteOf(texts);
  for (const path of Object.keys(texts)) {
    const tags = tagsOf(page(site, path));
    expect(tags.filter(({ name }) => name === "h1")).toHaveLength(1);
    expect(tags.filter(({ name }) => name === "main")).toHaveLength(1);
    const skip = tags.find(({ attributes }) => attributes["class"] === "skip-link");
    const main = tags.find(({ name }) => name === "main");
    expect(skip?.attributes["href"]).toBe(`#${main?.attributes["id"]}`);
  }
});

test("no id stands twice in a page", () => {
  const text = `${title("Content")}.. contents::\n\n.. _a:\n\nContent\n-------\n\n.. _b:\n\n:math:\`x\`\n\n.. raw:: html\n\n   <i id="content-1"></i>\n\nContent\n-------\n\nText.`;
  const ids = tagsOf(page(siteOf({ "a.html": text }).site, "a.html")).flatMap(
    ({ attributes }) => attributes["id"] ?? [],
  );
  expect(ids.length).toBeGreaterThan(4);
  expect(new Set(ids).size).toBe(ids.length);
});

test("links to pages and places that exist are fine, also escaped, to the top, to other sites and to pages left out", () => {
  const { diagnostics } = siteOf(
    {
      "index.html": `${title("Home")}.. _some place:\n\n\`some place\`_ \`a <rooms/v1.html>\`__ \`b <rooms/v1.html#end>\`__ \`c <#>\`__ \`d <https://example.org/x#y>\`__ \`e <later.html#part>\`__ \`f </root>\`__ \`g <rooms/v1.html#:~:text=Room>\`__ \`h <rooms/v1.html#end:~:text=Text>\`__`,
      "rooms/v1.html": `${title("Room")}\`a <../index.html#some-place>\`__ \`b <../index.html#some%2Dplace>\`__ \`c <../rooms/v1.html?x=1#top>\`__\n\nEnd\n---\n\nText.\n\nMore\n----\n\nText.`,
    },
    {},
    ["later.html"],
  );
  expect(told(diagnostics)).toEqual([]);
});

test("what a dead link may have meant works where the link stands", () => {
  const { diagnostics } = siteOf({
    "home.html": `${title("Home")}\`a <rooms.html#room>\`__ \`b <rooms/v1.html#room>\`__`,
    "rooms/v1.html": `${title("Room")}\`a <../hom.html#home>\`__ \`b <home.html>\`__ \`c <v2.html>\`__ \`d <../hom.html#away>\`__`,
    "parts/one.html": title("One"),
    "parts/two.html": `${title("Two")}\`a <../parts.html>\`__`,
  });
  expect(told(diagnostics).map((each) => each.replace(/ leads to a page.*?have\./, ""))).toEqual([
    'The link "rooms.html#room" → Perhaps "rooms/v1.html#room" is meant.',
    'The link "../hom.html#home" → Perhaps "../home.html#home" is meant.',
    'The link "home.html" → Perhaps "../home.html" is meant.',
    'The link "v2.html" → Perhaps "v1.html" is meant.',
    'The link "../hom.html#away" → Perhaps "../home.html" is meant.',
    'The link "../parts.html" → Name a page or file of this site, or write the whole address, https://..., of one elsewhere.',
  ]);
});

test("a link that leads nowhere is told at its place, with what it may have meant", () => {
  const text = `${title("Home")}\`a <home.html#hom>\`__ \`b <hom.html>\`__ \`c <home?x#y>\`__ \`d <../home.html>\`__ \`e <home.html#nowhere-at-all>\`__`;
  const { diagnostics } = siteOf({ "home.html": text });
  expect(told(diagnostics)).toEqual([
    'The link "home.html#hom" leads to a place that this page does not have. → Perhaps "#home" is meant.',
    'The link "hom.html" leads to a page or file that this site does not have. → Perhaps "home.html" is meant.',
    'The link "home?x#y" leads to a page or file that this site does not have. → Perhaps "home.html?x#y" is meant.',
    'The link "../home.html" leads to a page or file that this site does not have. → Perhaps "home.html" is meant.',
    'The link "home.html#nowhere-at-all" leads to a place that this page does not have.',
  ]);
  const codeAt = diagnostics.map(
    ({ code, span }) => `${text.slice(span!.start + 1, span!.start + 2)} ${code}`,
  );
  expect(codeAt).toEqual([
    "a dead-fragment",
    "b dead-page-link",
    "c dead-page-link",
    "d dead-page-link",
    "e dead-fragment",
  ]);
});

test("a name with a colon that is taken for an address is told; addresses with underscores are not", () => {
  const text = `${title("Home")}\`a <module:members_>\`_ \`b <urn:x:y>\`_ \`c <mailto:some_@example.org>\`_ \`d <mxc://example.org/x_>\`_`;
  const { diagnostics } = siteOf({ "home.html": text });
  expect(told(diagnostics)).toEqual([
    'The link "module:members_" leads nowhere: what has a colon is taken for an address, not for a name. → Write `text <module\\:members_>`_, with a backslash before the colon.',
  ]);
  expect(diagnostics.map(({ code }) => code)).toEqual(["name-taken-for-address"]);
});

test("two targets cannot make one page, and none may lie outside the output folder", () => {
  const { site, diagnostics } = siteOf([
    ["../out.html", "Text."],
    ["a//b.html", "Text."],
    ["c.html", "First."],
    ["c.html", "Second."],
  ]);
  expect(told(diagnostics).map((line) => line.split(" → ")[0])).toEqual([
    'The page "../out.html" would lie outside the output folder; it is left out.',
    'The page "a//b.html" would lie outside the output folder; it is left out.',
    'The targets "c" and "c" both make the page "c.html"; only the first one is kept.',
  ]);
  expect(diagnostics.map(({ code, span }) => `${span?.source.path} ${code}`)).toEqual([
    "../out.rst bad-page-path",
    "a//b.rst bad-page-path",
    "c.rst duplicate-page",
  ]);
  expect([...site.keys()].filter((path) => path.endsWith(".html"))).toEqual(["c.html"]);
  expect(page(site, "c.html")).toContain("<p>First.</p>");
});

test("a project may bring its own template; one that is broken is told once and the text still comes out", () => {
  const own = siteOf({ "a.html": "Hello." }, { page: "<main>{{{body}}}</main>" });
  expect(page(own.site, "a.html")).toBe("<main><p>Hello.</p></main>");
  const broken = siteOf({ "a.html": "Hello.", "b.html": "Bye." }, { page: "{{nosuchname}}" });
  expect(broken.diagnostics.map(({ code, span }) => [code, span?.source.path])).toEqual([
    ["bad-page-template", "templates/page"],
  ]);
  expect(page(broken.site, "b.html")).toContain("<p>Bye.</p>");
});

test("a template of the project may show a page's text twice, in an attribute, or not on each page", () => {
  const shownBy = (template: string) => {
    const pages = { "a.html": "One – <x>.", "b.html": "B\n=\n\nTwo.\n\nPart\n----\n\nThree." };
    const { site, diagnostics } = siteOf(pages, { page: template });
    expect(diagnostics).toEqual([]);
    return page(site, "a.html");
  };
  expect(shownBy("{{{body}}}|{{{body}}}")).toBe("<p>One – &lt;x&gt;.</p>|<p>One – &lt;x&gt;.</p>");
  expect(shownBy('<i title="{{body}}">{{{body}}}</i>')).toBe(
    '<i title="&lt;p&gt;One – &amp;lt;x&amp;gt;.&lt;/p&gt;"><p>One – &lt;x&gt;.</p></i>',
  );
  expect(shownBy("{{#if hasHeading}}{{{body}}}{{else}}Own.{{/if}}")).toBe("Own.");
  const { diagnostics } = siteOf({ "a.html": "One." }, { page: "Own. {{body}}" });
  expect(diagnostics.map(({ code }) => code)).toEqual(["bad-page-template"]);
});
