import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { collector } from "../../src/base/diagnostics.js";
import { loadProject } from "../../src/load/load.js";
import { buildSite } from "../../src/pipeline.js";
import { Finder } from "../../src/search/find.js";
import type { IndexFile } from "../../src/search/index-file.js";
import { loadFiles, type Files } from "../load/tiny-project.js";

/** The index of a site as a page loads it: a script that sets a global. */
function finderOf(site: ReadonlyMap<string, string | Uint8Array>): Finder {
  const page: { specpressSearchIndex?: IndexFile } = {};
  runInContext(String(site.get("static/search-index.js")), createContext(page));
  return new Finder(page.specpressSearchIndex!);
}

function siteOf(root: string): ReadonlyMap<string, string | Uint8Array> {
  const { report } = collector();
  return buildSite(loadProject({ root }, report)!, report).site;
}

/** What is found first: its kind and title, and the part of the page it is in. */
function first(finder: Finder, query: string): string {
  const [hit] = finder.find(query, 5).hits;
  return hit ? `${hit.kind} ${hit.title}` : "nothing";
}

/** Queries with what is to be found first, for the specification of this repository. */
const queries: readonly (readonly [query: string, found: string])[] = [
  ["/sync", "endpoint GET /_matrix/client/r0/sync"],
  ["sync", "endpoint GET /_matrix/client/r0/sync"],
  ["GET /login", "endpoint GET /_matrix/client/r0/login"],
  ["post /_matrix/client/r0/login", "endpoint POST /_matrix/client/r0/login"],
  ["/rooms/{roomId}/join", "endpoint POST /_matrix/client/r0/rooms/{roomId}/join"],
  [
    "https://example.org/_matrix/client/r0/rooms/!a:example.org/join?via=b",
    "endpoint POST /_matrix/client/r0/rooms/{roomId}/join",
  ],
  ["createRoom", "endpoint POST /_matrix/client/r0/createRoom"],
  ["create_room", "endpoint POST /_matrix/client/r0/createRoom"],
  ["m.room.member", "event m.room.member"],
  ["M.Room.Member", "event m.room.member"],
  ["m.room.mem", "event m.room.member"],
  ["m.text", "event m.text"],
  ["power levels", "event m.room.power_levels"],
  ["M_FORBIDDEN", "error M_FORBIDDEN"],
  ["m_limit", "error M_LIMIT_EXCEEDED"],
  ["errcode", "section Errors"],
  ["state resolution", "section State resolution"],
  ["Canonical JSON", "section Canonical JSON"],
  ["mxc", "section Matrix content (MXC) URIs"],
  ["lazy load", "section Lazy-loading room members"],
  ["push rules", "section Push rules"],
  ["encyrption", "event m.room.encryption"],
  ["cannonical jsn", "section Canonical JSON"],
  ["initialSync", "endpoint Deprecated: GET /_matrix/client/r0/initialSync"],
  // What is typed like the id of an operation, whatever its own is.
  ["createFilter", "endpoint POST /_matrix/client/r0/user/{userId}/filter"],
  ["updateDevice", "endpoint PUT /_matrix/client/r0/devices/{deviceId}"],
  ["getRoomState", "endpoint GET /_matrix/client/r0/rooms/{roomId}/state"],
  ["getEvents", "endpoint GET /_matrix/client/r0/events"],
  // A field is first found where the specification introduces it.
  ["sender", "field Room Event Fields"],
  ["reason", "field m.room.redaction"],
  ["next_batch", "field GET /_matrix/client/r0/sync"],
  ["access_token", "field POST /_matrix/client/r0/login"],
  ["voip", "endpoint GET /_matrix/client/r0/voip/turnServer"],
  ["m.image", "event m.image"],
  ["fedaration", "section Federation API"],
  // A path without its beginning, one with other names in braces, and one that is not at its end yet.
  ["rooms/{roomId}/members", "endpoint GET /_matrix/client/r0/rooms/{roomId}/members"],
  ["get /rooms/{room_id}/state", "endpoint GET /_matrix/client/r0/rooms/{roomId}/state"],
  ["send/{eventType}", "endpoint PUT /_matrix/client/r0/rooms/{roomId}/send/{eventType}/{txnId}"],
  ["send/{txn_id}", "endpoint PUT /_matrix/federation/v1/send/{txnId}"],
  ["/make_join", "endpoint GET /_matrix/federation/v1/make_join/{roomId}/{userId}"],
  // A whole part of an address before one that begins so.
  ["PUT /send", "endpoint PUT /_matrix/federation/v1/send/{txnId}"],
  // An identifier of which but one part is a word: what has it whole.
  ["X-Matrix", "section Request authentication"],
  // A name in words.
  ["limit exceeded", "error M_LIMIT_EXCEEDED"],
  ["room encrypted", "event m.room.encrypted"],
  ["invite user", "endpoint POST /_matrix/client/r0/rooms/{roomId}/invite"],
  ["unknown token", "error M_UNKNOWN_TOKEN"],
  ["third party invite", "section Third-party invites"],
  // Words that stand nearly everywhere are of account together with others.
  ["user id", "section User IDs"],
  ["room alias", "section Room aliases"],
  ["event id", "section Event IDs"],
  ["pdu", "section PDUs"],
  // Other forms and spellings, and words that are written as one.
  ["transaction id", "section Transaction IDs"],
  ["authorization rules", "section Authorisation rules"],
  ["powerlevels", "event m.room.power_levels"],
  ["ratelimited", "field Registration"],
  ["canonicaljson", "section Canonical JSON"],
  ["redacting", "section Redactions"],
  ["thumbnail", "section Thumbnails"],
  // Where it is, besides what it is called.
  ["server-name grammar", "section Server name"],
  ["state_res", "section State resolution"],
  ["user-interactive authentication", "section User-Interactive Authentication API"],
  ["federation", "section Federation API"],
  ["'m.room.member'", "event m.room.member"],
  ["join_rule", "field m.room.join_rules"],
  ["typing", "event m.typing"],
  ["filter", "section Filtering"],
  ["even", "section Events"],
  // All that begin so, of which texts speak too.
  ["m.room.*", "event m.room.member"],
  // A part of an address before a section that is called like it, or a text that has it.
  ["/thumbnail", "endpoint GET /_matrix/media/r0/thumbnail/{serverName}/{mediaId}"],
  ["/user_directory", "endpoint POST /_matrix/client/r0/user_directory/search"],
  // A whole part of an address before a word of one.
  ["requestToken", "endpoint POST /_matrix/client/r0/register/email/requestToken"],
  // A field that is called as usual words are: of what is about it, of the first that has it, and of an event's key; before a
  // code of an error, an id of an operation that nobody sees, or a longer word.
  ["email", "field POST /_matrix/client/r0/register/email/requestToken"],
  ["body", "field m.room.message"],
  ["since", "field GET /_matrix/client/r0/sync"],
  ["medium", "field POST /_matrix/client/r0/login"],
  ["dir", "field GET /_matrix/client/r0/rooms/{roomId}/messages"],
  // As it is typed, before what has the words in an identifier.
  ["to-device", "section Send-to-device messaging"],
  ["to device", "section Send-to-device messaging"],
  // On the page that has it most often.
  ["state_key", "field State Event Fields"],
  ["device_id", "field POST /_matrix/client/r0/login"],
  ["room_id", "field Room Event Fields"],
  // What a section is about comes before those that use it.
  ["user_id", "section User IDs"],
  ["event_id", "section Event IDs"],
  ["url", "endpoint GET /_matrix/media/r0/preview_url"],
  // Two words that are written as one.
  ["log in", "endpoint POST /_matrix/client/r0/login"],
  ["file name", "field m.file"],
  ["home server", "section Homeserver behaviour"],
  // Of sections with the same title the first.
  ["presence", "section Presence"],
  // Usual words beside one that is misspelt are of account too.
  ["joind rooms", "endpoint GET /_matrix/client/r0/joined_rooms"],
];

describe("in a whole specification", () => {
  let finder: Finder;
  let size = 0;
  beforeAll(() => {
    const site = siteOf(fileURLToPath(new URL("../..", import.meta.url)));
    finder = finderOf(site);
    size = String(site.get("static/search-index.js")).length;
  }, 120_000);

  test.each(queries)("%s finds %s", (query, found) => expect(first(finder, query)).toBe(found));

  test("of sections that are called alike the first comes first", () => {
    expect(finder.find("presence", 2).hits.map(({ above }) => above[0])).toEqual([
      "Client-Server API",
      "Federation API",
    ]);
    expect(finder.find("joind rooms", 1).corrected).toBe("joined room");
  });

  test("a field is found at its row", () => {
    const { hits } = finder.find("room_id", 40);
    expect(hits[0]?.kind).toBe("field");
    expect(hits[0]?.id).toMatch(/-room-id$/);
    expect(hits.filter(({ kind }) => kind === "field").length).toBeGreaterThan(20);
  });

  test("what is deprecated comes last, unless it is called exactly so", () => {
    const { hits, count } = finder.find("initial", 100);
    expect(count).toBeLessThan(100);
    const isDeprecated = hits.map(({ deprecated }) => deprecated);
    expect(isDeprecated).toContain(true);
    expect(isDeprecated).toEqual(isDeprecated.toSorted());
  });

  test("a result has the words around what was looked for, and where it is", () => {
    const [hit] = finder.find("power levels", 1).hits;
    expect(hit!.above).toEqual(["Client-Server API", "Events", "Room events"]);
    const { hits, words } = finder.find("hypertext", 1);
    expect(words).toEqual(["hypertext"]);
    for (const { context } of hits) expect(context.length).toBeLessThan(250);
  });

  test("words that are nowhere are told of as corrected, and letters at random find nothing", () => {
    expect(finder.find("fedration", 1).corrected).toBe("federation");
    expect(finder.find("federation", 1).corrected).toBeNull();
    for (const [written, meant] of [
      ["emial", "email"],
      ["toekn", "token"],
      ["dveice", "device"],
    ])
      // prettier-ignore
      expect(finder.find(written!, 1).corrected).toBe(meant);
    // Another number is another thing.
    expect(finder.find("sha257", 1).corrected).toBeNull();
    expect(finder.find("qqzzxx", 1)).toMatchObject({ count: 0, hits: [] });
    expect(finder.find("  ", 1).count).toBe(0);
    for (const query of ["/", "{", "((", "\\", "ÿ".repeat(5000), "a ".repeat(5000), "__proto__"])
      expect(() => finder.find(query, 5)).not.toThrow();
  });

  test("an answer takes less than 20 ms, and the index has its size", () => {
    const taken = [...queries.map(([query]) => query), "ro", "the", "a b c d e f"].map((query) => {
      const times = [1, 2, 3, 4, 5].map(() => {
        const start = performance.now();
        finder.find(query, 40);
        return performance.now() - start;
      });
      return Math.min(...times);
    });
    // The middle one: a busy machine stops some of them in between.
    expect(taken.sort((one, other) => one - other)[taken.length >> 1]).toBeLessThan(20);
    expect(size).toBeLessThan(1_200_000);
  });
});

const shared = fileURLToPath(new URL("../../../shared/corpus/matrix-doc", import.meta.url));

/** The same kinds of things, in the look of 2020. */
test.skipIf(!existsSync(shared))(
  "in a specification in the look of 2020 (in ../shared)",
  { tags: ["slow"], timeout: 120_000 },
  () => {
    const site = siteOf(shared);
    // What a reader loads of it.
    const index = String(site.get("static/search-index.js"));
    expect(gzipSync(index, { level: 9 }).length).toBeLessThan(250_000);
    const finder = finderOf(site);
    expect(
      ["/sync", "m.room.member", "M_FORBIDDEN", "errcode", "tokenOwner", "encyrption"].map(
        (query) => first(finder, query),
      ),
    ).toEqual([
      "endpoint GET /_matrix/client/r0/sync",
      "event m.room.member",
      "error M_FORBIDDEN",
      "section API Standards",
      "endpoint GET /_matrix/client/r0/account/whoami",
      "event m.room.encryption",
    ]);
  },
);

const pages: Files = {
  "specpress.yaml":
    "name: Lamps\npages: { folder: content, layouts: { changelog: { shows: release } } }\n",
  "content/_index.md":
    "---\ntitle: Lamps\n---\n\nOne.\n\n## 電気の灯り\n\n東京都の電灯を点ける。\n\n## مصباح\n\nضَوءٌ كهربائيّ في الغرفة\n\n## Crème brûlée\n\nZucker und Straße.\n\n## โคมไฟ\n\nหลอดไฟฟ้า\n\n## 등불\n\n전등을켜다 및 빛",
  "content/changes.md": "---\ntitle: Changes\nlayout: changelog\nweight: 1\n---\n\n- Lamp words.\n",
  "content/words.md":
    "---\ntitle: Words\nweight: 9\n---\n\nLamp words are here, `lamp_id` and `lampColour`.\n\nFoo\n: The definition of what it is.\n",
};

describe("in pages of Markdown", () => {
  const { project, report } = loadFiles(pages);
  const { site } = buildSite(project!, report);
  const finder = finderOf(site);

  test.each([
    ["電灯", "section 電気の灯り"],
    ["灯", "section 電気の灯り"],
    ["東京", "section 電気の灯り"],
    ["كهربائي", "section مصباح"],
    ["ضوء", "section مصباح"],
    ["creme", "section Crème brûlée"],
    ["qqzz", "nothing"],
    ["Straße", "section Crème brûlée"],
    ["STRASSE", "section Crème brûlée"],
    ["ไฟฟ้า", "section โคมไฟ"],
    ["전등", "section 등불"],
    ["foo", "term Foo"],
    ["lamp_id", "section Words"],
    ["lamp colour", "section Words"],
  ])("%s finds %s", (query, found) => expect(first(finder, query)).toBe(found));

  test("changelogs come after other pages", () =>
    expect(finder.find("lamp words", 5).hits.map(({ page }) => page)).toEqual([
      "words/index.html",
      "changes/index.html",
    ]));

  test("pages lead to the search, unless the settings turn it off; the bytes are always the same", () => {
    expect(String(site.get("words/index.html"))).toContain('data-script="../static/search.js"');
    const again = loadFiles(pages);
    expect(buildSite(again.project!, again.report).site.get("static/search-index.js")).toBe(
      site.get("static/search-index.js"),
    );
    for (const settings of [
      "name: Lamps\nsearch: false\npages: content\n",
      "name: Lamps\npages: { folder: content, search: false }\n",
    ]) {
      const off = loadFiles({ ...pages, "specpress.yaml": settings });
      const without = buildSite(off.project!, off.report).site;
      expect([...without.keys()].filter((path) => path.includes("search"))).toEqual([]);
      expect(String(without.get("words/index.html"))).not.toContain("search");
    }
  });
});

test("what holds codes of errors is explained by the section that has its name, not by a list below it", () => {
  const { project, report } = loadFiles({
    "specpress.yaml":
      "name: Lamps\npages: content\napis: { lamps: { title: Lamps, openapi: api } }\nshortcodes: { api: { shows: operations, file: 'api/{0}.yaml' } }\n",
    "content/_index.md":
      "---\ntitle: Lamps\n---\n\n## Errors\n\nAn answer has an `errcode`.\n\n### Usual codes\n\nThey are these:\n\n`L_DARK`\n: No light.\n\n`L_HOT`\n: Too hot.\n\n{{% api lamps %}}\n",
    "api/lamps.yaml": `openapi: 3.1.0\ninfo: { title: Lamps, version: "1" }\npaths:\n  /lamps:\n    get: { summary: S, responses: { 400: { description: D, content: { application/json: { schema: { type: object }, example: { errcode: L_DARK } } } } } }\n`,
  });
  const finder = finderOf(buildSite(project!, report).site);
  expect(first(finder, "errcode")).toBe("section Errors");
  expect(first(finder, "L_DARK")).toBe("error L_DARK");
});

describe("in an API with a page of indexes", () => {
  const operation = (id: string, tag: string) =>
    `\n    post: { operationId: ${id}, summary: S, tags: [${tag}], responses: { 200: { description: D } } }\n`;
  const { project, report } = loadFiles({
    "specpress.yaml":
      "name: Lamps\npages: content\nlook: current\nindexes: true\napis: { lamps: { title: Lamps, openapi: api } }\nshortcodes: { api: { shows: operations, file: 'api/{0}.yaml' } }\n",
    "content/_index.md": "---\ntitle: Lamps\n---\n\n## Presence of lamps\n\n{{% api lamps %}}\n",
    "api/lamps.yaml": `openapi: 3.1.0\ninfo: { title: Lamps, version: "1" }\nservers: [{ url: "https://example.org/_lamps" }]\npaths:\n  /v3/keys/upload:${operation("keys", "Presence")}  /v3/upload:${operation("pictures", "Lights")}`,
  });
  const finder = finderOf(buildSite(project!, report).site);

  test("what it lists is found where it is", () => {
    const pagesOf = (query: string) => finder.find(query, 9).hits.map(({ page }) => page);
    expect(pagesOf("presence")[0]).toBe("index.html");
    expect(pagesOf("presence")).toContain("indexes/index.html");
  });

  test("an address that begins after a version comes before one in which it is the end", () => {
    expect(first(finder, "/upload")).toBe("endpoint POST /_lamps/v3/upload");
    expect(first(finder, "/keys/upload")).toBe("endpoint POST /_lamps/v3/keys/upload");
  });
});
