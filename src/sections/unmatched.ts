import { fitsPattern, isInGroup } from "../base/event-group.js";
import type { Report } from "../base/diagnostics.js";
import { nearest } from "../base/text.js";
import { isObject, joinPointer, keysOf, lookUp, spanOf } from "../data/data.js";
import type { EventsConfig, Project } from "../load/project.js";
import type { EventType, Model } from "../model/model.js";

/** A word of specpress.yaml that names something of the specification. */
interface Setting {
  readonly word: string;
  /** What it should name, as it is called in a sentence. */
  readonly what: string;
  readonly path: readonly (string | number)[];
  readonly of: "key" | "value";
  readonly isMatched: boolean;
  /** What there is to be named. */
  readonly known: () => Iterable<string>;
}

/** Report the words of specpress.yaml that match nothing of the specification, so that they do nothing. */
export function reportUnmatched(model: Model, project: Project, report: Report): void {
  for (const { word, what, path, of, isMatched, known } of settingsIn(model, project)) {
    if (isMatched) continue;
    // The file is asked for where a place in it is told.
    const { source } = project.configFile;
    const span = spanOf({ source, pointer: joinPointer("", ...path) }, of);
    const place = path.slice(0, typeof path.at(-1) === "number" || of === "key" ? -1 : undefined);
    report("setting-without-match", span, [word, place.join("."), what, ...nearest(word, known())]);
  }
}

function settingsIn(model: Model, project: Project): readonly Setting[] {
  return [...firstOperations(model, project), ...ofEvents(model, project), ...notices(project)];
}

/** `first` of APIs: files, and parts of paths. Of a file that cannot be read nothing is known. */
function firstOperations(model: Model, project: Project): readonly Setting[] {
  return project.apis.flatMap(({ name, config, documents }) => {
    const files = model.apis.find((api) => api.name === name)?.documents ?? [];
    if (documents.some(({ isUnreadable }) => isUnreadable) || files.length === 0) return [];
    return Object.entries(config.first ?? {}).flatMap(([file, parts]): Setting[] => {
      const path = ["apis", name, "first", file];
      const document = files.find((each) => each.name === file);
      const paths = document?.paths ?? [];
      const ofFile: Setting = {
        word: file,
        what: `API file of ${config.openapi} (named without its extension)`,
        path,
        of: "key",
        isMatched: document !== undefined,
        known: () => files.map((each) => each.name),
      };
      const ofPaths = parts.map((part, index): Setting => ({
        word: part,
        what: `path of ${file}`,
        path: [...path, index],
        of: "value",
        isMatched: paths.some((each) => each.includes(part)),
        known: () =>
          paths.flatMap((each) => [each, ...each.split("/"), `/${each.split("/").at(-1)}`]),
      }));
      return document ? [ofFile, ...ofPaths] : [ofFile];
    });
  });
}

function ofEvents({ events }: Model, project: Project): readonly Setting[] {
  const config = project.events?.config;
  const isKnown = ![...(project.events?.schemas.values() ?? [])].some((file) => file.isUnreadable);
  if (!config || !isKnown || events.length === 0) return [];
  return [
    ...groups(events, config),
    ...variants(events, config, project),
    ...kinds(events, config),
    ...Object.keys(config.notes).map((name): Setting => ({
      word: name,
      what: "event",
      path: ["events", "notes", name],
      of: "key",
      isMatched: events.some((event) => event.name === name),
      known: () => events.map((event) => event.name),
    })),
  ];
}

/** `except` and `first` of a group: patterns and names of events that it would have. */
function groups(events: readonly EventType[], config: EventsConfig): readonly Setting[] {
  const names = events.map(({ name }) => name);
  return Object.entries(config.groups).flatMap(([group, { match, except = [], first = [] }]) => {
    const matched = names.filter((name) => fitsPattern(match, name));
    if (matched.length === 0) return []; // reported with the group
    const setting =
      (key: string, isMatched: (word: string) => boolean) =>
      (word: string, index: number): Setting => ({
        word,
        what: "event of this group",
        path: ["events", "groups", group, key, index],
        of: "value",
        isMatched: isMatched(word),
        known: () => matched,
      });
    const isExcepted = (pattern: string) => matched.some((name) => fitsPattern(pattern, name));
    const leads = (name: string) => matched.includes(name) && isInGroup({ match, except }, name);
    return [...except.map(setting("except", isExcepted)), ...first.map(setting("first", leads))];
  });
}

/** `variants`: the type of an event, and a field of its content that has a single value. */
function variants(
  events: readonly EventType[],
  config: EventsConfig,
  project: Project,
): readonly Setting[] {
  return Object.entries(config.variants).map(([type, field]): Setting => {
    const path = ["events", "variants", type];
    const ofType = events.filter((event) => event.type === type || event.name === type);
    if (ofType.length === 0)
      return {
        word: type,
        what: "type of an event",
        path,
        of: "key",
        isMatched: false,
        known: () => events.map((event) => event.type),
      };
    return {
      word: field,
      what: `field with a single value in the content of ${type}`,
      path,
      of: "value",
      isMatched: ofType.some(({ variant }) => variant !== null),
      known: () =>
        ofType.flatMap(({ name }) => {
          const content = lookUp(
            project.events?.schemas.get(name)?.value ?? null,
            "/properties/content/properties",
          );
          return isObject(content) ? keysOf(content) : [];
        }),
    };
  });
}

/** `kinds`: schemas that events begin with. That there is such a file is looked at elsewhere. */
function kinds(events: readonly EventType[], config: EventsConfig): readonly Setting[] {
  return Object.entries(config.kinds).map(([schema, kind]): Setting => ({
    word: schema,
    what: 'schema that an event has first under "allOf"',
    path: ["events", "kinds", schema],
    of: "key",
    isMatched: events.some((event) => event.kind === kind),
    known: () => [],
  }));
}

const shownNotices = ["unstable", "deprecated"];

function notices({ config }: Project): readonly Setting[] {
  return Object.keys(config.notices).map((name): Setting => ({
    word: name,
    what: `notice that pages show (${shownNotices.join(", ")})`,
    path: ["notices", name],
    of: "key",
    isMatched: shownNotices.includes(name),
    known: () => shownNotices,
  }));
}
