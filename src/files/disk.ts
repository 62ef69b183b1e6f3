import { readdirSync, readFileSync, readlinkSync, realpathSync, type Dirent } from "node:fs";
import { isAbsolute, relative, sep } from "node:path";
import type { Files, Kind, LinkTarget } from "./files.js";

/** The files below a folder of the disk, which must exist. Nothing is kept: who asks twice reads twice. */
export function diskFiles(folder: string): Files {
  const root = realpathSync(folder);
  return {
    root,
    list: (path) => listFolder(`${root}/${path}`),
    bytes: (path) => readFile(`${root}/${path}`),
    linkTarget: (path) => readLink(root, path),
  };
}

function listFolder(path: string): ReadonlyMap<string, Kind> | null {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    return new Map(entries.map((entry) => [entry.name, kindOf(entry)]));
  } catch {
    return null;
  }
}

function kindOf(entry: Dirent): Kind {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "folder";
  return entry.isSymbolicLink() ? "link" : "other";
}

function readFile(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

function readLink(root: string, path: string): LinkTarget | null {
  try {
    const absolute = `${root}/${path}`;
    const target = readlinkSync(absolute);
    if (!isAbsolute(target)) return { path: target.split(sep).join("/"), fromRoot: false };
    // ".." at its head, if it leads out, is refused by the next step of who follows it.
    const inside = relative(root, realpathSync(absolute)).split(sep).join("/");
    return { path: inside, fromRoot: true };
  } catch {
    return null;
  }
}
