import { truncateSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { collector } from "../../src/base/diagnostics.js";
import { loadProject } from "../../src/load/load.js";
import { buildSite, checkSite } from "../../src/pipeline.js";
import { loadFiles, minimal, told, writeFiles, type Files } from "./tiny-project.js";

/** What nobody but the machine it lies on should see. */
const secrets: Files = {
  ".git/config": "[core]\n\ttoken = SECRET\n",
  ".env": "SECRET=1\n",
  ".npmrc": "SECRET\n",
  ".ssh/id.yaml": "type: SECRET\n",
  ".git/pictures/a.svg": '<svg xmlns="http://www.w3.org/2000/svg"><title>SECRET</title></svg>',
};
const text = (rst: string): Files => ({ "text/guide.rst": `Guide\n=====\n\n${rst}\n` });
const settings = (more: string): Files => ({
  "specpress.yaml": `name: Tiny\nspecification: text\n${more}\n`,
});
const api = (more: string): Files => ({
  ...settings(
    "apis: { main: { title: Main, openapi: api, suffix: m, version: V } }\nlabels: { V: v1 }",
  ),
  "api/a.yaml": `swagger: "2.0"\ninfo: { title: A, version: "1" }\npaths:\n  /a:\n    get:\n      summary: A.\n      responses:\n        200:\n          description: B.\n          schema: { ${more} }\n`,
  "text/guide.rst": "Guide\n=====\n\n{{a_m_http_api}}\n",
});

const cases: readonly (readonly [how: string, files: Files, code: string])[] = [
  ["include", text(".. include:: ../.git/config\n   :literal:"), "file-unreadable"],
  [
    "include from an absolute path of the project",
    text(".. include:: /../.env"),
    "file-unreadable",
  ],
  ["include past a folder and back", text(".. include:: ../.git/../.npmrc"), "file-unreadable"],
  ["raw", text(".. raw:: html\n   :file: ../.env"), "file-unreadable"],
  ["csv-table", text(".. csv-table::\n   :file: ../.npmrc"), "file-unreadable"],
  ["image", text(".. image:: ../.git/pictures/a.svg"), "image-refused"],
  ["image with escapes", text(".. image:: ../%2Egit/pictures/a.svg"), "image-refused"],
  ["figure", text(".. figure:: ../.git/pictures/a.svg"), "image-refused"],
  ["image in a line", text("See |a|.\n\n.. |a| image:: ../.git/pictures/a.svg"), "image-refused"],
  [
    "entry of targets.yaml",
    { "text/targets.yaml": "targets:\n  guide: { files: [guide.rst, ../.env] }\n" },
    "target-file-refused",
  ],
  ["linked text", { "text/a.rst": { linkTo: "../.env" } }, "link-refused"],
  ["linked folder", { "text/a": { linkTo: "../.git" } }, "link-refused"],
  [
    "link to a link",
    { "text/a.rst": { linkTo: "../b.txt" }, "b.txt": { linkTo: ".env" } },
    "link-refused",
  ],
  [
    "link whose path a file holds",
    { ...text(".. include:: git/config\n   :literal:"), "text/git": "../.git\n" },
    "file-unreadable",
  ],
  [
    "link that an include names",
    { ...text(".. include:: a.txt"), "text/a.txt": { linkTo: "../.env" } },
    "file-unreadable",
  ],
  [
    "linked picture",
    { ...text(".. image:: a.svg"), "text/a.svg": { linkTo: "../.git/pictures/a.svg" } },
    "image-refused",
  ],
  ["$ref", api('$ref: "../.ssh/id.yaml"'), "ref-not-found"],
  [
    "linked API file",
    { ...api("type: string"), "api/b.yaml": { linkTo: "../.ssh/id.yaml" } },
    "link-refused",
  ],
  [
    "folder of the text",
    { ...settings(""), "specpress.yaml": "name: T\nspecification: .ssh\n" },
    "config-path",
  ],
  [
    "table",
    settings(
      "tables: { t: { data: .ssh/id.yaml, columns: [{ title: T, field: type, width: 1 }] } }",
    ),
    "config-path",
  ],
  ["templates", settings("templates: .git"), "config-path"],
  [
    "linked templates",
    { ...settings("templates: templates"), templates: { linkTo: ".git" } },
    "config-path",
  ],
];

test.each(cases)("what is hidden is not read: %s", (_how, files, code) => {
  const { project, report, diagnostics } = loadFiles({ ...minimal, ...secrets, ...files });
  const { site } = buildSite(project!, report);
  expect([...site].filter(([, content]) => String(content).includes("SECRET"))).toEqual([]);
  const found = told(diagnostics);
  expect(found.filter((line) => line.includes(` ${code} `))).not.toEqual([]);
  expect(found.join("\n")).not.toContain("SECRET");
});

test("a name that begins with two dots, and one with a dot in it, are as others", () => {
  const files = { ...minimal, ...text(".. include:: ./b.c/d.txt"), "text/b.c/d.txt": "Text.\n" };
  const { project, report, diagnostics } = loadFiles(files);
  checkSite(project!, report);
  expect(told(diagnostics)).toEqual([]);
});

test.each([
  "specpress.yaml",
  "text/targets.yaml",
  "text/other.rst",
  "text/guide.rst",
  "api/b.yaml",
])("a file that is there, but cannot be read, is told once: %s", (path) => {
  const root = writeFiles({ ...minimal, ...api("type: string"), [path]: "x" });
  truncateSync(join(root, path), 3 * 2 ** 30); // more than is read at once; it takes no room
  const { report, diagnostics } = collector();
  const project = loadProject({ root }, report);
  expect(project === null).toBe(path === "specpress.yaml");
  const found = told(diagnostics).filter((line) => line.includes(path));
  expect(found).toContain(`${path}:1:1 unreadable-file ${path}`);
  expect(found.filter((line) => !line.includes("target-file-missing"))).toHaveLength(1);
});
