import type { Place } from "../base/show-diagnostic.js";
import { pointerAt } from "../data/data.js";
import type { Project } from "../load/project.js";

/** What was looked for: thousands of findings may be held against each other. */
const known = new WeakMap<Project["files"], WeakMap<Place, string | null>>();

/** The pointer of what stands at a place; `null` in files that hold no data, or none that can be read. */
export function pointerOf(place: Place, { files }: Pick<Project, "files">): string | null {
  let pointers = known.get(files);
  if (!pointers) known.set(files, (pointers = new WeakMap()));
  let pointer = pointers.get(place);
  if (pointer === undefined) pointers.set(place, (pointer = lookedFor(place, files)));
  return pointer;
}

function lookedFor({ span }: Place, files: Project["files"]): string | null {
  const isWholeFile = span.start === 0 && span.end === 0;
  if (isWholeFile || (files.get(span.source.path)?.value ?? null) === null) return null;
  return pointerAt(span.source, span.start);
}
