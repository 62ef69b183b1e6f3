import { constraintRules } from "./change-rules/constraints.js";
import { eventRules } from "./change-rules/events.js";
import { messageRules } from "./change-rules/messages.js";
import { operationRules } from "./change-rules/operations.js";
import { propertyRules } from "./change-rules/properties.js";
import {
  both,
  client,
  server,
  type Breaks,
  type ChangeRule,
  type Direction,
  type Effect,
} from "./change-rules/rule.js";
import { textRules } from "./change-rules/texts.js";

/**
 * What `specpress diff` tells apart, and whom each change breaks. A change is judged by what it does to the set of allowed
 * messages: it narrows it, widens it, does both (`differs`), or does neither. Who is hurt follows from who sends:
 *
 *              narrows                                      widens
 *   request    a client still sends what is refused         a server gets what it does not know
 *   response   a server still sends what is refused         a client gets what it does not know
 *   event      both send and read it: both are hurt         both are hurt
 *
 * The judgements follow those of the diff tools for OpenAPI that are used most (oasdiff, openapi-diff), where they agree.
 */

export type { Breaks, ChangeKind, ChangeRule, Direction, Effect } from "./change-rules/rule.js";

export const changeRules = {
  ...operationRules,
  ...messageRules,
  ...propertyRules,
  ...constraintRules,
  ...eventRules,
  ...textRules,
} as const satisfies Readonly<Record<string, ChangeRule>>;

export type ChangeCode = keyof typeof changeRules;

export function isChangeCode(name: string): name is ChangeCode {
  return Object.hasOwn(changeRules, name);
}

export function changeRule(code: ChangeCode): ChangeRule {
  return changeRules[code];
}

/** Whom a change breaks in a message of this direction. */
export function breaksIn(code: ChangeCode, direction: Direction): Breaks {
  const { effect } = changeRule(code);
  if (typeof effect === "string") return verdicts[direction][effect];
  if ("client" in effect) return effect;
  return verdicts[direction][effect[direction]];
}

const nobody: Breaks = { client: false, server: false };

const verdicts: Readonly<Record<Direction, Readonly<Record<Effect, Breaks>>>> = {
  request: { none: nobody, narrows: client, widens: server, differs: both },
  response: { none: nobody, narrows: server, widens: client, differs: both },
  event: { none: nobody, narrows: both, widens: both, differs: both },
};
