import type { Report } from "../base/diagnostics.js";
import type { Source } from "../base/source.js";
import type { Settings } from "./context.js";
import type { Line } from "./lines.js";
import type { Document } from "./nodes.js";

/** reStructuredText → the tree of docutils, before transforms. Faults are reported and stand in the tree as system messages. */
export function parseRst(
  _text: Source | readonly Line[],
  _report: Report,
  _settings?: Partial<Settings>,
): Document {
  throw new Error("not written");
}
