import { posix } from "node:path";
import {
  assemble,
  assembleChangelogs,
  basePathLabels,
  markdownPart,
  Repeated,
  replaceLabels,
  rstPart,
  type Assembly,
  type Manuscript,
  type Sections,
} from "./assemble/assemble.js";
import { asking } from "./asked-project.js";
import { readBeside } from "./base/beside.js";
import { reportTo, tellAgain, type Report } from "./base/diagnostics.js";
import { isMarkdown } from "./base/formats.js";
import { withLabels } from "./base/labels.js";
import type { Ask, Making, StepContext, Steps } from "./base/memo.js";
import { wholeProject } from "./base/whole-project.js";
import { isRefused } from "./files/files.js";
import { fillLater, type SiteFor, type Unfilled } from "./fill-pages.js";
import { htmlPolicy } from "./html/raw-html.js";
import type { Project, Target } from "./load/project.js";
import { describedBlocks, MadeOnPage, type Made } from "./made-blocks.js";
import { markdownFile, markdownLines } from "./markdown/markdown.js";
import type { Watch } from "./phases.js";
import { pointAtParts } from "./point/point.js";
import {
  endpointList,
  idsIn,
  leadToPages,
  leadToTerms,
  termsLater,
  type Draft as Linking,
  type PageState,
} from "./render/render.js";
import type { Context, Settings } from "./rst/context.js";
import type { Line } from "./rst/lines.js";
import type { Document } from "./rst/nodes.js";
import { parseParts } from "./rst/rst.js";
import type { ShortcodeMakers } from "./shortcode-makers.js";
import { addressesFor, PageShortcodes, partPath, type PageShown } from "./shortcodes/shortcodes.js";
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
  leadWithinTree,
  showLayout,
} from "./site/site.js";
import type { Spec } from "./spec.js";
import {
  transformInPlace,
  type DocumentTerms,
  type TransformSettings,
} from "./transform/transform.js";

/** How pages are built: who is told what, and what is kept for the next time. */
export interface Building extends StepContext {
  readonly watch: Watch;
  readonly steps: Steps;
}

/** What the template variables of a project stand for: texts, and lines whose blocks are made. */
export interface Shown {
  readonly spec: Spec;
  readonly sections: Sections;
  readonly made: Made;
  /** What shortcodes show; `null` where the project has none. */
  readonly shortcodes: ShortcodeMakers | null;
}

/** Is given each page of a target and of a changelog: its path, and its document. */
export type OnPage = (path: string, document: Document) => void;

/** The pages of targets, and what was found on the way. */
export interface Pages {
  readonly pages: readonly Page[];
  readonly manuscripts: readonly Manuscript[];
  /** By target: the ids of parts of operations and types. */
  readonly partIds: ReadonlyMap<string, ReadonlySet<string>>;
  /** What is known of them, for pages that come later. */
  readonly siteFor: SiteFor;
}

/** What pages are made with besides their texts. */
export interface PagesOptions extends PageOptions {
  readonly onPage?: OnPage;
  /** Pages that are there already and that links may lead to, and their documents by path. */
  readonly others?: readonly Page[];
  readonly elsewhere?: ReadonlyMap<string, Document>;
  /** Whether there are pages that nothing is known of. */
  readonly isPartial?: boolean;
}

/** A page, and what else is known when it was made. */
interface Drafted extends Linking, Unfilled {
  readonly manuscript: Manuscript;
  /** Names that it does not know. */
  readonly unresolved: readonly Unresolved[];
  /** The ids of parts of operations and types. */
  readonly partIds: ReadonlySet<string>;
  /** Made as soon as all pages are known that it may link to. */
  readonly render: () => Page;
}

export function buildPages(
  shown: Shown,
  project: Project,
  targets: readonly Target[],
  building: Building,
  {
    others = [],
    elsewhere = new Map(),
    isPartial = false,
    onPage = () => {},
    ...options
  }: PagesOptions = {},
): Pages {
  const { report, steps } = building;
  const repeated = new Repeated(report);
  const drafter = new Drafter(shown, project, building, repeated, options);
  const drafts = targets.map((target) => {
    const { inputs, cx } = drafter.stepOf(target);
    return steps.step(`page ${target.name}`, inputs, cx, (making) => drafter.draft(target, making));
  });
  leadToPages(drafts, others, isPartial, report);
  const siteFor = fillLater(drafts, elsewhere, isPartial);
  const pages = drafts.map(({ manuscript, document, render }) => {
    const page = render();
    onPage(manuscript.path, document);
    return page;
  });
  const unresolved = drafts.flatMap((draft) => draft.unresolved);
  reportKept(unresolved, pages, report);
  return {
    pages,
    siteFor,
    manuscripts: drafts.map(({ manuscript }) => manuscript),
    partIds: new Map(targets.map(({ name }, index) => [name, drafts[index]!.partIds])),
  };
}

/** What all pages depend on that a project has. */
function inputsOfPages(project: Project, options: PageOptions, steps: Steps): unknown[] {
  const { config, configFile, git, labels, pages, publication, targets } = project;
  return [
    steps.same("settings of pages", { ...config, labels: null }),
    steps.same("labels", labels),
    steps.same("styles of titles", [targets.titleStyles, targets.relativeTitleStyles]),
    steps.same("publication", publication),
    config.moved ? configFile : null,
    config.repository ? git.rev : null,
    config.site?.["last-change"] ? git.lastChanges : null,
    options.surveyed,
    options.search,
    pages && steps.same("tree of pages", pages),
  ];
}

/** Makes the pages of targets: their texts are put together, parsed, and written as HTML. */
class Drafter {
  readonly #addresses: Addresses | null;
  readonly #told: ReadonlySet<string>;
  /** What every page depends on. */
  readonly #inputs: readonly unknown[];

  constructor(
    private readonly shown: Shown,
    private readonly project: Project,
    private readonly building: Building,
    private readonly repeated: Repeated,
    private readonly options: PageOptions,
  ) {
    const { pages } = project;
    const { steps } = building;
    this.#addresses = pages && new Addresses(pages);
    this.#told = steps.same("labels of base paths", basePathLabels(project));
    const hasMade = shown.made.size > 0 || shown.shortcodes !== null;
    this.#inputs = steps.isKeeping
      ? [...inputsOfPages(project, options, steps), this.#told, hasMade ? shown.spec : null]
      : [];
  }

  /** What a page depends on. */
  stepOf(target: Target): { readonly inputs: readonly unknown[]; readonly cx: StepContext } {
    const { project, repeated, building } = this;
    const texts = target.files.map(({ path }) => project.texts.get(path));
    const isLinking = target.files.some(({ path }) => isMarkdown(path));
    const ask: Ask = (question, ...words) => {
      if (question === "section") return this.shown.sections.get(words[0] as string);
      if (question === "sections") return [...this.shown.sections.keys()];
      // The last question: all else is as it was.
      if (question === "repeats") return repeated.counts(words[0] as never);
      return building.ask(question, ...words);
    };
    return {
      inputs: [target, isLinking ? project.targets.targets : null, ...texts, ...this.#inputs],
      cx: { report: building.report, ask },
    };
  }

  draft(target: Target, making: Making): Drafted {
    const { shown, repeated, options } = this;
    const { watch } = this.building;
    const { report, ask } = making;
    const project = asking(this.project, ask);
    const repetitions = repeated.beginPage();
    const sections = {
      get: (name: string) => ask("section", name) as ReturnType<Sections["get"]>,
      keys: () => (ask("sections") as string[]).values(),
    };
    const manuscript = watch(
      "assemble",
      () => assemble(target, sections, project, report, repeated),
      target.name,
    );
    const unresolved: Unresolved[] = [];
    const tell = keepingBack(report, manuscript.path, unresolved);
    const described = describedBlocks(project, report);
    const blocks = new MadeOnPage(shown.made, manuscript.path, described);
    const { page } = blocks;
    const assembly = { sections, project, report: tell, repeated, told: this.#told };
    const makers = shown.shortcodes;
    const shortcodes = makers ? { shortcodes: shortcodesOn(page, target, makers, assembly) } : {};
    const settings = { ...settingsOf(project, report), made: blocks.blocks, ...shortcodes };
    const parsed = watch("parse", () => parseParts(manuscript.files, tell, settings), target.name);
    blocks.reportUnplaced(manuscript, tell);
    const settled = page.anchors.settle(parsed);
    let partIds: ReadonlySet<string> = settled;
    const parts = (document: Document, taken: ReadonlySet<string>) => {
      keepOperationIds(document, taken);
      const given = pointAtParts(document, taken);
      partIds = new Set([...settled, ...given]);
      return given;
    };
    const titles = {
      doctitle: target.page?.isTitleInText ?? true,
      subtitle: manuscript.files[0]?.read === undefined,
    };
    if (target.page) {
      const { numbers = true, endpoints = true } = project.config.pages ?? {};
      dressPage(parsed, target.page, {
        isNumbered: numbers,
        endpoints: endpoints ? endpointList(page, project.config.show, target.span) : null,
      });
      showLayout(parsed, target.page, project, this.#addresses!, page.leadsOn);
      leadWithinTree(parsed, manuscript.path, this.#addresses!);
    }
    const terms: TransformSettings["terms"] = (found) =>
      termsLater(found, page, project.config.show, this.building.report);
    const document = watch(
      "transform",
      () => transformInPlace(parsed, tell, { ...titles, parts, terms }),
      target.name,
    );
    const render = () =>
      watch("page", () => renderPage(manuscript, document, project, report, options), target.name);
    const { path, siteLinks, later } = page;
    const version = target.versionLabel ?? target.page?.version;
    const drafted = { path, manuscript, document, unresolved, partIds, version, later };
    // Where a link may lead to another page, or something is said of them, all others must be known.
    const isOpen = siteLinks.length > 0 || later.length > 0;
    // What shortcodes show is noted where it is made.
    if (isOpen || makers || repeated.hasLeftOut) making.forget();
    ask("repeats", repetitions);
    if (isOpen) return { ...drafted, siteLinks, ids: idsIn(document), render };
    const rendered = render();
    return { ...drafted, siteLinks, ids: rendered.ids, render: () => rendered };
  }
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

/** The pages of the changelogs by API, for those whose own page is built, or with all pages; and the file for programs. */
export function buildChangelogs(
  project: Project,
  targets: readonly Target[],
  building: Building,
  siteFor: SiteFor,
  options: PageOptions = {},
): Changelogs {
  const { report, ask, steps } = building;
  const inputs = steps.isKeeping ? inputsOfPages(project, options, steps) : [];
  inputs.push(
    project.configFile,
    steps.same("changelogs", project.changelogs),
    project.targets.targets,
  );
  return steps.step("changelogs", inputs, { report, ask }, (making) => {
    const leading: Leading = (page, used) => {
      // Where it leads depends on all pages.
      if (used.length > 0) making.forget();
      leadToTerms(used, siteFor(page), making.report);
    };
    const { watch } = building;
    const asked = asking(project, making.ask);
    return pagesOfChangelogs(asked, targets, making.report, watch, leading, options);
  });
}

/** Leads what a page has of terms to their definitions. */
type Leading = (page: string, used: DocumentTerms["used"]) => void;

interface Changelogs {
  readonly pages: ReadonlyMap<string, Page>;
  readonly files: ReadonlyMap<string, string>;
}

function pagesOfChangelogs(
  project: Project,
  targets: readonly Target[],
  report: Report,
  watch: Watch,
  leadTerms: Leading,
  options: PageOptions,
): Changelogs {
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
    path: string,
  ): Document => {
    const part = syntax === "markdown" ? { lines, read: markdown } : { lines };
    const parsed = watch("parse", () => parseParts([part], tell, settings));
    const terms: TransformSettings["terms"] = ({ used }) => leadTerms(path, used);
    return watch("transform", () =>
      transformInPlace(parsed, tell, { doctitle, subtitle: syntax === "rst", terms }),
    );
  };
  const pages = new Map<string, Page>();
  const hasFeeds = project.config.site?.feeds === true;
  for (const changelog of changelogs) {
    const { syntax } = changelog;
    const { path } = changelog.manuscript;
    const header = read(changelog.header, true, syntax, path);
    const versions = changelog.versions.map(({ lines }) => read(lines, false, syntax, path));
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
