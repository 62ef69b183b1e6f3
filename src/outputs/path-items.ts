import type { ApiDocument, Operation } from "../api/model.js";
import { isOutObject, type OutObject } from "./tree.js";

/** What path items hold: operations, by methods that have fields, and by others. */

export interface WrittenOperation {
  /** The name of its field, or its method as it is written where it has none. */
  readonly method: string;
  /** Whether its method has no field of its own: OpenAPI 3.2. */
  readonly isAdditional?: boolean;
  readonly content: OutObject;
  readonly operation: Operation;
}

export function addOperation(
  item: OutObject,
  { method, isAdditional }: WrittenOperation,
  content: OutObject,
): void {
  if (isAdditional !== true) return void item.set(method, content);
  const known = item.get("additionalOperations");
  const others: OutObject = isOutObject(known ?? null) ? (known as OutObject) : new Map();
  others.set(method, content);
  item.set("additionalOperations", others);
}

/** A path item as a whole. */
export function withOperations(
  item: OutObject,
  operations: readonly WrittenOperation[],
): OutObject {
  const made: OutObject = new Map(item);
  for (const each of operations) addOperation(made, each, each.content);
  return made;
}

/** The operations of all callbacks of a document. */
export function callbackOperations({ operations, webhooks }: ApiDocument): readonly Operation[] {
  const found: Operation[] = [];
  const seen = new Set<Operation>();
  const visit = (operation: Operation): void => {
    if (seen.has(operation)) return;
    seen.add(operation);
    for (const callback of operation.callbacks)
      for (const each of callback.operations) {
        found.push(each);
        visit(each);
      }
  };
  for (const operation of [...operations, ...webhooks]) visit(operation);
  return found;
}
