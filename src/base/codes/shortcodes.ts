import type { Entry } from "./entry.js";
import { oneOf } from "./words.js";

/** What to write in place of shortcodes that Hugo brings along. */
const usual: Readonly<Record<string, string>> = {
  ref: 'Write a plain link, [text](file.md), or name it under shortcodes in specpress.yaml: ref: { shows: address, page: "{0}" }',
  relref:
    'Write a plain link, [text](file.md), or name it under shortcodes in specpress.yaml: relref: { shows: address, page: "{0}" }',
  figure:
    'Write ![text](file.png), or name it under shortcodes in specpress.yaml: figure: { shows: picture, file: "{src}", alt: "{alt}" }',
  highlight: "Write the code between lines of three backquotes.",
  param: "Name a label in specpress.yaml and write %LABEL%.",
  details: "Write a heading, or <details> and <summary> as HTML.",
  tabs: "Write a heading for each, or one after the other in words.",
  tab: "Write a heading for each, or one after the other in words.",
  mermaid: "Show a picture that is made of it: ![What it shows](file.svg).",
  children:
    "Name it under shortcodes in specpress.yaml: children: { shows: pages }; or leave it out, since the navigation lists them.",
  gist: "Write the code between lines of three backquotes, or a link.",
};

/** What to write in place of a shortcode that Hugo brings along; `null` for others. */
export function usualHint(name = ""): string | null {
  if (Object.hasOwn(usual, name)) return usual[name]!;
  if (/^(?:admonition|alert|callout|hint|notice)$/.test(name))
    return `Write "> [!NOTE]", and the text below it, each line after ">"; or name it under shortcodes in specpress.yaml: ${name}: { shows: admonition, kind: "{0}" }`;
  return /^(?:youtube|vimeo|tweet|x|instagram|qr)$/.test(name)
    ? `Write a link, or name it under shortcodes in specpress.yaml: ${name}: { shows: text, text: "[...](https://.../{0})" }`
    : null;
}

/** What can be wrong with: the shortcodes in texts of Markdown. */
export const shortcodeCodes = {
  "shortcode-syntax": {
    severity: "error",
    text: (written, why) => `"${written}" is no complete shortcode: ${why}.`,
    hint: () =>
      'Write {{% name key="value" %}} on one line, or {{%/* name */%}} to show it as it is written.',
  },
  "unknown-shortcode": {
    severity: "error",
    text: (name) => `There is no shortcode "${name}".`,
    hint: (name, ...near) =>
      oneOf("Did you mean", near) ??
      usualHint(name) ??
      `Say what it shows, under shortcodes in specpress.yaml; write {{%/* ${name} */%}} to show it as it is written.`,
  },
  "shortcode-not-closed": {
    severity: "error",
    text: (name) =>
      `The shortcode "${name}" has no end in the text or list item that it begins in.`,
    hint: (name) =>
      `Write {{% /${name} %}} where it ends, or {{% ${name} /%}} if there is nothing in it.`,
  },
  "shortcode-not-open": {
    severity: "error",
    text: (name) =>
      `{{% /${name} %}} ends a shortcode that has no beginning in the same text or list item.`,
    hint: (name) => `Write {{% ${name} %}} where it begins, or leave the end out.`,
  },
  "shortcode-without-content": {
    severity: "error",
    text: (name) => `The shortcode "${name}" has no content, so nothing ends at {{% /${name} %}}.`,
    hint: () => "Leave this end out.",
  },
  "shortcode-not-in-text": {
    severity: "error",
    text: (name) =>
      `The shortcode "${name}" stands for blocks, which cannot be part of a heading, a link, emphasis or HTML.`,
    hint: () => "Write it on a line of its own.",
  },
  "shortcode-in-html": {
    severity: "error",
    text: () => "A shortcode within HTML stands for nothing; it is shown as it is written.",
    hint: () => "Write what it stands for, or Markdown in place of the HTML.",
  },
  "unknown-parameter": {
    severity: "error",
    text: (parameter, name) => `The shortcode "${name}" has no parameter "${parameter}".`,
    hint: (_parameter, _name, ...near) =>
      oneOf("Did you mean", near) ??
      "Leave it out, or use it as {name} in what the shortcode shows, in specpress.yaml; where it is to show nothing, name it there under unused.",
  },
  "missing-parameter": {
    severity: "error",
    text: (parameter, name) => `The shortcode "${name}" lacks the parameter "${parameter}".`,
    hint: (parameter) => `Add ${/^\d+$/.test(parameter ?? "") ? '"…"' : `${parameter}="…"`}.`,
  },
  "bad-parameter": {
    severity: "error",
    text: (setting, name, value, expected) =>
      `The shortcode "${name}" has "${value}" for "${setting}"; expected ${expected}.`,
    hint: (_setting, _name, _value, expected) => `Write ${expected}, or leave it out.`,
  },
  "parameter-twice": {
    severity: "error",
    text: (parameter, name) =>
      `The parameter "${parameter}" appears twice in the shortcode "${name}".`,
    hint: () => "Leave one of them out.",
  },
  "parameters-mixed": {
    severity: "error",
    text: (name) => `The shortcode "${name}" has parameters with a name and others without.`,
    hint: () => 'Give all of them a name: key="value".',
  },
  "shortcode-file": {
    severity: "error",
    text: (path, name, why) => `The file "${path}" that the shortcode "${name}" shows ${why}.`,
    hint: (_path, _name, _why, ...near) =>
      oneOf("Did you mean", near) ?? "Correct the parameter, or the path in specpress.yaml.",
  },
  "shortcode-shows-nothing": {
    severity: "error",
    text: (what, name, shortcode) =>
      `There is no ${what} "${name}" that the shortcode "${shortcode}" could show.`,
    hint: (_what, _name, _shortcode, ...near) =>
      oneOf("Did you mean", near) ?? "Correct the parameter, or add what it names.",
  },
  "shortcode-content-lost": {
    severity: "error",
    text: (name, template, why) => `The template "${template}" of the shortcode "${name}" ${why}.`,
    hint: () => "Print {{content}} once, on a line of its own where it is more than words.",
  },
  "shortcode-cycle": {
    severity: "error",
    text: (...paths) =>
      `The ${paths.at(-1)?.startsWith("{{") ? "shortcode" : "file"} includes itself: ${paths.join(" → ")}.`,
    hint: () => "Take one of these shortcodes out.",
  },
} satisfies Record<string, Entry>;
