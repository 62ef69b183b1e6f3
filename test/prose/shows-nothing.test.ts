import { expect, test } from "vitest";
import { showsNothing } from "../../src/prose/shows-nothing.js";
import { parseRst, textOf, walk } from "../../src/rst-api.js";

// prettier-ignore
const nothing = [
  "K.", "1)", "(a)", "iv.", "#.", "-", "* ", "•", "|", "\\", ".. Text", "..", "..\n  Text", ".. _name: other", ".. __: other", "__ other",
  ".. |a| replace:: b", ".. Text\n\n   More",
];
// prettier-ignore
const something = [
  "K", "\\K.", "Mixed.", "ab.", "1", "(ab)", "(a", "a. b", "- a", "| a", "\\a", ".. note:: Text", ".. [1] Text", ".. Text\n\nMore", "...",
  "..x", "-a", ":x:", "::x", "`a`", "a", "no.", "k.a.", "__x",
];

/** Whether the tree of a text has any that readers see. */
function isSeen(text: string): boolean {
  let seen = "";
  const document = parseRst(text);
  walk(document, (node) => {
    if (node.type === "comment" || node.type === "substitution_definition") return false;
    if (node.type === "text") seen += textOf(node);
    return undefined;
  });
  return seen.trim() !== "";
}

test.each(nothing)("nothing is shown of %j", (text) => {
  expect([isSeen(text), showsNothing(text) !== null]).toEqual([false, true]);
});

test.each(something)("something is shown of %j", (text) => {
  expect([isSeen(text), showsNothing(text)]).toEqual([true, null]);
});
