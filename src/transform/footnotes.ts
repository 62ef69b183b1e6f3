import type {
  Citation,
  CitationReference,
  Footnote,
  FootnoteReference,
  Label,
} from "../rst/nodes.js";
import { textNode } from "./tree.js";
import type { Work } from "./work.js";

const symbols = [..."*†‡§¶#♠♥♦♣"];
/** Nobody can tell longer labels apart. */
const mostRepeats = 20;

/**
 * Given footnotes and references to them,
 *
 *     <footnote_reference auto="1" ids="footnote-reference-1">
 *     <footnote auto="1" ids="footnote-1">
 *
 * the result is that each has its label, and that they lead to each other:
 *
 *     <footnote_reference auto="1" ids="footnote-reference-1" refid="footnote-1">
 *         1
 *     <footnote auto="1" backrefs="footnote-reference-1" ids="footnote-1" names="1">
 *         <label>
 *             1
 *
 * Numbers that are written out are left to the footnotes that have them.
 */
export function footnotes(work: Work): void {
  const notes = lateOnesLast(work.all("footnote"), work.lateNotes);
  const references = lateOnesLast(work.all("footnote_reference"), work.lateReferences);
  const labels = numberFootnotes(
    work,
    notes.filter((note) => note.auto === 1),
    byName(references),
  );
  numberReferences(
    work,
    references.filter((reference) => reference.auto === 1),
    labels,
  );
  symbolize(
    work,
    notes.filter((note) => note.auto === "*"),
    references.filter((reference) => reference.auto === "*"),
  );
  linkByName(
    work,
    notes.filter((note) => note.auto === undefined),
    byName(references),
  );
  linkByName(work, work.all("citation"), byName(work.all("citation_reference")));
}

/** What the author wrote, and then what transforms made. */
function lateOnesLast<T>(all: readonly T[], late: ReadonlySet<T>): readonly T[] {
  return late.size === 0 ? all : [...all.filter((node) => !late.has(node)), ...late];
}

type NoteReference = FootnoteReference | CitationReference;

function byName<T extends NoteReference>(references: readonly T[]): Map<string, T[]> {
  const named = new Map<string, T[]>();
  for (const reference of references) {
    if (reference.refname === undefined) continue;
    const others = named.get(reference.refname);
    if (others) others.push(reference);
    else named.set(reference.refname, [reference]);
  }
  return named;
}

/** Number `[#]` and `[#name]` footnotes and the references by name; returns the numbers of those without a name. */
function numberFootnotes(
  work: Work,
  notes: readonly Footnote[],
  references: ReadonlyMap<string, readonly FootnoteReference[]>,
): string[] {
  const free: string[] = [];
  let number = 0;
  for (const note of notes) {
    do number++;
    while (work.names.has(String(number)));
    const label = String(number);
    putLabel(note, label);
    for (const name of note.names ?? []) {
      for (const reference of references.get(name) ?? []) {
        reference.children.push(textNode(label, reference.span));
        link(work, note, reference);
      }
    }
    if (!note.names?.length && !note.dupnames?.length) {
      note.names = [label];
      work.names.set(label, note.ids![0]!);
      free.push(label);
    }
  }
  return free;
}

/** Give the references `[#]_` the numbers of the footnotes without a name, in order. */
function numberReferences(
  work: Work,
  references: readonly FootnoteReference[],
  labels: readonly string[],
): void {
  const open = references.filter(
    (reference) => !work.resolved.has(reference) && reference.refid === undefined,
  );
  open.slice(0, labels.length).forEach((reference, index) => {
    const label = labels[index]!;
    reference.children.push(textNode(label, reference.span));
    const note = work.elements.get(work.names.get(label)!);
    const name = reference.refname;
    if (note?.type === "footnote") link(work, note, reference);
    if (name === undefined) return;
    // As in docutils, a label that no footnote has counts as none. The author should know.
    reference.refname = name;
    work.report("unknown-target", reference.span, [name, ...work.near(name, work.names)]);
  });
  const left = open.slice(labels.length);
  if (left.length === 0) return;
  const nameless = left.filter((reference) => reference.refname === undefined);
  work.problem(nameless, "too-many-footnote-references", left[0]!.span, [String(labels.length)]);
}

/** Give `[*]` footnotes and their references symbols, doubled when they are used up. */
function symbolize(
  work: Work,
  notes: readonly Footnote[],
  references: readonly FootnoteReference[],
): void {
  const labels = notes.map((_note, index) =>
    symbols[index % symbols.length]!.repeat(
      Math.min(Math.floor(index / symbols.length) + 1, mostRepeats),
    ),
  );
  const last = symbols.length * mostRepeats;
  if (notes.length > last) work.report("too-many-symbols", notes[last]!.span, [String(last)]);
  notes.forEach((note, index) => putLabel(note, labels[index]!));
  references.slice(0, notes.length).forEach((reference, index) => {
    reference.children.push(textNode(labels[index]!, reference.span));
    link(work, notes[index]!, reference);
  });
  const left = references.slice(notes.length);
  if (left.length > 0)
    work.problem(left, "too-many-symbol-references", left[0]!.span, [String(notes.length)]);
}

function linkByName<T extends NoteReference>(
  work: Work,
  notes: readonly (Footnote | Citation)[],
  references: ReadonlyMap<string, readonly T[]>,
): void {
  for (const note of notes)
    for (const name of note.names ?? [])
      for (const reference of references.get(name) ?? [])
        if (!work.resolved.has(reference)) link(work, note, reference);
}

function putLabel(note: Footnote, label: string): void {
  const node: Label = { type: "label", span: note.span, children: [textNode(label, note.span)] };
  note.children.unshift(node);
}

/** Let a note and a reference lead to each other. */
function link(work: Work, note: Footnote | Citation, reference: NoteReference): void {
  delete reference.refname;
  work.lead(reference, note.ids![0]!);
  (note.backrefs ??= []).push(...(reference.ids ?? []).slice(0, 1));
  work.resolved.add(reference);
}
