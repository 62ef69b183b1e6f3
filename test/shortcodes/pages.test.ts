import { expect, test } from "vitest";
import { buildSite } from "../../src/pipeline.js";
import { loadFiles, told, type Files } from "../load/tiny-project.js";

const settings = `name: Tiny
pages:
  folder: content
  outputs: { checklist: { shows: checklist } }
  version: { status: stable, current: /latest }
raw: allow
shortcodes:
  ref: { shows: address, page: "{0}" }
  relref: { shows: address, page: "{path|0}", output: "{outputFormat}" }
  all: { shows: pages }
  newest: { shows: pages, section: newest }
  site: { shows: text, text: "https://example.org/{0}" }
  intro: { shows: text, text: "Any *status*.", unstable: Unstable., stable: A *release*. }
`;

const usual: Files = {
  "specpress.yaml": settings,
  "content/_index.md": "---\ntitle: Home\n---\nWords.\n",
  "content/guide/_index.md": "---\ntitle: Guide\n---\n## Part\n",
  "content/guide/start.md": "---\ntitle: Start here\n---\n## First\n",
  "content/log/_index.md": "---\ntitle: Log\n---\nWords.\n",
  "content/log/v1.0.md":
    "---\ntitle: Version 1.0\ndate: 2024-01-01\noutputs: [checklist]\n---\n## Old\n",
  "content/log/v1.1.md": "---\ntitle: Version 1.1\ndate: 2025-01-01\n---\n## New\n",
};

/** What a page shows below its title, and what was found. */
function shown(page: string, over: Files): { readonly html: string; readonly found: string[] } {
  const { project, report, diagnostics } = loadFiles(
    { ...usual, ...over },
    { gitVersion: "Unknown", gitRev: "" },
  );
  const { site } = buildSite(project!, report);
  const text = String(site.get(page));
  const html = /<main[^>]*>([^]*?)<\/main>/.exec(text)?.[1] ?? text;
  return { html, found: told(diagnostics) };
}

const onGuide = (text: string) => {
  const file = "content/guide/other.md";
  const { html, found } = shown("guide/other/index.html", {
    [file]: `---\ntitle: Other\n---\n${text}\n`,
  });
  return {
    found,
    links: [...html.matchAll(/<a href="([^"]*)"[^>]*>([^<]+)</g)].map(([, ...to]) => to.join(" ")),
  };
};

test.each([
  ["beside the text", '[a]({{< ref "start" >}})', "../start/index.html a"],
  ["with its ending", "[a]({{< ref `start.md` >}})", "../start/index.html a"],
  ["with a part", '[a]({{% ref "start#first" %}} "Title")', "../start/index.html#first a"],
  ["from the root", '[a]({{< relref path="log/v1.0" >}})', "../../log/v1.0/index.html a"],
  ["with a slash", '[a](<{{< ref "/guide/" >}}>)', "../index.html a"],
  ["by its last name", '[a]({{< ref "v1.1.md" >}})', "../../log/v1.1/index.html a"],
  ["on the page itself", '[a]({{< ref "#part" >}})\n\n## Part', "#part a"],
  ["as a reference", '[a][b]\n\n[b]: {{< ref "start" >}}', "../start/index.html a"],
  ["in a text", 'See {{< ref "start" >}}.', "../start/index.html Start here"],
  ["in HTML", '<p><a href="{{< ref "start" >}}">a</a></p>', "../start/index.html a"],
  ["in a line of HTML", 'x <a href="{{< ref "start" >}}">a</a>', "../start/index.html a"],
  ["before a part", '[a]({{< ref "start" >}}#first)', "../start/index.html#first a"],
  ["as words", '[a]({{% site "x" %}}/y)', "https://example.org/x/y a"],
  [
    "as words in it",
    "[a](https://example.org/{{% intro %}}/y)",
    "https://example.org/A *release*./y a",
  ],
  ["as words of a reference", '[a][b]\n\n[b]: {{% site "x" %}}/y', "https://example.org/x/y a"],
  ["as words in HTML", 'x <a href="{{% site `x` %}}/y">a</a>', "https://example.org/x/y a"],
  [
    "a file beside it",
    '<table><tr><td><a href="{{< relref path="log/v1.0" outputFormat="Checklist" >}}">a</a></td></tr></table>',
    "../../log/v1.0/checklist.md a",
  ],
])("the address of a page, %s", (_what, text, link) => {
  const { found, links } = onGuide(text);
  expect(found).toEqual([]);
  expect(links).toContain(link);
});

test("the address of a picture may have words of a shortcode", () => {
  const { html, found } = shown("guide/other/index.html", {
    "content/guide/other.md": '---\ntitle: Other\n---\n![a]({{% site "x" %}}.png)\n',
  });
  expect(found).toEqual([]);
  expect(html).toContain('<img src="https://example.org/x.png" alt="a"');
});

const linking: Files = {
  "content/guide/start.md": "---\ntitle: Start here\n---\n## First\n",
  "content/guide/more.mdx": "# More\n",
  "content/guide/c.html.md": "# A page called so\n",
  "content/guide/flow.png": Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
};

test.each([
  ["start", "../start/index.html"],
  ["./start#first", "../start/index.html#first"],
  ["start.html", "../start/index.html"],
  ["c.html", "../c.html/index.html"],
  ["/guide/start.html#first", "../start/index.html#first"],
  ["./more.mdx", "../more/index.html"],
  ["../log/v1.0", "../../log/v1.0/index.html"],
  ["../log", "../../log/index.html"],
  ["..", "../index.html"],
  ["guide/start", "../start/index.html"],
  ["/content/guide/start#first", "../start/index.html#first"],
  ["/content/guide/", "../index.html"],
  ["./flow.png", "../../images/content/guide/flow.png"],
  ["/content/guide/flow.png?x", "../../images/content/guide/flow.png?x"],
])("%s leads from the text at hand as from its page", (written, href) => {
  const { html, found } = shown("guide/other/index.html", {
    ...linking,
    "content/guide/other.md": `---\ntitle: Other\n---\n[a](${written})\n`,
  });
  expect(found.filter((each) => each.includes("dead"))).toEqual([]);
  expect(html).toContain(`<a href="${href}">a</a>`);
});

test("pictures and films of HTML are where its text or its page has them; others are told", () => {
  const html = [
    '<p><img src="flow.png" alt="a"> <img src="/pics/b.png" srcset="/pics/b.png 2x, ./flow.png 3x"></p>',
    '<img src="../../pics/b.png" alt="">',
    '<video src="/pics/c.mp4" poster="/content/guide/flow.png"></video>',
    '<p><img src="none.png" alt=""> <img src="https://example.org/a.png"> <img src="data:,"></p>',
    '<audio src="/none.mp3"></audio>',
  ];
  const { html: body, found } = shown("guide/other/index.html", {
    ...linking,
    "specpress.yaml": settings.replace("raw:", "  static: static\nraw:"),
    "static/pics/b.png": linking["content/guide/flow.png"]!,
    "static/pics/c.mp4": "a film",
    "content/guide/other.md": `---\ntitle: Other\n---\n${html.join("\n\n")}\n`,
  });
  const addresses = [...body.matchAll(/ (?:src|srcset|poster)="([^"]*)"/g)].map(([, each]) => each);
  const flow = "../../images/content/guide/flow.png";
  expect(addresses).toEqual([
    flow,
    "../../pics/b.png",
    `../../pics/b.png 2x, ${flow} 3x`,
    "../../pics/b.png",
    "../../pics/c.mp4",
    flow,
    "none.png",
    "https://example.org/a.png",
    "data:,",
    "../../none.mp3",
  ]);
  expect(found.filter((each) => !each.includes("raw-"))).toEqual([
    "content/guide/other.md:10:14 missing-image none.png",
    "content/guide/other.md:12:13 dead-page-link /none.mp3",
  ]);
});

test("a shortcode without a template has that one fault", () => {
  const settingsWith = settings.replace(
    "shortcodes:",
    "shortcodes:\n  box: { shows: template, template: box }",
  );
  const { found } = shown("guide/other/index.html", {
    "specpress.yaml": settingsWith,
    "content/guide/other.md": '---\ntitle: Other\n---\n{{% box a="1" b="2" %}}\n',
  });
  expect(found.map((each) => each.split(" ")[1])).toEqual(["no-template"]);
});

test("what is no address of a page is reported where it stands", () => {
  expect(onGuide('Text.\n\nA [a]({{< ref "strat" >}}).').found).toEqual([
    "content/guide/other.md:6:15 shortcode-shows-nothing page strat ref",
  ]);
  expect(onGuide('[a]({{< relref path="start" outputFormat="pdf" >}})').found).toEqual([
    "content/guide/other.md:4:16 shortcode-shows-nothing page start relref",
  ]);
  expect(onGuide('[a]({{< ref "start#second" >}})').found).toEqual([
    "content/guide/other.md:4:1 dead-fragment /guide/start/#second guide/start/index.html",
  ]);
});

test("in code a shortcode stays as it is written", () => {
  const { html, found } = shown("guide/other/index.html", {
    "content/guide/other.md":
      '---\ntitle: O\n---\n`[a]({{< ref "x" >}})`\n\n```\n<a href="{{< ref "x" >}}">\n```\n',
  });
  expect(found).toEqual([]);
  expect(html).toContain("[a]({{&lt; ref &quot;x&quot; &gt;}})".replaceAll("&quot;", '"'));
  expect(html.replace(/<\/?span[^>]*>/g, "")).toContain('href="{{&lt; ref "x" &gt;}}"');
});

test("all pages of a folder on one, the latest first", () => {
  const { html, found } = shown("log/index.html", {
    "content/log/_index.md": "---\ntitle: Log\n---\n{{% all %}}\n\n## End\n",
  });
  expect(found).toEqual([]);
  const headings = [...html.matchAll(/<h(\d)[^>]*>(?:<span[^>]*>[^<]*<\/span>)?([^<]+)/g)];
  expect(headings.map(([, level, text]) => `${level} ${text}`)).toEqual([
    "1 Log",
    "2 Version 1.1",
    "2 New",
    "2 Version 1.0",
    "2 Old",
    "2 End",
  ]);
});

test("the newest of a folder's pages, where these are pages of their own; beside an index.md all of them", () => {
  const text = "---\ntitle: Log\n---\n{{% newest %}}\n";
  expect(shown("log/index.html", { "content/log/_index.md": text }).html).toContain(
    `<a href="v1.1/index.html">Version 1.1</a></nav>`,
  );
  const { "content/log/_index.md": _gone, ...rest } = usual;
  const { project, report } = loadFiles({ ...rest, "content/log/index.md": text });
  expect(String(buildSite(project!, report).site.get("log/index.html"))).toContain("Version 1.0");
});

test("a text of the settings, by the status of the site", () => {
  const text = {
    "content/guide/start.md": "---\ntitle: S\n---\n{{% intro %}}\n\nHere: {{< intro >}}\n",
  };
  expect(shown("guide/start/index.html", text).html).toContain("<p>A <em>release</em>.</p>");
  const other = settings.replace("status: stable", "status: historical");
  const { html } = shown("guide/start/index.html", { ...text, "specpress.yaml": other });
  expect(html).toContain("<p>Here: Any <em>status</em>.</p>");
});

test("a file in reStructuredText is a page of the tree; both kinds include and link each other", () => {
  const files = {
    "content/parts/index.md": "---\nheadless: true\n---\n",
    "content/parts/more.md": "## More\n\nFrom *Markdown*.\n",
    "content/guide/plain.rst":
      "---\ntitle: In RST\nweight: 1\ndescription: Some *words*.\n---\nOne\n===\n\n`First <start.md#first>`_, `gone <start.md#none>`_, One_.\n\nInner\n-----\n\nText.\n\n.. include:: ../parts/more.md\n",
    "content/guide/own.rst": "===\nOwn\n===\n\nText.\n",
    "content/guide/back.md": "---\ntitle: Back\n---\n[there](plain.rst#inner) [own](own.rst)\n",
  };
  const { html, found } = shown("guide/plain/index.html", files);
  expect(found).toEqual([
    expect.stringMatching(/^content\/guide\/plain.rst:9:28 dead-fragment .*#none/),
  ]);
  expect(html).toContain('<div class="container page-description"><p>Some <em>words</em>.</p>');
  expect(html).toContain('<a href="../start/index.html#first">First</a>');
  expect(html).toContain('<a href="#one">One</a>');
  expect(html).toMatch(/<section id="inner"><h3>[^]*<section id="more"><h2>[^]*<em>Markdown<\/em>/);
  const back = shown("guide/back/index.html", files).html;
  expect(back).toContain('<a href="../plain/index.html#inner">there</a>');
  expect(back).toContain('<a href="../own/index.html">own</a>');
  expect(shown("guide/own/index.html", files).html).toContain("<h1>Own</h1>");
});
