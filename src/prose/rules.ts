import type { ProseRule } from "./rule.js";
import { markdownFence } from "./rules/markdown-fence.js";
import { markdownHeading } from "./rules/markdown-heading.js";
import { markdownLink, markdownLinkDefinition } from "./rules/markdown-link.js";
import { markdownEmphasis, markdownQuote, markdownRule } from "./rules/markdown-marks.js";
import { markdownTable } from "./rules/markdown-table.js";
import { singleBackquotes } from "./rules/single-backquotes.js";

/** What is looked for in texts. The first that explains a line is the only one reported there. */
export const rules: readonly ProseRule[] = [
  markdownFence, // first: what is in it is code
  markdownHeading,
  markdownTable,
  markdownQuote,
  markdownRule,
  markdownLinkDefinition,
  markdownLink,
  markdownEmphasis,
  singleBackquotes,
];
