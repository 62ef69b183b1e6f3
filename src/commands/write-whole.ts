import { existsSync, realpathSync, renameSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** Write a file so that it is there as it was or as it is to be, never half: beside it first, then under its name. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const target = existsSync(path) ? realpathSync(path) : path;
  const next = join(dirname(target), `.${basename(target)}.specpress-${process.pid}`);
  writeFileSync(next, content, existsSync(target) ? { mode: statSync(target).mode } : {});
  renameSync(next, target);
}
