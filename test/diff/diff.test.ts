import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { project } from "../outputs/project.js";
import { scratch, specpress } from "../program.js";

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
  .replace("schema: { type: integer }", "schema: { type: string }")
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
    after: { file: "api/rooms.yaml", line: lineOf(changed, "schema: { type: string }") },
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
    });
  expect(specpress(["diff", "a.json"], out).code).toBe(2);
  writeFileSync(join(out, "deep.json"), `${"[".repeat(5000)}${"]".repeat(5000)}`);
  expect(specpress(["diff", "deep.json", "b.json"], out)).toMatchObject({ code: 2 });
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
      `^::error file=api/rooms.yaml,line=${lineOf(changed, "schema: { type: string }")},`,
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
  const after = project({ "api/rooms.yaml": changed }, settings);
  const run = specpress(["diff", before, after, "--format", "json"]);
  expect(told(run.out).map(({ code }) => code)).not.toContain("operation-removed");
  expect(run.err).toMatch(
    /^specpress\.yaml:\d+:\d+: nothing that changed has the code "tags-changed"/,
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
      id: `a GET /${type}/${index}`, method: "GET", path: `/${type}/${index}`, summary: `Number ${index} of them`,
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
