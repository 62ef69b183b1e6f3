import { isObject, keysOf, type Json } from "../data/data.js";
import type { Located } from "../data/located.js";
import type { Dialect } from "./dialects.js";

/**
 * A schema as it is written: plain JSON with its references kept. Nothing is copied from what a `$ref` names, so that
 * recursion is harmless, names survive, and each draft means what it says.
 */
export interface Schema {
  /** Where it stands. A schema is the same wherever it is reached from. */
  readonly at: Located;
  /** As written: an object, or a boolean where the dialect has boolean schemas. Anything else counts as `true`, reported elsewhere. */
  readonly value: Json;
  readonly dialect: Dialect;
  /** What its fragments and relative references start from. */
  readonly resource: Resource;
  /** Its `title`, else the key of the definition or component it is, else `null`. */
  readonly name: string | null;
  /** What `$ref` names, followed when asked; `null` where there is none, or it leads nowhere (which is reported once). */
  readonly ref: Schema | null;
  /** The same for `$dynamicRef` and `$recursiveRef`, where the dialect has them, outside any dynamic scope. */
  readonly dynamicRef: Schema | null;
  /** The anchor that the dynamic scope is searched for in place of `dynamicRef`; `null` where that is meant in any case. */
  readonly dynamicName: string | null;
  /** The same without its `$ref`, and with all that is written beside it, whatever its dialect says of that: as pages were once made. */
  readonly asWritten: Schema;
  /** The value of a keyword that has a meaning here; `undefined` where it is absent, or a sibling of a `$ref` that the dialect ignores. */
  keyword(name: string): Json | undefined;
  /** The schemas directly below a keyword: one for `items: {}`, each for `allOf: []`, each value for `properties: {}`. */
  below(name: string): readonly Schema[];
  /** The same with the keys or indices they stand under: `["user_id", Schema]`; of `items: {}` the key is "". */
  entries(name: string): readonly (readonly [key: string, schema: Schema])[];
}

/** A schema resource: a file, or the part of one that an `$id` names. See JSON Schema 2020-12, core, 4.3.5. */
export interface Resource {
  /** Without a fragment: what its `$id` comes to, or `file:///` and the path of the file. */
  readonly uri: string;
  /** Whether there is any dynamic anchor in it. */
  readonly isDynamic: boolean;
  /** The schema of a `$dynamicAnchor`; "" stands for a root that says `$recursiveAnchor: true`. */
  dynamicAnchor(name: string): Schema | null;
}

/** A schema directly below another one. */
export interface Child {
  readonly keyword: string;
  /** The key or index under that keyword, or "". */
  readonly key: string;
  readonly schema: Schema;
}

/** All schemas directly below one, in the order of the source. What `$ref` names is not below it. */
export function childrenOf(schema: Schema): readonly Child[] {
  if (!isObject(schema.value)) return [];
  return keysOf(schema.value).flatMap((keyword) =>
    schema.entries(keyword).map(([key, child]) => ({ keyword, key, schema: child })),
  );
}
