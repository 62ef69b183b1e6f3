import { expect, test } from "vitest";
import { shown } from "./page-text.js";

const operation = "get: { tags: [t], responses: { 200: { description: Well. } } }";
const document = `openapi: 3.1.1
info:
  title: Things of %BASE%
  version: "1.2"
  summary: All <things>.
  description: "What they *are*."
  termsOfService: https://example.org/terms
  contact: { name: Ann & Bob, url: "https://example.org/us", email: us@example.org }
  license: { name: Apache 2.0, identifier: Apache-2.0 }
externalDocs: { url: "https://example.org/more" }
tags:
  - { name: t, description: "Of *t*.", externalDocs: { url: "https://example.org/t" } }
  - { name: silent }
paths: { /a: { ${operation} } }
`;

const before = (lines: readonly string[], line: string) =>
  lines.slice(
    0,
    lines.findIndex((each) => each.startsWith(line)),
  );

test("what a document says of itself and of its tags stands before its operations", () => {
  const { lines, html, told } = shown(document);
  expect(told).toEqual([]);
  const said = before(lines, "GET /a").join("\n");
  expect(said).toContain("All <things>.");
  expect(html).toContain("What they <em>are</em>.");
  expect(said).toMatch(/Title.*Things of v7/s);
  expect(said).toMatch(/Version.*1\.2/s);
  expect(said).toMatch(/License.*Apache 2\.0/s);
  expect(said).toMatch(/Tags.*t.*: Of t\./s);
  expect(said).not.toContain("silent");
  for (const link of [
    '<a href="https://example.org/us">Ann &amp; Bob</a>',
    '<a href="mailto:us@example.org">us@example.org</a>',
    '<a href="https://example.org/terms" class="bare">https://example.org/terms</a>',
  ])
    expect(html).toContain(link);
  for (const url of ["https://example.org/more", "https://example.org/t"])
    expect(html).toContain(`href="${url}"`);
});

test("a part each may be left out, and the other looks leave out both", () => {
  const texts = (more: string) => {
    const { lines } = shown(document, more);
    const all = lines.join("\n");
    return [all.includes("All <things>."), all.includes("Of t.")];
  };
  expect(texts("show: { info: false }\n")).toEqual([false, true]);
  expect(texts("show: { tags: false }\n")).toEqual([true, false]);
  expect(texts("look: compact\n")).toEqual([false, false]);
  expect(texts("look: compact\nshow: { info: true, tags: true }\n")).toEqual([true, true]);
});

test("of a document that says no more than it must nothing is said", () => {
  const { lines } = shown(
    `openapi: 3.1.1\ninfo: { title: Things, version: "1.2" }\npaths: { /a: { ${operation} } }\n`,
  );
  expect(before(lines, "GET /a").join("\n")).not.toMatch(/Things|1\.2/);
});

test("a document that a page shows in parts is introduced once, and one without operations too", () => {
  const { lines } = shown(document, "", {
    "text/page.rst":
      "Page\n====\n\n{{things_a_http_api}}\n\nAgain\n-----\n\n{{things_a_http_api}}\n",
  });
  expect(lines.filter((line) => line.includes("All <things>."))).toHaveLength(1);
  const empty = shown(document.replace(/^paths: .*$/m, "paths: {}"));
  expect(empty.lines.join("\n")).toContain("All <things>.");
});

test("an address that could run is no link", () => {
  const { html, told } = shown(document.replace("https://example.org/us", "javascript:alert(1)"));
  expect(html).not.toContain("javascript:");
  expect(told.join("\n")).toMatch(/unsafe-link/);
});

test("a dead link of what an API says of itself is reported at its address", () => {
  const { told } = shown(
    `openapi: 3.1.0
info:
  title: T
  version: "1"
  termsOfService: gone-terms
  contact: { name: Us, url: gone-us }
paths: {}
externalDocs: { description: More, url: gone-docs }
`,
    "look: current\n",
  );
  expect(told.filter((each) => each.includes("dead-page-link")).toSorted()).toEqual([
    "api/things.yaml:5:19 dead-page-link gone-terms",
    "api/things.yaml:6:29 dead-page-link gone-us",
    "api/things.yaml:8:41 dead-page-link gone-docs",
  ]);
});

test("a description may be a file in Markdown, whose places are those of the file", () => {
  const { lines, html, told } = shown(
    `openapi: 3.1.1
info: { title: T, version: "1", description: { $ref: texts/intro.md } }
paths: { /a: { ${operation.replace("tags: [t], ", "")} } }
`,
    "",
    {
      "specpress.yaml":
        "name: Things\nspecification: text\nlabels: { V: unstable }\napis: { a: { title: A, openapi: api, suffix: a, version: V, descriptions: markdown } }\n",
      "api/texts/intro.md":
        '# No comment\n\n  *indented*: with a colon\n\n* a list\n\n"Quoted" and [dead](#nowhere).\n',
    },
  );
  const said = before(lines, "GET /a").join("\n");
  expect(said).toContain("No comment");
  expect(html).toContain("<em>indented</em>: with a colon");
  expect(html).toContain("<li>a list</li>");
  expect(said).toContain("Quoted");
  expect(told).toEqual([
    "api/things.yaml:2:54 ref-unexpected a string in OpenAPI 3.1",
    "api/texts/intro.md:7:14 dead-link nowhere",
  ]);
});
