import { expect, test } from "vitest";
import { withHeights } from "../../src/site/long-page.js";
import { siteOf } from "./example.js";

const some = (length: number) => "x".repeat(length);

test("sections of a long page say how high they are, those around others for all of it", () => {
  const page = `<p>a</p><section id="a">${some(1000)}<section>${some(5000)}</section></section><section>b</section></section>c`;
  expect(withHeights(page)).toBe(
    `<p>a</p><section style="--height:120" id="a">${some(1000)}<section style="--height:100">${some(5000)}</section></section><section style="--height:4">b</section></section>c`,
  );
  expect(withHeights("<p>no section</p>")).toBe("<p>no section</p>");
});

test("HTML of an author stays as it is", () => {
  const own = `<section style="color: red"><section>a</section></section><!-- <section> --><template><section></section></template><script>"<section>"</script>`;
  expect(withHeights(own)).toBe(own.replace("<section>a", '<section style="--height:4">a'));
});

test("an edit of some words leaves what is said of the sections around it", () => {
  const page = (words: string) => `<section>${some(20_000)}<section>${words}</section></section>`;
  const outer = (text: string) => withHeights(text).slice(0, 40);
  expect(outer(page("One."))).toBe(outer(page("One, and then some more.")));
});

test("nothing that a page needs to be shown is within it or comes from elsewhere: one style, and scripts that wait", () => {
  const { site } = siteOf({
    "long.html": `Title\n=====\n\nText.\n\nPart\n----\n\n${"Text.\n".repeat(20_000)}\nPart\n----\n\nText.\n`,
  });
  const page = String(site.get("long.html"));
  const head = page.slice(0, page.indexOf("</head>"));
  expect(head.length).toBeLessThan(4000);
  expect(head.match(/<link rel="stylesheet"[^>]*>/g)).toHaveLength(1);
  for (const script of page.match(/<script\b[^>]*src[^>]*>/g) ?? [])
    expect(script).toMatch(/ (?:defer|async)>$/);
  // The text comes before its contents, which are long.
  expect(page.indexOf("<main")).toBeLessThan(3000 + head.length);
  expect(page).toContain('<section style="--height:');
});
