import type { shortcodeCodes } from "../../base/codes/shortcodes.js";
import type { Samples } from "./sample.js";

const settings = `--- specpress.yaml
name: Sample
specification: specification
shortcodes:
  box: { shows: admonition, kind: note }
  since: { shows: added, version: "{v}" }
  fresh: { shows: page, file: other.md, new-shown: "{new}" }
  part: { shows: page, file: "{name}.md" }
`;
const page = (text: string, more = "") =>
  `${settings}--- specification/targets.yaml\ntargets:\n  main: { files: [text.md] }\n--- specification/text.md\n# One\n\n${text}\n${more}`;

const templated = (template: string) =>
  page("{{% twice %}}\nText.\n{{% /twice %}}", `--- templates/twice.hbs\n${template}\n`)
    .replace("shortcodes:", "templates: templates\nshortcodes:")
    .replace("  part:", "  twice: { shows: template, template: twice, content: true }\n  part:");

/** Shortcodes in Markdown. */
export const shortcodeSamples: Samples<keyof typeof shortcodeCodes> = {
  "shortcode-syntax": [
    "shortcodes that are not complete",
    page('{{% since v="1.2 %}}'),
    page('{{% since v="1.2" %}}'),
  ],
  "unknown-shortcode": [
    "shortcodes that the project does not have",
    page('{{% sinse v="1.2" %}}'),
    page('{{% since v="1.2" %}}'),
  ],
  "shortcode-not-closed": [
    "shortcodes that do not end",
    page("{{% box %}}\nText."),
    page("{{% box %}}\nText.\n{{% /box %}}"),
  ],
  "shortcode-not-open": [
    "ends of shortcodes that do not begin",
    page("Text.\n{{% /box %}}"),
    page("{{% box %}}\nText.\n{{% /box %}}"),
  ],
  "shortcode-without-content": [
    "ends of shortcodes that have no content",
    page('{{% since v="1.2" %}} Text. {{% /since %}}'),
    page('{{% since v="1.2" %}} Text.'),
  ],
  "shortcode-not-in-text": [
    "shortcodes that stand for blocks, in headings, links or emphasis",
    page('## Two {{% part name="a" %}}', "--- specification/a.md\nText.\n"),
    page('## Two\n\n{{% part name="a" %}}', "--- specification/a.md\nText.\n"),
  ],
  "shortcode-in-html": [
    "shortcodes in HTML",
    page('<div>\n{{% since v="1.2" %}}\n</div>'),
    page('<div>\n\n{{% since v="1.2" %}}\n\n</div>'),
  ],
  "unknown-parameter": [
    "parameters that a shortcode does not have",
    page('{{% since v="1.2" version="1.3" %}}'),
    page('{{% since v="1.2" %}}'),
  ],
  "missing-parameter": [
    "parameters that a shortcode lacks",
    page("{{% since %}}"),
    page('{{% since v="1.2" %}}'),
  ],
  "bad-parameter": [
    "parameters that have another value than expected",
    page('{{% fresh new="perhaps" %}}', "--- specification/other.md\nOther.\n"),
    page('{{% fresh new="true" %}}', "--- specification/other.md\nOther.\n"),
  ],
  "parameter-twice": [
    "parameters that appear twice",
    page('{{% since v="1.2" v="1.3" %}}'),
    page('{{% since v="1.2" %}}'),
  ],
  "parameters-mixed": [
    "shortcodes that name some of their parameters only",
    page('{{% since v="1.2" "1.3" %}}'),
    page('{{% since v="1.2" %}}'),
  ],
  "shortcode-file": [
    "files that shortcodes show and that are not there",
    page('{{% part name="b" %}}', "--- specification/a.md\nText.\n"),
    page('{{% part name="a" %}}', "--- specification/a.md\nText.\n"),
  ],
  "shortcode-shows-nothing": [
    "events and tables that shortcodes show and that are not there",
    page("{{% rows %}}").replace("  part:", "  rows: { shows: table, table: cols }\n  part:"),
    page('{{% since v="1.2" %}}'),
  ],
  "shortcode-content-lost": [
    "templates that do not show what a shortcode holds",
    templated("{{#if content}}Text.{{/if}}"),
    templated("{{content}}"),
  ],
  "shortcode-cycle": [
    "files that include themselves by shortcodes",
    page('{{% part name="a" %}}', '--- specification/a.md\n{{% part name="a" %}}\n'),
    page('{{% part name="a" %}}', "--- specification/a.md\nText.\n"),
  ],
};
