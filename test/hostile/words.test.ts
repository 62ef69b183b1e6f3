import { expect, test } from "vitest";
import { authored, positionAt } from "../../src/base/source.js";
import { writeFiles } from "../load/tiny-project.js";
import { examine } from "./examine.js";

/** A project in which one word names everything that a name is looked up for. */
function namedAll(word: string): Record<string, string> {
  const schema = `type: object
title: ${word}
properties:
  ${word}: { type: string, description: It., format: ${word}, x-example: ${word} }
  other: { type: ${word}, description: It. }
  third: { $ref: "#/definitions/${word}" }
  map: { type: object, description: It., properties: { a: { $ref: "#/properties/${word}" } } }
required: [${word}]
${word}: ${word}
definitions:
  ${word}: { type: integer, description: It. }
dependencies: { ${word}: [${word}] }
example: { ${word}: 5, other: x }
`;
  return {
    "specpress.yaml": `name: ${word}
specification: text
labels: { ${word}: ${word} }
notices: { ${word}: ${word} }
apis:
  ${word}: { title: ${word}, openapi: api, suffix: ${word}, version: ${word}, first: { ${word}: [${word}] } }
  second: { title: ${word}, openapi: empty, suffix: second, version: none }
events:
  schemas: events
  examples: events
  kinds: { ${word}: ${word} }
  common: { common_${word}: ${word} }
  variants: { ${word}: ${word} }
  notes: { ${word}: ${word} }
  groups: { group_${word}: { match: ${word}, template: ${word} } }
changelogs: changelogs
tables: { table_${word}: { data: text/rows.yaml, columns: [{ title: ${word}, field: ${word}, width: 3, codepoints: ${word} }] } }
severities: { ${word}: error }
accept: [{ code: ${word}, file: ${word}, because: ${word} }]
moved: { ${word}: { ${word}: ${word} } }
${word}: ${word}
`,
    "text/targets.yaml": `targets:
  ${word}: { files: [${word}.rst, "group:${word}", { 1: "group:other" }], version_label: "${word}", ${word}: 1 }
  second: { files: [second.rst], version_label: "%${word}%" }
groups: { ${word}: [${word}.rst] }
title_styles: ["=", "-"]
relative_title_styles: { ${word}: "<" }
${word}: 3
`,
    "text/rows.yaml": `- { ${word}: ${word} }\n- { other: x }\n`,
    [`text/${word}.rst`]: `${word}
===================

:${word}: ${word}

.. _\`${word}\`:

See \`${word}\`_, |${word}|, [#${word}]_, [${word}]_, :${word}:\`x\` and :\`x\`:, \`y <${word}_>\`_, \`z <second/${word}.html#${word}>\`_.
%${word}% {{${word}}}

{{group_${word}}}

{{common_${word}}}

{{table_${word}}}

{{${word}_${word}_http_api}}

{{${word}_event}}

.. ${word}:: ${word}

.. ${word}::
   :${word}: ${word}

.. note:: x
   :class: ${word}

.. |${word}| replace:: ${word}

.. |${word}2| unicode:: ${word}

.. [#${word}] A note.

.. [${word}] A citation.

.. code:: ${word}
   :${word}: ${word}

   ${word}

.. raw:: ${word}

   ${word}

.. meta::
   :${word}: ${word}
   :name ${word}=x: y

.. role:: ${word}x(${word})
   :class: ${word}

.. default-role:: ${word}

\`a\`

.. default-role:: ${word}x

\`a\`

.. include:: ${word}

.. include:: second.rst
   :code: ${word}

.. image:: ${word}

.. image:: a
   :align: ${word}
   :width: ${word}

.. contents:: ${word}
   :backlinks: ${word}

.. csv-table:: ${word}
   :widths: ${word}
   :file: ${word}

.. list-table::
   :widths: ${word}

   * - ${word}

.. sectnum::
   :depth: ${word}

.. class:: ${word}

.. date:: ${word}

.. math:: \\${word}

.. topic:: ${word}

   ${word}
   -----------------

.. index:: ${word}

.. versionadded:: ${word}
`,
    "text/second.rst": `Second\n======\n\n\`${word}\`_ \`x <${word}/${word}.html#${word}>\`_\n`,
    [`api/${word}.yaml`]: `swagger: "2.0"
info: { title: ${word}, version: "1", ${word}: 1 }
securityDefinitions: { ${word}: { type: ${word} } }
${word}: {}
parameters: { ${word}: { in: ${word}, name: ${word}, type: ${word}, description: It. } }
paths:
  /${word}/{${word}}:
    ${word}: { description: It. }
    get:
      operationId: ${word}
      security: [{ ${word}: [${word}] }, { missing: [] }]
      ${word}: ${word}
      parameters:
        - { $ref: "#/parameters/${word}" }
        - { in: query, name: ${word}, type: array, items: { type: ${word} }, collectionFormat: ${word}, description: It., x-example: ${word} }
        - { in: path, name: ${word}, type: string, required: true, description: It., x-example: ${word} }
      responses:
        ${word}: { description: It. }
        200:
          description: It.
          headers: { ${word}: { type: ${word}, description: It. } }
          schema: { $ref: "definitions/${word}.yaml" }
          examples: { ${word}: { ${word}: 1 }, application/json: { ${word}: 1 } }
`,
    [`api/definitions/${word}.yaml`]: schema,
    [`events/${word}`]: `type: object
$schema: ${word}
allOf: [{ $ref: ${word} }]
properties:
  type: { enum: [${word}] }
  content:
    type: object
    properties:
      ${word}: { enum: [${word}], description: It. }
`,
    [`changelogs/${word}/pyproject.toml`]: `[tool.towncrier]
directory = "${word}"
issue_format = "{${word}}"
title_format = "{${word}}"
template = "${word}"
"${word}" = "${word}"
[[tool.towncrier.type]]
directory = "${word}"
name = "${word}"
showcontent = true
`,
    [`changelogs/${word}/${word}/12.${word}`]: `${word}\n`,
    [`changelogs/${word}/${word}/13.other`]: `${word}\n`,
    [`changelogs/${word}.rst`]: `${word} 1.0\n=================\n\n${word}\n-----------------\n\n- ${word}\n`,
  };
}

function findingsOf(word: string): string[] {
  const examined = examine(writeFiles(namedAll(word)))!;
  expect(examined).not.toBeNull();
  const plain = (text: string) => text.replaceAll(word, "WORD");
  const found = examined.diagnostics.map(({ code, span }) => {
    const at = span && authored(span);
    const line = at ? `${at.source.path}:${positionAt(at.source, at.start).line}` : "-";
    return plain(`${line} ${code}`);
  });
  return [...new Set([...found, ...[...examined.site.keys()].map(plain)])].toSorted();
}

/** Words that all objects inherit, and others that are written alike. */
const words = [
  ["constructor", "instructions"],
  ["toString", "toNowhere"],
  ["valueOf", "worthOf"],
  ["hasOwnProperty", "hasOtherThings"],
  ["__proto__", "__usual__"],
] as const;

test.each(words)("%s is a name like any other", (word, other) => {
  const expected = findingsOf(other);
  expect(expected.length).toBeGreaterThan(60);
  expect(findingsOf(word)).toEqual(expected);
  expect(({} as { description?: unknown }).description).toBeUndefined();
});

test("__proto__ is a key of a YAML file that is shown", () => {
  const { site } = examine(writeFiles(namedAll("__proto__")))!;
  const page = site.get("__proto__/__proto__.html");
  expect((page as string).replace(/<a class="permalink"[^>]*><\/a>/g, "")).toMatch(
    /<th scope="row"[^>]*>__proto__<\/th><td>string<\/td><td><strong>Required\.<\/strong> It\.<\/td>/,
  );
  expect(page).toContain(
    '<span class="hl-attr">"__proto__"</span>: <span class="hl-number">5</span>',
  );
});
