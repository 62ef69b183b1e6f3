import { isArray, isObject, ownValue } from "../../data/data.js";
import { below } from "../document-reader.js";
import type { ApiDocument } from "../model.js";
import { valueAt } from "../references.js";
import { operationsOf, type Rule } from "../rule.js";

/** If an API describes tags, it describes all that its operations and other tags name; each is reported once. */
export const tags: Rule = {
  codes: ["undeclared-tag"],
  check(documents, cx) {
    const all = documents.flatMap((document) => document.tags);
    const names = new Set(all.map(({ name }) => name));
    if (names.size === 0 || documents.some(hasUnreadable)) return;
    const missing = new Set<string>();
    for (const { operation } of operationsOf(documents))
      for (const [index, name] of operation.tags.entries()) {
        if (names.has(name) || missing.has(name)) continue;
        missing.add(name);
        const parts = [name, ...cx.near(name, names)] as const;
        cx.report("undeclared-tag", below(operation.at, "tags", index), parts);
      }
    for (const { at, parent } of all)
      if (parent !== null && !names.has(parent))
        cx.report("undeclared-tag", below(at, "parent"), [parent, ...cx.near(parent, names)]);
  },
};

/** Whether there are tags without a name, which are reported with the structure. */
function hasUnreadable({ at, tags: read }: ApiDocument): boolean {
  const value = valueAt(at);
  const list = isObject(value) ? ownValue(value, "tags") : undefined;
  return isArray(list) && list.length !== read.length;
}
