import { expect, test } from "vitest";
import type { Diagnostic } from "../../src/base/diagnostics.js";
import { showDiagnostic, sortDiagnostics } from "../../src/base/show-diagnostic.js";
import type { Source } from "../../src/base/source.js";

const source = (text: string, path = "guide.rst"): Source => ({ path, text });

function finding(
  text: string,
  word: string,
  parts: readonly string[] = ["versoin", "version"],
): Diagnostic {
  const start = text.indexOf(word);
  return {
    code: "undefined-variable",
    span: { source: source(text), start, end: start + word.length },
    parts,
  };
}

test("place, sentence, the line with carets, the hint", () => {
  expect(showDiagnostic(finding("One\nSee {{versoin}} now\n", "{{versoin}}"))).toBe(
    [
      'guide.rst:2:5: error[undefined-variable]: There is no variable "versoin".',
      "  2 | See {{versoin}} now",
      "    |     ^^^^^^^^^^^",
      '  hint: Did you mean "version"?',
    ].join("\n"),
  );
});

test("second places", () => {
  const at = finding("a {{b}}", "{{b}}", ["b"]);
  const other = { source: source("x: 1\n", "a.yaml"), start: 3, end: 4 };
  expect(showDiagnostic({ ...at, notes: [{ span: other, text: "used from here" }] })).toContain(
    "\n  a.yaml:1:4: used from here",
  );
});

test("a finding without a place", () => {
  const text = showDiagnostic({ code: "unknown-label", span: null, parts: ["X"] });
  expect(text).toBe(
    'error[unknown-label]: The project has no label "X".\n  hint: "specpress explain unknown-label" shows a wrong and a right example.',
  );
});

test("long lines are cut around the place, wide characters keep the carets in place", () => {
  const long = showDiagnostic(
    finding(`${"a".repeat(5000)} {{x}} ${"b".repeat(5000)}`, "{{x}}", ["x"]),
  );
  const [, line, carets] = long.split("\n");
  expect(line!.length).toBeLessThan(120);
  expect(carets!.indexOf("^")).toBe(line!.indexOf("{{x}}"));
  expect(showDiagnostic(finding("🐶日 {{x}}", "{{x}}", ["x"])).split("\n")[2]).toBe(
    "    |      ^^^^^",
  );
});

test("text cannot steer the terminal", () => {
  const shown = showDiagnostic(finding("\u001b[2J\u202e {{x}}", "{{x}}", ["\u001b[31m"]));
  expect(shown).not.toMatch(/\p{Cc}(?<!\n)|\u202e/u);
});

test("a place in made text is shown where the author wrote it", () => {
  const yaml = source("title: Wrong\n", "api.yaml");
  const made: Source = {
    ...source("Wrong\n", "{{x}}"),
    origin: (offset) => ({ source: yaml, start: 7 + offset, end: 12 }),
  };
  const span = { source: made, start: 0, end: 5 };
  expect(showDiagnostic({ code: "undefined-variable", span, parts: ["x"] })).toContain(
    'api.yaml:1:8: error[undefined-variable]: There is no variable "x".\n  1 | title: Wrong\n    |        ^^^^^',
  );
});

test("findings are sorted by place, and one that is told twice is there once", () => {
  const text = "{{b}} {{a}}\n{{c}}";
  const all = ["{{c}}", "{{a}}", "{{b}}", "{{a}}"].map((word) => finding(text, word, [word]));
  expect(sortDiagnostics(all).map(({ parts }) => parts[0])).toEqual(["{{b}}", "{{a}}", "{{c}}"]);
});
