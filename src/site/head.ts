import { el, join, trusted, type Html } from "../html/element.js";
import type { Project } from "../load/project.js";
import type { Page } from "./page.js";
import type { Theme } from "./theme.js";
import { encoded, plainAddress } from "./versions/version.js";

/** What tells programs what a page is: search engines, and those that show links to it. */
export interface HeadOptions {
  readonly project: Project;
  readonly theme: Theme;
  readonly fullTitle: string;
  /** The address of a path below the output folder, seen from the page. */
  readonly linkTo: (path: string) => string;
  /** Other forms of the page, by the type of their content: paths below the output folder. */
  readonly alternates: ReadonlyMap<string, string>;
  /** Its address, the same in all versions that are published; `null` where the site has none. */
  readonly address: string | null;
}

/** Elements for the head of a page: its description, unless the author gave one, its icon, and its addresses where the site has one. */
export function headOf(
  page: Page,
  { project, theme, fullTitle, linkTo, alternates, address }: HeadOptions,
): Html {
  const { config } = project;
  const card = theme.card === undefined ? null : absolute(theme.card, project);
  const { description } = page;
  const property = (name: string, content: string | null | undefined) =>
    content ? [el("meta", { property: name, content })] : [];
  const hasOwn = /<meta [^>]*name="description"/.test(page.meta);
  return join(
    [
      ...(description && !hasOwn
        ? [el("meta", { name: "description", content: description })]
        : []),
      el("link", {
        rel: "icon",
        href: theme.favicon ? linkTo(theme.favicon) : letterIcon(config.name),
      }),
      // That of a version published beside others is made with its picker.
      ...(address && !project.publication ? [el("link", { rel: "canonical", href: address })] : []),
      ...[...alternates].map(([type, path]) =>
        el("link", { rel: "alternate", type, href: linkTo(path) }),
      ),
      ...property("og:type", "article"),
      ...property("og:title", fullTitle),
      ...property("og:site_name", config.name),
      ...property("og:description", description),
      ...property("og:url", address),
      ...property("og:image", card),
      articleOf(page, address, project),
    ],
    "\n",
  );
}

/** @see https://schema.org/TechArticle */
function articleOf(page: Page, address: string | null, { config }: Project): Html {
  const site = absolute("", { config });
  const article = {
    "@context": "https://schema.org",
    "@type": "TechArticle",
    headline: page.title,
    description: page.description,
    inLanguage: config.lang ?? "en",
    version: page.version,
    url: address ?? undefined,
    dateModified: page.file?.date ?? page.lastChange,
    isPartOf: { "@type": "WebSite", name: config.name, url: site ?? undefined },
  };
  // Nothing in it may end the element.
  const json = JSON.stringify(article).replaceAll("<", "\\u003c");
  return el("script", { type: "application/ld+json" }, trusted(json));
}

type Addressed = Pick<Project, "config" | "publication">;

/** Where a page or a file is published; `null` where the settings do not say where the site is. */
export function addressOf(path: string, { config, publication }: Addressed): string | null {
  const plain = path.replace(/(^|\/)index\.html$/, "$1");
  if (!publication) return absolute(plain, { config });
  return publication.address && `${publication.address}/${encoded(`${publication.name}/${plain}`)}`;
}

/** The same for all versions that are published: where the latest one has it. `path`: without the version. */
export function lastingAddress(path: string, project: Addressed): string | null {
  const { publication } = project;
  if (!publication) return addressOf(path, project);
  return publication.address && `${publication.address}/latest/${plainAddress(path)}`;
}

function absolute(path: string, { config }: Pick<Project, "config">): string | null {
  const site = siteAddress(config);
  return site === null ? null : `${site}/${encoded(path)}`;
}

/** The address of the site without a slash at its end, by whichever setting says it. */
export function siteAddress({ address, pages, outputs }: Project["config"]): string | null {
  const given = address ?? pages?.address ?? outputs?.["base-url"];
  return given ? given.replace(/\/+$/, "") : null;
}

/** A picture with the first letter of the name: browsers ask for an icon of a site that names none. */
function letterIcon(name: string): string {
  const [letter = ""] = name.trim().toUpperCase();
  const shown = /[<>&]/.test(letter) ? "" : letter;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b57a8"/><text x="16" y="23" font-family="sans-serif" font-size="20" font-weight="700" text-anchor="middle" fill="#fff">${shown}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
