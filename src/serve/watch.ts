import type { ChokidarOptions, FSWatcher } from "chokidar";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { identityOf } from "../files/kept.js";

/** Tells of changes on the disk. */
export interface Watcher {
  /** Watch these folders, absolute paths, for what lies in them directly, and no others. */
  watch(folders: Iterable<string>): void;
  close(): Promise<void>;
}

/**
 * Watches folders, not files: an editor that saves by renaming, and a file that is new, are changes in a folder, and so is
 * what is written into a file. `changed` is given absolute paths: of names in a folder, or of the folder itself. A folder
 * that takes the place of one that was watched is watched in its place with the next call of `watch`.
 */
export async function startWatcher(
  changed: (path: string) => void,
  failed: (error: unknown) => void,
): Promise<Watcher> {
  const { watch } = await import("chokidar");
  // Where folders are asked again and again, as on disks of other machines, that says nothing of their files.
  const isPolling = /^(?!false$|0$)./.test(process.env["CHOKIDAR_USEPOLLING"] ?? "");
  const options: ChokidarOptions = {
    depth: 0,
    ignoreInitial: true,
    followSymlinks: false,
    atomic: false,
    ...(isPolling
      ? {}
      : { ignored: (_path, stats) => stats !== undefined && !stats.isDirectory() }),
  };
  // One for each: of folders within one another, a single one takes the inner ones for parts of the outer.
  const start = (folder: string): FSWatcher => {
    const watcher = watch(folder, options);
    // The events of the system itself: those of chokidar come later, and are of what it does not ignore.
    watcher.on("raw", (_event, name) => changed(name ? resolve(folder, String(name)) : folder));
    watcher.on("all", (_event, path) => changed(path));
    watcher.on("error", failed);
    return watcher;
  };
  const watched = new Map<string, { readonly identity: string; readonly watcher: FSWatcher }>();
  const stop = (folder: string) => {
    void watched.get(folder)?.watcher.close();
    watched.delete(folder);
  };
  return {
    watch: (folders) => {
      const wanted = new Map([...folders].map((folder) => [folder, identityOf(folder)]));
      for (const [folder, { identity }] of watched)
        if (wanted.get(folder) !== identity) stop(folder);
      for (const [folder, identity] of wanted)
        if (identity !== null && !watched.has(folder))
          watched.set(folder, { identity, watcher: start(folder) });
    },
    close: async () => {
      await Promise.all([...watched.values()].map(({ watcher }) => watcher.close()));
    },
  };
}

/** A path below a root as the rest of the program names it; `null` for one that is not below. */
export function pathBelow(root: string, path: string): string | null {
  const below = relative(root, path).split(sep).join("/");
  return below === ".." || below.startsWith("../") || isAbsolute(below) ? null : below;
}
