import { parse, TomlError, type TomlTable, type TomlValue } from "smol-toml";
import type { Report } from "../base/diagnostics.js";
import { type Source, wholeFile } from "../base/source.js";

/**
 * The settings of towncrier that a changelog uses, from `[tool.towncrier]` of `pyproject.toml` or `towncrier.toml`.
 * @see https://towncrier.readthedocs.io/en/22.12.0/configuration.html
 */
export interface ChangelogSettings {
  /** In the order of their sections. */
  readonly types: readonly FragmentType[];
  /** How an issue is shown; `{issue}` stands for its name. Without one, numbers get a `#`. */
  readonly issueFormat?: string;
  /** The title of an entry; `{name}`, `{version}` and `{project_date}` stand for those. */
  readonly titleFormat: string;
  /** The file of past entries, relative to the settings. */
  readonly filename: string;
  /** The folder of fragments, relative to the settings. */
  readonly directory: string;
  /** Underlines of the title and of the names of types. */
  readonly underlines: readonly [string, string];
  /** Whether further lines of a text are moved in below its bullet. */
  readonly allBullets: boolean;
  /** Issues that begin with this are none: the text is shown without. */
  readonly orphanPrefix: string;
  /** The line under which new entries are put, where the file has it. */
  readonly startLine: string;
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
  refuseUnsupported(table, cx);
  const text = (key: string) => textIn(table, key, cx);
  const issueFormat = text("issue_format");
  const [first, second] = listIn(table, "underlines").filter((line) => typeof line === "string");
  return {
    types: readTypes(table, cx),
    ...(issueFormat === undefined ? {} : { issueFormat }),
    titleFormat: text("title_format") ?? "{name} {version} ({project_date})",
    filename: text("filename") ?? "NEWS.rst",
    directory: text("directory") ?? "newsfragments",
    underlines: [first || "=", second || "-"],
    allBullets: table["all_bullets"] !== false,
    orphanPrefix: text("orphan_prefix") ?? "+",
    startLine: text("start_string") ?? ".. towncrier release notes start",
  };
}

/** What towncrier can do and we do not, told rather than left out in silence. */
function refuseUnsupported(table: TomlTable, { file, report }: Reading): void {
  const template = table["template"];
  const unsupported = [
    table["wrap"] === true ? "wrap" : "",
    table["section"] === undefined ? "" : "section",
    template === undefined || template === "towncrier:default" ? "" : "template",
  ];
  for (const key of unsupported.filter((name) => name !== ""))
    report("bad-changelog-config", wholeFile(file), [`"${key}" is not supported`]);
}

interface Reading {
  readonly file: Source;
  readonly report: Report;
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
  const types = listIn(table, "type").filter(isTable);
  if (types.length === 0) return usualTypes;
  return types.flatMap((type) => {
    const key = textIn(type, "directory", cx);
    if (key !== undefined) return readType(type, key, cx);
    cx.report("bad-changelog-config", wholeFile(cx.file), ['a type has no "directory"']);
    return [];
  });
}

function readType(options: TomlTable, key: string, cx: Reading): FragmentType {
  const name =
    textIn(options, "name", cx) ?? key.charAt(0).toUpperCase() + key.slice(1).toLowerCase();
  return { key, name, showsContent: options["showcontent"] !== false };
}

function textIn(table: TomlTable, key: string, { file, report }: Reading): string | undefined {
  const value = table[key];
  if (value === undefined || typeof value === "string") return value;
  report("bad-changelog-config", wholeFile(file), [`"${key}" should be text`]);
  return undefined;
}

function listIn(table: TomlTable, key: string): readonly TomlValue[] {
  const value = table[key];
  return Array.isArray(value) ? value : [];
}

function isTable(value: TomlValue | undefined): value is TomlTable {
  return typeof value === "object" && !Array.isArray(value) && !(value instanceof Date);
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
