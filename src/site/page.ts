import type { Manuscript } from "../assemble/assemble.js";
import type { Report } from "../base/diagnostics.js";
import { withLabels } from "../base/labels.js";
import type { Span } from "../base/source.js";
import { nothing } from "../html/element.js";
import { surveyDocument } from "../html/survey.js";
import { writeDocument, type Written } from "../html/write.js";
import type { PageFile, Project } from "../load/project.js";
import type { Document } from "../rst/nodes.js";
import { imagesOf } from "./images.js";
import { searchEntries, type SearchEntry } from "./search-entries.js";
import { titleWithVersion } from "./versions/title.js";
import { keepMovedIds } from "./moved.js";
import { usualWords } from "./words.js";

/** A page of the site before it is printed: its contents as HTML, and what the check of links needs to know. */
export interface Page extends Omit<Written, "title"> {
  /** Below the output folder, with `/`: `rooms/v1.html`. */
  readonly path: string;
  readonly title: string;
  /** Of the target it is made of. */
  readonly name: string;
  /** Those of its ids that nobody can link to for long, where it was surveyed. */
  readonly counted?: ReadonlySet<string>;
  /** Of what it describes, where its target has a label for it: `r0.6.1`. */
  readonly version?: string;
  /** Path of the page with the changelog of what it describes. */
  readonly changelog?: string;
  /** Files that it shows, by path below the output folder. */
  readonly assets: ReadonlyMap<string, Uint8Array>;
  /** Where it lies in a tree of pages. */
  readonly file?: PageFile;
  /** What search finds in it. */
  readonly entries?: readonly SearchEntry[];
  /** The target it is made of. */
  readonly span: Span;
}

export interface PageOptions {
  /** Whether its HTML is left out: for a check, nobody looks at it. */
  readonly surveyed?: boolean;
}

/** Write a document as a page. It is printed with the others (`site.ts`), since each page lists all of them. */
export function renderPage(
  manuscript: Pick<Manuscript, "target" | "path">,
  document: Document,
  project: Project,
  report: Report,
  { surveyed = false }: PageOptions = {},
): Page {
  if (project.config.moved && project.targets.targets.includes(manuscript.target))
    keepMovedIds(document, manuscript.target.name, project, report);
  const images = imagesOf(manuscript.path, project, report);
  const { page, versionLabel } = manuscript.target;
  const version = versionLabel && withLabels(versionLabel, project.labels);
  if (version && version !== versionLabel) titleWithVersion(document, version);
  const options = {
    imageUri: images.uriOf,
    linkTo: usualWords["link-to"],
    ...(page && { outline: page.hasNoContents ? ("none" as const) : ("all" as const) }),
  };
  const written = surveyed
    ? { ...withoutHtml, ...surveyDocument(document, report, options) }
    : writeDocument(document, report, options);
  const title = written.title || titleFromName(manuscript.target.name) || project.config.name;
  return {
    ...written,
    path: manuscript.path,
    title,
    name: manuscript.target.name,
    ...(version ? { version } : {}),
    assets: images.files,
    ...(page && { file: page }),
    ...(page && !surveyed && project.config.pages?.search
      ? { entries: searchEntries(document) }
      : {}),
    span: manuscript.target.span,
  };
}

const withoutHtml = { body: nothing, contents: nothing, meta: nothing };

/** `room_versions` → `Room versions`: for documents without a title. */
function titleFromName(name: string): string {
  const words = name.replace(/[_-]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
