import type { ChangelogManuscript } from "../assemble/assemble.js";
import { el, join, text, type Html } from "../html/element.js";
import type { Project } from "../load/project.js";
import { addressOf, lastingAddress } from "./head.js";
import type { Page } from "./page.js";
import { isReleasePage } from "./page-layouts.js";
import { plainHtml, sectionIn } from "./plain-html.js";
import { feedPath } from "./twins.js";

/** Of a version whose title has no date: an entry must have one. */
const noDate = "1970-01-01";

interface FeedEntry {
  readonly title: string;
  /** The page it is on, and its place there; "" for all of the page. */
  readonly path: string;
  readonly fragment: string;
  /** `2026-07-08` somewhere in it. */
  readonly date: string | undefined;
  readonly html: string;
}

/** The Atom feed of a changelog: an entry for each version that is released, the latest first. */
export function changelogFeed(
  { api, title, versions }: ChangelogManuscript,
  { path, body }: Page,
  project: Project,
): string {
  const released = versions.filter(({ version }) => version.version !== "unstable");
  const entries = released.map(({ version: { version, date, id } }): FeedEntry => ({
    title: `${title} ${version}`,
    path,
    fragment: id,
    date,
    html: sectionIn(body, id),
  }));
  return feedOf(`${title} changelog`, path, api, entries, project);
}

/** Of a tree of pages, by path: for each page with pages of releases in it, these, the latest first. */
export function treeFeeds(
  pages: readonly Page[],
  project: Project,
): ReadonlyMap<string, () => string> {
  const feeds = new Map<string, () => string>();
  for (const [home, releases] of releasesIn(pages, project))
    feeds.set(feedPath(home.path), () => {
      const dated = releases.filter(({ file }) => file?.date !== undefined);
      const entries = dated
        .map(({ title, path, file, body }): FeedEntry => ({
          title,
          path,
          fragment: "",
          date: file!.date,
          html: body,
        }))
        .sort((one, other) => dayOf(other.date).localeCompare(dayOf(one.date), "en"));
      return feedOf(home.title, home.path, home.name, entries, project);
    });
  return feeds;
}

/** The feed that each page of a tree is in, or that is made of those in it: paths by path. */
export function feedsOfTree(pages: readonly Page[], project: Project): ReadonlyMap<string, string> {
  return new Map(
    [...releasesIn(pages, project)].flatMap(([home, releases]) =>
      [home, ...releases].map(({ path }) => [path, feedPath(home.path)] as const),
    ),
  );
}

function releasesIn(
  pages: readonly Page[],
  { config }: Project,
): ReadonlyMap<Page, readonly Page[]> {
  const found = new Map<Page, Page[]>();
  if (config.site?.feeds !== true) return found;
  const homes = new Map(pages.map((page) => [page.file?.name, page]));
  for (const page of pages) {
    if (!page.file || !isReleasePage(page.file, config.pages)) continue;
    const home = homes.get(page.file.parent ?? page.file.name)!;
    if (!home) continue; // it was refused
    found.set(home, [...(found.get(home) ?? []), page]);
  }
  return found;
}

/**
 * Ids and links are the same in all versions that are published, and lead to the latest one, beside which is a copy. What is
 * within the text is of the version at hand.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4287
 */
function feedOf(
  title: string,
  path: string,
  name: string,
  entries: readonly FeedEntry[],
  project: Project,
): string {
  const { name: site, lang = "en" } = project.config;
  const idOf = (page: string, fragment: string) => {
    const address = lastingAddress(page, project);
    if (address !== null) return fragment === "" ? address : `${address}#${fragment}`;
    const own = fragment || (page === path ? "" : page);
    return `urn:specpress:${[site, name, own].map(encodeURIComponent).join(":")}`;
  };
  // Without an address, as it is beside the feed.
  const folder = path.split("/").length - 1;
  const hrefOf = (page: string) =>
    lastingAddress(page, project) ??
    page.split("/").slice(folder).map(encodeURIComponent).join("/");
  const feed = lastingAddress(feedPath(path), project);
  const shown = entries.map((entry) => {
    const href = hrefOf(entry.path) + (entry.fragment && `#${entry.fragment}`);
    return el(
      "entry",
      {},
      el("title", {}, text(entry.title)),
      el("id", {}, text(idOf(entry.path, entry.fragment))),
      link("alternate", href),
      el("updated", {}, text(`${dayOf(entry.date)}T00:00:00Z`)),
      el(
        "content",
        { type: "html" },
        text(withoutControls(plainHtml(entry.html, addressOf(entry.path, project)))),
      ),
    );
  });
  const latest =
    entries
      .map(({ date }) => dayOf(date))
      .sort()
      .at(-1) ?? noDate;
  const body = [
    el("title", {}, text(title)),
    el("id", {}, text(idOf(path, ""))),
    ...(feed ? [link("self", feed)] : []),
    link("alternate", hrefOf(path)),
    el("updated", {}, text(`${latest}T00:00:00Z`)),
    el("author", {}, el("name", {}, text(site))),
    ...shown,
  ];
  const root = el(
    "feed",
    { xmlns: "http://www.w3.org/2005/Atom", "xml:lang": lang },
    join(body, "\n"),
  );
  return `<?xml version="1.0" encoding="utf-8"?>\n${root}\n`;
}

/** `el` knows `link` as an element without an end, which XML must have. */
function link(rel: string, href: string): Html {
  return el("link", { rel, href }).replace(/>$/, "/>") as Html;
}

function dayOf(date: string | undefined): string {
  return /\d{4}-\d{2}-\d{2}/.exec(date ?? "")?.[0] ?? noDate;
}

/** XML has no place for them. */
function withoutControls(html: string): string {
  return html.replace(/(?![\t\n])\p{Cc}|[\ufffe\uffff]|\p{Surrogate}/gu, "");
}
