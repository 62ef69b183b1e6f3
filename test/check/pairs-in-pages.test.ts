import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { settle } from "../../src/check/check.js";
import { checkSite } from "../../src/pipeline.js";
import { loadFiles } from "../load/tiny-project.js";
import { placeOf } from "../validate/sample-project.js";

/** One cause, one finding, and each cause whatever the others are: in a folder of pages. */

const folder = "test/sites/markdown";
const site = Object.fromEntries(
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path.slice(folder.length + 1), readFileSync(path)]),
);

type Change = readonly [file: string, from: string, to: string];

const harbour = "content/harbour-api/_index.md";
const berths = "data/api/harbour/berths.yaml";
const lights = "data/api/harbour/lights.yaml";
const message = "data/events/schema/boat.message.yaml";
const proposals = "templates/proposals.hbs";
const towncrier = "changelogs/towncrier.toml";
const signals = "texts/signals.rst";
const home = "content/_index.md";

const openLoop: Change = [proposals, "{{/each}}", ""];
const otherId: Change = [home, "identifiers.md#berths", "identifiers.md#berth"];
const otherFile: Change = [harbour, 'file="berths"', 'file="berth"'];

test.each<readonly [what: string, changes: readonly Change[], found: readonly string[]]>([
  [
    "a footnote that is misspelt",
    [[harbour, "the tide[^tide", "the tide[^tid"]],
    [`${harbour}:15 undefined-footnote`],
  ],
  [
    "a template that is misspelt",
    [["specpress.yaml", "template: proposals", "template: proposal"]],
    [`${home}:24 no-template`],
  ],
  [
    "an included file that is misspelt",
    [[signals, "include:: colours", "include:: colors"]],
    [`${signals}:13 file-unreadable`],
  ],
  [
    "a boolean of older YAML",
    [[lights, "required: true", "required: yes"]],
    [`${lights}:10 yaml-word`],
  ],
  [
    "a type that is misspelt in its schema",
    [[message, "enum: [boat.message]", "enum: [boat.mesage]"]],
    [`${message}:5 event-name-mismatch`],
  ],
  [
    "a value that is no YAML",
    [["data/proposals.yaml", "{ number: 7", "{ number: 7: 8"]],
    ["data/proposals.yaml:3 yaml-syntax"],
  ],
  [
    "code that does not end",
    [[harbour, "### Client behaviour", "[To](#client-behaviour)\n\n```\n### Client behaviour"]],
    [`${harbour}:15 fence-not-closed`],
  ],
  [
    "a document of OpenAPI 3 that says it is another",
    [[berths, "openapi: 3.1.0", 'swagger: "2.0"']],
    [`${berths}:1 openapi-other-version`],
  ],
  [
    "a document of OpenAPI 3 that says it is another too",
    [[berths, "openapi: 3.1.0", 'swagger: "2.0"\nopenapi: 3.1.0']],
    [`${berths}:1 openapi-other-version`],
  ],
  [
    "a folder of fragments that is misspelt",
    [[towncrier, 'path = "harbour"', 'path = "harbor"']],
    [`${towncrier}:7 bad-changelog-config`],
  ],
  [
    "a template that fails, and an id",
    [openLoop, otherId],
    [`${home}:7 dead-fragment`, `${proposals}:1 bad-template`],
  ],
  [
    "a file that is misspelt, and an id in it",
    [otherFile, [berths, "identifiers/#berths", "identifiers/#brths"]],
    [`${harbour}:11 shortcode-file`, `${berths}:11 dead-fragment`],
  ],
])("%s", (_what, changes, found) => {
  const files: Record<string, string | Uint8Array> = { ...site };
  for (const [path, from, to] of changes) {
    const text = Buffer.from(files[path]!).toString("utf8");
    expect(text).toContain(from);
    files[path] = text.replace(from, to);
  }
  const { project, report, diagnostics } = loadFiles(files, {
    gitVersion: "Unknown",
    gitRev: "",
    asMeant: true,
  });
  checkSite(project!, report);
  const shown = settle(diagnostics, project!, {}).diagnostics;
  expect(shown.map(({ code, span }) => `${placeOf(span)} ${code}`)).toEqual(found);
});
