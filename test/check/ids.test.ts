import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesBelow, scratch, specpress, tinyProject } from "../program.js";
import { found } from "./found.js";

const main = (title: string) =>
  `Main API\n========\n\n${title}\n${"-".repeat(title.length)}\n\n{{status_m_http_api}}\n`;

function recorded(): string {
  const folder = scratch(tinyProject);
  expect(specpress(["check", "--ids", "ids.txt", "--update"], folder)).toEqual({
    code: 0,
    out: "",
    err: "ids.txt: 4 ids\n",
  });
  return folder;
}

const check = (folder: string) => found(["--ids", "ids.txt"], folder);
const settings = (folder: string, text: string) =>
  writeFileSync(join(folder, "specpress.yaml"), tinyProject["specpress.yaml"] + text);

test("an id that is gone is an error, until it is mapped to its successor: then the page has both", () => {
  const folder = recorded();
  expect(readFileSync(join(folder, "ids.txt"), "utf8")).toBe(
    "index#tiny\nmain#get-v1-status\nmain#main-api\nmain#operations\n",
  );
  expect(check(folder)).toEqual({ code: 0, found: [] });

  writeFileSync(join(folder, "spec/main.rst"), main("What it does"));
  expect(check(folder)).toEqual({ code: 1, found: ["ids.txt:4:1 error id-gone"] });

  settings(folder, "moved: { main: { operations: functions, functions: what-it-does } }\n");
  expect(check(folder)).toEqual({ code: 0, found: [] });
  expect(specpress(["build", "--quiet"], folder)).toEqual({ code: 0, out: "", err: "" });
  const page = filesBelow(join(folder, "dist/site")).get("main/unstable.html");
  for (const id of ["what-it-does", "operations", "functions"])
    expect(page?.split(`id="${id}"`).length).toBe(2);
});

test("a page that is gone is told once; one whose version changed is still the same", () => {
  const folder = recorded();
  settings(folder, "");
  const config = readFileSync(join(folder, "specpress.yaml"), "utf8");
  writeFileSync(join(folder, "specpress.yaml"), config.replace("unstable", "r1.0"));
  expect(check(folder)).toEqual({ code: 0, found: [] });
  const targets = tinyProject["spec/targets.yaml"];
  writeFileSync(join(folder, "spec/targets.yaml"), targets.replace("  main:", "  mian:"));
  expect(check(folder).found).toContain("ids.txt:2:1 error page-gone");
  expect(check(folder).found.filter((line) => line.includes("ids.txt"))).toHaveLength(1);
});

test("moves that lead nowhere are told at their place", () => {
  const folder = scratch(tinyProject);
  settings(
    folder,
    "moved:\n  main: { old: gone, operations: main-api, a: b, b: a }\n  mian: { a: b }\n",
  );
  expect(found([], folder)).toEqual({
    code: 1,
    found: [
      "specpress.yaml:7:16 error moved-unknown-id",
      "specpress.yaml:7:22 warning moved-still-there",
      "specpress.yaml:7:47 error moved-unknown-id",
      "specpress.yaml:7:53 error moved-unknown-id",
      "specpress.yaml:8:3 error moved-unknown-target",
    ],
  });
});

test("a record that is not there is wrong use", () => {
  const { code, err } = specpress(["check", "--ids", "none.txt"], scratch(tinyProject));
  expect([code, err]).toEqual([2, expect.stringContaining("--update writes it")]);
});

test("ids that are counted are not recorded, and not missed", () => {
  const folder = scratch({
    ...tinyProject,
    "spec/index.rst":
      "Tiny\n====\n\n.. contents::\n\nFootnote 1\n----------\n\nA note [#]_ and [#n]_.\n\n.. [#] One.\n.. [#n] Two.\n\nNote\n----\n\nText.\n\nNote\n----\n\nText.\n",
  });
  specpress(["check", "--ids", "ids.txt", "--update"], folder);
  const record = readFileSync(join(folder, "ids.txt"), "utf8");
  expect(record.match(/^index#.*/gm)).toEqual(
    ["contents", "footnote-1", "n", "note", "note-1", "tiny"].map((id) => `index#${id}`),
  );
  writeFileSync(
    join(folder, "ids.txt"),
    `${record}index#toc-entry-9\nindex#footnote-reference-9\n`,
  );
  expect(check(folder)).toEqual({ code: 0, found: [] });
});

test("the permalink of an operation stays the same while it is deprecated; what else it had is told with its successor", () => {
  const folder = recorded();
  const api = tinyProject["api/status.yaml"];
  writeFileSync(
    join(folder, "api/status.yaml"),
    api.replace("      summary", "      deprecated: true\n      summary"),
  );
  // Links to it are as good as before.
  const text = join(folder, "spec/main.rst");
  writeFileSync(text, `${tinyProject["spec/main.rst"]}\nSee \`this <#get-v1-status>\`_.\n`);
  expect(check(folder)).toEqual({ code: 0, found: [] });
  specpress(["build", "--quiet"], folder);
  const page = filesBelow(join(folder, "dist/site")).get("main/unstable.html");
  expect(page).toContain('class="permalink" href="#get-v1-status"');
  expect(page).toContain('id="deprecated-get-v1-status"');
  specpress(["check", "--ids", "ids.txt", "--update"], folder);
  writeFileSync(join(folder, "api/status.yaml"), api);
  expect(specpress(["check", "--ids", "ids.txt"], folder).out).toContain(
    "moved: { main: { deprecated-get-v1-status: get-v1-status } }",
  );
});

test("a record holds ids of titles, and those of all parts if asked; it is compared with all", () => {
  const folder = scratch({
    ...tinyProject,
    "specpress.yaml": `${tinyProject["specpress.yaml"]}look: current\n`,
  });
  const idsOf = (what: string) => {
    specpress(["check", "--ids", "ids.txt", "--ids-of", what, "--update"], folder);
    return readFileSync(join(folder, "ids.txt"), "utf8").split("\n");
  };
  const titles = idsOf("titles");
  const all = idsOf("all");
  expect(all).toEqual(expect.arrayContaining(titles));
  expect(all.filter((id) => id.includes("response-200")).length).toBeGreaterThan(0);
  expect(titles.filter((id) => id.includes("response-200"))).toEqual([]);
  expect(check(folder)).toEqual({ code: 0, found: [] });
});

test("an id with a number that is another section's now is told; one that goes with its section is not", () => {
  const section = (title: string) => `## ${title}\n\nText.\n\n### Rules\n\nText.\n`;
  const page = (...parts: readonly string[]) => `---\ntitle: All\n---\n\n${parts.join("\n")}`;
  const [first, second, third] = [section("First"), section("Second"), section("Third")];
  const folder = scratch({
    "specpress.yaml": "name: Tiny\npages: content\n",
    "content/_index.md": page(first, second, section("Named {#named}")),
  });
  specpress(["check", "--ids", "ids.txt", "--update"], folder);
  const record = readFileSync(join(folder, "ids.txt"), "utf8");
  expect(record.match(/^.* = .*$/gm)).toEqual([
    "index#rules = first-rules",
    "index#rules-1 = second-rules",
    "index#rules-2 = named-rules",
  ]);
  const told = (...parts: readonly string[]) => {
    writeFileSync(join(folder, "content/_index.md"), page(...parts));
    return specpress(["check", "--ids", "ids.txt", "--format", "unix"], folder)
      .out.split("\n")
      .filter((line) => line.includes("ids.txt"))
      .map((line) => line.replace(/:.*\[(.*)\].*/, " $1"));
  };
  const named = (title: string) => section(`${title} {#named}`);
  expect(told(first, second, named("Another title"), third)).toEqual([]);
  expect(told(first, second, named("Named"), third)).toEqual([]);
  const moved = "ids.txt id-moved";
  expect(told(third, first, second, named("Named"))).toEqual([moved, moved, moved]);
  const kept = third.replace("### Rules", "### Rules {#third-rules}");
  expect(told(kept, first, second, named("Named"))).toEqual([]);
  writeFileSync(join(folder, "ids.txt"), record.replace(/ = .*/g, ""));
  expect(told(third, first, second, named("Named"))).toEqual([]);
});
