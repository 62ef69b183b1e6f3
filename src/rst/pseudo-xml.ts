import { entryOf } from "../base/diagnostics.js";
import { positionAt } from "../base/source.js";
import { docutilsMessages } from "./docutils-messages.js";
import { escapesOf } from "./escapes.js";
import { childrenOf, joinsInline, textOf } from "./nodes.js";
import type { Document, Node, SystemMessage, Text } from "./nodes.js";
import { pendingDetails } from "./pseudo-xml-pending.js";
import { pythonString } from "./python-values.js";

/** What is printed besides. */
export interface PseudoXmlOptions {
  /** Texts as nodes of their own, each line in Python's quotes, escaped characters with a NUL before them. */
  readonly detailed?: boolean;
  /** The place at which each block begins, as `internal:line` and `internal:source`. */
  readonly places?: boolean;
}

/** What all of one document is printed with. */
interface Printing extends PseudoXmlOptions {
  readonly out: string[];
  readonly document: Document;
}

/**
 * A document as docutils' pseudo-XML writer prints it: a tag and its attributes on a line, children indented by four
 * blanks, text as its lines, nothing escaped and nothing closed. To compare the engine with docutils, byte by byte.
 */
export function toPseudoXml(document: Document, options: PseudoXmlOptions = {}): string {
  const out: string[] = [];
  print(document, "", { ...options, out, document });
  return out.join("");
}

function print(node: Node, indent: string, to: Printing, parent?: Node): void {
  const { out } = to;
  if (node.type === "text") {
    if (to.detailed) out.push(`${indent}<#text>\n`);
    const lines = to.detailed ? detailsOf(node).map((line) => `    ${line}`) : linesOf(node.value);
    for (const line of lines) out.push(`${indent}${line}\n`);
    return;
  }
  const place = to.places && hasPlace(node, parent) ? placeOf(node) : {};
  out.push(`${indent}<${node.type}${attributesOf(node, to.document, place)}>\n`);
  const inner = `${indent}    `;
  if (node.type === "system_message") {
    printLines(wordsOf(node), inner, out);
    const { advice } = docutilsMessages[node.code] ?? {};
    if (advice) printLines(advice(...node.parts), inner, out);
  }
  if (node.type === "pending")
    out.push(...pendingDetails(node.job).map((line) => `${inner}${line}\n`));
  for (const child of childrenShown(node)) print(child, inner, to, node);
}

/** The lines of a text as Python shows them. */
function detailsOf(text: Text): string[] {
  const { characters, blanks } = escapesOf(text);
  let marked = "";
  for (let at = 0; at <= text.value.length; at++) {
    if (blanks.has(at)) marked += "\0 ";
    if (characters.has(at)) marked += "\0";
    marked += text.value[at] ?? "";
  }
  return marked.split(/(?<=\n)(?=[^])/).map(pythonString);
}

/** docutils keeps the places of blocks; titles and the inner parts of line blocks have none of their own. */
function hasPlace(node: Node, parent: Node | undefined): boolean {
  if (!parent || joinsInline(parent) || node.type === "title") return false;
  return node.type !== "line_block" || parent.type !== "line_block";
}

function placeOf({ span: { source, start } }: Node): Record<string, string> {
  return {
    "internal:line": String(positionAt(source, start).line),
    "internal:source": source.path,
  };
}

/** The children of a node as docutils has them: it puts the numbers of lines between the lines. */
function childrenShown(node: Node): readonly Node[] {
  if (node.type !== "literal_block" || node.number_lines === undefined) return childrenOf(node);
  const { span, number_lines: start } = node;
  const lines = textOf(node).split("\n");
  const width = String(start + lines.length).length;
  return lines.flatMap((line, index): Node[] => {
    const number = `${String(start + index).padStart(width)} `;
    const children: Text[] = [{ type: "text", span, value: number }];
    return [
      { type: "inline", span, classes: ["ln"], children },
      { type: "text", span, value: index < lines.length - 1 ? `${line}\n` : line },
    ];
  });
}

/** The sentence of a system message, as the paragraph it is in docutils. */
function printLines(text: string, indent: string, out: string[]): void {
  out.push(`${indent}<paragraph>\n`);
  for (const line of linesOf(text)) out.push(`${indent}    ${line}\n`);
}

function wordsOf({ code, parts }: SystemMessage): string {
  return (docutilsMessages[code] ?? entryOf(code)).text(...parts);
}

/** What Python takes for a line end. */
const separators = "\u001c\u001d\u001e";
const lineEnd = new RegExp(`\r\n|[\n\r\v\f${separators}\u0085\u2028\u2029]`);

/** Lines as Python's `splitlines` gives them: a line end at the end begins no further one. */
function linesOf(text: string): string[] {
  const lines = text.split(lineEnd);
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

/** Properties that docutils has no attribute for. */
const ours = new Set([
  "type",
  "span",
  "children",
  "isInText",
  "code",
  "parts",
  "job",
  "autoIds",
  "strayMessages",
  "number_lines",
  "emphasized_lines",
  "attributes",
  "defines",
  "term",
]);

const keepsSpace = new Set([
  "literal_block",
  "doctest_block",
  "math_block",
  "comment",
  "raw",
  "address",
]);

const levelNames = ["INFO", "WARNING", "ERROR", "SEVERE"];

function attributesOf(
  node: Exclude<Node, { type: "text" }>,
  document: Document,
  more: Readonly<Record<string, string>>,
): string {
  const values = new Map(Object.entries(more));
  for (const [name, value] of Object.entries(node)) {
    if (ours.has(name) || value === undefined || (Array.isArray(value) && value.length === 0))
      continue;
    values.set(name, Array.isArray(value) ? value.map(escapeBlanks).join(" ") : valueOf(value));
  }
  if (node.type === "meta")
    for (const [name, value] of Object.entries(node.attributes)) values.set(name, value);
  if (keepsSpace.has(node.type)) values.set("xml:space", "preserve");
  if (node.type === "document") values.set("source", node.span.source.path);
  if (node.type === "system_message") {
    const { source, start, end } = node.span;
    const at = docutilsMessages[node.code]?.line;
    const line = positionAt(source, at === "end" ? end : start).line;
    if (at === "third") values.set("line", String(thirdLine(node)));
    else if (at === "after") values.set("line", String(lineBehind(document)));
    else if (at !== "none") values.set("line", String(line));
    values.set("source", source.path);
    values.set("type", levelNames[node.level - 1]!);
  }
  const names = [...values.keys()].sort();
  return names.map((name) => ` ${name}="${values.get(name)}"`).join("");
}

/** The number of the third line of the text that a message quotes; its own line where the text has no more than three. */
function thirdLine({ span, children: [quoted] }: SystemMessage): number {
  const { source, start, end } = quoted?.span ?? span;
  const first = positionAt(source, start).line;
  return positionAt(source, end).line - first > 2
    ? first + 2
    : positionAt(span.source, span.start).line;
}

/** The number of the line behind the last one. */
function lineBehind({ span: { source, end } }: Document): number {
  return positionAt(source, end).line + (source.text[end - 1] === "\n" ? 0 : 1);
}

function valueOf(value: unknown): string {
  if (typeof value === "boolean") return value ? "True" : "False";
  return String(value);
}

/** A value of a list, told apart from the next one by a blank. */
function escapeBlanks(value: unknown): string {
  return String(value).replace(/[\\ ]/g, (char) => `\\${char}`);
}
