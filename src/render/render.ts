import type { ApiDocument, Operation } from "../api/model.js";
import { spanOf } from "../data/data.js";
import type { ShowConfig } from "../load/project.js";
import type { Context } from "../rst/context.js";
import type { Block, Section } from "../rst/nodes.js";
import type { DataFile } from "../data/data.js";
import { exampleOf } from "../schema/example.js";
import { rubric } from "./nodes.js";
import { operationSections, type Surroundings } from "./operation.js";
import type { Budget, Making, PageState } from "./page.js";

/**
 * What a specification says → nodes of a page. Made content stands in the tree as it is: no text of it is parsed but the
 * descriptions of authors.
 */

export { Budget, PageState } from "./page.js";

/** What the operations of a file are shown with. */
export interface DocumentView {
  readonly document: ApiDocument;
  /** Operations whose path has one of these come first. */
  readonly first: readonly string[];
  readonly show: ShowConfig;
  readonly descriptions: "rst" | "markdown";
  readonly markdown: Making["markdown"];
  readonly labelled: Making["labelled"];
  readonly linesOf: Making["linesOf"];
  /** The notice for what is deprecated, as reStructuredText of the settings; "" where there is none. */
  readonly deprecation: { readonly file: DataFile; readonly text: string };
}

/** The operations of a file as sections, and the webhooks after them. */
export function documentBlocks(
  { document, first, show, descriptions, markdown, deprecation, labelled, linesOf }: DocumentView,
  page: PageState,
  cx: Context,
  budget: Budget,
): Block[] {
  const making: Making = {
    cx,
    page,
    budget,
    show,
    descriptions,
    markdown,
    labelled,
    linesOf,
    exampleOf: (of, sentIn) => exampleOf(of, sentIn ? { sentIn } : {})?.value,
    pending: [],
  };
  const around: Surroundings = {
    securitySchemes: new Map(document.securitySchemes.map((scheme) => [scheme.name, scheme])),
    server: labelled(document.servers[0]?.address ?? "/"),
    deprecation: [],
  };
  const notice = (): Block[] => {
    if (deprecation.text.trim() === "") return [];
    const { source } = deprecation.file;
    const span = spanOf({ source, pointer: "/notices/deprecated" });
    const text = { path: source.path, text: deprecation.text, origin: () => span };
    return [{ type: "warning", span, children: cx.blocks(linesOf(text)) }];
  };
  const operations = [...ordered(document.operations, first), ...document.webhooks];
  const all = operations.flatMap((operation) =>
    operationSections(
      making,
      operation,
      operation.deprecated ? { ...around, deprecation: notice() } : around,
    ),
  );
  return cx.titles ? all : all.flatMap(flattened);
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
