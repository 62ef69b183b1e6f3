import type { ChangeCode, Direction } from "../base/change-rules.js";
import { isArray, isObject, keysOf, ownValue, type Json, type JsonObject } from "../data/data.js";
import { factOf, type Fact, type Given, type Subject } from "./facts.js";
import type { SchemaComparison } from "./schemas.js";
import { ownExtensions } from "./shape.js";
import {
  canonical,
  listAt,
  schemaIn,
  stringsAt,
  textAt,
  type Place,
  type Reader,
  type SchemaNode,
} from "./side.js";
import { shortened, valueText } from "./wording.js";

/** What operations of two versions are compared with. */
export interface OperationsContext {
  readonly before: Reader;
  readonly after: Reader;
  readonly schemas: SchemaComparison;
  readonly tell: (fact: Fact) => void;
}

/** An operation with the API that it belongs to. */
interface Listed {
  readonly operation: JsonObject;
  readonly api: string;
  readonly key: string;
}

/** Compares all APIs: those of a name, or else of a title; the last one of each side are the same one too. */
export function compareApis(cx: OperationsContext): void {
  const [was, is] = [listAt(cx.before.spec, "apis"), listAt(cx.after.spec, "apis")];
  const pairs = pairApis(was, is);
  const paired = new Map(pairs);
  const taken = new Set(paired.values());
  const names = new Map<JsonObject, string>();
  for (const [one, other] of pairs) {
    names.set(one, textAt(other, "name"));
    const [old, name] = [textAt(one, "name"), textAt(other, "name")];
    if (old !== name)
      cx.tell(
        factOf("api-renamed", apiSubject(name), {
          valueBefore: old,
          valueAfter: name,
          words: [old, name],
        }),
      );
  }
  for (const api of was) if (!paired.has(api)) cx.tell(ofApi("api-removed", api));
  for (const api of is) if (!taken.has(api)) cx.tell(ofApi("api-added", api));
  const list = (apis: readonly JsonObject[], key: string) =>
    apis.flatMap((api) => {
      const name = names.get(api) ?? textAt(api, "name");
      return listAt(api, key).map((operation) => ({ operation, api: name, key: keyOf(operation) }));
    });
  for (const key of ["operations", "webhooks"])
    compareOperations(list(was, key), list(is, key), cx, key === "webhooks");
}

function ofApi(code: ChangeCode, api: JsonObject): Fact {
  const name = textAt(api, "name");
  const title = textAt(api, "title") || name;
  return factOf(code, apiSubject(name), { name: title, words: [name, title] });
}

function apiSubject(name: string): Subject {
  return { kind: "api", name, id: `api ${name}`, group: name, before: null, after: null };
}

function pairApis(
  was: readonly JsonObject[],
  is: readonly JsonObject[],
): readonly (readonly [JsonObject, JsonObject])[] {
  const pairs: (readonly [JsonObject, JsonObject])[] = [];
  let [left, right] = [[...was], [...is]];
  for (const key of ["name", "title"]) {
    const byKey = new Map(right.map((api) => [textAt(api, key), api]));
    left = left.filter((api) => {
      const other = byKey.get(textAt(api, key));
      if (!other) return true;
      byKey.delete(textAt(api, key));
      pairs.push([api, other]);
      return false;
    });
    right = [...byKey.values()];
  }
  const [one, other] = [left[0], right[0]];
  if (left.length === 1 && right.length === 1 && one && other && shares(one, other))
    pairs.push([one, other]);
  return pairs;
}

/** Whether two APIs have operations of the same method and path. */
function shares(one: JsonObject, other: JsonObject): boolean {
  const keys = new Set(listAt(one, "operations").map(keyOf));
  return listAt(other, "operations").some((operation) => keys.has(keyOf(operation)));
}

/** Method and path: whatever its parameters are called. */
function keyOf(operation: JsonObject): string {
  const name = textAt(operation, "name"); // of a webhook
  const path = textAt(operation, "path").replace(/\{[^{}]*\}/g, "{}");
  return `${textAt(operation, "method")} ${path === "" ? name : path}`;
}

function nameOf(operation: JsonObject): string {
  return `${textAt(operation, "method")} ${textAt(operation, "path")}`;
}

function compareOperations(
  was: readonly Listed[],
  is: readonly Listed[],
  cx: OperationsContext,
  isWebhook: boolean,
): void {
  const { pairs, removed, added } = pairListed(was, is);
  const tell = (
    code: ChangeCode,
    listed: readonly [Listed | undefined, Listed | undefined],
    given: Given = {},
  ) => {
    const subject = subjectOf(listed, cx, isWebhook);
    cx.tell(factOf(code, subject, { name: subject.name, ...given }));
  };
  for (const [one, other] of pairs) {
    const [old, name] = [nameOf(one.operation), nameOf(other.operation)];
    const subject = subjectOf([one, other], cx, isWebhook);
    if (one.key !== other.key)
      cx.tell(
        factOf("operation-renamed", subject, {
          valueBefore: old,
          valueAfter: name,
          words: [...pathWords(one.operation), ...pathWords(other.operation)],
        }),
      );
    new OperationComparison(one.operation, other.operation, subject, cx).compare();
  }
  for (const listed of removed)
    tell("operation-removed", [listed, undefined], { words: pathWords(listed.operation) });
  for (const listed of added)
    tell("operation-added", [undefined, listed], { words: pathWords(listed.operation) });
}

function subjectOf(
  [one, other]: readonly [Listed | undefined, Listed | undefined],
  { before, after }: OperationsContext,
  isSentByServer: boolean,
): Subject {
  const { operation, api, key } = (other ?? one)!;
  const sender = isSentByServer ? "webhook " : "";
  return {
    kind: "operation",
    name: `${sender}${nameOf(operation)}`,
    id: `${api} ${sender}${key}`,
    group: api,
    before: one ? before.placeOf(one.operation) : null,
    after: other ? after.placeOf(other.operation) : null,
    isSentByServer,
  };
}

/**
 * Operations that are the same: of one API and key; else of one key; else, of those that are left, with the same
 * operationId, or the same path but for versions in it, or with all the same to say, if there is one of it on each side.
 */
function pairListed(
  was: readonly Listed[],
  is: readonly Listed[],
): {
  readonly pairs: readonly (readonly [Listed, Listed])[];
  readonly removed: readonly Listed[];
  readonly added: readonly Listed[];
} {
  const pairs: (readonly [Listed, Listed])[] = [];
  let [left, right] = [[...was], [...is]];
  const ways: readonly [(listed: Listed) => string | null, boolean][] = [
    [({ api, key }) => `${api} ${key}`, false],
    [({ key }) => key, true],
    [({ api, key }) => `${api} ${withoutVersions(key)}`, true],
    [
      ({ api, operation }) =>
        textAt(operation, "operationId") ? `${api} ${textAt(operation, "operationId")}` : null,
      true,
    ],
    [({ api, operation }) => sayingOf(api, operation), true],
  ];
  for (const [way, isUnique] of ways) {
    if (left.length === 0 || right.length === 0) break;
    const found = grouped(right, way);
    const own = grouped(left, way);
    const taken = new Set<Listed>();
    left = left.filter((listed) => {
      const key = way(listed);
      const others = key === null ? undefined : found.get(key);
      if (!others || (isUnique && (others.length > 1 || own.get(key!)!.length > 1))) return true;
      const other = others.find((each) => !taken.has(each));
      if (!other) return true;
      taken.add(other);
      others.shift();
      pairs.push([listed, other]);
      return false;
    });
    right = right.filter((listed) => !taken.has(listed));
  }
  return { pairs, removed: left, added: right };
}

function grouped(
  all: readonly Listed[],
  way: (listed: Listed) => string | null,
): Map<string, Listed[]> {
  const groups = new Map<string, Listed[]>();
  for (const listed of all) {
    const key = way(listed);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(listed);
    else groups.set(key, [listed]);
  }
  return groups;
}

/** `/_matrix/client/r0/rooms` and `/_matrix/client/v3/rooms` are the same. */
function withoutVersions(key: string): string {
  return key.replace(
    /\/(?:v\d+(?:\.\d+)*(?:(?:alpha|beta)\d*)?|r\d+(?:\.\d+)*|unstable(?:\/[a-z]+(?:\.[\w-]+)+)?)(?=\/|$)/g,
    "/*",
  );
}

/** What an operation says of itself but for its path; `null` where that is too little to know it again. */
function sayingOf(api: string, operation: JsonObject): string | null {
  const description = textAt(operation, "description").trim();
  const summary = textAt(operation, "summary").trim();
  if (description.length < 40 && summary === "") return null;
  return [api, textAt(operation, "method"), summary, description].join("\n");
}

/** The words by which a text can speak of an operation: its path, and the parts of it that say something. */
function pathWords(operation: JsonObject): readonly string[] {
  const path = textAt(operation, "path");
  const short = path.replace(/^.*?\/(?:v\d+|r\d+|unstable)(?=\/)/, "");
  const id = textAt(operation, "operationId");
  return [
    path,
    short,
    ...short.split("/").filter((part) => part !== "" && !part.startsWith("{")),
    id,
  ].filter((word) => word !== "");
}

/** What is told of the other with its `before` and `after` places. */
type Objects = readonly [JsonObject | undefined, JsonObject | undefined];

class OperationComparison {
  readonly #words: readonly string[];

  constructor(
    readonly was: JsonObject,
    readonly is: JsonObject,
    readonly subject: Subject,
    readonly cx: OperationsContext,
  ) {
    this.#words = pathWords(is);
  }

  compare(): void {
    const { was, is } = this;
    this.#deprecation(was, is);
    this.#text("operation-id-changed", "operationId");
    this.#text("operation-summary-changed", "summary");
    const tags = ({ tags }: { readonly tags?: Json }) =>
      stringsAt({ tags: tags ?? [] }, "tags")
        .toSorted()
        .join(", ");
    if (tags(was) !== tags(is))
      this.#tell("tags-changed", { valueBefore: tags(was), valueAfter: tags(is) });
    this.#description("", was, is, "the operation");
    this.#extensions("", was, is);
    this.#servers();
    this.#security();
    this.#parameters("", listAt(was, "parameters"), listAt(is, "parameters"));
    this.#bodies();
    this.#responses();
    this.#callbacks();
  }

  #tell(code: ChangeCode, given: Given = {}, objects: Objects = [undefined, undefined]): void {
    const place = (reader: Reader, object: JsonObject | undefined, otherwise: Place | null) =>
      (object && reader.placeOf(object)) ?? otherwise;
    const { before, after } = this.cx;
    this.cx.tell(
      factOf(code, this.subject, {
        before: place(before, objects[0], this.subject.before),
        after: place(after, objects[1], this.subject.after),
        ...given,
        words: [...(given.words ?? []), ...this.#words],
      }),
    );
  }

  #text(code: ChangeCode, key: string): void {
    const [valueBefore, valueAfter] = [textAt(this.was, key), textAt(this.is, key)];
    if (valueBefore.trim() !== valueAfter.trim())
      this.#tell(code, { valueBefore: quoted(valueBefore), valueAfter: quoted(valueAfter) });
  }

  #deprecation(was: JsonObject, is: JsonObject): void {
    const [old, now] = [was["deprecated"] === true, is["deprecated"] === true];
    if (old !== now) this.#tell(now ? "operation-deprecated" : "operation-not-deprecated");
  }

  #description(
    part: string,
    was: JsonObject,
    is: JsonObject,
    name: string,
    words: readonly string[] = [],
  ): void {
    const text = (object: JsonObject) => textAt(object, "description").trim().replace(/\s+/g, " ");
    if (text(was) !== text(is)) this.#tell("description-changed", { part, name, words }, [was, is]);
  }

  #extensions(part: string, was: JsonObject, is: JsonObject): void {
    for (const key of new Set([...keysOf(was), ...keysOf(is)])) {
      if (!key.startsWith("x-") || ownExtensions.has(key)) continue;
      const [old, now] = [ownValue(was, key), ownValue(is, key)];
      if (old !== undefined && now !== undefined && canonical(old) === canonical(now)) continue;
      this.#tell(
        "extension-changed",
        { part, name: key, valueBefore: valueText(old), valueAfter: valueText(now) },
        [was, is],
      );
    }
  }

  #servers(): void {
    const urls = (operation: JsonObject) =>
      listAt(operation, "servers").map((each) => textAt(each, "url"));
    const [was, is] = [urls(this.was), urls(this.is)];
    for (const url of was) if (!is.includes(url)) this.#tell("server-removed", { name: url });
    for (const url of is) if (!was.includes(url)) this.#tell("server-added", { name: url });
  }

  #security(): void {
    const [was, is] = [requirementsOf(this.was), requirementsOf(this.is)];
    const text = (all: readonly Requirement[]) => all.map(({ name }) => name).join(" or ");
    const [wasOpen, isOpen] = [isOpenTo(was), isOpenTo(is)];
    if (wasOpen !== isOpen) {
      if (isOpen)
        this.#tell("security-removed", { name: text(was.filter(({ name }) => name !== "")) });
      else this.#tell("security-added", { name: text(is) });
    } else if (!wasOpen) {
      const names = (all: readonly Requirement[]) => new Map(all.map((each) => [each.name, each]));
      const [old, now] = [names(was), names(is)];
      for (const name of old.keys())
        if (!now.has(name)) this.#tell("security-alternative-removed", { name });
      for (const name of now.keys())
        if (!old.has(name)) this.#tell("security-alternative-added", { name });
      for (const [name, one] of old) {
        const other = now.get(name);
        if (other) this.#scopes(name, one, other);
      }
      return;
    }
    // Where it is open to all, what else may be sent.
    if (wasOpen && isOpen) {
      const [old, now] = [was, is].map((all) => new Set(all.map(({ name }) => name)));
      for (const name of old!)
        if (name !== "" && !now!.has(name)) this.#tell("security-alternative-removed", { name });
      for (const name of now!)
        if (name !== "" && !old!.has(name)) this.#tell("security-alternative-added", { name });
    }
  }

  #scopes(name: string, was: Requirement, is: Requirement): void {
    for (const scope of is.scopes)
      if (!was.scopes.has(scope)) this.#tell("security-scope-added", { name: scope });
    for (const scope of was.scopes)
      if (!is.scopes.has(scope)) this.#tell("security-scope-removed", { name: scope });
    if (was.sent !== is.sent)
      this.#tell("security-scheme-changed", { name, valueBefore: was.sent, valueAfter: is.sent });
  }

  /** `part`: of the body whose fields they are; empty: of the request. */
  #parameters(part: string, was: readonly JsonObject[], is: readonly JsonObject[]): void {
    const direction: Direction = "request";
    const [old, now] = [byKey(was), byKey(is)];
    const isPath = (parameter: JsonObject) => parameter["in"] === "path";
    this.#pathParameters(was.filter(isPath), is.filter(isPath));
    let gone = [...old]
      .filter(([key, each]) => !now.has(key) && !isPath(each))
      .map(([, each]) => each);
    let come = [...now]
      .filter(([key, each]) => !old.has(key) && !isPath(each))
      .map(([, each]) => each);
    const moved = new Map(gone.map((each) => [textAt(each, "name"), each]));
    for (const each of come) {
      const from = moved.get(textAt(each, "name"));
      if (!from) continue;
      this.#tell(
        "parameter-moved",
        {
          part,
          name: textAt(each, "name"),
          valueBefore: `${textAt(from, "in")} parameter`,
          valueAfter: `${textAt(each, "in")} parameter`,
          words: [textAt(each, "name")],
        },
        [from, each],
      );
      this.#parameter(part, from, each, direction);
      gone = gone.filter((other) => other !== from);
      come = come.filter((other) => other !== each);
    }
    for (const [from, to] of renamedParameters(gone, come)) {
      this.#tell(
        "parameter-renamed",
        {
          part,
          name: `${textAt(to, "in")} parameter`,
          valueBefore: textAt(from, "name"),
          valueAfter: textAt(to, "name"),
          words: [textAt(from, "name"), textAt(to, "name")],
        },
        [from, to],
      );
      this.#parameter(part, from, to, direction);
      gone = gone.filter((other) => other !== from);
      come = come.filter((other) => other !== to);
    }
    for (const each of gone)
      this.#tell(
        "parameter-removed",
        { part, name: parameterName(each), words: [textAt(each, "name")] },
        [each, undefined],
      );
    for (const each of come)
      this.#tell(
        each["required"] === true ? "required-parameter-added" : "parameter-added",
        {
          part,
          name: parameterName(each),
          words: [textAt(each, "name")],
          directions: new Set([direction]),
        },
        [undefined, each],
      );
    for (const [key, each] of old) {
      const other = now.get(key);
      if (other && !isPath(each)) this.#parameter(part, each, other, direction);
    }
  }

  /** Those of the path are known by their place in it. */
  #pathParameters(was: readonly JsonObject[], is: readonly JsonObject[]): void {
    const names = (operation: JsonObject) =>
      [...textAt(operation, "path").matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name!);
    const [old, now] = [names(this.was), names(this.is)];
    const byName = (all: readonly JsonObject[]) =>
      new Map(all.map((each) => [textAt(each, "name"), each]));
    const [wasNamed, isNamed] = [byName(was), byName(is)];
    const isSamePath = old.length === now.length;
    for (const [index, name] of now.entries()) {
      const from = isSamePath ? old[index]! : name;
      const [one, other] = [wasNamed.get(from), isNamed.get(name)];
      if (from !== name && isSamePath && !old.includes(name))
        this.#tell(
          "path-parameter-renamed",
          { valueBefore: from, valueAfter: name, words: [from, name] },
          [one, other],
        );
      if (one && other) this.#parameter("", one, other, "request");
    }
  }

  #parameter(part: string, was: JsonObject, is: JsonObject, direction: Direction): void {
    const name = parameterName(is);
    const words = [textAt(is, "name")];
    this.#holder(part, name, was, is, direction, words);
    const style = (each: JsonObject) =>
      `${textAt(each, "style")}${each["explode"] === true ? ", exploded" : ""}`;
    const isStyled = "style" in was && "style" in is && mayBeSeveral(was, this.cx.before);
    if (isStyled && style(was) !== style(is))
      this.#tell(
        "parameter-style-changed",
        { part, name, words, valueBefore: style(was), valueAfter: style(is) },
        [was, is],
      );
  }

  /** What parameters and headers share. */
  #holder(
    part: string,
    name: string,
    was: JsonObject,
    is: JsonObject,
    direction: Direction,
    words: readonly string[],
  ): void {
    const [old, now] = [was["required"] === true, is["required"] === true];
    const directions = new Set([direction]);
    if (old !== now)
      this.#tell(
        now ? "parameter-became-required" : "parameter-became-optional",
        { part, name, words, directions },
        [was, is],
      );
    const [wasOld, isOld] = [was["deprecated"] === true, is["deprecated"] === true];
    if (wasOld !== isOld)
      this.#tell(
        isOld ? "parameter-deprecated" : "parameter-not-deprecated",
        { part, name, words },
        [was, is],
      );
    this.#description(part, was, is, `the ${name}`, words);
    this.#extensions([part, name].filter(Boolean).join(", "), was, is);
    this.#examples(part === "" ? name : `${part}, ${name}`, was, is, words);
    const inside = part === "" ? name : `${part}, ${name}`;
    const [one, other] = [schemaOf(was), schemaOf(is)];
    this.#schemas(inside, one, other, direction);
  }

  #schemas(
    part: string,
    was: SchemaNode | null,
    is: SchemaNode | null,
    direction: Direction,
  ): void {
    this.cx.schemas.add(was, is, { subject: this.subject, part, direction: this.#seen(direction) });
  }

  /** A request that the server sends is to others what a response is. */
  #seen(direction: Direction): Direction {
    if (this.subject.isSentByServer !== true || direction === "event") return direction;
    return direction === "request" ? "response" : "request";
  }

  #examples(part: string, was: JsonObject, is: JsonObject, words: readonly string[] = []): void {
    const texts = (object: JsonObject) =>
      listAt(object, "examples").map((each) =>
        canonical((ownValue(each, "value") ?? ownValue(each, "externalValue") ?? null) as Json),
      );
    const [old, now] = [texts(was), texts(is)];
    if (old.toSorted().join("\n") === now.toSorted().join("\n")) return;
    const code =
      old.length === 0 ? "example-added" : now.length === 0 ? "example-removed" : "example-changed";
    this.#tell(code, { part, name: `the ${part}`, words }, [was, is]);
  }

  #bodies(): void {
    const [was, is] = [ownValue(this.was, "requestBody"), ownValue(this.is, "requestBody")];
    const name = "request body";
    const directions = new Set<Direction>(["request"]);
    if (!isObject(was) && !isObject(is)) return;
    if (!isObject(was) || !isObject(is)) {
      if (isObject(was)) this.#tell("body-removed", { name }, [was, undefined]);
      else if (isObject(is))
        this.#tell(
          is["required"] === true ? "required-body-added" : "body-added",
          { name, directions },
          [undefined, is],
        );
      return;
    }
    const [old, now] = [was["required"] === true, is["required"] === true];
    if (old !== now)
      this.#tell(now ? "body-became-required" : "body-became-optional", { name, directions }, [
        was,
        is,
      ]);
    this.#description(name, was, is, `the ${name}`);
    this.#extensions(name, was, is);
    this.#content(name, was, is, "request");
  }

  #content(part: string, was: JsonObject, is: JsonObject, direction: Direction): void {
    const media = (object: JsonObject) =>
      new Map(
        listAt(object, "content").map((each) => [
          textAt(each, "type").toLowerCase().replace(/\s+/g, ""),
          each,
        ]),
      );
    const [old, now] = [media(was), media(is)];
    if (old.size === 0 && now.size === 0) return;
    const directions = new Set([direction]);
    if (direction === "response" && (old.size === 0 || now.size === 0)) {
      const name = `body of the ${part}`;
      if (now.size > 0) this.#tell("body-added", { part, name, directions }, [was, is]);
      else this.#tell("body-removed", { part, name, directions }, [was, is]);
      return;
    }
    for (const [type, each] of old)
      if (!now.has(type))
        this.#tell("media-type-removed", { part, name: type, directions }, [each, is]);
    for (const [type, each] of now)
      if (!old.has(type))
        this.#tell("media-type-added", { part, name: type, directions }, [was, each]);
    const several = old.size > 1 || now.size > 1;
    for (const [type, one] of old) {
      const other = now.get(type);
      if (!other) continue;
      const inside = several ? `${part} (${type})` : part;
      this.#schemas(inside, this.#mediaSchema(one), this.#mediaSchema(other), direction);
      this.#schemas(
        `items of the ${inside}`,
        schemaIn(ownValue(one, "itemSchema")),
        schemaIn(ownValue(other, "itemSchema")),
        direction,
      );
      this.#examples(inside, one, other);
      this.#extensions(inside, one, other);
    }
  }

  /** The fields of a form of OpenAPI 2 are what properties are in later versions. */
  #mediaSchema(media: JsonObject): SchemaNode | null {
    const fields = listAt(media, "fields");
    if (fields.length === 0) return schemaIn(ownValue(media, "schema"));
    return formSchema(media, fields);
  }

  #responses(): void {
    const responses = (operation: JsonObject) =>
      new Map(
        listAt(operation, "responses").map((each) => [textAt(each, "status").toUpperCase(), each]),
      );
    const [was, is] = [responses(this.was), responses(this.is)];
    for (const [status, each] of was)
      if (!is.has(status))
        this.#tell(
          /^[12]/.test(status) ? "success-response-removed" : "response-removed",
          { name: status.toLowerCase(), words: [status] },
          [each, undefined],
        );
    for (const [status, each] of is)
      if (!was.has(status))
        this.#tell("response-added", { name: status.toLowerCase(), words: [status] }, [
          undefined,
          each,
        ]);
    for (const [status, one] of was) {
      const other = is.get(status);
      if (!other) continue;
      const part = `response ${status.toLowerCase()}`;
      this.#description(part, one, other, `the ${part}`, [status]);
      this.#extensions(part, one, other);
      this.#headers(part, listAt(one, "headers"), listAt(other, "headers"));
      this.#content(part, one, other, "response");
    }
  }

  #headers(part: string, was: readonly JsonObject[], is: readonly JsonObject[]): void {
    const byName = (all: readonly JsonObject[]) =>
      new Map(all.map((each) => [textAt(each, "name").toLowerCase(), each]));
    const [old, now] = [byName(was), byName(is)];
    const directions = new Set<Direction>(["response"]);
    const name = (each: JsonObject) => `header "${textAt(each, "name")}"`;
    for (const [key, each] of old) {
      const other = now.get(key);
      const words = [textAt(each, "name")];
      if (other) this.#holder(part, name(other), each, other, "response", words);
      else this.#tell("header-removed", { part, name: name(each), words }, [each, undefined]);
    }
    for (const [key, each] of now)
      if (!old.has(key))
        this.#tell(
          each["required"] === true ? "required-header-added" : "header-added",
          { part, name: name(each), words: [textAt(each, "name")], directions },
          [undefined, each],
        );
  }

  /** What is sent back is an operation in which client and server change places. */
  #callbacks(): void {
    const list = (operation: JsonObject) =>
      new Map(
        listAt(operation, "callbacks").flatMap((callback) =>
          listAt(callback, "operations").map((each) => {
            const name = `${textAt(callback, "name")} ${textAt(callback, "expression")} ${textAt(each, "method")}`;
            return [name, each] as const;
          }),
        ),
      );
    const [was, is] = [list(this.was), list(this.is)];
    for (const [name, each] of was) {
      const other = is.get(name);
      if (!other) {
        this.#tell("callback-removed", { name }, [each, undefined]);
        continue;
      }
      const subject: Subject = {
        ...this.subject,
        name: `${this.subject.name}, callback ${name}`,
        id: `${this.subject.id} callback ${name}`,
        before: this.cx.before.placeOf(each) ?? this.subject.before,
        after: this.cx.after.placeOf(other) ?? this.subject.after,
        isSentByServer: this.subject.isSentByServer !== true,
      };
      new OperationComparison(each, other, subject, this.cx).compare();
    }
    for (const [name, each] of is)
      if (!was.has(name)) this.#tell("callback-added", { name }, [undefined, each]);
  }
}

function parameterName(parameter: JsonObject): string {
  const place = textAt(parameter, "in");
  const kind =
    place === "header" ? "header" : place === "form" ? "form field" : `${place} parameter`;
  return `${kind} "${textAt(parameter, "name")}"`;
}

/** By place and name; the names of headers have no case. */
function byKey(parameters: readonly JsonObject[]): ReadonlyMap<string, JsonObject> {
  return new Map(
    parameters.map((each) => {
      const name = textAt(each, "name");
      return [`${textAt(each, "in")} ${each["in"] === "header" ? name.toLowerCase() : name}`, each];
    }),
  );
}

/** Parameters that are gone and new ones that say the same, with a description that no other has. */
function renamedParameters(
  gone: readonly JsonObject[],
  come: readonly JsonObject[],
): readonly (readonly [JsonObject, JsonObject])[] {
  const signature = (each: JsonObject) => {
    const description = textAt(each, "description").trim();
    return description === ""
      ? null
      : canonical([each["in"] ?? null, description, (ownValue(each, "schema") ?? null) as Json]);
  };
  const index = (all: readonly JsonObject[]) => {
    const found = new Map<string, JsonObject | null>();
    for (const each of all) {
      const key = signature(each);
      if (key !== null) found.set(key, found.has(key) ? null : each);
    }
    return found;
  };
  const now = index(come);
  return [...index(gone)].flatMap(([key, each]) => {
    const other = now.get(key);
    return each && other ? [[each, other] as const] : [];
  });
}

function schemaOf(holder: JsonObject): SchemaNode | null {
  const [content] = listAt(holder, "content");
  return (
    schemaIn(ownValue(holder, "schema")) ?? (content ? schemaIn(ownValue(content, "schema")) : null)
  );
}

/** Only lists and objects are written in styles. */
function mayBeSeveral(parameter: JsonObject, reader: Reader): boolean {
  let schema = schemaIn(ownValue(parameter, "schema"));
  for (let steps = 0; steps < 100 && isObject(schema as Json); steps++) {
    const name = reader.nameAt(ownValue(schema as JsonObject, "$ref"));
    if (name === null) break;
    schema = reader.schema(name);
  }
  if (!isObject(schema as Json)) return false;
  const type = (schema as JsonObject)["type"];
  const types = isArray(type) ? type : [type];
  return types.some((each) => each === undefined || each === "array" || each === "object");
}

const forms = new WeakMap<JsonObject, JsonObject>();

function formSchema(media: JsonObject, fields: readonly JsonObject[]): SchemaNode {
  let schema = forms.get(media);
  if (!schema) {
    const properties = Object.fromEntries(
      fields.map((field) => {
        const own = schemaIn(ownValue(field, "schema")) ?? {};
        const description = textAt(field, "description");
        const described =
          description !== "" && isObject(own as Json)
            ? { ...(own as JsonObject), description }
            : own;
        return [textAt(field, "name"), described as Json];
      }),
    );
    const required = fields
      .filter((field) => field["required"] === true)
      .map((field) => textAt(field, "name"));
    forms.set(
      media,
      (schema = { type: "object", properties, ...(required.length > 0 ? { required } : {}) }),
    );
  }
  return schema;
}

interface Requirement {
  /** The schemes that are needed together; empty: none. */
  readonly name: string;
  readonly scopes: ReadonlySet<string>;
  /** How its credentials are sent. */
  readonly sent: string;
}

function requirementsOf(operation: JsonObject): readonly Requirement[] {
  const given = ownValue(operation, "security");
  if (!isArray(given)) return [];
  return given.filter(isArray).map((schemes) => {
    const all = schemes.filter(isObject);
    const sent = (scheme: JsonObject) =>
      [
        textAt(scheme, "type"),
        textAt(scheme, "scheme"),
        textAt(scheme, "in"),
        textAt(scheme, "keyName"),
      ]
        .filter(Boolean)
        .join(" ");
    return {
      name: all
        .map((scheme) => textAt(scheme, "name"))
        .toSorted()
        .join(" and "),
      scopes: new Set(all.flatMap((scheme) => stringsAt(scheme, "scopes"))),
      sent: all.map(sent).toSorted().join(" and "),
    };
  });
}

/** Whether nothing is needed. */
function isOpenTo(requirements: readonly Requirement[]): boolean {
  return requirements.length === 0 || requirements.some(({ name }) => name === "");
}

function quoted(text: string): string {
  return text === "" ? "" : `"${shortened(text)}"`;
}
