import type { Code } from "../../base/diagnostics.js";

/** A wrong and a right sample of a text in Markdown, or of files below lines `--- path`. */
export type MarkdownSample = readonly [wrong: string, right: string];

const one = "# One\n\n";
const page = "--- specification/targets.yaml\ntargets:\n  main: { files: [text.md] }\n";
const raw = (what: string) =>
  `--- specpress.yaml\nname: Sample\nspecification: specification\nraw: ${what}\n${page}`;
const pages =
  "--- specification/targets.yaml\ntargets:\n  main: { files: [text.md] }\n  other: { files: [other.md] }\n--- specification/text.md\n# One\n";
const svg = (more: string) =>
  `--- specification/picture.svg\n<svg xmlns="http://www.w3.org/2000/svg"${more}/>`;

/** Of codes that are reported in texts of both languages, and whose other sample is in reStructuredText. */
export const samplesInMarkdown: Readonly<Partial<Record<Code, MarkdownSample>>> = {
  "acceptance-malformed": [
    `${one}<!-- specpress: accept dead-link -->\n\nSee [this](#this).`,
    `${one}<!-- specpress: accept dead-link because another program writes it -->\n\nSee [this](#this).`,
  ],
  "code-not-json": [`${one}\`\`\`json\n{"a": 1,}\n\`\`\``, `${one}\`\`\`json\n{"a": 1}\n\`\`\``],
  "conflict-mark": [
    `${one}Text.\n\n<<<<<<< main\nOne.\n=======\nTwo.\n>>>>>>> other`,
    `${one}Text.\n\nTwo.`,
  ],
  "dead-fragment": [
    `${pages}--- specification/other.md\n[One](main.html#oen)`,
    `${pages}--- specification/other.md\n[One](main.html#one)`,
  ],
  "dead-link": [`${one}See [one](#oen).`, `${one}See [one](#one).`],
  "dead-page-link": ["[All](mian.html)", "[All](main.html)"],
  "empty-text": [
    `${page}--- specification/text.md\n\n`,
    `${page}--- specification/text.md\n# One\n`,
  ],
  "image-refused": [
    `${page}--- specification/text.md\n![Picture](picture.svg)\n${svg(' onload="alert(1)"')}`,
    `${page}--- specification/text.md\n![Picture](picture.svg)\n${svg("")}`,
  ],
  "missing-image": [
    "![Picture](picture.png)",
    `${page}--- specification/text.md\n![Picture](picture.svg)\n${svg("")}`,
  ],
  "raw-html": ["<p>Text.</p>", "Text."],
  "raw-html-refused": [
    `${raw("refuse")}--- specification/text.md\n<p>Text.</p>\n`,
    `${raw("refuse")}--- specification/text.md\nText.\n`,
  ],
  "raw-html-sanitised": [
    `${raw("sanitise")}--- specification/text.md\n<p onclick="alert(1)">Text.</p>\n`,
    `${raw("sanitise")}--- specification/text.md\n<p>Text.</p>\n`,
  ],
  "undefined-label": [`${one}This is %VERSON%.`, `${one}This is %VERSION%.`],
  "undefined-variable": [`${one}{{git_verson}}`, `${one}{{git_version}}`],
  "unsafe-link": [`${one}[Click](javascript:alert(1))`, `${one}[Click](https://example.org)`],
  "unused-acceptance": [
    `${one}<!-- specpress: accept dead-link because another program writes it -->\n\nSee [one](#one).`,
    `${one}<!-- specpress: accept dead-link because another program writes it -->\n\nSee [this](#this).`,
  ],
  "variable-not-alone": [`${one}The interfaces: {{apis}}`, `${one}The interfaces:\n\n{{apis}}`],
};
