import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Source } from "../base/source.js";
import type { JsonObject } from "../data/data.js";
import type { Reader } from "./reader.js";
import { isRefused } from "./tree.js";

/** The package's own files: the folder above this one that has the schema of project files. */
function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, schemaPath))) {
    const above = dirname(folder);
    if (above === folder) throw new Error(`the package lacks ${schemaPath}`);
    folder = above;
  }
  return folder;
}

const schemaPath = "src/load/specpress.schema.json";

/** The JSON Schema of `specpress.yaml`. */
export function projectSchema(): JsonObject {
  const schema: unknown = JSON.parse(readFileSync(join(packageFolder(), schemaPath), "utf8"));
  return schema as JsonObject; // our own file
}

/** Templates by name, without the extension `.hbs`: ours, and in their place those of the project's folder. */
export function readTemplates(folder: string | undefined, reader: Reader): Map<string, Source> {
  const templates = new Map<string, Source>();
  for (const source of ourTemplates()) templates.set(nameOf(source.path), source);
  if (folder === undefined) return templates;
  for (const path of reader.tree.deepFiles(folder, true)) {
    const source = reader.text(`${folder}/${path}`);
    if (!isRefused(source)) templates.set(nameOf(path), source);
  }
  return templates;
}

function nameOf(path: string): string {
  return basename(path).replace(/\.hbs$/, "");
}

function ourTemplates(): Source[] {
  const root = join(packageFolder(), "templates");
  const names = existsSync(root) ? readdirSync(root, { recursive: true, withFileTypes: true }) : [];
  return names
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({
      path: `templates/${path.slice(root.length + 1)}`,
      text: readFileSync(path, "utf8"),
    }));
}
