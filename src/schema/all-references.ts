import { isArray, isObject, type DataFile, type Json, type JsonObject } from "../data/data.js";
import { stepBelow, type Located } from "../data/located.js";
import { refIn } from "./document.js";
import type { Registry } from "./registry.js";

/**
 * Follows every `$ref` of files wherever it stands, in examples and in what no page shows, and those of all that they name.
 * What leads nowhere is reported by the registry, and what stands beside a `$ref` that names no object.
 */
export function followAll(files: Iterable<DataFile>, registry: Registry): void {
  const search = new Search(registry);
  for (const file of files) search.look(file.value, { file, pointer: "" });
}

class Search {
  readonly #seen = new Set<object>();
  /** What `$ref`s name in other files, to be looked at. */
  readonly #named: (readonly [Json, Located])[] = [];

  constructor(readonly registry: Registry) {}

  look(value: Json, at: Located): void {
    this.#visit(value, at);
    for (let next = this.#named.pop(); next; next = this.#named.pop()) this.#visit(...next);
  }

  /** Nesting has a limit, which is that of reading. */
  #visit(value: Json, at: Located): void {
    if (typeof value !== "object" || value === null || this.#seen.has(value)) return;
    this.#seen.add(value);
    if (isArray(value)) {
      for (let index = 0; index < value.length; index++) {
        const item = value[index]!;
        if (typeof item === "object" && item !== null) this.#visit(item, stepBelow(at, index));
      }
      return;
    }
    if (refIn(value) !== undefined) this.#follow(value as JsonObject, at);
    for (const key of Object.keys(value)) {
      const child = (value as JsonObject)[key]!;
      if (typeof child === "object" && child !== null) this.#visit(child, stepBelow(at, key));
    }
  }

  #follow(object: JsonObject, at: Located): void {
    const { registry } = this;
    const target = registry.targetOf(at);
    const named = target ? registry.valueAt(target) : undefined;
    if (!target || named === undefined) return;
    this.#named.push([named, target]);
    const end = registry.endOf(at);
    if (end && Object.keys(object).length > 1 && !isObject(registry.valueAt(end)))
      registry.tell({ at }, "ref-siblings-lost", [refIn(object)!]);
  }
}
