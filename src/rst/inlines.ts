import type { Context, Inlines } from "./context.js";
import {
  emphasis,
  inlineTarget,
  literal,
  strong,
  substitutionReference,
} from "./inlines/enclosed.js";
import { implicitMarkup } from "./inlines/implicit.js";
import { InlineText, placeOfText, textNodes } from "./inlines/inline-text.js";
import { interpreted, roleFirst } from "./inlines/interpreted.js";
import { footnoteReference, simpleReference } from "./inlines/reference.js";
import { type Construct, type Found, Scanner } from "./inlines/scanner.js";
import { type Line, textOfLines } from "./lines.js";
import type { Inline, SystemMessage } from "./nodes.js";

/** The inline constructs by the character that they are noticed by; tried in this order. */
const constructs: Readonly<Record<string, readonly Construct[]>> = {
  "*": [strong, emphasis],
  "`": [literal, interpreted],
  ":": [roleFirst],
  "|": [substitutionReference],
  "[": [footnoteReference],
  // A name that ends here began before a target that would begin here.
  _: [simpleReference, inlineTarget],
};

/**
 * Parse lines as inline markup, by the recognition rules of the reStructuredText specification. One pass from left to
 * right: constructs do not nest, and links without markup are looked for in the text between them.
 */
export function parseInlines(lines: readonly Line[], cx: Context): Inlines {
  const text = textOfLines(lines);
  const messages: SystemMessage[] = [];
  if (isPlain(text, cx)) return { nodes: textNodes(text, placeOfText(lines)), messages };
  const source = new InlineText(lines, text);
  const scanner = new Scanner(source, cx);
  const nodes: Inline[] = [];
  const whole = source.span(0, source.text.length);
  let taken = 0;
  for (let found = next(scanner); found; found = next(scanner)) {
    scanner.start = found.end;
    // The fault is told at its own place; the message in the tree is one about the whole text, as docutils has it.
    for (const message of found.messages) message.span = whole;
    if (found.naming) messages.push(...found.naming);
    if (found.messages.length > 0) messages.push(...found.messages);
    if (found.nodes.length === 0) continue;
    addAll(nodes, implicitMarkup(source, taken, found.start, cx));
    addAll(nodes, found.nodes);
    taken = found.end;
  }
  addAll(nodes, implicitMarkup(source, taken, source.text.length, cx));
  return { nodes, messages };
}

/** Not spread into a call: there may be more nodes than a call takes arguments. */
function addAll(nodes: Inline[], more: readonly Inline[]): void {
  for (let index = 0; index < more.length; index++) nodes.push(more[index]!);
}

/** Most text holds nothing that could be markup or a link, nor escapes. */
function isPlain(text: string, { settings }: Context): boolean {
  return !/[*`:|[_@\\\0]/.test(text) && !settings.pepReferences && !settings.rfcReferences;
}

/** The next construct in the text not yet taken. */
function next(scanner: Scanner): Found | null {
  const mark = /[*`:|[_]/g;
  mark.lastIndex = scanner.start;
  for (let match = mark.exec(scanner.text); match; match = mark.exec(scanner.text)) {
    const tried = constructs[match[0]]!;
    for (let index = 0; index < tried.length; index++) {
      const found = tried[index]!(scanner, match.index);
      if (found) return found;
    }
  }
  return null;
}
