import type { ApiDocument, Operation } from "../api/model.js";
import { joinPointer, spanOf, type Json } from "../data/data.js";
import type { Located } from "../data/located.js";
import type { CommonFields, EventType } from "../events/events.js";
import type { ShowConfig, VersionsConfig } from "../load/project.js";
import type { Context } from "../rst/context.js";
import type { Block, Inline, Node, Section } from "../rst/nodes.js";
import type { DataFile } from "../data/data.js";
import { exampleValue, isPlain } from "../schema/example-value.js";
import { exampleOf, examplesIn } from "../schema/example.js";
import type { Registry } from "../schema/registry.js";
import type { Schema } from "../schema/schema.js";
import {
  commonSection,
  definitionSection,
  eventSection,
  shownName,
  type EventStyle,
} from "./event.js";
import { accessBlocks } from "./access.js";
import { infoBlocks } from "./info.js";
import { paragraph, rubric, spanAt, strong } from "./nodes.js";
import { operationSections, type Sender } from "./callbacks.js";
import { operationSection, sendingOf, type Surroundings } from "./operation.js";
import { compactDefinition, compactEvent, compactFields } from "./compact/event.js";
import { compactOperation } from "./compact/operation.js";
import type { Of } from "./shape.js";
import {
  noteOperation,
  tellTooLarge,
  word,
  type Budget,
  type Making,
  type PageState,
} from "./page.js";
import { homesOf } from "./place-words.js";
import { tagSections } from "./tags.js";

/**
 * What a specification says → nodes of a page. Made content stands in the tree as it is: no text of it is parsed but the
 * descriptions of authors.
 */

export { Budget, PageState, type SiteLink, type SitePlaces } from "./page.js";
export { ShownTexts } from "./shown-texts.js";
export { allIndexes, indexBlocks, type IndexView } from "./indexes/indexes.js";
export { endpointList } from "./endpoints.js";
export { proposalBlocks } from "./proposals.js";
export { idsIn, leadToPages, type Draft } from "./site-links.js";
export { leadToTerms, termsLater } from "./terms.js";

/** What everything that is shown is shown with. */
export interface View {
  readonly show: ShowConfig;
  readonly formats: Making["formats"];
  readonly keyFormats: Making["keyFormats"];
  readonly ids: Making["ids"];
  readonly versions: VersionsConfig;
  readonly descriptions: "rst" | "markdown";
  readonly markdown: Making["markdown"];
  readonly labelled: Making["labelled"];
  readonly linesOf: Making["linesOf"];
  /** Whether it is shown folded at first; absent: as the project has it. */
  readonly folded?: boolean;
  /** Follows `$ref`s within examples; `null` where they have no meaning there. */
  readonly references: Registry | null;
  /** What stands under `allOf` in examples is put together. */
  readonly composes: boolean;
}

/** What the operations of a file are shown with. */
export interface DocumentView extends View {
  readonly document: ApiDocument;
  /** Operations whose path has one of these come first. */
  readonly first: readonly string[];
  /** The notice for what is deprecated, as reStructuredText of the settings; "" where there is none. */
  readonly deprecation: { readonly file: DataFile; readonly text: string };
  /** What their ids begin with, where they are shown more than once. */
  readonly idPrefix?: string;
  /** Operations stand in sections for their tags. */
  readonly sections?: "tags";
}

/** The operations of a file as sections, and the webhooks after them: in each section of a tag, then those without one. */
export function documentBlocks(
  view: DocumentView,
  page: PageState,
  cx: Context,
  budget: Budget,
): Block[] {
  const { document, first, deprecation, labelled, linesOf } = view;
  const making = {
    ...makingOf(view, document.at, page, cx, budget),
    definitions: document.schemas,
    homes: homesOf(document.operations),
  };
  const around: Surroundings = {
    securitySchemes: new Map(document.securitySchemes.map((scheme) => [scheme.name, scheme])),
    servers: document.servers,
    deprecation: [],
    idPrefix: view.idPrefix ?? "",
  };
  const notice = ({ at }: Operation): Block[] => {
    // The look with full layout says it in the heading.
    const isUnsaid = view.show.layout === "compact" && view.show.deprecated;
    if (deprecation.text.trim() === "")
      return isUnsaid
        ? [paragraph([strong(word(making, "deprecated"), spanAt(at))], spanAt(at))]
        : [];
    const { source } = deprecation.file;
    const span = spanOf({ source, pointer: "/notices/deprecated" });
    const text = { path: source.path, text: deprecation.text, origin: () => span };
    return [{ type: "warning", span, children: cx.blocks(linesOf(text)) }];
  };
  const sections = (operation: Operation, sender: Sender) => {
    const own = operation.deprecated ? { ...around, deprecation: notice(operation) } : around;
    return operationSections(making, operation, sender, (each, from) => {
      if (view.show.layout === "full") return operationSection(making, each, own, from);
      const sending = sendingOf(making, each, around, from);
      return compactOperation(making, each, { ...own, sending, sender: from });
    });
  };
  const info = infoBlocks(making, document, view.sections === "tags");
  const lead = accessBlocks(making, document);
  for (const block of [...info, ...lead]) labelAll(block, labelled);
  const { webhooks } = document;
  const shown = (operation: Operation) =>
    folded(
      view,
      webhooks.includes(operation)
        ? sections(operation, "webhook")
        : noteOperation(making, operation, sections(operation, "client")),
    );
  const operations = ordered(document.operations, first, view.show.order);
  const isInSection = ({ tags }: Operation) => view.sections === "tags" && tags.length > 0;
  const inSections = [...operations, ...webhooks.filter(isInSection)];
  const all = [
    ...(view.sections === "tags"
      ? tagSections(making, document, inSections, shown)
      : operations.flatMap(shown)),
    ...webhooks.filter((each) => !isInSection(each)).flatMap(shown),
  ];
  return [...info, ...(all.length === 0 ? [] : lead), ...inPlace(view, cx, all)];
}

/** What events are shown with. */
export interface EventsView extends View {
  /** The settings, whose notes are shown with the events. */
  readonly settings: DataFile;
  /** What stands in the title of an event in place of its name. */
  readonly title?: readonly Inline[];
}

/** Events as sections. */
export function eventBlocks(
  view: EventsView,
  events: readonly EventType[],
  style: EventStyle,
  page: PageState,
  cx: Context,
  budget: Budget,
): Block[] {
  const sections = events.flatMap((event) => {
    const making = { ...makingOf(view, event.at, page, cx, budget) };
    const pointer = joinPointer("/events/notes", event.name);
    const note =
      event.note === null ? null : { at: { file: view.settings, pointer }, text: event.note };
    const name = shownName(event.name, style);
    return budget.made(() =>
      view.show.layout === "full"
        ? eventSection(making, event, style, note, view.title)
        : compactEvent(making, event, { name, title: view.title ?? null, note }),
    );
  });
  return placed(view, cx, sections);
}

/** The fields that all events of a kind have, as a section. */
export function commonFieldsBlocks(
  view: View,
  fields: CommonFields,
  page: PageState,
  cx: Context,
  budget: Budget,
): Block[] {
  const making = makingOf(view, fields.schema.at, page, cx, budget);
  const section = view.show.layout === "full" ? commonSection : compactFields;
  return placed(view, cx, section(making, fields));
}

/** A schema that has a section of its own. */
export function definitionBlocks(
  view: View,
  schema: Schema,
  name: string,
  page: PageState,
  cx: Context,
  budget: Budget,
): Block[] {
  const making = makingOf(view, schema.at, page, cx, budget);
  const section = view.show.layout === "full" ? definitionSection : compactDefinition;
  return placed(view, cx, section(making, schema, name));
}

function makingOf(
  view: View,
  { file, pointer }: Located,
  page: PageState,
  cx: Context,
  budget: Budget,
): Making {
  const { show, references } = view;
  const valueIn = (value: Json, at: Located) =>
    references && !isPlain(value) ? exampleValue(at, references, view.composes) : value;
  const exampleOptions = (of: Of, sentIn?: "request" | "response") => ({
    ...(sentIn ? { sentIn } : {}),
    isGiven: !show["sample-values"],
    valueAt: (said: { readonly value: Json; readonly at: Located }) =>
      valueIn(said.value, said.at) ?? said.value,
    onTooLarge: () => tellTooLarge(budget, "all" in of ? of.schema.at : of.at),
  });
  return {
    cx,
    page,
    budget,
    ...view,
    definitions: [],
    homes: new Map(),
    scope: `${file.source.path}#${pointer}`,
    valueAt: valueIn,
    exampleOf: (of, sentIn) => exampleOf(of, exampleOptions(of, sentIn))?.value,
    examplesIn: (of, sentIn) => examplesIn(of, exampleOptions(of, sentIn)),
    pending: [],
  };
}

/** Labels stand for their values in all that data says: names, values, examples. */
function labelAll(node: Node, labelled: Making["labelled"]): void {
  if (node.type === "text") {
    if (node.value.includes("%")) node.value = labelled(node.value, node.span);
    return;
  }
  const { children } = node as { readonly children?: readonly Node[] };
  if (children) for (let at = 0; at < children.length; at++) labelAll(children[at]!, labelled);
}

function placed(view: View, cx: Context, sections: readonly Section[]): Block[] {
  return inPlace(view, cx, folded(view, sections));
}

/** The sections, to be shown folded where the project or the view says so. */
function folded(view: View, sections: readonly Section[]): readonly Section[] {
  const folding = view.folded === undefined ? view.show.folding : view.folded ? "closed" : "open";
  if (folding !== "none") for (const section of sections) section.folding = folding;
  return sections;
}

function inPlace({ labelled }: View, cx: Context, sections: readonly Section[]): Block[] {
  for (const section of sections) labelAll(section, labelled);
  return cx.titles ? [...sections] : sections.flatMap(flattened);
}

/** Where no section may stand its title is a rubric. */
function flattened({ children, ids, span }: Section): Block[] {
  return children.flatMap((child): Block[] => {
    if (child.type === "section") return flattened(child);
    if (child.type !== "title" && child.type !== "subtitle") return [child];
    return [{ ...rubric(child.children, span), ...(ids ? { ids } : {}) }];
  });
}

function ordered(
  operations: readonly Operation[],
  first: readonly string[],
  order: ShowConfig["order"],
): readonly Operation[] {
  const named = order === "name" ? operations.toSorted(byAddress) : operations;
  const all = new Set<Operation>();
  for (const part of first)
    for (const operation of named) if (operation.path.includes(part)) all.add(operation);
  return [...new Set([...all, ...named])];
}

const usualMethods = ["GET", "POST", "PUT", "DELETE"];

function byAddress(one: Operation, other: Operation): number {
  if (one.path !== other.path) return one.path < other.path ? -1 : 1;
  const rank = ({ method }: Operation) => {
    const known = usualMethods.indexOf(method);
    return known === -1 ? usualMethods.length : known;
  };
  return rank(one) - rank(other);
}
