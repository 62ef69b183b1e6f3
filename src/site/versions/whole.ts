import { el, join, nothing, text, type Html } from "../../html/element.js";
import { directionOf, filled, wordsForVersions, type Words } from "../words.js";
import {
  encoded,
  inOrder,
  pathOfAddress,
  plainAddress,
  type PublishedVersion,
  type WholeVersion,
} from "./version.js";
import { redirectsFile, redirectTo, redirectsTo, type Redirect } from "./redirects.js";
import { llmsPath } from "../twins.js";
import { printVersions, versionsPath } from "./written.js";

/** What all versions together are made with. */
export interface WholeSettings {
  /** Name of the specification. */
  readonly name: string;
  /** Of the folder of all versions, without a slash at its end; `null` where it is not known. */
  readonly address: string | null;
  /** Whether search engines are told to leave out drafts and old versions. */
  readonly latestOnly: boolean;
  /** Of its pages, such as `en`. */
  readonly lang: string;
  readonly words: Words;
  /** What each page runs, behind its data. */
  readonly script: string;
}

/** The folder of redirects. */
export const latestFolder = "latest";

/** Marks a folder as one in which this program puts versions. */
export const wholeMarkerText =
  "specpress puts versions into this folder. Other files in it are left as they are.\n";

/** The files beside the folders of versions, by path: some as soon as there is a version, those of the latest one. */
export function wholeFiles(
  given: readonly WholeVersion[],
  settings: WholeSettings,
): ReadonlyMap<string, string> {
  const versions = inOrder(given);
  const redirects = redirectsTo(versions);
  // As long as all are drafts, it leads to the first of them: pages name their place in `latest/` as canonical.
  const first = versions.find((version) => version.latest) ?? versions[0];
  const files = new Map([
    [versionsPath, printVersions(versions.map(withoutPlaces))],
    ["versions.js", dataOf(versions, settings) + settings.script],
    ["versions.html", listPage(versions, settings)],
    ["404.html", notFoundPage(versions, settings)],
    ["robots.txt", robots(settings)],
  ]);
  if (first) {
    files.set("index.html", redirectPage(homeOf(first), first, "", settings.name, settings));
    for (const redirect of redirects) {
      const { path, version, page } = redirect;
      const up = "../".repeat(path.split("/").length);
      files.set(
        `${latestFolder}/${path}`,
        redirectPage(redirectTo(redirect), version, up, page.title, settings),
      );
    }
    files.set("_redirects", redirectsFile(first, redirects, settings.address));
  }
  const sitemap = sitemapOf(redirects, settings);
  if (sitemap !== null) files.set("sitemap.xml", sitemap);
  return files;
}

/** Whether a file of the latest version is there a second time, at an address that stays: feeds, and the list for programs. */
export function isCopied(path: string): boolean {
  return path.endsWith(".atom") || path === llmsPath;
}

/** These files by path: what reads feeds follows no redirect of a page, and looks for the list at the top. */
export function copiesOfLatest(
  given: readonly WholeVersion[],
  siteOf: (version: string) => ReadonlyMap<string, string | Uint8Array>,
): ReadonlyMap<string, string> {
  const first = given.find(({ latest }) => latest) ?? inOrder(given)[0];
  if (!first) return new Map();
  return new Map(
    [...siteOf(first.name)].flatMap(([path, content]) =>
      isCopied(path)
        ? [[path === llmsPath ? path : `${latestFolder}/${path}`, String(content)] as const]
        : [],
    ),
  );
}

/** All paths that `wholeFiles` may give outside of `latest/`. */
export const wholePaths: readonly string[] = [
  versionsPath,
  "versions.js",
  "versions.html",
  "404.html",
  "robots.txt",
  "index.html",
  "_redirects",
  "sitemap.xml",
];

function withoutPlaces({ places: _places, ...version }: WholeVersion): PublishedVersion {
  return version;
}

/** `v1.1/index.html`, as an address. */
export function homeOf({ name, places }: WholeVersion): string {
  return encoded(`${name}/${places.home}`);
}

/** What the script needs to know at once: the versions, and which has which page where. */
function dataOf(versions: readonly WholeVersion[], { latestOnly, words }: WholeSettings): string {
  const pages = new Map<string, { readonly entry: readonly string[]; readonly in: number[] }>();
  for (const [index, { places }] of versions.entries())
    for (const { name, path, title } of places.pages) {
      const entry = [name, path, title];
      const key = JSON.stringify(entry);
      const known = pages.get(key) ?? { entry, in: [] };
      known.in.push(index);
      pages.set(key, known);
    }
  const data = {
    versions: versions.map(({ places, ...version }) => ({ ...version, home: places.home })),
    pages: [...pages.values()].map((page) => [...page.entry, page.in]),
    latestOnly,
    words: wordsForVersions(words),
  };
  return `globalThis.specpressVersions = ${JSON.stringify(data)};\n`;
}

/** A page that leads to another one. The script takes the place on the page along, which `refresh` cannot. */
function redirectPage(
  to: string,
  { name }: WholeVersion,
  up: string,
  title: string,
  settings: WholeSettings,
): string {
  const address = up + to;
  const refresh = el("meta", { "http-equiv": "refresh", content: `0; url=${address}` });
  return document(
    [el("title", {}, text(title)), el("noscript", {}, refresh)],
    [
      el(
        "p",
        {},
        el("a", { class: "specpress-redirect", href: address }, text(`${title} ${name}`)),
      ),
      el("script", { src: `${up}versions.js` }),
    ],
    settings,
  );
}

function document(head: readonly Html[], body: readonly Html[], { lang }: WholeSettings): string {
  const meta = [
    el("meta", { charset: "utf-8" }),
    el("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
  ];
  const html = el(
    "html",
    { lang, dir: directionOf(lang) === "rtl" ? "rtl" : undefined },
    join(
      [
        nothing,
        el("head", {}, join([nothing, ...meta, ...head, nothing], "\n")),
        el("body", {}, join([nothing, ...body, nothing], "\n")),
        nothing,
      ],
      "\n",
    ),
  );
  return `<!doctype html>\n${html}\n`;
}

/** All versions as links, for readers without scripts too. */
function listPage(versions: readonly WholeVersion[], settings: WholeSettings): string {
  const { name, words } = settings;
  const title = filled(words["versions-of"], { site: name });
  return document(
    [el("title", {}, text(title)), styleOf(versions, "")],
    [
      el(
        "main",
        { class: "versions-page" },
        el("h1", {}, text(title)),
        listOf(versions, "", words),
      ),
    ],
    settings,
  );
}

/** What servers show at addresses where nothing is: its own links cannot be relative. */
function notFoundPage(versions: readonly WholeVersion[], settings: WholeSettings): string {
  const { name, address, words } = settings;
  const title = words["not-found"];
  const base = `${pathOfAddress(address)}/`;
  return document(
    [
      el("title", {}, text(`${title} – ${name}`)),
      el("meta", { name: "robots", content: "noindex" }),
      styleOf(versions, base),
    ],
    [
      el(
        "main",
        { class: "versions-page" },
        el("h1", {}, text(title)),
        el("p", {}, text(filled(words["not-found-versions"], { site: name }))),
        listOf(versions, base, words),
      ),
      el("script", { src: `${base}versions.js`, "data-not-found": true }),
    ],
    settings,
  );
}

function styleOf(versions: readonly WholeVersion[], base: string): Html {
  const version = versions.find(({ latest }) => latest) ?? versions[0];
  if (!version) return nothing;
  return el("link", {
    rel: "stylesheet",
    href: `${base}${encoded(version.name)}/static/style.css`,
  });
}

function listOf(versions: readonly WholeVersion[], base: string, known: Words): Html {
  const items = versions.map((version) => {
    const link = el("a", { href: base + homeOf(version) }, text(version.name));
    const words = [wordOf(version, known), version.date].filter(Boolean).join(", ");
    return el("li", {}, link, words === "" ? nothing : text(` (${words})`));
  });
  return el("ul", { class: "versions-list" }, join([nothing, ...items, nothing], "\n"));
}

/** What a list says of a version. */
function wordOf({ latest, status }: PublishedVersion, words: Words): string {
  if (latest) return words["versions-latest"];
  return status === "draft" ? words["versions-draft"] : "";
}

/**
 * Lets all be read, those also that search engines are not to list: their pages say so, and what may not be read says
 * nothing.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9309
 */
function robots({ address }: WholeSettings): string {
  const sitemap = address === null ? [] : ["", `Sitemap: ${address}/sitemap.xml`];
  return `${["User-agent: *", "Allow: /", ...sitemap].join("\n")}\n`;
}

/**
 * The addresses that pages name as canonical: those of the latest version, and where the others are not kept out those of
 * pages that only these have. `null` where the address is not known: a sitemap has whole addresses only.
 *
 * @see https://www.sitemaps.org/protocol.html
 */
function sitemapOf(
  redirects: readonly Redirect[],
  { address, latestOnly }: WholeSettings,
): string | null {
  if (address === null) return null;
  const urls = redirects
    .filter(({ path, page, version }) => path === page.lasting && (version.latest || !latestOnly))
    .map(({ path, version: { date } }) =>
      el(
        "url",
        {},
        el("loc", {}, text(`${address}/${latestFolder}/${plainAddress(path)}`)),
        date === undefined ? nothing : el("lastmod", {}, text(date)),
      ),
    );
  const set = el(
    "urlset",
    { xmlns: "http://www.sitemaps.org/schemas/sitemap/0.9" },
    join(urls, "\n"),
  );
  return `<?xml version="1.0" encoding="utf-8"?>\n${set}\n`;
}
