import type { Entry } from "./entry.js";

/** What can be wrong with: texts that mean something else than reStructuredText reads in them. */
/** What boxes of other programs are called in reStructuredText, where it has their name or a like one. */
const boxes: ReadonlyMap<string, string> = new Map([
  ["note", "note"],
  ["info", "note"],
  ["tip", "tip"],
  ["hint", "hint"],
  ["important", "important"],
  ["warning", "warning"],
  ["caution", "caution"],
  ["attention", "attention"],
  ["danger", "danger"],
  ["error", "error"],
]);

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
        ? `Write ".. image:: ${address}" on a line of its own${text ? `, and below it, indented, ":alt: ${text}"` : ""}.`
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
    text: (kind) =>
      kind === undefined
        ? 'Lines that begin with ">" are a quotation in Markdown, not in reStructuredText.'
        : `"[!${kind.toUpperCase()}]" begins a box in Markdown; reStructuredText shows it as text.`,
    hint: (kind) =>
      kind === undefined
        ? "Indent the quotation, without other marks."
        : `Write ".. ${kind}::", then a blank line, then the text, indented.`,
  },
  "markdown-box": {
    severity: "warning",
    text: (written) =>
      `"${written}" begins a box in the Markdown of another program; reStructuredText shows it as a term.`,
    hint: (_written, kind = "note") =>
      `Write ".. ${boxes.get(kind) ?? "note"}::", then a blank line, then the text, indented.`,
  },
  "markdown-math": {
    severity: "warning",
    text: () => '"$$" stands around formulas in Markdown; reStructuredText shows it as text.',
    hint: () => 'Write ".. math::", then a blank line, then the formula, indented.',
  },
  "markdown-tasks": {
    severity: "warning",
    text: (written) =>
      `"${written}" is an item with a box in Markdown; reStructuredText shows the brackets.`,
    hint: (_written, mark = "-") =>
      `Write the boxes as characters: "${mark} ☐" for what is to be done, "${mark} ☑" for what is done.`,
  },
  "markdown-definition": {
    severity: "warning",
    text: (words) =>
      `": ${words}" is the meaning of a term in Markdown; reStructuredText shows the colon.`,
    hint: () => "Write the meaning below its term, indented, without the colon.",
  },
  "markdown-footnote": {
    severity: "warning",
    text: (written) =>
      `"${written}" refers to a footnote in Markdown; reStructuredText shows it as text.`,
    hint: (_written, name = "1") => `Write [#${name}]_, and ".. [#${name}]" before the note.`,
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
  "html-in-text": {
    severity: "warning",
    text: (found, kind) =>
      kind === "entity"
        ? `"${found}" is a character in HTML; reStructuredText shows it as it is written.`
        : `"${found}" is HTML; reStructuredText shows it as text.`,
    hint: (_found, kind = "", words = "", address = "") => insteadOfHtml(kind, words, address),
  },
  "single-backquotes": {
    severity: "warning",
    text: (text) => `\`${text}\` in single backquotes is shown as the title of a work, in italics.`,
    hint: (text) =>
      `Write \`\`${text}\`\` for code, \`${text}\`_ for a link, or :title:\`${text}\` if it is a title.`,
  },
  "conflict-mark": {
    severity: "error",
    text: (mark) => `"${mark}" was left here by git when it could not merge two versions.`,
    hint: () => "Keep the lines of one version and remove the lines with the marks.",
  },
  "lost-markup": {
    severity: "warning",
    text: (written, _meant, kind) =>
      kind === "comment"
        ? `"${written}" is read as a comment, which no reader sees.`
        : `"${written}" is read as ${kind === "glued" ? "more of the text above it" : "text"} and shown as it stands.`,
    hint: (_written, meant, kind) =>
      kind === "glued" ? "Put a blank line above it." : `Write "${meant}".`,
  },
  "glued-list": {
    severity: "warning",
    text: (mark, column) =>
      `The list that "${mark}" begins has no blank line above it, so that ${column ? "the text above it is read as a term, and the list as its meaning" : "it is read as more of the text"}.`,
    hint: (_mark, column) =>
      column
        ? `Put a blank line between the text and the list, and indent the list as far as the text (${column} spaces).`
        : "Put a blank line between the text and the list.",
  },
  "glued-title": {
    severity: "warning",
    text: (title) =>
      `The title "${title}" has no blank line above it, so that it is read as more of the text.`,
    hint: () => "Put a blank line between the text and the title.",
  },
  "broken-underline": {
    severity: "warning",
    text: (title) =>
      `The line below "${title}" is not all of one sign, so that it makes no title and both are shown as text.`,
    hint: (_title, sign) => `Write it with "${sign}" alone, as long as the title.`,
  },
  "underline-apart": {
    severity: "warning",
    text: (title, sign) =>
      `The line of "${sign}" is as long as "${title}", but a blank line parts them: it is shown as a line between two texts, and the title as text.`,
    hint: () =>
      "Remove the blank line if it is a title; make the line shorter or longer if it is none.",
  },
  "open-literal": {
    severity: "warning",
    text: (text) => `"${text}" is shown as one piece of code with backquotes in it.`,
    hint: () =>
      "End the first piece of code where it should end, with two backquotes right after it.",
  },
  "unequal-backquotes": {
    severity: "warning",
    text: (text) => `"${text}" has one backquote on one side and two on the other.`,
    hint: (text) => `Write \`\`${text}\`\` for code.`,
  },
  "stray-backquotes": {
    severity: "warning",
    text: (written, _words, kind) =>
      kind === "alone"
        ? `The backquotes "${written}" are shown as they stand.`
        : `The backquotes of "${written}" are shown as they stand.`,
    hint: (_written, words, kind, link = "") => insteadOfStray(words, kind, link),
  },
  "role-as-text": {
    severity: "warning",
    text: (written, _advice, kind = "") =>
      `"${written}" is not read as a role: it ${roleFaults[kind] ?? ""}.`,
    hint: (_written, advice) => advice,
  },
  "open-phrase": {
    severity: "warning",
    text: (part, written, kind) =>
      kind === "open"
        ? `What "${part}" begins does not end before the next backquotes: it is "${written}".`
        : `"${part}" does not end there, since a letter follows: it is "${written}".`,
    hint: (part, _written, kind) =>
      kind === "open"
        ? `Put a backquote where the text that "${part}" begins should end.`
        : `Put a space after ${part}, or "\\ " where none is to be shown.`,
  },
  "variable-as-text": {
    severity: "warning",
    text: (written, _name, where) =>
      `"${written}" is shown as it stands${where ? ": descriptions have no variables" : ""}.`,
    hint: (_written, name, where) =>
      where
        ? `Write "{{${name}}}" in a text of a page; where braces are to be shown, put them in double backquotes.`
        : `Write "{{${name}}}".`,
  },
  "link-without-underscore": {
    severity: "warning",
    text: (text, address) => `"${text} <${address}>" is shown as it stands, it is no link.`,
    hint: (text, address) => `Write \`${text} <${address}>\`_, with an underscore at the end.`,
  },
  "half-link": {
    severity: "warning",
    text: (text) => `"${text}\`_" ends a link that does not begin.`,
    hint: () => "Put a backquote where the text of the link begins.",
  },
  "quoted-code": {
    severity: "warning",
    text: () => "This looks like code and is read as a quotation: its lines are run together.",
    hint: () => 'End the text above with "::", or put ".. code:: json" and a blank line above it.',
  },
  "swallowed-text": {
    severity: "warning",
    text: (words) => `"${words}" is read as more of the code above it, since it is indented.`,
    hint: () => "Begin it in the column of the text around the code.",
  },
  "split-sentence": {
    severity: "warning",
    text: (words) =>
      `As this line is indented, "... ${words}" above it is read as a term, and this as its meaning.`,
    hint: () => "Begin the lines of a paragraph in the same column.",
  },
  "hanging-hyphen": {
    severity: "warning",
    text: (word, next) =>
      `"${word}" ends this line, so that "${word} ${next}" is shown with a space.`,
    hint: (word, next) => `Write "${word}${next}" on one line.`,
  },
  "invisible-character": {
    severity: "warning",
    text: (codePoint, name) => `Here is ${name} (${codePoint}), which nobody sees.`,
    hint: () => "Remove it.",
  },
  "code-not-json": {
    severity: "warning",
    text: (found, kind) =>
      kind === "comma"
        ? "This code is not JSON: here a comma stands in front of the bracket that closes."
        : found === ""
          ? "This code is not JSON: it ends too early."
          : `This code is not JSON from "${found}" on.`,
    hint: (_found, kind) =>
      kind === "comma"
        ? "Remove the comma."
        : 'Correct it; where something is left out, write "..." for it, and where it is not JSON, name another language.',
  },
  "trailing-spaces": {
    severity: "note",
    text: (count) =>
      count === "1"
        ? "This line ends with spaces."
        : `This line ends with spaces, as do others: ${count} in this file.`,
    hint: () => "Remove them; specpress check --fix does.",
  },
  "last-line-open": {
    severity: "note",
    text: () => "The last line of the file does not end with a line feed.",
    hint: () => "Add one; specpress check --fix does.",
  },
  "tab-indent": {
    severity: "warning",
    text: () =>
      "This line is indented with tabs, which count up to the next multiple of eight columns.",
    hint: () => "Indent with spaces.",
  },
} satisfies Record<string, Entry>;

/** Why what looks like a role is none. */
const roleFaults: Readonly<Record<string, string>> = {
  start: "lacks the colon in front of its name",
  end: "lacks the colon after its name",
  space: "lacks a space in front",
  backquotes: "lacks backquotes around its text",
  double: "has two backquotes on each side where one belongs",
  extra: "has a backquote in front",
};

/** How to write what backquotes that are shown were to say. */
function insteadOfStray(words = "", kind = "", link = ""): string {
  switch (kind) {
    case "apart":
      return `Write \`\`${words}\`\`, without spaces inside the backquotes.`;
    case "alone":
      return "Remove them, or put them right beside the code that they belong to.";
    case "end":
      return "Put two backquotes where the code begins, or remove these.";
    case "link":
      return `Put a space in front of \`${words}\`${link}, or "\\ " where none is to be shown.`;
    default:
      return `Put a space in front of \`\`${words}\`\`, or "\\ " where none is to be shown.`;
  }
}

/** What says in reStructuredText what an element of HTML says. */
function insteadOfHtml(element: string, words: string, address: string): string {
  const text = words === "" ? "text" : words;
  if (element === "comment") return 'Write the comment as ".. " and its text, between blank lines.';
  if (element === "entity") return "Write the character itself.";
  if (element === "br")
    return 'Begin each of the lines with "| ", or begin a paragraph of its own.';
  if (element === "hr") return 'Write at least four: "----", with a blank line before and after.';
  if (element === "img") return `Write ".. image:: ${address}" on a line of its own.`;
  if (element === "a" && address !== "") return `Write \`${text} <${address}>\`_.`;
  if (/^(?:b|strong)$/.test(element)) return `Write **${text}**.`;
  if (/^(?:i|em)$/.test(element)) return `Write *${text}*.`;
  if (/^(?:code|tt|kbd)$/.test(element)) return `Write \`\`${text}\`\`.`;
  if (/^su[bp]$/.test(element)) return `Write :${element}:\`${text}\`.`;
  return 'Write it in reStructuredText; HTML that is to stay goes below ".. raw:: html", indented. Where the tag itself is meant, write it in double backquotes.';
}
