import { expect, test } from "vitest";
import { settle } from "../../src/check/check.js";
import { checkSite } from "../../src/pipeline.js";
import { loadFiles, told } from "../load/tiny-project.js";

/** The mistakes that people make in Markdown, each in several forms: one finding at its place. */
function found(text: string): string {
  const { project, report, diagnostics } = loadFiles({
    "specpress.yaml": "name: Tiny\npages: content\nraw: allow\nmarkdown: { smart: true }\n",
    "content/_index.md": "---\ntitle: Tiny\n---\n\n[x](a.md)\n",
    "content/a.md": `---\ntitle: A\n---\n\n${text}\n`,
    "content/b.md": "---\ntitle: B\n---\n\n## There\n\nText.\n",
  });
  checkSite(project!, report);
  return told(settle(diagnostics, project!, {}).diagnostics)
    .map((each) => each.replace("content/a.md:", "").split(" ").slice(0, 2).join(" "))
    .join(", ");
}

const at = (code: string, cases: readonly (readonly [place: string, text: string])[]) =>
  cases.map(([place, text]) => [text, `${place} ${code}`] as const);

test.each([
  ...at("dead-link", [
    ["5:1", "[x](#gone)"],
    ["5:7", "Some *[x](#gone)* text"],
    ["7:3", "## One\n\n- [x](#two)"],
    ["5:3", "> [x](#gone)"],
    ["7:3", "| a |\n| - |\n| [x](#gone) |"],
    ["5:1", "[x][y]\n\n[y]: #gone"],
    ["5:10", '<a href="#gone">x</a>'],
    ["5:4", "## [x](#gone)"],
    ["5:1", "[x](#One)\n\n## One"],
    ["7:11", "Text [^1].\n\n[^1]: See [x](#gone)."],
  ]),
  ...at("dead-fragment", [
    ["5:1", "[x](b.md#gone)"],
    ["5:1", "[x](/b/#gone)"],
    ["5:1", "[x](../b/#gone)"],
    ["5:1", "[x](b#gone)"],
    ["5:1", "[x](/b#gone)"],
  ]),
  ...at("fence-not-closed", [
    ["5:1", "```\ncode"],
    ["5:1", "~~~ js\ncode\n```"],
    ["5:1", "````\ncode\n```"],
    ["5:3", "- ```\n  code"],
    ["5:3", "> ```\n> code"],
    ["5:1", "```json\n{}\n\nText.\n\n## Two"],
    ["5:1", "```\ncode\n``` text"],
    ["5:2", " ```\n code"],
    ["6:1", "Text\n```\ncode"],
    ["5:4", "1. ~~~\n   code"],
  ]),
  ...at("table-cell-missing", [
    ["7:1", "| a | b |\n| - | - |\n| 1 |"],
    ["8:1", "| a | b |\n| - | - |\n| 1 | 2 |\n| 3 |"],
    ["7:1", "a | b | c\n--|---|--\n1 | 2"],
    ["7:1", "| a | b |\n|:-:|-:|\n| 1"],
    ["7:3", "- | a | b |\n  | - | - |\n  | 1 |"],
    ["7:3", "> | a | b |\n> | - | - |\n> | 1 |"],
    ["10:5", ">\n> - a\n>\n>   | a | b |\n>   | - | - |\n>   | 1 |"],
    ["7:1", "| a | b |\n| - | - |\n| 1 \\| 2 |"],
    ["7:1", "| a | b |\n| - | - |\n| `1` |"],
    ["7:1", "| a | b | c |\n| - | - | - |\n| 1 | |"],
    ["7:1", "| a | b |\n| - | - |\n| [x](b.md) |"],
  ]),
  ...at("heading-skips-level", [
    ["7:6", "## One\n\n#### Three"],
    ["5:5", "### Two"],
    ["7:6", "## One\n\n#### Three ####"],
    ["9:8", "## One\n\n### Two\n\n###### Five"],
    ["8:6", "One\n---\n\n#### *Three*"],
    ["7:6", "## One\n\n#### Three {#x}"],
    ["7:6", "## One\n\n#### `Three`"],
    ["7:6", "## One\n\n#### [Three](b.md)"],
    ["9:6", "## One\n\n> a\n\n#### Three"],
    ["9:6", "## One\n\n- a\n\n#### Three"],
  ]),
  ...at("html-not-closed", [
    ["5:1", "<div>\n\nText."],
    ["5:3", "A <b>text."],
    ["5:3", "- <span>text"],
    ["7:3", "| a |\n| - |\n| <sub>1 |"],
    ["5:1", "<details>\n<summary>a</summary>\n\nText."],
    ["5:1", "<table>\n<tr>\n<td>a\n</tr>\n\nText."],
    ["5:4", "## <em>Two"],
    ["5:3", "> <kbd>a"],
    ["5:1", "<div\n\nText."],
    ["5:6", "Text <code>a and more."],
  ]),
])("%j", (text, expected) => expect(found(text)).toBe(expected));
