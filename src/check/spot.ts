import type { Place } from "../base/show-diagnostic.js";
import { positionAt } from "../base/source.js";
import { lookUp, spanOf } from "../data/data.js";
import type { Project } from "../load/project.js";
import type { Spot } from "./accept-comment.js";
import { pointerOf } from "./pointer-of.js";

/** The place of a finding in a project. */
export function spotOf(place: Place, project: Project): Spot {
  const pointer = once(() => pointerOf(place, project));
  const firstLine = once(() => {
    const { source } = place.span;
    const at = pointer();
    const value = project.files.get(source.path)?.value;
    if (at === null || value === undefined || typeof lookUp(value, at) !== "string") return null;
    return positionAt(source, spanOf({ source, pointer: at }, "key").start).line;
  });
  return { place, pointer, firstLine };
}

function once<T>(work: () => T): () => T {
  let done: { readonly value: T } | undefined;
  return () => (done ??= { value: work() }).value;
}
