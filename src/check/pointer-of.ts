import type { Place } from "../base/show-diagnostic.js";
import { pointerAt } from "../data/data.js";
import type { Project } from "../load/project.js";

/** The pointer of what stands at a place; `null` in files that hold no data. */
export function pointerOf({ span }: Place, { files }: Pick<Project, "files">): string | null {
  const isWholeFile = span.start === 0 && span.end === 0;
  if (isWholeFile || !files.has(span.source.path)) return null;
  return pointerAt(span.source, span.start);
}
