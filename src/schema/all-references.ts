import {
  isArray,
  isObject,
  joinPointer,
  type DataFile,
  type Json,
  type JsonObject,
} from "../data/data.js";
import type { Located } from "../data/located.js";
import type { Placed, Registry } from "./registry.js";

/**
 * Follows every `$ref` of files wherever it stands, in examples and in what no page shows, and those of all that they name.
 * What leads nowhere is reported by the registry, and what stands beside a `$ref` that names no object.
 */
export function followAll(files: Iterable<DataFile>, registry: Registry): void {
  const search = new Search(registry);
  for (const file of files) search.look({ value: file.value, at: { file, pointer: "" } });
}

class Search {
  readonly #seen = new Set<object>();
  /** What `$ref`s name, to be looked at. */
  readonly #named: Placed[] = [];
  #root: Located = { file: { source: { path: "", text: "" }, value: null }, pointer: "" };
  /** The keys that lead from there to the value at hand. */
  readonly #keys: string[] = [];

  constructor(readonly registry: Registry) {}

  look(first: Placed): void {
    for (let next: Placed | undefined = first; next; next = this.#named.pop()) {
      if (!this.registry.mayHaveRefs(next.at.file)) continue;
      this.#root = next.at;
      this.#visit(next.value);
    }
  }

  /** Reading has a limit for nesting. */
  #visit(value: Json): void {
    if (typeof value !== "object" || value === null || this.#seen.has(value)) return;
    this.#seen.add(value);
    if (!isArray(value) && typeof value["$ref"] === "string") this.#follow(value as JsonObject);
    for (const key of Object.keys(value)) {
      const child = (value as JsonObject)[key]!; // an array is read by its indices
      if (typeof child !== "object" || child === null) continue;
      this.#keys.push(key);
      this.#visit(child);
      this.#keys.pop();
    }
  }

  #follow(object: JsonObject): void {
    const { registry } = this;
    const { file, pointer } = this.#root;
    const at = { file, pointer: joinPointer(pointer, ...this.#keys) };
    const target = registry.placedTarget(object, at);
    if (!target) return;
    if (!this.#seen.has(target.value as object)) this.#named.push(target);
    const isChain = isObject(target.value) && typeof target.value["$ref"] === "string";
    const end = isChain ? registry.endOf(at) : target.at;
    const isLost = end && Object.keys(object).length > 1 && !isObject(registry.valueAt(end));
    if (isLost) registry.tell({ at }, "ref-siblings-lost", [String(object["$ref"])]);
  }
}
