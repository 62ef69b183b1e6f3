import type { Report } from "../base/diagnostics.js";
import { labelPattern } from "../base/labels.js";
import { wholeProject } from "../base/whole-project.js";
import { joinPointer, spanOf, type DataFile } from "../data/data.js";
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
  { source }: DataFile,
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
  const shown = resolved(labels);
  for (const [name, value] of shown)
    for (const [, inner = ""] of value.matchAll(labelPattern)) {
      const near = nearest(inner, labels.keys());
      const span = spanOf({ source, pointer: joinPointer("/labels", name) });
      if (labels.has(inner))
        report("config-bad-value", span, [
          `The label "${name}"`,
          JSON.stringify(labels.get(name)),
          `"%${inner}%" in it stays as it is, since no label is part of itself or longer than ${longest} characters`,
        ]);
      else if (near.length > 0) report("undefined-label", span, [inner, ...near]);
    }
  return shown;
}

/** How long what labels make of each other may get. */
const longest = 10_000;

/** Labels whose values have no labels of each other; one within itself stays as it is, and so does what gets too long. */
function resolved(labels: ReadonlyMap<string, string>): Map<string, string> {
  const known = new Map([...labels].filter(([, value]) => !value.includes("%")));
  if (known.size === labels.size) return known;
  const open = new Set<string>();
  const valueOf = (name: string): string | undefined => {
    const written = labels.get(name);
    if (written === undefined || open.has(name) || open.size > 100) return undefined;
    const before = known.get(name);
    if (before !== undefined) return before;
    open.add(name);
    const value = written.replace(labelPattern, (whole, inner: string) => valueOf(inner) ?? whole);
    open.delete(name);
    const shown = value.length > longest ? written : value;
    known.set(name, shown);
    return shown;
  };
  return new Map([...labels.keys()].map((name) => [name, valueOf(name)!]));
}
