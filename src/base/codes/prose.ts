import type { Entry } from "./entry.js";

/** What can be wrong with: texts that mean something else than reStructuredText reads in them. */
export const proseCodes = {
  "markdown-heading": {
    severity: "warning",
    text: (title) => `"${title}" is a title in Markdown; reStructuredText shows it as text.`,
    hint: (title = "") =>
      `Write the title on a line of its own and underline it with ${"=".repeat(Math.min(title.length, 20))}; where no title may stand, write **${title}**.`,
  },
  "markdown-fence": {
    severity: "warning",
    text: (fence) => `"${fence}" begins code in Markdown; reStructuredText shows it as text.`,
    hint: (_fence, info = "") =>
      `Write ".. code::${info === "" ? "" : ` ${info}`}", then a blank line, then the code, indented.`,
  },
  "markdown-link": {
    severity: "warning",
    text: (text, address, image) =>
      `"${image}[${text}](${address})" is ${image ? "an image" : "a link"} in Markdown; reStructuredText shows it as text.`,
    hint: (text, address = "", image) =>
      image
        ? `Write ".. image:: ${address}" on a line of its own, and below it, indented, ":alt: ${text}".`
        : `Write \`${text} <${address.replace(/^<|>$/g, "")}>\`_.`,
  },
  "markdown-link-definition": {
    severity: "warning",
    text: (name, _rest, note) =>
      `"[${note}${name}]:" defines a ${note ? "footnote" : "link"} in Markdown; reStructuredText shows it as text.`,
    hint: (name, rest = "", note) =>
      note
        ? `Write ".. [#${name}] ${rest}", and [#${name}]_ where it is referred to.`
        : `Write ".. _${name}: ${rest.replace(/^<|>$/g, "")}", and \`${name}\`_ where it is linked.`,
  },
  "markdown-table": {
    severity: "warning",
    text: () => "This is a table in Markdown; reStructuredText shows it as text.",
    hint: () =>
      'Write it with rows of "=" above, below its head and at its end, or as ".. list-table::".',
  },
  "markdown-quote": {
    severity: "warning",
    text: () => 'Lines that begin with ">" are a quotation in Markdown, not in reStructuredText.',
    hint: () => "Indent the quotation, without other marks.",
  },
  "markdown-rule": {
    severity: "warning",
    text: (row) =>
      `"${row}" is a line across the page in Markdown; reStructuredText shows it as text.`,
    hint: () => 'Write at least four: "----", with a blank line before and after.',
  },
  "markdown-emphasis": {
    severity: "warning",
    text: (found) => `"${found}" is markup of Markdown; reStructuredText shows the marks.`,
    hint: (_found, words, meant) =>
      meant === "strong"
        ? `Write **${words}**.`
        : "There is no markup for struck text; leave it out, or say that it no longer holds.",
  },
  "single-backquotes": {
    severity: "warning",
    text: (text) => `\`${text}\` in single backquotes is shown as the title of a work, in italics.`,
    hint: (text) =>
      `Write \`\`${text}\`\` for code, \`${text}\`_ for a link, or :title:\`${text}\` if it is a title.`,
  },
} satisfies Record<string, Entry>;
