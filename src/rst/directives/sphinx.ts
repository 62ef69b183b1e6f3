import { cut, indentOf, isBlank, trimBlank } from "../lines.js";
import type { Line } from "../lines.js";
import type { Admonition, Block, Container, Inline } from "../nodes.js";
import { common, dress, inlineParent, textNode } from "./common.js";
import { directive } from "./directive.js";
import type { Directive } from "./spec.js";

/** What Sphinx puts before a note on versions. */
const changes = {
  versionadded: "New in version",
  versionchanged: "Changed in version",
  deprecated: "Deprecated since version",
  versionremoved: "Removed in version",
} as const;

/**
 * A note on the version of which something holds:
 *
 *     .. versionadded:: 1.2
 *        The limit.
 */
function versionNote(name: keyof typeof changes): Directive {
  return directive({
    names: [name],
    argument: "required",
    options: common,
    body: "optional",
    run: ({ argument, options, body, span }, cx) => {
      const [version = ""] = /^\S+/.exec(argument.text) ?? [];
      const [first, ...more] = argument.lines;
      // What follows the version is text like any other.
      const rest = trimBlank([cut(first!, version.length), ...more]);
      const words = rest.length > 0 ? cx.inlines(trimStart(rest)) : { nodes: [], messages: [] };
      const lead = textNode(`${changes[name]} ${version}`, argument.span);
      const says = rest.length > 0 || body.length > 0;
      const label: Inline[] = [
        { type: "inline", span: argument.span, classes: ["versionmodified"], children: [lead] },
        textNode(says ? ": " : ".", argument.span),
        ...words.nodes,
      ];
      const node: Container = { type: "container", span, classes: [name], children: [] };
      const messages = dress(node, options, cx);
      const blocks = cx.blocks(body);
      const lone = blocks[0];
      if (lone?.type === "paragraph" && rest.length === 0) lone.children.unshift(...label);
      else blocks.unshift({ type: "paragraph", span: argument.span, children: label });
      node.children = [...messages, ...words.messages, ...blocks];
      return [node];
    },
  });
}

function trimStart([first, ...more]: readonly Line[]): readonly Line[] {
  return [cut(first!, indentOf(first!)), ...more];
}

/** Where else to read: an admonition. */
const seealso = directive({
  names: ["seealso"],
  argument: "optional",
  options: common,
  body: "optional",
  run: ({ argument, options, body, span, name, fault }, cx) => {
    if (!argument && body.every(isBlank)) return [fault("directive-content-missing", [name])];
    const children: Admonition["children"] = [
      { type: "title", span, children: [textNode("See also", span)] },
    ];
    const node: Admonition = { type: "admonition", span, classes: ["seealso"], children };
    const text = argument && inlineParent("paragraph", argument.lines, cx, span);
    children.push(...dress(node, options, cx));
    if (text) children.push(text.node, ...text.messages);
    for (const block of cx.blocks(body)) children.push(block);
    return [node];
  },
});

/** What to write in place of directives that only Sphinx has. */
const insteadOf: Readonly<Record<string, string>> = {
  centered: 'Write a paragraph, with ".. class:: centered" before it.',
  codeauthor: "Write the name as text.",
  "code-author": "Write the name as text.",
  currentmodule: "Leave it out.",
  highlight: 'Name the language at each block: ".. code:: json".',
  highlightlang: 'Name the language at each block: ".. code:: json".',
  hlist: "Write a bullet list.",
  ifconfig: "There are no conditions in the text; keep what holds for all.",
  index: 'Write a target: ".. _name:".',
  literalinclude: 'Write ".. include:: FILE" with ":code: LANGUAGE" or ":literal:".',
  module: 'Write a target: ".. _name:".',
  only: 'Write ".. raw:: html" for text of one format; there are no other conditions.',
  productionlist: 'Write ".. parsed-literal::" or ".. code::".',
  sectionauthor: "Write the name as text.",
  tabularcolumns: 'Give the widths by ".. table::" and its ":widths:".',
  toctree:
    'Pages and their files are listed in targets.yaml; a page\'s own contents are made by ".. contents::".',
  todo: 'Write ".. admonition:: Todo".',
  todolist: "Leave it out.",
};

function notSupported(name: string, instead: string): Directive {
  const refusing = directive({
    names: [name],
    argument: "optional",
    body: "optional",
    run: ({ name: written, span, fault }, cx): Block[] => [
      cx.message("directive-not-in-language", span, [written, cx.settings.languageCode]),
      fault("sphinx-directive", [written, instead]),
    ],
  });
  return { ...refusing, isRefused: true };
}

export const sphinxDirectives: readonly Directive[] = [
  versionNote("versionadded"),
  versionNote("versionchanged"),
  versionNote("deprecated"),
  versionNote("versionremoved"),
  seealso,
  ...Object.entries(insteadOf).map(([name, instead]) => notSupported(name, instead)),
];
