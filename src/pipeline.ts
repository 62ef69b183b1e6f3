import {
  assemble,
  assembleChangelogs,
  changelogPath,
  noteUnused,
  pagePath,
  Repeated,
  replaceLabels,
  reportSameVariables,
  reportUnread,
  type Manuscript,
  type Sections,
} from "./assemble/assemble.js";
import { posix } from "node:path";
import { readBeside } from "./base/beside.js";
import { madeKey, madeMark, madeMarkIn } from "./base/made-mark.js";
import { apiVariable } from "./base/variables.js";
import { reportTo, tellAgain, type Report } from "./base/diagnostics.js";
import { withLabels } from "./base/labels.js";
import { authored, type Source, type Span } from "./base/source.js";
import { htmlPolicy } from "./html/raw-html.js";
import type { Project, Target } from "./load/project.js";
import { buildModel, type Model } from "./model/model.js";
import { linesOf, type Line } from "./rst/lines.js";
import type { Block, Document } from "./rst/nodes.js";
import type { Context, Settings } from "./rst/context.js";
import { quieted } from "./prose/prose.js";
import { parseParts, parseRst } from "./rst/rst.js";
import { Budget, documentBlocks, PageState } from "./render/render.js";
import { renderSections, reportUnmatched } from "./sections/sections.js";
import { keepingBack, reportKept, type Unresolved } from "./site/other-pages.js";
import { renderPage, type Page, type PageOptions } from "./site/page.js";
import { changelogFile, changelogJson, joinVersions, layOutSite, type Site } from "./site/site.js";
import { transformInPlace } from "./transform/transform.js";
import { followReferences, readSpec, referredBy, type Spec } from "./spec.js";
import { checkFragments, checkShapes, checkTexts, validate } from "./validate/validate.js";

/** The phases between reading and writing, in their order. */
export const phases = [
  "spec",
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

const ignore: Report = () => {};

const unwatched: Watch = (_phase, work) => work();

export interface Build {
  readonly site: Site;
  /** The text of each page between templates and HTML. */
  readonly manuscripts: readonly Manuscript[];
}

/** What a check finds besides its reports. */
export interface Check {
  /** The ids of the page of each target, by its name. */
  readonly ids: ReadonlyMap<string, ReadonlySet<string>>;
  /** All links of these pages, in their order. */
  readonly links: readonly { readonly page: string; readonly href: string; readonly span: Span }[];
}

/** Template variables whose blocks are made as nodes where they stand, by name. */
type Made = ReadonlyMap<string, (page: PageState, cx: Context) => Block[]>;

/** What operations look like that are no text of reStructuredText first. */
function madeOf(spec: Spec, project: Project, report: Report): Made {
  const made = new Map<string, (page: PageState, cx: Context) => Block[]>();
  const repeated = new Repeated(report);
  const budget = new Budget(report);
  const { config, configFile } = project;
  for (const { api, documents } of spec.apis)
    for (const { file, document, isNewer } of documents) {
      if (spec.look === "2020" && !isNewer) continue;
      const name = posix.basename(file.source.path).replace(/\.(?:ya?ml|json)$/, "");
      const view = {
        document,
        first: api.config.first?.[name] ?? [],
        show: config.show,
        descriptions: api.config.descriptions ?? "rst",
        labelled: (text: string) => withLabels(text, project.labels),
        linesOf: (source: Source) =>
          replaceLabels(linesOf(source), project.labels, report, repeated),
        deprecation: { file: configFile, text: config.notices["deprecated"] ?? "" },
      } as const;
      made.set(apiVariable(name, api.config.suffix), (page, cx) =>
        documentBlocks(view, page, cx, budget),
      );
    }
  return made;
}

/** Sections with a line for each that is made as nodes. */
function withMade(sections: Sections, made: Made): Sections {
  if (made.size === 0) return sections;
  const all = new Map(sections);
  for (const name of made.keys())
    all.set(name, { path: `{{${name}}}`, text: `\n\n${madeMark(name)}\n\n` });
  return all;
}

/** What pages show as templates print it: the operations of the look `current` are made of the specification itself. */
function modelOf(spec: Spec, project: Project, report: Report): Model {
  const made = spec.look === "current" ? spec.apis.flatMap(({ documents }) => documents) : [];
  const elsewhere = made.map(({ file, document: { operations } }) => {
    const paths = operations.map(({ basePath, path }) => (basePath + path).trim());
    return [file, paths] as const;
  });
  return buildModel(spec.registry, project, report, new Map(elsewhere));
}

/** What the template variables of a project stand for: texts, and lines whose blocks are made. */
interface Shown {
  readonly sections: Sections;
  readonly made: Made;
}

/** The template variables of a project; those that nothing shows are noted on the way. */
export function sectionsOf(project: Project, report: Report): Sections {
  return shownOf(project, report, unwatched).sections;
}

function shownOf(project: Project, report: Report, watch: Watch): Shown {
  const spec = watch("spec", () => readSpec(project, report));
  watch("spec", () => followReferences(spec, project));
  noteUnused(project, { referred: referredBy(spec) }, report);
  reportSameVariables(project, report);
  const model = watch("model", () => modelOf(spec, project, report));
  reportUnmatched(model, project, report);
  watch("validate", () => checkShapes(spec, model.hasTold, project, report));
  return watch("sections", () => sectionsWith(model, spec, project, report));
}

function sectionsWith(model: Model, spec: Spec, project: Project, report: Report): Shown {
  const made = madeOf(spec, project, report);
  return { sections: withMade(renderSections(model, project, report), made), made };
}

/**
 * Turn a loaded project into the files of the site: all targets, or those given. Of the others, those whose pages are
 * standing are listed by the pages that are built, and links to them are checked. Reports what is wrong on the way; writes
 * nothing.
 */
export function buildSite(
  project: Project,
  report: Report,
  targets: readonly Target[] = project.targets.targets,
  watch: Watch = unwatched,
  standing: ReadonlySet<string> = new Set(),
): Build {
  const sections = shownOf(project, report, watch);
  const claimed = watch("validate", () => checkTexts(project, sections.sections, report));
  const tell = quieted(report, claimed);
  const { pages, manuscripts } = buildPages(sections, project, targets, tell, watch);
  const changelogs = buildChangelogs(project, targets, report, watch);
  const leftOut = project.targets.targets.filter((target) => !targets.includes(target));
  const beside = leftOut.filter((target) => standing.has(pagePath(target, project.labels)));
  const others = surveyPages(sections, project, beside);
  const order = project.targets.targets.map(({ name }) => name);
  const all = withChangelogs(
    [...pages, ...others.pages].sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name)),
    new Map([...changelogs.pages, ...others.changelogs]),
    [...project.changelogs.keys()],
  );
  const elsewhere = new Set([
    ...leftOut.map((target) => pagePath(target, project.labels, report)),
    ...leftOut.map(({ name }) => changelogPath(name)),
  ]);
  const built = new Set([...pages, ...changelogs.pages.values()].map(({ path }) => path));
  const isBuilt = ({ path }: Page) => built.has(path);
  const site = watch("site", () =>
    layOutSite(all, project, report, { elsewhere, files: changelogs.files, isBuilt }),
  );
  if (leftOut.length === 0) reportUnread(project, report);
  return { site, manuscripts };
}

/** What other pages need to know of those that stand already. What is wrong with these is not told. */
function surveyPages(
  sections: Shown,
  project: Project,
  targets: readonly Target[],
): { readonly pages: readonly Page[]; readonly changelogs: ReadonlyMap<string, Page> } {
  if (targets.length === 0) return { pages: [], changelogs: new Map() };
  const surveyed = { surveyed: true };
  return {
    pages: buildPages(sections, project, targets, ignore, unwatched, surveyed).pages,
    changelogs: buildChangelogs(project, targets, ignore, unwatched, surveyed).pages,
  };
}

/** Report everything that is wrong with a project: what a build of all targets reports, and what `validate` looks for besides. */
export function checkSite(project: Project, report: Report, watch: Watch = unwatched): Check {
  const spec = watch("spec", () => readSpec(project, report));
  watch("spec", () => followReferences(spec, project));
  noteUnused(project, { referred: referredBy(spec) }, report);
  reportSameVariables(project, report);
  const model = watch("model", () => modelOf(spec, project, report));
  reportUnmatched(model, project, report);
  watch("validate", () => validate(spec, model, project, report));
  const sections = watch("sections", () => sectionsWith(model, spec, project, report));
  const tell = quieted(
    report,
    watch("validate", () => checkTexts(project, sections.sections, report)),
  );
  watch("validate", () => checkFragments(project, tell));
  const { pages } = buildPages(sections, project, project.targets.targets, tell, watch, {
    surveyed: true,
  });
  const changelogs = buildChangelogs(project, project.targets.targets, report, watch, {
    surveyed: true,
  });
  const all = withChangelogs(pages, changelogs.pages, [...project.changelogs.keys()]);
  watch("site", () => layOutSite(all, project, report, { files: changelogs.files }));
  reportUnread(project, report);
  return {
    ids: new Map(project.targets.targets.map(({ name }, index) => [name, lasting(pages[index]!)])),
    links: pages.flatMap(({ path, links }) => links.map((link) => ({ page: path, ...link }))),
  };
}

/** The ids of a page that others can link to for long. */
function lasting({ ids, counted }: Page): ReadonlySet<string> {
  return new Set([...ids].filter((id) => !counted?.has(id)));
}

function buildPages(
  { sections, made }: Shown,
  project: Project,
  targets: readonly Target[],
  report: Report,
  watch: Watch,
  options: PageOptions = {},
): { readonly pages: readonly Page[]; readonly manuscripts: readonly Manuscript[] } {
  const settings = settingsOf(project, report);
  const repeated = new Repeated(report);
  const manuscripts: Manuscript[] = [];
  const kept: Unresolved[] = [];
  const pages = targets.map((target) => {
    const manuscript = watch(
      "assemble",
      () => assemble(target, sections, project, report, repeated),
      target.name,
    );
    manuscripts.push(manuscript);
    const tell = keepingBack(report, manuscript.path, kept);
    const page = new PageState();
    const placed = new Set<string>();
    const withBlocks: Partial<Settings> = {
      ...settings,
      made: (key, cx, span) => {
        placed.add(placeOf(span));
        return made.get(key)?.(page, cx) ?? [];
      },
    };
    const parsed = watch(
      "parse",
      () => parseParts(manuscript.files, tell, withBlocks),
      target.name,
    );
    if (made.size > 0) reportUnplaced(manuscript, placed, tell);
    const document = watch("transform", () => transformInPlace(parsed, tell), target.name);
    return watch(
      "page",
      () => renderPage(manuscript, document, project, report, options),
      target.name,
    );
  });
  reportKept(kept, pages, report);
  return { pages, manuscripts };
}

/** Report variables that stand where no blocks can: within code, where the page shows them as they are written. */
function reportUnplaced({ files }: Manuscript, placed: ReadonlySet<string>, report: Report): void {
  for (const { text, source, offset } of files.flatMap(({ lines }) => lines)) {
    const at = madeMarkIn(text);
    if (at === -1) continue;
    const span = { source, start: offset + at, end: offset + text.length };
    if (!placed.has(placeOf(span)))
      report("variable-not-alone", authored(span), [madeKey(text.slice(at).trimEnd()) ?? ""]);
  }
}

function placeOf(span: Span): string {
  const { source, start } = authored(span);
  return `${source.path}:${start}`;
}

/** The pages of the changelogs by API, for those whose own page is built, or with all pages; and the file for programs. */
function buildChangelogs(
  project: Project,
  targets: readonly Target[],
  report: Report,
  watch: Watch,
  options: PageOptions = {},
): { readonly pages: ReadonlyMap<string, Page>; readonly files: ReadonlyMap<string, string> } {
  const isWhole = targets.length >= project.targets.targets.length;
  const isLeftOut = (api: string) => !isWhole && !targets.some(({ name }) => name === api);
  const changelogs = watch("assemble", () => assembleChangelogs(project, report)).filter(
    ({ api }) => !isLeftOut(api),
  );
  // Links within the page of the API are settled when the versions are joined.
  const tell = reportTo((finding) => {
    if (finding.code !== "dead-link") tellAgain(finding, report);
  });
  const settings = settingsOf(project, report);
  const read = (lines: readonly Line[], doctitle: boolean): Document => {
    const parsed = watch("parse", () => parseRst(lines, tell, settings));
    return watch("transform", () => transformInPlace(parsed, tell, { doctitle }));
  };
  const pages = new Map<string, Page>();
  for (const changelog of changelogs) {
    const header = read(changelog.header, true);
    const versions = changelog.versions.map(({ lines }) => read(lines, false));
    const document = joinVersions(changelog, header, versions);
    pages.set(changelog.api, renderPage(changelog.manuscript, document, project, report, options));
  }
  const files = new Map(pages.size > 0 ? [[changelogFile, changelogJson(changelogs, pages)]] : []);
  return { pages, files };
}

/** All pages, those of the changelogs in the order of their APIs; the page of an API leads to its changelog. */
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

/** How pages are read: files are named from beside their text, links name as they did when the specifications of today were written. */
function settingsOf({ config, readText }: Project, report: Report): Partial<Settings> {
  return {
    readFile: readBeside(readText, [config.specification]),
    linkNamesWin: true,
    html: htmlPolicy(config.raw, report),
  };
}
