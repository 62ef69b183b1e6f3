import type { Located } from "../../data/located.js";
import type { Operation } from "../model.js";
import { pathNameRe } from "../path-names.js";
import { firstOne, type Rule } from "../rule.js";

/** No method of a path or webhook is described twice in the files of an API. What one file says twice since OpenAPI 3, its paths say already. */
export const endpoints: Rule = {
  codes: ["duplicate-endpoint"],
  check(documents, cx) {
    const known = new Map<string, Located>();
    for (const { operations, webhooks, version } of documents) {
      const look = ({ at, method }: Operation, whole: string, identity: string) => {
        const first = known.get(identity);
        if (!first) known.set(identity, at);
        else if (first.file !== at.file || version === "2.0")
          cx.report("duplicate-endpoint", at, [method, whole], {
            of: "key",
            notes: firstOne(first),
          });
      };
      for (const each of operations) {
        const whole = each.basePath + each.path.trim();
        look(each, whole, `${each.method} ${whole.replace(pathNameRe, "{}")}`);
      }
      for (const each of webhooks) look(each, each.path, `webhook ${each.method} ${each.path}`);
    }
  },
};
