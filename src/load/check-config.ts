import { reportTo, type Report } from "../base/diagnostics.js";
import type { Span } from "../base/source.js";
import { nearest, quoted } from "../base/text.js";
import {
  isArray,
  isObject,
  joinPointer,
  keysOf,
  spanOf,
  type DataFile,
  type Json,
  type JsonObject,
} from "../data/data.js";
import { Registry } from "../schema/registry.js";
import { Validator, type Failure } from "../schema/validate.js";
import { MeantKeys, nearKeys } from "./meant-keys.js";

/** Checks `specpress.yaml` against its JSON Schema, with messages in the words of settings. */

/** The keywords of JSON Schema that there are words for. The first line says nothing about a value. */
export const knownKeywords: ReadonlySet<string> = new Set(
  (
    "$schema $defs title description default examples " +
    "$ref type required properties additionalProperties items minItems minLength pattern patternErrorMessage minimum enum"
  ).split(" "),
);

export interface CheckedConfig {
  /** The file's value without what does not fit. Its objects inherit nothing, so that any word may be looked up in them. */
  readonly value: JsonObject;
  /** Whether something of an object of `value` was left out or is missing; what that object says may then be the opposite of what is meant. */
  readonly isBroken: (object: object) => boolean;
  /** The file's value with the keys that are meant. */
  readonly written: Json;
  /** Pointers of keys that are misspelt, but read as the ones that they mean. */
  readonly meant: readonly string[];
}

/** Check the file against its schema; everything that does not fit is reported. */
export function checkConfig(
  file: DataFile,
  schema: JsonObject,
  report: Report,
  asMeant: boolean,
): CheckedConfig {
  const reading = readAsMeant(file.value, schema, asMeant ? mostReadings : 0);
  const { failures } = reading;
  if (failures === null)
    report("config-bad-value", spanOf({ source: file.source, pointer: "" }), [
      "The file",
      shown(file.value),
      "it must not be this large",
    ]);
  const faults = new Faults();
  for (const failure of reading.misspelt) tell(failure, file, (pointer) => pointer, report);
  for (const failure of failures ?? []) {
    tell(failure, file, reading.writtenAt, report);
    faults.add(failure);
  }
  const broken = new WeakSet<object>();
  // What else does not fit is not known then.
  const isLost = failures === null || failures.length >= mostFailures;
  const value = isLost ? {} : kept(reading.value, "", faults, broken);
  return {
    value: isObject(value) ? value : {},
    isBroken: (object) => broken.has(object),
    written: reading.value,
    meant: reading.misspelt.map(({ instancePointer, params }) =>
      joinPointer(instancePointer, params.key ?? ""),
    ),
  };
}

/** So many wrong settings are beyond use. */
const mostFailures = 1000;

interface Reading {
  /** The settings with the keys that are meant. */
  readonly value: Json;
  /** In which ways these do not fit; `null` where that takes too long to say. */
  readonly failures: readonly Failure[] | null;
  /** The failures of keys that are read as others, as they are written. */
  readonly misspelt: readonly Failure[];
  /** Where the file has what these settings have at a pointer. */
  readonly writtenAt: (pointer: string) => string;
}

/** A key is misspelt within one that is misspelt, and so on: as often is looked again. */
const mostReadings = 3;

/** The settings with keys that can only mean another one taken for that, so that all else that is wrong is found too. */
function readAsMeant(given: Json, schema: JsonObject, most: number): Reading {
  const meant = new MeantKeys(given);
  const misspelt: Failure[] = [];
  let failures = failuresOf(given, schema);
  for (let left = most; left > 0; left--) {
    const found = meant.take(failures ?? []);
    if (found.length === 0) break;
    misspelt.push(...found);
    failures = failuresOf(meant.value, schema);
  }
  return { value: meant.value, failures, misspelt, writtenAt: (at) => meant.writtenAt(at) };
}

/** In which ways settings do not fit; of one value the first, such as its type. `null` where that takes too long to say. */
function failuresOf(value: Json, schema: JsonObject): readonly Failure[] | null {
  const file = { source: { path: "specpress.schema.json", text: "" }, value: schema };
  const noFiles = { readData: () => ({ refused: "does not exist", near: [] }) };
  const registry = new Registry(
    noFiles,
    reportTo(() => {}),
  );
  const root = registry.schemaAt({ file, pointer: "" }, "2020-12");
  const told = new Set<string>();
  const all = new Validator().failures(value, root);
  if (all === null) return null;
  return all.filter(({ keyword, instancePointer }) => {
    const isOfParts = keyword === "required" || keyword === "additionalProperties";
    return isOfParts || told.size < told.add(instancePointer).size;
  });
}

/** What is wrong, by pointer. */
class Faults {
  /** Values that do not fit, and keys that there are not. */
  readonly gone = new Set<string>();
  /** Objects that lack something. */
  readonly lacking = new Set<string>();

  add({ keyword, instancePointer, params }: Failure): void {
    if (keyword === "required") this.lacking.add(instancePointer);
    else if (keyword === "additionalProperties")
      this.gone.add(joinPointer(instancePointer, params.key ?? ""));
    else if (keyword !== "minItems") this.gone.add(instancePointer);
  }
}

/** A value without what does not fit; `undefined` where nothing of it does. */
function kept(
  value: Json,
  pointer: string,
  faults: Faults,
  broken: WeakSet<object>,
): Json | undefined {
  if (faults.gone.has(pointer)) return undefined;
  const keptAt = (key: string | number, each: Json) =>
    kept(each, joinPointer(pointer, key), faults, broken);
  if (isArray(value))
    return value.map((item, index) => keptAt(index, item)).filter((item) => item !== undefined);
  if (!isObject(value)) return value;
  const object = Object.create(null) as { [key: string]: Json };
  if (faults.lacking.has(pointer)) broken.add(object);
  for (const key of keysOf(value)) {
    const given = value[key]!;
    const each = keptAt(key, given);
    const isShorter = isArray(each) && isArray(given) && each.length < given.length;
    if (each === undefined || isShorter) broken.add(object);
    if (each !== undefined) object[key] = each;
  }
  return object;
}

function tell(
  failure: Failure,
  { source }: DataFile,
  writtenAt: (pointer: string) => string,
  report: Report,
): void {
  const { keyword, instancePointer: pointer, value, params, schema } = failure;
  const span = (at: string, of: "key" | "value" = "value") =>
    spanOf({ source, pointer: writtenAt(at) }, of);
  switch (keyword) {
    case "type":
      return report("config-wrong-type", span(pointer), [
        nameOf(pointer),
        wordFor(String(failure.given)),
        shownAsWritten(value, span(pointer)),
      ]);
    case "required":
      for (const key of params.missing ?? [])
        report("config-missing-key", span(pointer, "key"), [key, whereOf(pointer)]);
      return;
    case "additionalProperties": {
      const key = params.key ?? "";
      const near = nearKeys(failure);
      const at = joinPointer(pointer, key);
      return report("config-unknown-key", span(at, "key"), [key, whereOf(pointer), ...near]);
    }
    default:
      report("config-bad-value", span(pointer), [
        nameOf(pointer),
        isArray(value) ? "[]" : shown(value),
        faultOf(failure),
        ...nearWords(value, allowedBy(schema)),
      ]);
  }
}

function faultOf({ keyword, given, schema }: Failure): string {
  if (keyword === "pattern") {
    // What the pattern asks for in words, which editors show too.
    const said = isObject(schema.value) && schema.value["patternErrorMessage"];
    return typeof said === "string" ? said : mustBe(String(given));
  }
  if (keyword === "enum") return oneOf(isArray(given) ? given.map(shown) : []);
  return keyword === "minimum" ? `it must be ${String(given)} or more` : "it must not be empty";
}

/** What a pattern asks for: `^(off|on)$` is a list of words. */
function mustBe(pattern: string): string {
  return oneOf(wordsIn(pattern).map((word) => `"${word}"`));
}

function oneOf(words: readonly string[]): string {
  const [last = "", ...others] = [...words].reverse();
  return `it must be ${others.length > 0 ? `${others.reverse().join(", ")} or ${last}` : last}`;
}

/** The words that a schema allows, of those that it lists. */
function allowedBy(schema: Failure["schema"]): readonly string[] {
  const [pattern, listed] = [schema.keyword("pattern"), schema.keyword("enum")];
  if (isArray(listed)) return listed.filter((word) => typeof word === "string");
  return typeof pattern === "string" ? wordsIn(pattern) : [];
}

/** The words that a value may be short for, or misspells. */
function nearWords(value: Json, words: readonly string[]): readonly string[] {
  if (typeof value !== "string" || value === "") return [];
  const begun = words.filter((word) => word.startsWith(value) || value.startsWith(word));
  return begun.length > 0 ? begun : nearest(value, words);
}

/** `^(2\.0|3\.0)$`, `^tags$` */
const wordsRe = /^\^\(?(?<words>(?:[\w-]|\\\.)+(?:\|(?:[\w-]|\\\.)+)*)\)?\$$/;

function wordsIn(pattern: string): readonly string[] {
  const { words } = wordsRe.exec(pattern)?.groups ?? {};
  return words?.split("|").map((word) => word.replaceAll("\\", "")) ?? [];
}

const words: Readonly<Record<string, string>> = {
  object: "a map of names to values",
  array: "a list",
  string: "text",
  integer: "a whole number",
  boolean: "true or false",
};

/** Of one type, or of several with commas. */
function wordFor(types: string): string {
  return types
    .split(",")
    .map((type) => words[type] ?? type)
    .join(" or ");
}

/** How the value is called in a message: `apis.login.title`. */
function nameOf(pointer: string): string {
  return pointer === "" ? "The file" : `"${dotted(pointer)}"`;
}

function whereOf(pointer: string): string {
  return pointer === "" ? "this file" : `"${dotted(pointer)}"`;
}

function dotted(pointer: string): string {
  return pointer.slice(1).replaceAll("/", ".").replaceAll("~1", "/").replaceAll("~0", "~");
}

/** A number as its author writes it: `1.0` is another text than `1`. */
function shownAsWritten(value: Json, { source, start, end }: Span): string {
  return typeof value === "number" ? quoted(source.text.slice(start, end)) : shown(value);
}

function shown(value: Json): string {
  if (isObject(value)) return "a map";
  if (isArray(value)) return "a list";
  return quoted(JSON.stringify(value));
}
