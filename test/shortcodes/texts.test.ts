import { expect, test } from "vitest";
import { processorClock } from "../hostile-time.js";
import { buildSite } from "../../src/pipeline.js";
import { loadFiles, told } from "../load/tiny-project.js";
import { made, settings, shortcodes, words } from "./made.js";

/** What is wrong, by the text of a page; without its columns where they say nothing. */
const wrong: readonly (readonly [text: string, ...found: string[]])[] = [
  ["{{% note %}}\nText.", "main.md:1:1 shortcode-not-closed note"],
  [
    "- {{% note %}}\n  In.\n\n{{% /note %}}",
    "main.md:1:3 shortcode-not-closed note",
    "main.md:4:1 shortcode-not-open note",
  ],
  ["{{% note %}}\n{{% bare %}}\nText.\n{{% /note %}}", "main.md:2:1 shortcode-not-closed bare"],
  ["Text.{{% /note %}}", "main.md:1:6 shortcode-not-open note"],
  ["{{% added-in v=1 %}}{{% /added-in %}}", "main.md:1:21 shortcode-without-content added-in"],
  ["{{% nte %}}\n\nText.\n\n{{% /nte %}}", "main.md:1:1 unknown-shortcode nte note"],
  [
    'a {{% added-in v="1 %}}',
    'main.md:1:18 shortcode-syntax {{% added-in v="1 %}} a value does not end with "',
  ],
  ["a {{% added-in v= %}}", 'main.md:1:16 shortcode-syntax {{% added-in v= %}} "v" has no value'],
  [
    "a {{% added-in v=1 >}}",
    "main.md:1:20 shortcode-syntax {{% added-in v=1 >}} it ends with >}} and not with %}}",
  ],
  [
    `a {{% added-in v="${"a long value ".repeat(9)}" w='1' %}}`,
    `main.md:1:140 shortcode-syntax {{% added-in ... values stand between " and "`,
  ],
  ["a {{% %}}", "main.md:1:3 shortcode-syntax {{% %}} it has no name"],
  ["a {{% note\n\nb", "main.md:1:3 shortcode-syntax {{% note it does not end with %}}"],
  [
    '{{% added-in v="1"w="2" %}}',
    'main.md:1:19 shortcode-syntax {{% added-in v="1"w="2" %}} a space is missing before "w"',
  ],
  ["{{% added-in %}}", "main.md:1:1 missing-parameter v added-in"],
  ["{{% added-in v=1 v=2 %}}", "main.md:1:18 parameter-twice v added-in"],
  ["{{% added-in v=1 2 %}}", "main.md:1:18 parameters-mixed added-in"],
  [
    '{{% boxes/rationale tilte="x" %}}{{% /boxes/rationale %}}',
    "main.md:1:21 unknown-parameter tilte boxes/rationale title",
  ],
  ["# A {{% note %}}", "main.md:1:5 shortcode-not-in-text note"],
  ["![{{% note %}}](/a.png)", "main.md:1:1 shortcode-not-in-text note"],
  ["*a {{% note %}}b{{% /note %}}*", "main.md:1:4 shortcode-not-in-text note"],
  ["<p>\n{{% note %}}\n</p>", "main.md:2:1 shortcode-in-html"],
  ['{{% part name="q" %}}', "main.md:1:10 shortcode-file parts/q.md part does not exist"],
  ['{{% include "../main.md" %}}', "main.md:1:13 shortcode-file ../main.md include does not exist"],
  [
    '{{% include "../../../etc/passwd" %}}',
    "main.md:1:13 shortcode-file ../../../etc/passwd include lies outside the project",
  ],
  ['{{% include "main.md" %}}', "main.md:1:1 shortcode-cycle text/main.md text/main.md"],
  [
    '{{% event event="m.room.nam" %}}',
    "main.md:1:11 shortcode-shows-nothing event m.room.nam event m.room.name",
  ],
  [
    '{{% http-api api="logn" %}}',
    "main.md:1:14 shortcode-file api/logn.yaml http-api does not exist api/login.yaml",
  ],
];

test.each(wrong)("%s", (text, ...expected) => {
  const { found } = made(text);
  expect(found).toEqual(expected.map((each) => `text/${each}`));
});

test("shortcodes stand on their own lines, within lines, in lists, cells and each other", () => {
  const { found, body } = made(`# A

{{% note %}}
Text *a* [l].

- item

## In it
{{% /note %}}

Before {{% note %}}inside{{% /note %}} after.

{{% boxes/rationale title=\`A *title*\` %}}
{{% added-in v="1.7" %}}
Servers must.
{{% bare %}}
Deep.{{% /bare %}}
{{% /boxes/rationale %}}

| a | b |
|---|---|
| {{< added-in v=1 >}} x | {{% note %}}box{{% /note %}} |

## Title {{% changed-in v="3" %}}

A {{% changed-in
  v="4"
%}} b.
- one
  {{% note %}}
  In item.
  {{% /note %}}
- two

{{% note /%}}

## In it

[l]: https://example.org
`);
  expect(found).toEqual([]);
  const box = '<aside class="admonition note" role="note"><p class="admonition-title">Note</p>';
  expect(body).toContain(
    `${box}<p>Text <em>a</em> <a href="https://example.org">l</a>.</p><ul><li>item</li></ul><p class="rubric level-2" id="in-it">In it</p></aside>`,
  );
  expect(body).toContain(`<p>Before</p>\n${box}<p>inside</p></aside>\n<p>after.</p>`);
  expect(body).toContain(
    '<aside class="admonition rationale" role="note"><p class="admonition-title">A <em>title</em></p><p><strong>[Added in <code>v1.7</code>]</strong>\nServers must.</p><aside class="admonition warning" role="note"><p>Deep.</p></aside></aside>',
  );
  expect(body).toContain(
    `<th scope="row"><strong>[Added in <code>v1</code>]</strong> x</th><td>${box}<p>box</p></aside></td>`,
  );
  expect(body).toContain("<h2>Title <strong>[Changed in <code>v3</code>]</strong></h2>");
  expect(body).toContain("<p>A <strong>[Changed in <code>v4</code>]</strong> b.</p>");
  expect(body).toContain(`<li><p>one</p>${box}<p>In item.</p></aside></li>`);
  expect(body).toContain(`${box}</aside>`);
  expect(body).toContain('<section id="in-it-1"><h2>In it</h2>');
});

test("in code they are text, and one level of escapes is taken off", () => {
  const { found, body } =
    made(`\`{{% note %}}\` \`{{%/* note */%}}\` {{%/* note */%}} {{</* x */>}} {{%/*/* a */*/%}}

\`\`\`
{{% note %}}
{{%/* note */%}}
\`\`\`

    {{% note %}}

<!-- {{% note %}} -->
`);
  expect(found).toEqual([]);
  const [inText, fenced, indented] = body.split(/\n<pre[^>]*>/).map(words);
  expect(inText).toBe("{{% note %}} {{% note %}} {{% note %}} {{&lt; x &gt;}} {{%/* a */%}}");
  expect(fenced).toBe("{{% note %}} {{% note %}}");
  expect(indented).toBe("{{% note %}}");
});

const parts = {
  "text/parts/p.md":
    "---\ntitle: Part\nversion: 9\n---\n## Part\n\n{{% added-in v=3 %}} [its] and [l].\n\n[its]: https://its.example\n[l]: https://l.example\n",
  "text/parts/q.md": 'Q\n\n{{% part name="r" %}}\n',
  "text/parts/r.md": 'R [dead](#dead)\n\n{{% part name="q" %}}\n',
};

test("files that they show are part of the page: links, ids, version, places", () => {
  const { found, body } = made(
    `---
title: T
version: 3
---

{{% added-in v=3 %}} Yes, [its] and [l]. {{% added-in v=2 %}}

{{% changed-in v=2 %}}

{{% part name="p" %}}

{{% include "parts/p.md" %}}

{{% part name="q" %}}

[l]: https://own.example
`,
    parts,
  );
  expect(found).toEqual([
    "text/parts/r.md:1:3 dead-link dead",
    "text/parts/r.md:3:1 shortcode-cycle text/parts/q.md text/parts/r.md text/parts/q.md",
  ]);
  expect(body).toContain(
    '<p><strong>[New in this version]</strong> Yes, <a href="https://its.example">its</a> and <a href="https://own.example">l</a>.',
  );
  expect(body).not.toContain("<p></p>");
  const part = (id: string) =>
    `<section id="${id}"><h2>Part</h2>\n<p><strong>[New in this version]</strong> <a href="https://its.example">its</a> and <a href="https://l.example">l</a>.</p>`;
  expect(body).toContain(part("part"));
  expect(body).toContain(part("part-1"));
});

test("a part that no page shows is reported as a text that is not used", () => {
  expect(made("# A\n", { "text/parts/p.md": "P\n" }).found).toEqual([
    "text/parts/p.md:1:1 unread-file text/parts/p.md text/parts specification 1 text/parts/**",
  ]);
});

test("in a tree of pages: parts, descriptions of front matter, versions", () => {
  const { project, report, diagnostics } = loadFiles({
    "specpress.yaml": `name: Tree\npages: content\n${shortcodes}`,
    "templates/list.hbs": "",
    "content/_index.md": '---\ntitle: First\nversion: 1.10\n---\n{{% part name="p" %}}\n',
    "content/a.md":
      '---\ntitle: A\nversion: "1.1"\ndescription: "{{% added-in v=1.1 %}} *It*."\n---\n{{% part name="p" %}}\n',
    "content/parts/index.md": "---\nheadless: true\n---\n",
    "content/parts/p.md": '{{% added-in v="1.1" %}} Words.\n',
    "content/parts/lost.md": "Words.\n",
  });
  const { site } = buildSite(project!, report);
  const main = (path: string) => words(/<main[^]*<\/main>/.exec(String(site.get(path)))![0]);
  expect(told(diagnostics).filter((each) => each.startsWith("content/"))).toEqual([
    "content/parts/lost.md:1:1 unused-text parts/lost.md page",
  ]);
  expect(main("a/index.html")).toMatch(
    /\[New in this version\] It ?\. \[New in this version\] Words\.$/,
  );
});

test("operations and events: what they show is used, and their descriptions have shortcodes too", () => {
  const { found, body } = made(
    `# A

{{% http-api api="login" %}}

{{% event event="m.room.name" example="m.room.name$b" title="The *name*" %}}
`,
  );
  expect(found).toEqual([]);
  expect(words(body)).toContain("GET /login Words. Note [Added in v1.7 ] In data .");
  expect(body).toContain("<h2>The <em>name</em></h2>");
  expect(words(body)).toContain("[Changed in v2 ] It.");
  expect(words(body)).toContain('"name" : "b"');
  expect(words(body)).not.toContain('"name" : "a"');
});

test("without settings they are text, with a warning", () => {
  const { found, body } = made("{{% note %}} {{%/* note */%}}\n", {
    "specpress.yaml": "name: Tiny\nspecification: text\n",
  });
  expect(found).toEqual([
    "text/main.md:1:1 shortcode-as-text {{% note %}}",
    "text/main.md:1:14 shortcode-as-text {{%/* note */%}}",
  ]);
  expect(words(body)).toBe("{{% note %}} {{%/* note */%}}");
});

const many = 2000;
const hostile: readonly (readonly [what: string, text: string])[] = [
  ["tags that do not end", "{{% note ".repeat(many)],
  ["lines with tags that do not end", '{{% note a="\n\n'.repeat(many)],
  ["values that do not end", "x {{% note a=`".repeat(many)],
  ["escapes that do not end", "`{{%/* `{{%/* ".repeat(many)],
  ["boxes that do not end", "{{% note %}}\n".repeat(many)],
  ["boxes within a paragraph", "a {{% note %}} ".repeat(many)],
  ["ends of nothing", "{{% /note %}}\n".repeat(many)],
  ["spaces", `{{% note ${" ".repeat(many * 10)}`],
  ["parameters", `{{% added-in ${"a ".repeat(many)}`],
  ["backslashes", `{{% added-in v="${'\\\\"'.repeat(many)}`],
];

test.each(hostile)("hostile: %s", (_what, text) => {
  const time = processorClock();
  made(text);
  expect(time()).toBeLessThan(5000);
});

test("boxes within boxes are shown up to a depth", () => {
  const depth = 200;
  const { found } = made(
    `${"{{% note %}}\n".repeat(depth)}Text.\n${"{{% /note %}}\n".repeat(depth)}`,
  );
  expect(found).toEqual(["text/main.md:31:1 nested-too-deep 30"]);
});

test("what has no parameter that it needs shows nothing, and a value that is none is told", () => {
  const config = settings.replace(
    "shortcodes:\n",
    'shortcodes:\n  video: { shows: text, text: "[Video](https://a.example/{0})" }\n',
  );
  const text =
    '# A\n\n{{< video >}}\n\nA {{< video id="x" >}} b, [c](https://a.example/{{< video >}})\n\n{{% either file="one" with="no" %}}\n';
  const { found } = made(text, {
    "specpress.yaml": config,
    "text/parts/one.md": "One.\n",
  });
  expect(found).toEqual([
    "text/main.md:3:1 missing-parameter 0 video",
    "text/main.md:5:13 unknown-parameter id video",
    "text/main.md:5:49 missing-parameter 0 video",
    "text/main.md:7:23 bad-parameter new-shown either no true or false",
  ]);
});
