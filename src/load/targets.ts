import type { Code, Parts, Report } from "../base/diagnostics.js";
import { wholeFile, type Source, type Span } from "../base/source.js";
import { foreignFormat, isMarkdown } from "../base/formats.js";
import { nearest } from "../base/text.js";
import {
  isArray,
  isObject,
  joinPointer,
  keysOf,
  ownValue,
  spanOf,
  type DataFile,
  type Json,
  type JsonObject,
} from "../data/data.js";
import type { PageFile, Target, Targets } from "./project.js";

/**
 * `targets.yaml`: which files make which page, and how titles are underlined.
 *
 *     targets:
 *       guide:
 *         files:
 *           - guide.rst            # a path below the specification folder
 *           - group:chapters       # the files of a group, spliced in
 *           - { 1: more.rst }      # one title level deeper
 *         version_label: "%GUIDE_VERSION%"
 *     groups:
 *       chapters: [one.rst, { 1: two.rst }]
 */
export function readTargets(file: DataFile, texts: Texts, report: Report): Targets {
  return new TargetsReader(file, texts, report).read();
}

/** A target for each page of a tree. `file` is the one that names their folder. */
export function targetsOfPages(
  pages: readonly PageFile[],
  texts: ReadonlyMap<string, Source>,
  file: DataFile,
): Targets {
  const targets = pages.map((page): Target => {
    const span = wholeFile(texts.get(page.file)!);
    return { name: page.name, files: [{ path: page.file, depth: 0, span }], page, span };
  });
  return { file, targets, titleStyles: usualStyles, relativeTitleStyles: usualRelativeStyles };
}

/** Tells whether there is a text file of this path, and which ones there are. */
export interface Texts {
  readonly has: (path: string) => boolean;
  /** Why a file may not be read, though it may be there. */
  readonly whyNot: (path: string) => string | undefined;
  readonly exists: (path: string) => boolean;
  readonly names: () => Iterable<string>;
}

type Entry = Target["files"][number];

/** How many entries a target, and all of them, may have, those of its groups counted each time: groups of groups multiply. */
const maxEntries = 10_000;
const maxEntriesOfAll = 50_000;
/** Each page lists all others. */
const maxTargets = 1000;

const usualStyles = ["=", "-", "~", "+", "^", "`", "@", ":"];
const usualRelativeStyles = { subtitle: "<", sametitle: "/", supertitle: ">" };
const punctuation = /^[!-/:-@[-`{-~]$/;

class TargetsReader {
  private readonly file: DataFile;
  private readonly texts: Texts;
  private readonly report: Report;
  private readonly groups: JsonObject;
  /** Entries that were reported because their list has them twice. */
  private readonly repeated = new Set<string>();
  private entriesLeft = maxEntries;
  private entriesLeftOfAll = maxEntriesOfAll;

  constructor(file: DataFile, texts: Texts, report: Report) {
    this.file = file;
    this.texts = texts;
    this.report = report;
    this.groups = this.mapAt("groups", "");
  }

  read(): Targets {
    const known = ["targets", "groups", "title_styles", "relative_title_styles"];
    if (isObject(this.file.value)) this.checkKeys(this.file.value, known, "");
    const targets = this.mapAt("targets", "");
    for (const name of keysOf(this.groups))
      this.checkList(this.groups[name]!, `/groups/${name}`, name);
    return {
      file: this.file,
      targets: this.namesOf(targets).map((name) => this.target(name, targets[name]!)),
      titleStyles: this.titleStyles(),
      relativeTitleStyles: this.relativeStyles(),
    };
  }

  private namesOf(targets: JsonObject): readonly string[] {
    const names = keysOf(targets);
    if (names.length <= maxTargets) return names;
    const first = joinPointer("/targets", names[maxTargets]!);
    this.report("too-many-targets", this.span(first, "key"), [String(maxTargets)]);
    return names.slice(0, maxTargets);
  }

  private target(name: string, value: Json): Target {
    const pointer = joinPointer("/targets", name);
    const span = () => this.span(pointer, "key");
    const map = isObject(value) ? value : {};
    this.checkKeys(map, ["files", "version_label"], pointer);
    const files = ownValue(map, "files") ?? null;
    const label = ownValue(map, "version_label");
    if (!isObject(value)) this.report("target-not-a-map", span(), [name]);
    else this.checkList(files, joinPointer(pointer, "files"), name);
    this.entriesLeft = maxEntries;
    const entries = isArray(files) ? this.entries(files, joinPointer(pointer, "files"), 0, []) : [];
    const target = {
      name,
      files: entries,
      get span() {
        return span();
      },
    };
    if (label === undefined) return target;
    if (typeof label === "string" || typeof label === "number")
      return {
        name,
        files: entries,
        versionLabel: String(label),
        get span() {
          return span();
        },
      };
    this.report("version-label-not-text", this.span(joinPointer(pointer, "version_label")), [name]);
    return target;
  }

  /** The files of a list at a depth. `open` are the groups this list is in: a group may not hold itself. */
  private entries(
    list: readonly Json[],
    pointer: string,
    depth: number,
    open: readonly string[],
  ): Entry[] {
    const known = new Set<Json>();
    return list.flatMap((entry, index) => {
      if (this.isFull()) return [];
      const at = joinPointer(pointer, index);
      if (known.size === known.add(entry).size && typeof entry === "string")
        this.reportRepeated(entry, at, open);
      return this.entry(entry, at, depth, open);
    });
  }

  /** Report an entry that its list has already, once however often the list is spliced in. */
  private reportRepeated(entry: string, pointer: string, open: readonly string[]): void {
    if (entry.startsWith("group:") || this.repeated.has(pointer)) return;
    this.repeated.add(pointer);
    const place = open.length > 0 ? `the group "${open.at(-1)}"` : "this page";
    this.report("text-repeated", this.span(pointer), [entry, place]);
  }

  private isFull(): boolean {
    return this.entriesLeft < 0 || this.entriesLeftOfAll < 0;
  }

  private entry(entry: Json, pointer: string, depth: number, open: readonly string[]): Entry[] {
    this.entriesLeft--;
    this.entriesLeftOfAll--;
    if (this.entriesLeft === -1)
      this.tell("target-too-large", pointer, ["this target has", String(maxEntries)]);
    else if (this.entriesLeftOfAll === -1)
      this.tell("target-too-large", pointer, ["all targets have", String(maxEntriesOfAll)]);
    if (this.isFull()) return [];
    if (typeof entry === "string") return this.pathOrGroup(entry, pointer, depth, open);
    if (!isObject(entry)) return this.tell("bad-target-entry", pointer, [JSON.stringify(entry)]);
    // Keys that look like numbers come in ascending order by themselves.
    return Object.keys(entry).flatMap((key) =>
      this.deeper(key, entry[key]!, joinPointer(pointer, key), depth, open),
    );
  }

  private deeper(
    key: string,
    value: Json,
    pointer: string,
    depth: number,
    open: readonly string[],
  ): Entry[] {
    if (!/^\d{1,3}$/.test(key)) return this.tell("bad-depth", pointer, [key], "key");
    if (typeof value !== "string") return this.tell("bad-depth-content", pointer, [key]);
    return this.pathOrGroup(value, pointer, depth + Number(key), open);
  }

  private pathOrGroup(
    text: string,
    pointer: string,
    depth: number,
    open: readonly string[],
  ): Entry[] {
    if (text.startsWith("group:"))
      return this.group(text.slice("group:".length), pointer, depth, open);
    const span = () => this.span(pointer);
    const format = foreignFormat(text);
    if (
      format !== null &&
      !isMarkdown(text) &&
      this.texts.whyNot(text) === undefined &&
      this.texts.exists(text)
    )
      return this.tell("file-not-rst", pointer, [text, format]);
    if (!this.texts.has(text)) return this.noFile(text, pointer);
    return [
      {
        path: text,
        depth,
        get span() {
          return span();
        },
      },
    ];
  }

  private noFile(text: string, pointer: string): [] {
    const forbidden = this.texts.whyNot(text);
    return forbidden === undefined
      ? this.tell("target-file-missing", pointer, [text, ...nearest(text, this.texts.names())])
      : this.tell("target-file-refused", pointer, [text, forbidden]);
  }

  private group(name: string, pointer: string, depth: number, open: readonly string[]): Entry[] {
    const list = ownValue(this.groups, name);
    if (list === undefined)
      return this.tell("unknown-group", pointer, [name, ...nearest(name, keysOf(this.groups))]);
    if (open.includes(name))
      return this.tell("group-in-itself", pointer, [[...open, name].join(" → ")]);
    // A group that is no list was told of where it stands.
    return isArray(list)
      ? this.entries(list, joinPointer("/groups", name), depth, [...open, name])
      : [];
  }

  private titleStyles(): readonly string[] {
    const value = this.top("title_styles");
    if (value === undefined) return usualStyles;
    const styles = isArray(value)
      ? value.filter((style) => typeof style === "string" && punctuation.test(style))
      : [];
    if (styles.length > 0 && isArray(value) && new Set(styles).size === value.length)
      return styles.map(String);
    this.report("bad-title-styles", this.span("/title_styles"), []);
    return usualStyles;
  }

  private relativeStyles(): Targets["relativeTitleStyles"] {
    const given = this.mapAt("relative_title_styles", "");
    this.checkKeys(given, Object.keys(usualRelativeStyles), "/relative_title_styles");
    const style = (name: keyof typeof usualRelativeStyles): string => {
      const value = ownValue(given, name) ?? usualRelativeStyles[name];
      if (typeof value === "string" && punctuation.test(value)) return value;
      this.report("bad-relative-style", this.span(`/relative_title_styles/${name}`), [name]);
      return usualRelativeStyles[name];
    };
    return {
      subtitle: style("subtitle"),
      sametitle: style("sametitle"),
      supertitle: style("supertitle"),
    };
  }

  private checkList(value: Json, pointer: string, name: string): void {
    if (!isArray(value))
      this.report("not-a-list-of-files", this.span(pointer), [
        pointer.endsWith("/files") ? `"files" of the target "${name}"` : `The group "${name}"`,
      ]);
  }

  private checkKeys(value: JsonObject, known: readonly string[], pointer: string): void {
    for (const key of keysOf(value))
      if (!known.includes(key))
        this.report("config-unknown-key", this.span(joinPointer(pointer, key), "key"), [
          key,
          pointer === "" ? "this file" : `"${pointer.slice(1).replaceAll("/", ".")}"`,
          ...nearest(key, known),
        ]);
  }

  private top(key: string): Json | undefined {
    return isObject(this.file.value) ? ownValue(this.file.value, key) : undefined;
  }

  private mapAt(key: string, otherwise: string): JsonObject {
    const value = this.top(key);
    if (isObject(value)) return value;
    if (value !== undefined && value !== null)
      this.report("config-wrong-type", this.span(`/${key}`), [
        `"${key}"`,
        "an object",
        otherwise || "something else",
      ]);
    return {};
  }

  private tell<C extends Code>(
    code: C,
    pointer: string,
    parts: Parts<C>,
    of: "key" | "value" = "value",
  ): [] {
    this.report(code, this.span(pointer, of), parts);
    return [];
  }

  private span(pointer: string, of: "key" | "value" = "value"): Span {
    return spanOf({ source: this.file.source, pointer }, of);
  }
}
