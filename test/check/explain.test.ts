import { expect, test } from "vitest";
import { codes } from "../../src/base/diagnostics.js";
import { settle } from "../../src/check/check.js";
import { explanations, type Explanation } from "../../src/check/explain.js";
import { checkSite } from "../../src/pipeline.js";
import { checks } from "../../src/validate/validate.js";
import { loadFiles } from "../load/tiny-project.js";
import { scratch, specpress } from "../program.js";
import { base, filesInMarkdown, filesOf } from "./sample-project.js";

/** What is usually shown to nobody is here. */
const severities = new Map(
  explanations().flatMap(({ code, severity }) =>
    severity === "info" ? [[code, "note"] as const] : [],
  ),
);

/** The codes that are found in the project with a sample. */
function codesOf(kind: Exclude<Explanation["sample"], "sketch">, sample: string): Set<string> {
  return codesOfFiles({ ...base, ...filesOf(kind, sample) });
}

function codesOfFiles(files: Readonly<Record<string, string>>): Set<string> {
  const { project, report, diagnostics } = loadFiles(files, {
    gitVersion: "",
    gitRev: "",
    asMeant: true,
  });
  if (project) checkSite(project, report);
  const settled = project
    ? settle(diagnostics, project, { severities, wasLookedFor: () => true }).diagnostics
    : diagnostics;
  return new Set(settled.map(({ code }) => code));
}

const all = explanations();

/** The samples of checks are tried where the checks are. */
const elsewhere = new Set(checks.map(({ code }) => code));

test("every code is explained, once", () => {
  expect(all.map(({ code }) => code)).toEqual(Object.keys(codes).sort());
});

const tried = all.flatMap(({ code, sample, wrong, right }) =>
  sample === "sketch" || elsewhere.has(code) ? [] : [[code, sample, wrong, right] as const],
);

test.each(tried)(
  "the wrong sample is reported with its code, the right one is not: %s",
  (code, sample, wrong, right) => {
    expect([...codesOf(sample, wrong)]).toContain(code);
    expect([...codesOf(sample, right)]).not.toContain(code);
  },
);

const inMarkdown = all.flatMap(({ code, inMarkdown }) =>
  inMarkdown ? [[code, ...inMarkdown] as const] : [],
);

/** The codes that are found where the page is in Markdown. */
function codesInMarkdown(sample: string): Set<string> {
  return codesOfFiles(filesInMarkdown(sample));
}

test.each(inMarkdown)("samples in Markdown are tried as well: %s", (code, wrong, right) => {
  expect([...codesInMarkdown(wrong)]).toContain(code);
  expect([...codesInMarkdown(right)]).not.toContain(code);
});

test("samples are in the language of the project's texts, in both where nothing tells", () => {
  const samples = (files: Record<string, string>) => {
    const { out } = specpress(["explain", "dead-link"], scratch(files));
    return out.split("\n").filter((line) => /^Wrong|^ {4}See/.test(line));
  };
  const rst = "    See `one <#oen>`_.";
  const markdown = "    See [one](#oen).";
  const [rstRight, markdownRight] = [rst, markdown].map((line) => line.replace("oen", "one"));
  expect(samples(base)).toEqual(["Wrong, in a text:", rst, rstRight]);
  const md = "targets:\n  main: { files: [text.md] }\n";
  const page = { "specification/targets.yaml": md, "specification/text.md": "# One\n" };
  expect(samples({ ...base, ...page })).toEqual(["Wrong, in Markdown:", markdown, markdownRight]);
  const pages = { "specpress.yaml": "name: A\npages: content\n", "content/_index.md": "# A\n" };
  expect(samples(pages)).toEqual(["Wrong, in Markdown:", markdown, markdownRight]);
  expect(samples({ "a.txt": "" })).toEqual([
    "Wrong, in reStructuredText:",
    rst,
    rstRight,
    "Wrong, in Markdown:",
    markdown,
    markdownRight,
  ]);
});

test("explain prints what a code wants, with samples", () => {
  expect(specpress(["explain", "dead-link"])).toEqual({
    code: 0,
    err: "",
    out: `dead-link (error): links to places that their own page does not have

Wrong, in a text:

    One
    ===

    See \`one <#oen>\`_.

Right:

    One
    ===

    See \`one <#one>\`_.

Accept one in place: specpress: accept dead-link because REASON
`,
  });
  const { code, err } = specpress(["explain", "dead-lnik"]);
  expect([code, err]).toEqual([2, expect.stringContaining("did you mean dead-link")]);
  expect(specpress(["explain", "limit-added"]).err).toContain("specpress diff --list");
});
