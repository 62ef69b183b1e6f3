import { expect, test } from "vitest";
import { collector, type Code } from "../../src/base/diagnostics.js";
import { walk, type Node } from "../../src/rst/nodes.js";
import { parseRst } from "../../src/rst/rst.js";
import { transform } from "../../src/transform/transform.js";
import { expectWithinASecond } from "../hostile-time.js";

const count = 3000;
const lines = (line: (index: number) => string, times = count) =>
  Array.from({ length: times }, (_, index) => `${line(index)}\n`).join("");

/** Texts that would take very long, or forever, if a transform went about them naively. */
const texts: Readonly<Record<string, string>> = {
  "targets in a row": `${lines((index) => `.. _a${index}:`)}\nText.\n`,
  "a chain of targets": `a0_\n\n${lines((index) => `.. _a${index}: a${index + 1}_`)}`,
  "a chain of targets, backwards": `.. _b0: http://x/\n${lines((index) => `.. _b${index + 1}: b${index}_`)}`,
  "a circle of targets": `a0_\n\n${lines((index) => `.. _a${index}: a${(index + 1) % count}_`)}`,
  "unknown names": `.. _known:\n\n${lines((index) => `unknown${index}_`)}`,
  "dead links": lines((index) => `\`a <#id${index}>\`__`),
  "substitutions that explode": `${lines((index) => `.. |a${index + 1}| replace:: |a${index}| |a${index}| |a${index}|`, 60)}.. |a0| replace:: lol\n\n|a60|\n`,
  "substitutions that fan out in a circle": `|a|\n\n.. |a| replace:: |b| |b|\n.. |b| replace:: |c| |c|\n.. |c| replace:: |a| |a|\n`,
  "a long substitution, often": `${lines(() => "|a|")}\n.. |a| replace:: ${"x ".repeat(4000)}\n`,
  "transitions only": lines(() => "----\n"),
  "footnotes that are missing": lines(() => "[#]_"),
  "sections of one name": lines(() => "Title\n=====\n\nTitle_\n"),
};

test.each(Object.keys(texts))("%s", { timeout: 60_000, tags: ["slow"] }, (name) => {
  const { report } = collector();
  const document = parseRst({ path: "test data", text: texts[name]! }, report);
  expectWithinASecond(() => transform(document, report));
});

test("what explodes is told, and the page stays small", () => {
  const { report, diagnostics } = collector();
  const text = texts["a long substitution, often"]!;
  const document = transform(parseRst({ path: "test data", text }, report), report);
  let size = 0;
  walk(document, (node: Node) => {
    if (node.type === "text") size += node.value.length;
  });
  expect(size).toBeLessThan(4_000_000);
  expect(diagnostics.map(({ code }): Code => code)).toContain("substitutions-too-many");
});

test("a text is not inserted where it is longer than a line may be", () => {
  const { report, diagnostics } = collector();
  const part = "many words ".repeat(500);
  const text = `.. |part| replace:: ${part}\n.. |long| replace:: |part| |part|\n\n|part| |long|\n`;
  transform(parseRst({ path: "test data", text }, report), report);
  expect(diagnostics.map(({ code, parts }) => [code, ...parts])).toEqual([
    ["substitution-too-long", "long"],
  ]);
});
