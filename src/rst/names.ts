import type { Note, Report } from "../base/diagnostics.js";
import type { Span } from "../base/source.js";
import { withoutStandIns } from "../base/verbatim.js";
import { wordsOf } from "../base/unicode.js";
import { systemMessage } from "./messages.js";
import type { Element, SubstitutionDefinition, SystemMessage } from "./nodes.js";

/** What a name stands for so far. */
interface Holder {
  /** `null` once it became ambiguous: nobody has it any more. */
  element: Element | null;
  explicit: boolean;
  /** Where the name was given first. */
  readonly first: Span;
}

/**
 * The names and ids of a document: which element has which, and what happens when two want the same one. The rules are
 * docutils' (`nodes.document`): implicit names are those of sections and of links with an address, explicit ones those
 * of targets, footnotes and citations; an id is made of the first name that gives one, else of a prefix and a number.
 */
export class Names {
  /** How many ids of each prefix were made up so far. */
  readonly autoIds: Record<string, number> = {};
  private readonly report: Report;
  private readonly ids = new Map<string, Element>();
  /** Ids of elements that others made, and how often each was asked for. */
  private readonly claimed = new Set<string>();
  private readonly claims = new Map<string, number>();
  /** Ids that authors wrote as ids, and where; `null` where that was asked for. */
  private readonly written = new Map<string, Span | null>();
  private readonly holders = new Map<string, Holder>();
  private readonly substitutions = new Map<string, SubstitutionDefinition>();

  constructor(report: Report) {
    this.report = report;
  }

  /** Register the names of an element that has them implicitly and give it an id; returns the messages about duplicates. */
  noteImplicit(element: Element): SystemMessage[] {
    if (element.type === "section" && element.made) this.reportWritten(element.names ?? []);
    const id = this.setId(element);
    return this.eachName(element, false, (name, holder) => {
      const kept = this.keepsOld(element, name, holder, id);
      if (kept) return kept;
      if (holder.element && !holder.explicit) {
        giveUp(holder.element, name);
        holder.element = null;
      }
      giveUp(element, name);
      return this.about("duplicate-implicit-name", element, [name], holder, id);
    });
  }

  /** The same for explicit names. */
  noteExplicit(element: Element): SystemMessage[] {
    const id = this.setId(element);
    return this.eachName(element, true, (name, holder) => {
      const old = holder.element;
      const kept = this.keepsOld(element, name, holder, id);
      if (kept) {
        holder.explicit = true;
        return kept;
      }
      if (!holder.explicit) {
        if (old) giveUp(old, name);
        holder.element = element;
        holder.explicit = true;
        return old ? this.about("name-overrides-title", element, [name], holder, id) : null;
      }
      giveUp(element, name);
      if (old) giveUp(old, name);
      holder.element = null;
      const links = [element.span, holder.first].map(linkAt).filter((link) => link !== null);
      return this.about("duplicate-explicit-name", element, [name, ...links], holder, id);
    });
  }

  /**
   * Give an element an id, made of its names or else of `prefix` (its own type if absent) and a number; returns it. An
   * element that has ids keeps them.
   */
  setId(element: Element, prefix?: string): string {
    if (element.ids?.length) {
      for (const id of element.ids) if (!this.ids.has(id)) this.ids.set(id, element);
      return element.ids[0]!;
    }
    const id = this.freeId(element, prefix);
    element.ids = [id];
    this.ids.set(id, element);
    return id;
  }

  /**
   * An id that nothing else in the document has, for an element that the caller makes: `base`, or what `otherwise` makes of it,
   * or that with a number.
   */
  claimId(wanted: string, otherwise: (taken: string) => string = (taken) => taken): string {
    const base = this.isTaken(wanted) ? otherwise(wanted) : wanted;
    let count = this.claims.get(base) ?? 1;
    let id = base;
    for (; this.isTaken(id); id = `${base}-${count}`) count++;
    this.claims.set(base, count);
    this.claimed.add(id);
    return id;
  }

  /** The same for a heading of Markdown, as GitHub counts: `base`, `base-1`, ... */
  claimHeadingId(base: string): string {
    const key = `# ${base}`;
    let count = this.claims.get(key) ?? 0;
    let id = count === 0 ? base : `${base}-${count}`;
    for (; this.isTaken(id); id = `${base}-${count}`) count++;
    this.claims.set(key, count);
    this.claimed.add(id);
    return id;
  }

  /** Note that an author wrote an id for an element; returns whether nothing has it yet. */
  noteWritten(id: string, span: Span): boolean {
    if (this.written.has(id) || this.claimId(id) !== id) return false;
    this.written.set(id, span);
    return true;
  }

  /** The same for an id in HTML, which titles of that name do not count. Two written ones are the same id twice. */
  noteInHtml(id: string, span: Span): boolean {
    if (this.written.has(id)) return false;
    this.written.set(id, span);
    return true;
  }

  /** Where an author wrote an id; `undefined` where nobody did or it was asked for before. */
  takeWritten(id: string): Span | undefined {
    const span = this.written.get(id) ?? undefined;
    if (span) this.written.set(id, null);
    return span;
  }

  /** Report an author's id that something made of data would have. */
  private reportWritten(names: readonly string[]): void {
    if (this.written.size === 0) return;
    const id = names.map(idOf).find(Boolean) ?? "";
    const span = this.takeWritten(id);
    if (span) this.report("duplicate-heading-id", span, [id]);
  }

  isTaken(id: string): boolean {
    return this.ids.has(id) || this.claimed.has(id);
  }

  /** Whether an author wrote it as an id. */
  isWritten(id: string): boolean {
    return this.written.has(id);
  }

  /** True where an element has, or had, that name. */
  has(name: string): boolean {
    return this.holders.has(name);
  }

  /** Register a substitution definition under its names; the messages, at `nameSpan`, say which ones were there before. */
  noteSubstitution(definition: SubstitutionDefinition, nameSpan: Span): SystemMessage[] {
    const messages: SystemMessage[] = [];
    for (const name of definition.names ?? []) {
      const old = this.substitutions.get(name);
      // All standard definition files agree on their names, and each part of a text may include what it uses.
      if (old && !(isStandard(old) && isStandard(definition))) {
        giveUp(old, name);
        const notes = [{ span: old.span, text: "It is first defined here." }];
        messages.push(
          systemMessage(this.report, "duplicate-substitution", nameSpan, [name], [], notes),
        );
      }
      this.substitutions.set(name, definition);
    }
    return messages;
  }

  /** Where both lead to the same place, the old element keeps the name. */
  private keepsOld(
    element: Element,
    name: string,
    holder: Holder,
    id: string,
  ): SystemMessage | null {
    const goal = commonGoal(element, holder.element);
    if (goal === undefined) return null;
    giveUp(element, name);
    return this.about("same-external-target", element, [name, goal], holder, id);
  }

  private freeId({ names, type }: Element, prefix?: string): string {
    let base = "";
    for (const name of names ?? []) {
      base = idOf(name);
      if (base && !this.isTaken(base)) return base;
    }
    const stem = `${base || (prefix ?? idOf(type))}-`;
    let id: string;
    do {
      const count = (this.autoIds[stem] ?? 0) + 1;
      this.autoIds[stem] = count;
      id = `${stem}${count}`;
    } while (this.isTaken(id));
    return id;
  }

  /** Register each name that is new; ask `settle` about those that are taken. */
  private eachName(
    element: Element,
    explicit: boolean,
    settle: (name: string, holder: Holder) => SystemMessage | null,
  ): SystemMessage[] {
    const messages: SystemMessage[] = [];
    for (const name of element.names ?? []) {
      const holder = this.holders.get(name);
      const message = holder && settle(name, holder);
      if (message) messages.push(message);
      if (!holder) this.holders.set(name, { element, explicit, first: element.span });
    }
    return messages;
  }

  private about(
    code:
      | "duplicate-implicit-name"
      | "duplicate-explicit-name"
      | "same-external-target"
      | "name-overrides-title",
    element: Element,
    parts: readonly string[],
    holder: Holder,
    id: string,
  ): SystemMessage {
    const notes: Note[] = [{ span: holder.first, text: "The name is first given here." }];
    const message = systemMessage(this.report, code, element.span, parts, [], notes);
    if (!("refuri" in element)) message.backrefs = [id];
    return message;
  }
}

/** `` `text <address>`_ `` where such a link gave a name, else `null`. */
function linkAt({ source, start, end }: Span): string | null {
  const written = withoutStandIns(source.text.slice(start, end)).replace(/\s+/g, " ");
  return /^`.*`_$/.test(written) ? written : null;
}

/** True for what a standard definition file defines: `<isonum.txt>`. */
function isStandard({ span }: SubstitutionDefinition): boolean {
  return span.source.path.startsWith("<");
}

/** An element loses a name that others have too. */
function giveUp(element: Element, name: string): void {
  const left = element.names?.filter((other) => other !== name) ?? [];
  if (left.length === (element.names?.length ?? 0)) return;
  if (left.length > 0) element.names = left;
  else delete element.names;
  element.dupnames = [...(element.dupnames ?? []), name];
}

/** The address, or the name, that both targets lead to: the address "a" is not what is called "a". */
function commonGoal(element: Element, other: Element | null): string | undefined {
  if (element.type !== "target" || other?.type !== "target") return undefined;
  const { refuri, refname } = element;
  if (refname !== undefined && refname === other.refname) return refname;
  return refuri === other.refuri ? refuri : undefined;
}

/** A name as references compare it: white space folded, lower case. */
export function normalizeName(text: string): string {
  return foldName(text.toLowerCase());
}

/** ASCII words with single spaces between them: most names. */
const plainNameRe = /^[!-~]+(?: [!-~]+)*$/;

/** A name with its white space folded, its case kept: as substitutions are named. */
export function foldName(written: string): string {
  const text = withoutStandIns(written);
  return plainNameRe.test(text) ? text : wordsOf(text).join(" ");
}

/** Letters that Unicode does not decompose, as docutils spells them in ids. */
export const plainLetters: Readonly<Record<string, string>> = {
  ß: "sz", æ: "ae", œ: "oe", ȸ: "db", ȹ: "qp",
  ø: "o", đ: "d", ħ: "h", ı: "i", ł: "l", ŧ: "t", ƀ: "b", ƃ: "b", ƈ: "c", ƌ: "d", ƒ: "f", ƙ: "k", ƚ: "l", ƞ: "n",
  ƥ: "p", ƫ: "t", ƭ: "t", ƴ: "y", ƶ: "z", ǥ: "g", ȥ: "z", ȴ: "l", ȵ: "n", ȶ: "t", ȷ: "j", ȼ: "c", ȿ: "s", ɀ: "z",
  ɇ: "e", ɉ: "j", ɋ: "q", ɍ: "r", ɏ: "y",
}; // prettier-ignore

/**
 * A text as an id: lower case, letters without their marks, everything else a hyphen, none and no digit in front.
 *
 * @see https://docutils.sourceforge.io/docs/ref/rst/directives.html#identifier-normalization
 */
export function idOf(text: string): string {
  if (/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(text)) return text;
  let plain = text.toLowerCase();
  // Most names are plain already.
  if (/[^\0-\x7f]/.test(plain))
    plain = plain
      .replace(/[^\0-\x7f]/g, (char) => plainLetters[char] ?? char)
      .normalize("NFKD")
      .replace(/[^\0-\x7f]/g, "");
  return plain
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[-0-9]+/, "")
    .replace(/-$/, "");
}
