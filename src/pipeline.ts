import {
  assemble,
  noteUnused,
  pagePath,
  type Manuscript,
  type Sections,
} from "./assemble/assemble.js";
import type { Report } from "./base/diagnostics.js";
import type { Span } from "./base/source.js";
import type { Project, Target } from "./load/project.js";
import { buildModel } from "./model/model.js";
import { resolve } from "./resolve/resolve.js";
import { parseRst } from "./rst/rst.js";
import { renderSections } from "./sections/sections.js";
import { renderPage, type Page } from "./site/page.js";
import { layOutSite, type Site } from "./site/site.js";
import { transformInPlace } from "./transform/transform.js";
import { checkFragments, validate } from "./validate/validate.js";

/** The phases between reading and writing, in their order. */
export const phases = [
  "resolve",
  "model",
  "validate",
  "sections",
  "assemble",
  "parse",
  "transform",
  "page",
  "site",
] as const;
export type Phase = (typeof phases)[number];

/** Runs a phase: for those who measure or show how far a build is. `page` is the page at hand, if any. */
export type Watch = <T>(phase: Phase, work: () => T, page?: string) => T;

const unwatched: Watch = (_phase, work) => work();

export interface Build {
  readonly site: Site;
  /** The text of each page between templates and HTML. */
  readonly manuscripts: readonly Manuscript[];
}

/** What a check finds besides its reports. */
export interface Check {
  /** The ids of each page, by the name of its target. */
  readonly ids: ReadonlyMap<string, ReadonlySet<string>>;
  /** All links of all pages, in their order. */
  readonly links: readonly { readonly page: string; readonly href: string; readonly span: Span }[];
}

/** The template variables of a project; those that nothing shows are noted on the way. */
export function sectionsOf(project: Project, report: Report, watch: Watch = unwatched): Sections {
  const schemas = watch("resolve", () => resolve(project, report));
  noteUnused(project, schemas, report);
  const model = watch("model", () => buildModel(schemas, project, report));
  return watch("sections", () => renderSections(model, project, report));
}

/** Turn a loaded project into the files of the site: all targets, or those given. Reports what is wrong on the way; writes nothing. */
export function buildSite(
  project: Project,
  report: Report,
  targets: readonly Target[] = project.targets.targets,
  watch: Watch = unwatched,
): Build {
  const sections = sectionsOf(project, report, watch);
  const { pages, manuscripts } = buildPages(sections, project, targets, report, watch);
  const leftOut = project.targets.targets.filter((target) => !targets.includes(target));
  const elsewhere = new Set(leftOut.map((target) => pagePath(target, project.labels, report)));
  const site = watch("site", () => layOutSite(pages, project, report, elsewhere));
  return { site, manuscripts };
}

/** Report everything that is wrong with a project: what a build of all targets reports, and what `validate` looks for besides. */
export function checkSite(project: Project, report: Report, watch: Watch = unwatched): Check {
  const schemas = watch("resolve", () => resolve(project, report));
  noteUnused(project, schemas, report);
  const model = watch("model", () => buildModel(schemas, project, report));
  watch("validate", () => validate(schemas, model, project, report));
  watch("validate", () => checkFragments(project, report));
  const sections = watch("sections", () => renderSections(model, project, report));
  const { pages } = buildPages(sections, project, project.targets.targets, report, watch);
  watch("site", () => layOutSite(pages, project, report));
  return {
    ids: new Map(project.targets.targets.map(({ name }, index) => [name, pages[index]!.ids])),
    links: pages.flatMap(({ path, links }) => links.map((link) => ({ page: path, ...link }))),
  };
}

function buildPages(
  sections: Sections,
  project: Project,
  targets: readonly Target[],
  report: Report,
  watch: Watch,
): { readonly pages: readonly Page[]; readonly manuscripts: readonly Manuscript[] } {
  // Links name as they did when the specifications of today were written.
  const settings = { readFile: project.readText, linkNamesWin: true };
  const manuscripts: Manuscript[] = [];
  const pages = targets.map((target) => {
    const manuscript = watch(
      "assemble",
      () => assemble(target, sections, project, report),
      target.name,
    );
    manuscripts.push(manuscript);
    const parsed = watch("parse", () => parseRst(manuscript.lines, report, settings), target.name);
    const document = watch("transform", () => transformInPlace(parsed, report), target.name);
    return watch("page", () => renderPage(manuscript, document, project, report), target.name);
  });
  return { pages, manuscripts };
}
