import type { Files, Kind } from "./files.js";

/** What a file holds in place of what lies there; `null` where there is to be none. */
export type Contents = ReadonlyMap<string, string | Uint8Array | null>;

/** Files that are nowhere on the disk. `root` is what their folder is called. */
export function memoryFiles(contents: Contents, root = "/"): Files {
  const nothing: Files = {
    root,
    list: (folder) => (folder === "" ? new Map() : null),
    bytes: () => null,
    linkTarget: () => null,
  };
  return withContents(nothing, contents);
}

/** Files with other contents in some of them, some removed, some added. Paths are real ones, relative to the root. */
export function withContents(files: Files, contents: Contents): Files {
  if (contents.size === 0) return files;
  const folders = foldersOf(contents);
  return {
    root: files.root,
    list: (folder) => {
      const changes = folders.get(folder);
      const listed = files.list(folder);
      return changes ? withChanges(listed, changes) : listed;
    },
    bytes: (path) => {
      const content = contents.get(path);
      if (content === undefined) return files.bytes(path);
      return content === null ? null : Buffer.from(content);
    },
    linkTarget: (path) => (contents.has(path) ? null : files.linkTarget(path)),
  };
}

type Changes = Map<string, Kind | "removed">;

/** What is other than it was in each folder on the way to a file. */
function foldersOf(contents: Contents): ReadonlyMap<string, Changes> {
  const folders = new Map<string, Changes>();
  const note = (folder: string, name: string, kind: Kind | "removed") => {
    const changes = folders.get(folder) ?? new Map<string, Kind | "removed">();
    folders.set(folder, changes.set(name, kind));
  };
  for (const [path, content] of contents) {
    const parts = path.split("/");
    const name = parts.pop()!;
    note(parts.join("/"), name, content === null ? "removed" : "file");
    if (content !== null)
      for (; parts.length > 0; parts.pop())
        note(parts.slice(0, -1).join("/"), parts.at(-1)!, "folder");
  }
  return folders;
}

function withChanges(
  listed: ReadonlyMap<string, Kind> | null,
  changes: Changes,
): ReadonlyMap<string, Kind> {
  const all = new Map(listed);
  for (const [name, kind] of changes)
    if (kind === "removed") all.delete(name);
    else all.set(name, kind);
  return new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
}
