import type { proseCodes } from "../../base/codes/prose.js";
import type { Samples } from "./sample.js";

const one = "One\n===\n\n";

/** Texts, if not said otherwise. */
export const proseSamples: Samples<keyof typeof proseCodes> = {
  "markdown-heading": ["titles as in Markdown", `${one}## Two\n\nText.`, `${one}Two\n---\n\nText.`],
  "markdown-fence": [
    "code as in Markdown",
    `${one}\`\`\`json\n{}\n\`\`\``,
    `${one}.. code:: json\n\n  {}`,
  ],
  "markdown-link": [
    "links and images as in Markdown",
    `${one}See [the site](https://example.org).`,
    `${one}See \`the site <https://example.org>\`_.`,
  ],
  "markdown-link-definition": [
    "definitions of links and footnotes as in Markdown",
    `${one}See the site.\n\n[site]: https://example.org`,
    `${one}See the site_.\n\n.. _site: https://example.org`,
  ],
  "markdown-table": [
    "tables as in Markdown",
    `${one}| a | b |\n|---|---|\n| 1 | 2 |`,
    `${one}==  ==\na   b\n==  ==\n1   2\n==  ==`,
  ],
  "markdown-quote": [
    "quotations as in Markdown",
    `${one}> As it is said.`,
    `${one}  As it is said.`,
  ],
  "markdown-rule": [
    "lines across the page as in Markdown",
    `${one}Text.\n\n---\n\nText.`,
    `${one}Text.\n\n----\n\nText.`,
  ],
  "markdown-emphasis": [
    "emphasis as in Markdown",
    `${one}This is __very important__ here.`,
    `${one}This is **very important** here.`,
  ],
  "single-backquotes": [
    "text in single backquotes",
    `${one}Set \`limit\` to 1.`,
    `${one}Set \`\`limit\`\` to 1.`,
  ],
};
