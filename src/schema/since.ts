import { posix } from "node:path";
import { tellAgain, type Diagnostic, type Report } from "../base/diagnostics.js";
import { authored, type Span } from "../base/source.js";
import { keysOf, isObject, type DataFile, type Json, type JsonObject } from "../data/data.js";
import { findFile, isRefusal, type DataFiles, type Refusal } from "./find-file.js";

/**
 * What is known of data files that were read before. What a file says depends on all that its references lead to, and on files
 * that are read with it: where that is as it was, what was made of the file holds on. What was reported in a file may depend on all
 * that lead to it.
 */
export class Since {
  readonly #now: Reaches;
  readonly #then: Reaches;
  /** Whether a file, and all that it leads to, is the same as before. */
  readonly #same = new Map<DataFile, boolean>();
  /** What files lead to, or led to, that are not the same. */
  #touched: ReadonlySet<string> | undefined;
  readonly #told: ReadonlySet<string>;

  /**
   * `former`: the files as they were. `told`: what was reported when they were read. `readWith`: what is read with files that do not
   * refer to it, now and before.
   */
  constructor(
    files: Required<DataFiles>,
    private readonly former: ReadonlyMap<string, DataFile>,
    private readonly told: readonly Diagnostic[],
    readWith: { readonly now: ReadWith; readonly before: ReadWith } = { now: alone, before: alone },
  ) {
    this.#now = new Reaches(files, readWith.now);
    const readData = (path: string) => former.get(posix.normalize(path)) ?? missing;
    this.#then = new Reaches({ readData, files: former }, readWith.before);
    this.#told = new Set(told.flatMap((finding) => pathOf(finding.span) ?? []));
  }

  /** Whether what was made of a file is what would be made of it now, and `tellAgain` tells what was reported. */
  isAsBefore(file: DataFile): boolean {
    if (!this.#isSame(file)) return false;
    const touched = this.#touchedPaths();
    return [...this.#now.of(file).files].every(
      ({ source: { path } }) => !(this.#told.has(path) && touched.has(path)),
    );
  }

  /** Whether a file is as before, and nothing leads to it that is not. */
  isSettled(file: DataFile): boolean {
    return this.isAsBefore(file) && !this.#touchedPaths().has(file.source.path);
  }

  /** The files that references in a file lead to, and in those, and so on; itself only where another one leads back. */
  referredFrom(file: DataFile): Iterable<DataFile> {
    return this.#now.of(file).referred;
  }

  /** Report again what was reported in files that are settled, but for what was reported by now. */
  tellAgain(report: Report, told: readonly Diagnostic[]): void {
    const known = new Set(told.map(nameOf));
    for (const finding of this.told) {
      const file = this.former.get(pathOf(finding.span) ?? "");
      if (file && this.isSettled(file) && !known.has(nameOf(finding))) tellAgain(finding, report);
    }
  }

  #isSame(file: DataFile): boolean {
    let isSame = this.#same.get(file);
    if (isSame === undefined) {
      const { files, isKnown } = this.#now.of(file);
      const before = this.#then.of(file).files;
      isSame =
        isKnown &&
        files.size === before.size &&
        [...files].every((each) => this.former.get(each.source.path) === each);
      this.#same.set(file, isSame);
    }
    return isSame;
  }

  #touchedPaths(): ReadonlySet<string> {
    return (this.#touched ??= this.#findTouched());
  }

  #findTouched(): ReadonlySet<string> {
    const paths = new Set<string>();
    const note = (file: DataFile, all: Reaches) => {
      for (const { source } of all.of(file).files) paths.add(source.path);
    };
    const now = this.#now.known.files;
    // Files are read as they are followed, and are looked at in their turn.
    for (const file of now.values()) if (!this.#isSame(file)) note(file, this.#now);
    for (const file of this.former.values())
      if (now.get(file.source.path) !== file || !this.#isSame(file)) note(file, this.#then);
    return paths;
  }
}

/** By file, those that are read with it: the examples of an event's schema. */
type ReadWith = ReadonlyMap<DataFile, readonly DataFile[]>;

const alone: ReadWith = new Map();
const missing: Refusal = { refused: "was not there", near: [] };

/** What tells a finding from others. */
function nameOf({ code, span, parts }: Diagnostic): string {
  const place = span && authored(span);
  return [code, place?.source.path, place?.start, ...parts].join("\n");
}

/** The path of the file in which something was reported. */
function pathOf(span: Span | null): string | null {
  return span && authored(span).source.path;
}

/** What files lead to. */
class Reaches {
  readonly #reaches = new Map<DataFile, Reach>();

  constructor(
    readonly known: Required<DataFiles>,
    private readonly readWith: ReadWith,
  ) {}

  of(file: DataFile): Reach {
    let reach = this.#reaches.get(file);
    if (!reach) this.#reaches.set(file, (reach = this.#follow(file)));
    return reach;
  }

  #follow(first: DataFile): Reach {
    const files = new Set([first]);
    const referred = new Set<DataFile>();
    let isKnown = true;
    for (const file of files) {
      const { paths, isPlain } = referencesIn(file);
      isKnown &&= isPlain && !file.isUnreadable;
      for (const found of this.#named(paths, file)) {
        files.add(found);
        if (found !== file) referred.add(found);
      }
      for (const each of this.readWith.get(file) ?? []) files.add(each);
    }
    return { files, referred, isKnown };
  }

  /** The files that the references of one may name. */
  #named(paths: ReadonlySet<string>, { source: { path: from } }: DataFile): Iterable<DataFile> {
    const find = (path: string, from: string) => {
      const found = findFile(this.known, path, from);
      return isRefusal(found) ? null : found;
    };
    const beside = new Map([...paths].map((path) => [path, find(path, from)]));
    const named = new Set([...beside.values()].filter((found) => found !== null));
    const others = [...paths].filter((path) => beside.get(path) === null);
    // What stands beside a `$ref` may be relative to the file that this one names.
    const further = [...named].flatMap(({ source }) =>
      others.flatMap((path) => find(path, source.path) ?? []),
    );
    for (const each of further) named.add(each);
    return named;
  }
}

interface Reach {
  /** The file itself, those that it leads to, and what is read with them. */
  readonly files: ReadonlySet<DataFile>;
  readonly referred: ReadonlySet<DataFile>;
  /** Whether these are all. */
  readonly isKnown: boolean;
}

interface FileReferences {
  /** As they are written, without fragments. */
  readonly paths: ReadonlySet<string>;
  /** Whether paths are all that it takes to know what they lead to. */
  readonly isPlain: boolean;
}

/** Files never change, and are followed in each build. */
const references = new WeakMap<DataFile, FileReferences>();

function referencesIn(file: DataFile): FileReferences {
  let known = references.get(file);
  if (!known) references.set(file, (known = findReferences(file.value)));
  return known;
}

const keywords: ReadonlySet<string> = new Set(["$ref", "$dynamicRef", "operationRef"]);

function findReferences(whole: Json): FileReferences {
  const paths = new Set<string>();
  let isPlain = true;
  const note = (reference: string) => {
    if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(reference)) isPlain = false;
    const path = reference.split("#", 1)[0]!;
    if (path !== "") paths.add(path);
  };
  const open: Json[] = [whole];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== "object" || value === null) continue;
    if (!isObject(value)) {
      for (const each of value as readonly Json[]) open.push(each); // spread, many are too many arguments
      continue;
    }
    for (const key of keysOf(value)) {
      const child = value[key]!;
      if (typeof child === "string") {
        if (keywords.has(key)) note(child);
        // What an identifier names may be meant by any file, and relative to it.
        else if (key === "$id" || (key === "id" && /[/:]/.test(child))) isPlain = false;
        continue;
      }
      if (key === "mapping" && isObject(child)) namesIn(child).forEach(note);
      open.push(child);
    }
  }
  return { paths, isPlain };
}

/** The files that a discriminator's mapping names; names of schemas are none. */
function namesIn(mapping: JsonObject): readonly string[] {
  return Object.values(mapping).filter(
    (each): each is string => typeof each === "string" && /[#/]|\.\w+$/.test(each),
  );
}
