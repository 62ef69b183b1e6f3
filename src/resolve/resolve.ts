import type { Code, Report } from "../base/diagnostics.js";
import { nearest } from "../base/text.js";
import {
  copyWith,
  isObject,
  joinPointer,
  keysOf,
  objectOf,
  ownValue,
  parsePointer,
  pointerOfFragment,
  readFrom,
  rememberParts,
  spanOf,
  step,
  type DataFile,
  type Json,
  type JsonObject,
  type Origin,
} from "../data/data.js";
import type { Project } from "../load/project.js";
import { anchorsOf } from "./anchors.js";
import { findFile, isRemote, type Base } from "./find-file.js";
import { Origins } from "./origins.js";

/**
 * The data files with every `$ref` replaced by what it names. Values without a `$ref` below them are those of the file
 * itself; objects made by putting a target and its siblings together know where each key came from.
 */
export interface Schemas {
  /** The resolved value of a file, by path relative to the root. `null` where there is no such file. */
  document(path: string): Json;
  /** Where an object of a resolved document, or the value of one of its keys, stands. */
  originOf(object: JsonObject | readonly Json[], key?: string | number): Origin | null;
  /** Paths of the files that some `$ref` names. */
  readonly referred: ReadonlySet<string>;
}

/** Follow every `$ref` of the project's data files. Reports missing files, missing fragments, cycles and paths out of the project. */
export function resolve(project: Project, report: Report): Schemas {
  const origins = new Origins(project.files);
  const resolver = new Resolver(project, origins, report);
  for (const file of documentsOf(project)) resolver.document(file);
  return {
    document(path) {
      const file = project.readData(path);
      return "refused" in file ? null : resolver.document(file);
    },
    originOf(object, key) {
      const from = readFrom(object, key === undefined ? undefined : String(key));
      const origin = origins.of(from.holder, resolver.homeOf(from.holder));
      if (!origin || from.key === undefined) return origin;
      return { source: origin.source, pointer: joinPointer(origin.pointer, from.key) };
    },
    referred: resolver.referred,
  };
}

function documentsOf({ apis, events, tables }: Project): DataFile[] {
  return [
    ...apis.flatMap(({ documents, definitions }) => [
      ...documents,
      ...definitions.map(({ file }) => file),
    ]),
    ...(events?.schemas.values() ?? []),
    ...(events?.examples.values() ?? []),
    ...tables.values(),
  ];
}

type Container = JsonObject | readonly Json[];

/** A value of a file, before it is resolved. */
interface Named {
  readonly value: Json;
  readonly file: DataFile;
}

/** What a value became, and how large that is with everything in it. */
interface Resolved {
  readonly value: Json;
  readonly size: number;
  readonly height: number;
  /** The file it stands in, if it is an object or a list. */
  readonly file?: DataFile;
}

/**
 * How deep a resolved document may be nested, and of how many values what a `$ref` names may consist. However many `$ref`s
 * name one value, it is there once.
 */
const maxDepth = 400;
const maxSize = 1_000_000;
/** How many values of recursive schemas may be resolved anew for each place where they are entered. */
const recursionBudget = 2_000;
/** How many stops of a cycle a message names. */
const maxStops = 8;

class Resolver {
  readonly referred = new Set<string>();
  private readonly project: Project;
  private readonly origins: Origins;
  private readonly report: Report;
  private readonly done = new Map<Container, Resolved>();
  /** The values being resolved, outermost first, with their place in that order. */
  private readonly open = new Map<Container, { readonly index: number; readonly file: DataFile }>();
  /** The outermost open value that a cut below the current one stands for. */
  private lowestCut = Infinity;
  private recursionLeft = recursionBudget;
  private readonly reported = new Set<JsonObject>();

  constructor(project: Project, origins: Origins, report: Report) {
    this.project = project;
    this.origins = origins;
    this.report = report;
  }

  document(file: DataFile): Json {
    return this.resolve(file.value, { file }).value;
  }

  /** The file of a value that was resolved, for those who ask where it stands. */
  homeOf(value: Container): DataFile | undefined {
    return this.done.get(value)?.file;
  }

  private resolve(raw: Json, base: Base): Resolved {
    if (typeof raw !== "object" || raw === null) return { value: raw, size: 1, height: 0 };
    const known = this.done.get(raw);
    if (known) return known;
    const index = this.open.size;
    const lowestBefore = this.lowestCut;
    this.lowestCut = Infinity;
    this.open.set(raw, { index, file: base.file });
    const resolved =
      refOf(raw) === undefined ? this.children(raw, base) : this.ref(raw as JsonObject, base);
    this.open.delete(raw);
    // A value that was cut because an outer one contains it is whole when it is entered elsewhere.
    const isWhole = this.lowestCut >= index || this.recursionLeft-- <= 0;
    if (isWhole) this.done.set(raw, resolved);
    this.lowestCut = Math.min(lowestBefore, isWhole ? Infinity : this.lowestCut);
    return resolved;
  }

  /** A value with its children resolved: itself, where none of them changed. */
  private children(raw: Container, base: Base): Resolved {
    let size = 1;
    let height = 0;
    let changed: Map<string, Json> | undefined;
    for (const key of Object.keys(raw)) {
      const child = (raw as JsonObject)[key]!; // an array is read by its indices
      if (typeof child !== "object" || child === null) {
        size++;
        continue;
      }
      const resolved = this.resolve(child, base);
      size += resolved.size;
      height = Math.max(height, resolved.height);
      if (resolved.value !== child) (changed ??= new Map()).set(key, resolved.value);
    }
    const value = changed ? withChanges(raw, changed) : raw;
    return { value, size, height: height + 1, file: base.file };
  }

  /** An object with a `$ref`: what it names, with the siblings over it. */
  private ref(raw: JsonObject, base: Base): Resolved {
    const named = this.named(refOf(raw)!, raw, base);
    const target = named && this.target(named, raw);
    const around = named ? { file: base.file, otherwise: named.file } : base;
    return this.withSiblings(target, raw, around);
  }

  /** What a `$ref` names, resolved; `null` where that would be too much. */
  private target({ value, file }: Named, raw: JsonObject): Resolved | null {
    if (typeof value === "object" && value !== null && this.open.has(value))
      return this.cut(value, raw);
    const resolved = this.open.size > maxDepth ? null : this.resolve(value, { file });
    if (resolved && resolved.size <= maxSize && this.open.size + resolved.height <= maxDepth)
      return resolved;
    this.tell(raw, "ref-too-much", () => [refOf(raw)!]);
    return null;
  }

  /** The value that a `$ref` names in the file it names, before it is resolved. */
  private named(ref: string, raw: JsonObject, base: Base): Named | null {
    const hash = ref.indexOf("#");
    const path = hash === -1 ? ref : ref.slice(0, hash);
    const file = path === "" ? base.file : this.fileOf(path, ref, raw, base);
    if (!file) return null;
    const pointer = hash === -1 ? "" : pointerOfFragment(ref.slice(hash + 1));
    const keys = pointer === null ? null : parsePointer(pointer);
    if (keys) return this.descend(file, keys, ref, raw);
    const anchored = pointer === null ? undefined : anchorsOf(file).get(pointer);
    if (anchored) return { value: anchored, file };
    this.tell(raw, "ref-bad-fragment", () => [ref]);
    return null;
  }

  /** Follow a pointer; what lies on the way may itself be a `$ref`. */
  private descend(
    file: DataFile,
    keys: readonly string[],
    ref: string,
    raw: JsonObject,
  ): Named | null {
    let value = file.value;
    if (value === null) return null; // unreadable, which was reported
    for (const key of keys) {
      if (isObject(value) && refOf(value) !== undefined && !Object.hasOwn(value, key))
        value = this.open.has(value) ? {} : this.resolve(value, { file }).value;
      const next = step(value, key);
      if (next === undefined) {
        const near = isObject(value) ? nearest(key, keysOf(value)) : [];
        this.tell(raw, "ref-fragment-not-found", () => [ref, key, ...near]);
        return null;
      }
      value = next;
    }
    return { value, file };
  }

  private fileOf(path: string, ref: string, raw: JsonObject, base: Base): DataFile | null {
    if (isRemote(path)) {
      this.tell(raw, "ref-remote", () => [ref]);
      return null;
    }
    const found = findFile(this.project, path, base);
    if ("refused" in found) {
      this.tell(raw, "ref-not-found", () => [ref, found.refused, ...found.near]);
      return null;
    }
    if (found !== base.file) this.referred.add(found.source.path);
    return found;
  }

  /** The target's keys first, in its order; siblings override in place or are appended. They alone are left where there is no target. */
  private withSiblings(target: Resolved | null, raw: JsonObject, base: Base): Resolved {
    const siblings = keysOf(raw).filter((key) => key !== "$ref");
    if (target && siblings.length === 0) return target;
    if (target && !isObject(target.value)) {
      this.tell(raw, "ref-siblings-lost", () => [refOf(raw)!]);
      return target;
    }
    const below = isObject(target?.value) ? target.value : {};
    const entries = new Map<string, Json>(keysOf(below).map((key) => [key, below[key]!]));
    let { size, height } = target ?? { size: 1, height: 1 };
    for (const key of siblings) {
      const resolved = this.resolve(raw[key]!, base);
      entries.set(key, resolved.value);
      size += resolved.size;
      height = Math.max(height, resolved.height + 1);
    }
    const value = objectOf(entries);
    const isOwn = (key: string) => !target || (key !== "$ref" && Object.hasOwn(raw, key));
    rememberParts(value, target ? below : raw, (key) => (isOwn(key) ? raw : below));
    return { value, size, height };
  }

  /** A target that contains its own `$ref`: its plain fields (title, type, description) stand for it, so that it does not go on for ever. */
  private cut(target: Container, raw: JsonObject): Resolved {
    const { index } = this.open.get(target)!;
    this.lowestCut = Math.min(this.lowestCut, index);
    const between = [...this.open.keys()].slice(index);
    const isPure = between.every((each) => refOf(each) !== undefined);
    const code = isPure ? "ref-cycle" : "ref-recursive";
    this.tell(raw, code, () => [this.cyclePath(between, target)]);
    const entries = new Map<string, Json>();
    if (isObject(target))
      for (const key of keysOf(target))
        if (!isCut.has(key) && (typeof target[key] !== "object" || target[key] === null))
          entries.set(key, target[key]!);
    const value = objectOf(entries);
    rememberParts(value, target);
    return { value, size: entries.size + 1, height: 1 };
  }

  /** `a.yaml#/definitions/tree → b.yaml → a.yaml#/definitions/tree` */
  private cyclePath(between: readonly Container[], target: Container): string {
    const stops = between.filter((each) => refOf(each) !== undefined);
    const shown = stops.length <= maxStops ? stops : stops.slice(-maxStops);
    const names = [...new Set(shown.map((each) => this.nameOf(each)))];
    if (shown !== stops) names.unshift("…");
    const goal = this.nameOf(target);
    return [...(names[0] === goal ? [] : [goal]), ...names, goal].join(" → ");
  }

  private nameOf(value: Container): string {
    const origin = this.origins.of(value, this.open.get(value)?.file);
    if (!origin) return "?";
    return origin.pointer === "" ? origin.source.path : `${origin.source.path}#${origin.pointer}`;
  }

  private spanOfRef(raw: JsonObject): ReturnType<typeof spanOf> | null {
    const origin = this.origins.of(raw, this.open.get(raw)?.file);
    return (
      origin && spanOf({ source: origin.source, pointer: joinPointer(origin.pointer, "$ref") })
    );
  }

  /** Report what is wrong with a `$ref`, once: recursive schemas are resolved several times. */
  private tell(raw: JsonObject, code: Code, parts: () => readonly string[]): void {
    if (this.reported.has(raw)) return;
    this.reported.add(raw);
    this.report(code, this.spanOfRef(raw), parts());
  }
}

/** What is not kept of a schema that is cut: without its `properties`, it would forbid them all. */
const isCut: ReadonlySet<string> = new Set([
  "$ref",
  "additionalProperties",
  "additionalItems",
  "items",
  "unevaluatedItems",
  "unevaluatedProperties",
]);

/** The `$ref` of an object. A property that is called `$ref` holds a schema, not a string. */
function refOf(value: Container): string | undefined {
  const ref = isObject(value) ? ownValue(value, "$ref") : undefined;
  return typeof ref === "string" ? ref : undefined;
}

/** A copy in which some values are others. It knows which one it is a copy of. */
function withChanges(raw: Container, changed: ReadonlyMap<string, Json>): Container {
  const copy = isObject(raw)
    ? copyWith(raw, changed)
    : raw.map((item, index) => {
        const key = String(index);
        return changed.has(key) ? changed.get(key)! : item;
      });
  rememberParts(copy, raw);
  return copy;
}
