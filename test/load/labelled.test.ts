import { expect, test } from "vitest";
import { buildSite } from "../../src/pipeline.js";
import { loadFiles, told } from "./tiny-project.js";

const api = "openapi: 3.1.0\ninfo: { title: A, version: '1' }\npaths: {}\n";

test("labels stand for their values in settings that pages show, in front matter and in each other", () => {
  const { project, report, diagnostics } = loadFiles({
    "specpress.yaml": `name: Tiny %V%
pages: { folder: pages }
apis: { cs: { title: "Client %V%", openapi: api, descriptions: markdown } }
labels: { V: "v<9>", LONG: "the %V% of %W%", W: w }
words: { search: "Find in %V%" }
theme: { footer: "Of %V%, 100%", links: [{ title: "To %W%", url: "https://a.example/%W%" }] }
`,
    "api/a.yaml": api,
    "pages/_index.md":
      "---\ntitle: Start %V%\nlinkTitle: S %W%\ndescription: All of %W%.\n---\n\nIt is %LONG%.\n",
    "pages/cs.md": "---\ntitle: Client %V%\n---\n\nText.\n",
  });
  const { site } = buildSite(project!, report);
  expect(told(diagnostics)).toEqual([
    "api/a.yaml:1:1 unused-file API file api/a.yaml a_cs_http_api operations",
  ]);
  const page = String(site.get("index.html"));
  for (const shown of [
    "<h1>Start v&lt;9&gt;</h1>",
    "Tiny v&lt;9&gt;</a>",
    "Find in v&lt;9&gt;",
    "Of v&lt;9&gt;, 100%",
    '"https://a.example/w">To w</a>',
    'content="All of w."',
    "It is the v&lt;9&gt; of w.",
    "Client v&lt;9&gt;</a>",
  ])
    expect(page).toContain(shown);
  expect(
    [...site].filter(([path, text]) => path.endsWith(".html") && /%[VW]%/.test(String(text))),
  ).toEqual([]);
});

test("what is nearly a label there is reported at its place, and so are labels that stand for each other", () => {
  const { diagnostics } = loadFiles({
    "specpress.yaml": `name: Tiny %VERSIN%
pages: { folder: pages }
labels:
  VERSION: v1
  ONE: a %TWO%
  TWO: b %ONE%
  THREE: "%VERSIO%"
theme:
  footer: "%VERSIUN% %0% %C3%"
`,
    "pages/_index.md": "---\ntitle: Start %VERSIN%\n---\n\nText.\n",
  });
  expect(told(diagnostics).toSorted()).toEqual([
    "pages/_index.md:2:8 undefined-label VERSIN VERSION",
    "specpress.yaml:1:12 undefined-label VERSIN VERSION",
    'specpress.yaml:5:8 config-bad-value The label "ONE" "a %TWO%" "%ONE%" in it stays as it is, since no label is part of itself or longer than 10000 characters',
    'specpress.yaml:6:8 config-bad-value The label "TWO" "b %ONE%" "%ONE%" in it stays as it is, since no label is part of itself or longer than 10000 characters',
    "specpress.yaml:7:10 undefined-label VERSIO VERSION",
    "specpress.yaml:9:12 undefined-label VERSIUN VERSION",
  ]);
});
