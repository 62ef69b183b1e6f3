import { isArray, isObject, ownValue, type Json } from "../../data/data.js";
import type { Located } from "../../data/located.js";
import { below } from "../document-reader.js";
import type { ApiDocument, Extensions } from "../model.js";
import { refOf } from "../references.js";
import { operationsOf, type Rule, type RuleContext } from "../rule.js";
import { codeSampleFields } from "../vendor-fields.js";

/**
 * Fields that are no part of OpenAPI, but shown, are as the programs that they come from have them. Groups of tags name
 * tags that there are, each once. A logo is the site's.
 */
export const vendorFields: Rule = {
  codes: ["vendor-field", "undeclared-tag", "tag-grouped-twice", "logo-not-shown"],
  check(documents, cx) {
    for (const { at, info, tags, extensions } of documents) {
      checkAll(at, extensions, "x-tagGroups", isTagGroup, groupsWanted, cx);
      for (const tag of tags) {
        const name = tag.extensions.get("x-displayName");
        if (name !== undefined && !isText(name))
          cx.report("vendor-field", below(tag.at, "x-displayName"), ["x-displayName", "a string"]);
      }
      if (info.extensions.has("x-logo"))
        cx.report("logo-not-shown", below(info.at, "x-logo"), [], { of: "key" });
    }
    for (const { operation } of operationsOf(documents))
      for (const field of codeSampleFields)
        checkAll(operation.at, operation.extensions, field, isCodeSample, samplesWanted, cx);
    checkGroups(documents, cx);
  },
};

const groupsWanted = 'objects with a "name" and "tags", an array of strings';
const samplesWanted = 'objects with a "source" and "lang" or "label", all strings';

/** Report a field that is no array, or each of its items that is not as wanted. */
function checkAll(
  holder: Located,
  extensions: Extensions,
  field: string,
  isWanted: (value: Json) => boolean,
  wanted: string,
  cx: RuleContext,
): void {
  const value = extensions.get(field);
  if (value === undefined || refOf(value) !== undefined) return;
  if (!isArray(value))
    return cx.report("vendor-field", below(holder, field), [field, `an array of ${wanted}`]);
  for (const [index, each] of value.entries())
    if (refOf(each) === undefined && !isWanted(each))
      cx.report("vendor-field", below(holder, field, index), [field, wanted]);
}

function isTagGroup(value: Json): boolean {
  if (!isObject(value) || !isText(ownValue(value, "name"))) return false;
  const tags = ownValue(value, "tags");
  return isArray(tags) && tags.every((each) => typeof each === "string");
}

function isCodeSample(value: Json): boolean {
  if (!isObject(value)) return false;
  const [source, lang, label] = ["source", "lang", "label"].map((key) => ownValue(value, key));
  return isText(source) && (isText(lang) || isText(label));
}

/** A text, or what leads to one. */
function isText(value: Json | undefined): boolean {
  if (typeof value === "string") return value.trim() !== "";
  return value !== undefined && refOf(value) !== undefined;
}

function checkGroups(documents: readonly ApiDocument[], cx: RuleContext): void {
  const names = new Set([
    ...documents.flatMap(({ tags }) => tags.map(({ name }) => name)),
    ...operationsOf(documents).flatMap(({ operation }) => operation.tags),
  ]);
  for (const { tagGroups } of documents) {
    const groupOf = new Map<string, string>();
    for (const group of tagGroups)
      for (const [index, name] of group.tags.entries()) {
        const at = below(group.at, "tags", index);
        const first = groupOf.get(name);
        if (!names.has(name)) cx.report("undeclared-tag", at, [name, ...cx.near(name, names)]);
        else if (first !== undefined) cx.report("tag-grouped-twice", at, [name, first]);
        else groupOf.set(name, group.name);
      }
  }
}
