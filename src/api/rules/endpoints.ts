import type { Located } from "../../data/located.js";
import { pathNameRe } from "../path-names.js";
import { firstOne, type Rule } from "../rule.js";

/** No method of a path is described twice in the files of an API. What one file says twice since OpenAPI 3, its paths say already. */
export const endpoints: Rule = {
  codes: ["duplicate-endpoint"],
  check(documents, cx) {
    const known = new Map<string, Located>();
    for (const { operations, version } of documents)
      for (const { method, path, basePath, at } of operations) {
        const whole = basePath + path.trim();
        const identity = `${method} ${whole.replace(pathNameRe, "{}")}`;
        const first = known.get(identity);
        if (!first) known.set(identity, at);
        else if (first.file !== at.file || version === "2.0")
          cx.report("duplicate-endpoint", at, [method, whole], {
            of: "key",
            notes: firstOne(first),
          });
      }
  },
};
