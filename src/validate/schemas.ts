import {
  isArray,
  isObject,
  keysOf,
  numberText,
  ownValue,
  type Json,
  type JsonObject,
} from "../data/data.js";
import { stepBelow, spanAt, type Located } from "../data/located.js";
import { repeatedIn } from "../data/repeated.js";
import { checkSchema } from "../schema/check-schema.js";
import { contradictionsIn, inheritedBy } from "../schema/contradictions.js";
import {
  ignoresSiblings,
  isSince,
  nameOfDialect,
  namedDialect,
  nullKeyword,
} from "../schema/dialects.js";
import { isOfType, jsonTypes, keywordOf } from "../schema/keywords.js";
import { partKeywords } from "../schema/property-names.js";
import type { Schema } from "../schema/schema.js";
import { got, listed, shortly, typeNames } from "../schema/words.js";
import type { Cx } from "./cx.js";
import type { ExampleChecker } from "./examples.js";
import { KnownNames, withParents } from "./property-names.js";
import { checkDescription } from "./texts.js";
import { checkNumber } from "./yaml-scalars.js";

/** How a schema is reached. */
interface Around {
  /** What leads there from another file. */
  readonly user?: Located | null;
  /** Whether it may be the file that a response is. */
  readonly mayBeFile?: boolean;
  /** What else is looked at in each schema, for those of OpenAPI. */
  readonly also?: (schema: Schema) => void;
  /** What stands at a place, where it is an object of OpenAPI that is no schema. */
  readonly isElse?: (at: Located) => string | null;
  /** Whether it is a schema by itself: a `$ref` in its examples is data, and its descriptions are as their author likes. */
  readonly isAlone?: boolean;
  /** Names of properties that a schema around this one has, for the parts of `anyOf` and the like. */
  readonly inherited?: KnownNames;
}

/** Schemas that are written where there is none: in a place of its own, or among types. They are schemas all the same. */
function misplacedBelow({ value, at, dialect }: Schema): readonly Located[] {
  if (!isObject(value)) return [];
  const { schema, type } = value;
  const places = isObject(schema) && !keywordOf("schema", dialect) ? [stepBelow(at, "schema")] : [];
  if (isArray(type))
    for (const [index, each] of type.entries())
      if (isObject(each)) places.push(stepBelow(stepBelow(at, "type"), index));
  return places;
}

/** Looks at schemas, all below them and all that they refer to, each once: what they say and whether their examples fit. */
export class SchemaWalk {
  readonly #seen = new Map<string, Set<Json>>();
  /** Where the patterns of the schemas stand. */
  readonly #patterns: {
    readonly pattern: string;
    readonly at: Located;
    readonly of: "key" | "value";
  }[] = [];

  /** So many properties of parts of `allOf` are compared. */
  #propertiesLeft = 500_000;

  constructor(
    readonly cx: Cx,
    readonly examples: ExampleChecker,
  ) {}

  look(root: Schema, around: Around = {}): void {
    const stack: [Schema, Around][] = [[root, around]];
    for (let next = stack.pop(); next; next = stack.pop()) {
      const found = this.#look(...next);
      for (let index = found.length - 1; index >= 0; index--) stack.push(found[index]!);
    }
  }

  /** Report the patterns that could not be held against some text in time. Called when all examples are checked. */
  reportUndecided(): void {
    for (const { pattern, at, of } of this.#patterns)
      if (this.examples.isUndecided(pattern))
        this.cx.report("pattern-too-slow", at, [pattern], { of });
  }

  /** What comes back is to be looked at next. */
  #look(schema: Schema, around: Around): [Schema, Around][] {
    const { user = null, mayBeFile = false, also, isElse, isAlone = false, inherited } = around;
    const { value, dialect, at } = schema;
    const { cx } = this;
    if (!isObject(value) || !this.#isNew(value, dialect)) return [];
    if (namedDialect(value) === null)
      cx.report("unknown-dialect", stepBelow(at, "$schema"), [got(value["$schema"]!)]);
    if (this.#hasBrokenRef(schema)) return [];
    const report: Cx["report"] = (code, place, parts, more) =>
      cx.report(code, place, parts, { ...more, user });
    checkSchema(schema, { report }, mayBeFile);
    also?.(schema);
    const below = { user, isAlone, ...(also ? { also } : {}), ...(isElse ? { isElse } : {}) };
    const names = inherited ?? new KnownNames(schema);
    const own = typeof value["$ref"] === "string" ? schema.asWritten : schema;
    if (!cx.shapesOnly) {
      const parts = inherited || !isArray(value["allOf"]) ? [schema] : withParents(schema);
      for (const part of parts) lookAtRequired(part, names, report, cx);
      this.#lookAtValues(schema, own, report, { user, isAlone });
    }
    const { ref: target } = schema;
    const other = target && otherThanSchema(target, isElse);
    if (target && other !== null && (isObject(target.value) || !cx.hasTold(at)))
      report("ref-not-schema", stepBelow(at, "$ref"), [String(value["$ref"]), other]);
    const ref = other === null ? target : null;
    const after: [Schema, Around][] = ref
      ? [[ref, { ...below, mayBeFile, ...(inherited ? { inherited } : {}) }]]
      : [];
    for (const keyword of keysOf(value)) {
      const around = partKeywords.has(keyword) ? { ...below, inherited: names } : below;
      for (const child of own.below(keyword)) after.push([child, around]);
    }
    for (const place of misplacedBelow(schema))
      after.push([cx.registry.schemaAt(place, dialect), below]);
    return after;
  }

  /** Where a schema contradicts what it is put together of. Types that are extended again and again have all that the ones before have. */
  #lookAtParents(schema: Schema, report: Cx["report"]): void {
    if (schema.keyword("allOf") === undefined || this.#propertiesLeft < 0) return;
    this.#propertiesLeft -= inheritedBy(schema);
    for (const { name, before, after } of contradictionsIn(schema)) {
      const at = spanAt(before.schema.at, "key");
      const notes = [{ span: at, text: "the parent describes it here" }];
      report("contradicts-parent", after.schema.at, [name], { of: "key", notes });
    }
  }

  #lookAtValues(
    schema: Schema,
    own: Schema,
    report: Cx["report"],
    { user, isAlone }: { readonly user: Located | null; readonly isAlone: boolean },
  ): void {
    const { value, at } = schema;
    const isOld = !isNewer(schema) && !isAlone;
    this.#notePatterns(schema);
    lookForRepeated(schema, "required", report);
    lookForRepeated(schema, "type", report);
    lookForRepeated(schema, "enum", report);
    lookAtLimits(schema, report);
    lookAtAllowed(schema, report);
    if (!hasNumbers(own)) this.#lookAtNumbers(own);
    this.#lookAtParents(schema, report);
    if (this.cx.isCurrent || !isOld) lookAtSiblings(schema, report);
    if (isObject(value) && isOld) checkDescription(value, at, this.cx, user);
    this.#lookAtExamples(schema, isOld ? own : schema, { hasRefs: isOld, user });
  }

  #isNew(value: Json, dialect: string): boolean {
    let seen = this.#seen.get(dialect);
    if (!seen) this.#seen.set(dialect, (seen = new Set()));
    return seen.size < seen.add(value).size;
  }

  /** Whether its `$ref` is no string, which is reported when it is followed, if not with the pages. */
  #hasBrokenRef(schema: Schema): boolean {
    const ref = isObject(schema.value) ? ownValue(schema.value, "$ref") : undefined;
    if (ref === undefined || typeof ref === "string") return false;
    if (!this.cx.hasTold(stepBelow(schema.at, "$ref"))) void schema.ref;
    return true;
  }

  #notePatterns(schema: Schema): void {
    const pattern = schema.keyword("pattern");
    if (typeof pattern === "string")
      this.#patterns.push({ pattern, at: stepBelow(schema.at, "pattern"), of: "value" });
    for (const [key, { at: place }] of schema.entries("patternProperties"))
      this.#patterns.push({ pattern: key, at: place, of: "key" });
  }

  #lookAtNumbers(schema: Schema): void {
    for (const key of ["example", "default", "const"])
      if (typeof schema.keyword(key) === "number") checkNumber(stepBelow(schema.at, key), this.cx);
    const list = schema.keyword("enum");
    if (!isArray(list)) return;
    const at = stepBelow(schema.at, "enum");
    for (const [index, value] of list.entries())
      if (typeof value === "number") checkNumber(stepBelow(at, index), this.cx);
  }

  /** The examples and the default of a schema. */
  #lookAtExamples(
    schema: Schema,
    source: Schema,
    options: { readonly hasRefs: boolean; readonly user: Located | null },
  ): void {
    const { value: written } = schema;
    if (!isObject(written) || !hasValues(written)) return;
    for (const [keyword, name] of givenValues) {
      const value = source.keyword(keyword);
      if (value !== undefined)
        this.examples.checkAt(stepBelow(schema.at, keyword), schema, name, { ...options, value });
    }
    const list = keywordOf("examples", schema.dialect) ? source.keyword("examples") : undefined;
    if (!isArray(list)) return;
    const all = stepBelow(schema.at, "examples");
    for (const [index, value] of list.entries())
      this.examples.checkAt(stepBelow(all, index), schema, "The example", { ...options, value });
  }
}

function hasValues(schema: JsonObject): boolean {
  return ["example", "examples", "default"].some((keyword) => Object.hasOwn(schema, keyword));
}

const givenValues = [
  ["example", "The example"],
  ["default", "The default"],
] as const;

/** What a `$ref` leads to, where that is no schema. */
function otherThanSchema({ value, at }: Schema, isElse: Around["isElse"]): string | null {
  if (typeof value === "boolean") return null;
  return isObject(value) ? (isElse?.(at) ?? null) : got(value);
}

/** Whether it is a schema of OpenAPI 3, whose descriptions may be Markdown and whose examples hold no references. */
function isNewer({ dialect }: Schema): boolean {
  return dialect === "openapi-3.0" || dialect === "openapi-3.1";
}

/** What a schema requires must be among the properties of the whole. */
function lookAtRequired(schema: Schema, names: KnownNames, report: Cx["report"], cx: Cx): void {
  const list = schema.keyword("required");
  if (!isArray(list)) return;
  const own = schema.keyword("properties");
  const at = stepBelow(schema.at, "required");
  for (const [index, name] of list.entries()) {
    if (typeof name !== "string" || (isObject(own) && Object.hasOwn(own, name))) continue;
    const known = names.all;
    if (known !== "any" && known.size > 0 && !known.has(name))
      report("required-unknown", stepBelow(at, index), [name, ...cx.near(name, known)]);
  }
}

/** Values of `enum` must be unique in draft-04, and should be in later drafts. */
function lookForRepeated(
  schema: Schema,
  keyword: "type" | "required" | "enum",
  report: Cx["report"],
): void {
  const list = schema.keyword(keyword);
  if (!isArray(list) || areDifferent(list)) return;
  const isAdvice = keyword === "enum" && isSince(schema.dialect, "draft-06");
  const at = stepBelow(schema.at, keyword);
  for (const { index } of repeatedIn(list)) {
    const value = written(list, index);
    if (isAdvice) report("enum-repeats", stepBelow(at, index), [value]);
    else report("duplicate-value", stepBelow(at, index), [keyword, value]);
  }
}

/** Limits that have a lower and an upper one. */
const limits = [
  ["minimum", "maximum"],
  ["minLength", "maxLength"],
  ["minItems", "maxItems"],
  ["minProperties", "maxProperties"],
  ["minContains", "maxContains"],
] as const;

/** Lower limits above the upper ones, so that no value fits. */
function lookAtLimits(schema: Schema, report: Cx["report"]): void {
  const { value } = schema;
  if (!isObject(value)) return;
  for (const [least, most] of limits) {
    if (!Object.hasOwn(value, least) || !Object.hasOwn(value, most)) continue;
    const [low, high] = [schema.keyword(least), schema.keyword(most)];
    if (typeof low !== "number" || typeof high !== "number" || low <= high) continue;
    const text = (name: string, limit: number) => numberText(value, name) ?? String(limit);
    report("limits-cross", stepBelow(schema.at, least), [
      least,
      text(least, low),
      most,
      text(most, high),
    ]);
  }
}

/** Whether that is plain to see, as of most lists. */
function areDifferent(list: readonly Json[]): boolean {
  return list.every((each) => typeof each === "string") && new Set(list).size === list.length;
}

/** Values of `enum` and `const` that their own type does not allow. */
function lookAtAllowed(schema: Schema, report: Cx["report"]): void {
  const list = schema.keyword("enum");
  const only = schema.keyword("const");
  const types = list === undefined && only === undefined ? [] : typesIn(schema);
  if (types.length === 0) return;
  const look = (value: Json, at: Located, text: string) => {
    if (types.some((type) => isOfType(value, type))) return;
    const advice = types.includes("string") && typeof value !== "object" ? "Put it in quotes." : "";
    report("enum-wrong-type", at, [text, typeNames(types), advice]);
  };
  const at = stepBelow(schema.at, "enum");
  if (isArray(list))
    for (const [index, value] of list.entries())
      look(value, stepBelow(at, index), written(list, index));
  if (only !== undefined) look(only, stepBelow(schema.at, "const"), shortly(only));
}

function written(list: readonly Json[], index: number): string {
  return numberText(list, index) ?? shortly(list[index]!);
}

/** What stands beside a `$ref` where the dialect gives it no meaning, so that no page shows it; in the look of 2020 pages do. */
function lookAtSiblings({ value, dialect, at }: Schema, report: Cx["report"]): void {
  if (!ignoresSiblings(dialect) || !isObject(value) || typeof value["$ref"] !== "string") return;
  const ignored = keysOf(value).filter(
    (key) => keywordOf(key, dialect) && !besideReferences.has(key),
  );
  if (ignored.length === 0) return;
  const names = listed(ignored.map(inQuotes), "and");
  const parts = [value["$ref"], names, nameOfDialect(dialect), "schema"] as const;
  report("ref-siblings-ignored", stepBelow(at, ignored[0]!), parts, { of: "key" });
}

const inQuotes = (word: string) => `"${word}"`;

/** What may stand beside a `$ref` in any draft: names, and notes of authors. */
const besideReferences: ReadonlySet<string> = new Set([
  "$ref",
  "$schema",
  "id",
  "$id",
  "$comment",
  "definitions",
  "$defs",
]);

const typeWords: ReadonlySet<Json | undefined> = new Set(jsonTypes);

/** The types of a schema; none where some are not known. */
function typesIn(schema: Schema): readonly string[] {
  const type = schema.keyword("type");
  const names = isArray(type) ? type : [type];
  if (!names.every((name) => typeWords.has(name))) return [];
  const types = names as readonly string[];
  return schema.keyword(nullKeyword(schema.dialect)) === true ? [...types, "null"] : types;
}

/** Whether a schema says that its values may be numbers; then they are written as their author likes. */
function hasNumbers(schema: Schema): boolean {
  const type = schema.keyword("type");
  const names = isArray(type) ? type : [type];
  return names.includes("number") || names.includes("integer");
}
