import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Parser } from "htmlparser2";
import { expect, test } from "vitest";
import { filesBelow, inProcess, scratch, specpress } from "../program.js";
import { newsProject } from "./project.js";

function build(files: Readonly<Record<string, string>>, ...args: string[]) {
  const folder = scratch(files);
  const { err } = specpress(["build", "--quiet", "--out", "site", ...args], folder);
  const site = filesBelow(join(folder, "site"));
  const read = (path: string) => readFileSync(join(folder, "site", path), "utf8");
  return { err, site, read };
}

/** Ids and links of a page, and what a reader sees in its list items, by id. */
function shown(html: string) {
  const ids: string[] = [];
  const links: string[] = [];
  new Parser({
    onopentag(_name, { id, href }) {
      if (id && !id.startsWith("specpress-")) ids.push(id);
      if (href) links.push(href);
    },
  }).end(html);
  return { ids, links };
}

test("a changelog has a page with all versions and permalinks, to which the page of its API leads", () => {
  const { err, site, read } = build(newsProject);
  expect(err).toBe("");
  const page = read("changelog/main.html");
  const { ids, links } = shown(page);
  expect(page).toContain("<h1>Main API changelog");
  expect([...page.matchAll(/<h[23][^>]*>(.*?)</g)].map(([, title]) => title)).toEqual([
    "unstable",
    "New",
    "Fixes",
    "r1.0",
    "New",
    "r0.9",
  ]);
  const own = ["unstable", "unstable-new", "unstable-new-12", "unstable-fixes"];
  const past = ["r1-0", "r1-0-new", "r1-0-new-1", "r1-0-new-two-sup-2-code"];
  expect(ids).toEqual([
    "content",
    ...own,
    "unstable-fix-7",
    "unstable-fix-mend-a-typo",
    ...past,
    "r0-9",
    "r0-9-other-by-hand",
  ]);
  for (const id of ids) if (id !== "content") expect(links).toContain(`#${id}`);
  expect(links).toContain("../main/unstable.html");
  expect(shown(read("main/unstable.html")).links).toContain("../changelog/main.html");
  expect(shown(read("index.html")).links).toContain("changelog/main.html");

  const records = JSON.parse(read("changelog.json")) as { url: string }[];
  expect(records.map(({ url }) => url)).toEqual(
    [
      own[2],
      "unstable-fix-7",
      "unstable-fix-mend-a-typo",
      past[2],
      past[3],
      "r0-9-other-by-hand",
    ].map((id) => `changelog/main.html#${id}`),
  );
  expect(records[0]).toEqual({
    api: "main",
    version: "unstable",
    type: "new",
    heading: "New",
    text: "Add ``GET /status``.",
    issues: ["12"],
    url: "changelog/main.html#unstable-new-12",
  });
  expect(site.get("main/unstable.html")).not.toContain("Link to this change");
});

const withoutNews = Object.fromEntries(
  Object.entries(newsProject).filter(([path]) => !path.includes("/newsfragments/")),
);

test("dates, headers and named sections; names that several versions have do not meet", () => {
  const past = `News
====

All of it.

.. towncrier release notes start

Thing 1.1 (2020-05-06)
----------------------

Server
~~~~~~

New
^^^

- See \`here\`_, \`there <#operations>\`_ and \`below <#lost>\`_ [1]_. (#3, GH-4)

.. _here: https://one.example/
.. [1] One.

Thing 1.0 (2020-01-02)
----------------------

- See \`here\`_ [1]_.

.. _here: https://two.example/
.. [1] Two.

.. _here: https://two.example/
`;
  const toml = `[tool.towncrier]
name = "Thing"
filename = "../main.rst"
underlines = ["-", "~", "^"]
[[tool.towncrier.section]]
name = "Server"
path = "server"
[[tool.towncrier.type]]
directory = "new"
name = "New"
`;
  const { err, read } = build({
    ...withoutNews,
    "changelogs/main/pyproject.toml": toml,
    "changelogs/main.rst": past,
  });
  const told = err.split("\n").filter((line) => line.startsWith("changelogs"));
  expect(told.map((line) => line.replace(/: The .*/, ""))).toEqual([
    "changelogs/main.rst:17:43: error[dead-fragment]",
  ]);
  const page = read("changelog/main.html");
  expect(page).toContain("<p>All of it.</p>");
  const { ids, links } = shown(page);
  expect(links).toEqual(
    expect.arrayContaining([
      "https://one.example/",
      "https://two.example/",
      "../main/unstable.html#operations",
      "#1-1-footnote-1",
      "#1-0-footnote-1",
    ]),
  );
  expect(ids).toEqual(expect.arrayContaining(["1-1-footnote-1", "1-0-footnote-1"]));
  expect(JSON.parse(read("changelog.json"))).toMatchObject([
    { version: "1.1", date: "2020-05-06", section: "Server", type: "new", issues: ["3", "GH-4"] },
    { version: "1.1", type: null, text: expect.stringContaining("One."), issues: [] },
    { version: "1.0", date: "2020-01-02", type: null, issues: [] },
    { version: "1.0", type: null, text: expect.stringContaining("Two.") },
  ]);
});

test("faults are told where they stand, once; the rest of the page is whole", () => {
  const { err, read } = build({
    ...newsProject,
    "changelogs/main/newsfragments/12.new": "\n\nAdd\n*this.\n",
    "changelogs/main.rst": "r1.0\n====\n\n- Some:\n  - item\n    - deep\n  end *open.\n",
    "spec/main.rst": `${newsProject["spec/main.rst"]}\n{{main_changelog}}\n`,
  });
  const told = err.split("\n").filter((line) => line.startsWith("changelogs"));
  expect(told.map((line) => line.replace(/\]: .*/, "]"))).toEqual([
    "changelogs/main.rst:5:3: warning[glued-list]",
    "changelogs/main.rst:6:3: error[unexpected-indentation]",
    "changelogs/main.rst:7:3: warning[unexpected-unindent]",
    "changelogs/main.rst:7:7: warning[unclosed-inline-markup]",
    "changelogs/main/newsfragments/12.new:4:1: warning[unclosed-inline-markup]",
  ]);
  expect(read("changelog/main.html")).toContain("deep");
  for (const { url } of JSON.parse(read("changelog.json")) as { url: string }[]) {
    const [path, id] = url.split("#");
    expect(shown(read(path!)).ids).toContain(id);
  }
});

test("a build of some pages brings the changelogs of those; links to the others are not dead", () => {
  const linked = {
    ...newsProject,
    "spec/index.rst": `${newsProject["spec/index.rst"]}\nSee \`news <changelog/main.html>\`_.\n`,
  };
  const { err, site } = build(linked, "--target", "index");
  expect(err).toBe("");
  expect([...site.keys()].filter((path) => /html|json/.test(path))).toEqual(["index.html"]);
  expect([...build(linked, "--target", "main").site.keys()]).toContain("changelog/main.html");
});

test("names of types and sections are text, whatever characters they hold", async () => {
  const names = ["*Breaking*", "a_", "|x| `y"];
  const types = names.map(
    (name, at) =>
      `[[tool.towncrier.type]]\ndirectory = "t${at}"\nname = "${name}"\nshowcontent = true\n`,
  );
  const title = (name: string) => `${name}\n${"-".repeat(name.length)}\n\n- Old.\n\n`;
  const folder = scratch({
    ...newsProject,
    "changelogs/main/pyproject.toml": `[tool.towncrier]\nfilename = "../main.rst"\ntitle_format = "{version}"\n${types.join("")}`,
    "changelogs/main/newsfragments/12.new": "",
    "changelogs/main/newsfragments/7.fix": "",
    "changelogs/main/newsfragments/+typo.fix": "",
    ...Object.fromEntries(
      names.map((_, at) => [`changelogs/main/newsfragments/1.t${at}`, "New.\n"]),
    ),
    "changelogs/main.rst": `r1.0\n====\n\n${names.map(title).join("")}`,
    "spec/index.rst": `${newsProject["spec/index.rst"]}\nNews.\n\n{{main_changelog}}\n`,
  });
  for (const name of ["12.new", "7.fix", "+typo.fix"])
    rmSync(join(folder, "changelogs/main/newsfragments", name));
  const { err } = await inProcess(["build", "--quiet", "--project", folder]);
  expect(err).toBe("");
  const read = (path: string) => readFileSync(join(folder, "dist/site", path), "utf8");
  const titles = [...read("changelog/main.html").matchAll(/<h[3][^>]*>(.*?)</g)].map(
    ([, text]) => text,
  );
  expect(titles).toEqual([...names, ...names]);
  for (const version of ["unstable", "r1.0"]) {
    const args = ["--project", folder, "--release", `main=${version}`];
    await inProcess(["build", "--quiet", ...args]);
    for (const name of names) expect(read("index.html")).toContain(`<p>${name}</p>`);
  }
  const shownAs = await inProcess([
    "changelog",
    "show",
    "main",
    "r1.0",
    "--format",
    "html",
    "--project",
    folder,
  ]);
  expect(shownAs.out).toContain("<h3>*Breaking*<");
});

test("a changelog in Markdown has such a page as well, and is shown where a text asks for it", () => {
  const { read } = build({
    ...newsProject,
    "changelogs/main/pyproject.toml": newsProject["changelogs/main/pyproject.toml"]
      .replace("main.rst", "main.md")
      .replace(
        /issue_format.*\ntitle_format.*\n/,
        'issue_format = "[#{issue}](https://i.example/{issue})"\n',
      ),
    "changelogs/main/newsfragments/12.new": "Add `GET /status`.\n",
    "changelogs/main.md":
      "# News\n\nAll of it.\n\n# 1.0 (2020-01-02)\n\n### New\n\n- Begin. ([#1](https://i.example/1))\n\n### Fixes\n\n- Two:\n\n  1. a\n",
    "spec/index.rst": "Tiny\n====\n\n{{main_changelog}}\n",
  });
  const page = read("changelog/main.html");
  expect([...page.matchAll(/<h[2-6][^>]*>([^<]*)/g)].map(([tag]) => tag)).toEqual([
    "<h2>unstable",
    "<h3>New",
    "<h3>Fixes",
    "<h2>1.0 (2020-01-02)",
    "<h3>New",
    "<h3>Fixes",
  ]);
  expect(page).toContain(
    '<li id="unstable-new-12">Add <code>GET /status</code>. (<a href="https://i.example/12">#12</a>)',
  );
  expect(page).toContain('<li id="1-0-new-1">Begin.');
  expect(read("index.html")).toContain("<li>Add <code>GET /status</code>. (<a");
});

test.each([
  [".. contents::\n   :local:\n", 0],
  [".. contents::\n   :local:\n   :depth: 1\n", 0],
  [".. contents::\n   :local:\n\n", 0],
  [".. rubric:: One\n   :class: two\n", 0],
  ["A quotation:\n\n  Text.\n", 0],
  [".. note::\n   :class: two\n", 1],
  [".. note::\n", 1],
])("a changelog right below %j is a text of its own, unless that takes one", (above, notes) => {
  const { err, read } = build({
    ...newsProject,
    "spec/main.rst": `${newsProject["spec/main.rst"]}\n${above}{{main_changelog}}\n`,
  });
  expect(err.split("\n").filter((line) => /error\[/.test(line))).toEqual([]);
  const page = read("main/unstable.html");
  expect(page.split(/class="[^"]*\bnote\b/).length - 1).toBe(notes);
  expect(page).toContain("Add");
});
