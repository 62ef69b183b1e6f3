import { expect, test } from "vitest";
import { loadFiles, told } from "../load/tiny-project.js";
import { checkSite } from "../../src/pipeline.js";

/** What is found in the text of a page. */
function found(text: string): readonly string[] {
  const { project, report, diagnostics } = loadFiles({
    "specpress.yaml": "name: Tiny\nspecification: text\nraw: allow\n",
    "text/targets.yaml": "targets: { page: { files: [page.md] } }\n",
    "text/page.md": `# Page\n\n${text}\n`,
  });
  checkSite(project!, report);
  return told(diagnostics).map((each) => each.replace("text/page.md:", ""));
}

test.each([
  ['!!! note "Title"\n    Text.', '3:1 foreign-markup !!! note "Title" box'],
  ["??? info", "3:1 foreign-markup ??? info box"],
  ['One\n=== "Tab"\nTwo', '4:1 foreign-markup === "Tab" tabs'],
  ['--8<-- "part.md"', '3:1 foreign-markup --8<-- "part.md" inclusion'],
  ["<<< @/part.js", "3:1 foreign-markup <<< @/part.js inclusion"],
  ["[TOC]", "3:1 foreign-markup [TOC] contents"],
  ["[[_TOC_]]", "3:1 foreign-markup [[_TOC_]] contents"],
  ["*[HTML]: Hypertext", "3:1 foreign-markup *[HTML]: Hypertext abbreviation"],
  ["{/* hidden */}", "3:1 foreign-markup {/* hidden */} comment"],
  ['See {% include "part.md" %}.', '3:5 foreign-markup {% include "part.md" %} tag'],
  ["{% /callout %}", "3:1 foreign-markup {% /callout %} tag"],
  ["The {{ site.name }} here", "3:5 foreign-markup {{ site.name }} value"],
  ["- a\n- In [[the wiki|a word]]", "4:6 foreign-markup [[the wiki|a word]] wiki link"],
  ["A :white_check_mark: here", "3:3 foreign-markup :white_check_mark: picture"],
  ["| a |\n| - |\n| :x: |", "5:3 foreign-markup :x: picture"],
  ["Text.\n\n{: .note }", "5:1 foreign-markup {: .note } attributes"],
  ["<Tabs>\n\nText.\n\n</Tabs>", "3:1 component-as-html Tabs"],
  ["An <Icon.Box name='a' /> in a line", "3:4 foreign-markup <Icon.Box name='a' /> component"],
  ['A <Plot data={{ a: "b" }} /> here', '3:3 foreign-markup <Plot data={{ a: "b" }} /> component'],
  ["Some <Badge>text</Badge>", "3:6 component-as-html Badge"],
  ["<img src={at('a')} />", "3:1 foreign-markup <img src={at('a')} /> component"],
  ["A <b style={red}>b</b> c", "3:6 jsx-attribute style"],
  ['<div class="a" style={{ color: red }}>\n\nText.\n\n</div>', "3:16 jsx-attribute style"],
  ["Some\n{{#include part.md}}", "4:1 foreign-markup {{#include part.md}} inclusion"],
  ["| a | b |\n|---|\n| 1 | 2 |", "3:1 table-as-text cells 2 1"],
  ["> a | b\n> --|--|--\n> 1 | 2", "3:3 table-as-text cells 2 3"],
  ["Text:\n| a | b |\n|- -|---|", "4:1 table-as-text ruler"],
  ["| a \\| b |\n|===|\n| 1 |", "3:1 table-as-text ruler"],
  ["| a | b |\n|—|—|", "3:1 table-as-text ruler"],
  ["- | a | b |\n  | 1 | 2 |", "3:3 table-as-text dashes"],
  ["|---|---|\n| 1 | 2 |", "3:1 table-as-text head"],
  ["+---+---+\n| a | b |\n+---+---+", "3:1 table-as-text grid"],
  ["##Two", "3:1 heading-as-text ##"],
  ["####### Two", "3:1 heading-as-text #######"],
  [".. [1] A note", "3:1 rst-footnote .. [1] A note 1"],
  ["Some `[2]_` text [#a]_ here", "3:18 rst-footnote [#a]_ #a"],
  [".. |x| replace:: y", "3:1 rst-directive .. |x| replace:: replace "],
  ["^^^^^\nTwo\n^^^^^", "3:1 rst-title ^^^^^"],
  ["```\ncode\n    ```", "3:1 fence-not-closed ```"],
  ["<div\n\nText", "3:1 html-not-closed div tag"],
  ['<p>a</p><b title="x>\ny</b>', "3:9 html-not-closed b tag"],
  ["`a` {{name}} `b`", "3:5 undefined-variable name"],
  ["```\n{{name}}\n```\n\n{{name}}", "7:1 undefined-variable name"],
  ["`{{git_versoin}}`", "3:2 undefined-variable git_versoin git_version"],
])("%j is one finding", (text, expected) => expect(found(text)).toEqual([expected]));

test.each([
  "Really!!! no kidding",
  "What??? why",
  "`{% raw %}` and `[[wiki]]` and `{{ a.b }}`",
  "```\n!!! note\n{% x %}\n[[a]]\n```",
  "`:x:`, a:x:b, urn:x:y, ::x::, 1:100:2, :nothing: and https://example.org/:key:",
  "arrays [[1, 2], [3, 4]] and bash [[ -f x ]]",
  "${{ github.ref }}",
  "[[a]](https://example.org/a) and [[1]][b]\n\n[b]: https://example.org/b",
  "<DIV>\n\nText.\n\n</DIV>\n\nA<Br />b",
  "a %} b {% c",
  "Write `{{name}}` and ``a ` {{name}}``.",
  "```\n{{name}}\n```\n\n- ~~~\n  {{name}}\n  ~~~",
  "a \\<String> and &lt;Some.Thing> and a < B > c",
  "##",
  "-\t```\n\tcode\n\t```",
  "a[1]_b and [1](https://example.org)_",
  '<p title=Bob\'s>a < b && "c</p>\n<script>if (a<b) "</script>\n<!-- <b -->',
  "one | two\nthree | four",
  "the values |x| and\n|y| of both",
  "Usage: a [-b|-c]\n[--d | --e]",
  "```\n| a | b |\n| 1 | 2 |\n{{#include a.rs}}\n```",
  "\\{{#include a.rs}} and `{{#include a.rs}}`",
  'A <b title="x={y}" lang=en>b</b> c',
  "A `<a href={b}>` c",
])("%j is text", (text) => expect(found(text)).toEqual([]));
