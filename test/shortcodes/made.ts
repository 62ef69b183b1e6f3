import { entryOf } from "../../src/base/diagnostics.js";
import { sortDiagnostics } from "../../src/base/show-diagnostic.js";
import { buildSite } from "../../src/pipeline.js";
import { loadFiles, told, type Files } from "../load/tiny-project.js";

export const shortcodes = `shortcodes:
  note: { shows: admonition, kind: note }
  boxes/rationale: { shows: admonition, kind: rationale, title: "{title}" }
  bare: { shows: admonition, kind: warning, title-shown: false }
  added-in: { shows: added, version: "v{v}" }
  changed-in: { shows: changed, version: "v{v}" }
  part: { shows: page, file: "parts/{name}.md" }
  either: { shows: page, file: "parts/{file|name}.md", new-shown: "{with}" }
  new: { shows: added, version: "v{v}", is-new: "{this}" }
  include: { shows: page, file: "{0}" }
  http-api: { shows: operations, file: "api/{api}.yaml", id-prefix: "{prefix}" }
  events: { shows: events, match: "{match}*", except: [m.room.topic], first: [m.room.name], order: x-weight }
  fields: { shows: fields, schema: "events/schemas/parts/{name}.yaml" }
  definition: { shows: definition, file: "{path}.yaml" }
  table: { shows: table, table: "{name}" }
  picture: { shows: picture, file: "pictures/{name}.png", alt: "{alt}", double: "pictures/{double}.png", dark: "pictures/{dark}.png" }
  small: { shows: picture, file: "pictures/a.png", alt: A, density: 2 }
  list: { shows: template, template: list, data: "data/{name}.yaml" }
  maybe: { shows: template, template: list, data: data/none.yaml, data-optional: true }
  fold: { shows: template, template: fold, content: true }
  twice: { shows: template, template: twice, content: true }
  loop: { shows: template, template: loop }
  event: { shows: event, event: "{event}", example: "{example}", title: "{title}" }
`;

export const settings = `name: Tiny
specification: text
templates: templates
tables: { rows: { data: data/rows.yaml, columns: [ { title: A, field: a }, { title: B, field: b } ] } }
labels: { V: "1" }
markdown: { smart: true }
apis: { cs: { title: CS, openapi: api, suffix: cs, version: V, descriptions: markdown } }
events: { schemas: events/schemas, examples: events/examples, descriptions: markdown, dialect: "2020-12" }
${shortcodes}`;

export const files: Files = {
  "specpress.yaml": settings,
  "text/targets.yaml": "targets: { main: { files: [main.md] } }\n",
  "api/login.yaml": `openapi: 3.1.0
info: { title: L, version: "1" }
paths:
  /login:
    get:
      operationId: login
      description: |
        Words.

        {{% note %}}
        {{% added-in v="1.7" %}} In *data*.
        {{% /note %}}
      responses: { "200": { description: Fine. } }
`,
  "events/schemas/m.room.name.yaml":
    "type: object\ntitle: Name\ndescription: A name.\nproperties:\n  type: { type: string, enum: [m.room.name] }\n  content:\n    type: object\n    properties:\n      name: { type: string, description: '{{% changed-in v=2 %}} It.' }\n",
  "api/definitions/thing.yaml":
    "type: object\ntitle: Thing\nproperties: { a: { type: string, description: The **a**. } }\n",
  "data/rows.yaml": "- { a: x, b: '*y*' }\n",
  "data/list.yaml": `states:
  - title: Open
    rows: [ { n: 1, url: "https://a.example/1", title: "A *b* | [c](d)\\n- e <i>", by: [x_y] } ]
  - title: Closed
    rows: []
`,
  "templates/list.hbs": `{{#each data.states}}
### {{title}} {.state}

{{#if rows}}
| No. | Title | By |
|---|---|---|
{{#each rows}}
| [{{n}}]({{url}}) | {{title}} | {{#each by}}\`@{{this}}\`{{/each}} |
{{/each}}
{{else}}
Nothing is *{{title}}*.
{{/if}}
{{/each}}
`,
  "templates/fold.hbs":
    '<details class="fold">\n<summary>{{#if title}}{{title}}{{else}}More{{/if}}</summary>\n\n{{content}}\n\n</details>\n',
  "templates/twice.hbs": "**{{content}}** {{#if again}}{{content}}{{/if}}",
  "templates/loop.hbs": "\\{{% loop %}}\n",
  "events/examples/m.room.name.json": '{"type": "m.room.name", "content": {"name": "a"}}',
  "events/examples/m.room.name$b.json": '{"type": "m.room.name", "content": {"name": "b"}}',
};

export interface Made {
  /** What is found: code and place. */
  readonly found: readonly string[];
  /** The main part of the page, without permalinks. */
  readonly body: string;
}

/** A project whose page is a text of Markdown. */
export function made(text: string, more: Files = {}): Made {
  const { project, report, diagnostics } = loadFiles({ ...files, "text/main.md": text, ...more });
  const { site } = buildSite(project!, report);
  const shown = sortDiagnostics(diagnostics).filter(
    ({ code }) => !["info", "note"].includes(entryOf(code).severity),
  );
  return {
    found: told(shown),
    body: String(site.get("main.html"))
      .replace(/^[^]*<main[^>]*>\s*|\s*<\/main>[^]*$/g, "")
      .replace(/<a class="permalink"[^>]*><\/a>/g, ""),
  };
}

/** The words of HTML. */
export function words(html: string): string {
  return html
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
