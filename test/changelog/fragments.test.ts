import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { asker } from "../../src/commands/ask.js";
import type { Io } from "../../src/commands/command.js";
import { newFragment } from "../../src/commands/changelog-new.js";
import { inProcess, scratch, specpress } from "../program.js";
import { newsProject } from "./project.js";

const news = "changelogs/main/newsfragments";

test("every fault of a fragment is told, by changelog check and by check, once", () => {
  const folder = scratch({
    ...newsProject,
    [`${news}/8.fix`]: "No stop\n",
    [`${news}/9.fix`]: "\n",
    [`${news}/10.fix`]: "An *open.\n",
    [`${news}/gh-4.fix`]: "Good (``as it is.``).\n\n- list\n",
    [`${news}/6.fix`]: "- As an item.\n",
    [`${news}/11.fix`]: "Good.\n\n.. A comment\n",
    [`${news}/14.fixx`]: "Left out.\n",
    [`${news}/012.new`]: "Again.\n",
    "changelogs/main/newsfragment/15.fix": "Astray.\n",
    "changelogs/16.new": "Astray.\n",
    "changelogs/2020.rst": "No fragment.\n",
  });
  const wanted = [
    "changelogs/16.new:1:1: error[stray-fragment]",
    "changelogs/main/newsfragment/15.fix:1:1: error[stray-fragment]",
    `${news}/10.fix:1:4: warning[unclosed-inline-markup]`,
    `${news}/12.new:1:1: error[duplicate-fragment]`,
    `${news}/14.fixx:1:1: error[unknown-fragment]`,
    `${news}/6.fix:1:1: warning[fragment-mark]`,
    `${news}/8.fix:1:7: warning[fragment-full-stop]`,
    `${news}/9.fix:1:1: error[empty-fragment]`,
    `${news}/gh-4.fix:1:1: warning[fragment-issue]`,
  ];
  const { code, err } = specpress(["changelog", "check"], folder);
  expect(code).toBe(1);
  expect(
    err.split("\n").flatMap((line) => /^changelogs[^ ]*: \w+\[[\w-]+\]/.exec(line)?.[0] ?? []),
  ).toEqual(wanted);
  expect(err).toMatch(/\n5 errors, 4 warnings\n$/);
  expect(err).toContain(
    'hint: Name it by the number of its issue, or "+gh-4" where there is none.',
  );
  const all = specpress(["check"], folder).out;
  for (const line of wanted) {
    const code = /\[(.*)\]/.exec(line)![1]!;
    expect(all.split(code).length - 1, code).toBe(code === "stray-fragment" ? 2 : 1);
  }
});

test("nothing to say about good fragments; --strict counts warnings", () => {
  const good = scratch(newsProject);
  expect(specpress(["changelog", "check"], good)).toEqual({
    code: 0,
    out: "",
    err: "no diagnostics\n",
  });
  const warned = scratch({ ...newsProject, [`${news}/8.fix`]: "No stop\n" });
  expect(specpress(["changelog", "check"], warned).code).toBe(0);
  expect(specpress(["changelog", "check", "--strict"], warned).code).toBe(1);
  const bare = scratch({ ...newsProject, "changelogs/main/pyproject.toml": "" });
  expect(specpress(["changelog", "check"], bare).err).toContain("error[bad-changelog-config]");
});

const newIn = (folder: string, ...args: string[]) =>
  specpress(["changelog", "new", ...args], folder);

test("new writes a fragment under a name that is free", () => {
  const folder = scratch(newsProject);
  const written = (path: string) => readFileSync(join(folder, path), "utf8");
  const first = newIn(folder, "main", "#20", "new", "Add", "``it``.");
  expect(first).toEqual({ code: 0, out: `${news}/20.new\n`, err: "" });
  expect(written(`${news}/20.new`)).toBe("Add ``it``.\n");
  expect(newIn(folder, "main", "20", "new", "More.").out).toBe(`${news}/20.new.1\n`);
  expect(newIn(folder, "main", "+", "fix", "Mend it all, at last.").out).toBe(
    `${news}/+mend-it-all-at.fix\n`,
  );
  const odd = newIn(folder, "main", "21", "fix", "No stop");
  expect([odd.code, odd.out]).toEqual([0, `${news}/21.fix\n`]);
  expect(odd.err).toContain("warning[fragment-full-stop]");
});

test.each([
  ["create_add_extension = true", `${news}/20.new.rst`, "Add it.\n"],
  ["create_add_extension = false", `${news}/20.new`, "Add it.\n"],
  ["create_eof_newline = false", `${news}/20.new.rst`, "Add it."],
  ["create_eof_newline = true", `${news}/20.new.rst`, "Add it.\n"],
])("new writes what the settings say: %s", async (setting, path, text) => {
  const config = "changelogs/main/pyproject.toml";
  const settings = newsProject[config].replace("filename", `${setting}\nfilename`);
  const folder = scratch({ ...newsProject, [config]: settings });
  const args = ["main", "20", "new", "Add it.", "--project", folder];
  const { out, err } = await inProcess(["changelog", "new", ...args]);
  expect([out, err]).toEqual([`${path}\n`, ""]);
  expect(readFileSync(join(folder, path), "utf8")).toBe(text);
  const checked = await inProcess(["changelog", "check", "--project", folder]);
  expect(checked.err).toBe("no diagnostics\n");
});

test("new asks for what is not given, where a person can answer", async () => {
  const folder = scratch(newsProject);
  const asked: string[] = [];
  const out: string[] = [];
  const answers = ["main", "31", "fix", "Mend it."];
  const io: Io = {
    out: (text) => void out.push(text),
    err: () => {},
    ask: async (question) => {
      asked.push(question);
      return answers[asked.length - 1]!;
    },
    version: "0",
    terminal: true,
    color: false,
    outColor: false,
  };
  await newFragment({ arguments: [], options: { project: folder } }, io);
  expect(asked).toEqual([
    "API (main): ",
    "number of the issue, or + for none: ",
    "type (new, fix): ",
    "text, one sentence with a full stop: ",
  ]);
  expect(readFileSync(join(folder, out.join("").trim()), "utf8")).toBe("Mend it.\n");
  answers[0] = " ";
  asked.length = 0;
  await expect(newFragment({ arguments: [], options: { project: folder } }, io)).rejects.toThrow(
    "new: there is no fragment without API",
  );
});

test("answers typed ahead wait for their question; the end of the input is none", async () => {
  const said: string[] = [];
  const { ask, close } = asker(Readable.from(["one\ntwo\n"]), (text) => void said.push(text));
  expect([await ask("a: "), await ask("b: ")]).toEqual(["one", "two"]);
  await expect(ask("c: ")).rejects.toThrow("there was no answer, so nothing was done");
  close();
  expect(said).toEqual(["a: ", "b: ", "c: ", "\n"]);
});

test("what new cannot write", () => {
  const folder = scratch(newsProject);
  const told = (...args: string[]) => {
    const { code, out, err } = newIn(folder, ...args);
    expect([code, out]).toEqual([2, ""]);
    return err.replace(/^specpress: /, "").trimEnd();
  };
  const start = "new: give the ";
  const end = "; there is no terminal to ask";
  expect(told()).toBe(`${start}API (main)${end}`);
  expect(told("main")).toBe(`${start}number of the issue, or + for none${end}`);
  expect(told("main", "1")).toBe(`${start}type (new, fix)${end}`);
  expect(told("main", "1", "fix")).toBe(`${start}text, one sentence with a full stop${end}`);
  expect(told("mian", "1", "fix", "A.")).toBe(
    'changelog: the project has no "mian"; did you mean main?',
  );
  expect(told("main", "1", "fxi", "A.")).toBe(
    'type: the changelog has no "fxi"; did you mean fix?',
  );
  expect(told("main", "../1", "fix", "A.")).toBe(
    'new: "../1" is no number of an issue; write + for a fragment without one',
  );
  expect(told("main", "1", "fix", "A.", "--section", "x")).toBe(
    '--section: the changelog has no "x"; there is none.',
  );
  const broken = scratch({ ...newsProject, "changelogs/main/pyproject.toml": "" });
  expect(newIn(broken, "main", "1", "fix", "A.").err).toBe(
    'specpress: the changelog of "main" has no settings that can be used; see "specpress changelog check"\n',
  );
});
