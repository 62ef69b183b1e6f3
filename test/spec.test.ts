import { join } from "node:path";
import { Parser } from "htmlparser2";
import { expect, test } from "vitest";
import { filesBelow, scratch, specpress } from "./program.js";

/** This repository's own specification, as a reader gets it. */
function buildOwn(out: string) {
  return specpress([
    "build",
    "--quiet",
    "--strict",
    "--out",
    out,
    "--git-version",
    "Unknown",
    "--git-rev",
    "",
  ]);
}

test("our own specification passes its check", () => {
  const { code, out, err } = specpress(["check", "--max-warnings", "0"]);
  expect([code, out, err]).toEqual([
    0,
    expect.stringMatching(/^nothing found(?:; \d+ accepted)?\n$/),
    "",
  ]);
});

test("our own specification builds without a word, and twice to the same bytes, in which every link leads somewhere and no id stands twice", () => {
  const folder = scratch();
  const runs = ["one", "two"].map((name) => buildOwn(join(folder, name)));
  expect(runs).toEqual([
    { code: 0, out: "", err: "" },
    { code: 0, out: "", err: "" },
  ]);
  const [one, two] = ["one", "two"].map((name) => filesBelow(join(folder, name)));
  expect(one!.size).toBeGreaterThan(4);
  expect(two).toEqual(one);
  expectWhole(one!);
});

/** Every link within the site leads somewhere, and no id stands twice. */
function expectWhole(files: ReadonlyMap<string, string>): void {
  const pages = new Map(
    [...files].filter(([path]) => path.endsWith(".html")).map(([path, html]) => [path, read(html)]),
  );
  const dead: string[] = [];
  for (const [path, { ids, links }] of pages) {
    expect(ids.length, `ids of ${path}`).toBe(new Set(ids).size);
    for (const link of links) {
      if (/^[a-z]+:/.test(link)) continue;
      const { pathname, hash } = new URL(link, `file:///${path}`);
      const to = pathname.slice(1);
      const page = pages.get(to);
      if (!page && files.has(to)) continue;
      if (!page || (hash && !page.ids.includes(decodeURIComponent(hash.slice(1)))))
        dead.push(`${path}: ${link}`);
    }
  }
  expect(dead).toEqual([]);
}

function read(html: string): { ids: string[]; links: string[] } {
  const ids: string[] = [];
  const links: string[] = [];
  const parser = new Parser({
    onopentag(name, { id, href }) {
      if (id) ids.push(id);
      if (name === "a" && href) links.push(href);
    },
  });
  parser.end(html);
  return { ids, links };
}
