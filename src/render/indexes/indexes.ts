import type { IndexKind } from "../../load/project.js";
import type { Context } from "../../rst/context.js";
import { normalizeName } from "../../rst/names.js";
import type { Block, Section } from "../../rst/nodes.js";
import { rubric, spanAt, text } from "../nodes.js";
import type { PageState } from "../page.js";
import { wordOf, type Word } from "../wordings.js";
import { changeIndex } from "./changes.js";
import { endpointIndex } from "./endpoints.js";
import { errorIndex } from "./errors.js";
import { eventIndex } from "./events.js";
import { typeIndex } from "./types.js";
import type { IndexView } from "./view.js";

export type { IndexView } from "./view.js";

/**
 * Indexes of what a specification has: endpoints, events, error codes, types, and what is new or otherwise in which version.
 * What is in them is known from the data when they are made; where it is shown, and what texts say of it, when all pages are
 * there (`PageState.later`). What no page shows is in no index.
 */

/** What makes an index, and what it is called. */
interface Index {
  readonly title: Word;
  readonly make: (view: IndexView, page: PageState, cx: Context) => Block[];
}

const indexes: Readonly<Record<IndexKind, Index>> = {
  endpoints: { title: "index-endpoints", make: endpointIndex },
  events: { title: "index-events", make: eventIndex },
  errors: { title: "index-errors", make: errorIndex },
  types: { title: "index-types", make: typeIndex },
  changes: { title: "index-changes", make: changeIndex },
};

/** An index, without a heading. */
export function indexBlocks(
  kind: IndexKind,
  view: IndexView,
  page: PageState,
  cx: Context,
): Block[] {
  return indexes[kind].make(view, page, cx);
}

/** Several indexes, each in a section, in one that is called as all of them are. */
export function allIndexes(
  kinds: readonly IndexKind[],
  view: IndexView,
  page: PageState,
  cx: Context,
): Block[] {
  const parts = kinds.map((kind) => {
    const { title, make } = indexes[kind];
    return sectioned(view, title, make(view, page, cx), cx);
  });
  return parts.flat();
}

function sectioned(view: IndexView, title: Word, blocks: readonly Block[], cx: Context): Block[] {
  const span = spanAt({ file: view.settings, pointer: "/indexes" });
  const words = wordOf(view.show.wordings, title);
  if (blocks.length === 0) return [];
  if (!cx.titles) return [rubric([text(words, span)], span), ...blocks];
  const section: Section = {
    type: "section",
    span,
    made: true,
    names: [normalizeName(words)],
    children: [{ type: "title", span, children: [text(words, span)] }, ...blocks],
  };
  cx.names.noteImplicit(section);
  return [section];
}
