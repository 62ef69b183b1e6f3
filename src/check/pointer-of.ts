import type { Place } from "../base/show-diagnostic.js";
import { pointerAt } from "../data/data.js";
import type { Project } from "../load/project.js";

/** The pointer of what stands at a place; `null` in files that hold no data. */
export function pointerOf({ span }: Place, { files }: Project): string | null {
  if (!files.has(span.source.path) || span.start === span.end) return null;
  return pointerAt(span.source, span.start);
}
