import type { ApiDocument } from "../../api/model.js";
import type { DataFile } from "../../data/data.js";
import type { EventType } from "../../events/events.js";
import type { IndexKind, ShowConfig } from "../../load/project.js";
import type { Located } from "../../data/located.js";
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

/**
 * Indexes of what a specification has: endpoints, events, error codes, types, and what is new or otherwise in which version.
 * What is in them is known from the data when they are made; where it is shown, and what texts say of it, when all pages are
 * there (`PageState.later`). What no page shows is in no index.
 */

/** What indexes are made of. */
export interface IndexView {
  readonly show: ShowConfig;
  /** A text of one line with the values of its labels. */
  readonly labelled: (text: string) => string;
  /** The settings, where indexes come from that nothing else is said of. */
  readonly settings: DataFile;
  readonly apis: readonly IndexedApi[];
  readonly events: readonly EventType[];
  /** Names of properties that hold codes of errors. */
  readonly errorNames: readonly string[];
  /** Codes of errors that the settings describe, by code. */
  readonly errors: ReadonlyMap<string, (cx: Context) => Block[]>;
}

export interface IndexedApi {
  readonly title: string;
  readonly at: Located;
  readonly documents: readonly ApiDocument[];
}

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
  const span = spanAt({ file: view.settings, pointer: "" });
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
