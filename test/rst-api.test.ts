import {
  parseRst,
  toHtml,
  toHtmlPage,
  toPseudoXml,
  transform,
  walk,
  type Finding,
} from "specpress/rst";
import { expect, test } from "vitest";

/** The engine as somebody else's program uses it: by the name of the package, without the rest of it. */
test("text becomes HTML", () => {
  const document = transform(
    parseRst("Title\n=====\n\nSome *text* and a link_.\n\n.. _link: https://a.example/\n"),
  );
  expect(toHtml(document)).toContain(
    '<p>Some <em>text</em> and a <a href="https://a.example/">link</a>.</p>',
  );
});

test("the tree is that of docutils", () => {
  const document = parseRst("*text*\n", { path: "a.rst" });
  expect(toPseudoXml(document)).toBe(
    '<document source="a.rst">\n    <paragraph>\n        <emphasis>\n            text\n',
  );
  const types: string[] = [];
  walk(document, ({ type }) => void types.push(type));
  expect(types).toEqual(["document", "paragraph", "emphasis", "text"]);
});

test("the parsed tree stays as it is, unless it may be changed in place", () => {
  const parsed = parseRst("A |b|.\n\n.. |b| replace:: c\n");
  const before = toPseudoXml(parsed);
  const resolved = transform(parsed);
  expect(toPseudoXml(parsed)).toBe(before);
  expect(transform(parsed, { inPlace: true })).toBe(parsed);
  expect(toPseudoXml(parsed)).toBe(toPseudoXml(resolved));
});

test("findings say what is wrong, where, and how to mend it", () => {
  const findings: Finding[] = [];
  const report = (finding: Finding) => findings.push(finding);
  const parsed = parseRst("Text\n\n.. nott:: *\n\n  x\n\nA name_.\n", { path: "a.rst", report });
  transform(parsed, { report });
  const shown = findings.filter(({ severity }) => severity === "error");
  expect(
    shown.map(({ code, path, line, column, message, hint }) => [
      code,
      path,
      line,
      column,
      message,
      hint,
    ]),
  ).toEqual([
    [
      "unknown-directive",
      "a.rst",
      3,
      4,
      'There is no directive "nott".',
      expect.stringContaining("note"),
    ],
    [
      "unknown-target",
      "a.rst",
      7,
      3,
      'There is no target, section or footnote called "name".',
      undefined,
    ],
  ]);
});

test("files are read by the caller alone", () => {
  const text = ".. include:: part.txt\n";
  const asked: string[][] = [];
  const readFile = (path: string, from: { path: string }) => {
    asked.push([path, from.path]);
    return { path: "folder/part.txt", text: "Included.\n" };
  };
  const tree = toPseudoXml(parseRst(text, { path: "folder/a.rst", readFile }));
  expect(asked).toEqual([["part.txt", "folder/a.rst"]]);
  expect(tree).toContain("Included.");
  const codes: string[] = [];
  parseRst(text, { report: ({ code }) => codes.push(code) });
  expect(codes).toEqual(["file-unreadable"]);
});

test("contents stay where they were asked for, or go apart", () => {
  const text = ".. contents:: Here\n\nOne\n===\n\ntext\n\nTwo\n===\n\n.. image:: a.png\n";
  const document = transform(parseRst(text));
  expect(toHtml(document)).toMatch(/<nav[^>]*>.*Here.*<section id="one">/s);
  const page = toHtmlPage(document, { imageUri: ({ uri }) => `/images/${uri}` });
  expect(page.contents).toContain("Here");
  expect(page.body).not.toContain("<nav");
  expect(page.body).toContain('src="/images/a.png"');
  expect([...page.ids]).toContain("two");
});

test("places are those of the file, also behind tabs", () => {
  const findings: Finding[] = [];
  const report = (finding: Finding) => findings.push(finding);
  parseRst("Text\n\n\tA *b\n\n\t\tc\t**d", { path: "a.rst", report });
  expect(findings.map(({ code, line, column }) => [code, line, column])).toEqual([
    ["unclosed-inline-markup", 3, 4],
    ["unclosed-inline-markup", 5, 5],
  ]);
});

test("of Sphinx's roles it is said what to write instead, in the author's words", () => {
  const hints = (text: string) => {
    const found: (string | undefined)[] = [];
    parseRst(text, { report: ({ code, hint }) => code === "sphinx-role" && found.push(hint) });
    return found;
  };
  expect(hints(":ref:`The limits <limits>` :ref:`limits`")).toEqual([
    "Write `The limits <limits_>`_.",
    "Write `limits`_.",
  ]);
  expect(hints(":doc:`/guide/start` :py:func:`~json.loads`")).toEqual([
    "Write `/guide/start <guide/start.html>`_, with the address of the page.",
    "Write ``json.loads``.",
  ]);
});
