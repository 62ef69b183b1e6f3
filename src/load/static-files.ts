import { posix } from "node:path";
import type { Report } from "../base/diagnostics.js";
import { wholeFile } from "../base/source.js";
import type { PagesConfig } from "./project.js";
import type { Reader } from "./reader.js";

/**
 * The files of `static`: their paths in the project, by those below the output folder. Of two that would be one, the first
 * is taken and the other reported; so are those that are hidden.
 */
export function readStaticFiles(
  { static: folders }: PagesConfig,
  reader: Reader,
  report: Report,
): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const { address, folder } of folders) {
    for (const below of reader.deepFilesIn(folder, true)) {
      const place = posix.join(address, below);
      const file = posix.join(folder, below);
      const other = files.get(place);
      if (other === undefined) files.set(place, file);
      else report("static-file-twice", wholeFile({ path: file, text: "" }), [place, other]);
    }
    for (const hidden of reader.tree.hiddenIn(folder)) {
      const path = posix.join(folder, hidden);
      report("static-file-hidden", wholeFile({ path, text: "" }), [path]);
    }
  }
  return files;
}
