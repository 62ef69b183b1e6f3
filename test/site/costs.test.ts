import { expect, test } from "vitest";
import { costs } from "../../src/base/codes/costs.js";
import { buildSite } from "../../src/pipeline.js";
import { loadFiles, minimal, type Files } from "../load/tiny-project.js";

/** What an error costs is what its page lacks of its author's words; tried where the sentence alone does not tell. */
const cases: readonly (readonly [code: keyof typeof costs, files: string | Files, word: string])[] =
  [
    ["duplicate-fragment", fragments({ "12.fix": "One.", "12.fix.rst": "Word." }), "Word."],
    ["literal-quoting-inconsistent", "As follows::\n\n> code\n* Word.", "* Word."],
    ["meta-malformed", ".. meta::\n   Word.", "Word."],
    ["meta-attribute-malformed", ".. meta::\n   :description lang: Word.", "Word."],
    [
      "substitution-anonymous-reference",
      "A |a|.\n\n.. |a| replace:: `Word.`__\n\n__ https://example.org",
      "Word.",
    ],
    ["title-lines-differ", "======\nWord.\n------\n\nText.", "Word."],
    ["title-above-first", "One\n---\n\nText.\n\nWord.\n=====\n\nText.", "Word."],
    ["title-skips-level", "One\n===\n\nWord.\n~~~~~\n\nText.", "Word."],
    ["title-not-allowed", "- Word.\n  =====\n\n  Text.", "Word."],
    ["unexpected-indentation", "And\nthen\n  Word.", "Word."],
    ["role-name-invalid", ".. role:: a b\n\nWord.", "Word."],
    ["unknown-role", "A :rle:`Word.`", "Word."],
    ["unknown-target", "A `Word.`_", "Word."],
    ["unknown-directive", ".. nte:: Word.", "Word."],
    ["dead-page-link", "`Word. <none.html>`__", "Word."],
    ["dead-link", "`Word. <#none>`__", "Word."],
    ["undefined-substitution", "A |Word.|", ">Word."],
    ["table-right-border", "+---+-------+\n| a | Word.\n+---+-------+", "Word."],
  ];

function fragments(texts: Readonly<Record<string, string>>): Files {
  const folder = "changelogs/main/newsfragments";
  return {
    "specpress.yaml":
      "name: Tiny\nspecification: text\nlabels: { V: unstable }\nchangelogs: changelogs\napis: { main: { title: Main, openapi: api, suffix: m, version: V } }\n",
    "api/a.yaml": 'swagger: "2.0"\ninfo: { title: A, version: "1" }\npaths: {}\n',
    "changelogs/main/pyproject.toml":
      '[tool.towncrier]\nfilename = "../main.rst"\n[[tool.towncrier.type]]\ndirectory = "fix"\nname = "Fixes"\nshowcontent = true\n',
    "text/guide.rst": "Guide\n=====\n\n{{main_changelog}}\n",
    ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [`${folder}/${name}`, text])),
  };
}

test.each(cases)("%s costs what its page lacks", (code, given, word) => {
  const files = typeof given === "string" ? { "text/guide.rst": `${given}\n` } : given;
  const { project, report, diagnostics } = loadFiles({ ...minimal, ...files });
  const { site } = buildSite(project!, report, project!.targets.targets);
  expect(diagnostics.map((found) => found.code)).toContain(code);
  const page = String(site.get("guide.html")).replace(/<[^>]*>/g, "");
  expect([code, page.includes(word) ? "nothing" : "content"]).toEqual([code, costs[code]]);
});

test.each(["image-refused", "missing-image"] as const)("%s costs a picture", (code) => {
  const path = code === "missing-image" ? "none.png" : "a.html";
  const files = { "text/guide.rst": `.. image:: ${path}\n`, "text/a.html": "<p>A</p>" };
  const { project, report, diagnostics } = loadFiles({ ...minimal, ...files });
  const { site } = buildSite(project!, report, project!.targets.targets);
  expect(diagnostics.map((found) => found.code)).toContain(code);
  expect([...site.keys()].filter((name) => name.endsWith(path))).toEqual([]);
  expect(costs[code]).toBe("content");
});
