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
): DataFile | Refused {
  if (named === undefined) return reader.settings("specpress.yaml");
  const path = relative(reader.tree.root, realpathSync(named)).split(sep).join("/");
  const bytes = readFileSync(named);
  const make = () => ({ path, text: textOf(bytes.toString("utf8")) });
  const source = reader.kept?.source(`settings ${path}`, bytes, make) ?? make();
  const read = (tell: Report) => readData(source, tell);
  const file = reader.kept?.data(source, report, read) ?? read(report);
  return reader.settingsOf(file);
}
