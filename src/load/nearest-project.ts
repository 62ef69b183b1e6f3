import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder or the nearest one above it that has a project, up to the root of the checkout. */
export function nearestProject(from: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "specpress.yaml"))) return folder;
    if (folder === dirname(folder) || existsSync(join(folder, ".git"))) return null;
  }
}
