import { expect, test } from "vitest";
import { collector } from "../../src/base/diagnostics.js";
import { showDiagnostic } from "../../src/base/show-diagnostic.js";
import { readData } from "../../src/data/data.js";

/** Each with the place that is pointed at in ⟦⟧, and words of its sentence and hint. */
const faults: readonly (readonly [string, RegExp, RegExp])[] = [
  ["summary: ⟦Ask: what⟧\n", /colon with a space/, /summary: "Ask: what"/],
  ['a: ⟦say "x": y⟧\n', /colon with a space/, /a: 'say "x": y'/],
  ["a:\n⟦\t⟧b: 1\n", /with a tab/, /spaces/],
  ["a:\n  b: 1\n  ⟦\t⟧c: 2\n", /with a tab/, /spaces/],
  ["name: ⟦@⟧home\n", /begins with "@"/, /name: "@home"/],
  ["name: ⟦`⟧x`\n", /begins with "`"/, /name: "`x`"/],
  ["match: ⟦*⟧.txt\n", /begins with "\*"/, /"\*\.txt"/],
  ["b: ⟦!⟧foo z\n", /begins with "!"/, /quotes/],
  ["a: ⟦-⟧ b\n", /the list of "a"/, /next line/],
  ['a: ⟦"⟧x\nb: 1\n', /does not end on this line/, /End the value/],
  ['a: ⟦"⟧x\nb: "y"\nc: 1\n', /does not end on this line/, /End the value/],
  ["a: 'it'⟦s⟧'\n", /goes on after the quote/, /twice/],
  ['a: "x" ⟦y⟧\n', /goes on after the quote/, /whole value/],
  ["a: ⟦[⟧1, 2\nb: 3\n", /bracket "\["/, /"\]"/],
  ["a: ⟦{⟧b: '}'\nc: 2\n", /bracket "\{"/, /"\}"/],
  ['{ "a": ⟦1⟧\n "b": 2 }\n', /comma is missing/, /commas/],
  ['{"b": 1,⟦,⟧ "c": 2}\n', /comma too many/, /Remove/],
  ["a⟦:⟧1\nb: 2\n", /no space after it/, /"a: 1"/],
  ["a: 1\nb⟦:⟧2\nc: 3\n", /no space after it/, /"b: 2"/],
  ["a: 1\n  ⟦b: 2⟧\n", /2 spaces in front/, /same column/],
  ["a:\n  b: 1\n ⟦c: 2⟧\n", /1 space in front/, /same column/],
  ["- a\n⟦b: 1⟧\n", /neither to the list/, /Indent/],
  ["a: 1\n⟦---⟧\nb: 2\n", /second document/, /file of its own/],
  ["a: 1\n⟦<<<<<<< HEAD⟧\nb: 2\n=======\nb: 3\n>>>>>>> x\n", /left here by git/, /one version/],
  ["a:\n  b: { c: 1 } ⟦}⟧\n  d: 2\n", /"}" closes nothing/, /Remove it/],
  ["a:\n  - [c, d]⟦]⟧\n", /"]" closes nothing/, /Remove it/],
  ['{\n  "a": { "b": "}" }\n}\n⟦}⟧\n', /"}" closes nothing/, /Remove it/],
  ["a:\n  ⟦{id}⟧:\n    b: 1\n", /the key {id} is a map/, /"{id}":/],
  ["⟦[a, b]⟧: 1\n", /the key \[a, b\] is a list/, /"\[a, b\]":/],
  ["a: ⟦>⟧ text\n", /same line/, /next line/],
  ['a: "⟦\\q⟧"\n', /stands for nothing/, /twice/],
];

test.each(faults)("%j is told where it is and how to correct it", (marked, what, hint) => {
  const text = marked.replace(/[⟦⟧]/g, "");
  const { report, diagnostics } = collector();
  readData({ path: "a.yaml", text }, report);
  expect(diagnostics.map(({ code }) => code)).toEqual(["yaml-syntax"]);
  const { span } = diagnostics[0]!;
  expect([span!.start, span!.end]).toEqual([marked.indexOf("⟦"), marked.indexOf("⟧") - 1]);
  const [sentence] = showDiagnostic(diagnostics[0]!).split("\n");
  expect(sentence).toMatch(what);
  expect(showDiagnostic(diagnostics[0]!)).toMatch(new RegExp(`hint: .*${hint.source}`));
});
