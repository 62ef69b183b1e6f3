import type { directiveCodes } from "../../base/codes/directives.js";
import type { Samples } from "./sample.js";

const rows = "\n\n   A, B\n   1, 2";
const list = "\n\n   * - A\n     - B\n   * - 1\n     - 2";
const simple = "\n\n   =====  =====\n   A      B\n   =====  =====\n   1      2\n   =====  =====";

/** Texts. */
export const directiveSamples: Samples<keyof typeof directiveCodes> = {
  "unknown-role": ["roles that do not exist", "A :emphsis:`word`.", "A :emphasis:`word`."],
  "sphinx-role": ["roles of Sphinx", "Press :kbd:`Enter`.", "Press ``Enter``."],
  "role-not-in-language": [
    "with the engine alone: roles that a language has no name for",
    ":gras:`mot`",
    ":strong:`mot`",
    "sketch",
  ],
  "role-in-english": [
    "with the engine alone: English roles in another language",
    ":strong:`Wort`",
    ":fett:`Wort`",
    "sketch",
  ],
  "role-not-supported": [
    "roles that do nothing",
    "A :restructuredtext-unimplemented-role:`word`.",
    "A :emphasis:`word`.",
  ],
  "wrong-pep-number": ["numbers that no PEP has", "See :pep:`ten`.", "See :pep:`10`."],
  "wrong-rfc-number": ["numbers that no RFC has", "See :rfc:`0`.", "See :rfc:`3986`."],
  "raw-role-disabled": [
    "with the engine alone: raw text where it is switched off",
    ".. role:: html(raw)\n   :format: html\n\n:html:`<br>`",
    "Text.",
    "sketch",
  ],
  "raw-role-without-format": [
    "raw text that does not say for which format",
    "A :raw:`<br>`.",
    ".. role:: html(raw)\n   :format: html\n\nA :html:`<br>`.",
  ],
  "unknown-directive": ["directives that do not exist", ".. nte:: Text.", ".. note:: Text."],
  "directive-argument-missing": [
    "directives without their argument",
    ".. image::",
    ".. image:: https://example.org/a.png",
  ],
  "directive-arguments-too-many": [
    "directives with more than one word",
    ".. code:: yaml json\n\n   a: 1",
    ".. code:: yaml\n\n   a: 1",
  ],
  "directive-content-forbidden": [
    "directives with content that they do not take",
    ".. image:: https://example.org/a.png\n\n   Text.",
    ".. image:: https://example.org/a.png\n\nText.",
  ],
  "directive-content-missing": ["directives without content", ".. note::", ".. note:: Text."],
  "directive-options-malformed": [
    "lines among options that are none",
    ".. image:: https://example.org/a.png\n   :width: 3\n   height",
    ".. image:: https://example.org/a.png\n   :width: 3\n   :height: 4",
  ],
  "option-name-has-blank": [
    "options with blanks in their name",
    ".. image:: https://example.org/a.png\n   :the width: 3",
    ".. image:: https://example.org/a.png\n   :width: 3",
  ],
  "unknown-option": [
    "options that a directive does not have",
    ".. image:: https://example.org/a.png\n   :wdth: 3",
    ".. image:: https://example.org/a.png\n   :width: 3",
  ],
  "duplicate-option": [
    "options that are given twice",
    ".. image:: https://example.org/a.png\n   :width: 3\n   :width: 4",
    ".. image:: https://example.org/a.png\n   :width: 3",
  ],
  "option-value-missing": [
    "options without a value",
    ".. image:: https://example.org/a.png\n   :target:",
    ".. image:: https://example.org/a.png\n   :target: https://example.org",
  ],
  "option-value-forbidden": [
    "options with a value that they do not take",
    ".. contents::\n   :local: yes",
    ".. contents::\n   :local:",
  ],
  "option-not-integer": [
    "options that are no whole number",
    ".. contents::\n   :depth: two",
    ".. contents::\n   :depth: 2",
  ],
  "option-negative": [
    "options that are negative",
    ".. image:: https://example.org/a.png\n   :scale: -1",
    ".. image:: https://example.org/a.png\n   :scale: 50",
  ],
  "option-not-length": [
    "options that are no length",
    ".. image:: https://example.org/a.png\n   :width: wide",
    ".. image:: https://example.org/a.png\n   :width: 30em",
  ],
  "option-not-lines": [
    "numbers of lines that are none",
    ".. code-block:: yaml\n   :emphasize-lines: last\n\n   a: 1",
    ".. code-block:: yaml\n   :emphasize-lines: 1\n\n   a: 1",
  ],
  "option-not-class": [
    "options that are no class names",
    ".. image:: https://example.org/a.png\n   :class: 1",
    ".. image:: https://example.org/a.png\n   :class: wide",
  ],
  "option-not-encoding": [
    "encodings of files that do not exist",
    ".. include:: there.rst\n   :encoding: latin-99",
    "--- specification/text.rst\n.. include:: there.rst\n   :encoding: latin-1\n--- specification/there.rst\nText.",
  ],
  "option-not-choice": [
    "options with a value that is not among those there are",
    ".. contents::\n   :backlinks: all",
    ".. contents::\n   :backlinks: top",
  ],
  "directive-processed": [
    "the directive that shows how directives are read",
    ".. restructuredtext-test-directive::",
    ".. note:: Text.",
  ],
  "directive-nested": [
    "directives that may stand only where sections do",
    "- .. topic:: Title\n\n     .. topic:: Inner\n\n        Text.",
    ".. topic:: Title\n\n   Text.",
  ],
  "directive-disabled": [
    "with the engine alone: directives that are turned off",
    ".. raw:: html\n\n   <br>",
    "Text.",
    "sketch",
  ],
  "directive-not-in-language": [
    "with the engine alone: directives that a language has no name for",
    ".. nota:: Text.",
    ".. note:: Text.",
    "sketch",
  ],
  "directive-in-english": [
    "with the engine alone: English directives in another language",
    ".. note:: Text.",
    ".. notiz:: Text.",
    "sketch",
  ],
  "sphinx-directive": ["directives of Sphinx", ".. toctree::", ".. contents::"],
  "sphinx-option": [
    "options of Sphinx",
    ".. math::\n   :label: a\n\n   1 + 1",
    ".. math::\n   :name: a\n\n   1 + 1",
  ],
  "glossary-without-term": [
    "definitions without a term",
    ".. glossary::\n\n      A place.\n\n   room\n      A place.",
    ".. glossary::\n\n   room\n      A place.",
  ],
  "glossary-term-attached": [
    "terms right below a definition",
    ".. glossary::\n\n   room\n      A place.\n   user\n      Somebody.",
    ".. glossary::\n\n   room\n      A place.\n\n   user\n      Somebody.",
  ],
  "glossary-terms-apart": [
    "terms of one definition with a blank line between them",
    ".. glossary::\n\n   room\n\n   channel\n      A place.",
    ".. glossary::\n\n   room\n   channel\n      A place.",
  ],
  "term-without-definition": [
    "terms without a definition",
    ".. glossary::\n\n   room",
    ".. glossary::\n\n   room\n      A place.",
  ],
  "sidebar-in-sidebar": [
    "sidebars inside of sidebars",
    ".. sidebar:: A\n\n   .. sidebar:: B\n\n      Text.",
    ".. sidebar:: A\n\n   Text.",
  ],
  "subtitle-without-title": [
    "sidebars with a subtitle but no title",
    ".. sidebar::\n   :subtitle: B\n\n   Text.",
    ".. sidebar:: A\n   :subtitle: B\n\n   Text.",
  ],
  "class-invalid": [
    "classes that are no names",
    ".. class:: 1\n\nText.",
    ".. class:: wide\n\nText.",
  ],
  "line-number-not-integer": [
    "line numbers that are no numbers",
    ".. code:: yaml\n   :number-lines: one\n\n   a: 1",
    ".. code:: yaml\n   :number-lines: 1\n\n   a: 1",
  ],
  "image-align": [
    "images aligned in a way that only images in text are",
    ".. image:: https://example.org/a.png\n   :align: top",
    ".. image:: https://example.org/a.png\n   :align: left",
  ],
  "image-align-in-line": [
    "images in text aligned like those in pages",
    "A |a|.\n\n.. |a| image:: https://example.org/a.png\n   :align: left",
    "A |a|.\n\n.. |a| image:: https://example.org/a.png\n   :align: top",
  ],
  "figure-width-of-image": [
    "figures that are to be as wide as their image",
    ".. figure:: https://example.org/a.png\n   :figwidth: image",
    ".. figure:: https://example.org/a.png\n   :figwidth: 300",
  ],
  "figure-caption-missing": [
    "figures that do not begin with their caption",
    ".. figure:: https://example.org/a.png\n\n   - A list.",
    ".. figure:: https://example.org/a.png\n\n   A caption.",
  ],
  "meta-malformed": [
    "lines of meta:: that are no fields",
    ".. meta::\n   description",
    ".. meta::\n   :description: Text.",
  ],
  "meta-content-missing": [
    "fields of meta:: without text",
    ".. meta::\n   :description:",
    ".. meta::\n   :description: Text.",
  ],
  "meta-attribute-malformed": [
    "words in fields of meta:: that are no attributes",
    ".. meta::\n   :description lang: Text.",
    ".. meta::\n   :description lang=en: Text.",
  ],
  "option-not-positive": [
    "lists of numbers with some that are not above 0",
    `.. csv-table::\n   :widths: 1 0${rows}`,
    `.. csv-table::\n   :widths: 1 2${rows}`,
  ],
  "option-not-character": [
    "options that are not one character",
    `.. csv-table::\n   :delim: ab${rows}`,
    `.. csv-table::\n   :delim: ,${rows}`,
  ],
  "table-content-missing": [
    "table:: without a table",
    ".. table:: Caption",
    `.. table:: Caption${simple}`,
  ],
  "table-content-not-table": [
    "table:: with something else",
    ".. table:: Caption\n\n   Text.",
    `.. table:: Caption${simple}`,
  ],
  "table-widths-mismatch": [
    "tables with more or fewer widths than columns",
    `.. csv-table::\n   :widths: 1 2 3${rows}`,
    `.. csv-table::\n   :widths: 1 2${rows}`,
  ],
  "table-too-few-rows": [
    "tables with fewer rows than their head",
    `.. csv-table::\n   :header-rows: 3${rows}`,
    `.. csv-table::\n   :header-rows: 1${rows}`,
  ],
  "table-only-head": [
    "tables without a row below their head",
    `.. csv-table::\n   :header-rows: 2${rows}`,
    `.. csv-table::\n   :header-rows: 1${rows}`,
  ],
  "table-too-few-columns": [
    "tables with fewer columns than stub columns",
    `.. csv-table::\n   :stub-columns: 3${rows}`,
    `.. csv-table::\n   :stub-columns: 1${rows}`,
  ],
  "table-only-stub": [
    "tables without a column beside their stub columns",
    `.. csv-table::\n   :stub-columns: 2${rows}`,
    `.. csv-table::\n   :stub-columns: 1${rows}`,
  ],
  "table-empty": [
    "tables without cells",
    "--- specification/text.rst\n.. csv-table::\n   :file: a.csv\n--- specification/a.csv\n",
    "--- specification/text.rst\n.. csv-table::\n   :file: a.csv\n--- specification/a.csv\nA, B",
  ],
  "table-too-large": [
    "tables with too many cells",
    ".. csv-table::\n\n   1, 2, 3 ...",
    `.. csv-table::${rows}`,
    "sketch",
  ],
  "csv-content-missing": [
    "csv-table:: without rows",
    ".. csv-table:: Caption",
    `.. csv-table:: Caption${rows}`,
  ],
  "csv-quote-open": [
    "fields of csv-table:: whose quote has no end",
    '.. csv-table::\n\n   "A, B',
    '.. csv-table::\n\n   "A", B',
  ],
  "csv-text-after-quote": [
    "fields of csv-table:: with text behind their quote",
    '.. csv-table::\n\n   "A" more, B',
    '.. csv-table::\n\n   "A more", B',
  ],
  "csv-url": [
    "csv-table:: of other sites",
    ".. csv-table::\n   :url: https://example.org/a.csv",
    `.. csv-table::${rows}`,
  ],
  "files-disabled": [
    "with the engine alone: files where reading is turned off",
    ".. csv-table::\n   :file: a.csv",
    `.. csv-table::${rows}`,
    "sketch",
  ],
  "list-table-empty": [
    "list-table:: without content",
    ".. list-table:: Caption",
    `.. list-table:: Caption${list}`,
  ],
  "list-table-not-list": [
    "list-table:: of something else than a list",
    ".. list-table::\n\n   Text.",
    `.. list-table::${list}`,
  ],
  "list-table-row": [
    "rows of list-table:: that are no lists",
    ".. list-table::\n\n   * - A\n   * B",
    `.. list-table::${list}`,
  ],
  "list-table-uneven": [
    "rows of list-table:: that are shorter or longer than the first",
    ".. list-table::\n\n   * - A\n     - B\n   * - 1",
    `.. list-table::${list}`,
  ],
  "role-name-missing": ["role:: without a name", ".. role::", ".. role:: key"],
  "role-name-invalid": [
    "roles with names that they cannot have",
    ".. role:: key word",
    ".. role:: key-word",
  ],
  "role-name-no-class": ["roles whose name makes no class", ".. role:: 1", ".. role:: one"],
  "file-unreadable": [
    "files of directives that cannot be read",
    ".. include:: missing.rst",
    "--- specification/text.rst\n.. include:: there.rst\n--- specification/there.rst\nText.",
  ],
  "unknown-standard-file": [
    "standard definition files that do not exist",
    ".. include:: <isonun.txt>",
    ".. include:: <isonum.txt>",
  ],
  "raw-url": [
    "raw text of other sites",
    ".. raw:: html\n   :url: https://example.org/a.html",
    ".. raw:: html\n\n   <br>",
  ],
  "raw-html": [
    "HTML in texts, where specpress.yaml does not say what becomes of it",
    ".. raw:: html\n\n   <p>Text.</p>",
    "Text.",
  ],
  "raw-html-refused": [
    "HTML in texts, where specpress.yaml refuses it",
    `--- specpress.yaml\nname: Sample\nspecification: specification\nraw: refuse\n--- specification/text.rst\n.. raw:: html\n\n   <p>Text.</p>\n`,
    `--- specpress.yaml\nname: Sample\nspecification: specification\nraw: refuse\n--- specification/text.rst\nText.\n`,
    "files",
  ],
  "raw-html-sanitised": [
    "HTML in texts that could run or load something, where specpress.yaml wants it sanitised",
    `--- specpress.yaml\nname: Sample\nspecification: specification\nraw: sanitise\n--- specification/text.rst\n.. raw:: html\n\n   <p onclick="alert(1)">Text.</p>\n`,
    `--- specpress.yaml\nname: Sample\nspecification: specification\nraw: sanitise\n--- specification/text.rst\n.. raw:: html\n\n   <p>Text.</p>\n`,
    "files",
  ],
  "meta-header-refused": [
    "facts for machines that lead readers away",
    ".. meta::\n   :http-equiv=refresh: 0; url=https://example.org",
    ".. meta::\n   :http-equiv=content-language: en",
  ],
  "raw-file-and-content": [
    "raw:: with both a file and content",
    "--- specification/text.rst\n.. raw:: html\n   :file: a.html\n\n   <br>\n--- specification/a.html\n<br>",
    ".. raw:: html\n\n   <br>",
  ],
  "raw-file-and-url": [
    "raw:: with both a file and an address",
    ".. raw:: html\n   :file: a.html\n   :url: https://example.org/a.html",
    ".. raw:: html\n\n   <br>",
  ],
  "include-text-missing": [
    "texts from which on to include, but which a file does not have",
    "--- specification/text.rst\n.. include:: there.rst\n   :start-after: begn\n--- specification/there.rst\nbegin\n\nText.",
    "--- specification/text.rst\n.. include:: there.rst\n   :start-after: begin\n--- specification/there.rst\nbegin\n\nText.",
  ],
  "include-line-too-long": [
    "included files with lines that are too long",
    ".. include:: lines-of-ten-thousand-characters.rst",
    ".. include:: part.rst",
    "sketch",
  ],
  "circular-include": [
    "files that include themselves",
    "--- specification/text.rst\n.. include:: there.rst\n--- specification/there.rst\nText.\n\n.. include:: there.rst",
    "--- specification/text.rst\n.. include:: there.rst\n--- specification/there.rst\nText.",
  ],
  "too-much-included": [
    "files that include one another many times",
    ".. include:: ten-times-another.rst",
    ".. include:: part.rst",
    "sketch",
  ],
  "replace-not-paragraph": [
    "substitutions of more than a paragraph",
    ".. |a| replace:: One.\n\n   Two.",
    ".. |a| replace:: One. Two.",
  ],
  "character-unknown": [
    "characters that do not exist",
    ".. |a| unicode:: U+110000",
    ".. |a| unicode:: U+00A9",
  ],
  "directive-outside-substitution": [
    "directives that work only in substitutions",
    ".. replace:: Text.",
    "A |a|.\n\n.. |a| replace:: text",
  ],
};
