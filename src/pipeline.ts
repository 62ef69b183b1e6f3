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
import { apiVariable, definitionVariable, eventVariable } from "./base/variables.js";
import {
  reportTo,
  tellAgain,
  type Code,
  type Diagnostic,
  type Report,
} from "./base/diagnostics.js";
import { withLabels } from "./base/labels.js";
import { spanOf } from "./data/data.js";
import { authored, type Source, type Span } from "./base/source.js";
import { membersOf, type EventType } from "./events/events.js";
import { htmlPolicy } from "./html/raw-html.js";
import type { Project, Target } from "./load/project.js";
import { buildModel, type Model } from "./model/model.js";
import { resolve } from "./resolve/resolve.js";
import { linesOf, type Line } from "./rst/lines.js";
import type { Block, Document } from "./rst/nodes.js";
import type { Context, Settings } from "./rst/context.js";
import { quieted } from "./prose/prose.js";
import { parseParts, parseRst } from "./rst/rst.js";
import {
  Budget,
  commonFieldsBlocks,
  definitionBlocks,
  documentBlocks,
  eventBlocks,
  idsIn,
  leadToPages,
  PageState,
  type Draft as Linking,
} from "./render/render.js";
import { renderSections, reportUnmatched } from "./sections/sections.js";
import { keepingBack, reportKept, type Unresolved } from "./site/other-pages.js";
import { renderPage, type Page, type PageOptions } from "./site/page.js";
import { changelogFile, changelogJson, joinVersions, layOutSite, type Site } from "./site/site.js";
import { transformInPlace } from "./transform/transform.js";
import { checkSpec, checkStructures, readSpec, referredBy, type Spec } from "./spec.js";
import { checkFragments, checkShapes, checkTexts, validate } from "./validate/validate.js";

/** The phases between reading and writing, in their order. */
export const phases = [
  "resolve",
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
  /** Those of them that are of parts: parameters, properties, responses, values. */
  readonly partIds: ReadonlyMap<string, ReadonlySet<string>>;
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
  const common = {
    show: config.show,
    formats: { file: configFile, links: config.formats },
    versions: config.versions,
    labelled: (text: string) => withLabels(text, project.labels),
    linesOf: (source: Source) => replaceLabels(linesOf(source), project.labels, report, repeated),
  };
  for (const { api, documents } of spec.apis)
    for (const { file, document, isNewer } of documents) {
      const name = posix.basename(file.source.path).replace(/\.(?:ya?ml|json)$/, "");
      const view = {
        document,
        first: api.config.first?.[name] ?? [],
        ...common,
        references: isNewer ? null : spec.quiet,
        descriptions: api.config.descriptions ?? "rst",
        deprecation: { file: configFile, text: config.notices["deprecated"] ?? "" },
      } as const;
      made.set(apiVariable(name, api.config.suffix), (page, cx) =>
        documentBlocks(view, page, cx, budget),
      );
    }
  const showsDefinitions = !isOwnTemplate("definition", config, project.templates);
  for (const { api, definitions } of showsDefinitions ? spec.apis : [])
    for (const { path, schema } of definitions) {
      const view = {
        ...common,
        references: spec.quiet,
        descriptions: api.config.descriptions ?? "rst",
      } as const;
      const name = path.replace(/\.(?:ya?ml|json)$/, "");
      made.set(definitionVariable(path, api.config.suffix), (page, cx) =>
        definitionBlocks(view, schema, name, page, cx, budget),
      );
    }
  const events = {
    ...common,
    references: spec.quiet,
    settings: configFile,
    descriptions: config.events?.descriptions ?? "rst",
  };
  for (const [variable, members, style] of shownEvents(spec, project))
    made.set(variable, (page, cx) => eventBlocks(events, members, style, page, cx, budget));
  for (const fields of isOwnTemplate("common-fields", config, project.templates)
    ? []
    : spec.commonFields)
    made.set(fields.variable, (page, cx) => commonFieldsBlocks(events, fields, page, cx, budget));
  return made;
}

/** The variables of events and groups of events; those with a template of the project's own are printed by it. */
function shownEvents(
  { events, look }: Spec,
  { config, templates }: Project,
): readonly (readonly [
  variable: string,
  members: readonly EventType[],
  style: "event" | "msgtype",
])[] {
  if (look === "2020") return [];
  const isOurs = (template: string): template is "event" | "msgtype" =>
    (template === "event" || template === "msgtype") && !isOwnTemplate(template, config, templates);
  const single = isOurs("event")
    ? events.map((event) => [eventVariable(event.name), [event], "event"] as const)
    : [];
  const groups = Object.entries(config.events?.groups ?? {}).flatMap(([variable, group]) => {
    const template = group.template ?? "event";
    return isOurs(template) ? [[variable, membersOf(group, events), template] as const] : [];
  });
  return [...single, ...groups];
}

/** Whether a template is the project's own. */
function isOwnTemplate(
  name: string,
  { templates: folder }: Project["config"],
  templates: Project["templates"],
): boolean {
  if (folder === undefined) return false;
  const path = templates.get(name)?.path;
  return path !== undefined && path.startsWith(`${posix.normalize(folder).replace(/\/$/, "")}/`);
}

/** Sections with a line for each that is made as nodes. */
function withMade(sections: Sections, made: Made): Sections {
  if (made.size === 0) return sections;
  const all = new Map(sections);
  for (const name of made.keys())
    all.set(name, { path: `{{${name}}}`, text: `\n\n${madeMark(name)}\n\n` });
  return all;
}

/** What the look of 2020 has no place for, which the other one shows. */
const shownElsewhere: ReadonlySet<Code> = new Set(["not-shown", "response-not-shown"]);

/** What `events` finds of events itself, by the project's envelope, where they are shown as nodes. */
const ofEvents: ReadonlySet<Code> = new Set([
  "event-without-type",
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
  const { source, start } = authored(span);
  if (code === "untitled-object") return content().has(`${source.path}:${start}`);
  return ofEvents.has(code) && paths.has(source.path);
}

/** A report that leaves out what is not shown of API files in the look of 2020, where they are shown in another one; and what is known better of events. */
function withoutShown({ look, apis, events }: Spec, report: Report): Report {
  if (look === "2020") return report;
  const eventPaths = new Set(events.map(({ at }) => at.file.source.path));
  let known: ReadonlySet<string> | undefined;
  const content = () =>
    (known ??= new Set(
      events.flatMap((event) => {
        const at = event.content?.schema.at;
        return at ? [placeOf(spanOf({ source: at.file.source, pointer: at.pointer }, "key"))] : [];
      }),
    ));
  const paths = new Set(
    apis.flatMap(({ documents }) => documents.map(({ file }) => file.source.path)),
  );
  return reportTo((finding) => {
    const path = finding.span ? authored(finding.span).source.path : "";
    if (isOfEvent(finding, eventPaths, content)) return;
    if (!shownElsewhere.has(finding.code) || !paths.has(path)) tellAgain(finding, report);
  });
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
  const schemas = watch("resolve", () => resolve(project, report));
  const spec = watch("spec", () => readSpec(project, report));
  noteUnused(project, { referred: new Set([...schemas.referred, ...referredBy(spec)]) }, report);
  reportSameVariables(project, report);
  const model = watch("model", () => buildModel(schemas, project, withoutShown(spec, report)));
  reportUnmatched(model, project, report);
  watch("validate", () => checkShapes(schemas, model, project, report));
  watch("validate", () => checkStructures(spec, project, report));
  return watch("sections", () => shown(model, spec, project, report));
}

function shown(model: Model, spec: Spec, project: Project, report: Report): Shown {
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
  const leftOut = project.targets.targets.filter((target) => !targets.includes(target));
  const beside = leftOut.filter((target) => standing.has(pagePath(target, project.labels)));
  const others = surveyPages(sections, project, beside);
  const { pages, manuscripts } = buildPages(sections, project, targets, tell, watch, {
    others: others.pages,
    isPartial: beside.length < leftOut.length,
  });
  const changelogs = buildChangelogs(project, targets, report, watch);
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
  const ignore: Report = () => {};
  const surveyed = { surveyed: true, isPartial: true };
  return {
    pages: buildPages(sections, project, targets, ignore, unwatched, surveyed).pages,
    changelogs: buildChangelogs(project, targets, ignore, unwatched, surveyed).pages,
  };
}

/** Report everything that is wrong with a project: what a build of all targets reports, and what `validate` looks for besides. */
export function checkSite(project: Project, report: Report, watch: Watch = unwatched): Check {
  const schemas = watch("resolve", () => resolve(project, report));
  const spec = watch("spec", () => readSpec(project, report));
  noteUnused(project, { referred: new Set([...schemas.referred, ...referredBy(spec)]) }, report);
  reportSameVariables(project, report);
  const model = watch("model", () => buildModel(schemas, project, withoutShown(spec, report)));
  reportUnmatched(model, project, report);
  watch("validate", () => validate(schemas, model, project, withoutShown(spec, report)));
  watch("validate", () => checkSpec(spec, project, report));
  const sections = watch("sections", () => shown(model, spec, project, report));
  const tell = quieted(
    report,
    watch("validate", () => checkTexts(project, sections.sections, report)),
  );
  watch("validate", () => checkFragments(project, tell));
  const { pages, partIds } = buildPages(sections, project, project.targets.targets, tell, watch, {
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
    partIds,
    links: pages.flatMap(({ path, links }) => links.map((link) => ({ page: path, ...link }))),
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
  /** Pages that are there already and that links may lead to. */
  readonly others?: readonly Page[];
  /** Whether there are pages that nothing is known of. */
  readonly isPartial?: boolean;
}

function buildPages(
  { sections, made }: Shown,
  project: Project,
  targets: readonly Target[],
  report: Report,
  watch: Watch,
  { others = [], isPartial = false, ...options }: PagesOptions = {},
): Pages {
  const settings = settingsOf(project, report);
  const repeated = new Repeated(report);
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
    const page = new PageState(manuscript.path);
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
    partIds.set(target.name, page.anchors.settle(parsed));
    const document = watch("transform", () => transformInPlace(parsed, tell), target.name);
    const render = () =>
      watch("page", () => renderPage(manuscript, document, project, report, options), target.name);
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

/** A page that is made as soon as all are known that it may link to. */
interface Draft extends Linking {
  readonly render: () => Page;
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
