import type { Report } from "../base/diagnostics.js";
import type { Source, Span } from "../base/source.js";
import type { EntryView } from "./entry-view.js";
import { badField } from "./python.js";
import { syntaxOf, type Syntax } from "./titles.js";
import { readSettingsFile, type SettingsTable } from "./toml.js";

/**
 * The settings of towncrier that a changelog uses, from `[tool.towncrier]` of `towncrier.toml` or `pyproject.toml`.
 * @see https://towncrier.readthedocs.io/en/25.8.0/configuration.html
 */
export interface ChangelogSettings {
  /** The version of towncrier whose rules hold. */
  readonly edition: Edition;
  /** What entries are written in. */
  readonly syntax: Syntax;
  /** What the title of an entry may begin with; empty where the project has no name. */
  readonly name: string;
  /** Parts of the project that have headings of their own, in order; usually one without a name. */
  readonly sections: readonly SectionFolder[];
  /** In the order of their headings. */
  readonly types: readonly FragmentType[];
  /** How an issue is shown; `{issue}` stands for its name. Without one, numbers get a `#`. */
  readonly issueFormat?: string;
  /** What the name of an issue must be: the source of a regular expression. */
  readonly issuePattern?: string;
  /** The title of an entry; `{name}`, `{version}` and `{project_date}` stand for those. `null`: entries have no title. */
  readonly titleFormat: string | null;
  /** The file of past entries, relative to the settings, where it is given. */
  readonly filename?: string;
  /** Where the settings name it. */
  readonly filenameAt: Span;
  /** Whether all past entries are in one file. Otherwise `filename` has fields, as `titleFormat` has, and makes one for each. */
  readonly isSingleFile: boolean;
  /** Whether an entry is a page, whose title is not in its text: its first headings are of level 2. */
  readonly isPage: boolean;
  /** Underlines of the title, of sections, and of the names of types, which take that of sections where these have no names. */
  readonly underlines: readonly [string, string, string];
  /** How long lines may be that are wrapped; `null` where they are not. */
  readonly wrapAt: number | null;
  /** Whether further lines of a text are moved in below its bullet. */
  readonly allBullets: boolean;
  /** Issues that begin with this are none: the text is shown without. */
  readonly orphanPrefix: string;
  /** Texts behind which new entries are put, where the file has one of them. */
  readonly startStrings: readonly string[];
  /** What prints an entry. */
  readonly template: EntryTemplate;
  /** Names of files among the fragments that are none; `*` stands for any text. */
  readonly ignore: readonly string[];
  /** What the names of new fragments end with: `.md`, or nothing. */
  readonly extension: string;
  /** Whether the last line of a new fragment ends with a line feed. */
  readonly endsLines: boolean;
}

/**
 * 24.8 names the issue of `fix-1.2.feature` `fix-1.2`, sorts `gh-3` before `gh-10`, and shows the text of a fragment
 * without an issue whatever its type. Its rules hold where a setting is used that 22.12 does not have, or Markdown. In
 * Markdown, 25.8 puts the headings below that of the title; its rules hold where a setting or the file of past entries has
 * what it brought, or the file of the settings requires it.
 * @see https://towncrier.readthedocs.io/en/stable/release-notes.html
 */
export type Edition = "22.12" | "24.8" | "25.8";

/** One of towncrier's own, or the project's. */
export type EntryTemplate = TowncrierTemplate | OwnTemplate | EntryFormats;
export type TowncrierTemplate = (typeof towncrierTemplates)[number];
const towncrierTemplates = ["default", "hr-between-versions", "single-file-no-bullets"] as const;

export interface OwnTemplate {
  /** Its file, relative to the settings. */
  readonly path: string;
  /** Nothing where the template has a fault, which is reported. */
  readonly print: (view: EntryView) => string;
}

/** What the headings and changes of an entry in Markdown are printed with. */
export interface EntryFormats {
  /** With `{name}`. */
  readonly section: string;
  readonly type: string;
  /** In place of `type` where the section has no name. */
  readonly typeWithoutSection?: string;
  /** With `{text}` and `{issues}`; absent: as towncrier's own template has it. */
  readonly change?: string;
}

/** What a project says elsewhere in place of what the settings of towncrier say. */
export type OwnSettings = Partial<
  Pick<
    ChangelogSettings,
    | "issueFormat"
    | "titleFormat"
    | "template"
    | "filename"
    | "filenameAt"
    | "isSingleFile"
    | "isPage"
  >
>;

/** Gives the project's template, which is named at a place of the settings; `null` where there is none, which is reported. */
export type LoadTemplate = (path: string, at: Span) => OwnTemplate | null;

export interface SectionFolder {
  readonly name: string;
  /** Of its fragments, relative to the settings. */
  readonly folder: string;
  /** Where they lie if that folder is not there and this is. */
  readonly otherwise?: string;
  /** Where the settings name it. */
  readonly at: Span;
}

export interface FragmentType {
  /** The part of a fragment's file name: `feature`. */
  readonly key: string;
  readonly name: string;
  /** Otherwise only the issues are listed. */
  readonly showsContent: boolean;
  /** `check = false`: where a change needs news, a fragment of this type is none. */
  readonly isNoNews?: true;
}

const usualTypes: readonly FragmentType[] = [
  { key: "feature", name: "Features", showsContent: true },
  { key: "bugfix", name: "Bugfixes", showsContent: true },
  { key: "doc", name: "Improved Documentation", showsContent: true },
  { key: "removal", name: "Deprecations and Removals", showsContent: true },
  { key: "misc", name: "Misc", showsContent: false },
];

const laterKeys = ["ignore", "issue_pattern", "create_eof_newline", "create_add_extension"];
const keys = [
  "name",
  "version",
  "package",
  "package_dir",
  "directory",
  "filename",
  "single_file",
  "title_format",
  "issue_format",
  "template",
  "start_string",
  "underlines",
  "wrap",
  "all_bullets",
  "orphan_prefix",
  "section",
  "type",
  "fragment",
  ...laterKeys,
];
const typeKeys = ["name", "showcontent", "check"];

/**
 * Read the settings; what cannot be used is reported and read as if it were missing. `null` where the file cannot be read at
 * all. `asMeant`: what is misspelt is read as it can only be meant.
 */
export function readSettings(
  file: Source,
  report: Report,
  loadTemplate: LoadTemplate = () => null,
  own: OwnSettings = {},
  asMeant = false,
): ChangelogSettings | null {
  const read = readSettingsFile(file, report, asMeant);
  if (!read) return null;
  const { table } = read;
  table.checkKeys(keys);
  const issueFormat = formatIn(table, "issue_format", ["issue"]);
  const issuePattern = readPattern(table);
  const given = table.text("filename");
  if (given === "") table.refuse('"filename" is empty', "filename");
  const filename = own.filename ?? given;
  const isSingleFile = own.isSingleFile ?? table.flag("single_file") ?? true;
  if (!isSingleFile && own.filename === undefined) checkFormatOfFiles(table, filename);
  const syntax = syntaxOf(filename ?? "NEWS.rst");
  // 25.8 calls a project by its name for Python's tools where the settings name none.
  const ownName = table.text("name") || titleCase(table.text("package") ?? "");
  const name = ownName || read.projectName;
  const edition = editionOf(table, syntax, name !== ownName);
  return {
    edition,
    syntax,
    name,
    sections: readSections(table, ownName === "" ? read.projectName : ""),
    types: readTypes(table),
    ...(issueFormat === undefined ? {} : { issueFormat }),
    ...(issuePattern === undefined ? {} : { issuePattern }),
    titleFormat: readTitleFormat(table, syntax, name !== ""),
    ...(filename === undefined ? {} : { filename }),
    filenameAt: table.place("filename"),
    isSingleFile,
    isPage: own.isPage ?? false,
    underlines: readUnderlines(table),
    wrapAt: readWrap(table),
    allBullets: table.flag("all_bullets") ?? true,
    orphanPrefix: table.text("orphan_prefix") ?? "+",
    startStrings: readStartStrings(table, syntax),
    template: own.template ?? readTemplate(table, syntax, loadTemplate),
    ignore: [...(table.texts("ignore") ?? []), ...templateNames(table)],
    extension: readExtension(table, edition, filename, own.filename === undefined),
    endsLines: table.flag("create_eof_newline") ?? true,
    ...own,
  };
}

/** Whether a file has a table for towncrier, as far as its headers tell. */
export function hasSettings({ text }: Source): boolean {
  return /^[ \t]*\[+[ \t]*tool[ \t]*\.[ \t]*towncrier\b/m.test(text);
}

/** A file for each version is named by it. */
function checkFormatOfFiles(table: SettingsTable, filename = "NEWS.rst"): void {
  const at = filename.lastIndexOf("/") + 1;
  const bad = badField(filename.slice(at), titleFields) ?? /[{}]/.exec(filename.slice(0, at))?.[0];
  if (bad !== undefined)
    table.refuse(
      `in "filename", "${bad}" is none of ${titleFields.map((name) => `{${name}}`).join(", ")} in the name of a file`,
      "filename",
    );
  else if (!filename.includes("{version}"))
    table.refuse(
      'with "single_file = false" each release has a file of its own, so that "filename" needs {version}',
      table.has("filename") ? "filename" : "single_file",
    );
}

function editionOf(table: SettingsTable, syntax: Syntax, isCalledByProject: boolean): Edition {
  if (isCalledByProject || typeof table.value("wrap") === "number" || requiresNewest(table))
    return "25.8";
  const types = [...table.tables("type"), ...table.named("fragment").map(([, type]) => type)];
  const isLater =
    syntax === "markdown" ||
    laterKeys.some((key) => table.has(key)) ||
    types.some((type) => type.has("check")) ||
    /^towncrier:.*\.(?:rst|md)$/.test(String(table.value("template")));
  return isLater ? "24.8" : "22.12";
}

/** Whether the file that has the settings requires towncrier of 25.8 or later: `"towncrier>=25.8"`, `"towncrier[dev]>=25.8"`. */
function requiresNewest({ file }: SettingsTable): boolean {
  const required =
    /\btowncrier\s{0,9}(?:\[[\w\s,.-]{0,99}\]\s{0,9})?(?:==|>=|~=|===)\s{0,9}(?<year>\d\d)\.(?<month>\d{1,2})/.exec(
      file.text,
    )?.groups;
  if (!required) return false;
  return Number(required["year"]) * 100 + Number(required["month"]) >= 2508;
}

/**
 * `directory` holds the fragments, or a folder for each section; without it they lie in `newsfragments` of the package, which
 * since 25.8 may be called by the project's name.
 */
function readSections(table: SettingsTable, projectName: string): readonly SectionFolder[] {
  const directory = table.text("directory");
  const folderIn = (name: string | undefined, path: string) =>
    (directory === undefined
      ? [table.text("package_dir"), name, path, "newsfragments"]
      : [directory, path]
    )
      .filter(Boolean)
      .join("/");
  const placesOf = (path: string) => ({
    folder: folderIn(table.text("package"), path),
    ...(directory === undefined && projectName && { otherwise: folderIn(projectName, path) }),
  });
  const at = table.place(table.has("directory") ? "directory" : "package");
  const sections = new Map<string, SectionFolder>();
  for (const section of table.tables("section")) {
    section.checkKeys(["name", "path"]);
    const name = section.text("name") ?? "";
    const path = section.text("path");
    if (path !== undefined)
      sections.set(name, { name, ...placesOf(path), at: section.place("path") });
    else if (section.value("path") === undefined)
      section.refuse(`the section "${name}" has no "path"`);
  }
  return sections.size > 0 ? [...sections.values()] : [{ name: "", ...placesOf(""), at }];
}

/** A list of `[[tool.towncrier.type]]`, or tables `[tool.towncrier.fragment.<key>]`, which are taken by name. */
function readTypes(table: SettingsTable): readonly FragmentType[] {
  const named = table.named("fragment");
  if (named.length > 0)
    return named
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, options]) => {
        options.checkKeys(typeKeys);
        return readType(options, key);
      });
  const types = new Map<string, FragmentType>();
  for (const type of table.tables("type")) {
    type.checkKeys(["directory", ...typeKeys]);
    const key = type.text("directory");
    if (key !== undefined) types.set(key, readType(type, key));
    else if (type.value("directory") === undefined) type.refuse('a type has no "directory"');
  }
  return types.size > 0 ? [...types.values()] : usualTypes;
}

/** `wrap = true`, or how long lines may be, as later versions of towncrier have it. */
function readWrap(table: SettingsTable): number | null {
  const value = table.value("wrap");
  if (typeof value === "number" && Number.isInteger(value) && value > 0) return value;
  if (value === true) return 79;
  if (value !== undefined && value !== false)
    table.refuse('"wrap" should be true, false or the length of lines', "wrap");
  return null;
}

function readType(options: SettingsTable, key: string): FragmentType {
  const isNews = options.flag("check") ?? true;
  const name = options.text("name") ?? key.charAt(0).toUpperCase() + key.slice(1).toLowerCase();
  const showsContent = options.flag("showcontent") ?? true;
  return { key, name, showsContent, ...(!isNews && { isNoNews: true }) };
}

const titleFields = ["name", "version", "project_date"];

/** Without a format, or with an empty one, the title is made of all it may name. */
function readTitleFormat(table: SettingsTable, syntax: Syntax, hasName: boolean): string | null {
  if (table.value("title_format") === false) return null;
  const given = formatIn(table, "title_format", titleFields);
  if (given) return given;
  const usual = hasName ? "{name} {version} ({project_date})" : "{version} ({project_date})";
  return syntax === "markdown" ? `# ${usual}` : usual;
}

function formatIn(
  table: SettingsTable,
  key: string,
  fields: readonly string[],
): string | undefined {
  const format = table.text(key);
  const bad = format === undefined ? undefined : badField(format, fields);
  if (bad === undefined) return format;
  const known = fields.map((name) => `{${name}}`).join(", ");
  table.refuse(`in "${key}", "${bad}" is none of ${known}`, key);
  return undefined;
}

/** A regular expression of Python, as far as it means the same here. */
function readPattern(table: SettingsTable): string | undefined {
  const given = table.text("issue_pattern");
  if (!given) return undefined;
  const pattern = given
    .replace(/\(\?P</g, "(?<")
    .replace(/\\A/g, "^")
    .replace(/\\Z/g, "$");
  try {
    new RegExp(pattern);
    return pattern;
  } catch {
    table.refuse(
      `"issue_pattern" is not a regular expression that can be used: ${given}`,
      "issue_pattern",
    );
    return undefined;
  }
}

/** A string counts as a list of its characters. */
function readUnderlines(table: SettingsTable): readonly [string, string, string] {
  const value = table.value("underlines");
  const given =
    typeof value === "string" ? [...value] : (table.texts("underlines", "characters") ?? []);
  const [title = "=", section = "-", type = "~"] = given;
  return [title, section, type];
}

const usualStarts = {
  rst: ".. towncrier release notes start\n",
  markdown: "<!-- towncrier release notes start -->\n",
};

/** A file may have been Markdown, or made by a version that knew one mark only. */
function readStartStrings(table: SettingsTable, syntax: Syntax): readonly string[] {
  const given = table.text("start_string");
  if (given) return [given];
  return syntax === "rst" ? [usualStarts.rst] : [usualStarts.markdown, usualStarts.rst];
}

function readTemplate(
  table: SettingsTable,
  syntax: Syntax,
  loadTemplate: LoadTemplate,
): EntryTemplate {
  const given = table.text("template") ?? "towncrier:default";
  const [, name, ending] = /^towncrier:(?<name>.*?)(?<ending>\.rst|\.md)?$/.exec(given) ?? [];
  if (name === undefined) return readOwnTemplate(given, table, loadTemplate);
  const known = towncrierTemplates.find((template) => template === name);
  const isOther = ending !== undefined && ending !== (syntax === "markdown" ? ".md" : ".rst");
  if (isOther)
    table.refuse(`the template "${given}" does not write what "filename" is`, "template");
  else if (!known || (syntax === "markdown" && known !== "default"))
    table.refuse(`towncrier has no template "${given}" for this file`, "template");
  return syntax === "rst" && known ? known : "default";
}

function readOwnTemplate(
  path: string,
  table: SettingsTable,
  loadTemplate: LoadTemplate,
): EntryTemplate {
  if (path.endsWith(".hbs")) return loadTemplate(path, table.place("template")) ?? "default";
  table.refuse(
    `the template "${path}" is not supported`,
    "template",
    'Templates of towncrier are written for Jinja. Write it for Handlebars, in a file that ends with ".hbs", as docs/text/releases.md of specpress shows, leave "template" out, or say in specpress.yaml what entries look like ("changelogs", "entries").',
  );
  return "default";
}

/** A template may lie among the fragments. */
function templateNames(table: SettingsTable): readonly string[] {
  const given = table.value("template");
  return typeof given === "string" ? [given.slice(given.lastIndexOf("/") + 1)] : [];
}

function readExtension(
  table: SettingsTable,
  edition: Edition,
  filename = "NEWS.rst",
  isUsual = true,
): string {
  const isWanted = table.flag("create_add_extension") ?? (isUsual && edition === "24.8");
  return isWanted ? (/\.(?:rst|md)$/i.exec(filename)?.[0] ?? "") : "";
}

/** `big_project` → `Big_Project`: a package by which the project is called. */
function titleCase(name: string): string {
  return name
    .toLowerCase()
    .replace(/[a-z]+/g, (word) => word.charAt(0).toUpperCase() + word.slice(1));
}
