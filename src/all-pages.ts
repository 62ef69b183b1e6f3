import { buildChangelogs } from "./build-changelogs.js";
import {
  buildPages,
  type Building,
  type OnPage,
  type Pages,
  type PagesOptions,
  type Shown,
} from "./build-pages.js";
import { answersOf } from "./asked-project.js";
import type { Report } from "./base/diagnostics.js";
import { once } from "./base/memo.js";
import type { Project, Target } from "./load/project.js";
import { unwatched } from "./phases.js";
import type { Document } from "./rst/nodes.js";
import type { Page, PageOptions } from "./site/page.js";

/** Which pages are made. `beside`: those that stand already. */
interface Wanted {
  readonly targets: readonly Target[];
  readonly beside: readonly Target[];
  /** Whether there are pages that nothing is known of. */
  readonly isPartial: boolean;
}

interface AllPages extends Omit<Pages, "siteFor"> {
  readonly changelogs: ReturnType<typeof buildChangelogs>;
  /** Those that are wanted, those beside them and those of the changelogs, in their order. */
  readonly all: readonly Page[];
}

/**
 * Make the pages of a site. What was known of all of them for those that came later goes with the end of this: it holds on to
 * their documents. `tell` reports what is wrong with texts.
 */
export function allPages(
  shown: Shown,
  project: Project,
  { targets, beside, isPartial }: Wanted,
  building: Building & { readonly tell: Report },
  options: PagesOptions,
): AllPages {
  const others = surveyPages(shown, project, beside, options);
  const pages = { ...building, report: building.tell };
  const { siteFor, ...made } = buildPages(shown, project, targets, pages, {
    ...options,
    others: others.pages,
    elsewhere: others.documents,
    isPartial,
  });
  const changelogs = buildChangelogs(project, targets, building, siteFor, options);
  const places = new Map(project.targets.targets.map(({ name }, place) => [name, place]));
  const all = withChangelogs(
    [...made.pages, ...others.pages].sort((a, b) => places.get(a.name)! - places.get(b.name)!),
    new Map([...changelogs.pages, ...others.changelogs]),
    [...project.changelogs.keys()],
  );
  return { ...made, changelogs, all };
}

interface Surveyed {
  readonly pages: readonly Page[];
  readonly documents: ReadonlyMap<string, Document>;
  readonly changelogs: ReadonlyMap<string, Page>;
}

/** What other pages need to know of those that stand already. What is wrong with these is not told. */
function surveyPages(
  shown: Shown,
  project: Project,
  targets: readonly Target[],
  { search = false }: PageOptions,
): Surveyed {
  const documents = new Map<string, Document>();
  if (targets.length === 0) return { pages: [], documents, changelogs: new Map() };
  const onPage: OnPage = (path, document) => documents.set(path, document);
  const surveyed = { search, surveyed: true, isPartial: true, onPage };
  const building = { report: () => {}, ask: answersOf(project), watch: unwatched, steps: once };
  const { pages, siteFor } = buildPages(shown, project, targets, building, surveyed);
  const changelogs = buildChangelogs(project, targets, building, siteFor, surveyed).pages;
  return { documents, pages, changelogs };
}

/** Pages, those of the changelogs in the order of their APIs; the page of an API leads to its changelog. */
function withChangelogs(
  pages: readonly Page[],
  changelogs: ReadonlyMap<string, Page>,
  apis: readonly string[],
): readonly Page[] {
  const linked = pages.map((page) => {
    const changelog = changelogs.get(page.name)?.path;
    return changelog === undefined ? page : { ...page, changelog };
  });
  return [...linked, ...apis.flatMap((api) => changelogs.get(api) ?? [])];
}
