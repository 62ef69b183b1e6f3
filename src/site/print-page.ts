import type { Report } from "../base/diagnostics.js";
import { once, type Steps } from "../base/memo.js";
import { wholeFile } from "../base/source.js";
import { viewerPath } from "../base/viewer-path.js";
import { el, join, nothing, text, trusted } from "../html/element.js";
import type { Project } from "../load/project.js";
import { escapedByTemplates, reportFaults, TemplateSet } from "../templates/templates.js";
import { breadcrumbsOf, menuOf, pagerOf, type MenuGroup, type PageLink } from "./around-page.js";
import { comparedPage, comparedTargets } from "./compared-tree.js";
import { feedsOfTree } from "./feed.js";
import { headOf, lastingAddress, siteAddress } from "./head.js";
import { firstSections, foldingOf, wholeFirstScreen } from "./first-screen.js";
import { lightenedAround } from "./long-page.js";
import type { Page } from "./page.js";
import { isSearched, searchPaths } from "./search-index.js";
import type { Theme } from "./theme.js";
import { themeScript } from "./theme-script.js";
import { basePath, notFoundPath } from "./tree-files.js";
import { twinPath } from "./twins.js";
import { PageLinks, type TreeView } from "./tree-view.js";
import { versionOf, withScript, type PageVersion } from "./versions/page-version.js";
import { lastingPaths } from "./versions/version.js";
import { directionOf, htmlWordsOf, wordsForScripts, wordsOf, type Words } from "./words.js";

/** What `templates/page.hbs` prints. Text is escaped by the template; `body`, `contents` and `meta` are HTML. */
interface PageView {
  readonly lang: string;
  /** The direction of its text. */
  readonly dir: "ltr" | "rtl";
  /** Those of the interface, by name. */
  readonly words: Words;
  /** Those that scripts add, as JSON. */
  readonly scriptWords: string;
  /** For `<title>`: the page's and the specification's name. */
  readonly fullTitle: string;
  readonly title: string;
  /** Whether the body begins with an `<h1>`. */
  readonly hasHeading: boolean;
  readonly meta: string;
  /** Address of the style of all pages. */
  readonly style: string;
  readonly script: string;
  readonly themeScript: string;
  readonly site: {
    readonly name: string;
    readonly home: string;
    /** Addresses of its pictures; empty where it has none. */
    readonly logo: string;
    readonly logoDark: string;
    readonly links: readonly { readonly title: string; readonly url: string }[];
    readonly footer: string;
  };
  /** Whether the bar at the top names the page: the home page is named by its site, others by their own heading there. */
  readonly showsName: boolean;
  readonly pages: readonly PageLink[];
  /** The same, those of one folder together. */
  readonly menu: readonly MenuGroup[];
  readonly breadcrumbs: readonly PageLink[];
  readonly pager: ReturnType<typeof pagerOf>;
  /** Of what the page or the site describes; empty where nothing is said. */
  readonly version: string;
  /** Address of a `versions.json` of all versions, and of a page that lists them; empty where there is none. */
  readonly versions: string;
  readonly versionsPage: string;
  /** For who reads another version than the current one, and the script that knows which that is. */
  readonly banner: string;
  /** The program that searches the site; empty where there is none. */
  readonly search: string;
  /** Whether something stands at the side: contents, or the tree of pages. */
  readonly hasSide: boolean;
  /** The day of the last change of its sources; empty where that is not known. */
  readonly lastChange: string;
  /** Where its changelog is; empty where it has none. */
  readonly changelog: string;
  /** Where its API, or else the first one, can be tried; empty where the site has no viewer. */
  readonly viewer: string;
  readonly contents: string;
  /** What stands around a page of a tree; absent for others. */
  readonly tree?: TreeView & ReturnType<typeof forOlderTemplates>;
  readonly id: string;
  /** The words of the button that folds all; empty where nothing folds. */
  readonly folding: string;
  readonly body: string;
}

/** Where the files lie that all pages share. */
interface SharedFiles {
  readonly style: string;
  readonly script: string;
}

/** A function that prints one of `pages` in the project's template, listing all of them. */
export function pagePrinter(
  pages: readonly Page[],
  project: Project,
  shared: SharedFiles,
  theme: Theme,
  report: Report,
  steps: Steps = once,
): (page: Page) => string {
  const template = project.templates.get("page");
  const print = template && new TemplateSet("page", pageTexts(project)).get("page");
  if (!print) report("bad-page-template", null, ["page", "it is missing"]);
  const links = project.pages && new PageLinks(project.pages.pages, pages);
  const home = pages.find(({ path }) => path === "index.html") ?? pages[0];
  const lasting = lastingPaths(pages, project.targets.targets);
  const feeds = feedsOfTree(pages, project);
  const words = wordsOf(project.config.words);
  const scriptWords = wordsForScripts(words, htmlWordsOf(project.config.words));
  let isBroken = false;
  let isTried = false;

  const printed = (page: Page): string => {
    if (!print || isBroken) return bare(page);
    try {
      const around = { pages, home, links, project, shared, theme, lasting, feeds, words, scriptWords }; // prettier-ignore
      const made = withScript(print(view(page, around)), versionAt(page, around));
      const frame = lightenedAround(made, page.body);
      // That one page has another text, or none, may be meant.
      isTried ||=
        made.includes(placeOfBody) ||
        pages.some((each) => print(view(each, around)).includes(placeOfBody));
      if (isTried) return withBody(frame, page.body);
      isBroken = true;
      report("bad-page-template", wholeFile(template!), [
        "page",
        "it does not print {{{body}}}, so that pages would have no text",
      ]);
      return bare(page);
    } catch (error) {
      // A template of the project's own: what Handlebars says is for its author. Once is enough.
      isBroken = true;
      reportFaults(error, "bad-page-template", project.templates, new Set(), report);
      return bare(page);
    }
  };
  if (!steps.isKeeping) return printed;
  const surroundings = surroundingsOf(pages, project, theme, steps);
  return (page) => {
    const inputs = [...surroundings, isBroken, page.markdown !== undefined];
    const shown = { ...page, ...notShown };
    inputs.push(steps.same(`shown of ${page.path}`, shown));
    return steps.step(`print ${page.path}`, inputs, { report, ask }, ({ forget }) => {
      const text = printed(page);
      if (isBroken) forget();
      return text;
    });
  };
}

/** What pages are printed with besides what is on them. */
function surroundingsOf(
  pages: readonly Page[],
  project: Project,
  theme: Theme,
  steps: Steps,
): unknown[] {
  const { config, labels, publication, templates } = project;
  const others = pages.map(({ changelog, file, isLast, name, path, title, version }) => ({
    changelog, file: file && comparedPage(file), isLast, name, path, title, version,
  })); // prettier-ignore
  return [
    steps.same("settings of pages", { ...config, labels: null }),
    steps.same("labels", labels),
    steps.same("publication", publication),
    steps.same("pages to link to", comparedTargets(project)),
    steps.same("templates", templates),
    steps.same("pages", others),
    steps.same("theme", theme),
  ];
}

/** What templates do not print of a page. */
const notShown = {
  again: null,
  light: null,
  assets: null,
  ids: null,
  links: null,
  markdown: null,
  searched: null,
  span: null,
} satisfies Partial<Record<keyof Page, null>>;

/** Printing reads no file. */
const ask = () => undefined;

/** Stands for the text of a page, which is long, as templates print it; one that escapes it, or leaves it out, does not have it. */
const placeOfBody = trusted("<\u0001>"); // no title or the like has this character

const escapedPlace = escapedByTemplates(placeOfBody);

/** What a template printed around the text of a page, and that text; escaped where the template escapes it. */
function withBody(frame: string, body: string): string {
  const parts = frame.split(placeOfBody).map((part) => {
    const [first, ...others] = part.split(escapedPlace);
    return others.length === 0 ? part : [first, ...others].join(escapedByTemplates(body));
  });
  let [page = "", ...others] = parts;
  for (const each of others) page += body + each;
  return page;
}

/** The template of pages, and what it may include: its parts, and what the project has besides. */
function pageTexts({ templates, config }: Project): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [name, { path, text }] of templates)
    if (
      name === "page" ||
      isPart(path) ||
      (path.endsWith(".hbs") && isWithin(path, config.templates))
    )
      texts.set(name, text);
  return texts;
}

/** Whether a template is one of ours that `page.hbs` is made of. */
function isPart(path: string): boolean {
  return path.startsWith("specpress:templates/page/");
}

function isWithin(path: string, folder: string | undefined): boolean {
  return folder !== undefined && path.startsWith(`${folder}/`);
}

interface Around {
  readonly pages: readonly Page[];
  readonly home: Page | undefined;
  /** Of a tree of pages. */
  readonly links: PageLinks | null;
  readonly project: Project;
  readonly shared: SharedFiles;
  readonly theme: Theme;
  /** Paths without the version, by the names of pages. */
  readonly lasting: ReadonlyMap<string, string>;
  /** Of a tree of pages: the feeds of releases, by the paths of the pages that name them. */
  readonly feeds: ReadonlyMap<string, string>;
  readonly words: Words;
  readonly scriptWords: string;
}

/** The way from a page to the folder of the site. */
function rootOf({ path, name }: Page, { pages, project }: Around): string {
  const isNowhere = path === notFoundPath && !pages.some((page) => page.name === name);
  if (isNowhere) return basePath(siteAddress(project.config));
  return "../".repeat(path.split("/").length - 1);
}

function versionAt(page: Page, around: Around): PageVersion {
  return versionOf(page, around.project, rootOf(page, around), lastingOf(page, around));
}

/** Where versions are published, the path of a page without its version. */
function lastingOf({ name, path }: Page, { lasting, project }: Around): string {
  return project.publication ? (lasting.get(name) ?? path) : path;
}

function view(page: Page, around: Around): PageView {
  const { pages, home, links, project, shared, theme, words, scriptWords } = around;
  const { name } = project.config;
  const root = rootOf(page, around);
  const version = versionAt(page, around);
  let shown = 0;
  const folding = foldingOf(page.body);
  const linkTo = (path: string) => root + path.split("/").map(encodeURIComponent).join("/");
  const { lang = "en" } = project.config;
  const fullTitle = withName(fullTitleOf(page, name), releaseOf(project));
  const linking = { pages, home, links, site: name };
  const tree = links && page.file ? links.around(page.file, linkTo) : null;
  const breadcrumbs = breadcrumbsOf(page, linking, linkTo);
  // Where there is a tree, it has the way to all of them.
  const menu = links ? [] : menuOf(page, pages, linkTo);
  return {
    lang,
    dir: directionOf(lang),
    words,
    scriptWords,
    fullTitle,
    title: page.title,
    hasHeading: page.hasHeading,
    meta: [
      page.meta,
      version.head,
      headOf(page, {
        project,
        theme,
        fullTitle,
        linkTo,
        alternates: alternatesOf(page, around),
        address:
          page.path === notFoundPath ? null : lastingAddress(lastingOf(page, around), project),
      }),
      firstSections(page.body),
      wholeFirstScreen(page.body),
    ]
      .filter(Boolean)
      .join("\n"),
    style: linkTo(shared.style),
    script: linkTo(shared.script),
    themeScript,
    site: {
      name,
      home: linkTo((home ?? page).path),
      logo: theme.logo ? linkTo(theme.logo) : "",
      logoDark: theme.logoDark ? linkTo(theme.logoDark) : "",
      // What of a link does not fit was reported, and is gone.
      links: (project.config.theme?.links ?? []).filter(({ title, url }) => title && url),
      footer: project.config.theme?.footer ?? "",
    },
    showsName: page !== home && page.hasHeading && !page.file,
    pages: menu.flatMap((group) => group.pages),
    menu,
    breadcrumbs,
    pager: pagerOf(page, linking, linkTo),
    version: version.name || (page.version ?? ""),
    versions: version.list,
    versionsPage: version.listPage,
    banner: version.banner,
    search: isSearched(project) ? linkTo(searchPaths.script) : "",
    hasSide: tree !== null || page.contents !== "",
    lastChange: page.lastChange ?? "",
    changelog: page.changelog === undefined ? "" : linkTo(page.changelog),
    viewer: viewerOf(page, project, linkTo),
    contents: page.contents,
    ...(tree ? { tree: { ...tree, ...forOlderTemplates(breadcrumbs, version) } } : {}),
    id: page.id,
    folding: folding ? words[folding] : "",
    get body() {
      if (++shown > mostShown) throw new Error(`it shows the text of a page ${shown} times`);
      return placeOfBody;
    },
  };
}

function viewerOf(
  { name }: Page,
  { viewer, apis }: Project,
  linkTo: (path: string) => string,
): string {
  const shown = apis.filter(({ documents, newer }) => documents.length + newer.length > 0);
  const api = shown.find((each) => each.name === name) ?? shown[0];
  return viewer && api ? linkTo(viewerPath(api.name)) : "";
}

/** Other forms of a page, and the feed of its changelog, by type: paths below the output folder. */
function alternatesOf(
  { path, feed: own, markdown }: Page,
  { feeds }: Around,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const feed = own ?? feeds.get(path);
  if (feed !== undefined) found.set("application/atom+xml", feed);
  if (markdown !== undefined) found.set("text/markdown", twinPath(path));
  return found;
}

/** What templates of trees were given before it was there for all pages. */
function forOlderTemplates(breadcrumbs: readonly PageLink[], version: PageVersion) {
  const items = breadcrumbs.map(({ title, href, current }) =>
    current
      ? el("li", { "aria-current": "page" }, text(title))
      : el("li", {}, el("a", { href }, text(title))),
  );
  const list = el("ol", {}, join(items, "\n"));
  return {
    breadcrumbs:
      items.length > 0
        ? el("nav", { class: "breadcrumbs", "aria-label": "Breadcrumbs" }, list)
        : nothing,
    banner: version.banner,
    version: version.name,
    versions: version.list,
  };
}

function fullTitleOf({ title, file, path, version }: Page, site: string): string {
  if (file) return path === "index.html" ? site : `${title} | ${site}`;
  const own = version === undefined ? title : `${title} ${version}`;
  return title.includes(site) ? own : `${own} – ${site}`;
}

/** The name of the release that all pages are of, by which tabs and what search engines show are told apart. */
function releaseOf({ config: { pages }, publication }: Project): string | undefined {
  if (publication) return publication.name;
  return pages?.version?.status === "unstable" ? undefined : pages?.version?.name;
}

function withName(title: string, version: string | undefined): string {
  return version === undefined || title.includes(version) ? title : `${title} ${version}`;
}

/** Twice is a mistake already. */
const mostShown = 10;

/** A page without a template: nothing around its body. */
function bare(page: Page): string {
  const head = el("head", {}, el("meta", { charset: "utf-8" }), el("title", {}, text(page.title)));
  return `<!doctype html>\n${el("html", {}, join([head, el("body", {}, page.body)]))}\n`;
}
