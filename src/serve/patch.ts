import { commonEnd, commonStart } from "../base/common-text.js";

/** What some sections of a page were, and what they are: all else of the page is as it was, but for its head. */
export interface Patch {
  /** What the head was, and what it is, where that is other: the first words of a page describe it there. */
  readonly head?: { readonly old: string; readonly next: string };
  /** In their order; none is in another one. */
  readonly sections: readonly SectionPatch[];
}

/** What a section of a page was, and what it is. */
export interface SectionPatch {
  /** `null`: it is the page's own text, before its sections. */
  readonly id: string | null;
  readonly old: string;
  readonly next: string;
  /** Whether these are only what stands in it before the sections below. */
  readonly isLead: boolean;
}

/** What is longer is not sent, nor are more sections: browsers ask for the page. */
const longest = 100_000;
const mostSections = 20;

/**
 * The innermost section that holds all that is other in a page, or what stands in it before its own sections; or several of them
 * that hold it together; `null` where none do that are short. Elements are found in the HTML as text: who gets them has to see
 * that the former ones are what it has.
 */
export function patchOf(old: string, next: string): Patch | null {
  const [was, is] = [headOf(old), headOf(next)];
  if (!was || !is || was.text === is.text) return patchOfText(old, next);
  const patch = patchOfText(old.slice(was.end), next.slice(is.end));
  return patch && { head: { old: was.text, next: is.text }, ...patch };
}

function patchOfText(old: string, next: string): Patch | null {
  const whole = sectionPatch(old, next);
  const sections = whole ? [whole] : patchesOf(old, next);
  return sections && { sections };
}

/** What is in the head of a page, and where it ends; `null` where it has none that is short. */
function headOf(page: string): { readonly text: string; readonly end: number } | null {
  const start = /<head\b[^>]*>/.exec(page.slice(0, longest));
  const end = page.slice(0, longest).indexOf("</head>");
  if (!start || end < start.index) return null;
  return { text: page.slice(start.index + start[0].length, end), end };
}

function sectionPatch(old: string, next: string): SectionPatch | null {
  if (old === next) return null;
  const start = startOfChange(old, next);
  const end = commonEnd(old, next, start);
  const sizes = [old.length - end, next.length - end] as const;
  for (let from = start; ;) {
    from = openSection(old, from);
    if (from === -1) return ownText(old, next, start, sizes);
    const inside = old.indexOf(">", from) + 1;
    const id = /\sid="(?<id>[^"&]+)"/.exec(old.slice(from, inside))?.groups?.["id"];
    // All of its tag has to be before what is other.
    if (inside > start) continue;
    if (id !== undefined) {
      const ends = [leadEnd(old, inside), leadEnd(next, inside)] as const;
      if (isWithin(sizes, ends, inside)) return patch(id, old, next, inside, ends, true);
    }
    const ends = [endOfSection(old, from), endOfSection(next, from)] as const;
    if (ends[0] === -1 || ends[1] === -1 || start - from > longest) return null;
    if (id !== undefined && isWithin(sizes, ends, from))
      return patch(id, old, next, from, ends, false);
  }
}

/** Where two texts of a page begin to differ: of a tag that only begins alike, all is other. */
function startOfChange(old: string, next: string): number {
  const same = commonStart(old, next);
  const tag = old.lastIndexOf("<", same - 1);
  return tag > old.lastIndexOf(">", same - 1) ? tag : same;
}

/** Sections, or what stands in them before their own, one after the other, that hold all that is other. */
function patchesOf(old: string, next: string): readonly SectionPatch[] | null {
  const patches: SectionPatch[] = [];
  let [was, is] = [old, next];
  let length = 0;
  while (was !== is) {
    const found = firstPatch(was, is);
    if (!found || patches.length === mostSections) return null;
    const { ends, patch } = found;
    length += Math.max(patch.old.length, patch.next.length);
    if (length > longest) return null;
    patches.push(patch);
    [was, is] = [was.slice(ends[0]), is.slice(ends[1])];
  }
  return patches.length === 0 ? null : patches;
}

/** So much behind a section is as it was, where the section holds the first of several changes. */
const asBefore = 200;

/** The innermost section that holds the first of all that is other, and where it ends. Those that began before these texts hold more. */
function firstPatch(
  old: string,
  next: string,
): { readonly ends: Ends; readonly patch: SectionPatch } | null {
  const start = startOfChange(old, next);
  for (let from = start; (from = openSection(old, from)) !== -1;) {
    const inside = old.indexOf(">", from) + 1;
    const id = /\sid="(?<id>[^"&]+)"/.exec(old.slice(from, inside))?.groups?.["id"];
    if (start - from > longest) return null;
    if (inside > start || id === undefined) continue;
    const leads = [leadEnd(old, inside), leadEnd(next, inside)] as const;
    const wholes = [endOfSection(old, from), endOfSection(next, from)] as const;
    for (const [isLead, ends] of [[true, leads] as const, [false, wholes] as const]) {
      if (ends.some((end) => end < start)) continue;
      const [after, now] = [old.slice(ends[0]), next.slice(ends[1])];
      if (after.slice(0, asBefore) !== now.slice(0, asBefore)) continue;
      return { ends, patch: patch(id, old, next, isLead ? inside : from, ends, isLead) };
    }
  }
  return null;
}

/** The text of a page before its sections, if that holds all that is other. */
function ownText(old: string, next: string, start: number, others: Ends): SectionPatch | null {
  const main = old.lastIndexOf("<main", start);
  const inside = main === -1 ? -1 : old.indexOf(">", main) + 1;
  if (inside <= 0 || inside > start) return null;
  const ends = [leadEnd(old, inside), leadEnd(next, inside)] as const;
  return isWithin(others, ends, inside) ? patch(null, old, next, inside, ends, true) : null;
}

/** Where something ends, or what is other in it: before and now. */
type Ends = readonly [old: number, next: number];

/** Whether all that is other is in a part of the page that is short. */
function isWithin(others: Ends, ends: Ends, start: number): boolean {
  return ends.every((end, index) => others[index]! <= end && end - start <= longest);
}

function patch(
  id: string | null,
  old: string,
  next: string,
  start: number,
  ends: Ends,
  isLead: boolean,
): SectionPatch {
  return { id, old: old.slice(start, ends[0]), next: next.slice(start, ends[1]), isLead };
}

/** Where the first section in another one, or in the page, begins, or else this one ends. */
function leadEnd(text: string, inside: number): number {
  return (
    text.slice(inside, inside + longest + 20).search(/<section\b|<\/(?:section|main)>/) + inside
  );
}

const sectionTag = "<section";
const sectionEnd = "</section>";

/** Where the section begins that is open before a place; -1 for none. */
function openSection(text: string, before: number): number {
  let closed = 0;
  for (let at = before - 1; at >= 0;) {
    const open = text.lastIndexOf(sectionTag, at);
    const end = text.lastIndexOf(sectionEnd, at);
    if (open === -1) return -1;
    if (end > open) {
      closed++;
      at = end - 1;
    } else if (closed-- > 0) at = open - 1;
    else return open;
  }
  return -1;
}

/** Behind the end tag of the section that begins at a place; -1 where it has none. */
function endOfSection(text: string, start: number): number {
  let open = 0;
  for (let at = start; ;) {
    const end = text.indexOf(sectionEnd, at);
    if (end === -1) return -1;
    for (let next = text.indexOf(sectionTag, at); next !== -1 && next < end;)
      [open, next] = [open + 1, text.indexOf(sectionTag, next + 1)];
    at = end + sectionEnd.length;
    if (--open === 0) return at;
  }
}
