import { expect, test } from "vitest";
import { markedPage } from "../../src/diff/page.js";

const section = (title: string, text: string) =>
  `<section id="a"><h2>${title}</h2><p>${text}</p></section>`;

test("characters that a long page writes in numbers are those of other pages", () => {
  const title = "2\u00a0 Caf\u00e9 &amp; &#39;more&#39;";
  const inNumbers = title.replace("\u00a0", "&#160;").replace("\u00e9", "&#233;");
  expect(markedPage(section(title, "One."), section(inNumbers, "One."))).toBeNull();
  const { sections } = markedPage(section(title, "One."), section(inNumbers, "Two."))!;
  expect(sections.map((each) => each.title)).toEqual(["2 Caf\u00e9 & 'more'"]);
});

test("code that is gone keeps its lines", () => {
  const code = "<pre><code>{\n  a\n}</code></pre>";
  const { body } = markedPage(`<div>${code}<p>b</p></div>`, "<div><p>b</p></div>")!;
  expect(String(body)).toContain('<del class="diff-gone diff-code">{\n  a\n}</del>');
});
