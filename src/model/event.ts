import { examplesByEvent } from "../base/event-names.js";
import { type DataFile, type Json, isArray, isObject, ownValue } from "../data/data.js";
import type { Located } from "../data/located.js";
import type { Events } from "../load/project.js";
import { placeOf, type Of } from "./all-of.js";
import type { Author, Written } from "./author.js";
import { ofShowableSize } from "./example.js";
import type { Fields } from "./fields.js";
import type { Readers } from "./readers.js";
import type { TypeTable } from "./type-table.js";

/** One event type, as its schema and examples tell it. */
export interface EventType {
  /** As its file is called: `m.room.message$m.text`. */
  readonly name: string;
  /** `m.room.message` */
  readonly type: string;
  readonly at: Located;
  /** What the project calls an event that begins with this one's first parent: `State Event`. */
  readonly kind: string | null;
  /** The description of its `state_key`; `null` where it has none to describe. */
  readonly stateKey: Written | null;
  /** The single value of the field that tells variants apart: `m.text`. */
  readonly variant: string | null;
  readonly description: Written | null;
  /** What the project adds to the description. */
  readonly note: string | null;
  readonly tables: readonly TypeTable[];
  readonly examples: readonly Json[];
}

/** A file of the project by its path; `null` where there is none. */
type FileAt = (path: string) => DataFile | null;

/** Reads one event schema. */
export function readEvent(
  name: string,
  file: DataFile,
  events: Events,
  fileAt: FileAt,
  readers: Readers,
): EventType | null {
  const { author, schemas } = readers;
  const document = author.wholeOf(file, "something else");
  if (!document) return null;
  const { at } = document;
  const schema = schemas.read(author.fileOf(file));
  const base = basePath(file, events);
  const kind = base ? (ownText(events.config.kinds, base.kind) ?? null) : null;
  const parentFile = base && fileAt(base.path);
  const parent = parentFile && author.references.fieldsOf(author.fileOf(parentFile));
  const isStateEvent = parent !== null && isState(parent, author);
  // Of what an event begins with nothing is known where that is missing.
  const mayBeState = isStateEvent || (base !== null && !parent);
  const examples = examplesOf(name, events).flatMap((example) => {
    const shown = ofShowableSize(author.plain(author.fileOf(example)), at, author);
    return shown === undefined ? [] : [shown];
  });
  if (examples.length === 0) author.report("event-without-example", at, [name]);
  return {
    name,
    type: typeOf(document, name, readers),
    at,
    kind,
    stateKey: isStateEvent ? stateKeyOf(document, name, readers) : null,
    variant: variantOf(document, name, events, readers),
    description: schema.description,
    note: ownText(events.config.notes, name) ?? null,
    tables: author.references.within(document.via, () =>
      tablesOf(file, document, envelopeOf(events, fileAt, readers), mayBeState, readers),
    ),
    examples,
  };
}

/** The value that a property must have, by `enum` or `const`; the property is found down a path of properties. */
function onlyValue(document: Fields, path: readonly string[], author: Author): string | null {
  const schema = propertyOf(document, path, author);
  const list = schema?.get("enum");
  const values = list && author.plain(list);
  const only = isArray(values) ? values[0] : schema && author.valueAt(schema, "const");
  return typeof only === "string" ? only : null;
}

function propertyOf(document: Fields, path: readonly string[], { words }: Author): Fields | null {
  let schema = document;
  for (const name of path) {
    const properties = words.merged(schema).get("properties");
    const of = properties && words.membersOf(properties)?.get(name);
    const next = of && words.own(of);
    if (!next) return null;
    schema = next;
  }
  return schema;
}

function typeOf(document: Fields, name: string, { author }: Readers): string {
  const type = onlyValue(document, ["type"], author);
  if (type !== null) return type;
  author.report("event-without-type", document.at, [name]);
  return name;
}

/** Of all variants of a type the same field tells which one it is. */
function variantOf(
  document: Fields,
  name: string,
  events: Events,
  { author }: Readers,
): string | null {
  const field = ownText(events.config.variants, onlyValue(document, ["type"], author) ?? name);
  if (field === undefined) return null;
  author.object(document.get("properties")); // for what it reports
  return onlyValue(document, ["content", field], author);
}

/** The file of the first parent: its path, and its path as `kinds` names it. */
function basePath(file: DataFile, events: Events): { path: string; kind: string } | null {
  const parents = isObject(file.value) ? ownValue(file.value, "allOf") : undefined;
  const first = isArray(parents) ? parents[0] : undefined;
  const ref = isObject(first) ? ownValue(first, "$ref") : undefined;
  if (typeof ref !== "string") return null;
  const path = besides(file.source.path, ref);
  const folder = `${besides("", events.config.schemas)}/`;
  return path.startsWith(folder) ? { path, kind: path.slice(folder.length) } : null;
}

/** The path of a file named by another one, without `.` and `..`. */
function besides(path: string, ref: string): string {
  const parts = path.split("/").slice(0, -1);
  for (const part of ref.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

/** Events that have a `state_key` by what they begin with are state events. */
function isState(base: Fields, author: Author): boolean {
  return propertyOf(base, ["state_key"], author) !== null;
}

/** The schemas of an event's own properties: those that it inherits are not among them. */
function ownProperties(document: Fields, { words }: Author): ReadonlyMap<string, Of> {
  const properties = document.get("properties");
  return (properties && words.membersOf(properties)) ?? new Map();
}

/** The event must say itself what its key is; what it inherits tells of state keys in general. */
function stateKeyOf(document: Fields, name: string, { author }: Readers): Written | null {
  const of = ownProperties(document, author).get("state_key");
  const own = of ? author.words.own(of) : null;
  const description = own && author.textAt(own, "description");
  if (!description) author.report("state-key-undescribed", (own ?? document).at, [name]);
  return description;
}

/**
 * The content's tables; those of `unsigned` follow where the event declares it itself. An event without content has one
 * of its fields; fields beside a content have none, which is reported.
 */
function tablesOf(
  file: DataFile,
  document: Fields,
  envelope: ReadonlySet<string>,
  mayBeState: boolean,
  readers: Readers,
): readonly TypeTable[] {
  const { author, schemas, tables } = readers;
  const own = ownProperties(document, author);
  const properties = author.words.merged(document).get("properties");
  const all = (properties && author.words.membersOf(properties)) ?? own;
  const beside = fieldsBeside(file, document, envelope, mayBeState, readers);
  const inside = tables.merge(
    [all.get("content"), own.get("unsigned")].flatMap((of) =>
      of ? tables.forContent(schemas.read(of), placeOf(of)) : [],
    ),
  );
  return beside.length === 0 ? inside : tables.merge([...beside, ...inside]);
}

/** The tables of the fields that all events do not have, where there is no content. */
function fieldsBeside(
  file: DataFile,
  document: Fields,
  envelope: ReadonlySet<string>,
  mayBeState: boolean,
  { author, schemas, tables }: Readers,
): readonly TypeTable[] {
  const schema = schemas.read(author.fileOf(file));
  const own = ownProperties(document, author);
  const isElsewhere = (name: string) =>
    name === "state_key"
      ? mayBeState || (envelope.has(name) && !own.has(name))
      : elsewhere.has(name) || envelope.has(name);
  const fields = schema.properties.filter(({ name }) => !isElsewhere(name));
  if (fields.length === 0) return [];
  if (propertyOf(document, ["content"], author) === null) {
    const only = { patternProperties: [], additionalProperties: null, properties: fields };
    return tables.ofFields({ ...schema, ...only }, "Event", document.at);
  }
  for (const { name, at } of fields) author.report("field-not-shown", at, [name]);
  return [];
}

/** What an event shows elsewhere than in a table of its fields: in its heading, and below that; a state event its `state_key`, too. */
const elsewhere: ReadonlySet<string> = new Set(["type", "content", "unsigned"]);

/** The fields of all events, which the project shows once: those of its common schemas and of what events begin with. */
function envelopeOf(events: Events, fileAt: FileAt, readers: Readers): ReadonlySet<string> {
  return (readers.envelope ??= findEnvelope(events, fileAt, readers.author));
}

function findEnvelope(events: Events, fileAt: FileAt, author: Author): ReadonlySet<string> {
  const { words, references } = author;
  const names = envelopePaths(events).flatMap((path) => {
    const file = fileAt(path);
    const document = file && references.fieldsOf(author.fileOf(file));
    const properties = document && words.merged(document).get("properties");
    return properties ? [...(words.membersOf(properties)?.keys() ?? [])] : [];
  });
  return new Set(names);
}

/** The files that have the fields of all events. */
export function envelopePaths({ config }: Events): readonly string[] {
  const folder = config.schemas.replace(/\/+$/, "");
  const names = [...Object.values(config.common), ...Object.keys(config.kinds)];
  return names.map((name) => `${folder}/${name}`);
}

function examplesOf(name: string, { examples }: Events): readonly DataFile[] {
  return (examplesByEvent(examples).get(name) ?? []).map(([, file]) => file);
}

function ownText(table: { readonly [key: string]: string }, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
