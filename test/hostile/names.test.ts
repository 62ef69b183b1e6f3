import { realpathSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { collector, entryOf } from "../../src/base/diagnostics.js";
import { writeSite } from "../../src/site/write-site.js";
import { marked, minimal, toldOf, writeFiles, type Files } from "../load/tiny-project.js";
import { examine } from "./examine.js";

/** What is told of files once they are checked, built and written; and the paths of the site. */
function built(files: Files): { told: string[]; sentences: string[]; paths: string[] } {
  const root = writeFiles({ ...minimal, ...files });
  const { site, diagnostics } = examine(root)!;
  expect(writeSite(site, join(root, "out"), realpathSync(root), collector().report)).toBe(true);
  const sentences = diagnostics.map(({ code, parts }) => entryOf(code).text(...parts));
  return { told: [...new Set(toldOf(diagnostics))], sentences, paths: [...site.keys()] };
}

test("a name that is too long for a file is told, and the page left out", () => {
  const files = {
    "text/targets.yaml": `targets:\n  ⟦${"n".repeat(300)}⟧: { files: [guide.rst] }\n  b: { files: [guide.rst] }\n`,
  };
  const { told, paths } = built(files);
  expect(told).toEqual(marked("page-path-too-long", files));
  expect(paths).toContain("b.html");
});

test("of two pages of which one would be a folder of the other's name both targets are named", () => {
  const files = {
    "text/targets.yaml":
      'targets:\n  index: { files: [guide.rst] }\n  ⟦index.html⟧: { files: [guide.rst], version_label: "v1" }\n',
  };
  const { told, sentences, paths } = built(files);
  expect(told).toEqual(marked("page-in-page", files));
  expect(sentences[0]).toMatch(/"index\.html".*"index"/);
  expect(paths).toContain("index.html");
});

const lone = '"⟦\\ud83d⟧ \\ud83d\\ude00"';
const withLone: Readonly<Record<string, Files>> = {
  "a target": { "text/targets.yaml": `targets:\n  ${lone}: { files: [guide.rst] }\n` },
  "a version label, where there is a changelog": {
    "specpress.yaml":
      "name: Tiny\nspecification: text\nchangelogs: log\nlabels: { V: v }\napis: { guide: { title: G, openapi: api, suffix: g, version: V } }\n",
    "api/README.md": "",
    "log/guide/towncrier.toml": '[tool.towncrier]\ndirectory = "news"\n',
    "log/guide/news/1.misc": "",
    "log/guide.rst": "v1.0\n====\n\n- One.\n",
    "text/targets.yaml": `targets:\n  guide: { files: [guide.rst], version_label: ${lone} }\n`,
  },
  "a label": {
    "specpress.yaml": `name: Tiny\nspecification: text\nlabels: { V: ${lone} }\n`,
    "text/targets.yaml": 'targets:\n  guide: { files: [guide.rst], version_label: "%V%" }\n',
  },
  "a setting": { "specpress.yaml": `name: ${lone}\nspecification: text\n` },
};

test.each(Object.entries(withLone))(
  "half of a surrogate pair in %s is told where it is read",
  (_name, files) => {
    const { told, paths } = built(files);
    expect(told).toEqual(marked("lone-surrogate", files));
    expect(paths.join()).not.toMatch(/\p{Surrogate}/u);
  },
);

test("what looks like half of a pair and is none stays as it is", () => {
  const labels = '{ A: \'\\ud83d\', B: "\\\\ud83d", C: "\\ud83d\\ude00", D: \\ud83d }';
  const { told } = built({
    "specpress.yaml": `name: Tiny\nspecification: text\nlabels: ${labels}\n`,
    "text/guide.rst": "Guide\n=====\n\n%A% %B% %C% %D%\n",
  });
  expect(told).toEqual([]);
});

const wrongSettings: readonly (readonly [setting: string, code: string])[] = [
  ["groups: { ⟦g⟧: { first: [a] } }", "config-missing-key"],
  ["groups: { g: ⟦null⟧ }", "config-wrong-type"],
  ["groups: { g: { match: a, except: [⟦3⟧] } }", "config-wrong-type"],
];

test.each(wrongSettings)(
  "of an event group with wrong settings only that is told: %s",
  (setting, code) => {
    const files = {
      "specpress.yaml": `name: Tiny\nspecification: text\nevents:\n  schemas: e\n  examples: e\n  ${setting}\n`,
      "text/guide.rst": "Guide\n=====\n\n{{g}}\n",
      "e/README.json": "{}",
    };
    const ofFile = /^(?:unused-file|event-without-type) /;
    expect(built(files).told.filter((each) => !ofFile.test(each))).toEqual(marked(code, files));
  },
);

const column = "title: A, field: a, width: 3";
const wrongColumns: readonly (readonly [columns: string, code: string])[] = [
  [`[{ ${column} }, ⟦⟧{ field: a, width: 3 }]`, "config-missing-key"],
  [`[⟦⟧{ title: A, width: 3 }]`, "config-missing-key"],
  [`[{ ${column} }, ⟦null⟧]`, "config-wrong-type"],
  [`[{ ${column}, codepoints: ⟦7⟧ }]`, "config-wrong-type"],
  ["⟦[]⟧", "config-bad-value"],
];

test.each(wrongColumns)("of a table with wrong columns only that is told: %s", (columns, code) => {
  const files = {
    "specpress.yaml": `name: Tiny\nspecification: text\ntables:\n  t: { data: text/rows.yaml, columns: ${columns} }\n`,
    "text/guide.rst": "Guide\n=====\n\n{{t}}\n",
    "text/rows.yaml": "- { a: 1 }\n",
  };
  const { told } = built(files);
  expect(told.map((each) => each.split(" ")[0])).toEqual([code]);
});

test("an acceptance that is not whole accepts nothing", () => {
  const { told } = built({
    "specpress.yaml":
      "name: Tiny\nspecification: text\naccept: [{ code: undefined-variable, file: text/guide.rst, because: Old., pointer: 5 }]\n",
    "text/guide.rst": "Guide\n=====\n\n{{g}}\n",
  });
  expect(told.map((each) => each.split(" ")[0])).toEqual([
    "config-wrong-type",
    "undefined-variable",
  ]);
});
