import { readdirSync, readFileSync } from "node:fs";
import { collector, type Diagnostic } from "../../src/base/diagnostics.js";
import type { Project } from "../../src/load/project.js";
import { parseRst } from "../../src/rst/rst.js";
import { renderPage } from "../../src/site/page.js";
import { layOutSite, type Site } from "../../src/site/site.js";
import { transform } from "../../src/transform/transform.js";

const ours = (name: string) => ({
  path: `specpress:templates/${name}`,
  text: readFileSync(new URL(`../../templates/${name}`, import.meta.url), "utf8"),
});

/** A site made of pages given as RST by their paths, in our templates or others. Pages may come as pairs, to have a path twice. */
export function siteOf(
  texts: Readonly<Record<string, string>> | readonly (readonly [string, string])[],
  templates: Readonly<Record<string, string>> = {},
  elsewhere: readonly string[] = [],
): { readonly site: Site; readonly diagnostics: readonly Diagnostic[] } {
  const { report, diagnostics } = collector();
  const all = [
    ["page", ours("page.hbs")],
    ...readdirSync(new URL("../../templates/page", import.meta.url)).map(
      (name) => [name.replace(".hbs", ""), ours(`page/${name}`)] as const,
    ),
    ["style.css", ours("style.css")],
    ["script.js", ours("script.js")],
    ...Object.entries(templates).map(
      ([name, text]) => [name, { path: `templates/${name}`, text }] as const,
    ),
  ] as const;
  // Of a project, printing needs little more than its name and its templates.
  const project = {
    config: { name: "Example & Co" },
    apis: [],
    targets: { targets: [] },
    publication: null,
    labels: new Map(),
    templates: new Map(all),
  } as unknown as Project;
  const pages = (isPairs(texts) ? texts : Object.entries(texts)).map(([path, text]) => {
    const source = { path: path.replace(".html", ".rst"), text };
    const manuscript = {
      path,
      target: { name: path.replace(".html", ""), files: [], span: { source, start: 0, end: 0 } },
    };
    return renderPage(manuscript, transform(parseRst(source, report), report), project, report);
  });
  return {
    site: layOutSite(pages, project, report, { elsewhere: new Set(elsewhere) }),
    diagnostics,
  };
}

function isPairs(
  texts: Readonly<Record<string, string>> | readonly (readonly [string, string])[],
): texts is readonly (readonly [string, string])[] {
  return Array.isArray(texts);
}
