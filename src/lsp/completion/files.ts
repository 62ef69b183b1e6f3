import { posix } from "node:path";
import type { CompletionItem } from "vscode-languageserver-protocol";
import type { Kind } from "../../files/files.js";
import { itemFor, kinds, type Asked } from "./asked.js";

type IsWanted = (name: string, kind: Kind) => boolean;

/** How names are written where they stand. */
type Written = (name: string) => string;

const asIs: Written = (name) => name;

/** Files and folders of the folder that a path leads to as far as it is typed; the path begins at `home`. */
export function fileItems(
  asked: Asked,
  typed: string,
  home: string,
  isWanted: IsWanted,
  written: Written = asIs,
): readonly CompletionItem[] {
  const slash = typed.lastIndexOf("/") + 1;
  return itemsIn(
    asked,
    typed.slice(slash),
    posix.join(home, decoded(typed.slice(0, slash))),
    isWanted,
    written,
  );
}

function itemsIn(
  asked: Asked,
  rest: string,
  path: string,
  isWanted: IsWanted,
  written: Written,
): readonly CompletionItem[] {
  const folder = posix.normalize(path).replace(/\/$/, "");
  if (folder.startsWith("..")) return [];
  const above = folder === "." ? [] : ([["..", "folder"]] as const);
  return [...asked.workspace.list(folder === "." ? "" : folder), ...above]
    .filter(([name, kind]) => (kind === "folder" ? name !== "node_modules" : isWanted(name, kind)))
    .map(([name, kind]) =>
      itemFor(asked, rest, {
        label: kind === "folder" ? `${name}/` : name,
        text: kind === "folder" ? `${written(name)}/` : written(name),
        kind: kind === "folder" ? kinds.folder : kinds.file,
      }),
    );
}

const pictureRe = /\.(?:svg|png|jpe?g|gif|webp|avif|bmp|ico)$/i;

/** Whether a file is a picture, as its name says. */
export function isPictureFile(name: string): boolean {
  return pictureRe.test(name);
}

/**
 * Pictures of the folder that an address leads to: beside the text at hand, or from the root of the site or of the project
 * where it begins with a slash. `lead`: what stands before what is typed.
 */
export function pictureItems(
  asked: Asked,
  typed: string,
  lead = "",
  written: Written = asIs,
): readonly CompletionItem[] {
  const whole = `${lead}${typed}`;
  const folder = posix.dirname(asked.path);
  if (!whole.startsWith("/"))
    return fileItems(asked, typed, posix.join(folder, lead), isPictureFile, written);
  const { statics = [], specification = "" } = asked.workspace.facts ?? {};
  const slash = whole.lastIndexOf("/") + 1;
  const path = posix.join("/", decoded(whole.slice(0, slash)));
  const homes = statics.flatMap(({ address, folder: home }) => {
    const at = posix.join("/", address, "/");
    return path.startsWith(at) ? [posix.join(home, path.slice(at.length))] : [];
  });
  const rest = whole.slice(slash);
  const items = [...homes, path.slice(1), posix.join(specification, path)].flatMap((home) =>
    itemsIn(asked, rest, home || ".", isPictureFile, written),
  );
  const byLabel = new Map(items.map((item) => [item.label, item]));
  byLabel.delete("../");
  return [...byLabel.values()];
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
