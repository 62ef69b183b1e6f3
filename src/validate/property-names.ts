import { propertyNames, type Names } from "../schema/property-names.js";
import type { Schema } from "../schema/schema.js";

/** The names of the properties of a schema, looked for when somebody asks. */
export class KnownNames {
  #all: Names | undefined;

  constructor(readonly schema: Schema) {}

  get all(): Names {
    return (this.#all ??= propertyNames(this.schema));
  }
}

/** A schema and all that it is put together of by `allOf`. */
export function withParents(schema: Schema): ReadonlySet<Schema> {
  const found = new Set<Schema>();
  const queue = [schema];
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    if (next.ref) queue.push(next.ref);
    for (const each of next.below("allOf")) queue.push(each);
  }
  return found;
}
