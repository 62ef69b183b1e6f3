import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CodeAction } from "vscode-languageserver-protocol/node";
import { fixedCodes } from "../../src/check/check.js";
import { explanations } from "../../src/check/explain.js";
import { base, filesInMarkdown, filesOf } from "../check/sample-project.js";
import { inProcess } from "../program.js";
import { edited, editsFor, Editor, folderWith } from "./editor.js";

type Files = Readonly<Record<string, string>>;
type Project = readonly [name: string, code: string, files: Files];

/** What has a sketch for a sample. */
const others: Readonly<Record<string, Files>> = {
  "last-line-open": { ...base, "specification/text.rst": "One\n===\n\nText." },
  "fragment-last-line": {
    ...base,
    "changelogs/main/pyproject.toml": '[tool.towncrier]\ndirectory = "newsfragments"\n',
    "changelogs/main/newsfragments/1.feature": "A thing.",
  },
};

/** For each code with a fix the project with its wrong sample; once more as editors of Windows write it. */
const samples = explanations().flatMap(({ code, sample, wrong, inMarkdown }): Project[] => {
  if (Object.hasOwn(others, code)) return [[code, code, others[code]!]];
  if (!fixedCodes.includes(code) || sample === "sketch") return [];
  const files: Files = { ...base, ...filesOf(sample, wrong) };
  const markdown: Project[] = inMarkdown
    ? [[`${code}-md`, code, filesInMarkdown(inMarkdown[0])]]
    : [];
  return [[code, code, files], ...markdown];
});
const projects = samples.flatMap(([name, code, files]): Project[] => [
  [name, code, files],
  [`${name}-crlf`, code, crlf(files)],
]);

function crlf(files: Files): Files {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, text.replaceAll("\n", "\r\n")]),
  );
}

let root: string;
let editor: Editor;

beforeAll(async () => {
  root = folderWith(
    Object.fromEntries(
      projects.flatMap(([name, , files]) =>
        Object.entries(files).map(([path, text]) => [join(name, path), text]),
      ),
    ),
  );
  const folders = projects.map(([name]) => join(root, name));
  editor = await Editor.start({}, {}, root, folders);
}, 120_000);

afterAll(async () => {
  await editor.end();
  rmSync(root, { recursive: true });
});

test("every code with a fix has a sample that is tried here", () => {
  expect([...new Set(projects.map(([, code]) => code))].sort()).toEqual([...fixedCodes].sort());
});

test.each(projects)("the editor fixes what --fix does: %s", async (name, code, files) => {
  const has = (path: string) => editor.codes(`${name}/${path}`).includes(code);
  await editor.until(() => Object.keys(files).some(has));
  const path = Object.keys(files).find(has)!;
  const own = `${name}/${path}`;
  const { range } = editor.diagnostics.get(own)!.find((each) => each.code === code)!;
  const actions = await editor.ask<CodeAction[]>("codeAction", own, range.start, {
    range,
    context: { diagnostics: [] },
  });
  const result = ({ edit }: CodeAction) => edited(files[path]!, editsFor(edit!, editor.uri(own)));
  const one = actions.find(({ isPreferred }) => isPreferred)!;
  const all = actions.find(({ kind }) => kind === "source.fixAll")!;
  const { out } = await inProcess(["check", "--fix", "--project", join(root, name)]);
  expect(out).toMatch(/\d+ fixed/);
  const fixed = readFileSync(join(root, name, path), "utf8");
  expect(result(all)).toBe(fixed);
  if (
    editor.codes(own).filter((each) => each === code).length === 1 &&
    editor.codes(own).length === 1
  )
    expect(result(one)).toBe(fixed);
  expect(result(one)).not.toBe(files[path]);
});
