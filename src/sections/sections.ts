import { posix } from "node:path";
import type { Report } from "../base/diagnostics.js";
import type { Source, Span } from "../base/source.js";
import { apiVariable, definitionVariable, eventVariable } from "../base/variables.js";
import { verbatim } from "../base/verbatim.js";
import { unreleased } from "../changelog/changelog.js";
import { isArray, isObject, joinPointer, lookUp, spanOf, type DataFile } from "../data/data.js";
import { spanAt } from "../data/located.js";
import type { Project } from "../load/project.js";
import type { Model, EventType } from "../model/model.js";
import { apisView } from "./apis.js";
import { changelogText } from "./changelogs.js";
import { dataTableView } from "./data-table.js";
import { commonFieldsView, definitionView, eventsOfGroup, eventView } from "./events.js";
import { endpointView, orderEndpoints } from "./http-api.js";
import { Recorder } from "./recorder.js";
import { Templates } from "./templates.js";

export { markdownChangelog } from "./changelogs.js";
export { apiVersion } from "./apis.js";
export { reportUnmatched } from "./unmatched.js";

/** What the sections are made from. */
interface Making {
  readonly model: Model;
  readonly project: Project;
  readonly report: Report;
  readonly templates: Templates;
}

/** The text of a template variable. Printed when it is asked for; what it prints of the author's goes to the recorder. */
type Print = (recorder: Recorder) => string;
/** `of`: what of the model it shows, where that is all that it depends on besides settings and labels. */
type Section = readonly [name: string, print: Print, of?: readonly object[]];

/** The kinds of sections, in the order in which their names are listed. */
const kinds: readonly ((cx: Making) => readonly Section[])[] = [
  httpApis,
  events,
  eventGroups,
  commonFields,
  definitions,
  changelogs,
  notices,
  dataTables,
  unusable,
  projectFacts,
];

/**
 * The template variables of the project. The RST has relative title underlines and unreplaced `%LABEL%`s; `assemble`
 * settles both. A section is printed when its text is first asked for, so that a build prints what its pages use.
 */
export function renderSections(
  model: Model,
  project: Project,
  report: Report,
): ReadonlyMap<string, Source> {
  const templates = new Templates(project, report);
  templates.examine();
  const cx = { model, project, report, templates };
  const sections = new Map<string, Source>();
  const isMarkdown = inMarkdown(project);
  for (const kind of kinds)
    for (const [name, print, of] of kind(cx))
      sections.set(name, new LazySection(name, print, project.labels, isMarkdown, of));
  return sections;
}

/** Tells of a data file whether its descriptions are in Markdown. */
function inMarkdown({ apis, events }: Project): (path: string) => boolean {
  const folders = [
    ...apis
      .filter(({ config }) => config.descriptions === "markdown")
      .map(({ config }) => config.openapi),
    ...(events?.config.descriptions === "markdown" ? [events.config.schemas] : []),
  ].map((folder) => `${posix.normalize(folder).replace(/\/$/, "")}/`);
  return (path) => folders.some((folder) => path.startsWith(folder));
}

/** Made text that is printed at first use. */
class LazySection implements Source {
  readonly path: string;
  readonly #recorder: Recorder;
  /** Gone when it is printed: a section that is kept keeps nothing else of its build. */
  #print: Print | null;
  #text: string | undefined;

  constructor(
    name: string,
    print: Print,
    labels: ReadonlyMap<string, string>,
    isMarkdown: (path: string) => boolean,
    readonly of: readonly object[] | undefined,
  ) {
    this.path = `{{${name}}}`;
    this.#print = print;
    this.#recorder = new Recorder(labels, isMarkdown);
  }

  get isPrinted(): boolean {
    return this.#text !== undefined;
  }

  get text(): string {
    if (this.#text === undefined) {
      this.#text = this.#print!(this.#recorder); // not printed yet
      this.#print = null;
      this.#recorder.close();
    }
    return this.#text;
  }

  readonly origin = (offset: number): Span | undefined => this.#recorder.origin(this.text, offset);
  readonly pathAt = (): string | undefined => this.#recorder.path;

  /** The files that it was printed from. */
  get files(): ReadonlySet<Source> {
    void this.text; // not printed yet, it knows none
    return this.#recorder.sources;
  }

  /** Whether another section shows the same of the model. */
  isOf({ of }: LazySection): boolean {
    const own = this.of;
    return own?.length === of?.length && !!own?.every((each, index) => each === of![index]);
  }

  /** Whether another section has the same text, from the same places: both were printed from files that are as they were. */
  isLike(other: Source): boolean {
    return (
      other instanceof LazySection &&
      this.path === other.path &&
      this.text === other.text &&
      this.#recorder.isLike(other.#recorder)
    );
  }
}

/** The files that a section was printed from; `null` for one that is no text of this folder. */
export function filesOfSection(section: Source): ReadonlySet<Source> | null {
  return section instanceof LazySection ? section.files : null;
}

/** Sections that are those of a former build as far as they are alike. */
class KeptSections extends Map<string, Source> {
  /** The former ones, until they were looked at. */
  readonly #former = new Map<string, Source>();

  /** `isSame`: whether settings and labels are as they were, and all else but the model. */
  constructor(
    sections: ReadonlyMap<string, Source>,
    former: ReadonlyMap<string, Source>,
    private readonly isSame: boolean,
  ) {
    super(sections);
    // One that nobody has asked for holds on to all that it would be printed from.
    for (const [name, section] of former)
      if (section instanceof LazySection && section.isPrinted) this.#former.set(name, section);
  }

  override get(name: string): Source | undefined {
    const section = super.get(name);
    const former = this.#former?.get(name);
    if (!former) return section;
    this.#former.delete(name);
    if (!(section instanceof LazySection)) return section;
    const isKept = this.isSame && former instanceof LazySection && section.isOf(former);
    if (!isKept && !section.isLike(former)) return section;
    this.set(name, former);
    return former;
  }
}

/**
 * The sections of a project that was built before: those that are as they were are the same objects. `isSame`: whether nothing is
 * other than the model that they may show.
 */
export function keptSections(
  sections: ReadonlyMap<string, Source>,
  former: ReadonlyMap<string, Source> | null,
  isSame: boolean,
): ReadonlyMap<string, Source> {
  return former ? new KeptSections(sections, former, isSame) : sections;
}

/** Blocks below each other, with the empty lines that RST wants around them, whatever the page has there. */
function blocks(texts: readonly string[]): string {
  const shown = texts.map((text) => text.trimEnd()).filter((text) => text !== "");
  return shown.length === 0 ? "" : `\n${shown.join("\n\n")}\n`;
}

function block(text: string): string {
  return blocks([text]);
}

function httpApis({ model, project, templates }: Making): readonly Section[] {
  return model.apis.flatMap(({ name, suffix, documents }) => {
    const first = new Map(Object.entries(project.config.apis[name]?.first ?? {}));
    return documents.map((document): Section => [
      apiVariable(document.name, suffix),
      (recorder) =>
        blocks(
          orderEndpoints(document, first.get(document.name) ?? []).map((endpoint) =>
            templates.isFull(() => spanAt(endpoint.at, "key"), rowsOfEndpoint)
              ? ""
              : templates.render("http-api", endpointView(endpoint, project, recorder)),
          ),
        ),
      [document],
    ]);
  });
}

function events({ model, project, templates }: Making): readonly Section[] {
  const shown = model.events.map((event): Section => [
    eventVariable(event.name),
    (recorder) =>
      templates.isFull(() => spanAt(event.at), rowsIn(event))
        ? ""
        : block(
            templates.render(
              "event",
              eventView(event, "event", project.configFile.source, recorder),
            ),
          ),
    [event],
  ]);
  // Of a file that could not be read nothing is shown; that the variable is there need not be doubted.
  const unreadable = [...(project.events?.schemas ?? [])].flatMap(([name, file]): Section[] =>
    file.isUnreadable ? [[eventVariable(name), () => ""]] : [],
  );
  return [...shown, ...unreadable];
}

function eventGroups({ model, project, report, templates }: Making): readonly Section[] {
  const groups = project.events?.config.groups ?? {};
  return Object.entries(groups).map(([variable, group]) => {
    const members = eventsOfGroup(group, model.events);
    if (members.length === 0) {
      const pointer = joinPointer("", "events", "groups", variable);
      const at = spanOf({ source: project.configFile.source, pointer }, "key");
      report("empty-event-group", at, [variable, group.match]);
    }
    const template = group.template ?? "event";
    const pointer = joinPointer("", "events", "groups", variable, "template");
    const at = () => spanOf({ source: project.configFile.source, pointer });
    const print: Print = (recorder) =>
      blocks(
        members.map((event) =>
          templates.isFull(at, rowsIn(event))
            ? ""
            : templates.render(
                template,
                eventView(event, template, project.configFile.source, recorder),
                at,
              ),
        ),
      );
    return [variable, print, members];
  });
}

/** What an endpoint shows besides its rows, in rows: those were counted when it was read. */
const rowsOfEndpoint = 15;

/** The rows of the tables of an event. */
function rowsIn({ tables }: EventType): number {
  return tables.reduce((sum, { rows }) => sum + rows.length, 0);
}

function commonFields({ model, templates }: Making): readonly Section[] {
  return model.commonFields.map((fields) => [
    fields.variable,
    (recorder) => block(templates.render("common-fields", commonFieldsView(fields, recorder))),
  ]);
}

function definitions({ model, project, templates }: Making): readonly Section[] {
  const shown = model.apis.flatMap(({ suffix, definitions: all }) =>
    all.map((definition): Section => [
      definitionVariable(definition.name, suffix),
      (recorder) => block(templates.render("definition", definitionView(definition, recorder))),
      [definition],
    ]),
  );
  const unreadable = project.apis.flatMap(({ config, definitions: all }) =>
    all.flatMap(({ path, file }): Section[] =>
      file.isUnreadable ? [[definitionVariable(path, config.suffix), () => ""]] : [],
    ),
  );
  return [...shown, ...unreadable];
}

function changelogs({ project, report, templates }: Making): readonly Section[] {
  return project.apis.flatMap(({ name, config }): readonly Section[] => {
    const files = project.changelogs.get(name);
    if (!files) return [];
    const print: Print = (recorder) => {
      const version = project.labels.get(config.version) ?? unreleased;
      const text = changelogText(name, files, version, project, report, recorder);
      return block(templates.render("changelog", { text }));
    };
    return [[`${name}_changelog`, print]];
  });
}

/** `unstable_warning_block_<LABEL>`: the notice where the label is not that of a release. */
function notices({ project, templates }: Making): readonly Section[] {
  const text = project.config.notices[unreleased];
  return Array.from(project.labels.keys(), (label) => [
    `unstable_warning_block_${label}`,
    (recorder) => {
      if (project.labels.get(label) !== unreleased || !text) return "";
      recorder.tellFrom(text, project.configFile.source, "notices", unreleased);
      return block(templates.render("notice", { text }));
    },
  ]);
}

function dataTables({ model, project, report, templates }: Making): readonly Section[] {
  return Object.entries(project.config.tables).flatMap(([variable, config]): readonly Section[] => {
    const file = project.tables.get(variable);
    const placeOf = (field: string) => columnPlace(variable, field, project.configFile);
    const print: Print = (recorder) => {
      if (!file) return "";
      const view = dataTableView(config, file, model.values, report, recorder, placeOf);
      return block(templates.render("data-table", view));
    };
    return [[variable, print]];
  });
}

/** Where the settings name a field of a table. */
function columnPlace(variable: string, field: string, { source, value }: DataFile): Span {
  const columns = lookUp(value, joinPointer("/tables", variable, "columns"));
  const index = isArray(columns)
    ? columns.findIndex((column) => isObject(column) && Object.values(column).includes(field))
    : -1;
  return spanOf({ source, pointer: joinPointer("/tables", variable, "columns", String(index)) });
}

/** What is wrong with them is reported where they are set; that the variables are there need not be doubted. */
function unusable({ project, model }: Making): readonly Section[] {
  const shown = new Set(model.commonFields.map(({ variable }) => variable));
  const common = Object.keys(project.events?.config.common ?? {});
  const missing = common.filter((variable) => !shown.has(variable));
  return [...project.config.unusable, ...missing].map((variable): Section => [variable, () => ""]);
}

function projectFacts({ project, templates, report }: Making): readonly Section[] {
  return [
    ["apis", (recorder) => block(templates.render("table", apisView(project, recorder, report)))],
    ["git_version", () => verbatim(project.git.version)],
    ["git_rev", () => (project.git.rev === "" ? "" : verbatim(project.git.rev))],
  ];
}
