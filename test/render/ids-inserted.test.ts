import { expect, test } from "vitest";
import { shown } from "./page-text.js";

/** Permalinks lead to the same when other things come before: an operation, a property, a value, a heading, a row. */

type What = "operation" | "property" | "heading" | "part";

/** What is there only where it was inserted. */
const only = (is: boolean, text: string) => (is ? text : "");

const operation = (path: string, method: string, more: string) => `  ${path}:
    ${method}:
      description: Does it.
      parameters:
        - { name: room, in: path, required: true, type: string, enum: [a, b], x-example: a, description: The room. }
        - { name: limit, in: query, type: integer, description: How many. }
      responses:
        200:
          description: Done.
          schema: { type: object, properties: { ${more}name: { type: string, description: N. }, parts: { type: array, items: { $ref: "#/definitions/Part" } }, alone: { type: object, title: Alone, properties: { deep: { type: string, description: D. } } } } }
`;

const api = (what: What | null) => `swagger: "2.0"
info: { title: A, version: "1" }
paths:
${only(what === "operation", operation("/first/{room}", "get", ""))}${operation(
  "/rooms/{room}",
  "get",
  only(
    what === "property",
    "new: { type: object, title: New, properties: { name: { type: string, description: N. } } }, ",
  ),
)}${operation("/rooms/{room}/state", "put", "")}definitions:
  Part: { type: object, title: Part, properties: { ${only(what === "property", "more: { type: string, description: M. }, ")}size: { type: string, enum: [${only(what === "property", "NEW, ")}BIG, SMALL], description: S. } } }
`;

const text = (what: What | null) => `Page
====

${only(what === "heading", "New\n---\n\nBehaviour\n~~~~~~~~~\n\nText.\n\n")}Rooms
-----

${only(what === "part", "- ``M_NEW``: new.\n")}- \`\`M_BAD\`\`: bad.

=====  ====
Name   Size
=====  ====
${only(what === "part", "new    0\n")}big    1
=====  ====

${only(what === "part", "new\n  A new term.\n\n")}word
  A term.

Behaviour
~~~~~~~~~

Text.

Operations
----------

{{things_a_http_api}}
`;

/** What stands at each id: the first words after it. */
function places(look: string, what: What | null): ReadonlyMap<string, string> {
  const { html } = shown(api(what), `look: ${look}\n`, { "text/page.rst": text(what) });
  const [main = ""] = /<main[^]*<\/main>/.exec(html) ?? [];
  const found = main.matchAll(/<\w+[^>]* id="([^"]+)"[^>]*>/g);
  return new Map(
    Array.from(found, ({ 1: id, 0: tag, index }) => {
      const after = main.slice(index + tag.length, index + tag.length + 1000);
      return [
        id!,
        after
          .replaceAll(/<[^>]*>|\s+/g, " ")
          .trim()
          .slice(0, 10),
      ];
    }),
  );
}

test.each(
  ['"2020"', "current", "compact"].flatMap((look) =>
    (["operation", "property", "heading", "part"] as const).map((what) => [look, what] as const),
  ),
)("look %s: a new %s", (look, what) => {
  const [before, after] = [places(look, null), places(look, what)];
  expect(after.size).toBeGreaterThan(before.size);
  expect(before.size).toBeGreaterThan(25);
  for (const [id, words] of before) expect(`${id}: ${after.get(id)}`).toBe(`${id}: ${words}`);
});
