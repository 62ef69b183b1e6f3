import { jsonFault } from "../../base/json-fault.js";
import type { ProseRule } from "../rule.js";

/** Code that is said to be JSON and is none: whoever copies it gets an error. */
export const codeNotJson: ProseRule = {
  code: "code-not-json",
  isApart: true,
  needs: ["json", "JSON"],
  mayOccur: /^[ \t]*\.\. (?:code|code-block|sourcecode)::[ \t]*json[ \t]*$/im,
  *find({ codes, source: { text } }) {
    for (const { start, end, language } of codes) {
      const fault = language?.toLowerCase() === "json" ? jsonFault(text.slice(start, end)) : null;
      if (!fault) continue;
      const { at, found, comma } = fault;
      const from = start + at;
      yield {
        start: from,
        end: from + Math.max(1, found.length),
        parts: [found, comma === undefined ? "" : "comma"],
      };
    }
  },
};
