import type { ChangeCode, Direction } from "../base/change-rules.js";
import { isObject, keysOf, ownValue, type Json, type JsonObject } from "../data/data.js";
import { factOf, type Fact, type Given, type Subject } from "./facts.js";
import { pathWords } from "./pair-operations.js";
import { compareEncodings, compareLinks, isInRange, writtenAs } from "./message-parts.js";
import {
  byKey,
  formSchema,
  mayBeSeveral,
  parameterName,
  renamedParameters,
  schemaOf,
} from "./parameters.js";
import type { Use } from "./schema-pairs.js";
import type { SchemaComparison } from "./schemas.js";
import { compareSecurity } from "./security.js";
import { compareServers } from "./servers.js";
import { ownExtensions } from "./shape.js";
import {
  canonicalAt,
  listAt,
  schemaIn,
  stringsAt,
  textAt,
  type Place,
  type Reader,
  type SchemaNode,
} from "./side.js";
import { quoted, valueTextAt } from "./wording.js";

/** What operations of two versions are compared with. */
export interface OperationsContext {
  readonly before: Reader;
  readonly after: Reader;
  readonly schemas: SchemaComparison;
  readonly tell: (fact: Fact) => void;
}

/** What is told of the other with its `before` and `after` places. */
type Objects = readonly [JsonObject | undefined, JsonObject | undefined];

/** Compares two operations that are the same one. */
export class OperationComparison {
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
    compareServers(was, is, (code, given) => this.#tell(code, given));
    compareSecurity(was, is, (code, given) => this.#tell(code, given));
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
      if (canonicalAt(was, key) === canonicalAt(is, key)) continue;
      const [valueBefore, valueAfter] = [valueTextAt(was, key), valueTextAt(is, key)];
      this.#tell("extension-changed", { part, name: key, valueBefore, valueAfter }, [was, is]);
    }
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
    this.#written(part, name, was, is, words);
    const [wasEmpty, isEmpty] = [was, is].map((each) => each["allowEmptyValue"] === true);
    if (wasEmpty !== isEmpty)
      this.#tell(
        isEmpty ? "empty-value-allowed" : "empty-value-refused",
        { part, name, words, directions: new Set([direction]) },
        [was, is],
      );
  }

  /** How values are written as text. */
  #written(
    part: string,
    name: string,
    was: JsonObject,
    is: JsonObject,
    words: readonly string[],
  ): void {
    const { before, after } = this.cx;
    const may = mayBeSeveral(was, before) ?? mayBeSeveral(is, after);
    const isSaid = ["style", "content", "explode"].some((key) => key in was && key in is);
    const [valueBefore, valueAfter] = [writtenAs(was, may), writtenAs(is, may)];
    if ((isSaid || "content" in is) && valueBefore !== valueAfter)
      this.#tell("parameter-style-changed", { part, name, words, valueBefore, valueAfter }, [
        was,
        is,
      ]);
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
    const isText = listAt(was, "content").length === 0 && listAt(is, "content").length === 0;
    this.#schemas(inside, one, other, direction, {
      isParameter: direction === "request",
      isText,
    });
  }

  #schemas(
    part: string,
    was: SchemaNode | null,
    is: SchemaNode | null,
    direction: Direction,
    more: Pick<Use, "isParameter" | "isText" | "isXml"> = {},
  ): void {
    const { subject } = this;
    this.cx.schemas.add(was, is, { subject, part, direction: this.#seen(direction), ...more });
  }

  /** A request that the server sends is to others what a response is. */
  #seen(direction: Direction): Direction {
    if (this.subject.isSentByServer !== true || direction === "event") return direction;
    return direction === "request" ? "response" : "request";
  }

  #examples(part: string, was: JsonObject, is: JsonObject, words: readonly string[] = []): void {
    const texts = (object: JsonObject) =>
      listAt(object, "examples").map(
        (each) => canonicalAt(each, "value") || canonicalAt(each, "externalValue"),
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
      new Map(listAt(object, "content").map((each) => [mediaTypeOf(each), each]));
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
      if (!now.has(type) && !isInRange(type, now.keys()))
        this.#tell("media-type-removed", { part, name: type, directions }, [each, is]);
    for (const [type, each] of now)
      if (!old.has(type))
        this.#tell("media-type-added", { part, name: type, directions }, [was, each]);
    const several = old.size > 1 || now.size > 1;
    for (const [type, one] of old) {
      const other = now.get(type);
      if (!other) continue;
      const inside = several ? `${part} (${type})` : part;
      const isXml = /[/+]xml\b/.test(type);
      const [before, after] = [this.#mediaSchema(one), this.#mediaSchema(other)];
      this.#schemas(inside, before, after, direction, { isXml });
      this.#schemas(
        `items of the ${inside}`,
        schemaIn(ownValue(one, "itemSchema")),
        schemaIn(ownValue(other, "itemSchema")),
        direction,
        { isXml },
      );
      compareEncodings(one, other, inside, (code, given, objects) =>
        this.#tell(code, { ...given, directions }, objects),
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
    // One that a range has is answered as before.
    const range = (status: string) => is.get(`${status.slice(0, 1)}XX`);
    for (const [status, each] of was)
      if (!is.has(status) && !range(status))
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
      const other = is.get(status) ?? range(status);
      if (!other) continue;
      const part = `response ${status.toLowerCase()}`;
      if (is.has(status)) this.#description(part, one, other, `the ${part}`, [status]);
      this.#extensions(part, one, other);
      this.#headers(part, listAt(one, "headers"), listAt(other, "headers"));
      this.#content(part, one, other, "response");
      compareLinks(one, other, part, (...told) => this.#tell(...told));
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
      if (other) {
        this.#holder(part, name(other), each, other, "response", words);
        this.#written(part, name(other), each, other, words);
      } else this.#tell("header-removed", { part, name: name(each), words }, [each, undefined]);
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

/** UTF-8 is what it is where nothing is said. */
function mediaTypeOf(media: JsonObject): string {
  return textAt(media, "type")
    .toLowerCase()
    .replace(/\s+/g, "")
    .replace(/;charset="?utf-8"?$/, "");
}
