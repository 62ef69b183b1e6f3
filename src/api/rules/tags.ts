import { isArray, isObject, ownValue } from "../../data/data.js";
import { below } from "../document-reader.js";
import type { ApiDocument, Tag } from "../model.js";
import { valueAt } from "../references.js";
import { operationsOf, type Rule, type RuleContext } from "../rule.js";

/**
 * If an API describes tags, it describes all that its operations and other tags name; each is reported once. No tag is part
 * of itself, also by way of others.
 */
export const tags: Rule = {
  codes: ["undeclared-tag", "tag-circle"],
  check(documents, cx) {
    const all = documents.flatMap((document) => document.tags);
    reportCircles(all, cx);
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

/** Report each circle of tags that are part of each other, at the first of them. */
function reportCircles(tags: readonly Tag[], cx: RuleContext): void {
  const byName = new Map(tags.map((tag) => [tag.name, tag]));
  const seen = new Set<Tag>();
  for (const first of byName.values()) {
    const way: Tag[] = [];
    let at: Tag | undefined = first;
    while (at && !seen.has(at)) {
      seen.add(at);
      way.push(at);
      at = at.parent === null ? undefined : byName.get(at.parent);
    }
    const start = at ? way.indexOf(at) : -1;
    if (start === -1) continue;
    const names = [...way.slice(start), at!].map(({ name }) => `"${name}"`);
    cx.report("tag-circle", below(at!.at, "parent"), [names.join(", ")]);
  }
}

/** Whether there are tags without a name, which are reported with the structure. */
function hasUnreadable({ at, tags: read }: ApiDocument): boolean {
  const value = valueAt(at);
  const list = isObject(value) ? ownValue(value, "tags") : undefined;
  return isArray(list) && list.length !== read.length;
}
