import { createContext, runInContext } from "node:vm";
import { expect, test } from "vitest";
import { buildSite } from "../../src/pipeline.js";
import { Finder } from "../../src/search/find.js";
import type { IndexFile } from "../../src/search/index-file.js";
import { loadFiles, told, type Files } from "../load/tiny-project.js";

/** The rows of the tables of a page, and its headings, each with the addresses of its links behind it. */
function rowsOf(html: string): readonly string[] {
  const main = html.slice(html.indexOf("<main"), html.indexOf("</main>"));
  const parts = main.match(/<tr[\s>].*?<\/tr>|<(h\d|caption)[\s>].*?<\/\1>/gs) ?? [];
  return parts.map((part) => {
    const shown = part.replace(/<a class="permalink".*?<\/a>/g, "");
    const links = [...shown.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
    const cells = shown.split(/<\/t[hd]>/).map((cell) => plain(cell));
    return [cells.join(" | ").replace(/\s+/g, " ").replace(/ \| $/, ""), ...links].join(" → ");
  });
}

function plain(html: string): string {
  return html
    .replace(/<[^>]+>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ")
    .trim();
}

interface Built {
  readonly site: ReadonlyMap<string, string | Uint8Array>;
  readonly told: readonly string[];
  readonly rows: (path: string) => readonly string[];
}

function built(files: Files, only?: string): Built {
  const { project, report, diagnostics } = loadFiles(files);
  const { targets } = project!.targets;
  const wanted = only === undefined ? targets : targets.filter(({ name }) => name === only);
  const { site } = buildSite(project!, report, wanted);
  return { site, told: told(diagnostics), rows: (path) => rowsOf(String(site.get(path))) };
}

const settings = `name: Things
specification: text
labels: { V: unstable }
versions: { added: [x-added], changed: [x-changed] }
apis:
  things: { title: Things API, openapi: api, suffix: a, version: V }
  hooks: { title: Hooks, openapi: hooks, suffix: h, version: V }
events: { schemas: events, examples: examples, kinds: { parts/base.yaml: State event } }
errors: { M_BUSY: Wait a *moment*. }
indexes: true
`;

const things = `openapi: 3.1.0
info: { title: T, version: "1" }
tags: [{ name: reading}, { name: writing }]
security: [{ token: [] }]
paths:
  /things/{id}:
    get:
      tags: [reading]
      summary: Get one & all.
      security: [{}, { token: [] }]
      parameters: [{ name: id, in: path, required: true, schema: { type: string }, x-added: "1.10" }]
      responses:
        "200": { description: Fine., content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } }
        "404": { description: None., content: { application/json: { example: { errcode: M_NONE } } } }
    put:
      tags: [writing]
      deprecated: true
      security: []
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      requestBody: { content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Thing" } } } } }
      responses:
        "200": { description: Fine. }
        "429": { description: Wait., content: { application/json: { schema: { type: object, properties: { errcode: { type: string, enum: [M_BUSY, M_NONE] } } } } } }
        "409": { description: Wait., x-added: "1.9", content: { application/json: { example: { errcode: M_BUSY } } } }
        "400": { description: No., content: { application/json: { schema: { $ref: "#/components/schemas/Error" }, example: { errcode: M_NONE } } } }
        "500": { description: No., content: { application/json: { schema: { type: object, allOf: [{ $ref: "#/components/schemas/Error" }] } } } }
components:
  securitySchemes: { token: { type: http, scheme: bearer } }
  schemas:
    Thing: { type: object, properties: { part: { $ref: "#/components/schemas/Part" } } }
    Part: { type: object, properties: { size: { type: integer, x-changed: { "1.9": It counts. } } } }
    # An example of its own says nothing of an answer that has another.
    Error: { title: Any error, type: object, properties: { errcode: { type: string, example: M_ANY } } }
    Unused: { type: object, properties: { a: { type: string } } }
`;

const hooks = `openapi: 3.2.0
info: { title: H, version: "1" }
webhooks:
  thingMade:
    post: { summary: One was made., responses: { "200": { description: Fine. } } }
`;

const texts = {
  "text/targets.yaml":
    "targets: { index: { files: [index.rst] }, page: { files: [page.rst] }, events: { files: [events.rst] } }\n",
  "text/index.rst": `Start
=====

.. class:: errors

M_NONE
  There is \`\`no\`\` such thing. See \`Start\`_.

  More.
M_OTHER
  Anything else.

Sending
-------

Send \`\`t.made\`\`.
`,
  "text/page.rst": "Page\n====\n\n{{things_a_http_api}}\n\n{{hooks_h_http_api}}\n",
  "text/events.rst":
    "Events\n======\n\n{{t_made_event}}\n\n{{t_sole_big_event}}\n\nAfter\n-----\n\nText.\n",
  "api/things.yaml": things,
  "hooks/hooks.yaml": hooks,
  "events/t.made":
    "type: object\nallOf: [{ $ref: parts/base.yaml }]\nproperties:\n  type: { type: string, enum: [t.made] }\n  state_key: { type: string, description: None., enum: [''] }\n  content: { type: object, properties: { a: { type: string, description: An a. } } }\n",
  // Nothing fits the pattern but the empty string. The part of its name after "$" tells it from others of its type.
  "events/t.sole$big":
    "type: object\nallOf: [{ $ref: parts/base.yaml }]\nproperties:\n  type: { type: string, enum: [t.sole] }\n  state_key: { type: string, description: None., pattern: '^$' }\n  content: { type: object, properties: { a: { type: string, description: An a. } } }\n",
  "events/t.secret":
    "type: object\nproperties:\n  type: { type: string, enum: [t.secret] }\n  content: { type: object, properties: { a: { type: string, description: An a. } } }\n",
  "events/parts/base.yaml":
    "type: object\nproperties: { id: { type: string, description: Its id. } }\n",
  "examples/t.made": "{ type: t.made, state_key: '', content: { a: b } }\n",
  "examples/t.sole$big": "{ type: t.sole, state_key: '', content: { a: b } }\n",
  "examples/t.secret": "{ type: t.secret, content: { a: b } }\n",
} satisfies Files;

test("a page has an index of everything that pages show, each entry with a link to its place", () => {
  const { rows, told: found } = built({ "specpress.yaml": settings, ...texts });
  expect(rows("indexes.html")).toEqual([
    "Indexes",
    "Endpoints",
    "Things API",
    "reading",
    "Endpoint | Summary | Authentication",
    "GET /things/{id} | Get one & all. | Optional → page.html#get-things-id",
    "writing",
    // What no row of a table says is no column of it.
    "Endpoint | Authentication",
    "PUT /things/{id} deprecated | No → page.html#put-things-id",
    "Hooks",
    "Endpoint | Summary",
    "POST thingMade | One was made. → page.html#post-thingmade",
    "Events",
    "Event | Kind | Key | Named in",
    't.made | State event | state_key = "" | Sending → events.html#t-made → index.html#sending',
    't.sole (big) | State event | state_key = "" | → events.html#t-sole-big',
    "Error codes",
    "Error code | Description | Returned by",
    "M_ANY | | PUT /things/{id} (500) → page.html#put-things-id",
    "M_BUSY | Wait a moment. | PUT /things/{id} (409, 429) → page.html#put-things-id",
    "M_NONE | There is no such thing. See Start. | GET /things/{id} (404) PUT /things/{id} (400, 429) → index.html#start-m-none → page.html#get-things-id → page.html#put-things-id",
    "M_OTHER | Anything else. | → index.html#start-m-other",
    "Types",
    "Type | Used by",
    // Who says again that it is an object has no other type.
    "Any error | PUT /things/{id} → page.html#type-any-error → page.html#put-things-id",
    "Part | GET /things/{id} PUT /things/{id} → page.html#type-part → page.html#get-things-id → page.html#put-things-id",
    "Thing | GET /things/{id} PUT /things/{id} → page.html#type-thing → page.html#get-things-id → page.html#put-things-id",
    "Changes by version",
    "1.10",
    "Change | Place",
    "Added | GET /things/{id}: id → page.html#get-things-id-path-id",
    "1.9",
    "Change | Place",
    "Changed | GET /things/{id}: size → page.html#type-part-size",
    // A part of an operation is no operation.
    "Added | Deprecated: PUT /things/{id}: Response 409 → page.html#put-things-id-response-409",
  ]);
  expect(found.filter((each) => !/t[._]secret/.test(each))).toEqual([]);
});

test("search finds the things themselves before their entries", () => {
  const { site } = built({ "specpress.yaml": settings, ...texts });
  const page: { specpressSearchIndex?: IndexFile } = {};
  runInContext(String(site.get("static/search-index.js")), createContext(page));
  const finder = new Finder(page.specpressSearchIndex!);
  const first = (query: string) => {
    const [hit] = finder.find(query, 5).hits;
    return hit ? `${hit.page}#${hit.id}` : "nothing";
  };
  expect(["/things", "t.made", "M_NONE", "Part", "thingMade"].map(first)).toEqual([
    "page.html#get-things-id",
    "events.html#t-made",
    "index.html#start-m-none",
    "page.html#type-thing-part",
    "page.html#post-thingmade",
  ]);
  // A code that no list describes is found where it is listed.
  expect(first("M_BUSY")).toBe("indexes.html#error-codes-m-busy");
});

test("texts show single indexes, and nothing is there where nobody asks", () => {
  const own = settings.replace("indexes: true\n", "");
  const {
    rows,
    site,
    told: found,
  } = built({
    "specpress.yaml": own,
    ...texts,
    "text/index.rst": "Start\n=====\n\n{{types_index}}\n\n.. note::\n\n   {{endpoint_index}}\n",
  });
  expect([...site.keys()].filter((path) => path.includes("indexes"))).toEqual([]);
  expect(rows("index.html").slice(0, 4)).toEqual([
    "Start",
    "Type | Used by",
    "Any error | PUT /things/{id} → page.html#type-any-error → page.html#put-things-id",
    "Part | GET /things/{id} PUT /things/{id} → page.html#type-part → page.html#get-things-id → page.html#put-things-id",
  ]);
  expect(found.join("\n")).toContain("endpoints_index");
});

test("the page of indexes alone keeps the links to pages that are not built", () => {
  const { rows } = built({ "specpress.yaml": settings, ...texts }, "indexes");
  expect(rows("indexes.html")).toContain("GET /things/{id} | Get one & all. | Optional");
});

test("a type is called by the title in a part of its own, wherever its table is shown", () => {
  const api = (ref: string) => `openapi: 3.1.0
info: { title: T, version: "1" }
paths:
  /things:
    get:
      responses:
        "200": { description: Fine., content: { application/json: { schema: { type: object, properties: { lamp: ${ref}, other: ${ref} } } } } }
components:
  schemas:
    base: { type: object, properties: { id: { type: string } } }
`;
  const { site } = built({
    "specpress.yaml":
      "name: Things\nspecification: text\napis: { things: { title: Things API, openapi: api, suffix: a } }\n",
    "text/targets.yaml": "targets: { page: { files: [page.rst] } }\n",
    "text/page.rst": "Page\n====\n\n{{things_a_http_api}}\n",
    "api/things.yaml": api("{ type: object, allOf: [{ $ref: lamp.yaml }] }"),
    "api/lamp.yaml":
      "allOf:\n  - $ref: 'things.yaml#/components/schemas/base'\n  - { title: Lamp of any kind, type: object, properties: { size: { type: integer } } }\n",
  });
  const page = String(site.get("page.html"));
  expect(page.match(/<a href="#type-lamp-of-any-kind">Lamp of any kind<\/a>/g)).toHaveLength(2);
  expect(page.match(/id="type-lamp-of-any-kind"/g)).toHaveLength(1);
});

test("the look of 2020 has the same indexes", () => {
  const { rows } = built({
    "specpress.yaml":
      "name: Old\nspecification: text\nlabels: { V: r1 }\napis: { a: { title: A, openapi: api, suffix: a, version: V } }\nindexes: [endpoints, errors, types]\n",
    "text/targets.yaml": "targets: { page: { files: [page.rst] } }\n",
    "text/page.rst":
      "Page\n====\n\n{{old_a_http_api}}\n\n{{definition_a_room}}\n\nEnd\n---\n\nText.\n",
    "api/definitions/room.yaml":
      "title: Room\ntype: object\nproperties: { name: { type: string, description: Its name. } }\n",
    "api/old.yaml": `swagger: "2.0"
info: { title: O, version: "1" }
basePath: /%V%
paths:
  /old:
    get:
      summary: Get the old.
      description: Gets it.
      responses:
        200: { description: Fine., schema: { $ref: definitions/room.yaml } }
        403: { description: No., examples: { application/json: { errcode: M_NO } } }
    post:
      summary: Look.
      description: Looks.
      responses:
        200: { description: Fine., schema: { type: object, properties: { found: { $ref: definitions/lamp.yaml } } } }
`,
    // No text shows it but that of the operation.
    "api/definitions/lamp.yaml":
      "title: Lamp\ntype: object\nproperties: { name: { type: string, description: Its name. } }\n",
  });
  expect(rows("indexes.html")).toEqual([
    "Indexes",
    "Endpoints",
    "Endpoint | Summary",
    "GET /r1/old | Get the old. → page.html#get-r1-old",
    "POST /r1/old | Look. → page.html#post-r1-old",
    "Error codes",
    "Error code | Returned by",
    "M_NO | GET /r1/old (403) → page.html#get-r1-old",
    "Types",
    "Type | Used by",
    "Lamp | POST /r1/old → page.html#post-r1-old-response-lamp → page.html#post-r1-old",
    "Room | GET /r1/old → page.html#room-schema-room → page.html#get-r1-old",
  ]);
});

test("pages in Markdown have a page of indexes, and shortcodes for each", () => {
  const { rows, told: found } = built({
    "specpress.yaml": `name: Lamps
pages: content
apis: { lamps: { title: Lamps, openapi: api, descriptions: markdown } }
shortcodes:
  definition: { shows: definition, file: "api/definitions/{0}.yaml" }
  http-api: { shows: operations, file: "api/{0}.yaml" }
  index: { shows: index, of: "{0}" }
  added-in: { shows: added, version: "v{v}" }
errors: { L_DARK: "It is *dark*." }
indexes: [errors, types, changes]
show: { wordings: { indexes: "Lists: all" } }
`,
    "content/_index.md":
      "---\ntitle: Lamps\n---\n\n## All\n\n{{% index endpoints %}}\n\n{{% index ends %}}\n\n## Lights\n\n{{% http-api lamps %}}\n\n## New\n\n{{% added-in v=1.2 %}} Light.\n\n## Key\n\n{{% definition key %}}\n\n## Codes\n\nL_OFF\n: It is off.\n\n{.errors}\n",
    // What a text shows by itself is a type, whatever refers to it; what no text shows is none.
    "api/definitions/key.yaml":
      "title: Lamp key\ntype: object\nproperties: { name: { type: string, description: Its name. } }\n",
    "api/definitions/unseen.yaml":
      "title: Unseen\ntype: object\nproperties: { name: { type: string, description: Its name. } }\n",
    "api/lamps.yaml": `openapi: 3.0.3
info: { title: L, version: "1" }
paths:
  /lamps:
    get:
      summary: All lamps.
      responses: { default: { description: No., content: { application/json: { example: { errcode: L_OFF } } } } }
`,
  });
  expect(rows("index.html").slice(0, 4)).toEqual([
    "Lamps",
    "1 All",
    "Endpoint | Summary",
    "GET /lamps | All lamps. → #get-lamps",
  ]);
  expect(rows("indexes/index.html")).toEqual([
    "Lists: all",
    "Error codes",
    "Error code | Description | Returned by",
    "L_DARK | It is dark. |",
    "L_OFF | It is off. | GET /lamps (default) → ../index.html#codes-l-off → ../index.html#get-lamps",
    "Types",
    "Type",
    "Lamp key → ../index.html#type-lamp-key",
    "Changes by version",
    "1.2",
    "Change | Place",
    "Added | New → ../index.html#new",
  ]);
  expect(found.filter((each) => each.includes("ends"))).toEqual([
    expect.stringContaining("shortcode-shows-nothing"),
  ]);
});

test("types that are called alike are told apart by their pages", () => {
  const key = (name: string) =>
    `title: Lamp key\ntype: object\nproperties: { ${name}: { type: string, description: Its name. } }\n`;
  const { rows } = built({
    "specpress.yaml":
      'name: Lamps\npages: content\nlook: current\napis: { lamps: { title: Lamps, openapi: api } }\nshortcodes: { definition: { shows: definition, file: "api/definitions/{0}.yaml" } }\nindexes: [types]\n',
    "content/_index.md": "---\ntitle: Lamps\n---\n\nText.\n",
    "content/v1.md": "---\ntitle: Version 1\n---\n\n{{% definition old %}}\n",
    "content/v2.md": "---\ntitle: Version 2\n---\n\n{{% definition new %}}\n",
    "api/.keep": "",
    "api/definitions/old.yaml": key("a"),
    "api/definitions/new.yaml": key("b"),
  });
  expect(rows("indexes/index.html").slice(-2)).toEqual([
    "Lamp key (Version 2) → ../v2/index.html#type-lamp-key",
    "Lamp key (Version 1) → ../v1/index.html#type-lamp-key",
  ]);
});

test("each cell of an index but the first knows its column, which phones show before it", () => {
  const { site } = built({ "specpress.yaml": settings, ...texts });
  const html = String(site.get("indexes.html"));
  const rowOf = (address: string) =>
    html.match(/<tr[\s>].*?<\/tr>/gs)!.find((row) => row.includes(address))!;
  const heads = (address: string) =>
    [...rowOf(address).matchAll(/<t([hd])(?: [^>]*?data-head="([^"]*)")?[^>]*>/g)].map(
      ([, kind, head]) => `${kind} ${head ?? ""}`.trim(),
    );
  expect(heads("#get-things-id")).toEqual(["h", "d Summary", "d Authentication"]);
  expect(heads("#put-things-id")).toEqual(["h", "d Authentication"]);
  expect(String(site.get("static/style.css"))).toContain("content: attr(data-head)");
  expect(String(site.get("page.html"))).not.toContain("data-head");
});
