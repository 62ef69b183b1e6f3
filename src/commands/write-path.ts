import { realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { whyUnsafe } from "../load/safe-path.js";
import { statAt } from "../load/stat-at.js";
import { UsageError } from "./commands.js";

/**
 * Refuse a path of the project (relative, with `/`) that is not one to write to, whatever settings and links say: outside
 * the project, in a hidden folder or `node_modules`, by its name or by where links lead; a link; a folder.
 */
export function checkWritable(root: string, path: string): void {
  const why = whyUnsafe(path) ?? whyUnsafeOnDisk(root, path);
  if (why !== null) throw new UsageError(`"${path}" ${why}`);
}

function whyUnsafeOnDisk(root: string, path: string): string | null {
  const file = join(root, path);
  const stat = statAt(file);
  if (stat?.isSymbolicLink()) return "is a link";
  if (stat && !stat.isFile()) return stat.isDirectory() ? "is a folder" : "is no file";
  const parent = nearestAbove(file);
  if (!isFolder(parent)) return `lies below "${relative(root, parent)}", which is no folder`;
  const way = relative(realpathSync(root), realpathSync(parent));
  if (way === "") return null;
  const parts = way.split(sep);
  return parts[0] === ".." || isAbsolute(way)
    ? "lies outside the project"
    : whyUnsafe(parts.join("/"));
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false; // a link that leads nowhere
  }
}

/** The nearest folder upward, or whatever there is in its place. */
function nearestAbove(file: string): string {
  const parent = dirname(file);
  return statAt(parent) ? parent : nearestAbove(parent);
}
