import {
  textOf,
  type Authors,
  type FieldBody,
  type Inline,
  type ListItem,
  type NodeOf,
  type Paragraph,
} from "../rst/nodes.js";
import { escapesOf } from "../rst/escapes.js";
import { findAll, textNode } from "./tree.js";

/** What separates authors in one paragraph, tried in this order. */
const separators = [";", ","];

/**
 * The authors of a field: names in one paragraph, a paragraph for each, or a bullet list. `null` where it holds something
 * else.
 */
export function extractAuthors(body: FieldBody): Authors | null {
  const blocks = body.children.filter((block) => block.type !== "comment");
  const [only, more] = blocks;
  let names: Inline[][] | null;
  if (only?.type === "paragraph" && !more) names = splitNames(only);
  else if (only?.type === "bullet_list" && !more)
    names = eachParagraph(only.children.flatMap((item) => contentOf(item)));
  else names = eachParagraph(blocks);
  const authors = names?.filter((name) => name.length > 0) ?? [];
  if (authors.length === 0) return null;
  const children = authors.map((name): NodeOf<"author"> => ({
    type: "author",
    span: body.span,
    children: name,
  }));
  return { type: "authors", span: body.span, children };
}

/** The one thing a list item holds; more than that is nothing that names an author. */
function contentOf(item: ListItem | { readonly type: "system_message" }): { type: string }[] {
  if (item.type !== "list_item") return [];
  return item.children.length === 1 ? [item.children[0]!] : [{ type: "several" }];
}

function eachParagraph(blocks: readonly { type: string }[]): Inline[][] | null {
  const paragraphs = blocks.filter(
    (block): block is Paragraph => block.type === "paragraph" && "children" in block,
  );
  return paragraphs.length === blocks.length ? paragraphs.map(({ children }) => children) : null;
}

/** The names in a paragraph, at the first separator that is there; one that is escaped does not count. */
function splitNames(paragraph: Paragraph): Inline[][] {
  const texts = findAll(paragraph, "text");
  const value = textOf(paragraph);
  const escaped = new Set<number>();
  let offset = 0;
  for (const text of texts) {
    for (const at of escapesOf(text).characters) escaped.add(offset + at);
    offset += text.value.length;
  }
  let names = [value];
  for (const separator of separators) {
    names = splitAt(value, separator, escaped);
    if (names.length > 1) break;
  }
  return names
    .map((name) => name.trim())
    .filter(Boolean)
    .map((name) => [textNode(name, paragraph.span)]);
}

function splitAt(value: string, separator: string, escaped: ReadonlySet<number>): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = value.indexOf(separator); at !== -1; at = value.indexOf(separator, at + 1)) {
    if (escaped.has(at)) continue;
    parts.push(value.slice(start, at));
    start = at + 1;
  }
  return [...parts, value.slice(start)];
}
