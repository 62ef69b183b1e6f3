import { replaceLabels, sectionLines, Repeated, type Sections } from "./assemble/assemble.js";
import type { Report } from "./base/diagnostics.js";
import { isObject, type DataFile } from "./data/data.js";
import { membersOf, type EventType } from "./events/events.js";
import { isRefused } from "./files/files.js";
import { indexKinds, type Api, type Project } from "./load/project.js";
import type { Views } from "./made-blocks.js";
import { markdownInlines, markdownLines } from "./markdown/markdown.js";
import {
  commonFieldsBlocks,
  definitionBlocks,
  documentBlocks,
  eventBlocks,
  indexBlocks,
  type PageState,
} from "./render/render.js";
import {
  pathOf,
  reportNothing,
  ShortcodeTemplates,
  type Given,
  type Makers,
  type Setting,
} from "./shortcodes/shortcodes.js";
import type { Spec, SpecDocument } from "./spec.js";

/** A page, and what its shortcodes are made with. */
interface ShortcodesPage {
  readonly state: PageState;
  readonly report: Report;
  readonly project: Pick<Project, "readData" | "asMeant">;
  /** Takes note of what they show. */
  readonly shown: ShownByShortcodes;
  /** Is told what they show of the specification. */
  readonly uses: Uses;
}

/** Takes note of what is shown of the specification: a file with all that it leads to, events, or anything. */
export interface Uses {
  readonly file: (path: string) => void;
  readonly event: (name: string) => void;
  readonly events: (match: string, except: readonly string[]) => void;
  readonly all: () => void;
}

/** What the shortcodes of all pages show. */
export class ShortcodeMakers {
  private readonly documents = new Map<DataFile, SpecDocument | null>();
  private readonly compiled: ShortcodeTemplates;
  private readonly repeated: Repeated;

  constructor(
    private readonly spec: Spec,
    private readonly project: Project,
    private readonly views: Views,
    private readonly sections: Sections,
    report: Report,
  ) {
    this.repeated = new Repeated(report);
    this.compiled = new ShortcodeTemplates(project.templates, report);
  }

  /** The templates of shortcodes, for a page that tells what is wrong with them. */
  templates(report: Report): ShortcodeTemplates {
    return new ShortcodeTemplates(this.project.templates, report, this.compiled);
  }

  /** What makes the blocks of a page. */
  of({ state: page, report, project: asked, shown, uses }: ShortcodesPage): Makers {
    const { spec, project, views } = this;
    const { budget } = views;
    const file = (named: Setting, given: Given) => {
      const found = fileOf(named, given, asked, report);
      if (found) uses.file(found.source.path);
      return found;
    };
    return {
      operations: (named, given, cx) => {
        const found = file(named, given);
        if (!found) return [];
        const { api, document } = this.documentOf(found);
        if (!document) {
          report("shortcode-file", named.span, [
            named.value,
            given.call.name,
            "is no OpenAPI document",
          ]);
          return [];
        }
        shown.describes(found);
        const prefix = given.may("id-prefix");
        const view = {
          ...views.document(api, document),
          ...folded(given),
          ...(prefix ? { idPrefix: prefix.value } : {}),
        };
        return documentBlocks(view, page, cx, budget);
      },
      event: (named, given, cx) => {
        uses.event(named.value);
        const event = spec.events.find(({ name }) => name === named.value);
        if (!event) {
          uses.all();
          const names = spec.events.map(({ name }) => name);
          reportNothing(report, "event", named, given, names);
          return [];
        }
        const title = given.may("title");
        const view = {
          ...views.events,
          ...folded(given),
          ...(title
            ? { title: markdownInlines(linesOfSetting(title), cx, project.config.markdown) }
            : {}),
        };
        shown.files.add(event.at.file.source.path);
        return eventBlocks(
          view,
          [this.withExample(event, given, report)],
          "event",
          page,
          cx,
          budget,
        );
      },
      events: (named, given, cx) => {
        const { lists } = given.config;
        const except = lists.get("except") ?? [];
        uses.events(named.value, except);
        const group = { match: named.value, except, first: lists.get("first") ?? [] };
        const order = given.may("order");
        const all = membersOf(group, spec.events);
        const members = order ? inOrder(all, group.first, order.value) : all;
        if (members.length === 0) reportNothing(report, "event", named, given, []);
        for (const { at } of members) shown.files.add(at.file.source.path);
        const style = given.may("style")?.value === "msgtype" ? "msgtype" : "event";
        return eventBlocks({ ...views.events, ...folded(given) }, members, style, page, cx, budget);
      },
      fields: (named, given, cx) => {
        const found = file(named, given);
        if (!found) return [];
        shown.describes(found);
        const dialect = project.config.events?.dialect ?? "2020-12";
        const schema = spec.registry.schemaAt({ file: found, pointer: "" }, dialect);
        const variable = baseName(found);
        return commonFieldsBlocks(views.events, { schema, variable }, page, cx, budget);
      },
      definition: (named, given, cx) => {
        const found = file(named, given);
        if (!found) return [];
        shown.describes(found);
        const { api, dialect } = this.homeOf(found);
        const schema = spec.registry.schemaAt({ file: found, pointer: "" }, dialect);
        const view = { ...views.definition(api), ...folded(given) };
        return definitionBlocks(view, schema, baseName(found), page, cx, budget);
      },
      index: (named, given, cx) => {
        uses.all();
        const kind = indexKinds.find((each) => each === named.value);
        if (kind) return indexBlocks(kind, views.index, page, cx);
        reportNothing(report, "index", named, given, indexKinds);
        return [];
      },
      table: (named, given, cx) => {
        uses.all();
        const section = Object.hasOwn(project.config.tables, named.value)
          ? this.sections.get(named.value)
          : undefined;
        if (!section) {
          reportNothing(report, "table", named, given, Object.keys(project.config.tables));
          return [];
        }
        shown.variables.add(named.value);
        const { span } = given.call;
        if (!this.repeated.allows(section, section.text.length, named.value, () => span)) return [];
        const lines = sectionLines(section);
        return cx.blocks(replaceLabels(lines, project.labels, report, this.repeated));
      },
    };
  }

  private withExample(event: EventType, given: Given, report: Report): EventType {
    const wanted = given.may("example");
    if (!wanted) return event;
    const all = this.project.events?.examples ?? new Map<string, DataFile>();
    const file = all.get(wanted.value);
    if (!file) {
      reportNothing(report, "example", wanted, given, all.keys());
      return event;
    }
    return { ...event, examples: event.examples.filter(({ at }) => at.file === file) };
  }

  /** The document of a file: that of an API of the settings, or one by itself. */
  private documentOf(file: DataFile): { api: Api | null; document: SpecDocument | null } {
    for (const { api, documents } of this.spec.apis) {
      const document = documents.find((each) => each.file === file);
      if (document) return { api, document };
    }
    let document = this.documents.get(file);
    if (document === undefined) {
      const { value } = file;
      const isDocument =
        isObject(value) && ["openapi", "swagger"].some((key) => Object.hasOwn(value, key));
      document = isDocument ? this.spec.readDocument(file) : null;
      this.documents.set(file, document);
    }
    return { api: null, document };
  }

  /** The API that a schema belongs to: the one that lists it among its definitions, or the one whose folder it is in. */
  private homeOf(file: DataFile) {
    const { apis } = this.spec;
    const home =
      apis.find(({ api }) => api.definitions.some((each) => each.file === file)) ??
      apis.find(({ api }) => file.source.path.startsWith(`${api.config.openapi}/`));
    return home
      ? { api: home.api, dialect: home.dialect }
      : { api: null, dialect: apis[0]?.dialect ?? ("2020-12" as const) };
  }
}

/** Those that are not among the first by the number that a field of their schemas has, the others after them. */
function inOrder(
  events: readonly EventType[],
  first: readonly string[],
  field: string,
): readonly EventType[] {
  const rank = ({ name, shape }: EventType) => {
    if (first.includes(name)) return -Infinity;
    const value = shape.extensions.get(field)?.value;
    return typeof value === "number" ? value : Infinity;
  };
  return events.toSorted((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
}

/** What shortcodes have shown. */
export class ShownByShortcodes {
  /** Paths in the project. */
  readonly files = new Set<string>();
  /** Those of OpenAPI documents and schemas among them. */
  readonly described = new Set<string>();
  /** Tables, by the name of their variable. */
  readonly variables = new Set<string>();

  /** Take note of a document or schema. */
  describes({ source }: DataFile): void {
    this.files.add(source.path);
    this.described.add(source.path);
  }

  /** Take note of what others have shown. */
  add({ files, described, variables }: ShownByShortcodes): void {
    for (const path of files) this.files.add(path);
    for (const path of described) this.described.add(path);
    for (const name of variables) this.variables.add(name);
  }
}

function folded(given: Given): { readonly folded?: boolean } {
  const isFolded = given.flag("folded");
  return isFolded === undefined ? {} : { folded: isFolded };
}

/** The data file that a setting names; a missing one is reported. */
function fileOf(
  named: Setting,
  given: Given,
  project: Pick<Project, "readData" | "asMeant">,
  report: Report,
): DataFile | null {
  const file = project.readData(pathOf(named));
  if (!isRefused(file)) return file;
  report("shortcode-file", named.span, [named.value, given.call.name, file.refused, ...file.near]);
  const [near, ...others] = project.asMeant ? file.near : [];
  const meant = near === undefined || others.length > 0 ? null : project.readData(near);
  return meant && !isRefused(meant) ? meant : null;
}

function linesOfSetting({ value, span }: Setting) {
  return markdownLines({ path: span.source.path, text: value, origin: () => span });
}

function baseName({ source: { path } }: DataFile): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.(?:ya?ml|json)$/, "");
}
