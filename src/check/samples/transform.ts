import type { transformCodes } from "../../base/codes/transform.js";
import type { Samples } from "./sample.js";

/** Texts. */
export const transformSamples: Samples<keyof typeof transformCodes> = {
  "unknown-target": [
    "references to what does not exist",
    "One\n===\n\nSee `On`_.",
    "One\n===\n\nSee `One`_.",
  ],
  "directive-repeated": [
    "directives that act on the whole page and stand in it twice",
    ".. sectnum::\n\nOne\n===\n\n.. sectnum::\n\nText.",
    ".. sectnum::\n\nOne\n===\n\nText.",
  ],
  "contents-too-much": [
    "tables of contents without number",
    ".. contents::\n\n.. contents::\n\n...",
    ".. contents::",
    "sketch",
  ],
  "too-many-symbols": [
    "more footnotes with symbols than can be told apart",
    ".. [*] One.\n.. [*] Two.\n...",
    ".. [#] One.\n.. [#] Two.\n...",
    "sketch",
  ],
  "target-on-other-page": [
    "links to a section of another page by its name alone",
    "--- specification/targets.yaml\ntargets:\n  main: { files: [text.rst] }\n  more: { files: [more.rst] }\n--- specification/text.rst\nOne\n===\n\nSee `two`_.\n--- specification/more.rst\nMore\n====\n\nTwo\n---\n\nText.\n",
    "--- specification/targets.yaml\ntargets:\n  main: { files: [text.rst] }\n  more: { files: [more.rst] }\n--- specification/text.rst\nOne\n===\n\nSee `two <more.html#two>`_.\n--- specification/more.rst\nMore\n====\n\nTwo\n---\n\nText.\n",
    "files",
  ],
  "embedded-address-padded": [
    "references whose address has blanks around it",
    "See `this < https://example.org >`_.",
    "See `this <https://example.org>`_.",
  ],
  "embedded-address-not-last": [
    "references with text behind their address",
    "See `this <https://example.org> here`_.",
    "See `this here <https://example.org>`_.",
  ],
  "embedded-address-attached": [
    "references whose address touches their text",
    "See `this<https://example.org>`_.",
    "See `this <https://example.org>`_.",
  ],
  "embedded-address-open": [
    "references whose address has no end",
    "See `this <https://example.org`_.",
    "See `this <https://example.org>`_.",
  ],
  "ambiguous-target": [
    "references to one of several things of the same name",
    "Top\n===\n\nSee `Part`_.\n\nPart\n----\n\nA.\n\nPart\n----\n\nB.",
    "Top\n===\n\nSee `second`_.\n\nPart\n----\n\nA.\n\n.. _second:\n\nPart\n----\n\nB.",
  ],
  "anonymous-mismatch": [
    "anonymous references without a target each",
    "`One`__ and `two`__.\n\n__ https://example.org",
    "`One`__ and `two`__.\n\n__ https://example.org\n__ https://example.com",
  ],
  "indirect-target-unknown": [
    "targets that lead to what does not exist",
    ".. _here: there_\n\nSee here_.",
    ".. _here: there_\n.. _there: https://example.org\n\nSee here_.",
  ],
  "indirect-target-ambiguous": [
    "targets that lead to one of several things of the same name",
    "Top\n===\n\nSee here_.\n\n.. _here: Part_\n\nPart\n----\n\nA.\n\nPart\n----\n\nB.",
    "Top\n===\n\nSee here_.\n\n.. _here: Part_\n\nPart\n----\n\nA.\n\nOther\n-----\n\nB.",
  ],
  "indirect-target-circular": [
    "targets that lead back to themselves",
    ".. _a: b_\n.. _b: a_\n\nSee a_.",
    ".. _a: b_\n.. _b: https://example.org\n\nSee a_.",
  ],
  "unreferenced-target": [
    "targets to which nothing refers",
    ".. _here: https://example.org\n\nText.",
    ".. _here: https://example.org\n\nSee here_.",
  ],
  "undefined-substitution": [
    "substitutions that are not defined",
    "This is |nam|.\n\n.. |name| replace:: it",
    "This is |name|.\n\n.. |name| replace:: it",
  ],
  "substitution-too-long": [
    "substitutions with a text without bounds",
    ".. |a| replace:: |b| |b| |b| ...",
    ".. |a| replace:: a word",
    "sketch",
  ],
  "substitutions-too-many": [
    "pages that substitutions make too long",
    "|long| |long| |long| ...",
    "|short|",
    "sketch",
  ],
  "circular-substitution": [
    "substitutions that contain one another",
    "This is |a|.\n\n.. |a| replace:: |b|\n.. |b| replace:: |a|",
    "This is |a|.\n\n.. |a| replace:: |b|\n.. |b| replace:: it",
  ],
  "circular-substitution-definition": [
    "substitutions that contain themselves",
    "Text.\n\n.. |a| replace:: |a|",
    "Text with |a|.\n\n.. |a| replace:: it",
  ],
  "too-many-footnote-references": [
    "references [#]_ without a footnote each",
    "One [#]_ and two [#]_.\n\n.. [#] A note.",
    "One [#]_ and two [#]_.\n\n.. [#] A note.\n.. [#] Another.",
  ],
  "too-many-symbol-references": [
    "references [*]_ without a footnote each",
    "One [*]_ and two [*]_.\n\n.. [*] A note.",
    "One [*]_ and two [*]_.\n\n.. [*] A note.\n.. [*] Another.",
  ],
  "class-without-element": [
    "directives class:: with nothing behind them",
    "Text.\n\n.. class:: wide",
    ".. class:: wide\n\nText.",
  ],
  "transition-first": [
    "sections that begin with a transition",
    "One\n===\n\n--------\n\nText.",
    "One\n===\n\nText.\n\n--------\n\nMore.",
  ],
  "transition-adjacent": [
    "transitions with nothing between them",
    "Text.\n\n--------\n\n--------\n\nMore.",
    "Text.\n\n--------\n\nMore.",
  ],
  "transition-last": [
    "texts that end with a transition",
    "Text.\n\n--------",
    "Text.\n\n--------\n\nMore.",
  ],
  "docinfo-empty": [
    "with the engine alone: bibliographic fields without text",
    ":Author:",
    ":Author: Ada",
    "sketch",
  ],
  "docinfo-compound": [
    "with the engine alone: bibliographic fields with more than a paragraph",
    ":Author: Ada\n\n  And more.",
    ":Author: Ada",
    "sketch",
  ],
  "docinfo-repeated": [
    "with the engine alone: bibliographic fields that can be there once and are there twice",
    ":Abstract: One.\n:Abstract: Two.",
    ":Abstract: One. Two.",
    "sketch",
  ],
  "docinfo-authors": [
    "with the engine alone: lists of authors that cannot be told apart",
    ":Authors:\n  Ada\n\n  - Ben",
    ":Authors: Ada; Ben",
    "sketch",
  ],
  "smart-quotes-unknown": [
    "with the engine alone: languages whose quotation marks are not known",
    '.. class:: language-xx\n\n"Text"',
    '.. class:: language-de\n\n"Text"',
    "sketch",
  ],
  "unknown-term": [
    "terms that no page defines",
    "A :term:`romo`.\n\n.. glossary::\n\n   room\n      A place.",
    "A :term:`room`.\n\n.. glossary::\n\n   room\n      A place.",
  ],
  "duplicate-term": [
    "terms that are defined twice",
    "A :dfn:`room` is a place.\n\n.. glossary::\n\n   room\n      A place.",
    "A :term:`room` is a place.\n\n.. glossary::\n\n   room\n      A place.",
  ],
  "dead-link": [
    "links to places that their own page does not have",
    "One\n===\n\nSee `one <#oen>`_.",
    "One\n===\n\nSee `one <#one>`_.",
  ],
};
