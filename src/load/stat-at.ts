import { lstatSync, type BigIntStats, type Stats } from "node:fs";

/** What lies under a path, links not followed; `undefined` where nothing does, be it that a part of the path is a file. */
export function statAt(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
}

/** The same with times in nanoseconds. */
export function exactStatAt(path: string): BigIntStats | undefined {
  try {
    return lstatSync(path, { bigint: true });
  } catch {
    return undefined;
  }
}
