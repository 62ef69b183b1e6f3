import type { ApiDocument, Operation } from "../api/model.js";
import { joinPointer, spanOf, type Json } from "../data/data.js";
import type { Located } from "../data/located.js";
import type { CommonFields, EventType } from "../events/events.js";
import type { ShowConfig, VersionsConfig } from "../load/project.js";
import type { Context } from "../rst/context.js";
import type { Block, Inline, Node, Section } from "../rst/nodes.js";
import type { DataFile } from "../data/data.js";
import { exampleValue } from "../schema/example-value.js";
import { exampleOf } from "../schema/example.js";
import type { Registry } from "../schema/registry.js";
import type { Schema } from "../schema/schema.js";
import { commonSection, definitionSection, eventSection, type EventStyle } from "./event.js";
import { accessBlocks } from "./access.js";
import { rubric } from "./nodes.js";
import { operationSections, type Sender, type Surroundings } from "./operation.js";
import type { Budget, Formats, Making, PageState } from "./page.js";

/**
 * What a specification says → nodes of a page. Made content stands in the tree as it is: no text of it is parsed but the
 * descriptions of authors.
 */

export { Budget, PageState } from "./page.js";
export { endpointList } from "./endpoints.js";
export { idsIn, leadToPages, type Draft } from "./site-links.js";

/** What everything that is shown is shown with. */
export interface View {
  readonly show: ShowConfig;
  readonly formats: Formats;
  readonly versions: VersionsConfig;
  readonly descriptions: "rst" | "markdown";
  readonly markdown: Making["markdown"];
  readonly labelled: Making["labelled"];
  readonly linesOf: Making["linesOf"];
  /** Whether it is shown folded at first; absent: as the project has it. */
  readonly folded?: boolean;
  /** Follows `$ref`s within examples; `null` where they have no meaning there. */
  readonly references: Registry | null;
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
}

/** The operations of a file as sections, and the webhooks after them. */
export function documentBlocks(
  view: DocumentView,
  page: PageState,
  cx: Context,
  budget: Budget,
): Block[] {
  const { document, first, deprecation, labelled, linesOf } = view;
  const making = makingOf(view, document.at, page, cx, budget);
  const around: Surroundings = {
    securitySchemes: new Map(document.securitySchemes.map((scheme) => [scheme.name, scheme])),
    servers: document.servers,
    deprecation: [],
  };
  const notice = (): Block[] => {
    if (deprecation.text.trim() === "") return [];
    const { source } = deprecation.file;
    const span = spanOf({ source, pointer: "/notices/deprecated" });
    const text = { path: source.path, text: deprecation.text, origin: () => span };
    return [{ type: "warning", span, children: cx.blocks(linesOf(text)) }];
  };
  const sections = (operation: Operation, sender: Sender) =>
    operationSections(
      making,
      operation,
      operation.deprecated ? { ...around, deprecation: notice() } : around,
      sender,
    );
  const lead = accessBlocks(making, document);
  for (const block of lead) labelAll(block, labelled);
  const all = [
    ...ordered(document.operations, first).flatMap((each) => sections(each, "client")),
    ...document.webhooks.flatMap((each) => sections(each, "webhook")),
  ];
  return [...(all.length === 0 ? [] : lead), ...placed(view, cx, all)];
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
    return eventSection(making, event, style, note, view.title);
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
  return placed(view, cx, commonSection(making, fields));
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
  return placed(view, cx, definitionSection(making, schema, name));
}

function makingOf(
  { show, formats, versions, descriptions, markdown, labelled, linesOf, references }: View,
  { file, pointer }: Located,
  page: PageState,
  cx: Context,
  budget: Budget,
): Making {
  const valueIn = (value: Json, at: Located) =>
    references && JSON.stringify(value).includes('"$ref"') ? exampleValue(at, references) : value;
  return {
    cx,
    page,
    budget,
    show,
    formats,
    versions,
    scope: `${file.source.path}#${pointer}`,
    descriptions,
    markdown,
    labelled,
    linesOf,
    valueAt: valueIn,
    exampleOf: (of, sentIn) =>
      exampleOf(of, {
        ...(sentIn ? { sentIn } : {}),
        valueAt: ({ value, at }) => valueIn(value, at) ?? value,
      })?.value,
    pending: [],
  };
}

/** Labels stand for their values in all that data says: names, values, examples. */
function labelAll(node: Node, labelled: Making["labelled"]): void {
  if (node.type === "text") {
    if (node.value.includes("%")) node.value = labelled(node.value);
    return;
  }
  const { children } = node as { readonly children?: readonly Node[] };
  if (children) for (let at = 0; at < children.length; at++) labelAll(children[at]!, labelled);
}

function placed({ labelled }: View, cx: Context, sections: readonly Section[]): Block[] {
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

function ordered(operations: readonly Operation[], first: readonly string[]): readonly Operation[] {
  const all = new Set<Operation>();
  for (const part of first)
    for (const operation of operations) if (operation.path.includes(part)) all.add(operation);
  return [...new Set([...all, ...operations])];
}
