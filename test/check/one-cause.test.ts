import { expect, test } from "vitest";
import { settle } from "../../src/check/check.js";
import { memoryFiles } from "../../src/files/memory.js";
import { checkSite } from "../../src/pipeline.js";
import { loadFiles, told } from "../load/tiny-project.js";
import { correct, foundWith, severities } from "../validate/correct-project.js";
import { placeOf } from "../validate/sample-project.js";

/**
 * One cause, one finding: a project in which nothing is found, one change, and all that is found then. What follows from
 * the cause elsewhere is not reported.
 */
type Change = readonly [
  what: string,
  file: string,
  from: string,
  to: string | null,
  found: string,
  others?: Readonly<Record<string, string>>,
];

const settings = "specpress.yaml";
const targets = "spec/targets.yaml";
const main = "spec/main.rst";
const notes = "spec/notes.rst";
const index = "spec/index.rst";
const things = "api/things.yaml";
const thing = "api/definitions/thing.yaml";
const colour = "api/definitions/colour.yaml";
const made = "events/schemas/m.thing.made";
const example = "events/examples/m.thing.made";
const event = "events/schemas/core/event.yaml";
const stateEvent = "events/schemas/core/state_event.yaml";
const changelog = "changelogs/main/pyproject.toml";
const fragment = "changelogs/main/newsfragments/12.new";

const changes: readonly Change[] = [
  // Keys one level too far in, or out
  [
    "a required field one level too far in",
    things,
    '  version: "1.0"\n',
    '  contact:\n    version: "1.0"\n',
    `${things}:5 openapi-unknown-key`,
  ],
  [
    "a required field one level too far out",
    things,
    '  version: "1.0"\n',
    'version: "1.0"\n',
    `${things}:4 openapi-unknown-key`,
  ],
  [
    "a header one level too far out",
    things,
    "            X-Count:\n              type: integer\n              description: How many there are.\n              x-example: 2\n",
    "          X-Count:\n            type: integer\n            description: How many there are.\n            x-example: 2\n",
    `${things}:49 wrong-kind`,
  ],
  [
    "a required property one level too far out",
    things,
    "                      body: { type: string, description: What it says. }",
    "                    body: { type: string, description: What it says. }",
    `${things}:125 openapi-unknown-key`,
  ],
  [
    "a keyword one level too far out, where there is one",
    event,
    "  type: string",
    "type: string",
    `${event}:6 duplicate-key`,
  ],
  [
    "a setting among those of another one",
    settings,
    "changelogs: changelogs",
    "  changelogs: changelogs",
    `${settings}:18 config-unknown-key`,
  ],
  [
    "settings of events below the APIs",
    settings,
    correct[settings]!.slice(
      correct[settings]!.indexOf("events:"),
      correct[settings]!.indexOf("changelogs:"),
    ),
    correct[settings]!.slice(
      correct[settings]!.indexOf("events:"),
      correct[settings]!.indexOf("changelogs:"),
    )
      .replace(/^/gm, "  ")
      .trimEnd() + "\n",
    `${settings}:11 config-unknown-key`,
  ],
  [
    "a required field cut short",
    things,
    "description: The part was changed.",
    "desc: The part was changed.",
    `${things}:112 openapi-unknown-key`,
  ],
  [
    "a document of OpenAPI 2 that says it is another",
    things,
    'swagger: "2.0"',
    "openapi: 3.1.0",
    `${things}:1 openapi-other-version`,
  ],
  [
    "a document of OpenAPI 2 that says it is another too",
    things,
    'swagger: "2.0"',
    'swagger: "2.0"\nopenapi: 3.1.0',
    `${things}:2 openapi-unknown-key`,
  ],
  // Texts whose markup does not end, or is not where it seems to be
  [
    "a simple table without its last line",
    notes,
    "A note",
    "=====  ====\nA      B\n=====  ====\none    two\n\nA note",
    `${notes}:4 table-bottom-unclear`,
  ],
  [
    "two links that name each other",
    notes,
    "A note",
    "`One goes`_ and `Two goes`_.\n\n.. _One goes: `Two goes`_\n.. _Two goes: `One goes`_\n\nA note",
    `${notes}:6 indirect-target-circular`,
  ],
  [
    "a title right below a text, to which a link leads",
    notes,
    "A note",
    "See `Deep notes`_.\nDeep notes\n----------\n\nDeeper notes\n~~~~~~~~~~~~\n\nA note",
    `${notes}:5 glued-title`,
  ],
  [
    "code with a backquote too few in a fragment",
    fragment,
    "Add notes.",
    "Add ``notes` here.",
    `${fragment}:1 unequal-backquotes`,
  ],
  // Changelogs
  [
    "a folder of fragments that is not there",
    changelog,
    '"newsfragments"',
    '"newsfragment"',
    `${changelog}:3 bad-changelog-config`,
    { "changelogs/main/newsfragments/13.new": "Add more.\n" },
  ],
  [
    "a type of fragments misspelt",
    changelog,
    "[[tool.towncrier.type]]",
    "[[tool.towncrier.typ]]",
    `${changelog}:7 unknown-changelog-setting`,
  ],
  // Keywords of a wrong kind
  ...["[object, 5]", "[[object]]", "null", "{}", "5", "[null, object]"].flatMap((type): Change[] =>
    [thing, made].map((file) => [
      `the type ${type} in ${file}`,
      file,
      "type: object\ntitle",
      `type: ${type}\ntitle`,
      `${file}:1 wrong-kind`,
    ]),
  ),
  ...["type: []", "type: [5]", "allOf: {}", "allOf: []", "oneOf: x", "anyOf: [5]"].map(
    (keyword): Change => [
      `a property of ${keyword}`,
      thing,
      "properties:",
      `properties:\n  odd: { ${keyword}, description: Odd. }`,
      `${thing}:5 ${/\[\]|any/.test(keyword) ? "schema-keyword" : "wrong-kind"}`,
    ],
  ),
  ["no alternative", thing, "title: Thing", "title: Thing\nanyOf: []", `${thing}:3 schema-keyword`],
  [
    "an alternative that is no schema",
    thing,
    "title: Thing",
    "title: Thing\noneOf: [5]",
    `${thing}:3 wrong-kind`,
  ],
  [
    "allowed values that are no array",
    made,
    "title: A thing",
    "enum: {}\ntitle: A thing",
    `${made}:2 wrong-kind`,
  ],
  // Settings
  [
    "settings that are no YAML",
    settings,
    "name: Things",
    "name: [",
    "specpress.yaml:1 yaml-syntax",
  ],
  [
    "a setting that is unknown",
    settings,
    "labels:",
    "lables:",
    "specpress.yaml:3 config-unknown-key",
  ],
  [
    "a folder of APIs that is not there",
    settings,
    "openapi: api,",
    "openapi: apu,",
    "specpress.yaml:9 config-path",
  ],
  [
    "a setting of an API that is unknown",
    settings,
    "openapi: api,",
    "opnapi: api,",
    "specpress.yaml:9 config-unknown-key",
  ],
  [
    "a setting of an API that is missing",
    settings,
    "openapi: api, ",
    "",
    "specpress.yaml:8 config-missing-key",
  ],
  [
    "an API that is no object",
    settings,
    "\n    { title: Things API, purpose: Keeping things, openapi: api, suffix: m, version: MAIN_VERSION }",
    " 1",
    "specpress.yaml:8 config-wrong-type",
  ],
  [
    "APIs that are no object",
    settings,
    "apis:\n  main:\n    { title: Things API, purpose: Keeping things, openapi: api, suffix: m, version: MAIN_VERSION }",
    "apis: []",
    "specpress.yaml:7 config-wrong-type",
  ],
  ["apis misspelt", settings, "apis:", "api:", "specpress.yaml:7 config-unknown-key"],
  ["a suffix that is missing", settings, "suffix: m, ", "", "specpress.yaml:8 config-missing-key"],
  [
    "a version that names no label",
    settings,
    "version: MAIN_VERSION",
    "version: MAIN_VERSIN",
    "specpress.yaml:9 config-unknown-label",
  ],
  [
    "a label that is no string",
    settings,
    "MAIN_VERSION: unstable",
    "MAIN_VERSION: [a]",
    "specpress.yaml:3 config-wrong-type",
  ],
  [
    "a folder of events that is not there",
    settings,
    "schemas: events/schemas",
    "schemas: events/schemes",
    "specpress.yaml:11 config-path",
  ],
  [
    "a folder of examples that is not there",
    settings,
    "examples: events/examples",
    "examples: events/example",
    "specpress.yaml:12 config-path",
  ],
  [
    "a schema of common fields that is not there",
    settings,
    "core/event.yaml",
    "core/evnt.yaml",
    "specpress.yaml:14 config-path",
  ],
  ["events misspelt", settings, "\nevents:", "\nevent:", "specpress.yaml:10 config-unknown-key"],
  ["groups misspelt", settings, "groups:", "group:", "specpress.yaml:16 config-unknown-key"],
  ["a group without match", settings, "match:", "mach:", "specpress.yaml:17 config-unknown-key"],
  [
    "a folder of changelogs that is not there",
    settings,
    "changelogs: changelogs",
    "changelogs: changelog",
    "specpress.yaml:18 config-path",
  ],
  [
    "changelogs misspelt",
    settings,
    "changelogs:",
    "changelog:",
    "specpress.yaml:18 config-unknown-key",
  ],
  [
    "a table's data that is not there",
    settings,
    "spec/colours.yaml",
    "spec/colour.yaml",
    "specpress.yaml:21 config-path",
  ],
  ["a table's data misspelt", settings, "data:", "dta:", "specpress.yaml:21 config-unknown-key"],
  [
    "a table's columns misspelt",
    settings,
    "columns:",
    "colums:",
    "specpress.yaml:22 config-unknown-key",
  ],
  [
    "a column's field misspelt",
    settings,
    "field: meaning",
    "feld: meaning",
    "specpress.yaml:24 config-unknown-key",
  ],
  ["tables misspelt", settings, "tables:", "table:", "specpress.yaml:19 config-unknown-key"],
  [
    "a folder of texts that is not there",
    settings,
    "specification: spec",
    "specification: spc",
    "specpress.yaml:2 config-path",
  ],
  // Targets
  [
    "targets that are no YAML",
    targets,
    "targets:",
    "targets: [",
    "spec/targets.yaml:1 yaml-syntax",
  ],
  ["no targets", targets, "", null, "specpress.yaml:2 config-path"],
  ["targets misspelt", targets, "targets:", "target:", "spec/targets.yaml:1 config-unknown-key"],
  [
    "a file that is not there",
    targets,
    "- main.rst",
    "- man.rst",
    "spec/targets.yaml:5 target-file-missing",
  ],
  [
    "a file in a group that is not there",
    targets,
    "[notes.rst]",
    "[note.rst]",
    "spec/targets.yaml:9 target-file-missing",
  ],
  [
    "a group that is not there",
    targets,
    "group:modules",
    "group:module",
    "spec/targets.yaml:6 unknown-group",
  ],
  [
    "groups misspelt in targets",
    targets,
    "groups:",
    "group:",
    "spec/targets.yaml:8 config-unknown-key",
  ],
  [
    "a target's files misspelt",
    targets,
    "    files:",
    "    flies:",
    "spec/targets.yaml:4 config-unknown-key",
  ],
  [
    "a target's version label misspelt",
    targets,
    "version_label",
    "version_lable",
    "spec/targets.yaml:7 config-unknown-key",
  ],
  [
    "a label in a path that is not there",
    targets,
    "%MAIN_VERSION%",
    "%MAIN_VERSIN%",
    "spec/targets.yaml:7 undefined-path-label",
  ],
  [
    "a label without percent signs where its value names the page",
    targets,
    '"%MAIN_VERSION%"',
    "MAIN_VERSION",
    "spec/targets.yaml:7 version-label-is-name",
  ],
  ["an entry that is none", targets, "- main.rst", "- 5", "spec/targets.yaml:5 bad-target-entry"],
  [
    "styles that are none",
    targets,
    '["=", "-", "~"]',
    '["=", "=", "~"]',
    "spec/targets.yaml:10 bad-title-styles",
  ],
  // Texts
  ["a short underline", notes, "=====", "====", "spec/notes.rst:2 title-underline-too-short"],
  [
    "a very short underline",
    main,
    "----------",
    "--",
    "spec/main.rst:16 title-underline-too-short",
  ],
  [
    "an underline of the page's title that is short",
    main,
    "==========",
    "====",
    "spec/main.rst:2 title-underline-too-short",
  ],
  [
    "lines around a title that differ",
    notes,
    "Notes\n",
    "========\nNotes\n",
    "spec/notes.rst:1 title-lines-differ",
  ],
  [
    "a style that is not there",
    main,
    "----------",
    "**********",
    "spec/main.rst:16 unknown-title-style",
  ],
  [
    "a title that skips a level",
    main,
    "Changelog\n---------",
    "Changelog\n~~~~~~~~~",
    "spec/main.rst:9 title-skips-level",
  ],
  ["a fence", notes, "A note", "```json\n*a\n```\n\nA note", "spec/notes.rst:4 markdown-fence"],
  [
    "a literal that a file ends in",
    notes,
    "{{note_events}}",
    "{{note_events}}\n\nSo::\n",
    "spec/notes.rst:12 literal-block-missing",
  ],
  [
    "an undefined variable",
    main,
    "{{common_event_fields}}",
    "{{comon_event_fields}}",
    "spec/main.rst:24 undefined-variable",
  ],
  [
    "an undefined variable, twice",
    index,
    "{{colour_table}}",
    "{{color_table}}\n\n{{color_table}}",
    "spec/index.rst:11 undefined-variable",
  ],
  [
    "an undefined label, twice",
    index,
    "%MAIN_VERSION%",
    "%MAIN_VERSIN%",
    "spec/index.rst:4 undefined-label",
  ],
  [
    "a name that is unknown, twice",
    main,
    "`Keeping`_",
    "`Keepng`_, `Keepng`_",
    "spec/main.rst:18 unknown-target",
  ],
  [
    "a section that is linked",
    main,
    ".. _keeping:",
    ".. _keepin:",
    "spec/main.rst:18 unknown-target",
  ],
  [
    "a title that another page links to",
    main,
    "Operations\n----------",
    "Functions\n---------",
    "spec/index.rst:4 dead-fragment",
  ],
  [
    "a directive that is unknown",
    main,
    ".. contents::",
    ".. content::",
    "spec/main.rst:4 unknown-directive",
  ],
  [
    "a directive with a wrong option",
    main,
    "Table of Contents",
    "Table of Contents\n   :dept: 2",
    "spec/main.rst:5 unknown-option",
  ],
  [
    "an include that is not there",
    notes,
    "A note",
    ".. include:: none.rst\n\nA note",
    "spec/notes.rst:4 file-unreadable",
  ],
  [
    "an image that is not there",
    notes,
    "A note",
    ".. image:: none.png\n\nA note",
    "spec/notes.rst:4 missing-image",
  ],
  ["a text that is not UTF-8", notes, "A note", "A \0 note", "spec/notes.rst:4 nul-character"],
  ["a role that is unknown", notes, "A note", ":emphsis:`A` note", "spec/notes.rst:4 unknown-role"],
  // API files and schemas
  ["an API file that is no YAML", things, "paths:", "paths: [", "api/things.yaml:24 yaml-syntax"],
  [
    "an API file with a tab",
    things,
    "  title: Things API",
    "\ttitle: Things API",
    "api/things.yaml:3 yaml-syntax",
  ],
  ["an API file that is empty", things, "", null, "spec/main.rst:22 undefined-variable"],
  [
    "a definition that is no YAML",
    thing,
    "properties:",
    "properties: [",
    "api/definitions/thing.yaml:4 yaml-syntax",
  ],
  [
    "a $ref to nothing",
    things,
    "definitions/thing.yaml",
    "definitions/thng.yaml",
    "api/things.yaml:61 ref-not-found",
  ],
  [
    "a $ref to no parameter",
    things,
    "#/parameters/limit",
    "#/parameters/limt",
    "api/things.yaml:33 ref-fragment-not-found",
  ],
  [
    "a type that is misspelt",
    thing,
    "    type: string\n    description: What it is called.",
    "    tpye: string\n    description: What it is called.",
    "api/definitions/thing.yaml:6 openapi-unknown-key",
  ],
  [
    "a type that there is not",
    thing,
    "    type: string\n    description: What it is called.",
    "    type: bool\n    description: What it is called.",
    "api/definitions/thing.yaml:6 unknown-type",
  ],
  [
    "a part that is no schema",
    thing,
    "    type: string\n    description: What it is called.",
    "    allOf:\n      - null\n    description: What it is called.",
    "api/definitions/thing.yaml:7 schema-keyword",
  ],
  [
    "a part whose $ref is no string",
    thing,
    "    type: string\n    description: What it is called.",
    "    allOf:\n      - $ref: 5\n    description: What it is called.",
    "api/definitions/thing.yaml:7 ref-not-string",
  ],
  [
    "a $dynamicRef that is no string",
    thing,
    "title: Thing",
    "$schema: https://json-schema.org/draft/2020-12/schema\ntitle: Thing\n$dynamicRef: 5",
    `${thing}:4 ref-not-string`,
  ],
  [
    "an undefined label in a description",
    things,
    "Lists all things,",
    "Lists all %MAIN_VERSIN%,",
    "api/things.yaml:28 undefined-label",
  ],
  [
    "a name that is unknown in a description",
    colour,
    "A colour.",
    "A `colouring`_.",
    "api/definitions/colour.yaml:3 unknown-target",
  ],
  [
    "markup that is open in a description",
    colour,
    "A colour.",
    "A *colour.",
    "api/definitions/colour.yaml:3 unclosed-inline-markup",
  ],
  [
    "an event that is no YAML",
    made,
    "allOf:",
    "allOf: [",
    "events/schemas/m.thing.made:4 yaml-syntax",
  ],
  [
    "a path with a brace that does not end",
    things,
    "/things/{thingId}/parts",
    "/things/{thingId/parts",
    `${things}:72 path-malformed`,
  ],
  [
    "what an event begins with, misspelt",
    made,
    "core/state_event.yaml",
    "core/stat_event.yaml",
    `${made}:5 ref-not-found`,
  ],
  ["an example that is no JSON", example, "{", "{{", "events/examples/m.thing.made:1 yaml-syntax"],
  [
    "an example that is gone",
    example,
    "",
    null,
    "events/schemas/m.thing.made:1 event-without-example",
  ],
  [
    "a base of events that is no YAML",
    event,
    "type: object",
    "type: [object",
    "events/schemas/core/event.yaml:9 yaml-syntax",
  ],
  [
    "a base of events that is not there",
    stateEvent,
    "event.yaml",
    "evnt.yaml",
    "events/schemas/core/state_event.yaml:5 ref-not-found",
  ],
  [
    "a group that no event belongs to",
    settings,
    'match: "m.note*"',
    'match: "m.noet*"',
    "specpress.yaml:17 empty-event-group",
  ],
  [
    "an event whose file is renamed",
    made,
    "",
    null,
    "events/schemas/m.thing.mad:7 event-name-mismatch",
    { "events/schemas/m.thing.mad": correct[made]! },
  ],
  [
    "an event in a file of another name",
    made,
    "enum: [m.thing.made]",
    "enum: [m.thing.mad]",
    "events/schemas/m.thing.made:7 event-name-mismatch",
  ],
  [
    "data of a table that is no YAML",
    "spec/colours.yaml",
    "- { colour: red",
    "- { colour: red }}",
    "spec/colours.yaml:1 yaml-syntax",
  ],
  // Files that are empty
  [
    "a definition that is empty",
    thing,
    correct[thing]!,
    "# Nothing yet.\n",
    "api/definitions/thing.yaml:1 empty-file",
  ],
  [
    "a definition of a property that is empty",
    colour,
    correct[colour]!,
    "",
    "api/definitions/colour.yaml:1 empty-file",
  ],
  ["a schema that is empty", made, correct[made]!, "", "events/schemas/m.thing.made:1 empty-file"],
  [
    "a base of events that is empty",
    event,
    correct[event]!,
    "---\n",
    "events/schemas/core/event.yaml:1 empty-file",
  ],
  [
    "an example that is empty",
    example,
    correct[example]!,
    "\n",
    "events/examples/m.thing.made:1 empty-file",
  ],
  [
    "a required key that is misspelt",
    made,
    "required: [count]",
    "required: [cont]",
    `${made}:17 required-unknown`,
  ],
  [
    "an example without its end",
    example,
    '"count": 3',
    '"count": 3,,',
    "events/examples/m.thing.made:5 yaml-syntax",
  ],
  ["an API that is empty", things, correct[things]!, "", "api/things.yaml:1 empty-file"],
  ["targets that are empty", targets, correct[targets]!, "", "spec/targets.yaml:1 empty-file"],
  ["settings that are empty", settings, correct[settings]!, "#\n", "specpress.yaml:1 empty-file"],
  [
    "a path without its slash",
    things,
    "  /things:",
    "  things:",
    "api/things.yaml:25 path-malformed",
  ],
  [
    "a title that is no string, in a schema that others refer to",
    thing,
    "title: Thing",
    "title: [Thing]",
    `${thing}:2 wrong-kind`,
  ],
  [
    "an operationId that is no string",
    things,
    "operationId: getThings\n",
    "operationId: 5\n",
    `${things}:29 openapi-value`,
  ],
  [
    "parameters without their key, below security",
    things,
    "      parameters:\n        - in: path\n",
    "        - in: path\n",
    `${things}:86 undefined-security`,
  ],
  ...(
    [
      ["a scheme", "#/securityDefinitions/accessToken", "openapi-value"],
      ["nothing in the file", "#/nothing", "ref-fragment-not-found"],
      ["a file that is not there", "security.yaml", "ref-not-found"],
    ] as const
  ).map(([what, ref, code]): Change => [
    `what is needed, by a reference to ${what}`,
    things,
    '        - accessToken: []\n      parameters:\n        - $ref: "#/parameters/limit"',
    `        - $ref: "${ref}"\n      parameters:\n        - $ref: "#/parameters/limit"`,
    `${things}:31 ${code}`,
  ]),
  [
    "a place of a parameter that is no string",
    things,
    "        - in: query\n          name: order",
    "        - in: []\n          name: order",
    `${things}:34 wrong-kind`,
  ],
  [
    "the key of a group that is lost, so that its keys are those of another one",
    targets,
    "groups:\n",
    "  more:\n    files: [index.rst]\n    version_label: x\n    files: [index.rst]\n    version_label: x\ngroups:\n",
    `${targets}:11 duplicate-key`,
  ],
  [
    "a schema among examples",
    things,
    correct[things]!.slice(
      correct[things]!.indexOf(
        "          schema:\n            type: object\n            title: Things",
      ),
      correct[things]!.indexOf("  /things/{thingId}"),
    ),
    "          examples:\n            schema:\n            type: object\n            title: Things\n            required: [things]\n        429:\n          description: This request was rate-limited.\n",
    `${things}:55 openapi-key`,
  ],
  [
    "values that the type does not allow, in a schema and in its examples",
    made,
    "type: string, enum: [m.thing.made]",
    "type: integer, enum: [m.thing.made]",
    `${made}:7 enum-wrong-type`,
  ],
  [
    "an example of a file that is not there",
    example,
    "{\n",
    '{\n  "$ref": "nothing.json",\n',
    `${example}:2 ref-not-found`,
  ],
  [
    "a reference in an example that is no string",
    example,
    '{\n  "type"',
    '{\n  "$ref": true,\n  "type"',
    `${example}:2 ref-not-string`,
  ],
  [
    "an operation that is in a file which cannot be read, below a path with a label",
    things,
    correct[things]!,
    `${correct[things]!.replace("/v1", "/%MAIN_VERSION%")}>>>>>>> main`,
    `${things}:${correct[things]!.split("\n").length} yaml-syntax`,
    {
      [main]: `${correct[main]!}\nSee \`one <#get-unstable-things>\`_, \`two <#putunstablethings>\`_ and |lamp|.\n`,
    },
  ],
  [
    "a bracket too many in an example",
    example,
    '"content": {',
    '"content": {}, "unsigned": {}}, "origin": {',
    `${example}:4 yaml-syntax`,
  ],
  [
    "a version label that is no string",
    targets,
    'version_label: "%MAIN_VERSION%"',
    "version_label: [5]",
    `${targets}:7 version-label-not-text`,
  ],
  // Targets
  [
    "a text that is shown twice",
    targets,
    "      - main.rst\n",
    "      - main.rst\n      - main.rst\n",
    "spec/targets.yaml:6 text-repeated",
  ],
  [
    "a text that is shown twice in a group",
    targets,
    "[notes.rst]",
    "[notes.rst, notes.rst]",
    "spec/targets.yaml:9 text-repeated",
  ],
  [
    "a text that is empty",
    targets,
    "modules: [notes.rst]",
    "modules: [notes.rst, more.rst]",
    "spec/more.rst:1 empty-text",
    { "spec/more.rst": "\n" },
  ],
  // Changelogs
  [
    "settings of a changelog that are no TOML",
    changelog,
    "[tool.towncrier]",
    "[tool.towncrier",
    "changelogs/main/pyproject.toml:1 bad-changelog-config",
  ],
  [
    "a fragment with open markup",
    fragment,
    "Add notes.",
    "Add *notes.",
    "changelogs/main/newsfragments/12.new:1 unclosed-inline-markup",
  ],
  [
    "a fragment that git could not merge",
    fragment,
    "Add notes.",
    "<<<<<<< main\nAdd notes.\n=======\nAdd a note.\n>>>>>>> other",
    "changelogs/main/newsfragments/12.new:1 conflict-mark",
  ],
];

/** In `spec/notes.rst`, in place of its text. */
const texts: readonly (readonly [text: string, found: string])[] = [
  [".. image::", "4 directive-argument-missing"],
  [".. note::", "4 directive-content-missing"],
  [".. figure:: none.png\n   :widht: 3", "5 unknown-option"],
  ['.. csv-table::\n\n   "1, 2', "6 csv-quote-open"],
  [".. list-table::\n\n   * - a\n     - b\n   * - c", "8 list-table-uneven"],
  [".. list-table::\n\n   * - a\n     - b\n  * - c\n    - d", "8 list-table-not-list"],
  [".. table:: T\n\n   text", "6 table-content-not-table"],
  ["+---+---+\n| a | b |\n+---+--+", "6 table-right-border"],
  [".. code:: json", "4 directive-content-missing"],
  [".. math::\n\n   \\frac{1", "6 bad-math"],
  [".. include:: main.rst\n   :start-after: nothing", "5 include-text-missing"],
  [".. include:: indx.rst", "4 file-unreadable"],
  [".. raw:: html\n   :file: none.html", "5 file-unreadable"],
  [".. role:: x(nothing)\n\n:x:`a` and :x:`b`", "4 unknown-role"],
  [".. |a| replace::\n\n|a| Text.", "4 directive-content-missing"],
  [".. |a| unicode:: 0xFFFFFFFFF\n\n|a| and |a|.", "4 character-unknown"],
  ["|a| and |a| Text.", "4 undefined-substitution"],
  ["See [#a]_ and [#b]_.\n\n.. [#a] A.", "4 unknown-target"],
  ["See `a <nope_>`_.", "4 unknown-target"],
  ["See `a <nope_>`__ and b.", "4 unknown-target"],
  [
    ".. _x: https://a.example\n.. _x: https://b.example\n\nSee x_ and x_.",
    "5 duplicate-explicit-name",
  ],
  [".. _keeping:\n\nText `keeping`_.", "4 duplicate-explicit-name"],
  [".. nothing::\n\n   .. note::\n\n      text", "4 unknown-directive"],
  [".. image:: a.png\n   :alt: a\n   :alt: b", "6 duplicate-option"],
  [":ref:`nothing` and :ref:`nothing`", "4 sphinx-role"],
  ["> ```json\n> {}", "4 markdown-quote"],
  ["So::\n\n> ```\n> a\n```", "8 literal-quoting-inconsistent"],
  ["a {{note_event}} b", "4 undefined-variable"],
  ["- One *two\nthree\n  four* five.", "5 unexpected-unindent"],
  ["..\n.. A comment.\nText.\n.. More of it.\n..\n.. And more.", "6 unexpected-unindent"],
  ["So.\n.. One.\n..\n.. Two.", "5 lost-markup"],
  ["So.\n.. note::\n\nText.", "5 lost-markup"],
  ["So.\n.. _x: https://a.example\n.. [1] One.\n\nSee x_, `y <x_>`_ and [1]_.", "5 lost-markup"],
];

test.each(texts)("one finding in a text: %j", (text, found) => {
  const files = {
    [notes]: correct[notes]!.replace("A note is written about a thing.", `${text}\n\nText.`),
  };
  expect(foundWith(files)).toEqual([`spec/notes.rst:${found}`]);
});

/** What stands in place of each file; where it is found, if not in the file itself. */
const states: Readonly<Record<string, (text: string) => Uint8Array | string>> = {
  empty: () => "",
  "not UTF-8": (text) =>
    Buffer.concat([Buffer.from(text.trimEnd()), Buffer.from([0x20, 0x80, 0x0a])]),
  "with a NUL": (text) => text.replace("\n", " \0\n"),
};

test.each(Object.keys(correct))(
  "a file in a wrong state is one finding, in that file: %s",
  (path) => {
    for (const [state, make] of Object.entries(states)) {
      const found = foundWith({ [path]: make(correct[path]!) });
      expect([state, found.map((line) => line.split(":", 1)[0])]).toEqual([state, [path]]);
    }
  },
);

test.each(Object.keys(correct))(
  "a file that is gone, a folder or a link that leads out is one finding: %s",
  (path) => {
    const isFragment = path.includes("newsfragments");
    for (const files of [
      { [path]: null },
      { [path]: null, [`${path}/a`]: "a" },
      { [path]: { linkTo: "/etc/passwd" } },
    ]) {
      const isGone = Object.keys(files).length === 1 && files[path] === null;
      expect(foundWith(files)).toHaveLength(isFragment && isGone ? 0 : 1);
    }
  },
);

/** A key of each data file, with its last two letters swapped. Names that a file gives are another matter. */
function misspelt(path: string): (readonly [key: string, text: string])[] {
  const text = correct[path]!;
  return [...text.matchAll(/[A-Za-z$][\w$-]{2,}(?="?\s*[:=])/g)].flatMap(
    ({ 0: key, index }, count) => {
      const wrong = key.slice(0, -2) + key.at(-1)! + key.at(-2)!;
      if (wrong === key || count % 3 > 0 || /^(?:https?|x-|X-|localhost)/.test(key)) return [];
      return [[key, text.slice(0, index) + wrong + text.slice(index + key.length)] as const];
    },
  );
}

test("an undefined label hides the links with it in their address, not the dead links beside them", () => {
  const text = correct[index]!;
  const first = text.split("\n")[3]!;
  const line = "See `one <main/%MAIN_VERSIN%.html>`_ and `two <gone.html>`_.";
  expect(foundWith({ [index]: text.replace(first, `${first}\n\n${line}`) })).toEqual([
    "spec/index.rst:6 undefined-label",
    "spec/index.rst:6 dead-page-link",
  ]);
});

/** Names of an author's own that may be any. */
const free = new Set([
  "unstable",
  "deprecated",
  "index",
  "colour",
  "made",
  "limits",
  "note",
  "kind",
  "content",
  "state_key",
]);
const dataFiles = [
  settings,
  targets,
  things,
  thing,
  colour,
  made,
  event,
  "spec/colours.yaml",
  changelog,
];

test.each(dataFiles)("a key that is misspelt is one finding: %s", (path) => {
  for (const [key, text] of misspelt(path)) {
    const found = foundWith({ [path]: text });
    expect([key, found]).toEqual([key, found.slice(0, 1)]);
    if (!free.has(key)) expect([key, found.length]).toEqual([key, 1]);
  }
});

test("a wrong setting hides what follows from it, and nothing else", () => {
  const elsewhere = "See nowhere_, {{m_gone_event}} and {{gone_m_http_api}}.";
  const found = (from: string, to: string) =>
    foundWith({
      [settings]: correct[settings]!.replace(from, to),
      [notes]: correct[notes]!.replace("A note is written", `${elsewhere} A note is written`),
    }).map((line) => line.replace(/^\S+ /, ""));
  const all = ["unknown-target", "undefined-variable", "undefined-variable"];
  for (const [from, to] of [
    ["data:", "dta:"],
    ["changelogs:", "changelog:"],
    ["notices:", "notice:"],
    ["openapi:", "opnapi:"],
    ["schemas:", "schems:"],
    ["\napis:", "\napi:"],
  ] as const)
    expect(found(from, to)).toEqual([...all, "config-unknown-key"]);
  // What was meant is not known: a variable of an API or of an event may be there, a link to a place without a name.
  const unknown = ["unknown-target", "undefined-variable", "config-wrong-type"];
  expect(found("openapi: api", "openapi: [5]")).toEqual(unknown);
  expect(found("schemas: events/schemas", "schemas: [5]")).toEqual(unknown);
});

test("templates that fail: what they do not print is not missed", () => {
  const found = (name: string, text: string) =>
    foundWith({ [settings]: `${correct[settings]}templates: mine\n`, [`mine/${name}`]: text });
  expect(found("event.hbs", "{{titel}}")).toEqual(["mine/event.hbs:1 bad-template"]);
  expect(found("http-api.hbs", "\n{{#if}}")).toEqual(["mine/http-api.hbs:2 bad-template"]);
  expect(found("table.hbs", "{{> no}}")).toEqual(["mine/table.hbs:1 bad-template"]);
  expect(found("page.hbs", "\n{{{boddy}}}")).toEqual(["mine/page.hbs:2 bad-page-template"]);
});

test("entries of accept are reported where they are, also after broken ones", () => {
  const accept = `accept:
  - 5
  - { code: dead-link, file: a.rst }
  - { code: dead-link, file: a.rst, because: one }
  - { code: dead-lnk, file: a.rst, because: one }
  - { code: dead-page-link, file: a.rst, because: one }
`;
  expect(foundWith({ [settings]: `${correct[settings]}${accept}` })).toEqual([
    "specpress.yaml:26 config-wrong-type",
    "specpress.yaml:27 config-missing-key",
    "specpress.yaml:29 unknown-code",
  ]);
});

test("rows and fields of tables that do not fit are reported once each", () => {
  const found = (from: string, to: string, file = settings) =>
    foundWith({ [file]: correct[file]!.replace(from, to) });
  const data = "spec/colours.yaml";
  expect(found("field: meaning", "field: menaing")).toEqual([
    "specpress.yaml:24 table-field-missing",
  ]);
  expect(found("meaning:", "meannig:", data)).toEqual(["spec/colours.yaml:1 table-field-missing"]);
  expect(foundWith({ [data]: "colour: red\n" })).toEqual(["spec/colours.yaml:1 wrong-kind"]);
  expect(foundWith({ [data]: "" })).toEqual(["spec/colours.yaml:1 empty-file"]);
});

test("without the folder of pages, links within a text are looked at", () => {
  const wrong = {
    [main]: correct[main]!.replace("below <#notes>", "below <#nots>"),
    [index]: `${correct[index]}\nSee \`there <nowhere.html>\`_.\n`,
  };
  for (const pages of ["pages:", "pages: {}"]) {
    const found = foundWith({ ...wrong, [settings]: `${correct[settings]}${pages}\n` });
    expect(found.map((each) => each.replace(/.* /, ""))).toEqual([
      "dead-link",
      `config-${pages === "pages:" ? "wrong-type" : "missing-key"}`,
    ]);
  }
});

test("of a text in another encoding only that is told, wherever it follows from it", () => {
  const text = `${correct[notes]}

Café für alle
~~~~~~~~~~~~~

See \`here <#café>\`_ and über_.

* **Fé**é

.. _été: https://e.example

====  ====
ééé    ü
====  ====
`;
  const found = foundWith({
    [notes]: Buffer.from(text, "latin1"),
    [main]: correct[main]!.replace("below <#notes>", "below <#cafe-fur-alle>"),
    [index]: `${correct[index]}\nSee \`there <nowhere.html>\`_.\n`,
  });
  expect(found).toEqual(["spec/index.rst:13 dead-page-link", "spec/notes.rst:11 invalid-utf8"]);
});

test("there are many ways to break it", () => expect(changes.length).toBeGreaterThan(60));

for (const [what, file, from, to, found, others] of changes)
  test(what, () => {
    const text = correct[file]!;
    expect(text).toContain(from);
    const changed = to === null ? null : text.split(from).join(to);
    expect(foundWith({ ...others, [file]: changed })).toEqual([found]);
  });

test("two causes are two findings", () => {
  const mains = correct[main]!;
  expect(
    foundWith({
      [settings]: `${correct[settings]}severities: { none: "off" }\nfoo: 1\n`,
      [main]: `${mains.replace("{{common_event_fields}}", "{{none}}")}\nSee \`nothing <#nothing>\`_.\n`,
      [thing]: correct[thing]!.replace("$ref: colour.yaml", "$ref: colours.yaml"),
    }),
  ).toEqual([
    "api/definitions/thing.yaml:16 ref-not-found",
    "spec/main.rst:24 undefined-variable",
    "spec/main.rst:32 dead-link",
    "specpress.yaml:14 unused-variable",
    "specpress.yaml:25 unknown-code",
    "specpress.yaml:26 config-unknown-key",
  ]);
});

/** The settings with nothing in one of them. */
function withEmpty(key: string): string {
  return correct[settings]!.replace(new RegExp(`^${key}:.*\\n(?: .*\\n)*`, "m"), `${key}:\n`);
}

function lineOf(key: string): number {
  return correct[settings]!.split("\n").findIndex((line) => line.startsWith(`${key}:`)) + 1;
}

test.each<[what: string, files: Readonly<Record<string, string>>, found: readonly string[]]>([
  [
    "an example that is broken",
    { [example]: "{{" },
    [`${example}:1 yaml-syntax`, "events/schemas/m.stray:1 unused-file"],
  ],
  [
    "a schema that is broken",
    { [made]: correct[made]!.replace("allOf:", "allOf: [") },
    ["events/schemas/m.stray:1 unused-file", `${made}:4 yaml-syntax`],
  ],
  [
    "groups of events that are misspelt",
    { [settings]: correct[settings]!.replace("groups:", "group:") },
    ["events/schemas/m.stray:1 unused-file", "specpress.yaml:16 config-unknown-key"],
  ],
  [
    "files of a target that are misspelt",
    { [targets]: correct[targets]!.replace("  main:\n    files:", "  main:\n    flies:") },
    ["events/schemas/m.stray:1 unused-file", "spec/targets.yaml:4 config-unknown-key"],
  ],
  [
    "a file and a group of a target that are misspelt",
    {
      [targets]: correct[targets]!.replace("- main.rst", "- man.rst").replace(
        ": group:mod",
        ": group:mood",
      ),
    },
    [
      "events/schemas/m.stray:1 unused-file",
      "spec/targets.yaml:5 target-file-missing",
      "spec/targets.yaml:6 unknown-group",
    ],
  ],
  [
    "an entry of a target that is no text",
    { [targets]: correct[targets]!.replace("- main.rst", "- 5") },
    ["events/schemas/m.stray:1 unused-file", "spec/targets.yaml:5 bad-target-entry"],
  ],
  [
    "a group that is no list",
    { [targets]: correct[targets]!.replace("[notes.rst]", "5") },
    ["events/schemas/m.stray:1 unused-file", "spec/targets.yaml:9 not-a-list-of-files"],
  ],
  [
    "a target that is there twice",
    { [targets]: `${correct[targets]!}groups: { modules: [notes.rst] }\n` },
    ["events/schemas/m.stray:1 unused-file", "spec/targets.yaml:12 duplicate-key"],
  ],
  [
    "a line of the targets that is no YAML",
    { [targets]: correct[targets]!.replace('    version_label: "', "    version_label: ") },
    ["events/schemas/m.stray:1 unused-file", "spec/targets.yaml:7 yaml-syntax"],
  ],
  [
    "a line of the settings that is no YAML",
    { [settings]: correct[settings]!.replace("specification: spec", "specification: the: spec") },
    ["events/schemas/m.stray:1 unused-file", "specpress.yaml:2 yaml-syntax"],
  ],
  [
    "several lines of the settings that are no YAML",
    {
      [settings]: correct[settings]!.replace("name: Things", "name: [").replace(
        "changelogs: changelogs",
        "\tchangelogs: changelogs",
      ),
    },
    [
      "events/schemas/m.stray:1 unused-file",
      "specpress.yaml:1 yaml-syntax",
      "specpress.yaml:18 yaml-syntax",
    ],
  ],
  ...["labels", "events", "tables", "changelogs"].map(
    (key): [string, Record<string, string>, string[]] => [
      `an empty setting "${key}"`,
      { [settings]: withEmpty(key) },
      [
        ...(key === "events" ? [] : ["events/schemas/m.stray:1 unused-file"]),
        `specpress.yaml:${lineOf(key)} config-wrong-type`,
      ],
    ],
  ),
  ...["", "# Nothing yet.\n", "5\n", "[]\n"].map(
    (text): [string, Record<string, string>, string[]] => [
      `an API file that is ${JSON.stringify(text)}`,
      { [things]: text },
      [
        `${things}:1 ${/^[5[]/.test(text) ? "wrong-kind" : "empty-file"}`,
        "events/schemas/m.stray:1 unused-file",
      ],
    ],
  ),
  [
    "a folder of APIs that is no text",
    { [settings]: correct[settings]!.replace("openapi: api", "openapi: [api]") },
    ["events/schemas/m.stray:1 unused-file", "specpress.yaml:9 config-wrong-type"],
  ],
])("beside %s, what has nothing to do with it is found", (_what, files, found) => {
  const stray = correct["events/schemas/m.note$text"]!.replaceAll("m.note", "m.stray");
  const others = {
    "events/schemas/m.stray": stray,
    "events/examples/m.stray": correct["events/examples/m.note$text"]!.replace("m.note", "m.stray"),
    [notes]: `${correct[notes]}\nSee \`nothing <#nothing>\`__ and \`\`open.\n`,
    [main]: correct[main]!.replace("below <#notes>", "below <#nots>"),
    [index]: `${correct[index]}\nSee \`there <nowhere.html>\`_.\n`,
    "spec/lost.rst": "Lost\n====\n\nText.\n",
  };
  expect(foundWith({ ...others, ...files })).toEqual(
    [
      ...found,
      "spec/index.rst:13 dead-page-link",
      // It may be what is meant where a page lacks a text.
      ...(found.some((line) => /targets.yaml.* (?:bad|not-a|dup|yaml)/.test(line))
        ? []
        : ["spec/lost.rst:1 unused-text"]),
      "spec/main.rst:20 dead-link",
      "spec/notes.rst:10 dead-link",
      "spec/notes.rst:10 unclosed-inline-markup",
    ].toSorted((one, other) => one.localeCompare(other)),
  );
});

test.each([main, notes, things, thing, made, example, targets])(
  "a file that may not be read is one finding: %s",
  (path) => {
    const all = memoryFiles(new Map(Object.entries(correct)));
    const bytes = (each: string) => (each === path ? null : all.bytes(each));
    const { project, report, diagnostics } = loadFiles(correct, { files: { ...all, bytes } });
    checkSite(project!, report);
    const found = settle(diagnostics, project!, { severities }).diagnostics;
    expect(told(found)).toEqual([`${path}:1:1 unreadable-file ${path}`]);
  },
);

test("what is missing at several places is reported at the first, with notes for the others", () => {
  const files = { ...correct, [index]: `${correct[index]}\n{{none}}\n\n{{none}} and {{none}}\n` };
  const { project, report, diagnostics } = loadFiles(files, {
    gitVersion: "",
    gitRev: "",
    asMeant: true,
  });
  checkSite(project!, report);
  const [first, ...others] = settle(diagnostics, project!, { severities }).diagnostics;
  expect(others).toEqual([]);
  expect(told([first!])).toEqual(["spec/index.rst:13:1 undefined-variable none"]);
  expect(first!.notes?.map(({ span, text }) => `${placeOf(span)} ${text}`)).toEqual([
    "spec/index.rst:15 also here",
    "spec/index.rst:15 also here",
  ]);
});

test("a number that JSON has not is one finding, whatever it does not fit", () => {
  const text = correct[thing]!.replace("example: 3", "example: -.inf");
  expect(text).not.toBe(correct[thing]);
  expect(foundWith({ [thing]: text }).map((each) => each.replace(/.* /, ""))).toEqual([
    "number-not-json",
  ]);
});

test("of the texts in no target, an API without a page hides its own alone", () => {
  const whole = correct[targets]!;
  const found = foundWith({
    [targets]: whole.slice(0, whole.indexOf("  main:\n")) + whole.slice(whole.indexOf("groups:")),
    "spec/lost.rst": "Lost\n====\n\nNothing of the API.\n",
    "spec/main/part.rst": "Part\n====\n\nOf the API, by its folder.\n",
  });
  expect(found.filter((each) => /unused-text|api-/.test(each))).toEqual([
    "spec/lost.rst:1 unused-text",
    "spec/notes.rst:1 unused-text",
    "specpress.yaml:8 api-without-page",
  ]);
});

test("an example that is left out since it is too large is not missed", () => {
  const large = `{ "type": "m.thing.made", "content": { "more": [${"1, ".repeat(10_001)}1] } }`;
  const found = foundWith({ [example]: large });
  expect(found).toContain("events/schemas/m.thing.made:1 example-too-large");
  expect(found.filter((each) => each.includes("event-without-example"))).toEqual([]);
});

test.each([
  ["<div style={{ color: red }}>\n\nText.\n\n</div>", "3 jsx-attribute"],
  ["A <b title={at}>b</b> <a href={at}>c</a>.", "3 jsx-attribute 3 jsx-attribute"],
  ["<Tabs>\n\n<Tab>\n\nText.\n\n</Tab>\n\n</Tabs>", "3 component-as-html 5 component-as-html"],
  ["<p>\n<img src={at} />\n</p>", "4 jsx-attribute"],
  ['<div a={{ b: "<b id=\\"a\\"></b><b id=\\"c\\"></b>" }}></div>\n\nText.', "3 jsx-attribute"],
  ['<Heading\n  as={"h1"}\n>\n</Heading>', "3 foreign-markup"],
  ['A <Link\n  href="#a"\n  id={"b"}>c</Link> d', "3 foreign-markup"],
  ['A <Link href="#page">b</Link> c', "3 component-as-html"],
  ["```mermaid\na\n```\n\n```mermaid\nb\n```", "3 foreign-markup"],
  ["<Tabs a={{ b: 'c' }}>\n\nText.\n\n</Tabs>", "3 foreign-markup"],
  ["A <nav>b", "3 html-not-closed"],
  ["[](){#old-id}\n\nText.", "3 foreign-markup"],
  ['!!! note "A"\n    Text.[^1]\n\n[^1]: A note.', "3 foreign-markup"],
  ['!!! note "A"\n    Text.\n\n[^1]: A note.', "3 foreign-markup 6 unused-footnote"],
  ["<<<<<<< main\nOne.\n=======\nTwo.\n>>>>>>> b\n\n### Three", "3 conflict-mark"],
  ["| a |\n| - |\n| `b | c` |", "5 table-cell-left-out"],
  [
    "[a](<{{% site %}}/b>), [c][d]\n\n[d]: <{{% site %}}>",
    "3 shortcode-as-text 3 shortcode-as-text",
  ],
])("%j of another program is told as such alone", (text, expected) => {
  const { project, report, diagnostics } = loadFiles({
    "specpress.yaml": "name: Tiny\nraw: sanitise\npages: content\n",
    "content/_index.md": `# Page\n\n${text}\n`,
  });
  checkSite(project!, report);
  const found = settle(diagnostics, project!, {}).diagnostics;
  expect(found.map(({ code, span }) => `${placeOf(span).split(":")[1]} ${code}`).join(" ")).toBe(
    expected,
  );
});

test.each([
  ["that is empty", "", "empty-text"],
  ["in UTF-16", Buffer.from("---\ntitle: A\n---\nText\n", "utf16le"), "nul-character"],
  ["in UTF-32", Buffer.from("#\0\0\0 \0\0\0A\0\0\0"), "nul-character"],
])("of a page %s only that is told", (_what, bytes, code) => {
  const { project, report, diagnostics } = loadFiles({
    "specpress.yaml": "name: Tiny\npages: content\n",
    "content/_index.md": "# Page\n\nText.\n",
    "content/b.md": typeof bytes === "string" ? bytes : new Uint8Array(bytes),
  });
  checkSite(project!, report);
  const found = settle(diagnostics, project!, {}).diagnostics;
  expect(found.map((each) => each.code)).toEqual([code]);
});

test.each([
  ["{{% note %}}\nOne\n\n- Two\n  {{% /note %}}", "3 shortcode-not-closed"],
  ["{{% note %}} One {{% /not %}}", "3 unknown-shortcode"],
  ["{{% nota %}} One {{% /note %}}", "3 unknown-shortcode"],
  ['{{% note title="a %}} One {{% /note %}}', "3 shortcode-syntax"],
  ['{{% note a title="b" %}}One{{% /note %}}', "3 parameters-mixed"],
  ["{{% note %}} One {{% /note %}} {{% /note %}}", "3 shortcode-not-open"],
])("of a shortcode that lacks a half only that is told: %j", (text, expected) => {
  const { project, report, diagnostics } = loadFiles({
    "specpress.yaml":
      'name: Tiny\npages: content\nshortcodes: { note: { shows: admonition, kind: note, title: "{title}" } }\n',
    "content/_index.md": `# Page\n\n${text}\n`,
  });
  checkSite(project!, report);
  const found = settle(diagnostics, project!, {}).diagnostics;
  expect(found.map(({ code, span }) => `${placeOf(span).split(":")[1]} ${code}`).join(" ")).toBe(
    expected,
  );
});
