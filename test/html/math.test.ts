import { expect, test } from "vitest";
import { parseRst, toHtml, transform } from "../../src/rst-api.js";

/** The characters of a formula on the page, and the codes of what was found. */
function shown(formula: string) {
  const codes: string[] = [];
  const report = ({ code }: { code: string }) => void codes.push(code);
  const html = toHtml(transform(parseRst(`:math:\`${formula}\``, { report }), { report }), {
    report,
  });
  return { text: html.replace(/<[^>]*>/g, "").trim(), codes };
}

test.each([
  [String.raw`a \Mapsto b \dlsh c`, "a⤇b↲c"],
  [String.raw`\Mars \boy \CheckedBox`, "♂♂☑"],
  [String.raw`a \ncong b \bullet c`, "a≇b•c"],
  [String.raw`\left\Arrowvert x \right\Arrowvert`, "‖x‖"],
  [String.raw`\mbox{für } x \mspace{3mu} y`, "für xy"],
  [String.raw`\mathbfit{A}`, "𝑨"],
  [String.raw`\mathbb{Z} \mathcal{L} \text{ if } x_1`, "ℤℒ if x1"],
  ["α ≤ β → ∞", "α≤β→∞"],
  [String.raw`\mathdollar 5`, "$5"],
])("%s", (formula, text) => {
  const { text: got, codes } = shown(formula);
  expect(got.replaceAll("\u00a0", " ")).toBe(text);
  expect(codes).toEqual([]);
});

test("a formula in a line that may be wider than a phone is reached by keyboard", () => {
  const written = (formula: string) => toHtml(parseRst(`:math:\`${formula}\``));
  expect(written("((B_1 \\& 7) \\ll 10 | B_2 \\ll 2 | B_3) + 1000")).toContain(
    '<math tabindex="0"',
  );
  expect(written("a + b")).not.toContain("tabindex");
});

test("an unknown command is reported and shown as written", () => {
  expect(shown(String.raw`a \nosuch{b}`)).toEqual({
    text: String.raw`a \nosuch{b}`,
    codes: ["bad-math"],
  });
});
