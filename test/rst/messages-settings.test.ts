import { expect, test } from "vitest";
import { collector } from "../../src/base/diagnostics.js";
import { toPseudoXml } from "../../src/rst/pseudo-xml.js";
import { parseRst } from "../../src/rst/rst.js";
import { transform } from "../../src/transform/transform.js";
import { placesOf } from "./cases.js";

/** What is told of a text under settings other than the usual ones, and the types of the nodes it gives. */
function read(text: string, settings: Parameters<typeof parseRst>[2]) {
  const { report, diagnostics } = collector();
  const tree = toPseudoXml(parseRst({ path: "text.rst", text }, report, settings));
  const nodes = tree.split("\n").flatMap((line) => /^ {4}<(\w+)/.exec(line)?.[1] ?? []);
  return { told: placesOf(diagnostics), nodes };
}

test("a line that is too long is told, and nothing of the text is read", () => {
  expect(read("Short.\n\nToo long a line.\n", { lineLengthLimit: 10 })).toEqual({
    told: ["line-too-long 3:11"],
    nodes: ["system_message"],
  });
});

test("raw text in a text that is not trusted is told where it is asked for", () => {
  const text =
    ".. role:: br(raw)\n   :format: html\n\nA :br:`<br>` here.\n\n.. raw:: html\n\n   <hr>\n";
  expect(read(text, { rawEnabled: false })).toEqual({
    told: ["raw-role-disabled 4:4", "directive-disabled 6:4"],
    nodes: ["paragraph", "system_message", "system_message"],
  });
});

test("where no file may be read, each directive that names one is told", () => {
  const text =
    ".. include:: part.rst\n\n.. csv-table::\n   :file: rows.csv\n\n.. raw:: html\n   :file: x.html\n";
  expect(read(text, { fileInsertionEnabled: false })).toEqual({
    told: ["directive-disabled 1:4", "files-disabled 3:4", "directive-disabled 6:4"],
    nodes: ["system_message", "system_message", "system_message"],
  });
});

const files: Readonly<Record<string, string>> = {
  "long.rst": "Short.\n\nToo long a line for it, as it goes on and on and on.\n",
  "empty.csv": "\n",
};
const readFile = (path: string) => ({ path, text: files[path] ?? "" });

test("an included file with a line that is too long is told where it is named, and left out", () => {
  expect(read(".. include:: long.rst\n", { lineLengthLimit: 40, readFile })).toEqual({
    told: ["include-line-too-long 1:14"],
    nodes: ["system_message"],
  });
});

test("a csv file without rows makes no table", () => {
  expect(read(".. csv-table::\n   :file: empty.csv\n", { readFile })).toEqual({
    told: ["table-empty 1:4"],
    nodes: ["system_message"],
  });
});

test("a csv table of very many cells out of few characters is told and left out", () => {
  const rows = `${",".repeat(3000)}\n${"   x\n".repeat(3000)}`;
  expect(read(`.. csv-table::\n\n   ${rows}`, {})).toEqual({
    told: ["table-too-large 1:4"],
    nodes: ["system_message"],
  });
});

test("English names in a text of another language are told where they stand, to who asks", () => {
  const { report, diagnostics } = collector();
  const text = ".. note:: Ein :strong:`Wort`.\n";
  parseRst({ path: "text.rst", text }, report, { languageCode: "de" });
  expect(placesOf(diagnostics, ["directive-in-english", "role-in-english"])).toEqual([
    "directive-in-english 1:1",
    "role-in-english 1:16",
  ]);
});

test("text that is nested too deep is told where it begins", () => {
  expect(read(`Text\n\n${"- ".repeat(120)}end\n`, {}).told).toEqual(["nested-too-deep 3:203"]);
});

test("what is included too often is reported once in each text, where it is included once more", () => {
  const part = { path: "part.rst", text: `${"Words of a paragraph.\n\n".repeat(5000)}` };
  const readFile = () => part;
  const include = ".. include:: part.rst\n\n".repeat(6);
  expect(read(include, { readFile }).told).toEqual(["too-much-included 7:14"]);
  const others =
    ".. raw:: html\n   :file: part.rst\n\n.. csv-table::\n   :file: part.rst\n\n".repeat(3);
  expect(read(include + others, { readFile }).told).toEqual(["too-much-included 7:14"]);
});

test("substitutions that come to too much are told where they stand", () => {
  const { report, diagnostics } = collector();
  const part = "many words ".repeat(500);
  const text = `.. |part| replace:: ${part}\n.. |long| replace:: |part| |part|\n\nA |long|\n\n${"|part| ".repeat(1000)}\n`;
  transform(parseRst({ path: "text.rst", text }, report), report);
  expect(placesOf(diagnostics)).toEqual([
    "substitution-too-long 4:3",
    "substitutions-too-many 6:169",
  ]);
});
