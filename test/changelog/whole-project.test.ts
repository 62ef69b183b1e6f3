import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { entryOf } from "../../src/base/diagnostics.js";
import { sortDiagnostics } from "../../src/base/show-diagnostic.js";
import { checkNews } from "../../src/check/check.js";
import { buildSite, checkSite } from "../../src/pipeline.js";
import { loadFiles, told, type Files } from "../load/tiny-project.js";
import { filesBelow, scratch, specpress } from "../program.js";

const page = (title: string, text: string, front = "") =>
  `---\ntitle: ${title}\n${front}---\n\n${text}\n`;

const entries = `
  entries:
    section: "## {name}"
    type: "**{name}**"
    issue: "[#{issue}](https://issues.example/{issue})"`;

const settings = `name: Lamps
pages:
  folder: content
  layouts:
    news: { shows: release, commit: "https://code.example/tree/{commit}" }
    all-news: { shows: newest }
  outputs: { todo: { shows: checklist } }
changelogs:
  folder: changes${entries}
  pages:
    folder: content/news
    front-matter:
      title: "{version} changes"
      linkTitle: "{version}"
      layout: news
      outputs: [html, todo]
      date: "{project_date}"
    draft:
      name: next
      front-matter: { title: What comes next, layout: news, outputs: [todo], params: { commit: "{commit}" } }
apis:
  lamp-api: { title: Lamp API, openapi: lamp }
  switch-api: { title: Switch API, openapi: switch }
`;

const towncrier = `[tool.towncrier]
filename = "made.md"
template = "template.md.jinja"
${[
  ["fix", "Fixes"],
  ["new", "New Things"],
]
  .map(
    ([key, name]) =>
      `[[tool.towncrier.type]]\ndirectory = "${key}"\nname = "${name}"\nshowcontent = true\n`,
  )
  .join("")}${[
  ["lamp_api", "Lamp API"],
  ["switch", "Switch API"],
  ["tools", "Tools & More"],
]
  .map(([path, name]) => `[[tool.towncrier.section]]\nname = "${name}"\npath = "${path}"\n`)
  .join("")}`;

const operations = 'openapi: 3.1.0\ninfo: { title: T, version: "1" }\npaths: {}\n';

const project = {
  "specpress.yaml": settings,
  "lamp/lamp.yaml": operations,
  "switch/switch.yaml": operations,
  "content/_index.md": page("Lamps", "See [the news](/news/)."),
  "content/news/_index.md": page("News", "<!-- leads on -->", "layout: all-news\n"),
  "content/news/v1.9.md": page(
    "v1.9 changes",
    "## Lamp API\n\n**New Things**\n\n- Shine. ([#1](https://issues.example/1))\n\n```\n- no item\n```",
    "linkTitle: v1.9\nlayout: news\noutputs: [todo]\ndate: 2026-01-02\n",
  ),
  "content/news/history.md": page("History", "- Before."),
  "changes/pyproject.toml": towncrier,
  "changes/template.md.jinja": "{% for %}",
  "changes/lamp_api/newsfragments/12.new": "Shine *more*.\n",
  "changes/lamp_api/newsfragments/7.new": "Shine *more*.\n",
  "changes/lamp_api/newsfragments/3.fix": "Two kinds:\n\n- é\n- b\n\nOnly then.\n",
  "changes/tools/newsfragments/+x.fix": "Sort `files`.\n",
} as const;

const entry = `
## Lamp API

**Fixes**

- Two kinds:

  - é
  - b

  Only then.

  ([#3](https://issues.example/3))

**New Things**

- Shine *more*. ([#7](https://issues.example/7), [#12](https://issues.example/12))


## Switch API

No significant changes.


## Tools & More

**Fixes**

- Sort \`files\`.
`;

function built(files: Files = {}, options = {}) {
  const all = { ...project, ...files };
  const { project: loaded, report, diagnostics } = loadFiles(all, { gitRev: "abc1", ...options });
  checkSite(loaded!, report);
  const { site } = buildSite(loaded!, () => {});
  const main = (path: string) =>
    String(site.get(path))
      .replace(/<a class="permalink"[^>]*><\/a>/g, "")
      .replace(/^[^]*<main[^>]*>\n?|\n<\/main>[^]*$/g, "");
  // No page shows the APIs.
  const found = diagnostics.filter(
    ({ code }) => code !== "unused-file" && entryOf(code).severity !== "info",
  );
  return { found: told(sortDiagnostics(found)), site, main };
}

/** As `filesBelow` reads it. */
const latin = (text: string) => Buffer.from(text).toString("latin1");

function git(folder: string, ...args: string[]): string {
  const own = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"];
  return execFileSync("git", [...own, ...args], { cwd: folder, encoding: "utf8" });
}

test("one changelog of a project with sections is drafted and listed, no API is named", () => {
  const folder = scratch(project);
  expect(specpress(["changelog", "draft"], folder)).toEqual({
    code: 0,
    out: `${entry}\n`,
    err: "",
  });
  const { out } = specpress(["changelog", "list"], folder);
  expect(out).toContain("Lamps\n  pending   4 fragments: 2 new, 2 fix\n");
  expect(out).toContain("  versions  v1.9\n");
  expect(specpress(["changelog", "draft", "lamp-api"], folder).err).toContain(
    'the project has one changelog for all its APIs; leave out "lamp-api"',
  );
  expect(specpress(["changelog", "show", "v1.9"], folder).out).toBe(
    "# v1.9\n\n## Lamp API\n\n**New Things**\n\n- Shine. ([#1](https://issues.example/1))\n\n```\n- no item\n```\n",
  );
  expect(JSON.parse(specpress(["changelog", "show", "v1.9", "-f", "json"], folder).out)).toEqual({
    version: "v1.9",
    title: "v1.9",
    date: "2026-01-02",
    changes: expect.arrayContaining([
      expect.objectContaining({ section: "Lamp API", type: "new", text: "Shine.", issues: ["1"] }),
    ]),
  });
});

test("a new fragment goes to the section that is named, by its name or its folder", () => {
  const folder = scratch(project);
  const add = (...args: string[]) =>
    specpress(["changelog", "new", "9", "fix", "Click.", ...args], folder);
  expect(specpress(["changelog", "new", "lamp-api", "9", "fix"], folder).err).toContain(
    'the project has one changelog for all its APIs; leave out "lamp-api"',
  );
  expect(add().err).toContain(
    "give the section with --section; there is Lamp API, Switch API, Tools & More",
  );
  expect(add("--section", "Switch API").out).toBe("changes/switch/newsfragments/9.fix\n");
  expect(add("--section", "tools").out).toBe("changes/tools/newsfragments/9.fix\n");
  expect(add("--section", "Swich API").err).toContain(
    'has no "Swich API"; did you mean Switch API?',
  );
});

test("a release writes the page of the version and removes the fragments, once they are committed", () => {
  const folder = scratch(project);
  git(folder, "init", "--quiet", "--template=");
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "-m", "All");
  const wanted = filesBelow(folder);
  const change = join(folder, "changes/lamp_api/newsfragments/12.new");
  writeFileSync(change, "Shine most.\n");
  const release = () =>
    specpress(["changelog", "release", "--version", "v1.10", "--date", "2026-02-03"], folder);
  expect(release().err).toContain(
    "not committed as they are: changes/lamp_api/newsfragments/12.new",
  );
  git(folder, "checkout", "--quiet", "--", "changes");
  expect(release()).toEqual({
    code: 0,
    out: "content/news/v1.10.md: v1.10 with 4 fragments, which were removed\n",
    err: "",
  });
  for (const path of wanted.keys()) if (path.includes("newsfragments/")) wanted.delete(path);
  wanted.set(
    "content/news/v1.10.md",
    `---\ntitle: v1.10 changes\nlinkTitle: v1.10\nlayout: news\noutputs:\n  - html\n  - todo\ndate: 2026-02-03\n---\n${latin(entry)}`,
  );
  const isOurs = ([path]: readonly [string, string]) => !path.startsWith(".git/");
  expect(new Map([...filesBelow(folder)].filter(isOurs))).toEqual(
    new Map([...wanted].filter(isOurs)),
  );
  expect(release().err).toContain("v1.10 is released already: see content/news/v1.10.md:11");
});

test("the whole project is released with its site, as that version", () => {
  const files = {
    ...project,
    "specpress.yaml": settings.replace("  layouts:", "  version: { status: unstable }\n  layouts:"),
  };
  const folder = scratch(files);
  git(folder, "init", "--quiet", "--template=");
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "-m", "All");
  const { code, out } = specpress(["release", "v1.10", "--date", "2026-02-03"], folder);
  expect([code, /git tag .*/.exec(out)?.[0]]).toEqual([0, "git tag v1.10"]);
  const site = filesBelow(join(folder, "dist/site"));
  expect([...site.keys()].filter((path) => /^news\/.*html$/.test(path)).sort()).toEqual([
    "news/history/index.html",
    "news/index.html",
    "news/v1.10/index.html",
    "news/v1.9/index.html",
  ]);
  expect(site.get("news/index.html")).toContain('content="0; url=v1.10/index.html"');
  expect(site.get("index.html")).toContain("version v1.10");
  expect(specpress(["release", "lamp-api=v1"], folder).err).toContain(
    'the project has one changelog for all its APIs; write "specpress release v1"',
  );
});

test("the draft is a page of each build; releases have their facts and a checklist", () => {
  const { found, site, main } = built();
  expect(found).toEqual([]);
  expect(main("news/next/index.html")).toContain(
    '<h1>What comes next</h1>\n<div class="table" tabindex="0"><table class="release" aria-label="What comes next"><tbody><tr><th scope="row">Git commit</th><td><a href="https://code.example/tree/abc1" class="bare">https://code.example/tree/abc1</a></td></tr>\n<tr><th scope="row">Checklist</th><td><a href="todo.md">todo.md</a></td></tr></tbody></table></div>',
  );
  expect(main("news/v1.9/index.html")).toContain(
    '<tr><th scope="row">Release date</th><td>January 2, 2026</td></tr>',
  );
  expect(main("news/v1.9/index.html")).toContain("https://code.example/tree/v1.9");
  expect(main("news/history/index.html")).not.toContain("<table");
  expect(site.get("news/v1.9/todo.md")).toBe(
    "# Lamps v1.9 changes\n\n|   |   |\n| - | - |\n| Git commit | <https://code.example/tree/v1.9> |\n| Release date | January 2, 2026 |\n\n## Lamp API\n\n**New Things**\n\n- [ ] Shine. ([#1](https://issues.example/1))\n\n```\n- no item\n```\n",
  );
  expect(String(site.get("news/index.html"))).toContain(
    '<meta http-equiv="refresh" content="0; url=next/index.html">',
  );
  expect(main("news/index.html")).not.toContain("<h1");
  expect(site.get("versions.json")).toBe('[{"date":"2026-01-02","name":"v1.9"}]\n');
});

test("without news there is no draft, but where the pages are of an unstable version", () => {
  const none = Object.fromEntries(
    Object.entries(project).filter(([path]) => !path.includes("newsfragments")),
  );
  const pagesOf = (config: string) => {
    const { project: loaded, report } = loadFiles({ ...none, "specpress.yaml": config });
    return [...buildSite(loaded!, report).site.keys()].filter((path) =>
      path.includes("next/index"),
    );
  };
  expect(pagesOf(settings)).toEqual([]);
  expect(
    pagesOf(settings.replace("  layouts:", "  version: { status: stable }\n  layouts:")),
  ).toEqual([]);
  const unstable = settings.replace("  layouts:", "  version: { status: unstable }\n  layouts:");
  expect(pagesOf(unstable)).toEqual(["news/next/index.html"]);
});

test("news is not asked for where pages of releases change, which are made of news", () => {
  const folder = scratch(project);
  git(folder, "init", "--quiet", "--template=");
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "-m", "All");
  writeFileSync(join(folder, "changes/tools/newsfragments/8.new"), "Count files.\n");
  writeFileSync(join(folder, "content/more.md"), page("More to say", "Text."));
  writeFileSync(join(folder, "content/news/v1.10.md"), project["content/news/v1.9.md"]);
  const { out } = specpress(["changelog", "draft", "--suggest"], folder);
  expect(out).toContain("`more/index.html`");
  expect(out).not.toContain("`news/");
  expect(specpress(["diff", "HEAD", "--news"], folder).out.split("No news of:")[1]).not.toMatch(
    /news\//,
  );
});

test("of the releases of one day the highest version is the newest, in the navigation too", () => {
  const released = (version: string) =>
    page(
      `${version} changes`,
      "- Shine.",
      `linkTitle: ${version}\nlayout: news\ndate: 2026-01-02\n`,
    );
  const { site } = built({
    ...Object.fromEntries(
      Object.keys(project).flatMap((path) =>
        path.includes("newsfragments") ? [[path, undefined]] : [],
      ),
    ),
    "content/news/v1.10.md": released("v1.10"),
    "content/news/v1.11.md": released("v1.11"),
    "specpress.yaml": `${settings}site: { feeds: true }\n`,
    "content/news/v1.10-rc1.md": released("v1.10-rc1"),
  });
  const feed = String(site.get("news/index.atom")).matchAll(/<entry><title>(v1\.[^<]*)/g);
  expect([...feed].map(([, title]) => title)).toEqual([
    "v1.11 changes",
    "v1.10 changes",
    "v1.10-rc1 changes",
    "v1.9 changes",
  ]);
  const news = String(site.get("news/index.html"));
  expect(news).toContain('content="0; url=v1.11/index.html"');
  const shown = String(site.get("news/history/index.html")).matchAll(/>(v1\.[^<]*)<\/a>/g);
  expect([...shown].map(([, name]) => name).slice(0, 3)).toEqual(["v1.11", "v1.10", "v1.10-rc1"]);
});

test.each<[string, Files, readonly string[]]>([
  [
    "fragments are read as Markdown, and their links are checked",
    { "changes/tools/newsfragments/4.fix": "Say [where](/nowhere/) and [how](#gone)\n" },
    [
      "changes/tools/newsfragments/4.fix:1:5 dead-page-link",
      "changes/tools/newsfragments/4.fix:1:28 dead-link",
      "changes/tools/newsfragments/4.fix:1:39 fragment-full-stop",
    ],
  ],
  [
    "types and sections are known",
    {
      "changes/tools/newsfragments/4.fux": "Say.\n",
      "changes/lmap_api/newsfragments/5.fix": "Say.\n",
    },
    [
      "changes/lmap_api/newsfragments/5.fix:1:1 stray-fragment",
      "changes/tools/newsfragments/4.fux:1:1 unknown-fragment",
    ],
  ],
  [
    "formats name what there is",
    {
      "specpress.yaml": settings
        .replace("**{name}**", "**{title}**")
        .replace('"{project_date}"', '"{day}"'),
    },
    ["specpress.yaml:12:11 config-bad-value", "specpress.yaml:21:13 config-bad-value"],
  ],
  [
    "the folder of versions is one of the pages",
    { "specpress.yaml": settings.replace("folder: content/news", "folder: changes/tools") },
    ["specpress.yaml:15:13 config-bad-value"],
  ],
  [
    "a file in the place of the draft is not shown",
    { "content/news/next.md": page("Old", "Old.") },
    ["content/news/next.md:1:1 page-twice"],
  ],
])("%s", (_name, files, wanted) => {
  const { found } = built(files);
  expect(
    found.map((each) =>
      each
        .split(" ")
        .slice(0, 2)
        .join(" ")
        .replace(/ (?:error|warning|note)/, ""),
    ),
  ).toEqual(wanted);
});

test("a type without texts has a bullet of its issues, in the format of changes too", () => {
  const { project: loaded } = loadFiles({
    ...project,
    "specpress.yaml": settings.replace(entries, `${entries}\n    change: "* {text} ({issues})"`),
    "changes/pyproject.toml":
      '[tool.towncrier]\n[[tool.towncrier.type]]\ndirectory = "fix"\nname = "Fixes"\nshowcontent = false\n[[tool.towncrier.type]]\ndirectory = "new"\nname = "New"\nshowcontent = true\n',
    "changes/newsfragments/3.fix": "It shines again.\n",
    "changes/newsfragments/4.fix": "And again.\n",
    "changes/newsfragments/5.new": "A lamp.\n",
  });
  const { text } = loaded!.texts.get("news/next.md")!;
  const issue = (number: number) => `[#${number}](https://issues.example/${number})`;
  expect(text).toContain(`**Fixes**\n\n* ${issue(3)}, ${issue(4)}\n`);
  expect(text).toContain(`* A lamp. (${issue(5)})\n`);
});

test("a change asks for news in the section of its API, or in one of no API", () => {
  const news = (changed: readonly string[]) => {
    const { project: loaded, report, diagnostics } = loadFiles(project);
    const before = diagnostics.length;
    checkNews(loaded!, new Set(changed), "main", report);
    return diagnostics
      .slice(before)
      .map(({ span, parts }) => [span?.source.path, parts[0], parts[2]]);
  };
  const lamp = ["lamp/lamp.yaml", "lamp-api", "changes/lamp_api/newsfragments"];
  expect(news(["lamp/lamp.yaml"])).toEqual([lamp]);
  expect(news(["lamp/lamp.yaml", "changes/lamp_api/newsfragments/3.fix"])).toEqual([]);
  expect(news(["lamp/lamp.yaml", "changes/tools/newsfragments/+x.fix"])).toEqual([]);
  expect(
    news(["switch/switch.yaml", "changes/lamp_api/newsfragments/3.fix"]).map(([path]) => path),
  ).toEqual(["switch/switch.yaml"]);
  expect(news(["content/_index.md"])).toEqual([["content/_index.md", "", "changes"]]);
  expect(news(["content/_index.md", "content/news/v1.9.md"])).toEqual([]);
});

test.each([
  ["no formats", "", "## Fixes"],
  ["a format of sections", "\n  entries: { section: '## The {name}' }", "## The Fixes"],
  ["a format of types", "\n  entries: { type: '**{name}**' }", "**Fixes**"],
])("entries without sections begin at the level below the title: %s", (_what, own, heading) => {
  const files: Files = {
    ...project,
    "specpress.yaml": settings.replace(entries, own),
    "changes/pyproject.toml":
      '[tool.towncrier]\n[[tool.towncrier.type]]\ndirectory = "fix"\nname = "Fixes"\nshowcontent = true\n',
    "changes/newsfragments/3.fix": "It shines again.\n",
  };
  const { project: loaded, report, diagnostics } = loadFiles(files, { gitRev: "", gitVersion: "" });
  expect(loaded!.texts.get("news/next.md")!.text).toContain(`\n${heading}\n\n- It shines again.`);
  checkSite(loaded!, report);
  expect(diagnostics.filter(({ code }) => code === "heading-skips-level")).toEqual([]);
});
