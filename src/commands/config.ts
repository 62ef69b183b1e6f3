import { collector, type Diagnostic } from "../base/diagnostics.js";
import { printable, printableJson } from "../base/printable.js";
import { nearest } from "../base/text.js";
import { positionAt } from "../base/source.js";
import {
  isArray,
  isObject,
  joinPointer,
  keysOf,
  lookUp,
  ownValue,
  spanOf,
  yamlText,
  type DataFile,
  type Json,
  type JsonObject,
} from "../data/data.js";
import { loadProject, projectSchema } from "../load/load.js";
import type { Project } from "../load/project.js";
import { lookOf } from "../spec.js";
import { UsageError, type Given, type Io } from "./command.js";
import { exitCodeOf, exitCodeWithout, printDiagnostics } from "./print.js";
import { projectPlace } from "./project-root.js";

/** A setting as it is in effect. */
interface Setting {
  /** Its keys from the outermost on. */
  readonly path: readonly string[];
  /** `undefined` where it is not set. */
  readonly value: Json | undefined;
  readonly from: "file" | "default" | "none";
  /** Of the file, counted from 1; `null` for what it does not say. */
  readonly line: number | null;
  readonly description: string;
}

/**
 * `specpress config`: all settings of a project, those it does not say too, as a `specpress.yaml` that means the same; of
 * each, where it comes from. Exit code 1 where the file has errors.
 */
export async function config(given: Given, io: Io): Promise<number> {
  const { report, diagnostics } = collector();
  const project = loadProject(projectPlace(given, io), report);
  if (!project) {
    printDiagnostics(diagnostics, io);
    return exitCodeWithout(diagnostics);
  }
  const settings = chosen(settingsOf(project), given.arguments);
  const { path: file } = project.configFile.source;
  if (given.options["format"] === "json") io.out(asJson(settings, file));
  else io.out(asYaml(settings, file));
  const found = diagnostics.filter((each) => isOfFile(each, file));
  printDiagnostics(found, io);
  return exitCodeOf(found, false);
}

function isOfFile({ span }: Diagnostic, file: string): boolean {
  return span?.source.path === file;
}

/** Those of the names: a setting, or all below it. */
function chosen(all: readonly Setting[], names: readonly string[]): readonly Setting[] {
  if (names.length === 0) return all;
  const nameOf = ({ path }: Setting) => path.join(".");
  return names.flatMap((name) => {
    const some = all.filter((each) => nameOf(each) === name || nameOf(each).startsWith(`${name}.`));
    if (some.length > 0) return some;
    const [near] = nearest(name, [...new Set(all.flatMap(prefixesOf))]);
    throw new UsageError(
      `there is no setting "${name}"${near === undefined ? "" : `; did you mean "${near}"?`}`,
    );
  });
}

/** `show`, `show.responses` */
function prefixesOf({ path }: Setting): readonly string[] {
  return path.map((_, index) => path.slice(0, index + 1).join("."));
}

function settingsOf(project: Project): readonly Setting[] {
  const schema = projectSchema();
  const { config } = project;
  // The texts of pages are in their folder; and no folders of files are not set, rather than an empty list.
  const pages = { specification: null, pages: { ...config.pages, static: null } };
  const effective = { ...config, look: lookOf(project), ...(config.pages ? pages : {}) };
  const settings: Setting[] = [];
  gather(
    { schema, root: schema, file: project.configFile, settings },
    [],
    schema,
    effective as unknown as JsonObject,
  );
  return settings;
}

interface Gathering {
  readonly root: JsonObject;
  readonly schema: JsonObject;
  readonly file: DataFile;
  readonly settings: Setting[];
}

/** The settings that a schema describes; `effective`: what holds at its place, as the program has it. */
function gather(
  gathering: Gathering,
  path: readonly string[],
  schema: JsonObject,
  effective: Json | undefined,
): void {
  const { file, settings } = gathering;
  const pointer = joinPointer("", ...path);
  const written = path.length === 0 ? file.value : lookUp(file.value, pointer);
  const properties = ownValue(schema, "properties");
  const entries = ownValue(schema, "additionalProperties");
  const isParent = path.length === 0 || (written !== undefined && isObject(written));
  const holds = (key: string) => (isObject(effective) ? ownValue(effective, key) : undefined);
  const below = (key: string, each: JsonObject) =>
    gather(gathering, [...path, key], withRef(each, gathering), holds(key));
  if (isObject(properties) && (isParent || (written === undefined && isObject(effective)))) {
    for (const key of keysOf(properties)) below(key, properties[key] as JsonObject);
    return;
  }
  const own = isObject(entries) ? withRef(entries, gathering) : null;
  if (own && isObject(own["properties"]) && isObject(written) && keysOf(written).length > 0) {
    for (const key of keysOf(written)) below(key, own);
    return;
  }
  const description = ownValue(schema, "description");
  const made = plain(effective);
  const usual = (fits(made, schema) ? made : undefined) ?? ownValue(schema, "default");
  settings.push({
    path,
    value: written ?? usual,
    from: written !== undefined ? "file" : usual === undefined ? "none" : "default",
    line: written === undefined ? null : lineOf(file, pointer),
    description: typeof description === "string" ? description : "",
  });
}

/** A schema with what its `$ref` says. */
function withRef(schema: JsonObject, { root }: Gathering): JsonObject {
  const ref = ownValue(schema, "$ref");
  if (typeof ref !== "string") return schema;
  const target = lookUp(root, ref.slice(1));
  return isObject(target) ? { ...target, ...schema } : schema;
}

/** Whether a file may say a text that the program made, such as a suffix of a name with a hyphen. */
function fits(value: Json | undefined, schema: JsonObject): boolean {
  const pattern = ownValue(schema, "pattern");
  return (
    typeof value !== "string" || typeof pattern !== "string" || new RegExp(pattern).test(value)
  );
}

/** A value that a file can have; `undefined` for one that is not set. */
function plain(value: Json | undefined): Json | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== "object") return value;
  if (isArray(value)) return value;
  const { constructor } = value;
  return constructor === Object || constructor === undefined ? value : undefined;
}

function lineOf({ source }: DataFile, pointer: string): number {
  return positionAt(source, spanOf({ source, pointer }, "key").start).line;
}

function asJson(settings: readonly Setting[], file: string): string {
  const all = settings.map(({ path, value, from, line, description }) => ({
    setting: path.join("."),
    ...(value === undefined ? {} : { value }),
    from: from === "file" ? file : from === "default" ? "default" : "not set",
    ...(line === null ? {} : { line }),
    description,
  }));
  return `${printableJson(JSON.stringify(all, null, 2))}\n`;
}

/** YAML in which each line says where it comes from; what is not set is a comment. */
function asYaml(settings: readonly Setting[], file: string): string {
  const lines: (readonly [text: string, remark: string])[] = [];
  let open: readonly string[] = [];
  for (const { path, value, from, line } of settings) {
    const parents = path.slice(0, -1);
    let depth = 0;
    while (depth < parents.length && parents[depth] === open[depth]) depth++;
    if (value === undefined) {
      lines.push([`${indent(parents.length)}# ${key(path.at(-1)!)}:`, "not set"]);
      continue;
    }
    for (; depth < parents.length; depth++)
      lines.push([`${indent(depth)}${key(parents[depth]!)}:`, ""]);
    open = parents;
    const remark = from === "file" ? `${file}:${line}` : "default";
    const text = `${key(path.at(-1)!)}: ${flow(value)}`;
    lines.push([`${indent(parents.length)}${text}`, remark]);
  }
  const shown = lines.map(([text, remark]) =>
    remark === "" ? text : `${text.padEnd(column)} # ${remark}`,
  );
  return `${shown.join("\n")}\n`;
}

/** Where remarks begin, if lines are not longer. */
const column = 50;

function indent(depth: number): string {
  return "  ".repeat(depth);
}

function key(name: string): string {
  return /^[A-Za-z_][\w-]*$/.test(name) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(name)
    ? name
    : quoted(name);
}

/** A value on one line. */
function flow(value: Json): string {
  if (typeof value !== "string" || value.includes("\n") || printable(value) !== value)
    return quoted(value);
  return yamlText({ value }).slice("value: ".length).trimEnd();
}

/** JSON, which YAML reads as it is, with what would steer a terminal or a log as escapes. */
function quoted(value: Json): string {
  return printableJson(JSON.stringify(value));
}
