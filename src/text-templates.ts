import type { Source } from "./base/source.js";
import type { Project } from "./load/project.js";
import { includedIn } from "./templates/templates.js";

/** Those that sections are printed with, whoever else includes them. */
const ofSections = [
  "changelog", "common-fields", "data-table", "definition", "event", "http-api", "msgtype", "notice", "table",
]; // prettier-ignore

/**
 * The templates that may print what pages show. Those that only `page.hbs` includes, which prints what is around that, are
 * known by name alone, and so are styles and scripts: texts are as they were when these are other.
 */
export function textTemplates({
  templates,
  config,
}: Pick<Project, "templates" | "config">): ReadonlyMap<string, Source | null> {
  // What includes a template by a name that it makes may mean any.
  if ([...templates.values()].some(({ text }) => /\{\{~?#?>\s*\(/.test(text))) return templates;
  const around = reachableFrom(["page"], templates);
  const named = [
    ...Object.values(config.events?.groups ?? {}).map(({ template }) => template),
    ...[...(config.shortcodes?.values() ?? [])].map(({ texts }) => texts.get("template")),
  ].filter((name) => name !== undefined);
  const others = [...templates].flatMap(([name, { path }]) =>
    path.endsWith(".hbs") && !around.has(name) ? [name] : [],
  );
  const printing = reachableFrom([...ofSections, ...named, ...others], templates);
  return new Map([...templates].map(([name, each]) => [name, printing.has(name) ? each : null]));
}

/** Templates by name, and all that they include. */
function reachableFrom(
  names: readonly string[],
  templates: ReadonlyMap<string, Source>,
): ReadonlySet<string> {
  const found = new Set(names);
  for (const name of found)
    for (const included of includedIn(templates.get(name)?.text ?? "")) found.add(included);
  return found;
}
