import { entryOf } from "../base/diagnostics.js";
import { positionAt } from "../base/source.js";
import { docutilsMessages } from "./docutils-messages.js";
import { childrenOf, textOf } from "./nodes.js";
import type { Document, Node, SystemMessage, Text } from "./nodes.js";
import { pendingDetails } from "./pseudo-xml-pending.js";

/**
 * A document as docutils' pseudo-XML writer prints it: a tag and its attributes on a line, children indented by four
 * blanks, text as its lines, nothing escaped and nothing closed. To compare the engine with docutils, byte by byte.
 */
export function toPseudoXml(document: Document): string {
  const out: string[] = [];
  print(document, "", out);
  return out.join("");
}

function print(node: Node, indent: string, out: string[]): void {
  if (node.type === "text") {
    for (const line of linesOf(node.value)) out.push(`${indent}${line}\n`);
    return;
  }
  out.push(`${indent}<${node.type}${attributesOf(node)}>\n`);
  const inner = `${indent}    `;
  if (node.type === "system_message") {
    printLines(wordsOf(node), inner, out);
    const { advice } = docutilsMessages[node.code] ?? {};
    if (advice !== undefined) printLines(advice, inner, out);
  }
  if (node.type === "pending")
    out.push(...pendingDetails(node.job).map((line) => `${inner}${line}\n`));
  for (const child of childrenShown(node)) print(child, inner, out);
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
      { type: "text", span, value: line },
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
const lineEnd = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

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
  "code",
  "parts",
  "job",
  "autoIds",
  "number_lines",
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

function attributesOf(node: Exclude<Node, { type: "text" }>): string {
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries(node)) {
    if (ours.has(name) || value === undefined || (Array.isArray(value) && value.length === 0))
      continue;
    values.set(name, Array.isArray(value) ? value.map(escapeBlanks).join(" ") : valueOf(value));
  }
  if (keepsSpace.has(node.type)) values.set("xml:space", "preserve");
  if (node.type === "document") values.set("source", node.span.source.path);
  if (node.type === "system_message") {
    const { source, start, end } = node.span;
    const at = docutilsMessages[node.code]?.line;
    if (at !== "none")
      values.set("line", String(positionAt(source, at === "end" ? end : start).line));
    values.set("source", source.path);
    values.set("type", levelNames[node.level - 1]!);
  }
  const names = [...values.keys()].sort();
  return names.map((name) => ` ${name}="${values.get(name)}"`).join("");
}

function valueOf(value: unknown): string {
  if (typeof value === "boolean") return value ? "True" : "False";
  return String(value);
}

/** A value of a list, told apart from the next one by a blank. */
function escapeBlanks(value: unknown): string {
  return String(value).replace(/[\\ ]/g, (char) => `\\${char}`);
}
