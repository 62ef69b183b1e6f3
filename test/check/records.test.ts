import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { check } from "../../src/commands/check.js";
import { build } from "../../src/commands/build.js";
import type { Given, Io } from "../../src/commands/command.js";
import { scratch, tinyProject } from "../program.js";

const io: Io = {
  out: () => {},
  err: () => {},
  ask: null,
  terminal: false,
  color: false,
  outColor: false,
  version: "0",
};

/** What a command says of an option that names a place it must not write to; `null` where it wrote. */
async function refusal(
  run: (given: Given, io: Io) => Promise<number>,
  folder: string,
  options: Given["options"],
): Promise<string | null> {
  try {
    await run({ arguments: [], options: { format: "text", project: folder, ...options } }, io);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

const mine = "[core]\n\teditor = mine\n";
const places = [
  ["--baseline, a link", check, { baseline: "link", update: true }, /is a link/],
  [
    "--baseline, below a linked folder",
    check,
    { baseline: "way/new.json", update: true },
    /is a link/,
  ],
  ["--baseline, a link to nothing", check, { baseline: "dead", update: true }, /is a link/],
  [
    "--baseline, another file",
    check,
    { baseline: "mine", update: true },
    /is no file that specpress/,
  ],
  ["--baseline, a folder", check, { baseline: "spec", update: true }, /is no file that specpress/],
  ["--ids, a link", check, { ids: "link", update: true }, /is a link/],
  ["--ids, another file", check, { ids: "mine", update: true }, /is no file that specpress/],
  ["--keep-rst, a link", build, { keepRst: "way" }, /is a link/],
  ["--keep-rst, below a linked folder", build, { keepRst: "way/new" }, /is a link/],
  ["--keep-rst, the texts themselves", build, { keepRst: "spec" }, /did not write/],
] as const;

test.each(places)(
  "no record takes the place of what is not ours: %s",
  async (_what, run, options, why) => {
    const elsewhere = scratch({ mine });
    const folder = scratch({ ...tinyProject, mine });
    symlinkSync(join(elsewhere, "mine"), join(folder, "link"));
    symlinkSync(elsewhere, join(folder, "way"));
    symlinkSync(join(elsewhere, "none"), join(folder, "dead"));
    const given = Object.fromEntries(
      Object.entries(options).map(([name, value]) => [
        name,
        typeof value === "string" ? join(folder, value) : value,
      ]),
    );
    expect(await refusal(run, folder, given)).toMatch(why);
    for (const file of [join(elsewhere, "mine"), join(folder, "mine")])
      expect(readFileSync(file, "utf8")).toBe(mine);
    expect(readFileSync(join(folder, "spec/index.rst"), "utf8")).toBe(
      tinyProject["spec/index.rst"],
    );
  },
);

test("records that are new, empty or ours are written; a link among our texts is replaced, not followed", async () => {
  const elsewhere = scratch({ mine });
  const folder = scratch({ ...tinyProject, "empty.json": "" });
  const write = (baseline: string) =>
    refusal(check, folder, { baseline: join(folder, baseline), update: true });
  expect([await write("new.json"), await write("new.json"), await write("empty.json")]).toEqual([
    null,
    null,
    null,
  ]);
  mkdirSync(join(folder, "rst"));
  writeFileSync(join(folder, "rst/.specpress-rst"), "");
  symlinkSync(join(elsewhere, "mine"), join(folder, "rst/index.rst"));
  expect(await refusal(build, folder, { keepRst: join(folder, "rst") })).toBeNull();
  expect(readFileSync(join(folder, "rst/index.rst"), "utf8")).toContain("Tiny");
  expect(readFileSync(join(elsewhere, "mine"), "utf8")).toBe(mine);
});
