import type { DataFile, JsonObject } from "../data/data.js";
import type { Source, Span } from "../base/source.js";
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
  readonly changelogs: ReadonlyMap<string, ChangelogFiles>;
  /** Text files by path relative to the specification folder: `modules/push.rst`. */
  readonly texts: ReadonlyMap<string, Source>;
  readonly targets: Targets;
  /** Data files of `tables`, by template variable. */
  readonly tables: ReadonlyMap<string, DataFile>;
  /**
   * Templates by name, the project's own in place of ours: `http-api`, `events`, `page` (`*.hbs`, named without the
   * ending), and the site's `style.css` and `script.js` (named with it).
   */
  readonly templates: ReadonlyMap<string, Source>;
  /** Labels after the command line's overrides: `CLIENT_RELEASE_LABEL` → `unstable`. */
  readonly labels: ReadonlyMap<string, string>;
  readonly git: { readonly version: string; readonly rev: string };
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
}

/** Files that nothing reads, in one folder. */
export interface Unread {
  readonly folder: string;
  /** Their names, in order; at least one. */
  readonly names: readonly string[];
  /** Where such files are looked for. */
  readonly home: "api" | "events" | "specification" | "changelogs";
}

/** `specpress.yaml` after its check against src/load/specpress.schema.json: what did not fit is gone, defaults are filled in, maps inherit nothing. */
export interface ProjectConfig {
  readonly name: string;
  readonly specification: string;
  readonly apis: { readonly [name: string]: ApiConfig };
  readonly events?: EventsConfig;
  readonly changelogs?: string;
  readonly labels: { readonly [name: string]: string };
  readonly notices: { readonly [name: string]: string };
  /** What the project asks for; absent: `2020` where all APIs are written in OpenAPI 2, else `current`. */
  readonly look?: "2020" | "current";
  readonly show: ShowConfig;
  /** For the name of a format: where it is described. */
  readonly formats: { readonly [name: string]: string };
  readonly versions: VersionsConfig;
  readonly tables: { readonly [variable: string]: TableConfig };
  /** For a code: how grave its findings are here, or `off`. */
  readonly severities?: { readonly [code: string]: string };
  /** Findings that the project lives with. */
  readonly accept?: readonly AcceptConfig[];
  /** By target: ids its page once had → those that took their place. */
  readonly moved?: { readonly [target: string]: { readonly [id: string]: string } };
  readonly external?: { readonly allow?: readonly string[] };
  /** What becomes of HTML in the texts; absent: it is shown, with a note. */
  readonly raw?: RawHtml;
  readonly markdown: MarkdownSettings;
  /** Paths, with `*` and `**`, of files that are there on purpose and are not read. */
  readonly ignore: readonly string[];
  readonly outputs: OutputsConfig;
  /** Folder of the project's own templates. */
  readonly templates?: string;
  /** Template variables whose settings are wrong, which is reported: they stand for nothing. */
  readonly unusable: ReadonlySet<string>;
}

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

/** What is shown of operations and types. */
export interface ShowConfig {
  readonly "rate-limited": boolean;
  readonly "requires-auth": boolean;
  readonly "request-http": boolean;
  readonly "request-curl": boolean;
  readonly responses: "all" | "success";
  readonly headers: boolean;
  readonly constraints: boolean;
  readonly defaults: boolean;
  readonly "made-examples": boolean;
  readonly credentials: boolean;
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

/** The files of one API's changelog. */
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
  readonly span: Span;
}

export type { JsonObject };
