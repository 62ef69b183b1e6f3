import { expect, test } from "vitest";
import { nearest } from "../../src/base/text.js";

test.each<[word: string, known: string[], near: string[]]>([
  ["mian", ["main", "other"], ["main"]], // two letters swapped
  ["client_servr", ["client_server", "server_server"], ["client_server"]],
  ["Warning", ["warning", "note"], ["warning"]], // letter case
  ["x", ["abc"], []],
  ["9", ["a", "8"], []], // another letter is another word
  [
    "signing-event",
    ["signing-events", "signing-details", "singing-event"],
    ["signing-events", "singing-event"],
  ],
  [
    "get-rooms",
    ["put-rooms", "got-rooms", "get-room", "get-roomsx", "get-rums"],
    ["get-room", "get-roomsx", "got-rooms"],
  ],
])("what looks most like %s", (word, known, near) => {
  expect(nearest(word, known)).toEqual(near);
});
