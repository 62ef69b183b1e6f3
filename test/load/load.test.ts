import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { entryOf } from "../../src/base/diagnostics.js";
import { Ajv2020 } from "ajv/dist/2020.js";
import { adviceOf } from "../../src/base/diagnostics.js";
import { knownKeywords } from "../../src/load/check-config.js";
import { loadFiles, marked, minimal, told, toldOf, type Files } from "./tiny-project.js";

test("a minimal project", () => {
  const { project, diagnostics } = loadFiles(minimal);
  expect(told(diagnostics)).toEqual([]);
  expect(project!.targets.targets.map(({ name }) => name)).toEqual(["guide"]);
  expect([...project!.texts.keys()]).toEqual(["guide.rst"]);
  expect(project!.targets.titleStyles[0]).toBe("=");
});

test("a folder without a project", () => {
  const { project, diagnostics } = loadFiles({ "readme.txt": "" });
  expect(project).toBeNull();
  expect(diagnostics.map(({ code }) => code)).toEqual(["project-file-missing"]);
});

test.each([
  "specpress.yml",
  "specpress.json",
  "Specpress.yaml",
  "specpress.yaml.txt",
  "specpress (1).yaml",
  "spespress.yaml",
])("settings in a file called %s are missing, and it is said how to call it", (name) => {
  const { diagnostics } = loadFiles({ [name]: "name: A" });
  expect(diagnostics.map(({ code, parts }) => entryOf(code).hint?.(...parts))).toEqual([
    `Rename ${name} to specpress.yaml, or name it with --config.`,
  ]);
});

test("links beside the settings are not followed to look for others", () => {
  const { diagnostics } = loadFiles({ ...minimal, common: { linkTo: "../common" } });
  expect(told(diagnostics)).toEqual([]);
});

test.each(["targets.yml", "Targets.yaml", "target.yaml", "targets.yaml.txt"])(
  "targets in a file called %s are missing, and it is said how to call it",
  (name) => {
    const { ["text/targets.yaml"]: targets, ...others } = minimal;
    const { diagnostics } = loadFiles({ ...others, [`text/${name}`]: targets });
    const missing = diagnostics.filter(({ code }) => code === "config-path");
    expect(missing.map(({ code, parts }) => entryOf(code).hint?.(...parts))).toEqual([
      `Rename "text/${name}" to targets.yaml.`,
    ]);
  },
);

test.each<[string, Files, string]>([
  ["out of the project", { "specpress.yaml": { linkTo: "../a.yaml" } }, "lies outside the project"],
  ["to nothing", { "specpress.yaml": { linkTo: "a.yaml" } }, "leads to nothing"],
  [
    "to what is hidden",
    { "specpress.yaml": { linkTo: ".a.yaml" }, ".a.yaml": "name: A\n" },
    'leads to ".a.yaml", which is hidden: its name begins with a dot',
  ],
])("settings that are a link %s are not missing", (_where, files, why) => {
  const { project, diagnostics } = loadFiles(files);
  expect(project).toBeNull();
  expect(told(diagnostics)).toEqual([`specpress.yaml:1:1 link-refused specpress.yaml ${why}`]);
});

test("settings that are a folder are not missing", () => {
  const { diagnostics } = loadFiles({ "specpress.yaml/a.txt": "" });
  expect(diagnostics.map(({ code, parts }) => [code, parts[1]])).toEqual([
    ["project-file-missing", "is a folder"],
  ]);
});

/** What is wrong, the code that says so, and the files; the place is marked. */
const faults: readonly [string, string, Files][] = [
  [
    "unknown setting",
    "config-unknown-key",
    { "specpress.yaml": "name: T\nspecification: text\n⟦apiss⟧: {}\n" },
  ],
  [
    "unknown setting further down",
    "config-unknown-key",
    {
      "specpress.yaml":
        "name: T\nspecification: text\nlabels: {V: x}\napis:\n  a: {title: A, openapi: text, suffix: a, version: V, ⟦titel⟧: B}\n",
    },
  ],
  [
    "missing setting",
    "config-missing-key",
    { "specpress.yaml": "specification: text\napis:\n  {}\n" },
  ],
  ["wrong type", "config-wrong-type", { "specpress.yaml": "name: ⟦[T]⟧\nspecification: text\n" }],
  ["empty text", "config-bad-value", { "specpress.yaml": 'name: ⟦""⟧\nspecification: text\n' }],
  [
    "folder that is not there",
    "config-path",
    { "specpress.yaml": "name: T\nspecification: text\nchangelogs: ⟦changes⟧\n" },
  ],
  [
    "folder outside",
    "config-path",
    { "specpress.yaml": "name: T\nspecification: text\ntemplates: ⟦../..⟧\n" },
  ],
  [
    "version label that is not defined",
    "config-unknown-label",
    {
      "specpress.yaml":
        "name: T\nspecification: text\nlabels: {V_LABEL: x}\napis:\n  a: {title: A, openapi: text, suffix: a, version: ⟦V_LABLE⟧}\n",
    },
  ],
  ["bad YAML", "yaml-syntax", { "specpress.yaml": "name: Tiny\nspecification: text\n⟦}⟧\n" }],
  [
    "unknown group",
    "unknown-group",
    {
      "text/targets.yaml": "targets:\n  a:\n    files:\n      - guide.rst\n      - ⟦group:parts⟧\n",
    },
  ],
  [
    "group in itself",
    "group-in-itself",
    {
      "text/targets.yaml":
        "targets: {a: {files: [guide.rst, 'group:g']}}\ngroups:\n  g: [⟦group:g⟧]\n",
    },
  ],
  [
    "files that are no list",
    "not-a-list-of-files",
    { "text/targets.yaml": "targets:\n  a:\n    files: ⟦guide.rst⟧\n" },
  ],
  [
    "group that is no list",
    "not-a-list-of-files",
    { "text/targets.yaml": "targets: {a: {files: [guide.rst]}}\ngroups:\n  g: ⟦x⟧\n" },
  ],
  [
    "entry of another kind",
    "bad-target-entry",
    { "text/targets.yaml": "targets: {a: {files: [guide.rst, ⟦17⟧]}}\n" },
  ],
  [
    "depth that is no number",
    "bad-depth",
    { "text/targets.yaml": "targets: {a: {files: [guide.rst, {⟦one⟧: guide.rst}]}}\n" },
  ],
  [
    "depth that holds a list",
    "bad-depth-content",
    { "text/targets.yaml": "targets: {a: {files: [guide.rst, {1: ⟦[guide.rst]⟧}]}}\n" },
  ],
  [
    "missing text",
    "target-file-missing",
    { "text/targets.yaml": "targets: {a: {files: [guide.rst, ⟦giude.rst⟧]}}\n" },
  ],
  [
    "text that is not UTF-8",
    "invalid-utf8",
    { "text/guide.rst": new Uint8Array([0x61, 0xff, 0x62]) },
  ],
  ["NUL in a text", "nul-character", { "text/guide.rst": "a⟦\0⟧b" }],
];

/** Faults of `targets.yaml` and of folders. */
const targetFaults: typeof faults = [
  [
    "a target that is a list",
    "target-not-a-map",
    { "text/targets.yaml": "targets:\n  ⟦guide⟧: [guide.rst]\n" },
  ],
  [
    "a version label that is a list",
    "version-label-not-text",
    {
      "text/targets.yaml": "targets:\n  guide:\n    files: [guide.rst]\n    version_label: ⟦[V]⟧\n",
    },
  ],
  [
    "the name of a label as a version label",
    "version-label-is-name",
    {
      "specpress.yaml": `${minimal["specpress.yaml"]}labels: { V: r1 }\n`,
      "text/targets.yaml": "targets:\n  guide:\n    files: [guide.rst]\n    version_label: ⟦V⟧\n",
    },
  ],
  [
    "the same title style twice",
    "bad-title-styles",
    { "text/targets.yaml": `${minimal["text/targets.yaml"]}title_styles: ⟦["=", "-", "="]⟧\n` },
  ],
  [
    "a relative title style of two characters",
    "bad-relative-style",
    {
      "text/targets.yaml": `${minimal["text/targets.yaml"]}relative_title_styles: {subtitle: ⟦"<<"⟧}\n`,
    },
  ],
];

test.each([...faults, ...targetFaults])("%s", (_name, code, files) => {
  const { diagnostics } = loadFiles({ ...minimal, ...files });
  const places = marked(code, files);
  const found = toldOf(diagnostics).filter((line) => !line.startsWith("unused-text"));
  if (places.length > 0) expect(found).toEqual(places);
  else expect(diagnostics.map((each) => each.code)).toEqual([code]);
});

test("a text in UTF-16 without a byte order mark is reported once, with how to convert it", () => {
  const little = Buffer.from("A guide that is shown", "utf16le");
  for (const [bytes, name] of [
    [little, "UTF-16LE"],
    [Buffer.from(little).swap16(), "UTF-16BE"],
  ] as const) {
    const files = { ...minimal, "text/guide.rst": new Uint8Array(bytes) };
    const { diagnostics } = loadFiles(files);
    expect(diagnostics.map(({ code }) => code)).toEqual(["nul-character"]);
    expect(adviceOf(diagnostics[0]!)).toContain(`iconv -f ${name} -t UTF-8 text/guide.rst`);
    const path = "it's $a.md";
    const odd = loadFiles({
      "specpress.yaml": "name: Tiny\npages: content\n",
      [`content/${path}`]: new Uint8Array(bytes),
    });
    const advice = adviceOf(odd.diagnostics.find(({ code }) => code === "nul-character")!);
    expect(advice).toContain(`UTF-8 'content/it'\\''s $a.md' > new && mv new 'content`);
  }
});

test("a changelog of no API and a release of none are told with the one that may be meant", () => {
  const settings =
    "name: T\nspecification: text\nlabels: {V: v}\nchangelogs: changes\napis:\n  rooms: {title: A, openapi: text, suffix: a, version: V}\n";
  const files = {
    ...minimal,
    "specpress.yaml": settings,
    "changes/room/newsfragments/1.new": "One.\n",
  };
  const { diagnostics } = loadFiles(files, { releases: new Map([["romos", "v1"]]) });
  expect(told(diagnostics).filter((line) => !line.includes("unused-text"))).toEqual([
    "- unknown-api romos rooms",
    "changes/room:1:1 unknown-changelog room rooms",
  ]);
});

test("near names are suggested", () => {
  const targets = "targets: {a: {files: [giude.rst]}}\n";
  const { diagnostics } = loadFiles({ ...minimal, "text/targets.yaml": targets });
  expect(diagnostics[0]!.parts).toEqual(["giude.rst", "guide.rst"]);
});

test("groups are spliced in and their depths add up", () => {
  const { project, diagnostics } = loadFiles({
    ...minimal,
    "text/a.rst": "A",
    "text/b.rst": "B",
    "text/targets.yaml": `
targets:
  guide:
    files:
      - guide.rst
      - { 2: b.rst, 1: "group:parts" }
      - group:parts
groups:
  parts: [a.rst, { 1: b.rst }]
`,
  });
  expect(told(diagnostics)).toEqual([]);
  const files = project!.targets.targets[0]!.files.map(({ path, depth }) => `${depth} ${path}`);
  expect(files).toEqual(["0 guide.rst", "1 a.rst", "2 b.rst", "2 b.rst", "0 a.rst", "1 b.rst"]);
});

test("groups that multiply are cut off", () => {
  const groups = Array.from(
    { length: 40 },
    (_, n) => `  g${n}: ["group:g${n + 1}", "group:g${n + 1}"]\n`,
  );
  const text = `targets: {a: {files: ["group:g0"]}}\ngroups:\n${groups.join("")}  g40: [guide.rst]\n`;
  const { diagnostics } = loadFiles({ ...minimal, "text/targets.yaml": text });
  expect(diagnostics.map(({ code }) => code)).toEqual(["target-too-large"]);
});

test("labels and releases of the command line", () => {
  const files = {
    ...minimal,
    "specpress.yaml":
      "name: T\nspecification: text\nlabels: {V: unstable, W: w}\napis:\n  a: {title: A, openapi: text, suffix: a, version: V}\n",
  };
  const { project, diagnostics } = loadFiles(files, {
    releases: new Map([["a", "r1"]]),
    labels: new Map([
      ["W", "x"],
      ["VV", "y"],
    ]),
  });
  expect([...project!.labels]).toEqual([
    ["V", "r1"],
    ["W", "x"],
  ]);
  expect(told(diagnostics)).toEqual(["- unknown-label VV V"]);
});

const withEvents = {
  ...minimal,
  "specpress.yaml":
    "name: T\nspecification: text\nevents: {schemas: events, examples: events/examples}\n",
  "events/x.room$y": "title: Y\n",
  "events/x.named.yaml": "properties: {type: {enum: [x.named]}}\n",
  "events/shared.yaml": "title: Shared\n",
  "events/examples/x.room": '{"a": 1}',
};

test("events are called like their files; a shared part is none", () => {
  const { events } = loadFiles(withEvents).project!;
  expect([...events!.schemas.keys()]).toEqual(["x.named", "x.room$y"]);
  expect([...events!.examples.keys()]).toEqual(["x.room"]);
});

test("a schema with an example is an event, unless the settings call it a part of others", () => {
  const { events } = loadFiles({
    ...withEvents,
    "specpress.yaml": withEvents["specpress.yaml"].replace("}", ", kinds: {base.yaml: Base}}"),
    "events/silent.yaml": "title: Silent\n",
    "events/base.yaml": "title: Base\n",
    "events/examples/silent.yaml": "{}",
    "events/examples/base.yaml": "{}",
  }).project!;
  expect([...events!.schemas.keys()]).toEqual(["silent", "x.named", "x.room$y"]);
});

const withApi = {
  ...minimal,
  "specpress.yaml":
    "name: T\nspecification: text\nlabels: {V: v}\nchangelogs: changes\napis:\n  a: {title: A, openapi: api, suffix: a, version: V}\n",
  "api/login.yaml": "swagger: '2.0'\n",
  "api/definitions/error.yaml": "title: Error\n",
  "api/definitions/deep/x.json": "{}",
  "shared/s.yaml": "title: S\n",
  "changes/a/pyproject.toml":
    '[tool.towncrier]\ndirectory = "news"\n[[tool.towncrier.type]]\ndirectory = "new"\n',
  "changes/a/news/12.new": "Text.\n",
  "changes/a/news/.gitignore": "",
  "changes/a/13.new": "Text.\n",
  "changes/a.rst": "1\n=\n",
};

test("an API's documents, definitions and changelog", () => {
  const { project, diagnostics } = loadFiles(withApi);
  const [api] = project!.apis;
  expect(api!.documents.map(({ source }) => source.path)).toEqual(["api/login.yaml"]);
  expect(api!.definitions.map(({ path }) => path)).toEqual(["deep/x.json", "error.yaml"]);
  const changelog = project!.changelogs.get("a")!;
  expect(changelog.fragments.map(({ path }) => path)).toEqual(["changes/a/news/12.new"]);
  expect(changelog.history!.path).toBe("changes/a.rst");
  expect(told(diagnostics)).toEqual(["changes/a/13.new:1:1 stray-fragment 13.new changes/a/news"]);
});

test.each([
  ["a link", { linkTo: "../../shared" }],
  ["a file that holds the path, as git writes where it may not make links", "../../shared"],
])("a folder shown again by %s is followed by paths and not listed twice", (_name, link) => {
  const { project } = loadFiles({ ...withApi, "api/definitions/again": link });
  expect(project!.apis[0]!.definitions.map(({ path }) => path)).toEqual([
    "deep/x.json",
    "error.yaml",
  ]);
  const file = project!.readData("api/definitions/again/s.yaml");
  expect(file).toBe(project!.readData("shared/s.yaml"));
  expect("source" in file && file.source.path).toBe("shared/s.yaml");
});

test("nothing outside the root is read", () => {
  const { project } = loadFiles({
    ...withApi,
    "out.yaml": { linkTo: "/etc/passwd" },
    up: { linkTo: "../.." },
    loop: { linkTo: "loop" },
  });
  for (const path of ["out.yaml", "up/x", "../x.yaml", "/etc/passwd", "api/../../x.yaml"])
    expect(project!.readData(path)).toMatchObject({ refused: "lies outside the project" });
  expect(project!.readText("loop")).toMatchObject({ refused: "does not exist" });
});

test("text is read without byte order mark and with line feeds alone", () => {
  const { project } = loadFiles({ ...minimal, "text/guide.rst": "\uFEFFGuide\r\n=====\r\n" });
  expect(project!.texts.get("guide.rst")!.text).toBe("Guide\n=====\n");
});

test("a project's template takes the place of ours", () => {
  const { project } = loadFiles({
    ...minimal,
    "specpress.yaml": "name: T\nspecification: text\ntemplates: mine\n",
    "mine/page.hbs": "mine",
  });
  expect(project!.templates.get("page")!.text).toBe("mine");
});

test("a word that a setting does not take is told with those that it takes", () => {
  const { diagnostics } = loadFiles({
    ...minimal,
    "specpress.yaml": "name: T\nspecification: text\nshow: {constraints: unsad}\n",
  });
  expect(diagnostics.map(({ code, parts }) => [code, ...parts])).toEqual([
    [
      "config-bad-value",
      '"show.constraints"',
      '"unsad"',
      'it must be true, false or "unsaid"',
      "unsaid",
    ],
  ]);
});

test.each([
  ['lang: "-"', 'cannot be "-": it must be the tag of a language, such as en or de-AT.'],
  ["theme: { links: [{ title: A, url: a.org }] }", "it must be an address, https://... or mailto:"],
  ["look: modern", '"look" cannot be "modern": it must be "current", "compact" or "2020".'],
  ["look: curent", 'Did you mean "current"?'],
  ["outputs: { openapi: '4' }", 'it must be "2.0", "3.0" or "3.1".'],
  [
    "apis: { a: { title: A, openapi: ., sections: tag } }",
    'it must be "tags". Did you mean "tags"?',
  ],
  ["labels: { V: 1.0 }", '"labels.V" must be text, not 1.0. Put it in quotes: "1.0"'],
  ["labels: { V: no }", "nothing"],
  ["labels: { V: true }", 'Put it in quotes: "true"'],
])("what a setting takes is told in words: %s", (line, words) => {
  const { diagnostics } = loadFiles({
    ...minimal,
    "specpress.yaml": `name: T\nspecification: text\n${line}\n`,
  });
  const [first] = diagnostics;
  const said = first ? `${entryOf(first.code).text(...first.parts)} ${adviceOf(first)}` : "nothing";
  expect(said).toContain(words);
});

test("the schema of project files is one, and the checker knows all that it says", () => {
  const schema: unknown = JSON.parse(readFileSync("schemas/specpress.schema.json", "utf8"));
  expect(new Ajv2020().validateSchema(schema as object)).toBe(true);
  const unknown = new Set<string>();
  const visit = (at: unknown, isNames: boolean) => {
    if (typeof at !== "object" || at === null || Array.isArray(at)) return;
    for (const [key, value] of Object.entries(at)) {
      if (!isNames && !knownKeywords.has(key)) unknown.add(key);
      visit(value, !isNames && (key === "properties" || key === "$defs"));
    }
  };
  visit(schema, false);
  expect([...unknown]).toEqual([]);
});

test("text files that are in no target and that no other includes are noted", () => {
  const { diagnostics } = loadFiles({
    ...minimal,
    "text/guide.rst": "Guide\n=====\n\n.. include:: parts/used.rst\n",
    "text/parts/used.rst": "",
    "text/parts/lost.rst": "",
  });
  expect(told(diagnostics)).toEqual(["text/parts/lost.rst:1:1 unused-text parts/lost.rst"]);
});
