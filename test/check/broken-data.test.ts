import { expect, test } from "vitest";
import { correct, foundWith } from "../validate/correct-project.js";

/**
 * One cause, one finding, where a file is no YAML or JSON, a line is lost or git could not merge: what is found besides, by
 * reading around it, is not told.
 */
type Change = readonly [what: string, file: string, from: string, to: string, found: string];

const settings = "specpress.yaml";
const targets = "spec/targets.yaml";
const main = "spec/main.rst";
const notes = "spec/notes.rst";
const things = "api/things.yaml";
const made = "events/schemas/m.thing.made";
const example = "events/examples/m.thing.made";
const picture = "events/examples/m.note$picture";
const changelog = "changelogs/main/pyproject.toml";
const fragment = "changelogs/main/newsfragments/12.new";

/** Two versions of lines, as git leaves them. */
function unmerged(lines: string, others = lines): string {
  return `<<<<<<< HEAD\n${lines}=======\n${others}>>>>>>> other\n`;
}

const match = '    note_events: { match: "m.note*" }\n';
const modules = "  modules: [notes.rst]\n";

const changes: readonly Change[] = [
  // Lines that git could not merge
  [
    "in settings",
    settings,
    match,
    unmerged(match, match.replace("note*", "nota*")),
    ":17 yaml-syntax",
  ],
  ["in targets", targets, modules, unmerged(modules), ":9 yaml-syntax"],
  ["in an API", things, '  version: "1.0"\n', unmerged('  version: "1.0"\n'), ":4 yaml-syntax"],
  [
    "in an example",
    example,
    '    "count": 3\n',
    unmerged('    "count": 3\n', '    "count": "x"\n'),
    ":5 yaml-syntax",
  ],
  [
    "in a fragment",
    fragment,
    "Add notes.\n",
    unmerged("Add notes.\n", "Add note\n"),
    ":1 conflict-mark",
  ],
  ["in a text", notes, "A note is", `${unmerged("One ``note.\n")}\nA note is`, ":4 conflict-mark"],
  // Examples in JSON
  [
    "a colon that is missing",
    example,
    '"state_key": "lamp"',
    '"state_key" "lamp"',
    ":3 yaml-syntax",
  ],
  ["the first bracket that is missing", example, '{\n  "type"', '  "type"', ":1 yaml-syntax"],
  [
    "a bracket that is opened twice",
    example,
    '  "content": {\n',
    '  "content": {\n  "content": {\n',
    ":4 yaml-syntax",
  ],
  ["a key of an object that is lost", example, '  "content": {\n', "", ":5 yaml-syntax"],
  [
    "a line that is there twice",
    example,
    '    "count": 3\n',
    '    "count": 3\n    "count": 3\n',
    ":5 yaml-syntax",
  ],
  [
    "an event without an example that can be read",
    picture,
    '"body": "Hello"\n  }\n}',
    '"body": "Hello"\n  }\n} }',
    ":7 yaml-syntax",
  ],
  ["an empty example", example, correct[example]!, "", ":1 empty-file"],
  // YAML
  [
    "a dash without its space",
    made,
    "required: [count]",
    "required:\n      - count\n      -type",
    ":19 yaml-syntax",
  ],
  [
    "a text without its mark",
    things,
    "description: Lists all things, the latest first.",
    "description:\n        Lists all things: these are\n        many.",
    ":30 yaml-syntax",
  ],
  [
    "a key that is a comment",
    made,
    "  content:\n    type: object\n    properties:\n",
    "  content:\n    type: object\n    # properties:\n",
    ":14 yaml-syntax",
  ],
  [
    "two names without a comma",
    "events/schemas/core/event.yaml",
    "required: [type, content]",
    "required: [type content]",
    ":12 required-unknown",
  ],
  // Settings of changelogs
  [
    "a table that is misspelt",
    changelog,
    "[tool.towncrier]",
    "[tool.towncrir]",
    ":1 bad-changelog-config",
  ],
  [
    "a bracket of a table that is missing",
    changelog,
    "[[tool.towncrier.type]]",
    "[tool.towncrier.type]]",
    ":7 bad-changelog-config",
  ],
  [
    "a header that is lost",
    changelog,
    "showcontent = true\n",
    'showcontent = true\ndirectory = "fix"\nname = "Fixed"\nshowcontent = true\n',
    ":11 bad-changelog-config",
  ],
  [
    "a colon in place of =",
    changelog,
    'directory = "new"',
    'directory : "new"',
    ":8 bad-changelog-config",
  ],
  [
    "a directory that is a number",
    changelog,
    'directory = "new"',
    "directory = 5",
    ":8 bad-changelog-config",
  ],
];

test.each(changes)("%s is one finding: %s", (_what, file, from, to, found) => {
  expect(correct[file]).toContain(from);
  expect(foundWith({ [file]: correct[file]!.replace(from, () => to) })).toEqual([
    `${file}${found}`,
  ]);
});

const newText: Readonly<Record<string, string>> = { "spec/more.rst": "More\n====\n\nText.\n" };

test.each<[what: string, files: Readonly<Record<string, string | null>>, found: string]>([
  [
    "a type that is misspelt, which fragments have",
    {
      [changelog]: correct[changelog]!.replace('directory = "new"', 'directory = "nwe"'),
      "changelogs/main/newsfragments/13.new": "Add more notes.\n",
    },
    `${fragment}:1 unknown-fragment`,
  ],
  [
    "fragments in a folder that is not theirs",
    {
      "changelogs/main/old/13.new": "Add more notes.\n",
      "changelogs/main/old/14.new": "Add even more.\n",
    },
    "changelogs/main/old/13.new:1 stray-fragment",
  ],
  [
    "a text that is left out of a page, with what it shows and links to it",
    {
      [targets]: correct[targets]!.replace("modules: [notes.rst]", "modules: [more.rst]"),
      ...newText,
    },
    `${notes}:1 unused-text`,
  ],
  [
    "a variable that is left out, and links to what it shows",
    {
      [main]: correct[main]!.replace("{{things_m_http_api}}\n", "").replace(
        "<#notes>",
        "<#get-v1-things>",
      ),
    },
    `${things}:1 unused-file`,
  ],
  [
    "a version that is no label, and links that lead out of its folder",
    {
      [targets]: correct[targets]!.replace('"%MAIN_VERSION%"', '["%MAIN_VERSION%"]'),
      [main]: correct[main]!.replace("<#notes>", "<../index.html#colours>"),
    },
    `${targets}:7 version-label-not-text`,
  ],
  [
    "a variable with a brace too few",
    { [main]: correct[main]!.replace("{{things_m_http_api}}", "{{things_m_http_api}") },
    `${main}:22 variable-as-text`,
  ],
  [
    "a label that is misspelt in a link within the page",
    { [main]: correct[main]!.replace("<#notes>", "<#notes-%MAIN_VERSIN%>") },
    `${main}:20 undefined-label`,
  ],
  [
    "settings whose key is lost",
    { [settings]: correct[settings]!.replace("  colour_table:\n", "") },
    `${settings}:20 config-wrong-type`,
  ],
])("%s: one finding", (_what, files, found) => expect(foundWith(files)).toEqual([found]));

test("a fault in a file whose name is a part of a variable's does not hide that there is none", () =>
  expect(
    foundWith({
      [settings]: correct[settings]!.replace("note_events", "note_kinds"),
      "api/events.yaml": "5\n",
    }).some((each) => each.includes("undefined-variable")),
  ).toBe(true));

test("of a target that is lost, what is wrong in texts that were on no page is not told", () => {
  const broken = correct[targets]!.replace("    files:\n", "    - files:\n");
  const found = foundWith({ [targets]: broken, "spec/sketch.rst": "Sketch\n======\n\n{{none}}\n" });
  expect(found.filter((each) => each.startsWith("spec/sketch.rst"))).toEqual([]);
});

test("two faults of names in a template are two findings", () =>
  expect(
    foundWith({
      [settings]: `${correct[settings]}templates: templates\n`,
      "templates/changelog.hbs": "{{entri}}\n\n{{#if x}}{{/if}}\n\n{{{titel}}}\n",
    }).filter((each) => each.startsWith("templates/")),
  ).toEqual(["templates/changelog.hbs:1 bad-template", "templates/changelog.hbs:5 bad-template"]));
