import { readFileSync, realpathSync } from "node:fs";
import { relative, sep } from "node:path";
import type { Report } from "../base/diagnostics.js";
import { readData, type DataFile } from "../data/data.js";
import type { Refused } from "../files/files.js";
import { textOf, type Reader } from "./reader.js";

/**
 * The settings of a project: its `specpress.yaml`, or the file that is named in place of it, which may lie anywhere. In
 * messages that has its path from the project's root.
 */
export function readSettingsFile(
  named: string | undefined,
  reader: Reader,
  report: Report,
  asMeant = false,
): DataFile | Refused {
  if (named === undefined)
    return asMeant ? reader.settings("specpress.yaml") : reader.data("specpress.yaml");
  const path = relative(reader.tree.root, realpathSync(named)).split(sep).join("/");
  const source = { path, text: textOf(readFileSync(named, "utf8")) };
  const file = readData(source, report);
  reader.files.set(path, file);
  return asMeant ? reader.around(file) : file;
}
