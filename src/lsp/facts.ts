import { posix } from "node:path";
import { isMarkdown } from "../base/formats.js";
import { authored, positionAt } from "../base/source.js";
import { pagePath } from "../assemble/assemble.js";
import { apiVariable, definitionVariable, eventVariable } from "../base/variables.js";
import { joinPointer, type DataFile } from "../data/data.js";
import type { MarkdownSettings } from "../markdown/settings.js";
import type { Project, ShortcodeKind } from "../load/project.js";
import { parametersIn } from "./shortcode-call.js";
import { childrenOf, textOf, type Document, type Node } from "../rst/nodes.js";

/**
 * What an editor is told of a project besides findings: names, and where what they name is written. Plain data, made
 * behind each check; what stands in the text at hand is looked up anew each time, since it changes while one types.
 */
export interface Facts {
  /** Folder of the texts. */
  readonly specification: string;
  /** Whether the pages are a tree of Markdown. */
  readonly isTree: boolean;
  readonly markdown: MarkdownSettings;
  readonly labels: readonly (readonly [name: string, value: string])[];
  readonly variables: readonly Variable[];
  readonly shortcodes: readonly Shortcode[];
  readonly shown: ShownNames;
  readonly front: FrontMatter;
  /** Folders whose files go into the site as they are, and where: `""` or `icons`. */
  readonly statics: readonly { readonly address: string; readonly folder: string }[];
  readonly pages: readonly PageFacts[];
  /** Paths of texts and of data files, relative to the project. */
  readonly texts: readonly string[];
  readonly data: readonly string[];
  readonly news: readonly NewsFacts[];
}

export interface Variable {
  readonly name: string;
  /** What it shows, as words behind its name. */
  readonly shows: string;
  /** Where that is written. */
  readonly at?: { readonly path: string; readonly pointer: string };
}

export interface Shortcode {
  readonly name: string;
  readonly shows: ShortcodeKind;
  readonly parameters: readonly string[];
  /** By name, with `{parameter}` for what a call gives. */
  readonly settings: readonly (readonly [name: string, text: string])[];
  /** The file of its template, where it has one. */
  readonly template?: string;
}

/** The paths of files by names. */
type Named = readonly (readonly [name: string, path: string])[];

/** What settings of shortcodes may name. */
export interface ShownNames {
  /** Paths of OpenAPI documents. */
  readonly documents: readonly string[];
  readonly events: Named;
  readonly examples: Named;
  readonly tables: Named;
  readonly templates: Named;
}

/** What front matter may have besides what the program knows. */
export interface FrontMatter {
  readonly keys: readonly string[];
  readonly layouts: readonly string[];
  readonly outputs: readonly string[];
}

export interface PageFacts {
  readonly name: string;
  /** Below the folder of the site. */
  readonly path: string;
  /** As links name it: from the root of the site (`/rooms/v1/`), or its path with the labels in it (`rooms/%VERSION%.html`). */
  readonly address: string;
  readonly title: string;
  /** Its texts, as paths relative to the project. */
  readonly files: readonly string[];
  /** What the page shows of data files, by id. */
  readonly anchors: readonly Anchor[];
}

export interface Anchor {
  readonly id: string;
  readonly title: string;
  readonly path: string;
  /** Counted from 0. */
  readonly line: number;
}

/** A changelog: the folders of its fragments, and the types these may have. */
export interface NewsFacts {
  readonly folders: readonly string[];
  readonly types: readonly string[];
  readonly settings?: string;
}

interface NotedPage {
  readonly title: string;
  readonly anchors: readonly Anchor[];
  /** Those that have ids on it, such as texts that a shortcode shows. */
  readonly texts: ReadonlySet<string>;
}

/** A page that did not change is the same document. */
const notedPages = new WeakMap<Document, NotedPage>();

/** Gathers the places of what pages show of data files, page by page. */
export class PageCollector {
  readonly #pages = new Map<string, NotedPage>();

  readonly note = (path: string, document: Document): void => {
    const noted = notedPages.get(document) ?? notedPage(document);
    notedPages.set(document, noted);
    this.#pages.set(path, noted);
  };

  get(path: string): NotedPage | undefined {
    return this.#pages.get(path);
  }
}

function notedPage(document: Document): NotedPage {
  const anchors: Anchor[] = [];
  const texts = new Set<string>();
  const stack: Node[] = [document];
  for (let node = stack.pop(); node; node = stack.pop()) {
    const children = childrenOf(node);
    for (let index = children.length - 1; index >= 0; index--) stack.push(children[index]!);
    if (node.type === "text" || !node.ids || node.ids.length === 0) continue;
    const { source, start } = authored(node.span);
    if (/\.(?:rst|txt)$/.test(source.path) || isMarkdown(source.path)) {
      texts.add(source.path);
      continue;
    }
    // What a template prints of its own leads to no file: it is the variable's.
    const { line } = positionAt(source, Math.min(start, source.text.length));
    const title = titleOf(node);
    for (const id of node.ids) anchors.push({ id, title, path: source.path, line: line - 1 });
  }
  return { title: document.title ?? titleOf(document), anchors, texts };
}

function titleOf(node: Node): string {
  if (node.type === "document") {
    const section = node.children.find(({ type }) => type === "section" || type === "title");
    return section ? titleOf(section) : "";
  }
  if (node.type === "title")
    return childrenOf(node)
      .filter(({ type }) => type !== "generated") // its number
      .map(textOf)
      .join("");
  const title = childrenOf(node).find(({ type }) => type === "title");
  return title ? titleOf(title) : "";
}

/** What there is in a project: `names` are those of its template variables. */
export function factsOf(project: Project, names: readonly string[], pages: PageCollector): Facts {
  const { config, texts, targets, files } = project;
  const variables = variablesOf(project, names);
  const homes = new Map(variables.map(({ name, at }) => [`{{${name}}}`, at?.path]));
  return {
    specification: config.specification,
    isTree: project.pages !== null,
    markdown: config.markdown,
    labels: [...project.labels],
    variables,
    shortcodes: [...(config.shortcodes ?? [])].map(([name, { shows, texts: own, lists }]) => {
      const template = project.templates.get(own.get("template") ?? "")?.path;
      return {
        name,
        shows,
        parameters: [...parametersIn([...own.values()]), ...(lists.get("unused") ?? [])],
        settings: [...own],
        ...(template === undefined ? {} : { template }),
      };
    }),
    shown: {
      documents: project.apis.flatMap(({ documents, newer }) =>
        [...documents, ...newer].map(({ source }) => source.path),
      ),
      events: pathsOf(project.events?.schemas),
      examples: pathsOf(project.events?.examples),
      tables: Object.entries(config.tables).map(([name, { data }]) => [name, data]),
      templates: [...project.templates].flatMap(([name, { path }]) =>
        path.startsWith("specpress:") || !path.endsWith(".hbs") ? [] : [[name, path] as const],
      ),
    },
    front: {
      keys: config.pages?.keys ?? [],
      layouts: Object.keys(config.pages?.layouts ?? {}),
      outputs: Object.keys(config.pages?.outputs ?? {}),
    },
    statics: config.pages?.static ?? [],
    pages: targets.targets.map((target) => {
      const path = pagePath(target, project.labels);
      const noted = pages.get(path);
      return {
        name: target.name,
        path,
        address: target.page
          ? `/${path.replace(/(?:^|(?<=\/))index\.html$/, "")}`
          : pagePath(target, new Map()),
        title: target.page?.title ?? noted?.title ?? "",
        files: [
          ...new Set([
            ...target.files.flatMap(({ path: file }) => texts.get(file)?.path ?? []),
            ...(noted?.texts ?? []),
          ]),
        ],
        anchors: (noted?.anchors ?? []).flatMap((anchor) => {
          if (!anchor.path.startsWith("{{")) return [anchor];
          const home = homes.get(anchor.path);
          return home === undefined ? [] : [{ ...anchor, path: home, line: 0 }];
        }),
      };
    }),
    texts: [...texts.values()].map(({ path }) => path),
    data: [...files.keys()],
    news: [...project.changelogs.values()].map(({ settings, folder, fragments, config }) => ({
      folders: [...new Set([folder, ...fragments.map(({ path }) => posix.dirname(path))])],
      types: (settings?.types ?? []).map(({ key }) => key),
      ...(config ? { settings: config.path } : {}),
    })),
  };
}

function pathsOf(files: ReadonlyMap<string, DataFile> = new Map()): Named {
  return [...files].map(([name, { source }]) => [name, source.path]);
}

function variablesOf(project: Project, names: readonly string[]): readonly Variable[] {
  const { config, configFile } = project;
  const known = new Map<string, Omit<Variable, "name">>();
  const settings = (...keys: readonly string[]) => ({
    path: configFile.source.path,
    pointer: joinPointer("", ...keys),
  });
  for (const { config: api, documents, newer, definitions } of project.apis) {
    for (const { source } of [...documents, ...newer]) {
      const file = source.path.slice(source.path.lastIndexOf("/") + 1);
      known.set(apiVariable(file, api.suffix), {
        shows: `the operations of ${source.path}`,
        at: { path: source.path, pointer: "" },
      });
    }
    for (const { path, file } of definitions)
      known.set(definitionVariable(path, api.suffix), {
        shows: `the definition ${file.source.path}`,
        at: { path: file.source.path, pointer: "" },
      });
  }
  for (const [name, { source }] of project.events?.schemas ?? [])
    known.set(eventVariable(name), {
      shows: `the event ${name}`,
      at: { path: source.path, pointer: "" },
    });
  for (const [name, { match }] of Object.entries(config.events?.groups ?? {}))
    known.set(name, { shows: `the events ${match}`, at: settings("events", "groups", name) });
  for (const [name, path] of Object.entries(config.events?.common ?? {}))
    known.set(name, { shows: `the fields of ${path}`, at: settings("events", "common", name) });
  for (const [name, { data }] of Object.entries(config.tables))
    known.set(name, { shows: `the table of ${data}`, at: { path: data, pointer: "" } });
  for (const { name, config: api } of project.apis) {
    const history = project.changelogs.get(name)?.history?.path;
    known.set(`${name}_changelog`, {
      shows: `the changelog of ${api.title}`,
      ...(history === undefined ? {} : { at: { path: history, pointer: "" } }),
    });
  }
  for (const label of project.labels.keys())
    known.set(`unstable_warning_block_${label}`, {
      shows: `a notice where ${label} is unstable`,
      at: settings("notices", "unstable"),
    });
  const others: Readonly<Record<string, string>> = {
    apis: "the list of APIs",
    git_version: "the version by git",
    git_rev: "the commit by git",
    proposals: "the list of proposals",
  };
  return names.toSorted().map((name) => ({
    name,
    ...(known.get(name) ?? { shows: others[name] ?? "what the program makes" }),
  }));
}
