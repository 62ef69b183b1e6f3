import { posix } from "node:path";
import {
  Repeated,
  replaceLabels,
  reportNearLabels,
  type Manuscript,
  type Sections,
} from "./assemble/assemble.js";
import type { Report } from "./base/diagnostics.js";
import { withLabels } from "./base/labels.js";
import { describedPlace, madeKey, madeMark, madeMarkIn } from "./base/made-mark.js";
import { wellFormed } from "./base/verbatim.js";
import { joinPointer, lookUp, spanInText } from "./data/data.js";
import { authored, wholeFile, type Source, type Span } from "./base/source.js";
import { apiVariable, definitionVariable, eventVariable } from "./base/variables.js";
import { membersOf, type EventType } from "./events/events.js";
import { unreleased } from "./changelog/changelog.js";
import { indexKinds, type Api, type Project } from "./load/project.js";
import {
  allIndexes,
  Budget,
  commonFieldsBlocks,
  definitionBlocks,
  documentBlocks,
  eventBlocks,
  indexBlocks,
  proposalBlocks,
  type DocumentView,
  type EventsView,
  type IndexView,
  type PageState,
  type View,
} from "./render/render.js";
import type { Context } from "./rst/context.js";
import { markdownBlocks, markdownLines } from "./markdown/markdown.js";
import { linesOf } from "./rst/lines.js";
import type { Block } from "./rst/nodes.js";
import { markdownChangelog } from "./sections/sections.js";
import { eventsOf, type Spec, type SpecDocument } from "./spec.js";

type Maker = (page: PageState, cx: Context) => Block[];

/** A template variable whose blocks are made as nodes where it stands. */
interface MadeVariable {
  readonly make: Maker;
  /** What of the specification it shows; absent: it may be anything. */
  readonly of?: readonly object[];
}

/** Such variables by name. */
export type Made = ReadonlyMap<string, MadeVariable>;

/** What everything that is made is shown with. */
export interface Views {
  readonly document: (api: Api | null, each: SpecDocument) => DocumentView;
  readonly definition: (api: Api | null) => View;
  readonly events: EventsView;
  readonly index: IndexView;
  readonly budget: Budget;
}

/** How a project shows what its specification says. */
export function viewsOf(spec: Spec, project: Project, report: Report): Views {
  const repeated = new Repeated(report);
  const { config, configFile } = project;
  const common = {
    show: config.show,
    formats: project.formats,
    keyFormats: config["key-formats"],
    ids: config.ids ?? null,
    composes: config["composed-examples"],
    versions: config.versions,
    labelled: (text: string, span?: Span) => {
      if (span && text.includes("%")) reportNearLabels(text, span, project.labels, report);
      return withLabels(text, project.labels);
    },
    markdown: config.markdown,
    linesOf: (source: Source, format?: "markdown") =>
      format === "markdown"
        ? replaceLabels(markdownLines(source), project.labels, report, repeated, undefined, true)
        : replaceLabels(linesOf(source), project.labels, report, repeated),
  };
  const descriptions = (api: Api | null) =>
    api ? (api.config.descriptions ?? "rst") : ("markdown" as const);
  return {
    document: (api, { file, document, isNewer }) => {
      const name = posix.basename(file.source.path).replace(/\.(?:ya?ml|json)$/, "");
      return {
        document,
        first: api?.config.first?.[name] ?? [],
        ...common,
        references: isNewer && !config["composed-examples"] ? null : spec.registry,
        descriptions: descriptions(api),
        ...(api?.config.sections ? { sections: api.config.sections } : {}),
        deprecation: { file: configFile, text: config.notices["deprecated"] ?? "" },
      };
    },
    definition: (api) => ({
      ...common,
      // Only what is written for OpenAPI 2 has references in its examples; elsewhere these are data.
      references: config["composed-examples"] || api?.documents.length ? spec.registry : null,
      descriptions: descriptions(api),
    }),
    events: {
      ...common,
      references: spec.registry,
      settings: configFile,
      descriptions: config.events?.descriptions ?? "rst",
    },
    index: indexView(spec, project, common),
    budget: new Budget(report),
  };
}

/** What indexes are made of: all that the APIs and the events say, and what the settings say of codes of errors. */
function indexView(
  spec: Spec,
  project: Project,
  {
    show,
    labelled,
    markdown,
    linesOf: lines,
  }: Pick<View, "show" | "labelled" | "markdown" | "linesOf">,
): IndexView {
  const { config, configFile } = project;
  const errors = Object.entries(config.errors).map(([code, text]) => {
    const source = {
      path: configFile.source.path,
      text,
      origin: (offset: number) =>
        spanInText(
          { source: configFile.source, pointer: joinPointer("/errors", code) },
          offset,
          offset + 1,
        ),
    };
    const blocks = (cx: Context) =>
      project.pages
        ? markdownBlocks(lines(source, "markdown"), cx, markdown)
        : cx.blocks(lines(source));
    return [code, blocks] as const;
  });
  return {
    show,
    labelled,
    settings: configFile,
    apis: spec.apis.map(({ api, documents }) => ({
      title: api.config.title,
      at: { file: configFile, pointer: joinPointer("/apis", api.name) },
      documents: documents.map(({ document }) => document),
    })),
    get events() {
      return eventsOf(spec, project);
    },
    definitions: spec.apis.flatMap(({ definitions }) => definitions.map(({ schema }) => schema)),
    errorNames: config.outputs["error-codes"],
    errors: new Map(errors),
  };
}

/** The variables of indexes, but those whose names the project gives to something else. */
function* indexVariables(
  { index }: Views,
  { config }: Project,
): Iterable<readonly [string, MadeVariable]> {
  const { tables, events } = config;
  const taken = [tables, events?.common ?? {}, events?.groups ?? {}];
  const isFree = (name: string) => !taken.some((names) => Object.hasOwn(names, name));
  for (const kind of indexKinds)
    if (isFree(`${kind}_index`))
      yield [`${kind}_index`, { make: (page, cx) => indexBlocks(kind, index, page, cx) }];
  const shown = config.indexes.length > 0 ? config.indexes : indexKinds;
  if (isFree("indexes"))
    yield ["indexes", { make: (page, cx) => allIndexes(shown, index, page, cx) }];
}

/** What operations look like that are no text of reStructuredText first. */
export function madeOf(spec: Spec, project: Project, views: Views, report: Report): Made {
  const made = new Map<string, MadeVariable>(indexVariables(views, project));
  const { budget } = views;
  const { config } = project;
  const own = project.templates.get("http-api");
  if (own && spec.look === "current" && isOwnTemplate("http-api", config, project.templates))
    report("template-not-in-look", wholeFile(own), [own.path]);
  for (const { api, documents } of spec.apis)
    for (const each of documents) {
      if (spec.look === "2020" && !each.isNewer) continue;
      const view = views.document(api, each);
      const name = posix.basename(each.file.source.path).replace(/\.(?:ya?ml|json)$/, "");
      made.set(apiVariable(name, api.config.suffix), {
        of: [each],
        make: (page, cx) => documentBlocks(view, page, cx, budget),
      });
    }
  const showsDefinitions = !isOwnTemplate("definition", config, project.templates);
  for (const { api, definitions } of showsDefinitions ? spec.apis : [])
    for (const each of definitions) {
      const { path, schema } = each;
      const view = views.definition(api);
      const name = path.replace(/\.(?:ya?ml|json)$/, "");
      made.set(definitionVariable(path, api.config.suffix), {
        of: [each],
        make: (page, cx) => definitionBlocks(view, schema, name, page, cx, budget),
      });
    }
  const { events } = views;
  for (const [variable, members, style] of shownEvents(spec, project))
    made.set(variable, {
      of: members,
      make: (page, cx) => eventBlocks(events, members, style, page, cx, budget),
    });
  for (const fields of isOwnTemplate("common-fields", config, project.templates)
    ? []
    : spec.commonFields)
    made.set(fields.variable, {
      of: [fields],
      make: (page, cx) => commonFieldsBlocks(events, fields, page, cx, budget),
    });
  const { proposals } = config;
  if (proposals)
    made.set("proposals", {
      make: (_page, cx) =>
        project.proposals ? proposalBlocks(project.proposals, proposals, cx, report) : [],
    });
  const repeated = new Repeated(report);
  for (const api of project.apis) {
    const files = project.changelogs.get(api.name);
    const version = project.labels.get(api.config.version) ?? unreleased;
    const lines = files && markdownChangelog(files, version, project, report);
    if (lines)
      made.set(`${api.name}_changelog`, {
        make: (_page, cx) =>
          markdownBlocks(
            replaceLabels(lines(), project.labels, report, repeated, undefined, true),
            cx,
            config.markdown,
          ),
      });
  }
  return made;
}

/** The variables of events and groups of events; those with a template of the project's own are printed by it. */
function shownEvents(
  { events, look }: Spec,
  { config, templates }: Project,
): readonly (readonly [
  variable: string,
  members: readonly EventType[],
  style: "event" | "msgtype",
])[] {
  if (look === "2020") return [];
  const isOurs = (template: string): template is "event" | "msgtype" =>
    (template === "event" || template === "msgtype") && !isOwnTemplate(template, config, templates);
  const single = isOurs("event")
    ? events.map((event) => [eventVariable(event.name), [event], "event"] as const)
    : [];
  const groups = Object.entries(config.events?.groups ?? {}).flatMap(([variable, group]) => {
    const template = group.template ?? "event";
    return isOurs(template) ? [[variable, membersOf(group, events), template] as const] : [];
  });
  return [...single, ...groups];
}

/** Whether a template is the project's own. */
function isOwnTemplate(
  name: string,
  { templates: folder }: Project["config"],
  templates: Project["templates"],
): boolean {
  if (folder === undefined) return false;
  const path = templates.get(name)?.path;
  return path !== undefined && path.startsWith(`${posix.normalize(folder).replace(/\/$/, "")}/`);
}

/** Sections with a line for each that is made as nodes. */
export function withMade(sections: Sections, made: Made): Sections {
  const marks = new Map<string, Source>();
  for (const name of made.keys())
    marks.set(name, { path: `{{${name}}}`, text: `\n\n${madeMark(name)}\n\n` });
  return {
    get: (name) => marks.get(name) ?? sections.get(name),
    keys: () => new Set([...sections.keys(), ...marks.keys()]).keys(),
  };
}

/** What a mark stands for that has a description in Markdown in its place. */
export function describedBlocks(
  project: Project,
  report: Report,
): (key: string, cx: Context) => Block[] {
  const repeated = new Repeated(report);
  return (key, cx) => {
    const place = describedPlace(key);
    const file = place ? project.files.get(place.path) : undefined;
    if (!place || !file) return [];
    const text = lookUp(file.value, place.pointer);
    if (typeof text !== "string") return [];
    const source = {
      path: file.source.path,
      text: wellFormed(text),
      origin: (offset: number) =>
        spanInText({ source: file.source, pointer: place.pointer }, offset, offset + 1),
    };
    const lines = markdownLines(source);
    const shown = replaceLabels(lines, project.labels, report, repeated, undefined, true);
    return markdownBlocks(shown, cx, project.config.markdown);
  };
}

/** Puts the blocks of a page where their marks stand in its text. */
export class MadeOnPage {
  readonly #placed = new Set<string>();

  constructor(
    readonly made: Made,
    readonly page: PageState,
    readonly described: (key: string, cx: Context) => Block[],
    /** Is called with what a mark stands for where it is shown. */
    readonly use: (key: string) => void,
  ) {}

  /** The blocks that a mark stands for. */
  readonly blocks = (key: string, cx: Context, span: Span): Block[] => {
    this.#placed.add(placeOf(span));
    this.use(key);
    return this.made.get(key)?.make(this.page, cx) ?? this.described(key, cx);
  };

  /** Report variables that stand where no blocks can: within code, where the page shows them as they are written. */
  reportUnplaced({ files }: Manuscript, report: Report): void {
    if (this.made.size === 0 && !files.some(({ read }) => read)) return;
    for (const { text, source, offset } of files.flatMap(({ lines }) => lines)) {
      const at = madeMarkIn(text);
      if (at === -1) continue;
      const span = { source, start: offset + at, end: offset + text.length };
      if (!this.#placed.has(placeOf(span)))
        report("variable-not-alone", authored(span), [madeKey(text.slice(at).trimEnd()) ?? ""]);
    }
  }
}

function placeOf(span: Span): string {
  const { source, start } = authored(span);
  return `${source.path}:${start}`;
}
