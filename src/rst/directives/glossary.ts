import type { Code } from "../../base/diagnostics.js";
import { termAndClassifiers } from "../blocks/definition-list.js";
import { sortMessages } from "../blocks/common.js";
import type { Context } from "../context.js";
import { cut, indentOf, isBlank, spanOfLine, spanOfLines, trimBlank } from "../lines.js";
import type { Line } from "../lines.js";
import type { Definition, DefinitionList, DefinitionListItem, SystemMessage } from "../nodes.js";
import { textOf } from "../nodes.js";
import { defineAll } from "../terms.js";
import { common, dress } from "./common.js";
import { directive } from "./directive.js";
import { flag } from "./options.js";

/** Report what is wrong with a line. */
type Tell = (code: Code, line: Line) => void;

/** Terms on lines one after the other, and the lines of their definition. */
interface Entry {
  readonly terms: Line[];
  readonly body: Line[];
}

/**
 * Terms and what they mean, to which `:term:` leads:
 *
 *     .. glossary::
 *        :sorted:
 *
 *        homeserver
 *        server : key of Sphinx' index, which is not shown
 *           Keeps rooms.
 *
 *        .. A comment.
 *
 * @see https://www.sphinx-doc.org/en/master/usage/restructuredtext/directives.html#glossary
 */
export const glossary = directive({
  names: ["glossary"],
  argument: "none",
  options: { sorted: flag, ...common },
  body: "required",
  run: ({ options, body, span }, cx) => {
    const messages: SystemMessage[] = [];
    const tell: Tell = (code, line) => {
      messages.push(cx.message(code, spanOfLine(line), [line.text]));
    };
    const items = entriesOf(body, tell).map((entry) => itemOf(entry, tell, cx));
    if (options.sorted) items.sort((one, other) => byText(firstTerm(one), firstTerm(other)));
    const list: DefinitionList = {
      type: "definition_list",
      span,
      classes: ["glossary"],
      children: items,
    };
    defineAll(list, cx.names);
    messages.push(...dress(list, options, cx));
    return items.length > 0 ? [list, ...messages] : messages;
  },
});

/** The entries of a glossary. Of lines that begin with white space those below terms are their definition. */
function entriesOf(lines: readonly Line[], tell: Tell): Entry[] {
  const entries: Entry[] = [];
  let above: "line" | "blank" | "comment" = "blank";
  let [isInDefinition, isInComment, isLost, indent] = [true, false, false, 0];
  for (const line of lines) {
    const entry = entries.at(-1);
    if (isBlank(line)) {
      if (isInDefinition && !isInComment) entry?.body.push(line);
      if (above === "line") above = "blank";
    } else if (indentOf(line) === 0) {
      isInComment = line.text === ".." || line.text.startsWith(".. ");
      if (!isInComment && (isInDefinition || !entry)) {
        if (above === "line") tell("glossary-term-attached", line);
        entries.push({ terms: [line], body: [] });
        isInDefinition = false;
      } else if (!isInComment) {
        if (above === "blank") tell("glossary-terms-apart", line);
        entry!.terms.push(line);
      }
      above = isInComment ? "comment" : "line";
    } else if (!isInComment) {
      if (entry) {
        if (!isInDefinition) indent = indentOf(line);
        entry.body.push(cut(line, Math.min(indent, indentOf(line))));
      } else if (!isLost) tell("glossary-without-term", cut(line, indentOf(line)));
      if (!entry) isLost = true;
      isInDefinition = true;
      above = "line";
    }
  }
  return entries;
}

function itemOf({ terms, body }: Entry, tell: Tell, cx: Context): DefinitionListItem {
  const told = trimBlank(body);
  const last = terms.at(-1)!;
  if (told.length === 0) tell("term-without-definition", last);
  const definition: Definition = {
    type: "definition",
    span: told.length > 0 ? spanOfLines(told) : spanOfLine(last),
    children: [],
  };
  const shown = terms.map((line) => {
    const { nodes, messages } = cx.inlines([line]);
    const { names, markup } = sortMessages(messages);
    cx.state.stray.push(...names);
    definition.children.push(...markup);
    return termAndClassifiers(nodes, spanOfLine(line))[0];
  });
  for (const each of cx.blocks(told)) definition.children.push(each);
  return {
    type: "definition_list_item",
    span: spanOfLines([...terms, ...told]),
    children: [...shown, definition],
  };
}

function firstTerm({ children: [term] }: DefinitionListItem): string {
  return term ? textOf(term).normalize("NFD").toLowerCase() : "";
}

function byText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
