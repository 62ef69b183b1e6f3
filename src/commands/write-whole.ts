import { randomBytes } from "node:crypto";
import { lstatSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Write a file so that it is there as it was or as it is to be, never half: beside it first, then under its name. Where a
 * link stands in its place, the file takes the place of the link.
 */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const before = lstatSync(path, { throwIfNoEntry: false });
  const next = join(dirname(path), `.specpress-${randomBytes(6).toString("hex")}`);
  try {
    writeFileSync(next, content, {
      flag: "wx",
      ...(before?.isFile() ? { mode: before.mode & 0o777 } : {}),
    });
    renameSync(next, path);
  } catch (error) {
    rmSync(next, { force: true });
    throw error;
  }
}
