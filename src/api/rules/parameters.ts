import type { Located } from "../../data/located.js";
import { below } from "../document-reader.js";
import type { ApiDocument, Parameter } from "../model.js";
import { firstOne, operationsOf, type Rule, type RuleContext } from "../rule.js";
import { writtenParameters } from "../written-parameters.js";

/** No list of parameters has two of one name and place; a query is described as a whole or in parts. */
export const parameters: Rule = {
  codes: ["duplicate-parameter", "several-query-forms"],
  check(documents, cx) {
    for (const document of documents) {
      for (const { operation } of operationsOf([document])) {
        checkList(operation.at, cx);
        checkQuery(operation.parameters, cx);
      }
      for (const at of itemsOf(document)) checkList(at, cx);
    }
  },
};

function itemsOf({ paths }: ApiDocument): readonly Located[] {
  return paths.map(({ at }) => at);
}

/** The model has one of two that are alike, so the list is looked at as it is written. */
function checkList(holder: Located, cx: RuleContext): void {
  const known = new Map<string, Located>();
  for (const each of writtenParameters(holder, cx.find)) {
    if (!each || each.place === "body") continue;
    const { name, place, target } = each;
    const isInline = target.pointer === each.at.pointer && target.file === each.at.file;
    const at = isInline ? below(target, "name") : each.at;
    const first = known.get(`${place} ${name}`);
    if (!first) known.set(`${place} ${name}`, at);
    else cx.report("duplicate-parameter", at, [name, place], { notes: firstOne(first) });
  }
}

/** @see https://spec.openapis.org/oas/v3.2.0#parameter-locations */
function checkQuery(all: readonly Parameter[], cx: RuleContext): void {
  const [whole, second] = all.filter((each) => each.in === "querystring");
  if (!whole) return;
  const other = second ?? all.find((each) => each.in === "query");
  if (other)
    cx.report("several-query-forms", nameOf(whole), [whole.name], {
      notes: [{ ...firstOne(nameOf(other))[0]!, text: "the other one stands here" }],
    });
}

function nameOf({ at }: Parameter): Located {
  return below(at, "name");
}
