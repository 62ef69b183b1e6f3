import { posix } from "node:path";
import type { Page } from "./page.js";
import type { PageLinks } from "./tree-view.js";

/** A page as others link to it. */
export interface PageLink {
  readonly title: string;
  readonly href: string;
  readonly current: boolean;
  readonly version: string;
}

/** What links to pages are made with. */
export interface Linking {
  readonly pages: readonly Page[];
  readonly home: Page | undefined;
  /** Of a tree of pages. */
  readonly links: PageLinks | null;
  /** What the site is called. */
  readonly site: string;
}

/** The address of a path below the output folder, seen from a page. */
export type LinkTo = (path: string) => string;

/** The way to a page from the first one, itself last; nothing on the first page. */
export function breadcrumbsOf(
  page: Page,
  { pages, home, links, site }: Linking,
  linkTo: LinkTo,
): readonly PageLink[] {
  if (page === home || page.span === undefined) return [];
  const own = { title: page.file?.linkTitle ?? page.title, href: "", current: true, version: "" };
  if (links) {
    if (!page.file) return [];
    const above = links.above(page.file);
    if (above.length === 0) return [];
    const shown = above.map(({ path, linkTitle }, index) =>
      linkOf(index === 0 ? site : linkTitle, linkTo(path)),
    );
    return [...shown, own];
  }
  if (!home) return [];
  const described = pages.find(({ changelog }) => changelog === page.path);
  const above = described ? [linkOf(described.title, linkTo(described.path))] : [];
  return [linkOf(site, linkTo(home.path)), ...above, own];
}

function linkOf(title: string, href: string): PageLink {
  return { title, href, current: false, version: "" };
}

/** The pages before and after one, in the order of the site; `null` where it has no neighbours. */
export function pagerOf(
  page: Page,
  { pages, links }: Linking,
  linkTo: LinkTo,
): { readonly previous: PageLink | null; readonly next: PageLink | null } | null {
  const inOrder = links
    ? links.inOrder().map(({ path, linkTitle }) => ({ path, title: linkTitle }))
    : pages;
  const at = inOrder.findIndex(({ path }) => path === page.path);
  if (at === -1 || inOrder.length === 1) return null;
  const link = (to: { readonly path: string; readonly title: string } | undefined) =>
    to ? linkOf(to.title, linkTo(to.path)) : null;
  return { previous: link(inOrder[at - 1]), next: link(inOrder[at + 1]) };
}

/** Pages that are listed together, under the name of their folder; those that are alone in theirs have none. */
export interface MenuGroup {
  readonly title: string;
  readonly pages: readonly PageLink[];
}

/** All pages, those of one folder together. */
export function menuOf(page: Page, pages: readonly Page[], linkTo: LinkTo): readonly MenuGroup[] {
  const counts = new Map<string, number>();
  for (const { path } of pages) counts.set(folderOf(path), (counts.get(folderOf(path)) ?? 0) + 1);
  const groups = new Map<string, PageLink[]>();
  for (const other of pages) {
    const folder = folderOf(other.path);
    const title = counts.get(folder)! > 1 ? titleOf(folder) : "";
    const link = {
      title: other.title,
      href: linkTo(other.path),
      current: other === page,
      version: other.version ?? "",
    };
    const group = groups.get(title);
    if (group) group.push(link);
    else groups.set(title, [link]);
  }
  return [...groups].map(([title, links]) => ({ title, pages: links }));
}

function folderOf(path: string): string {
  const folder = posix.dirname(path);
  return folder === "." ? "" : folder;
}

/** `room_versions` → `Room versions` */
function titleOf(folder: string): string {
  const words = posix.basename(folder).replace(/[_-]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
