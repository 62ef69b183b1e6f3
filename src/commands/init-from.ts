import { readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { collector } from "../base/diagnostics.js";
import { isArray, isObject, keysOf, readData, type Json, type JsonObject } from "../data/data.js";
import { decodedText } from "../load/load.js";
import { whyUnsafe } from "../load/safe-path.js";
import { UsageError } from "./command.js";
import { fileFault } from "./file-fault.js";
import type { NewApi, NewFiles } from "./init-files.js";

/** How many files a document may be made of. */
const mostFiles = 20_000;

/**
 * An API of an OpenAPI file that is there: the file and the files that its `$ref`s lead to, byte by byte, in the folder of
 * the new API, as they lie to one another. What is outside the folder of the document cannot come along, and is refused.
 */
export function apiFrom(path: string, others: readonly NewApi[], files: NewFiles): NewApi {
  const file = realFile(path);
  const document = objectIn(file, path);
  refuseOthers(document, file, path);
  const info = document["info"];
  const given = textOf(isObject(info) ? info["title"] : undefined) ?? bareName(path);
  const isTaken = others.some(({ title }) => title === given);
  const title = isTaken ? `${given} (${basename(path)})` : given;
  const key = keyFor(given, bareName(path), new Set(others.map((each) => each.key)));
  const folder = dirname(file);
  for (const [each, bytes] of withReferences(file, folder, path)) {
    const name = relative(folder, each).split(sep).join("/");
    const why = whyUnsafe(name);
    if (why !== null) throw new UsageError(`--from: ${path} refers to "${name}", which ${why}`);
    files.set(`api/${key}/${name}`, bytes);
  }
  return { key, title, purpose: "", documents: [basename(file)] };
}

/** What is no OpenAPI document, and one whose name no page can say. */
function refuseOthers(document: JsonObject, file: string, path: string): void {
  const field = "swagger" in document ? "swagger" : "openapi";
  const version = document[field];
  if (typeof version === "number")
    throw new UsageError(
      `--from: ${path}: "${field}" is the number ${version}; put it in quotes: ${field}: "${version.toFixed(1)}"`,
    );
  if (typeof version !== "string")
    throw new UsageError(`--from: ${path} is no OpenAPI document: it has no "openapi"`);
  if (!(field === "swagger" ? /^2\.0$/ : /^3\.[0-2](?:\.|$)/).test(version))
    throw new UsageError(
      `--from: ${path} is OpenAPI ${version}; specpress reads OpenAPI 2.0, 3.0, 3.1 and 3.2`,
    );
  const name = basename(file);
  if (!/\.(?:ya?ml|json)$/.test(name))
    throw new UsageError(`--from: ${path}: its name does not end with ".yaml", ".yml" or ".json"`);
  const odd = /["`{}\\]/.exec(name)?.[0];
  if (odd !== undefined)
    throw new UsageError(`--from: ${path}: a page cannot name a file with ${odd} in its name`);
}

function realFile(path: string): string {
  if (/^https?:/i.test(path))
    throw new UsageError(`--from: ${path} is an address; download the file, and name that`);
  try {
    return realpathSync(resolve(path));
  } catch (error) {
    throw new UsageError(`--from: ${path} cannot be read: ${fileFault(error) ?? String(error)}`);
  }
}

function objectIn(file: string, shown: string): JsonObject {
  const { report, diagnostics } = collector();
  const text = decodedText(contentOf(file, shown));
  const { value } = readData({ path: shown, text }, report);
  if (isObject(value)) return value;
  const why = diagnostics.length > 0 ? "it is no valid YAML or JSON" : "it holds no object";
  throw new UsageError(`--from: ${shown} is no OpenAPI document: ${why}`);
}

/** The bytes of a file and of all that its references lead to, by their real paths. */
function withReferences(first: string, folder: string, shown: string): ReadonlyMap<string, Buffer> {
  const all = new Set([first]);
  const contents = new Map<string, Buffer>();
  for (const file of all) {
    if (all.size > mostFiles)
      throw new UsageError(`--from: ${shown} refers to more than ${mostFiles} files`);
    const bytes = contentOf(file, file === first ? shown : file);
    contents.set(file, bytes);
    const { value } = readData({ path: file, text: decodedText(bytes) }, () => {});
    for (const reference of referencesIn(value)) {
      const to = fileOf(reference, dirname(file));
      if (to === null) continue;
      if (relative(folder, to).split(sep)[0] === "..")
        throw new UsageError(
          `--from: ${shown} refers to "${reference}", which lies outside its folder; bundle it into one file first`,
        );
      all.add(to);
    }
  }
  return contents;
}

/** What is no file, such as a pipe, could be read for ever. */
function contentOf(file: string, shown: string): Buffer {
  let why: string;
  try {
    const stat = statSync(file);
    if (stat.isFile()) return readFileSync(file);
    why = stat.isDirectory() ? "it is a folder" : "it is neither a file nor a folder";
  } catch (error) {
    why = fileFault(error) ?? String(error);
  }
  throw new UsageError(`--from: ${shown} cannot be read: ${why}`);
}

/** The file of a reference, if it is there; the check of the new project tells of those that lead nowhere. */
function fileOf(reference: string, from: string): string | null {
  const path = reference.replace(/#.*$/s, "");
  if (path === "" || /^[a-z][a-z0-9+.-]*:/i.test(path)) return null;
  try {
    const file = realpathSync(join(from, decodeURIComponent(path)));
    return statSync(file).isFile() ? file : null;
  } catch {
    return null;
  }
}

function referencesIn(value: Json): readonly string[] {
  const found: string[] = [];
  const open: Json[] = [value];
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    if (isArray(each)) for (const item of each) open.push(item);
    else if (isObject(each)) {
      if (typeof each["$ref"] === "string") found.push(each["$ref"]);
      for (const key of keysOf(each)) open.push(each[key]!);
    }
  }
  return found;
}

function textOf(value: Json | undefined): string | null {
  const text = typeof value === "string" ? value.replace(/\s+/g, " ").trim() : "";
  return text === "" ? null : text.slice(0, 200);
}

function bareName(path: string): string {
  return basename(path).replace(/\.(?:ya?ml|json)$/i, "");
}

/** A key for the settings, made of the title, or of the file's name: `pet_store`. */
function keyFor(title: string, file: string, taken: ReadonlySet<string>): string {
  const slug = (text: string) =>
    text
      .normalize("NFKD")
      .toLowerCase()
      .replace(/\p{M}/gu, "")
      .replace(/[^a-z0-9]+/g, "_")
      .replace(/^_+|_+$/g, "")
      .slice(0, 40)
      .replace(/_$/, "");
  const base = slug(title) || slug(file) || "api";
  const usable = /^[a-z]/.test(base) && base !== "index" ? base : `api_${base}`;
  for (let number = 1; ; number++) {
    const key = number === 1 ? usable : `${usable}_${number}`;
    if (!taken.has(key)) return key;
  }
}
