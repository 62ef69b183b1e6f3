import { posix } from "node:path";
import type { Header, Operation, Parameter, Response, SecurityScheme } from "../api/model.js";
import type { LeftOutKind } from "../base/codes/left-out.js";
import { isObject, keysOf, ownValue, type Json, type JsonObject } from "../data/data.js";
import { stepBelow } from "../data/located.js";
import type { Events } from "../load/project.js";
import { keywordOf } from "../schema/keywords.js";
import type { Schema } from "../schema/schema.js";
import type { Cx } from "./cx.js";
import { LeftOut } from "./left-out-parts.js";
import type { CheckedApi } from "./openapi.js";

/**
 * Reports what is written of operations, events and definitions but is on no page in the look of 2020, which shows the
 * descriptions of rows and which values are allowed, but no limits, defaults and the like: one note for each file and kind.
 */
export function reportLeftOut(
  apis: readonly CheckedApi[],
  hidden: ReadonlySet<string>,
  cx: Cx,
): void {
  const left = new LeftOut();
  const reader = new PageReader(left, cx.project.config.show["requires-auth"]);
  for (const api of apis) {
    for (const { document, isNewer } of api.documents)
      if (!isNewer) {
        for (const scheme of document.securitySchemes) reader.scheme(scheme);
        for (const operation of document.operations) reader.operation(operation);
        for (const each of [document, ...document.tags])
          if (each.externalDocs) left.add("other link", each.externalDocs.at, "externalDocs");
      }
    for (const { path, file } of api.api.definitions)
      if (!hidden.has(file.source.path) && isDefinition(path, file.value))
        reader.definition(api.access.schemaAt({ file, pointer: "" }, api.dialect));
  }
  if (cx.project.events) readEvents(cx.project.events, reader, cx);
  left.report(cx);
}

/** Those more than one folder deep, and those without a type, are parts of others. */
function isDefinition(path: string, value: Json): boolean {
  return path.split("/").length <= 2 && isObject(value) && ownValue(value, "type") !== undefined;
}

function readEvents({ config, schemas }: Events, reader: PageReader, { project, registry }: Cx) {
  const dialect = config.dialect ?? "draft-04";
  const { content, type, key } = config.envelope;
  for (const file of schemas.values())
    reader.event(registry.schemaAt({ file, pointer: "" }, dialect), { content, type, key });
  for (const path of Object.values(config.common)) {
    const file = project.readData(posix.join(config.schemas, path));
    if (!("refused" in file)) reader.definition(registry.schemaAt({ file, pointer: "" }, dialect));
  }
}

/** How a schema is shown: as a row, whose description is in its last cell, or as part of something else. */
type Role = "row" | "item" | "alternative" | "map value" | "body" | "content";

/** Goes over what pages show, as they do. */
class PageReader {
  readonly #seen = new Map<Schema, Set<Role>>();
  /** Fields, responses and what schemas are made of that were looked at. */
  readonly #looked = new Set<object>();

  constructor(
    readonly left: LeftOut,
    readonly showsAuth: boolean,
  ) {}

  scheme({ description }: SecurityScheme): void {
    if (description && this.showsAuth) this.left.add("scheme", description.at, "description");
  }

  operation(operation: Operation): void {
    const { left } = this;
    const { summary, description, externalDocs, requestBody, responses } = operation;
    const isShort = description === null || description.text.trim() === "";
    if (!isShort && summary !== null && summary.trim() !== "" && summary !== description.text)
      left.add("summary", stepBelow(operation.at, "summary"), "summary");
    if (externalDocs) left.add("link", externalDocs.at, "externalDocs");
    if (this.showsAuth) this.#scopes(operation);
    for (const parameter of operation.parameters) this.#field(parameter, parameter.in);
    if (requestBody?.description) left.add("description", requestBody.description.at, "of a body");
    const [media] = requestBody?.content ?? [];
    for (const field of media?.fields ?? []) this.#field(field, "form");
    if (media?.schema) this.visit(media.schema, "body");
    this.#responses(responses);
  }

  #scopes({ security }: Operation): void {
    for (const each of security ?? [])
      if (this.#isNew(each))
        for (const { name, scopes } of each.schemes)
          for (const scope of scopes) this.left.add("scope", stepBelow(each.at, name), scope);
  }

  #isNew(object: object): boolean {
    return this.#looked.size < this.#looked.add(object).size;
  }

  #responses(all: readonly Response[]): void {
    const shown = shownOf(all);
    for (const response of all) {
      const { status, headers, content } = response;
      const schema = content.find((each) => each.schema)?.schema;
      if (response === shown) {
        for (const header of headers) this.#field(header, "response");
        if (schema) this.visit(schema, "body");
      } else if (
        shown &&
        isError(response) &&
        (headers.length > 0 || schema) &&
        this.#isNew(response)
      )
        this.left.add("error", response.at, status);
    }
  }

  /** A parameter or header, which is a row; its schema is itself. */
  #field(field: Parameter | Header, place: string): void {
    const { schema, examples } = field;
    if (!this.#isNew(field)) return;
    const [example] = examples;
    if (example && (place === "header" || place === "response"))
      this.left.add("example", example.at, "x-example");
    if (!schema) return;
    if (place === "response" && isObject(schema.value) && schema.value["enum"] !== undefined)
      this.left.add("values", stepBelow(schema.at, "enum"), "enum");
    this.visit(schema, "row");
  }

  definition(schema: Schema): void {
    this.visit(schema, "row");
  }

  event(schema: Schema, names: Events["config"]["envelope"]): void {
    const layers = layersIn(schema);
    // What it begins with describes itself, and not this event.
    this.#describe(layers.slice(0, 1), "row");
    const named = layers.flatMap((layer) =>
      layer.schema.asWritten
        .entries("properties")
        .map(([name, property]) => ({ name, property, isOwn: layer.schema === schema })),
    );
    const hasContent = named.some(({ name }) => name === names.content);
    for (const { name, property, isOwn } of named) {
      if (name === names.content) this.visit(property, "content");
      else if (!isOwn || name === names.type) continue;
      else if (name === "unsigned") this.visit(property, "content");
      else if (!hasContent || name === names.key) this.visit(property, "row");
    }
  }

  visit(schema: Schema, role: Role): void {
    const stack = [{ schema, role }];
    for (let next = stack.pop(); next; next = stack.pop())
      for (const each of this.#visit(next.schema, next.role).toReversed()) stack.push(each);
  }

  /** What comes back is to be visited next. */
  #visit(schema: Schema, role: Role): readonly Visit[] {
    let roles = this.#seen.get(schema);
    if (!roles) this.#seen.set(schema, (roles = new Set()));
    if (roles.has(role)) return [];
    const isNew = roles.size === 0;
    roles.add(role);
    const layers = layersIn(schema);
    this.#describe(layers, role);
    if (!isNew) return [];
    for (const layer of layers) this.#marks(layer);
    return below(layers);
  }

  /** Of several descriptions the outermost is shown, if any is. */
  #describe(layers: readonly Layer[], role: Role): void {
    const [first, ...others] = layers.filter(({ value }) => isFilled(value["description"]));
    if (!first) return;
    const { schema, value } = first;
    if (role === "row" || isRow(layers, role)) this.left.shown(value);
    else this.left.addDescription("description", value, schema.at, `of ${names[role]}`);
    for (const other of others)
      if (other.isPart)
        this.left.addDescription("part", other.value, other.schema.at, "description");
  }

  #marks(layer: Layer): void {
    const { value, schema } = layer;
    if (!this.#isNew(value)) return;
    for (const keyword of keysOf(value)) {
      const kind = marked.get(keyword);
      if (kind === undefined || value[keyword] === false) continue;
      if (keywordOf(keyword, schema.dialect))
        this.left.add(kind, stepBelow(schema.at, keyword), keyword);
    }
  }
}

/** A schema that is shown, and as what. */
interface Visit {
  readonly schema: Schema;
  readonly role: Role;
}

/** What is shown with a schema: its properties, else what its keys and values are, its items, its alternatives. */
function below(layers: readonly Layer[]): readonly Visit[] {
  const rows = (["properties", "patternProperties"] as const)
    .map((keyword) => childrenIn(layers, keyword))
    .find(({ length }) => length > 0);
  if (rows) return rows.map((schema) => ({ schema, role: "row" }));
  return parts.flatMap(([keyword, role]) =>
    childrenIn(layers, keyword).map((schema) => ({ schema, role })),
  );
}

/** A schema that speaks of the same value as another one: what its `$ref` names, or a part of its `allOf`. */
interface Layer {
  readonly schema: Schema;
  readonly value: JsonObject;
  /** Whether it is a part of an `allOf`, or named by one. */
  readonly isPart: boolean;
}

/** A schema, what its `$ref` names and the parts of its `allOf`, the one that counts most first. */
function layersIn(root: Schema): readonly Layer[] {
  if (!isObject(root.value)) return [];
  if (typeof root.value["$ref"] !== "string" && !Object.hasOwn(root.value, "allOf"))
    return [{ schema: root, value: root.value, isPart: false }];
  const layers: Layer[] = [];
  const seen = new Set<Schema>();
  const stack = [{ schema: root, isPart: false }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { schema, isPart } = next;
    const { value } = schema;
    if (seen.has(schema) || !isObject(value)) continue;
    seen.add(schema);
    layers.push({ ...next, value });
    if (Object.hasOwn(value, "allOf"))
      for (const each of schema.below("allOf")) stack.push({ schema: each, isPart: true });
    const ref = typeof value["$ref"] === "string" ? schema.ref : null;
    if (ref) stack.push({ schema: ref, isPart });
  }
  return layers;
}

function childrenIn(layers: readonly Layer[], keyword: string): readonly Schema[] {
  const holders = layers.filter(({ value }) => Object.hasOwn(value, keyword));
  if (holders.length === 0) return [];
  return holders.flatMap(({ schema, value }) =>
    (Object.hasOwn(value, "$ref") ? schema.asWritten : schema).below(keyword),
  );
}

function isFilled(text: Json | undefined): boolean {
  return typeof text === "string" && text.trim() !== "";
}

/** Keywords of which nothing is shown. */
const marked: ReadonlyMap<string, LeftOutKind> = new Map([
  ...[
    "minLength",
    "maxLength",
    "pattern",
    "format",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "contentEncoding",
    "contentMediaType",
  ].map((keyword) => [keyword, "limit"] as const),
  ["default", "default"],
  ["deprecated", "mark"],
  ["readOnly", "mark"],
  ["writeOnly", "mark"],
  ["discriminator", "discriminator"],
  ["externalDocs", "other link"],
] as const);

/** What stands below a schema without properties, and as what. */
const parts: readonly (readonly [keyword: string, role: Role])[] = [
  ["additionalProperties", "map value"],
  ["prefixItems", "item"],
  ["items", "item"],
  ["oneOf", "alternative"],
  ["anyOf", "alternative"],
];

const names: Readonly<Record<Role, string>> = {
  row: "a row",
  item: "an item",
  alternative: "an alternative",
  "map value": "a map's values",
  body: "a body",
  content: "the content of an event",
};

/** Whether what is no row elsewhere has a row of its own: a body that is no object, and the values of a map that are a titled enum. */
function isRow(layers: readonly Layer[], role: Role): boolean {
  const has = (...keywords: readonly string[]) =>
    layers.some(({ value }) => keywords.some((keyword) => Object.hasOwn(value, keyword)));
  if (role === "map value") return has("title") && has("enum", "const");
  if (role !== "body" || has("properties", "patternProperties")) return false;
  return has("oneOf", "anyOf") || layers.some(({ value: { type } }) => type && type !== "object");
}

/** The response that has tables: the first success that has a body or headers, or the only response. */
function shownOf(all: readonly Response[]): Response | undefined {
  const successes = all
    .filter(({ status }) => /^2\d\d$/.test(status))
    .sort((one, other) => (one.status < other.status ? -1 : 1));
  const isTold = ({ headers, content }: Response) => headers.length > 0 || content.length > 0;
  if (successes.length > 0) return successes.find(isTold) ?? successes[0];
  return all.length === 1 && all[0]!.status === "default" ? all[0] : undefined;
}

/** A response that is reported by nothing else: those that are no errors are told of with the pages. */
function isError({ status }: Response): boolean {
  return !/^[123]\d\d$/.test(status);
}
