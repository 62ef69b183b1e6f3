import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { systemErrorText } from "../../src/base/system-error.js";

const thrown = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

test("what the operating system refuses is one sentence; a fault of the program is none", () => {
  const full = thrown(() => writeFileSync("/dev/full", "text"));
  const texts = [
    thrown(() => readFileSync("none/there")),
    thrown(() => mkdirSync(`/tmp/${"n".repeat(300)}/a`)),
    thrown(() => mkdirSync("package.json/a")),
    Object.assign(new Error("x"), { syscall: "write", code: "ENOSPC" }),
    ...(full instanceof Error ? [full] : []),
  ].map(systemErrorText);
  expect(texts.slice(0, 4)).toEqual([
    "cannot open none/there: it does not exist (ENOENT)",
    expect.stringMatching(
      /^cannot make the folder \/tmp\/n+\/a: the name is too long \(ENAMETOOLONG\)$/,
    ),
    "cannot make the folder package.json/a: a part of the path is a file, not a folder (ENOTDIR)",
    "cannot write a file: the disk is full (ENOSPC)",
  ]);
  for (const fault of [new TypeError("x"), "x", new Error("ENOSPC")])
    expect(systemErrorText(fault)).toBeNull();
});
