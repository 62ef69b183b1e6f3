import { execFileSync, spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { adviceOf, collector } from "../../src/base/diagnostics.js";
import { loadProject } from "../../src/load/load.js";
import { checkSite } from "../../src/pipeline.js";
import { writeFiles } from "./tiny-project.js";
import { correct, foundWith } from "../validate/correct-project.js";

const config = correct["specpress.yaml"]!;
const made = correct["events/schemas/m.thing.made"]!;
const things = correct["api/things.yaml"]!;
const unread = "unread-file";

type Case = readonly [what: string, files: Record<string, string | null>, found: string[]];

/** Two files or settings for one name: an error that names both, and no more. */
const twice: readonly Case[] = [
  ["settings as .yml", { "specpress.yml": config }, ["specpress.yml:1 same-name"]],
  ["settings as .json", { "specpress.json": "{}" }, ["specpress.json:1 same-name"]],
  ["settings with a capital", { "Specpress.yaml": config }, ["Specpress.yaml:1 same-name"]],
  ["targets as .yml", { "spec/targets.yml": "targets: {}" }, ["spec/targets.yml:1 same-name"]],
  ["an API file as .yml", { "api/things.yml": things }, ["api/things.yml:1 same-name"]],
  [
    "a definition as .json",
    { "api/definitions/thing.json": '{"type": "object"}' },
    ["api/definitions/thing.yaml:1 same-name"],
  ],
  [
    "a definition with another sign in its name",
    {
      "api/definitions/a-b.yaml": "type: string\ndescription: One.",
      "api/definitions/a_b.yaml": "type: string\ndescription: Two.",
      "spec/notes.rst": `${correct["spec/notes.rst"]!}\n{{definition_m_a_b}}\n`,
    },
    ["api/definitions/a_b.yaml:1 same-variable"],
  ],
  [
    "a schema as .yaml",
    { "events/schemas/m.thing.made.yaml": made },
    ["events/schemas/m.thing.made.yaml:1 same-name"],
  ],
  [
    "an example as .json",
    { "events/examples/m.thing.made.json": correct["events/examples/m.thing.made"]! },
    ["events/examples/m.thing.made.json:1 same-name"],
  ],
  [
    "a table called like an event",
    {
      "specpress.yaml": config.replace(
        "  colour_table:",
        "  m_thing_made_event: &t\n    data: spec/colours.yaml\n    columns: [{ title: C, field: colour, width: 9 }]\n  colour_table:",
      ),
    },
    ["specpress.yaml:20 same-variable"],
  ],
  [
    "a group called like a schema's fields",
    {
      "specpress.yaml": config.replace("note_events:", "common_event_fields:"),
      "spec/notes.rst": correct["spec/notes.rst"]!.replace("note_events", "common_event_fields"),
    },
    ["specpress.yaml:17 same-variable"],
  ],
  [
    "a table called like what there is anyway",
    {
      "specpress.yaml": config.replace("colour_table:", "git_rev:"),
      "spec/index.rst": correct["spec/index.rst"]!.replace("colour_table", "git_rev"),
    },
    ["specpress.yaml:20 same-variable"],
  ],
  [
    "two targets for one page",
    {
      "spec/targets.yaml": correct["spec/targets.yaml"]!.replace(
        "groups:",
        "  Index: { files: [index.rst] }\ngroups:",
      ),
    },
    ["spec/targets.yaml:8 duplicate-page"],
  ],
];

describe("two for one name", () => {
  test.each(twice)("%s", (_what, files, found) => {
    expect(foundWith(files)).toEqual(found);
  });
});

/** Files that nothing reads: each folder once. */
const strays: readonly Case[] = [
  ["an API file in a folder", { "api/v2/more.yaml": "a: {[" }, [`api/v2/more.yaml:1 ${unread}`]],
  [
    "many in a folder",
    { "api/v2/a.yaml": "", "api/v2/b.json": "", "api/v2/c/d.yml": "" },
    [`api/v2/a.yaml:1 ${unread}`, `api/v2/c/d.yml:1 ${unread}`],
  ],
  [
    "a schema in a folder",
    { "events/schemas/more/m.x.yaml": made },
    [`events/schemas/more/m.x.yaml:1 ${unread}`],
  ],
  [
    "events without extensions in folders, but not programs",
    {
      "events/schemas/more/m.x": made,
      "events/examples/more/m.x": '{ "type": "m.x" }',
      "events/schemas/more/make.sh": "a: b",
      "events/schemas/more/NOTES": "Text.",
    },
    [`events/examples/more/m.x:1 ${unread}`, `events/schemas/more/m.x:1 ${unread}`],
  ],
  [
    "an example in a folder",
    { "events/examples/old/m.note.json": "{" },
    [`events/examples/old/m.note.json:1 ${unread}`],
  ],
  ["settings as text", { "specpress.yaml.txt": "" }, [`specpress.yaml.txt:1 ${unread}`]],
  ["a copy of the settings", { "specpress (1).yaml": "" }, [`specpress (1).yaml:1 ${unread}`]],
  ["settings with a slip", { "spespress.yml": "" }, [`spespress.yml:1 ${unread}`]],
  ["targets with a slip", { "spec/target.yaml": "" }, [`spec/target.yaml:1 ${unread}`]],
  [
    "what editors keep",
    { "specpress.yaml.bak": "", "specpress.yaml~": "", "compress.yaml": "" },
    [],
  ],
  ["a text among API files", { "api/notes.rst": "A" }, [`api/notes.rst:1 ${unread}`]],
  ["data among texts", { "spec/data/old.json": "{" }, [`spec/data/old.json:1 ${unread}`]],
  ["Markdown among texts", { "spec/intro.md": "# A" }, [`spec/intro.md:1 ${unread}`]],
  ["a history without an API", { "changelogs/mian.rst": "A" }, [`changelogs/mian.rst:1 ${unread}`]],
  [
    "copies and names without an extension",
    {
      "api/things": things,
      "api/things.yaml.bak": "a: {[",
      "api/more.ymal": things,
      "api/Makefile": "all:",
      "api/draw": "#!/bin/sh\n",
      "api/link": "../events/schemas",
      "api/picture.png.orig": "",
      "events/schemas/m.thing.made~": made,
      "events/examples/m.thing.made.orig": "{",
      "spec/notes": "A",
      "spec/notes.rst~": "A",
      "changelogs/main.rst.orig": "A",
      "changelogs/main/12": "A",
    },
    [
      `api/more.ymal:1 ${unread}`,
      `changelogs/main.rst.orig:1 ${unread}`,
      `changelogs/main/12:1 ${unread}`,
      `events/examples/m.thing.made.orig:1 ${unread}`,
      `events/schemas/m.thing.made~:1 ${unread}`,
      `spec/notes:1 ${unread}`,
    ],
  ],
  [
    "a part that no event has",
    { "events/schemas/part.yaml": "type: object" },
    ["events/schemas/part.yaml:1 unused-file"],
  ],
  [
    "what is there on purpose",
    {
      "specpress.yaml": `${config}ignore: [specpress.yml, "api/v2/**", "spec/*.md", events/schemas/draft.yaml, events/examples/old, spec/draft.rst]\n`,
      "specpress.yml": "{[",
      "api/v2/a.yaml": "{[",
      "api/v2/b/c.yaml": "{[",
      "spec/intro.md": "# A",
      "spec/draft.rst": "``",
      "events/schemas/draft.yaml": "{[",
      "events/examples/old/m.note.json": "{",
    },
    [],
  ],
  [
    "files that are read in an encoding",
    {
      "spec/old.txt": "Text.",
      "spec/old.csv": "a,b",
      "spec/notes.rst": `${correct["spec/notes.rst"]!}\n.. include:: old.txt\n   :encoding: latin-1\n\n.. csv-table::\n   :file: old.csv\n   :encoding: cp1252\n`,
    },
    [],
  ],
  [
    "what lies beside them everywhere",
    {
      "api/README.md": "# A",
      "spec/LICENSE.md": "A",
      "spec/.draft.yaml": "{[",
      "spec/node_modules/a/index.json": "{",
      "spec/figure.svg": "<svg/>",
      "spec/dist/a.json": "{",
      "changelogs/README.rst": "A",
      "other/a.yaml": "{[",
      "a.yaml": "{[",
    },
    [],
  ],
];

describe("files that nothing reads", () => {
  test.each(strays)("%s", (_what, files, found) => {
    expect(foundWith(files)).toEqual(found);
  });

  test.each([
    [
      "of APIs",
      "  more: { title: More, purpose: More, openapi: apis/more, suffix: x, version: MAIN_VERSION }\n",
    ],
    ["of the only API", ""],
  ])("API files beside the folder %s", (_what, more) => {
    const second = config.replace("events:\n", `${more}events:\n`);
    const files = {
      "specpress.yaml": second.replace("openapi: api,", "openapi: apis/main,"),
      ...Object.fromEntries(
        Object.entries(correct).flatMap(([path, text]) =>
          path.startsWith("api/")
            ? [
                [path, null],
                [path.replace("api/", "apis/main/"), text],
              ]
            : [],
        ),
      ),
      ...(more === "" ? {} : { "apis/more/definitions/a.yaml": "type: string" }),
      "apis/new/a.yaml": things,
      "apis/package.json": "{}",
      "apis/settings.json": "{}",
    };
    expect(foundWith(files).filter((each) => each.includes(unread))).toEqual([
      `apis/new/a.yaml:1 ${unread}`,
    ]);
  });
});

const hasGit = spawnSync("git", ["--version"]).status === 0;

test.skipIf(!hasGit)("what git ignores is not reported, and the hint leaves what is read", () => {
  const root = writeFiles({
    ...correct,
    ".gitignore": "*~\n/api/v2/\n",
    "api/things.yaml~": things,
    "api/v2/more.yaml": things,
    "api/things.orig": things,
    "api/things.old": things,
    "spec/old/a.md": "A",
  });
  execFileSync("git", ["init", "-q"], { cwd: root });
  const { report, diagnostics } = collector();
  checkSite(loadProject({ root }, report)!, report);
  const ignoring = diagnostics
    .filter(({ code }) => code === unread)
    .map((each) => /ignore: .*/.exec(adviceOf(each)!)![0]);
  expect(ignoring).toEqual([
    'ignore: ["spec/old/**"]',
    'ignore: ["api/things.old", "api/things.orig"]',
  ]);
});
