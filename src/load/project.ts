import type { LastChange, LastChanges } from "./last-changes.js";
import type { DataFile, JsonObject } from "../data/data.js";
import type { Look } from "../base/memo.js";
import type { Source, Span } from "../base/source.js";
import type { Refused } from "../files/files.js";
import type { ChangelogSettings, FragmentFile, SectionFolder } from "../changelog/changelog.js";
import type {
  ApiConfig,
  EventsConfig,
  Format,
  ProjectConfig,
  PublishConfig,
} from "./project-config.js";

export * from "./project-config.js";

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
  /** Whether names of files that are misspelt are read as the only ones that they can mean: where all mistakes are looked for in one run. */
  readonly asMeant: boolean;
  /** A text file that a directive names, by path relative to the root. */
  readonly readText: (path: string, encoding?: string) => Source | Refused;
  /** Any file that a directive names, such as a picture. */
  readonly readBytes: (path: string) => Uint8Array | Refused;
  /** Look at files that may not be used: they count as read, and what is wrong with them is reported, when what was found is taken. */
  readonly look: Look;
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
  /** Whether nothing in the folder or below it was read. */
  readonly isAll: boolean;
  /** Where such files are looked for. */
  readonly home: "api" | "events" | "specification" | "pages" | "changelogs";
}

/** A version of a specification beside others, and what is known of their folder. */
export interface Publication extends PublishConfig {
  /** The version, and the name of its folder. */
  readonly name: string;
  readonly status: "stable" | "draft";
}

/** One API: its OpenAPI documents and the schemas they share. */
export interface Api {
  readonly name: string;
  readonly config: ApiConfig;
  /** `*.yaml` in its folder that are written in OpenAPI 2, by name. */
  readonly documents: readonly DataFile[];
  /** Those that are written in OpenAPI 3. */
  readonly newer: readonly DataFile[];
  /** The version of OpenAPI 3 that one of its documents names which cannot be read. */
  readonly unread?: string;
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
  /** Name of the API that it is of, by its own name or title. */
  readonly api?: string;
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
  /** As they are written. */
  readonly frontText: string;
  /** Where the value of a key of its front matter stands, or the first line of the file. */
  readonly spanOf: (key: string) => Span;
}

export type { JsonObject, LastChange };
