import { expect, test } from "vitest";
import { collector } from "../../src/base/diagnostics.js";
import { loadProject } from "../../src/load/load.js";
import { projectSchema } from "../../src/load/templates.js";
import { buildSite } from "../../src/pipeline.js";
import { replaceableWords } from "../../src/site/words.js";
import { scratch } from "../program.js";

const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1"/></svg>';

function built(settings: string, files: Readonly<Record<string, string>> = {}) {
  const root = scratch({
    "specpress.yaml": `name: Lamps\nspecification: text\n${settings}`,
    "text/targets.yaml":
      "targets:\n  index: { files: [index.rst] }\n  more: { files: [more.rst] }\n",
    "text/index.rst":
      "Lamps\n=====\n\nAll about *lamps*, <see> below.\n\nOne\n---\n\nText.\n\nTwo\n---\n\nText.\n",
    "text/more.rst": "More\n====\n\n.. meta::\n   :description: Own words\n\n.. note:: Text.\n",
    ...files,
  });
  const { report, diagnostics } = collector();
  const { site } = buildSite(loadProject({ root }, report)!, report);
  return {
    found: diagnostics.map(({ code, parts }) => [code, ...parts].join(" ")),
    file: (path: string) => String(site.get(path)),
    site,
  };
}

test("a theme has an accent in two forms, pictures, links, a line at the end and rules of its own", () => {
  const { found, file, site } = built(
    `theme:
  accent: "#0b57a8"
  logo: art/logo.svg
  logo-dark: art/dark.svg
  favicon: art/icon.svg
  style: art/theme.css
  links: [{ title: Code & more, url: "https://code.example.org/" }]
  footer: Licensed <freely>.
`,
    {
      "art/logo.svg": svg,
      "art/dark.svg": svg,
      "art/icon.svg": svg,
      "art/theme.css": ":root { --measure: 40rem }",
    },
  );
  expect(found).toEqual([]);
  const page = file("index.html");
  expect(page).toContain('<link rel="icon" href="images/art/icon.svg">');
  expect(page).toContain('src="images/art/logo.svg"');
  expect(page).toContain('src="images/art/dark.svg"');
  expect(page).toContain('href="https://code.example.org/">Code &amp; more</a>');
  expect(page).toContain("Licensed &lt;freely&gt;.");
  expect(site.has("images/art/logo.svg")).toBe(true);
  const style = file("static/style.css");
  expect(style).toMatch(
    /--accent: light-dark\(#0b57a8,#[0-9a-f]{6}\);\}:root\{--measure: 40rem\}$/,
  );
});

test("what a theme names and the project lacks is reported, and colours in which text is hard to read", () => {
  const { found } = built(
    'theme: { accent: "#7af", accent-dark: "#333333", logo: logo.svg, favicon: icon.png, style: a.css, links: [{ title: A, url: "javascript:a()" }] }\n',
    { "icon.png": "no picture" },
  );
  expect(found).toEqual([
    expect.stringMatching(/^config-bad-value /),
    "missing-image logo.svg",
    "image-refused icon.png its content is not PNG",
    "missing-theme-file a.css is not there",
    "low-contrast theme.accent #7af 2.3 #ffffff",
    "low-contrast theme.accent-dark #333333 1.4 #13171c",
  ]);
});

test("pages have the language of the settings, its direction, and the words of the project", () => {
  const { found, file } = built(
    'lang: ar\nwords: { contents: المحتويات, next: التالي, note: ملاحظة, link-to: "إلى {title}", search-close: إغلاق }\n',
  );
  expect(found).toEqual([]);
  expect(file("index.html")).toContain('<html lang="ar" dir="rtl">');
  expect(file("index.html")).toContain('<p class="contents-title">المحتويات</p>');
  expect(file("index.html")).toContain('aria-label="إلى One"');
  expect(file("index.html")).toContain("<span>التالي</span> More");
  expect(file("more.html")).toContain('<p class="admonition-title">ملاحظة</p>');
  expect(file("static/search.js")).toContain('"search-close":"إغلاق"');
  expect(built("words: { contnets: A }\n").found).toEqual([
    expect.stringMatching(/^config-unknown-key contnets .*contents/),
  ]);
});

test("the settings list all words of the interface, as they usually are", () => {
  const { properties } = projectSchema() as unknown as {
    properties: { words: { properties: Record<string, { description: string }> } };
  };
  const listed = Object.entries(properties.words.properties);
  expect(Object.fromEntries(listed.map(([name, { description }]) => [name, description]))).toEqual(
    replaceableWords,
  );
});

test("programs find what a page is about and where it is published", () => {
  const { file } = built("address: https://lamps.example.org/spec/\n");
  const page = file("index.html");
  expect(page).toContain('<meta name="description" content="All about lamps, &lt;see&gt; below.">');
  expect(page).toContain('<link rel="canonical" href="https://lamps.example.org/spec/">');
  expect(file("more.html")).toContain('href="https://lamps.example.org/spec/more.html"');
  expect(file("more.html").match(/name="description"/g)).toHaveLength(1);
  expect(page).toContain('<meta property="og:title" content="Lamps">');
  const [, json = ""] = /<script type="application\/ld\+json">(.*)<\/script>/.exec(page) ?? [];
  expect(json).not.toContain("<");
  expect(JSON.parse(json)).toMatchObject({
    "@type": "TechArticle",
    headline: "Lamps",
    description: "All about lamps, <see> below.",
    url: "https://lamps.example.org/spec/",
    isPartOf: { "@type": "WebSite", name: "Lamps" },
  });
});

test("a site can have its pages as Markdown, a list of them, and feeds of changelogs", () => {
  const { found, file } = built(
    `address: https://lamps.example.org
site: { feeds: true, llms: true, markdown: true }
labels: { V: unstable }
apis: { more: { title: Lamp API, purpose: Light, openapi: api, suffix: m, version: V } }
changelogs: changelogs
`,
    {
      "api/.keep": "",
      "changelogs/more/pyproject.toml":
        '[tool.towncrier]\nfilename = "../more.rst"\ndirectory = "newsfragments"\ntitle_format = "{version} ({project_date})"\n',
      "changelogs/more/newsfragments/.keep": "",
      "changelogs/more.rst":
        "r1.1 (2026-02-03)\n=================\n\n- A & `b <../more.html>`_ by ``c``.\n\nr1.0 (2025-02-03)\n=================\n\n- First.\n",
    },
  );
  expect(found.filter((each) => !/api|changelog/.test(each))).toEqual([]);
  expect(file("index.md")).toMatch(/^# Lamps\n\nAll about \*lamps\*/);
  // Headings have the levels that they have on the page.
  expect(file("changelog/more.md").match(/^#+ .*$/gm)).toEqual([
    "# Lamp API changelog",
    "## r1.1 (2026-02-03)",
    "## r1.0 (2025-02-03)",
  ]);
  expect(file("index.html")).toContain(
    '<link rel="alternate" type="text/markdown" href="index.md">',
  );
  expect(file("llms.txt")).toBe(
    "# Lamps\n\n> All about lamps, \\<see> below.\n\n## Pages\n\n" +
      "- [Lamps](https://lamps.example.org/index.md): All about lamps, \\<see> below.\n" +
      "- [More](https://lamps.example.org/more.md): Own words\n" +
      "- [Lamp API changelog](https://lamps.example.org/changelog/more.md): What has changed in the Lamp API, the latest version first. Programs find the same in changelog.json.\n",
  );
  // What the page adds for readers is no text.
  expect(file("changelog/more.html")).toContain('aria-label="Link to this change"');
  expect(file("changelog/more.md")).not.toContain("Link to this change");
  const feed = file("changelog/more.atom");
  expect(feed).toContain("<title>Lamp API r1.1</title>");
  expect(feed).toContain("<updated>2026-02-03T00:00:00Z</updated>");
  expect(feed).toContain('<link rel="self" href="https://lamps.example.org/changelog/more.atom"/>');
  expect(feed).toContain(
    '<content type="html">&lt;ul&gt;&lt;li&gt;A &amp;amp; &lt;a href="https://lamps.example.org/more.html"&gt;b&lt;/a&gt; by &lt;code&gt;c&lt;/code&gt;.&lt;/li&gt;&lt;/ul&gt;</content>',
  );
  expect(feed.match(/<entry>/g)).toHaveLength(2);
  expect(file("sitemap.xml").match(/<loc>[^<]*/g)).toEqual(
    ["", "more.html", "changelog/more.html"].map(
      (path) => `<loc>https://lamps.example.org/${path}`,
    ),
  );
  expect(file("robots.txt")).toContain("Sitemap: https://lamps.example.org/sitemap.xml");
  expect(file("404.html")).toContain('href="/static/style.css"');
  expect(file("changelog/more.html")).toContain(
    '<link rel="alternate" type="application/atom+xml" href="../changelog/more.atom">',
  );
});
