import { expect, test } from "vitest";
import { jsonFault } from "../../src/base/json-fault.js";
import { expectWithinASecond } from "../hostile-time.js";

const faults: readonly (readonly [code: string, at: string | null])[] = [
  ['{"a": 1,}', ",}"],
  ['{"a": 1 "b": 2}', '"b"'],
  ['{"a": "1}', '"1}'],
  ['{"a": [1, 2}', "}"],
  ['{"a": 1', "1"],
  ['{"a": 1}', null],
  ['{"a": ...}', null],
  ['{"a": 1}\n{"b": 2}', null],
  ['{"a": <id>}', null],
  ['{"a": 1 // one\n}', null],
  ['"a": 1', null],
];

test.for(faults)("%j goes wrong at %j", ([code, at]) => {
  const fault = jsonFault(code);
  expect(fault && code.slice(fault.at, fault.at + (at?.length ?? 0))).toBe(at);
});

const many = 100_000;
const hostile: Readonly<Record<string, string>> = {
  "commas before brackets": `[${"[1,],".repeat(many)}1]`,
  "escaped quotes": `{"a${'\\"'.repeat(many)}`,
  "line feeds": `{"a":1,}${"\n".repeat(many)}x`,
  "values below one another": `${"{}\n\n".repeat(many)}{`,
};

test.for(Object.entries(hostile))("%s do not take long", ([, code]) =>
  expectWithinASecond(() => jsonFault(code)),
);
