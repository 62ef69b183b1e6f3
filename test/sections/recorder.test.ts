import { expect, test } from "vitest";
import type { Span } from "../../src/base/source.js";
import { Recorder } from "../../src/sections/recorder.js";
import { expectWithinASecond } from "../hostile-time.js";

/** Places that say which text they are of, and where in it. */
function recorder(texts: readonly string[]): Recorder {
  const made = new Recorder();
  for (const [index, text] of texts.entries()) {
    const source = { path: String(index), text };
    made.told(text, source, (offset): Span => ({ source, start: offset, end: offset }));
  }
  return made;
}

const placeIn = (made: Recorder, printed: string, offset: number) => {
  const place = made.origin(printed, offset);
  return place && `${place.source.path}:${place.start}`;
};

test("a character is of the text that printed it, wherever templates moved it", () => {
  const made = recorder(["one two", "three", "one", "absent", "four  five"]);
  const printed = "x one\n  two y\n\none three\nfour five";
  const at = (word: string, from = 0) => placeIn(made, printed, printed.indexOf(word, from));
  expect(at("one")).toBe("0:0");
  expect(at("two")).toBe("0:4");
  expect(at("three")).toBe("1:0");
  // It was told after what stands before it: the first place with such a text is taken, and belongs to who told it first.
  expect(at("one", 10)).toBe("0:0");
  expect(at("ve")).toBe("4:8");
});

test("places in a section of a hundred thousand texts are found at once", () => {
  const texts = Array.from({ length: 100_000 }, (_, index) => `text ${index}.`);
  const printed = texts.join("\n");
  expectWithinASecond(() => {
    const made = recorder(texts);
    for (let index = 0; index < texts.length; index += 50) {
      const offset = printed.length - 1 - index * 10;
      if (offset > 0 && !placeIn(made, printed, offset)) throw new Error(`${offset} has no place`);
    }
  });
});
