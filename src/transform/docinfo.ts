import type { Code } from "../base/diagnostics.js";
import { idOf, normalizeName } from "../rst/names.js";
import {
  textOf,
  type Block,
  type Docinfo,
  type DocinfoItem,
  type Field,
  type FieldBody,
  type FieldList,
  type Node,
  type NodeType,
  type Paragraph,
  type Topic,
} from "../rst/nodes.js";
import { extractAuthors } from "./authors.js";
import { bibliographicWords, type BibliographicWords } from "./languages.js";
import { cleanKeywords } from "./rcs-keywords.js";
import { addTo, asHolder, beforeText, firstOther, textNode } from "./tree.js";
import type { Work } from "./work.js";

/** What may stand before the docinfo in its place. */
const beforeDocinfo: ReadonlySet<NodeType> = new Set<NodeType>([
  "title",
  "subtitle",
  "decoration",
  "meta",
]);

/**
 * Given a field list as the first thing in the text,
 *
 *     <field_list>
 *         <field>
 *             <field_name>
 *                 Author
 *             <field_body>
 *                 <paragraph>
 *                     A. Name
 *
 * the result is a `docinfo` behind the titles, its fields told apart by their names, then the topics made of the
 * dedication and the abstract:
 *
 *     <docinfo>
 *         <author>
 *             A. Name
 *
 * Fields of other names, or that hold something else than they should, stay fields.
 */
export function docinfo(work: Work): void {
  if (!work.settings.docinfo) return;
  const document = asHolder(work.document)!;
  const index = firstOther(document, beforeText);
  const list = document.children[index];
  if (list?.type !== "field_list") return;
  const made = new Extractor(work).extract(list);
  for (const node of made) work.adopt(node);
  const rest = document.children.filter((child) => child !== list);
  const at = firstOther({ ...document, children: rest }, beforeDocinfo);
  work.setChildren(document, rest.toSpliced(at === -1 ? rest.length : at, 0, ...made));
}

class Extractor {
  private readonly words: BibliographicWords;
  private readonly topics = new Map<"dedication" | "abstract", Topic>();

  constructor(private readonly work: Work) {
    this.words = bibliographicWords(work.settings.languageCode);
  }

  extract(list: FieldList): Block[] {
    const made: Block[] = [];
    const items = list.children.flatMap((field) => this.item(field) ?? []);
    if (items.length > 0) {
      const docinfo: Docinfo = { type: "docinfo", span: list.span, children: items };
      made.push(docinfo);
    }
    for (const name of ["dedication", "abstract"] as const) {
      const topic = this.topics.get(name);
      if (topic) made.push(topic);
    }
    return made;
  }

  /** What becomes of a field; `null` for one that becomes a topic. */
  private item(field: Field): DocinfoItem | null {
    const [name, body] = field.children;
    if (name?.type !== "field_name" || body?.type !== "field_body") return field;
    // The markup that may follow does not count.
    const words = name.children[0] ? textOf(name.children[0]) : "";
    const key = normalizeName(words);
    const known = Object.hasOwn(this.words.fields, key) ? this.words.fields[key] : undefined;
    if (known === undefined || !this.holdsSomething(field, words, body))
      return this.otherField(field, words, body);
    switch (known) {
      case "authors": {
        const authors = extractAuthors(body);
        if (authors) return authors;
        this.complain("docinfo-authors", field, body, [words, ";,"]);
        return this.otherField(field, words, body);
      }
      case "dedication":
      case "abstract":
        if (!this.topics.has(known)) {
          this.topics.set(known, this.topic(known, field, body));
          return null;
        }
        this.complain("docinfo-repeated", field, body, [words]);
        return this.otherField(field, words, body);
      default: {
        const initial = known === "author" ? nameWithInitial(body) : undefined;
        const paragraph = initial ?? this.loneParagraph(field, words, body);
        if (!paragraph) return this.otherField(field, words, body);
        cleanKeywords(paragraph);
        return { type: known, span: field.span, children: paragraph.children };
      }
    }
  }

  /** A field of another name is left, with a class of its name. */
  private otherField(field: Field, name: string, body: FieldBody): Field {
    const [only, more] = body.children;
    if (only?.type === "paragraph" && !more) cleanKeywords(only);
    const value = idOf(normalizeName(name));
    if (value) addTo(field, "classes", [value]);
    return field;
  }

  private topic(name: "dedication" | "abstract", { span }: Field, body: FieldBody): Topic {
    const title: Node = { type: "title", span, children: [textNode(this.words[name], span)] };
    return { type: "topic", span, classes: [name], children: [title, ...body.children] };
  }

  private holdsSomething(field: Field, name: string, body: FieldBody): boolean {
    if (body.children.length > 0) return true;
    this.complain("docinfo-empty", field, body, [name]);
    return false;
  }

  private loneParagraph(field: Field, name: string, body: FieldBody): Paragraph | undefined {
    const [first, more] = body.children;
    if (first?.type === "paragraph" && !more) return first;
    const found = body.children.flatMap(({ type }) =>
      type === "system_message" ? [] : `<${type}>`,
    );
    const listed = found.length > 1 ? `[${found.join(", ")}]` : `a ${found[0]}`;
    this.complain("docinfo-compound", field, body, [name, listed]);
    return undefined;
  }

  private complain(code: Code, field: Field, body: FieldBody, parts: readonly string[]): void {
    body.children.push(this.work.placedMessage(code, field.span, parts));
  }
}

/** Given `:Author: E. *Xample*`, which reads as a list of one item (or several in each other), the result is the paragraph that was meant. */
function nameWithInitial(body: FieldBody): Paragraph | undefined {
  const [list] = body.children;
  if (list?.type !== "enumerated_list") return undefined;
  const name = innermost(body.children);
  if (name === undefined || (name !== null && name.type !== "paragraph")) return undefined;
  const { source, start, end } = list.span;
  const initials = source.text.slice(start, name ? name.span.start : end).trimEnd();
  if (initials.includes("\n")) return undefined;
  const lead = textNode(name ? `${initials} ` : initials, list.span);
  return { type: "paragraph", span: list.span, children: [lead, ...(name?.children ?? [])] };
}

/** What lists of a single item in each other hold at last; `null` for nothing, `undefined` where one holds more. */
function innermost(blocks: readonly Block[]): Block | null | undefined {
  let inside = blocks;
  for (;;) {
    const [only = null, more] = inside.filter(({ type }) => type !== "system_message");
    if (more) return undefined;
    if (only?.type !== "enumerated_list") return only;
    const [item, ...others] = only.children.filter(({ type }) => type !== "system_message");
    if (item?.type !== "list_item" || others.length > 0) return undefined;
    inside = item.children;
  }
}
