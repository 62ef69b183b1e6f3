import { rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type {
  CompletionItem,
  CompletionList,
  Hover,
  Location,
  SymbolInformation,
  TextEdit,
} from "vscode-languageserver-protocol/node";
import { tinyProject } from "../program.js";
import { edited, Editor, folderWith, marked } from "./editor.js";

const front = "---\ntitle: T\n---\n\n";
const picture = "\u0089PNG";

/** A tree of pages in Markdown, and a project of reStructuredText. */
const tree: Readonly<Record<string, string>> = {
  "specpress.yaml": `name: Lamps
pages: { folder: content, static: { /: static, /icons: art }, keys: [reviewed], layouts: { release: { shows: release } } }
apis: { lamp: { title: Lamps, openapi: api/lamp } }
events: { schemas: events, examples: examples }
tables: { colours: { data: data/colours.yaml, columns: [{ title: Name, field: name }] } }
shortcodes:
  api: { shows: operations, file: "api/{api}/{file}.yaml" }
  event: { shows: event, event: "{0|name}" }
  schema: { shows: definition, file: "{file}" }
  part: { shows: page, file: "{0}" }
  note: { shows: admonition, kind: "{kind}", title: "{title}" }
  pic: { shows: picture, file: "art/{src}", alt: "{alt}" }
  fig: { shows: picture, file: "{src}", alt: "{alt}" }
  ref: { shows: address, page: "{0}" }
  rows: { shows: table, table: "{name}" }
  list: { shows: index, of: "{of}" }
`,
  "api/lamp/switch.yaml":
    'openapi: 3.1.0\ninfo: { title: Switch, version: "1" }\npaths:\n  /lamps:\n    get: { operationId: getLamps, responses: { 200: { description: Done. } } }\n',
  "api/lamp/dim.yaml": 'openapi: 3.1.0\ninfo: { title: Dim, version: "1" }\npaths: {}\n',
  "events/lamp.lit": "type: object\ntitle: Lit\nproperties: { type: { type: string } }\n",
  "examples/lamp.lit": "type: lamp.lit\n",
  "data/colours.yaml": "- { name: red }\n",
  "content/_index.md": "---\ntitle: Home\n---\n\nText.\n",
  "content/rooms/_index.md": "---\ntitle: Rooms\n---\n\n## Doors {#doors}\n\nText.\n",
  "content/rooms/v1.md": `${front}## Walls\n\nText.\n`,
  "content/rooms/my room.md": "# My room\n\nText.\n",
  "content/rooms/plan.png": picture,
  "content/parts/index.md": "---\nheadless: true\n---\n",
  "content/parts/shared.md": "## Shared\n\nText.\n",
  "static/img/a.png": picture,
  "art/b.svg": "<svg/>",
};

const rst: Readonly<Record<string, string>> = {
  ...tinyProject,
  "spec/targets.yaml": tinyProject["spec/targets.yaml"].replace(
    "  index: ",
    "  rooms: { files: [rooms/all.rst] }\n  index: ",
  ),
  "spec/rooms/all.rst": "Rooms\n=====\n\n.. _doors:\n\nText.\n",
  "spec/rooms/rows.csv": "1,2\n",
  "spec/plan.png": picture,
};

let folder: string;
let editor: Editor;

beforeAll(async () => {
  const below = (name: string, files: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`${name}/${path}`, text]));
  folder = folderWith({ ...below("tree", tree), ...below("rst", rst) });
  editor = await Editor.start({}, {}, folder, [join(folder, "tree"), join(folder, "rst")]);
  // The first check says what there is.
  await editor.open("tree/content/rooms/v1.md", `${front}[x](#nowhere)\n`);
  await editor.untilCodes("tree/content/rooms/v1.md", "dead-link");
  await editor.open("rst/spec/index.rst", `${rst["spec/index.rst"]}\nnothing_\n`);
  await editor.untilCodes("rst/spec/index.rst", "unknown-target");
}, 120_000);

afterAll(async () => {
  expect(await editor.end()).toBe(0);
  expect(editor.faults).toEqual([]);
  rmSync(folder, { recursive: true });
});

/** Ask of the place that a bar marks in what is typed; the file is as before afterwards. */
async function askAt<T>(method: string, path: string, text: string): Promise<T> {
  const { text: plain, position } = marked(text);
  if (editor.isOpen(path)) await editor.change(path, plain);
  else await editor.open(path, plain);
  const answer = await editor.ask<T>(method, path, position);
  const [project, ...below] = path.split("/");
  await editor.change(path, (project === "tree" ? tree : rst)[below.join("/")]!);
  return answer;
}

async function words(path: string, text: string): Promise<readonly CompletionItem[]> {
  return (await askAt<CompletionList>("completion", path, text)).items;
}

const shown = ({ uri, range }: Location) =>
  `${decodeURIComponent(uri.slice(pathToFileURL(folder).href.length + 1))}:${range.start.line + 1}`;

const page = "tree/content/rooms/v1.md";
const text = "rst/spec/index.rst";
const targets = "rst/spec/targets.yaml";
const settings = "tree/specpress.yaml";
const named = "name: Lamps\npages: content\n";

describe("completion", () => {
  test.each<[path: string, typed: string, label: string, result: string]>([
    [page, `${front}[x](¦)`, "_index.md", `${front}[x](_index.md)`],
    [page, `${front}[x](../¦)`, "../_index.md", `${front}[x](../_index.md)`],
    [page, `${front}[x](./¦)`, "./_index.md", `${front}[x](./_index.md)`],
    [page, `${front}[x](m¦)`, "my room.md", `${front}[x](my%20room.md)`],
    [page, `${front}[x](<m¦>)`, "my room.md", `${front}[x](<my room.md>)`],
    [page, `${front}[x](/ro¦)`, "/rooms/", `${front}[x](/rooms/)`],
    [page, `${front}[x](_index.md#¦)`, "doors", `${front}[x](_index.md#doors)`],
    [page, `${front}[x](/rooms/#d¦)`, "doors", `${front}[x](/rooms/#doors)`],
    [page, `${front}😀 [x](#¦)\n\n## Ünder`, "ünder", `${front}😀 [x](#ünder)\n\n## Ünder`],
    [page, `${front}[x]: _i¦`, "_index.md", `${front}[x]: _index.md`],
    [page, `${front}<a href="¦">`, "_index.md", `${front}<a href="_index.md">`],
    [page, `${front}![x](p¦)`, "plan.png", `${front}![x](plan.png)`],
    [page, `${front}![x](/img/¦)`, "a.png", `${front}![x](/img/a.png)`],
    [page, `${front}![x](/icons/¦)`, "b.svg", `${front}![x](/icons/b.svg)`],
    [page, `${front}![x](/¦)`, "img/", `${front}![x](/img/)`],
    [page, `${front}{{% api api="l¦" %}}`, "lamp", `${front}{{% api api="lamp" %}}`],
    [page, `${front}{{% api api="lamp" file="¦`, "dim", `${front}{{% api api="lamp" file="dim"`],
    [page, `${front}{{% event ¦ %}}`, "lamp.lit", `${front}{{% event "lamp.lit" %}}`],
    [page, `${front}{{% event name="¦`, "lamp.lit", `${front}{{% event name="lamp.lit"`],
    [
      page,
      `${front}{{% schema file="¦`,
      "events/lamp.lit",
      `${front}{{% schema file="events/lamp.lit"`,
    ],
    [page, `${front}{{% part "¦" %}}`, "parts/shared.md", `${front}{{% part "parts/shared.md" %}}`],
    [
      page,
      `${front}{{% part "../¦" %}}`,
      "../parts/shared.md",
      `${front}{{% part "../parts/shared.md" %}}`,
    ],
    [page, `${front}{{% note kind="w¦`, "warning", `${front}{{% note kind="warning"`],
    [page, `${front}{{% note title="x" ¦`, "kind", `${front}{{% note title="x" kind="`],
    [page, `${front}{{% pic src="¦"`, "b.svg", `${front}{{% pic src="b.svg"`],
    [page, `${front}{{% fig src="/img/¦"`, "a.png", `${front}{{% fig src="/img/a.png"`],
    [page, `${front}[x]({{< ref "r¦" >}})`, "rooms", `${front}[x]({{< ref "rooms" >}})`],
    [page, `${front}{{% rows name="¦`, "colours", `${front}{{% rows name="colours"`],
    [page, `${front}{{% list of="¦`, "errors", `${front}{{% list of="errors"`],
    [
      page,
      `${front}{{% note kind="tip" %}}\n{{% rows name="colours" %}}\n{{% /¦`,
      "note",
      `${front}{{% note kind="tip" %}}\n{{% rows name="colours" %}}\n{{% /note`,
    ],
    [page, "---\ntitle: T\nwei¦\n---\n", "weight", "---\ntitle: T\nweight: \n---\n"],
    [page, "---\nrev¦", "reviewed", "---\nreviewed: "],
    [page, "---\ntoc_hide: ¦\n---\n", "true", "---\ntoc_hide: true\n---\n"],
    [page, '+++\nlayout = "¦"\n+++\n', "release", '+++\nlayout = "release"\n+++\n'],
    [text, "`x <ro¦>`_", "rooms.html", "`x <rooms.html>`_"],
    [text, "`x <¦>`_", "main/%MAIN_VERSION%.html", "`x <main/%MAIN_VERSION%.html>`_"],
    [text, "`x <rooms.html#¦>`_", "doors", "`x <rooms.html#doors>`_"],
    [text, ".. _x: rooms.html#d¦", "doors", ".. _x: rooms.html#doors"],
    [text, ".. image:: ¦", "plan.png", ".. image:: plan.png"],
    [text, ".. figure:: rooms/../p¦", "plan.png", ".. figure:: rooms/../plan.png"],
    [
      text,
      ".. image:: plan.png\n   :target: r¦",
      "rooms.html",
      ".. image:: plan.png\n   :target: rooms.html",
    ],
    [
      text,
      ".. csv-table:: T\n   :file: rooms/¦",
      "rows.csv",
      ".. csv-table:: T\n   :file: rooms/rows.csv",
    ],
    [
      targets,
      "targets:\n  a: { files: [{ 1: ¦ }] }",
      "rooms/all.rst",
      "targets:\n  a: { files: [{ 1: rooms/all.rst }] }",
    ],
    [
      targets,
      "targets:\n  a:\n    version_label: ¦",
      "%MAIN_VERSION%",
      'targets:\n  a:\n    version_label: "%MAIN_VERSION%"',
    ],
    [settings, `${named}look: ¦`, "compact", `${named}look: compact`],
    [
      settings,
      `${named}shortcodes:\n  x:\n    shows: index\n    ¦`,
      "of",
      `${named}shortcodes:\n  x:\n    shows: index\n    of: `,
    ],
    [settings, `${named}ignore: [¦]`, "content/", `${named}ignore: [content/]`],
    [settings, `${named}moved:\n  ¦`, "rooms/v1", `${named}moved:\n  rooms/v1: `],
    [
      "rst/api/status.yaml",
      'schema: { $ref: "#/¦" }\ndefinitions: { a/b: { title: A } }',
      "/definitions/a~1b",
      'schema: { $ref: "#/definitions/a~1b" }\ndefinitions: { a/b: { title: A } }',
    ],
    [
      "rst/api/status.yaml",
      "description: See `it <#¦>`_.",
      "operations",
      "description: See `it <#operations>`_.",
    ],
  ])("in %s: %j", async (path, typed, label, result) => {
    const items = await words(path, typed);
    const item = items.find((each) => each.label === label);
    expect(item, items.map((each) => each.label).join(" ")).toBeDefined();
    expect(edited(marked(typed).text, [item!.textEdit as TextEdit])).toBe(result);
  });

  test.each<[path: string, typed: string, label: string]>([
    [page, `${front}[x](¦)`, "../parts/shared.md"], // no page
    [page, `${front}[x](#¦)`, "t"], // the title of front matter has no id
    [page, `${front}![x](¦)`, "_index.md"],
    [page, `${front}{{% ref ¦`, "0"],
    [page, `${front}{{% api api="¦`, "switch"],
    [text, ".. image:: ¦", "index.rst"],
    [text, ".. csv-table:: ¦", "rooms/"],
    [text, "`x <rooms.html>`_ `y <#¦>`_", "x"], // leads elsewhere, and is no place
    [targets, "title_styles: [¦]", "index.rst"],
    [settings, `${named}shortcodes:\n  x:\n    shows: index\n    ¦`, "file"],
  ])("in %s: %j is not %s", async (path, typed, label) => {
    const labels = (await words(path, typed)).map((each) => each.label);
    expect(labels).not.toContain(label);
  });
});

describe("hover and definition", () => {
  test.each<[path: string, asked: string, said: RegExp, places: readonly string[]]>([
    [
      page,
      `${front}[x](_ind¦ex.md)`,
      /\*\*Rooms\*\*.*content\/rooms/s,
      ["tree/content/rooms/_index.md:1"],
    ],
    [page, `${front}[x](/ro¦oms/#doors)`, /\*\*Doors\*\*/, ["tree/content/rooms/_index.md:5"]],
    [page, `${front}[x](../rooms#do¦ors)`, /\*\*Doors\*\*/, ["tree/content/rooms/_index.md:5"]],
    [page, `${front}[x](my%20room.md#my¦-room)`, /My room/, ["tree/content/rooms/my room.md:1"]],
    [page, `${front}![x](pl¦an.png)`, /plan/, ["tree/content/rooms/plan.png:1"]],
    [page, `${front}![x](/icons/b¦.svg)`, /b\.svg/, ["tree/art/b.svg:1"]],
    [
      page,
      `${front}{{% api api="lamp" fi¦le="dim" %}}`,
      /`file: api\/\{api\}\/\{file\}\.yaml`.*dim\.yaml/s,
      ["tree/api/lamp/dim.yaml:1"],
    ],
    [page, `${front}{{% event "lamp¦.lit" %}}`, /name of an event/, ["tree/events/lamp.lit:1"]],
    [
      page,
      `${front}{{% part "../parts/sh¦ared.md" %}}`,
      /Shared/,
      ["tree/content/parts/shared.md:1"],
    ],
    [page, `${front}[x]({{< ref "ro¦oms" >}})`, /Rooms/, ["tree/content/rooms/_index.md:1"]],
    [page, `${front}{{% rows name="col¦ours" %}}`, /colours\.yaml/, ["tree/data/colours.yaml:1"]],
    [page, `${front}{{% pic src="b¦.svg" alt="B" %}}`, /b\.svg/, ["tree/art/b.svg:1"]],
    [page, "---\nwei¦ght: 3\n---\n", /`weight`: a number.*navigation/s, []],
    [page, "+++\ntoc_¦hide = true\n+++\n", /true or false/, []],
    [text, ".. figure:: pl¦an.png\n\n   Text.\n", /spec\/plan/, ["rst/spec/plan.png:1"]],
    [text, "`x <rooms.html#do¦ors>`_", /rooms\/all\.rst, line 4/, ["rst/spec/rooms/all.rst:4"]],
    [
      text,
      ".. csv-table:: T\n   :file: rooms/r¦ows.csv\n",
      /rows\.csv/,
      ["rst/spec/rooms/rows.csv:1"],
    ],
    [
      "rst/api/status.yaml",
      "a: { mapping: { b: '#/definitions/b¦' } }\ndefinitions: { b: { title: Bulb } }\n",
      /Bulb/,
      ["rst/api/status.yaml:2"],
    ],
    [settings, `${named}events: { sch¦emas: events }`, /older of/, []],
    [settings, `${named}severities: { dead-l¦ink: off }`, /dead-link \(error\)/, []],
  ])("in %s: %j", async (path, asked, said, places) => {
    const hover = await askAt<Hover>("hover", path, asked);
    expect((hover.contents as { value: string }).value).toMatch(said);
    const found = await askAt<Location[]>("definition", path, asked);
    expect(found.map(shown)).toEqual(places);
  });
});

test.each([
  [page, "{{%a"],
  [text, "`a <"],
  ["rst/api/status.yaml", ":a"],
  ["rst/api/status.yaml", '"$ref": "#/'],
])("in %s a line of nothing but %j is answered at once", async (path, piece) => {
  const line = piece.repeat(Math.ceil(100_000 / piece.length));
  const started = performance.now();
  for (const method of ["completion", "hover", "definition"]) await askAt(method, path, `${line}¦`);
  expect(performance.now() - started).toBeLessThan(5000);
});

test("symbols of all projects: sections, operations, schemas and events", async () => {
  const found = async (query: string) => {
    const symbols = await editor.connection.sendRequest<SymbolInformation[]>("workspace/symbol", {
      query,
    });
    return symbols.map(({ name, location }) => `${name} ${shown(location)}`);
  };
  expect(await found("room")).toEqual([
    "Rooms tree/content/rooms/_index.md:2",
    "My room tree/content/rooms/my room.md:1",
    "Rooms rst/spec/rooms/all.rst:1",
    "rooms rst/spec/targets.yaml:2",
  ]);
  expect(await found("get lamps")).toEqual(["GET /lamps tree/api/lamp/switch.yaml:5"]);
  expect(await found("nothing of this")).toEqual([]);
});
