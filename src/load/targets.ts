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
  return {
    file,
    targets,
    meant: new Set(),
    titleStyles: usualStyles,
    relativeTitleStyles: usualRelativeStyles,
  };
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
/** How many groups may be within each other. */
const maxDepth = 100;
/** Each page lists all others. */
const maxTargets = 1000;

const usualStyles = ["=", "-", "~", "+", "^", "`", "@", ":"];
const usualRelativeStyles = { subtitle: "<", sametitle: "/", supertitle: ">" };
const punctuation = /^[!-/:-@[-`{-~]$/;

const topKeys = ["targets", "groups", "title_styles", "relative_title_styles"];
const targetKeys = ["files", "version_label"];

function* wordsIn(value: Json): Iterable<Json> {
  if (isArray(value)) for (const item of value) yield* wordsIn(item);
  else if (isObject(value)) for (const key of keysOf(value)) yield* wordsIn(value[key]!);
  else yield value;
}

class TargetsReader {
  private readonly file: DataFile;
  private readonly texts: Texts;
  private readonly report: Report;
  private readonly groups: JsonObject;
  private readonly groupsAt: string;
  /** All strings of the file that stand for themselves. */
  private readonly words: ReadonlySet<Json>;
  /** Entries that were reported because their list has them twice. */
  private readonly repeated = new Set<string>();
  /** Pointers of groups that were reported because too many hold them. */
  private readonly tooDeep = new Set<string>();
  /** Pointers of words that are misspelt, but read as what is meant. */
  private readonly meant = new Set<string>();
  private isLacking = false;
  private entriesLeft = maxEntries;
  private entriesLeftOfAll = maxEntriesOfAll;

  constructor(file: DataFile, texts: Texts, report: Report) {
    this.file = file;
    this.texts = texts;
    this.report = report;
    this.groups = this.mapAt("groups", "");
    this.groupsAt = this.pointerOf("groups");
    this.words = new Set(wordsIn(file.value));
  }

  read(): Targets {
    if (isObject(this.file.value)) this.checkKeys(this.file.value, topKeys, "");
    const targets = this.mapAt("targets", "");
    for (const name of keysOf(this.groups))
      this.checkList(this.groups[name]!, joinPointer(this.groupsAt, name), name);
    const read = this.namesOf(targets).map((name) => this.target(name, targets[name]!));
    return {
      file: this.file,
      meant: this.meant,
      targets: read,
      isLacking: this.isLacking || read.length === 0 || this.file.isUnreadable === true,
      titleStyles: this.titleStyles(),
      relativeTitleStyles: this.relativeStyles(),
    };
  }

  private namesOf(targets: JsonObject): readonly string[] {
    const names = keysOf(targets);
    if (names.length <= maxTargets) return names;
    const first = joinPointer(this.pointerOf("targets"), names[maxTargets]!);
    this.report("too-many-targets", this.span(first, "key"), [String(maxTargets)]);
    return names.slice(0, maxTargets);
  }

  private target(name: string, value: Json): Target {
    const pointer = joinPointer(this.pointerOf("targets"), name);
    const span = () => this.span(pointer, "key");
    const map = isObject(value) ? value : {};
    this.checkKeys(map, targetKeys, pointer);
    const filesKey = this.keyOf("files", map, targetKeys, pointer);
    const labelKey = this.keyOf("version_label", map, targetKeys, pointer);
    const files = ownValue(map, filesKey) ?? null;
    const label = ownValue(map, labelKey);
    if (!isObject(value)) {
      this.isLacking = true;
      this.report("target-not-a-map", span(), [name]);
    } else this.checkList(files, joinPointer(pointer, filesKey), name);
    this.entriesLeft = maxEntries;
    const entries = isArray(files)
      ? this.entries(files, joinPointer(pointer, filesKey), 0, [])
      : [];
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
    this.report("version-label-not-text", this.span(joinPointer(pointer, labelKey)), [name]);
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
    const path = this.texts.has(text) ? text : this.missing(text, pointer);
    if (path === null) return [];
    return [
      {
        path,
        depth,
        get span() {
          return span();
        },
      },
    ];
  }

  /** Report a file that is not there; the one that is meant, if just one can be. */
  private missing(text: string, pointer: string): string | null {
    const forbidden = this.texts.whyNot(text);
    if (forbidden !== undefined) {
      this.tell("target-file-refused", pointer, [text, forbidden]);
      return null;
    }
    const near = nearest(text, this.texts.names());
    this.tell("target-file-missing", pointer, [text, ...near]);
    return this.onlyMeant(near, pointer);
  }

  /** The only word that is near, unless it is used itself. */
  private onlyMeant([near, ...others]: readonly string[], pointer: string): string | null {
    if (near === undefined || others.length > 0 || this.words.has(near)) {
      this.isLacking = true;
      return null;
    }
    this.meant.add(pointer);
    return near;
  }

  private group(name: string, pointer: string, depth: number, open: readonly string[]): Entry[] {
    const list = ownValue(this.groups, name);
    if (list === undefined) {
      const near = nearest(name, keysOf(this.groups)).map((each) => `group:${each}`);
      this.tell("unknown-group", pointer, [name, ...nearest(name, keysOf(this.groups))]);
      const meant = this.onlyMeant(near, pointer)?.slice("group:".length);
      return meant === undefined ? [] : this.group(meant, pointer, depth, open);
    }
    if (open.includes(name))
      return this.tell("group-in-itself", pointer, [[...open, name].join(" → ")]);
    if (open.length >= maxDepth) return this.tellOfDepth(pointer);
    // A group that is no list was told of where it stands.
    return isArray(list)
      ? this.entries(list, joinPointer(this.groupsAt, name), depth, [...open, name])
      : [];
  }

  /** Once for each place: groups that are used twice each multiply. */
  private tellOfDepth(pointer: string): [] {
    if (this.tooDeep.has(pointer)) return [];
    this.tooDeep.add(pointer);
    return this.tell("target-too-large", pointer, ["groups", String(maxDepth)]);
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
    if (isArray(value)) return;
    this.isLacking = true;
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

  /** A key, or the one that is misspelt for it: what stands there is read all the same. */
  private keyOf(key: string, map: JsonObject, known: readonly string[], pointer: string): string {
    const keys = keysOf(map);
    if (keys.includes(key)) return key;
    const meant = keys.find((each) => !known.includes(each) && nearest(each, known)[0] === key);
    if (meant === undefined) return key;
    this.meant.add(joinPointer(pointer, meant));
    return meant;
  }

  private pointerOf(key: string): string {
    const { value } = this.file;
    return joinPointer("", isObject(value) ? this.keyOf(key, value, topKeys, "") : key);
  }

  private top(key: string): Json | undefined {
    const { value } = this.file;
    return isObject(value) ? ownValue(value, this.keyOf(key, value, topKeys, "")) : undefined;
  }

  private mapAt(key: string, otherwise: string): JsonObject {
    const value = this.top(key);
    if (isObject(value)) return value;
    if (value === undefined || value === null) return {};
    this.isLacking ||= !key.includes("title");
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
    const mayBeMeant = code === "target-file-missing" || code === "unknown-group";
    this.isLacking ||= !mayBeMeant;
    this.report(code, this.span(pointer, of), parts);
    return [];
  }

  private span(pointer: string, of: "key" | "value" = "value"): Span {
    return spanOf({ source: this.file.source, pointer }, of);
  }
}
