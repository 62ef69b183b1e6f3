import { deeper } from "../base/codes/words.js";
import type { Code, Parts } from "../base/diagnostics.js";
import { nearest } from "../base/text.js";
import { isArray, isObject, keysOf, kindOf, numberText, type Json } from "../data/data.js";
import { stepBelow, type Located } from "../data/located.js";
import { draftOf, isSince, nameOfDialect, uriOf, type Dialect } from "./dialects.js";
import {
  allKeywords,
  dialectsWith,
  draftWith,
  inOtherWords,
  keywordsOf,
  successors,
  typeHeldBy,
  type Kind,
} from "./keywords.js";
import type { Schema } from "./schema.js";
import { isType, isWellFormed, looksLikeProperty, memberOf, wantedOf } from "./well-formed.js";
import { got, typeNames } from "./words.js";

/** What the check of a schema is given besides. */
export interface SchemaContext {
  /** Report a finding at a value or its key. With `unlessTold`, not where something was reported of this very place. */
  readonly report: <C extends Code>(
    code: C,
    at: Located,
    parts: Parts<C>,
    more?: { readonly of?: "key" | "value"; readonly unlessTold?: boolean },
  ) => void;
}

/**
 * Report what is wrong with the keywords of a schema: those that its dialect does not have, and values that are not what
 * they must be. What stands below it is not looked at. `mayBeFile`: it may be the file that a response of OpenAPI 2 is.
 */
export function checkSchema(schema: Schema, cx: SchemaContext, mayBeFile = false): void {
  const { value, dialect, at } = schema;
  if (!isObject(value)) return;
  const known = keywordsOf(dialect);
  const isFile = mayBeFile && schema.keyword("type") === "file";
  for (const name of keysOf(value)) {
    // References are reported where they are followed.
    if (name.startsWith("x-") || name === "$ref") continue;
    const keyword = known.get(name);
    if (keyword && isFile && !besideFile.has(name)) {
      const parts = [name, "type: file", "the schema of a response"] as const;
      cx.report("openapi-exclusive", stepBelow(at, name), parts, { of: "key" });
      continue;
    }
    if (keyword && isWithStructure(name, dialect)) continue;
    const own = value[name]!;
    const isFine = keyword !== undefined && isWellFormed(own, keyword.kind, dialect);
    if (isFine) checkHeldType(name, schema, cx);
    if (dialect === "openapi-3.0" && name === "type" && own === "null") {
      const wanted = 'another type, and "nullable: true" beside it where null is allowed';
      cx.report("schema-keyword", stepBelow(at, name), [name, wanted, '"null"']);
      continue;
    }
    if (isFine && typeof own !== "object") continue;
    const given = { name, value: own, at: stepBelow(at, name), dialect };
    if (!keyword) checkUnknown(given, cx);
    else if (isFine) checkMembers(given, keyword.kind, cx);
    else if (keyword.kind !== "type") tellMalformed(given, wantedOf[keyword.kind], value, cx);
    else if (!isFile) checkTypes(given, cx);
  }
  if (!isFile) checkCompanions(schema, cx);
}

/** What a schema of `type: file` may have besides: `fileSchema` in the JSON Schema of OpenAPI 2.0. */
const besideFile: ReadonlySet<string> = new Set([
  "type",
  "format",
  "title",
  "description",
  "default",
  "required",
  "readOnly",
  "externalDocs",
  "example",
]);

/** A keyword that holds something against values of one type only, beside other types. */
function checkHeldType(name: string, schema: Schema, { report }: SchemaContext): void {
  const held = typeHeldBy(name);
  if (held === undefined) return;
  const type = schema.keyword("type");
  const types = isArray(type) ? type : [type];
  const fits = (each: Json | undefined) =>
    !isType(each) || each === held || (each === "integer" && held === "number");
  if (types.length === 0 || types.some(fits)) return;
  const parts = [name, typeNames(types as readonly string[]), held] as const;
  report("keyword-of-other-type", stepBelow(schema.at, name), parts, { of: "key" });
}

/** Keywords that need another one beside them. */
function checkCompanions(schema: Schema, { report }: SchemaContext): void {
  const { dialect, at } = schema;
  const has = (keyword: string) => schema.keyword(keyword) !== undefined;
  if (dialect === "draft-04" || dialect === "openapi-2.0")
    for (const [flag, limit] of limits)
      if (typeof schema.keyword(flag) === "boolean" && !has(limit))
        report("keyword-without", stepBelow(at, flag), [flag, limit], { of: "key" });
  if (dialect !== "openapi-3.0") return;
  if (schema.keyword("type") === "array" && !has("items"))
    report("openapi-missing", at, ["items", 'A schema of type "array"'], { of: "key" });
  if (schema.keyword("nullable") === true && !has("type"))
    report("nullable-without-type", stepBelow(at, "nullable"), [], { of: "key" });
}

/** In draft-04 a limit is excluded only where there is one: validation, 5.1.2 and 5.1.3. */
const limits = [
  ["exclusiveMaximum", "maximum"],
  ["exclusiveMinimum", "minimum"],
] as const;

/** A keyword as it is written. */
interface Given {
  readonly name: string;
  readonly value: Json;
  readonly at: Located;
  readonly dialect: Dialect;
}

/** What OpenAPI adds to schemas is checked as one of its objects. */
function isWithStructure(name: string, dialect: Dialect): boolean {
  return (
    dialect.startsWith("openapi-") &&
    (ofOpenApi.has(name) || (name === "readOnly" && dialect === "openapi-2.0"))
  );
}

const ofOpenApi: ReadonlySet<string> = new Set(["discriminator", "xml", "externalDocs"]);

/** What a schema of any dialect may have besides its keywords. */
const ofAllDialects: ReadonlySet<string> = new Set([...ofOpenApi, "readOnly", "$comment"]);

/** A keyword that no dialect has, or only others: then the first one that has it is named, or what took its place. */
function checkUnknown({ name, value, at, dialect }: Given, cx: SchemaContext): void {
  if (ofAllDialects.has(name)) return;
  const isOfOpenApi = dialect.startsWith("openapi-");
  const isKeyword = dialectsWith(name).length > 0;
  const draft = dialect === "openapi-2.0" || !isOfOpenApi ? draftWith(name, dialect) : null;
  const newer = draft && isSince(draft, draftOf(dialect)) ? draft : null;
  const near = isKeyword
    ? ((dialect === "openapi-2.0" ? null : inOtherWords.get(name)) ?? successors.get(name) ?? [])
    : keywordsNear(name, dialect).filter((each) => each !== "$ref" || typeof value === "string");
  const meant = near.length === 0 && !isKeyword && looksLikeProperty(value) ? [deeper] : near;
  if (dialect === "openapi-2.0" && !draft) {
    const parts = [name, `a schema in ${nameOfDialect(dialect).replace("2.0", "2")}`] as const;
    return cx.report("openapi-unknown-key", at, [...parts, ...meant], { of: "key" });
  }
  // From 2019-09 on, others are annotations of their author; a misspelt keyword is reported all the same.
  const isAnnotation = isSince(dialect, "2019-09") && !isKeyword && meant.length === 0;
  if (isAnnotation) return;
  const chosenBy = newer ? (uriOf(newer) ?? "") : "";
  const words = [nameOfDialect(dialect), newer ?? "", chosenBy] as const;
  cx.report("unknown-keyword", at, [name, ...words, ...(newer ? [] : meant)], { of: "key" });
}

const knownNear = new Map<string, readonly string[]>();

/**
 * The keywords that a word may stand for: of the dialect, else of any. Besides those that are near as other names are, it
 * may be a longer one that lacks two letters, or one whose letters are in another order.
 */
function keywordsNear(name: string, dialect: Dialect): readonly string[] {
  const key = `${dialect} ${name}`;
  let near = knownNear.get(key);
  if (!near) {
    const own = [...keywordsOf(dialect).keys()];
    const like = own.filter((each) => each[0] === name[0]);
    const long = name.length < 5 ? [] : like.filter((each) => each.length > 6);
    const ways = [
      () => nearest(name, own),
      () => nearest(name, long, 2),
      () => like.filter((each) => lettersOf(each) === lettersOf(name)),
      () => nearest(name, allKeywords()),
    ];
    near = ways.map((way) => way()).find(({ length }) => length > 0) ?? [];
    if (knownNear.size < mostKnown) knownNear.set(key, near);
  }
  return near;
}

/** As many words are remembered: the same ones are written again and again. */
const mostKnown = 10_000;

function lettersOf(word: string): string {
  return [...word].toSorted().join("");
}

/** Keywords that pages are made of: what is wrong with them is reported with the pages, in the same words. */
const readKeywords: ReadonlySet<string> = new Set([
  "title",
  "description",
  "properties",
  "patternProperties",
  "additionalProperties",
  "allOf",
  "oneOf",
  "required",
]);

function tellMalformed(
  { name, value, at }: Given,
  wanted: string,
  schema: Parameters<typeof numberText>[0],
  { report }: SchemaContext,
): void {
  if (readKeywords.has(name) && !(isArray(value) && wanted.startsWith("an array")))
    return report("wrong-kind", at, [name, wanted, kindOf(value)], { of: "key", unlessTold: true });
  const index = wanted === "an array of strings" && isArray(value) ? firstOther(value) : -1;
  if (index === -1)
    return report("schema-keyword", at, [name, wanted, gotWhole(value, numberText(schema, name))]);
  const items = value as readonly Json[];
  const found = got(items[index]!, numberText(items, index));
  report("schema-keyword", stepBelow(at, index), [`item ${index + 1}`, "a string", found]);
}

/** The first item that is no string. */
function firstOther(items: readonly Json[]): number {
  return items.findIndex((each) => typeof each !== "string");
}

function gotWhole(value: Json, written?: string): string {
  return isArray(value) && value.length === 0 ? "an empty array" : got(value, written);
}

/** The members of a keyword's value, where each of them must be a schema, a list of names or a boolean. */
function checkMembers({ value, at, dialect }: Given, kind: Kind, { report }: SchemaContext): void {
  const member = memberOf(kind, value);
  if (!member || typeof value !== "object" || value === null) return;
  const keys: readonly (string | number)[] = isArray(value) ? [...value.keys()] : keysOf(value);
  for (const key of keys) {
    const each = (value as { readonly [key: string | number]: Json })[key]!;
    if (member.isOne(each, dialect)) continue;
    const name = isArray(value) ? `item ${Number(key) + 1}` : String(key);
    const parts = [name, member.wanted, got(each, numberText(value, key))] as const;
    report("schema-keyword", stepBelow(at, key), parts, { unlessTold: true });
  }
}

function checkTypes({ value, at, dialect }: Given, { report }: SchemaContext): void {
  const unlessTold = { unlessTold: true };
  if (typeof value === "string") return report("unknown-type", at, [value], unlessTold);
  const isOne = dialect === "openapi-3.0";
  if (!isArray(value) || value.length === 0 || isOne) {
    const wanted = isOne ? "one type" : "a type or an array of types";
    return report("schema-keyword", at, ["type", wanted, gotWhole(value)], unlessTold);
  }
  for (const [index, type] of value.entries()) {
    const place = stepBelow(at, index);
    if (isType(type)) continue;
    if (typeof type === "string") report("unknown-type", place, [type], unlessTold);
    else if (isObject(type)) report("schema-among-types", place, [], unlessTold);
    else
      report("schema-keyword", place, [
        `item ${index + 1}`,
        "a type",
        got(type, numberText(value, index)),
      ]);
  }
}
