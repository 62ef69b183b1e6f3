import { positionAt } from "../base/source.js";
import { spanAt, type Located } from "../data/located.js";
import { outObject, type OutObject } from "./tree.js";

/** The file, line and column, and the JSON pointer. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly pointer: string;
}

/** Where something stands. */
export function placeIn(at: Located): SourcePlace {
  const { source, start } = spanAt(at, "key");
  return { file: source.path, ...positionAt(source, start), pointer: at.pointer };
}

/** The same for a file. */
export function sourceOf(at: Located): OutObject {
  return outObject({ ...placeIn(at) });
}
