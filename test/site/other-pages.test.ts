import { expect, test } from "vitest";
import { entryOf } from "../../src/base/diagnostics.js";
import { checkSite } from "../../src/pipeline.js";
import { loadFiles, minimal, told } from "../load/tiny-project.js";

/** What is advised for a line of `guide/v1.html`, with another page beside it. */
function advice(line: string): string[] {
  const { project, report, diagnostics } = loadFiles({
    ...minimal,
    "specpress.yaml": "name: T\nspecification: text\nlabels: { V: v1 }\n",
    "text/targets.yaml":
      'targets:\n  guide: { files: [guide.rst], version_label: "%V%" }\n  more/intro: { files: [more.rst] }\n',
    "text/guide.rst": `Guide\n=====\n\n.. _here:\n\nFirst part\n----------\n\n${line}\n`,
    "text/more.rst": "More\n====\n\n.. _there:\n\nOther part\n----------\n\nText.\n",
  });
  checkSite(project!, report);
  return diagnostics
    .filter(({ code }) => entryOf(code).severity === "error")
    .map(({ code, parts }) => `${code}: ${entryOf(code).hint?.(...parts) ?? ""}`);
}

test.each([
  ["`Other part`_", "target-on-other-page: Write `Other part <../more/intro.html#other-part>`_."],
  ["See there_.", "target-on-other-page: Write `there <../more/intro.html#there>`_."],
  ["`Nowhere`_", "unknown-target: "],
  ["`a <#other-part>`_", 'dead-link: Did you mean "../more/intro.html#other-part"?'],
  [":ref:`here`", "sphinx-role: Write `here`_."],
  [":ref:`the part <here>`", "sphinx-role: Write `the part <here_>`_."],
  [":ref:`there`", "sphinx-role: Write `there <../more/intro.html#there>`_."],
  [":ref:`the part <there>`", "sphinx-role: Write `the part <../more/intro.html#there>`_."],
  [
    ":ref:`none`",
    'sphinx-role: There is no target or section "none"; write `text <address>`_ with one.',
  ],
  [":doc:`more/intro`", "sphinx-role: Write `more/intro <../more/intro.html>`_."],
  [":doc:`more </more/intro>`", "sphinx-role: Write `more <../more/intro.html>`_."],
  [
    ":doc:`none`",
    'sphinx-role: There is no page "none"; the pages are "guide/v1.html", "more/intro.html".',
  ],
])("%s", (line, expected) => {
  expect(advice(line)).toEqual([expected]);
});

test("what is advised works", () => {
  for (const line of [
    "`Other part <../more/intro.html#other-part>`_",
    "`a <../more/intro.html#other-part>`_",
    "`the part <here_>`_ and `here`_",
    "`more <../more/intro.html>`_",
  ])
    expect(advice(line)).toEqual([]);
});

test("an API in the table of all APIs that has no page is reported where the API is, and not linked", () => {
  const settings =
    "name: T\nspecification: text\nlabels: { V: v1 }\napis:\n  one: { title: One, openapi: api, suffix: a, version: V }\n  two: { title: Two, openapi: apj, suffix: b, version: V }\n  three@v1: { title: Three, openapi: apk, suffix: c, version: V }\n";
  const { project, report, diagnostics } = loadFiles({
    ...minimal,
    "specpress.yaml": settings,
    "text/targets.yaml":
      'targets:\n  guide: { files: [guide.rst] }\n  one: { files: [one.rst] }\n  "three@v1": { files: [one.rst], version_label: v1 }\n',
    "text/guide.rst": "Guide\n=====\n\n{{apis}}\n",
    "text/one.rst": "One\n===\n",
    "api/a.yaml": "paths: {}",
    "apj/a.yaml": "paths: {}",
    "apk/a.yaml": "paths: {}",
  });
  const { links } = checkSite(project!, report);
  expect(links.map(({ href }) => href)).toEqual(["one.html", "three/v1.html"]);
  expect(told(diagnostics).filter((line) => /page/.test(line))).toEqual([
    "specpress.yaml:6:3 api-without-page two V",
  ]);
});

test("in pages of Markdown the address of the page is from the root of the site", () => {
  const found = (link: string) => {
    const { project, report, diagnostics } = loadFiles({
      "specpress.yaml": "name: T\npages: content\n",
      "content/_index.md": "---\ntitle: T\n---\n\n## Start\n",
      "content/guide.md": `---\ntitle: G\n---\n\n[s](${link})\n`,
    });
    checkSite(project!, report);
    return told(diagnostics);
  };
  expect(found("#start")).toEqual(["content/guide.md:5:1 dead-link start /#start"]);
  expect(found("/#start")).toEqual([]);
});
