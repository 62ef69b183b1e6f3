import type { PathItem } from "../model.js";
import { namesIn, pathNameRe } from "../path-names.js";
import { firstOne, type Rule, type RuleContext } from "../rule.js";

/** Paths are well formed, and no two of a document are equal but for their names, which OpenAPI 2 does not ask for. */
export const paths: Rule = {
  codes: ["path-blank", "path-malformed", "path-parameter-twice", "same-path"],
  check(documents, cx) {
    for (const { paths: items, version } of documents) {
      const known = new Map<string, PathItem>();
      for (const item of items) {
        checkForm(item, cx);
        const identity = item.path.trim().replace(pathNameRe, "{}");
        const first = known.get(identity);
        if (!first) known.set(identity, item);
        else if (version !== "2.0")
          cx.report("same-path", item.at, [item.path.trim(), first.path.trim()], {
            of: "key",
            notes: firstOne(first.at),
          });
      }
    }
  },
};

function checkForm({ at, path }: PathItem, cx: RuleContext): void {
  if (path !== path.trim()) cx.report("path-blank", at, [path], { of: "key" });
  const trimmed = path.trim();
  const malformed = (why: string) =>
    cx.report("path-malformed", at, [trimmed, why], { of: "key", detail: why });
  if (!trimmed.startsWith("/")) malformed('does not begin with "/"');
  if (/[{}]/.test(trimmed.replace(pathNameRe, ""))) malformed("has a brace without its other");
  if (/[?#]/.test(trimmed)) malformed("has a query or fragment, which belong to the parameters");
  for (const name of repeated(namesIn(trimmed)))
    cx.report("path-parameter-twice", at, [name, trimmed], { of: "key", detail: name });
}

function repeated(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(names.filter((name) => seen.size === seen.add(name).size));
}
