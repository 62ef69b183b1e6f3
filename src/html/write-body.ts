import type { Block, Classifier, Definition, NodeOf, Term, Title } from "../rst/nodes.js";
import { el, join, nothing, text, type Html } from "./element.js";
import { highlight } from "./highlight.js";
import { markLines } from "./mark-lines.js";
import { languageOf, length } from "./write-inline.js";
import {
  elementOf,
  isInvisible,
  isPlain,
  lines,
  writeAll,
  writeBlocks,
  writeCompact,
  plainText,
  tabindexOf,
  type Writing,
} from "./writing.js";

/** A paragraph; none for one that holds nothing. */
export function writeParagraph(node: NodeOf<"paragraph">, cx: Writing): Html {
  return elementOf("p", node, cx, {}, writeAll(node.children, cx));
}

/** `::` and `code::`. Text alone is coloured by its language; text with markup in it stays as the author marked it. */
export function writeLiteralBlock(node: NodeOf<"literal_block">, cx: Writing): Html {
  const language = languageOf(node.classes);
  const plain = node.children.every(({ type }) => type === "text");
  const coloured = plain && language ? highlight(plainText(node), language) : null;
  const content = coloured ?? writeAll(node.children, { ...cx, keepsLines: true });
  const marked = node.emphasized_lines ? markLines(content, node.emphasized_lines) : content;
  const code = el("code", { class: language && `language-${language}` }, marked);
  const own = (node.classes ?? []).filter((name) => name !== "code" && name !== language);
  const parts =
    node.number_lines === undefined
      ? [code]
      : [lineNumbers(plainText(node), node.number_lines), code];
  const attributes = { tabindex: tabindexOf(plainText(node)) };
  return elementOf("pre", { ...node, classes: own }, cx, attributes, ...parts);
}

/** A column of numbers beside the code, which a reader does not copy with it. */
function lineNumbers(code: string, start: number): Html {
  const count = code.split("\n").length;
  const numbers = Array.from({ length: count }, (_, index) => start + index);
  return el("span", { class: "line-numbers", "aria-hidden": "true" }, text(numbers.join("\n")));
}

/** `>>>` with its answer. */
export function writeDoctestBlock(node: NodeOf<"doctest_block">, cx: Writing): Html {
  const text = plainText(node);
  const code = highlight(text, "python-repl") ?? writeAll(node.children, cx);
  return elementOf(
    "pre",
    node,
    cx,
    { class: "doctest", tabindex: tabindexOf(text) },
    el("code", { class: "language-pycon" }, code),
  );
}

/** A quotation, with who said it behind it. */
export function writeAttribution(node: NodeOf<"attribution">, cx: Writing): Html {
  return elementOf("p", node, cx, { class: "attribution" }, text("—"), writeAll(node.children, cx));
}

/** Admonitions that are titled by their kind. */
type NamedAdmonition =
  | "attention"
  | "caution"
  | "danger"
  | "error"
  | "hint"
  | "important"
  | "note"
  | "tip"
  | "warning";

/** `note::`, `warning::` and their kin. */
export function writeNamedAdmonition(node: NodeOf<NamedAdmonition>, cx: Writing): Html {
  const title = el("p", { class: "admonition-title" }, text(cx.words[node.type]));
  return elementOf(
    "aside",
    node,
    cx,
    { class: `admonition ${node.type}`, role: "note" },
    title,
    writeAll(node.children, cx),
  );
}

/** `admonition::`, which brings its own title. */
export function writeAdmonition(node: NodeOf<"admonition">, cx: Writing): Html {
  return elementOf(
    "aside",
    node,
    cx,
    { class: "admonition", role: "note" },
    writeTitled(node.children, "admonition-title", cx),
  );
}

/** `topic::`; the contents have a writer of their own. */
export function writeTopic(node: NodeOf<"topic">, cx: Writing): Html {
  return elementOf(
    "aside",
    node,
    cx,
    { class: "topic", role: "note" },
    writeTitled(node.children, "topic-title", cx),
  );
}

/** `sidebar::` */
export function writeSidebar(node: NodeOf<"sidebar">, cx: Writing): Html {
  return elementOf(
    "aside",
    node,
    cx,
    { class: "sidebar", role: "note" },
    writeTitled(node.children, "sidebar-title", cx),
  );
}

/** The children of a node, its title and subtitle as paragraphs: they head a box and are no headings of the document. */
function writeTitled(
  children: readonly (Block | Title | NodeOf<"subtitle">)[],
  titleClass: string,
  cx: Writing,
): Html {
  return join(
    children.map((child) => {
      if (child.type === "title")
        return elementOf("p", child, cx, { class: titleClass }, writeAll(child.children, cx));
      if (child.type === "subtitle")
        return elementOf(
          "p",
          child,
          cx,
          { class: "sidebar-subtitle" },
          writeAll(child.children, cx),
        );
      return cx.write(child, cx);
    }),
  );
}

/** A figure: its image, and caption and legend together below it. */
export function writeFigure(node: NodeOf<"figure">, cx: Writing): Html {
  const isBelow = ({ type }: { type: string }) => type === "caption" || type === "legend";
  const below = node.children.filter(isBelow);
  const caption = below.length > 0 ? el("figcaption", {}, writeAll(below, cx)) : nothing;
  const width = node.figwidth ?? node.width;
  const attributes = {
    class: node.align && `align-${node.align}`,
    style: width === undefined || width === "image" ? undefined : `width: ${length(width)}`,
  };
  const above = node.children.filter((child) => !isBelow(child));
  return elementOf("figure", node, cx, attributes, writeAll(above, cx), caption);
}

/** The note itself: its label with the way back to where it is referred to, then its text. */
export function writeNote(node: NodeOf<"footnote"> | NodeOf<"citation">, cx: Writing): Html {
  const label = node.children.find((child) => child.type === "label");
  const body = node.children.filter((child) => child.type !== "label");
  const attributes = {
    class: node.type,
    role: node.type === "footnote" ? "doc-footnote" : undefined,
  };
  const shown = label ? writeLabel(label, node.backrefs ?? [], cx) : nothing;
  return elementOf(
    node.type === "footnote" ? "aside" : "div",
    node,
    cx,
    attributes,
    shown,
    el("div", { class: "note-body" }, writeAll(body, cx)),
  );
}

/** `[1]`, linked where one reference leads here; `[1] (1, 2)` where there are more. */
function writeLabel(label: NodeOf<"label">, backrefs: readonly string[], cx: Writing): Html {
  const name = join([text("["), writeAll(label.children, cx), text("]")]);
  const back = (id: string, content: Html) =>
    el("a", { href: `#${id}`, role: "doc-backlink" }, content);
  const [first, ...more] = backrefs;
  if (first === undefined) return el("div", { class: "label" }, name);
  if (more.length === 0) return el("div", { class: "label" }, back(first, name));
  const numbers = backrefs.map((id, index) => back(id, text(String(index + 1))));
  return el(
    "div",
    { class: "label" },
    name,
    text(" "),
    el("em", {}, text("("), join(numbers, ", "), text(")")),
  );
}

/** `:name: body` */
export function writeField(node: NodeOf<"field">, cx: Writing): Html {
  return join(
    node.children.map((child) =>
      child.type === "field_name"
        ? elementOf("dt", child, cx, {}, writeAll(child.children, cx), text(":"))
        : elementOf("dd", child, cx, {}, writeCompact(child.children, cx)),
    ),
  );
}

/** A box of the author's own. Its class may say that the text in it is new or withdrawn. */
export function writeContainer(node: NodeOf<"container">, cx: Writing): Html {
  const change = node.classes?.find((name) => name === "ins" || name === "del");
  const { classes, ...bare } = node;
  const others = classes?.filter((name) => name !== change) ?? [];
  const attributes = { class: change ? undefined : "container", "data-tab": node.label };
  return elementOf(
    change ?? "div",
    { ...bare, classes: others },
    cx,
    attributes,
    writeBlocks(node.children, cx),
  );
}

/**
 * Terms and what they mean. With the class `details` each is opened by its term.
 *
 * @see https://docutils.sourceforge.io/docs/user/html.html#details-disclosure-elements
 */
export function writeDefinitionList(node: NodeOf<"definition_list">, cx: Writing): Html {
  if (!node.classes?.includes("details"))
    return elementOf("dl", node, cx, {}, writeAll(node.children, cx));
  const open = node.classes.includes("open");
  const classes = node.classes.filter((name) => name !== "details" && name !== "open");
  const items = node.children.map((item) => writeDetails(item, open, cx));
  const { classes: _, ...bare } = node;
  return elementOf("div", { ...bare, classes }, cx, {}, lines(items));
}

function writeDetails(node: NodeOf<"definition_list_item">, open: boolean, cx: Writing): Html {
  const head = node.children.filter((child) => child.type !== "definition");
  const [term] = head;
  const ids = [...(term?.ids ?? [])];
  const summary = elementOf(
    "summary",
    { ids, classes: term?.classes ?? [] },
    cx,
    {},
    writeAll(head, cx),
  );
  const bodies = node.children.flatMap((child) =>
    child.type === "definition" ? child.children : [],
  );
  return elementOf("details", node, cx, { open }, summary, writeBlocks(bodies, cx));
}

/** Terms, each with its classifiers, and what they mean. */
export function writeDefinitionListItem(node: NodeOf<"definition_list_item">, cx: Writing): Html {
  const heads: (Term | Classifier)[][] = [];
  const bodies: Definition[] = [];
  for (const child of node.children)
    if (child.type === "definition") bodies.push(child);
    else if (child.type === "term" || heads.length === 0) heads.push([child]);
    else heads.at(-1)!.push(child);
  const terms = heads.map((head, index) => {
    const [term] = head;
    const item = index === 0 ? node : undefined;
    const ids = [...(item?.ids ?? []), ...(term?.ids ?? [])];
    const classes = [...(item?.classes ?? []), ...(term?.classes ?? [])];
    return elementOf("dt", { ids, classes }, cx, {}, writeAll(head, cx));
  });
  return join([...terms, writeAll(bodies, cx)]);
}

/** The kind of thing a term is: `term : classifier`. */
export function writeClassifier(node: NodeOf<"classifier">, cx: Writing): Html {
  return join([
    text(" : "),
    elementOf("span", node, cx, { class: "classifier" }, writeAll(node.children, cx)),
  ]);
}

/** `-o FILE, --output=FILE` */
export function writeOptionGroup(node: NodeOf<"option_group">, cx: Writing): Html {
  const options = node.children.map((option) => cx.write(option, cx));
  return elementOf("dt", node, cx, {}, el("kbd", {}, join(options, ", ")));
}

/** `=FILE` behind an option. */
export function writeOptionArgument(node: NodeOf<"option_argument">, cx: Writing): Html {
  return join([text(node.delimiter), elementOf("var", node, cx, {}, writeAll(node.children, cx))]);
}

const listTypes = {
  arabic: undefined,
  loweralpha: "a",
  upperalpha: "A",
  lowerroman: "i",
  upperroman: "I",
} as const;

/** A list with numbers or letters. */
export function writeEnumeratedList(node: NodeOf<"enumerated_list">, cx: Writing): Html {
  const attributes = {
    type: listTypes[node.enumtype],
    start: node.start === 1 ? undefined : node.start,
  };
  return elementOf("ol", node, cx, attributes, writeItems(node.children, cx));
}

/** A list with bullets. */
export function writeBulletList(node: NodeOf<"bullet_list">, cx: Writing): Html {
  return elementOf("ul", node, cx, {}, writeItems(node.children, cx));
}

/** The items of a list. Where none has more than one paragraph, and lists below it, they go without `<p>`. */
function writeItems(
  nodes: readonly Block[] | NodeOf<"bullet_list">["children"],
  cx: Writing,
): Html {
  const items = nodes.filter((node) => node.type === "list_item");
  const close = items.every(isShort);
  return lines(
    items.map((item) =>
      elementOf("li", item, cx, {}, close ? writeClose(item, cx) : writeBlocks(item.children, cx)),
    ),
  );
}

function isShort(item: NodeOf<"list_item">): boolean {
  const [first, ...more] = item.children.filter((child) => !isInvisible(child));
  if (first === undefined) return true;
  const isList = ({ type }: Block) => type === "bullet_list" || type === "enumerated_list";
  return ((first.type === "paragraph" && isPlain(first)) || isList(first)) && more.every(isList);
}

function writeClose(item: NodeOf<"list_item">, cx: Writing): Html {
  return join(
    item.children.map((child) =>
      child.type === "paragraph" ? writeAll(child.children, cx) : cx.write(child, cx),
    ),
  );
}
