import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type {
  CodeAction,
  CompletionItem,
  CompletionList,
  DocumentSymbol,
  Hover,
  Location,
  Range,
  WorkspaceEdit,
} from "vscode-languageserver-protocol/node";
import { tinyProject } from "../program.js";
import { edited, editsFor, Editor, marked } from "./editor.js";

const index = `Tiny
====

.. include:: part.rst

See the \`API <main/%MAIN_VERSION%.html>\`_, \`Last words\`_ and deep-place_.

{{apis}}

.. _deep-place:

Last words
----------

The |short| text, \`as above <deep-place_>\`_.

.. |short| replace:: brief

Another
~~~~~~~

See \`its part\`_.
`;

/** A project of reStructuredText, and beside it one of pages in Markdown. */
const rst: Readonly<Record<string, string>> = {
  ...tinyProject,
  "spec/index.rst": index,
  "spec/part.rst": ".. _its part:\n\nAn included paragraph.\n",
  "api/status.yaml": tinyProject["api/status.yaml"]
    .replace(
      "summary: Says whether",
      "description: As `Last words`_ say.\n      summary: Says whether",
    )
    .replace(
      "schema: {",
      "schema: { $ref: definitions/state.yaml }\n        500:\n          description: It is not.\n          schema: {",
    ),
  "api/definitions/state.yaml": `title: State
type: object
description: How the server is.
properties:
  up: { type: string, description: Since when., example: noon }
  load: { $ref: "#/definitions/load" }
definitions:
  load: { title: Load, type: number, description: Of all cores., example: 1 }
`,
};

const news: Readonly<Record<string, string>> = {
  "specpress.yaml": "name: News\nspecification: spec\nchangelogs: { folder: changelogs }\n",
  "spec/targets.yaml": tinyProject["spec/targets.yaml"].replace(/ {2}main: .*\n/, ""),
  "spec/index.rst": "News\n====\n\nText.\n",
  "changelogs/towncrier.toml": `[tool.towncrier]
filename = "news.rst"
directory = "newsfragments"

[[tool.towncrier.type]]
directory = "new"
name = "New"
showcontent = true
`,
  "changelogs/newsfragments/1.new": "A thing.\n",
  "changelogs/newsfragments/2.nwe": "Another thing.\n",
};

const pages: Readonly<Record<string, string>> = {
  "specpress.yaml": `name: Pages
pages: pages
shortcodes:
  boxed: { shows: admonition, kind: note, title: "{title}" }
  ops: { shows: operations, file: "{file}" }
formats: { lamp-id: /other/#second }
tables: { lamps: { data: lamps.yaml, columns: [{ title: Lamp, field: lamp }], descriptions: markdown } }
`,
  "lamps.yaml": "- { lamp: 'See [it](/other/#second), not [that](https://a.example/#second).' }\n",
  "pages/_index.md":
    "# Home\n\n[over](#over-here) [there](other.md#second)\n\n## Over here\n\nText.\n",
  "pages/other.md": "# Other\n\n[home](_index.md)\n\n## Second {#second}\n\nSee [it](#second).\n",
};

function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

let folder: string;
/** Of the project in reStructuredText. */
let editor: Editor;
const start = { line: 0, character: 0 };

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "specpress-lsp-")));
  write(join(folder, "rst"), rst);
  write(join(folder, "pages"), pages);
  write(join(folder, "news"), news);
  write(join(folder, "elsewhere"), { "note.rst": "Broken\n==\n\n{{nothing}}\n" });
  editor = await Editor.start({}, {}, join(folder, "rst"), [
    join(folder, "rst"),
    join(folder, "pages"),
    join(folder, "news"),
    join(folder, "elsewhere"),
  ]);
  // The first check says what there is.
  await editor.open("spec/index.rst", `${index}\nnothing_\n`);
  await editor.untilCodes("spec/index.rst", "unknown-target");
  await editor.open("../pages/pages/other.md", `${pages["pages/other.md"]}\n[x](#nowhere)\n`);
  await editor.until(() => editor.diagnostics.has(editor.uri("../pages/pages/other.md")));
}, 120_000);

afterAll(async () => {
  expect(await editor.end()).toBe(0);
  expect(editor.faults).toEqual([]);
  rmSync(folder, { recursive: true });
});

/** Ask of the place that a bar marks in the text of a file. */
async function askAt<T>(method: string, path: string, text: string, more: object = {}): Promise<T> {
  const { text: plain, position } = marked(text);
  if (editor.isOpen(path)) await editor.change(path, plain);
  else await editor.open(path, plain);
  const answer = await editor.ask<T>(method, path, position, more);
  await editor.change(path, textOf(path));
  return answer;
}

/** The text of a file as the projects have it. */
function textOf(path: string): string {
  return path.startsWith("../pages/") ? pages[path.slice("../pages/".length)]! : rst[path]!;
}

/** A text with a bar before a piece of it. */
function at(text: string, piece: string, offset = 1): string {
  const place = text.indexOf(piece);
  if (place === -1) throw new Error(`no ${piece}`);
  return `${text.slice(0, place + offset)}¦${text.slice(place + offset)}`;
}

const shown = ({ uri, range }: Location) =>
  `${uri.slice(pathToFileURL(folder).href.length + 1)}:${range.start.line + 1}`;

describe("diagnostics", () => {
  test("what check finds is told of unsaved text at its place, and cleared when it is repaired", async () => {
    const path = "spec/index.rst";
    await editor.change(path, `${index}\nSee {{vesrion}} 😀 nothing_.\n`);
    const [variable, target] = await editor.untilCodes(
      path,
      "undefined-variable",
      "unknown-target",
    );
    const line = index.split("\n").length;
    expect(variable).toMatchObject({
      severity: 1,
      source: "specpress",
      range: { start: { line, character: 4 }, end: { line, character: 15 } },
    });
    // The emoji has two units of UTF-16.
    expect(target!.range.start).toEqual({ line, character: 19 });
    await editor.change(path, index);
    await editor.untilCodes(path);
  });

  test("findings of files that are not open are told as well, and second places", async () => {
    await editor.write(
      "spec/main.rst",
      `${rst["spec/main.rst"]}\n.. _one:\n\nText.\n\n.. _one:\n\nText.\n`,
    );
    const [found] = await editor.untilCodes("spec/main.rst", "duplicate-explicit-name");
    expect(found!.relatedInformation![0]!.location).toMatchObject({
      uri: editor.uri("spec/main.rst"),
    });
    await editor.write("spec/main.rst", rst["spec/main.rst"]!);
    await editor.untilCodes("spec/main.rst");
  });

  test("half a file is no fault, whatever it is", async () => {
    for (const [path, text] of Object.entries(rst)) {
      if (editor.isOpen(path)) await editor.change(path, text);
      else await editor.open(path, text);
      for (const part of [0.3, 0.7]) {
        await editor.change(path, text.slice(0, text.length * part));
        for (const method of ["completion", "hover", "definition"])
          await editor.ask(method, path, { line: 1000, character: 1000 });
      }
      await editor.change(path, text);
    }
    await editor.change("spec/part.rst", `${rst["spec/part.rst"]}\nnothing_\n`);
    await editor.untilCodes("spec/part.rst", "unknown-target");
    await editor.change("spec/part.rst", rst["spec/part.rst"]!);
    await editor.untilCodes("spec/part.rst");
    expect(editor.faults).toEqual([]);
  });

  test("a file of no project is left alone", async () => {
    await editor.open("../elsewhere/note.rst", "Broken\n==\n\n{{nothing}}\n");
    expect(await editor.ask("completion", "../elsewhere/note.rst", start)).toBeNull();
    expect([...editor.diagnostics.keys()].filter((uri) => uri.includes("elsewhere"))).toEqual([]);
  });
});

describe("definition", () => {
  test.each([
    ["spec/index.rst", at(index, "{{apis", 3), []],
    ["spec/main.rst", at(rst["spec/main.rst"]!, "{{status", 4), ["rst/api/status.yaml:1"]],
    ["spec/index.rst", at(index, "deep-place_."), ["rst/spec/index.rst:10"]],
    ["spec/index.rst", at(index, "<deep-place_>", 3), ["rst/spec/index.rst:10"]],
    ["spec/index.rst", at(index, "`Last words`_"), ["rst/spec/index.rst:12"]],
    ["spec/index.rst", at(index, "`its part`_"), ["rst/spec/part.rst:1"]],
    ["spec/index.rst", at(index, "|short| text"), ["rst/spec/index.rst:17"]],
    ["spec/index.rst", at(index, "part.rst"), ["rst/spec/part.rst:1"]],
    ["spec/index.rst", at(index, "%MAIN"), ["rst/specpress.yaml:3"]],
    [
      "api/status.yaml",
      at(rst["api/status.yaml"]!, "definitions/state"),
      ["rst/api/definitions/state.yaml:1"],
    ],
    ["api/status.yaml", at(rst["api/status.yaml"]!, "Last words"), []],
    [
      "api/definitions/state.yaml",
      at(rst["api/definitions/state.yaml"]!, "#/definitions"),
      ["rst/api/definitions/state.yaml:8"],
    ],
    ["spec/targets.yaml", at(rst["spec/targets.yaml"]!, "main.rst"), ["rst/spec/main.rst:1"]],
    [
      "../pages/pages/other.md",
      at(pages["pages/other.md"]!, "_index.md"),
      ["pages/pages/_index.md:1"],
    ],
    [
      "../pages/pages/other.md",
      at(pages["pages/other.md"]!, "(#second", 3),
      ["pages/pages/other.md:5"],
    ],
    [
      "../pages/pages/_index.md",
      at(pages["pages/_index.md"]!, "other.md#second", 12),
      ["pages/pages/other.md:5"],
    ],
    [
      "../pages/pages/_index.md",
      at(pages["pages/_index.md"]!, "#over-here", 3),
      ["pages/pages/_index.md:5"],
    ],
    [
      "../pages/pages/_index.md",
      `# Home\n\n{{% bo¦xed title="a" %}}\nText\n{{% /boxed %}}\n`,
      ["pages/specpress.yaml:4"],
    ],
  ])("in %s", async (path, text, places) => {
    const found = await askAt<Location[]>("definition", path, text);
    expect(found.map(shown)).toEqual(places);
  });
});

describe("completion", () => {
  const words = async (path: string, text: string) => {
    const list = await askAt<CompletionList>("completion", path, text);
    return list.items;
  };
  /** The file after a word was taken. */
  const taken = (text: string, item: CompletionItem | undefined) =>
    edited(marked(text).text, [item!.textEdit as { range: Range; newText: string }]);

  test.each([
    ["spec/index.rst", "{{st¦", "status_m_http_api", "{{status_m_http_api}}"],
    ["spec/index.rst", "{{st¦}}", "status_m_http_api", "{{status_m_http_api}}"],
    ["spec/index.rst", "v %MA¦", "MAIN_VERSION", "v %MAIN_VERSION%"],
    ["spec/index.rst", ".. no¦", "note", ".. note::"],
    ["spec/index.rst", ".. image:: a.png\n   :al¦", "alt", ".. image:: a.png\n   :alt: "],
    ["spec/index.rst", "a :su¦", "sub", "a :sub:`"],
    ["spec/index.rst", ".. _far:\n\nText\n\nsee `fa¦", "far", ".. _far:\n\nText\n\nsee `far`_"],
    ["spec/index.rst", ".. _far:\n\nText\n\nsee fa¦", "far", ".. _far:\n\nText\n\nsee far_"],
    [
      "spec/index.rst",
      ".. _far:\n\nText\n\nsee `x <fa¦>`_",
      "far",
      ".. _far:\n\nText\n\nsee `x <far>`_",
    ],
    [
      "spec/index.rst",
      ".. _far:\n\nText\n\nsee :ref:`fa¦",
      "far",
      ".. _far:\n\nText\n\nsee `far`_",
    ],
    [
      "spec/index.rst",
      ".. _far:\n\nText\n\nsee `x <#f¦>`_",
      "far",
      ".. _far:\n\nText\n\nsee `x <#far>`_",
    ],
    [
      "spec/index.rst",
      ".. |one| replace:: 1\n\nSee |o¦",
      "one",
      ".. |one| replace:: 1\n\nSee |one|",
    ],
    ["spec/index.rst", ".. include:: pa¦", "part.rst", ".. include:: part.rst"],
    [
      "spec/index.rst",
      ".. specpress: accept dead-l¦",
      "dead-link",
      ".. specpress: accept dead-link because ",
    ],
    ["api/status.yaml", "a: { $ref: def¦", "definitions/", "a: { $ref: definitions/"],
    [
      "api/status.yaml",
      "a: { $ref: definitions/¦",
      "state.yaml",
      "a: { $ref: definitions/state.yaml",
    ],
    [
      "api/status.yaml",
      'a: { $ref: "definitions/state.yaml#/def¦',
      "/definitions/load",
      'a: { $ref: "definitions/state.yaml#/definitions/load',
    ],
    [
      "spec/targets.yaml",
      "targets:\n  main: { files: [ma¦",
      "main.rst",
      "targets:\n  main: { files: [main.rst",
    ],
    [
      "spec/targets.yaml",
      "targets:\n  main:\n    ver¦",
      "version_label",
      "targets:\n  main:\n    version_label: ",
    ],
    ["specpress.yaml", "name: Tiny\nsev¦", "severities", "name: Tiny\nseverities: "],
    [
      "specpress.yaml",
      "name: Tiny\nseverities:\n  dead-li¦",
      "dead-link",
      "name: Tiny\nseverities:\n  dead-link: ",
    ],
    [
      "specpress.yaml",
      "name: Tiny\nseverities:\n  dead-link: ¦",
      "warning",
      "name: Tiny\nseverities:\n  dead-link: warning",
    ],
    ["specpress.yaml", "name: Tiny\nsearch: f¦", "false", "name: Tiny\nsearch: false"],
    [
      "specpress.yaml",
      "apis:\n  main: { title: Main, ver¦",
      "version",
      "apis:\n  main: { title: Main, version: ",
    ],
    [
      "specpress.yaml",
      "apis:\n  main:\n    version: ¦",
      "MAIN_VERSION",
      "apis:\n  main:\n    version: MAIN_VERSION",
    ],
    [
      "specpress.yaml",
      "accept:\n  - file: a\n    cod¦",
      "code",
      "accept:\n  - file: a\n    code: ",
    ],
    ["../pages/pages/other.md", "# O\n\n{{% bo¦", "boxed", "# O\n\n{{% boxed"],
    ["../pages/pages/other.md", "# O\n\n{{% boxed ti¦", "title", '# O\n\n{{% boxed title="'],
    ["../pages/pages/other.md", "# O\n\n## Two\n\n[x](#t¦)", "two", "# O\n\n## Two\n\n[x](#two)"],
    ["../pages/pages/other.md", "# O\n\n[x](_in¦)", "_index.md", "# O\n\n[x](_index.md)"],
    [
      "../pages/pages/other.md",
      "# O\n\n[x](_index.md#ov¦)",
      "over-here",
      "# O\n\n[x](_index.md#over-here)",
    ],
  ])("in %s: %j", async (path, text, label, result) => {
    const items = await words(path, text);
    const item = items.find((each) => each.label === label);
    expect(item, items.map((each) => each.label).join(" ")).toBeDefined();
    expect(taken(text, item)).toBe(result);
  });

  test("a key that is there already is not offered", async () => {
    const items = await words("specpress.yaml", "name: Tiny\n¦\nlook: current\n");
    const labels = items.map(({ label }) => label);
    expect(labels).toContain("labels");
    expect(labels).not.toContain("name");
    expect(labels).not.toContain("look");
  });
});

describe("hover", () => {
  const said = async (path: string, text: string) => {
    const found = await askAt<Hover | null>("hover", path, text);
    return found && (found.contents as { value: string }).value;
  };

  test.each([
    [
      "spec/main.rst",
      at(rst["spec/main.rst"]!, "{{status", 4),
      /shows the operations of api\/status\.yaml.*Status/s,
    ],
    [
      "api/status.yaml",
      at(rst["api/status.yaml"]!, "definitions/state"),
      /\*\*State\*\*.*object.*How the server is/s,
    ],
    ["spec/index.rst", at(index, "deep-place_."), /Last words.*spec\/index\.rst, line 10/s],
    ["spec/index.rst", at(index, "%MAIN"), /unstable/],
    ["spec/index.rst", ".. specpress: accept dead-¦link because x\n", /Wrong, in a text:/],
    ["spec/index.rst", ".. cod¦e:: json\n\n   1\n", /Directive `code`, options.*:number-lines:/],
    ["specpress.yaml", at(rst["specpress.yaml"]!, "labels"), /Values of %NAME%/],
    ["api/definitions/state.yaml", "required: []\nty¦pe: object\n", /`type` of JSON Schema/],
    ["../pages/pages/other.md", "# O\n\n{{% bo¦xed %}}\n", /shows admonition.*`title`/s],
  ])("in %s", async (path, text, words) => {
    expect(await said(path, text)).toMatch(words);
  });

  test("on a finding it says what the code wants", async () => {
    const path = "spec/index.rst";
    await editor.change(path, `${index}\nnothing_\n`);
    const [found] = await editor.untilCodes(path, "unknown-target");
    const hover = await editor.ask<Hover>("hover", path, found!.range.start);
    expect((hover.contents as { value: string }).value).toContain("unknown-target (error)");
  });
});

describe("references and rename", () => {
  const renamed = async (path: string, text: string, newName: string) => {
    const edit = await askAt<WorkspaceEdit>("rename", path, text, { newName });
    return new Map(
      Object.keys(edit.changes ?? {}).map((uri) => {
        const file = uri.slice(pathToFileURL(folder).href.length + 1);
        const before = file.startsWith("rst/") ? rst[file.slice(4)]! : pages[file.slice(6)]!;
        return [file, edited(before, editsFor(edit, uri))];
      }),
    );
  };

  test("all that refers to a target, in texts and descriptions", async () => {
    const context = { includeDeclaration: true };
    const words = await askAt<Location[]>(
      "references",
      "spec/index.rst",
      at(index, "Last words\n-"),
      { context },
    );
    expect(words.map(shown).sort()).toEqual([
      "rst/api/status.yaml:8",
      "rst/spec/index.rst:12",
      "rst/spec/index.rst:6",
    ]);
    const part = await askAt<Location[]>(
      "references",
      "spec/part.rst",
      at(rst["spec/part.rst"]!, "its part"),
      { context },
    );
    expect(part.map(shown)).toEqual(["rst/spec/part.rst:1", "rst/spec/index.rst:22"]);
    const load = await askAt<Location[]>(
      "references",
      "api/definitions/state.yaml",
      at(rst["api/definitions/state.yaml"]!, "load: { title"),
      { context },
    );
    expect(load.map(shown)).toEqual(["rst/api/definitions/state.yaml:6"]);
    const label = await askAt<Location[]>("references", "spec/index.rst", at(index, "%MAIN"), {
      context,
    });
    expect(label.map(shown)).toContain("rst/spec/targets.yaml:3");
  });

  test("a target takes its references with it, across files", async () => {
    const files = await renamed(
      "spec/part.rst",
      at(rst["spec/part.rst"]!, "its part"),
      "the other part",
    );
    expect(files.get("rst/spec/part.rst")).toContain(".. _the other part:");
    expect(files.get("rst/spec/index.rst")).toContain("See `the other part`_.");
    const deep = await renamed("spec/index.rst", at(index, "deep-place_."), "low place");
    expect(deep.get("rst/spec/index.rst")).toBe(
      index
        .replace("deep-place_.", "`low place`_.")
        .replace("_deep-place:", "_low place:")
        .replace("<deep-place_>", "<low place_>"),
    );
  });

  test("a title takes its underline with it, and the descriptions that name it", async () => {
    const files = await renamed(
      "spec/index.rst",
      at(index, "Last words\n-"),
      "The very last words",
    );
    expect(files.get("rst/spec/index.rst")).toContain("The very last words\n-------------------\n");
    expect(files.get("rst/spec/index.rst")).toContain("`The very last words`_ and deep-place_");
    expect(files.get("rst/api/status.yaml")).toContain("As `The very last words`_ say.");
  });

  test("an id of Markdown, and a heading whose id follows from it", async () => {
    const path = "../pages/pages/other.md";
    const id = await renamed(path, at(pages["pages/other.md"]!, "{#second", 3), "zwei");
    expect(id.get("pages/pages/other.md")).toContain("## Second {#zwei}\n\nSee [it](#zwei).");
    expect(id.get("pages/pages/_index.md")).toContain("[there](other.md#zwei)");
    expect(id.get("pages/specpress.yaml")).toContain("lamp-id: /other/#zwei }");
    expect(id.get("pages/lamps.yaml")).toContain(
      "[it](/other/#zwei), not [that](https://a.example/#second)",
    );
    await expect(
      renamed(
        "../pages/pages/_index.md",
        at(pages["pages/_index.md"]!, "](#over-here", 3),
        "down there",
      ),
    ).rejects.toThrow("An id has no spaces");
    const heading = await renamed(
      "../pages/pages/_index.md",
      at(pages["pages/_index.md"]!, "Over here\n"),
      "Down there",
    );
    expect(heading.get("pages/pages/_index.md")).toBe(
      pages["pages/_index.md"]!.replace("#over-here", "#down-there").replace(
        "Over here",
        "Down there",
      ),
    );
  });

  test("what can be renamed, and what not", async () => {
    const place = await askAt("prepareRename", "spec/index.rst", at(index, "deep-place_."));
    expect(place).toMatchObject({ placeholder: "deep-place" });
    expect(await askAt("prepareRename", "spec/index.rst", at(index, "text, `as"))).toBeNull();
    await expect(
      askAt("rename", "spec/index.rst", at(index, "deep-place_."), { newName: "its part" }),
    ).rejects.toThrow('There is "its part" already.');
    await expect(
      askAt("rename", "spec/index.rst", at(index, "deep-place_."), { newName: "" }),
    ).rejects.toThrow("A name needs letters");
  });
});

test("symbols are the sections of a text, and the operations of an API", async () => {
  const outline = (symbols: readonly DocumentSymbol[]): unknown =>
    symbols.map(({ name, children = [] }) =>
      children.length > 0 ? [name, outline(children)] : name,
    );
  const symbols = (path: string) => editor.ask<DocumentSymbol[]>("documentSymbol", path, start);
  expect(outline(await symbols("spec/index.rst"))).toEqual([
    ["Tiny", [["Last words", ["Another"]]]],
  ]);
  expect(outline(await symbols("api/status.yaml"))).toContainEqual([
    "paths",
    [["/status", ["GET"]]],
  ]);
});

describe("actions", () => {
  const path = "spec/index.rst";
  const actionsFor = async (text: string, code: string): Promise<readonly CodeAction[]> => {
    await editor.change(path, text);
    await editor.until(() => editor.codes(path).includes(code));
    const { range } = editor.diagnostics.get(path)!.find((each) => each.code === code)!;
    return editor.ask("codeAction", path, start, { range, context: { diagnostics: [] } });
  };
  const after = (text: string, action: CodeAction | undefined) =>
    edited(text, editsFor(action!.edit!, editor.uri(path)));

  test("a finding is fixed as --fix does it, alone or with all others", async () => {
    const text = `${index}\nOne \u200bword.\n\nTwo \u200bwords.\n`;
    const actions = await actionsFor(text, "invisible-character");
    const fix = actions.find(({ isPreferred }) => isPreferred);
    expect(after(text, fix)).toBe(text.replace("\u200b", ""));
    const all = actions.find(({ title }) => title.startsWith("Fix all"));
    expect(after(text, all)).toBe(text.replaceAll("\u200b", ""));
  });

  test("an acceptance stands where it covers the finding, with the file's line ends", async () => {
    const text = `${index}\n- An item\n  with nothing_.\n`.replaceAll("\n", "\r\n");
    const actions = await actionsFor(text, "unknown-target");
    const accepted = after(
      text,
      actions.find(({ title }) => title === "Accept unknown-target here"),
    );
    expect(accepted).toContain(
      ".. specpress: accept unknown-target because (say why)\r\n\r\n- An item\r\n",
    );
    await editor.change(path, accepted);
    await editor.untilCodes(path);
  });

  test("in data it stands above the text that holds the place", async () => {
    const file = "api/definitions/state.yaml";
    const [found] = await editor.untilCodes(file, "left-out");
    const actions = await editor.ask<CodeAction[]>("codeAction", file, start, {
      range: found!.range,
      context: { diagnostics: [], only: ["quickfix"] },
    });
    const edits = editsFor(
      actions.find(({ title }) => title.startsWith("Accept"))!.edit!,
      editor.uri(file),
    );
    await editor.change(file, edited(rst[file]!, edits));
    await editor.untilCodes(file);
    await editor.change(file, rst[file]!);
  });
});

describe("news", () => {
  test("a fragment of no type is renamed to one that there is", async () => {
    const path = "../news/changelogs/newsfragments/2.nwe";
    const uri = editor.uri(path);
    await editor.until(() => editor.diagnostics.has(uri));
    const [found] = editor.diagnostics.get(uri)!;
    expect(found!.code).toBe("unknown-fragment");
    const actions = await editor.ask<CodeAction[]>("codeAction", path, start, {
      range: found!.range,
      context: { diagnostics: [found], only: ["quickfix"] },
    });
    const rename = actions.find(({ title }) => title === "Rename to 2.new");
    expect(rename!.edit!.documentChanges).toEqual([
      { kind: "rename", oldUri: uri, newUri: uri.replace("2.nwe", "2.new") },
    ]);
  });

  test("types of fragments are completed where the settings list them", async () => {
    const path = "../news/changelogs/towncrier.toml";
    const { text, position } = marked(
      `${news["changelogs/towncrier.toml"]}\n[[tool.towncrier.type]]\ndirectory = "n¦`,
    );
    await editor.open(path, text);
    const { items } = await editor.ask<CompletionList>("completion", path, position);
    expect(items.map(({ label, detail }) => `${label}: ${detail}`)).toEqual(
      expect.arrayContaining(["new: 1 fragment", "nwe: 1 fragment", "feature: 0 fragments"]),
    );
  });
});
