import { expect, test } from "vitest";
import { collector } from "../../src/base/diagnostics.js";
import { positionAt } from "../../src/base/source.js";
import { toPseudoXml } from "../../src/rst/pseudo-xml.js";
import { parseRst } from "../../src/rst/rst.js";

/** Files of a project that directives may name. */
const files: Readonly<Record<string, string>> = {
  "part.rst": "Part\n----\n\nText of *part*.\n",
  "wrong.rst": "Fine.\n\n.. note::\n",
  "one.rst": ".. include:: two.rst\n",
  "two.rst": "Before.\n\n.. include:: one.rst\n",
  "rows.csv": 'a,b\n"c\nd",e\n',
  "code.py": "def f():\n\treturn 1\n",
  "list.txt": "first\nBEGIN second END\nthird\n",
  "blank.txt": "a\n\n  b\n\n  after\n",
  "twice.rst": ".. include:: twice.rst\n   :start-line: 2\n\n.. include:: list.txt\n",
};

function read(text: string) {
  const { report, diagnostics } = collector();
  const document = parseRst({ path: "main.rst", text }, report, {
    readFile: (path) => {
      const found = files[path];
      return found === undefined ? { refused: "it does not exist" } : { path, text: found };
    },
  });
  const places = diagnostics.map(({ code, span, parts }) => {
    const { line, column } = positionAt(span!.source, span!.start);
    return { at: `${span!.source.path}:${line}:${column}`, code, parts };
  });
  return { tree: toPseudoXml(document), places };
}

test("an included file is read as part of the text: its titles are sections, what follows is inside", () => {
  const { tree, places } = read("Main\n====\n\n.. include:: part.rst\n\nAfter.\n");
  expect(places).toEqual([]);
  expect(tree).toBe(`<document source="main.rst">
    <section ids="main" names="main">
        <title>
            Main
        <section ids="part" names="part">
            <title>
                Part
            <paragraph>
                Text of 
                <emphasis>
                    part
                .
            <paragraph>
                After.
`);
});

test("a fault in an included file is told at its place there", () => {
  const { places } = read(".. include:: wrong.rst\n");
  expect(places).toMatchObject([{ at: "wrong.rst:3:4", code: "directive-content-missing" }]);
});

test("files that include one another are told with the way round", () => {
  const { places } = read(".. include:: one.rst\n");
  expect(places).toEqual([
    {
      at: "two.rst:3:14",
      code: "circular-include",
      parts: ["include", "one.rst", "two.rst", "one.rst", "main.rst"],
    },
  ]);
});

test("another part of the same file may be included", () => {
  const { tree, places } = read(".. include:: twice.rst\n");
  expect(places).toEqual([]);
  expect(tree.match(/second/g)).toHaveLength(2);
});

test("parts are chosen by lines and by texts, and kept literally", () => {
  expect(read(".. include:: list.txt\n   :start-line: 1\n   :end-line: -1\n").tree).toContain(
    "        BEGIN second END\n",
  );
  const { tree } = read(
    ".. include:: list.txt\n   :literal:\n   :start-after: BEGIN\n   :end-before: END\n",
  );
  expect(tree).toContain(
    '<literal_block source="list.txt" xml:space="preserve">\n         second \n',
  );
});

test("the blank lines of a part that is kept literally are its text, and a part may be empty", () => {
  const { tree, places } = read(
    ".. include:: blank.txt\n   :literal:\n   :start-after: a\n   :end-before: after\n\n.. include:: blank.txt\n   :code: c\n   :start-after: after\n",
  );
  expect(places).toEqual([]);
  expect(tree).toBe(`<document source="main.rst">
    <literal_block source="blank.txt" xml:space="preserve">
        
        
          b
        
          
    <literal_block classes="code c" source="blank.txt" xml:space="preserve">
`);
});

test("standard definition files are there, as often as asked for; an unknown one is reported", () => {
  const { tree, places } = read(
    ".. include:: <isonum.txt>\n.. include:: <isonum.txt>\n.. include:: <isotech.txt>\n.. include:: <isonun.txt>\n",
  );
  expect(tree).toContain('<substitution_definition names="rarr">\n        →\n');
  expect(tree).toContain('<substitution_definition names="bne">\n        =\n        \u20e5\n');
  expect(places).toEqual([
    {
      at: "main.rst:4:14",
      code: "unknown-standard-file",
      parts: ["include", "<isonun.txt>", "<isonum.txt>", "<isopub.txt>", "<isoamsn.txt>"],
    },
  ]);
});

test("a file that is missing, and a text that is not in it, are told at their options", () => {
  const { places } = read(
    ".. include:: none.rst\n\n.. include:: list.txt\n   :end-before: fourth\n\n.. raw:: html\n   :file: none.html\n",
  );
  expect(places).toMatchObject([
    { at: "main.rst:1:14", code: "file-unreadable" },
    { at: "main.rst:4:17", code: "include-text-missing" },
    { at: "main.rst:7:11", code: "file-unreadable" },
  ]);
});

test("a file may be shown as code, with numbers of its lines and tabs of a width", () => {
  const { tree, places } = read(
    ".. include:: code.py\n   :code: python\n   :number-lines: 9\n   :tab-width: 2\n",
  );
  expect(places).toEqual([]);
  expect(tree).toBe(`<document source="main.rst">
    <literal_block classes="code python" source="code.py" xml:space="preserve">
        <inline classes="ln">
             9 
        def f():
        <inline classes="ln">
            10 
          return 1
`);
});

test("csv rows and raw text come from files as well", () => {
  const { tree, places } = read(
    ".. csv-table::\n   :file: rows.csv\n\n.. raw:: html\n   :file: list.txt\n",
  );
  expect(places).toEqual([]);
  expect(tree).toMatch(/<paragraph>\n +c\n +d\n/);
  expect(tree).toContain(
    '<raw format="html" source="list.txt" xml:space="preserve">\n        first\n',
  );
});

test("a standard definition file that there is not is told with those that are called alike", () => {
  const { places } = read(".. include:: <isonun.txt>\n");
  expect(places.map(({ code, parts }) => [code, parts[1], parts[2]])).toEqual([
    ["unknown-standard-file", "<isonun.txt>", "<isonum.txt>"],
  ]);
});
