import { expect, test } from "vitest";
import { pictureSize } from "../../src/shortcodes/picture-size.js";
import { buildSite } from "../../src/pipeline.js";
import { loadFiles, told, type Files } from "../load/tiny-project.js";
import { made, settings, words } from "./made.js";

/** The head of a picture, and enough bytes after it. */
function bytes(...parts: readonly (string | readonly number[])[]): Uint8Array {
  const all = parts.flatMap((part) =>
    typeof part === "string" ? [...Buffer.from(part, "latin1")] : part,
  );
  return Uint8Array.from([...all, ...Array.from({ length: 40 }, () => 0)]);
}

const png = (width: number, height: number) =>
  bytes("\x89PNG\r\n\x1a\n", [0, 0, 0, 13], "IHDR", [0, 0, 0, width, 0, 0, 0, height]);

const sizes: readonly (readonly [
  format: string,
  picture: Uint8Array,
  size: readonly number[] | null,
])[] = [
  ["PNG", png(3, 4), [3, 4]],
  ["GIF", bytes("GIF89a", [3, 1, 4, 0]), [259, 4]],
  [
    "WebP, lossy",
    bytes("RIFF    WEBPVP8     ", [0, 0, 0, 0x9d, 0x01, 0x2a, 3, 0x40, 4, 0]),
    [3, 4],
  ],
  ["WebP, lossless", bytes("RIFF    WEBPVP8L    ", [0x2f, 2, 0xc0, 0, 0]), [3, 4]],
  ["WebP, extended", bytes("RIFF    WEBPVP8X    ", [0, 0, 0, 0, 2, 0, 0, 3, 0, 0]), [3, 4]],
  [
    "JPEG",
    bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xff, 0xc0, 0, 11, 8, 0, 4, 0, 3]),
    [3, 4],
  ],
  [
    "BMP",
    bytes(
      "BM",
      Array.from({ length: 16 }, () => 0),
      [3, 0, 0, 0, 0xfc, 0xff, 0xff, 0xff],
    ),
    [3, 4],
  ],
  ["JPEG without a frame", bytes([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff]), null],
  ["no picture", bytes("text"), null],
  ["nothing", new Uint8Array(), null],
];

test.each(sizes)("the size of %s", (_format, picture, size) => {
  expect(pictureSize(picture)).toEqual(size);
});

const pictures: Files = {
  "pictures/a.png": png(30, 41),
  "pictures/b.png": png(60, 82),
  "pictures/c.png": png(30, 41),
};

test("pictures have their size, and variants for fine screens and dark backgrounds", () => {
  const { found, body } = made(
    `{{% picture name="a" alt="An *a*" double="b" dark="c" %}}

Text {{% small %}} text.
`,
    pictures,
  );
  expect(found).toEqual([]);
  const image = (alt: string, more: string) =>
    `<img src="images/pictures/a.png"${more} alt="${alt}" loading="lazy">`;
  expect(body).toBe(
    `<picture><source srcset="images/pictures/c.png" media="(prefers-color-scheme: dark)">${image("An *a*", ' srcset="images/pictures/b.png 2x" width="30" height="41"')}</picture>\n<p>Text ${image("A", ' width="15" height="21"')} text.</p>`,
  );
});

test("pictures may be named from the root of the site, and beside the text that shows them", () => {
  const { project, report, diagnostics } = loadFiles({
    "specpress.yaml":
      'name: Lamps\npages: { folder: content, static: static }\nshortcodes:\n  figure: { shows: picture, file: "{src}", alt: "{alt}" }\n',
    "content/_index.md":
      '---\ntitle: A\n---\n\n{{< figure src="/art/a.png" alt="A" >}}\n\n{{< figure src="/b.png" alt="B" >}}\n\n{{< figure src="/art/none.png" alt="C" >}}\n',
    "content/sub/_index.md": '---\ntitle: B\n---\n\n{{< figure src="c.png" alt="C" >}}\n',
    "static/art/a.png": png(3, 4),
    "content/b.png": png(5, 6),
    "content/sub/c.png": png(7, 8),
  });
  const { site } = buildSite(project!, report);
  expect(told(diagnostics).filter((each) => each.includes("shortcode"))).toEqual([
    "content/_index.md:9:12 shortcode-file /art/none.png figure does not exist",
  ]);
  const widths = (path: string) =>
    [...String(site.get(path)).matchAll(/<img src="[^"]*\.png" width="(\d)"/g)].map(([, n]) => n);
  expect(widths("index.html")).toEqual(["3", "5"]);
  expect(widths("sub/index.html")).toEqual(["7"]);
});

test("a group of events, the fields of a schema, a definition, a table", () => {
  const event = (name: string, more: string) =>
    `title: ${name}\ntype: object\n${more}properties:\n  type: { type: string, enum: [${name}] }\n  content: { type: object, properties: { x: { type: string, description: X. } } }\n`;
  const { found, body } = made(
    `# A

{{% events match="m.room." %}}

{{% fields name="Stripped" %}}

{{% definition path="api/definitions/thing" %}}

{{% table name="rows" %}}
`,
    {
      "events/schemas/parts/Stripped.yaml":
        "type: object\ntitle: Stripped\nproperties: { b: { type: string, description: The b. } }\n",
      "events/schemas/m.room.a.yaml": event("m.room.a", "x-weight: 20\n"),
      "events/schemas/m.room.b.yaml": event("m.room.b", "x-weight: 3\n"),
      "events/schemas/m.room.c.yaml": event("m.room.c", ""),
      "events/schemas/m.room.topic.yaml": event("m.room.topic", ""),
      ...Object.fromEntries(
        ["a", "b", "c", "topic"].map((name) => [
          `events/examples/m.room.${name}.json`,
          `{ "type": "m.room.${name}", "content": {} }`,
        ]),
      ),
    },
  );
  expect(found).toEqual([]);
  expect([...body.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, title]) => words(title!))).toEqual([
    "m.room.name",
    "m.room.b",
    "m.room.a",
    "m.room.c",
    "Stripped Fields",
    "Thing schema",
  ]);
  expect(body).toContain("The <strong>a</strong>.");
  expect(words(body)).toMatch(/A B x y$/);
});

test("an id of an author's that something made would have is told where its author wrote it", () => {
  const compact = {
    "specpress.yaml": settings.replace("specification:", "look: compact\nspecification:"),
  };
  const shown = '{{% definition path="api/definitions/thing" %}}\n\n';
  expect(made(`# A\n\n${shown}${shown}## One\n`, compact).found).toEqual([]);
  const { found, body } = made(`# A\n\n## One {#definition-thing}\n\n${shown}`, compact);
  expect(found).toEqual(["text/main.md:3:4 duplicate-heading-id definition-thing"]);
  expect(body.match(/ id="definition-thing(?:-1)?"/g)).toHaveLength(2);
});

test.each([
  ["## One {#thing-schema}", "3:4", "thing-schema"],
  ["## One {#type-thing}", "3:4", "type-thing"],
  ['<a id="thing-schema"></a>', "3:1", "thing-schema"],
  ['<div id="type-thing">One</div>', "3:6", "type-thing"],
])("in the look current too: %s", (written, place, id) => {
  const current = {
    "specpress.yaml": settings.replace(
      "specification:",
      "look: current\nraw: allow\nspecification:",
    ),
  };
  const shown = '{{% definition path="api/definitions/thing" %}}\n';
  const { found, body } = made(`# A\n\n${written}\n\n${shown}`, current);
  expect(found).toEqual([`text/main.md:${place} duplicate-heading-id ${id}`]);
  expect(body.split(` id="${id}"`)).toHaveLength(2);
});

test("ids in HTML are told where they are written again", () => {
  const text =
    '<a id="x"></a><b id="y">b</b>\n\n<div id="y">\n<p id=\'x\'>c</p><i id=z></i>\n</div>\n\n## T {#z}\n';
  const { found } = made(`# A\n\n${text}`, {
    "specpress.yaml": settings.replace("specification:", "raw: allow\nspecification:"),
  });
  expect(found).toEqual([
    "text/main.md:5:6 duplicate-heading-id y",
    "text/main.md:6:4 duplicate-heading-id x",
    "text/main.md:9:4 duplicate-heading-id z",
  ]);
});

test("the cells of a table may be Markdown", () => {
  const { found, body } = made(`# A\n\n## Two\n\n{{% table name="rows" %}}\n`, {
    "specpress.yaml": settings
      .replace("data/rows.yaml,", "data/rows.yaml, descriptions: markdown,")
      .replace("field: b }", "field: b }, { title: C, field: a, literal: true }"),
    "data/rows.yaml":
      '- { a: "*x* [t](#two)", b: "`y` and\\n\\n- %V%" }\n- { a: "[u](#none)", b: 2020-01-02 }\n',
  });
  expect(found).toEqual(["data/rows.yaml:2:9 dead-link none"]);
  expect(body).toContain('<em>x</em> <a href="#two">t</a>');
  expect(body).toContain("<ul><li>1</li></ul>");
  expect(body).toContain("<code>*x* [t](#two)</code>");
});

test("templates print Markdown: data as data, what a shortcode holds as it is", () => {
  const { found, body } = made(`# A

## B

## C

{{% list name="list" %}}

{{% maybe %}}

{{% fold title="*T*" %}}
- a

### In it
{{% note %}}Deep{{% /note %}}
{{% /fold %}}

Text {{% twice %}}with *words*{{% /twice %}} text.
`);
  expect(found).toEqual([]);
  expect(body).toContain(`<section id="open" class="state"><h3>Open</h3>
<div class="table" tabindex="0"><table aria-label="Open"><thead><tr><th scope="col">No.</th><th scope="col">Title</th><th scope="col">By</th></tr></thead>
<tbody><tr id="open-1"><th scope="row"><a href="https://a.example/1">1</a></th><td>A *b* | [c](d) - e &lt;i&gt;</td><td><code>@x_y</code></td></tr></tbody></table></div></section>`);
  expect(body).toContain("<p>Nothing is <em>Closed</em>.</p>");
  expect(body).toMatch(
    /<details class="fold">\s*<summary>\*T\*<\/summary>\s*<ul><li>a<\/li><\/ul>\s*<p class="rubric level-3" id="in-it">In it<\/p>\s*<aside[^]*Deep[^]*<\/aside>\s*<\/details>/,
  );
  expect(body).toContain("<p>Text <strong>with <em>words</em></strong> text.</p>");
});

test("a template reads markup where it asks for it, and moves lines in", () => {
  const { found, body } = made('{{% list name="list" %}}', {
    "templates/list.hbs":
      "{{#each data.states}}{{#each rows}}\n- {{markdown title}}\n\n  {{indent title 2}}\n{{/each}}{{/each}}\n",
  });
  expect(found.map((each) => each.split(" ")[1])).toEqual(["dead-page-link", "html-not-closed"]);
  expect(body).toContain('A <em>b</em> | <a href="d">c</a>');
  expect(body).toContain("A *b* | [c](d)");
});

const wrong: readonly (readonly [text: string, ...found: string[]])[] = [
  [
    "{{% picture name='x' alt='' %}}",
    "main.md:1:18 shortcode-syntax {{% picture name='x' alt='' %}} values stand between \" and \"",
  ],
  [
    '{{% picture name="x" alt="X" %}}',
    "main.md:1:13 shortcode-file pictures/x.png picture does not exist pictures/a.png pictures/b.png pictures/c.png",
  ],
  ['{{% picture name="x" %}}', "main.md:1:1 missing-parameter alt picture"],
  ['{{% picture name="a" alt=" " %}}', "main.md:1:22 missing-parameter alt picture"],
  ['{{% table name="rovs" %}}', "main.md:1:11 shortcode-shows-nothing table rovs table rows"],
  ['{{% events match="x." %}}', "main.md:1:12 shortcode-shows-nothing event x.* events"],
  [
    '{{% definition path="api/definitions/thng" %}}',
    "main.md:1:16 shortcode-file api/definitions/thng.yaml definition does not exist api/definitions/thing.yaml",
  ],
  [
    '{{% http-api api="definitions/thing" %}}',
    "main.md:1:14 shortcode-file api/definitions/thing.yaml http-api is no OpenAPI document",
  ],
  [
    '{{% list name="none" %}}',
    "main.md:1:10 shortcode-file data/none.yaml list does not exist data/rows.yaml",
  ],
  ['{{% list name="list" nme="b" %}}', "main.md:1:22 unknown-parameter nme list"],
  ["Text {{% loop %}}", "main.md:1:6 shortcode-cycle templates/loop.hbs templates/loop.hbs"],
  ["{{% loop %}}", "main.md:1:1 shortcode-cycle templates/loop.hbs templates/loop.hbs"],
  [
    'Text {{% twice again="1" %}}a{{% /twice %}}.',
    "main.md:1:6 shortcode-content-lost twice twice prints {{content}} more than once",
  ],
  ["{{% fold %}}", "main.md:1:1 shortcode-not-closed fold"],
  ['a {{% list name="list" %}} b', "main.md:1:3 shortcode-not-in-text list"],
];

test.each(wrong)("%s", (text, ...expected) => {
  const { found } = made(text, pictures);
  expect(found).toEqual(expected.map((each) => `text/${each}`));
});

test("a parameter that is declared unused may be given, and shows nothing", () => {
  const { found, body } = made('{{% figure src="a" alt="A" width="70%" class="b" wdth="1" %}}', {
    ...pictures,
    "specpress.yaml": `${settings}  figure: { shows: picture, file: "pictures/{src}.png", alt: "{alt}", unused: [width, class] }\n`,
  });
  expect(found).toEqual(["text/main.md:1:50 unknown-parameter wdth figure"]);
  expect(body).toContain('alt="A"');
  expect(body).not.toContain("70%");
});

test("what is new without a version is said where a text is shown so; parameters stand in for others", () => {
  const { found, body } = made(
    `{{% either name=auth with=true %}}

{{% either file=auth %}}

{{% new this=true %}} Here. {{% new v=1.2 %}} There.
`,
    { "text/parts/auth.md": "{{< new this=true >}} Rules.\n" },
  );
  expect(found).toEqual([]);
  const isNew = "<strong>[New in this version]</strong>";
  expect(body).toBe(
    `<p>${isNew} Rules.</p>\n<p>Rules.</p>\n<p>${isNew} Here. <strong>[Added in <code>v1.2</code>]</strong> There.</p>`,
  );
});
