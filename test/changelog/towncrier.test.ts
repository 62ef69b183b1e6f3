import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { expect, test } from "vitest";
import { collector } from "../../src/base/diagnostics.js";
import {
  addEntry,
  fileOfVersion,
  makeEntry,
  printEntry,
  readFragments,
  readSettings,
} from "../../src/changelog/changelog.js";

/** Folders of news fragments, and what towncrier makes of them; see scripts/towncrier-cases.py. */
const recorded = ["towncrier.txt", "towncrier-24.8.txt"].map((name) =>
  readFileSync(`test/changelog/${name}`, "utf8"),
);

interface Case {
  readonly name: string;
  /** By path: what is there, and what is expected. */
  readonly given: ReadonlyMap<string, string>;
  readonly expected: ReadonlyMap<string, string>;
}

const cases: readonly Case[] = recorded
  .flatMap((text) => text.split(/^# /m).slice(1))
  .map((text) => {
    const files = [...text.matchAll(/^([+=]) (.*)\n((?:\|.*\n)*)/gm)].map(
      ([, sign, path, lines]) => ({
        sign,
        path: path!,
        content: lines!.replace(/^\|/gm, "").slice(0, -1),
      }),
    );
    const of = (wanted: string) =>
      new Map(
        files.filter(({ sign }) => sign === wanted).map(({ path, content }) => [path, content]),
      );
    return { name: text.split("\n", 1)[0]!, given: of("+"), expected: of("=") };
  });

test("there are 277 folders", () => {
  expect(cases.length).toBe(277);
});

test.each(cases)("draft and release as towncrier makes them: $name", ({ given, expected }) => {
  const { report } = collector();
  const config = given.get("towncrier.toml") ?? given.get("pyproject.toml")!;
  const settings = readSettings({ path: "towncrier.toml", text: config }, report)!;
  const files = settings.sections.flatMap(({ name, folder }) =>
    [...given]
      .filter(([path]) => posix.dirname(path) === posix.normalize(folder))
      .map(([path, text]) => ({ path, text, section: name })),
  );
  const entry = makeEntry(readFragments(files, settings, report), settings);
  const release = { version: "r1.2.0", date: "2020-03-04" };
  const printed = printEntry(entry, settings, release);
  expect(`${printed}\n`).toBe(expected.get("draft"));

  const pattern = settings.filename ?? "NEWS.rst";
  const filename = settings.isSingleFile ? pattern : fileOfVersion(pattern, settings, release);
  const before = given.get(filename);
  const history = before === undefined ? null : { path: filename, text: before };
  expect(addEntry(history, printed, settings)).toBe(
    expected.get(filename)!.replace("(the draft)\n", () => printed),
  );
});
