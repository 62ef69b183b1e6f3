import { withBackslashes } from "../../src/base/verbatim.js";
import { describe, expect, test } from "vitest";
import { authored, positionAt } from "../../src/base/source.js";
import type { Files } from "../load/tiny-project.js";
import { base, build } from "../model/tiny-model.js";
import { casesIn } from "../rst/cases.js";

/** Cases hold files (`=== path`, then its text); what is expected begins with the variable's name in braces. */
describe("sections", () => {
  test.each(casesIn(new URL("./", import.meta.url)))(
    "$name",
    ({ input, expected, diagnostics }) => {
      const { sections, told } = build(filesIn(input));
      const [, variable, text] = /^\{\{(\w+)\}\}\n([^]*)$/.exec(expected)!;
      const printed = sections.get(variable!)!.text;
      expect(withBackslashes(printed).replace(/ +$/gm, "")).toBe(`\n${text}`);
      expect(told().filter((line) => !line.includes("empty-event-group"))).toEqual(diagnostics);
    },
  );
});

function filesIn(text: string): Files {
  const files = text.split(/^=== (.*)\n/m).slice(1);
  return Object.fromEntries(
    files.flatMap((path, index) => (index % 2 === 0 ? [[path, files[index + 1]!]] : [])),
  );
}

const room = `
swagger: "2.0"
basePath: /v1/
paths:
  /rooms/{id}:
    get:
      summary: Gets a room.
      parameters:
        - { in: path, name: id, type: string, required: true, description: Which *room*., x-example: "!a" }
      responses:
        200:
          description: |-
            The room. It is
            described at some length, so that the text goes on, and on, and on.
`;

test("a place in the printed text is the author's place", () => {
  const { sections } = build({ "api/rooms.yaml": room });
  const section = sections.get("rooms_m_http_api")!;
  const placeOf = (text: string) => {
    const start = section.text.indexOf(text);
    const at = authored({ source: section, start, end: start });
    const { line, column } = positionAt(at.source, at.start);
    return `${at.source.path}:${line}:${column} ${at.source.text.slice(at.start, at.start + 5)}`;
  };
  expect(placeOf("*room*")).toBe("api/rooms.yaml:9:82 *room");
  expect(placeOf("at some length")).toBe("api/rooms.yaml:14:23 at so");
  expect(placeOf("!a")).toMatch("api/rooms.yaml:6:5 get:"); // made text: the operation it is of
});

test("a template of the project takes the place of ours; one that fails is told once", () => {
  const files = { "api/rooms.yaml": room, "api/others.yaml": room };
  const template = (text: string) =>
    build({
      ...files,
      "specpress.yaml": `${String(base["specpress.yaml"])}templates: mine\n`,
      "mine/http-api.hbs": text,
    });
  const own = template("{{heading title style='sametitle'}}\n{{indent 'a\n\nb' 2}}\n");
  expect(own.sections.get("rooms_m_http_api")!.text).toBe(
    "\n``GET /v1/rooms/{id}``\n//////////////////////\n  a\n\n  b\n",
  );
  const wrong = template("{{title}}\n{{titel}}\n").told();
  expect(wrong.filter((line) => line.includes("bad-template"))).toHaveLength(1);
  expect(wrong.join()).toMatch(/mine\/http-api\.hbs:2:3 bad-template http-api .*titel/);
});

test("labels of releases: no notice, the section of the history", () => {
  const files = {
    "specpress.yaml": `${String(base["specpress.yaml"])}changelogs: changes\n`,
    "changes/main.rst":
      "r2\n==\n\n..  none yet\n\nFixes\n-----\n\n- One. (#1)\n\n\nr1.0\n====\n\nFirst.\n",
    "changes/main/pyproject.toml": "[tool.towncrier]\ntitle_format = '{version}'\n",
    "changes/main/newsfragments/2.bugfix": "Two.\n",
  };
  const shown = (version: string) => {
    const { sections, told } = build(files, new Map([["MAIN_VERSION", version]]));
    const names = ["main_changelog", "unstable_warning_block_MAIN_VERSION"];
    const texts = names.map((name) => sections.get(name)!.text.replace(/\n\n+/g, "\n").trimEnd());
    return [...texts, ...told().filter((line) => line.includes("changelog-section"))];
  };
  expect(shown("unstable")).toEqual([
    "\n    Bugfixes\n    - Two. (#2)",
    "\n.. WARNING::\n    This is not settled.",
  ]);
  expect(shown("r1.0")).toEqual(["\n    First.", ""]);
  expect(shown("r3")).toEqual([
    "\n    No significant changes.",
    "",
    "changes/main.rst:1:1 no-changelog-section changes/main.rst r3",
  ]);
});

test("a template, a common part and settings of a changelog that are not there are told where they are named", () => {
  const config = String(base["specpress.yaml"])
    .replace("template: msgtype", "template: msgtpye")
    .replace("  notes:", "  common: { room_event: core/rooms.yaml }\n  notes:");
  const { told } = build({
    "specpress.yaml": `${config}changelogs: changes\n`,
    "changes/main/newsfragments/1.feature": "One.\n",
    "events/schema/m.message$m.text":
      "{type: object, properties: {type: {enum: [m.message], type: string}}}",
    "events/examples/m.message$m.text": "{}",
  });
  const codes = /unknown-schema|no-changelog-config|no-template/;
  expect(told().filter((line) => codes.test(line))).toEqual([
    "specpress.yaml:12:25 unknown-schema events/schema/core/rooms.yaml",
    "specpress.yaml:16:55 no-template msgtpye msgtype",
    "specpress.yaml:5:3 no-changelog-config main",
  ]);
});
