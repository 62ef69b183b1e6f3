import { wordsOf } from "../../base/unicode.js";
import type { Settings } from "../context.js";
import { foldName, normalizeName } from "../names.js";
import type { Reference, Target } from "../nodes.js";
import { escapeMark, spaceAt } from "./characters.js";
import { shown, textNodes, written } from "./inline-text.js";
import { foundNode, type Found, type Scanner } from "./scanner.js";
import { isEmail, startsWithUri } from "./uri.js";

/** What a phrase reference says in angle brackets at its end: a URI, or the name of another target. */
interface Embedded {
  /** Where the blanks before the bracket begin. */
  readonly start: number;
  readonly link: { readonly refuri: string } | { readonly refname: string };
  /** What is shown where there is no text before the bracket. */
  readonly label: string;
}

/** `text`_, `text`__, `text <URI>`_ or `text <name_>`_ with their anonymous kin. */
export function phraseReference(
  scanner: Scanner,
  start: number,
  textStart: number,
  textEnd: number,
  end: number,
): Found {
  const { source, cx } = scanner;
  const embedded = embeddedLink(scanner, textStart, textEnd);
  const labelEnd = embedded ? textStart + embedded.start : textEnd;
  const hasText = labelEnd > textStart;
  const label = hasText ? source.shown(textStart, labelEnd) : (embedded?.label ?? "");
  const span = source.span(start, end);
  const name = normalizeName(label);
  const anonymous = end - textEnd === "`__".length;

  const reference: Reference = {
    type: "reference",
    span,
    name: foldName(label),
    children: textNodes(label, source.span(textStart, hasText ? labelEnd : textEnd)),
  };
  if (embedded) Object.assign(reference, embedded.link);
  else if (anonymous) reference.anonymous = 1;
  else reference.refname = name;
  if (!embedded || anonymous) return foundNode(start, end, reference);

  const target: Target = { type: "target", span, names: [name], ...embedded.link, children: [] };
  const naming = cx.settings.linkNamesWin
    ? cx.names.noteExplicit(target)
    : cx.names.noteImplicit(target);
  return { start, end, nodes: [reference, target], messages: [], naming };
}

/** The bracket at the end of a reference's (marked) text, if there is one. */
function embeddedLink(scanner: Scanner, textStart: number, textEnd: number): Embedded | null {
  const text = scanner.text.slice(textStart, textEnd);
  const close = text.length - 1;
  if (text[close] !== ">" || text[close - 1] === escapeMark || spaceAt(text, close - 1))
    return null;
  const open = openingBracket(text, close);
  if (open === null || open + 1 === close || spaceAt(text, open + 1)) return null;
  let start = open;
  while (start > 0 && (text[start - 1] === " " || text[start - 1] === "\n")) start--;
  if (start === open && open > 0) return null;
  return { start, ...destination(text.slice(open + 1, close), scanner.cx.settings) };
}

/** The `<` that belongs to the `>` at `close`; none where another unescaped `>` is between them. */
function openingBracket(text: string, close: number): number | null {
  for (let at = close - 1; at >= 0; at--) {
    if (text[at - 1] === escapeMark) continue;
    if (text[at] === "<") return at;
    if (text[at] === ">") return null;
  }
  return null;
}

/** What the text in the bracket leads to: a name with `_` behind it, else a URI, whose white space is no part of it unless escaped. */
function destination(text: string, settings: Settings): Pick<Embedded, "link" | "label"> {
  const asWritten = written(text);
  if (text.endsWith("_") && !asWritten.endsWith("\\_") && !startsWithUri(text, settings)) {
    const refname = normalizeName(shown(text.slice(0, -1)));
    return { link: { refname }, label: refname };
  }
  const parts = text.split(/\0[ \n]/).map((part) => wordsOf(part).join(""));
  const uri = shown(parts.join(" "));
  const refuri = isEmail(uri) ? `mailto:${uri}` : uri;
  return { link: { refuri }, label: refuri };
}
