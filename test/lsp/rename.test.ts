import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { WorkspaceEdit } from "vscode-languageserver-protocol/node";
import { inProcess, scratch } from "../program.js";
import { edited, editsFor, Editor, folderWith } from "./editor.js";

type Files = Readonly<Record<string, string>>;

/** Pages in Markdown, of which one has the line ends of Windows, and texts in reStructuredText. */
const files: Files = {
  "md/specpress.yaml": `name: Lamps
pages: content
raw: allow
apis: { lamp: { title: Lamps, openapi: api, descriptions: markdown } }
shortcodes:
  ops: { shows: operations, file: "api/{file}.yaml" }
  ref: { shows: address, page: "{0}" }
moved: { rooms: { old: doors } }
`,
  "md/api/lamp.yaml": `openapi: 3.1.0
info: { title: Lamps, version: "1" }
paths:
  /lamps:
    get:
      operationId: getLamps
      description: "As [doors](#doors) say, and [doors](/rooms/#doors)."
      responses: { 200: { description: "Done, see [it](#other-things)." } }
`,
  "md/content/_index.md": `---
title: Home
---

😀 [a](rooms/_index.md#doors), [b](/rooms/#doors), [c](rooms#doors), <a href="/rooms/#doors">d</a>,
[e][ee], [f]({{< ref "rooms" >}}#doors), [g](rooms/index.html#doors).

[ee]: /rooms/#doors
`,
  "md/content/rooms/_index.md": `---
title: Rooms
---

😀 [it](#doors) \`#doors\`

## Doors 😀 {#doors}

Text.

{{% ops file="lamp" %}}

## Other things

<a id="old-place"></a>Old: [x](#old-place), [y](#other-things).

## With class {.big}

See [z](#with-class).
`.replaceAll("\n", "\r\n"),
  "rst/specpress.yaml": "name: Rooms\nspecification: spec\nlabels: { V: v1 }\n",
  "rst/spec/targets.yaml": `targets:
  index: { files: [index.rst] }
  rooms: { files: [rooms.rst], version_label: "%V%" }
title_styles: ["=", "-"]
`,
  "rst/spec/index.rst": `Home
====

😀 \`a <rooms/%V%.html#my-doors>\`_, \`b <rooms/v1.html#my-doors>\`_, \`c <rooms/%V%.html#walls>\`__.
`,
  "rst/spec/rooms.rst": `Rooms
=====

😀 \`My doors\`_, \`d <My doors_>\`_, \`e <#my-doors>\`_.

.. _My doors:

Doors
-----

Text walls_ and rows_.

Walls
-----

.. table:: Rows
   :name: rows

   =  =
   1  2
   =  =
`,
};

let root: string;
let editor: Editor;

beforeAll(async () => {
  root = folderWith(files);
  editor = await Editor.start({}, {}, root, [join(root, "md"), join(root, "rst")]);
  for (const [path, wrong] of [
    ["md/content/rooms/_index.md", "[x](#nowhere)"],
    ["rst/spec/rooms.rst", "nowhere_"],
  ] as const) {
    await editor.open(path, `${files[path]!}\n${wrong}\n`);
    await editor.until(() => editor.codes(path).length > 0);
    await editor.change(path, files[path]!);
  }
  await editor.open("md/content/_index.md", files["md/content/_index.md"]!);
  await editor.open("rst/spec/index.rst", files["rst/spec/index.rst"]!);
}, 120_000);

afterAll(async () => {
  expect(await editor.end()).toBe(0);
  expect(editor.faults).toEqual([]);
  rmSync(root, { recursive: true });
});

async function askAt<T>(
  method: string,
  path: string,
  piece: string,
  more: object = {},
): Promise<T> {
  const before = files[path]!.slice(0, files[path]!.indexOf(piece) + 2);
  const line = before.split("\n").length - 1;
  const character = before.length - before.lastIndexOf("\n") - 1;
  return editor.ask(method, path, { line, character }, more);
}

const rooms = "md/content/rooms/_index.md";
const home = "md/content/_index.md";
const part = "rst/spec/rooms.rst";

test.each<[path: string, piece: string, name: string, wanted: Files]>([
  [
    rooms,
    "#doors}",
    "gates",
    { [rooms]: "Doors 😀 {#gates}\r\n", [home]: "[ee]: /rooms/#gates\n" },
  ],
  [home, '#doors">d', "gates", { [rooms]: "[it](#gates) `#doors`", [home]: '/rooms/#gates">d' }],
  [home, "#doors), [c]", "gates", { [home]: '{{< ref "rooms" >}}#gates)' }],
  [
    rooms,
    "#doors)",
    "gates",
    { "md/specpress.yaml": "{ old: gates }", "md/api/lamp.yaml": "(/rooms/#gates)" },
  ],
  [rooms, "Doors 😀", "Gates 😀", { [rooms]: "## Gates 😀 {#doors}", [home]: "/rooms/#doors" }],
  [rooms, "Other things", "More", { [rooms]: "[y](#more)", "md/api/lamp.yaml": "[it](#more)" }],
  [rooms, "old-place)", "new", { [rooms]: '<a id="new"></a>Old: [x](#new)' }],
  [rooms, "#with-class", "own", { [rooms]: "## With class {#own .big}\r\n\r\nSee [z](#own)." }],
  [part, "My doors:", "Big gates", { [part]: "`d <Big gates_>`_, `e <#big-gates>`_" }],
  [
    "rst/spec/index.rst",
    "#my-doors>`_, `b",
    "gates",
    { [part]: "`gates`_, `d <gates_>`_, `e <#gates>`_.\n\n.. _gates:" },
  ],
  ["rst/spec/index.rst", "#walls", "all-walls", { [part]: "rows_.\n\n.. _all-walls:\n\nWalls\n" }],
  [
    part,
    "Walls\n",
    "All walls",
    { [part]: "Text `All walls`_ and rows_.\n\nAll walls\n---------\n" },
  ],
  [part, "rows_", "lines", { [part]: "and lines_" }],
])(
  "in %s: %j becomes %j everywhere, and check finds nothing afterwards",
  async (path, piece, newName, wanted) => {
    const edit = await askAt<WorkspaceEdit>("rename", path, piece, { newName });
    const renamed = Object.fromEntries(
      Object.entries(files).map(([each, text]) => [
        each,
        edited(text, editsFor(edit, editor.uri(each))),
      ]),
    );
    for (const [each, text] of Object.entries(wanted)) expect(renamed[each]).toContain(text);
    const { out } = await inProcess([
      "check",
      "--project",
      join(scratch(renamed), path.split("/")[0]!),
    ]);
    expect(out).toBe("nothing found\n");
  },
);

test("what stands nowhere as it is called is not renamed", async () => {
  const path = "md/content/rooms/_index.md";
  expect(await askAt("prepareRename", path, "Text.")).toBeNull();
  expect(await askAt("prepareRename", path, "`#doors`")).toBeNull();
});
