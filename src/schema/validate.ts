import { isObject, keysOf, type Json } from "../data/data.js";
import { applicators } from "./applicators.js";
import { assertions, type Options } from "./assertions.js";
import { assertsFormats, isSince } from "./dialects.js";
import type { Failure } from "./failure.js";
import { Patterns } from "./patterns.js";
import { Instance, isNullable, Run, Scope, tooMuch, type Check, type Plan } from "./run.js";
import type { Schema } from "./schema.js";

export type { Alternative, Failure } from "./failure.js";

export interface ValidatorOptions {
  /** Whether `format` is held against values; by default where its dialect says so. */
  readonly formats?: "assert" | "annotate";
  /** Whether what a part of `allOf` says of a property counts where it is contradicted later, and no value could fit; by default it does. */
  readonly contradictions?: "count" | "ignore";
  /** After how many steps it takes too long; by default after as many as take a second or so. */
  readonly mostSteps?: number;
}

/**
 * Holds values against schemas of all dialects, their references followed as they are met. What a schema comes to is kept,
 * so one validator serves for many values.
 */
export class Validator {
  readonly patterns = new Patterns();
  readonly #plans = new Map<Schema, Plan>();
  readonly #options: Options;

  readonly #mostSteps: number | undefined;

  constructor({ formats, contradictions, mostSteps }: ValidatorOptions = {}) {
    this.#mostSteps = mostSteps;
    const assertsFormat = formats ? () => formats === "assert" : assertsFormats;
    const ignoresContradictions = contradictions === "ignore";
    this.#options = { assertsFormat, patterns: this.patterns, ignoresContradictions };
  }

  /**
   * In which ways a value does not fit a schema, in the order of the schema; none where it fits. `null` where it would take
   * too long to say, as with schemas that were made for that. `written`: how a number that is the whole value is written.
   */
  failures(value: Json, schema: Schema, written?: string): readonly Failure[] | null {
    const run = new Run({
      planOf: (each) => this.#planOf(each),
      patterns: this.patterns,
      mostSteps: this.#mostSteps,
    });
    const at = new Instance(value, null, "", written);
    const scope = new Scope();
    try {
      return run.holds(schema, at, scope, null) ? [] : run.failuresOf(schema, at, scope);
    } catch (error) {
      if (error === tooMuch) return null;
      throw error;
    }
  }

  #planOf(schema: Schema): Plan {
    let plan = this.#plans.get(schema);
    if (!plan) this.#plans.set(schema, (plan = makePlan(schema, this.#options)));
    return plan;
  }
}

const noChecks: readonly Check[] = [];
const nothing: Plan = { checks: noChecks, last: noChecks, acceptsNull: false, resource: null };
const makers = new Map([...Object.entries(assertions), ...Object.entries(applicators)]);

function makePlan(schema: Schema, options: Options): Plan {
  const { value, dialect } = schema;
  if (value === false) {
    const never: Check = (at, run) => run.fail(schema, "false schema", at);
    return { ...nothing, checks: [never] };
  }
  if (!isObject(value)) return nothing;
  const checks: Check[] = [];
  const last: Check[] = [];
  for (const keyword of keysOf(value)) {
    const make = makers.get(keyword);
    const given = make && schema.keyword(keyword);
    const check = given === undefined ? null : make!(given, schema, options);
    if (check) (keyword.startsWith("unevaluated") ? last : checks).push(check);
  }
  if (checks.length === 0 && last.length === 0) return nothing;
  const isDynamic = isSince(dialect, "2019-09") && schema.resource.isDynamic;
  const acceptsNull = dialect !== "openapi-3.0" && isNullable(schema);
  return { checks, last, acceptsNull, resource: isDynamic ? schema.resource : null };
}
