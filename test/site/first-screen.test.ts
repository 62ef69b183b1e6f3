import { describe, expect, test } from "vitest";
import { wholeFirstScreen } from "../../src/site/first-screen.js";

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
    ["the page is not long", '<section id="a">a</section>'],
  ])("but not where %s", (_, body) => {
    expect(wholeFirstScreen(body)).toBe("");
  });
});
