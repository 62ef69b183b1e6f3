import { positionAt } from "../base/source.js";
import { spanAt, type Located } from "../data/located.js";
import { outObject, type OutObject } from "./tree.js";

/** Where something stands: the file, line and column, and the JSON pointer. */
export function sourceOf(at: Located): OutObject {
  const { source, start } = spanAt(at, "key");
  const { line, column } = positionAt(source, start);
  return outObject({ file: source.path, line, column, pointer: at.pointer });
}
