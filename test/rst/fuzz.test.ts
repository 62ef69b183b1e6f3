import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { collector, type Diagnostic } from "../../src/base/diagnostics.js";
import { surveyDocument, type Survey } from "../../src/html/survey.js";
import { writeDocument, type Written } from "../../src/html/write.js";
import type { Document } from "../../src/rst/nodes.js";
import { parseRst } from "../../src/rst/rst.js";
import { transform } from "../../src/transform/transform.js";
import { processorTime } from "../hostile-time.js";
import { casesIn } from "./cases.js";

/** How many texts are tried, and how many in the slow test; `FUZZ=100000` tries more of the same row. */
const inputs = 1500;
const manyInputs = Number(process.env["FUZZ"] ?? 20_000);

/** Numbers that look random and are the same each time (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Pieces of markup, of which any two may meet. */
const pieces = [
  "*", "**", "`", "``", "`_", "`__", "_`", "|", "|_", "_", "__", "[1]_", "[#]_", "[#a]_", "[*]_", "[CIT]_", ":role:`", "`:role:",
  ":math:`x^2`", ":code:`a b`", ":sub:`a`", ":raw:`<b>`", "<", ">", "<http://a.example/>", "<a_>", "http://a.example/b?c#d", "me@a.example",
  "a_", "`a b`_", "a__", "\\", "\\ ", "::", ":", "..", ".. ", "...", "-", "- ", "* ", "+ ", "1. ", "(a) ", "i) ", "#. ", "| ", ">>> ",
  ":field: ", ":a:b: ", "-a ", "--long=ARG  ", "/V ", "====", "----", "~~~~", "== ==", "=== ===", "+--+--+", "+==+==+", "|  |  |", "-- me",
  "term : class", ".. _a:", ".. _a b: c_", ".. __:", "__ a_", ".. [1] note", ".. [#a] note", ".. [*]", ".. [CIT] x", ".. |s| replace:: t",
  ".. |i| image:: i.png", ".. |d| date::", ".. |u| unicode:: 0x41 U+1F600", "|s|", "|i|_", ".. note::", ".. image:: a.png", "   :alt: x",
  "   :target: a_", "   :name: n", "   :class: c d", ".. figure:: a.png", ".. code:: json", ".. table:: t", ".. csv-table::",
  ".. list-table::", "   :header-rows: 1", ".. contents::", ".. contents:: :local:", ".. sectnum::", ".. class:: x", ".. role:: role(emphasis)",
  ".. default-role:: math", ".. math::", ".. raw:: html", ".. include:: x", ".. topic:: T", ".. sidebar:: S", ".. header:: h", ".. meta::",
  ".. target-notes::", ".. parsed-literal::", ".. epigraph::", ".. glossary::", ".. versionadded:: 1.0", ".. admonition:: A", ".. unknown:: x",
  "text", "Title", "a", "b", "é", "日本", "\u0301", "\u00a0", "\u200b", "\ud83d\ude00", "\ud800", "\0", "\t", "\r", "\f", "&amp;", "<b>", "\"", "'", "",
]; // prettier-ignore

type Random = () => number;

const pick = <T>(random: Random, all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
const upTo = (random: Random, most: number): number => Math.floor(random() * (most + 1));

/** Lines of pieces, each indented a little more or less than the one before. */
function soup(random: Random): string {
  const lines: string[] = [];
  let indent = 0;
  for (let count = 1 + upTo(random, 14); count > 0; count--) {
    if (random() < 0.35) lines.push("");
    if (random() < 0.4) indent = Math.max(0, indent + upTo(random, 6) - 3);
    const words = Array.from({ length: 1 + upTo(random, 4) }, () => pick(random, pieces));
    lines.push(" ".repeat(indent) + words.join(random() < 0.5 ? " " : ""));
  }
  return lines.join("\n");
}

/** A few lines from somewhere in a text, cut off anywhere. */
function excerpt(random: Random, texts: readonly string[]): string {
  const text = pick(random, texts);
  const start = text.lastIndexOf("\n", upTo(random, text.length)) + 1;
  return text.slice(start, start + upTo(random, 700));
}

/** A text with lines taken away, doubled, moved to the side, and pieces put into them. */
function damaged(random: Random, text: string): string {
  const lines = text.split("\n");
  for (let count = 1 + upTo(random, 4); count > 0; count--) {
    const at = upTo(random, lines.length - 1);
    const line = lines[at] ?? "";
    const column = upTo(random, line.length);
    const changes = [
      () => lines.splice(at, 1),
      () => lines.splice(at, 0, line),
      () => lines.splice(at, 0, ""),
      () => (lines[at] = " ".repeat(1 + upTo(random, 3)) + line),
      () => (lines[at] = line.slice(1)),
      () => (lines[at] = line.slice(0, column) + line.slice(column + 1)),
      () => (lines[at] = line.slice(0, column) + pick(random, pieces) + line.slice(column)),
    ];
    pick(random, changes)();
  }
  return lines.join("\n");
}

/** A grid table with cells over several columns and rows, of which some signs are others. */
function drawnTable(random: Random): string {
  const widths = Array.from({ length: 1 + upTo(random, 3) }, () => 1 + upTo(random, 5));
  const words = ["", "a", "b c", "- x", "é", "日本", "e\u0301", "+", "|", "-", "::", "`t`", "=="];
  const border = (sign: string) => `+${widths.map((width) => sign.repeat(width)).join("+")}+`;
  const cells = () =>
    `|${widths.map((width) => pick(random, words).padEnd(width).slice(0, width)).join("|")}|`;
  const lines = [border("-")];
  for (let rows = 1 + upTo(random, 3); rows > 0; rows--) {
    for (let count = upTo(random, 2); count > 0; count--) lines.push(cells());
    lines.push(border(random() < 0.2 ? "=" : "-"));
  }
  const indent = " ".repeat(pick(random, [0, 0, 0, 2]));
  return spotted(random, lines, "+-|= a")
    .map((line) => indent + line)
    .join("\n");
}

/** Lines of which a few signs are others. */
function spotted(random: Random, lines: readonly string[], signs: string): string[] {
  const all = lines.map((line) => [...line]);
  for (let count = upTo(random, 5); count > 0; count--) {
    const line = pick(random, all);
    if (line.length > 0) line[upTo(random, line.length - 1)] = pick(random, [...signs]);
  }
  return all.map((line) => line.join(""));
}

/** A list of options as they are written, and as they are not. */
function optionLines(random: Random): string {
  const options = [
    "-a",
    "-b FILE",
    "-cARG",
    "+d",
    "--long",
    "--out=FILE",
    "--in <a b>",
    "/V",
    "-e <",
    "--",
    "-f=1",
  ];
  const lines: string[] = [];
  for (let count = 1 + upTo(random, 4); count > 0; count--) {
    const some = Array.from({ length: 1 + upTo(random, 2) }, () => pick(random, options));
    const text = pick(random, ["", "Text.", "- x", "::", "-g  h", "*e*"]);
    lines.push(
      some.join(pick(random, [", ", ", ", ",", " "])) + " ".repeat(upTo(random, 4)) + text,
    );
    while (random() < 0.4)
      lines.push(" ".repeat(upTo(random, 12)) + pick(random, ["more", "", "-i  j"]));
  }
  return spotted(random, lines, "-=,<> /").join("\n");
}

function inputOf(random: Random, texts: readonly string[]): string {
  const kind = random();
  if (kind < 0.35) return soup(random);
  if (kind < 0.55) return damaged(random, excerpt(random, texts));
  if (kind < 0.75) return excerpt(random, texts) + excerpt(random, texts);
  if (kind < 0.9) return `${excerpt(random, texts)}\n${soup(random)}`;
  return damaged(random, soup(random));
}

/** Our own specification, the cases of our tests, and a larger specification where it is at hand. */
function realTexts(): string[] {
  const own = ["../../specification/", "../../../shared/corpus/matrix-doc/specification/"]
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".rst"))
        .sort()
        .map((name) => readFileSync(join(folder, name), "utf8")),
    );
  const cases = ["./", "../transform/"].flatMap((folder) =>
    casesIn(new URL(folder, import.meta.url)).map(({ input }) => input),
  );
  return [...own, ...cases];
}

const tag = /<(?<end>\/?)(?<name>[a-zA-Z][\w-]*)(?<attributes>[^<>]*)>/g;
const withoutEnd = new Set(["br", "hr", "img", "wbr", "col"]);

/** What is wrong with the elements of a page: one that is not closed, or a bracket that belongs to none. */
function unbalanced(html: string): string | null {
  const open: string[] = [];
  let tags = 0;
  for (const { groups } of html.matchAll(tag)) {
    tags++;
    const name = groups!["name"]!;
    if (withoutEnd.has(name) || groups!["attributes"]!.endsWith("/")) continue;
    if (groups!["end"] === "") open.push(name);
    else if (open.pop() !== name) return `</${name}> closes nothing`;
  }
  if (html.split("<").length - 1 !== tags) return "a < that begins no tag";
  return open.length > 0 ? `<${open.at(-1)}> is not closed` : null;
}

/** The id that a link names. What follows `:~:` is for the browser alone (WICG, text fragments). */
function fragmentOf(href: string): string {
  const [id = ""] = href.slice(1).split(":~:", 1);
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

/** Whether those who do not write the page learn the same of it, and report the same. */
function isSurveyed(document: Document, written: Written, said: readonly Diagnostic[]): boolean {
  const { report, diagnostics } = collector();
  const survey = surveyDocument(document, report);
  const factsOf = (
    { title, hasHeading, id, ids, links }: Omit<Survey, "counted" | "firstIds">,
    told: readonly Diagnostic[],
  ) =>
    JSON.stringify([
      [title, hasHeading, id],
      [...ids].sort(),
      links.map(({ href, span }) => `${span.start} ${href}`).sort(),
      told.map(({ code, span }) => `${span?.start} ${code}`).sort(),
    ]);
  return factsOf(survey, diagnostics) === factsOf(written, said);
}

/** What is wrong with what becomes of a text; `null` where all is well. */
function faultOf(text: string): string | null {
  const { report, diagnostics } = collector();
  const source = { path: "fuzz", text };
  const parsed = parseRst(source, report, { rawEnabled: false, today: new Date(0) });
  const document = transform(parsed, report, { docinfo: true });
  const before = diagnostics.length;
  const written = writeDocument(document, report, { contents: "inside" });
  const { body, links, ids } = written;
  if (!isSurveyed(document, written, diagnostics.slice(before))) return "its survey differs";
  const dead = new Set(
    diagnostics.filter(({ code }) => code === "dead-link").map((d) => d.parts[0]),
  );
  for (const { href } of links) {
    const fragment = fragmentOf(href);
    if (!href.startsWith("#") || ids.has(fragment) || dead.has(fragment)) continue;
    if (fragment !== "" && fragment !== "top") return `the link ${href} leads nowhere`;
  }
  const seen = [...body.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  if (new Set(seen).size < seen.length) return "an id stands twice";
  const lost = diagnostics.find(
    ({ span }) =>
      !span || span.start < 0 || span.end > span.source.text.length || span.end < span.start,
  );
  if (lost) return `${lost.code} has no place in the text`;
  return unbalanced(body);
}

/** Holds that each of many texts becomes a page. */
function expectPages(count: number, textOf: () => string): void {
  for (let left = count; left > 0; left--) {
    const text = textOf();
    let fault: string | null = null;
    const time = processorTime(() => {
      try {
        fault = faultOf(text);
      } catch (error) {
        fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
      }
    });
    if (time > 2000) fault ??= `it takes ${time} ms`;
    expect({ fault, text: fault && text }).toEqual({ fault: null, text: null });
  }
}

function expectPagesOfTexts(count: number): void {
  const random = numbers(20_260_101);
  const texts = realTexts();
  expectPages(count, () => inputOf(random, texts));
}

function expectPagesOfTables(count: number): void {
  const random = numbers(20_260_102);
  const kinds = [drawnTable, optionLines, () => `${drawnTable(random)}\n\n${optionLines(random)}`];
  expectPages(count, () => pick(random, kinds)(random));
}

test("whatever the text is, it becomes a page", () => expectPagesOfTexts(inputs), 300_000);

test(
  "tables that are drawn anyhow, and lists of options, become pages",
  () => expectPagesOfTables(inputs / 4),
  300_000,
);

test("many texts and tables become pages", { timeout: 600_000, tags: ["slow"] }, () => {
  expectPagesOfTexts(manyInputs);
  expectPagesOfTables(manyInputs / 4);
});
