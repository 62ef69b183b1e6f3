import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { tinyProject } from "../program.js";

type Files = Record<string, string | Uint8Array>;

/** Small projects that have something of everything, each of another kind. */
export function editedProjects(): Readonly<Record<string, Files>> {
  return { station: station(), markdown: filesIn("test/sites/markdown"), tiny: tiny() };
}

const extras = `
search: true
address: https://spec.example/
site: { feeds: true, markdown: true, llms: true }
theme: { accent: "#225588", logo: pictures/logo.png, style: style.css, footer: Made by us. }
repository: { url: https://github.com/example/spec, branch: main }
`;

function station(): Files {
  const files = filesIn("test/sites/station");
  return {
    ...files,
    "specpress.yaml": `${String(files["specpress.yaml"])}${extras}`,
    "style.css": "h1 { color: red }\n",
    "pictures/logo.png": readFileSync("test/sites/markdown/pictures/pier.png"),
  };
}

/** In the look of 2020: operations are printed as text. */
function tiny(): Files {
  return {
    ...tinyProject,
    "specpress.yaml": `${tinyProject["specpress.yaml"]}${extras}templates: templates
changelogs: changelogs
events: { schemas: events/schema, examples: events/examples, groups: { all_events: { match: "m.*" } } }
tables: { colours: { data: colours.yaml, columns: [{ title: Name, field: name, width: 10 }] } }
`,
    "style.css": "h1 { color: red }\n",
    "pictures/logo.png": readFileSync("test/sites/markdown/pictures/pier.png"),
    "templates/notice.hbs": "{{text}}\n",
    "colours.yaml": "- name: red\n- name: blue\n",
    "events/schema/m.name": `type: object
title: Name
description: The name of a room.
properties:
  type: { type: string, enum: [m.name] }
  content:
    type: object
    properties:
      name: { type: string, description: "Its name. See \`Things\`_." }
      ref: { $ref: "parts/other.yaml" }
required: [type, content]
`,
    "events/schema/parts/other.yaml":
      "type: object\ntitle: Other\nproperties: { a: { type: string, description: A part. } }\n",
    "events/examples/m.name":
      '{ "type": "m.name", "content": { "name": "A", "ref": { "a": "b" } } }\n',
    "changelogs/main/newsfragments/1.new": "Something new, with ``code``.\n",
    "changelogs/main/pyproject.toml": `[tool.towncrier]
filename = "../main.rst"
directory = "newsfragments"
issue_format = "#{issue}"
title_format = "{version}"
[[tool.towncrier.type]]
directory = "new"
name = "New"
showcontent = true
`,
    "changelogs/main.rst": "",
    "spec/targets.yaml": `targets:
  index: { files: [index.rst] }
  main: { files: [main.rst, { 1: things.rst }, { 1: more.rst }], version_label: "%MAIN_VERSION%" }
  other: { files: [other.rst] }
title_styles: ["=", "-", "~"]
relative_title_styles: { subtitle: "<", sametitle: "/", supertitle: ">" }
`,
    "spec/main.rst": `${tinyProject["spec/main.rst"]}
After the operations, see \`Things\`_ and \`more things\`_.

.. contents:: Contents
   :depth: 2

{{all_events}}

{{colours}}

{{main_changelog}}
`,
    "spec/things.rst": `Things
======

.. sectnum::

Things are here, at version %MAIN_VERSION%. See place_ below.

First thing
-----------

.. _place:

A paragraph with a \`link <https://a.example/>\`__ and a note [#n]_.

.. [#n] The note.

1. one
2. two

Second thing
------------

=====  ==========
name   what it is
=====  ==========
a      A thing.
b      Another_.
=====  ==========

.. _another: https://b.example/

.. note::
   Take *note* of \`First thing\`_.

Third thing
-----------

\`\`M_CODE\`\`
  What the code means.

.. include:: part.txt

More at \`the other page <../other.html#part>\`_.
`,
    "spec/part.txt": "Included words, with ``code``.\n",
    "spec/more.rst": `More things
===========

Words.

Deeper
------

- See \`Second thing\`_.
- Or \`Deeper\`_ itself.

\`\`a\`\`
  First.
\`\`b\`\`
  Second.

{
  "not": "code"
}
`,
    "spec/other.rst": `Other
=====

Part
----

See the \`API <main/%MAIN_VERSION%.html#things>\`_.
`,
  };
}

function filesIn(folder: string): Files {
  const files: Files = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = readFileSync(path);
    files[path.slice(folder.length + 1)] = path.endsWith(".png") ? bytes : bytes.toString("utf8");
  }
  return files;
}
