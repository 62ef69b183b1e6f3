import { joinsInline, type Element, type NodeType, type Text } from "../rst/nodes.js";
import { escapesOf } from "../rst/escapes.js";
import { educate, quotationMarks } from "./quotes.js";
import { asHolder } from "./tree.js";
import type { Work } from "./work.js";

/** What stays as it was typed. */
const literal: ReadonlySet<NodeType> = new Set<NodeType>([
  "literal_block",
  "doctest_block",
  "math_block",
  "comment",
  "raw",
  "address",
  "substitution_definition",
  "target",
  "literal",
  "math",
  "problematic",
]);

/**
 * Given text with typewriter signs, the result is text with typographic ones: “quotes” of the language at hand (a class
 * `language-de` sets it for an element), dashes and dots. Literal text and escaped signs stay.
 */
export function smartQuotes(work: Work): void {
  const { smartQuotes: wanted, languageCode } = work.settings;
  if (!wanted) return;
  const unknown = new Set<string>();
  visit(work.document, languageCode);

  function visit(element: Element, outer: string): void {
    const tag = element.classes?.find((name) => name.startsWith("language-"));
    const language = tag?.slice("language-".length) ?? outer;
    if (element.type === "option_string" || element.type === "system_message") return;
    if (joinsInline(element)) {
      if (!literal.has(element.type)) educateBlock(work, element, language, unknown);
      return;
    }
    for (const child of asHolder(element)?.children ?? [])
      if (child.type !== "text") visit(child, language);
  }
}

/** Educate the texts of a block in a row, since a mark at the end of one belongs to the sign before it. */
function educateBlock(work: Work, block: Element, language: string, unknown: Set<string>): void {
  const tag = work.settings.smartQuotes === "alt" ? alternative(language) : language;
  const marks = quotationMarks(tag);
  if (!marks && !unknown.has(tag)) {
    unknown.add(tag);
    work.message("smart-quotes-unknown", block.span, [tag]);
  }
  let before = " ";
  for (const { text, kept } of textsIn(block)) {
    if (text.value === "") continue;
    const { characters, blanks } = escapesOf(text);
    const last = blanks.has(text.value.length) ? " " : text.value.at(-1)!;
    if (!kept) {
      const piece = { value: text.value, fixed: characters, blanks };
      text.value = educate(piece, before, marks, tag.toLowerCase().startsWith("en"));
    }
    before = last;
  }
}

function alternative(language: string): string {
  return language.includes("-x-altquot")
    ? language.replace("-x-altquot", "")
    : `${language}-x-altquot`;
}

/** The texts below a block, in order; `kept` for those that are literal. */
function textsIn(element: Element, kept = false): { text: Text; kept: boolean }[] {
  return (asHolder(element)?.children ?? []).flatMap((child) =>
    child.type === "text"
      ? [{ text: child, kept }]
      : textsIn(child, kept || literal.has(child.type)),
  );
}
