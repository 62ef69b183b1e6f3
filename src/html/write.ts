import type { Report } from "../base/diagnostics.js";
import type { Document, Node, NodeOf, NodeType } from "../rst/nodes.js";
import { inOnePiece, nothing, text, type Html } from "./element.js";
import { idsIn } from "./html-places.js";
import { withShortAddresses } from "./short-addresses.js";
import { usualHtmlWords, type HtmlWords } from "./words.js";
import {
  writeAdmonition,
  writeAttribution,
  writeBulletList,
  writeClassifier,
  writeContainer,
  writeDefinitionList,
  writeDefinitionListItem,
  writeDoctestBlock,
  writeEnumeratedList,
  writeField,
  writeFigure,
  writeLiteralBlock,
  writeNamedAdmonition,
  writeNote,
  writeOptionArgument,
  writeOptionGroup,
  writeParagraph,
  writeSidebar,
  writeTopic,
} from "./write-body.js";
import {
  inline,
  writeImage,
  writeLine,
  writeLiteral,
  writeMarked,
  writeMath,
  writeMathBlock,
  writeNoteReference,
  writeProblematic,
  writeRaw,
  writeReference,
  writeTarget,
} from "./write-inline.js";
import {
  isContents,
  isPageContents,
  writeContents,
  writeMadeContents,
  writeOutline,
  writePageContents,
} from "./write-contents.js";
import { writeParts } from "./write-parts.js";
import {
  titleOf,
  writeAuthors,
  writeDocinfoItem,
  writeHeading,
  writeMeta,
  writeRubric,
  writeSection,
  writeSubtitle,
} from "./write-structure.js";
import { writeTable } from "./write-table.js";
import {
  anchors,
  claimIds,
  elementOf,
  lines,
  writeAll,
  writeBlocks,
  writeCompact,
  writeLines,
  type KeptSections,
  type Link,
  type Pictures,
  type SourceLinks,
  type Sources,
  type Writing,
} from "./writing.js";

/**
 * The tree of a document → HTML. A document after its transforms comes in; its body for `<main>`, its contents for the
 * side of the page, the ids it has and the links it makes go out. There is one writer for each type of node, in one table.
 */
export interface Written {
  /** Plain text, for `<title>` and for lists of pages; `null` where the document has none. */
  readonly title: string | null;
  /** Whether the body begins with the page's `<h1>`. */
  readonly hasHeading: boolean;
  /** The id of the whole: for `<main>`. */
  readonly id: string;
  readonly body: Html;
  readonly contents: Html;
  /** Elements for `<head>`. */
  readonly meta: Html;
  readonly ids: ReadonlySet<string>;
  readonly links: readonly Link[];
  /** For who writes the document again, with other words. */
  readonly again?: WrittenBefore;
}

/** What was written of a document that differs from the one at hand in words of its blocks alone. */
export interface WrittenBefore {
  readonly sections: KeptSections;
  readonly rawIds: ReadonlySet<string>;
  readonly id: string;
  readonly contents: Html;
}

export type { HtmlWords, Link, Pictures, SourceLinks, Sources };

export interface WriteOptions {
  /** Where the page finds an image; as the author wrote it, if absent. */
  readonly imageUri?: Writing["imageUri"] | undefined;
  readonly pictures?: Writing["pictures"];
  /** Whether the contents of the page stay in its body, where their directive stands. */
  readonly contents?: "apart" | "inside";
  /** Whether contents that nobody asked for have all levels: for pages of a tree. */
  readonly outline?: "all" | "none";
  /** Words in place of the usual ones. */
  readonly words?: HtmlWords;
  /** Where sections and tables come from. */
  readonly sources?: Sources | undefined;
  /** Whether the document may be written again, with other words; what was written of it before, if that is so. */
  readonly before?: WrittenBefore | "none" | undefined;
}

/** Write a whole document. */
export function writeDocument(
  document: Document,
  report: Report,
  {
    imageUri = ({ uri }) => uri,
    pictures,
    contents: place = "apart",
    outline,
    words = usualHtmlWords,
    sources,
    before,
  }: WriteOptions = {},
): Written {
  const known = before === "none" ? undefined : before;
  const { own, raw } = known
    ? { own: new Set<string>(), raw: new Set(known.rawIds) }
    : idsOf(document, wholePage);
  const rawIds = new Set(raw);
  const sections: KeptSections | undefined = known?.sections ?? (before && new WeakMap());
  const cx: Writing = {
    report,
    ids: raw,
    links: [],
    meta: [],
    level: 1,
    words,
    imageUri,
    pictures,
    sources,
    write,
    kept: sections,
  };
  const [id = known?.id ?? freeId(wholePage, { own, raw }), ...more] = claimIds(document.ids, cx);
  cx.ids.add(id);
  // A page has one h1, its title; where the document has none, who prints the page adds one.
  const within: Writing = { ...cx, level: 2 };
  const title = document.children.find((child) => child.type === "title");
  const heading = title ? writeHeading(title, document.ids?.length ? id : undefined, cx) : nothing;
  const topic = place === "apart" ? document.children.find(isPageContents) : undefined;
  const contents =
    known?.contents ?? withShortAddresses(contentsOf(document, topic, outline, within));
  const [headers, footers] = decorationOf(document);
  const rest = document.children.filter(
    (child) => child !== title && child !== topic && child.type !== "decoration",
  );
  const body = inOnePiece(
    lines([
      writeLines(headers, within),
      anchors(more),
      heading,
      writeParts([...rest, ...footers], within),
    ]),
  );
  return {
    ...titleOf(document),
    id,
    body,
    contents,
    meta: lines(cx.meta),
    ids: cx.ids,
    links: cx.links,
    ...(sections && { again: { sections, rawIds, id, contents } }),
  };
}

/** What stands beside the body. */
function contentsOf(
  document: Document,
  topic: NodeOf<"topic"> | undefined,
  outline: WriteOptions["outline"],
  cx: Writing,
): Html {
  if (topic) return writePageContents(topic, cx);
  if (outline === undefined) return writeMadeContents(document, cx.words.contents);
  return outline === "all" ? writeOutline(document, cx.words.contents) : nothing;
}

/** What stands above all else, and what below. */
function decorationOf(document: Document): [NodeOf<"header">[], NodeOf<"footer">[]] {
  const parts = document.children
    .filter((child) => child.type === "decoration")
    .flatMap(({ children }) => children);
  return [
    parts.filter((part) => part.type === "header"),
    parts.filter((part) => part.type === "footer"),
  ];
}

/** The id of a page as a whole, where it has no other. */
export const wholePage = "content";

interface Ids {
  /** Of the nodes, those that begin like the name that is looked for. */
  readonly own: ReadonlySet<string>;
  /** Those that stand in raw HTML: these cannot be changed, so that nothing else may have them. */
  readonly raw: Set<string>;
}

/** The ids of a document, written or not, that may stand in the way of a name. */
export function idsOf(document: Document, name: string): Ids {
  const own = new Set<string>();
  const raw = new Set<string>();
  const stack: Exclude<Node, NodeOf<"text">>[] = [document];
  for (let node = stack.pop(); node; node = stack.pop()) {
    for (const id of node.ids ?? []) if (id.startsWith(name)) own.add(id);
    if (node.type === "raw") for (const id of idsIn(node)) raw.add(id);
    if ("children" in node)
      for (const child of node.children) if (child.type !== "text") stack.push(child);
  }
  return { own, raw };
}

/** A name that is not taken yet. */
export function freeId(name: string, { own, raw }: Ids): string {
  let free = name;
  for (let count = 1; own.has(free) || raw.has(free); count++) free = `${name}-${count}`;
  return free;
}

type Writers = { readonly [T in NodeType]: (node: NodeOf<T>, cx: Writing) => Html };

/** Nodes that are not for the reader: comments, what a build has reported already, what transforms have settled. */
const leftOut = (): Html => nothing;
/** Nodes that only group others. */
const childrenOnly = (node: Extract<Node, { children: unknown }>, cx: Writing): Html =>
  writeAll(node.children, cx);
/** An element around the children. */
const block =
  (tag: string, name?: string) =>
  (node: Exclude<Extract<Node, { children: unknown }>, Document>, cx: Writing): Html =>
    elementOf(tag, node, cx, { class: name }, writeAll(node.children, cx));

/** The same, where the children are blocks. */
const holder =
  (tag: string, name?: string) =>
  (node: Exclude<Extract<Node, { children: unknown }>, Document>, cx: Writing): Html =>
    elementOf(tag, node, cx, { class: name }, writeBlocks(node.children, cx));

const writers: Writers = {
  // structure
  document: childrenOnly,
  section: writeSection,
  title: (node, cx) => writeHeading(node, undefined, cx),
  subtitle: writeSubtitle,
  rubric: writeRubric,
  transition: (node, cx) => elementOf("hr", node, cx, {}),
  topic: (node, cx) => (isContents(node) ? writeContents(node, cx) : writeTopic(node, cx)),
  sidebar: writeSidebar,
  decoration: childrenOnly,
  header: holder("header"),
  footer: holder("footer"),
  meta: writeMeta,

  // bibliographic fields
  docinfo: block("dl", "docinfo"),
  author: writeDocinfoItem,
  authors: writeAuthors,
  organization: writeDocinfoItem,
  contact: writeDocinfoItem,
  address: writeDocinfoItem,
  version: writeDocinfoItem,
  revision: writeDocinfoItem,
  status: writeDocinfoItem,
  date: writeDocinfoItem,
  copyright: writeDocinfoItem,

  // body
  paragraph: writeParagraph,
  compound: holder("div", "compound"),
  container: writeContainer,
  literal_block: writeLiteralBlock,
  doctest_block: writeDoctestBlock,
  math_block: writeMathBlock,
  line_block: block("div", "line-block"),
  line: writeLine,
  block_quote: holder("blockquote"),
  attribution: writeAttribution,
  figure: writeFigure,
  caption: block("p"),
  legend: holder("div", "legend"),
  footnote: writeNote,
  citation: writeNote,
  label: block("div", "label"),
  comment: leftOut,
  substitution_definition: leftOut,
  pending: leftOut,
  system_message: leftOut,

  // admonitions
  admonition: writeAdmonition,
  attention: writeNamedAdmonition,
  caution: writeNamedAdmonition,
  danger: writeNamedAdmonition,
  error: writeNamedAdmonition,
  hint: writeNamedAdmonition,
  important: writeNamedAdmonition,
  note: writeNamedAdmonition,
  tip: writeNamedAdmonition,
  warning: writeNamedAdmonition,

  // lists
  bullet_list: writeBulletList,
  enumerated_list: writeEnumeratedList,
  list_item: block("li"),
  definition_list: writeDefinitionList,
  definition_list_item: writeDefinitionListItem,
  term: childrenOnly,
  classifier: writeClassifier,
  definition: (node, cx) => elementOf("dd", node, cx, {}, writeCompact(node.children, cx)),
  field_list: block("dl", "field-list"),
  field: writeField,
  field_name: block("dt"),
  field_body: block("dd"),
  option_list: block("dl", "option-list"),
  option_list_item: childrenOnly,
  option_group: writeOptionGroup,
  option: inlineGroup,
  option_string: childrenOnly,
  option_argument: writeOptionArgument,
  description: (node, cx) => elementOf("dd", node, cx, {}, writeCompact(node.children, cx)),

  // tables
  table: writeTable,
  tgroup: childrenOnly,
  colspec: leftOut,
  thead: block("thead"),
  tbody: block("tbody"),
  row: block("tr"),
  entry: block("td"),

  // inline
  text: (node) => text(node.value),
  emphasis: inline("em"),
  strong: inline("strong"),
  literal: writeLiteral,
  reference: (node, cx) => writeReference(node, cx),
  footnote_reference: writeNoteReference,
  citation_reference: writeNoteReference,
  substitution_reference: childrenOnly,
  title_reference: inline("cite"),
  abbreviation: inline("abbr"),
  acronym: inline("abbr"),
  superscript: inline("sup"),
  subscript: inline("sub"),
  inline: writeMarked,
  problematic: writeProblematic,
  generated: inline("span"),
  math: writeMath,
  target: writeTarget,
  image: writeImage,
  raw: writeRaw,
};

/** `-o FILE`: kept together in one line. */
function inlineGroup(node: NodeOf<"option">, cx: Writing): Html {
  return elementOf("span", node, cx, { class: "option" }, writeAll(node.children, cx));
}

/** One node by the writer of its type. */
function write(node: Node, cx: Writing): Html {
  // Every entry takes the node of its own key; the compiler cannot follow that through a union.
  const writer = writers[node.type] as (node: Node, cx: Writing) => Html;
  return writer(node, cx);
}
