import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { specpress } from "../program.js";

/** Files of the site and of exports are named by APIs, so the names of APIs lead nowhere else. */

let root = "";
afterEach(() => rmSync(root, { recursive: true, force: true }));

const openapi = `openapi: 3.1.0
info: { title: Notes, version: "1" }
paths: {}
`;

/** A project in a folder below `root`, so that what is written outside of it is found. */
function project(api: string): string {
  root = mkdtempSync(join(tmpdir(), "specpress-names-"));
  const folder = join(root, "a", "b");
  const files = {
    "specpress.yaml": `name: Notes
specification: text
apis: { ${JSON.stringify(api)}: { title: Notes API, openapi: api, suffix: n, version: V } }
labels: { V: unstable }
outputs: { write: [openapi] }
viewer: true
`,
    "text/targets.yaml": "targets: { index: { files: [index.rst] } }\n",
    "text/index.rst": "Notes\n=====\n\n{{notes_n_http_api}}\n",
    "api/notes.yaml": openapi,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

test.each(["../../../../x", "../x", "..", "a/b", ".x", "a\u0000b", "a\nb", "x".repeat(300)])(
  "an API called %j is refused, and no file is named by it",
  (name) => {
    const folder = project(name);
    const built = specpress(["build", "--keep-going"], folder);
    expect(built.code).toBe(1);
    expect(built.err).toContain("specpress.yaml:3:9: error[config-bad-value]: The name of an API");
    expect(readdirSync(join(root, "a"))).toEqual(["b"]);
    expect(readdirSync(join(folder, "dist"))).toEqual(["site"]);
    expect(existsSync(join(folder, "dist/site/openapi"))).toBe(false);

    specpress(["export", "openapi", "--out", "out/here"], folder);
    expect(readdirSync(join(root, "a"))).toEqual(["b"]);
    expect(readdirSync(folder)).not.toContain("x.json");
  },
);
