import { isArray, isObject, keysOf, ownValue, type Json } from "../../data/data.js";
import { below } from "../document-reader.js";
import type { ApiDocument, Operation } from "../model.js";
import { valueAt } from "../references.js";
import { operationsOf, type Rule, type RuleContext } from "../rule.js";

/** An operation of OpenAPI 2 consumes and produces what its parameters and examples are. */
export const mediaTypes: Rule = {
  codes: ["file-not-consumed", "example-not-produced"],
  check(documents, cx) {
    const old = documents.filter(({ version }) => version === "2.0");
    for (const { document, operation } of operationsOf(old)) {
      checkFiles(operation, document, cx);
      checkSchemas(operation, document, cx);
    }
  },
};

/** The media types under a key of an operation, or else of its document; `null` where they cannot be known. */
function mediaTypesOf(
  key: string,
  operation: Operation,
  document: ApiDocument,
): readonly string[] | null {
  const list: Json = fieldOf(operation, key) ?? fieldOf(document, key) ?? [];
  if (!isArray(list)) return null;
  const known = bareTypes.get(list) ?? list.flatMap(bareOf);
  bareTypes.set(list, known);
  return known;
}

/** Of lists of types, which operations may share by the thousands. */
const bareTypes = new WeakMap<readonly Json[], readonly string[]>();

function bareOf(type: Json): readonly string[] {
  return typeof type === "string" ? [bare(type)] : [];
}

function fieldOf({ at }: Pick<Operation, "at">, key: string): Json | undefined {
  const value = valueAt(at);
  return isObject(value) ? ownValue(value, key) : undefined;
}

function bare(type: string): string {
  return type.split(";", 1)[0]!.trim().toLowerCase();
}

const formTypes = ["multipart/form-data", "application/x-www-form-urlencoded"];

/** "If type is "file", the consumes MUST be either "multipart/form-data", "application/x-www-form-urlencoded" or both." */
function checkFiles(operation: Operation, document: ApiDocument, cx: RuleContext): void {
  const fields = operation.requestBody?.content[0]?.fields ?? [];
  const file = fields.find(({ schema }) => schema?.keyword("type") === "file");
  const types = mediaTypesOf("consumes", operation, document);
  if (!file || !types || formTypes.some((type) => types.includes(type))) return;
  const name = `${operation.method} ${operation.path.trim()}`;
  cx.report("file-not-consumed", below(file.at, "type"), [name]);
}

/** "The name of the property MUST be one of the Operation produces values." */
function checkSchemas(operation: Operation, document: ApiDocument, cx: RuleContext): void {
  const types = mediaTypesOf("produces", operation, document);
  if (!types || types.length === 0) return;
  for (const { at } of operation.responses) {
    const response = valueAt(at);
    const examples = isObject(response) ? ownValue(response, "examples") : undefined;
    if (!isObject(examples)) continue;
    for (const type of keysOf(examples))
      if (type.includes("/") && !types.some((each) => covers(each, type)))
        cx.report("example-not-produced", below(at, "examples", type), [type], { of: "key" });
  }
}

/** Whether a media type, or a range such as `text/*`, is what another one names. */
function covers(range: string, type: string): boolean {
  const name = bare(type);
  if (range === name || range === "*/*") return true;
  return range.endsWith("/*") && name.startsWith(range.slice(0, -1));
}
