import { describe, expect, test } from "vitest";
import { firstSections, wholeFirstScreen } from "../../src/site/first-screen.js";

const long = "<p>Text.</p>".repeat(10_000);

describe("the first screen of a long page is shown as a whole", () => {
  test("which ends with the last section that ends in it", () => {
    const body = `<p>a</p><section id="a"><section id="a.b">b</section></section><section id="c">${long}</section>`;
    expect(wholeFirstScreen(body)).toBe('<link rel="expect" href="#a" blocking="render">');
  });

  test.each([
    ["it has no section there", `${long}<section id="a">b</section>`],
    ["none of them ends there", `<section id="a">${long}</section>`],
    ["an address would name it otherwise", `<section id="ä">a</section>${long}`],
    ["it is part of a comment", `<!-- <section id="a">a</section> ${long} -->`],
  ])("but not where %s", (_, body) => {
    expect(wholeFirstScreen(body)).toBe("");
  });

  test("of another page the header alone is waited for: what its first section begins with", () => {
    const body =
      '<p>a</p><section id="ä"><section id="b">b</section></section><section id="c">c</section>';
    expect(wholeFirstScreen(body)).toBe('<link rel="expect" href="#b" blocking="render">');
    expect(wholeFirstScreen("<p>a</p>")).toBe("");
  });
});

test("ids of a long page's first sections are named in its style as they are, but for those that CSS has otherwise", () => {
  const ids = [
    "a",
    "&#228;",
    "&#34;b",
    "c&#10;",
    "d&#92;",
    "e&#99999999;",
    "f&#1114112;",
    "&#55296;",
  ];
  const sections = ids.map((id) => `<section id="${id}">x</section>`).join("");
  const style = firstSections(sections + long);
  expect(style).toContain('main section:is([id="a"],[id="ä"]),');
});
