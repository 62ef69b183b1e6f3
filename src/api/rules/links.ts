import { isObject } from "../../data/data.js";
import { nameOfPlace } from "../../data/located.js";
import { below } from "../document-reader.js";
import type { Link, Operation } from "../model.js";
import { valueAt } from "../references.js";
import { operationsOf, type Rule, type RuleContext } from "../rule.js";

/** Links lead to operations that there are. */
export const links: Rule = {
  codes: ["link-target", "link-parameter"],
  check(documents, cx) {
    const all = operationsOf(documents).map(({ operation }) => operation);
    const byId = new Map(all.map((each) => [each.operationId ?? "", each]));
    byId.delete("");
    const ids = new Set(byId.keys());
    const byPlace = new Map(all.map((each) => [nameOfPlace(each.at), each]));
    for (const { responses } of all)
      for (const response of responses)
        for (const link of response.links) {
          check(link, ids, cx);
          checkParameters(link, targetOf(link, byId, byPlace, cx), cx);
        }
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

type Operations = ReadonlyMap<string, Operation>;

function targetOf(
  { at, operationId, operationRef }: Link,
  byId: Operations,
  byPlace: Operations,
  { find }: RuleContext,
): Operation | undefined {
  if (operationId !== null) return byId.get(operationId);
  const target = operationRef?.includes("#") ? find(operationRef, at) : null;
  return target ? byPlace.get(nameOfPlace(target)) : undefined;
}

/** "The parameter name can be qualified using the parameter location syntax": `path.id`. */
function checkParameters(link: Link, target: Operation | undefined, cx: RuleContext): void {
  if (!target) return;
  const names = new Set(
    target.parameters.flatMap((each) => [each.name, `${each.in}.${each.name}`]),
  );
  for (const name of link.parameters.keys()) {
    if (names.has(name)) continue;
    const what = target.operationId ?? `${target.method} ${target.path.trim()}`;
    const at = below(link.at, "parameters", name);
    cx.report("link-parameter", at, [link.name, name, what, ...cx.near(name, names)], {
      of: "key",
    });
  }
}
