import type { Place } from "../base/show-diagnostic.js";
import { pointerAt } from "../data/data.js";
import type { Project } from "../load/project.js";

/** The pointer of what stands at a place; `null` in files that hold no data, or none that can be read. */
export function pointerOf({ span }: Place, { files }: Pick<Project, "files">): string | null {
  const isWholeFile = span.start === 0 && span.end === 0;
  if (isWholeFile || (files.get(span.source.path)?.value ?? null) === null) return null;
  return pointerAt(span.source, span.start);
}
