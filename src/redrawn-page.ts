import type { Manuscript, Repeated, Repetition } from "./assemble/assemble.js";
import { isAlike } from "./base/alike.js";
import { reportTo, tellAgain, type Diagnostic, type Report } from "./base/diagnostics.js";
import { isMarkdown } from "./base/formats.js";
import type { FormerStep, Making } from "./base/memo.js";
import { authored, type Source } from "./base/source.js";
import { editedMarkdown } from "./edited-markdown.js";
import { editedDescriptions, type EditedData } from "./edited-descriptions.js";
import type { Held } from "./edited-nodes.js";
import { editedPage, movedLinks, type Edited, type ReadPage } from "./edited-page.js";
import { movedFinding, type Moved } from "./edited-places.js";
import type { Unfilled } from "./fill-pages.js";
import type { Project, Target } from "./load/project.js";
import type { OpenPage } from "./open-page.js";
import { shortcodeQuestions } from "./page-shortcodes.js";
import type { Block, Node } from "./rst/nodes.js";
import type { Draft as Linking, ShownTexts } from "./render/render.js";
import { filesOfSection } from "./sections/sections.js";
import type { ShownByShortcodes } from "./shortcode-makers.js";
import type { Unresolved } from "./site/other-pages.js";
import { comparedTarget } from "./site/site.js";
import { renderPage, type Page, type PageOptions } from "./site/page.js";

/** A page that was made before is made again with other words where that is all that is other. */

/** What a page depends on besides its texts. */
export type Basis = readonly [target: Target, ...others: readonly unknown[]];

/** A page, and what else is known when it was made. */
export interface Drafted extends Linking, Unfilled {
  readonly manuscript: Manuscript;
  /** Names that it does not know. */
  readonly unresolved: readonly Unresolved[];
  /** The ids of parts of operations and types. */
  readonly partIds: ReadonlySet<string>;
  /** The descriptions of data files that it shows as nodes. */
  readonly shownTexts: ShownTexts | null;
  /** What its shortcodes show. */
  readonly shown: ShownByShortcodes;
  /** By file, as the parser read them; `null` where that cannot be said. */
  readonly blocks: ReadPage["blocks"];
  /** Of which texts it was made, and what else it depends on. */
  readonly texts: readonly (Source | undefined)[];
  /** What the template variables stood for that it shows. */
  readonly sections: ReadonlyMap<string, Source | undefined>;
  readonly basis: Basis;
  /** Made when its links lead to other pages and its nodes are filled. */
  readonly render: (report: Report) => Page;
  /** As it is made, where it depends on no other page. */
  readonly page?: Page;
  /** The page, where it depends on others. */
  readonly open?: OpenPage;
  /** Those of its nodes that are led somewhere or filled when all pages are there. */
  readonly held: Held;
  /** The texts that it shows, as they are counted. */
  readonly repetitions: readonly Repetition[];
}

/** After so many edits a page is made anew: of each, the former text is kept. */
const mostEdits = 100;

/** A page as it is made again. */
export interface Redrawing {
  readonly former: FormerStep;
  readonly basis: Basis;
  readonly manuscript: Manuscript;
  readonly own: Pick<Drafted, "texts" | "sections">;
  readonly repeated: Repeated;
  /** What was counted of the texts of the page by now. */
  readonly repetitions: readonly Repetition[];
  /** The data files that are other, if that is so in words of descriptions alone. */
  readonly editedData: () => readonly EditedData[] | null;
  readonly project: Project;
  readonly options: PageOptions;
  readonly making: Making;
}

/** The page with the new words; `null` where it has to be made anew. */
export function redrawn(cx: Redrawing): Drafted | null {
  const { basis, former, making, manuscript, options, own, project } = cx;
  const draft = former.value as Drafted; // of the same step
  const page = draft.open ? draft.open.page : draft.page;
  if (!page || draft.edits.length >= mostEdits || draft.manuscript.path !== manuscript.path)
    return null;
  if (!isSameBasis(basis, draft.basis)) return null;
  const changes = changesOf(draft, cx);
  const edited = changes && editedWith(draft, changes, cx);
  if (!edited) return null;
  const { moved, document } = edited;
  const edits = [...draft.edits, moved];
  // What is reported of all else was reported before.
  const fresh = new Set<Source | undefined>(own.texts);
  for (const [, source] of [...changes.texts, ...changes.data]) fresh.add(source);
  for (const { next } of changes.descriptions) fresh.add(next.source);
  let isDoubtful = false;
  const noted: Diagnostic[] = [];
  const note = reportTo((finding) => {
    const { span } = finding;
    isDoubtful ||= span === null || fresh.has(authored(span).source);
    noted.push(nowAt(finding, edits));
  });
  const render = (report: Report, before: Page | "none") => {
    const written = renderPage(manuscript, document, project, report, { ...options, before });
    return { ...written, links: movedLinks(written.links, edits) };
  };
  const written = render(note, page);
  if (isDoubtful || !countsAgain(draft, changes, cx)) return null;
  former.take();
  for (const finding of former.told) tellAgain(movedFinding(finding, moved), making.report);
  const renderAnew = (report: Report) =>
    render(
      reportTo((finding) => tellAgain(nowAt(finding, edits), report)),
      "none",
    );
  const last = { page: written, told: noted };
  const open = draft.open?.edited(document, moved, last, renderAnew);
  return {
    ...draft,
    basis,
    manuscript,
    document,
    blocks: edited.blocks,
    ...own,
    edits,
    unresolved: draft.unresolved.map(({ finding, page: path }) => ({
      finding: movedFinding(finding, moved),
      page: path,
    })),
    repetitions: cx.repetitions,
    ...(open ? { open, render: open.render } : { page: written, render: () => written }),
  };
}

/** Whether a page depends on the same. What its target says of it may be written elsewhere now: behind words that are other. */
function isSameBasis(now: Basis, before: Basis): boolean {
  const [target, ...others] = now;
  const [former, ...rest] = before;
  return (
    others.every((each, index) => each === rest[index]) &&
    (target === former || isAlike(comparedTarget(target), comparedTarget(former)))
  );
}

function nowAt(finding: Diagnostic, edits: readonly Moved[]): Diagnostic {
  return edits.reduce(movedFinding, finding);
}

type Pairs = readonly (readonly [former: Source, next: Source])[];

interface Changes {
  /** The texts that the page is made of, and those in Markdown that it shows in their midst. */
  readonly texts: Pairs;
  /** The data files that its sections are printed from, and these sections. */
  readonly data: Pairs;
  readonly sections: Pairs;
  /** The data files that the page shows as nodes. */
  readonly descriptions: readonly EditedData[];
}

/** What is looked at by itself. */
const compared: ReadonlySet<string> = new Set(["repeats", "section", "text", "readPart"]);

/** What stands for what a page shows of the data files. */
const questionsOfData = ["made", "spec", "readData", ...shortcodeQuestions];
const comparedWithData: ReadonlySet<string> = new Set([...compared, ...questionsOfData]);

/** What is other; `null` where something else than texts is. */
function changesOf(
  draft: Drafted,
  { former, own, project, editedData }: Redrawing,
): Changes | null {
  const written = pairsOf(draft.texts, own.texts);
  const data = written && filePairs(draft.sections, own.sections);
  const shown = data && shownPairs(former);
  const descriptions = shown && otherData(former, editedData);
  if (!descriptions) return null;
  const texts = [...new Map([...written, ...shown])];
  const files = descriptions.map(({ old, next }) => [old.source, next.source] as const);
  // Links to where a section comes from have the numbers of lines.
  if (project.config.repository && ![...texts, ...data, ...files].every(haveSameLines)) return null;
  return { texts, data, sections: sectionPairs(draft.sections, own.sections), descriptions };
}

/** The data files that are other for a page; `null` where they, or what else it depends on, are so in more than descriptions. */
function otherData(
  former: FormerStep,
  editedData: Redrawing["editedData"],
): readonly EditedData[] | null {
  const files = editedData();
  if (!files || files.length === 0) return former.isAnsweredAlike(compared) ? [] : null;
  if (!former.isAnsweredAlike(comparedWithData)) return null;
  const isOther = questionsOfData.map((question) => former.otherAnswers(question).length > 0);
  return isOther.includes(true) ? files : [];
}

/** Texts that are other now and that the page reads in the midst of its own; `null` where one is new, gone or not in Markdown. */
function shownPairs(former: FormerStep): Pairs | null {
  const pairs: (readonly [Source, Source])[] = [];
  for (const question of ["text", "readPart"])
    for (const [old, next] of former.otherAnswers(question)) {
      if (!isText(old) || !isText(next) || !isMarkdown(old.path)) return null;
      pairs.push([old, next]);
    }
  return pairs;
}

function isText(answer: unknown): answer is Source {
  return typeof answer === "object" && answer !== null && "text" in answer;
}

/** Whether lines have become others where they are: as many, and none of them stands elsewhere. */
function haveSameLines([former, next]: readonly [Source, Source]): boolean {
  const [lines, nextLines] = [former.text.split("\n"), next.text.split("\n")];
  if (lines.length !== nextLines.length) return false;
  const gone = new Set(lines.filter((line, index) => line !== nextLines[index]));
  return !nextLines.some((line, index) => line !== lines[index] && gone.has(line));
}

function editedWith(
  draft: Drafted,
  { texts, data, sections, descriptions }: Changes,
  { former, manuscript, project }: Redrawing,
): Edited | null {
  const { blocks, document, held, unresolved, manuscript: before } = draft;
  const findings = [...former.told, ...unresolved.map(({ finding }) => finding)];
  const { markdown } = project.config;
  if (descriptions.length > 0) {
    if (texts.length + data.length + sections.length > 0) return null;
    const { shownTexts } = draft;
    if (!shownTexts) return null;
    const known = { ...draft, shownTexts };
    const edited = editedDescriptions(known, descriptions, markdown, findings, held);
    return edited && { ...edited, blocks: blocks && withOthers(blocks, edited.others) };
  }
  if (!texts.some(([{ path }]) => isMarkdown(path))) {
    const known = { files: before.files, blocks, document };
    const changed = [...texts, ...data, ...sections];
    return editedPage(known, manuscript.files, changed, findings, held);
  }
  if (data.length + sections.length > 0 || !texts.every(([{ path }]) => isMarkdown(path)))
    return null;
  const edited = editedMarkdown(draft, texts, markdown, findings, held);
  return edited && { ...edited, blocks };
}

/** The blocks of files with those that became others. */
function withOthers(
  files: NonNullable<ReadPage["blocks"]>,
  others: ReadonlyMap<Node, Node>,
): NonNullable<ReadPage["blocks"]> {
  const isOther = (node: Node) => others.has(node);
  return files.map((blocks) =>
    blocks.map((block) =>
      block.nodes.some(isOther)
        ? { ...block, nodes: block.nodes.map((node) => (others.get(node) ?? node) as Block) } // of the same type
        : block,
    ),
  );
}

/**
 * Count the texts that a page in Markdown shows in the midst of its own as they were counted before: they are not read again. Those
 * of reStructuredText are, when the page is put together.
 */
function countsAgain(
  draft: Drafted,
  { texts, descriptions }: Changes,
  { repeated, repetitions }: Redrawing,
): boolean {
  if (descriptions.length === 0 && !texts.some(([{ path }]) => isMarkdown(path))) return true;
  const edits = new Map<unknown, Source>(texts);
  const left = new Map<unknown, number>();
  for (const { what } of repetitions) left.set(what, (left.get(what) ?? 0) + 1);
  const others = draft.repetitions.flatMap(({ what, length }) => {
    const next = edits.get(what);
    const now = next ?? what;
    const count = left.get(now) ?? 0;
    left.set(now, count - 1);
    if (count > 0) return [];
    const more = next ? next.text.length - (what as Source).text.length : 0; // an edited text was one
    return [{ what: now, length: length + more }];
  });
  return repeated.countsBesides(others);
}

/** Texts that are other now; `null` where one is new or gone. */
function pairsOf(
  former: Drafted["texts"],
  next: Drafted["texts"],
): readonly (readonly [Source, Source])[] | null {
  const pairs: (readonly [Source, Source])[] = [];
  for (const [index, text] of former.entries()) {
    const other = next[index];
    if (text === other) continue;
    if (!text || !other) return null;
    pairs.push([text, other]);
  }
  return pairs;
}

/** The data files of sections that are other now; `null` where something else than their text may be. */
function filePairs(
  former: Drafted["sections"],
  next: Drafted["sections"],
): readonly (readonly [Source, Source])[] | null {
  if (former.size !== next.size) return null;
  const pairs = new Map<Source, Source>();
  for (const [name, section] of former) {
    const other = next.get(name);
    // The mark of what is made as nodes is another object each time.
    if (isAlike(section, other)) {
      if (section || next.has(name)) continue;
      return null;
    }
    const files = section && filesOfSection(section);
    const others = other && filesOfSection(other);
    if (!files || !others) return null;
    const byPath = new Map(Array.from(others, (source) => [source.path, source]));
    if (byPath.size !== others.size || files.size !== others.size) return null;
    for (const source of files) {
      const now = byPath.get(source.path);
      if (!now) return null;
      if (now !== source) pairs.set(source, now);
    }
  }
  return [...pairs];
}

/** Sections that are other now. */
function sectionPairs(
  former: Drafted["sections"],
  next: Drafted["sections"],
): readonly (readonly [Source, Source])[] {
  return [...former].flatMap(([name, section]) => {
    const other = next.get(name);
    return section && other && !isAlike(section, other) ? [[section, other] as const] : [];
  });
}
