import { Parser } from "htmlparser2";
import { buildSite, checkSite } from "../../src/pipeline.js";
import { loadFiles, told, type Files } from "../load/tiny-project.js";

/** What a reader has of the page of one API file: its text, a line for each row and block; its ids; its links but for permalinks; and what was found. */
export interface Shown {
  readonly lines: readonly string[];
  readonly ids: readonly string[];
  readonly links: readonly string[];
  readonly html: string;
  readonly told: readonly string[];
}

const settings =
  "name: Things\nspecification: text\nlabels: { V: unstable, BASE: v7 }\nnotices: { deprecated: Going away. }\napis: { a: { title: A, openapi: api, suffix: a, version: V } }\n";

/** The page that shows an API file, with settings added to those of the project. */
export function shown(api: string, more = "", files: Files = {}): Shown {
  const all = projectOf(api, more, files);
  const { project, report, diagnostics } = loadFiles(all);
  checkSite(project!, report);
  const html = htmlOf(all);
  return { html, told: told(diagnostics), ...textOf(html) };
}

/** The ids of that page alone. */
export function idsShown(api: string, more = "", files: Files = {}): readonly string[] {
  return textOf(htmlOf(projectOf(api, more, files))).ids;
}

function projectOf(api: string, more: string, files: Files): Files {
  return {
    "specpress.yaml": settings + more,
    "text/targets.yaml": "targets: { page: { files: [page.rst] } }\n",
    "text/page.rst": "Page\n====\n\n{{things_a_http_api}}\n\nAfter\n-----\n\nText.\n",
    "api/things.yaml": api,
    ...files,
  };
}

function htmlOf(files: Files): string {
  const { project, report } = loadFiles(files);
  return String(buildSite(project!, report).site.get("page.html"));
}

function textOf(html: string): Pick<Shown, "lines" | "ids" | "links"> {
  const ids: string[] = [];
  const links: string[] = [];
  let text = "";
  let isMain = false;
  const parser = new Parser(
    {
      onopentag(name, { id, href, class: classes }) {
        if (name === "main") isMain = true;
        if (id !== undefined) ids.push(id);
        if (name === "a" && href?.startsWith("#") && classes !== "permalink")
          links.push(href.slice(1));
      },
      ontext(data) {
        if (isMain) text += data;
      },
      onclosetag(name) {
        if (name === "main") isMain = false;
        if (/^(?:p|tr|h\d|pre|caption|dt|dd|div)$/.test(name)) text += "\n";
        if (/^t[dh]$/.test(name)) text += " | ";
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  const lines = text
    .replace(/\s*\n\s*\| /g, " | ")
    .split("\n")
    .map((line) =>
      line
        .trim()
        .replace(/[ |]+$/, "")
        .trim(),
    )
    .filter((line) => line !== "");
  return { lines, ids, links };
}
