import type { Element, SystemMessage } from "./nodes.js";

/**
 * The names and ids of a document: which element has which, and what happens when two want the same one. The rules are
 * docutils' (`nodes.document`): implicit names are those of sections, explicit ones those of targets, footnotes and
 * citations; an id is made of the first name that gives one, else of a prefix and a number.
 */
export class Names {
  /** Register the names of an element that has them implicitly and give it an id; returns the messages about duplicates. */
  noteImplicit(_element: Element): SystemMessage[] {
    throw new Error("not written");
  }
  /** The same for explicit names. */
  noteExplicit(_element: Element): SystemMessage[] {
    throw new Error("not written");
  }
  /** Give an element an id, made of its names or else of `prefix` (its own type if absent) and a number; returns it. */
  setId(_element: Element, _prefix?: string): string {
    throw new Error("not written");
  }
}

/** A name as references compare it: white space folded, lower case. */
export function normalizeName(text: string): string {
  return text.toLowerCase().split(/\s+/).filter(Boolean).join(" ");
}
