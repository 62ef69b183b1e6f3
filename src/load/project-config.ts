import type { RepositoryConfig } from "./repository-config.js";
import type { JsonObject } from "../data/data.js";
import type { ProposalsConfig } from "../proposals/proposals.js";
import type { Located } from "../data/located.js";
import type { MarkdownSettings } from "../markdown/settings.js";

/** `specpress.yaml` as the rest of the program has it: one type for each part of the settings. */

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
  /** What its cells are written in; reStructuredText where it says nothing. */
  readonly descriptions?: "rst" | "markdown";
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
  /** What is said of a type as a whole, and of items, values and alternatives, that no row of a table says. */
  readonly "type-descriptions": boolean;
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
  /** What authors write of requests in programming languages, as `x-codeSamples`. */
  readonly "code-samples": boolean;
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
