import {
  isArray,
  isObject,
  keysOf,
  mergeAllOf,
  ownValue,
  type Json,
  type JsonObject,
} from "../data/data.js";
import { contradictionsIn } from "./contradictions.js";
import { isUnresolved, spanAt, type Cx, type Place } from "./cx.js";
import { isSince, namedDialect, type Dialect } from "./dialect.js";
import { writtenAt, type ExampleChecker } from "./examples.js";
import { fits, isNullable } from "./fits.js";
import { childrenOf, kindsOf } from "./keywords.js";
import { isUndecided } from "./patterns.js";
import { isBrokenRef } from "./references.js";
import { repeatedIn } from "../data/repeated.js";
import { lookAtKeywords } from "./schema-keywords.js";
import { checkDescription } from "./texts.js";
import { got, shortly, typeNames } from "./words.js";
import { checkNumber } from "./yaml-scalars.js";

/** Looks at schemas and all below them, each once: what they say and whether their examples fit. */
export class SchemaWalk {
  readonly #seen = new Map<Dialect, Set<JsonObject>>();
  /** Where the patterns of the schemas stand. */
  readonly #patterns: {
    readonly pattern: string;
    readonly at: Place;
    readonly of: "key" | "value";
  }[] = [];

  /** `also`: what else is looked at in each schema, for those of OpenAPI. */
  constructor(
    readonly cx: Cx,
    readonly examples: ExampleChecker,
    readonly also?: (schema: JsonObject, dialect: Dialect) => void,
  ) {}

  look(schema: Json | undefined, dialect: Dialect, around: Around = {}): void {
    if (!isObject(schema) || isUnresolved(schema)) return; // told of elsewhere
    const own = this.#dialectOf(schema, dialect);
    if (!this.#isNew(schema, own)) return;
    if (isBrokenRef(schema, this.cx)) return;
    const { inherited, mayBeFile = false } = around;
    lookAtKeywords(schema, own, { mayBeFile, isOpenApi: this.also !== undefined }, this.cx);
    this.also?.(schema, own);
    if (this.cx.shapesOnly) {
      for (const { schema: child } of childrenOf(schema, own)) this.look(child, own);
      return;
    }
    this.#notePatterns(schema);
    const isWhole = !inherited && needsNames(schema);
    const names = inherited ?? (isWhole ? propertyNames(schema) : undefined);
    if (names) this.#lookAtRequired(schema, names);
    this.#lookAtEnum(schema, own);
    this.#lookForRepeated(ownValue(schema, "type"), "type");
    this.#lookAtParents(schema);
    checkDescription(schema, this.cx);
    this.#lookAtExamples(schema, own, inherited !== undefined);
    for (const { schema: child, keyword } of childrenOf(schema, own))
      this.look(child, own, partKeywords.has(keyword) && names ? { inherited: names } : {});
  }

  /** Report the patterns that could not be held against some text in time. Called when all examples are checked. */
  reportUndecided(): void {
    for (const { pattern, at, of } of this.#patterns)
      if (isUndecided(pattern)) this.cx.report("pattern-too-slow", at, [pattern], { of });
  }

  #notePatterns(schema: JsonObject): void {
    const pattern = ownValue(schema, "pattern");
    if (typeof pattern === "string")
      this.#patterns.push({ pattern, at: { holder: schema, key: "pattern" }, of: "value" });
    const holder = ownValue(schema, "patternProperties");
    if (!isObject(holder)) return;
    for (const key of keysOf(holder))
      this.#patterns.push({ pattern: key, at: { holder, key }, of: "key" });
  }

  #dialectOf(schema: JsonObject, inherited: Dialect): Dialect {
    const named = namedDialect(schema);
    if (named === null)
      this.cx.report("unknown-dialect", { holder: schema, key: "$schema" }, [
        got(schema["$schema"]!),
      ]);
    return named ?? inherited;
  }

  #isNew(schema: JsonObject, dialect: Dialect): boolean {
    let seen = this.#seen.get(dialect);
    if (!seen) this.#seen.set(dialect, (seen = new Set()));
    if (seen.has(schema)) return false;
    seen.add(schema);
    return true;
  }

  /** What a schema and its parents require must be among the properties of the whole. */
  #lookAtRequired(schema: JsonObject, names: Names): void {
    const list = ownValue(schema, "required");
    if (isArray(list)) {
      this.#lookForRepeated(list, "required");
      if (names !== "any" && names.size > 0)
        for (const [key, name] of list.entries())
          if (typeof name === "string" && !names.has(name))
            this.cx.report("required-unknown", { holder: list, key }, [
              name,
              ...this.cx.near(name, names),
            ]);
    }
    const parents = ownValue(schema, "allOf");
    if (isArray(parents))
      for (const parent of parents) if (isObject(parent)) this.#lookAtRequired(parent, names);
  }

  #lookAtParents(schema: JsonObject): void {
    for (const { name, before, after } of contradictionsIn(schema)) {
      const span = spanAt({ holder: before, key: name }, this.cx);
      const notes = span ? [{ span, text: "the parent describes it here" }] : [];
      this.cx.report("contradicts-parent", { holder: after, key: name }, [name], {
        of: "key",
        notes,
      });
    }
  }

  /** Values of `enum` must be unique in draft-04, and should be in later drafts. */
  #lookForRepeated(list: Json | undefined, keyword: string, isAdvice = false): void {
    if (!isArray(list)) return;
    for (const { index } of repeatedIn(list)) {
      const at = { holder: list, key: index };
      const value = shortly(list[index]!);
      if (isAdvice) this.cx.report("enum-repeats", at, [value]);
      else this.cx.report("duplicate-value", at, [keyword, value]);
    }
  }

  #lookAtEnum(schema: JsonObject, dialect: Dialect): void {
    const named = typesIn(schema);
    const types = named.length > 0 && isNullable(schema) ? [...named, "null"] : named;
    const list = ownValue(schema, "enum");
    if (!hasNumbers(schema)) this.#lookAtNumbers(schema);
    this.#lookForRepeated(list, "enum", isSince(dialect, "draft-06"));
    if (types.length === 0) return;
    const look = (value: Json, at: Place) => {
      if (fits(value, { type: types }, "draft-07") === "yes") return;
      const advice =
        types.includes("string") && typeof value !== "object" ? "Put it in quotes." : "";
      this.cx.report("enum-wrong-type", at, [shortly(value), typeNames(types), advice]);
    };
    if (isArray(list))
      for (const [key, value] of list.entries()) look(value, { holder: list, key });
    const only = ownValue(schema, "const");
    if (only !== undefined) look(only, { holder: schema, key: "const" });
  }

  #lookAtNumbers(schema: JsonObject): void {
    for (const key of ["example", "default", "const"])
      checkNumber({ holder: schema, key }, this.cx);
    const list = ownValue(schema, "enum");
    if (isArray(list)) for (const key of list.keys()) checkNumber({ holder: list, key }, this.cx);
  }

  /** The examples and the default of a schema; those of a part are held against the whole they stand in, elsewhere. */
  #lookAtExamples(schema: JsonObject, dialect: Dialect, isPart: boolean): void {
    const look = (value: Json | undefined, at: Place, name: string) => {
      if (value === undefined) return;
      this.examples.check({ value, schema, dialect, name, placeOf: writtenAt(at, this.cx) });
    };
    look(ownValue(schema, "example"), { holder: schema, key: "example" }, "The example");
    if (!isPart)
      look(ownValue(schema, "default"), { holder: schema, key: "default" }, "The default");
    const list = exampleList(schema, dialect);
    list.forEach((value, key) => look(value, { holder: list, key }, "The example"));
  }
}

/** What a schema stands in. */
interface Around {
  /** Names of properties that a schema around this one has, for the parts of `anyOf` and the like. */
  readonly inherited?: Names;
  /** Whether it may be the file that a response is. */
  readonly mayBeFile?: boolean;
}

/** The names of the properties of a schema; `any` where it cannot be said which it has. */
export type Names = ReadonlySet<string> | "any";

/** Whether a schema, or a part of it, may require something. */
function needsNames(schema: JsonObject): boolean {
  return Object.keys(schema).some((key) => key === "required" || partKeywords.has(key));
}

/** Parts of a schema: what one of them requires, another one or the whole may describe. */
const partKeywords: ReadonlySet<string> = new Set([
  "allOf",
  "anyOf",
  "oneOf",
  "not",
  "if",
  "then",
  "else",
  "dependentSchemas",
]);

function propertyNames(schema: JsonObject): Names {
  const names = new Set<string>();
  return addNames(schema, names, 0) ? names : "any";
}

/** Adds the names of a schema and its parts; false where there may be others. */
function addNames(schema: JsonObject, names: Set<string>, depth: number): boolean {
  if (isUnresolved(schema) || depth > 30) return false;
  const merged = mergeAllOf(schema);
  const isOpen =
    isObject(ownValue(merged, "additionalProperties")) || ownValue(merged, "patternProperties");
  if (isOpen) return false;
  const properties = ownValue(merged, "properties");
  if (isObject(properties)) for (const name of keysOf(properties)) names.add(name);
  return [...partKeywords].every((keyword) => {
    const part = ownValue(schema, keyword);
    const parts = isArray(part) ? part : part === undefined ? [] : [part];
    return parts.every((each) => !isObject(each) || addNames(each, names, depth + 1));
  });
}

function typesIn(schema: JsonObject): readonly string[] {
  const type = ownValue(schema, "type");
  const names = isArray(type) ? type : [type];
  const known = names.filter((name) => typeof name === "string" && kindNames.has(name));
  return known.length === names.length ? (known as string[]) : [];
}

const kindNames: ReadonlySet<string> = new Set([
  "object",
  "array",
  "string",
  "number",
  "integer",
  "boolean",
  "null",
]);

/** Whether a schema says that its values may be numbers; then they are written as their author likes. */
function hasNumbers(schema: JsonObject): boolean {
  const type = ownValue(schema, "type");
  const names = isArray(type) ? type : [type];
  return names.includes("number") || names.includes("integer");
}

function exampleList(schema: JsonObject, dialect: Dialect): readonly Json[] {
  const list = kindsOf(dialect).has("const") ? ownValue(schema, "examples") : undefined;
  return isArray(list) ? list : [];
}
