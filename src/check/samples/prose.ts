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
  "markdown-box": [
    "boxes as in the Markdown of other programs",
    `${one}!!! note\n    Take care.`,
    `${one}.. note::\n\n  Take care.`,
  ],
  "markdown-math": ["formulas as in Markdown", `${one}$$\na + b\n$$`, `${one}.. math::\n\n  a + b`],
  "markdown-tasks": [
    "lists of tasks as in Markdown",
    `${one}- [ ] To do.\n- [x] Done.`,
    `${one}- ☐ To do.\n- ☑ Done.`,
  ],
  "markdown-definition": [
    "meanings of terms as in Markdown",
    `${one}Term\n: What it means.`,
    `${one}Term\n  What it means.`,
  ],
  "markdown-footnote": [
    "references to footnotes as in Markdown",
    `${one}Text.[^1]`,
    `${one}Text. [#1]_\n\n.. [#1] Note.`,
  ],
  "markdown-rule": [
    "lines across the page as in Markdown",
    `${one}Text.\n\n---\n\nText.`,
    `${one}Text.\n\n----\n\nText.`,
  ],
  "html-in-text": [
    "HTML between the lines, as Markdown allows",
    `${one}A <b>bold</b> word.`,
    `${one}A **bold** word.`,
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
  "conflict-mark": [
    "what git leaves of a merge",
    `${one}Text.\n\n<<<<<<< main\nOne.\n=======\nTwo.\n>>>>>>> other`,
    `${one}Text.\n\nTwo.`,
  ],
  "lost-markup": [
    "markup with a colon or a space too few",
    `${one}.. warning: Text that nobody sees.`,
    `${one}.. warning:: Text.`,
  ],
  "glued-list": [
    "lists without a blank line above",
    `${one}These:\n- a\n- b`,
    `${one}These:\n\n- a\n- b`,
  ],
  "glued-title": [
    "titles without a blank line above",
    `${one}Some text.\nPart\n----\n\nMore.`,
    `${one}Some text.\n\nPart\n----\n\nMore.`,
  ],
  "broken-underline": [
    "lines below titles that are not all of one sign",
    `${one}Some text.\n\nPart one\n------ -\n\nMore.`,
    `${one}Some text.\n\nPart one\n--------\n\nMore.`,
  ],
  "underline-apart": [
    "titles that a blank line parts from the line below",
    `${one}Some text.\n\nPart one\n\n--------\n\nMore.`,
    `${one}Some text.\n\nPart one\n--------\n\nMore.`,
  ],
  "open-literal": [
    "code that does not end where it should",
    `${one}Write \`\`a, or \`\`b\`\`.`,
    `${one}Write \`\`a\`\`, or \`\`b\`\`.`,
  ],
  "unequal-backquotes": [
    "one backquote and two",
    `${one}Write \`a\`\` here.`,
    `${one}Write \`\`a\`\` here.`,
  ],
  "stray-backquotes": [
    "backquotes around what is no code",
    `${one}Write \`\` a\`\` here.`,
    `${one}Write \`\`a\`\` here.`,
  ],
  "role-as-text": [
    "roles with a colon, a space or a backquote too few or too many",
    `${one}Write :code\`a\` here.`,
    `${one}Write :code:\`a\` here.`,
  ],
  "open-phrase": [
    "roles that go on to the next backquotes",
    `${one}Write H\\ :sub:\`2\`O and O\\ :sub:\`2\`.`,
    `${one}Write H\\ :sub:\`2\`\\ O and O\\ :sub:\`2\`.`,
  ],
  "swallowed-text": [
    "sentences that are read as more of the code above them",
    `${one}Write::\n\n    a\n\n And then::\n\n    b`,
    `${one}Write::\n\n    a\n\nAnd then::\n\n    b`,
  ],
  "code-not-json": [
    "code that is said to be JSON and is none",
    `${one}.. code:: json\n\n   {"a": 1,}`,
    `${one}.. code:: json\n\n   {"a": 1}`,
  ],
  "trailing-spaces": ["spaces at the ends of lines", `${one}Text. \nMore.`, `${one}Text.\nMore.`],
  "last-line-open": [
    "files whose last line has no end",
    "Text.<the end of the file>",
    "Text.<a line feed, the end of the file>",
    "sketch",
  ],
  "variable-as-text": [
    "variables in descriptions, or with a brace too few",
    `paths:\n  /colours:\n    get:\n      summary: List the colours.\n      operationId: listColours\n      description: "See {{colours}}."\n      responses: { 200: { description: The colours. } }`,
    `paths:\n  /colours:\n    get:\n      summary: List the colours.\n      operationId: listColours\n      description: "See their table."\n      responses: { 200: { description: The colours. } }`,
    "api",
  ],
  "link-without-underscore": [
    "links without an underscore",
    `${one}See \`the site <https://example.org>\`.`,
    `${one}See \`the site <https://example.org>\`_.`,
  ],
  "half-link": [
    "links without the backquote in front",
    `${one}See site <https://example.org>\`_.`,
    `${one}See \`site <https://example.org>\`_.`,
  ],
  "quoted-code": [
    "code that is read as a quotation",
    `${one}Text:\n\n  {\n    "a": 1\n  }`,
    `${one}Text::\n\n  {\n    "a": 1\n  }`,
  ],
  "split-sentence": [
    "paragraphs with an indented second line",
    `${one}A server that gets such a request must look into it and\n  answer as soon as it can.`,
    `${one}A server that gets such a request must look into it and\nanswer as soon as it can.`,
  ],
  "hanging-hyphen": [
    "words that are broken behind their hyphen",
    `${one}The client-\nserver part.`,
    `${one}The client-server part.`,
  ],
  "invisible-character": [
    "characters that nobody sees",
    `${one}The room\u200b_id.`,
    `${one}The room_id.`,
  ],
  "tab-indent": ["tabs in front of lines", `${one}- a\n\n\tb`, `${one}- a\n\n        b`],
};
