import type { Report } from "../base/diagnostics.js";
import { withLabels } from "../base/labels.js";
import type { Target } from "../load/project.js";

/**
 * Where a target's page goes: where the tree of pages has it, or `<name>.html`, or with a version label `<name up to "@">/<label>.html`, so that `rooms@v1`
 * gives `rooms/v1.html`. A path that would leave the output folder is reported and made harmless.
 */
export function pagePath(
  target: Target,
  labels: ReadonlyMap<string, string>,
  report?: Report,
): string {
  if (target.page) return target.page.path;
  const path =
    target.versionLabel === undefined
      ? target.name
      : `${target.name.split("@", 1)[0]}/${withLabels(target.versionLabel, labels)}`;
  if (isSafe(path)) return `${path}.html`;
  report?.("target-path-unsafe", target.span, [target.name, `${path}.html`]);
  return `${path.replaceAll(/[^\w@-]+/g, "-")}.html`;
}

function isSafe(path: string): boolean {
  if (/[\\:*?"<>|]|\p{Cc}/u.test(path)) return false;
  return path.split("/").every((name) => name !== "" && !name.startsWith("."));
}
