import { expect, test } from "vitest";
import { collector } from "../../src/base/diagnostics.js";
import { settle } from "../../src/check/check.js";
import { loadProject } from "../../src/load/load.js";
import { checkSite } from "../../src/pipeline.js";
import { told, writeFiles, type Files } from "../load/tiny-project.js";
import { tinyProject } from "../program.js";

const event = (type: string, more = "") =>
  `allOf: [{ $ref: base.yaml }]\ntype: object\ndescription: An event.\nproperties:\n  type: { type: string, enum: [${type}] }\n  content: { type: object, properties: { kind: { type: string, enum: [${more || "a"}], description: Kind. } } }\n`;

const settings = `first: FIRST
events:
  schemas: events
  examples: examples
  kinds: KINDS
  variants: VARIANTS
  notes: NOTES
  groups: { all: { match: "lamp.*", except: EXCEPT, first: LEAD } }
notices: NOTICES
`;
const right: Readonly<Record<string, string>> = {
  FIRST: "{ status: [/status] }",
  KINDS: "{ base.yaml: Event }",
  VARIANTS: "{ lamp.message: kind }",
  NOTES: "{ lamp.switched: More. }",
  EXCEPT: "[lamp.colour]",
  LEAD: "[lamp.switched]",
  NOTICES: "{ unstable: A draft., deprecated: Old. }",
};

function project(changes: Readonly<Record<string, string>>, files: Files = {}): Files {
  const words: Readonly<Record<string, string>> = { ...right, ...changes };
  const [first = "", ...others] = settings
    .replace(/[A-Z]{4,}/g, (word) => words[word] ?? word)
    .split("\n");
  return {
    ...tinyProject,
    "specpress.yaml": `${tinyProject["specpress.yaml"].replace("version: MAIN_VERSION }", `version: MAIN_VERSION, ${first} }`)}${others.join("\n")}`,
    "spec/main.rst": `${tinyProject["spec/main.rst"]}\n{{all}}\n`,
    "events/base.yaml":
      "type: object\nproperties: { sender: { type: string, description: Who. } }\n",
    "events/lamp.switched": event("lamp.switched"),
    "events/lamp.colour": event("lamp.colour"),
    "events/lamp.message": event("lamp.message"),
    "examples/lamp.switched": "{ type: lamp.switched, content: { kind: a } }\n",
    "examples/lamp.colour": "{ type: lamp.colour, content: { kind: a } }\n",
    "examples/lamp.message": "{ type: lamp.message, content: { kind: a } }\n",
    ...files,
  };
}

function found(files: Files): readonly string[] {
  const { report, diagnostics } = collector();
  const loaded = loadProject({ root: writeFiles(files), gitVersion: "", gitRev: "" }, report)!;
  checkSite(loaded, report);
  const { diagnostics: settled } = settle(diagnostics, loaded);
  return told(settled)
    .filter((line) => /setting-without-match|example-without-event|event-without/.test(line))
    .map((line) => line.replace(/^([^:]+):\d+:\d+ /, "$1 "));
}

const wrong: readonly (readonly [name: string, value: string, ...told: string[]])[] = [
  ["FIRST", "{ status: [/status] }"],
  ["FIRST", "{ statsu: [/status] }", "statsu", "status"],
  ["FIRST", "{ status: [/statsu] }", "/statsu", "/status"],
  ["EXCEPT", "[lamp.color]", "lamp.color", "lamp.colour"],
  ["LEAD", "[lamp.swtched]", "lamp.swtched", "lamp.switched"],
  ["LEAD", "[lamp.colour]", "lamp.colour"],
  ["VARIANTS", "{ lamp.message: kid }", "kid", "kind"],
  ["VARIANTS", "{ lamp.mesage: kind }", "lamp.mesage", "lamp.message"],
  ["NOTES", "{ lamp.swiched: More. }", "lamp.swiched", "lamp.switched"],
  ["NOTICES", "{ unstabel: A draft. }", "unstabel", "unstable"],
  ["KINDS", "{ lamp.switched: Event, base.yaml: Event }"],
  ["KINDS", "{ lamp.switched: Other }", "lamp.switched"],
];
test.each(wrong)(
  "a setting that matches nothing is told, at its place: %s %s",
  (name, value, ...words) => {
    const lines = found(project({ [name]: value }));
    if (words.length === 0) return expect(lines).toEqual([]);
    const [word, near = ""] = words;
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^specpress.yaml setting-without-match ${word!} `));
    expect(lines[0]).toContain(near);
  },
);

test("an example that is nearly named like an event says which one", () => {
  const { "examples/lamp.colour": example, ...others } = project({});
  expect(found({ ...others, "examples/lamp.color": example! })).toEqual([
    "examples/lamp.color example-without-event lamp.color lamp.colour",
  ]);
});
