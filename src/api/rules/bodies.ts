import type { Located } from "../../data/located.js";
import { below } from "../document-reader.js";
import type { Operation } from "../model.js";
import { operationsOf, type Rule, type RuleContext } from "../rule.js";
import { writtenParameters, type Written } from "../written-parameters.js";

/** Methods whose requests have bodies of no defined meaning: RFC 9110, sections 9.3.1, 9.3.2 and 9.3.8. */
const withoutBody: ReadonlySet<string> = new Set(["GET", "HEAD", "TRACE"]);

/** A body is sent where the method has one, and there is only one. */
export const bodies: Rule = {
  codes: ["body-not-expected", "several-bodies"],
  check(documents, cx) {
    for (const { document, operation } of operationsOf(documents)) {
      const { method, path, at } = operation;
      if (document.version === "2.0") {
        for (const [place, what] of severalIn(operation, cx))
          cx.report("several-bodies", place, [what]);
        continue;
      }
      if (operation.requestBody && withoutBody.has(method))
        cx.report("body-not-expected", below(at, "requestBody"), [method, path.trim()], {
          of: "key",
        });
    }
  },
};

/** The parameters of OpenAPI 2 that describe a body besides another one. What an operation says of one counts for its path's. */
function severalIn(
  { at, pathItem }: Operation,
  { find }: RuleContext,
): readonly (readonly [Located, string])[] {
  const own = writtenParameters(at, find);
  const shared = writtenParameters(pathItem.at, find);
  if (own.includes(null) || shared.includes(null)) return []; // some cannot be read
  const isBody = (each: Written | null) => each?.place === "body";
  const all = [...(own.some(isBody) ? shared.filter((each) => !isBody(each)) : shared), ...own];
  const [, second] = all.filter(isBody);
  const field = all.find((each) => each?.place === "formData");
  if (second) return [[below(second.target, "in"), "a second one"]];
  return all.some(isBody) && field
    ? [[below(field.target, "in"), "a field of a form as well"]]
    : [];
}
