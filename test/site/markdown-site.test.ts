import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { collector, severityOf } from "../../src/base/diagnostics.js";
import { settle } from "../../src/check/check.js";
import { loadProject } from "../../src/load/load.js";
import { buildSite, checkSite } from "../../src/pipeline.js";
import { placeOf } from "../validate/sample-project.js";
import { inProcess, scratch } from "../program.js";

/** A small specification in Markdown with a use of everything that pages can hold, as its readers see it. */

const root = resolve("test/sites/markdown");

function built(folder: string): ReadonlyMap<string, string | Uint8Array> {
  const { report, diagnostics } = collector();
  const project = loadProject({ root: folder }, report);
  const { site } = buildSite(project!, report);
  expect(diagnostics.filter((each) => !["info", "note"].includes(severityOf(each)))).toEqual([]);
  return site;
}

/** The main part of a page without what is only for looks: classes, buttons and spaces between lines. */
function mainOf(site: ReadonlyMap<string, string | Uint8Array>, page: string): string {
  const [, main = ""] = /<main[^>]*>([\s\S]*)<\/main>/.exec(String(site.get(page))) ?? [];
  return main
    .replaceAll(/<a class="permalink"[\s\S]*?<\/a>/g, "")
    .replaceAll(/ (?:class|data-[\w-]+|tabindex|aria-label)="[^"]*"/g, "")
    .replaceAll(/\s+/g, " ");
}

function textOf(html: string): string {
  return html
    .replaceAll("<wbr>", "")
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}

function headingsOf(site: ReadonlyMap<string, string | Uint8Array>, page: string): string[] {
  const html = String(site.get(page));
  return [...html.matchAll(/<(?:section|h\d(?! class="rubric"))[^>]* id="([^"]*)"/g)].map(
    ([, id]) => id!,
  );
}

describe("a specification in Markdown", () => {
  const site = built(root);
  const api = mainOf(site, "harbour-api/index.html");
  const first = mainOf(site, "index.html");
  const wire = mainOf(site, "harbour-api/wire/index.html");
  const guide = mainOf(site, "guides/identifiers/index.html");

  test("is checked without findings, in each look", async () => {
    const folder = scratch();
    cpSync(root, folder, { recursive: true });
    const settings = join(folder, "specpress.yaml");
    const text = readFileSync(settings, "utf8");
    for (const look of ["compact", "current"]) {
      writeFileSync(settings, text.replace("look: compact", `look: ${look}`));
      const { out, err } = await inProcess(["check", "--max-warnings", "0", "--project", folder]);
      expect([out, err]).toEqual(["nothing found\n", ""]);
    }
    const operations = mainOf(built(folder), "harbour-api/index.html");
    expect(textOf(operations)).toContain("/v1/berths?length=9.5 HTTP/1.1 curl -X GET");
    expect(operations).toMatch(/Value: more than 0\. Example: <code>9\.5<\/code>/);
  });

  test("may have the template that its documentation shows", () => {
    const folder = scratch();
    cpSync(root, folder, { recursive: true });
    const [, template = ""] =
      /^```handlebars\n(\{\{#each data[\s\S]*?)^```/m.exec(
        readFileSync("docs/text/markdown.md", "utf8"),
      ) ?? [];
    writeFileSync(join(folder, "templates/proposals.hbs"), template);
    expect(mainOf(built(folder), "index.html")).toBe(first);
  });

  test("stands in the navigation by its folders and weights", () => {
    const html = String(site.get("harbour-api/index.html"));
    const [tree] = /<nav class="tree"[\s\S]*?<\/nav>/.exec(html)!;
    const links = [...tree.matchAll(/href="([^"]*)"[^>]*>([^<]*)/g)].map(([, to, text]) => [
      to,
      text,
    ]);
    expect(links).toEqual([
      ["../index.html", "Harbour Protocol"],
      ["../harbour-api/index.html", "Harbour API"],
      ["../harbour-api/wire/index.html", "Wire format"],
      ["../guides/index.html", "Guides"],
      ["../changelog/index.html", "Changelog"],
    ]);
  });

  test("has ids for headings, operations and events, also those of parts", () => {
    expect(headingsOf(site, "harbour-api/index.html")).toEqual([
      "berths",
      "getv1berths",
      "postv1berths",
      "client-behaviour",
      "lights",
      "getv1lightscode",
      "client-behaviour-1",
      "events",
      "state",
      "berthtaken",
    ]);
    expect(api).toContain('id="lights-client-behaviour"');
    expect(headingsOf(site, "guides/identifiers/index.html")).toEqual([
      "berths",
      "berth-name",
      "setext-titles-work-as-well",
      "boatmessage",
    ]);
  });

  test("leads from page to page, and from types to what describes them", () => {
    expect(first).toContain('<a href="harbour-api/index.html">harbours</a>');
    expect(first).toContain('<a href="guides/identifiers/index.html#berths">identifiers</a>');
    expect(first).toContain('<a href="harbour-api/index.html#berths">what a boat may ask</a>');
    expect(wire).toContain('<a href="../../guides/identifiers/index.html#berths">mooring-id</a>');
    expect(guide).toContain('<a href="https://example.org">https://example.org</a>');
  });

  test("lists the endpoints of a page, those of a part by its group", () => {
    const [, list = ""] = /<summary>List of endpoints<\/summary>(.*?)<\/details>/.exec(api) ?? [];
    expect(textOf(list)).toMatch(
      /GET \/v1\/berths POST \/v1\/berths Lights GET \/v1\/lights\/\{code\}$/,
    );
    expect(list).toContain('<a href="#getv1lightscode">');
  });

  test("shows operations, events, shared fields and definitions with their tables", () => {
    expect(textOf(api)).toContain("429 Too many boats.");
    expect(textOf(api)).toContain("Requires authentication: Yes");
    expect(textOf(api)).toContain(
      "berth.taken A berth has a boat. Event type: State event Key: The berth. Content Name Type Description boat string Required: Its name.",
    );
    expect(textOf(api)).toContain("state_key string Required: What it is about.");
    expect(api).toContain('<section id="berthtaken"><details><summary>');
    expect(textOf(wire)).toContain("For a night. Changed in v1.2 : It was optional.");
  });

  test("has what CommonMark leaves to extensions", () => {
    expect(api).toContain("<mfrac><msup><mi>d</mi><mn>2</mn></msup>");
    expect(api).toContain('<math display="block"');
    expect(api).toMatch(/tide<a href="#fn-tide" role="doc-noteref"[^>]*>\[1\]<\/a>/);
    expect(api).toMatch(/<aside role="doc-footnote" id="fn-tide">.*Twice a day/);
    expect(api).toContain('<input type="checkbox" disabled checked> lamp lit');
    expect(api).toContain("“Boats” are told what they need – no more.");
    expect(api).toContain("The colour is <del>red</del> green.");
    expect(wire).toContain("<p>Note</p><p>Bytes are sent in network order.</p>");
    expect(wire).toContain('<th scope="row">0</th><td>version</td><td>1</td>');
    expect(first).toContain(
      '<dt id="words-berth">Berth</dt><dd>Room for one boat, however small.</dd>',
    );
    expect(guide).toContain("<kbd>A-4</kbd>, H<sub>2</sub>O");
    expect(String(site.get("guides/index.html"))).toContain("<summary>Why?</summary>");
  });

  test("shows what shortcodes stand for, and those that are written in code as they are", () => {
    expect(textOf(api)).toContain("Red FlR Stay out .");
    expect(textOf(api)).toContain("At night Never rely on one light alone.");
    expect(api).toContain("<strong>[Changed in this version]</strong> The colour");
    expect(textOf(first)).toContain("No crew yet.");
    expect(first).toContain('<a href="https://example.org/7">7</a></th><td>Sails | oars</td>');
    expect(guide).toMatch(/<source srcset="\S*pier-dark.png" media="[^"]*dark\)">/);
    expect(guide).toMatch(/srcset="\S*pier-2x.png 2x"[^>]* alt="Three berths at a pier"/);
    expect(wire).toContain("<code>{{% lights %}}</code>, elsewhere {{% lights %}} shows one.");
    expect(textOf(mainOf(site, "guides/index.html"))).toContain("Green FlG Enter.");
  });

  test("shows a text in reStructuredText, and the Markdown that it includes, as parts of the page", () => {
    const main = mainOf(site, "guides/signals/index.html");
    expect(main).toContain('<section id="light-signals">');
    expect(main).toMatch(/<th scope="row">green<\/th><td>starboard<\/td>/);
    expect(main).toContain('<code>red</code> is port, see <a href="#colours">the colours</a>');
    expect(main).toContain(
      'in <strong>Markdown</strong> again: back to the <a href="#light-signals">',
    );
    expect(main).toContain('<a href="../identifiers/index.html">identifiers</a>');
  });

  test("says of each version what it changed, of those that are released and the next", () => {
    const draft = mainOf(site, "changelog/unstable/index.html");
    expect(textOf(draft)).toBe(
      "Changes since the last release 1 Harbour API New Endpoints Add POST /berths . ( #12 ) Corrections Say what a light means. ( #13 )",
    );
    expect(draft).toContain('<a href="https://example.org/harbour/issues/12">#12</a>');
    const released = textOf(mainOf(site, "changelog/v1.1/index.html"));
    expect(released).toContain("Release date March 1, 2026 Checklist checklist.md");
    expect(String(site.get("changelog/v1.1/checklist.md"))).toContain("- [ ]");
  });
});

const apiPage = "content/harbour-api/_index.md";

/** One mistake each: what is told of it, and of nothing that follows from it. */
const mistakes: readonly (readonly [file: string, from: string, to: string, found: string])[] = [
  [apiPage, "{{% part name", "{{% prat name", `${apiPage}:19 unknown-shortcode part`],
  [apiPage, 'name="lights"', 'nmae="lights"', `${apiPage}:19 unknown-parameter name`],
  [
    apiPage,
    'file="berths"',
    'file="berth"',
    `${apiPage}:11 shortcode-file data/api/harbour/berths.yaml`,
  ],
  [
    apiPage,
    'file="berths"',
    'file="berths',
    `${apiPage}:11 shortcode-syntax a value does not end with "`,
  ],
  [
    "content/guides/identifiers.md",
    "boat.message",
    "boat.mesage",
    "content/guides/identifiers.md:17 shortcode-shows-nothing boat.message",
  ],
  [
    "specpress.yaml",
    "shows: table, table",
    "shows: table, tabel",
    "specpress.yaml:44 config-unknown-key table",
  ],
  [
    "specpress.yaml",
    "shows: picture",
    "shows: pictrue",
    "specpress.yaml:45 config-bad-value picture",
  ],
  [
    "specpress.yaml",
    "shortcodes:",
    "shortcode:",
    "specpress.yaml:33 config-unknown-key shortcodes",
  ],
  [
    "content/changelog/v1.1.md",
    "layout: changelog",
    "layout: changelogs",
    "content/changelog/v1.1.md:4 front-matter-unknown-name changelog",
  ],
  ["specpress.yaml", "#berths", "#berth", "specpress.yaml:24 dead-fragment #berths"],
];

test.each(mistakes)("in %s, %j written %j is one finding", (file, from, to, found) => {
  const folder = scratch();
  cpSync(root, folder, { recursive: true });
  const path = join(folder, file);
  const text = readFileSync(path, "utf8");
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
  const { report, diagnostics } = collector();
  const project = loadProject({ root: folder }, report)!;
  checkSite(project, report);
  const told = settle(diagnostics, project, {}).diagnostics;
  expect(told.map(({ code, span, parts }) => `${placeOf(span)} ${code} ${parts.at(-1)}`)).toEqual([
    found,
  ]);
});

test("a broken shortcode hides no dead link that it cannot have led to", () => {
  const told = (shortcode: string, link = "#nowhere-at-all") => {
    const folder = scratch();
    cpSync(root, folder, { recursive: true });
    const path = join(folder, "content/guides/_index.md");
    const text = readFileSync(path, "utf8");
    writeFileSync(path, `${text}\n[a](${link})\n\n${shortcode}\n`);
    const { report, diagnostics } = collector();
    const project = loadProject({ root: folder }, report)!;
    checkSite(project, report);
    return settle(diagnostics, project, {}).diagnostics.map(({ code }) => code);
  };
  const both = ["dead-link", "unknown-shortcode"];
  expect(told("{{% cautoin %}}\nA word.\n{{% /cautoin %}}")).toEqual(both);
  expect(told("A {{% zzzzzzzz %}} word.")).toEqual(both);
  // What it would have shown may have such a place, or no file has its words.
  for (const name of ["operatoins", "zzzzzzzz"]) {
    const shortcode = `{{% ${name} file="berths" %}}`;
    expect(told(shortcode, "#token-harbour-berths")).toEqual(["unknown-shortcode"]);
    expect(told(shortcode)).toEqual(both);
  }
});

test("a dead link of the settings is told as it is written there", () => {
  const folder = scratch();
  cpSync(root, folder, { recursive: true });
  const path = join(folder, "specpress.yaml");
  writeFileSync(path, readFileSync(path, "utf8").replace("#berths", "#berth"));
  const { report, diagnostics } = collector();
  checkSite(loadProject({ root: folder }, report)!, report);
  const dead = diagnostics.find(({ code }) => code === "dead-fragment");
  expect(dead?.parts[0]).toBe("/guides/identifiers/#berth");
});

test("an API of pages has their version in files for programs", async () => {
  const { out } = await inProcess(["export", "openapi", "--project", root]);
  expect(JSON.parse(out).info).toEqual({ title: "Harbour API", version: "v1.2" });
});
