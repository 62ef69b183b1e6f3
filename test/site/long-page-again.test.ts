import { expect, test } from "vitest";
import { lightened } from "../../src/site/long-page.js";
import { Chance } from "../serve/edits.js";

const pieces = [
  "<p>Words</p>", "– “", "é", "𝄞", "<section>", '<section id="a">', '<section style="color: red">', "</section>",
  "<!-- ", " -->", "<script>", "</script>", "<style>", "</style >", "<svg>", "</svg>", "<template>", "</template>",
  "<", ">", "<sec", "tion>", "</scr", "ipt>", "text", "x".repeat(700), '<a title="<section>">', "\n",
]; // prettier-ignore

test("a long page that was edited is lightened as one that is new", () => {
  for (let seed = 1; seed <= 150; seed++) {
    const chance = new Chance(seed);
    const some = (count: number) => Array.from({ length: count }, () => chance.of(pieces));
    // Most pages have no more of these than others have.
    const parts = [...some(chance.below(60)), "y".repeat(chance.below(3) * 3000)];
    let former = lightened(parts.join(""));
    for (let edit = 0; edit < 12; edit++) {
      parts.splice(chance.below(parts.length), chance.below(3), ...some(chance.below(3)));
      const page = parts.join("");
      former = lightened(page, former);
      expect([seed, edit, former.text]).toEqual([seed, edit, lightened(page).text]);
    }
  }
});

test("what an edit leaves as it is, is not gone through again", () => {
  const page = (words: string) =>
    `<section id="a"><p>– ${words}</p><script>"é"</script>${"<p>x</p>".repeat(9000)}</section>`;
  const former = lightened(page("One"));
  const next = lightened(page("One – and two"), former);
  expect(next.text).toBe(lightened(page("One – and two")).text);
  expect(next.ascii.rewritten.length).toBe(former.ascii.rewritten.length + 1);
});
