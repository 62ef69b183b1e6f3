import { createHash } from "node:crypto";
import { pagesIn, type Built } from "./builder.js";

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
  let known = answers.get(built);
  if (!known) answers.set(built, (known = new Map()));
  let answer = known.get(path);
  if (!answer) {
    answer = makeAnswer(path, built);
    if (answer.status === 200) known.set(path, answer);
  }
  return answer;
}

/** Pages are asked for again and again as they are. */
const answers = new WeakMap<Built, Map<string, Answer>>();

function makeAnswer(path: string, { site, outputs }: Built): Answer {
  const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  const content = site.get(file);
  if (content !== undefined)
    return isPage(file) ? page(200, file, content) : { status: 200, path: file, content };
  if (site.has(`${path}/index.html`))
    return { status: 302, path: `/${addressOf(path)}/`, content: "" };
  const output = outputs.get(path)?.();
  if (output !== undefined) return { status: 200, path, content: output };
  if (path === "") return page(200, file, listOfPages(site, [...outputs.keys()]), "list");
  const own = site.get("404.html");
  return page(404, file, own ?? nothingHere(path, site), "missing");
}

/** The version of the page at a path: of what a browser shows that asks for it. */
export function versionOf(path: string, built: Built): string | undefined {
  return answerTo(path, built).version;
}

function isPage(path: string): boolean {
  return /\.html?$/i.test(path);
}

type PageKind = "page" | "list" | "missing";

function page(
  status: Answer["status"],
  path: string,
  content: string | Uint8Array,
  kind: PageKind = "page",
): Answer {
  const text = typeof content === "string" ? content : Buffer.from(content).toString("utf8");
  const version = hashOf(kind + text);
  return { status, path, content: withScript(text, kind, version), version };
}

function hashOf(text: string): string {
  return createHash("sha1").update(text).digest("base64url").slice(0, 12);
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
