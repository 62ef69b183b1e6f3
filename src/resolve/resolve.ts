import type { Report } from "../base/diagnostics.js";
import { nearest } from "../base/text.js";
import {
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
      const origin = origins.of(from.holder);
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

/** What a value became, and how large that is with everything in it. */
interface Resolved {
  readonly value: Json;
  readonly size: number;
  readonly height: number;
}

/** How deep a resolved document may be nested, and of how many values it may consist. */
const maxDepth = 400;
const maxSize = 1_000_000;
/** How many values of recursive schemas may be resolved anew for each place where they are entered. */
const recursionBudget = 20_000;

class Resolver {
  readonly referred = new Set<string>();
  private readonly project: Project;
  private readonly origins: Origins;
  private readonly report: Report;
  private readonly done = new Map<Container, Resolved>();
  /** The values being resolved, outermost first, with their place in that order. */
  private readonly open = new Map<Container, number>();
  /** The outermost open value that a cut below the current one stands for. */
  private lowestCut = Infinity;
  private recursionLeft = recursionBudget;
  /** Size of what `$ref`s brought into the current target so far. */
  private brought = 0;
  private readonly reported = new Set<JsonObject>();

  constructor(project: Project, origins: Origins, report: Report) {
    this.project = project;
    this.origins = origins;
    this.report = report;
  }

  document(file: DataFile): Json {
    return this.resolve(file.value, file).value;
  }

  private resolve(raw: Json, file: DataFile): Resolved {
    if (typeof raw !== "object" || raw === null) return { value: raw, size: 1, height: 0 };
    const known = this.done.get(raw);
    if (known) return known;
    const index = this.open.size;
    const lowestBefore = this.lowestCut;
    this.lowestCut = Infinity;
    this.open.set(raw, index);
    const resolved =
      refOf(raw) === undefined ? this.children(raw, file) : this.ref(raw as JsonObject, file);
    this.open.delete(raw);
    // A value that was cut because an outer one contains it is whole when it is entered elsewhere.
    const isWhole = this.lowestCut >= index || this.recursionLeft-- <= 0;
    if (isWhole) this.done.set(raw, resolved);
    this.lowestCut = Math.min(lowestBefore, isWhole ? Infinity : this.lowestCut);
    return resolved;
  }

  /** A value with its children resolved: itself, where none of them changed. */
  private children(raw: Container, file: DataFile): Resolved {
    let size = 1;
    let height = 0;
    let changed = false;
    const take = (child: Json): Json => {
      if (typeof child !== "object" || child === null) {
        size++;
        return child;
      }
      const resolved = this.resolve(child, file);
      size += resolved.size;
      height = Math.max(height, resolved.height);
      changed ||= resolved.value !== child;
      return resolved.value;
    };
    const made = isObject(raw) ? takeObject(raw, take) : raw.map(take);
    if (!changed) return { value: raw, size, height: height + 1 };
    const value = made instanceof Map ? objectOf(made) : made;
    rememberParts(value, raw);
    return { value, size, height: height + 1 };
  }

  /** An object with a `$ref`: what it names, with the siblings over it. */
  private ref(raw: JsonObject, file: DataFile): Resolved {
    const target = this.target(raw, file);
    if (target === null)
      return this.withSiblings({ value: null, size: 1, height: 0 }, raw, file, true);
    return this.withSiblings(target, raw, file, false);
  }

  /** What a `$ref` names, resolved; `null` where it names nothing, which is reported. */
  private target(raw: JsonObject, file: DataFile): Resolved | null {
    const ref = refOf(raw)!;
    const named = this.named(ref, raw, file);
    if (!named) return null;
    const { value, file: other } = named;
    if (typeof value === "object" && value !== null && this.open.has(value))
      return this.cut(value, raw);
    const before = this.brought;
    this.brought = 0;
    const tooDeep = this.open.size > maxDepth;
    const resolved = tooDeep ? null : this.resolve(value, other);
    this.brought = before + (resolved?.size ?? 0);
    if (resolved && this.brought <= maxSize && this.open.size + resolved.height <= maxDepth)
      return resolved;
    if (this.brought > maxSize) this.brought = before;
    this.tell(raw, () => this.report("ref-too-much", this.spanOfRef(raw), [ref]));
    return null;
  }

  /** The value that a `$ref` names in the file it names, before it is resolved. */
  private named(
    ref: string,
    raw: JsonObject,
    file: DataFile,
  ): { value: Json; file: DataFile } | null {
    const hash = ref.indexOf("#");
    const path = hash === -1 ? ref : ref.slice(0, hash);
    const other = this.fileOf(path, ref, raw, file);
    if (!other) return null;
    const pointer = hash === -1 ? "" : pointerOfFragment(ref.slice(hash + 1));
    const keys = pointer === null ? null : parsePointer(pointer);
    if (keys === null) {
      this.tell(raw, () => this.report("ref-bad-fragment", this.spanOfRef(raw), [ref]));
      return null;
    }
    return this.descend(other, keys, ref, raw);
  }

  /** Follow a pointer; what lies on the way may itself be a `$ref`. */
  private descend(
    file: DataFile,
    keys: readonly string[],
    ref: string,
    raw: JsonObject,
  ): { value: Json; file: DataFile } | null {
    let at: Json = file.value;
    if (at === null) return null; // unreadable, which was reported
    for (const key of keys) {
      if (isObject(at) && refOf(at) !== undefined && !Object.hasOwn(at, key))
        at = this.open.has(at) ? null : this.resolve(at, file).value;
      const next: Json | undefined = at === null ? undefined : step(at, key);
      if (next === undefined) {
        const near = isObject(at) ? nearest(key, keysOf(at)) : [];
        this.tell(raw, () =>
          this.report("ref-fragment-not-found", this.spanOfRef(raw), [ref, key, ...near]),
        );
        return null;
      }
      at = next;
    }
    return { value: at, file };
  }

  private fileOf(path: string, ref: string, raw: JsonObject, file: DataFile): DataFile | null {
    if (path === "") return file;
    if (/^(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(path)) {
      this.tell(raw, () => this.report("ref-remote", this.spanOfRef(raw), [ref]));
      return null;
    }
    const found = this.find(path, file);
    if (!("refused" in found)) {
      if (found !== file) this.referred.add(found.source.path);
      return found;
    }
    this.tell(raw, () =>
      this.report("ref-not-found", this.spanOfRef(raw), [ref, found.refused, ...found.near]),
    );
    return null;
  }

  private find(path: string, file: DataFile): ReturnType<Project["readData"]> {
    if (path.startsWith("/")) return this.project.readData(path);
    const folder = file.source.path.slice(0, file.source.path.lastIndexOf("/") + 1);
    const found = this.project.readData(folder + path);
    const decoded = path.includes("%") ? pointerOfFragment(path) : null;
    return "refused" in found && decoded !== null ? this.project.readData(folder + decoded) : found;
  }

  /** The target's keys first, in its order; siblings override in place or are appended. */
  private withSiblings(
    target: Resolved,
    raw: JsonObject,
    file: DataFile,
    isLost: boolean,
  ): Resolved {
    const siblings = keysOf(raw).filter((key) => key !== "$ref");
    if (siblings.length === 0 && !isLost) return target;
    if (!isLost && !isObject(target.value)) {
      this.tell(raw, () => this.report("ref-siblings-lost", this.spanOfRef(raw), [refOf(raw)!]));
      return target;
    }
    const base = isObject(target.value) ? target.value : null;
    const entries = new Map<string, Json>();
    for (const key of base ? keysOf(base) : []) entries.set(key, base![key]!);
    let { size, height } = target;
    for (const key of siblings) {
      const resolved = this.resolve(raw[key]!, file);
      entries.set(key, resolved.value);
      size += resolved.size;
      height = Math.max(height, resolved.height + 1);
    }
    const value = objectOf(entries);
    rememberParts(value, base ?? raw, (key) => (base && !isSibling(raw, key) ? base : raw));
    return { value, size, height };
  }

  /** A target that contains its own `$ref`: its plain fields (title, type, description) stand for it, so that it does not go on for ever. */
  private cut(target: Container, raw: JsonObject): Resolved {
    const index = this.open.get(target)!;
    this.lowestCut = Math.min(this.lowestCut, index);
    const between = [...this.open.keys()].slice(index);
    const isPure = between.every((each) => refOf(each) !== undefined);
    const path = () => this.cyclePath(between, target);
    this.tell(raw, () =>
      this.report(isPure ? "ref-cycle" : "ref-recursive", this.spanOfRef(raw), [path()]),
    );
    const entries = new Map<string, Json>();
    if (isObject(target))
      for (const key of keysOf(target))
        if (key !== "$ref" && (typeof target[key] !== "object" || target[key] === null))
          entries.set(key, target[key]!);
    const value = objectOf(entries);
    rememberParts(value, target);
    return { value, size: entries.size + 1, height: 1 };
  }

  /** `a.yaml#/definitions/tree → b.yaml → a.yaml#/definitions/tree` */
  private cyclePath(between: readonly Container[], target: Container): string {
    const stops = between.filter((each) => refOf(each) !== undefined);
    const names = [target, ...stops].map((each) => this.nameOf(each));
    return [...new Set(names), names[0]].join(" → ");
  }

  private nameOf(value: Container): string {
    const origin = this.origins.of(value);
    if (!origin) return "?";
    return origin.pointer === "" ? origin.source.path : `${origin.source.path}#${origin.pointer}`;
  }

  private spanOfRef(raw: JsonObject): ReturnType<typeof spanOf> | null {
    const origin = this.origins.of(raw);
    return (
      origin && spanOf({ source: origin.source, pointer: joinPointer(origin.pointer, "$ref") })
    );
  }

  /** What resolves a recursive schema anew must not tell of its faults again. */
  private tell(raw: JsonObject, report: () => void): void {
    if (this.reported.has(raw)) return;
    this.reported.add(raw);
    report();
  }
}

/** The `$ref` of an object. A property that is called `$ref` holds a schema, not a string. */
function refOf(value: Container): string | undefined {
  const ref = isObject(value) ? ownValue(value, "$ref") : undefined;
  return typeof ref === "string" ? ref : undefined;
}

function isSibling(raw: JsonObject, key: string): boolean {
  return key !== "$ref" && Object.hasOwn(raw, key);
}

function takeObject(raw: JsonObject, take: (child: Json) => Json): Map<string, Json> {
  const entries = new Map<string, Json>();
  for (const key of keysOf(raw)) entries.set(key, take(raw[key]!));
  return entries;
}
