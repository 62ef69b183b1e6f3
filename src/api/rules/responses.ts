import { isObject, keysOf, ownValue } from "../../data/data.js";
import { below } from "../document-reader.js";
import { refOf, valueAt } from "../references.js";
import { operationsOf, type Rule } from "../rule.js";

/** An operation has at least one response; until 3.0 it has to say so. */
export const responses: Rule = {
  codes: ["no-responses"],
  check(documents, cx) {
    for (const { document, operation } of operationsOf(documents)) {
      const { at, method, path } = operation;
      const value = valueAt(at);
      const given = isObject(value) ? ownValue(value, "responses") : undefined;
      const isNeeded = /^(?:2|3\.0)/.test(document.version);
      const parts = [method, path.trim()] as const;
      if (given === undefined) {
        if (isNeeded) cx.report("no-responses", at, parts, { of: "key" });
      } else if (isObject(given) && refOf(given) === undefined && hasNone(keysOf(given)))
        cx.report("no-responses", below(at, "responses"), parts, { of: "key" });
    }
  },
};

function hasNone(keys: readonly string[]): boolean {
  return keys.every((key) => key.startsWith("x-"));
}
