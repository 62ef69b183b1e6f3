import { posix } from "node:path";
import { isMarkdown } from "../base/formats.js";
import { diskFiles } from "../files/disk.js";
import { Tree } from "../files/tree.js";
import type { ProjectConfig } from "./project.js";

/**
 * What the texts of a project are written in, as far as the names in its `targets.yaml` tell, or its tree of pages; both where
 * there is no project, or nothing tells.
 */
export function textLanguages(
  root: string | null,
  config: Pick<ProjectConfig, "pages" | "specification"> | null,
): ReadonlySet<"rst" | "markdown"> {
  if (root === null || !config) return new Set(["rst", "markdown"]);
  if (config.pages) return new Set(["markdown"]);
  const tree = new Tree(diskFiles(root));
  const bytes = tree.bytes(posix.join(config.specification, "targets.yaml"));
  const names = String(bytes ?? "").match(/[\w./-]+\.(?:rst|md|markdown)\b/g) ?? [];
  const found = new Set(names.map((name) => (isMarkdown(name) ? "markdown" : "rst")));
  return found.size > 0 ? found : new Set(["rst", "markdown"]);
}
