import { isInGroup, type EventGroup } from "../base/event-group.js";
import { examplesByEvent } from "../base/event-names.js";
import type { Report } from "../base/diagnostics.js";
import { posix } from "node:path";
import { isObject, ownValue, spanOf, type DataFile, type Json } from "../data/data.js";
import type { Located } from "../data/located.js";
import type { Dialect } from "../schema/dialects.js";
import { shapeOf, type Part, type Said, type Shape, type ShapeProperty } from "../schema/merged.js";
import type { Registry } from "../schema/registry.js";
import type { Schema } from "../schema/schema.js";
import { exampleValue } from "../schema/example-value.js";

/**
 * Event types: JSON Schemas, each with the envelope that the project's settings describe, and their examples → plain data.
 * An event without a content is flat: all its own fields stand beside the type.
 */

export interface EventType {
  /** As its file is called: `m.room.message$m.text`. */
  readonly name: string;
  /** What the property of the type must be, or else the name of the file without its variant. */
  readonly type: string;
  readonly at: Located;
  /** Where it says its type. */
  readonly typeAt: Located;
  readonly schema: Schema;
  readonly shape: Shape;
  /** What the project calls an event that begins with this one's first part: `State Event`. */
  readonly kind: string | null;
  /** The property that holds its key, where it has one. */
  readonly key: ShapeProperty | null;
  /** `null` where the event is flat. */
  readonly content: ShapeProperty | null;
  /** Its own properties besides type, key and content; those that all events have only where it says more of them. */
  readonly fields: readonly ShapeProperty[];
  /**
   * What tells it from others of its type: the single value of the property of the content that the project says, or else what
   * the name has after `$`: `m.text`.
   */
  readonly variant: string | null;
  readonly description: Said<string> | null;
  /** What the project adds to the description. */
  readonly note: string | null;
  readonly examples: readonly EventExample[];
}

export interface EventExample {
  readonly at: Located;
  readonly value: Json;
}

/** The fields that all events of a kind have, shown by a variable of their own. */
export interface CommonFields {
  readonly variable: string;
  readonly schema: Schema;
}

/** How a project writes its events. */
export interface EventSettings {
  /** Folder of the schemas. */
  readonly schemas: string;
  readonly envelope: { readonly type: string; readonly content: string; readonly key: string };
  readonly kinds: { readonly [schema: string]: string };
  readonly common: { readonly [variable: string]: string };
  readonly variants: { readonly [eventType: string]: string };
  readonly notes: { readonly [eventType: string]: string };
  readonly dialect?: Dialect;
}

/** Files of events by name, and those that others are built on. */
export interface EventFiles {
  readonly config: EventSettings;
  readonly schemas: ReadonlyMap<string, DataFile>;
  readonly examples: ReadonlyMap<string, DataFile>;
  /** Any data file, by path; anything else where there is none. */
  readonly readData: (path: string) => DataFile | { readonly refused: string };
}

const usualDialect = "draft-04";

/** Event types that were read before, and which files are as they were then. */
export interface FormerEvents {
  readonly events: readonly EventType[];
  readonly since: { readonly isAsBefore: (file: DataFile) => boolean };
}

/** The same of the fields that they have in common. */
export interface FormerCommonFields extends Pick<FormerEvents, "since"> {
  readonly commonFields: readonly CommonFields[];
}

/**
 * All event types by name. Events that do not say their type, or have no example, are reported. Those that are as before are those
 * of the former ones.
 */
export function readEventTypes(
  files: EventFiles,
  registry: Registry,
  report: Report,
  former: FormerEvents | null = null,
): readonly EventType[] {
  const dialect = files.config.dialect ?? usualDialect;
  const known = knownEvents(files, former);
  const schemas = [...files.schemas]
    .filter(([, { value }]) => typeof value === "object" && value !== null && !Array.isArray(value))
    .map(([name, file]) => {
      const schema = known.get(name)?.schema;
      return [name, schema ?? registry.schemaAt({ file, pointer: "" }, dialect)] as const;
    });
  const envelope = envelopeOf(files, registry, dialect);
  const events = schemas.map(
    ([name, schema]) =>
      known.get(name) ?? readEvent(name, schema, files, envelope, registry, report),
  );
  reportTypeless(events, files.config.envelope.type, report);
  return events;
}

/** Where no event has its type among its properties, all are called by their files, and nothing is told. */
function reportTypeless(events: readonly EventType[], property: string, report: Report): void {
  const typeless = events.filter(
    ({ shape }) => !shape.properties.some((each) => each.name === property),
  );
  if (typeless.length === events.length) return;
  for (const { schema, type } of typeless) {
    const at = spanOf({ source: schema.at.file.source, pointer: "" });
    report("event-type-from-file", at, [type, property]);
  }
}

/** The events that are as they were, by name. What all events have in common is a part of each. */
function knownEvents(
  files: EventFiles,
  former: FormerEvents | null,
): ReadonlyMap<string, EventType> {
  const isAsBefore = (file: EventFile | undefined) =>
    file !== undefined && !("refused" in file) && former!.since.isAsBefore(file);
  const paths = envelopePaths(files.config);
  if (!former || !paths.every((path) => isAsBefore(files.readData(path)))) return new Map();
  return new Map(
    former.events
      .filter(({ name }) => isAsBefore(files.schemas.get(name)))
      .map((event) => [event.name, event]),
  );
}

type EventFile = ReturnType<EventFiles["readData"]>;

/** The schemas of `common`, by variable; without those whose file is missing, which is reported. Those that are as before are the former ones. */
export function readCommonFields(
  files: EventFiles,
  registry: Registry,
  former: FormerCommonFields | null = null,
): readonly CommonFields[] {
  const dialect = files.config.dialect ?? usualDialect;
  return Object.entries(files.config.common).flatMap(([variable, path]) => {
    const schema = schemaOfFile(files, posix.join(files.config.schemas, path), registry, dialect);
    if (!schema) return [];
    const { file } = schema.at;
    const known = former?.since.isAsBefore(file)
      ? former.commonFields.find(
          (each) => each.variable === variable && each.schema.at.file === file,
        )
      : undefined;
    return known ?? { variable, schema };
  });
}

/** The events of a group: those named first lead in that order, the others follow by name. */
export function membersOf(
  group: EventGroup & { readonly first?: readonly string[] },
  events: readonly EventType[],
): readonly EventType[] {
  const first = group.first ?? [];
  const rank = ({ name }: EventType) => (first.includes(name) ? first.indexOf(name) : first.length);
  return events
    .filter(({ name }) => isInGroup(group, name))
    .toSorted((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

/** Report events whose file is not named like their type. */
export function checkEventNames(events: readonly EventType[], report: Report): void {
  for (const { name, type, typeAt } of events)
    if (type !== name && type !== name.split("$", 1)[0])
      report(
        "event-name-mismatch",
        spanOf({ source: typeAt.file.source, pointer: typeAt.pointer }),
        [name, type],
      );
}

function readEvent(
  name: string,
  schema: Schema,
  files: EventFiles,
  envelope: ReadonlySet<string>,
  registry: Registry,
  report: Report,
): EventType {
  const { config } = files;
  const shape = shapeOf(schema);
  const named = (property: string) =>
    shape.properties.find((each) => each.name === property) ?? null;
  const content = withoutGeneral(named(config.envelope.content), schema);
  const ownType = only(named(config.envelope.type));
  const type = ownType ?? name.replace(/\$.*$/s, "");
  const at = spanOf({ source: schema.at.file.source, pointer: "" });
  if (ownType === null && named(config.envelope.type))
    report("event-without-type", at, [name, config.envelope.type]);
  const examples = examplesOf(name, files, registry);
  if (examples.length === 0) report("event-without-example", at, [name]);
  const key = named(config.envelope.key);
  if (key && !ownDescription(key, schema) && isInBase(schema, key.name))
    report("state-key-undescribed", at, [name, key.name]);
  return {
    name,
    type,
    at: schema.at,
    typeAt: named(config.envelope.type)?.schema.at ?? schema.at,
    schema,
    shape,
    kind: kindOf(schema, config),
    key,
    content,
    fields: fieldsOf(shape, schema, config.envelope, envelope),
    variant:
      (content && variantOf(content, own(config.variants, type))) ??
      /\$(?<variant>.+)$/s.exec(name)?.groups!["variant"] ??
      null,
    description: shape.description,
    note: own(config.notes, name) ?? null,
    examples,
  };
}

/** The single value that a property may have; of several the first. What an older draft does not know as `const` says it too. */
function only(property: Part | null): string | null {
  if (!property) return null;
  const [value] = shapeOf(property).values?.value ?? [];
  const { value: written } = property.schema;
  const meant = value ?? (isObject(written) ? ownValue(written, "const") : undefined);
  return typeof meant === "string" ? meant : null;
}

function variantOf(content: Part, field: string | undefined): string | null {
  if (field === undefined) return null;
  return only(shapeOf(content).properties.find(({ name }) => name === field) ?? null);
}

/** Whether something of a property stands in the file of the event itself, not in what it is built on. */
function isOwn(property: Part, { at }: Schema): boolean {
  return property.all.some((each) => each.at.file === at.file);
}

/** What all contents have in common is shown with the fields of all events, unless it has properties. */
function withoutGeneral(content: ShapeProperty | null, { at }: Schema): ShapeProperty | null {
  const own = content?.all.filter((each) => each.at.file === at.file) ?? [];
  const others = content?.all.filter((each) => each.at.file !== at.file) ?? [];
  const saysMore = others.some((each) => {
    const { properties, choices, otherRequired, patternProperties } = shapeOf(each);
    return [properties, choices, otherRequired, patternProperties].some(({ length }) => length > 0);
  });
  const last = own.at(-1);
  return content && last && !saysMore ? { ...content, schema: last, all: own } : content;
}

function isInBase(schema: Schema, name: string): boolean {
  const [base] = schema.below("allOf");
  const target = base?.ref ?? null;
  return target !== null && shapeOf(target).properties.some((each) => each.name === name);
}

/** An event must say itself what its key is; what it inherits tells of keys in general. */
function ownDescription(key: Part, { at }: Schema): boolean {
  return key.all.some(
    (each) => each.at.file === at.file && typeof each.keyword("description") === "string",
  );
}

function fieldsOf(
  shape: Shape,
  schema: Schema,
  names: EventSettings["envelope"],
  envelope: ReadonlySet<string>,
): readonly ShapeProperty[] {
  const isElsewhere = new Set([names.type, names.content, names.key]);
  return shape.properties.filter((each) => {
    if (isElsewhere.has(each.name)) return false;
    if (!envelope.has(each.name)) return true;
    return isOwn(each, schema) && shapeOf(each).properties.length > 0;
  });
}

/** The properties of all events, which the project shows once: those of its common schemas and of what events begin with. */
function envelopeOf(files: EventFiles, registry: Registry, dialect: Dialect): ReadonlySet<string> {
  const names = envelopePaths(files.config).flatMap((path) => {
    const schema = schemaOfFile(files, path, registry, dialect);
    return schema ? shapeOf(schema).properties.map(({ name }) => name) : [];
  });
  return new Set(names);
}

/** The files of these schemas. */
function envelopePaths({ schemas, common, kinds }: EventSettings): readonly string[] {
  const names = [...Object.values(common), ...Object.keys(kinds)];
  return names.map((name) => posix.join(schemas, name));
}

function schemaOfFile(
  { readData }: EventFiles,
  path: string,
  registry: Registry,
  dialect: Dialect,
): Schema | null {
  const file = readData(path);
  return "refused" in file ? null : registry.schemaAt({ file, pointer: "" }, dialect);
}

/** What the project calls events that begin with the file of the first part of `allOf`. */
function kindOf(schema: Schema, { schemas, kinds }: EventSettings): string | null {
  const base = schema.below("allOf")[0]?.ref;
  const path = base && posix.relative(posix.normalize(schemas), base.at.file.source.path);
  return path ? (own(kinds, path) ?? null) : null;
}

function examplesOf(name: string, files: EventFiles, registry: Registry): readonly EventExample[] {
  return exampleFiles(name, files).flatMap((file) => {
    const at = { file, pointer: "" };
    const value = exampleValue(at, registry);
    return value === undefined ? [] : [{ at, value }];
  });
}

/** The examples of each schema, for who compares readings: what an event is hangs on them, though nothing refers to them. */
export function examplesBySchema({
  schemas,
  examples,
}: Pick<EventFiles, "schemas" | "examples">): ReadonlyMap<DataFile, readonly DataFile[]> {
  const known = examplesByEvent(examples);
  return new Map(
    [...schemas].flatMap(([name, schema]) => {
      const own = known.get(name);
      return own ? [[schema, own.map(([, file]) => file)] as const] : [];
    }),
  );
}

/** In order of name, which that of files is not: `m.foo$bar.json`, `m.foo.json`. */
function exampleFiles(name: string, { examples }: EventFiles): readonly DataFile[] {
  const own = examplesByEvent(examples).get(name) ?? [];
  return own.toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, file]) => file);
}

function own(table: { readonly [key: string]: string }, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
