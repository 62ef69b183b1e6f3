import type { Report } from "../base/diagnostics.js";
import { wholeFile, type Source, type Span } from "../base/source.js";
import { nearest } from "../base/text.js";
import { readMeantToml, readToml, type TomlTable, type TomlValue } from "../base/read-toml.js";

/** The table `[tool.towncrier]` of a file, or one within it; reports at its place what cannot be used. */
export class SettingsTable {
  readonly file: Source;
  readonly values: TomlTable;
  private readonly report: Report;
  /** Keys that are there under others, which can only mean them. */
  private readonly meant = new Map<string, string>();
  /** Whether keys are read as they can only be meant. */
  private readonly asMeant: boolean;
  /** Of this table: `tool`, `towncrier`, `type`. */
  private readonly path: readonly string[];
  /** Which table of that path it is. */
  private readonly index: number;

  constructor(
    file: Source,
    values: TomlTable,
    report: Report,
    asMeant = false,
    path: readonly string[] = ["tool", "towncrier"],
    index = 0,
  ) {
    this.file = file;
    this.values = values;
    this.report = report;
    this.asMeant = asMeant;
    this.path = path;
    this.index = index;
  }

  has(key: string): boolean {
    return Object.hasOwn(this.values, key);
  }

  value(key: string): TomlValue | undefined {
    const written = this.written(key);
    return this.has(written) ? this.values[written] : undefined;
  }

  text(key: string): string | undefined {
    const value = this.value(key);
    if (value === undefined || typeof value === "string") return value;
    this.refuse(`"${key}" should be text`, key);
    return undefined;
  }

  flag(key: string): boolean | undefined {
    const value = this.value(key);
    if (value === undefined || typeof value === "boolean") return value;
    this.refuse(`"${key}" should be true or false`, key);
    return undefined;
  }

  /** A list of strings. */
  texts(key: string, what = "strings"): readonly string[] | undefined {
    const value = this.value(key);
    if (value === undefined) return undefined;
    if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
    this.refuse(`"${key}" should be a list of ${what}`, key);
    return undefined;
  }

  /** The tables of `[[tool.towncrier.key]]`. */
  tables(key: string): readonly SettingsTable[] {
    return [key, this.meant.get(key) ?? key]
      .filter((name, index, all) => this.has(name) && all.indexOf(name) === index)
      .flatMap((name) => {
        const value = this.values[name];
        if (Array.isArray(value) && value.every(isTable))
          return value.map((table, index) => this.within(name, table, index));
        this.refuse(`"${key}" should be a list of tables, [[tool.towncrier.${key}]]`, name);
        return [];
      });
  }

  /** The tables of `[tool.towncrier.key.*]`, by name. */
  named(key: string): readonly (readonly [string, SettingsTable])[] {
    const value = this.value(key);
    if (value === undefined) return [];
    if (!isTable(value)) {
      this.refuse(`"${key}" should be a table, [tool.towncrier.${key}.<type>]`, key);
      return [];
    }
    return Object.keys(value).map((name) => {
      const table = value[name];
      return [name, this.within(this.written(key), isTable(table) ? table : {}, 0, name)] as const;
    });
  }

  private within(key: string, table: TomlTable, index: number, name?: string): SettingsTable {
    const path = [...this.path, key, ...(name === undefined ? [] : [name])];
    return new SettingsTable(this.file, table, this.report, this.asMeant, path, index);
  }

  /** Report what is wrong, at a key of the table, and what to do. */
  refuse(what: string, key?: string, how?: string): void {
    const hints = how === undefined ? [] : [how];
    this.report("bad-changelog-config", this.place(key), [what, ...hints]);
  }

  /** Report keys that there are not. */
  checkKeys(known: readonly string[]): void {
    for (const key of Object.keys(this.values)) {
      if (known.includes(key)) continue;
      const near = nearest(key, known);
      this.report("unknown-changelog-setting", this.place(key), [key, ...near]);
      if (this.asMeant && near.length === 1) this.meant.set(near[0]!, key);
    }
  }

  /** What a key is called in the file. */
  private written(key: string): string {
    return this.has(key) ? key : (this.meant.get(key) ?? key);
  }

  place(key?: string): Span {
    return placeIn(this.file, this.path, this.index, key && this.written(key));
  }
}

/** What a file says of the changelog. */
export interface SettingsFile {
  readonly table: SettingsTable;
  /** `name` of `[project]`, by which Python's tools call a project. */
  readonly projectName: string;
}

/** Read a file's `[tool.towncrier]`; `null` where there is none, which is reported. `asMeant`: also what is misspelt. */
export function readSettingsFile(
  file: Source,
  report: Report,
  asMeant = false,
): SettingsFile | null {
  const values = valuesOf(file, report, asMeant);
  if (!values) return null;
  const { tool, project } = values;
  if (isTable(tool)) checkTools(tool, file, report);
  const table = isTable(tool) ? tool["towncrier"] : undefined;
  const name = isTable(project) ? project["name"] : undefined;
  if (isTable(table))
    return {
      table: new SettingsTable(file, table, report, asMeant),
      projectName: typeof name === "string" ? name : "",
    };
  report("bad-changelog-config", wholeFile(file), ["there is no [tool.towncrier]"]);
  return null;
}

/** Report `[tool.towncrir]`, whose settings nobody reads. */
function checkTools(tool: TomlTable, file: Source, report: Report): void {
  for (const name of Object.keys(tool)) {
    if (name === "towncrier" || nearest(name, ["towncrier"]).length === 0) continue;
    report("bad-changelog-config", placeIn(file, ["tool", name], 0), [
      `[tool.${name}] is no table of towncrier`,
      "Did you mean [tool.towncrier]?",
    ]);
  }
}

function valuesOf(file: Source, report: Report, asMeant: boolean): TomlTable | null {
  const read = readToml(file.text);
  if ("values" in read) return read.values;
  const meant = asMeant ? readMeantToml(file.text) : null;
  for (const { why, at } of meant?.faults ?? [read])
    report("bad-changelog-config", { source: file, start: at, end: at }, [why]);
  return meant && meant.values;
}

function isTable(value: TomlValue | undefined): value is TomlTable {
  return typeof value === "object" && !Array.isArray(value) && !(value instanceof Date);
}

/** The line of a key, or of the table's header; the file where they are written in another way. */
function placeIn(file: Source, path: readonly string[], index: number, key?: string): Span {
  const { headers, keys, parts } = outlineOf(file);
  const wanted = path.join(".");
  const tables = headers.get(wanted) ?? [];
  if (key !== undefined) {
    const from = index === 0 ? 0 : (tables[index]?.start ?? Infinity);
    const to = tables[index + 1]?.start ?? Infinity;
    const own = keys.get(`${wanted}.${key}`)?.find(({ start }) => start >= from && start < to);
    const found = own ?? parts.get(`${wanted}.${key}`);
    if (found) return found;
  }
  return tables[index] ?? wholeFile(file);
}

/** The lines of a file by what they begin or say. */
interface Outline {
  /** By the name of a table, which may be there several times. */
  readonly headers: ReadonlyMap<string, readonly Span[]>;
  /** By the names of table and key. */
  readonly keys: ReadonlyMap<string, readonly Span[]>;
  /** The first header below what has no line of its own: `[a.b.c]` for `a.b`. */
  readonly parts: ReadonlyMap<string, Span>;
}

/** A file of thousands of tables is asked for the place of each. */
const outlines = new WeakMap<Source, Outline>();

function outlineOf(file: Source): Outline {
  let outline = outlines.get(file);
  if (!outline) outlines.set(file, (outline = readOutline(file)));
  return outline;
}

/** Settings stand no deeper. */
const mostParts = 8;

function readOutline(file: Source): Outline {
  const headers = new Map<string, Span[]>();
  const keys = new Map<string, Span[]>();
  const parts = new Map<string, Span>();
  const add = (map: Map<string, Span[]>, name: string, span: Span) => {
    const known = map.get(name);
    if (known) known.push(span);
    else map.set(name, [span]);
  };
  let table = "";
  let start = 0;
  for (const line of file.text.split("\n")) {
    const span = {
      source: file,
      start: start + line.length - line.trimStart().length,
      end: start + line.trimEnd().length,
    };
    start += line.length + 1;
    const name = /^\s*\[{1,2}(?<name>[^[\]]+)\]/.exec(line)?.groups?.["name"];
    const own = /^\s*(?<key>["'\w.-]+)\s*=/.exec(line)?.groups?.["key"];
    if (name !== undefined) {
      table = dotted(name);
      add(headers, table, span);
      const words = table.split(".", mostParts);
      for (let count = 1; count <= words.length; count++) {
        const part = words.slice(0, count).join(".");
        if (!parts.has(part)) parts.set(part, span);
      }
    } else if (own !== undefined) add(keys, `${table}.${dotted(own)}`.replace(/^\./, ""), span);
  }
  return { headers, keys, parts };
}

function dotted(name: string): string {
  return name
    .split(".")
    .map((part) => part.trim().replace(/^(?<quote>["'])(?<word>.*)\k<quote>$/, "$<word>"))
    .join(".");
}
