import { posix } from "node:path";
import type { CompletionItem } from "vscode-languageserver-protocol";
import type { Kind } from "../../files/files.js";
import { itemFor, kinds, type Asked } from "./asked.js";

/** Files and folders of the folder that a path leads to as far as it is typed; the path begins at `home`. */
export function fileItems(
  asked: Asked,
  typed: string,
  home: string,
  isWanted: (name: string, kind: Kind) => boolean,
): readonly CompletionItem[] {
  const slash = typed.lastIndexOf("/") + 1;
  const folder = posix.normalize(posix.join(home, typed.slice(0, slash))).replace(/\/$/, "");
  if (folder.startsWith("..")) return [];
  const rest = typed.slice(slash);
  const above = folder === "." ? [] : ([["..", "folder"]] as const);
  return [...asked.workspace.list(folder === "." ? "" : folder), ...above]
    .filter(([name, kind]) => kind === "folder" || isWanted(name, kind))
    .map(([name, kind]) =>
      itemFor(asked, rest, {
        label: kind === "folder" ? `${name}/` : name,
        kind: kind === "folder" ? kinds.folder : kinds.file,
      }),
    );
}
