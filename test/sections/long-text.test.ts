import { expect, test } from "vitest";
import { Recorder } from "../../src/sections/recorder.js";
import { expectWithinASecond } from "../hostile-time.js";

test("the places of characters of a very long text are found without reading all of it for each", () => {
  const text = "*a `b ".repeat(50_000).trim();
  const source = { path: "a.yaml", text };
  const printed = text.replaceAll(" `", "\n   `");
  const recorder = new Recorder();
  recorder.told(text, source, (offset) => ({ source, start: offset, end: offset + 1 }));
  const wanted = printed.length - 2;
  expectWithinASecond(() => {
    for (let count = 0; count < 5000; count++) recorder.origin(printed, wanted - count * 8);
  });
  const place = recorder.origin(printed, printed.lastIndexOf("`b"));
  expect(place?.start).toBe(text.lastIndexOf("`b"));
});
