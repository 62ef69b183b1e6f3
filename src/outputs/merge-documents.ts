import type { Operation, Server } from "../api/model.js";
import type { Located } from "../data/located.js";
import type { WrittenDocument, WrittenPath } from "./document-writer.js";
import { addOperation, type WrittenOperation } from "./path-items.js";
import { serverOf, split } from "./servers.js";
import type { Lost } from "./target.js";
import type { Texts } from "./texts.js";
import {
  areEqual,
  isOutArray,
  isOutObject,
  keyOf,
  outObject,
  type Out,
  type OutObject,
} from "./tree.js";

/** What all files of an API come to, but for its named parts. */
export interface Merged {
  /** Of the root: info, tags, extensions and what else all files agree on. */
  readonly fields: OutObject;
  readonly servers: readonly Server[];
  /** In place of those of the files: origins of servers whose paths stand before those of the operations. */
  readonly origins: readonly OutObject[];
  readonly security: Out | undefined;
  readonly paths: ReadonlyMap<string, OutObject>;
  readonly webhooks: OutObject;
  /** Extensions of all paths, and of all named parts. */
  readonly ofPaths: OutObject;
  readonly ofParts: OutObject;
}

export interface MergeSettings {
  readonly texts: Texts;
  /** What the API is called, its version and what it is for, where several files say something else each. */
  readonly info: OutObject;
  /** Whether operations say themselves what they consume and produce: OpenAPI 2. */
  readonly isOldest: boolean;
  /** Whether a server is given, which answers all operations. */
  readonly hasServer: boolean;
  readonly lost: Lost;
  /** What is added to an operation. */
  readonly complete: (written: WrittenOperation, document: WrittenDocument) => OutObject;
  /** Where an operation stands on the pages. */
  readonly orderOf: (operation: Operation) => number;
  /** Is told of two operations of which a document can have one. */
  readonly twice: (at: Located, first: Located, name: string) => void;
}

/** What a document has once, so that files which do not agree leave it to their operations. */
const perOperation = ["consumes", "produces"] as const;

/** Puts the files of an API together, in their order. */
export function mergeDocuments(
  documents: readonly WrittenDocument[],
  settings: MergeSettings,
): Merged {
  const only = documents.length === 1 ? documents[0]! : null;
  const isServed = (document: WrittenDocument) => document.paths.length > 0;
  const served = documents.filter(isServed);
  const isJoined = !agree(
    served.map(({ document }) => serversKey(document.servers, settings.texts)),
  );
  const security = agree(documents.filter(isServed).map(({ security: own }) => own ?? null));
  const agreed = perOperation.filter((key) =>
    agree(served.map(({ fields }) => fields.get(key) ?? null)),
  );
  const origins = isJoined ? usualOrigins(served, settings) : [];
  const usedIds = new Set<Out>();
  const work = { ...settings, isJoined, hasSecurity: security, agreed, origins };
  return {
    fields: rootFields(documents, only, work),
    servers: isJoined ? [] : (served[0]?.document.servers ?? documents[0]?.document.servers ?? []),
    origins,
    security: securityOf(served, security) ?? documents[0]?.security,
    paths: pathsOf(documents, work, usedIds),
    webhooks: webhooksOf(documents, work, usedIds),
    ofPaths: saidAlike(documents.map(({ ofPaths }) => ofPaths)),
    ofParts: saidAlike(documents.map(({ ofParts }) => ofParts)),
  };
}

/** What operations ask for that do not say it. That this is nothing is said: linters take it for forgotten otherwise. */
function securityOf([first]: readonly WrittenDocument[], isAgreed: boolean): Out | undefined {
  if (!first) return undefined;
  return (isAgreed ? first.security : undefined) ?? [];
}

interface Work extends MergeSettings {
  readonly origins: readonly OutObject[];
  readonly isJoined: boolean;
  readonly hasSecurity: boolean;
  readonly agreed: readonly string[];
}

function agree(values: readonly Out[]): boolean {
  return new Set(values.map((value) => keyOf(value))).size <= 1;
}

function serversKey(servers: readonly Server[], texts: Texts): Out {
  return servers.map((server) => serverOf(server, texts));
}

/** Who answers the operations of most files; the first of them, where several are as many. */
function usualOrigins(
  documents: readonly WrittenDocument[],
  settings: MergeSettings,
): readonly OutObject[] {
  const counts = new Map<string, { readonly origins: readonly OutObject[]; count: number }>();
  for (const { document } of documents) {
    const origins = originsOf(document.servers, settings);
    const known = counts.get(keyOf(origins)) ?? { origins, count: 0 };
    known.count++;
    counts.set(keyOf(origins), known);
  }
  const [most] = [...counts.values()].toSorted((one, other) => other.count - one.count);
  return most?.origins ?? [];
}

/** Without those that say nothing. OpenAPI 2 has no variables: there it is their defaults. */
function originsOf(
  servers: readonly Server[],
  { texts, isOldest }: Pick<MergeSettings, "texts" | "isOldest">,
): readonly OutObject[] {
  const origins = servers.flatMap((server) => {
    const written = split(server, texts).origin;
    if (written === "") return [];
    const address = /^(?:[^/]*\/\/)?[^/]*/.exec(texts.plain(server.address))![0];
    return [serverOf(server, texts, isOldest ? address : written)];
  });
  return origins.filter((each, at) => origins.findIndex((other) => areEqual(each, other)) === at);
}

/** What is said once: of one file as it is; of several what all agree on, and the settings of the project. */
function rootFields(
  documents: readonly WrittenDocument[],
  only: WrittenDocument | null,
  work: Work,
): OutObject {
  const tags = tagsOf(documents, work);
  const fields: OutObject = only
    ? new Map(only.fields)
    : new Map([["info", infoOf(documents, work.info)]]);
  if (!only)
    for (const { fields: own } of documents)
      for (const [key, value] of own) {
        if (key === "info" || fields.has(key)) continue;
        const isKept = documents.every((each) => areEqual(each.fields.get(key), value));
        const isOfOne = typeof key === "string" && key.startsWith("x-");
        const others = documents.filter((each) => each.fields.has(key));
        if (isKept || (isOfOne && others.every((each) => areEqual(each.fields.get(key), value))))
          fields.set(key, value);
      }
  if (!fields.has("info")) fields.set("info", work.info);
  for (const key of perOperation) if (!work.agreed.includes(key)) fields.delete(key);
  for (const key of work.agreed) {
    const value = documents.find(({ paths }) => paths.length > 0)?.fields.get(key);
    if (value !== undefined) fields.set(key, value);
  }
  if (tags.length > 0) fields.set("tags", tags);
  return fields;
}

/** What those that say it say alike. */
function saidAlike(all: readonly OutObject[]): OutObject {
  const made: OutObject = new Map();
  for (const each of all)
    for (const [key, value] of each)
      if (all.every((other) => !other.has(key) || areEqual(other.get(key), value)))
        made.set(key, value);
  return made;
}

/** Besides title and version what all files say alike: contact, license, terms. */
function infoOf(documents: readonly WrittenDocument[], given: OutObject): OutObject {
  const made: OutObject = new Map(given);
  const all = documents.map(({ fields }) => fields.get("info")).filter(isOutObject);
  for (const [key, value] of all[0] ?? [])
    if (!made.has(key) && all.every((info) => areEqual(info.get(key), value))) made.set(key, value);
  return made;
}

/** All tags that files describe or operations have, in the order in which the pages come by their operations. */
function tagsOf(documents: readonly WrittenDocument[], { orderOf }: Work): readonly OutObject[] {
  const described = new Map<string, OutObject>();
  for (const tag of documents.flatMap(({ tags }) => tags)) {
    const name = String(tag.get("name") ?? "");
    const known = described.get(name);
    described.set(name, known ? bothTags(known, tag) : tag);
  }
  const first = new Map<string, number>();
  for (const { paths } of documents)
    for (const { operation, content } of paths.flatMap(({ operations }) => operations)) {
      const tags = content.get("tags");
      for (const tag of isOutArray(tags) ? tags : [])
        if (typeof tag === "string")
          first.set(tag, Math.min(first.get(tag) ?? Infinity, orderOf(operation)));
    }
  const names = [...new Set([...described.keys(), ...first.keys()])];
  return names
    .map((name, at) => ({ name, at, order: first.get(name) ?? Infinity }))
    .toSorted((one, other) => compare(one.order, other.order) || one.at - other.at)
    .map(({ name }) => described.get(name) ?? outObject({ name }));
}

function compare(one: number, other: number): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

/** A tag that two files describe: what the first lacks, and both descriptions where they differ. */
function bothTags(one: OutObject, other: OutObject): OutObject {
  const made: OutObject = new Map(one);
  for (const [key, value] of other) {
    const known = made.get(key);
    if (known === undefined) made.set(key, value);
    else if (key === "description" && known !== value && !String(known).includes(String(value)))
      made.set(key, `${String(known)}\n\n${String(value)}`);
  }
  return made;
}

function pathsOf(
  documents: readonly WrittenDocument[],
  work: Work,
  usedIds: Set<Out>,
): ReadonlyMap<string, OutObject> {
  const paths = new Map<string, PathInWork>();
  for (const document of documents)
    for (const written of document.paths)
      for (const each of written.operations.length > 0 ? written.operations : [null]) {
        const path = fullPath(written, each, document, work);
        const content = placed(paths, path, written, each, document, work);
        if (!each || !content) continue;
        keepIdUnique(content, document, usedIds);
        if (!work.hasServer) addServers(content, each.operation, document, work);
      }
  return wholeItems(paths);
}

function webhooksOf(
  documents: readonly WrittenDocument[],
  work: Work,
  usedIds: Set<Out>,
): OutObject {
  const webhooks = new Map<string, PathInWork>();
  for (const document of documents)
    for (const written of document.webhooks)
      for (const each of written.operations.length > 0 ? written.operations : [null]) {
        const content = placed(webhooks, written.path, written, each, document, work);
        if (content) keepIdUnique(content, document, usedIds);
      }
  return new Map(wholeItems(webhooks));
}

/** Puts an operation among those of its path, unless there is one of its method; none where a path has none. */
function placed(
  paths: Map<string, PathInWork>,
  path: string,
  written: WrittenPath,
  each: WrittenOperation | null,
  document: WrittenDocument,
  work: Work,
): OutObject | null {
  const known = paths.get(path) ?? { item: new Map(), from: new Map(), operations: new Map() };
  paths.set(path, known);
  known.from.set(written, known.from.get(written) ?? []);
  if (!each) return null;
  const first = known.operations.get(each.method);
  if (first) {
    work.twice(each.operation.at, first, `${each.method.toUpperCase()} ${path}`);
    return null;
  }
  known.operations.set(each.method, each.operation.at);
  const content = completed(each, document, work);
  addOperation(known.item, each, content);
  known.from.get(written)!.push(content);
  return content;
}

function wholeItems(paths: ReadonlyMap<string, PathInWork>): ReadonlyMap<string, OutObject> {
  return new Map([...paths].map(([path, { item, from }]) => [path, wholeItem(item, from)]));
}

/** A path while it is put together. */
interface PathInWork {
  /** Its operations by method. */
  readonly item: OutObject;
  /** The paths of files that it is made of, with their operations. */
  readonly from: Map<WrittenPath, OutObject[]>;
  /** Where its operations stand. */
  readonly operations: Map<string, Located>;
}

function fullPath(
  { path }: WrittenPath,
  operation: WrittenOperation | null,
  { document }: WrittenDocument,
  { isJoined, texts }: Work,
): string {
  if (!isJoined) return path;
  const servers = operation ? operation.operation.servers : document.servers;
  return texts.plain(servers[0]?.basePath ?? "") + path;
}

/** A path with what its files say of all of their operations: what is not said of those of others becomes theirs. */
function wholeItem(
  operations: OutObject,
  from: ReadonlyMap<WrittenPath, readonly OutObject[]>,
): OutObject {
  const isShared = from.size > 1;
  const made: OutObject = new Map();
  for (const [{ item }, own] of from)
    for (const [key, value] of item) {
      if (key === "parameters" && isShared) for (const each of own) addParameters(each, value);
      else if (!made.has(key)) made.set(key, value);
    }
  for (const [method, content] of operations) made.set(method, content);
  return made;
}

function addParameters(operation: OutObject, shared: Out): void {
  const own = operation.get("parameters");
  const known = isOutArray(own) ? own : [];
  const names = new Set(known.map(parameterKey));
  const more = (isOutArray(shared) ? shared : []).filter((each) => !names.has(parameterKey(each)));
  operation.set("parameters", [...more, ...known]);
}

function parameterKey(parameter: Out): string {
  if (!isOutObject(parameter)) return "";
  const { name, in: place } = Object.fromEntries(
    ["name", "in"].map((key) => [key, parameter.get(key)]),
  );
  return name === undefined ? keyOf(parameter) : `${keyOf(name)} ${keyOf(place ?? null)}`;
}

/** An operation with what its file says of all of its own, where the files do not agree. */
function completed(written: WrittenOperation, document: WrittenDocument, work: Work): OutObject {
  const content = work.complete(written, document);
  if (!work.hasSecurity && !content.has("security") && document.security !== undefined)
    content.set("security", document.security);
  if (work.isOldest)
    for (const key of perOperation) {
      const value = document.fields.get(key);
      if (!work.agreed.includes(key) && !content.has(key) && value !== undefined)
        content.set(key, value);
    }
  return content;
}

/** An operation's id is that of one alone: the first keeps it, others get the name of their file. */
function keepIdUnique(content: OutObject, { document }: WrittenDocument, used: Set<Out>): void {
  const id = content.get("operationId");
  if (typeof id !== "string") return;
  const stem = document.at.file.source.path.replace(/^.*\/|\.[^.]*$/g, "").replace(/[^\w]+/g, "_");
  let unique = id;
  for (let count = 1; used.has(unique); count++)
    unique = `${id}_${stem}${count === 1 ? "" : `_${count}`}`;
  used.add(unique);
  content.set("operationId", unique);
}

/** Servers of the operation's own; and those of its file, where these differ from the usual ones. */
function addServers(
  content: OutObject,
  operation: Operation,
  { document }: WrittenDocument,
  work: Work,
): void {
  const { texts, isJoined, isOldest, origins: usual } = work;
  const { servers } = operation;
  if (!isJoined) {
    const isOwn = !areEqual(serversKey(servers, texts), serversKey(document.servers, texts));
    if (isOwn && !isOldest)
      content.set(
        "servers",
        servers.map((server) => serverOf(server, texts)),
      );
    return;
  }
  const origins = originsOf(servers, work);
  if (origins.length === 0 || areEqual(origins, usual)) return;
  if (!isOldest) content.set("servers", origins);
  else if (areEqual(hostsOf(origins), hostsOf(usual))) content.set("schemes", schemesOf(origins));
  else work.lost(operation.at, `the host ${hostsOf(origins).join(", ")} of one operation alone`);
}

function hostsOf(origins: readonly OutObject[]): readonly string[] {
  return [...new Set(origins.map((origin) => String(origin.get("url")).replace(/^[^/]*\/\//, "")))];
}

function schemesOf(origins: readonly OutObject[]): readonly string[] {
  return origins.map((origin) => String(origin.get("url")).replace(/:.*$/s, ""));
}
