const markdownRe = /\.(?:md|markdown|mdown|mkdn?|mdx)$/i;

/** Formats of texts that are not reStructuredText, by the ends of their files' names. */
const formats: readonly (readonly [names: RegExp, format: string])[] = [
  [markdownRe, "Markdown"],
  [/\.(?:adoc|asciidoc)$/i, "AsciiDoc"],
  [/\.html?$/i, "HTML"],
  [/\.tex$/i, "TeX"],
  [/\.ya?ml$/i, "YAML"],
  [/\.json$/i, "JSON"],
];

/** Whether a file is a text of a specification, in Markdown or reStructuredText, as its name says. */
export function isText(path: string): boolean {
  return isMarkdown(path) || /\.rst$/i.test(path);
}

/** Whether a file is in Markdown, as its name says. */
export function isMarkdown(path: string): boolean {
  return markdownRe.test(path);
}

/** The format of a file that is no reStructuredText, as its name says; `null` for others. */
export function foreignFormat(path: string): string | null {
  return formats.find(([names]) => names.test(path))?.[1] ?? null;
}
