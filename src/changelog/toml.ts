import type { Report } from "../base/diagnostics.js";
import { wholeFile, type Source, type Span } from "../base/source.js";
import { nearest } from "../base/text.js";
import { readToml, type TomlTable, type TomlValue } from "../base/read-toml.js";

/** The table `[tool.towncrier]` of a file, or one within it; reports at its place what cannot be used. */
export class SettingsTable {
  readonly file: Source;
  readonly values: TomlTable;
  private readonly report: Report;
  /** Of this table: `tool`, `towncrier`, `type`. */
  private readonly path: readonly string[];
  /** Which table of that path it is. */
  private readonly index: number;

  constructor(
    file: Source,
    values: TomlTable,
    report: Report,
    path: readonly string[] = ["tool", "towncrier"],
    index = 0,
  ) {
    this.file = file;
    this.values = values;
    this.report = report;
    this.path = path;
    this.index = index;
  }

  has(key: string): boolean {
    return Object.hasOwn(this.values, key);
  }

  value(key: string): TomlValue | undefined {
    return this.has(key) ? this.values[key] : undefined;
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
    const value = this.value(key);
    if (value === undefined) return [];
    if (Array.isArray(value) && value.every(isTable))
      return value.map((table, index) => this.within(key, table, index));
    this.refuse(`"${key}" should be a list of tables, [[tool.towncrier.${key}]]`, key);
    return [];
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
      return [name, this.within(key, isTable(table) ? table : {}, 0, name)] as const;
    });
  }

  private within(key: string, table: TomlTable, index: number, name?: string): SettingsTable {
    const path = [...this.path, key, ...(name === undefined ? [] : [name])];
    return new SettingsTable(this.file, table, this.report, path, index);
  }

  /** Report what is wrong, at a key of the table, and what to do. */
  refuse(what: string, key?: string, how?: string): void {
    const hints = how === undefined ? [] : [how];
    this.report("bad-changelog-config", this.place(key), [what, ...hints]);
  }

  /** Report keys that there are not. */
  checkKeys(known: readonly string[]): void {
    for (const key of Object.keys(this.values))
      if (!known.includes(key))
        this.report("unknown-changelog-setting", this.place(key), [key, ...nearest(key, known)]);
  }

  place(key?: string): Span {
    return placeIn(this.file, this.path, this.index, key);
  }
}

/** What a file says of the changelog. */
export interface SettingsFile {
  readonly table: SettingsTable;
  /** `name` of `[project]`, by which Python's tools call a project. */
  readonly projectName: string;
}

/** Read a file's `[tool.towncrier]`; `null` where there is none, which is reported. */
export function readSettingsFile(file: Source, report: Report): SettingsFile | null {
  const read = readToml(file.text);
  if (!("values" in read)) {
    const { why, at } = read;
    report("bad-changelog-config", { source: file, start: at, end: at }, [why]);
    return null;
  }
  const { tool, project } = read.values;
  const table = isTable(tool) ? tool["towncrier"] : undefined;
  const name = isTable(project) ? project["name"] : undefined;
  if (isTable(table))
    return {
      table: new SettingsTable(file, table, report),
      projectName: typeof name === "string" ? name : "",
    };
  report("bad-changelog-config", wholeFile(file), ["there is no [tool.towncrier]"]);
  return null;
}

function isTable(value: TomlValue | undefined): value is TomlTable {
  return typeof value === "object" && !Array.isArray(value) && !(value instanceof Date);
}

/** The line of a key, or of the table's header; the file where they are written in another way. */
function placeIn(file: Source, path: readonly string[], index: number, key?: string): Span {
  const wanted = path.join(".");
  let table = "";
  let seen = -1;
  let header: Span | null = null;
  let start = 0;
  for (const line of file.text.split("\n")) {
    const end = start + line.length;
    const span = {
      source: file,
      start: start + line.length - line.trimStart().length,
      end: start + line.trimEnd().length,
    };
    const name = /^\s*\[{1,2}(?<name>[^[\]]+)\]/.exec(line)?.groups?.["name"];
    if (name !== undefined) {
      table = dotted(name);
      if (table === wanted && ++seen === index) header = span;
    } else if (key !== undefined) {
      const own = /^\s*(?<key>["'\w.-]+)\s*=/.exec(line)?.groups?.["key"];
      const isHere =
        own !== undefined && `${table}.${dotted(own)}`.replace(/^\./, "") === `${wanted}.${key}`;
      if (isHere && Math.max(seen, 0) === index) return span;
    }
    start = end + 1;
  }
  return header ?? wholeFile(file);
}

function dotted(name: string): string {
  return name
    .split(".")
    .map((part) => part.trim().replace(/^(?<quote>["'])(?<word>.*)\k<quote>$/, "$<word>"))
    .join(".");
}
