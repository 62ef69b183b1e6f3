import { isMarkdown } from "../base/formats.js";
import { lineStarts, type Source, type Span } from "../base/source.js";
import {
  defaultMarkdown,
  frontMatterOf,
  markdownFile,
  markdownLines,
  type MarkdownSettings,
} from "../markdown/markdown.js";
import { linesOf } from "../rst/lines.js";
import { foldName, normalizeName } from "../rst/names.js";
import { childrenOf, textOf, type Document, type Element, type Node } from "../rst/nodes.js";
import { parseParts, parseRst, type TextPart } from "../rst/rst.js";

/**
 * What one text names and refers to, with the places of the names themselves. The text is parsed alone: what other texts
 * of its page say is not known here.
 */
export interface TextIndex {
  readonly names: readonly Name[];
  readonly uses: readonly Use[];
  readonly includes: readonly Use[];
  readonly sections: readonly Section[];
}

/** What can be referred to. */
export type Kind = "target" | "title" | "note" | "substitution" | "id";

export interface Name {
  readonly kind: Kind;
  /** As references are compared: white space folded, lower case but for substitutions. */
  readonly name: string;
  /** Of the name as it is written. */
  readonly span: Span;
  /** What it heads or stands before. */
  readonly title: string;
  readonly ids: readonly string[];
  /** Whether the name stands at its span as it is, so that it can be replaced. */
  readonly isPlain: boolean;
}

/** A word that refers to something. */
export interface Use {
  /** `address`: a link to another page. */
  readonly kind: "target" | "note" | "substitution" | "id" | "address" | "file";
  readonly name: string;
  /** Of the name as it is written; `null`: the words are not found. */
  readonly span: Span;
  /** Whether the name stands there as it is, so that it can be replaced. */
  readonly isPlain: boolean;
}

export interface Section {
  readonly title: string;
  readonly level: number;
  /** Of the title. */
  readonly span: Span;
  readonly ids: readonly string[];
}

/** `isTree`: whether it is a page of its own, whose front matter is no part of its text. */
export function indexText(
  source: Source,
  markdown: MarkdownSettings = defaultMarkdown,
  isTree = false,
): TextIndex {
  const front = isTree ? (frontMatterOf(markdownLines(source), () => {})?.lines ?? 0) : 0;
  const indexer = new Indexer(source, lineStarts(source)[front] ?? source.text.length);
  indexer.read(treeOf(source, markdown, front));
  if (isMarkdown(source.path)) indexer.readDefinitions();
  else indexer.readIncludes();
  return indexer;
}

function treeOf(source: Source, markdown: MarkdownSettings, front: number): Document {
  if (!isMarkdown(source.path))
    return parseRst(linesOf(source).slice(front), () => {}, { linkNamesWin: true });
  const read: TextPart["read"] = (lines, cx) => markdownFile(lines, cx, markdown);
  return parseParts([{ lines: markdownLines(source), read }], () => {});
}

class Indexer implements TextIndex {
  readonly names: Name[] = [];
  readonly uses: Use[] = [];
  readonly includes: Use[] = [];
  readonly sections: Section[] = [];

  /** Places of the names that options give. */
  #options: ReadonlyMap<string, Span> | undefined;

  /** `body`: where the text begins below its front matter. */
  constructor(
    private readonly source: Source,
    private readonly body: number,
  ) {}

  read(document: Document): void {
    const stack: { readonly node: Node; readonly level: number }[] = [{ node: document, level: 0 }];
    for (let next = stack.pop(); next; next = stack.pop()) {
      const { node, level } = next;
      if (node.type === "text") continue;
      // What a directive brought from another file is that file's.
      if (node.span.source === this.source) this.#element(node, level);
      const below = node.type === "section" ? level + 1 : level;
      const children = childrenOf(node);
      for (let index = children.length - 1; index >= 0; index--)
        stack.push({ node: children[index]!, level: below });
    }
  }

  #element(node: Element, level: number): void {
    if (node.type === "image") this.#picture(node);
    if (node.type === "raw") this.#links(node.span);
    switch (node.type) {
      case "section":
        this.#section(node, level);
        break;
      case "target":
        this.#target(node);
        break;
      case "reference":
        this.#reference(node);
        break;
      case "substitution_reference":
        this.#use("substitution", node.refname, node.span, /\|(?<name>[^|]+)\|/d, foldName);
        break;
      case "substitution_definition":
        for (const name of node.names ?? [])
          this.#name("substitution", name, node, /\|(?<name>[^|]+)\|/d, textOf(node));
        break;
      case "footnote":
      case "citation":
        for (const name of namesOf(node))
          this.#name("note", name, node, /\[\^?#?(?<name>[^\]]+)\]/d, textOf(node).slice(0, 200));
        break;
      case "footnote_reference":
      case "citation_reference":
        if (node.refname !== undefined)
          this.#use("note", node.refname, node.span, /\[\^?#?(?<name>[^\]]+)\]/d);
        break;
      case "problematic":
      case "system_message":
        break; // what is wrong is no place of the page
      default:
        for (const name of namesOf(node)) this.#named(name, node);
        if (!node.names)
          for (const id of node.ids ?? []) this.#name("id", id, node, idIn(id), "", [id]);
    }
  }

  #section(node: Element & { type: "section" }, level: number): void {
    const title = node.children.find(({ type }) => type === "title");
    if (!title || title.span.source !== this.source) return;
    const words = textOf(title);
    // A title that front matter gives to a page is no place of it.
    const ids = title.span.start < this.body ? [] : (node.ids ?? []);
    this.sections.push({ title: words, level, span: title.span, ids });
    const [name = normalizeName(words)] = namesOf(node);
    this.names.push({ kind: "title", name, span: title.span, title: words, ids, isPlain: true });
    const heading = lineAt(this.source, title.span.end);
    for (const id of ids) {
      const at = heading.text.indexOf(`#${id}`, title.span.end - heading.start);
      if (at === -1 || !isMarkdown(this.source.path)) continue;
      const start = heading.start + at + 1;
      const span = { source: this.source, start, end: start + id.length };
      this.names.push({ kind: "id", name: id, span, title: words, ids: [id], isPlain: true });
    }
  }

  #target(node: Element & { type: "target" }): void {
    // One that leads elsewhere is no place of the page.
    const isPlace = (node.refuri ?? node.refid ?? node.refname) === undefined;
    const ids = isPlace ? (node.ids ?? []) : [];
    for (const name of namesOf(node)) this.#name("target", name, node, targetRe, "", ids);
    if (node.refname !== undefined) {
      // A link with an address in it is a reference as well.
      if (this.#text(node.span).startsWith(".."))
        this.#use("target", node.refname, node.span, leadsRe);
    } else if (node.refuri !== undefined && this.#text(node.span).startsWith(".."))
      this.#address(node.refuri, node.span);
    if (!node.names && !node.dupnames)
      for (const id of ids) this.#name("id", id, node, idIn(id), "", [id]);
  }

  #reference(node: Element & { type: "reference" }): void {
    if (node.refname !== undefined) this.#use("target", node.refname, node.span, referenceRe);
    else if (node.refuri !== undefined) this.#address(node.refuri, node.span);
  }

  #picture({ uri, span }: Element & { type: "image" }): void {
    const at = this.#text(span).lastIndexOf(uri);
    if (uri === "" || at === -1 || /^[a-z][\w+.-]*:|^\/\//i.test(uri)) return;
    const start = span.start + at;
    const end = start + uri.length;
    this.uses.push({
      kind: "file",
      name: uri,
      span: { source: this.source, start, end },
      isPlain: true,
    });
  }

  /** Links in HTML: `<a href="/other/#id">`. */
  #links(span: Span): void {
    for (const match of this.#text(span).matchAll(
      /\shref[ \t]*=[ \t]*["'](?<to>[^"'\n]*)["']/dgi,
    )) {
      const [from, to] = match.indices!.groups!["to"]!;
      const { source, start } = span;
      this.#address(match.groups!["to"]!, { source, start: start + from, end: start + to });
    }
  }

  #address(address: string, span: Span): void {
    if (/^[a-z][\w+.-]*:|^\/\//i.test(address)) return;
    const isHere = address.startsWith("#");
    const words = isHere ? address.slice(1) : address;
    const at = this.#text(span).lastIndexOf(address);
    if (at === -1) return;
    const start = span.start + at + (isHere ? 1 : 0);
    this.uses.push({
      kind: isHere ? "id" : "address",
      name: words,
      span: { source: this.source, start, end: start + words.length },
      isPlain: true,
    });
  }

  /** Definitions of links in Markdown, which leave no node: `[name]: #id`. */
  readDefinitions(): void {
    for (const match of this.source.text.matchAll(
      /^ {0,3}\[[^\]\n]+\]:[ \t]*<?(?<to>[^\s<>]+)/gm,
    )) {
      const start = match.index + match[0].length - match.groups!["to"]!.length;
      const end = match.index + match[0].length;
      this.#address(match.groups!["to"]!, { source: this.source, start, end });
    }
  }

  readIncludes(): void {
    for (const match of this.source.text.matchAll(
      /^[ \t]*\.\.[ \t]+include::[ \t]+(?<path>\S+)/gm,
    )) {
      const name = match.groups!["path"]!;
      const end = match.index + match[0].length;
      const span = { source: this.source, start: end - name.length, end };
      this.includes.push({ kind: "file", name, span, isPlain: true });
    }
    for (const match of this.source.text.matchAll(/^[ \t]+:file:[ \t]+(?<path>\S+)/gm)) {
      const name = match.groups!["path"]!;
      const end = match.index + match[0].length;
      const span = { source: this.source, start: end - name.length, end };
      this.uses.push({ kind: "file", name, span, isPlain: true });
    }
  }

  #text({ start, end }: Span): string {
    return this.source.text.slice(start, end);
  }

  #name(
    kind: Kind,
    name: string,
    node: Element,
    pattern: RegExp,
    title: string,
    ids: readonly string[] = node.ids ?? [],
  ): void {
    const found = this.#find(node.span, pattern);
    const fold = kind === "substitution" ? foldName : normalizeName;
    const isPlain = found !== null && fold(this.#text(found)) === fold(name);
    const span = isPlain ? found : firstLine(node.span);
    this.names.push({ kind, name, span, title, ids, isPlain });
  }

  /** A name that the option of a directive gives: `:name: a name`. What it gives it to may begin below it. */
  #named(name: string, node: Element): void {
    this.#options ??= new Map(
      [...this.source.text.matchAll(nameRe)].map(({ groups, indices }) => {
        const [start, end] = indices!.groups!["name"]!;
        return [normalizeName(groups!["name"]!), { source: this.source, start, end }];
      }),
    );
    const found = this.#options.get(name);
    const span = found ?? firstLine(node.span);
    const ids = node.ids ?? [];
    this.names.push({ kind: "target", name, span, title: "", ids, isPlain: found !== undefined });
  }

  #use(
    kind: Use["kind"],
    name: string,
    span: Span,
    pattern: RegExp,
    fold: (text: string) => string = normalizeName,
  ): void {
    const found = this.#find(span, pattern);
    const isPlain = found !== null && fold(this.#text(found)) === fold(name);
    this.uses.push({ kind, name, span: isPlain ? found : span, isPlain });
  }

  #find(span: Span, pattern: RegExp): Span | null {
    const groups = pattern.exec(this.#text(span))?.indices?.groups;
    const found = Object.values(groups ?? {}).find((each) => each !== undefined);
    if (!found) return null;
    return { source: this.source, start: span.start + found[0], end: span.start + found[1] };
  }
}

/** ``.. _name:``, ``.. _`a: b`:``, ``_`in line` ``, `` `text <address>`_ `` */
const targetRe =
  /^\.\.\s+_(?:`(?<quoted>[^`]+)`|(?<plain>(?:\\.|[^:\\`])+)):|^_`(?<inline>[^`]+)`|^`(?<text>[^`<]*[^`<\s])\s*</d;
/** `:name: a name`, of any directive. */
const nameRe = /^[ \t]+:name:[ \t]+(?<name>[^\n]*[^\s])/dgm;
/** `.. _name: other_` */
const leadsRe = /:\s+(?:`(?<quoted>[^`]+)`|(?<plain>\S+?))__?\s*$/d;
/** `` `text <name_>`_ ``, `` `name`_ ``, `name_`, `|name|_` */
const referenceRe =
  /^`(?:[^`]*<(?<inside>[^<>`]+?)_>|(?<quoted>[^`]+))`__?$|^\|(?<bars>[^|]+)\|__?$|^(?<plain>[^`|]+?)__?$/d;

/** `{#id}`, `<a id="id">` */
function idIn(id: string): RegExp {
  const own = escapeRe(id);
  return new RegExp(`(?:#|\\b(?:id|name)[ \\t]*=[ \\t]*["']?)(?<id>${own})(?![\\w-])`, "d");
}

function namesOf(node: Element): readonly string[] {
  return [...(node.names ?? []), ...(node.dupnames ?? [])];
}

function lineAt(
  { text }: Source,
  offset: number,
): { readonly start: number; readonly text: string } {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const end = text.indexOf("\n", offset);
  return { start, text: text.slice(start, end === -1 ? undefined : end) };
}

function firstLine({ source, start, end }: Span): Span {
  const stop = source.text.indexOf("\n", start);
  return { source, start, end: stop === -1 ? end : Math.min(end, stop) };
}

/** Words in a regular expression that stand for themselves. */
export function escapeRe(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
