import { foundAgain, type Change, type Found } from "./found-again.js";

/** A page as `withReferences` makes it. */
export interface AsciiPage {
  readonly text: string;
  /** Of the page that was given: how many characters are beyond ASCII, and what is written otherwise. */
  readonly others: number;
  readonly rewritten: readonly Rewritten[];
}

/** Characters beyond ASCII, or an element that has no references within, and how long what stands for it is. */
interface Rewritten extends Found {
  readonly size: number;
}

/**
 * A page whose few characters beyond ASCII are references, which say the same: Chromium reads bytes of ASCII alone twice as
 * fast. Where one character in fifty or more is another, as in most languages, the page stays as it is.
 */
export function withReferences(page: string): AsciiPage {
  const others = othersIn(page);
  return areFew(others, page) ? referencesFor(page, others) : { text: page, others, rewritten: [] };
}

/** The same, however many they are. */
export function referencesFor(page: string, others = othersIn(page)): AsciiPage {
  const runs = [...page.matchAll(/[^\0-\x7f]+/g)];
  // Put together at once from pieces: replacing would go through the page once more.
  const pieces: string[] = [];
  const rewritten: Rewritten[] = [];
  let at = 0;
  let next = 0;
  const rewrite = (start: number, end: number, by: string) => {
    pieces.push(page.slice(at, start), by);
    rewritten.push({ start, end, size: by.length });
    at = end;
  };
  const rewriteUpTo = (end: number) => {
    for (let run = runs[next]; run && run.index < end; run = runs[++next])
      if (run.index >= at) rewrite(run.index, run.index + run[0].length, references(run[0]));
  };
  for (const { name, start, end } of elementsIn(page)) {
    rewriteUpTo(start);
    const element = page.slice(start, end);
    rewrite(start, end, name === "script" ? inScript(element) : inStyle(element));
  }
  rewriteUpTo(page.length);
  pieces.push(page.slice(at));
  return { text: ascii(pieces), others, rewritten };
}

/**
 * The same for a page of which only a part became something else that does not reach far, with the change in what is made
 * of it; `null` where that cannot be told.
 */
export function withReferencesAgain(
  old: string,
  former: AsciiPage,
  page: string,
  change: Change,
): { readonly ascii: AsciiPage; readonly change: Change } | null {
  const [from, to] = [
    old.slice(change.start, change.oldEnd),
    page.slice(change.start, change.nextEnd),
  ];
  const others = former.others + othersIn(to) - othersIn(from);
  const isAscii = areFew(others, page);
  if (isAscii !== areFew(former.others, old)) return null;
  if (!isAscii) return { ascii: { text: page, others, rewritten: [] }, change };
  const runs = Array.from(to.matchAll(/[^\0-\x7f]+/g), ({ 0: run, index }) => ({
    start: index,
    end: index + run.length,
    size: references(run).length,
  }));
  const rewritten = foundAgain(former.rewritten, change, runs);
  if (!rewritten) return null;
  const placeOf = (place: number) =>
    former.rewritten.reduce(
      (sum, { start, end, size }) => (end <= place ? sum + size - (end - start) : sum),
      place,
    );
  const [start, oldEnd] = [placeOf(change.start), placeOf(change.oldEnd)];
  const part = ascii([to.replace(/[^\0-\x7f]+/g, references)]);
  const text = former.text.slice(0, start) + part + former.text.slice(oldEnd);
  return {
    ascii: { text, others, rewritten },
    change: { start, oldEnd, nextEnd: start + part.length },
  };
}

/** Pieces of ASCII in one, of a byte each: left to itself, V8 takes two where the text that they were cut from has two. */
function ascii(pieces: readonly string[]): string {
  const bytes = Buffer.allocUnsafe(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) at += bytes.write(piece, at, "latin1");
  return bytes.toString("latin1");
}

function areFew(others: number, page: string): boolean {
  return others > 0 && others * 50 < page.length;
}

function othersIn(text: string): number {
  let others = 0;
  for (const [run] of text.matchAll(/[^\0-\x7f]+/g)) others += run.length;
  return others;
}

interface Element extends Found {
  readonly name: "script" | "style";
}

/** The elements that have no references within. */
function* elementsIn(page: string): Iterable<Element> {
  const openRe = /<(?<name>script|style)\b/gi;
  const endless = new Set<string>();
  for (let open = openRe.exec(page); open; open = openRe.exec(page)) {
    const name = open.groups!["name"]!.toLowerCase() as Element["name"]; // by its pattern
    // What has no end is not looked for again: pages may have many of them.
    if (endless.has(name)) continue;
    const closeRe = name === "script" ? /<\/script\s*>/gi : /<\/style\s*>/gi;
    closeRe.lastIndex = openRe.lastIndex;
    if (closeRe.test(page)) {
      yield { name, start: open.index, end: closeRe.lastIndex };
      openRe.lastIndex = closeRe.lastIndex;
    } else endless.add(name);
  }
}

/** The characters beyond ASCII themselves, for the references to them. */
export function withoutReferences(html: string): string {
  return html.replace(/&#(\d{3,7});/g, (written, number) => {
    const point = Number(number);
    return point > 0x7f && point <= 0x10ffff ? String.fromCodePoint(point) : written;
  });
}

function references(characters: string): string {
  return Array.from(characters, (character) => `&#${character.codePointAt(0)};`).join("");
}

function inScript(text: string): string {
  return text.replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** @see https://drafts.csswg.org/css-syntax/#consume-escaped-code-point */
function inStyle(text: string): string {
  return text.replace(
    /[\ud800-\udbff][\udc00-\udfff]|[^\0-\x7f]/g,
    (character) => `\\${character.codePointAt(0)!.toString(16)} `,
  );
}
