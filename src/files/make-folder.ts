import { existsSync, mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * Make a folder and those that it needs; the answer is the outermost that was made. The first is made by itself: where the
 * system says of a new folder that it does not exist, as in /proc, Node's `recursive` tries for ever.
 */
export function makeFolder(folder: string): string | undefined {
  const outermost = firstMissing(resolve(folder));
  if (outermost !== undefined) makeOne(outermost);
  mkdirSync(folder, { recursive: true });
  return outermost;
}

function firstMissing(folder: string): string | undefined {
  if (existsSync(folder)) return undefined;
  return firstMissing(dirname(folder)) ?? folder;
}

function makeOne(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!existsSync(folder)) throw error; // else another process was faster
  }
}
