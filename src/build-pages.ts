import { posix } from "node:path";
import {
  assemble,
  basePathLabels,
  fileAddresses,
  Repeated,
  type Manuscript,
  type Sections,
} from "./assemble/assemble.js";
import { AskedLabels, asking } from "./asked-project.js";
import { readBeside } from "./base/beside.js";
import { identityOf } from "./base/alike.js";
import type { Relay, Report } from "./base/diagnostics.js";
import { isMarkdown } from "./base/formats.js";
import type { Ask, Making, StepContext, Steps } from "./base/memo.js";
import type { Source } from "./base/source.js";
import { editedDataOf, type EditedData } from "./edited-descriptions.js";
import { movedBy, type Moved } from "./edited-places.js";
import { fillLater, type SiteFor } from "./fill-pages.js";
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
  PageState,
  ShownTexts,
  termsLater,
  type Budget,
} from "./render/render.js";
import type { Settings } from "./rst/context.js";
import type { Document } from "./rst/nodes.js";
import { parseParts, type ReadBlock } from "./rst/rst.js";
import { OpenPage } from "./open-page.js";
import { redrawn, type Basis, type Drafted } from "./redrawn-page.js";
import { answerForShortcodes, isOfShortcodes, shortcodesOn } from "./page-shortcodes.js";
import { ShownByShortcodes, type ShortcodeMakers } from "./shortcode-makers.js";
import { keepingBack, reportKept, type Unresolved } from "./site/other-pages.js";
import { completePage, renderPage, type Page, type PageOptions } from "./site/page.js";
import {
  Addresses,
  comparedTargets,
  comparedTree,
  dressPage,
  keepOperationIds,
  leadToFiles,
  leadWithinTree,
  showLayout,
} from "./site/site.js";
import type { Spec } from "./spec.js";
import { textTemplates } from "./text-templates.js";
import { transformInPlace, type TransformSettings } from "./transform/transform.js";

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
  /** What is told of what is made: the page at hand. */
  readonly relay: Relay;
  readonly budget: Budget;
}

/** Is given each page of a target and of a changelog: its path, its document, and where the places in that are now. */
export type OnPage = (path: string, document: Document, now?: Moved) => void;

/** The pages of targets, and what was found on the way. */
export interface Pages {
  readonly pages: readonly Page[];
  readonly manuscripts: readonly Manuscript[];
  /** By target: the ids of parts of operations and types. */
  readonly partIds: ReadonlyMap<string, ReadonlySet<string>>;
  /** What is known of them, for pages that come later. */
  readonly siteFor: SiteFor;
  /** What shortcodes show on them. */
  readonly shownOnPages: ShownByShortcodes;
}

/** What pages are made with besides their texts. */
export interface PagesOptions extends PageOptions {
  readonly onPage?: OnPage;
  /** Pages that are there already and that links may lead to, and their documents by path. */
  readonly others?: readonly Page[];
  readonly elsewhere?: ReadonlyMap<string, Document>;
  /** Whether there are pages that nothing is known of. */
  readonly isPartial?: boolean;
  /** The data files of the last build, if others were read now. */
  readonly former?: Project["files"] | null;
}

interface DraftOptions extends PageOptions {
  /** Whether the next build may put other words into a page instead of making it anew. */
  readonly isEdited: boolean;
}

/** A page before it is parsed. */
interface Assembled {
  readonly manuscript: Manuscript;
  /** As the page asks for what it reads of it. */
  readonly project: Project;
  readonly sections: Sections;
  /** What it has asked for of these. */
  readonly shownSections: ReadonlyMap<string, Source | undefined>;
  readonly repetitions: ReturnType<Repeated["beginPage"]>;
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
    onPage,
    former = null,
    ...options
  }: PagesOptions = {},
): Pages {
  const { report, steps } = building;
  const repeated = new Repeated(report);
  // Who looks for the places of things, as an editor does, is given a page as it was read.
  const isEdited = steps.isKeeping && !(options.surveyed && onPage);
  const drafter = new Drafter(shown, project, building, repeated, { ...options, isEdited });
  drafter.compareWith(former);
  const drafts = targets.map((target) => {
    const { inputs, cx } = drafter.stepOf(target);
    return steps.step(`page ${target.name}`, inputs, cx, (making) => drafter.draft(target, making));
  });
  drafter.compareWith(null);
  leadToPages(drafts, others, isPartial, report);
  const siteFor = fillLater(drafts, elsewhere, isPartial);
  const pages = drafts.map((draft) => {
    const page = draft.render(report);
    onPage?.(draft.manuscript.path, draft.document, movedBy(draft.edits));
    return page;
  });
  const unresolved = drafts.flatMap((draft) => draft.unresolved);
  reportKept(unresolved, pages, report);
  const shownOnPages = new ShownByShortcodes();
  for (const { shown } of drafts) shownOnPages.add(shown);
  return {
    pages,
    shownOnPages,
    siteFor,
    manuscripts: drafts.map(({ manuscript }) => manuscript),
    partIds: new Map(targets.map(({ name }, index) => [name, drafts[index]!.partIds])),
  };
}

/** What all pages depend on that a project has. */
export function inputsOfPages(project: Project, options: PageOptions, steps: Steps): unknown[] {
  const { config, configFile, git, publication, targets } = project;
  return [
    steps.same("settings of pages", { ...config, labels: null }),
    steps.same("styles of titles", [targets.titleStyles, targets.relativeTitleStyles]),
    steps.same("publication", publication),
    config.moved ? configFile : null,
    config.repository ? git.rev : null,
    config.site?.["last-change"] ? git.lastChanges : null,
    options.surveyed,
    options.search,
    steps.same("tree of pages", comparedTree(project)),
  ];
}

type EditedNow = () => readonly EditedData[] | null;

const nothingEdited: EditedNow = () => [];

/** The data files that are other, found when somebody asks. */
function editedNow(project: Project, former: Project["files"]): EditedNow {
  let edited: ReturnType<EditedNow> | undefined;
  return () => (edited === undefined ? (edited = editedDataOf(project, former)) : edited);
}

/** Makes the pages of targets: their texts are put together, parsed, and written as HTML. */
class Drafter {
  readonly #addresses: Addresses | null;
  readonly #told: ReadonlySet<string>;
  /** What every page depends on, and what those depend on that may link to the file of any other. */
  readonly #inputs: readonly unknown[];
  readonly #linked: unknown;

  /** Drafts hold on to who made them, and must not hold on to former files. */
  #edited: EditedNow | null = null;

  constructor(
    private readonly shown: Shown,
    private readonly project: Project,
    private readonly building: Building,
    private readonly repeated: Repeated,
    private readonly options: DraftOptions,
  ) {
    const { pages } = project;
    const { steps } = building;
    this.#addresses = pages && new Addresses(pages, project.config.specification);
    this.#told = steps.same("labels of base paths", basePathLabels(project));
    this.#linked = steps.isKeeping
      ? steps.same("pages to link to", comparedTargets(project))
      : null;
    const hasMade = shown.made.size > 0 || shown.shortcodes !== null;
    this.#inputs = steps.isKeeping
      ? [
          ...inputsOfPages(project, options, steps),
          this.#told,
          hasMade ? steps.same("templates of texts", textTemplates(project)) : null,
        ]
      : [];
  }

  /** The data files that drafts were made of before; `null`: the same as now. */
  compareWith(former: Project["files"] | null): void {
    this.#edited = former && editedNow(this.project, former);
  }

  /** What a page depends on. */
  stepOf(target: Target): { readonly inputs: readonly unknown[]; readonly cx: StepContext } {
    const { project, repeated, building } = this;
    const { spec } = this.shown;
    const ask: Ask = (question, ...words) => {
      if (question === "section") return this.shown.sections.get(words[0] as string);
      if (question === "sections") return [...this.shown.sections.keys()];
      if (question === "spec") return identityOf(spec);
      if (isOfShortcodes(question)) return answerForShortcodes(question, words, spec, project);
      if (question === "made") return this.#shownBy(words[0] as string);
      if (question === "text") return project.texts.get(words[0] as string);
      // The last question: all else is as it was.
      if (question === "repeats") return repeated.counts(words[0] as never);
      return building.ask(question, ...words);
    };
    return {
      inputs: [...this.#basisOf(target), ...this.#textsOf(target)],
      cx: { report: building.report, ask },
    };
  }

  /** What of the specification a variable shows, to be compared. */
  #shownBy(name: string): readonly symbol[] {
    const { made, spec } = this.shown;
    return (made.get(name)?.of ?? [spec]).map(identityOf);
  }

  #textsOf({ files }: Target): readonly (Source | undefined)[] {
    return files.map(({ path }) => this.project.texts.get(path));
  }

  /** What a page depends on besides its texts. */
  #basisOf(target: Target): Basis {
    const isLinking = target.files.some(({ path }) => isMarkdown(path));
    return [target, isLinking ? this.#linked : null, ...this.#inputs];
  }

  draft(target: Target, making: Making): Drafted {
    const { relay, budget } = this.shown;
    budget.beginPage();
    return relay.during(making.report, () => this.#draft(target, making));
  }

  /** The text of a page. It may be read again later, so that what is at hand here stays: neither nodes nor what is made of them. */
  #assemble(target: Target, { report, ask }: Making): Assembled {
    const { repeated } = this;
    const labels = new AskedLabels(this.project.labels, ask);
    const project = { ...asking(this.project, ask), labels };
    const repetitions = repeated.beginPage();
    const shown = new Map<string, Source | undefined>();
    const sections = {
      get: (name: string) => {
        const section = ask("section", name) as ReturnType<Sections["get"]>;
        shown.set(name, section);
        return section;
      },
      keys: () => (ask("sections") as string[]).values(),
    };
    const { isEdited } = this.options;
    const assembled = () =>
      assemble(target, sections, project, report, repeated, this.#told, isEdited);
    const manuscript = this.building.watch("assemble", assembled, target.name);
    return { manuscript, project, sections, shownSections: shown, repetitions };
  }

  #draft(target: Target, making: Making): Drafted {
    const { shown, repeated, options } = this;
    const { watch } = this.building;
    const { report, ask } = making;
    const { manuscript, project, sections, shownSections, repetitions } = this.#assemble(
      target,
      making,
    );
    const texts = this.#textsOf(target);
    const basis = this.#basisOf(target);
    const own = { texts, sections: shownSections };
    const { former } = making;
    const again =
      former && options.isEdited && !repeated.hasLeftOut
        ? redrawn({
            basis,
            editedData: this.#edited ?? nothingEdited,
            former,
            making,
            manuscript,
            options,
            own,
            project,
            repeated,
            repetitions,
          })
        : null;
    if (again) {
      ask("repeats", repetitions);
      return again;
    }
    const unresolved: Unresolved[] = [];
    const tell = keepingBack(report, manuscript.path, unresolved);
    const described = describedBlocks(project, report);
    const use = (name: string) => void [ask("made", name), ask("labels")];
    const shownTexts = options.isEdited ? new ShownTexts() : null;
    const page = new PageState(manuscript.path, shownTexts);
    const blocks = new MadeOnPage(shown.made, page, described, use);
    const assembly = { sections, project, report: tell, repeated, told: this.#told };
    const makers = shown.shortcodes;
    const shownHere = new ShownByShortcodes();
    const shortcodes = makers
      ? { shortcodes: shortcodesOn({ page, target, makers, assembly, shown: shownHere, ask }) }
      : {};
    const settings = { ...settingsOf(project, report, target), made: blocks.blocks, ...shortcodes };
    const noted: (readonly ReadBlock[] | null)[] = [];
    const noteBlocks = options.isEdited
      ? (read: readonly ReadBlock[] | null) => void noted.push(read)
      : undefined;
    const parsed = watch(
      "parse",
      () => parseParts(manuscript.files, tell, settings, undefined, noteBlocks),
      target.name,
    );
    const read = options.isEdited && noted.every((each) => each !== null) ? noted : null;
    blocks.reportUnplaced(manuscript, tell);
    const settled = page.anchors.settle(parsed, (id, span) =>
      tell("duplicate-heading-id", span, [id]),
    );
    let partIds: ReadonlySet<string> = settled;
    const parts = (document: Document, taken: ReadonlySet<string>) => {
      keepOperationIds(document, taken);
      const given = pointAtParts(document, taken);
      partIds = settled.size === 0 ? given : new Set([...settled, ...given]);
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
        endpoints: endpoints ? endpointList(page, project.config.show) : null,
      });
      showLayout(parsed, target.page, project, this.#addresses!, page.leadsOn);
      if (!isMarkdown(target.page.file))
        leadToFiles(parsed, fileAddresses(target.page.file, target, project));
      leadWithinTree(parsed, manuscript.path, this.#addresses!);
    }
    const terms: TransformSettings["terms"] = (found) =>
      termsLater(found, page, project.config.show, making.late);
    const document = watch(
      "transform",
      () => transformInPlace(parsed, tell, { ...titles, parts, terms }),
      target.name,
    );
    const before = noteBlocks ? { before: "none" as const } : {};
    const render = (tell: Report) =>
      watch(
        "page",
        () => renderPage(manuscript, document, project, tell, { ...options, ...before }),
        target.name,
      );
    const complete = (tell: Report) => completePage(manuscript, document, project, tell);
    const { path, siteLinks, later } = page;
    const held = new Set<unknown>([...page.held, ...siteLinks.map(({ node }) => node)]);
    const version = target.versionLabel ?? target.page?.version;
    const kept = { ...own, basis, blocks: read, shownTexts, shown: shownHere, edits: [], held };
    const drafted = {
      path,
      manuscript,
      document,
      unresolved,
      partIds,
      version,
      later,
      repetitions,
      ...kept,
    };
    if (repeated.hasLeftOut) making.forget();
    ask("repeats", repetitions);
    // Where a link may lead to another page, or something is said of them, all others must be known.
    if (siteLinks.length > 0 || later.length > 0) {
      const open = new OpenPage(document, siteLinks, later.length > 0, complete, render);
      return { ...drafted, siteLinks, ids: idsIn(document), open, render: open.render };
    }
    complete(report);
    const rendered = render(report);
    return { ...drafted, siteLinks, ids: rendered.ids, page: rendered, render: () => rendered };
  }
}

/**
 * How pages are read: files are named from beside their text, links name as they did when the specifications of today were written.
 * Links of Markdown that a page includes lead on from that page, where it is given, as those of its own files do.
 */
export function settingsOf(project: Project, report: Report, target?: Target): Partial<Settings> {
  const { config, readText } = project;
  const linksOf = ({ path }: Source) => {
    if (!target) return {};
    return { hrefOf: fileAddresses(posix.relative(config.specification, path), target, project) };
  };
  return {
    readFile: readBeside(readText, [config.specification]),
    linkNamesWin: true,
    html: htmlPolicy(config.raw, report),
    markdown: (file, cx) =>
      markdownFile(markdownLines(file), cx, config.markdown, { isPart: true, ...linksOf(file) }),
  };
}
