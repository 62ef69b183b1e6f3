import { statSync } from "node:fs";
import { basename, dirname } from "node:path";
import type { Report } from "../base/diagnostics.js";
import type { Source } from "../base/source.js";
import type { Refused } from "./project.js";
import { Reader } from "./reader.js";
import { isRefused, Tree } from "./tree.js";

/** A text that belongs to no project: what its directives name is read in its folder and below, nowhere else. */
export interface LooseText {
  readonly source: Source;
  readonly readText: (path: string) => Source | Refused;
}

/** Read one text file; `null` where there is none. */
export function loadLooseText(path: string, report: Report): LooseText | null {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return null;
  const reader = new Reader(new Tree(dirname(path)), report);
  const source = reader.text(basename(path));
  return isRefused(source) ? null : { source, readText: (name) => reader.text(name) };
}
