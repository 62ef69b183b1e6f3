import type { Manuscript, ManuscriptLine } from "./assemble/assemble.js";
import { codes, reportTo, type Diagnostic } from "./base/diagnostics.js";
import { madeMarkIn } from "./base/made-mark.js";
import type { Source, Span } from "./base/source.js";
import type { Link } from "./html/write.js";
import { pointAtBlocks } from "./point/point.js";
import type { Settings, TitleReader } from "./rst/context.js";
import {
  walk,
  type Block,
  type Document,
  type Element,
  type Node,
  type NodeOf,
  type Section,
} from "./rst/nodes.js";
import { parseParts } from "./rst/rst.js";
import type { Unresolved } from "./site/other-pages.js";
import type { Page } from "./site/page.js";
import { transformInPlace } from "./transform/transform.js";

/**
 * Brings a page up to date where its text changed within the blocks of one section, without making all of it again. The
 * lines of that section are read alone, as they were and as they are; the blocks that are others take the places of those
 * that were there, in the tree and in the HTML.
 *
 * That is done only where nothing else on the page can be other for it: the blocks have no names, no notes and nothing else
 * that counts, no ids but those that the former ones had, and nothing is wrong with them. And only where the former blocks,
 * read alone, come to what stands on the page, to the letter: what is read alone means the same there. In all other cases
 * the result is `null`, and the page is made anew.
 */
export function editPage(
  former: EditablePage,
  manuscript: Manuscript,
  texts: readonly (Source | undefined)[],
  tools: EditTools,
): EditablePage | null {
  const change = changeIn(former, manuscript, texts, tools.isLineBound);
  if (!change) return null;
  former.places ??= placesIn(former.document, former.manuscript);
  const at = former.places && placeOf(change, former.places, former);
  if (!at) return null;
  const { holder, path, start, end } = at;
  const { file, shift } = change;
  const read = (lines: readonly ManuscriptLine[], until: number) =>
    blocksIn(lines.slice(start, until), manuscript, tools);
  const before = read(former.manuscript.files[file]!.lines, end);
  const after = before && read(manuscript.files[file]!.lines, end + shift);
  if (!before || !after) return null;

  const titles = holder.children.filter(({ type }) => type === "title");
  const rest = holder.children.findIndex(({ type }) => type === "section");
  const lead = holder.children.slice(1, rest === -1 ? undefined : rest) as readonly Block[]; // but for its title
  if (titles.length !== 1 || titles[0] !== holder.children[0]) return null;
  const [first, last] = differing(before, after);
  const [was, is] = [
    before.slice(first, before.length - last),
    after.slice(first, after.length - last),
  ];
  // Transforms may have taken something away above.
  const above = first + lead.length - before.length;
  if (above < 0) return null;
  const formerBlocks = lead.slice(above, lead.length - last);
  const taken = new Set(former.page.ids);
  for (const id of idsOf(formerBlocks)) taken.delete(id);
  const settle = (blocks: readonly Block[]): Block[] | null => {
    const resolved = resolvedBlocks(blocks, holder, former.names);
    if (!resolved) return null;
    const all = [...lead.slice(0, above), ...resolved, ...lead.slice(lead.length - last)].map(
      copyOf,
    );
    pointAtBlocks(holder, all, taken);
    return all;
  };
  const again = settle(was);
  if (!again || !areAlike(again, lead)) return null;
  const settled = settle(is);
  if (!settled) return null;
  const newBlocks = settled.slice(above, settled.length - last);
  if (idsOf(formerBlocks).join(" ") !== idsOf(newBlocks).join(" ")) return null;

  const edited = { ...holder, children: [titles[0]!, ...settled] } as Section;
  const written = tools.write(edited, path.length + 1);
  const formerly = tools.write(
    { ...holder, children: [titles[0]!, ...lead] } as Section,
    path.length + 1,
  );
  if (!written || !formerly) return null;
  const place = former.page.body.indexOf(formerly.html);
  const linksAt = indexOfLinks(former.page.links, formerly.links);
  if (place === -1 || linksAt === -1) return null;
  const moved = new Moved(change);
  const told = former.told.map((finding) => moved.finding(finding));
  const unresolved = former.unresolved.map(({ finding, page }) => ({
    finding: moved.finding(finding),
    page,
  }));
  const links = former.page.links.map((link) => ({ ...link, span: moved.span(link.span) }));
  links.splice(linksAt, formerly.links.length, ...written.links);
  if (moved.isLost) return null;
  const whole = {
    ...holder,
    children: [...edited.children, ...(rest === -1 ? [] : holder.children.slice(rest))],
  } as Section;
  const document = withSection(former.document, path, whole) as Document;
  const { body } = former.page;
  const html = body.slice(0, place) + written.html + body.slice(place + formerly.html.length);
  return {
    manuscript,
    document,
    texts,
    page: { ...former.page, ...tools.later(document), body: html as Page["body"], links },
    told,
    unresolved,
    names: former.names,
    places: former.places!.map((each) =>
      movedPlace(each, at, change, settled.length - lead.length),
    ),
  };
}

/** A page, and what is known of it that an edit needs. */
export interface EditablePage {
  readonly manuscript: Manuscript;
  readonly document: Document;
  readonly page: Page;
  /** The texts of its target. */
  readonly texts: readonly (Source | undefined)[];
  /** What was reported when its lines were there. */
  readonly told: readonly Diagnostic[];
  readonly unresolved: readonly Unresolved[];
  readonly names: Goals;
  /** Where its sections begin; worked out for the first edit, `null` where that is not known. */
  places?: readonly Place[] | null;
}

/** What names lead to, as the parser knew them. */
export type Goals = ReadonlyMap<string, Goal>;
export type Goal = { readonly id: string | null; readonly element: Element | undefined };

export interface EditTools {
  readonly settings: Partial<Settings>;
  /** Whether the page says of its parts in which line they stand. */
  readonly isLineBound: boolean;
  /** A section without those in it, up to its end tag; `null` where it cannot be written alone. `level`: of its heading. */
  readonly write: (
    section: Section,
    level: number,
  ) => { readonly html: string; readonly links: readonly Link[] } | null;
  /** What is made of a document later. */
  readonly later: (document: Document) => Partial<Page>;
}

/** What is other in the lines of a page, all of it in one file. */
interface Change {
  readonly file: number;
  /** Lines of the former text: from the first that is other to the first behind them that is not. */
  readonly from: number;
  readonly to: number;
  /** How many lines there are more than before. */
  readonly shift: number;
  readonly source: Source;
  readonly former: Source;
}

function changeIn(
  former: EditablePage,
  manuscript: Manuscript,
  texts: readonly (Source | undefined)[],
  isLineBound: boolean,
): Change | null {
  const others = texts.flatMap((text, index) => (text === former.texts[index] ? [] : [index]));
  const [index] = others;
  if (index === undefined || others.length > 1) return null;
  const [source, old] = [texts[index], former.texts[index]];
  if (!source || !old || texts.indexOf(source) !== texts.lastIndexOf(source)) return null;
  const { files } = manuscript;
  if (files.length !== texts.length || former.manuscript.files.length !== files.length) return null;
  if (files.some(({ read }) => read)) return null;
  const [was, is] = [former.manuscript.files[index]!.lines, files[index]!.lines];
  const isSame = (a: ManuscriptLine | undefined, b: ManuscriptLine | undefined) =>
    a !== undefined && b !== undefined && a.text === b.text && a.source.path === b.source.path;
  const shortest = Math.min(was.length, is.length);
  let from = 0;
  while (from < shortest - 1 && isSame(was[from], is[from])) from++;
  let behind = 0;
  while (behind < shortest - from && isSame(was.at(-1 - behind), is.at(-1 - behind))) behind++;
  // Of two blank lines, that below is the one which was there: new blocks stand above what parts them from a title.
  const added =
    shortest === from + behind ? (was.length > is.length ? was : is).at(-1 - behind) : undefined;
  if (added?.text === "" && isSame(was[from - 1], added)) {
    from--;
    behind++;
  }
  const shift = is.length - was.length;
  if (isLineBound && shift !== 0) return null;
  // What stands for a variable is the same text as before.
  const isText = (line: ManuscriptLine) => line.source.path === source.path;
  const changed = [...was.slice(from, was.length - behind), ...is.slice(from, is.length - behind)];
  if (
    !changed.every(isText) ||
    changed.some(({ text }) => stateful.test(text) || madeMarkIn(text) !== -1)
  )
    return null;
  return { file: index, from, to: was.length - behind, shift, source, former: old };
}

/** Lines that mean something for all that follows, or that stand for what is elsewhere. */
const stateful =
  /^\s*\.\. +(?:default-role|role|highlight|class|sectnum|section-numbering|include|raw|meta|header|footer|title|contents|target-notes|\[|_|\|)|\|/;

/** Where a section begins: the lines of its title. */
interface Place {
  readonly file: number;
  /** The first line of its title, and the first one below. */
  readonly start: number;
  readonly end: number;
  /** The way to it in the tree. */
  readonly path: readonly number[];
}

/** Where the sections of a page begin, in their order; `null` where some title is not in its lines, or something holds for all that follows it. */
function placesIn(document: Document, { files }: Manuscript): readonly Place[] | null {
  for (const { lines } of files)
    for (const { text } of lines)
      if ((text.includes("::") && rolesRe.test(text)) || madeMarkIn(text) !== -1) return null;
  const places: Place[] = [];
  let [file, line] = [0, 0];
  const find = (span: Span): { readonly file: number; readonly line: number } | null => {
    for (; file < files.length; file++, line = 0) {
      const { lines } = files[file]!;
      for (; line < lines.length; line++) {
        const { source, offset, text } = lines[line]!;
        if (source === span.source && offset <= span.start && span.start <= offset + text.length)
          return { file, line };
      }
    }
    return null;
  };
  const visit = (node: Document | Section, path: readonly number[]): boolean => {
    const title = node.children.find(({ type }) => type === "title");
    if (title) {
      const found = find(title.span);
      if (!found) return false;
      const { lines } = files[found.file]!;
      const isOver =
        adornment.test(lines[found.line]!.text) &&
        adornment.test(lines[found.line + 2]?.text ?? "");
      const isBelowOver = !isOver && adornment.test(lines[found.line - 1]?.text ?? "");
      places.push({
        file: found.file,
        start: found.line - (isBelowOver ? 1 : 0),
        end: found.line + (isOver ? 3 : 2),
        path,
      });
    }
    return node.children.every(
      (child, index) =>
        child.type !== "section" || isMessages(child) || visit(child, [...path, index]),
    );
  };
  return visit(document, []) ? places : null;
}

const rolesRe = /^\s*\.\. +(?:default-role|role|highlight)::/;
const adornment = /^([!-/:-@[-`{-~])\1*\s*$/;

function isMessages({ classes }: Section): boolean {
  return classes?.includes("system-messages") ?? false;
}

interface Holding {
  readonly holder: Section;
  readonly path: readonly number[];
  /** Its lines in the file: from below its title to the next title, or to the end. */
  readonly start: number;
  readonly end: number;
}

/** The section whose blocks changed; `null` where that is none alone. */
function placeOf(
  { file, from, to }: Change,
  places: readonly Place[],
  { manuscript, document }: EditablePage,
): Holding | null {
  const next = places.findIndex(
    (each) => each.file > file || (each.file === file && each.start >= from),
  );
  const own = places[(next === -1 ? places.length : next) - 1];
  // What stands above the first title of a file belongs to a section that began in another one.
  if (!own || own.file !== file || own.path.length === 0 || from < own.end) return null;
  const { lines } = manuscript.files[file]!;
  const end = next !== -1 && places[next]!.file === file ? places[next]!.start : lines.length;
  if (to > end - 1 || lines[end - 1]!.text !== "") return null;
  let holder: Document | Section = document;
  for (const index of own.path) holder = holder.children[index] as Section; // as it was found
  return { holder: holder as Section, path: own.path, start: own.end, end };
}

/** The blocks of some lines alone; `null` where they are no blocks of a section, or something is wrong with them. */
function blocksIn(
  lines: readonly ManuscriptLine[],
  { titles }: Manuscript,
  { settings }: EditTools,
): readonly Block[] | null {
  let isOther = false;
  const other = () => {
    isOther = true;
    return 1;
  };
  const reader = titles.ofFile(0);
  const levels: TitleReader = {
    levelOf: other,
    levelOfHeading: other,
    isAdornment: (row) => reader.isAdornment(row),
  };
  const readFile = () => {
    isOther = true;
    return { refused: "is not read" };
  };
  const report = reportTo(({ code }) => (isOther ||= codes[code].severity !== "info"));
  const { children } = parseParts([{ lines, titles: levels }], report, { ...settings, readFile });
  return isOther ? null : (children as readonly Block[]);
}

/** How many blocks at the beginning and at the end are the same in both. */
function differing(before: readonly Block[], after: readonly Block[]): [number, number] {
  const most = Math.min(before.length, after.length);
  let first = 0;
  while (first < most && isAlike(before[first], after[first])) first++;
  let last = 0;
  while (last < most - first && isAlike(before.at(-1 - last), after.at(-1 - last))) last++;
  return [first, last];
}

/** Whether nodes are the same, wherever they stand. */
function isAlike(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return false;
  const [keys, others] = [one, other].map((each) =>
    Object.keys(each).filter(
      (key) => key !== "span" && (each as Record<string, unknown>)[key] !== undefined,
    ),
  );
  return (
    keys!.length === others!.length &&
    keys!.every((key) =>
      isAlike((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]),
    )
  );
}

function areAlike(one: readonly Block[], other: readonly Block[]): boolean {
  return one.length === other.length && one.every((each, index) => isAlike(each, other[index]));
}

/** Nodes that nothing else on a page depends on. */
const plain: ReadonlySet<string> = new Set([
  "paragraph", "compound", "literal_block", "doctest_block", "block_quote", "attribution", "comment",
  "bullet_list", "enumerated_list", "list_item", "line_block", "line", "rubric",
  "definition_list", "definition_list_item", "term", "classifier", "definition",
  "field_list", "field", "field_name", "field_body",
  "attention", "caution", "danger", "error", "hint", "important", "note", "tip", "warning",
  "table", "tgroup", "colspec", "thead", "tbody", "row", "entry",
  "text", "emphasis", "strong", "literal", "reference", "title_reference", "superscript", "subscript", "inline",
]); // prettier-ignore

/** Blocks with what their references lead to; `null` where that is more than names of the page and addresses. */
function resolvedBlocks(
  blocks: readonly Block[],
  holder: Section,
  goals: Goals,
): readonly Block[] | null {
  const named = new Map<string, Block>();
  let isPlain = true;
  for (const block of blocks)
    walk(block, (node) => {
      isPlain &&= plain.has(node.type);
      if (node.type === "text") return;
      isPlain &&= !node.ids?.length && !node.names?.length && !node.dupnames?.length;
      if (node.type !== "reference") return;
      isPlain &&= !("anonymous" in node) && node.term === undefined;
      if (node.refname === undefined || named.has(node.refname)) return;
      const goal = goalNode(node.refname, goals, node.span);
      if (goal) named.set(node.refname, goal);
      else isPlain = false;
    });
  if (!isPlain) return null;
  const { span, ids } = holder;
  const section = { type: "section", span, ids: [...(ids ?? [])], children: blocks.map(copyOf) };
  // Behind the section: a target before it would give it its names.
  const children = [section as Section, ...named.values()];
  const document: Document = { type: "document", span, children, autoIds: {} };
  let isWrong = false;
  const report = reportTo(({ code }) => (isWrong ||= codes[code].severity !== "info"));
  transformInPlace(document, report, { doctitle: false, parts: (_document, _taken) => new Set() });
  return isWrong ? null : ((document.children[0] as Section).children as readonly Block[]);
}

/** A target that stands for what a name leads to. */
function goalNode(name: string, goals: Goals, span: Span): NodeOf<"target"> | null {
  const { id = null, element } = goals.get(name) ?? {};
  if (id === null || !element) return null;
  const target: NodeOf<"target"> = { type: "target", span, children: [], ids: [id], names: [name] };
  if (element.type !== "target") return target;
  if (element.refname !== undefined || element.refid !== undefined) return null;
  return element.refuri === undefined ? target : { ...target, refuri: element.refuri };
}

function copyOf<T extends Node>(node: T): T {
  if (node.type === "text") return { ...node };
  const { ids, names, classes, children } = node as Element & { readonly children?: Node[] };
  return {
    ...node,
    ...(ids && { ids: [...ids] }),
    ...(names && { names: [...names] }),
    ...(classes && { classes: [...classes] }),
    ...(children && { children: children.map(copyOf) }),
  };
}

function idsOf(blocks: readonly Block[]): readonly string[] {
  const ids: string[] = [];
  for (const block of blocks)
    walk(block, (node) => {
      if (node.type !== "text") ids.push(...(node.ids ?? []));
    });
  return ids;
}

/** A tree with another section at a place. */
function withSection<T extends Document | Section>(
  node: T,
  [index, ...rest]: readonly number[],
  section: Section,
): T {
  if (index === undefined) return section as T;
  const inner = withSection(node.children[index] as Section, rest, section);
  return { ...node, children: node.children.with(index, inner) };
}

/** Where some links stand among those of a page; -1 where they do not. */
function indexOfLinks(all: readonly Link[], some: readonly Link[]): number {
  if (some.length === 0) return all.length;
  const isHere = (start: number) =>
    some.every(({ href, written }, index) => {
      const link = all[start + index];
      return link?.href === href && link.written === written;
    });
  return all.findIndex((_link, start) => isHere(start));
}

/** What stood in a text, where it stands now. */
class Moved {
  /** Whether something stood in what is other now. */
  isLost = false;
  readonly #from: number;
  readonly #to: number;
  readonly #shift: number;
  readonly #made = new Map<Source, Source>();

  constructor(private readonly change: Change) {
    const [old, next] = [change.former.text, change.source.text];
    const most = Math.min(old.length, next.length);
    let from = 0;
    while (from < most && old[from] === next[from]) from++;
    let behind = 0;
    while (behind < most - from && old.at(-1 - behind) === next.at(-1 - behind)) behind++;
    this.#from = from;
    this.#to = old.length - behind;
    this.#shift = next.length - old.length;
  }

  span(span: Span): Span {
    const { former, source } = this.change;
    if (span.source === former)
      return { source, start: this.#offset(span.start), end: this.#offset(span.end) };
    return span.source.origin ? { ...span, source: this.#source(span.source) } : span;
  }

  finding(finding: Diagnostic): Diagnostic {
    const { span, notes } = finding;
    const isRead = codes[finding.code].severity !== "info";
    const wasLost = this.isLost;
    const moved = {
      ...finding,
      span: span && this.span(span),
      ...(notes && { notes: notes.map((note) => ({ ...note, span: this.span(note.span) })) }),
    };
    // Nobody is shown those.
    if (!isRead) this.isLost = wasLost;
    return moved;
  }

  #offset(offset: number): number {
    if (offset < this.#from) return offset;
    if (offset >= this.#to) return offset + this.#shift;
    this.isLost = true;
    return offset;
  }

  #source(made: Source): Source {
    let moved = this.#made.get(made);
    if (!moved) {
      const { path, text, origin } = made;
      const place = (offset: number) => {
        const at = origin!(offset);
        return at && this.span(at);
      };
      this.#made.set(made, (moved = { path, text, origin: place }));
    }
    return moved;
  }
}

/** Where a section begins behind a change. */
function movedPlace(place: Place, at: Holding, { file, to, shift }: Change, more: number): Place {
  const isBehind = place.file === file && place.start >= to;
  const depth = at.path.length;
  const isWithin =
    place.path.length > depth && at.path.every((index, i) => place.path[i] === index);
  return {
    file: place.file,
    start: place.start + (isBehind ? shift : 0),
    end: place.end + (isBehind ? shift : 0),
    path: isWithin ? place.path.with(depth, place.path[depth]! + more) : place.path,
  };
}
