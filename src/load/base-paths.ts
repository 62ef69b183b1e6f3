import type { Report } from "../base/diagnostics.js";
import { labelsIn } from "../base/labels.js";
import { nearest } from "../base/text.js";
import { isObject, ownValue, spanInText } from "../data/data.js";
import type { Api } from "./project.js";

/** Reports labels that are not defined in the base paths of documents: once, not at each operation that a page shows. */
export function checkBasePaths(
  apis: readonly Api[],
  labels: ReadonlyMap<string, string>,
  report: Report,
): void {
  for (const { documents } of apis)
    for (const { source, value } of documents) {
      const path = isObject(value) ? ownValue(value, "basePath") : undefined;
      if (typeof path !== "string") continue;
      for (const name of new Set(labelsIn(path))) {
        if (labels.has(name)) continue;
        const start = path.indexOf(`%${name}%`);
        const span = spanInText({ source, pointer: "/basePath" }, start, start + name.length + 2);
        report("undefined-path-label", span, [name, ...nearest(name, labels.keys())]);
      }
    }
}
