import type { siteCodes } from "../../base/codes/site.js";
import type { Samples } from "./sample.js";

/** Texts, if not said otherwise. */
export const siteSamples: Samples<keyof typeof siteCodes> = {
  "unsafe-link": [
    "links that would run code",
    "One\n===\n\n`Click <javascript:alert(1)>`__",
    "One\n===\n\n`Click <https://example.org>`__",
  ],
  "bad-math": ["formulas that cannot be read", ":math:`\\frac{1}`", ":math:`\\frac{1}{2}`"],
  "dead-page-link": [
    "links to pages and files that the site does not have",
    "`All <mian.html>`__",
    "`All <main.html>`__",
  ],
  "name-taken-for-address": [
    "links to names with a colon, which are taken for addresses",
    "`All <part:one_>`_\n\n.. _part\\:one:\n\nText.",
    "`All <part\\:one_>`_\n\n.. _part\\:one:\n\nText.",
  ],
  "missing-image": [
    "images that the project does not have",
    ".. image:: picture.png",
    '--- specification/text.rst\n.. image:: picture.svg\n--- specification/picture.svg\n<svg xmlns="http://www.w3.org/2000/svg"/>',
  ],
  "image-refused": [
    "images that are none, or hold code",
    '--- specification/text.rst\n.. image:: picture.svg\n--- specification/picture.svg\n<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    '--- specification/text.rst\n.. image:: picture.svg\n--- specification/picture.svg\n<svg xmlns="http://www.w3.org/2000/svg"/>',
    "files",
  ],
  "missing-theme-file": [
    "a style sheet of the theme that is not there",
    "--- specpress.yaml\nname: Sample\nspecification: specification\ntheme: { style: colours.css }",
    "--- specpress.yaml\nname: Sample\nspecification: specification\ntheme: { style: colors.css }\n--- colors.css\n:root { --measure: 40rem }",
    "files",
  ],
  "low-contrast": [
    "colours of the theme in which text is hard to read",
    "--- specpress.yaml\nname: Sample\nspecification: specification\ntheme: { accent: '#77aaff' }",
    "--- specpress.yaml\nname: Sample\nspecification: specification\ntheme: { accent: '#0b57a8' }",
    "files",
  ],
  "dead-fragment": [
    "links to places that another page does not have",
    "--- specification/targets.yaml\ntargets:\n  main: { files: [text.rst] }\n  other: { files: [other.rst] }\n--- specification/other.rst\n`One <main.html#oen>`__",
    "--- specification/targets.yaml\ntargets:\n  main: { files: [text.rst] }\n  other: { files: [other.rst] }\n--- specification/other.rst\n`One <main.html#one>`__",
    "files",
  ],
  "duplicate-page": [
    "targets that make the same page",
    "targets:\n  rooms@v1: { files: [text.rst], version_label: v1 }\n  rooms@v2: { files: [text.rst], version_label: v1 }",
    "targets:\n  rooms@v1: { files: [text.rst], version_label: v1 }\n  rooms@v2: { files: [text.rst], version_label: v2 }",
    "targets",
  ],
  "page-in-page": [
    "pages that would lie in a folder with the name of another page",
    "targets:\n  index: { files: [text.rst] }\n  index.html: { files: [text.rst], version_label: v1 }",
    "targets:\n  index: { files: [text.rst] }\n  rooms: { files: [text.rst], version_label: v1 }",
    "targets",
  ],
  "page-in-file": [
    "pages with the name of a file of the site",
    "--- specpress.yaml\nname: Sample\npages: content\n--- content/_index.md\n# Sample\n--- content/robots.txt.md\n# Robots\n",
    "--- specpress.yaml\nname: Sample\npages: content\n--- content/_index.md\n# Sample\n--- content/robots.md\n# Robots\n",
  ],
  "page-path-too-long": [
    "pages with names that are too long for a file",
    `targets:\n  ${"long".repeat(70)}: { files: [text.rst] }`,
    "targets:\n  main: { files: [text.rst] }",
    "sketch",
  ],
  "bad-page-path": [
    "pages that would lie outside the site",
    "targets:\n  '..': { files: [text.rst] }",
    "targets:\n  main: { files: [text.rst] }",
    "sketch",
  ],
  "bad-page-template": [
    "templates of pages that cannot be used",
    "--- specpress.yaml\nname: Sample\nspecification: specification\ntemplates: templates\n--- templates/page.hbs\n<main>{{#if body}}</main>",
    "--- specpress.yaml\nname: Sample\nspecification: specification\ntemplates: templates\n--- templates/page.hbs\n<main>{{{body}}}</main>",
    "files",
  ],
  "template-with-script": [
    "scripts in templates of a project that allows none in its texts",
    '--- specpress.yaml\nname: Sample\nspecification: specification\nraw: refuse\ntemplates: templates\n--- templates/page.hbs\n<main onclick="go()">{{{body}}}</main>',
    "--- specpress.yaml\nname: Sample\nspecification: specification\nraw: refuse\ntemplates: templates\n--- templates/page.hbs\n<main>{{{body}}}</main>",
    "files",
  ],
  "output-is-a-link": [
    "output folders that are links, which could lead anywhere",
    "$ ln -s /srv/www dist\n$ specpress build",
    "$ specpress build --out /srv/www/site",
    "sketch",
  ],
  "output-not-a-site": [
    "output folders that hold something else",
    "$ specpress build --out ~/documents",
    "$ specpress build --out dist/site",
    "sketch",
  ],
};
