import { test } from "vitest";
import { parseRst } from "../../src/rst/rst.js";
import { expectLinear } from "../hostile-time.js";

/** Text that never ends what it begins, or nearly is something again and again: `count` times in lines of 2000 characters. */
const inline: Readonly<Record<string, string>> = {
  backquotes: " `a",
  "double backquotes": " ``a",
  asterisks: " *a",
  "double asterisks": " **a",
  bars: " |a",
  brackets: "[a",
  underscores: "a_",
  "names with hyphens": "a-",
  roles: ":a",
  "roles with text": " :a:`x",
  "role behind text": "`x`:a:a",
  targets: " _`a",
  backslashes: "\\",
  "open brackets of links": "<a ",
  schemes: "a:",
  "URIs of punctuation": "http:....",
  queries: "http://a?",
  addresses: "a@",
  "addresses with hyphens": "-a@.",
};

const tables: Readonly<Record<string, (count: number) => string>> = {
  "a grid of crosses": (count) => grid("+".repeat(200), count),
  "a grid of small cells": (count) => `+--+--+\n${"|a |b |\n+--+--+\n".repeat(count * 20)}`,
  "columns that meet no row": (count) => grid(`|${" +".repeat(99)}|`, count),
  "rows that meet no column": (count) => grid(`+${"-".repeat(197)}|+`, count),
  "a simple table without end": (count) => `== ==\n${"a  b\n".repeat(count * 50)}`,
  "borders alone": (count) => "== ==\n".repeat(count * 50),
  "many columns": (count) => simple("é ".repeat(300).trim(), count),
  "a csv file of short rows": (count) =>
    `.. csv-table::\n\n   ${",".repeat(5000)}\n${"   a\n".repeat(count * 20)}`,
  "a csv field without end": (count) => `.. csv-table::\n\n   "\n${"   a,b\n".repeat(count * 50)}`,
};

function grid(row: string, count: number): string {
  return `+-${"+".repeat(196)}-+\n${`${row}\n`.repeat(count)}+-${"+".repeat(196)}-+\n`;
}

function simple(row: string, count: number): string {
  const border = row.replaceAll("é", "=");
  return `${border}\n${`${row}\n`.repeat(Math.ceil(count / 10))}${border}\n`;
}

function lines(piece: string, count: number): string {
  return `x\n${`y${piece.repeat(Math.floor(2000 / piece.length))}\n`.repeat(count)}`;
}

const cases: [string, (count: number) => string][] = [
  ...Object.entries(inline).map(([name, piece]): [string, (count: number) => string] => [
    name,
    (count) => lines(piece, Math.ceil(count / 10)),
  ]),
  ...Object.entries(tables),
];

test.each(cases)(
  "time grows no faster than the text: %s",
  { timeout: 60_000, tags: ["slow"] },
  (_name, make) => {
    expectLinear((count) => parseRst({ path: "a.rst", text: make(count) }, () => {}), 20);
  },
);
