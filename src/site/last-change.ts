import { authored } from "../base/source.js";
import type { LastChange, Project, Target } from "../load/project.js";
import { walk, type Document } from "../rst/nodes.js";

/**
 * The day of the last commit of the files that a page is made of: its texts, and whatever else stands on it. Nothing where
 * the settings do not ask, and where git does not know.
 */
export function lastChangeOf(
  target: Target,
  document: Document,
  { config, targets, texts, git }: Project,
): { readonly lastChange?: string } {
  if (!config.site?.["last-change"]) return {};
  const paths = pathsIn(document);
  if (targets.targets.includes(target))
    for (const { path } of target.files) paths.add(texts.get(path)?.path ?? "");
  let last: LastChange | undefined;
  for (const path of paths) {
    const change = git.lastChanges.get(path);
    if (change && (!last || change.time > last.time)) last = change;
  }
  return last ? { lastChange: last.day } : {};
}

/** The files that something on a page comes from. */
function pathsIn(document: Document): Set<string> {
  const paths = new Set<string>();
  walk(document, (node) => {
    if (node.type === "text") return;
    const { source } = node.span;
    paths.add(source.origin ? authored(node.span).source.path : source.path);
  });
  return paths;
}
