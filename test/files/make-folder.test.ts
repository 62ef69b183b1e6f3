import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder } from "../../src/files/make-folder.js";
import { scratch, specpress, tinyProject } from "../program.js";

test("the outermost folder that was made is the answer", () => {
  const folder = scratch();
  expect(makeFolder(join(folder, "a/b/c"))).toBe(join(folder, "a"));
  expect(existsSync(join(folder, "a/b/c"))).toBe(true);
  expect(makeFolder(join(folder, "a/b/c"))).toBeUndefined();
});

test.skipIf(process.platform !== "linux")("a folder that /proc refuses ends in a sentence", () => {
  const folder = scratch(tinyProject);
  for (const args of [
    ["init", "/proc/specpress-none"],
    ["build", "-q", "--out", "/proc/specpress-none"],
  ]) {
    const { code, err } = specpress(args, folder);
    expect(code).toBe(2);
    expect(err).toMatch(/\/proc\/.*specpress-none.*(it is not there|does not exist)/);
  }
});
