import type { Report } from "../base/diagnostics.js";
import { wholeFile, type Span } from "../base/source.js";
import { apiVariable, definitionVariable, eventVariable } from "../base/variables.js";
import { isObject, joinPointer, spanOf, type DataFile } from "../data/data.js";
import type { Project } from "../load/project.js";

/** What makes a template variable. */
interface Maker {
  readonly variable: string;
  /** The file or the setting, as its author knows it. */
  readonly name: string;
  /** `null` where the program makes it itself. */
  readonly span: () => Span | null;
}

/** Report template variables that more than one file or setting makes: only one of them could be shown. */
export function reportSameVariables(project: Project, report: Report): void {
  const makers = new Map<string, Maker>();
  const told = new Set<string>();
  for (const maker of makersIn(project)) {
    const other = makers.get(maker.variable);
    if (!other) {
      makers.set(maker.variable, maker);
      continue;
    }
    // Two APIs with one folder and one suffix share all their variables.
    const cause = other.name === maker.name ? folderOf(maker.name) : maker.variable;
    if (told.has(cause)) continue;
    told.add(cause);
    const first = other.span();
    const notes = first ? [{ span: first, text: "the other one is here" }] : [];
    report("same-variable", maker.span(), [maker.variable, other.name, maker.name], notes);
  }
}

function makersIn(project: Project): Maker[] {
  return [
    ...ownMakers,
    ...project.apis.flatMap(({ config, documents, newer, definitions }) => [
      ...[...documents, ...newer].map((file) =>
        ofFile(file, apiVariable(baseName(file.source.path), config.suffix)),
      ),
      ...definitions
        .filter(({ path, file }) => isShown(path, file))
        .map(({ path, file }) => ofFile(file, definitionVariable(path, config.suffix))),
    ]),
    ...[...(project.events?.schemas ?? [])].map(([name, file]) =>
      ofFile(file, eventVariable(name)),
    ),
    ...settingsIn(project),
    ...(project.config.proposals
      ? [{ variable: "proposals", name: "proposals", span: () => null }]
      : []),
  ];
}

const ownMakers: readonly Maker[] = ["apis", "git_version", "git_rev"].map((variable) => ({
  variable,
  name: "specpress",
  span: () => null,
}));

/** Only schemas at most one folder deep have a section of their own. */
function isShown(path: string, { value }: DataFile): boolean {
  if (path.split("/").length > 2 || !isObject(value)) return false;
  return ["type", "allOf", "$ref"].some((key) => Object.hasOwn(value, key));
}

function ofFile(file: DataFile, variable: string): Maker {
  return { variable, name: file.source.path, span: () => wholeFile(file.source) };
}

function settingsIn({ config, configFile, changelogs, labels }: Project): Maker[] {
  const named = (
    names: Iterable<string>,
    path: readonly string[],
    variableOf: (name: string) => string = (name) => name,
  ): Maker[] =>
    [...names].map((name) => ({
      variable: variableOf(name),
      name: [...path, name].join("."),
      span: () =>
        spanOf({ source: configFile.source, pointer: joinPointer("", ...path, name) }, "key"),
    }));
  const { events } = config;
  return [
    ...named(changelogs.keys(), ["apis"], (api) => `${api}_changelog`),
    ...named(labels.keys(), ["labels"], (label) => `unstable_warning_block_${label}`),
    ...named(Object.keys(events?.common ?? {}), ["events", "common"]),
    ...named(Object.keys(events?.groups ?? {}), ["events", "groups"]),
    ...named(Object.keys(config.tables), ["tables"]),
  ];
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}
