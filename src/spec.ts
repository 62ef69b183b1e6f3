import { readApiDocument, schemasOf, type ApiAccess } from "./api/api.js";
import type { ApiDocument, Misfit } from "./api/model.js";
import { reportTo, type Report } from "./base/diagnostics.js";
import { isObject, type DataFile } from "./data/data.js";
import { followAll } from "./schema/all-references.js";
import {
  readCommonFields,
  readEventTypes,
  type CommonFields,
  type EventFiles,
  type EventType,
} from "./events/events.js";
import { usualEnvelope } from "./base/usual-envelope.js";
import type { Api, Events, Project } from "./load/project.js";
import { dialectOfDocument, type Dialect } from "./schema/dialects.js";
import { shapeOf } from "./schema/merged.js";
import type { Schema } from "./schema/schema.js";
import { Registry } from "./schema/registry.js";
import type { Since } from "./schema/since.js";

/** What a specification says: plain data, with the references of its schemas kept. */
export interface Spec {
  readonly apis: readonly SpecApi[];
  readonly registry: Registry;
  /** Event types by name, where the look shows them. */
  readonly events: readonly EventType[];
  readonly commonFields: readonly CommonFields[];
  /** How operations and types are shown. */
  readonly look: "2020" | "current";
  /** A document that no API of the settings has; `null` where the file is none. */
  readonly readDocument: (file: DataFile) => SpecDocument | null;
  readonly identities: FileIdentities;
}

/**
 * What stands for a data file and all that its references lead to, for who compares builds: another one where any of that is
 * other. Of files that nobody asked for, nothing is kept.
 */
export class FileIdentities {
  readonly #known = new Map<DataFile, symbol>();

  /** `isAsBefore`: whether a file, with all that it leads to, is as it was for the former ones. */
  constructor(former?: FileIdentities, isAsBefore: (file: DataFile) => boolean = () => false) {
    for (const [file, identity] of former ? former.#known : [])
      if (isAsBefore(file)) this.#known.set(file, identity);
  }

  of(file: DataFile): symbol {
    const identity = this.#known.get(file) ?? Symbol();
    this.#known.set(file, identity);
    return identity;
  }
}

export interface SpecApi {
  readonly api: Api;
  readonly documents: readonly SpecDocument[];
  /** What the schemas of its files of definitions are written in. */
  readonly dialect: Dialect;
  /** How these are read. */
  readonly access: ApiAccess;
  /** The schemas its documents share, where the look shows them. */
  readonly definitions: readonly Definition[];
}

/** A schema that has a section of its own. */
export interface Definition {
  /** Below the folder of definitions: `event-schemas/m.typing.yaml`. */
  readonly path: string;
  readonly schema: Schema;
}

export interface SpecDocument {
  readonly file: DataFile;
  readonly document: ApiDocument;
  /** Whether it is written in OpenAPI 3. */
  readonly isNewer: boolean;
  /** How it was read. */
  readonly access: ApiAccess;
  /** What is left out of a document of OpenAPI 2 since it is of a wrong kind; of later versions, the check of the structure says it. */
  readonly misfits: readonly Misfit[];
}

/**
 * The look that a project has: what it asks for, or else that of 2020 as long as all its APIs are written in OpenAPI 2
 * and its events have the envelope that this look knows.
 */
export function lookOf({ config, apis }: Project): Spec["look"] {
  const isNewer =
    apis.some(({ newer, unread }) => newer.length > 0 || unread !== undefined) ||
    hasOwnEnvelope(config);
  return config.look ?? (isNewer ? "current" : "2020");
}

function hasOwnEnvelope({ events }: Project["config"]): boolean {
  const { type, content, key } = events?.envelope ?? usualEnvelope;
  const usual = usualEnvelope;
  return type !== usual.type || content !== usual.content || key !== usual.key;
}

/** A report to nobody. */
const nobody = reportTo(() => {});

/** What a specification said when it was read the last time, and what holds of its files since then. */
export interface FormerSpec {
  readonly spec: Spec;
  readonly since: Since;
}

/**
 * Read what the APIs of a project say. References that lead nowhere are reported, those of OpenAPI 2 by `followReferences`. Documents
 * and definitions that are as before are those of the former specification.
 */
export function readSpec(project: Project, report: Report, former: FormerSpec | null = null): Spec {
  const registry = new Registry(project, report);
  const told = accessOf(registry, report);
  const silent = accessOf(registry, nobody);
  const look = lookOf(project);
  const events =
    project.events && look === "current" ? eventFilesOf(project, project.events) : null;
  return {
    look,
    registry,
    readDocument: documentReader(told, silent),
    identities: new FileIdentities(
      former?.spec.identities,
      (file) => project.files.get(file.source.path) === file && former!.since.isAsBefore(file),
    ),
    events: events
      ? readEventTypes(events, registry, report, former && { ...former.spec, since: former.since })
      : [],
    commonFields: events
      ? readCommonFields(events, registry, former && { ...former.spec, since: former.since })
      : [],
    apis: project.apis.map((api): SpecApi => {
      const dialect = dialectOf(api);
      const old = { ...silent, dialect };
      const known = knownOf(api, former);
      const documents = [
        ...documentsOf(api.documents, old, false, known.documents),
        ...documentsOf(api.newer, told, true, known.documents),
      ];
      const definitions =
        look === "current" ? definitionsOf(api, dialect, registry, known.definitions) : [];
      return {
        api,
        documents,
        definitions,
        dialect,
        access: hasOlder(api) || api.newer.length === 0 ? old : told,
      };
    }),
  };
}

/** All event types, in every look: for what shows no pages. What is wrong with them was reported where they are shown. */
export function eventsOf({ events, registry }: Spec, project: Project): readonly EventType[] {
  if (events.length > 0 || !project.events) return events;
  return readEventTypes(eventFilesOf(project, project.events), registry, nobody);
}

/**
 * What the schemas of an API's files of definitions are written in: what its settings say, or else what its first document
 * is. What cannot be read, or does not say what it is, changes nothing of what others are read as.
 */
function dialectOf(api: Api): Dialect {
  const { config, newer, unread } = api;
  if (config.dialect) return config.dialect;
  if (hasOlder(api)) return "openapi-2.0";
  const [first] = newer;
  const document = first?.value ?? (unread === undefined ? null : { openapi: unread });
  return dialectOfDocument(document) ?? "openapi-2.0";
}

/** Whether some of an API is written in OpenAPI 2. */
function hasOlder({ documents, newer }: Api): boolean {
  return documents.some(
    ({ value }) => isObject(value) && (newer.length === 0 || Object.hasOwn(value, "swagger")),
  );
}

interface Known {
  readonly documents: ReadonlyMap<DataFile, SpecDocument>;
  readonly definitions: ReadonlyMap<DataFile, Definition>;
}

/** What is known of the files of an API that are as they were. */
function knownOf({ name }: Api, former: FormerSpec | null): Known {
  const api = former?.spec.apis.find((each) => each.api.name === name);
  const known: Known = { documents: new Map(), definitions: new Map() };
  if (!api) return known;
  const isAsBefore = (file: DataFile) => former!.since.isAsBefore(file);
  const { documents, definitions } = api;
  return {
    documents: new Map(
      documents.filter(({ file }) => isAsBefore(file)).map((each) => [each.file, each]),
    ),
    definitions: new Map(
      definitions
        .filter(({ schema }) => isAsBefore(schema.at.file))
        .map((each) => [each.schema.at.file, each]),
    ),
  };
}

/** Follow all references of OpenAPI 2, events, examples and tables: those that lead nowhere are reported, whether a page shows them or not. Of files that are as before it is known where they lead. */
export function followReferences(
  { registry }: Spec,
  { apis, events, tables }: Project,
  since: Since | null = null,
): void {
  const files = [
    ...apis.flatMap(({ documents, definitions }) => [
      ...documents,
      ...definitions.map(({ file }) => file),
    ]),
    ...(events?.schemas.values() ?? []),
    ...(events?.examples.values() ?? []),
    ...tables.values(),
  ];
  followAll(
    files.filter((file) => !since?.isAsBefore(file)),
    registry,
  );
  for (const file of since ? [...files, ...apis.flatMap(({ newer }) => newer)] : [])
    if (since!.isAsBefore(file))
      for (const { source } of since!.referredFrom(file)) registry.referred.add(source.path);
}

/** Paths of the files that something refers to. */
export function referredBy({ apis, registry }: Spec): ReadonlySet<string> {
  const newer = apis.flatMap(({ documents }) => documents.filter(({ isNewer }) => isNewer));
  // A reference counts when it is followed.
  for (const { schema } of schemasOf(newer.map(({ document }) => document))) void schema.ref;
  return registry.referred;
}

function accessOf(registry: Registry, report: Report): ApiAccess {
  return {
    schemaAt: (at, dialect, value) => registry.schemaAt(at, dialect, value),
    follow: (ref, from) => registry.follow(ref, from),
    report,
  };
}

/** Files more than one folder deep, and those without a type (lists of parameters, security), are parts of others. */
function definitionsOf(
  { definitions }: Api,
  dialect: Dialect,
  registry: Registry,
  known: Known["definitions"],
): readonly Definition[] {
  return definitions.flatMap(({ path, file }): Definition[] => {
    const same = known.get(file);
    if (same?.path === path) return [same];
    if (path.split("/").length > 2 || !isObject(file.value)) return [];
    const schema = registry.schemaAt({ file, pointer: "" }, dialect);
    return shapeOf(schema).types === null ? [] : [{ path, schema }];
  });
}

function eventFilesOf({ readData }: Project, { config, schemas, examples }: Events): EventFiles {
  return { config, schemas, examples, readData };
}

function documentsOf(
  files: readonly DataFile[],
  access: ApiAccess,
  isNewer: boolean,
  known: Known["documents"] = new Map(),
): SpecDocument[] {
  return files.flatMap((file) => known.get(file) ?? documentOf(file, access, isNewer) ?? []);
}

/** Reads documents that no API has. What it keeps may name nothing of former builds. */
function documentReader(told: ApiAccess, silent: ApiAccess): Spec["readDocument"] {
  return (file) => {
    const isNewer = isObject(file.value) && !Object.hasOwn(file.value, "swagger");
    return documentOf(file, isNewer ? told : silent, isNewer);
  };
}

/** What it keeps may name nothing of former builds. */
function documentOf(file: DataFile, access: ApiAccess, isNewer: boolean): SpecDocument | null {
  const misfits: Misfit[] = [];
  const noting = isNewer ? access : { ...access, misfit: (each: Misfit) => misfits.push(each) };
  const document = readApiDocument(file, noting);
  return document && { file, document, isNewer, access, misfits };
}
