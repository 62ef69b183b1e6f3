import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { settle } from "../../src/check/check.js";
import { checkSite } from "../../src/pipeline.js";
import { loadFiles } from "../load/tiny-project.js";
import { placeOf } from "../validate/sample-project.js";

/** A wrong setting of a folder of pages hides what follows from it, and nothing else. */

const folder = "test/sites/markdown";
const site = Object.fromEntries(
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path.slice(folder.length + 1), readFileSync(path)]),
);
const textOf = (path: string) => site[path]!.toString("utf8");
const settings = textOf("specpress.yaml");

/** One mistake of each kind that may follow from a wrong setting, and does not here. */
const mistakes: Readonly<Record<string, string>> = {
  "content/_index.md": `${textOf("content/_index.md")}
[a](/nowhere/), [b](/changelog/#nowhere), {{% nothing %}}, {{nothing}}.\n`,
  "content/changelog/_index.md": `${textOf("content/changelog/_index.md")}\n[c](#nothing)\n`,
  "data/events/schema/lonely.yaml": textOf("data/events/schema/boat.message.yaml").replaceAll(
    "boat.message",
    "lonely",
  ),
};
const codes = {
  page: "dead-page-link",
  fragment: "dead-fragment",
  shortcode: "unknown-shortcode",
  variable: "undefined-variable",
  link: "dead-link",
  example: "event-without-example",
} as const;

function foundWith(changed: string): string[] {
  const files = { ...site, ...mistakes, "specpress.yaml": changed };
  const { project, report, diagnostics } = loadFiles(files, {
    gitVersion: "Unknown",
    gitRev: "",
    asMeant: true,
  });
  checkSite(project!, report);
  return settle(diagnostics, project!, {}).diagnostics.map(({ code, span }) =>
    code.startsWith("config-") ? `${placeOf(span)} ${code}` : code,
  );
}

const all = Object.values(codes);
/** What is hidden of the mistakes, as a setting may be what they need. */
const cases: readonly (readonly [
  from: string,
  to: string,
  found: string,
  hidden?: readonly string[],
])[] = [
  ["name: Harbour", "naem: Harbour", "1 config-unknown-key"],
  ["name: v1.2", "name: [1]", "9 config-wrong-type"],
  ["static: static", "static: statics", "4 config-path", [codes.page]],
  ["layouts:", "laoyuts:", "5 config-unknown-key"],
  ["shows: release", "shows: releases", "6 config-bad-value"],
  ["outputs: { check", "ouptuts: { check", "8 config-unknown-key"],
  ["smart: true", "smart: 1", "12 config-wrong-type"],
  ["raw: sanitise", "rawx: sanitise", "14 config-unknown-key"],
  ["openapi: data", "openapi: date", "16 config-path"],
  ["descriptions: markdown }", "descriptions: [1] }", "16 config-wrong-type"],
  ["schemas: data", "schemas: date", "18 config-path"],
  ["examples: data", "exampels: data", "19 config-unknown-key"],
  ['dialect: "2020-12"', "dialect: [1]", "21 config-wrong-type"],
  ["base/state.yaml: State", "base/stat.yaml: State", "22 config-path"],
  ["formats: {", "fromats: {", "24 config-unknown-key"],
  ["versions: {", "versions: 5 #", "25 config-wrong-type"],
  ["tables:", "talbes:", "26 config-unknown-key"],
  ["data: data/lights.yaml", "data: data/light.yaml", "28 config-path"],
  ["shortcodes:", "shortcods:", "33 config-unknown-key"],
  ["table: lights }", "table: [1] }", "44 config-wrong-type"],
  ["templates: templates", "templates: template", "48 config-path"],
  ["  folder: changelogs", "  fodler: changelogs", "50 config-unknown-key"],
  ["    folder: content/changelog", "    folder: [1]", "57 config-wrong-type"],
  ["    folder: content/changelog", "    folder: content/changelogs", "57 config-path"],
  ["pages:\n  folder: content", "paegs:\n  folder: content", "2 config-unknown-key"],
  ["folder: content", "folder: contents", "3 config-path"],
  ["schemas: data/events/schema", "schemas: [1]", "18 config-wrong-type", [codes.example]],
  [
    "pages:\n  folder: content",
    "pages:\n  folder: [1]",
    "3 config-wrong-type",
    all.filter((code) => code !== codes.example),
  ],
];

test("nothing is hidden where the settings are right", () =>
  expect(foundWith(settings).toSorted()).toEqual(all.toSorted()));

for (const [from, to, found, hidden = []] of cases)
  test(`${from} → ${to}`, () => {
    expect(settings).toContain(from);
    const expected = all.filter((code) => !hidden.includes(code));
    expect(foundWith(settings.replace(from, to)).toSorted()).toEqual(
      [...expected, `specpress.yaml:${found}`].toSorted(),
    );
  });
