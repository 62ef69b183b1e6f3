import { posix } from "node:path";
import type { ApiDocument, Operation } from "../api/model.js";
import type { Context } from "../rst/context.js";
import type { Block, Node, Section } from "../rst/nodes.js";
import { markdownBlocks, type MarkdownSettings } from "../markdown/markdown.js";
import type { Note, Parts, Report } from "../base/diagnostics.js";
import type { Source, Span } from "../base/source.js";
import type { Json } from "../data/data.js";
import type { Line } from "../rst/lines.js";
import { spanOf, writtenSource } from "../data/data.js";
import { mostValues } from "../schema/example-size.js";
import type { Format, IdsConfig, ShowConfig, VersionsConfig } from "../load/project.js";
import type { Located } from "../data/located.js";
import type { DefinedTerms, Places } from "../point/point.js";
import { Anchors } from "./anchors.js";
import { placeScope, placeWords } from "./place-words.js";
import { keyOf, partsOf, schemaOf, type Of } from "./shape.js";
import type { ShownTexts } from "./shown-texts.js";
import { compactWords, wordOf, type Word } from "./wordings.js";

/** What everything that is made for one page shares: what has a table or a section there already. */
export class PageState {
  /** Ids of the tables of types, by the place of their schema. */
  readonly tables = new Map<string, string>();
  /** What these tables are called, by the same. */
  readonly labels = new Map<string, string>();
  /** Whether types without a table lead to themselves, by the same. */
  readonly recursive = new Map<string, boolean>();
  /** Ids of the operations of callbacks, by their place: they may refer to each other. */
  readonly callbacks = new Map<string, string>();
  /** Those of them that are linked and still to be made. */
  readonly pendingCallbacks: { readonly operation: Operation; readonly id: string }[] = [];
  /** Ids of the security schemes that the page describes, by their place. */
  readonly schemes = new Map<string, string>();
  /** The documents of which the page says what they are. */
  readonly documents = new Set<string>();
  readonly anchors = new Anchors();
  /** The operations that are shown, in their order. */
  readonly operations: ShownOperation[] = [];
  /** Links to a place of any page, whose page is found when all are known. */
  readonly siteLinks: SiteLink[] = [];
  /** What fills nodes of the page when all pages are there. Each may be called again, and then fills them anew. */
  readonly later: ((site: SitePlaces) => void)[] = [];
  /** Nodes of the page that are led somewhere then, filled, or given others. */
  readonly held = new Set<unknown>();
  /** The group of the part of the page at hand: what is made there belongs to it. */
  group: string | null = null;
  /** Whether the page is nothing but the way to the newest release below it. */
  leadsOn = false;

  /** `path`: of the page, below the folder of the site. `texts` takes note of what it shows of data files, where somebody puts others in place. */
  constructor(
    readonly path: string,
    readonly texts: ShownTexts | null = null,
  ) {}
}

/** What is known of the site when all its pages are there. */
export interface SitePlaces {
  readonly places: Places;
  readonly terms: () => DefinedTerms;
  /** The path of the page at hand. */
  readonly page: string;
  /** Whether all pages of the site are known. */
  readonly isWhole: boolean;
  /** An id that the page does not have yet, made of words; `null` where they have no letters. */
  readonly claimId: (words: string) => string | null;
}

/** An operation that a page shows. */
export interface ShownOperation {
  readonly section: Section;
  readonly method: string;
  readonly address: string;
  readonly isDeprecated: boolean;
  /** Of the part of the page in which it is shown. */
  readonly group: string | null;
}

/** Note that a page shows an operation, for lists of them: in the first of these sections, which are given back. */
export function noteOperation(
  { page, labelled }: Making,
  { method, basePath, path, deprecated }: Operation,
  sections: readonly Section[],
): readonly Section[] {
  const { group, operations } = page;
  const [section] = sections;
  const address = labelled(basePath + path);
  if (section) operations.push({ section, method, address, isDeprecated: deprecated, group });
  return sections;
}

/** A link to `#id` of a page that is not known yet. */
export interface SiteLink {
  readonly node: { refuri?: string };
  readonly id: string;
  readonly span: Span;
}

/** In rows, for all pages of a build: GitHub's description of 13 MB comes to 47,000. As many take 5 s and 500 MB. */
const mostMade = 100_000;

/** In nodes of the tree, and characters as so many nodes: a row has eleven. */
const mostRoom = 1_200_000;
const charactersOfNode = 20;

/** How much room a part of a page takes: its nodes, and its text. */
function roomOf(whole: Node): number {
  let room = 0;
  const open: Node[] = [whole];
  for (let node = open.pop(); node; node = open.pop()) {
    room++;
    if (node.type === "text") room += node.value.length / charactersOfNode;
    const { children = [] } = node as { readonly children?: readonly Node[] };
    for (let at = 0; at < children.length; at++) open.push(children[at]!);
  }
  return room;
}

/** What is reported where something is shown, however often. */
type Told =
  | "version-field-type"
  | "version-unquoted"
  | "same-title"
  | "untitled-object"
  | "not-shown"
  | "format-not-named"
  | "key-format-unknown"
  | "key-format-twice"
  | "example-too-large";

interface TellOptions {
  /** What it is reported once for, in place of where it stands. */
  readonly once?: string;
  readonly notes?: readonly Note[];
}

/** How much is made for all pages: one file may be shown on many, and types may be repeated without end. */
export class Budget {
  #left = mostMade;
  #room = mostRoom;
  #isReported = false;

  constructor(readonly report: Report) {}

  readonly #told = new Set<string>();

  /** Another page is made: it has findings of its own. */
  beginPage(): void {
    this.#told.clear();
  }

  /** Report what is wrong at a place, once for a page, however often the place is shown. */
  tell<C extends Told>(
    code: C,
    { file, pointer }: Located,
    parts: Parts<C>,
    of: "key" | "value" = "value",
    { once = `${file.source.path}#${pointer}`, notes = [] }: TellOptions = {},
  ): void {
    const place = `${code} ${once}`;
    if (this.#told.has(place)) return;
    this.#told.add(place);
    this.report(code, spanOf({ source: file.source, pointer }, of), parts, notes);
  }

  /**
   * A section, or several: what they have besides their rows counts, for what many operations share may be long, or be very
   * many. It is known when they are made; until then their texts count alone.
   */
  made<T extends Section | readonly Section[]>(make: () => T): T {
    const before = this.#room;
    const all = make();
    this.#room = [all].flat().reduce((left, each: Section) => left - roomOf(each), before);
    return all;
  }

  /** Texts that are shown. */
  spendOn(texts: readonly Block[]): void {
    for (const each of texts) this.#room -= roomOf(each);
  }

  spend(count = 1): void {
    this.#left -= count;
  }

  /** Whether no more is to be made, which is reported once, at what comes next. */
  isSpent(at: Located): boolean {
    if (this.#left > 0 && this.#room > 0) return false;
    const { file, pointer } = at;
    const limit =
      this.#left > 0
        ? `${mostRoom * charactersOfNode} characters of text`
        : `${mostMade} rows of tables`;
    if (!this.#isReported)
      this.report("sections-too-much", spanOf({ source: file.source, pointer }, "key"), [limit]);
    this.#isReported = true;
    return true;
  }
}

/** Report that an example is left out, which has more values than pages show. */
export function tellTooLarge(budget: Budget, at: Located): void {
  budget.tell("example-too-large", at, [String(mostValues)]);
}

/** What everything that makes nodes is given. */
export interface Making {
  /** The parser's, where the nodes will stand. */
  readonly cx: Context;
  readonly page: PageState;
  readonly budget: Budget;
  /** What the project shows of operations and types. */
  readonly show: ShowConfig;
  readonly formats: ReadonlyMap<string, Format>;
  /** Fields that name the format of the keys of a map. */
  readonly keyFormats: readonly string[];
  /** How ids are made that last; `null` where the settings say nothing. */
  readonly ids: IdsConfig | null;
  readonly versions: VersionsConfig;
  /** The schemas of the document with their names: some extend others that know nothing of them. */
  readonly definitions: ApiDocument["schemas"];
  /** The paths that things are called by in operations that several paths have. */
  readonly homes: ReadonlyMap<string, string>;
  /** Tells things of the same words apart: the file that is shown, or the place of the type. */
  readonly scope: string;
  /** A text of one line with the values of its `%LABEL%`s. */
  /** Labels that are not known, but nearly, are reported where the place of the text is given. */
  readonly labelled: (text: string, span?: Span) => string;
  /** The lines of an author's text, with the values of its labels. */
  readonly linesOf: (source: Source, format?: "markdown") => readonly Line[];
  /** Texts of authors are in this format. */
  readonly descriptions: "rst" | "markdown";
  readonly markdown: MarkdownSettings;
  /** What a value of the author's comes to: in OpenAPI 2 and in events `$ref`s within examples are followed. */
  readonly valueAt: (value: Json, at: Located) => Json | undefined;
  /** An example made of a schema; `undefined` where none can be made. */
  readonly exampleOf: (schema: Of, sentIn?: "request" | "response") => Json | undefined;
  /** All examples of a schema, or one that is made of it. */
  readonly examplesIn: (of: Of, sentIn?: "request" | "response") => readonly Json[];
  /** Tables that are linked and still to be made, in the order in which they were met. */
  readonly pending: PendingTable[];
}

/** The project's word for something, or the usual one. */
export function word(
  { show }: Making,
  name: Word,
  parts?: { readonly [name: string]: string },
): string {
  if (show.layout === "compact" && !Object.hasOwn(show.wordings, name))
    return wordOf(compactWords, name, parts);
  return wordOf(show.wordings, name, parts);
}

export interface PendingTable {
  readonly of: Of;
  readonly scope: string;
  readonly id: string;
  readonly label: string;
  /** What the names of objects below it begin with that have none of their own; "" where they need no more. */
  readonly path: string;
  /** Of the ids of its rows. */
  readonly words: readonly string[];
}

/** An id for a thing of the page, made of words: `get`, `/login`, `response`, `200`. A value is written with a `=`. */
export function makeId(making: Making, ...words: readonly string[]): string {
  making.budget.spend();
  return making.page.anchors.claim(making.cx.names, words, making.scope);
}

/** The id of the table of a type, which is made later if it is not there yet. `words`: of the ids of its rows. */
export function tableId(
  making: Making,
  of: Of,
  label: string,
  name: string | null,
  words: readonly string[],
): string {
  const known = making.page.tables.get(keyOf(of));
  if (known !== undefined) return known;
  const table = { ...newTable(making, of, label, name, words), path: label };
  making.pending.push(table);
  return table.id;
}

/** A table that the page does not have yet: of a type with a name, or of what stands at the place of the words. */
export function newTable(
  making: Making,
  of: Of,
  label: string,
  name: string | null,
  words: readonly string[],
): PendingTable {
  const known = name ?? fileNameOf(of);
  const parts = partsOf(of).map(({ at }) => at);
  const given = atHome(making, words);
  const own = known === null ? placeWords(parts, given, making.scope) : ["type", known];
  const scope = own === given ? making.scope : placeScope(parts);
  const id = makeId({ ...making, scope }, ...own, ...(known === null ? ["object"] : []));
  making.page.tables.set(keyOf(of), id);
  making.page.labels.set(keyOf(of), label);
  return { of, id, label, path: name ?? "", words: own, scope };
}

/** The words of a thing in an operation that several paths have: those of the first of these. */
function atHome({ homes }: Making, words: readonly string[]): readonly string[] {
  const [method, path, ...rest] = words;
  const home = homes.get(`${method} ${path}`);
  return home === undefined ? words : [method!, home, ...rest];
}

/** What is a file of its own may be shown in many places: it is called by its file. */
function fileNameOf(of: Of): string | null {
  const { file, pointer } = schemaOf(of).at;
  return pointer === "" ? posix.basename(file.source.path).replace(/\.(?:ya?ml|json)$/, "") : null;
}

/** A text of the author's with its place. */
export interface WrittenText {
  readonly at: Located;
  readonly text: string;
}

/** A text of the author's as blocks. */
export function textBlocks(
  { cx, budget, descriptions, markdown, linesOf, page }: Making,
  { at, text }: WrittenText,
): Block[] {
  const source = writtenSource(at.file, at.pointer, text);
  page.texts?.show(at, descriptions, source);
  const blocks =
    descriptions === "rst"
      ? cx.blocks(linesOf(source))
      : markdownBlocks(linesOf(source, "markdown"), cx, markdown);
  budget.spendOn(blocks);
  return blocks;
}
