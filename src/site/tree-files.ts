import type { Report } from "../base/diagnostics.js";
import { wholeFile } from "../base/source.js";
import { el, join, nothing, text } from "../html/element.js";
import type { PageFile, PageTree, Project } from "../load/project.js";
import { addressOf, siteAddress } from "./head.js";
import type { Page } from "./page.js";
import { isReleasePage } from "./page-layouts.js";
import { encoded } from "./versions/version.js";
import { wordsOf } from "./words.js";

/** Names of the files that a site of pages has besides. */
export const notFoundPath = "404.html";

/** Files for programs that such a site may have. */
export const programFiles = ["robots.txt", "sitemap.xml", "versions.json"] as const;

/** What servers show in place of pages that there are not. It may be shown at any address. */
export function notFoundPage(pages: readonly Page[], { config, configFile }: Project): Page {
  const words = wordsOf(config.words);
  const [before = "", after = ""] = words["not-found-text"].split("{site}");
  const { path } = pages.find((page) => page.path === "index.html") ?? pages[0]!;
  const home = el(
    "a",
    { href: `${basePath(siteAddress(config))}${encoded(path)}` },
    text(config.name),
  );
  const body = join(
    [
      el("h1", { id: "title" }, text(words["not-found"])),
      el("p", {}, text(before), home, text(after)),
    ],
    "\n",
  );
  return {
    path: notFoundPath,
    name: "404",
    title: words["not-found"],
    hasHeading: true,
    id: "main",
    body,
    contents: nothing,
    meta: nothing,
    ids: new Set(["title", "main"]),
    links: [],
    assets: new Map(),
    span: wholeFile(configFile.source),
  };
}

/** `/v1.2/` of `https://spec.example.org/v1.2`. */
export function basePath(address: string | null): string {
  return `${address === null ? "" : new URL(address).pathname.replace(/\/+$/, "")}/`;
}

/**
 * Files for programs: `robots.txt`, `sitemap.xml` where the address of the site is known (it holds whole addresses), and
 * `versions.json` where changelogs are of versions.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9309
 */
export function filesForPrograms(
  pages: readonly Page[],
  { config }: Project,
): ReadonlyMap<string, string> {
  const shown = pages.flatMap(({ file }) => file ?? []);
  const address = siteAddress(config);
  const robots = "User-agent: *\nAllow: /\n";
  const files = new Map([["robots.txt", robots]]);
  if (address !== null) {
    files.set("robots.txt", `${robots}\nSitemap: ${address}/sitemap.xml\n`);
    files.set("sitemap.xml", sitemap(pages, { config, publication: null }));
  }
  const versions = versionsOf(shown.filter((page) => isReleasePage(page, config.pages)));
  if (versions.length > 0) files.set("versions.json", `${JSON.stringify(versions)}\n`);
  return files;
}

/** @see https://www.sitemaps.org/protocol.html */
function sitemap(pages: readonly Page[], project: Parameters<typeof addressOf>[1]): string {
  const urls = pages.map(({ path, file, lastChange }) => {
    const { date = lastChange } = file ?? {};
    const changed = date === undefined ? nothing : el("lastmod", {}, text(date.slice(0, 10)));
    return el("url", {}, el("loc", {}, text(addressOf(path, project)!)), changed);
  });
  const set = el(
    "urlset",
    { xmlns: "http://www.sitemaps.org/schemas/sitemap/0.9" },
    join(urls, "\n"),
  );
  return `<?xml version="1.0" encoding="utf-8"?>\n${set}\n`;
}

/** The versions of which there are changelogs, the latest first: what a list of all versions is made of. */
function versionsOf(
  pages: readonly PageFile[],
): readonly { readonly date: string; readonly name: string }[] {
  return pages
    .flatMap(({ linkTitle, date }) =>
      date !== undefined && /^v\d+\.\d+$/.test(linkTitle)
        ? [{ date: date.slice(0, 10), name: linkTitle }]
        : [],
    )
    .sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
}

/** `a/b` and `a` of `a/b/c.html`. */
export function foldersAbove(path: string): string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

/**
 * Put the files of `static` into a site; one in the place of a page, or of what pages need, is reported, and so is one whose
 * name is that of a folder.
 */
export function addStaticFiles(
  site: Map<string, string | Uint8Array>,
  { files }: PageTree,
  isTaken: (path: string) => boolean,
  { readBytes }: Project,
  report: Report,
): void {
  const folders = new Set([...site.keys()].flatMap(foldersAbove));
  for (const [path, file] of files) {
    const bytes = readBytes(file);
    if (!(bytes instanceof Uint8Array)) continue; // it cannot be read, which was reported
    const above = foldersAbove(path);
    if (isTaken(path) || folders.has(path) || above.some((folder) => site.has(folder))) {
      report("static-file-in-the-way", wholeFile({ path: file, text: "" }), [path]);
      continue;
    }
    site.set(path, bytes);
    for (const folder of above) folders.add(folder);
  }
}
