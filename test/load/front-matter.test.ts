import { expect, test } from "vitest";
import { settle } from "../../src/check/check.js";
import { checkSite } from "../../src/pipeline.js";
import { loadFiles, told } from "./tiny-project.js";

/** What is found in the front matter of a page, and what the page is called. */
function read(text: string) {
  const { project, report, diagnostics } = loadFiles({
    "specpress.yaml": "name: Tiny\npages: content\n",
    "content/_index.md": "---\ntitle: Tiny\n---\nText.\n",
    "content/a.md": `${text}\nText.\n`,
  });
  checkSite(project!, report);
  const page = project!.pages!.pages.find(({ file }) => file === "a.md");
  const { diagnostics: found } = settle(diagnostics, project!, {});
  return { found: told(found).map((each) => each.replace("content/a.md:", "")), page };
}

test.each([
  [
    "\n---\ntitle: A\n---\n",
    '2:1 bad-front-matter "---" does not stand at the beginning of the first line',
  ],
  [
    " ---\ntitle: A\n---\n",
    '1:2 bad-front-matter "---" does not stand at the beginning of the first line',
  ],
  [
    "<!-- a -->\n+++\ntitle = 'A'\n+++\n",
    '2:1 bad-front-matter "+++" does not stand at the beginning of the first line',
  ],
  ["----\ntitle: A\n----\n", '1:1 bad-front-matter it begins with "----"'],
  ['---json\n{"title": "A"}\n---\n', "1:1 bad-front-matter it is JSON"],
  ['{\n  "title": "A"\n}\n', "1:1 bad-front-matter it is JSON"],
  ["title: A\nweight: 2\n---\n\nText.\n", "1:1 bad-front-matter it begins without a line ---"],
  ['+++\ntitle = "A"\n+++\n+++\n', "4:1 bad-front-matter this line would end it a second time"],
  ["---\ntitle A\n---\n", '2:1 bad-front-matter there is no colon after "title"'],
  [
    "---\n\ttitle: A\n---\n",
    "2:1 yaml-syntax this line is indented with a tab Indent with spaces, as many as the lines beside it have.",
  ],
  ["+++\ntitle = 'A'\nweight = 'x'\n+++\n", '3:1 front-matter-bad-value weight a number "x"'],
  ["+++\ntitle = 'A'\n[menu]\nmain = 'x'\n+++\n", "3:2 front-matter-unknown-key menu"],
  ["---\n- title: A\n- weight: 3\n---\n", "2:1 bad-front-matter its keys are items of a list"],
  ["---\n# Hm.\n  - title: A\n---\n", "3:3 bad-front-matter its keys are items of a list"],
  ["---\n[{ title: A }]\n---\n", "2:1 bad-front-matter it has no keys"],
  ...["'a b' = 1", '"a b" = 1', '"a\\u0020b" = 1', "'a b'.c = 1"].map((line) => [
    `+++\ntitle = 'A'\n${line}\n+++\n`,
    "3:1 front-matter-unknown-key a b",
  ]),
  ["+++\ntitle = 'A'\n[ menu ]\nmain = 'x'\n+++\n", "3:3 front-matter-unknown-key menu"],
  [
    '+++\ntitle = \'A\'\ndescription = """\nmenu = 1\n"""\nmenu = 2\n+++\n',
    "6:1 front-matter-unknown-key menu",
  ],
  ["+++\ntitle: 'A'\n+++\n", "2:6 bad-front-matter illegal character in key toml"],
])("%j is one finding", (text, expected) => expect(read(text).found).toEqual([expected]));

test.each([
  ["---\n  title: A\n  weight: 2\n---\n", { title: "A" }],
  ["---\ntitle: A\nversion: 1.10\n---\n", { version: "1.10" }],
  ["---\ntitle: A\nversion: 3\n---\n", { version: "3" }],
  ["+++\ntitle = 'A'\nweight = 2\n+++\n", { title: "A" }],
])("%j is front matter", (text, expected) => {
  const { found, page } = read(text);
  expect(found).toEqual([]);
  expect(page).toMatchObject(expected);
});

test.each([
  "---\n- Note: b\n- c\n---\n\n# A\n",
  "# A\n\n---\n\nText: b\n\n---\n",
  "# A\n\n```\n---\ntitle: B\n---\n```\n",
])("%j is a text", (text) => expect(read(text).found).toEqual([]));
