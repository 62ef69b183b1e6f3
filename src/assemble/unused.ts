import { eventsOfExample } from "../base/event-names.js";
import type { Report } from "../base/diagnostics.js";
import { isInGroup } from "../base/event-group.js";
import { wholeFile } from "../base/source.js";
import { nearest } from "../base/text.js";
import { apiVariable, definitionVariable, eventVariable } from "../base/variables.js";
import { joinPointer, spanOf, type DataFile } from "../data/data.js";
import type { Project } from "../load/project.js";
import { variablesIn } from "./variables.js";

/** A file of the project, and the template variables that show it. */
interface Shown {
  readonly kind: string;
  readonly file: DataFile;
  readonly variables: readonly string[];
}

/** What is used besides the variables in texts. */
interface Uses {
  /** Paths of files that something refers to. */
  readonly referred: ReadonlySet<string>;
  /** Paths of files, and variables of the settings, that shortcodes show. */
  readonly shown: { readonly files: ReadonlySet<string>; readonly variables: ReadonlySet<string> };
}

/**
 * Note what no page uses: data files that no text shows and no `$ref` names, and variables of the project file that no
 * text has. Meant for builds of all targets.
 */
export function noteUnused(project: Project, { referred, shown }: Uses, report: Report): void {
  const used = new Set([...usedVariables(project), ...shown.variables]);
  const eventNames = [...(project.events?.schemas.keys() ?? [])];
  for (const { kind, file, variables } of shownFiles(project)) {
    const { source } = file;
    if (referred.has(source.path) || shown.files.has(source.path)) continue;
    if (variables.some((name) => used.has(name))) continue;
    const near = kind === "example" ? nearest(eventOf(source.path), eventNames) : [];
    if (near.length > 0)
      report("example-without-event", wholeFile(source), [baseName(source.path), ...near]);
    else
      report("unused-file", wholeFile(source), [
        kind,
        source.path,
        variables[0] ?? "",
        ...(project.pages && Object.hasOwn(showing, kind) ? [showing[kind]!] : []),
      ]);
  }
  for (const { name, pointer } of configuredVariables(project)) {
    if (used.has(name)) continue;
    report("unused-variable", spanOf({ source: project.configFile.source, pointer }, "key"), [
      name,
    ]);
  }
}

/** By kind of file: what a shortcode shows that pages in Markdown show it with. */
const showing: Readonly<Record<string, string>> = {
  "API file": "operations",
  definition: "definition",
  "event schema": "event",
};

/** Note the texts that are in no page: neither one of its own, nor included, nor shown by a shortcode. */
export function noteUnusedParts(
  { texts, targets, config, pages }: Project,
  shown: ReadonlySet<string>,
  report: Report,
): void {
  const used = new Set(targets.targets.flatMap(({ files }) => files.map(({ path }) => path)));
  const included = new Set<string>();
  for (const { text } of texts.values())
    for (const [, path] of text.matchAll(/^[ \t]*\.\. include::[ \t]*(\S+)/gm))
      included.add(baseName(path!));
  for (const [path, source] of texts) {
    // What says of a folder that its files are parts is none itself.
    const isMarker = pages !== null && /^_?index\.(?:md|markdown)$/.test(baseName(path));
    const isShown = isMarker || used.has(path) || included.has(baseName(path));
    if (!isShown && !shown.has(`${config.specification}/${path}`))
      report("unused-text", wholeFile(source), [path, ...(pages ? ["page"] : [])]);
  }
}

/** Report the files of the project's folders that nothing has read. Meant for the end of a build of all targets. */
export function reportUnread(project: Project, report: Report): void {
  for (const { folder, names, home, isAll } of project.unread()) {
    const paths = names.map((name) => `${folder}/${name}`);
    const path = paths[0]!;
    const ignored = isAll ? `${folder}/**` : paths.slice(0, 3).join('", "');
    report("unread-file", wholeFile({ path, text: "" }), [
      path,
      folder,
      home,
      String(names.length),
      ignored,
    ]);
  }
}

/** The event that an example means by its name: `m.room.member` of `examples/m.room.member$invite`. */
function eventOf(path: string): string {
  return baseName(path).split("$", 1)[0]!;
}

function usedVariables({ texts, targets }: Project): Set<string> {
  const paths = new Set(targets.targets.flatMap(({ files }) => files.map(({ path }) => path)));
  return new Set([...paths].flatMap((path) => variablesIn(texts.get(path)?.text ?? "")));
}

function shownFiles(project: Project): Shown[] {
  const { apis, events } = project;
  const groups = Object.entries(events?.config.groups ?? {});
  const eventVariables = (name: string) => [
    eventVariable(name),
    ...groups.filter(([, group]) => isInGroup(group, name)).map(([variable]) => variable),
  ];
  const examples = [...(events?.examples ?? [])].filter(
    ([name]) => !isShownWith(name, events!.schemas),
  );
  return [
    ...apis.flatMap(({ config, documents, newer, definitions }) => [
      ...[...documents, ...newer].map((file) => ({
        kind: "API file",
        file,
        variables: [apiVariable(baseName(file.source.path), config.suffix)],
      })),
      // What an unreadable file refers to is not known.
      ...(documents.some(({ isUnreadable }) => isUnreadable) ? [] : definitions).map(
        ({ path, file }) => ({
          kind: "definition",
          file,
          variables: [definitionVariable(path, config.suffix)],
        }),
      ),
    ]),
    ...[...(events?.schemas ?? [])].map(([name, file]) => ({
      kind: "event schema",
      file,
      variables: eventVariables(name),
    })),
    ...partsOfEvents(project).map((file) => ({ kind: "schema", file, variables: [] })),
    ...examples.map(([, file]) => ({ kind: "example", file, variables: [] })),
  ];
}

/** Schemas in the folder of events that describe no event by themselves. */
function partsOfEvents({ events, files, config }: Project): DataFile[] {
  if (!events) return [];
  const shown = new Set([...events.schemas.values()].map(({ source }) => source.path));
  const isHidden = (name: string) => events.schemas.has(name.replace(/\.(?:ya?ml|json)$/, ""));
  const named = [...Object.values(config.events!.common), ...Object.keys(config.events!.kinds)];
  for (const path of named) shown.add(`${events.config.schemas}/${path}`);
  const prefix = `${events.config.schemas}/`;
  return [...files.values()].filter(({ source: { path } }) => {
    const name = path.slice(prefix.length);
    return path.startsWith(prefix) && !name.includes("/") && !shown.has(path) && !isHidden(name);
  });
}

/** `m.room.member$invite` is shown with the event of that name and with `m.room.member`. */
function isShownWith(example: string, schemas: ReadonlyMap<string, DataFile>): boolean {
  return eventsOfExample(example).some((name) => schemas.has(name));
}

function configuredVariables({ config }: Project): { name: string; pointer: string }[] {
  const named = (map: object | undefined, ...path: string[]) =>
    Object.keys(map ?? {}).map((name) => ({ name, pointer: joinPointer("", ...path, name) }));
  return [
    ...named(config.events?.common, "events", "common"),
    ...named(config.events?.groups, "events", "groups"),
    ...named(config.tables, "tables"),
    ...(config.proposals ? [{ name: "proposals", pointer: "/proposals" }] : []),
  ];
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
