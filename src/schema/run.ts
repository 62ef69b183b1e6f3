import {
  isArray,
  isObject,
  joinPointer,
  keysOf,
  ownValue,
  step,
  type Json,
  type JsonObject,
} from "../data/data.js";
import { nullKeyword } from "./dialects.js";
import type { Alternative, FailedCondition, Failure, Params } from "./failure.js";
import { writtenAt, type Written } from "./numbers.js";
import type { Patterns } from "./patterns.js";
import type { Resource, Schema } from "./schema.js";

/** A value that is validated, with where it stands. There is one for each place, so that what was found of it is kept. */
export class Instance {
  #children: Map<string, Instance> | undefined;
  #keys: readonly string[] | undefined;

  constructor(
    readonly value: Json,
    readonly parent: Instance | null,
    readonly key: string,
    /** A number as it is written, where its holder is not the parent's value. */
    readonly written?: string,
  ) {}

  child(key: string): Instance {
    this.#children ??= new Map();
    let child = this.#children.get(key);
    if (!child) {
      child = new Instance(step(this.value, key) ?? null, this, key);
      this.#children.set(key, child);
    }
    return child;
  }

  /** The keys of an object, in the order of its source. */
  get keys(): readonly string[] {
    return (this.#keys ??= isObject(this.value) ? keysOf(this.value) : []);
  }

  get number(): Written {
    const value = this.value as number; // asked for of numbers only
    if (!this.parent) return { value, text: this.written };
    return writtenAt(value, this.holder, this.key);
  }

  get holder(): JsonObject | readonly Json[] | null {
    const value = this.parent?.value;
    return isObject(value) || isArray(value) ? value : null;
  }

  get path(): readonly string[] {
    return this.parent ? [...this.parent.path, this.key] : [];
  }
}

/** What of an object or array some schema speaks of. See JSON Schema 2020-12, core, 11. */
export class Evaluated {
  readonly keys = new Set<string>();
  readonly indices = new Set<number>();
  /** So many of the first items. */
  items = 0;
  hasAll = false;

  add(other: Evaluated): void {
    for (const key of other.keys) this.keys.add(key);
    for (const index of other.indices) this.indices.add(index);
    this.items = Math.max(this.items, other.items);
    this.hasAll ||= other.hasAll;
  }
}

/** The resources with dynamic anchors on the way to a schema, the outermost first, each once. See core, 7.1. */
export class Scope {
  readonly outcomes = new Map<Instance, Map<Schema, Outcome>>();
  readonly #inner = new Map<Resource, Scope>();

  constructor(readonly resources: readonly Resource[] = []) {}

  enter(resource: Resource): Scope {
    if (this.resources.includes(resource)) return this;
    let inner = this.#inner.get(resource);
    if (!inner) this.#inner.set(resource, (inner = new Scope([...this.resources, resource])));
    return inner;
  }

  /** The schema of a dynamic anchor in the outermost resource that has it. */
  find(name: string): Schema | null {
    for (const resource of this.resources) {
      const found = resource.dynamicAnchor(name);
      if (found) return found;
    }
    return null;
  }

  /** The same scope with nothing found out in it yet. */
  apart(): Scope {
    return new Scope(this.resources);
  }

  outcomeOf(schema: Schema, at: Instance): Outcome {
    let outcomes = this.outcomes.get(at);
    if (!outcomes) this.outcomes.set(at, (outcomes = new Map()));
    let outcome = outcomes.get(schema);
    if (!outcome) outcomes.set(schema, (outcome = { isOpen: false }));
    return outcome;
  }
}

/** What came of a schema that a reference names, for one value. */
interface Outcome {
  isOpen: boolean;
  isValid?: boolean;
  evaluated?: Evaluated;
  /** The list in which it is told already what is wrong. */
  toldIn?: readonly Failure[] | null;
}

/** What a keyword of a schema says of a value. With a list for failures it says all that is wrong. */
export type Check = (at: Instance, run: Run, scope: Scope, evaluated: Evaluated | null) => boolean;

/** A schema made ready: what it holds against values. */
export interface Plan {
  readonly checks: readonly Check[];
  /** What is looked at when all others fit: `unevaluatedProperties` and `unevaluatedItems`. */
  readonly last: readonly Check[];
  readonly acceptsNull: boolean;
  /** Its resource, if that has dynamic anchors. */
  readonly resource: Resource | null;
}

/** What validation is given besides schema and value. */
export interface Settings {
  readonly planOf: (schema: Schema) => Plan;
  readonly patterns: Patterns;
  /** How many steps a run may take, if not as many as usual. */
  readonly mostSteps?: number | undefined;
}

/** Thrown where it would take too long to say. */
export const tooMuch = new Error("too much to validate");

/** Schemas held against values in one run, how deep they may refer to each other, and how many failures are told. */
const usualSteps = 500_000;
const deepest = 1_000;
const mostFailures = 10_000;
/** After so many failures it is not told any more what is wrong by each alternative. */
const mostExplained = 200;
const mostNested = 4;
const testsInStep = 10;

/** One value being validated. */
export class Run {
  #failures: Failure[] | null = null;
  #steps = 0;
  #depth = 0;
  #told = 0;
  /** How many choices within choices are told of. */
  #nesting = 0;
  /** How often a schema was entered that is still open. */
  #cuts = 0;
  #ignored: ReadonlySet<Schema> | null = null;
  #condition: FailedCondition | null = null;

  readonly #mostSteps: number;

  constructor(readonly settings: Settings) {
    this.#mostSteps = settings.mostSteps ?? usualSteps;
  }

  /** Whether all that is wrong is wanted, and not only whether anything is. At least one failure is told of each alternative. */
  get isTelling(): boolean {
    return this.#failures !== null && (this.#told < mostFailures || this.#failures.length === 0);
  }

  /** Whether what is wrong by each alternative is wanted as well. */
  get isTellingAlternatives(): boolean {
    return this.isTelling && this.#told < mostExplained && this.#nesting < mostNested;
  }

  /** Whether a value fits a schema. `evaluated` takes what the schema speaks of, if it fits. */
  holds(schema: Schema, at: Instance, around: Scope, evaluated: Evaluated | null): boolean {
    const plan = this.settings.planOf(schema);
    if (plan.checks.length === 0 && plan.last.length === 0) return true;
    if (plan.acceptsNull && at.value === null) return true;
    if (this.#ignored?.has(schema)) return true;
    if (++this.#steps > this.#mostSteps || this.#depth >= deepest) throw tooMuch;
    const scope = plan.resource ? around.enter(plan.resource) : around;
    const own = plan.last.length > 0 ? new Evaluated() : evaluated;
    this.#depth++;
    const isValid = this.#all(plan.checks, at, scope, own) && this.#all(plan.last, at, scope, own);
    this.#depth--;
    if (isValid && own && evaluated && own !== evaluated) evaluated.add(own);
    return isValid;
  }

  #all(checks: readonly Check[], at: Instance, scope: Scope, evaluated: Evaluated | null): boolean {
    let isValid = true;
    for (const check of checks) {
      if (check(at, this, scope, evaluated)) continue;
      isValid = false;
      if (!this.isTelling) return false;
    }
    return isValid;
  }

  /** Whether the same value fits another schema as well; what that speaks of counts if it does. */
  inPlace(schema: Schema, at: Instance, scope: Scope, evaluated: Evaluated | null): boolean {
    const own = evaluated && new Evaluated();
    const isValid = this.holds(schema, at, scope, own);
    if (isValid && own) evaluated!.add(own);
    return isValid;
  }

  /** The same for what a reference names: it is looked at once for each value, and not again while it is open. */
  follow(schema: Schema, at: Instance, scope: Scope, evaluated: Evaluated | null): boolean {
    const outcome = scope.outcomeOf(schema, at);
    if (outcome.isOpen) {
      this.#cuts++;
      return true;
    }
    const isKnown = outcome.isValid !== undefined && (!evaluated || outcome.evaluated);
    const isTold = !this.isTelling || outcome.toldIn === this.#failures;
    if (isKnown && (outcome.isValid || isTold)) {
      if (outcome.isValid && outcome.evaluated) evaluated?.add(outcome.evaluated);
      return outcome.isValid!;
    }
    const cuts = this.#cuts;
    const own = evaluated && new Evaluated();
    outcome.isOpen = true;
    const isValid = this.holds(schema, at, scope, own);
    outcome.isOpen = false;
    if (cuts === this.#cuts) {
      outcome.isValid = isValid;
      outcome.toldIn = this.#failures;
      if (own) outcome.evaluated = own;
    }
    if (isValid && own) evaluated!.add(own);
    return isValid;
  }

  /** Counts texts that are held against patterns, of which many go into a step. */
  spend(tests: number): void {
    this.#steps += tests / testsInStep;
    if (this.#steps > this.#mostSteps) throw tooMuch;
  }

  /** What holds when some schemas do not count. */
  ignoring(schemas: ReadonlySet<Schema>, holds: () => boolean): boolean {
    const before = this.#ignored;
    this.#ignored = before ? new Set([...before, ...schemas]) : schemas;
    const isValid = holds();
    this.#ignored = before;
    return isValid;
  }

  /** What holds under a condition, which all that fails meanwhile depends on. */
  under(condition: FailedCondition, holds: () => boolean): boolean {
    const before = this.#condition;
    this.#condition = condition;
    const isValid = holds();
    this.#condition = before;
    return isValid;
  }

  /** Whether a value fits a schema, of which nothing is told. */
  quietly(schema: Schema, at: Instance, scope: Scope, evaluated: Evaluated | null): boolean {
    const failures = this.#failures;
    this.#failures = null;
    const isValid = this.inPlace(schema, at, scope, evaluated);
    this.#failures = failures;
    return isValid;
  }

  /** What is wrong with a value by one of several schemas, apart from what else is told. */
  alternative(schema: Schema, at: Instance, scope: Scope): Alternative {
    const around = this.#failures;
    const failures: Failure[] = [];
    this.#failures = failures;
    this.#nesting++;
    this.holds(schema, at, scope, null);
    this.#nesting--;
    this.#failures = around;
    return { schema, failures };
  }

  /** All that is wrong with a value that does not fit, as far as there is time to say. */
  failuresOf(schema: Schema, at: Instance, scope: Scope): readonly Failure[] {
    const failures: Failure[] = [];
    this.#failures = failures;
    this.#steps = 0;
    try {
      this.holds(schema, at, scope, null);
    } catch (error) {
      if (error !== tooMuch || failures.length === 0) throw error;
    }
    return failures;
  }

  /** Tell of a failure, if anybody asks. Always false. */
  fail(
    schema: Schema,
    keyword: string,
    at: Instance,
    params: Params = {},
    alternatives: readonly Alternative[] = [],
  ): false {
    if (!this.isTelling) return false;
    this.#told++;
    const pointer = schema.at.pointer;
    const isWhole = keyword === "false schema";
    const { path } = at;
    const written = typeof at.value === "number" ? at.number.text : undefined;
    this.#failures!.push({
      keyword,
      schema,
      at: isWhole ? schema.at : { file: schema.at.file, pointer: joinPointer(pointer, keyword) },
      given: isWhole
        ? false
        : ((isObject(schema.value) ? ownValue(schema.value, keyword) : null) ?? null),
      path,
      instancePointer: joinPointer("", ...path),
      value: at.value,
      ...(written === undefined ? {} : { written }),
      params,
      ...(this.#condition ? { condition: this.#condition } : {}),
      alternatives,
    });
    return false;
  }
}

/** Whether a schema says by a keyword of its own that its values may also be null. */
export function isNullable(schema: Schema): boolean {
  return schema.keyword(nullKeyword(schema.dialect)) === true;
}
