import type { Report } from "../base/diagnostics.js";
import { type DataFile, type Json, joinPointer, kindOf, spanOf } from "../data/data.js";
import type { Located } from "../data/located.js";
import { mostMedia } from "../api/api.js";
import type { ApiDocument as SpecDocument, Misfit } from "../api/model.js";
import type { Api, Events, Project } from "../load/project.js";
import type { Dialect } from "../schema/dialects.js";
import type { Registry } from "../schema/registry.js";
import type { Schema } from "../schema/schema.js";
import type { Values } from "../schema/values.js";
import { Author, type Written } from "./author.js";
import { type Endpoint, pathOf, readEndpoints } from "./endpoint.js";
import { envelopePaths, type EventType, readEvent } from "./event.js";
import { ofShowableSize } from "./example.js";
import { exampleFor, type Readers } from "./readers.js";
import { SchemaReader } from "./schema.js";
import { type TypeTable, TypeTables } from "./type-table.js";

export type { Written } from "./author.js";
export type { Endpoint, Response } from "./endpoint.js";
export type {
  BodyExample,
  ExampleValue,
  FormField,
  ParameterGroup,
  RequestExample,
} from "./parameters.js";
export type { EventType } from "./event.js";
export type { AllowedValues, TypeRow, TypeTable } from "./type-table.js";

/** What a specification says, as far as pages are made of it here. */
export interface ReadSpec {
  readonly apis: readonly ReadApi[];
  readonly registry: Registry;
  readonly look: "2020" | "current";
}

interface ReadApi {
  readonly api: Api;
  readonly documents: readonly ReadDocument[];
}

interface ReadDocument {
  readonly file: DataFile;
  readonly document: SpecDocument;
  readonly misfits: readonly Misfit[];
}

/** What the sections are printed from: endpoints, events, definitions, with their tables and examples. */
export interface Model {
  readonly apis: readonly ApiModel[];
  /** By name. */
  readonly events: readonly EventType[];
  readonly commonFields: readonly CommonFields[];
  /** Values of its files, their references followed. */
  readonly values: Values;
  /** The examples that were made of schemas, for want of written ones. */
  readonly made: readonly MadeExample[];
  /** Whether something wrong was reported of this very place. */
  readonly hasTold: (at: Located) => boolean;
}

/** An example that stands in a page but not in the author's files. */
export interface MadeExample {
  readonly value: Json;
  /** Where the schema stands that it was made of. */
  readonly at: Located;
  readonly schema: Schema;
}

export interface ApiModel {
  readonly name: string;
  readonly suffix: string;
  readonly documents: readonly ApiDocument[];
  readonly definitions: readonly Definition[];
}

/** One OpenAPI file: `login` of `login.yaml`. */
export interface ApiDocument {
  readonly name: string;
  readonly file: DataFile;
  readonly endpoints: readonly Endpoint[];
  /** Those of all its operations, with the base path. */
  readonly paths: readonly string[];
}

/** A schema that has a section of its own. */
export interface Definition {
  /** Path below the folder of definitions, without extension: `event-schemas/m.typing`. */
  readonly name: string;
  readonly file: DataFile;
  readonly at: Located;
  readonly title: string;
  readonly description: Written | null;
  readonly tables: readonly TypeTable[];
  readonly example: Json | undefined;
}

/** The fields that all events of a kind have. */
export interface CommonFields {
  readonly variable: string;
  readonly at: Located;
  readonly title: string;
  readonly description: Written | null;
  readonly tables: readonly TypeTable[];
}

/** What was read the last time, and which files are as they were then. */
export interface FormerModel {
  readonly model: Model;
  readonly since: { readonly isAsBefore: (file: DataFile) => boolean };
}

/**
 * Read what the project's data files say: every API operation, event and definition with the tables that document it
 * and an example. What is wrong with them is reported on the way. Of operations in the look `current`, which are shown in
 * another way, there are the paths alone. What is as before is that of the former model, but the examples that were made for it are not among those `made`.
 */
export function buildModel(
  spec: ReadSpec,
  project: Project,
  report: Report,
  former: FormerModel | null = null,
): Model {
  const { registry } = spec;
  const author = new Author(registry, report);
  const readers: Readers = {
    author,
    schemas: new SchemaReader(author),
    tables: new TypeTables(author),
    made: [],
    envelope: undefined,
    examples: new Map(),
  };
  const { events } = project;
  return {
    apis: spec.apis.map((api) => readApi(api, spec.look, readers, former)),
    events: events ? readEvents(events, project, readers, former) : [],
    commonFields: events ? readCommonFields(events, project, readers) : [],
    made: readers.made.map(({ at, value }) => ({
      at,
      value,
      schema: registry.schemaAt(at, dialectOf(at, project)),
    })),
    values: author.values,
    hasTold: toldBy(author),
  };
}

/** What is kept of a model may name nothing of former ones. */
function toldBy(author: Author): Model["hasTold"] {
  return (at) => author.hasTold(at);
}

function readApi(
  { api, documents }: ReadApi,
  look: ReadSpec["look"],
  readers: Readers,
  former: FormerModel | null,
): ApiModel {
  const byFile = new Map(documents.map((document) => [document.file, document]));
  const known = former?.model.apis.find(({ name }) => name === api.name);
  const knownAt = <T extends Pick<ApiDocument, "file">>(all: readonly T[] = [], file: DataFile) =>
    former?.since.isAsBefore(file) ? all.find((each) => each.file === file) : undefined;
  return {
    name: api.name,
    suffix: api.config.suffix,
    documents: api.documents.map((file) => {
      const same = knownAt(known?.documents, file);
      if (same) return same;
      const name = withoutExtension(file.source.path.slice(file.source.path.lastIndexOf("/") + 1));
      return { name, file, ...readOperations(file, byFile.get(file), look, readers) };
    }),
    definitions: api.definitions.flatMap(({ path, file }) => {
      const same = knownAt(known?.definitions, file);
      return same ?? readDefinition(path, file, readers) ?? [];
    }),
  };
}

function readOperations(
  file: DataFile,
  read: ReadDocument | undefined,
  look: ReadSpec["look"],
  readers: Readers,
): Pick<ApiDocument, "endpoints" | "paths"> {
  if (!read) {
    readers.author.wholeOf(file); // for what it reports
    return { endpoints: [], paths: [] };
  }
  for (const each of read.misfits) reportMisfit(each, readers.author);
  const { firstMediaOnly } = read.document;
  if (firstMediaOnly)
    readers.author.report("too-many-media-types", firstMediaOnly, [String(mostMedia)]);
  return {
    endpoints: look === "2020" ? readEndpoints(read.document, readers) : [],
    paths: read.document.operations.map(pathOf),
  };
}

/** What pages show of documents; of all else a check says what is wrong. */
const shownPlaces =
  /^(?:paths|pathItem|operation|parameter|responses|response|header|document\.basePath|pathItem\.parameters|operation\.(?:parameters|description|summary|deprecated)|[\w ]*parameter\.(?:name|in|description|required|schema)|response\.(?:description|headers|examples|schema)|header\.description)$/;

function reportMisfit({ at, place, wanted, value }: Misfit, author: Author): void {
  if (!shownPlaces.test(place)) return;
  if (value === undefined) author.report("nameless-parameter", at, [place.replace(/^.*\./, "")]);
  else if (at.pointer.endsWith("/$ref"))
    author.report("ref-not-string", at, [value === null ? "null" : kindOf(value)]);
  else author.wrongKind(at, wanted, value);
}

/** Files more than one folder deep, and those without a type (lists of parameters, security), are parts of others. */
function readDefinition(path: string, file: DataFile, readers: Readers): Definition | null {
  const { author } = readers;
  const whole = author.fileOf(file);
  if (path.split("/").length > 2) return null;
  const fields = author.references.fieldsOf(whole);
  if (!fields || !author.words.merged(fields).has("type")) return null;
  const { at } = fields;
  const schema = readers.schemas.read(whole);
  const name = withoutExtension(path);
  return {
    name,
    file,
    at,
    title: schema.title?.text ?? name,
    description: schema.description,
    tables: readers.tables.forSchema(schema, at),
    example: ofShowableSize(exampleFor(schema, at, readers, false), at, author),
  };
}

function readEvents(
  events: Events,
  project: Project,
  readers: Readers,
  former: FormerModel | null,
): readonly EventType[] {
  const fileAt = filesOf(project);
  const known = knownEvents(events, fileAt, former);
  return [...events.schemas].flatMap(
    ([name, file]) => known.get(name) ?? readEvent(name, file, events, fileAt, readers) ?? [],
  );
}

/** The events that are as they were, by name. What all events have in common is a part of each. */
function knownEvents(
  events: Events,
  fileAt: (path: string) => DataFile | null,
  former: FormerModel | null,
): ReadonlyMap<string, EventType> {
  const isAsBefore = (file: DataFile | null) => file !== null && former!.since.isAsBefore(file);
  if (!former || !envelopePaths(events).every((path) => isAsBefore(fileAt(path)))) return new Map();
  return new Map(
    former.model.events
      .filter(({ name }) => isAsBefore(events.schemas.get(name) ?? null))
      .map((event) => [event.name, event]),
  );
}

function filesOf(project: Project): (path: string) => DataFile | null {
  return (path) => {
    const file = project.readData(path);
    return "refused" in file ? null : file;
  };
}

function readCommonFields(
  events: Events,
  project: Project,
  readers: Readers,
): readonly CommonFields[] {
  const { author } = readers;
  const fileAt = filesOf(project);
  return Object.entries(events.config.common).flatMap(([variable, path]) => {
    const name = `${events.config.schemas.replace(/\/+$/, "")}/${path}`;
    const file = fileAt(name);
    const whole = file && author.fileOf(file);
    const fields = whole && author.references.fieldsOf(whole);
    if (!fields) {
      const pointer = joinPointer("", "events", "common", variable);
      const at = spanOf({ source: project.configFile.source, pointer });
      author.tell("unknown-schema", at, [name]);
      return [];
    }
    const { at } = fields;
    const schema = readers.schemas.read(whole);
    return {
      variable,
      at,
      title: schema.title?.text ?? withoutExtension(path),
      description: schema.description,
      tables: readers.tables.forSchema(schema, at),
    };
  });
}

/** What the schemas of a file are written in that do not say so themselves. */
function dialectOf({ file }: Located, { events, apis }: Project): Dialect {
  const { path } = file.source;
  const api = apis.find(({ config }) => path.startsWith(`${config.openapi}/`));
  return api ? (api.config.dialect ?? "openapi-2.0") : (events?.config.dialect ?? "draft-04");
}

function withoutExtension(path: string): string {
  return path.replace(/\.(?:ya?ml|json)$/, "");
}
