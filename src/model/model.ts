import type { Report } from "../base/diagnostics.js";
import { type Json, type Origin, isObject, joinPointer, mergeAllOf, spanOf } from "../data/data.js";
import type { Api, Events, Project } from "../load/project.js";
import type { Schemas } from "../resolve/resolve.js";
import { Author, type Place, type Written } from "./author.js";
import { type Endpoint, readEndpoints } from "./endpoint.js";
import { type EventType, readEvent } from "./event.js";
import { ofShowableSize } from "./example.js";
import { exampleFor, type MadeExample, type Readers } from "./readers.js";
import { SchemaReader } from "./schema.js";
import { type TypeTable, TypeTables } from "./type-table.js";

export type { Place, Written } from "./author.js";
export type { Endpoint, Response } from "./endpoint.js";
export type {
  BodyExample,
  ExampleValue,
  FormField,
  ParameterGroup,
  RequestExample,
} from "./parameters.js";
export type { EventType } from "./event.js";
export type { MadeExample } from "./readers.js";
export type { AllowedValues, TypeRow, TypeTable } from "./type-table.js";

/** What the sections are printed from: endpoints, events, definitions, with their tables and examples. */
export interface Model {
  readonly apis: readonly ApiModel[];
  /** By name. */
  readonly events: readonly EventType[];
  readonly commonFields: readonly CommonFields[];
  /** Where a value stands in the author's files. */
  readonly originOf: (place: Place) => Origin | null;
  /** The examples that were made of schemas, for want of written ones. */
  readonly made: readonly MadeExample[];
  /** Whether something wrong was reported of this very place. */
  readonly hasTold: (origin: Origin) => boolean;
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
  readonly endpoints: readonly Endpoint[];
}

/** A schema that has a section of its own. */
export interface Definition {
  /** Path below the folder of definitions, without extension: `event-schemas/m.typing`. */
  readonly name: string;
  readonly at: Place;
  readonly title: string;
  readonly description: Written | null;
  readonly tables: readonly TypeTable[];
  readonly example: Json | undefined;
}

/** The fields that all events of a kind have. */
export interface CommonFields {
  readonly variable: string;
  readonly at: Place;
  readonly title: string;
  readonly description: Written | null;
  readonly tables: readonly TypeTable[];
}

/**
 * Read what the project's data files say: every API operation, event and definition with the tables that document it
 * and an example. What is wrong with them is reported on the way.
 */
export function buildModel(schemas: Schemas, project: Project, report: Report): Model {
  const author = new Author(schemas, report);
  const readers: Readers = {
    author,
    schemas: new SchemaReader(author),
    tables: new TypeTables(author),
    made: [],
    examples: new WeakMap(),
  };
  const documents = (path: string) => schemas.document(path);
  return {
    apis: project.apis.map((api) => readApi(api, documents, readers)),
    events: project.events ? readEvents(project.events, documents, readers) : [],
    commonFields: project.events
      ? readCommonFields(project.events, project, documents, readers)
      : [],
    made: readers.made,
    hasTold: (origin) => author.hasTold(origin),
    originOf: (place) => schemas.originOf(place.holder, place.key),
  };
}

type Documents = (path: string) => Json;

function readApi(api: Api, documents: Documents, readers: Readers): ApiModel {
  return {
    name: api.name,
    suffix: api.config.suffix,
    documents: api.documents.map((file) => ({
      name: withoutExtension(file.source.path.slice(file.source.path.lastIndexOf("/") + 1)),
      endpoints: readEndpoints(file, documents(file.source.path), readers),
    })),
    definitions: api.definitions.flatMap(({ path, file }) => {
      const definition = readDefinition(path, documents(file.source.path), readers);
      return definition ?? [];
    }),
  };
}

/** Files more than one folder deep, and those without a type (lists of parameters, security), are parts of others. */
function readDefinition(path: string, document: Json, readers: Readers): Definition | null {
  if (path.split("/").length > 2 || !isObject(document)) return null;
  if (mergeAllOf(document)["type"] === undefined) return null;
  const at = { holder: document };
  const schema = readers.schemas.read(document, at);
  const name = withoutExtension(path);
  return {
    name,
    at,
    title: schema.title?.text ?? name,
    description: schema.description,
    tables: readers.tables.forSchema(schema, at),
    example: ofShowableSize(exampleFor(schema, at, readers, null), at, readers.author),
  };
}

function readEvents(events: Events, documents: Documents, readers: Readers): readonly EventType[] {
  return [...events.schemas].flatMap(
    ([name, file]) => readEvent(name, file, events, documents, readers) ?? [],
  );
}

function readCommonFields(
  events: Events,
  project: Project,
  documents: Documents,
  readers: Readers,
): readonly CommonFields[] {
  return Object.entries(events.config.common).flatMap(([variable, path]) => {
    const file = `${events.config.schemas.replace(/\/+$/, "")}/${path}`;
    const document = documents(file);
    if (!isObject(document)) {
      const pointer = joinPointer("", "events", "common", variable);
      const at = spanOf({ source: project.configFile.source, pointer });
      readers.author.tell("unknown-schema", at, [file]);
      return [];
    }
    const at = { holder: document };
    const schema = readers.schemas.read(document, at);
    return {
      variable,
      at,
      title: schema.title?.text ?? withoutExtension(path),
      description: schema.description,
      tables: readers.tables.forSchema(schema, at),
    };
  });
}

function withoutExtension(path: string): string {
  return path.replace(/\.(?:ya?ml|json)$/, "");
}
