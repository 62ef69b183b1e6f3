import { nearest } from "../../base/text.js";
import { isObject, keysOf } from "../../data/data.js";
import type { Located } from "../../data/located.js";
import { below } from "../document-reader.js";
import type { Operation } from "../model.js";
import { valueAt } from "../references.js";
import { firstOne, operationsOf, type Rule } from "../rule.js";

/**
 * Operations have ids, in camel case and each of its own. OpenAPI itself asks only for the last: since 3.0 the others are
 * looked for where more than three in four keep to them, in 2.0 unless more than three in four are written otherwise.
 */
export const operationIds: Rule = {
  codes: ["operation-without-id", "operation-id-style", "duplicate-operation-id"],
  check(documents, cx) {
    const all = operationsOf(documents);
    const ids = all.flatMap(({ operation }) => operation.operationId ?? []);
    const mostHaveOne = ids.length * 4 > all.length * 3;
    const camelCase = ids.filter(isCamelCase).length;
    const mostAreCamelCase = camelCase * 4 > ids.length * 3;
    const mostAreNot = ids.length > 3 && camelCase * 4 < ids.length;
    const known = new Map<string, Located>();
    for (const { document, operation, of } of all) {
      const { operationId: id, at, method, path } = operation;
      const isStrict = document.version === "2.0";
      const isMissing = id === null && !isGiven(operation);
      if (isMissing && of === "path" && (isStrict || mostHaveOne))
        cx.report("operation-without-id", at, [method, path.trim()], { of: "key" });
      if (id === null) continue;
      const place = below(at, "operationId");
      if (!isCamelCase(id) && (isStrict ? !mostAreNot : mostAreCamelCase))
        cx.report("operation-id-style", place, [id, inCamelCase(id)]);
      const first = known.get(id);
      if (!first) known.set(id, place);
      else if (first.file !== place.file || first.pointer !== place.pointer)
        cx.report("duplicate-operation-id", place, [id], { notes: firstOne(first) });
    }
  },
};

/** Whether there is an id that is no string or has another key, which is reported with the structure. */
function isGiven({ at }: Operation): boolean {
  const value = valueAt(at);
  return isObject(value) && nearest("operationId", keysOf(value)).length > 0;
}

function isCamelCase(id: string): boolean {
  return /^[a-z][A-Za-z0-9]*$/.test(id);
}

/** `get_things` → `getThings`; nothing where that is no better. */
function inCamelCase(id: string): string {
  const words = id.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const joined = words
    .map((word, index) => {
      const first = word.charAt(0);
      if (index === 0)
        return isInCapitals(word) ? word.toLowerCase() : first.toLowerCase() + word.slice(1);
      return first.toUpperCase() + word.slice(1);
    })
    .join("");
  return /^[a-z]/.test(joined) ? joined : "";
}

/** `GET`, but not `R`. */
function isInCapitals(word: string): boolean {
  return word.length > 1 && word === word.toUpperCase();
}
