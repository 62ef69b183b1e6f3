import type { Site } from "../site/site.js";
import { pagesIn, type Built } from "./builder.js";
import type { PageKind, PagePatch } from "./versions.js";

/** Where the server's own files lie: no file of a site has such a name. */
export const ownFolder = ".specpress";

/** An answer to a browser. */
export interface Answer {
  readonly status: 200 | 302 | 404;
  readonly path: string;
  readonly content: string | Uint8Array;
  /** Of a page: what tells it from its other versions. */
  readonly version?: string;
}

/**
 * What lies at a path: a file of the site; the page of a folder; a file for programs; the list of pages while there is no
 * first one; or a page that says that there is nothing. Pages get the script that keeps them current.
 */
export function answerTo(path: string, built: Built): Answer {
  const { kind, ...answer } = plainAnswer(path, built);
  if (!kind) return answer;
  const text = asText(answer.content);
  const version = built.versions.of(answer.path, kind, text);
  return { ...answer, content: withScript(text, kind, version), version };
}

/** The version of the page at a path: of what a browser shows that asks for it. */
export function versionOf(path: string, built: Built): string | undefined {
  const { kind, path: file, content } = plainAnswer(path, built);
  return kind && built.versions.of(file, kind, asText(content));
}

/** How the page at a path became what it is; `null` where a browser has to ask for all of it. */
export function patchOf(path: string, built: Built): PagePatch | null {
  const { kind, path: file, content } = plainAnswer(path, built);
  return kind === "page" ? built.versions.patchOf(file, asText(content)) : null;
}

/** Whether a site has a page at a path. */
export function isPageAt(path: string, site: Site): boolean {
  const file = fileAt(path);
  return isPage(file) && site.has(file);
}

/** An answer as the site has it: of a page, without the script. */
interface PlainAnswer extends Answer {
  readonly kind?: PageKind;
}

function plainAnswer(path: string, { site, outputs }: Built): PlainAnswer {
  const file = fileAt(path);
  const content = site.get(file);
  if (content !== undefined)
    return { status: 200, path: file, content, ...(isPage(file) && { kind: "page" }) };
  if (site.has(`${path}/index.html`))
    return { status: 302, path: `/${addressOf(path)}/`, content: "" };
  const output = outputs.get(path)?.();
  if (output !== undefined) return { status: 200, path, content: output };
  if (path === "")
    return {
      status: 200,
      path: file,
      content: listOfPages(site, [...outputs.keys()]),
      kind: "list",
    };
  const missing = site.get("404.html") ?? nothingHere(path, site);
  return { status: 404, path: file, content: missing, kind: "missing" };
}

function fileAt(path: string): string {
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

function isPage(path: string): boolean {
  return /\.html?$/i.test(path);
}

function asText(content: string | Uint8Array): string {
  return typeof content === "string" ? content : Buffer.from(content).toString("utf8");
}

/** Before all scripts of the page, which change what is on it. */
function withScript(text: string, kind: PageKind, version: string): string {
  const script = `<script src="/${ownFolder}/client.js" data-kind="${kind}" data-version="${version}" defer></script>`;
  const head = /<head\b[^>]*>/i.exec(text);
  if (!head) return `${text}\n${script}\n`;
  const at = head.index + head[0].length;
  return `${text.slice(0, at)}${script}${text.slice(at)}`;
}

function listOfPages(site: Built["site"], outputs: readonly string[]): string {
  const pages = pagesIn(site);
  const list = pages.map((path) => linkTo(path, titleOf(site.get(path)!) ?? path));
  const files = outputs.filter((path) => !path.startsWith("events/"));
  return document(
    "Pages",
    pages.length === 0 ? "<p>There is no page yet.</p>" : `<ul>${list.join("")}</ul>`,
    files.length === 0
      ? ""
      : `<h2>Files for programs</h2><ul>${files.map((path) => linkTo(path, path)).join("")}</ul>`,
  );
}

function nothingHere(path: string, site: Built["site"]): string {
  return document(
    "There is no such page",
    `<p>The site has no file <code>${escapeHtml(path)}</code>.</p>`,
    `<ul>${pagesIn(site)
      .map((path) => linkTo(path, titleOf(site.get(path)!) ?? path))
      .join("")}</ul>`,
  );
}

function linkTo(path: string, title: string): string {
  return `<li><a href="/${escapeHtml(addressOf(path))}">${title}</a></li>`;
}

/** A path as an address has it. */
function addressOf(path: string): string {
  return encodeURI(path).replaceAll("?", "%3F").replaceAll("#", "%23");
}

/** The title of a page, as HTML. */
function titleOf(content: string | Uint8Array): string | undefined {
  const text = typeof content === "string" ? content : Buffer.from(content).toString("utf8");
  return /<title>([^<]*)<\/title>/.exec(text)?.[1]?.trim() || undefined;
}

function document(title: string, ...parts: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 40rem; padding: 0 1rem; }</style>
</head>
<body>
<h1>${title}</h1>
${parts.join("\n")}
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
