import type { ApiDocument } from "../../api/model.js";
import type { DataFile } from "../../data/data.js";
import type { Located } from "../../data/located.js";
import type { EventType } from "../../events/events.js";
import type { ShowConfig } from "../../load/project.js";
import type { Context } from "../../rst/context.js";
import type { Block } from "../../rst/nodes.js";
import type { Schema } from "../../schema/schema.js";

/** What indexes are made of. */
export interface IndexView {
  readonly show: ShowConfig;
  /** A text of one line with the values of its labels. */
  readonly labelled: (text: string) => string;
  /** The settings, where indexes come from that nothing else is said of. */
  readonly settings: DataFile;
  readonly apis: readonly IndexedApi[];
  readonly events: readonly EventType[];
  /** Schemas that may have sections of their own. */
  readonly definitions: readonly Schema[];
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
