/**
 * Resolves what a parsed document refers to. In comes the tree as the parser made it, out comes one in which names lead
 * to ids, substitutions are replaced, notes and sections are numbered and the contents are listed. Each step is a file of
 * its own; the table below is their order, which is docutils'.
 */
import type { Report } from "../base/diagnostics.js";
import type { Document } from "../rst/nodes.js";
import { admonitionTitles } from "./admonition-titles.js";
import { anonymousReferences } from "./anonymous-references.js";
import { classAttribute } from "./class-attribute.js";
import { contents } from "./contents.js";
import { danglingReferences, unreferencedTargets } from "./dangling-references.js";
import { docinfo } from "./docinfo.js";
import { documentTitle, sectionSubtitle } from "./document-title.js";
import { filter } from "./filter.js";
import { footnotes } from "./footnotes.js";
import { indirectTargets } from "./indirect-targets.js";
import { filterMessages, messagesAtEnd, messageSection } from "./messages.js";
import { pageLinks } from "./page-links.js";
import { propagateTargets } from "./propagate-targets.js";
import { sectionNumbers } from "./section-numbers.js";
import { defaultTransformSettings, type TransformSettings } from "./settings.js";
import { smartQuotes } from "./smart-quotes.js";
import { stripClasses, stripComments } from "./strip.js";
import { substitutions } from "./substitutions.js";
import { targetNotes } from "./target-notes.js";
import { externalTargets, internalTargets } from "./target-references.js";
import { terms } from "./terms.js";
import { transitions } from "./transitions.js";
import { copyOf } from "./tree.js";
import { Work } from "./work.js";

export type { DocumentTerms, TermDefinition, TransformSettings } from "./settings.js";

interface Transform {
  readonly name: string;
  readonly run: (work: Work) => void;
  /** Runs where a directive asks for it, whatever list of transforms is set. */
  readonly asked?: true;
  /** Runs only where a list of transforms names it. */
  readonly special?: true;
}

/** In this order. */
export const transforms = [
  { name: "class", run: classAttribute, asked: true },
  { name: "substitutions", run: substitutions }, // early: copies bring references and title texts along
  { name: "propagate-targets", run: propagateTargets },
  { name: "document-title", run: documentTitle },
  { name: "docinfo", run: docinfo }, // behind the title, which is before it
  { name: "section-subtitle", run: sectionSubtitle },
  { name: "strip-classes", run: stripClasses },
  { name: "anonymous-references", run: anonymousReferences },
  { name: "indirect-targets", run: indirectTargets },
  { name: "target-notes", run: targetNotes, asked: true }, // makes footnotes
  { name: "footnotes", run: footnotes },
  { name: "external-targets", run: externalTargets },
  { name: "internal-targets", run: internalTargets },
  { name: "section-numbers", run: sectionNumbers, asked: true },
  { name: "contents", run: contents, asked: true }, // copies titles, with their numbers
  { name: "strip-comments", run: stripComments },
  { name: "filter", run: filter, asked: true },
  { name: "transitions", run: transitions },
  { name: "dangling-references", run: danglingReferences }, // all other references are resolved
  { name: "unreferenced-targets", run: unreferencedTargets },
  { name: "smart-quotes", run: smartQuotes },
  { name: "messages", run: messageSection },
  { name: "messages-at-end", run: messagesAtEnd, special: true },
  { name: "filter-messages", run: filterMessages },
  { name: "admonition-titles", run: admonitionTitles, special: true },
  { name: "terms", run: terms }, // before links are looked at
  { name: "page-links", run: pageLinks }, // last: all ids are there
] as const satisfies readonly Transform[];

export type TransformName = (typeof transforms)[number]["name"];

/** Resolve what a parsed document refers to: substitutions, names, footnotes, numbers, contents. Gives a new document; the parsed one stays as it is. */
export function transform(
  document: Document,
  report: Report,
  settings: Partial<TransformSettings> = {},
): Document {
  const copy = copyOf(document);
  copy.autoIds = { ...document.autoIds };
  return transformInPlace(copy, report, settings);
}

/** The same for whoever has no more use for the parsed document: it is changed, and given back. */
export function transformInPlace(
  document: Document,
  report: Report,
  settings: Partial<TransformSettings> = {},
): Document {
  const all = { ...defaultTransformSettings, ...settings };
  const work = new Work(document, report, all);
  for (const step of chosen(all.only)) {
    step.run(work);
    work.settle();
  }
  return document;
}

function chosen(only: readonly string[] | undefined): readonly Transform[] {
  const table: readonly Transform[] = transforms;
  return only
    ? table.filter(({ name, asked }) => asked || only.includes(name))
    : table.filter(({ special }) => !special);
}
