import {
  changelogPath,
  noteUnused,
  noteUnusedParts,
  pagePath,
  reportSameVariables,
  reportUnread,
  type Manuscript,
  type Sections,
} from "./assemble/assemble.js";
import { allPages } from "./all-pages.js";
import { answersOf, asking, askingForAll } from "./asked-project.js";
import {
  Relay,
  reportTo,
  tellAgain,
  Waiting,
  type Code,
  type Diagnostic,
  type Report,
} from "./base/diagnostics.js";
import { once, type FormerStep, type Memo, type Steps } from "./base/memo.js";
import { authored, type Span } from "./base/source.js";
import type { Building, OnPage, Pages, Shown } from "./build-pages.js";
import { spanOf } from "./data/data.js";
import { checkEventNames, examplesBySchema } from "./events/events.js";
import type { Project, Target } from "./load/project.js";
import { madeOf, viewsOf, withMade } from "./made-blocks.js";
import { buildModel, type Model } from "./model/model.js";
import { unwatched, type Watch } from "./phases.js";
import { quieted } from "./prose/prose.js";
import { searchNames } from "./search-names.js";
import { keptSections, renderSections, reportUnmatched } from "./sections/sections.js";
import { ShortcodeMakers, ShownByShortcodes } from "./shortcode-makers.js";
import type { Page } from "./site/page.js";
import { Since } from "./schema/since.js";
import { layOutSite, type Site } from "./site/site.js";
import { followReferences, readSpec, referredBy, type Spec } from "./spec.js";
import { withStrayPages } from "./stray-pages.js";
import { textTemplates } from "./text-templates.js";
import {
  checkFragments,
  checkShapes,
  checkTexts,
  validate,
  validateShown,
} from "./validate/validate.js";

export type { OnPage } from "./build-pages.js";
export { phases, type Phase, type Watch } from "./phases.js";

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
  /** For the further ids of sections the first one, for each page. */
  readonly firstIds: ReadonlyMap<string, ReadonlyMap<string, string>>;
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
  hasNoTemplates: boolean,
): boolean {
  if (!span) return false;
  if (code === "not-shown") return true; // nodes show it
  const { source, start } = authored(span);
  if (code === "untitled-object" && hasNoTemplates) return true;
  if (code === "untitled-object") return content().has(`${source.path}:${start}`);
  return ofEvents.has(code) && paths.has(source.path);
}

/** A report that leaves out what is known better of events in a look that shows them as nodes. */
function withoutEvents({ look, events }: Spec, project: Project, report: Report): Report {
  if (look === "2020") return report;
  // Definitions, too, are nodes where shortcodes show them.
  const hasNoTemplates = project.config.show.layout === "compact" || project.pages !== null;
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
    if (!isOfEvent(finding, paths, content, hasNoTemplates)) tellAgain(finding, report);
  });
}

/** What the data files say, as it was read the last time, and what holds of the files since. */
interface FormerData extends ReadData {
  readonly since: Since;
}

/** What pages show as templates print it. */
function modelOf(
  spec: Spec,
  project: Project,
  report: Report,
  former: FormerData | null = null,
): Model {
  return buildModel(spec, project, withoutEvents(spec, project, report), former);
}

/** The template variables of a project. */
export function sectionsOf(project: Project, report: Report): Sections {
  const building = { report, ask: answersOf(project), watch: unwatched, steps: once };
  return shownBy(readAll(project, false, building), project, report).sections;
}

/** What the data files of a project say. */
interface ReadData {
  readonly spec: Spec;
  readonly model: Model;
  /** These files, and those of events. */
  readonly files: Project["files"];
  readonly events: Project["events"];
}

/** What the data files of a project say, and what templates print of it. */
interface Read {
  readonly spec: Spec;
  readonly sections: Sections;
  /** The files of the last build, if others were read now. */
  readonly former: Project["files"] | null;
}

/** Read the data files. `isCheck`: all that is wrong with them is reported, or what a build tells. */
function readAll(project: Project, isCheck: boolean, building: Building): Read {
  const { report, ask, watch, steps } = building;
  const inputs = steps.isKeeping ? inputsOfData(project, steps) : [];
  const name = isCheck ? "checked data" : "data";
  let before: Project["files"] | null = null;
  const read = steps.step(name, inputs, { report, ask }, (making): ReadData => {
    const { ask } = making;
    before = (making.former?.value as ReadData | undefined)?.files ?? null; // of the same step
    const { told, report } = noting(making.report);
    const asked = steps.isKeeping ? askingForAll(project, ask) : asking(project, ask);
    // A check looks at all files together: names that stand twice, what nothing uses.
    const former = isCheck || !making.former ? null : formerData(making.former, inputs, asked);
    const since = former?.since ?? null;
    const spec = watch("spec", () => readSpec(asked, report, former));
    watch("spec", () => followReferences(spec, asked, since));
    const model = watch("model", () => modelOf(spec, asked, report, former));
    reportUnmatched(model, asked, report);
    watch("validate", () =>
      isCheck
        ? validate(spec, model, asked, withoutEvents(spec, asked, report))
        : checkShapes(spec, model.hasTold, asked, report, (file) => !!since?.isSettled(file)),
    );
    watch("validate", () => checkEventNames(spec.events, report));
    since?.tellAgain(making.report, told);
    return { spec, model, files: project.files, events: project.events };
  });
  const sections = printAll(project, read.model, inputs, building);
  return { spec: read.spec, sections, former: before };
}

/**
 * A report that remembers what it was told. What is kept of a build holds on to it: nothing of that build may be named where it
 * is made.
 */
function noting(report: Report): { readonly told: readonly Diagnostic[]; readonly report: Report } {
  const told: Diagnostic[] = [];
  const note = reportTo((finding) => {
    told.push(finding);
    tellAgain(finding, report);
  });
  return { told, report: note };
}

/** What hangs on all events and APIs together: it is looked for in each build. */
const foundAnew: ReadonlySet<Code> = new Set(["setting-without-match", "event-type-from-file"]);

/** What was read of the data files the last time, if nothing but these files is other; they are asked for as they are followed. */
function formerData(
  { value, told, inputs, isAnsweredAlike, take }: FormerStep,
  now: readonly unknown[],
  project: Project,
): FormerData | null {
  const isSame = inputs.every((each, index) => index === placeOfFiles || each === now[index]);
  if (!isSame || !isAnsweredAlike(new Set(["readData"]))) return null;
  take();
  const former = value as ReadData; // of the same step
  const examplesIn = ({ events }: Pick<Project, "events">) =>
    events ? examplesBySchema(events) : new Map();
  const readWith = { now: examplesIn(project), before: examplesIn(former) };
  const kept = told.filter(({ code }) => !foundAnew.has(code));
  return { ...former, since: new Since(project, former.files, kept, readWith) };
}

/** Print what the data files say. */
function printAll(
  project: Project,
  model: Model,
  inputs: readonly unknown[],
  { report, ask, watch, steps }: Building,
): Sections {
  const all = steps.isKeeping
    ? [...inputs, model, steps.same("templates of texts", textTemplates(project))]
    : [];
  const isOfData = (index: number) => index === placeOfFiles || all[index] === model;
  return steps.step("sections", all, { report, ask }, ({ report, ask, former }) => {
    const asked = steps.isKeeping ? askingForAll(project, ask) : asking(project, ask);
    const sections = watch("sections", () => renderSections(model, asked, report));
    if (!former) return sections;
    const isSame = all.every((each, index) => isOfData(index) || each === former.inputs[index]);
    return keptSections(
      sections,
      former.value as typeof sections, // of the same step
      isSame && former.isAnsweredAlike(new Set()),
    );
  });
}

/** Where the data files stand among the inputs. */
const placeOfFiles = 0;

/** What is read of the data files depends on all of them, and on the settings; the file of these is asked for where a place in it is. */
function inputsOfData(project: Project, steps: Steps): readonly unknown[] {
  const { apis, changelogs, config, configFile, events, files, formats, git, tables } = project;
  const { proposals, publication, targets } = project;
  const others = [...files.values()].filter((file) => file !== configFile);
  return [
    steps.same("data files", [apis, events, tables, others]),
    steps.same("settings", { ...config, labels: null }),
    proposals,
    git.version,
    git.rev,
    steps.same("changelogs", changelogs),
    steps.same("formats", formats),
    steps.same("publication", publication),
    steps.same("styles of titles", [targets.titleStyles, targets.relativeTitleStyles]),
  ];
}

/** What the template variables stand for. */
function shownBy({ spec, sections: printed }: Read, project: Project, report: Report): Shown {
  const relay = new Relay(report);
  const views = viewsOf(spec, project, relay.report);
  const made = madeOf(spec, project, views, relay.report);
  const sections = withMade(printed, made);
  const shortcodes = project.config.shortcodes
    ? new ShortcodeMakers(spec, project, views, sections, relay.report)
    : null;
  return { spec, sections, made, shortcodes, relay, budget: views.budget };
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

/** Is given a site when it is laid out, and what was found of its pages and not reported yet: what is wrong besides is looked for after that. */
export type OnSite = (site: Site, found: readonly Diagnostic[]) => void;

/**
 * Build the site of a project that was built before, as `buildSite` does: what did not change since then is taken from the
 * memo, with what was reported of it.
 */
export function buildAgain(
  project: Project,
  report: Report,
  memo: Memo,
  onPage: OnPage = () => {},
  onSite: OnSite = () => {},
): Build {
  const kept = withKeptTargets(project, memo);
  const task = { targets: kept.targets.targets, onPage, onSite, steps: memo };
  const { site, manuscripts, spec } = run(kept, report, unwatched, task);
  memo.end();
  return { site, manuscripts, spec };
}

/**
 * What a specification says, with its pages for those who want the places of things on them: each is given with its path
 * when its ids are settled. Reports what a build reports.
 */
export function specWithPages(
  project: Project,
  report: Report,
  { note: onPage, noteChangelog: onChangelog }: { note: OnPage; noteChangelog: OnPage },
): Spec {
  const { targets } = project.targets;
  const task = { targets, isSurvey: true, onPage, onChangelog };
  return run(project, report, unwatched, task).spec;
}

/**
 * Report everything that is wrong with a project: what a build of all targets reports, and what `validate` looks for besides.
 * With a `memo`, what did not change since the last check is taken from it.
 */
export function checkSite(
  given: Project,
  report: Report,
  watch: Watch = unwatched,
  onPage?: OnPage,
  memo?: Memo,
): Check {
  const { length: count } = given.targets.targets;
  const whole = withStrayPages(given);
  const project = memo ? withKeptTargets(whole, memo) : whole;
  const { targets } = project.targets;
  const steps = memo ?? once;
  const { pages, partIds, variables } = run(project, report, watch, {
    targets,
    isCheck: true,
    ...(onPage && { onPage }),
    steps,
  });
  memo?.end();
  const ofTargets = <T>(of: (page: Page) => T) =>
    new Map(targets.slice(0, count).map(({ name }, index) => [name, of(pages[index]!)]));
  return {
    variables,
    ids: ofTargets(lasting),
    firstIds: ofTargets(({ firstIds = new Map() }) => firstIds),
    partIds,
    links: pages
      .slice(0, count)
      .flatMap(({ path, links }) => links.map((link) => ({ page: path, ...link }))),
  };
}

/** A project whose targets, and the pages that they are, are those of the last build as far as they are alike. */
function withKeptTargets(project: Project, memo: Memo): Project {
  memo.lookBy(project.look);
  const targets = project.targets.targets.map((each) => memo.same(`target ${each.name}`, each));
  const { pages: tree } = project;
  const kept = new Map(targets.map(({ name, page }) => [name, page]));
  const pages = tree && {
    ...tree,
    pages: tree.pages.map((page) => kept.get(page.name) ?? page),
  };
  return {
    ...project,
    pages,
    targets: { ...project.targets, targets: memo.same("targets", targets) },
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
  readonly onChangelog?: OnPage;
  readonly onSite?: OnSite;
  /** What is kept for the next time. */
  readonly steps?: Steps;
}

/** The phases in their order. */
function run(
  project: Project,
  report: Report,
  watch: Watch,
  task: Task,
): Build & Omit<Pages, "siteFor"> & Pick<Check, "variables"> {
  const { targets, standing = new Set(), isCheck = false, onPage, steps = once } = task;
  const { isSurvey = isCheck } = task;
  const building: Building = { report, ask: answersOf(project), watch, steps };
  reportSameVariables(project, report);
  const read = readAll(project, isCheck, building);
  const { spec } = read;
  const shown = watch("sections", () => shownBy(read, project, report));
  const checkedTexts = () =>
    watch("validate", () => checkTexts(project, new Set(shown.sections.keys()), building));
  // Whoever waits for the pages need not wait for what is said of their texts.
  const ofPages = task.onSite ? new Waiting() : null;
  const atOnce = ofPages ? null : quieted(report, checkedTexts());
  const search =
    !isSurvey &&
    project.config.search &&
    (steps.isKeeping ? ("later" as const) : searchNames(spec, project));
  const { onChangelog } = task;
  const options = {
    surveyed: isSurvey,
    search,
    former: read.former,
    ...(onPage && { onPage }),
    ...(onChangelog && { onChangelog }),
  };
  const isWanted = new Set(targets);
  const leftOut = project.targets.targets.filter((target) => !isWanted.has(target));
  const beside = leftOut.filter((target) => standing.has(pagePath(target, project.labels)));
  const wanted = { targets, beside, isPartial: beside.length < leftOut.length };
  const { pages, manuscripts, partIds, shownOnPages, changelogs, all } = allPages(
    shown,
    project,
    wanted,
    { ...building, tell: atOnce ?? ofPages!.report },
    options,
  );
  const elsewhere = new Set([
    ...leftOut.map((target) => pagePath(target, project.labels, report)),
    ...leftOut.map(({ name }) => changelogPath(name)),
  ]);
  const built = new Set([...pages, ...changelogs.pages.values()].map(({ path }) => path));
  const isBuilt = ({ path }: Page) => built.has(path);
  const site = watch("site", () =>
    layOutSite(all, project, report, {
      elsewhere,
      files: changelogs.files,
      isBuilt,
      searchNames: () => searchNames(spec, project),
      steps,
    }),
  );
  task.onSite?.(site, ofPages!.kept);
  const tell = atOnce ?? quieted(report, checkedTexts());
  ofPages?.release(tell);
  if (isCheck) watch("validate", () => checkFragments(project, tell));
  const shownBesides = shown.shortcodes && shownOnPages;
  watch("validate", () => validateShown(spec, shownOnPages.described, project, tell, !isCheck));
  reportUnused(spec, shownBesides, project, leftOut.length === 0, report);
  const variables = [...shown.sections.keys()];
  return { site, manuscripts, spec, pages, partIds, shownOnPages, variables };
}

/** Report what nothing shows or reads. What shortcodes show is known where all pages were made. */
function reportUnused(
  spec: Spec,
  shortcodes: ShownByShortcodes | null,
  project: Project,
  isWhole: boolean,
  report: Report,
): void {
  const shown = shortcodes ?? new ShownByShortcodes();
  if (isWhole || !shortcodes) noteUnused(project, { referred: referredBy(spec), shown }, report);
  if (!isWhole) return;
  if (shortcodes || project.pages) noteUnusedParts(project, shown.files, report);
  reportUnread(project, report);
}

/** The ids of a page that others can link to for long. */
function lasting({ ids, counted }: Page): ReadonlySet<string> {
  return new Set([...ids].filter((id) => !counted?.has(id)));
}
