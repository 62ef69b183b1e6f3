import type { Link, Operation, Response } from "../api/model.js";
import type { Block, Inline, Section } from "../rst/nodes.js";
import { link, literal, paragraph, rubric, spanAt, strong, text } from "./nodes.js";
import { placeScope } from "./place-words.js";
import { makeId, textBlocks, word, type Making } from "./page.js";
import { valueText } from "./types.js";

/** What follows from an operation: those that its responses lead to, and requests that the server sends back. */

/** The links of a response: which operation each leads to, and what that one is given. */
export function linkBlocks(making: Making, { links }: Response): Block[] {
  return links.flatMap((each): Block[] => {
    if (making.budget.isSpent(each.at)) return [];
    making.budget.spend();
    const span = spanAt(each.at);
    const goal = each.operationId ?? each.operationRef;
    return [
      paragraph(
        [
          strong(`${word(making, "link", { name: each.name })}: `, span),
          ...(goal === null ? [] : [literal(goal, span)]),
          ...linkParts(each),
        ],
        span,
      ),
      ...(each.description ? textBlocks(making, each.description) : []),
    ];
  });
}

/** What the operation of a link is given, and where it is asked. */
function linkParts({ at, parameters, requestBody, server }: Link): Inline[] {
  const span = spanAt(at);
  const values = [
    ...[...parameters].map(([name, value]) => [name, value] as const),
    ...(requestBody === undefined ? [] : [["the body", requestBody] as const]),
  ];
  const given = values.flatMap(([name, value], index): Inline[] => [
    text(index === 0 ? " with " : ", ", span),
    literal(name, span),
    text(" = ", span),
    literal(typeof value === "string" ? value : valueText(value), span),
  ]);
  return server === null ? given : [...given, text(" at ", span), literal(server.url, span)];
}

/** What is sent back, with links: its operations have sections of their own, each once on a page. */
export function callbackBlocks(
  making: Making,
  { callbacks }: Operation,
  titled: typeof rubric = rubric,
): Block[] {
  return callbacks.flatMap((callback): Block[] => {
    const span = spanAt(callback.at);
    const links = callback.operations.flatMap((operation, index): Inline[] => {
      const name = literal(operation.method, span);
      const each = link(callbackId(making, operation), [name], span);
      return index === 0 ? [text(": ", span), each] : [text(", ", span), each];
    });
    return [
      titled([text(word(making, "callback", { name: callback.name }), span)], span),
      paragraph(
        [
          text(`${word(making, "sent-to")} `, span),
          literal(callback.expression, span),
          ...links,
          text(".", span),
        ],
        span,
      ),
    ];
  });
}

/** The id of a callback's operation, whose section is made later if it is not there yet. */
function callbackId(making: Making, operation: Operation): string {
  const { page } = making;
  const { file, pointer } = operation.at;
  const key = `${file.source.path}#${pointer}`;
  const known = page.callbacks.get(key);
  if (known !== undefined) return known;
  const scope = placeScope([operation.at]);
  const id = makeId({ ...making, scope }, "callback", operation.method, operation.path);
  page.callbacks.set(key, id);
  page.pendingCallbacks.push({ operation, id });
  return id;
}

/** Who sends a request: whoever uses the API, or the server, to whom a webhook or callback names. */
export type Sender = "client" | "webhook" | "callback";

/** What is shown of an operation besides its rows, in rows. */
const costOfOperation = 20;

/** An operation as a section of its own, then those of its callbacks; none where so much is made that no more is to be. */
export function operationSections(
  making: Making,
  operation: Operation,
  sender: Sender,
  sectionOf: (operation: Operation, sender: Sender) => Section,
): readonly Section[] {
  const sections: Section[] = [];
  const add = (each: Operation, from: Sender, id?: string) => {
    if (making.budget.isSpent(each.at)) return;
    making.budget.spend(costOfOperation);
    const section = making.budget.made(() => sectionOf(each, from));
    if (id !== undefined) section.ids = [...(section.ids ?? []), id];
    sections.push(section);
  };
  add(operation, sender);
  const { pendingCallbacks } = making.page;
  for (let next = pendingCallbacks.shift(); next; next = pendingCallbacks.shift())
    add(next.operation, "callback", next.id);
  return sections;
}
