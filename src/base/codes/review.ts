import type { Entry } from "./entry.js";
import { oneOf } from "./words.js";

/** What can be wrong with: what a project says about findings. */
export const reviewCodes = {
  "unknown-code": {
    severity: "error",
    text: (code) => `There is no finding with the code "${code}".`,
    hint: (_code, ...near) =>
      oneOf("Did you mean", near) ?? "specpress check --list shows all codes.",
  },
  "acceptance-malformed": {
    severity: "error",
    text: () => "This comment does not say what it accepts, and why.",
    hint: () => "Write: specpress: accept CODE because REASON",
  },
  "unused-acceptance": {
    severity: "warning",
    text: (code) => `Nothing with the code "${code}" is found here that would have to be accepted.`,
    hint: () => "Remove it, or move it right above what it is meant for.",
  },
} satisfies Record<string, Entry>;
