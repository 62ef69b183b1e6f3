import { el, nothing, trusted, type Html } from "../html/element.js";

/**
 * A page so many times as long as the style has it within: it is parsed for so long that the answer for a file of its own
 * would come after all of it, and nothing could be shown before. Shorter pages share the file, which browsers keep.
 */
const timesAsLong = 3;

/** Whether such a body takes browsers long to read. */
export function isLong(body: string, style: string): boolean {
  return body.length >= timesAsLong * style.length;
}

/** The `<style>` of a page with such a body; nothing where the page is to link the file. */
export function styleWithin(body: string, style: string): Html {
  if (!isLong(body, style) || leadsElsewhereRe.test(style)) return nothing;
  // Within strings `\/` is a slash, and elsewhere there is none before a name.
  return el("style", {}, trusted(style.replaceAll("</", "<\\/")));
}

/** What a style names is looked for from its own place: `url(logo.svg)`, `@import 'more.css'`. */
const leadsElsewhereRe = /@import|url\(\s*["']?(?!["']?(?:data:|https?:|#))/i;

/** A style without what is there for its authors: comments, and spaces where none are needed. */
export function tightStyle(style: string): string {
  const tight = style.replace(partRe, (...found) => {
    const { kept, mark }: { kept?: string; mark?: string } = found.at(-1);
    return kept ?? mark ?? " ";
  });
  return tight.trim();
}

/** A string or an address, which stay; a mark and what is around it; spaces and comments. */
const partRe =
  /(?<kept>"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|url\([^"')]*\))|(?:\s|\/\*(?:[^*]|\*(?!\/))*\*\/)*(?<mark>[{};,])(?:\s|\/\*(?:[^*]|\*(?!\/))*\*\/)*|(?:\s|\/\*(?:[^*]|\*(?!\/))*\*\/)+/g;
