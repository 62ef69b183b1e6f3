import { isArray, isObject, keysOf, ownValue, type Json, type JsonObject } from "../data/data.js";
import { isUnresolved, type Cx } from "./cx.js";
import { allParameters, type Operation } from "./operations.js";

/** Checks that an operation consumes and produces what its parameters and examples are. */
export function checkMediaTypes(operation: Operation, document: JsonObject, cx: Cx): void {
  checkFiles(operation, document, cx);
  checkSchemas(operation.value, document, cx);
}

/** The media types under a key of an operation, or else of its document; `null` where they cannot be known. */
function mediaTypes(key: string, operation: JsonObject, document: JsonObject): string[] | null {
  const list: Json = ownValue(operation, key) ?? ownValue(document, key) ?? [];
  if (!isArray(list)) return null;
  return list.map((type) => String(type).split(";", 1)[0]!.trim().toLowerCase());
}

const formTypes = ["multipart/form-data", "application/x-www-form-urlencoded"];

/** "If type is "file", the consumes MUST be either "multipart/form-data", "application/x-www-form-urlencoded" or both." */
function checkFiles(operation: Operation, document: JsonObject, cx: Cx): void {
  const file = allParameters(operation)?.find(
    (each) => ownValue(each, "type") === "file" && ownValue(each, "in") === "formData",
  );
  if (!file) return;
  const types = mediaTypes("consumes", operation.value, document);
  if (types && !formTypes.some((type) => types.includes(type)))
    cx.report("file-not-consumed", { holder: file, key: "type" }, [
      `${operation.method} ${operation.path.trim()}`,
    ]);
}

/** "The name of the property MUST be one of the Operation produces values." */
function checkSchemas(operation: JsonObject, document: JsonObject, cx: Cx): void {
  const types = mediaTypes("produces", operation, document);
  const responses = ownValue(operation, "responses");
  if (!types || types.length === 0 || !isObject(responses)) return;
  for (const status of keysOf(responses)) {
    const response = ownValue(responses, status);
    const examples = isObject(response) ? ownValue(response, "examples") : undefined;
    if (!isObject(examples) || isUnresolved(examples)) continue;
    for (const type of keysOf(examples))
      if (type.includes("/") && !types.some((each) => covers(each, type)))
        cx.report("example-not-produced", { holder: examples, key: type }, [type], { of: "key" });
  }
}

/** Whether a media type, or a range such as `text/*`, is what another one names. */
function covers(range: string, type: string): boolean {
  const name = type.split(";", 1)[0]!.trim().toLowerCase();
  if (range === name || range === "*/*") return true;
  return range.endsWith("/*") && name.startsWith(range.slice(0, -1));
}
