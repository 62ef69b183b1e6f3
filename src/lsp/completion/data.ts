import { posix } from "node:path";
import type { CompletionItem } from "vscode-languageserver-protocol";
import { isArray, isObject, joinPointer, keysOf, lookUp, type Json } from "../../data/data.js";
import { titleOf } from "../about.js";
import { fileOfRef } from "../resolve.js";
import { itemFor, kinds, type Asked, type Provider } from "./asked.js";
import { fileItems } from "./files.js";

/** Behind `$ref:` the paths of files, and behind `#` the pointers into them. */
export const dataReferences: Provider = (asked) => {
  if (!asked.workspace.isData(asked.path)) return null;
  const [, quote, typed] =
    /["']?\$(?:ref|dynamicRef|recursiveRef)["']?[ \t]*:[ \t]*(["']?)([^"'\s]*)$/.exec(
      asked.before,
    ) ?? [];
  if (typed === undefined) return null;
  const hash = typed.indexOf("#");
  if (hash === -1)
    return [
      ...(typed === "" ? pointers(asked, "", asked.path, quote === "" ? "'#" : "#") : []),
      ...fileItems(asked, typed, posix.dirname(asked.path), () => true),
    ];
  const file = fileOfRef(asked.workspace, asked.path, typed);
  return file === null ? [] : pointers(asked, typed.slice(hash + 1), file, "");
};

/** Where values stand that are made to be referred to. */
const homes = [
  "/definitions",
  "/$defs",
  "/parameters",
  "/responses",
  "/components/schemas",
  "/components/parameters",
  "/components/responses",
  "/components/requestBodies",
  "/components/headers",
  "/components/examples",
  "/components/securitySchemes",
  "/components/links",
  "/components/callbacks",
  "/components/pathItems",
];

function pointers(
  asked: Asked,
  typed: string,
  path: string,
  lead: string,
): readonly CompletionItem[] {
  const value = asked.workspace.data(path)?.value;
  if (value === undefined) return [];
  const above = typed.slice(0, Math.max(0, typed.lastIndexOf("/")));
  const steps = new Map<string, Json>();
  for (const home of new Set([above, ...homes])) {
    const at = lookUp(value, home);
    if (home !== above && !home.startsWith(above)) continue;
    if (!isObject(at) && !isArray(at)) continue;
    const keys = isArray(at) ? at.map((_, index) => String(index)) : keysOf(at);
    for (const key of keys) {
      const pointer = joinPointer(home, key);
      const below = lookUp(value, pointer);
      if (below !== undefined) steps.set(pointer, below);
    }
  }
  const end = lead.startsWith("'") ? "'" : "";
  return [...steps].map(([pointer, below]) =>
    itemFor(asked, typed, {
      label: pointer,
      text: `${lead}${pointer}${end}`,
      kind: kinds.reference,
      detail: titleOf(below),
    }),
  );
}
