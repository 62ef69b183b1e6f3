import { posix } from "node:path";
import {
  assemble,
  assembleChangelogs,
  basePathLabels,
  changelogPath,
  markdownPart,
  noteUnused,
  noteUnusedParts,
  pagePath,
  rstPart,
  Repeated,
  replaceLabels,
  reportSameVariables,
  reportUnread,
  type Assembly,
  type Manuscript,
  type Sections,
} from "./assemble/assemble.js";
import { readBeside } from "./base/beside.js";
import {
  reportTo,
  tellAgain,
  type Code,
  type Diagnostic,
  type Report,
} from "./base/diagnostics.js";
import { isMarkdown } from "./base/formats.js";
import { authored, type Span } from "./base/source.js";
import { wholeProject } from "./base/whole-project.js";
import { spanOf } from "./data/data.js";
import { isRefused } from "./files/files.js";
import { checkEventNames } from "./events/events.js";
import { htmlPolicy } from "./html/raw-html.js";
import {
  madeOf,
  MadeOnPage,
  describedBlocks,
  viewsOf,
  withMade,
  type Made,
} from "./made-blocks.js";
import { ShortcodeMakers } from "./shortcode-makers.js";
import { addressesFor, PageShortcodes, partPath, type PageShown } from "./shortcodes/shortcodes.js";
import { withLabels } from "./base/labels.js";
import type { Project, Target } from "./load/project.js";
import { buildModel, type Model } from "./model/model.js";
import type { Line } from "./rst/lines.js";
import type { Document } from "./rst/nodes.js";
import type { Context, Settings } from "./rst/context.js";
import { markdownFile, markdownLines } from "./markdown/markdown.js";
import { quieted } from "./prose/prose.js";
import { parseParts } from "./rst/rst.js";
import {
  endpointList,
  idsIn,
  leadToPages,
  type Draft as Linking,
  type PageState,
} from "./render/render.js";
import { renderSections, reportUnmatched } from "./sections/sections.js";
import { keepingBack, reportKept, type Unresolved } from "./site/other-pages.js";
import { renderPage, type Page, type PageOptions } from "./site/page.js";
import {
  Addresses,
  changelogFeed,
  changelogFile,
  changelogJson,
  dressPage,
  feedPath,
  joinVersions,
  keepOperationIds,
  layOutSite,
  leadWithinTree,
  showLayout,
  type Site,
} from "./site/site.js";
import { pointAtParts } from "./point/point.js";
import { transformInPlace } from "./transform/transform.js";
import { searchNames } from "./search-names.js";
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
  readonly spec: Spec;
  /** The text of each page between templates and HTML. */
  readonly manuscripts: readonly Manuscript[];
}

/** What a check finds besides its reports. */
export interface Check {
  /** The ids of the page of each target, by its name. */
  readonly ids: ReadonlyMap<string, ReadonlySet<string>>;
  /** Those of them that are of parts: parameters, properties, responses, values. */
  readonly partIds: ReadonlyMap<string, ReadonlySet<string>>;
  /** The names of the template variables. */
  readonly variables: readonly string[];
  /** All links of these pages, in their order. */
  readonly links: readonly { readonly page: string; readonly href: string; readonly span: Span }[];
}

/** What `events` finds of events itself, by the project's envelope, where they are shown as nodes. */
const ofEvents: ReadonlySet<Code> = new Set([
  "event-without-type",
  "event-type-from-file",
  "event-without-example",
  "state-key-undescribed",
  "field-not-shown",
  "event-name-mismatch",
]);

/** Whether a finding of the look of 2020 is of an event whose envelope another one knows. */
function isOfEvent(
  { code, span }: Diagnostic,
  paths: ReadonlySet<string>,
  content: () => ReadonlySet<string>,
): boolean {
  if (!span) return false;
  if (code === "not-shown") return true; // nodes show it
  const { source, start } = authored(span);
  if (code === "untitled-object") return content().has(`${source.path}:${start}`);
  return ofEvents.has(code) && paths.has(source.path);
}

/** A report that leaves out what is known better of events in a look that shows them as nodes. */
function withoutEvents({ look, events }: Spec, report: Report): Report {
  if (look === "2020") return report;
  const paths = new Set(events.map(({ at }) => at.file.source.path));
  let known: ReadonlySet<string> | undefined;
  const content = () =>
    (known ??= new Set(
      events.flatMap((event) => {
        const at = event.content?.schema.at;
        if (!at) return [];
        const { source, start } = spanOf({ source: at.file.source, pointer: at.pointer }, "key");
        return [`${source.path}:${start}`];
      }),
    ));
  return reportTo((finding) => {
    if (!isOfEvent(finding, paths, content)) tellAgain(finding, report);
  });
}

/** What pages show as templates print it. */
function modelOf(spec: Spec, project: Project, report: Report): Model {
  return buildModel(spec, project, withoutEvents(spec, report));
}

/** What the template variables of a project stand for: texts, and lines whose blocks are made. */
interface Shown {
  readonly sections: Sections;
  readonly made: Made;
  /** What shortcodes show; `null` where the project has none. */
  readonly shortcodes: ShortcodeMakers | null;
}

/** The template variables of a project. */
export function sectionsOf(project: Project, report: Report): Sections {
  const spec = readSpec(project, report);
  const model = modelOf(spec, project, report);
  return sectionsWith(model, spec, project, report).sections;
}

function sectionsWith(model: Model, spec: Spec, project: Project, report: Report): Shown {
  const views = viewsOf(spec, project, report);
  const made = madeOf(spec, project, views, report);
  const sections = withMade(renderSections(model, project, report), made);
  const shortcodes = project.config.shortcodes
    ? new ShortcodeMakers(spec, project, views, sections, report)
    : null;
  return { sections, made, shortcodes };
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
  onPage: OnPage = () => {},
): Build {
  const { site, manuscripts, spec } = run(project, report, watch, { targets, standing, onPage });
  return { site, manuscripts, spec };
}

/**
 * What a specification says, with its pages for those who want the places of things on them: each is given with its path
 * when its ids are settled. Reports what a build reports.
 */
export function specWithPages(project: Project, report: Report, onPage: OnPage): Spec {
  const { targets } = project.targets;
  return run(project, report, unwatched, { targets, isSurvey: true, onPage }).spec;
}

/** Is given each page of a target and of a changelog: its path, and its document. */
export type OnPage = (path: string, document: Document) => void;

/** Report everything that is wrong with a project: what a build of all targets reports, and what `validate` looks for besides. */
export function checkSite(
  project: Project,
  report: Report,
  watch: Watch = unwatched,
  onPage: OnPage = () => {},
): Check {
  const { pages, partIds, variables } = run(project, report, watch, {
    targets: project.targets.targets,
    isCheck: true,
    onPage,
  });
  return {
    variables,
    ids: new Map(project.targets.targets.map(({ name }, index) => [name, lasting(pages[index]!)])),
    partIds,
    links: pages.flatMap(({ path, links }) => links.map((link) => ({ page: path, ...link }))),
  };
}

interface Task {
  readonly targets: readonly Target[];
  /** Paths of pages that stand already. */
  readonly standing?: ReadonlySet<string>;
  /** Whether all is looked for that may be wrong, and the HTML is of no interest. */
  readonly isCheck?: boolean;
  /** Whether the HTML is of no interest. */
  readonly isSurvey?: boolean;
  readonly onPage?: OnPage;
}

/** The phases in their order. */
function run(
  project: Project,
  report: Report,
  watch: Watch,
  { targets, standing = new Set(), isCheck = false, isSurvey = isCheck, onPage = () => {} }: Task,
): Build & Pages & Pick<Check, "variables"> {
  const spec = watch("spec", () => readSpec(project, report));
  watch("spec", () => followReferences(spec, project));
  reportSameVariables(project, report);
  const model = watch("model", () => modelOf(spec, project, report));
  reportUnmatched(model, project, report);
  watch("validate", () =>
    isCheck
      ? validate(spec, model, project, withoutEvents(spec, report))
      : checkShapes(spec, model.hasTold, project, report),
  );
  watch("validate", () => checkEventNames(spec.events, report));
  const sections = watch("sections", () => sectionsWith(model, spec, project, report));
  const claimed = watch("validate", () => checkTexts(project, sections.sections, report));
  const tell = quieted(report, claimed);
  if (isCheck) watch("validate", () => checkFragments(project, tell));
  const search = !isSurvey && project.config.search ? searchNames(spec, project) : null;
  const options = { surveyed: isSurvey, onPage, search };
  const isWanted = new Set(targets);
  const leftOut = project.targets.targets.filter((target) => !isWanted.has(target));
  const beside = leftOut.filter((target) => standing.has(pagePath(target, project.labels)));
  const others = surveyPages(sections, project, beside, { search });
  const { pages, manuscripts, partIds } = buildPages(sections, project, targets, tell, watch, {
    ...options,
    others: others.pages,
    isPartial: beside.length < leftOut.length,
  });
  const changelogs = buildChangelogs(project, targets, report, watch, options);
  const places = new Map(project.targets.targets.map(({ name }, place) => [name, place]));
  const all = withChangelogs(
    [...pages, ...others.pages].sort((a, b) => places.get(a.name)! - places.get(b.name)!),
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
  reportUnused(spec, sections.shortcodes, project, leftOut.length === 0, report);
  const variables = [...sections.sections.keys()];
  return { site, manuscripts, spec, pages, partIds, variables };
}

/** Report what nothing shows or reads. What shortcodes show is known where all pages were made. */
function reportUnused(
  spec: Spec,
  shortcodes: ShortcodeMakers | null,
  project: Project,
  isWhole: boolean,
  report: Report,
): void {
  const shown = shortcodes?.shown ?? { files: new Set<string>(), variables: new Set<string>() };
  if (isWhole || !shortcodes) noteUnused(project, { referred: referredBy(spec), shown }, report);
  if (!isWhole) return;
  if (shortcodes || project.pages) noteUnusedParts(project, shown.files, report);
  reportUnread(project, report);
}

/** What other pages need to know of those that stand already. What is wrong with these is not told. */
function surveyPages(
  sections: Shown,
  project: Project,
  targets: readonly Target[],
  options: PageOptions,
): { readonly pages: readonly Page[]; readonly changelogs: ReadonlyMap<string, Page> } {
  if (targets.length === 0) return { pages: [], changelogs: new Map() };
  const surveyed = { ...options, surveyed: true, isPartial: true };
  return {
    pages: buildPages(sections, project, targets, ignore, unwatched, surveyed).pages,
    changelogs: buildChangelogs(project, targets, ignore, unwatched, surveyed).pages,
  };
}

/** The ids of a page that others can link to for long. */
function lasting({ ids, counted }: Page): ReadonlySet<string> {
  return new Set([...ids].filter((id) => !counted?.has(id)));
}

/** The pages of targets, and what was found on the way. */
interface Pages {
  readonly pages: readonly Page[];
  readonly manuscripts: readonly Manuscript[];
  /** By target: the ids of parts of operations and types. */
  readonly partIds: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What pages are made with besides their texts. */
interface PagesOptions extends PageOptions {
  readonly onPage?: OnPage;
  /** Pages that are there already and that links may lead to. */
  readonly others?: readonly Page[];
  /** Whether there are pages that nothing is known of. */
  readonly isPartial?: boolean;
}

function buildPages(
  { sections, made, shortcodes: makers }: Shown,
  project: Project,
  targets: readonly Target[],
  report: Report,
  watch: Watch,
  { others = [], isPartial = false, onPage = () => {}, ...options }: PagesOptions = {},
): Pages {
  const settings = settingsOf(project, report);
  const addresses = project.pages && new Addresses(project.pages);
  const described = describedBlocks(project, report);
  const repeated = new Repeated(report);
  const told = basePathLabels(project);
  const manuscripts: Manuscript[] = [];
  const kept: Unresolved[] = [];
  const partIds = new Map<string, ReadonlySet<string>>();
  const drafts = targets.map((target): Draft => {
    const manuscript = watch(
      "assemble",
      () => assemble(target, sections, project, report, repeated),
      target.name,
    );
    manuscripts.push(manuscript);
    const tell = keepingBack(report, manuscript.path, kept);
    const blocks = new MadeOnPage(made, manuscript.path, described);
    const { page } = blocks;
    const assembly = { sections, project, report: tell, repeated, told };
    const shortcodes = makers ? { shortcodes: shortcodesOn(page, target, makers, assembly) } : {};
    const parsed = watch(
      "parse",
      () => parseParts(manuscript.files, tell, { ...settings, made: blocks.blocks, ...shortcodes }),
      target.name,
    );
    blocks.reportUnplaced(manuscript, tell);
    const settled = page.anchors.settle(parsed);
    const parts = (document: Document, taken: ReadonlySet<string>) => {
      keepOperationIds(document);
      const given = pointAtParts(document, taken);
      partIds.set(target.name, new Set([...settled, ...given]));
      return given;
    };
    const doctitle = target.page?.isTitleInText ?? true;
    if (target.page) {
      const { numbers = true, endpoints = true } = project.config.pages ?? {};
      dressPage(parsed, target.page, {
        isNumbered: numbers,
        endpoints: endpoints ? endpointList(page, project.config.show, target.span) : null,
      });
      showLayout(parsed, target.page, project, addresses!, page.leadsOn);
      leadWithinTree(parsed, manuscript.path, addresses!);
    }
    const document = watch(
      "transform",
      () => transformInPlace(parsed, tell, { doctitle, parts }),
      target.name,
    );
    const render = () => {
      const page = () => renderPage(manuscript, document, project, report, options);
      const rendered = watch("page", page, target.name);
      onPage(manuscript.path, document);
      return rendered;
    };
    // Where a link may lead to another page, all others must be known.
    if (page.siteLinks.length > 0) {
      const { path, siteLinks } = page;
      return { path, siteLinks, ids: idsIn(document), render };
    }
    const rendered = render();
    return { path: rendered.path, siteLinks: [], ids: rendered.ids, render: () => rendered };
  });
  leadToPages(drafts, others, isPartial, report);
  const pages = drafts.map(({ render }) => render());
  reportKept(kept, pages, report);
  return { pages, manuscripts, partIds };
}

/** What a text costs that is shown again besides its length, in characters. */
const costOfPart = 500;

/** What the shortcodes of a page show. */
function shortcodesOn(
  page: PageState,
  target: Target,
  makers: ShortcodeMakers,
  assembly: Assembly,
): PageShortcodes {
  const { project, report, repeated } = assembly;
  const { config, labels, readText } = project;
  const partOf: PageShown["partOf"] = (named, given) => {
    const path = partPath(named, config.specification);
    // A draft is a text without a file.
    const draft = project.texts.get(posix.relative(config.specification, path));
    const read = readText(path);
    const source = isRefused(read) && draft ? draft : read;
    if (isRefused(source)) return source;
    makers.shown.files.add(source.path);
    const { span } = given.call;
    const cost = source.text.length + costOfPart;
    if (!repeated.allows(source, cost, path, () => span)) return null;
    if (!isMarkdown(path))
      return { path: source.path, lines: rstPart(source, assembly), markdown: null };
    const own = posix.relative(config.specification, path);
    const { lines, options } = markdownPart(source, own, target, assembly);
    return { path: source.path, lines, markdown: options };
  };
  return new PageShortcodes({
    shortcodes: config.shortcodes ?? new Map(),
    markdown: config.markdown,
    labelled: (text) => withLabels(text, labels),
    makers: makers.of(page, report),
    partOf,
    ...addressesFor(project),
    status: config.pages?.version?.status ?? null,
    tree: target.page
      ? {
          page: target.page,
          children: project.pages!.pages.filter(({ parent }) => parent === target.page!.name),
        }
      : null,
    templates: makers.templates,
    linesOf: (source) =>
      replaceLabels(markdownLines(source), labels, report, repeated, undefined, true),
    readData: (path) => project.readData(path),
    readBytes: (path) => project.readBytes(path),
    allows: (what, length, name, span) => repeated.allows(what, length, name, () => span),
    state: page,
    report,
  });
}

/** A page that is made as soon as all are known that it may link to. */
interface Draft extends Linking {
  readonly render: () => Page;
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
  const isLeftOut = (api: string) =>
    !isWhole && api !== wholeProject && !targets.some(({ name }) => name === api);
  const changelogs = watch("assemble", () => assembleChangelogs(project, report)).filter(
    ({ api }) => !isLeftOut(api),
  );
  // Links within the page of the API are settled when the versions are joined.
  const tell = reportTo((finding) => {
    if (finding.code !== "dead-link") tellAgain(finding, report);
  });
  const settings = settingsOf(project, report);
  const markdown = (lines: readonly Line[], cx: Context) =>
    markdownFile(lines, cx, project.config.markdown);
  const read = (
    lines: readonly Line[],
    doctitle: boolean,
    syntax: "rst" | "markdown",
  ): Document => {
    const part = syntax === "markdown" ? { lines, read: markdown } : { lines };
    const parsed = watch("parse", () => parseParts([part], tell, settings));
    return watch("transform", () => transformInPlace(parsed, tell, { doctitle }));
  };
  const pages = new Map<string, Page>();
  const hasFeeds = project.config.site?.feeds === true;
  for (const changelog of changelogs) {
    const { syntax } = changelog;
    const header = read(changelog.header, true, syntax);
    const versions = changelog.versions.map(({ lines }) => read(lines, false, syntax));
    const document = joinVersions(changelog, header, versions);
    pointAtParts(document, idsIn(document));
    const shown = { ...options, isLast: true };
    const page = renderPage(changelog.manuscript, document, project, report, shown);
    pages.set(changelog.api, hasFeeds ? { ...page, feed: feedPath(page.path) } : page);
  }
  const files = new Map(pages.size > 0 ? [[changelogFile, changelogJson(changelogs, pages)]] : []);
  if (hasFeeds)
    for (const changelog of changelogs)
      files.set(feedPath(changelog.manuscript.path), changelogFeed(changelog, project));
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
    markdown: (file, cx) =>
      markdownFile(markdownLines(file), cx, config.markdown, { isPart: true }),
  };
}
