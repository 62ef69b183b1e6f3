import { join } from "node:path";
import { expect, test } from "vitest";
import { buildSite } from "../../src/pipeline.js";
import type { LoadOptions } from "../../src/load/load.js";
import { loadFiles, told, writeFiles } from "../load/tiny-project.js";
import { specpress } from "../program.js";

/** Releases of a tree of pages. */

const files = {
  "specpress.yaml":
    "name: Lamps\npages:\n  folder: content\n  version: { status: unstable, name: v1.2, current: https://a.example/latest }\napis: { lamp: { title: Lamp API, openapi: api, version: LAMP } }\nshortcodes: { api: { shows: operations, file: api/lamp.yaml } }\nlabels: { LAMP: unstable }\n",
  "api/lamp.yaml":
    'openapi: 3.1.0\ninfo: { title: L, version: "1" }\npaths: { /a: { get: { responses: { "200": { description: Fine. } } } } }\n',
  "content/_index.md": "---\ntitle: Lamps\n---\nOf %LAMP%.\n",
  "content/lamp-api.md": "---\ntitle: Lamp API\nlinkTitle: Lamp\nweight: 1\n---\n{{% api %}}\n",
  "content/other.md": "---\ntitle: Other\nweight: 2\n---\nText.\n",
};

function built(options: Partial<LoadOptions>) {
  const { project, report, diagnostics } = loadFiles(files, options);
  const { site } = buildSite(project!, report);
  const page = String(site.get("lamp-api/index.html"));
  return {
    found: told(diagnostics),
    title: /<h1>(.*?)<\/h1>/.exec(page)?.[1],
    menu: /<nav class="tree"[^]*?<\/nav>/.exec(page)?.[0],
    label: /<span class="version-name">(.*?)<\/span>/.exec(page)?.[1],
    banner: /<aside class="version-banner (\w+)"/.exec(page)?.[1],
    first: String(site.get("index.html")),
  };
}

test("a draft has no version in its titles", () => {
  const { title, label, banner } = built({});
  expect([title, label, banner]).toEqual(["Lamp API", "unstable version", "unstable"]);
});

test("the page of an API has the version of its release in its title and in the menu", () => {
  const releases = new Map([["lamp", "v1.3"]]);
  const { found, title, menu, label, banner, first } = built({ releases });
  expect(found).toEqual([]);
  expect(title).toBe('Lamp API<span> <span class="page-version">v1.3</span></span>');
  expect(menu).toContain('Lamp <span class="page-version">v1.3</span></a>');
  expect(menu?.match(/page-version/g)).toHaveLength(1);
  expect([label, banner]).toEqual(["version v1.3", undefined]);
  expect(first).toContain("Of v1.3.");
  expect(built({ releases, status: "historical" }).banner).toBe("historical");
});

test("a version alone is that of all pages", () => {
  const { title, label, banner } = built({ releases: new Map([["", "v1.3"]]) });
  expect([title, label, banner]).toEqual(["Lamp API", "version v1.3", undefined]);
  const folder = writeFiles(files);
  expect(specpress(["build", "--release", "v1.3", "--quiet"], folder)).toMatchObject({ code: 0 });
  expect(specpress(["publish", "--into", "public", "--release", "v1.3"], folder).out).toContain(
    "v1.3 is published",
  );
  const rst = writeFiles({
    "specpress.yaml": "name: Tiny\nspecification: text\n",
    "text/targets.yaml": "targets: { index: { files: [a.rst] } }\n",
    "text/a.rst": "A\n=\n\nB.\n",
  });
  expect(specpress(["build", "--release", "v1.3", "--out", join(rst, "o")], rst)).toMatchObject({
    code: 2,
    err: 'specpress: --release takes API=VERSION, not "v1.3"\n',
  });
});
