import type { LastChange, LastChanges } from "./last-changes.js";
import type { RepositoryConfig } from "./repository-config.js";
import type { DataFile, JsonObject } from "../data/data.js";
import type { ProposalsConfig } from "../proposals/proposals.js";
import type { Source, Span } from "../base/source.js";
import type { Located } from "../data/located.js";
import type { MarkdownSettings } from "../markdown/settings.js";
import type { Refused } from "../files/files.js";
import type { ChangelogSettings, FragmentFile, SectionFolder } from "../changelog/changelog.js";

/** A specification's repository as it was read. Nothing here changes afterwards. */
export interface Project {
  /** Absolute path of the folder of `specpress.yaml`. */
  readonly root: string;
  readonly config: ProjectConfig;
  readonly configFile: DataFile;
  readonly apis: readonly Api[];
  /** `null` where the project has no events. */
  readonly events: Events | null;
  /** By API; that of the whole project, which then is the only one, under `wholeProject`. */
  readonly changelogs: ReadonlyMap<string, ChangelogFiles>;
  /** Text files by path relative to the specification folder, or the folder of pages: `modules/push.rst`. */
  readonly texts: ReadonlyMap<string, Source>;
  readonly targets: Targets;
  /** By the name of a format. */
  readonly formats: ReadonlyMap<string, Format>;
  /** `null` where the pages are those of `targets.yaml`. */
  readonly pages: PageTree | null;
  /** Data files of `tables`, by template variable. */
  readonly tables: ReadonlyMap<string, DataFile>;
  /** The file of `proposals`; `null` where there is none. */
  readonly proposals: DataFile | null;
  /**
   * Templates by name, the project's own in place of ours: `http-api`, `events`, `page` (`*.hbs`, named without the
   * ending), and the site's `style.css` and `script.js` (named with it).
   */
  readonly templates: ReadonlyMap<string, Source>;
  /** Files of the viewer of APIs by name; `null` where the site has none. */
  readonly viewer: ReadonlyMap<string, string> | null;
  /** Labels after the command line's overrides: `CLIENT_RELEASE_LABEL` → `unstable`. */
  readonly labels: ReadonlyMap<string, string>;
  readonly git: {
    readonly version: string;
    readonly rev: string;
    /** Of each file the last commit that changed it; asked when it is read. */
    readonly lastChanges: LastChanges;
  };
  /** As what its site is put beside those of other versions; `null` where it stands by itself. */
  readonly publication: Publication | null;
  /** Every YAML or JSON file read so far, by path relative to the root (`api/client-server/login.yaml`). */
  readonly files: ReadonlyMap<string, DataFile>;
  /** A data file that a `$ref` names, by path relative to the root; says why not where it may not or cannot be read. One read per file. */
  readonly readData: (path: string) => DataFile | Refused;
  /** A text file that a directive names, by path relative to the root. */
  readonly readText: (path: string, encoding?: string) => Source | Refused;
  /** Any file that a directive names, such as a picture. */
  readonly readBytes: (path: string) => Uint8Array | Refused;
  /** The files of the project's folders that nothing has read so far. */
  readonly unread: () => readonly Unread[];
  /** What the data files say that nothing has read so far, wherever they lie; `null` where there is too much of it. */
  readonly unreadData: () => string | null;
}

/** Files that nothing reads, in one folder. */
export interface Unread {
  readonly folder: string;
  /** Their names, in order; at least one. */
  readonly names: readonly string[];
  /** Where such files are looked for. */
  readonly home: "api" | "events" | "specification" | "pages" | "changelogs";
}

/** A version of a specification beside others, and what is known of their folder. */
export interface Publication extends PublishConfig {
  /** The version, and the name of its folder. */
  readonly name: string;
  readonly status: "stable" | "draft";
}

/** How the versions of a specification are published. */
export interface PublishConfig {
  /** Of the folder that has all versions, without a slash at its end; `null` where it is not known. */
  readonly address: string | null;
  /** Which versions search engines may list. */
  readonly "search-engines": "all" | "latest";
}

/** `specpress.yaml` after its check against schemas/specpress.schema.json: what did not fit is gone, defaults are filled in, maps inherit nothing. */
export interface ProjectConfig {
  readonly name: string;
  /** Folder of the texts; that of the pages, where there are `pages`. */
  readonly specification: string;
  readonly pages?: PagesConfig;
  /** Where the site is published. */
  readonly address?: string;
  /** The language of its texts, by BCP 47: `en`, unless said here. */
  readonly lang?: string;
  /** Words of the interface in place of the usual ones, by the names of `site/words.ts` and `html/words.ts`. */
  readonly words?: { readonly [name: string]: string };
  readonly theme?: ThemeConfig;
  /** What the site has besides: feeds of changelogs, `llms.txt`, each page as Markdown too, on each page the day of its last change. */
  readonly site?: {
    readonly feeds?: boolean;
    readonly llms?: boolean;
    readonly markdown?: boolean;
    readonly "last-change"?: boolean;
  };
  readonly apis: { readonly [name: string]: ApiConfig };
  readonly events?: EventsConfig;
  readonly changelogs?: ChangelogsConfig;
  readonly labels: { readonly [name: string]: string };
  readonly notices: { readonly [name: string]: string };
  /** What the project asks for; absent: `2020` where all APIs are written in OpenAPI 2, else `current`. */
  readonly look?: "2020" | "current";
  /** Whether readers can search the site. */
  readonly search: boolean;
  /** Whether the site has pages that show its APIs and try them. */
  readonly viewer: boolean;
  readonly show: ShowConfig;
  /** For the name of a format: where it is described; or the path of a file that says it, or of several that may be missing. */
  readonly formats: string | readonly string[] | { readonly [name: string]: string };
  /** Fields of schemas under `patternProperties` that name the format of the keys. */
  readonly "key-formats": readonly string[];
  /** In all examples `$ref` and `allOf` stand for what they lead to and put together. */
  readonly "composed-examples": boolean;
  readonly versions: VersionsConfig;
  /** How ids of operations, events, definitions and their tables are made; absent: `render/anchors.ts` makes them. */
  readonly ids?: IdsConfig;
  /** Which indexes there is a page of. */
  readonly indexes: readonly IndexKind[];
  /** What codes of errors mean, by code. */
  readonly errors: { readonly [code: string]: string };
  readonly tables: { readonly [variable: string]: TableConfig };
  readonly proposals?: ProposalsConfig;
  /** What the shortcodes in Markdown show, by name; `null` where none are set: they are text then. */
  readonly shortcodes: ReadonlyMap<string, ShortcodeConfig> | null;
  /** For a code: how grave its findings are here, or `off`. */
  readonly severities?: { readonly [code: string]: string };
  /** Findings that the project lives with. */
  readonly accept?: readonly AcceptConfig[];
  /** By target: ids its page once had → those that took their place. */
  readonly moved?: { readonly [target: string]: { readonly [id: string]: string } };
  /** Where the files lie on the web. */
  readonly repository?: RepositoryConfig;
  readonly external?: { readonly allow?: readonly string[] };
  /** What becomes of HTML in the texts; absent: it is shown, with a note. */
  readonly raw?: RawHtml;
  readonly markdown: MarkdownSettings;
  /** Paths, with `*` and `**`, of files that are there on purpose and are not read. */
  readonly ignore: readonly string[];
  /** Where `serve` leads from a finding: an address with `{path}`, `{line}`, `{column}`; `none`: nowhere. */
  readonly editor: string;
  readonly outputs: OutputsConfig;
  readonly publish: PublishConfig;
  /** Folder of the project's own templates. */
  readonly templates?: string;
  /** Template variables whose settings are wrong, which is reported: they stand for nothing. */
  readonly unusable: ReadonlySet<string>;
  /** Pointers of settings that are misspelt, which is reported, but read as what they mean. */
  readonly meant: ReadonlySet<string>;
}

/** How the site looks; paths are those of files in the project. */
export interface ThemeConfig {
  /** The colour of links and of what is chosen, as `#rrggbb`: on light ground, and on dark. */
  readonly accent?: string;
  readonly "accent-dark"?: string;
  readonly logo?: string;
  readonly "logo-dark"?: string;
  readonly favicon?: string;
  /** A picture for those who show links to the site. */
  readonly card?: string;
  /** Rules of CSS that follow those of the site. */
  readonly style?: string;
  /** At the top of each page. */
  readonly links?: readonly { readonly title: string; readonly url: string }[];
  readonly footer?: string;
}

export interface PagesConfig {
  readonly folder: string;
  /** Folders whose files go into the site as they are, and where: `""` or `icons`. */
  readonly static: readonly { readonly address: string; readonly folder: string }[];
  /** Where the site is published, without a slash at the end. */
  readonly address?: string;
  /** Keys of front matter that are known besides ours. */
  readonly keys: readonly string[];
  readonly numbers: boolean;
  /** Whether pages begin with a list of the operations that they show. */
  readonly endpoints: boolean;
  /** The same as `search` of the project. */
  readonly search?: boolean;
  /** By the layout that front matter names. */
  readonly layouts: { readonly [layout: string]: LayoutConfig };
  /** By what front matter lists under outputs. */
  readonly outputs: { readonly [name: string]: OutputConfig };
  readonly version?: VersionConfig;
}

/** What a page shows besides its text. */
export interface LayoutConfig {
  readonly shows: "release" | "newest";
  /** Address of a commit, with `{commit}`. */
  readonly commit?: string;
}

/** A further file beside a page. */
export interface OutputConfig {
  readonly shows: "checklist";
  readonly file?: string;
}

export interface VersionConfig {
  readonly status: VersionStatus;
  readonly name?: string;
  readonly current?: string;
  readonly list?: string;
}

export type VersionStatus = "unstable" | "stable" | "historical";

/** Files for programs. */
export interface OutputsConfig {
  /** What every build puts beside the site. */
  readonly write: readonly ("openapi" | "json" | "events")[];
  /** `null`: the version in which an API is written. */
  readonly openapi: "2.0" | "3.0" | "3.1" | null;
  readonly format: "json" | "yaml";
  /** Address of the folder of the published site, with a slash at its end; `null`: links to it are relative. */
  readonly "base-url": string | null;
  readonly server: string | null;
  /** Names of properties that hold codes of errors. */
  readonly "error-codes": readonly string[];
}

export type RawHtml = "allow" | "sanitise" | "refuse";

export interface AcceptConfig {
  readonly code: string;
  readonly file: string;
  readonly pointer?: string;
  readonly because: string;
  /** Among the entries of the file. */
  readonly index: number;
}

export interface ApiConfig {
  readonly title: string;
  readonly purpose: string;
  /** What its descriptions are written in; reStructuredText where it says nothing. */
  readonly descriptions?: "rst" | "markdown";
  readonly openapi: string;
  readonly suffix: string;
  /** The label that holds its version. */
  readonly version: string;
  readonly first?: { readonly [file: string]: readonly string[] };
  /** Operations stand in sections for their tags. */
  readonly sections?: "tags";
  /** The version of JSON Schema of schemas that name none under `$schema`. */
  readonly dialect?: SchemaDialect;
}

export type SchemaDialect = "draft-04" | "draft-06" | "draft-07" | "2019-09" | "2020-12";

export interface EventsConfig {
  readonly schemas: string;
  readonly examples: string;
  readonly kinds: { readonly [schema: string]: string };
  readonly common: { readonly [variable: string]: string };
  readonly variants: { readonly [eventType: string]: string };
  readonly notes: { readonly [eventType: string]: string };
  readonly envelope: EnvelopeConfig;
  /** What the descriptions of events are written in; reStructuredText where it says nothing. */
  readonly descriptions?: "rst" | "markdown";
  readonly groups: { readonly [variable: string]: EventGroupConfig };
  readonly dialect?: SchemaDialect;
}

export interface EventGroupConfig {
  /** A pattern in which `*` stands for any text. */
  readonly match: string;
  readonly except?: readonly string[];
  readonly first?: readonly string[];
  readonly template?: string;
}

export interface ChangelogsConfig {
  /** With a folder for each API, or with the settings of the whole project. */
  readonly folder: string;
  /** In place of what towncrier's settings say. */
  readonly entries?: EntriesConfig;
  readonly pages?: VersionPagesConfig;
}

/** How entries in Markdown are printed: formats with fields such as `{name}`, or a template. */
export interface EntriesConfig {
  readonly title?: string;
  readonly section?: string;
  readonly type?: string;
  readonly change?: string;
  readonly issue?: string;
  readonly template?: string;
}

/** A page in Markdown for each version. */
export interface VersionPagesConfig {
  readonly folder: string;
  readonly "front-matter": JsonObject;
  readonly draft?: { readonly name: string; readonly "front-matter": JsonObject };
}

export interface TableConfig {
  readonly data: string;
  readonly columns: readonly {
    readonly title: string;
    readonly field: string;
    readonly width: number;
    /** Name of the field whose code points (`U+1F436`) this one must spell. */
    readonly codepoints?: string;
    readonly literal?: boolean;
  }[];
}

/** Ids of made content, with `{name}` for what is named. */
export interface IdsConfig {
  readonly operation: string;
  readonly event: string;
  readonly definition: string;
  readonly request: string;
  readonly response: string;
  readonly table: string;
}

/** Where a format is described. */
export interface Format {
  /** What types call it. */
  readonly title: string;
  /** An address, the path of a page below the site's folder, or `#id` of any page. */
  readonly url: string;
  /** Where the link is written. */
  readonly at: Located;
}

/** What there is an index of. */
export const indexKinds = ["endpoints", "events", "errors", "types", "changes"] as const;
export type IndexKind = (typeof indexKinds)[number];

/** What a shortcode shows. */
export type ShortcodeKind =
  | "added"
  | "address"
  | "admonition"
  | "changed"
  | "definition"
  | "event"
  | "events"
  | "fields"
  | "index"
  | "operations"
  | "page"
  | "pages"
  | "picture"
  | "table"
  | "template"
  | "text";

/** A shortcode: what it shows, and how that follows from its parameters, which stand in its settings as `{name}`. */
export interface ShortcodeConfig {
  readonly shows: ShortcodeKind;
  /** By the name of a setting. */
  readonly texts: ReadonlyMap<string, string>;
  /** Lists among them. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
}

/** What is shown of operations and types. */
export interface ShowConfig {
  /** `full`: each type once on a page, with all that is said of it. `compact`: headings for request and responses, and the tables of each body below it. */
  readonly layout: "full" | "compact";
  /** The summary of an operation, and where it is described further. */
  readonly summary: boolean;
  /** What a document says of itself, where that is more than its title and version. */
  readonly info: boolean;
  /** What a document says of its tags, before its operations where these do not stand in sections of tags. */
  readonly tags: boolean;
  /** What is said of a request body as a whole, and whether it may be left out. */
  readonly "body-description": boolean;
  /** Examples of parameters, in their row. */
  readonly "parameter-examples": boolean;
  /** Which parameters, properties and headers are deprecated. */
  readonly deprecated: boolean;
  /** Operations as their file has them, or by address and method. */
  readonly order: "source" | "name";
  /** Servers and security schemes, where more is said of them than that there are; and the servers that an operation has for itself. */
  readonly access: boolean;
  /** Whether operations, events and definitions can be folded, and how they are at first. */
  readonly folding: "none" | "open" | "closed";
  /** Allowed values: each as code, or all of them in one list. */
  readonly values: "each" | "together";
  /** What an event is called: by the base schema it builds on, or by whether it has a key. */
  readonly "event-kind": "base" | "key";
  /** Values in made examples that nobody gave, such as `"string"` and 0. */
  readonly "sample-values": boolean;
  /** `declared`: only that an operation is, where it has a response 429. */
  readonly "rate-limited": boolean | "declared";
  readonly "requires-auth": boolean;
  readonly "request-http": boolean;
  readonly "request-curl": boolean;
  readonly responses: "all" | "success";
  readonly headers: boolean;
  /** `unsaid`: those that the description does not say already. */
  readonly constraints: boolean | "unsaid";
  readonly defaults: boolean | "unsaid";
  readonly "made-examples": boolean;
  readonly credentials: boolean;
  /** `x-` fields that are shown with their values. */
  readonly extensions: readonly string[];
  /** Words in place of the usual ones, by the names of `render/wordings.ts`. */
  readonly wordings: { readonly [name: string]: string };
}

/** Names of `x-` fields that say since when there is something. */
export interface VersionsConfig {
  readonly added: readonly string[];
  readonly changed: readonly string[];
}

/** What the properties of an event are called that hold its type, its content and its key. */
export interface EnvelopeConfig {
  readonly type: string;
  readonly content: string;
  readonly key: string;
}

/** One API: its OpenAPI documents and the schemas they share. */
export interface Api {
  readonly name: string;
  readonly config: ApiConfig;
  /** `*.yaml` in its folder that are written in OpenAPI 2, by name. */
  readonly documents: readonly DataFile[];
  /** Those that are written in OpenAPI 3. */
  readonly newer: readonly DataFile[];
  /** `*.yaml` and `*.json` under `definitions/`, with the path below it. Files that a symlinked folder shows are not listed twice. */
  readonly definitions: readonly { readonly path: string; readonly file: DataFile }[];
}

export interface Events {
  readonly config: EventsConfig;
  /** Schemas by event name as the file is called: `m.room.message$m.text`. */
  readonly schemas: ReadonlyMap<string, DataFile>;
  /** Examples by file name. */
  readonly examples: ReadonlyMap<string, DataFile>;
}

/** The files of one API's changelog, or of the whole project's. */
export interface ChangelogFiles {
  /** `towncrier.toml` or `pyproject.toml`, if there is one. */
  readonly config?: Source;
  /** What it says; `null` where it is missing or cannot be read. */
  readonly settings: ChangelogSettings | null;
  /** News fragments by file name: `2387.new`. */
  readonly fragments: readonly FragmentFile[];
  /** Folder of new fragments. */
  readonly folder: string;
  /** Folders of fragments, by section. */
  readonly sectionFolders: readonly SectionFolder[];
  /** Whether there is a folder of its own below the changelogs. */
  readonly hasFolder: boolean;
  /** The past entries. */
  readonly history?: Source;
  /** Where they are, or will be: `changelogs/<api>.rst`, or what the settings say. */
  readonly historyPath: string;
}

/** `targets.yaml`. */
export interface Targets {
  readonly file: DataFile;
  readonly targets: readonly Target[];
  readonly titleStyles: readonly string[];
  /** Pointers of what is misspelt in the file, but read as what is meant. */
  readonly meant: ReadonlySet<string>;
  /** Whether some pages may lack texts, for what is wrong in the file: those that none has are then meant for one. */
  readonly isLacking?: boolean;
  readonly relativeTitleStyles: {
    readonly subtitle: string;
    readonly sametitle: string;
    readonly supertitle: string;
  };
}

/** One page: its files in order, groups spliced in. */
export interface Target {
  readonly name: string;
  readonly files: readonly { readonly path: string; readonly depth: number; readonly span: Span }[];
  /** As written, with its `%LABEL%`s. */
  readonly versionLabel?: string;
  /** What it is as a page of a tree. */
  readonly page?: PageFile;
  readonly span: Span;
}

/** The pages of a project that is a folder of Markdown, as they lie in one another. */
export interface PageTree {
  /** Each page after the one it lies in, those of one folder in the order of the navigation. */
  readonly pages: readonly PageFile[];
  /** Files that go into the site as they are: their paths in the project, by those below the output folder. */
  readonly files: ReadonlyMap<string, string>;
}

/** A file that is a page, and what its front matter says. */
export interface PageFile {
  /** Its address without slashes at its ends, `rooms/v1`; `index` for the first page. */
  readonly name: string;
  /** Below the output folder: `rooms/v1/index.html`. */
  readonly path: string;
  /** Below the folder of the pages: `rooms/v1.md`. */
  readonly file: string;
  readonly title: string;
  /** Whether its text begins with the title, as a heading of level 1. */
  readonly isTitleInText: boolean;
  /** What links to it are called where they are made. */
  readonly linkTitle: string;
  /** The name of the page it lies in; `null` for the first page. */
  readonly parent: string | null;
  /** In Markdown, a text of its own that leads back to where it is written. */
  readonly description?: Source;
  /** As it is written: `2026-07-08`. */
  readonly date?: string;
  readonly layout?: string;
  /** Of what the page describes, as text. */
  readonly version?: string;
  readonly outputs: readonly string[];
  readonly params: JsonObject;
  /** Whether the navigation leaves it out, and whether it has no contents. */
  readonly isHidden: boolean;
  readonly hasNoContents: boolean;
  /** All that its front matter says. */
  readonly front: JsonObject;
  /** How many lines of the file the front matter has. */
  readonly frontLines: number;
  /** Where the value of a key of its front matter stands, or the first line of the file. */
  readonly spanOf: (key: string) => Span;
}

export type { JsonObject, LastChange };
