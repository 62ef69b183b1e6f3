import { readlinkSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, sep } from "node:path";
import { whyUnsafe } from "../base/safe-path.js";
import { statAt } from "../load/stat-at.js";
import { UsageError } from "./command.js";

/**
 * Refuse a path of the project (relative, with `/`) that is not one to write to, whatever settings and links say: outside
 * the project, in a hidden folder or `node_modules`, by its name or by where links lead; a link; a folder.
 */
export function checkWritable(root: string, path: string): void {
  const why = whyUnsafe(path) ?? whyUnsafeOnDisk(root, path);
  if (why !== null) throw new UsageError(`"${path}" ${why}`);
}

function whyUnsafeOnDisk(root: string, path: string): string | null {
  const stat = statAt(join(root, path));
  if (stat?.isSymbolicLink()) return "is a link";
  if (stat && !stat.isFile()) return stat.isDirectory() ? "is a folder" : "is no file";
  return whyUnsafeFolder(root, path);
}

/** The folder of a path, as far as it is there. */
function whyUnsafeFolder(root: string, path: string): string | null {
  const parent = nearestAbove(join(root, path));
  if (!isFolder(parent)) return `lies below "${relative(root, parent)}", which is no folder`;
  return whyUnsafePlace(root, realpathSync(parent));
}

/** A real path, from the real path of the root. */
function whyUnsafePlace(root: string, place: string): string | null {
  const way = relative(realpathSync(root), place);
  if (way === "") return null;
  const parts = way.split(sep);
  return parts[0] === ".." || isAbsolute(way)
    ? "lies outside the project"
    : whyUnsafe(parts.join("/"));
}

/**
 * Refuse a path of the project that is not one to remove: as for writing, but a symbolic link may go, which removes itself
 * alone, if it leads to what is in the project and is not hidden.
 */
export function checkRemovable(root: string, path: string): void {
  const file = join(root, path);
  if (statAt(file)?.isSymbolicLink() !== true) return checkWritable(root, path);
  const why = whyUnsafe(path) ?? whyUnsafeFolder(root, path);
  if (why !== null) throw new UsageError(`"${path}" ${why}`);
  checkLinkTarget(root, path, readlinkSync(file));
}

/** Refuse a link at a path whose target, which need not be there, is outside the project or hidden. */
export function checkLinkTarget(root: string, path: string, target: string): void {
  const from = dirname(join(root, path));
  const why = whyUnsafePlace(root, placeOf(isAbsolute(target) ? target : `${from}/${target}`));
  if (why !== null) throw new UsageError(`"${path}" is a link to "${target}", which ${why}`);
}

/** The real path of what may not be there. */
function placeOf(path: string): string {
  try {
    // The other realpathSync takes "link/.." for the folder that the link is in.
    return realpathSync.native(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(placeOf(parent), basename(path));
  }
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
