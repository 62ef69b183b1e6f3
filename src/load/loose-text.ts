import { diskFiles } from "../files/disk.js";
import { withContents } from "../files/memory.js";
import { statSync } from "node:fs";
import { dirname, relative, sep } from "node:path";
import type { Report } from "../base/diagnostics.js";
import type { Source } from "../base/source.js";
import type { Refused } from "../files/files.js";
import { Reader } from "./reader.js";
import { isRefused } from "../files/files.js";
import { Tree } from "../files/tree.js";

/** A text that belongs to no project: what its directives name is read below one folder, nowhere else. */
export interface LooseText {
  readonly source: Source;
  readonly readText: (path: string, encoding?: string) => Source | Refused;
}

/** A text that is in no file, called by a path in a folder; what it includes is read below that. */
export function looseText(
  bytes: Uint8Array,
  name: string,
  root: string,
  report: Report,
): LooseText {
  const files = withContents(diskFiles(root), new Map([[name, bytes]]));
  return textIn(new Reader(new Tree(files), report), name)!;
}

/** Read one text file; `null` where there is none. Others may be read below `root` if it lies there, else below its own folder. */
export function loadLooseText(path: string, root: string, report: Report): LooseText | null {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return null;
  const isBelow = path.startsWith(root.endsWith(sep) ? root : root + sep);
  const top = isBelow ? root : dirname(path);
  const reader = new Reader(new Tree(diskFiles(top)), report);
  return textIn(reader, relative(top, path).split(sep).join("/"));
}

function textIn(reader: Reader, path: string): LooseText | null {
  const source = reader.text(path);
  return isRefused(source)
    ? null
    : { source, readText: (name, encoding) => reader.text(name, encoding) };
}
