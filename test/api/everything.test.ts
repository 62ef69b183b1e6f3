import { describe, expect, test } from "vitest";
import { readApiDocument } from "../../src/api/api.js";
import { isArray, isObject, type Json } from "../../src/data/data.js";
import { everything } from "../../scripts/everything.js";
import { open, rulesOf, structureOf } from "./tiny-api.js";

/** All strings that a value holds, also as keys of maps. */
function stringsIn(value: unknown, seen = new Set<unknown>()): Set<string> {
  const found = new Set<string>();
  const queue = [value];
  for (let at = queue.pop(); at !== undefined || queue.length > 0; at = queue.pop()) {
    if (typeof at === "string") found.add(at);
    if (typeof at === "number") found.add(`${at}`);
    if (typeof at !== "object" || at === null || seen.has(at)) continue;
    seen.add(at);
    if (at instanceof Map) queue.push(...at.keys(), ...at.values());
    else for (const [key, each] of Object.entries(at)) if (key !== "at") queue.push(each);
  }
  return found;
}

/** The strings of a document that its model must have: all but those of schemas, references and words for kinds. */
function textsIn(value: Json, key = ""): string[] {
  if (typeof value === "string" || typeof value === "number") return [`${value}`];
  if (isArray(value)) return value.flatMap((each) => textsIn(each, key));
  if (!isObject(value) || key === "schema" || key === "schemas" || key === "itemSchema") return [];
  if ("$ref" in value) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    name === "jsonSchemaDialect" ? [] : [...textsIn(each, name)],
  );
}

describe.each(["3.0", "3.1", "3.2"])("every field of OpenAPI %s", (version) => {
  const text = everything(version);

  test("has nothing wrong", () => {
    expect(structureOf(text)).toEqual([]);
    expect(
      rulesOf(text).filter((each) => !/body-not-expected|unused-definition/.test(each)),
    ).toEqual([]);
  });

  test("is in the model", () => {
    const { file, access } = open(text);
    const model = stringsIn(readApiDocument(file, access));
    // What is said of all paths or components together belongs to none of them.
    const left = new Set(["of-paths", "of-responses", "of-components"]);
    expect(textsIn(file.value).filter((each) => !model.has(each) && !left.has(each))).toEqual([]);
  });
});
