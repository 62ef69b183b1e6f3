import type { Report } from "../base/diagnostics.js";
import { wholeProject } from "../base/whole-project.js";
import { nearest } from "../base/text.js";
import type { ProjectConfig } from "./project.js";

interface Overrides {
  readonly labels?: ReadonlyMap<string, string>;
  readonly releases?: ReadonlyMap<string, string>;
}

/** The project's labels, with those of the command line in their place. A label or API that the project does not know is reported. */
export function labelsOf(
  given: Overrides,
  config: ProjectConfig,
  report: Report,
): Map<string, string> {
  const labels = new Map(Object.entries(config.labels));
  for (const [api, version] of given.releases ?? []) {
    if (api === wholeProject) continue;
    const label = Object.hasOwn(config.apis, api) ? config.apis[api]?.version : undefined;
    if (label) labels.set(label, version);
    else report("unknown-api", null, [api, ...nearest(api, Object.keys(config.apis))]);
  }
  for (const [name, value] of given.labels ?? []) {
    if (labels.has(name)) labels.set(name, value);
    else report("unknown-label", null, [name, ...nearest(name, labels.keys())]);
  }
  return labels;
}
