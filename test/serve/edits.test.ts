import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { KeptFiles } from "../../src/files/kept.js";
import * as outputs from "../../src/outputs/outputs.js";
import { Builder, type Built } from "../../src/serve/builder.js";
import { Memo } from "../../src/base/memo.js";
import { KeptReads, loadProject } from "../../src/load/load.js";
import { buildAgain } from "../../src/pipeline.js";
import { walk, type Document, type Node } from "../../src/rst/nodes.js";
import { scratch, tinyProject } from "../program.js";
import { Chance, Edits } from "./edits.js";
import { editedProjects } from "./edited-projects.js";

/**
 * Whatever is edited, what is served is what a build of the same files makes, to the byte, with the same findings. The edits
 * are drawn by a seed: `SPECPRESS_EDITS=5000 npx vitest run --tags-filter slow test/serve/edits.test.ts` tries more of them,
 * `SPECPRESS_SEED=7` others.
 */
const tried: readonly { readonly count: number; readonly tags: string[] }[] = [
  { count: 24, tags: [] },
  { count: Number(process.env["SPECPRESS_EDITS"] ?? 500), tags: ["slow"] },
];
const seed = Number(process.env["SPECPRESS_SEED"] ?? 1);
const projects = Object.entries(editedProjects());

for (const { count, tags } of tried)
  for (const [index, [name, files]] of projects.entries())
    test(
      `after each of ${count / projects.length} edits of ${name}, the site is that of a build from nothing`,
      { tags, timeout: 1_000_000 },
      () => {
        const folder = scratch(files);
        const kept = new KeptFiles(folder);
        const serving = builderOf(folder, kept);
        serving.build({ before: new Map(), isChanged: true });
        const edits = new Edits(files, new Chance(seed * 100 + index));
        let shown = 0;
        // A project of texts alone is built in no time.
        const share = name.startsWith("prose") ? count : count / (projects.length - 1);
        for (let number = 1; number <= share; number++) {
          const edit = edits.next();
          for (const [path, text] of edit.files) write(join(folder, path), text);
          const built = serving.build(kept.refresh([...edit.files.keys()]));
          if (isShownAlike(`${number}: ${edit.about}`, built, folder)) shown++;
        }
        expect(shown).toBeGreaterThan(0);
      },
    );

/** Whether the pages are those of the files as they are: then they must be those of a build from nothing, and so must all findings. */
function isShownAlike(about: string, built: Built, folder: string): boolean {
  const cold = builderOf(folder).build({ before: new Map(), isChanged: true });
  expect([about, findingsOf(built)]).toEqual([about, findingsOf(cold)]);
  // What is held back are the last good pages.
  if (built.held !== undefined) return false;
  const other = otherFiles(built.site, cold.site);
  const [first] = other;
  if (first !== undefined)
    expect([about, first, built.site.get(first)]).toEqual([about, first, cold.site.get(first)]);
  expect([about, other]).toEqual([about, []]);
  return true;
}

type Change = readonly [path: string, change: (text: string) => string | null];

const withoutType = (text: string) => text.replace(/\n {2}type: .*/, "").replace(/allOf: .*\n/, "");

const words =
  (old: string, by: string) =>
  (text: string): string => {
    expect(text).toContain(old);
    return text.replace(old, by);
  };

/** A type, and another one that looks the same. */
const pier =
  "{ type: object, title: Pier, properties: { id: { type: string, description: Of a pier. } } }";
const pierBelow = `                  two: ${pier}\n                `;

/** Edits that drawn ones come by too seldom, one after the other. */
const named: readonly (readonly [about: string, project: string, ...edits: Change[]])[] = [
  [
    "the draft of a changelog has another address, and that of before",
    "markdown",
    ["specpress.yaml", (text) => text.replace("name: unstable\n", "name: next\n")],
    ["specpress.yaml", (text) => text.replace("name: next\n", "name: unstable\n")],
  ],
  [
    "the only example of an event goes and comes",
    "markdown",
    ["data/events/examples/berth.taken.json", () => null],
    ["content/guides/_index.md", (text) => `${text}\nWords.\n`],
    ["data/events/examples/berth.taken.json", () => "{}\n"],
  ],
  [
    "events have no base that the settings name, and have it again",
    "markdown",
    ["data/events/schema/boat.message.yaml", (text) => text.replace("base/message", "base/state")],
    ["data/events/schema/boat.message.yaml", (text) => text.replace("base/state", "base/message")],
  ],
  [
    "one event after the other has no type",
    "markdown",
    ["data/events/schema/boat.message.yaml", withoutType],
    ["data/events/schema/berth.taken.yaml", withoutType],
  ],
  [
    "one example of an event goes, in the look of 2020",
    "tiny",
    ["events/examples/m.name$more", () => '{ "type": "m.name", "content": { "name": "B" } }\n'],
    ["events/examples/m.name", () => null],
    ["events/examples/m.name$more", () => null],
    ["events/examples/m.name", () => '{ "type": "m.name", "content": { "name": "C" } }\n'],
  ],
  [
    "where a link leads is other with the words below that",
    "prose in Markdown",
    ["spec/index.md", words("b.example/", "b.example/\nWords below it.")],
    ["spec/index.md", words("b.example/\nWords", "c.example/\nOther words")],
  ],
  [
    "a file that two pages show is shown by none",
    "prose in Markdown",
    ["spec/texts/part.md", words("deeper.md", "gone.md")],
    ["spec/mixed.rst", words(".. include:: texts/deeper.md", "Nothing.")],
    ["spec/mixed.rst", words("Nothing.", ".. include:: texts/deeper.md")],
  ],
  [
    "a paragraph becomes what the one above means",
    "prose in Markdown",
    ["spec/index.md", words("Another one says", ": Another one says")],
    ["spec/index.md", words(": Another one says", "~ Another one says")],
  ],
  [
    "an item of a list is less deep, and what stands below becomes its own",
    "prose in Markdown",
    ["spec/index.md", words("- with one item", "-   with one item\n\n  Words below it.")],
    ["spec/index.md", words("-   with one", "- with only one")],
  ],
  [
    "a paragraph begins front matter",
    "prose in Markdown",
    ["spec/more.md", () => "Words.\n\nname = 1\n\n+++\n\nMore words.\n"],
    ["spec/more.md", words("Words.", "+++")],
  ],
  [
    "a paragraph becomes attributes of the one above",
    "prose in Markdown",
    ["spec/more.md", (text) => `${text}\nMore words.\n`],
    ["spec/more.md", words("More words.", "{class=special}")],
    ["spec/more.md", words("{class=special}", "{id=here}")],
  ],
  [
    "words reach down to a shortcode that shows something among them",
    "markdown",
    ["content/guides/identifiers.md", words(".\n\n{{< chart", ".\nThe end.\n{{< chart")],
    ["content/guides/identifiers.md", words("The end.", "Not the end.")],
  ],
  [
    "descriptions of a field that several pages show",
    "markdown",
    ["data/events/schema/boat.message.yaml", words("A few words.", "Other words, with `code`.")],
    ["data/events/schema/boat.message.yaml", words("The words.", "All *words*.")],
    ["data/events/schema/boat.message.yaml", words("Other words", "Still others")],
    [
      "data/events/schema/boat.message.yaml",
      words("Still others, with `code`.", '"Words.\\n\\nAnd more."'),
    ],
    ["data/events/schema/boat.message.yaml", words("And more.", "[More](https://a.example/).")],
    ["data/events/schema/boat.message.yaml", words("All *words*.", "Required %WHAT% words.")],
  ],
  [
    "two descriptions, with the name of a property between them",
    "markdown",
    [
      "data/events/schema/boat.message.yaml",
      (text) => words("A few words.", "Words.")(words("The words.", "All words.")(text)),
    ],
    [
      "data/api/harbour/lights.yaml",
      (text) => words("Its code.", "Its own code.")(words("Whether it", "If it")(text)),
    ],
  ],
  [
    "two tables of a body are told apart by a description, and are not",
    "markdown",
    [
      "data/api/harbour/berths.yaml",
      words("  berths:\n", `  one: ${pier}\n${pierBelow}  berths:\n`),
    ],
    [
      "data/api/harbour/berths.yaml",
      words(
        "two: { type: object, title: Pier, properties: { id: { type: string, description: Of a pier",
        "two: { type: object, title: Pier, properties: { id: { type: string, description: Of the pier",
      ),
    ],
    ["data/api/harbour/berths.yaml", words("Of the pier", "Of a pier")],
    ["data/api/harbour/berths.yaml", words("Of a pier", "Of another pier")],
  ],
  [
    "a description says what the summary does, and is another one again",
    "tiny",
    ["specpress.yaml", (text) => `${text}look: current\n`],
    ["api/status.yaml", words("      responses:", "      description: Words.\n      responses:")],
    ["api/status.yaml", words("Words.", "Says whether the server is up.")],
    ["api/status.yaml", words("description: Says whether the", "description: Says whether a")],
  ],
  [
    "words in two places, with something wrong between them",
    "prose",
    ["spec/index.rst", words("Take note", "Take *note")],
    [
      "spec/index.rst",
      (text) =>
        words(
          "The words of the third",
          "Words of the third",
        )(words("The first words", "The very first words")(text)),
    ],
  ],
  [
    "words above and below a reference to nothing, and lines",
    "prose",
    ["spec/other.rst", (text) => `${text}\nSee \`nothing\`_ of it.\n\nWords below.\n\nAll.\n`],
    [
      "spec/other.rst",
      (text) => words("Words of", "Other words of")(words("Words below", "More below")(text)),
    ],
    [
      "spec/other.rst",
      (text) => words("Other words", "Other\nwords")(words("More below", "Much below")(text)),
    ],
  ],
  [
    "a section has moved by a line, of as many as before",
    "prose",
    ["specpress.yaml", (text) => `${text}repository: https://github.com/example/spec\n`],
    [
      "spec/index.rst",
      (text) =>
        words("goes on\nfor", "goes on for")(words("The first words", "The first\nwords")(text)),
    ],
  ],
];

test.for(named)("%s: the site is that of a build from nothing", ([about, name, ...edits]) => {
  const folder = scratch(editedProjects()[name]!);
  const kept = new KeptFiles(folder);
  const serving = builderOf(folder, kept);
  serving.build({ before: new Map(), isChanged: true });
  for (const [path, change] of edits) {
    const file = join(folder, path);
    write(file, change(existsSync(file) ? readFileSync(file, "utf8") : ""));
    isShownAlike(`${about}: ${path}`, serving.build(kept.refresh([path])), folder);
  }
});

function builderOf(root: string, files = new KeptFiles(root)): Builder {
  return new Builder(files, { root, gitVersion: "v1", gitRev: "abc" }, outputs);
}

function write(path: string, text: string | null): void {
  if (text === null) return rmSync(path, { force: true });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function findingsOf({ findings }: Built): readonly string[] {
  return findings.map(({ code, severity, message, place, notes }) => {
    const places = [place, ...notes.map((note) => note.place)].map(
      (each) => each && `${each.span.source.path}:${each.line}:${each.column}`,
    );
    return [severity, code, ...places, message].join(" ");
  });
}

/** Paths of what is not the same in both. */
function otherFiles(one: Built["site"], other: Built["site"]): readonly string[] {
  const paths = new Set([...one.keys(), ...other.keys()]);
  const isSame = (path: string) => {
    const [first, second] = [one.get(path), other.get(path)];
    if (typeof first === "string" || typeof second === "string") return first === second;
    return first !== undefined && second !== undefined && Buffer.compare(first, second) === 0;
  };
  return [...paths].filter((path) => !isSame(path));
}

const madeOnce = {
  ...tinyProject,
  "specpress.yaml": `${tinyProject["specpress.yaml"].replace("labels: {", "labels: { OTHER: a,")}templates: own\n`,
  "own/page.hbs": readFileSync("templates/page.hbs", "utf8"),
  "spec/main.rst": `${tinyProject["spec/main.rst"]}
Texts
-----

.. _place:

Words that have a name. See place_.
`,
};

/** Builds one after the other: the documents of pages, and the specification. */
function buildsOf(folder: string) {
  const files = new KeptFiles(folder);
  const kept = new KeptReads();
  let memo = new Memo();
  return (paths: readonly string[] = []) => {
    files.refresh(paths);
    const former = memo;
    memo = former.next();
    const pages = new Map<string, Document>();
    const options = { root: folder, files, kept, gitVersion: "v1", gitRev: "abc" };
    const project = loadProject(options, () => {})!;
    const { spec, manuscripts } = buildAgain(
      project,
      () => {},
      memo,
      (path, document) => {
        pages.set(path, document);
      },
    );
    former.drop();
    const texts = new Map(manuscripts.map((each) => [each.path, each]));
    return { spec, pages, texts };
  };
}

/** The same, with the parts of one page. */
function documentsOf(folder: string) {
  const next = buildsOf(folder);
  return (paths: readonly string[] = []) => {
    const { spec, pages } = next(paths);
    const document = pages.get("main/unstable.html")!;
    const [operations, texts] = document.children.filter(({ type }) => type === "section");
    return { spec, document, operations, texts };
  };
}

const twoPages = {
  ...tinyProject,
  "spec/targets.yaml": tinyProject["spec/targets.yaml"].replace(
    "targets:\n",
    "targets:\n  other: { files: [other.rst] }\n",
  ),
  "spec/other.rst": "Other API\n=========\n\n{{other_m_http_api}}\n",
  "api/other.yaml": tinyProject["api/status.yaml"].replace(/status/gi, "other"),
};

test.for(["2020", "current"])(
  "in the look %s, an edit of a file leaves the pages of others as they are",
  (look) => {
    const folder = scratch({
      ...twoPages,
      "specpress.yaml": `${tinyProject["specpress.yaml"]}look: ${look === "2020" ? '"2020"' : look}\n`,
    });
    const build = buildsOf(folder);
    const before = build();
    const path = "api/status.yaml";
    write(join(folder, path), tinyProject[path].replace("Says whether", "Tells if"));
    const after = build([path]);
    const same = [...before.texts.keys()].filter(
      (page) => before.texts.get(page) === after.texts.get(page),
    );
    expect(same.sort()).toEqual(["index.html", "other.html"]);
  },
);

const untouched: readonly (readonly [
  about: string,
  path: keyof typeof madeOnce,
  old: string,
  by: string,
  kept: readonly ("spec" | "document" | "operations" | "texts")[],
])[] = [
  ["words of a paragraph that is a target", "spec/main.rst", "Words", "Other words", ["spec", "operations"]],
  ["the description of a property", "api/status.yaml", "Since when.", "Since ``when`` it is.", ["texts"]],
  ["the template of pages", "own/page.hbs", "<main", "<main class=a", ["spec", "document", "operations", "texts"]],
  ["a label that nothing shows", "specpress.yaml", "OTHER: a", "OTHER: b", ["spec", "document", "operations", "texts"]],
]; // prettier-ignore

test.for(untouched)("after an edit of %s, the rest is what it was", ([, path, old, by, kept]) => {
  const folder = scratch(madeOnce);
  const build = documentsOf(folder);
  const before = build();
  const text = madeOnce[path].replace(old, by);
  expect(text).not.toBe(madeOnce[path]);
  write(join(folder, path), text);
  const after = build([path]);
  for (const part of ["spec", "document", "operations", "texts"] as const)
    expect([part, after[part] === before[part]]).toEqual([part, kept.includes(part)]);
});

test("an event whose example is gone is told to have none", () => {
  const files = editedProjects()["tiny"]!;
  const folder = scratch(files);
  const kept = new KeptFiles(folder);
  const builder = builderOf(folder, kept);
  builder.build({ before: new Map(), isChanged: true });
  write(join(folder, "events/examples/m.name"), null);
  const { findings } = builder.build(kept.refresh(["events/examples/m.name"]));
  expect(findings.map(({ code }) => code)).toContain("event-without-example");
});

test.each([
  ["a text", "content/harbour-api/wire.md", /^(?<words>[A-Z][a-z]+ [a-z]+)/m, "$<words> indeed"],
  ["a data file", "data/api/harbour/berths.yaml", /(?<key>description: )/, "$<key>New. "],
])(
  "in a tree of pages, an edit of %s makes only the pages anew that show it",
  (_, path, old, by) => {
    const files = editedProjects()["markdown"]!;
    const folder = scratch(files);
    const build = buildsOf(folder);
    const before = build();
    const text = String(files[path]);
    expect(text.replace(old, by)).not.toBe(text);
    write(join(folder, path), text.replace(old, by));
    const after = build([path]);
    const kept = [...after.pages].filter(([page, document]) => before.pages.get(page) === document);
    expect(after.pages.size - kept.length).toBeGreaterThan(0);
    expect(after.pages.size - kept.length).toBeLessThan(4);
  },
);

const harbour = {
  "specpress.yaml": `name: Harbour
pages: { folder: content }
shortcodes:
  part: { shows: page, file: "parts/{name}.md" }
  box: { shows: admonition, kind: note }
`,
  "content/_index.md": "---\ntitle: Harbour\n---\n\nSee [berths](berths.md#places).\n",
  "content/berths.md": `---
title: Berths
---

First words of the page.

## Places

Some **strong** words, and [a link](_index.md). It's "quoted".

{{% box %}}
Words in a box.
{{% /box %}}

## Rest

{{% part name="tides" %}}

See [there].

[there]: https://a.example/
`,
  "content/parts/tides.md": "Words of a part\nin two lines.\n* An item.\n* Another `item`.\n",
};

/** What is other, and whether all else of the page stays as it was made. */
const inMarkdown: readonly (readonly [
  about: string,
  path: keyof typeof harbour,
  old: string,
  by: string,
  isKept: boolean,
])[] = [
  ["words beside a link", "content/berths.md", "Some", "Other", true],
  ["strong words", "content/berths.md", "Some **strong**", "Some very **strong**", true],
  ["words in a box", "content/berths.md", "Words in", "Other words in", true],
  ["words of a part", "content/parts/tides.md", "in two", "in three", true],
  ["an item of a list", "content/parts/tides.md", "Another", "A further", true],
  ["a line that begins a list", "content/berths.md", "Some", "- Some", false],
  ["words with a link that is defined below", "content/berths.md", "Some", "[there]", false],
  ["the words of a link", "content/berths.md", "a link", "another link", false],
  ["a heading", "content/berths.md", "## Places", "## Place", false],
]; // prettier-ignore

test.for(inMarkdown)(
  "after an edit of %s in Markdown, the page is that of a build from nothing",
  ([about, path, old, by, isKept]) => {
    const folder = scratch(harbour);
    const build = buildsOf(folder);
    const page = "berths/index.html";
    // The last section, unless the part in it is edited: then the one before.
    const name = path.includes("parts") ? "places" : "rest";
    const section = ({ pages }: ReturnType<typeof build>) => {
      const found: Node[] = [];
      for (const child of pages.get(page)!.children)
        walk(child, (node) => void (node.type === "section" && found.push(node)));
      return found.find((node) => node.type === "section" && node.ids?.includes(name))!;
    };
    const before = section(build());
    expect(before).toBeDefined();
    const kept = new KeptFiles(folder);
    const serving = builderOf(folder, kept);
    serving.build({ before: new Map(), isChanged: true });
    const text = harbour[path].replace(old, by);
    expect(text).not.toBe(harbour[path]);
    write(join(folder, path), text);
    const after = build([path]);
    expect(isShownAlike(about, serving.build(kept.refresh([path])), folder)).toBe(true);
    expect(section(after) === before).toBe(isKept);
    write(join(folder, path), harbour[path]);
    isShownAlike(`${about}, and back`, serving.build(kept.refresh([path])), folder);
  },
);

/** A description of the page of an API, and whether the last section of the page stays as it was made. */
const inData: readonly (readonly [about: string, old: string, by: string, isKept: boolean])[] = [
  ["a description of a parameter", "Of the boat, in", "Of any boat, in *whole*", true],
  ["what stands in a table", "Those that are free.", "Those that are `free`.", true],
  ["words beside a link", "See [identifiers]", "Do see [identifiers]", true],
  ["words of a security scheme, which stand behind its name", "Of a boat.", "Of your boat.", true],
  ["the words of a link", "[identifiers]", "[names]", false],
  ["a description that becomes a list", "The berths.", '"- The berths."', false],
  ["a description and an example", "id: A-4, price: 12", "id: A-5, price: 12", false],
  ["a summary", "Lists the free", "Lists all free", false],
];

test.for(inData)(
  "after an edit of %s in a data file, the page is that of a build from nothing",
  ([about, old, by, isKept]) => {
    const files = editedProjects()["markdown"]!;
    const folder = scratch(files);
    const path = "data/api/harbour/berths.yaml";
    const build = buildsOf(folder);
    const section = ({ pages }: ReturnType<typeof build>) =>
      pages.get("harbour-api/index.html")!.children.findLast(({ type }) => type === "section");
    const before = section(build());
    expect(before).toBeDefined();
    const kept = new KeptFiles(folder);
    const serving = builderOf(folder, kept);
    serving.build({ before: new Map(), isChanged: true });
    const text = String(files[path]).replace(old, by);
    expect(text).not.toBe(files[path]);
    write(join(folder, path), text);
    expect(isShownAlike(about, serving.build(kept.refresh([path])), folder)).toBe(true);
    expect(section(build([path])) === before).toBe(isKept);
    // Once more: what was put in place is found again.
    write(join(folder, path), String(files[path]));
    isShownAlike(`${about}, and back`, serving.build(kept.refresh([path])), folder);
    expect(section(build([path])) === before).toBe(isKept);
  },
);

test("after an edit of what two operations show, with a finding beside it, the rest is what it was", () => {
  const operation = (name: string, description: string) => `  /${name}:
    get:
      operationId: ${name}
      summary: Gets ${name}.
      description: ${description}
      responses:
        200:
          description: All is well.
          schema: { $ref: "definitions/shown.yaml" }
`;
  const path = "api/definitions/shown.yaml";
  const shown = (words: string) =>
    `type: object\nproperties:\n  up: { type: string, description: ${words} }\n`;
  const status = tinyProject["api/status.yaml"];
  const folder = scratch({
    ...madeOnce,
    "api/status.yaml": `${status.slice(0, status.indexOf("  /status"))}${operation("one", "With *a mistake.")}${operation("two", "Without.")}`,
    [path]: shown("Since when."),
  });
  const build = documentsOf(folder);
  const before = build();
  write(join(folder, path), shown("Since some day."));
  const after = build([path]);
  expect(JSON.stringify(after.document)).toMatch(/Since some day.*Since some day/);
  expect(after.texts === before.texts).toBe(true);
});

test("what builds were made of is gone after the next ones", async () => {
  const folder = scratch(madeOnce);
  const build = documentsOf(folder);
  const specs = [new WeakRef(build().spec)];
  for (const word of ["One", "Two", "Three", "Four", "Five"])
    for (const [path, old] of [
      ["api/status.yaml", "Since"],
      ["spec/main.rst", "Words"],
    ] as const) {
      // A page with another link is made as a whole.
      const by = path === "api/status.yaml" ? word : `\`${word} <https://a.example/${word}>\`_`;
      write(join(folder, path), madeOnce[path].replace(old, by));
      specs.push(new WeakRef(build([path]).spec));
      await new Promise((resolve) => setTimeout(resolve));
    }
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)(); // which the flag has put there
  const left = new Set(specs.map((spec) => spec.deref()).filter(Boolean));
  expect(left.size).toBeLessThan(4);
});

test("files of a project are read", () => {
  expect(projects.length).toBe(5);
  expect(readFileSync("test/sites/station/specpress.yaml", "utf8")).toContain("station");
});
