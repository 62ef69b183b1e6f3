import {
  checkApi,
  checkSchemas,
  checkStructure,
  followIn,
  schemasOf,
  readApiDocument,
  type ApiAccess,
} from "./api/api.js";
import type { ApiDocument } from "./api/model.js";
import { reportTo, type Report } from "./base/diagnostics.js";
import { isObject, type DataFile } from "./data/data.js";
import {
  checkEventNames,
  readCommonFields,
  readEventTypes,
  type CommonFields,
  type EventFiles,
  type EventType,
} from "./events/events.js";
import type { Api, Events, Project } from "./load/project.js";
import { shapeOf } from "./schema/merged.js";
import { Registry } from "./schema/registry.js";
import type { Schema } from "./schema/schema.js";

/** What a specification says: plain data, with the references of its schemas kept. */
export interface Spec {
  readonly apis: readonly SpecApi[];
  readonly registry: Registry;
  /** The same for what is reported elsewhere: OpenAPI 2 and events. */
  readonly quiet: Registry;
  /** Event types by name, where the look shows them. */
  readonly events: readonly EventType[];
  readonly commonFields: readonly CommonFields[];
  /** How operations and types are shown. */
  readonly look: "2020" | "current";
}

export interface SpecApi {
  readonly api: Api;
  readonly documents: readonly SpecDocument[];
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
}

/** The look that a project has: what it asks for, or else that of 2020 as long as all its APIs are written in OpenAPI 2. */
export function lookOf({ config, apis }: Project): Spec["look"] {
  return config.look ?? (apis.some(({ newer }) => newer.length > 0) ? "current" : "2020");
}

/** Read what the APIs of a project say. References that lead nowhere are reported, those of OpenAPI 2 elsewhere. */
export function readSpec(project: Project, report: Report): Spec {
  const look = lookOf(project);
  const registry = new Registry(project, report);
  const told = accessOf(project, registry, report);
  // References of OpenAPI 2 and of events are reported elsewhere.
  const silentRegistry = new Registry(
    project,
    reportTo(() => {}),
  );
  const silent = accessOf(
    project,
    silentRegistry,
    reportTo(() => {}),
  );
  const events =
    project.events && look === "current" ? eventFilesOf(project, project.events) : null;
  return {
    look,
    registry,
    quiet: silentRegistry,
    events: events ? readEventTypes(events, silentRegistry, report) : [],
    commonFields: events ? readCommonFields(events, silentRegistry) : [],
    apis: project.apis.map((api) => ({
      api,
      documents: [
        ...(look === "current" ? documentsOf(api.documents, silent, false) : []),
        ...documentsOf(api.newer, told, true),
      ],
      definitions: look === "current" ? definitionsOf(api, silentRegistry) : [],
    })),
  };
}

/** Paths of the files that documents of OpenAPI 3 refer to. */
export function referredBy({ apis, registry }: Spec): ReadonlySet<string> {
  const newer = apis.flatMap(({ documents }) => documents.filter(({ isNewer }) => isNewer));
  // A reference counts when it is followed.
  for (const { schema } of schemasOf(newer.map(({ document }) => document))) void schema.ref;
  return registry.referred;
}

/** Report where the structure of documents of OpenAPI 3 is not that of their version: such parts are not shown. */
export function checkStructures({ apis, registry }: Spec, project: Project, report: Report): void {
  const access = accessOf(project, registry, report);
  for (const { documents } of apis)
    for (const { file, isNewer } of documents)
      if (isNewer) checkStructure(file, access, project.labels);
}

/** Report what is wrong with the documents of OpenAPI 3: their structure, and what they mean. */
export function checkSpec(spec: Spec, project: Project, report: Report): void {
  checkStructures(spec, project, report);
  checkEventNames(spec.events, report);
  for (const { documents } of spec.apis) {
    const newer = documents.filter(({ isNewer }) => isNewer);
    if (newer.length === 0) continue;
    const all = newer.map(({ document }) => document);
    checkApi(all, project, report);
    checkSchemas(all, report);
  }
}

function accessOf(project: Project, registry: Registry, report: Report): ApiAccess {
  return {
    schemaAt: (at, dialect) => registry.schemaAt(at, dialect),
    follow: followIn(project, report),
    report,
  };
}

/** Files more than one folder deep, and those without a type (lists of parameters, security), are parts of others. */
function definitionsOf({ config, definitions }: Api, registry: Registry): readonly Definition[] {
  return definitions.flatMap(({ path, file }): Definition[] => {
    if (path.split("/").length > 2 || !isObject(file.value)) return [];
    const dialect = registry.dialectOf(file, config.dialect ?? "draft-04");
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
): SpecDocument[] {
  return files.flatMap((file): SpecDocument[] => {
    const document = readApiDocument(file, access);
    return document ? [{ file, document, isNewer }] : [];
  });
}
