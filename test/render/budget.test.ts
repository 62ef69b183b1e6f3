import { expect, test } from "vitest";
import { collector } from "../../src/base/diagnostics.js";
import { Budget } from "../../src/render/page.js";
import type { Paragraph, Section } from "../../src/rst/nodes.js";
import { loadFiles, minimal } from "../load/tiny-project.js";

const file = loadFiles(minimal).project!.configFile;
const span = { source: file.source, start: 0, end: 0 };
const sectionOf = (children: Section["children"]): Section => ({ type: "section", span, children });
const paragraph = (value: string): Paragraph => ({
  type: "paragraph",
  span,
  children: [{ type: "text", span, value }],
});

/** What an operation may show without a row. */
const sections: Readonly<Record<string, Section>> = {
  "very many paragraphs": sectionOf(Array.from({ length: 10_000 }, () => paragraph("x"))),
  "a long text": sectionOf([paragraph("word ".repeat(100_000))]),
};

test.each(Object.entries(sections))(
  "%s, again and again, are too much for a page",
  (_, section) => {
    const { report, diagnostics } = collector();
    const budget = new Budget(report);
    const at = { file, pointer: "/name" };
    let shown = 0;
    for (; shown < 1000 && !budget.isSpent(at); shown++) budget.made(() => section);
    expect(shown).toBeGreaterThan(10);
    expect(shown).toBeLessThan(100);
    expect(budget.isSpent(at)).toBe(true);
    expect(diagnostics.map(({ code }) => code)).toEqual(["sections-too-much"]);
  },
);

test("texts count while a section is made, and once when it is there", () => {
  const { report } = collector();
  const budget = new Budget(report);
  const at = { file, pointer: "/name" };
  const long = [paragraph("word ".repeat(2_000_000))];
  budget.made(() => {
    budget.spendOn(long);
    budget.spendOn(long);
    expect(budget.isSpent(at)).toBe(false);
    return [sectionOf(long)];
  });
  expect(budget.isSpent(at)).toBe(false);
  budget.made(() => {
    budget.spendOn(long);
    budget.spendOn(long);
    expect(budget.isSpent(at)).toBe(true);
    return [];
  });
});
