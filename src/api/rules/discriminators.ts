import {
  isArray,
  isObject,
  keysOf,
  ownValue,
  type Json,
  type JsonObject,
} from "../../data/data.js";
import type { Schema } from "../../schema/schema.js";
import { below } from "../document-reader.js";
import type { ApiDocument } from "../model.js";
import { type Rule, type RuleContext } from "../rule.js";
import { propertyNames } from "../../schema/property-names.js";

/**
 * A discriminator of OpenAPI 2 is a required property; later ones map values to schemas that there are.
 * @see https://spec.openapis.org/oas/v2.0#schema-object
 * @see https://spec.openapis.org/oas/v3.2.0#discriminator-object
 */
export const discriminators: Rule = {
  codes: ["discriminator", "discriminator-mapping"],
  check(documents, cx) {
    const names = new Map(
      documents.map((each) => [each, new Set(each.schemas.map(([name]) => name))] as const),
    );
    for (const { document, schema } of cx.schemas()) {
      const value = schema.keyword("discriminator");
      if (typeof value === "string" && schema.dialect === "openapi-2.0")
        checkProperty(schema, value, cx);
      else if (isObject(value)) {
        checkMapping(schema, value, (document && names.get(document)) ?? new Set(), cx);
        if (document) checkPropertyName(schema, value, document, cx);
      }
    }
  },
};

/** "The property name used MUST be defined at this schema and it MUST be in the required property list." */
function checkProperty(schema: Schema, name: string, cx: RuleContext): void {
  const properties = new Set<string>();
  const required = new Set<Json>();
  for (const each of withAllOf(schema)) {
    const own = each.keyword("properties");
    const needed = each.keyword("required");
    if (isObject(own)) for (const key of keysOf(own)) properties.add(key);
    if (isArray(needed)) for (const key of needed) required.add(key);
  }
  const at = below(schema.at, "discriminator");
  if (!properties.has(name))
    cx.report("discriminator", at, [name, "properties", ...cx.near(name, properties)]);
  else if (!required.has(name)) cx.report("discriminator", at, [name, "required"]);
}

/** Some schema that is meant must have the property: this one, an alternative, or one that extends it. */
function checkPropertyName(
  schema: Schema,
  discriminator: JsonObject,
  { schemas }: ApiDocument,
  cx: RuleContext,
): void {
  const name = ownValue(discriminator, "propertyName");
  if (typeof name !== "string") return;
  const extending = schemas.map(([, each]) => each).filter((each) => extendsIt(each, schema));
  const known = new Set<string>();
  for (const each of [schema, ...extending]) {
    const own = propertyNames(each);
    if (own === "any" || own.has(name)) return;
    for (const key of own) known.add(key);
  }
  const at = below(schema.at, "discriminator", "propertyName");
  if (known.size > 0) cx.report("discriminator", at, [name, "properties", ...cx.near(name, known)]);
}

function extendsIt(each: Schema, schema: Schema): boolean {
  return each.below("allOf").some((part) => {
    const base = part.ref?.at;
    return base?.file === schema.at.file && base.pointer === schema.at.pointer;
  });
}

/** A schema with those that it is made of. */
function withAllOf(schema: Schema): ReadonlySet<Schema> {
  const all = new Set<Schema>();
  const seen = new Set<string>();
  const queue = [schema];
  for (let next = queue.pop(); next; next = queue.pop()) {
    const place = `${next.at.file.source.path}#${next.at.pointer}`;
    if (seen.has(place)) continue;
    seen.add(place);
    all.add(next);
    if (next.ref) queue.push(next.ref);
    for (const each of next.below("allOf")) queue.push(each);
  }
  return all;
}

function checkMapping(
  schema: Schema,
  discriminator: { readonly [key: string]: Json },
  names: ReadonlySet<string>,
  cx: RuleContext,
): void {
  const mapping = ownValue(discriminator, "mapping");
  const at = below(schema.at, "discriminator");
  const checkOne = (value: string, target: Json | undefined, place: typeof at) => {
    if (typeof target !== "string" || isSchema(target, names, at, cx)) return;
    cx.report("discriminator-mapping", place, [value, target, ...cx.near(target, names)]);
  };
  if (isObject(mapping))
    for (const value of keysOf(mapping))
      checkOne(value, ownValue(mapping, value), below(at, "mapping", value));
  checkOne("all others", ownValue(discriminator, "defaultMapping"), below(at, "defaultMapping"));
}

/** A name of the document's schemas, or a reference to one; other hosts are not asked. */
function isSchema(
  target: string,
  names: ReadonlySet<string>,
  from: Schema["at"],
  cx: RuleContext,
): boolean {
  if (names.has(target) || /^(?:[a-z][a-z\d+.-]*:)?\/\//i.test(target)) return true;
  return /[#/.]/.test(target) && cx.find(target, from) !== null;
}
