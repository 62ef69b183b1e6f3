import { expect, test } from "vitest";
import { base, build } from "../model/tiny-model.js";
import { correct, foundWith } from "../validate/correct-project.js";

/** Settings of what sections print, and what is printed without them. */

test("columns without a width are of one width, and nothing is found", () => {
  const settings = correct["specpress.yaml"]!.replaceAll(/, width: \d+/g, "");
  expect(settings).not.toContain("width");
  expect(foundWith({ "specpress.yaml": settings })).toEqual([]);
  const columns = (widths: readonly string[]) => {
    const list = widths.map((width, index) => `{ title: T${index}, field: f${index}${width} }`);
    const tables = `tables: { t: { data: t.yaml, columns: [${list.join(", ")}] } }\n`;
    const { sections, told } = build({
      "specpress.yaml": `${String(base["specpress.yaml"])}${tables}`,
      "t.yaml": "- { f0: a, f1: b }\n",
    });
    expect(told().filter((line) => !line.includes("empty-event-group"))).toEqual([]);
    return /:widths: (.*)/.exec(sections.get("t")!.text)?.[1];
  };
  expect(columns(["", ""])).toBe("20, 20");
  expect(columns([", width: 60", ""])).toBe("60, 20");
});

test("a column's width that is none is one finding, in the settings", () => {
  const found = (width: string) =>
    foundWith({
      "specpress.yaml": correct["specpress.yaml"]!.replace("width: 10", `width: ${width}`),
    });
  expect(found("0")).toEqual(["specpress.yaml:23 config-bad-value"]);
  expect(found("wide")).toEqual(["specpress.yaml:23 config-wrong-type"]);
});

const api = (responses: string) => `
swagger: "2.0"
paths:
  /a:
    get: { summary: Gets a., responses: { 200: { description: A. }${responses} } }
`;

test.for<[what: string, responses: string, settings: string, lines: readonly string[]]>([
  ["no 429", "", "", [":Rate-limited: No.", ":Requires auth: No."]],
  [
    "a response 429",
    ", 429: { description: Often. }",
    "",
    [":Rate-limited: Yes.", ":Requires auth: No."],
  ],
  [
    'a response "429"',
    ', "429": { description: Often. }',
    "",
    [":Rate-limited: Yes.", ":Requires auth: No."],
  ],
  [
    "a common response 429",
    ", 429: { $ref: '#/responses/often' }",
    "",
    [":Rate-limited: Yes.", ":Requires auth: No."],
  ],
  [
    "the line switched off",
    ", 429: { description: Often. }",
    "show: { rate-limited: false }\n",
    [":Requires auth: No."],
  ],
  ["the other switched off", "", "show: { requires-auth: false }\n", [":Rate-limited: No."]],
  ["both switched off", "", "show: { rate-limited: false, requires-auth: false }\n", []],
  [
    "said to be shown",
    "",
    "show: { rate-limited: true }\n",
    [":Rate-limited: No.", ":Requires auth: No."],
  ],
])("what an operation says of its rate: %s", ([, responses, settings, lines]) => {
  const { sections } = build({
    "specpress.yaml": `${String(base["specpress.yaml"])}${settings}`,
    "api/a.yaml": `${api(responses)}responses: { often: { description: Often. } }\n`,
  });
  const { text } = sections.get("a_m_http_api")!;
  expect(text.match(/^:(?:Rate-limited|Requires auth): .*$/gm) ?? []).toEqual(lines);
});

test("a switch that there is not is one finding", () => {
  const found = (shows: string) =>
    foundWith({ "specpress.yaml": `${correct["specpress.yaml"]}show: ${shows}\n` });
  expect(found("{ rate-limted: false }")).toEqual(["specpress.yaml:25 config-unknown-key"]);
  expect(found("{ rate-limited: no thanks }")).toEqual(["specpress.yaml:25 config-bad-value"]);
});
