import { expect, test } from "vitest";
import { wildcards } from "../../src/base/wildcards.js";

test.each([
  ["a/*.md", "a/b.md a/.md a/b.md/c", "a/b/c.md a/bmd b/a/b.md"],
  ["a/**/b.md", "a/b.md a/c/b.md a/c/d/b.md", "a/cb.md ab.md a//b.md"],
  ["a/**", "a/ a/b a/b/c", "a b/a/b"],
  ["**.md", "a.md a/b.md .md", "a.mdx a/b"],
  ["**/a*b*", "ab x/acbd x/y/ab/z", "ba x/a/b"],
  ["a", "a a/b a/b/c", "ab b/a"],
  ["a+(b).c", "a+(b).c", "aab.c a+(b)xc"],
  ["*a*a*b", "aab xaxaxb aaab", "ab aba aa/b"],
])("%s", (pattern, fitting, others) => {
  const fits = wildcards(pattern);
  for (const path of fitting.split(" ")) expect([path, fits(path)]).toEqual([path, true]);
  for (const path of others.split(" ")) expect([path, fits(path)]).toEqual([path, false]);
});

/** What a pattern means, as a regular expression: quick to write, slow to read paths with. */
function asRegExp(pattern: string): RegExp {
  const words = new Map([
    ["**/", "(?:[^/]+/)*"],
    ["**", ".*"],
    ["*", "[^/]*"],
  ]);
  const parts = pattern.split(/(\*\*\/|\*\*|\*)/);
  const source = parts.map((part) => words.get(part) ?? part.replace(/\./g, "\\.")).join("");
  return new RegExp(`^${source}(?:/.*)?$`, "s");
}

test("all patterns of a few signs fit the paths that they mean", () => {
  const signs = ["a", "b", "/", "*", "**", "**/", "a/"];
  const letters = ["a", "b", "/"];
  const all = (of: readonly string[], length: number): string[] =>
    length === 0 ? [""] : all(of, length - 1).flatMap((each) => of.map((sign) => each + sign));
  const paths = [1, 2, 3, 4].flatMap((length) => all(letters, length));
  const wrong = new Set<string>();
  for (const pattern of [...all(signs, 3), ...all(signs, 4)]) {
    const [fits, expected] = [wildcards(pattern), asRegExp(pattern)];
    for (const path of paths)
      if (fits(path) !== expected.test(path)) wrong.add(`${pattern} ${path}`);
  }
  expect([...wrong].slice(0, 10)).toEqual([]);
});
