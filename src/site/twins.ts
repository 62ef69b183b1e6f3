import { lineOfText } from "../print-markdown/print-markdown.js";
import { posix } from "node:path";
import type { Project } from "../load/project.js";
import { addressOf } from "./head.js";
import type { Page } from "./page.js";

/** The list of pages for programs that read text. */
export const llmsPath = "llms.txt";

/** `a/b.html` → `a/b.md` */
export function twinPath(path: string): string {
  return path.replace(/(?:\.html)?$/, ".md");
}

/** What the settings under `site` ask for: a Markdown twin of each page that is built, and the list of all pages. */
export function twinFiles(
  pages: readonly Page[],
  built: readonly Page[],
  project: Project,
): ReadonlyMap<string, () => string> {
  const files = new Map<string, () => string>();
  for (const { path, markdown } of built)
    if (markdown !== undefined) files.set(twinPath(path), markdown);
  if (project.config.site?.llms) files.set(llmsPath, () => llmsText(pages, project));
  return files;
}

/**
 * The name of the site, what its first page says it is, and a link to each page.
 *
 * @see https://llmstxt.org
 */
function llmsText(pages: readonly Page[], project: Project): string {
  const { name, site } = project.config;
  const home = pages.find(({ path }) => path === "index.html") ?? pages[0];
  const isTwinned = site?.markdown === true;
  const entries = pages.map((page) => {
    const { title, version, description, path } = page;
    const shown = version === undefined ? title : `${title} ${version}`;
    const target = isTwinned ? twinPath(path) : path;
    const href = addressOf(target, project) ?? target.split("/").map(encodeURIComponent).join("/");
    const said = description === undefined ? "" : `: ${lineOfText(description)}`;
    return `- [${lineOfText(shown).replace(/(?<!\\)[[\]]/g, "\\$&")}](${href})${said}`;
  });
  const about = home?.description === undefined ? [] : [`> ${lineOfText(home.description)}`, ""];
  return [`# ${lineOfText(name)}`, "", ...about, "## Pages", "", ...entries, ""].join("\n");
}

/** Where the feed of a changelog's page is: `changelog/main.atom`. */
export function feedPath(page: string): string {
  return posix.join(posix.dirname(page), `${posix.basename(page, ".html")}.atom`);
}
