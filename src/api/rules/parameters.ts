import { isArray, isObject, joinPointer, ownValue } from "../../data/data.js";
import type { Located } from "../../data/located.js";
import { below } from "../document-reader.js";
import type { ApiDocument, Parameter } from "../model.js";
import { refOf, valueAt } from "../references.js";
import { firstOne, operationsOf, type Rule, type RuleContext } from "../rule.js";

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
  const value = valueAt(holder);
  const list = isObject(value) ? ownValue(value, "parameters") : undefined;
  if (!isArray(list)) return;
  const known = new Map<string, Located>();
  for (let index = 0; index < list.length; index++) {
    const at = below(holder, "parameters", index);
    const target = targetOf(at, cx);
    const found = target && valueAt(target);
    const name = isObject(found) ? ownValue(found, "name") : undefined;
    const place = isObject(found) ? ownValue(found, "in") : undefined;
    if (typeof name !== "string" || typeof place !== "string" || place === "body") continue;
    const first = known.get(`${place} ${name}`);
    if (!first) known.set(`${place} ${name}`, at);
    else cx.report("duplicate-parameter", at, [name, place], { notes: firstOne(first) });
  }
}

/** Through the `$ref`s that follow one another. */
function targetOf(from: Located, cx: RuleContext): Located | null {
  let at: Located | null = from;
  for (let hops = 0; at && hops < 20; hops++) {
    const ref = refOf(valueAt(at) ?? null);
    if (ref === undefined) return at;
    at = cx.find(ref, at);
  }
  return null;
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
  return { file: at.file, pointer: joinPointer(at.pointer, "name") };
}
