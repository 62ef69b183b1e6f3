import type { Span } from "../base/source.js";
import { el } from "../html/element.js";
import {
  textOf,
  type Block,
  type Definition,
  type DefinitionListItem,
  type ListItem,
} from "../rst/nodes.js";
import { contentOfLines } from "./content.js";
import { madeHtml } from "./inlines.js";
import type { Reader } from "./reader.js";
import { inLine } from "./table.js";
import type { Token } from "./tokens.js";

const taskRe = /^\[(?<mark>[ xX])\][ \t\n]/;

/** A list whose items are counted. */
export function orderedList(reader: Reader, token: Token, span: Span): Block {
  const start = Number(token.attrGet("start") ?? 1);
  return {
    type: "enumerated_list",
    span,
    enumtype: "arabic",
    prefix: "",
    suffix: token.markup,
    ...(start === 1 ? {} : { start }),
    children: itemsOf(reader, "ordered_list_close"),
  };
}

/** The items of a list up to the token that ends it. */
export function itemsOf(reader: Reader, end: string): ListItem[] {
  const items: ListItem[] = [];
  for (let token = reader.take(); token && token.type !== end; token = reader.take()) {
    const span = reader.spanOf(token);
    const item: ListItem = { type: "list_item", span, children: reader.blocks("list_item_close") };
    makeTask(item);
    const [first] = item.children;
    if (first?.type === "rubric") reader.tell("heading-in-list", first.span, [textOf(first)]);
    items.push(item);
  }
  return items;
}

export function definitionList(reader: Reader, span: Span): Block {
  const children: DefinitionListItem[] = [];
  let item: DefinitionListItem | undefined;
  for (let token = reader.take(); token && token.type !== "dl_close"; token = reader.take()) {
    const at = reader.spanOf(token);
    if (token.type === "dd_open") {
      const definition: Definition = {
        type: "definition",
        span: at,
        children: reader.blocks("dd_close"),
      };
      item!.children.push(definition);
      continue;
    }
    const inline = reader.take();
    reader.take();
    const content = contentOfLines(inline.content, token.map![0], reader.text);
    const term = { type: "term" as const, span: at, children: reader.nodes(content).map(inLine) };
    item = { type: "definition_list_item", span: at, children: [term] };
    children.push(item);
  }
  return { type: "definition_list", span, children };
}

/** `[x] done`: a box before the text of an item. */
function makeTask(item: ListItem): void {
  const [first] = item.children;
  if (first?.type !== "paragraph") return;
  const [text] = first.children;
  const mark = text?.type === "text" ? taskRe.exec(text.value)?.groups!["mark"] : undefined;
  if (mark === undefined || text?.type !== "text") return;
  const box = el("input", {
    type: "checkbox",
    // For who hears the page.
    "aria-label": textOf(first).slice(4).replace(/\s+/g, " ").trim(),
    disabled: true,
    checked: mark !== " ",
  });
  const made = madeHtml(`${box} `, {
    ...text.span,
    end: Math.min(text.span.end, text.span.start + 3),
  });
  const rest = {
    ...text,
    value: text.value.slice(4),
    span: { ...text.span, start: Math.min(text.span.start + 4, text.span.end) },
  };
  first.children = [made, rest, ...first.children.slice(1)];
  item.classes = ["task"];
}
