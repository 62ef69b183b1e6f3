import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Report } from "../base/diagnostics.js";
import { wholeFile, type Source } from "../base/source.js";
import { nearest } from "../base/text.js";
import type { JsonObject } from "../data/data.js";
import { includedIn } from "../templates/templates.js";
import type { ProjectConfig } from "./project.js";
import type { KeptReads } from "./kept-reads.js";
import type { Reader } from "./reader.js";
import { isRefused } from "../files/files.js";

/** The package's own files: the folder above this one that has the schema of project files. */
export function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, schemaPath))) {
    const above = dirname(folder);
    if (above === folder) throw new Error(`the package lacks ${schemaPath}`);
    folder = above;
  }
  return folder;
}

const schemaPath = "schemas/specpress.schema.json";

/** The JSON Schema of `specpress.yaml`. */
export function projectSchema(): JsonObject {
  schema ??= JSON.parse(readFileSync(join(packageFolder(), schemaPath), "utf8")) as JsonObject; // our own file
  return schema;
}

let schema: JsonObject | undefined;

/** Templates by name, without the extension `.hbs`: ours, and in their place those of the project's folder. */
export function readTemplates(
  { templates: folder, events, raw, shortcodes }: ProjectConfig,
  reader: Reader,
  report: Report,
  kept?: KeptReads,
): Map<string, Source> {
  const templates = new Map<string, Source>();
  for (const source of ourTemplates(kept)) templates.set(nameOf(source.path), source);
  if (folder === undefined) return templates;
  const own = readOwn(folder, reader, report);
  if (raw === "sanitise" || raw === "refuse")
    for (const source of own.values()) reportScript(source, raw, report);
  const groups = Object.values(events?.groups ?? {}).map(({ template }) => template);
  const ofShortcodes = [...(shortcodes?.values() ?? [])].map(({ texts }) => texts.get("template"));
  const named = [...groups, ...ofShortcodes];
  reportUnused([...own.values()], [...templates.keys()], named, report);
  return new Map([...templates, ...own]);
}

function readOwn(folder: string, reader: Reader, report: Report): Map<string, Source> {
  const own = new Map<string, Source>();
  for (const below of reader.tree.deepFiles(folder, true)) {
    const path = `${folder}/${below}`;
    const source = reader.text(path);
    const other = own.get(nameOf(path));
    if (isRefused(source)) {
      // Links that are refused are reported together.
      if (!source.isForbidden) report("unreadable-file", wholeFile({ path, text: "" }), [path]);
    } else if (other)
      report("same-name", wholeFile(source), ["template", nameOf(path), other.path, path]);
    else own.set(nameOf(path), source);
  }
  return own;
}

/** A script other than the one of the site, an attribute that runs one, an address that does. */
const scriptRe =
  /<script\b(?![^>]*\bsrc\s*=\s*["']?\{\{~?\s*script\s*~?\}\}["']?[^>]*>\s*<\/script)|<(?:iframe|object|embed)\b|[\s"'/]on[a-z]+\s*=|javascript:/i;

/** Templates are a project's own and printed as they are; that they hold scripts where HTML may not is said. */
function reportScript(source: Source, raw: string, report: Report): void {
  const isScript = source.path.endsWith(".js");
  const match = isScript ? { 0: "", index: 0 } : scriptRe.exec(source.text);
  if (!match || source.path.endsWith(".css")) return;
  const span = { source, start: match.index, end: match.index + match[0].length };
  report("template-with-script", span, [source.path, raw]);
}

/** Report templates that neither take the place of one of ours nor are named anywhere. */
function reportUnused(
  own: readonly Source[],
  ours: readonly string[],
  named: readonly (string | undefined)[],
  report: Report,
): void {
  const texts = own.filter(({ path }) => path.endsWith(".hbs"));
  // What includes a template by a name that it makes may mean any.
  if (texts.some(({ text }) => /\{\{~?#?>\s*\(/.test(text))) return;
  const used = new Set([...ours, ...named, ...texts.flatMap(({ text }) => includedIn(text))]);
  for (const source of texts) {
    const name = nameOf(source.path);
    if (used.has(name)) continue;
    report("unused-template", wholeFile(source), [source.path, ...nearest(name, ours)]);
  }
}

function nameOf(path: string): string {
  return basename(path).replace(/\.hbs$/, "");
}

/** The files of our own templates: of a program that looks at them again, as they are now, else as they were at first. */
function ourTemplates(kept?: KeptReads): readonly Source[] {
  if (!kept) return (unchanging ??= ownFiles((file, path) => ({ path, text: textOf(file) })));
  return ownFiles((file, path) => {
    const bytes = kept.ownBytes(file, () => readFileSync(file));
    return kept.source(path, bytes, () => ({ path, text: Buffer.from(bytes).toString("utf8") }));
  });
}

let unchanging: readonly Source[] | undefined;

function textOf(file: string): string {
  return readFileSync(file, "utf8");
}

function ownFiles(read: (file: string, path: string) => Source): Source[] {
  const root = join(packageFolder(), "templates");
  const names = existsSync(root) ? readdirSync(root, { recursive: true, withFileTypes: true }) : [];
  return names
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => {
      // No path of a project has a colon there: its own folder may be called "templates" too.
      return read(file, `specpress:templates/${file.slice(root.length + 1)}`);
    });
}
