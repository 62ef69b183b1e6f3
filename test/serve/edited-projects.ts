import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { tinyProject } from "../program.js";

type Files = Record<string, string | Uint8Array>;

/** Small projects that have something of everything, each of another kind. */
export function editedProjects(): Readonly<Record<string, Files>> {
  return {
    station: station(),
    markdown: filesIn("test/sites/markdown"),
    tiny: tiny(),
    prose: prose(),
    "prose in Markdown": markdownProse(),
  };
}

/** The same in Markdown: pages of several files, of which some stand in the midst of others. */
function markdownProse(): Files {
  return {
    "specpress.yaml": `name: Prose
specification: spec
labels: { WHO: clients }
search: true
site: { markdown: true }
repository: { url: https://github.com/example/spec, branch: main }
markdown: { smart: true, math: { inline: ["$ $"], block: ["$$ $$"] } }
shortcodes:
  text: { shows: page, file: "texts/{name}" }
  caution: { shows: admonition, kind: warning, title: "{title}" }
`,
    "spec/targets.yaml": `targets:
  index: { files: [index.md, { 1: more.md }] }
  other: { files: [other.md] }
  mixed: { files: [mixed.rst, { 1: below.md }] }
title_styles: ["=", "-", "~"]
`,
    "spec/index.md": `---
title: Prose
---

The first words, of which the page is "said" to be about -- it's so.

Words of some lines, with *emphasis*, \`code\` and a [link](https://a.example/),
of which this is the second. See [below](#second-section) and [another page](other.md#part).

## First section

A paragraph with a note[^1] and a [reference][ref]. It goes on.

Another one says nothing more. It has **strong words** in it.

[^1]: The note of the first section.

[ref]: https://b.example/

**Errors:**
- An item of a list.
- Another item, with \`code\`.
- \`CODE\`: what it means.

A line before a list
- with one item
- and another one
  of two lines

## Second section {#second-section}

{{% caution title="Careful" %}}
Words in a box, and more
of them.

- A list in a box.
{{% /caution %}}

Words between a box and a text.

{{% text name="part.md" %}}

| name | what it is |
|------|------------|
| one  | The first. |
| two  | The second, with *words*. |

Term
: What the term means.

> A quotation of some words.

\`\`\`json
{ "some": "json" }

{ "more": 1 }
\`\`\`

<div>

Words in HTML.

</div>

$$
a + b
$$

Words at the end.
`,
    "spec/more.md": `# More

Words of the second file, which [lead on](#words-of-a-part).

## Deeper

Words of a deeper section.
`,
    "spec/other.md": `# Other

Words of another page.\r
\r
Its lines end otherwise,\r
all of them.\r

## Part

{{% text name="part.md" %}}

See [the first page](index.md#first-section) for words.
`,
    "spec/texts/part.md": `---
title: Nothing shows this
---

Words of a part. They are on two pages.

### Words of a part

More words, [of a link](#second-section), and of **strong ones**.

{{% text name="deeper.md" %}}
`,
    "spec/texts/deeper.md": "Words that stand deeper.\n\nAnd words below them.\n",
    "spec/mixed.rst": `Mixed
=====

Words of :dfn:\`mixed texts\`. See \`Below\`_.

.. include:: texts/deeper.md

Words after it.
`,
    "spec/below.md": "# Below\n\nWords below [mixed](#mixed), without an end.\n",
  };
}

/** Texts alone, with one of each kind of block: small, so that thousands of edits can be tried. */
function prose(): Files {
  return {
    "specpress.yaml": "name: Prose\nspecification: spec\nlabels: { WHO: clients }\n",
    "spec/targets.yaml": `targets:
  index: { files: [index.rst, { 1: part.rst }] }
  other: { files: [other.rst] }
title_styles: ["=", "-", "~"]
relative_title_styles: { subtitle: "<", sametitle: "/", supertitle: ">" }
`,
    "spec/index.rst": `Prose
=====

The first words of %WHO%, of which the page is said to be about.

.. contents:: Contents

First section
-------------

A paragraph with *emphasis*, \`\`code\`\` and a reference to \`Second section\`_. It goes on
for some lines, with a note [#]_, another [#named]_ and a \`link <https://a.example/>\`_.

Another one says nothing more. It has |words| in it, and anonymous__ links.

__ https://b.example/

.. |words| replace:: *some words*

**Errors:**

- An item of a list.
- Another item, with \`\`code\`\`.

  It has two paragraphs.
- \`\`CODE\`\`: what it means.

1. One.
2. Two is longer
   than one.

.. [#] The note of the first section.
.. [#named] Another note, of some lines
   of text.

Second section
--------------

.. _a target:

What the target is before. See \`a target\`_ and the \`First section\`_.

term
  What the term means.

  In two paragraphs.

\`\`M_CODE\`\`
  What the code means.

.. note::
   Take note of the words, and of \`\`code\`\`.

   - even of lists

As an example::

  some: code
  of: two lines

.. code:: json

   { "some": "json" }

.. A comment that nobody sees.

    A quotation of some words.

    -- Somebody

Deeper section
~~~~~~~~~~~~~~

=====  ===========
name   description
=====  ===========
one    The first.
two    The second,
       of two lines.
=====  ===========

The paragraph after the table. It is the last one.

| A line
| and another.

:field: Its body.

Third section
-------------

The words of the third section, with a \`\`%WHO%\`\` in it.

.. class:: special

A paragraph of a class.
`,
    "spec/part.rst": `Part
====

Words of a part. See \`Third section\`_, and what is below_.

.. _below:

More words.

Words at the end.
`,
    "spec/other.rst": "Other\n=====\n\nWords of another page.\n",
  };
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
