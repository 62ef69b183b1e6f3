import {
  type DataFile,
  type Json,
  type JsonObject,
  isArray,
  isObject,
  mergeAllOf,
  ownValue,
} from "../data/data.js";
import type { Events } from "../load/project.js";
import type { Place, Written } from "./author.js";
import { ofShowableSize } from "./example.js";
import type { Readers } from "./readers.js";
import type { TypeTable } from "./type-table.js";

/** One event type, as its schema and examples tell it. */
export interface EventType {
  /** As its file is called: `m.room.message$m.text`. */
  readonly name: string;
  /** `m.room.message` */
  readonly type: string;
  readonly at: Place;
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

/** Reads one event schema. `documents` gives the resolved value of a file. */
export function readEvent(
  name: string,
  file: DataFile,
  events: Events,
  documents: (path: string) => Json,
  readers: Readers,
): EventType | null {
  const { author, schemas } = readers;
  const document = documents(file.source.path);
  if (!isObject(document)) {
    author.reportFile("wrong-kind", file, ["The file", "an object", "something else"]);
    return null;
  }
  const at = { holder: document };
  const schema = schemas.read(document, at);
  const base = basePath(file, events);
  const kind = base ? (ownText(events.config.kinds, base.kind) ?? null) : null;
  const parent = base && documents(base.path);
  const isStateEvent = base !== null && isState(documents(base.path));
  // Of what an event begins with nothing is known where that is missing.
  const mayBeState = isStateEvent || (base !== null && !isObject(parent ?? undefined));
  const examples = examplesOf(name, events, documents).flatMap((example) => {
    const shown = ofShowableSize(example, at, author);
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
    tables: tablesOf(document, envelopeOf(events, documents), mayBeState, readers),
    examples,
  };
}

/** The value that a property must have, by `enum` or `const`; the property is found down a path of properties. */
function onlyValue(document: JsonObject, path: readonly string[]): string | null {
  const schema = propertyOf(document, path);
  const values = schema && ownValue(schema, "enum");
  const only = isArray(values) ? values[0] : schema && ownValue(schema, "const");
  return typeof only === "string" ? only : null;
}

function propertyOf(document: JsonObject, path: readonly string[]): JsonObject | null {
  let schema = document;
  for (const name of path) {
    const properties = ownValue(mergeAllOf(schema), "properties");
    const next = isObject(properties) ? ownValue(properties, name) : undefined;
    if (!isObject(next)) return null;
    schema = next;
  }
  return schema;
}

function typeOf(document: JsonObject, name: string, { author }: Readers): string {
  const type = onlyValue(document, ["type"]);
  if (type !== null) return type;
  author.report("event-without-type", { holder: document }, [name]);
  return name;
}

/** Of all variants of a type the same field tells which one it is. */
function variantOf(
  document: JsonObject,
  name: string,
  events: Events,
  { author }: Readers,
): string | null {
  const field = ownText(events.config.variants, onlyValue(document, ["type"]) ?? name);
  if (field === undefined) return null;
  author.objectAt(document, "properties");
  return onlyValue(document, ["content", field]);
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
function isState(base: Json): boolean {
  return isObject(base) && propertyOf(base, ["state_key"]) !== null;
}

/** The event must say itself what its key is; what it inherits tells of state keys in general. */
function stateKeyOf(document: JsonObject, name: string, { author }: Readers): Written | null {
  const own = propertyOf({ properties: ownValue(document, "properties") ?? {} }, ["state_key"]);
  const description = own && author.textAt(own, "description");
  if (!description) author.report("state-key-undescribed", { holder: own ?? document }, [name]);
  return description;
}

/**
 * The content's tables; those of `unsigned` follow where the event declares it itself. An event without content has one
 * of its fields; fields beside a content have none, which is reported.
 */
function tablesOf(
  document: JsonObject,
  envelope: ReadonlySet<string>,
  mayBeState: boolean,
  readers: Readers,
): readonly TypeTable[] {
  const { schemas, tables } = readers;
  const own = ownValue(document, "properties");
  const beside = fieldsBeside(document, envelope, mayBeState, readers);
  const inside = tables.merge(
    ["content", "unsigned"].flatMap((name) => {
      const holder = name === "content" ? mergeAllOf(document)["properties"] : own;
      if (!isObject(holder) || ownValue(holder, name) === undefined) return [];
      const at = { holder, key: name };
      return tables.forContent(schemas.read(holder[name], at), at);
    }),
  );
  return beside.length === 0 ? inside : tables.merge([...beside, ...inside]);
}

/** The tables of the fields that all events do not have, where there is no content. */
function fieldsBeside(
  document: JsonObject,
  envelope: ReadonlySet<string>,
  mayBeState: boolean,
  { author, schemas, tables }: Readers,
): readonly TypeTable[] {
  const schema = schemas.read(document, { holder: document });
  const own = ownValue(document, "properties");
  const isOwn = (name: string) => isObject(own) && Object.hasOwn(own, name);
  const isElsewhere = (name: string) =>
    name === "state_key"
      ? mayBeState || (envelope.has(name) && !isOwn(name))
      : elsewhere.has(name) || envelope.has(name);
  const fields = schema.properties.filter(({ name }) => !isElsewhere(name));
  if (fields.length === 0) return [];
  if (propertyOf(document, ["content"]) === null) {
    const only = { patternProperties: [], additionalProperties: null, properties: fields };
    return tables.ofFields({ ...schema, ...only }, "Event", { holder: document });
  }
  for (const { name, at } of fields) author.report("field-not-shown", at, [name]);
  return [];
}

/** What an event shows elsewhere than in a table of its fields: in its heading, and below that; a state event its `state_key`, too. */
const elsewhere: ReadonlySet<string> = new Set(["type", "content", "unsigned"]);

function propertiesOf(document: JsonObject): readonly string[] {
  const properties = mergeAllOf(document)["properties"];
  return isObject(properties) ? Object.keys(properties) : [];
}

const envelopes = new WeakMap<Events, ReadonlySet<string>>();

/** The fields of all events, which the project shows once: those of its common schemas and of what events begin with. */
function envelopeOf(events: Events, documents: (path: string) => Json): ReadonlySet<string> {
  const known = envelopes.get(events);
  if (known) return known;
  const folder = events.config.schemas.replace(/\/+$/, "");
  const paths = [...Object.values(events.config.common), ...Object.keys(events.config.kinds)];
  const names = paths.flatMap((path) => {
    const document = documents(`${folder}/${path}`);
    return isObject(document) ? propertiesOf(document) : [];
  });
  const envelope = new Set(names);
  envelopes.set(events, envelope);
  return envelope;
}

/** `m.foo$bar` is an example of `m.foo` as well. */
function examplesOf(
  name: string,
  events: Events,
  documents: (path: string) => Json,
): readonly Json[] {
  return [...events.examples]
    .filter(([file]) => file === name || file.startsWith(`${name}$`))
    .map(([, file]) => documents(file.source.path));
}

function ownText(table: { readonly [key: string]: string }, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
