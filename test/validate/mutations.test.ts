import { describe, expect, test } from "vitest";
import { entryOf } from "../../src/base/diagnostics.js";
import { correct } from "./correct-project.js";
import { mutations, type Mutation } from "./mutations.js";
import { check } from "./sample-project.js";

const shown = (files: Readonly<Record<string, string>>) =>
  check(files).filter(({ code }) => entryOf(code).severity !== "info");

test("a correct project is checked without a word", () => {
  expect(shown(correct).map(({ at, code, text }) => `${at} ${code} ${text}`)).toEqual([]);
});

test("there are many ways to break it", () => expect(mutations.length).toBeGreaterThan(60));

describe.each(mutations)("$what", (mutation) => {
  test(`is told as ${mutation.code}`, () => {
    const broken = mutated(mutation);
    const told = shown(broken).map(({ at, code }) => `${at} ${code}`);
    expect(told).toContain(`${placeIn(broken, mutation)} ${mutation.code}`);
  });
});

function mutated({ file, from, to }: Mutation): Record<string, string> {
  const text = correct[file] ?? "";
  expect(text, `${file} holds what is to change`).toContain(from);
  return { ...correct, [file]: text.replace(from, () => to) };
}

/** The line that is to be told: where a given text stands, or else the first line that changed. */
function placeIn(broken: Record<string, string>, { file, to, at }: Mutation): string {
  const path = at?.file ?? file;
  const text = broken[path]!;
  const offset = at ? text.indexOf(at.text) : firstChange(text, correct[path]!, to);
  expect(offset, "the line that is told").toBeGreaterThan(-1);
  return `${path}:${text.slice(0, offset).split("\n").length}`;
}

function firstChange(text: string, before: string, to: string): number {
  let at = 0;
  while (text[at] === before[at]) at++;
  return Math.min(at, Math.max(text.indexOf(to), 0) + to.length);
}
