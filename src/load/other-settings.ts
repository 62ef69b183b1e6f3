import { posix } from "node:path";
import type { Report } from "../base/diagnostics.js";
import { wholeFile } from "../base/source.js";
import { nearest } from "../base/text.js";
import { isRefused } from "../files/files.js";
import type { Tree } from "../files/tree.js";
import type { Reader } from "./reader.js";

/** The files of settings, and what each is in messages. */
const settingsFiles = {
  "specpress.yaml": "settings",
  "targets.yaml": "targets",
} as const;

type SettingsFile = keyof typeof settingsFiles;

/**
 * The files beside, or instead of, a file of settings that are meant for it by their names: `specpress.yml`, `Specpress.yaml`,
 * `specpress.json`, `specpress.yaml.txt`, `specpress (1).yaml`, `spespress.yaml`. Copies that editors keep are none.
 */
export function meantFor(file: SettingsFile, folder: string, tree: Tree): readonly string[] {
  return tree.names(folder).filter((name) => {
    if (name === file || !isMeantFor(file, name)) return false;
    const found = tree.find(posix.join(folder, name));
    return !isRefused(found) && found.kind === "file";
  });
}

function isMeantFor(file: SettingsFile, name: string): boolean {
  const plain = name.toLowerCase();
  const stem = file.replace(/\.yaml$/, "");
  if (isOtherSpelling(file, name)) return true;
  if (!/\.(?:ya?ml|json[c5]?|toml)(?:\.txt)?$/.test(plain)) return false;
  const own = plain.replace(/(?:\.(?:ya?ml|json[c5]?|toml|txt))+$/, "");
  const words = own.replace(/[ _-]*(?:\(\d+\)|copy)$/, "");
  return words === stem || nearest(own, [stem], stem.length > 8 ? 2 : 1).length > 0;
}

/** What other programs take for the same file: they differ in case, or in the extension. */
function isOtherSpelling(file: SettingsFile, name: string): boolean {
  const stem = file.replace(/\.yaml$/, "");
  return new RegExp(`^${stem}\\.(?:ya?ml|json)$`, "i").test(name);
}

/**
 * Report files beside the one of settings in a folder that are not read, though they are named so; gives their paths. One that
 * other programs would read in its place is an error: nobody can tell which of the two holds.
 */
export function reportBeside(
  file: SettingsFile,
  folder: string,
  reader: Reader,
  report: Report,
): readonly string[] {
  if (isRefused(reader.tree.find(posix.join(folder, file)))) return [];
  return meantFor(file, folder, reader.tree)
    .filter((name) => {
      const path = posix.join(folder, name);
      if (reader.isIgnored(path) || reader.wasRead(path)) return false;
      const at = wholeFile({ path, text: "" });
      const parts = isOtherSpelling(file, name)
        ? (["same-name", [settingsFiles[file], file, posix.join(folder, file), path]] as const)
        : (["unread-file", [path, folder || ".", "settings", "1", path]] as const);
      report(parts[0], at, parts[1]);
      return true;
    })
    .map((name) => posix.join(folder, name));
}
