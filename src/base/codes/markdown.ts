import type { Entry } from "./entry.js";
import { usualHint } from "./shortcodes.js";

/** What to write in place of markup of other programs, by the kinds of `markdown/foreign-markup.ts`. */
const foreignHints = {
  tabs: "Write a heading for each, or one after the other in words.",
  inclusion: 'Write what it includes, or a shortcode that shows a page: {{% include "part.md" %}}.',
  contents: "Leave it out: each page has a list of its contents.",
  abbreviation: "Write the abbreviation with what it means in the text.",
  terms:
    'Write each term with a definition of its own: a line with the term, one with ": " and the text, a blank line.',
  key: "Write each key as <kbd>Ctrl</kbd>.",
  marked: "Write it in bold, **text**.",
  raised: "Write it as HTML, <sup>2</sup>.",
  "code docs": "Write the text that it stands for: what code says of itself is not read here.",
  tag: "Write what it stands for, or a shortcode: {{% name %}}, which specpress.yaml says the meaning of.",
  value: "Write the value, or name a label in specpress.yaml and write %LABEL%.",
  component:
    "Leave it out, or name a shortcode under shortcodes in specpress.yaml that shows the same.",
  picture: "Write the character itself, such as ✔ or →, which every page can show.",
  "wiki link":
    "Write [text](file.md), or put it between backquotes if it is meant as it is written.",
  comment: "Write <!-- ... -->.",
  id: "Write {#id} at the end of the heading.",
  note: "Write [^1], and on a line of its own [^1]: The note.",
  formula:
    'Say in specpress.yaml what formulas stand between: markdown: { math: { inline: ["$ $"], block: ["$$ $$"] } }',
  directive:
    'Write what it stands for as Markdown has it, "> [!NOTE]" for a box and ![Text](file.png) for a picture; or a shortcode.',
  role: "Write a link as [text](file.md) or [text](#id), a formula as the settings of math say, and all else in plain words.",
  diagram: "Show a picture that is made of it: ![What it shows](file.svg).",
  "code title": "Write it in a line above the code.",
  "code mark": "Leave it out, with the signs of a comment around it.",
  "hidden line": "Leave out the lines that begin so: they are shown.",
} as const;

/** What is not shown of them, where all others are shown as text. */
const notShown: readonly string[] = ["code title"];

/** Alerts by the names of boxes in other programs. */
const alertOf: Readonly<Record<string, string>> = {
  note: "NOTE",
  info: "NOTE",
  tip: "TIP",
  important: "IMPORTANT",
  warning: "WARNING",
  caution: "CAUTION",
  danger: "CAUTION",
};

/** Kinds of boxes that have the names of no alerts. */
const boxAlerts: Readonly<Record<string, string>> = {
  ...alertOf,
  hint: "TIP",
  success: "TIP",
  attention: "WARNING",
  failure: "CAUTION",
  error: "CAUTION",
  bug: "CAUTION",
};

/** The alert that a box of another program is. */
export function alertOfBox(kind: string): string {
  return Object.hasOwn(boxAlerts, kind) ? boxAlerts[kind]! : "NOTE";
}

/** `!!! warning "Title"` as an alert, which has no title of its own. */
function boxHint(written: string): string {
  const [, kind = "", title] = /^\W+([\w-]+)[^"]*(?:"([^"]*)")?/.exec(written) ?? [];
  const alert = alertOfBox(kind);
  const titled = title ? `, below it "> **${title}**"` : "";
  return `Write "> [!${alert}]"${titled}, and the text below it, each line after ">".`;
}

/** `{ #its-id }` behind a text, or other attributes. */
function attributesHint(written: string): string {
  if (/[\s{](?:width|height)=/.test(written))
    return "Leave it out: a picture is as large as its file says, and never wider than the text.";
  const [, id] = /^\{:?\s*#([^\s{}]+)\s*\}$/.exec(written) ?? [];
  return id === undefined
    ? "Write {.class} or {#id}, at the end of a heading or on a line below a block."
    : `Write <a id="${id}"></a> before the text, or {#${id}} at the end of a heading or on a line below a block.`;
}

/** What to write in place of components that many sites have, by their names in lower case. */
const componentHints: Readonly<Record<string, string>> = {
  tabs: foreignHints.tabs,
  tabitem: foreignHints.tabs,
  tab: foreignHints.tabs,
  codegroup: "Leave the tag out; what stands above each code, write as text.",
  steps: "Leave the tag out, and write a list: 1., 2. and so on.",
  step: "Write an item of a list: 1., and below it the text, indented.",
  accordion: "Write <details> and <summary>, or a heading.",
  expandable: "Write <details> and <summary>, or a heading.",
  frame: "Leave the tag out, and write ![What it shows](file.png).",
};

/** The alert that a component is, `<Tip>` or `<Admonition>`; `undefined` for others. */
function alertOfComponent(name: string): string | undefined {
  if (name === "admonition" || name === "callout" || name === "aside") return "NOTE";
  return Object.hasOwn(alertOf, name) ? alertOf[name] : undefined;
}

/** What can be wrong with: texts in Markdown. */
export const markdownCodes = {
  "heading-skips-level": {
    severity: "warning",
    text: (title, level, before) =>
      `The heading "${title}" is of level ${level}, but the one before it is of level ${before}.`,
    hint: (_title, _level, before = "1") =>
      `Write it with ${"#".repeat(Math.min(6, Number(before) + 1))}, one level below.`,
  },
  "heading-above-first": {
    severity: "error",
    text: (title, level) =>
      `The heading "${title}" is above the first one of its file, which is of level ${level}, and stands on the highest level already.`,
    hint: () => "Begin the file with the highest heading that it has.",
  },
  "heading-too-deep": {
    severity: "error",
    text: (title, depth, levels) =>
      `The heading "${title}" is too deep: its file is included at depth ${depth}, and pages have ${levels} levels.`,
    hint: () => "Include the file less deep in targets.yaml, or use fewer levels of headings.",
  },
  "duplicate-heading-id": {
    severity: "error",
    text: (id) => `The id "${id}" appears twice on this page; links lead to the first one.`,
    hint: () => "Give one of them another id.",
  },
  "heading-as-text": {
    severity: "warning",
    text: (marks = "##") =>
      marks.length > 6
        ? `A heading has six "#" at most; this one with ${marks.length} is shown as text.`
        : `There is no space between "${marks}" and the heading, so that it is shown as text.`,
    hint: (marks = "##") =>
      marks.length > 6
        ? "Write it with fewer, or in bold."
        : `Write "${marks} " before the heading, or "\\${marks}" if none is meant.`,
  },
  "heading-in-list": {
    severity: "warning",
    text: (title) =>
      `The heading "${title}" stands in an item of a list, where it begins no section and is not in the contents.`,
    hint: () => "Write it without the mark of the list, or as text in bold.",
  },
  "fence-not-closed": {
    severity: "warning",
    text: (fence) => `The code that "${fence}" begins does not end; all that follows is code.`,
    hint: (fence) => `Write ${fence} on a line of its own after the code.`,
  },
  "table-cell-missing": {
    severity: "warning",
    text: (cells, columns) =>
      `This row has ${cells} ${cells === "1" ? "cell" : "cells"}, and its table has ${columns} columns.`,
    hint: () =>
      "Write an empty cell as | |. A blank line ends a table; a bar within a cell is \\|.",
  },
  "table-cell-left-out": {
    severity: "error",
    text: (cells, columns) =>
      `This row has ${cells} cells, and its table has ${columns} columns; the last cells are not shown.`,
    hint: () => "Write a bar within a cell as \\|, in code too, or add a column to the head.",
  },
  "heading-as-code": {
    severity: "warning",
    text: (heading) =>
      `${heading} is indented as far as code is, so that it is no heading and shown as code.`,
    hint: () => "Remove the spaces in front of it, or put it between fences if it is code.",
  },
  "table-as-text": {
    severity: "warning",
    text: (why, head = "", ruler = "") =>
      ({
        cells: `The head of this table has ${head} ${head === "1" ? "cell" : "cells"} and the line below it ${ruler}, so that it is shown as text.`,
        ruler:
          "The line below the head of this table has other characters than -, : and |, or a space between them, so that it is shown as text.",
        head: "This table has no head, so that it is shown as text.",
        grid: "Tables in a frame of + and - are reStructuredText; Markdown shows them as text.",
        simple: 'Tables between rows of "=" are reStructuredText; Markdown shows them as text.',
      })[why] ?? "This table has no line of dashes below its head, so that it is shown as text.",
    hint: (why) =>
      why === "head"
        ? "Write the head directly above it, | A | B |, with as many cells."
        : "Write below the head | --- | --- |, with as many cells as it has.",
  },
  "html-not-closed": {
    severity: "warning",
    text: (name, isTag, other) =>
      isTag
        ? `The tag <${name} does not end; it is shown as text.`
        : other === undefined
          ? `The element <${name}> does not end.`
          : `The element <${name}> does not end: </${other}> ends another one.`,
    hint: (name, isTag) =>
      isTag
        ? `Write > where it ends, and " after each value that begins with it; or \\<${name} if no HTML is meant.`
        : `Write </${name}> where it ends, or \\<${name}> if no HTML is meant.`,
  },
  "comment-not-closed": {
    severity: "warning",
    text: () => "This comment does not end; all that follows is in it.",
    hint: () => 'Write "-->" where it ends.',
  },
  "html-closes-nothing": {
    severity: "warning",
    text: (name) => `The tag </${name}> closes nothing.`,
    hint: (name, isVoid) =>
      isVoid
        ? `Leave it out: <${name}> has no end tag, and browsers may show a second one.`
        : `Write <${name}> where the element begins, or leave the tag out.`,
  },
  "undefined-link-label": {
    severity: "warning",
    text: (label) => `The link names "[${label}]", which nothing defines; it is shown as text.`,
    hint: (label) => `Write "[${label}]: https://..." on a line of its own.`,
  },
  "mark-alone": {
    severity: "warning",
    text: (mark) => `"${mark}" has no counterpart, so that it is shown as text.`,
    hint: (mark, what) => `Write ${mark} at both ends of ${what}, or \\${mark} if it is text.`,
  },
  "link-as-text": {
    severity: "warning",
    text: (written, _meant, spaced) =>
      `"${written}" is shown as text, it is no ${written?.startsWith("!") ? "image" : "link"}${spaced === undefined ? "" : ": its address has a space"}.`,
    hint: (written, meant = "", spaced) =>
      spaced !== undefined
        ? `Write ${meant}, or ${spaced.replace(/\s/g, "%20")}.`
        : written?.startsWith("<")
          ? `Write ${meant}.`
          : `Write ${meant}, with nothing between the brackets.`,
  },
  "undefined-footnote": {
    severity: "warning",
    text: (label) => `The footnote "[^${label}]" is not defined; it is shown as text.`,
    hint: (label) => `Write "[^${label}]: The note." on a line of its own.`,
  },
  "duplicate-footnote": {
    severity: "error",
    text: (label) =>
      `The footnote "[^${label}]" is defined for the second time; only the first is shown.`,
    hint: () => "Give one of them another name.",
  },
  "unused-footnote": {
    severity: "warning",
    text: (label) => `Nothing refers to the footnote "[^${label}]".`,
    hint: (label) => `Write [^${label}] where it belongs, or leave it out.`,
  },
  "front-matter-not-closed": {
    severity: "warning",
    text: (mark) =>
      `The front matter that "${mark}" begins in the first line does not end; it is shown as text.`,
    hint: (mark) => `Write ${mark} on a line of its own after it.`,
  },
  "bad-front-matter": {
    severity: "error",
    text: (why) => `The front matter cannot be used: ${why}.`,
    hint: (why = "", format) =>
      why.startsWith("this line")
        ? "Remove it."
        : /^it (?:is|begins)|^"/.test(why)
          ? "Begin the file with a line ---, below it lines such as title: My page, and a line ---."
          : format === "toml"
            ? 'Write one key with its value in each line: title = "My page".'
            : "Write one key with its value in each line: title: My page.",
  },
  "shortcode-as-text": {
    severity: "warning",
    text: (written) => `"${written}" is a command of another program; it is shown as text.`,
    hint: (written = "") =>
      usualHint(/^\{\{[%<]\s*([\w-]+)/.exec(written)?.[1]) ??
      "Say under shortcodes in specpress.yaml what it stands for, or write that as Markdown.",
  },
  "colons-as-text": {
    severity: "warning",
    text: (written) => `"${written}" begins a box of another program; it is shown as text.`,
    hint: (_written, kind = "") =>
      Object.hasOwn(alertOf, kind.toLowerCase())
        ? `Write "> [!${alertOf[kind.toLowerCase()]}]", and the text below it, each line after ">".`
        : "Write > [!NOTE], and the text below it, each line after >; or a shortcode that shows an admonition.",
  },
  "foreign-markup": {
    severity: "warning",
    text: (written, kind = "") =>
      `"${written}" is markup of another program; it is ${notShown.includes(kind) ? "not shown" : "shown as text"}.`,
    hint: (written = "", kind = "") => {
      if (kind === "box") return boxHint(written);
      if (kind === "attributes") return attributesHint(written);
      return Object.hasOwn(foreignHints, kind)
        ? foreignHints[kind as keyof typeof foreignHints]
        : "Write what it stands for, or put it between backquotes if it is meant as it is.";
    },
  },
  "component-as-html": {
    severity: "warning",
    text: (name) =>
      `<${name}> is a component of another program; HTML has no such element, so that only what it holds is shown.`,
    hint: (written = "") => {
      const name = written.toLowerCase();
      const alert = alertOfComponent(name);
      if (alert !== undefined)
        return `Write "> [!${alert}]", and the text below it, each line after ">".`;
      return Object.hasOwn(componentHints, name)
        ? componentHints[name]!
        : "Leave the tag out, or name a shortcode under shortcodes in specpress.yaml that shows the same.";
    },
  },
  "jsx-attribute": {
    severity: "warning",
    text: (name) =>
      `The value of "${name}" is code in braces, as JSX has it; HTML has none, so that the attribute is not as it is meant.`,
    hint: (name) => `Write ${name}="...", or leave it out.`,
  },
  "script-as-text": {
    severity: "warning",
    text: (written) => `"${written}" is JavaScript as MDX has it; it is shown as text.`,
    hint: () =>
      "Leave it out; what it brings in, a shortcode can show, and code stands between lines of three backquotes.",
  },
  "link-without-address": {
    severity: "warning",
    text: (text, image) =>
      image
        ? `The image "![${text}]()" has no address, so that its text is shown.`
        : `The link "[${text}]()" has no address, so that it leads nowhere.`,
    hint: (text, image) =>
      image ? `Write ![${text}](file.png).` : `Write [${text}](#id) or [${text}](file.md).`,
  },
  "unknown-alert": {
    severity: "warning",
    text: (written) => `"${written}" begins no alert here; it is shown as text.`,
    hint: (_written, meant) =>
      meant
        ? `Write [!${meant}], with nothing after it on its line.`
        : "Write [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION], with nothing after it on its line.",
  },
  "rst-directive": {
    severity: "warning",
    text: (written) => `"${written}" is reStructuredText; Markdown shows it as text.`,
    hint: (_written, name = "") =>
      /^(?:note|tip|important|warning|caution)$/.test(name)
        ? `Write "> [!${name.toUpperCase()}]", and the text below it, each line after ">".`
        : name === "code" || name === "code-block"
          ? "Write the code between lines of three backquotes."
          : "Write it as Markdown has it, or put it into a file in reStructuredText.",
  },
  "rst-role": {
    severity: "warning",
    text: (written) =>
      `"${written}" is a role of reStructuredText; Markdown shows its name as text.`,
    hint: () => "Write links as [text](#id), code between backquotes, and emphasis between stars.",
  },
  "rst-link": {
    severity: "warning",
    text: (written, _text, _address, kind) =>
      kind === "literal"
        ? `"${written}" is no link; Markdown shows it as code with an underscore after it.`
        : `"${written}" is a link of reStructuredText; Markdown shows it as code.`,
    hint: (_written, text = "text", address = "#id") => `Write [${text}](${address}).`,
  },
  "rst-target": {
    severity: "warning",
    text: (written) => `"${written}" is a target of reStructuredText; Markdown shows it as text.`,
    hint: (_written, name = "name", address = "") =>
      address === ""
        ? `Write {#${name}} at the end of the heading below, and link it as [text](#${name}).`
        : `Write [${name}]: ${address}`,
  },
  "rst-footnote": {
    severity: "warning",
    text: (written) => `"${written}" is a footnote of reStructuredText; Markdown shows it as text.`,
    hint: (_written, label = "1") =>
      `Write [^${label}] in the text, and [^${label}]: before the note.`,
  },
  "rst-substitution": {
    severity: "warning",
    text: (written) =>
      `"${written}" is a substitution of reStructuredText; Markdown shows it as text.`,
    hint: (_written, name = "name") =>
      `Write what it stands for, or name a label in specpress.yaml and write %${name.toUpperCase().replace(/[^A-Z0-9]+/g, "_")}%.`,
  },
  "rst-field": {
    severity: "warning",
    text: (written) => `"${written}" is a field of reStructuredText; Markdown shows it as text.`,
    hint: (_written, name = "") =>
      /^(?:param|type|raises?|returns?|rtype)/.test(name)
        ? "Write a table or a list."
        : "Write it into the front matter, or as text.",
  },
  "rst-comment": {
    severity: "warning",
    text: (written) =>
      `"${written}" begins a comment in reStructuredText; Markdown shows it as text.`,
    hint: () => "Write <!-- before the comment, and --> after it.",
  },
  "rst-list": {
    severity: "warning",
    text: (mark) =>
      `"${mark}" begins an item of a list in reStructuredText; Markdown shows it as text.`,
    hint: () => 'Write "1." before each item.',
  },
  "rst-line-block": {
    severity: "warning",
    text: () =>
      "Lines that begin with a bar keep their ends in reStructuredText; Markdown shows the bars.",
    hint: () => "Leave the bars out, and end each line but the last with a backslash.",
  },
  "rst-title": {
    severity: "warning",
    text: (row) => `"${row}" underlines a title in reStructuredText, not in Markdown.`,
    hint: () => "Write # before the title: one for each level.",
  },
  "rst-literal-block": {
    severity: "warning",
    text: () => 'The "::" before this code is reStructuredText; Markdown shows both colons.',
    hint: () => "Write one colon, and the code between lines of three backquotes.",
  },
} satisfies Record<string, Entry>;
