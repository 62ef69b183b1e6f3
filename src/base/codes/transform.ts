import type { Entry } from "./entry.js";
import { oneOf, targetOf } from "./words.js";

/** What can be wrong with: names, references, footnotes. */
export const transformCodes = {
  "unknown-target": {
    severity: "error",
    text: (name) => `There is no target, section or footnote called "${name}".`,
    hint: (_name, ...near) => oneOf("Did you mean", near),
  },
  "target-on-other-page": {
    severity: "error",
    text: (name) => `"${name}" is not on this page, but on another one.`,
    hint: (name, address) => `Write \`${name} <${address}>\`_.`,
  },
  "embedded-address-padded": {
    severity: "error",
    text: (name) => `There is no target called "${name}".`,
    hint: () => "If the angle brackets hold an address, there may be no space inside them.",
  },
  "embedded-address-not-last": {
    severity: "error",
    text: (name) => `There is no target called "${name}".`,
    hint: () =>
      "If the angle brackets hold an address, they must come last, right before the backquote.",
  },
  "embedded-address-attached": {
    severity: "error",
    text: (name) => `There is no target called "${name}".`,
    hint: () => "If the angle brackets hold an address, there must be a space before them.",
  },
  "embedded-address-open": {
    severity: "error",
    text: (name) => `There is no target called "${name}".`,
    hint: () => 'If an address is meant, it stands between "<" and ">".',
  },
  "ambiguous-target": {
    severity: "error",
    text: (name) => `Several things are called "${name}", so it cannot be referred to.`,
    hint: () => "Put a target of its own (.. _name:) before the one that is meant.",
  },
  "anonymous-mismatch": {
    severity: "error",
    text: (references, targets) =>
      `There must be as many anonymous targets (__ address) as references (text__): got ${targets} for ${references}.`,
    hint: () => "They are matched in order, so each reference needs one target.",
  },
  "indirect-target-unknown": {
    severity: "error",
    text: (naming, name) => `${targetOf(naming)} leads to "${name}", which does not exist.`,
    hint: (_naming, _name, ...near) => oneOf("Did you mean", near),
  },
  "indirect-target-ambiguous": {
    severity: "error",
    text: (naming, name) =>
      `${targetOf(naming)} leads to "${name}", but several things are called so.`,
    hint: () => "Put a target of its own (.. _name:) before the one that is meant.",
  },
  "indirect-target-circular": {
    severity: "error",
    text: (naming, name) => `${targetOf(naming)} leads to "${name}" and so back to itself.`,
    hint: () => "Let one of these targets lead to a place or an address.",
  },
  "directive-repeated": {
    severity: "warning",
    text: (name) =>
      `"${name}" acts on the whole page, which already has one; this one is left out.`,
    hint: () => "Remove it.",
  },
  "contents-too-much": {
    severity: "error",
    text: () =>
      "The tables of contents of this page repeat its sections too often; this one and those after it are left out.",
    hint: () => 'Keep one for the page; ":local:" lists the parts of a section alone.',
  },
  "too-many-symbols": {
    severity: "warning",
    text: (count) =>
      `There are more than ${count} footnotes with symbols, so that their labels cannot be told apart from here on.`,
    hint: () => 'Number them: write "[#]_".',
  },
  "unreferenced-target": {
    severity: "info",
    text: (name) => `Nothing refers to the target "${name}".`,
  },
  "undefined-substitution": {
    severity: "error",
    text: (name) => `There is no substitution called "${name}".`,
    hint: (_name, ...near) => oneOf("Did you mean", near),
  },
  "substitution-too-long": {
    severity: "error",
    text: (name) => `The text of the substitution "${name}" is too long to be inserted.`,
    hint: () => "Shorten the text, or write it where it belongs.",
  },
  "substitutions-too-many": {
    severity: "error",
    text: (name) =>
      `The substitution "${name}" is left out: the substitutions of this page already fill too much text.`,
    hint: () => "Shorten the texts of substitutions that are used often.",
  },
  "circular-substitution": {
    severity: "error",
    text: (name) => `The substitution "${name}" contains itself.`,
    hint: () => "Take the reference to itself out of its definition.",
  },
  "circular-substitution-definition": {
    severity: "error",
    text: () => "This substitution contains itself.",
    hint: () => "Take the reference to itself out of the definition.",
  },
  "too-many-footnote-references": {
    severity: "error",
    text: (count) => `There are more references [#]_ than footnotes for them: only ${count}.`,
    hint: () =>
      'Add a footnote ".. [#] text" for each reference, or give those that share one a label: [#name]_.',
  },
  "too-many-symbol-references": {
    severity: "error",
    text: (count) => `There are more references [*]_ than footnotes for them: only ${count}.`,
    hint: () => 'Add a footnote ".. [*] text" for each reference.',
  },
  "class-without-element": {
    severity: "error",
    text: (directive) => `Nothing follows the directive "${directive}" that it could apply to.`,
    hint: () => "Put the directive in front of the paragraph, list or table that it is for.",
  },
  "transition-first": {
    severity: "warning",
    text: () => "A document or section must not begin with a transition.",
    hint: () => "Put text before it, or remove it.",
  },
  "transition-adjacent": {
    severity: "warning",
    text: () => "Something must stand between two transitions.",
    hint: () => "Remove one of them.",
  },
  "transition-last": {
    severity: "warning",
    text: () => "A document must not end with a transition.",
    hint: () => "Put text after it, or remove it.",
  },
  "docinfo-empty": {
    severity: "warning",
    text: (name) => `The bibliographic field "${name}" is empty.`,
    hint: (name) => `Write its value after the colon: ":${name}: value", or remove it.`,
  },
  "docinfo-compound": {
    severity: "warning",
    text: (name) => `The bibliographic field "${name}" holds something other than a paragraph.`,
    hint: () => "It takes a single paragraph.",
  },
  "docinfo-repeated": {
    severity: "warning",
    text: (name) => `There can be only one field "${name}".`,
    hint: () => "Remove one of the two.",
  },
  "docinfo-authors": {
    severity: "warning",
    text: (name) => `The authors in the field "${name}" cannot be told apart.`,
    hint: (_name, separators) =>
      `Write one paragraph with "${separators?.split("").join('" or "')}" between them, a paragraph each, or a bullet list.`,
  },
  "smart-quotes-unknown": {
    severity: "warning",
    text: (language) => `No quotation marks are known for the language "${language}".`,
    hint: () => "Set another language, or turn smart quotes off.",
  },
  "unknown-term": {
    severity: "error",
    text: (name) => `The term "${name}" is not defined.`,
    hint: (_name, ...near) =>
      near.length > 0
        ? oneOf("Did you mean", near)
        : 'Define it where it is explained, by ".. glossary::" or :dfn:`...`; in Markdown by a list with {.glossary} or <dfn>.',
  },
  "duplicate-term": {
    severity: "warning",
    text: (name) => `The term "${name}" is defined twice.`,
    hint: () =>
      "Define it in one place, and lead there from the other. Links lead to the first one, or to that of their own page.",
  },
  "dead-link": {
    severity: "error",
    text: (id) => `This link leads to "#${id}", but nothing on the page has that id.`,
    hint: (_id, ...near) => oneOf("Did you mean", near),
  },
} satisfies Record<string, Entry>;
