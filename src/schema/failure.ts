import type { Json } from "../data/data.js";
import type { Located } from "../data/located.js";
import type { Schema } from "./schema.js";

/** A keyword that a value does not fit. */
export interface Failure {
  /** `false schema` where the schema is `false`. */
  readonly keyword: string;
  readonly schema: Schema;
  /** The keyword in the schema. */
  readonly at: Located;
  /** What the keyword says. */
  readonly given: Json;
  /** From the value that was validated to the one that is wrong. */
  readonly path: readonly string[];
  readonly instancePointer: string;
  readonly value: Json;
  /** The value as it is written, if it is a number that JavaScript prints with other digits. */
  readonly written?: string;
  readonly params: Params;
  /** The innermost `if` that it depends on. */
  readonly condition?: FailedCondition;
  /** Of `oneOf`, `anyOf` and `propertyNames`: what is wrong by each schema. None where several of `oneOf` fit. */
  readonly alternatives: readonly Alternative[];
}

/** An `if`, whether the value fits it, and where that value is. */
export interface FailedCondition {
  readonly when: Schema;
  readonly holds: boolean;
  readonly path: readonly string[];
}

/** What is meant in particular. */
export interface Params {
  /** The keys that are missing, and the key that needs them. */
  readonly missing?: readonly string[];
  readonly because?: string;
  /** A key that is not allowed. */
  readonly key?: string;
  /** How many items there may be. */
  readonly limit?: number;
  /** How many items fit, and how many must or may. */
  readonly found?: number;
  readonly least?: number;
  readonly most?: number;
  /** Which alternatives fit where only one may. */
  readonly fitting?: readonly Schema[];
}

export interface Alternative {
  readonly schema: Schema;
  readonly failures: readonly Failure[];
}
