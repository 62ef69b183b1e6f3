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
import type { DataFile } from "./data/data.js";
import { followAll } from "./schema/all-references.js";
import type { Api, Project } from "./load/project.js";
import { Registry } from "./schema/registry.js";

/** What a specification says: plain data, with the references of its schemas kept. */
export interface Spec {
  readonly apis: readonly SpecApi[];
  readonly registry: Registry;
  /** How operations and types are shown. */
  readonly look: "2020" | "current";
}

export interface SpecApi {
  readonly api: Api;
  readonly documents: readonly SpecDocument[];
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
  const silent = accessOf(
    project,
    new Registry(
      project,
      reportTo(() => {}),
    ),
    reportTo(() => {}),
  );
  return {
    look,
    registry,
    apis: project.apis.map((api) => ({
      api,
      documents: [
        ...(look === "current" ? documentsOf(api.documents, silent, false) : []),
        ...documentsOf(api.newer, told, true),
      ],
    })),
  };
}

/** Follow all references of OpenAPI 2, events, examples and tables: those that lead nowhere are reported, whether a page shows them or not. */
export function followReferences(
  { registry }: Spec,
  { apis, events, tables }: Project,
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
  followAll(files, registry);
}

/** The paths of the operations of OpenAPI 2 that pages show as the model of all versions has them. */
export function pathsShown({ apis }: Spec): ReadonlyMap<DataFile, readonly string[]> {
  return new Map(
    apis.flatMap(({ documents }) =>
      documents.map(({ file, document }) => [
        file,
        document.operations.map(({ basePath, path }) => (basePath + path).trim()),
      ]),
    ),
  );
}

/** Paths of the files that something refers to. */
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
