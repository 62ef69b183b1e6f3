import { isArray, isObject, ownValue, type JsonObject } from "../../data/data.js";
import { below } from "../document-reader.js";
import { valueAt } from "../references.js";
import { operationsOf, type Rule } from "../rule.js";
import type { Located } from "../../data/located.js";

/** Methods whose requests have bodies of no defined meaning: RFC 9110, sections 9.3.1, 9.3.2 and 9.3.8. */
const withoutBody: ReadonlySet<string> = new Set(["GET", "HEAD", "TRACE"]);

/** A body is sent where the method has one, and there is only one. */
export const bodies: Rule = {
  codes: ["body-not-expected", "several-bodies"],
  check(documents, cx) {
    for (const { document, operation } of operationsOf(documents)) {
      const { method, path, at } = operation;
      if (document.version === "2.0") {
        for (const [place, what] of severalIn(at)) cx.report("several-bodies", place, [what]);
        continue;
      }
      if (operation.requestBody && withoutBody.has(method))
        cx.report("body-not-expected", below(at, "requestBody"), [method, path.trim()], {
          of: "key",
        });
    }
  },
};

/** The parameters of OpenAPI 2 that describe a body besides another one. */
function severalIn(operation: Located): readonly (readonly [Located, string])[] {
  const value = valueAt(operation);
  const list = isObject(value) ? ownValue(value, "parameters") : undefined;
  if (!isArray(list)) return [];
  const placeOf = (each: JsonObject) => ownValue(each, "in");
  const all = list.flatMap((each, index) =>
    isObject(each) ? [{ each, at: below(operation, "parameters", index, "in") }] : [],
  );
  const [first, second] = all.filter(({ each }) => placeOf(each) === "body");
  const field = all.find(({ each }) => placeOf(each) === "formData");
  if (second) return [[second.at, "a second one"]];
  return first && field ? [[first.at, "a field of a form as well"]] : [];
}
