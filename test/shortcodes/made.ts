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
  include: { shows: page, file: "{0}" }
  http-api: { shows: operations, file: "api/{api}.yaml", id-prefix: "{prefix}" }
  event: { shows: event, event: "{event}", example: "{example}", title: "{title}" }
`;

export const settings = `name: Tiny
specification: text
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
