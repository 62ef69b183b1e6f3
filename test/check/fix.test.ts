import { chmodSync, cpSync, existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { expect, test } from "vitest";
import { applyEdits } from "../../src/check/check.js";
import { filesBelow, inProcess, scratch, specpress, tinyProject } from "../program.js";
import { newsProject } from "../changelog/project.js";

const bytes = (text: string) => new TextEncoder().encode(text);

test("edits leave every other byte as it was: byte order mark, line ends, invisible characters", () => {
  const raw = "\uFEFFa: {\r\n}\r\nb:\u00A0\r\nc: {\n}\n\r\n";
  const text = "a: {\n}\nb:\u00A0\nc: {\n}\n\n";
  const edits = [
    { start: 5, end: 5, text: "  " },
    { start: text.length - 1, end: text.length, text: "\n\n" },
  ];
  expect(applyEdits(bytes(raw), text, edits)).toBe(
    "\uFEFFa: {\r\n  }\r\nb:\u00A0\r\nc: {\n}\n\r\n\r\n",
  );
});

test("a file that changed meanwhile or is not UTF-8 is left alone", () => {
  const edits = [{ start: 0, end: 0, text: "x" }];
  expect(applyEdits(bytes("a: 2\n"), "a: 1\n", edits)).toBe(null);
  expect(applyEdits(new Uint8Array([0x61, 0xff]), "a\uFFFD", edits)).toBe(null);
});

const mechanical = {
  ...tinyProject,
  "specpress.yaml": `${tinyProject["specpress.yaml"]}changelogs: changelogs\n`,
  "changelogs/main/pyproject.toml": '[tool.towncrier]\ndirectory = "newsfragments"\n',
  "changelogs/main/newsfragments/1.feature": "The status is told.",
  "api/status.yaml":
    `${tinyProject["api/status.yaml"].replace("  /status:", '  "/status  ": # told').trimEnd()}
          examples:
            application/json: {
                "up": "noon"
            }
`.replaceAll("\n", "\r\n"),
};

test("--fix mends what is mechanical and says how much", () => {
  const folder = scratch(mechanical);
  chmodSync(join(folder, "api/status.yaml"), 0o640);
  expect(specpress(["check", "--fix"], folder)).toEqual({
    code: 0,
    out: "nothing found; 3 fixed\n",
    err: "",
  });
  const files = filesBelow(folder);
  const before = mechanical["api/status.yaml"];
  expect(files.get("api/status.yaml")).toBe(
    before.replace("/status  ", "/status").replace("\r\n            }", "\r\n              }"),
  );
  expect(statSync(join(folder, "api/status.yaml")).mode & 0o777).toBe(0o640);
  expect(files.get("changelogs/main/newsfragments/1.feature")).toBe("The status is told.\n");
  expect([...files.keys()].sort()).toEqual(Object.keys(mechanical).sort());
});

test("--fix mends only what is asked for and not accepted, and only the files named", () => {
  const folder = scratch(mechanical);
  const { out } = specpress(["check", "--fix", "--only", "path-blank", "changelogs"], folder);
  expect(out).toBe("nothing found\n");
  specpress(["check", "--fix", "--severity", "fragment-last-line=off", "changelogs"], folder);
  const files = filesBelow(folder);
  for (const [path, text] of Object.entries(mechanical)) expect(files.get(path)).toBe(text);
});

test("--fix ends the last line of texts in both formats", () => {
  const folder = scratch({
    "specpress.yaml": "name: A\npages: content\n",
    "content/_index.md": "---\ntitle: A\n---\n\nText.",
    "content/b.rst": "---\ntitle: B\n---\n\nText.",
  });
  expect(specpress(["check"], folder).out.match(/last-line-open/g)).toHaveLength(2);
  expect(specpress(["check", "--fix"], folder).out).toBe("nothing found; 2 fixed\n");
  const files = filesBelow(folder);
  for (const path of ["content/_index.md", "content/b.rst"])
    expect(files.get(path)).toMatch(/Text\.\n$/);
});

test("--fix writes links of Markdown that are text as links", () => {
  const links: readonly (readonly [string, string])[] = [
    ["See [it] (#a).", "See [it](#a)."],
    ["See [it] (https://a.example).", "See [it](https://a.example)."],
    ["See [it](#a.", "See [it](#a)."],
    ["See <#a>, please.", "See [a](#a), please."],
    ["See [it](../my page.md#a).", "See [it](<../my page.md#a>)."],
    ["**See** [it] (#a) and [it] (#a)", "**See** [it](#a) and [it](#a)"],
    ["  [l]: my page.md", "  [l]: <my page.md>"],
    ["As `x` [`it`] (#a)", "As `x` [`it`] (#a)"], // code is not what the finding says
  ];
  const page = (at: 0 | 1) => `# A\n\n${links.map((each) => each[at]).join("\n\n")}\n`;
  const folder = scratch({
    "specpress.yaml": "name: A\npages: content\n",
    "content/_index.md": page(0),
  });
  specpress(["check", "--fix", "--only", "link-as-text"], folder);
  expect(filesBelow(folder).get("content/_index.md")).toBe(page(1));
});

const boxes: readonly (readonly [string, string])[] = [
  ["!!! tip\n    One\n    two.\n", "> [!TIP]\n> One\n> two.\n"],
  [
    '!!! hint "Hot"\n\n    One.\n\n    ```js\n      a\n    ```\n\nAfter.\n',
    "> [!TIP]\n> **Hot**\n>\n> One.\n>\n> ```js\n>   a\n> ```\n\nAfter.\n",
  ],
  ["- a\n\n  !!! note\n      One.\n  After.\n", "- a\n\n  > [!NOTE]\n  > One.\n\n  After.\n"],
  ['!!! info "Hot"\n    One.\n', "> [!NOTE]\n> **Hot**\n>\n> One.\n"],
  ["Before.\n!!! bug\n    One.", "Before.\n> [!CAUTION]\n> One."],
  ...["??? note\n    One.\n", "!!! note\nOne.\n", "!!! note inline\n    One.\n"].map(
    (text): [string, string] => [text, text],
  ),
];

test.each(boxes)("--fix writes the box %j as an alert, if it is one", async (text, fixed) => {
  const folder = scratch({
    "specpress.yaml": "name: A\npages: content\n",
    "content/_index.md": `---\ntitle: A\n---\n\n${text}`,
  });
  await inProcess(["check", "--fix", "--only", "foreign-markup", "--project", folder]);
  expect(filesBelow(folder).get("content/_index.md")).toBe(`---\ntitle: A\n---\n\n${fixed}`);
});

test("--fix ends the sentence and the last line of a fragment", async () => {
  const news = "changelogs/main/newsfragments";
  const texts: readonly (readonly [string, string])[] = [
    ["Say it", "Say it.\n"],
    ["Say ``it``\n\n", "Say ``it``.\n\n"],
    ["Say it\r\ntwice\r\n", "Say it\r\ntwice.\r\n"],
    ["Say it:\n", "Say it:\n"],
    ["Say it.", "Say it.\n"],
  ];
  const folder = scratch({
    ...newsProject,
    ...Object.fromEntries(texts.map(([text], at) => [`${news}/2${at}.fix`, text])),
  });
  await inProcess(["check", "--fix", "--project", folder]);
  const files = filesBelow(folder);
  for (const [at, [, fixed]] of texts.entries())
    expect(files.get(`${news}/2${at}.fix`)).toBe(fixed);
});

const corpus = "../shared/corpus/matrix-doc";

test.skipIf(!existsSync(corpus))(
  "a real specification is the same data after --fix, only brackets are indented (skipped without ../shared)",
  { timeout: 60_000, tags: ["slow"] },
  () => {
    const folder = scratch();
    cpSync(corpus, folder, { recursive: true, dereference: true });
    for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" }))
      chmodSync(join(folder, path), 0o755);
    const before = filesBelow(folder);
    const { out } = specpress(["check", "--fix", "--only", "closing-bracket-column"], folder);
    expect(out).toMatch(/^nothing found; \d+ fixed\n$/);
    const changed = [...filesBelow(folder)].filter(([path, text]) => before.get(path) !== text);
    expect(changed.length).toBeGreaterThan(20);
    for (const [path, text] of changed) {
      expect(load(text)).toEqual(load(before.get(path)!));
      expect(text.replace(/^ +(?=[}\]])/gm, "")).toBe(
        before.get(path)!.replace(/^ +(?=[}\]])/gm, ""),
      );
    }
  },
);
