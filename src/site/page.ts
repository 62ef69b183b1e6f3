import { withoutControls } from "../base/printable.js";
import type { Manuscript } from "../assemble/assemble.js";
import type { Report } from "../base/diagnostics.js";
import { withLabels } from "../base/labels.js";
import type { Span } from "../base/source.js";
import { nothing, trusted } from "../html/element.js";
import { surveyDocument } from "../html/survey.js";
import { writeDocument, type Sources, type Written } from "../html/write.js";
import type { PageFile, Project } from "../load/project.js";
import { toMarkdown } from "../print-markdown/print-markdown.js";
import { childrenOf, textOf, type Document, type Node, type NodeType } from "../rst/nodes.js";
import { isLong, lightened, type LightPage } from "./long-page.js";
import { imagesOf } from "./images.js";
import { searchEntries, type PageEntries, type SearchNames } from "./search-entries.js";
import { titleWithVersion } from "./versions/title.js";
import { htmlWordsOf, wordsOf } from "./words.js";
import { lastChangeOf } from "./last-change.js";
import { keepMovedIds } from "./moved.js";
import { sourceLinksOf } from "./repository.js";

/** A page of the site before it is printed: its contents as HTML, and what the check of links needs to know. */
export interface Page extends Omit<Written, "title"> {
  /** Below the output folder, with `/`: `rooms/v1.html`. */
  readonly path: string;
  readonly title: string;
  /** Of the target it is made of. */
  readonly name: string;
  /** Those of its ids that nobody can link to for long, where it was surveyed. */
  readonly counted?: ReadonlySet<string>;
  /** For the further ids of its sections the first one, where it was surveyed. */
  readonly firstIds?: ReadonlyMap<string, string>;
  /** Of what it describes, where its target has a label for it: `r0.6.1`. */
  readonly version?: string;
  /** The day of the last commit of the files that it is made of, where the settings ask for it: `2026-07-08`. */
  readonly lastChange?: string;
  /** The same as Markdown, where the settings ask for it. */
  readonly markdown?: () => string;
  /** Path of a feed of what is new in it. */
  readonly feed?: string;
  /** What it is about, as text: what its author says for programs, or its first paragraph. */
  readonly description?: string;
  /** Path of the page with the changelog of what it describes. */
  readonly changelog?: string;
  /** What its text was made of, if that is long and may be written again. */
  readonly light?: LightPage;
  /** Files that it shows, by path below the output folder. */
  readonly assets: ReadonlyMap<string, Uint8Array>;
  /** Where it lies in a tree of pages. */
  readonly file?: PageFile;
  /** What search finds in it. */
  readonly searched?: (names: SearchNames) => PageEntries;
  /** Whether search shows them after those of other pages. */
  readonly isLast?: boolean;
  /** The target it is made of. */
  readonly span: Span;
}

export interface PageOptions {
  /** Whether its HTML is left out: for a check, nobody looks at it. */
  readonly surveyed?: boolean;
  /**
   * Where readers can search the site: what its things are called; or that this is not known yet, for a page that is kept.
   * What is read at once need not keep the document.
   */
  readonly search?: SearchNames | "later" | false;
  /** Whether search shows the page after others. */
  readonly isLast?: boolean;
  /** Is given the pages of changelogs, which are made of other texts than pages. */
  readonly onChangelog?: (path: string, document: Document) => void;
  /** Whether it may be written again with other words; the page as it was, if that is so. */
  readonly before?: Page | "none";
}

type PageText = Pick<Manuscript, "target" | "path">;

function versionOf({ target }: PageText, project: Project): string | undefined {
  const { versionLabel } = target;
  if (versionLabel !== undefined) return withLabels(versionLabel, project.labels);
  const api = target.page?.api;
  return api === undefined ? api : project.labels.get(project.config.apis[api]?.version ?? "");
}

/** What a page has besides its text, once: the ids that it had before, and the version of a release in its title. */
export function completePage(
  manuscript: PageText,
  document: Document,
  project: Project,
  report: Report,
): void {
  const { target } = manuscript;
  if (project.config.moved && project.targets.targets.includes(target))
    keepMovedIds(document, target.name, project, report);
  const version = versionOf(manuscript, project);
  if (version && version !== target.versionLabel) titleWithVersion(document, version);
}

/** Write a document as a page. It is printed with the others (`site.ts`), since each page lists all of them. */
export function renderPage(
  manuscript: PageText,
  document: Document,
  project: Project,
  report: Report,
  { surveyed = false, search = false, isLast = false, before }: PageOptions = {},
): Page {
  const images = imagesOf(manuscript.path, project, report);
  const { page } = manuscript.target;
  const version = versionOf(manuscript, project);
  const options = {
    imageUri: images.uriOf,
    pictures: images.pictures,
    words: htmlWordsOf(project.config.words),
    sources: surveyed ? undefined : sourcesOf(project),
    before: typeof before === "object" ? before.again : before,
    ...(page && { outline: page.hasNoContents ? ("none" as const) : ("all" as const) }),
  };
  const written = surveyed
    ? { ...withoutHtml, ...surveyDocument(document, report, options) }
    : writeDocument(document, report, options);
  const former = typeof before === "object" ? before.light : undefined;
  const light = isLong(written.body) ? lightened(written.body, former) : null;
  const title = written.title || titleFromName(manuscript.target.name) || project.config.name;
  return {
    ...written,
    ...(light && { body: trusted(light.text) }),
    // For who writes it again.
    ...(before && light && { light }),
    path: manuscript.path,
    // Templates print it by themselves.
    title: withoutControls(title),
    name: manuscript.target.name,
    ...(version ? { version } : {}),
    ...(surveyed ? {} : descriptionOf(document)),
    ...(surveyed ? {} : lastChangeOf(manuscript.target, document, project)),
    ...(!surveyed && project.config.site?.markdown ? { markdown: () => toMarkdown(document) } : {}),
    // What is as it was asks for no pictures.
    assets:
      typeof before === "object" ? new Map([...before.assets, ...images.files]) : images.files,
    ...(page && { file: page }),
    ...(search && {
      searched:
        search === "later"
          ? searchedLater(manuscript.path, document)
          : searchedNow(manuscript.path, document, search),
      isLast,
    }),
    span: manuscript.target.span,
  };
}

type Searched = NonNullable<Page["searched"]>;

function searchedLater(path: string, document: Document): Searched {
  return (names) => searchEntries(path, document, names);
}

function searchedNow(path: string, document: Document, names: SearchNames): Searched {
  const entries = searchEntries(path, document, names);
  return () => entries;
}

/** How parts of a page lead to where they come from. */
function sourcesOf(project: Project): Sources | undefined {
  const of = sourceLinksOf(project);
  const { edit, "report-problem": report, "source-of": source } = wordsOf(project.config.words);
  return of && { of, words: { edit, report, source } };
}

/** So many characters search engines show. */
const longestDescription = 300;

function descriptionOf({ children }: Document): { readonly description?: string } {
  const given = children.find(
    (node) => node.type === "meta" && node.attributes["name"] === "description",
  );
  if (given?.type === "meta" && given.attributes["content"])
    return { description: given.attributes["content"] };
  // The first words below the title, or else those of the first section or list.
  const first = children.find(({ type }) => type === "paragraph");
  const text = first ? textOn(first) : firstText(children);
  if (text === "") return {};
  if (text.length <= longestDescription) return { description: text };
  return { description: `${text.slice(0, longestDescription).replace(/\s+\S*$/, "")} …` };
}

const mayBegin: ReadonlySet<NodeType> = new Set([
  "section",
  "bullet_list",
  "list_item",
  "container",
]);

function firstText(nodes: readonly Node[]): string {
  // A stack of our own, as `walk` has it.
  const stack = [...nodes].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    const text = node.type === "paragraph" ? textOn(node) : "";
    if (text !== "") return text;
    if (mayBegin.has(node.type))
      for (const child of childrenOf(node).toReversed()) stack.push(child);
  }
  return "";
}

function textOn(paragraph: Node): string {
  return textOf(paragraph).replace(/\s+/g, " ").trim();
}

const withoutHtml = { body: nothing, contents: nothing, meta: nothing };

/** `room_versions` → `Room versions`: for documents without a title. */
function titleFromName(name: string): string {
  const words = name.replace(/[_-]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
