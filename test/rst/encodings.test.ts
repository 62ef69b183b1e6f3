import { join } from "node:path";
import { expect, test } from "vitest";
import { readBeside } from "../../src/base/beside.js";
import { collector } from "../../src/base/diagnostics.js";
import { decoderOf } from "../../src/base/encodings.js";
import { positionAt } from "../../src/base/source.js";
import { loadLooseText } from "../../src/load/loose-text.js";
import { textOf } from "../../src/rst/nodes.js";
import { parseRst } from "../../src/rst/rst.js";
import { scratch } from "../program.js";

const bytes = (hex: string) => Buffer.from(hex, "hex");

/** What Python's codecs make of these bytes. */
test.each([
  ["latin-1", "e9a493", "é¤\x93"],
  ["ISO-8859-1", "93", "\x93"],
  ["latin9", "a4", "€"],
  ["cp1252", "9394a4", "“”¤"],
  ["Windows 1251", "cfd0", "ПР"],
  ["iso8859-9", "93fdfe", "\x93ış"],
  ["ascii", "61e9", "a\uFFFD"],
  ["utf-16", "fffe41009600", "A\x96"],
  ["utf_16_be", "00410096", "A\x96"],
  ["UTF-32", "fffe000000f60100", "😀"],
  ["koi8-r", "c1c2", "аб"],
  ["shift-jis", "93fa", "日"],
  ["gbk", "c4e3", "你"],
])("%s", (name, hex, text) => {
  expect(decoderOf(name)!(bytes(hex)).replace(/^\uFEFF/, "")).toBe(text);
});

/** The text of `main.rst` among other files, and what was found, with its place. */
function read(files: Readonly<Record<string, string | Uint8Array>>) {
  const folder = scratch(files);
  const { report, diagnostics } = collector();
  const { source, readText } = loadLooseText(join(folder, "main.rst"), folder, report)!;
  const document = parseRst(source, report, { readFile: readBeside(readText, []) });
  const places = diagnostics.map(({ code, span, parts }) => {
    const { line, column } = positionAt(span!.source, span!.start);
    return [`${span!.source.path}:${line}:${column}`, code, ...parts.slice(2)].join(" ");
  });
  return { text: textOf(document), places };
}

test("include, csv-table and raw read a file in the encoding they name", () => {
  const { text, places } = read({
    "main.rst":
      ".. include:: a.txt\n   :encoding: latin-1\n\n.. csv-table::\n   :file: a.txt\n   :encoding: cp1252\n\n.. raw:: html\n   :file: a.txt\n   :encoding: iso-8859-15\n",
    "a.txt": bytes("63e9a4"),
  });
  expect(text.match(/.+/g)).toEqual(["cé¤", "cé¤", "cé€"]);
  expect(places).toEqual([]);
});

test("a byte order mark says UTF-16, and places are those of the text", () => {
  const { text, places } = read({
    "main.rst": ".. include:: a.rst\n",
    "a.rst": Buffer.from("\uFEFFé\n\n*b\n", "utf16le"),
  });
  expect(text).toContain("é");
  expect(places).toEqual(["a.rst:3:1 unclosed-inline-markup"]);
});

test("an encoding that is unknown, and bytes that are no text in one, are reported", () => {
  const { places } = read({
    "main.rst":
      ".. include:: a.txt\n   :encoding: latin-99\n\n.. include:: a.txt\n   :encoding: ascii\n",
    "a.txt": bytes("610a63e9"),
  });
  expect(places).toEqual([
    "main.rst:2:15 option-not-encoding latin-99 latin-9 latin-1 latin-2",
    "a.txt:2:2 not-in-encoding",
  ]);
});
