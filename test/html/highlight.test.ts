import { expect, test } from "vitest";
import { highlight } from "../../src/html/highlight.js";

/** Code in languages of a library; JSON and HTTP stand in `body.test`. */

const words = (code: string, language: string) =>
  [...String(highlight(code, language)).matchAll(/<span class="hl-(\w+)[^>]*>([^<]*)/g)].map(
    ([, kind, word]) => `${kind} ${word}`,
  );

test.each([
  ["c#", "using System;", "keyword using"],
  ["Go", "func main() {}", "keyword func"],
  ["TypeScript", "type A = 1;", "keyword type"],
  ["kt", "val a = 1", "keyword val"],
  ["toml", "a = 1", "attr a"],
])("%s is a language", (language, code, word) => {
  expect(words(code, language)).toContain(word);
});

test("languages within a language are known, whatever blocks stand before", () => {
  const code = "const a = html`<b>c</b>`;";
  const before = String(highlight(code, "js"));
  expect(before).toContain('<span class="hl-name">b</span>');
  highlight("<a/>", "html");
  expect(String(highlight(code, "js"))).toBe(before);
});

test("what is no language is none", () => {
  for (const language of ["", "klingon", "__proto__", "constructor", "../x"])
    expect(highlight("a", language)).toBeNull();
});
