import { expect, test } from "vitest";
import { collector } from "../../src/base/diagnostics.js";
import type { Settings } from "../../src/rst/context.js";
import { toPseudoXml, type PseudoXmlOptions } from "../../src/rst/pseudo-xml.js";
import { parseRst } from "../../src/rst/rst.js";

function read(text: string, settings: Partial<Settings>, options: PseudoXmlOptions = {}) {
  const { report, diagnostics } = collector();
  const document = parseRst({ path: "test.rst", text }, report, settings);
  return { tree: toPseudoXml(document, options), codes: diagnostics.map(({ code }) => code) };
}

test("directives and roles go by the names of the language", () => {
  const { tree, codes } = read(".. Warnung:: Das ist :betont:`heiß`.\n", { languageCode: "de-AT" });
  expect(tree).toContain("<warning>");
  expect(tree).toContain("<emphasis>");
  expect(codes).toEqual([]);
});

test("English names are taken in every language, and noted", () => {
  const text = ".. warning:: :strong:`Chaud`\n\n.. role:: ici(literal)\n";
  const { tree, codes } = read(text, { languageCode: "fr" });
  expect(tree).toContain("<warning>");
  expect(tree).toContain("<strong>");
  expect(codes).toEqual([
    "directive-in-english",
    "role-in-english",
    "directive-in-english",
    "role-in-english",
  ]);
});

test("names that no language has are told with near ones of the language", () => {
  const { report, diagnostics } = collector();
  parseRst({ path: "a", text: ".. warnnung:: x\n" }, report, { languageCode: "de" });
  expect(diagnostics.map(({ code }) => code)).toEqual([
    "directive-not-in-language",
    "unknown-directive",
  ]);
  expect(diagnostics[1]!.parts).toContain("warnung");
});

test("headers of mail are fields where they are asked for, and only at the start", () => {
  const text = "\nAuthor: Me,\n  Myself\nVersion: 1\n\nNote: text\n";
  const { tree } = read(text, { headerFields: true });
  expect(tree).toContain('<field_list classes="rfc2822">');
  expect(tree.match(/<field>/g)).toHaveLength(2);
  expect(tree).toContain("    <paragraph>\n        Note: text\n");
  expect(read(text, {}).tree).not.toContain("rfc2822");
});

test("headers that run into other text are told", () => {
  const { codes } = read("Author: Me\nand then text\n", { headerFields: true });
  expect(codes).toEqual(["unexpected-unindent"]);
});

test("the detailed tree shows texts as Python does, with what was escaped", () => {
  const { tree } = read("It's \\*one*\nand\\ more\n", {}, { detailed: true });
  expect(tree).toBe(
    [
      '<document source="test.rst">',
      "    <paragraph>",
      "        <#text>",
      '            "It\'s \\x00*one*\\n"',
      "            'and\\x00 more'",
      "",
    ].join("\n"),
  );
});

test("the tree can show where its blocks begin", () => {
  const { tree } = read("One\n\n- two\n", {}, { places: true });
  expect(tree).toContain('<paragraph internal:line="1" internal:source="test.rst">');
  expect(tree).toContain('<list_item internal:line="3" internal:source="test.rst">');
});

test("whether a link with an address takes its name from a title", () => {
  const text = "Name\n====\n\n`Name <https://a.example/>`_\n";
  const both = read(text, {});
  expect(both.tree).toContain('<section dupnames="name" ids="name">');
  expect(both.codes).toEqual(["duplicate-implicit-name"]);
  const wins = read(text, { linkNamesWin: true });
  expect(wins.tree).toContain('<target ids="name-1" names="name" refuri="https://a.example/">');
  expect(wins.codes).toEqual(["name-overrides-title"]);
});
