import { expect, test } from "vitest";
import { collector } from "../../src/base/diagnostics.js";
import { showDiagnostic } from "../../src/base/show-diagnostic.js";
import { readData } from "../../src/data/data.js";
import { expectWithinASecond } from "../hostile-time.js";

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
  ['{\n  "a": {⟦x⟧"type": "string", "b": 1}\n}\n', /"x" stands before "type"/, /Remove it/],
  ['{"a": 1, ⟦;⟧"type": "string"}\n', /";" stands before "type"/, /Remove it/],
  ['{⟦\\⟧"type": "string"}\n', /stands before "type"/, /Remove it/],
  ['{"a": ⟦=⟧ "b, c"}\n', /"=" stands before "b, c"/, /Remove it/],
  ['{\n  "a": ⟦{⟧ "x": 1,\n  "b": 2\n}\n', /"\{" that begins here does not end/, /End it with "}"/],
  ['{\n  "a": { "x": 1 }⟦}⟧,\n  "b": 2\n}\n', /"}" closes nothing/, /Remove it/],
  ['{\n  "a": ⟦"⟧b,\n  "c": "d"\n}\n', /quote " that begins here does not end/, /End the value/],
  [
    "a:\n   ⟦b: c⟧\n  d: e\n  f: g\n",
    /has 3 spaces in front and those that go with it 2/,
    /same column/,
  ],
  ['{"a":\n  ⟦=⟧ "b c"}\n', /"=" stands before "b c"/, /Remove it/],
  ['[⟦no⟧ "b"]\n', /"no" stands before "b"/, /quotes/],
  ["a: ⟦>⟧ text\n", /same line/, /next line/],
  ['a: "⟦\\x⟧ZZ"\n', /hexadecimal digits/, /twice/],
  ['a: "⟦\\u12⟧"\n', /hexadecimal digits/, /four/],
  ["a:\n  b: 1\n⟦  - c⟧\n", /item of a list/, /key of its own/],
  ["a:\n  b⟦:⟧c\n  d: 1\n", /no space after it/, /"b: c"/],
  ["a: ⟦*x⟧\n", /no anchor "x" above/, /"&x"/],
  ["a: 1\n⟦*y⟧ : 2\n", /no anchor "y" above/, /quotes/],
  ["a: ⟦&⟧ b\n", /begins with "&"/, /"& b"/],
  ["- ⟦@⟧me\n", /this item begins with "@"/, /- "@me"/],
  ["a: &b ⟦&⟧c 1\n", /two anchors/, /Keep one/],
  ["⟦<<⟧: 5\n", /is none/, /<<: \*name/],
  ["a:\n  b: |\n    one\n  ⟦two⟧\n  c: 1\n", /"two" has no colon/, /indent it/],
  ["a:\n  ⟦get⟧\n    b: 1\n", /"get" has no colon/, /"get:"/],
  ["a: 1\n⟦some words⟧\n", /no colon after it/, /key: value/],
  ["a: |⟦0⟧\n  b\n", /the number behind/, /Leave it out/],
  ["a: |+⟦-⟧\n  b\n", /one "-" or one "\+"/, /\|-/],
  ["a: |\n⟦     ⟧\n  b\n", /empty line has more spaces/, /Remove the spaces/],
  ["⟦%V%: a⟧\n", /begins with "%"/, /quotes/],
  ["⟦%YAML 3.0⟧\n---\na: 1\n", /version of YAML/, /Remove the line/],
  ["a: [b] ⟦c⟧\n", /goes on after the bracket/, /a: "\[b\] c"/],
  ["a: {b} ⟦is c⟧\n", /goes on after the bracket/, /a: "\{b\} is c"/],
  ["a: [b, c⟦}⟧\n", /"}" does not close/, /"\]"/],
  ["a: 1\n⟦...⟧\nb: 2\n", /second document/, /"\.\.\."/],
  ['a: "x⟦\u0001⟧"\n', /control character \(U\+0001\)/, /Remove it/],
  ["a:\n  ⟦:⟧ b\n", /without a key in front/, /""/],
  ["a: 1\n⟦@⟧b: 2\n", /this line begins with "@"/, /quotes/],
  ["a: 1\n⟦required⟧\n  - b\nc: 2\n", /"required" has no colon/, /"required:"/],
  ["a:\n  ⟦'⟧b: 1\n  c: 'd'\n", /does not end on this line/, /End the value/],
  ["- a: 1\n  ⟦type⟧\n  b: 2\n", /"type" has no colon/, /key: value/],
  ["a: 1\n⟦|⟧ b\n", /this line begins with "\|"/, /quotes/],
  ["- ⟦!⟧ref x\n", /this item begins with "!"/, /quotes/],
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

test.for(["- - ", "- [", "a: [ ", "]]", '"a" '])("many of %j do not take long", (atom) => {
  const text = `b: 1\n${atom.repeat(100_000 / atom.length)}`;
  expectWithinASecond(() => readData({ path: "a.yaml", text }, () => {}));
});
