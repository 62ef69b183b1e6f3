import { parse, TomlError, type TomlTable, type TomlValue } from "smol-toml";
import type { Report } from "../base/diagnostics.js";
import { type Source, wholeFile } from "../base/source.js";
import { badField } from "./python.js";

/**
 * The settings of towncrier that a changelog uses, from `[tool.towncrier]` of `towncrier.toml` or `pyproject.toml`.
 * Those of 18.6 are among those of 22.12.
 * @see https://towncrier.readthedocs.io/en/22.12.0/configuration.html
 */
export interface ChangelogSettings {
  /** What the title of an entry may begin with; empty where the project has no name. */
  readonly name: string;
  /** Parts of the project that have headings of their own, in order; usually one without a name. */
  readonly sections: readonly SectionFolder[];
  /** In the order of their headings. */
  readonly types: readonly FragmentType[];
  /** How an issue is shown; `{issue}` stands for its name. Without one, numbers get a `#`. */
  readonly issueFormat?: string;
  /** The title of an entry; `{name}`, `{version}` and `{project_date}` stand for those. `null`: entries have no title. */
  readonly titleFormat: string | null;
  /** The file of past entries, relative to the settings, where it is given. */
  readonly filename?: string;
  /** Underlines of the title, of sections, and of the names of types, which take that of sections where these have no names. */
  readonly underlines: readonly [string, string, string];
  /** Whether long lines are wrapped. */
  readonly wraps: boolean;
  /** Whether further lines of a text are moved in below its bullet. */
  readonly allBullets: boolean;
  /** Issues that begin with this are none: the text is shown without. */
  readonly orphanPrefix: string;
  /** The text behind which new entries are put, where the file has it. */
  readonly startString: string;
  /** Which of towncrier's own templates prints an entry. */
  readonly template: EntryTemplate;
}

export const entryTemplates = ["default", "hr-between-versions", "single-file-no-bullets"] as const;
export type EntryTemplate = (typeof entryTemplates)[number];

export interface SectionFolder {
  readonly name: string;
  /** Of its fragments, relative to the settings. */
  readonly folder: string;
}

export interface FragmentType {
  /** The part of a fragment's file name: `feature`. */
  readonly key: string;
  readonly name: string;
  /** Otherwise only the issues are listed. */
  readonly showsContent: boolean;
}

const usualTypes: readonly FragmentType[] = [
  { key: "feature", name: "Features", showsContent: true },
  { key: "bugfix", name: "Bugfixes", showsContent: true },
  { key: "doc", name: "Improved Documentation", showsContent: true },
  { key: "removal", name: "Deprecations and Removals", showsContent: true },
  { key: "misc", name: "Misc", showsContent: false },
];

/** Read the settings; what cannot be used is reported and read as if it were missing. `null` where the file cannot be read at all. */
export function readSettings(file: Source, report: Report): ChangelogSettings | null {
  const table = readTable(file, report);
  if (!table) return null;
  const cx = { file, report };
  const issueFormat = formatIn(table, "issue_format", ["issue"], cx);
  const filename = textIn(table, "filename", cx);
  if (table["single_file"] === false) refuse("a file for each release is not supported", cx);
  return {
    name: textIn(table, "name", cx) ?? titleCase(textIn(table, "package", cx) ?? ""),
    sections: readSections(table, cx),
    types: readTypes(table, cx),
    ...(issueFormat === undefined ? {} : { issueFormat }),
    titleFormat: readTitleFormat(table, cx),
    ...(filename === undefined ? {} : { filename }),
    underlines: readUnderlines(table, cx),
    wraps: flagIn(table, "wrap", cx) ?? false,
    allBullets: flagIn(table, "all_bullets", cx) ?? true,
    orphanPrefix: textIn(table, "orphan_prefix", cx) ?? "+",
    startString: textIn(table, "start_string", cx) || ".. towncrier release notes start\n",
    template: readTemplate(table, cx),
  };
}

interface Reading {
  readonly file: Source;
  readonly report: Report;
}

function refuse(what: string, { file, report }: Reading): void {
  report("bad-changelog-config", wholeFile(file), [what]);
}

function readTable(file: Source, report: Report): TomlTable | null {
  try {
    const tool = parse(file.text)["tool"];
    const table = isTable(tool) ? tool["towncrier"] : undefined;
    if (isTable(table)) return table;
    report("bad-changelog-config", wholeFile(file), ["there is no [tool.towncrier]"]);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    report("bad-changelog-config", placeOf(error, file), [firstLine(error.message)]);
  }
  return null;
}

/** `directory` holds the fragments, or a folder for each section; without it they lie in `newsfragments` of the package. */
function readSections(table: TomlTable, cx: Reading): readonly SectionFolder[] {
  const directory = textIn(table, "directory", cx);
  const home = [textIn(table, "package_dir", cx), textIn(table, "package", cx)];
  const folderOf = (path: string) =>
    (directory === undefined ? [...home, path, "newsfragments"] : [directory, path])
      .filter(Boolean)
      .join("/");
  const sections = new Map<string, SectionFolder>();
  for (const section of listIn(table, "section").filter(isTable)) {
    const name = textIn(section, "name", cx) ?? "";
    const path = textIn(section, "path", cx);
    if (path === undefined) refuse(`the section "${name}" has no "path"`, cx);
    else sections.set(name, { name, folder: folderOf(path) });
  }
  return sections.size > 0 ? [...sections.values()] : [{ name: "", folder: folderOf("") }];
}

/** A list of `[[tool.towncrier.type]]`, or tables `[tool.towncrier.fragment.<key>]`, which are taken by name. */
function readTypes(table: TomlTable, cx: Reading): readonly FragmentType[] {
  const fragments = table["fragment"];
  if (isTable(fragments) && Object.keys(fragments).length > 0)
    return Object.keys(fragments)
      .toSorted()
      .map((key) => {
        const options = fragments[key];
        return readType(isTable(options) ? options : {}, key, cx);
      });
  const types = new Map<string, FragmentType>();
  for (const type of listIn(table, "type").filter(isTable)) {
    const key = textIn(type, "directory", cx);
    if (key === undefined) refuse('a type has no "directory"', cx);
    else types.set(key, readType(type, key, cx));
  }
  return types.size > 0 ? [...types.values()] : usualTypes;
}

function readType(options: TomlTable, key: string, cx: Reading): FragmentType {
  const name =
    textIn(options, "name", cx) ?? key.charAt(0).toUpperCase() + key.slice(1).toLowerCase();
  return { key, name, showsContent: flagIn(options, "showcontent", cx) ?? true };
}

const titleFields = ["name", "version", "project_date"];

/** Without a format, or with an empty one, the title is made of all it may name. */
function readTitleFormat(table: TomlTable, cx: Reading): string | null {
  if (table["title_format"] === false) return null;
  const given = formatIn(table, "title_format", titleFields, cx);
  if (given) return given;
  const hasName = Boolean(table["name"] || table["package"]);
  return hasName ? "{name} {version} ({project_date})" : "{version} ({project_date})";
}

function formatIn(
  table: TomlTable,
  key: string,
  fields: readonly string[],
  cx: Reading,
): string | undefined {
  const format = textIn(table, key, cx);
  const bad = format === undefined ? undefined : badField(format, fields);
  if (bad === undefined) return format;
  const known = fields.map((name) => `{${name}}`).join(", ");
  refuse(`in "${key}", "${bad}" is none of ${known}`, cx);
  return undefined;
}

/** Text counts as a list of its characters. */
function readUnderlines(table: TomlTable, cx: Reading): readonly [string, string, string] {
  const value = table["underlines"];
  const isList = value === undefined || typeof value === "string" || Array.isArray(value);
  if (!isList) refuse('"underlines" should be a list of characters', cx);
  const given = typeof value === "string" ? [...value] : listIn(table, "underlines");
  const isUsable = (line: TomlValue) => typeof line === "string" && line !== "";
  const [title = "=", section = "-", type = "~"] = given.filter(isUsable).map(String);
  return [title, section, type];
}

function readTemplate(table: TomlTable, cx: Reading): EntryTemplate {
  const given = textIn(table, "template", cx) ?? "towncrier:default";
  const known = entryTemplates.find((name) => given === `towncrier:${name}`);
  if (!known) refuse(`the template "${given}" is not supported`, cx);
  return known ?? "default";
}

function textIn(table: TomlTable, key: string, cx: Reading): string | undefined {
  const value = table[key];
  if (value === undefined || typeof value === "string") return value;
  refuse(`"${key}" should be text`, cx);
  return undefined;
}

function flagIn(table: TomlTable, key: string, cx: Reading): boolean | undefined {
  const value = table[key];
  if (value === undefined || typeof value === "boolean") return value;
  refuse(`"${key}" should be true or false`, cx);
  return undefined;
}

function listIn(table: TomlTable, key: string): readonly TomlValue[] {
  const value = table[key];
  return Array.isArray(value) ? value : [];
}

function isTable(value: TomlValue | undefined): value is TomlTable {
  return typeof value === "object" && !Array.isArray(value) && !(value instanceof Date);
}

/** `big_project` → `Big_Project`: a package by which the project is called. */
function titleCase(name: string): string {
  return name
    .toLowerCase()
    .replace(/[a-z]+/g, (word) => word.charAt(0).toUpperCase() + word.slice(1));
}

function placeOf({ line, column }: TomlError, file: Source) {
  const before = file.text
    .split("\n")
    .slice(0, line - 1)
    .join("\n").length;
  const start = Math.min(before + (line > 1 ? 1 : 0) + column - 1, file.text.length);
  return { source: file, start, end: start };
}

function firstLine(message: string): string {
  return message.split("\n")[0]!.replace(/^Invalid TOML document: /, "");
}
