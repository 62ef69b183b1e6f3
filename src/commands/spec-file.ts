import { readFileSync } from "node:fs";
import { join } from "node:path";
import { entryOf, reportTo } from "../base/diagnostics.js";
import type { Json, JsonObject } from "../data/data.js";
import { packageFolder } from "../load/load.js";
import { explain } from "../schema/explain.js";
import { Registry } from "../schema/registry.js";
import { Validator, type Failure } from "../schema/validate.js";

/**
 * What is wrong with the form of a `spec.json`, in a sentence; `null` where it is as the schema says that is shipped. What
 * is of a wrong kind would be taken for absent otherwise, and a change in it would not be told.
 */
export function faultOfForm(spec: JsonObject): string | null {
  const file = { source: { path: schemaPath, text: "" }, value: ownSchema() };
  const registry = new Registry(
    { readData: () => ({ refused: "does not exist", near: [] }) },
    reportTo(() => {}),
  );
  const schema = registry.schemaAt({ file, pointer: "" }, "2020-12");
  const failures = new Validator().failures(spec, schema) ?? [];
  const [first] = explain(failures.filter(countsFor), { name: "it" });
  return first === undefined ? null : entryOf(first.code).text(...first.parts);
}

/** Programs of the same version may write keys that this one does not know, and had no places and links at first. */
function countsFor({ keyword, params }: Failure): boolean {
  if (keyword === "additionalProperties") return false;
  return keyword !== "required" || !params.missing?.every((key) => isLater.has(key));
}

const isLater: ReadonlySet<string> = new Set(["permalink", "source"]);

const schemaPath = "schemas/spec.schema.json";

function ownSchema(): Json {
  return JSON.parse(readFileSync(join(packageFolder(), schemaPath), "utf8")) as Json; // our own file
}
