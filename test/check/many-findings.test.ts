import { describe, expect, test } from "vitest";
import { collector, mostOfOne, numberOf } from "../../src/base/diagnostics.js";
import type { Source } from "../../src/base/source.js";
import { settle } from "../../src/check/check.js";
import { checkSite } from "../../src/pipeline.js";
import { parseRst } from "../../src/rst/rst.js";
import { inProcess, scratch, tinyProject } from "../program.js";
import { loadFiles, minimal } from "../load/tiny-project.js";

const more = 700;
/** A finding a line. */
const text = `Guide\n=====\n\n${"See *this\n\n".repeat(mostOfOne + more)}`;

const json = async (files: Readonly<Record<string, string>>, ...words: string[]) => {
  const folder = scratch({ ...tinyProject, "spec/main.rst": text, ...files });
  const { code, out } = await inProcess([
    "check",
    "--project",
    folder,
    "--format",
    "json",
    ...words,
  ]);
  const { summary, findings } = JSON.parse(out) as {
    summary: { warnings: number; accepted: number };
    findings: readonly { code: string; message: string; line: number }[];
  };
  return { code, summary, of: (name: string) => findings.filter((each) => each.code === name) };
};
const unclosed = "unclosed-inline-markup";

describe("thousands of findings of one code in one file", () => {
  test("are kept up to a number, the others counted, each place once", () => {
    const source: Source = { path: "a.rst", text };
    const { report, diagnostics } = collector();
    for (let round = 0; round < 3; round++)
      for (let at = 0; at < mostOfOne + more; at++)
        report(unclosed, { source, start: at, end: at + 1 }, ["emphasis", "*"]);
    const starts = new Set(diagnostics.map(({ span }) => span!.start));
    expect(starts.size).toBe(mostOfOne + 1);
    expect(diagnostics.filter(({ count }) => count !== undefined)).toHaveLength(1);
    expect(diagnostics.find(({ count }) => count !== undefined)?.count).toBe(more);
  });

  test("are told with how many are left out, of which the summary and the exit code know", async () => {
    const { summary, of, code } = await json({}, "--max-warnings", String(mostOfOne + 10));
    expect(of(unclosed)).toHaveLength(mostOfOne);
    const [rest] = of("findings-left-out");
    expect(rest?.message).toContain(`${more} more findings`);
    expect(summary.warnings).toBe(mostOfOne + more);
    expect(code).toBe(1);
  });

  test("are accepted with all that are left out where their file is", async () => {
    const config = tinyProject["specpress.yaml"];
    const accept = (pointer: string) =>
      `${config}accept: [{ code: ${unclosed}, file: spec/main.rst, ${pointer}because: It is old. }]\n`;
    const whole = await json({ "specpress.yaml": accept("") });
    expect(whole.of(unclosed)).toEqual([]);
    expect(whole.of("findings-left-out")).toEqual([]);
    expect(whole.summary.accepted).toBe(mostOfOne + more);
  });

  test("of which one that is left out is accepted leave no acceptance unused", async () => {
    const { of } = await json({
      "spec/main.rst": `${text}.. specpress: accept ${unclosed} because it is meant\n\nSee *that\n`,
    });
    expect(of("unused-acceptance")).toEqual([]);
    expect(of("findings-left-out")).toHaveLength(1);
  });

  test("do not reach those who ask for it off", async () => {
    const { summary, of } = await json({}, "--severity", `${unclosed}=off`);
    expect(summary.warnings).toBe(0);
    expect(of("findings-left-out")).toEqual([]);
  });

  test("are one where they follow from another", () => {
    const names = Array.from({ length: mostOfOne + more }, () => "|word|\n\n").join("");
    const files = { ...minimal, "text/guide.rst": `.. |word| unicode:: U+ZZZ\n\n${names}` };
    const { project, report, diagnostics } = loadFiles(files);
    checkSite(project!, report);
    const codes = settle(diagnostics, project!).diagnostics.map(({ code }) => code);
    expect(codes).not.toContain("findings-left-out");
    expect(codes).not.toContain("undefined-substitution");
  });
});

test("of very many faults in a text the first are marked in the tree, and all are reported", () => {
  const { report, diagnostics } = collector();
  const document = parseRst({ path: "a.rst", text: "*a `b\n\n".repeat(4000) }, report);
  const marked = JSON.stringify(document, (key, value: unknown) =>
    key === "source" ? undefined : value,
  ).match(/"type":"problematic"/g);
  expect(marked!.length).toBe(1000);
  expect(numberOf(diagnostics)).toBe(8000);
});
