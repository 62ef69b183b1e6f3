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
} satisfies Record<string, Entry>;
