import type {
  Footnote,
  FootnoteReference,
  Inline,
  Node,
  Pending,
  Reference,
} from "../rst/nodes.js";
import { paragraph, textNode } from "./tree.js";
import type { Referrer, Work } from "./work.js";

/**
 * Given references to external targets and a place left by `target-notes`, the result is that a footnote with the address
 * stands there for each address, and that a footnote reference stands behind each of the references. A second place would
 * add the same notes again, which is a mistake.
 */
export function targetNotes(work: Work): void {
  const [first, ...others] = work.jobs("target-notes");
  if (!first) return;
  work.replace(first.node, ...new Notes(work, first.node, first.job.classes).make());
  work.refuseRepeated(others, "target-notes");
}

class Notes {
  private readonly notes = new Map<string, Footnote>();

  constructor(
    private readonly work: Work,
    private readonly place: Pending,
    private readonly classes: readonly string[],
  ) {}

  make(): Footnote[] {
    for (const target of this.work.all("target")) {
      const { refuri } = target;
      if (refuri === undefined) continue;
      const referrers = (target.names ?? []).flatMap((name) => this.work.referrers(name));
      if (referrers.length > 0) this.refer(this.noteFor(refuri), referrers);
    }
    for (const reference of this.work.all("reference"))
      if (reference.anonymous && reference.refuri !== undefined)
        this.refer(this.noteFor(reference.refuri), [reference]);
    return [...this.notes.values()];
  }

  private noteFor(refuri: string): Footnote {
    const known = this.notes.get(refuri);
    if (known) return known;
    const { span } = this.place;
    const reference: Reference = {
      type: "reference",
      span,
      refuri,
      children: [textNode(refuri, span)],
    };
    const note: Footnote = {
      type: "footnote",
      span,
      auto: 1,
      children: [paragraph([reference], span)],
    };
    const id = this.work.makeId(note);
    // No author can write such a name.
    const name = `TARGET_NOTE: ${id}`;
    note.names = [name];
    this.work.names.set(name, id);
    this.work.adopt(note);
    this.work.lateNotes.add(note);
    this.notes.set(refuri, note);
    return note;
  }

  private refer(note: Footnote, referrers: readonly Referrer[]): void {
    for (const referrer of referrers) {
      if (referrer.type === "target") continue;
      const reference: FootnoteReference = {
        type: "footnote_reference",
        span: referrer.span,
        auto: 1,
        refname: note.names![0]!,
        children: [],
      };
      this.work.makeId(reference);
      if (this.classes.length > 0) reference.classes = [...this.classes];
      this.work.lateReferences.add(reference);
      this.work.replace(referrer, referrer, ...this.blank(referrer), reference);
    }
  }

  /** The space before a reference. It has its classes, so that it is hidden with it. */
  private blank({ span }: Node): Inline[] {
    if (this.work.settings.trimFootnoteReferenceSpace) return [];
    const space = textNode(" ", span);
    if (this.classes.length === 0) return [space];
    return [{ type: "inline", span, classes: [...this.classes], children: [space] }];
  }
}
