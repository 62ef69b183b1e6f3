import { isObject } from "../../data/data.js";
import { below } from "../document-reader.js";
import type { Link } from "../model.js";
import { valueAt } from "../references.js";
import { operationsOf, type Rule, type RuleContext } from "../rule.js";

/** Links lead to operations that there are. */
export const links: Rule = {
  codes: ["link-target"],
  check(documents, cx) {
    const all = operationsOf(documents).map(({ operation }) => operation);
    const ids = new Set(all.flatMap(({ operationId }) => operationId ?? []));
    for (const { responses } of all)
      for (const response of responses) for (const link of response.links) check(link, ids, cx);
  },
};

function check(
  { at, name, operationId, operationRef }: Link,
  ids: ReadonlySet<string>,
  cx: RuleContext,
): void {
  if (operationId !== null && !ids.has(operationId))
    cx.report("link-target", below(at, "operationId"), [
      name,
      operationId,
      ...cx.near(operationId, ids),
    ]);
  // Other hosts are not asked.
  if (operationRef === null || /^(?:[a-z][a-z\d+.-]*:)?\/\//i.test(operationRef)) return;
  const target = cx.find(operationRef, at);
  if (!target || !isObject(valueAt(target)))
    cx.report("link-target", below(at, "operationRef"), [name, operationRef]);
}
