import type { markdownCodes } from "../../base/codes/markdown.js";
import type { Samples } from "./sample.js";

const one = "# One\n\n";
const targets = (depth: string) =>
  `--- specification/targets.yaml\ntargets:\n  main: { files: [${depth}] }\n`;
const page = (text: string, files = "text.md") =>
  `${targets(files)}--- specification/text.md\n${text}`;

/** Files in Markdown. */
export const markdownSamples: Samples<keyof typeof markdownCodes> = {
  "heading-skips-level": [
    "headings that leave a level out",
    page(`${one}### Two\n`),
    page(`${one}## Two\n`),
  ],
  "heading-above-first": [
    "headings above the first one of their file, where none can be",
    page("## One\n\n# Two\n"),
    page("# One\n\n## Two\n"),
  ],
  "heading-too-deep": [
    "headings deeper than pages have levels",
    page("# One\n", "{ 9: text.md }"),
    page("# One\n", "{ 1: text.md }"),
  ],
  "duplicate-heading-id": [
    "ids that appear twice",
    page(`${one}## Two {#a}\n\n## Three {#a}\n`),
    page(`${one}## Two {#a}\n\n## Three {#b}\n`),
  ],
  "fence-not-closed": [
    "code in Markdown that does not end",
    page(`${one}\`\`\`json\n{}\n`),
    page(`${one}\`\`\`json\n{}\n\`\`\`\n`),
  ],
  "table-cell-missing": [
    "rows with fewer cells than their table has columns",
    page(`${one}| a | b |\n|---|---|\n| 1 |\n`),
    page(`${one}| a | b |\n|---|---|\n| 1 | |\n`),
  ],
  "table-as-text": [
    "what is meant as a table and is none",
    page(`${one}| a | b |\n|---|\n| 1 | 2 |\n`),
    page(`${one}| a | b |\n|---|---|\n| 1 | 2 |\n`),
  ],
  "table-cell-left-out": [
    "rows with more cells than their table has columns",
    page(`${one}| a |\n|---|\n| \`x|y\` |\n`),
    page(`${one}| a |\n|---|\n| \`x\\|y\` |\n`),
  ],
  "html-not-closed": [
    "elements of HTML that do not end",
    page(`${one}A <b>bold word.\n`),
    page(`${one}A <b>bold</b> word.\n`),
  ],
  "comment-not-closed": [
    "comments of HTML that do not end",
    page(`${one}<!-- To do.\n\nText.\n`),
    page(`${one}<!-- To do. -->\n\nText.\n`),
  ],
  "html-closes-nothing": [
    "end tags of HTML without a beginning",
    page(`${one}A bold</b> word.\n`),
    page(`${one}A <b>bold</b> word.\n`),
  ],
  "undefined-link-label": [
    "links by a label that nothing defines",
    page(`${one}See [the site][home].\n`),
    page(`${one}See [the site][home].\n\n[home]: https://example.org\n`),
  ],
  "mark-alone": [
    "marks of strong text or code at one end of it only",
    page(`${one}Send **all of it.\n`),
    page(`${one}Send **all** of it.\n`),
  ],
  "link-as-text": [
    "links with a space between the brackets, or without the last one",
    page(`${one}See [the site] (https://example.org).\n`),
    page(`${one}See [the site](https://example.org).\n`),
  ],
  "undefined-footnote": [
    "references to footnotes that are not there",
    page(`${one}Text.[^note]\n`),
    page(`${one}Text.[^note]\n\n[^note]: A note.\n`),
  ],
  "duplicate-footnote": [
    "footnotes that are defined twice",
    page(`${one}Text.[^a]\n\n[^a]: A note.\n\n[^a]: Another.\n`),
    page(`${one}Text.[^a] More.[^b]\n\n[^a]: A note.\n\n[^b]: Another.\n`),
  ],
  "unused-footnote": [
    "footnotes that nothing refers to",
    page(`${one}Text.\n\n[^note]: A note.\n`),
    page(`${one}Text.[^note]\n\n[^note]: A note.\n`),
  ],
  "front-matter-not-closed": [
    "front matter that does not end",
    page("---\ntitle: One\n\nText.\n"),
    page("---\ntitle: One\n---\n\nText.\n"),
  ],
  "bad-front-matter": [
    "front matter that cannot be read",
    page("+++\ntitle = One\n+++\n\nText.\n"),
    page('+++\ntitle = "One"\n+++\n\nText.\n'),
  ],
  "shortcode-as-text": [
    "shortcodes of Hugo",
    page(`${one}{{% note %}}\n`),
    page(`${one}> [!NOTE]\n> Text.\n`),
  ],
  "colons-as-text": [
    "boxes of Docusaurus",
    page(`${one}:::note\n\nText.\n\n:::\n`),
    page(`${one}> [!NOTE]\n> Text.\n`),
  ],
  "foreign-markup": [
    "markup of other programs, such as boxes of MkDocs and tags of Liquid",
    page(`${one}!!! note\n\n    Text.\n`),
    page(`${one}> [!NOTE]\n> Text.\n`),
  ],
  "component-as-html": [
    "components of MDX and Vue",
    page(`${one}<Tabs>\n\nText.\n\n</Tabs>\n`),
    page(`${one}Text.\n`),
  ],
  "jsx-attribute": [
    "attributes whose values are code of JSX",
    page(`${one}<div title={words}>\n\nText.\n\n</div>\n`),
    page(`${one}<div title="words">\n\nText.\n\n</div>\n`),
  ],
  "script-as-text": [
    "imports and exports of MDX",
    page(`import Tabs from "@theme/Tabs";\n\n${one}Text.\n`),
    page(`${one}Text.\n`),
  ],
  "link-without-address": [
    "links without an address",
    page(`${one}See [one]().\n`),
    page(`${one}See [one](#one).\n`),
  ],
  "unknown-alert": [
    "alerts of a kind that there is not, or with a title of their own",
    page(`${one}> [!NOTES]\n> Text.\n`),
    page(`${one}> [!NOTE]\n> Text.\n`),
  ],
  "rst-directive": [
    "directives of reStructuredText in Markdown",
    page(`${one}.. note:: Text.\n`),
    page(`${one}> [!NOTE]\n> Text.\n`),
  ],
  "rst-role": [
    "roles of reStructuredText in Markdown",
    page(`${one}See :ref:\`one\`.\n`),
    page(`${one}See [one](#one).\n`),
  ],
  "rst-link": [
    "links of reStructuredText in Markdown",
    page(`${one}See \`the site <https://example.org>\`_.\n`),
    page(`${one}See [the site](https://example.org).\n`),
  ],
  "rst-target": [
    "targets of reStructuredText in Markdown",
    page(`${one}.. _two:\n\n## Two\n`),
    page(`${one}## Two {#two}\n`),
  ],
  "rst-footnote": [
    "footnotes of reStructuredText in Markdown",
    page(`${one}Text [1]_.\n`),
    page(`${one}Text [^1].\n\n[^1]: Note.\n`),
  ],
  "rst-substitution": [
    "substitutions of reStructuredText in Markdown",
    page(`${one}Of version |release|.\n`),
    page(`${one}Of version 1.2.\n`),
  ],
  "rst-field": [
    "fields of reStructuredText in Markdown",
    page(`${one}:Author: Ann\n`),
    page(`${one}The author is Ann.\n`),
  ],
  "heading-as-code": [
    "headings that are indented as far as code",
    page(`${one}Text.\n\n    ## Part\n\nMore.\n`),
    page(`${one}Text.\n\n## Part\n\nMore.\n`),
  ],
  "heading-as-text": [
    "headings without a space after their marks",
    page(`${one}##Two\n`),
    page(`${one}## Two\n`),
  ],
  "heading-in-list": [
    "headings that the mark of a list makes part of an item",
    page(`${one}- ## Two\n\n  Text.\n`),
    page(`${one}## Two\n\n- Text.\n`),
  ],
  "rst-comment": [
    "comments of reStructuredText in Markdown",
    page(`${one}.. Ask Ann.\n`),
    page(`${one}<!-- Ask Ann. -->\n`),
  ],
  "rst-list": [
    "lists of reStructuredText in Markdown",
    page(`${one}#. First.\n#. Second.\n`),
    page(`${one}1. First.\n1. Second.\n`),
  ],
  "rst-line-block": [
    "lines after bars, as in reStructuredText, in Markdown",
    page(`${one}| One line,\n| and one more.\n`),
    page(`${one}One line,\\\nand one more.\n`),
  ],
  "rst-title": [
    "titles of reStructuredText in Markdown",
    page(`${one}Two\n^^^\n`),
    page(`${one}## Two\n`),
  ],
  "rst-literal-block": [
    "code of reStructuredText in Markdown",
    page(`${one}Text::\n\n    code\n`),
    page(`${one}Text:\n\n    code\n`),
  ],
};
