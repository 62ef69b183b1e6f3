import { expect, test } from "vitest";
import { correct, foundWith } from "../validate/correct-project.js";

/**
 * Everything in one run: of two independent mistakes each is found, whatever the other one is. Each pair is two changes of a
 * project in which nothing is found.
 */
type Change = readonly [file: string, from: string, to: string];

const things = "api/things.yaml";
const thing = "api/definitions/thing.yaml";
const settings = "specpress.yaml";
const made = "events/schemas/m.thing.made";
const example = "events/examples/m.note$text";

const news = "changelogs/main/pyproject.toml";
const fragment = "changelogs/main/newsfragments/12.new";

const security: Change = [
  things,
  "changePart\n      security:\n        - accessToken: []",
  "changePart\n      security:\n        - accesToken: []",
];
const undefinedSecurity = `${things}:85 undefined-security`;
const link: Change = ["spec/main.rst", "<#notes>", "<#note>"];
const deadLink = "spec/main.rst:20 dead-link";

test.each<readonly [what: string, one: Change, other: Change, found: readonly string[]]>([
  [
    "a value with a colon",
    [things, "title: Things API", "title: Things: API"],
    security,
    [`${things}:3 yaml-syntax`, undefinedSecurity],
  ],
  [
    "a bracket that does not end",
    [things, "[up, down]", "[up, down"],
    security,
    [`${things}:37 yaml-syntax`, undefinedSecurity],
  ],
  [
    "a quote that does not end",
    [things, "description: Lists all", 'description: "Lists all'],
    security,
    [`${things}:28 yaml-syntax`, undefinedSecurity],
  ],
  [
    "a line too far to the left",
    [things, "      summary: Changes", "     summary: Changes"],
    security,
    [`${things}:81 yaml-syntax`, undefinedSecurity],
  ],
  [
    "a tab",
    [things, "      summary: Changes", "\t  summary: Changes"],
    security,
    [`${things}:81 yaml-syntax`, undefinedSecurity],
  ],
  [
    "a key without a colon",
    [things, "      summary: Changes", "      summary Changes"],
    security,
    [`${things}:81 yaml-syntax`, undefinedSecurity],
  ],
  [
    "another one that is no YAML either",
    [things, "title: Things API", "title: Things: API"],
    [things, "[up, down]", "[up, down"],
    [`${things}:3 yaml-syntax`, `${things}:37 yaml-syntax`],
  ],
  [
    "a schema that is no YAML",
    [thing, "description: When it", "description: When: it"],
    [thing, "minimum: 0", "minmum: 0"],
    [`${thing}:13 openapi-unknown-key`, `${thing}:19 yaml-syntax`],
  ],
  [
    "a document that is no YAML",
    [things, "title: Things API", "title: Things: API"],
    link,
    [`${things}:3 yaml-syntax`, deadLink],
  ],
  [
    "an event that is no YAML",
    [made, "    description: The name", "   description: The name"],
    [made, "additionalProperties: false", "additionalPropertis: false"],
    [`${made}:10 yaml-syntax`, `${made}:18 unknown-keyword`],
  ],
  [
    "an example without a comma",
    [example, '"m.note",', '"m.note"'],
    [example, '"body": "Hello"', '"body": ""'],
    [`${example}:2 yaml-syntax`, `${example}:5 example-wrong-value`],
  ],
  [
    "the version as a number",
    [things, 'swagger: "2.0"', "swagger: 2.0"],
    security,
    [`${things}:1 openapi-version`, undefinedSecurity],
  ],
  [
    "a version that there is not",
    [things, 'swagger: "2.0"', 'swagger: "2.1"'],
    security,
    [`${things}:1 openapi-version`, undefinedSecurity],
  ],
  [
    "a path without its slash",
    [things, "  /things/{thingId}/parts", "  things/{thingId}/parts"],
    [things, "operationId: changePart", "operationID: changePart"],
    [`${things}:72 path-malformed`, `${things}:83 openapi-unknown-key`],
  ],
  [
    "settings of which two lines are no YAML",
    [settings, "labels: { MAIN_VERSION: unstable }", "labels: { MAIN_VERSION: unstable"],
    [settings, "  unstable: This version", "  unstable: This: version"],
    [`${settings}:3 yaml-syntax`, `${settings}:5 yaml-syntax`],
  ],
  [
    "a version of another OpenAPI",
    [things, 'swagger: "2.0"', "openapi: 3.1.0"],
    security,
    [`${things}:1 openapi-other-version`, undefinedSecurity],
  ],
  [
    "a page whose label is misspelt",
    ["spec/targets.yaml", "%MAIN_VERSION%", "%MAIN_VERSON%"],
    ["spec/index.rst", "html#operations", "html#operation"],
    ["spec/index.rst:4 dead-fragment", "spec/targets.yaml:7 undefined-path-label"],
  ],
  [
    "a version that names a label which is misspelt too",
    [settings, "version: MAIN_VERSION", "version: MAIN_VERSON"],
    [settings, "labels: { MAIN_VERSION:", "labels: { MAIN_VERSIO:"],
    ["spec/targets.yaml:7 undefined-path-label", `${settings}:9 config-unknown-label`],
  ],
  [
    "a width that is no number",
    [settings, "width: 30", "width: wide"],
    ["spec/main.rst", "{{common_event_fields}}", "{{comon_event_fields}}"],
    ["spec/main.rst:24 undefined-variable", `${settings}:24 config-wrong-type`],
  ],
  [
    "an unknown key of a document",
    [things, "basePath", "basPath"],
    ["spec/main.rst", "{{things_m_http_api}}", "{{things_x_http_api}}"],
    [`${things}:5 openapi-unknown-key`, "spec/main.rst:22 undefined-variable"],
  ],
  [
    "a changelog's setting without quotes",
    [news, 'directory = "newsfragments"', "directory = newsfragments"],
    [fragment, "Add notes.", ""],
    [`${fragment}:1 empty-fragment`, `${news}:3 bad-changelog-config`],
  ],
  [
    "a quote of a changelog's setting that does not end",
    [news, 'name = "New"', 'name = "New'],
    [news, "showcontent = true", "showcontent = True"],
    [`${news}:9 bad-changelog-config`, `${news}:10 bad-changelog-config`],
  ],
  [
    "a table of a changelog's settings that is misspelt",
    [news, "[[tool.towncrier.type]]", "[[tool.towncrier.typ]]"],
    [fragment, "Add notes.", ""],
    [`${fragment}:1 empty-fragment`, `${news}:7 unknown-changelog-setting`],
  ],
  [
    "a folder of fragments that is misspelt",
    [news, '"newsfragments"', '"newsfragment"'],
    [fragment, "Add notes.", ""],
    [`${fragment}:1 empty-fragment`, `${news}:3 bad-changelog-config`],
  ],
])("beside %s, the other mistake is found", (_what, one, other, found) => {
  const files = { ...correct };
  for (const [file, from, to] of [one, other]) {
    expect(files[file]!.split(from)).toHaveLength(2);
    files[file] = files[file]!.replace(from, to);
  }
  expect(foundWith(files)).toEqual(found);
});
