import type { Span } from "../base/source.js";
import type { ShowConfig } from "../load/project.js";
import type { Block, BulletList, Inline, ListItem } from "../rst/nodes.js";
import { paragraph, text } from "./nodes.js";
import type { PageState, ShownOperation } from "./page.js";
import { wordOf } from "./wordings.js";

/**
 * A list of the operations that a page shows, each with a link, to be opened: by the groups of the page's parts, those that
 * belong to none before them. An operation that the page shows more than once is listed once. `null` where it shows none.
 * To be called when all of the page is made and has its ids.
 */
export function endpointList({ operations }: PageState, show: ShowConfig): Block | null {
  const groups = new Map<string | null, ShownOperation[]>();
  const known = new Set<string>();
  for (const operation of operations) {
    const key = `${operation.method} ${operation.address}`;
    if (known.has(key)) continue;
    known.add(key);
    const others = groups.get(operation.group);
    if (others) others.push(operation);
    else groups.set(operation.group, [operation]);
  }
  const [first] = operations;
  if (!first) return null;
  // Nobody wrote the list: it is of the data that the operations are in, and no text of the page's author.
  const { span } = first.section;
  const { wordings } = show;
  const isGrouped = groups.size > 1 || !groups.has(null);
  const blocks = [...groups].sort(byName).flatMap(([name, members]): Block[] => {
    const title = name ?? wordOf(wordings, "required-endpoints");
    const heading = paragraph([text(title, span)], span);
    return [
      ...(isGrouped ? [{ ...heading, classes: ["endpoint-group"] }] : []),
      listOf(members, span),
    ];
  });
  const words = wordOf(wordings, "list-of-endpoints");
  return {
    type: "definition_list",
    span,
    classes: ["details", "endpoints"],
    children: [
      {
        type: "definition_list_item",
        span,
        children: [
          { type: "term", span, children: [text(words, span)] },
          { type: "definition", span, children: blocks },
        ],
      },
    ],
  };
}

type Group = readonly [name: string | null, members: readonly ShownOperation[]];

function byName([first]: Group, [second]: Group): number {
  if (first === null || second === null) return first === second ? 0 : first === null ? -1 : 1;
  const [a, b] = [first.toLowerCase(), second.toLowerCase()];
  return a < b ? -1 : a > b ? 1 : 0;
}

function listOf(operations: readonly ShownOperation[], span: Span): BulletList {
  const children = operations.map(({ section, method, address, isDeprecated }): ListItem => {
    const words: Inline[] = [
      marked("method", method, span),
      text(" ", span),
      marked("endpoint", address, span),
    ];
    if (isDeprecated) words.push(text(" ", span), marked("deprecated", "(deprecated)", span));
    const id = section.ids?.[0];
    const link: Inline = {
      type: "reference",
      span,
      ...(id === undefined ? {} : { refid: id }),
      children: words,
    };
    return { type: "list_item", span, children: [paragraph([link], span)] };
  });
  return { type: "bullet_list", span, children };
}

function marked(name: string, value: string, span: Span): Inline {
  return { type: "inline", span, classes: [name], children: [text(value, span)] };
}
