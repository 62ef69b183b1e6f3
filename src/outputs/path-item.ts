import { methods } from "../api/api.js";
import type { Named, Out, OutObject } from "./tree.js";

/** A path with its operations by method. Methods of OpenAPI 3.2 that are no fields have a place of their own. */
export function withOperations(
  item: OutObject,
  operations: Iterable<readonly [method: string | Named, content: Out]>,
): OutObject {
  const made: OutObject = new Map(item);
  const others: OutObject = new Map();
  for (const [method, content] of operations)
    (withField.has(method) ? made : others).set(method, content);
  if (others.size > 0) made.set("additionalOperations", others);
  return made;
}

const withField: ReadonlySet<unknown> = new Set(methods);
