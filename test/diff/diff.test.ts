import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { markedPage } from "../../src/diff/page.js";
import { project } from "../outputs/project.js";
import { filesBelow, scratch, specpress } from "../program.js";

/** `specpress diff`, run as it is used. */

const rooms = `openapi: 3.1.0
info: { title: Rooms, version: "1" }
paths:
  /v1/rooms:
    get:
      summary: List rooms
      description: All rooms that there are.
      parameters:
        - name: limit
          in: query
          schema: { type: integer }
      responses:
        "200":
          description: The rooms.
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Room" }
    put:
      summary: Make a room
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: "#/components/schemas/Room" }
      responses:
        "204": { description: It is there. }
components:
  schemas:
    Room:
      title: Room
      type: object
      properties:
        name: { type: string, maxLength: 20 }
`;

const changed = rooms
  .replace("schema: { type: integer }", "schema: { type: array }")
  .replace(
    "        name: { type: string, maxLength: 20 }",
    `        # specpress: accept limit-tightened because nobody has longer ones
        name: { type: string, maxLength: 10 }
        topic: { type: string }`,
  )
  .replace("    put:", "    post:");

interface Told {
  readonly code: string;
  readonly subject: string;
  readonly part?: string;
  readonly breaks: { readonly client: boolean; readonly server: boolean };
  readonly before?: { readonly file: string; readonly line: number };
  readonly after?: { readonly file: string; readonly line: number };
  readonly uses?: readonly string[];
  readonly fingerprint: string;
}

function told(out: string): readonly Told[] {
  return (JSON.parse(out) as { changes: readonly Told[] }).changes;
}

function lineOf(text: string, words: string): number {
  return text.slice(0, text.indexOf(words)).split("\n").length;
}

test("two folders: what changed, where it was and is, whom it breaks; what is accepted in place is left out", () => {
  const before = project({ "api/rooms.yaml": rooms });
  const after = project({ "api/rooms.yaml": changed });
  const run = specpress(["diff", before, after, "--format", "json", "--fail-on", "breaking"]);
  expect(run).toMatchObject({ code: 1, err: "" });
  expect(told(run.out).map(({ code, subject, part }) => [code, subject, part])).toEqual(
    [
      ["type-changed", "GET /v1/rooms", 'query parameter "limit"'],
      ["operation-removed", "PUT /v1/rooms", undefined],
      ["operation-added", "POST /v1/rooms", undefined],
      ["property-added", "GET /v1/rooms", "response 200"],
    ].toSorted(
      (a, b) => String(a[1]).localeCompare(String(b[1])) || (a[0] === "type-changed" ? -1 : 1),
    ),
  );
  const [type, topic] = told(run.out);
  expect(type).toMatchObject({
    breaks: { client: true, server: true },
    before: { file: "api/rooms.yaml", line: lineOf(rooms, "schema: { type: integer }") },
    after: { file: "api/rooms.yaml", line: lineOf(changed, "schema: { type: array }") },
  });
  expect(topic).toMatchObject({
    breaks: { client: false, server: false },
    after: { line: lineOf(changed, "topic: ") },
  });
  expect(JSON.parse(run.out)).toMatchObject({ summary: { changes: 4, breaking: 2, accepted: 1 } });
});

test("a schema that several have is told once, with all of them", () => {
  const before = project({ "api/rooms.yaml": rooms });
  const after = project({
    "api/rooms.yaml": rooms.replace(
      "        name: { type: string, maxLength: 20 }",
      "        name: { type: integer }",
    ),
  });
  const run = specpress(["diff", before, after, "--format", "json", "--only", "type-changed"]);
  expect(told(run.out)).toMatchObject([
    {
      subject: "Room",
      uses: ["GET /v1/rooms", "PUT /v1/rooms"],
      breaks: { client: true, server: true },
    },
  ]);
});

test("a revision of git is read without a checkout, and the working tree is what it is compared with", () => {
  const folder = project({ "api/rooms.yaml": rooms });
  const git = (...args: readonly string[]) =>
    spawnSync("git", ["-c", "user.name=A", "-c", "user.email=a@b.example", ...args], {
      cwd: folder,
    });
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "one");
  git("tag", "v1");
  writeFileSync(join(folder, "api/rooms.yaml"), changed);
  const working = specpress(["diff", "v1", "--format", "json"], folder);
  expect(told(working.out).map(({ code }) => code)).toContain("type-changed");
  git("commit", "-qam", "two");
  const revisions = specpress(["diff", "HEAD~1", "HEAD", "--format", "json", "-p", folder]);
  expect(told(revisions.out)).toEqual(told(working.out));
  expect(specpress(["diff", "HEAD", "HEAD"], folder)).toMatchObject({
    code: 0,
    out: "no changes\n",
  });
  const unknown = specpress(["diff", "v9"], folder);
  expect(unknown).toMatchObject({ code: 2, out: "" });
  expect(unknown.err).toContain('"v9" is no folder, no file and no revision');
});

test("spec.json and OpenAPI documents are compared as files; the version they are written in is no change", () => {
  const [before, after] = [
    project({ "api/rooms.yaml": rooms }),
    project({ "api/rooms.yaml": changed }),
  ];
  const out = scratch();
  const write = (from: string, name: string, ...words: readonly string[]) =>
    specpress(["export", ...words, "--out", join(out, name)], from).code;
  expect(write(before, "a.json", "json")).toBe(0);
  expect(write(after, "b.json", "json")).toBe(0);
  const run = specpress(
    ["diff", "a.json", "b.json", "--format", "json", "--only", "type-changed"],
    out,
  );
  expect(told(run.out)).toMatchObject([
    { subject: "GET /v1/rooms", after: { file: "api/rooms.yaml" } },
  ]);
  for (const version of ["2.0", "3.0", "3.1"])
    expect(write(before, `${version}.json`, "openapi", "--openapi", version)).toBe(0);
  for (const version of ["3.0", "3.1"])
    expect(specpress(["diff", "2.0.json", `${version}.json`], out)).toMatchObject({
      code: 0,
      out: "no changes\n",
      err: "", // settings that a document alone does not have are no errors
    });
  expect(specpress(["diff", "a.json"], out).code).toBe(2);
  // What is of another kind would be taken for absent.
  const spec = JSON.parse(readFileSync(join(out, "a.json"), "utf8")) as {
    apis: { operations: { parameters: unknown }[] }[];
  };
  spec.apis[0]!.operations[0]!.parameters = {};
  writeFileSync(join(out, "wrong.json"), JSON.stringify(spec));
  const wrong = specpress(["diff", "a.json", "wrong.json"], out);
  expect(wrong).toMatchObject({ code: 2, out: "" });
  expect(wrong.err).toContain(
    "`apis.0.operations.0.parameters`: expected an array, got an object.",
  );
  writeFileSync(join(out, "deep.json"), `${"[".repeat(5000)}${"]".repeat(5000)}`);
  expect(specpress(["diff", "deep.json", "b.json"], out)).toMatchObject({ code: 2 });
});

/** A number in each place that may hold one. */
const numbers = (number: string) => ({
  "api/rooms.yaml": `openapi: 3.1.0
info: { title: Rooms, version: "1" }
paths:
  /v1/rooms:
    get:
      summary: List rooms
      x-cost: ${number}
      parameters:
        - { name: from, in: query, schema: { type: integer, default: ${number} }, example: ${number} }
      responses:
        "200":
          description: The rooms.
          headers: { X-Next: { schema: { type: integer, maximum: ${number} }, example: ${number} } }
          content:
            application/json:
              schema: { type: object, properties: { size: { enum: [${number}] } } }
              examples: { one: { value: { size: ${number} } } }
          links: { next: { operationId: x, requestBody: ${number}, parameters: { from: ${number} } } }
`,
  "events/m.size": `type: object
title: Size
description: Says a size.
properties:
  type: { type: string, enum: [m.size] }
  content: { type: object, properties: { size: { type: integer, multipleOf: ${number} } } }
`,
  "examples/m.size": `{ "type": "m.size", "content": { "size": ${number} } }`,
});

test("numbers are compared as they are written, in projects, spec.json and OpenAPI documents", () => {
  const [before, after, same] = [
    "9223372036854775807",
    "9223372036854775806",
    "9223372036854775807.0",
  ].map((number) => project(numbers(number))) as [string, string, string];
  const out = scratch();
  for (const [from, name] of [
    [before, "a"],
    [after, "b"],
  ] as const) {
    expect(specpress(["export", "json", "--out", join(out, `${name}.json`)], from).code).toBe(0);
    expect(
      specpress(["export", "openapi", "--out", join(out, `${name}-api.json`)], from).code,
    ).toBe(0);
  }
  expect(readFileSync(join(out, "a.json"), "utf8").match(/\b9223372036854775807\b/g)).toHaveLength(
    11,
  );
  const codes = (...names: readonly [string, string]) =>
    told(specpress(["diff", ...names, "--format", "json"], out).out).map(({ code }) => code);
  const ofApi = [
    "enum-value-removed",
    "limit-tightened",
    "enum-value-added",
    "example-changed",
    "extension-changed",
    "example-changed",
    "parameter-default-changed",
    "example-changed",
    "link-changed",
  ];
  const ofEvent = ["limit-changed", "example-changed"];
  expect(codes("a.json", "b.json").toSorted()).toEqual([...ofApi, ...ofEvent].toSorted());
  expect(codes("a-api.json", "b-api.json").toSorted()).toEqual(ofApi.toSorted());
  expect(specpress(["diff", before, after]).out).toMatch(
    / from 9223372036854775807 to 9223372036854775806/,
  );
  expect(specpress(["diff", before, same]).out).toBe("no changes\n");
});

test("each format; what fails a run", () => {
  const before = project({ "api/rooms.yaml": rooms });
  const after = project({ "api/rooms.yaml": changed });
  const run = (...args: readonly string[]) => specpress(["diff", before, after, ...args]);
  expect(run().out).toContain("breaks client, server [type-changed] query parameter");
  expect(run().out).toContain(
    "4 changes, 2 of them breaking (for clients 2, for servers 1); 1 accepted\n",
  );
  expect(run("--format", "md").out).toContain(
    "## Breaking changes\n\n### GET /v1/rooms (main)\n\n- **breaks client, server**",
  );
  expect(run("--format", "html").out).toContain("<summary>Breaking changes (2)</summary>");
  expect(run("--format", "github", "--fail-on", "breaking").out).toMatch(
    new RegExp(
      `^::error file=api/rooms.yaml,line=${lineOf(changed, "schema: { type: array }")},`,
      "m",
    ),
  );
  expect(run().code).toBe(0);
  expect(run("--fail-on", "client").code).toBe(1);
  expect(run("--fail-on", "any").code).toBe(1);
  expect(run("--fail-on", "any", "--only", "tags-changed").code).toBe(0);
  expect(run("--only", "tag-changed")).toMatchObject({ code: 2 });
  expect(specpress(["diff"]).code).toBe(2);
  expect(specpress(["diff", "--list"]).out).toMatch(
    /^parameter-removed +client +client +client +\S/m,
  );
});

test("accept in specpress.yaml; one that matches nothing is told of; a check knows the codes", () => {
  const settings =
    "accept: [{ code: operation-removed, file: api/rooms.yaml, because: it moved }, { code: tags-changed, file: api/rooms.yaml, because: no }]\n";
  const before = project({ "api/rooms.yaml": rooms });
  const text = `# specpress: accept type-changed because no\n${changed}`;
  const after = project({ "api/rooms.yaml": text }, settings);
  const run = specpress(["diff", before, after, "--format", "json"]);
  expect(run.err).toContain(
    `that of line ${lineOf(text, "type: array")} is accepted by a comment on that line or above it`,
  );
  expect(told(run.out).map(({ code }) => code)).not.toContain("operation-removed");
  expect(run.err).toMatch(
    /^specpress\.yaml:\d+:\d+: nothing that changed has the code "tags-changed" that is accepted here$/m,
  );
  expect(
    specpress(["check", "--only", "unknown-code", "--only", "unused-acceptance"], after).out,
  ).toBe("nothing found\n");
});

test("fingerprints stay when lines move", () => {
  const before = project({ "api/rooms.yaml": rooms });
  const one = told(
    specpress(["diff", before, project({ "api/rooms.yaml": changed }), "--format", "json"]).out,
  );
  const moved = project({ "api/rooms.yaml": changed.replace("paths:", "# one\n# two\npaths:") });
  const other = told(specpress(["diff", before, moved, "--format", "json"]).out);
  expect(other.map(({ fingerprint }) => fingerprint)).toEqual(
    one.map(({ fingerprint }) => fingerprint),
  );
  expect(new Set(one.map(({ fingerprint }) => fingerprint)).size).toBe(one.length);
});

test("texts are compared by section, without what is made of data", () => {
  const before = project({ "api/rooms.yaml": rooms });
  const after = scratch();
  cpSync(before, after, { recursive: true });
  const page = join(after, "spec/main.rst");
  writeFileSync(
    page,
    readFileSync(page, "utf8").replace(
      "About rooms\n-----------\n\nText.",
      "About rooms\n-----------\n\nMore text.\n\nNew\n~~~\n\nAnd this.",
    ),
  );
  const run = specpress(["diff", before, after, "--format", "json"]);
  expect(told(run.out).map(({ code, after: at }) => [code, at?.file])).toEqual([
    ["section-added", "spec/main.rst"],
    ["section-changed", "spec/main.rst"],
  ]);
});

test("words of a specification are nothing but text in each format", () => {
  const hostile = rooms.replace(
    "/v1/rooms:",
    '"/v1/<img src=x onerror=alert(1)>\u001b[31m::error::":',
  );
  const [before, after] = [
    project({ "api/rooms.yaml": rooms }),
    project({ "api/rooms.yaml": hostile }),
  ];
  const out = (format: string) => specpress(["diff", before, after, "--format", format]).out;
  expect(out("html")).not.toContain("<img");
  expect(out("md")).not.toContain("<img");
  for (const format of ["text", "md", "github"]) expect(out(format)).not.toContain("\u001b");
});

test("a thousand operations and a schema of ten thousand properties take linear time", () => {
  const spec = (count: number, type: string) => ({
    format: "specpress-spec", version: 1, name: "", events: [], errors: [], schemaSources: {}, changelogs: {},
    schemas: {
      Big: { type: "object", properties: Object.fromEntries(Array.from({ length: count * 10 }, (_, index) => [`p${index}`, { type, description: `Of ${index}.` }])) },
    },
    apis: [{ name: "a", title: "A", webhooks: [], operations: Array.from({ length: count }, (_, index) => ({
      id: `a GET /${type}/${index}`, method: "GET", path: `/${type}/${index}`, summary: `Number ${index} of them`, tags: [], servers: [], parameters: [], security: [],
      responses: [{ status: "200", content: [{ type: "application/json", schema: { $ref: "#/schemas/Big" } }] }],
    })) }],
  }); // prettier-ignore
  const folder = scratch({
    "a.json": JSON.stringify(spec(1000, "string")),
    "b.json": JSON.stringify(spec(1000, "integer")),
  });
  const start = process.cpuUsage();
  const run = specpress(["diff", "a.json", "b.json", "--format", "json"], folder);
  const { user } = process.cpuUsage(start);
  const changes = told(run.out);
  expect(changes.filter(({ code }) => code === "operation-renamed").length).toBe(1000);
  expect(changes.filter(({ code }) => code === "type-changed").length).toBe(10_000);
  expect(user).toBeLessThan(20_000_000);
});

test("news: changes that no fragment speaks of, fragments that speak of nothing, and first sentences", () => {
  const folder = project({ "api/rooms.yaml": rooms }, "changelogs: changelogs\n");
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const git = (...args: readonly string[]) =>
    spawnSync("git", ["-c", "user.name=A", "-c", "user.email=a@b.example", ...args], {
      cwd: folder,
    });
  write(
    "changelogs/main/pyproject.toml",
    '[tool.towncrier]\nfilename = "../main.rst"\ndirectory = "newsfragments"\n[[tool.towncrier.type]]\ndirectory = "breaking"\nname = "Breaking"\nshowcontent = true\n[[tool.towncrier.type]]\ndirectory = "feature"\nname = "New"\nshowcontent = true\n',
  );
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "one");
  write("api/rooms.yaml", changed);
  write("changelogs/main/newsfragments/1.feature", "Add ``POST /rooms``.\n");
  write("changelogs/main/newsfragments/2.feature", "Add ``GET /users``.\n");
  const run = specpress(["diff", "HEAD", "--news", "--format", "json"], folder);
  const { news } = JSON.parse(run.out) as {
    news: { untold: Told[]; idle: { file: string; text: string }[] };
  };
  expect(news.untold.map(({ code }) => code)).toEqual([
    "type-changed",
    "property-added",
    "operation-removed",
  ]);
  expect(news.idle).toMatchObject([
    { file: "changelogs/main/newsfragments/2.feature", text: "Add ``GET /users``." },
  ]);
  rmSync(join(folder, "changelogs/main/newsfragments/1.feature"));
  const suggested = specpress(["changelog", "draft", "--suggest"], folder);
  expect(suggested.code).toBe(0);
  expect(suggested.out).toContain("breaking: Remove ``PUT /v1/rooms``.\n");
  expect(suggested.out).toContain("feature: Add ``POST /v1/rooms``.\n");
  const settings = readFileSync(join(folder, "changelogs/main/pyproject.toml"), "utf8");
  write("changelogs/main/pyproject.toml", settings.replace("../main.rst", "../main.md"));
  const inMarkdown = specpress(["changelog", "draft", "--suggest"], folder).out;
  expect(inMarkdown).toMatch(/^<!-- main -->\n\n/);
  expect(inMarkdown).toContain("breaking: Remove `PUT /v1/rooms`.\n");
  expect(specpress(["diff", "HEAD", "--news"], folder).out).toContain(
    "News of nothing that changed:\n",
  );
});

test("--site: pages that changed with blocks and words marked, unchanged sections folded, the list on the first page", () => {
  const before = project({ "api/rooms.yaml": rooms });
  const page = (folder: string, about: string, more: string) =>
    writeFileSync(
      join(folder, "spec/main.rst"),
      `Main\n====\n\nAbout\n-----\n\n${about}\n\nSame\n----\n\nNothing <b> new here.\n\nMore\n----\n\n${more}\n\nSee \`the first page <index.html>\`_.\n`,
    );
  page(before, "A room has one *name* for all its members.", "- first\n- second");
  const after = scratch();
  cpSync(before, after, { recursive: true });
  page(after, "A room has one *topic* for all its members.", "- first\n- <script>\n- second");
  for (const folder of [before, after]) {
    const targets = join(folder, "spec/targets.yaml");
    writeFileSync(targets, `${readFileSync(targets, "utf8")}  index: { files: [other.rst] }\n`);
    writeFileSync(
      join(folder, "spec/other.rst"),
      "Other\n=====\n\nThis stays. See `main <main.html>`_.\n",
    );
  }
  const out = join(scratch(), "changes");
  expect(specpress(["diff", before, after, "--site", out])).toMatchObject({
    code: 0,
    err: `The pages that changed: ${join(out, "index.html")}\n`,
  });
  const files = filesBelow(out);
  expect([...files.keys()].filter((path) => path.endsWith(".html"))).toEqual([
    "index.html",
    "pages/main.html",
  ]);
  const main = files.get("pages/main.html")!;
  expect(main).toContain("one <em><del>name</del><ins>topic</ins></em> for");
  expect(main).toContain("<ins>&lt;script&gt;</ins>");
  // The first page did not change, so that it is not there; the list of changes is.
  expect(main).toContain("data-unchanged>the first page</a>");
  expect(main).toContain('<a href="../index.html">All changed pages</a>');
  expect(main.match(/href="[^"]*index\.html"/g)).toHaveLength(1);
  expect(main).not.toContain("<script>\n");
  expect(main).toMatch(/<details class="diff-same"><summary>Same<\/summary><section[^>]*>/);
  expect(main).toMatch(/<a href="#change-1">About<\/a>.*<a href="#change-2">More<\/a>/);
  expect(files.get("index.html")).toContain('<a href="pages/main.html#change-2">More</a>');
  // Written as builds are: a folder with files of others is left alone.
  const taken = scratch({ "mine.txt": "mine" });
  expect(specpress(["diff", before, after, "--site", taken]).code).toBe(2);
  expect([...filesBelow(taken).keys()]).toEqual(["mine.txt"]);
  expect(specpress(["diff", before, before, "--site", out]).code).toBe(0);
  expect([...filesBelow(out).keys()].filter((path) => path.endsWith(".html"))).toEqual([
    "index.html",
  ]);
});

test("huge blocks are compared within bounds", () => {
  const words = (start: number) =>
    Array.from({ length: 30_000 }, (_, index) => `w${(index * 7919 + start) % 100_003}`).join(" ");
  const start = process.cpuUsage();
  const marked = markedPage(`<p>${words(1)}</p>`, `<p>${words(5)}</p>`)!;
  const many = (tag: string) =>
    Array.from({ length: 20_000 }, (_, index) => `<p>${tag}${index}</p>`).join("");
  markedPage(many("a"), many("b"));
  markedPage("<p>".repeat(20_000), `${"<".repeat(20_000)}<p>"`);
  expect(process.cpuUsage(start).user).toBeLessThan(20_000_000);
  expect(marked.count).toBe(1);
});

test("a sentence leaves the names of properties as they are", () => {
  const before = project({ "api/rooms.yaml": rooms.replace(", maxLength: 20", "") });
  const after = project({ "api/rooms.yaml": rooms });
  expect(specpress(["diff", before, after]).out).toContain("] name has a limit: maxLength 20.\n");
});

test("the list of endpoints that a page begins with is no text of its author", () => {
  const before = scratch();
  cpSync("test/sites/markdown", before, { recursive: true });
  const after = scratch();
  cpSync(before, after, { recursive: true });
  const path = join(after, "data/api/harbour/berths.yaml");
  writeFileSync(path, readFileSync(path, "utf8").replace("  /berths:", "  /moorings:"));
  const run = specpress(["diff", before, after, "--format", "json"]);
  expect(told(run.out).map(({ code }) => code)).toEqual(["operation-renamed", "operation-renamed"]);
});
