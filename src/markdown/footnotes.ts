import type { Span } from "../base/source.js";
import { idOf } from "../rst/names.js";
import type { Block, Footnote, Inline } from "../rst/nodes.js";
import type { Reader } from "./reader.js";
import type { Token } from "./tokens.js";

interface Note {
  readonly label: string;
  readonly span: Span;
  readonly node: Footnote;
}

/** The footnotes of a text. */
export class Footnotes {
  private readonly reader: Pick<Reader, "text" | "cx" | "tell" | "peek" | "spanOf" | "blocks">;
  /** Footnotes by label, and the labels that are referred to, in that order. */
  private readonly notes = new Map<string, Note>();
  private readonly noted = new Set<string>();
  /** What this text is called, once it has a footnote. */
  private text: string | undefined;

  constructor(reader: Footnotes["reader"]) {
    this.reader = reader;
  }

  /** The node of a reference to one. */
  reference(label: string, span: Span): Inline {
    this.noted.add(label);
    const id = this.reader.cx.names.claimId(`fnref-${idOf(label) || label}`);
    return {
      type: "footnote_reference",
      span,
      ids: [id],
      auto: 1,
      refname: this.nameOf(label, span),
      children: [],
    };
  }

  /** The name of a footnote, which is this text's own: other descriptions of its file, and itself shown again, have others. */
  private nameOf(label: string, { source }: Span): string {
    this.text ??= this.nameOfText(source.path);
    return `[^${label}] ${this.text}`;
  }

  private nameOfText(path: string): string {
    const texts = (this.reader.cx.state.textsWithNotes ??= new Map<string, number>());
    const count = (texts.get(path) ?? 0) + 1;
    texts.set(path, count);
    return count === 1 ? path : `${path} ${count}`;
  }

  /** Read a footnote, which is shown where `all` gives it. */
  read(token: Token): void {
    const { reader } = this;
    const label = String(token.meta?.["label"]);
    const first = reader.peek();
    const span = first ? reader.spanOf(first) : reader.text.span(0, 0);
    const node: Footnote = {
      type: "footnote",
      span,
      auto: 1,
      names: [this.nameOf(label, span)],
      ids: [reader.cx.names.claimId(`fn-${idOf(label) || label}`)],
      children: reader.blocks("footnote_reference_close"),
    };
    if (this.notes.has(label)) reader.tell("duplicate-footnote", span, [label]);
    else this.notes.set(label, { label, span, node });
  }

  /** The footnotes, in the order in which they are referred to. */
  *all(): Iterable<Block> {
    for (const label of this.noted) {
      const note = this.notes.get(label);
      if (note) yield* this.placed(note);
    }
    for (const note of this.notes.values()) {
      if (this.noted.has(note.label)) continue;
      this.reader.tell("unused-footnote", note.span, [note.label]);
      yield* this.placed(note);
    }
  }

  private *placed({ node }: Note): Iterable<Block> {
    yield* this.reader.cx.names.noteExplicit(node);
    yield node;
  }
}
