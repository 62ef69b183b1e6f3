import { describe, expect, test } from "vitest";
import { shown } from "./page-text.js";

/** Fields that are no part of OpenAPI, but of many programs that show it: what readers have of them. */

const head = 'openapi: 3.1.0\ninfo: { title: A, version: "1" }\n';
const done = "responses: { 204: { description: Done. } }";
const byTags = {
  "specpress.yaml":
    "name: T\nspecification: text\nlabels: { V: unstable }\nlook: current\napis: { a: { title: A, openapi: api, suffix: a, version: V, sections: tags } }\n",
};
const titles = (html: string) =>
  [...html.matchAll(/<h(\d)[^>]*>(.*?)<\/h\1>/gs)].map(
    ([, level, words = ""]) => `${level} ${words.replace(/<[^>]*>|¶/g, "").trim()}`,
  );
const tags = (groups: string, rest = "") => `${head}${groups}tags:
  - { name: rooms, x-displayName: All rooms }
  - { name: users }
  - { name: rest }
paths:
  /rooms: { get: { tags: [rooms], ${done} } }
  /users: { get: { tags: [users], ${done} } }
  /rest: { get: { tags: [rest], ${done} } }
${rest}`;

test("groups of tags are sections around those of their tags, which are called as they are displayed", () => {
  const groups = `x-tagGroups:
  - { name: People, tags: [users, rooms] }
  - { name: rest, tags: [rest] }
`;
  const { html, told } = shown(tags(groups), "", byTags);
  expect(told).toEqual([]);
  expect(titles(html)).toEqual([
    "1 Page",
    "2 People",
    "3 users",
    "4 GET /users",
    "3 All rooms",
    "4 GET /rooms",
    // A group around one tag of its name would say it twice.
    "2 rest",
    "3 GET /rest",
    "2 After",
  ]);
});

test("tags of no group come after the groups; what is wrong with groups is told", () => {
  const groups = `x-tagGroups:
  - { name: People, tags: [user, users] }
  - { name: More, tags: [users] }
  - { name: Odd, tags: rooms }
`;
  const { html, told } = shown(tags(groups), "", byTags);
  expect(titles(html).slice(1, -1)).toEqual([
    "2 People",
    "3 users",
    "4 GET /users",
    "2 All rooms",
    "3 GET /rooms",
    "2 rest",
    "3 GET /rest",
  ]);
  expect(told.toSorted()).toEqual([
    "api/things.yaml:4:28 undeclared-tag user users",
    "api/things.yaml:5:26 tag-grouped-twice users People",
    expect.stringContaining("api/things.yaml:6:5 vendor-field x-tagGroups"),
  ]);
});

describe("code samples", () => {
  const samples = `x-codeSamples:
        - { lang: Python, source: "client.rooms()" }
        - { lang: Go, label: Our SDK, source: { $ref: "#/x-source" } }
        - { lang: Python, source: "other.rooms()" }
        - { lang: Shell, source: "curl https://rooms.example.org" }
`;
  const api = (more: string) =>
    `${head}x-source: "c.Rooms()"\npaths:\n  /rooms:\n    get:\n      ${more}      ${done}\n`;
  const tabsIn = (html: string) => [...html.matchAll(/data-tab="?([^">]*)/g)].map(([, tab]) => tab);

  test("stand beside the examples that are made, in place of ours in curl", () => {
    const { html, lines, told } = shown(api(samples), "look: current\n");
    expect(told).toEqual([]);
    expect(tabsIn(html)).toEqual(["HTTP", "Python", "Our SDK", "Python (2)", "Shell"]);
    for (const line of ["client.rooms()", "c.Rooms()", "curl https://rooms.example.org"])
      expect(lines).toContain(line);
    expect(lines.join("\n")).not.toContain("curl -X GET");
  });

  test("are shown in the compact look where the settings want them, alone", () => {
    const { lines } = shown(api(samples), "look: compact\n");
    expect(lines).not.toContain("client.rooms()");
    const { html } = shown(api(samples), "look: compact\nshow: { code-samples: true }\n");
    expect(tabsIn(html)).toEqual(["Python", "Our SDK", "Python (2)", "Shell"]);
  });

  test.each([
    ["x-codeSamples: { Go: a }\n", "vendor-field x-codeSamples an array of objects"],
    ["x-code-samples: [{ source: a }]\n", "vendor-field x-code-samples objects"],
    ["x-codeSamples: [{ lang: Go, source: 1 }]\n", "vendor-field x-codeSamples objects"],
  ])("that are not as programs have them are told: %s", (more, code) => {
    const { told } = shown(api(more), "look: current\n");
    expect(told).toEqual([expect.stringContaining(code)]);
  });
});

test.each(["current", "compact"])("what allowed values mean is said with them: look %s", (look) => {
  const { html, told } = shown(
    `${head}paths:
  /rooms:
    get:
      parameters:
        - { name: order, in: query, schema: { type: string, enum: [up, down, none], x-enumDescriptions: { up: "From *a* to \`z\`.", down: " " } } }
        - { name: kind, in: query, schema: { type: integer, enum: [0, 1], x-enum-varnames: [OPEN, CLOSED], x-enum-descriptions: ["Anybody may come.", "Nobody may."] } }
        - { name: odd, in: query, schema: { type: integer, enum: [0, 1], x-enum-varnames: [OPEN] } }
      ${done}
`,
    `look: ${look}\n`,
  );
  expect(told).toEqual([]);
  const text = html.replace(/<[^>]*>/g, "").replaceAll("&quot;", '"');
  expect(text).toMatch(/One of: "?up"? \(From \*a\* to z\), "?down"?, "?none"?\./);
  expect(text).toContain("One of: 0 (OPEN: Anybody may come), 1 (CLOSED: Nobody may).");
  expect(text).toContain("One of: 0, 1.");
});

test("webhooks of OpenAPI 3.0 are those that programs call x-webhooks", () => {
  const hooks = `x-webhooks: { came: { post: { ${done} } } }\npaths: {}\n`;
  const old = shown(head.replace("3.1.0", "3.0.3") + hooks, "look: current\n");
  expect(old.lines).toContain("POST came");
  expect(old.told).toEqual([]);
  expect(shown(head + hooks, "look: current\n").lines).not.toContain("POST came");
});

test("a logo of an API is told: a site has one", () => {
  const { told } = shown(
    `${head.replace("title: A", "title: A, x-logo: { url: a.png }")}paths: {}\n`,
    "look: current\n",
  );
  expect(told).toEqual(["api/things.yaml:2:19 logo-not-shown"]);
});
