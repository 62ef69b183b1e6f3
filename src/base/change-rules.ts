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

export type ChangeKind = "added" | "removed" | "changed" | "deprecated" | "renamed";

/** Who sends the message that changed: the client, the server, or both. */
export type Direction = "request" | "response" | "event";

export type Effect = "none" | "narrows" | "widens" | "differs";

/** Whom a change breaks. */
export interface Breaks {
  readonly client: boolean;
  readonly server: boolean;
}

export interface ChangeRule {
  readonly kind: ChangeKind;
  /** One sentence. `name`: what changed; `before`, `after`: what it was and is. */
  readonly text: (name: string, before: string, after: string) => string;
  readonly reason: string;
  /** The same for all directions, or for each; or the verdict itself, where no message is what changes. */
  readonly effect: Effect | Readonly<Record<Direction, Effect>> | Breaks;
}

const client: Breaks = { client: true, server: false };
const server: Breaks = { client: false, server: true };
const both: Breaks = { client: true, server: true };

const noSender = "Nothing that is sent changes.";
const narrows = "Messages that were right are refused.";
const widens = "Messages come that those who read them do not know.";

export const changeRules = {
  // --- APIs and operations ---
  "api-added": {
    kind: "added",
    text: (name) => `The API "${name}" is new.`,
    reason: "Nobody used it.",
    effect: "none",
  },
  "api-removed": {
    kind: "removed",
    text: (name) => `The API "${name}" is gone.`,
    reason: "Requests to it are not answered any more.",
    effect: client,
  },
  "api-renamed": {
    kind: "renamed",
    text: (_name, before, after) => `The API "${before}" is called "${after}".`,
    reason: noSender,
    effect: "none",
  },
  "operation-added": {
    kind: "added",
    text: (name) => `${name} is new.`,
    reason: "Clients of before do not call it.",
    effect: "none",
  },
  "operation-removed": {
    kind: "removed",
    text: (name) => `${name} is gone.`,
    reason: "Requests to it are not answered any more.",
    effect: client,
  },
  "operation-renamed": {
    kind: "renamed",
    text: (_name, before, after) => `${before} is ${after} now.`,
    reason: "Clients ask at the old place, servers of before do not answer at the new one.",
    effect: both,
  },
  "operation-deprecated": {
    kind: "deprecated",
    text: () => "It is deprecated.",
    reason: "It still works.",
    effect: "none",
  },
  "operation-not-deprecated": {
    kind: "changed",
    text: () => "It is not deprecated any more.",
    reason: "It works as before.",
    effect: "none",
  },
  "operation-id-changed": {
    kind: "changed",
    text: (_name, before, after) => `Its operationId ${fromTo(before, after)}.`,
    reason: "Nothing that is sent changes; generated code gets other names.",
    effect: "none",
  },
  "operation-summary-changed": {
    kind: "changed",
    text: (_name, before, after) => `Its summary ${fromTo(before, after)}.`,
    reason: noSender,
    effect: "none",
  },
  "tags-changed": {
    kind: "changed",
    text: (_name, before, after) => `Its tags ${fromTo(before, after)}.`,
    reason: noSender,
    effect: "none",
  },
  "server-added": {
    kind: "added",
    text: (name) => `The server ${name} is new.`,
    reason: "The others are there as before.",
    effect: "none",
  },
  "server-removed": {
    kind: "removed",
    text: (name) => `The server ${name} is gone.`,
    reason: "Clients that ask there get no answer.",
    effect: client,
  },
  "callback-added": {
    kind: "added",
    text: (name) => `The callback ${name} is new.`,
    reason: "Clients of before ask for none.",
    effect: "none",
  },
  "callback-removed": {
    kind: "removed",
    text: (name) => `The callback ${name} is gone.`,
    reason: "Clients wait for it.",
    effect: client,
  },
  "extension-changed": {
    kind: "changed",
    text: (name, before, after) => `The extension ${name} ${fromTo(before, after)}.`,
    reason: "What it means is the project's own.",
    effect: "none",
  },

  // --- security ---
  "security-added": {
    kind: "added",
    text: (name) => `It needs ${name}.`,
    reason: "Clients that send no credentials are refused.",
    effect: client,
  },
  "security-removed": {
    kind: "removed",
    text: (name) => `It needs no ${name} any more.`,
    reason: "Clients come without credentials, which servers of before refuse.",
    effect: server,
  },
  "security-alternative-added": {
    kind: "added",
    text: (name) => `It can also be called with ${name}.`,
    reason: "Servers of before do not know these credentials.",
    effect: server,
  },
  "security-alternative-removed": {
    kind: "removed",
    text: (name) => `It cannot be called with ${name} any more.`,
    reason: "Clients that use them are refused.",
    effect: client,
  },
  "security-scope-added": {
    kind: "added",
    text: (name) => `It needs the scope ${name}.`,
    reason: "Tokens that clients have lack it.",
    effect: client,
  },
  "security-scope-removed": {
    kind: "removed",
    text: (name) => `It does not need the scope ${name} any more.`,
    reason: "Tokens come without it, which servers of before refuse.",
    effect: server,
  },
  "security-scheme-changed": {
    kind: "changed",
    text: (name, before, after) => `How ${name} is sent ${fromTo(before, after)}.`,
    reason: "Credentials are sent in another way.",
    effect: both,
  },

  // --- parameters and headers ---
  "parameter-added": {
    kind: "added",
    text: (name) => `The ${name} is new.`,
    reason: "It may be left out, and servers ignore what they do not know.",
    effect: "none",
  },
  "required-parameter-added": {
    kind: "added",
    text: (name) => `The ${name} is new and required.`,
    reason: "Clients of before do not send it.",
    effect: { request: "narrows", response: "narrows", event: "narrows" },
  },
  "parameter-removed": {
    kind: "removed",
    text: (name) => `The ${name} is gone.`,
    reason: "Clients that send it are not understood.",
    effect: client,
  },
  "parameter-renamed": {
    kind: "renamed",
    text: (name, before, after) => `The ${name} "${before}" is called "${after}".`,
    reason: "One side sends the old name, the other reads the new one.",
    effect: both,
  },
  "path-parameter-renamed": {
    kind: "renamed",
    text: (_name, before, after) => `The path parameter "${before}" is called "${after}".`,
    reason: "The names of path parameters are not sent.",
    effect: "none",
  },
  "parameter-moved": {
    kind: "changed",
    text: (name, before, after) => `The parameter "${name}" ${fromTo(before, after)}.`,
    reason: "One side sends it where the other does not look.",
    effect: both,
  },
  "parameter-became-required": {
    kind: "changed",
    text: (name) => `The ${name} became required.`,
    reason: "Clients that leave it out are refused.",
    effect: "narrows",
  },
  "parameter-became-optional": {
    kind: "changed",
    text: (name) => `The ${name} became optional.`,
    reason: "Servers of before refuse requests without it.",
    effect: "widens",
  },
  "parameter-deprecated": {
    kind: "deprecated",
    text: (name) => `The ${name} is deprecated.`,
    reason: "It still works.",
    effect: "none",
  },
  "parameter-not-deprecated": {
    kind: "changed",
    text: (name) => `The ${name} is not deprecated any more.`,
    reason: "It works as before.",
    effect: "none",
  },
  "parameter-style-changed": {
    kind: "changed",
    text: (name, before, after) => `How the ${name} is written ${fromTo(before, after)}.`,
    reason: "The same values are sent as other texts.",
    effect: both,
  },

  // --- bodies and responses ---
  "body-added": {
    kind: "added",
    text: (name) => `The ${name} is new.`,
    reason: "It may be left out.",
    effect: "none",
  },
  "required-body-added": {
    kind: "added",
    text: (name) => `The ${name} is new and required.`,
    reason: "Clients of before send none.",
    effect: "narrows",
  },
  "body-removed": {
    kind: "removed",
    text: (name) => `The ${name} is gone.`,
    reason: "What is sent in it is not understood; who waits for it gets nothing.",
    effect: client,
  },
  "body-became-required": {
    kind: "changed",
    text: (name) => `The ${name} became required.`,
    reason: "Clients that send none are refused.",
    effect: "narrows",
  },
  "body-became-optional": {
    kind: "changed",
    text: (name) => `The ${name} became optional.`,
    reason: "Servers of before refuse requests without it.",
    effect: "widens",
  },
  "media-type-added": {
    kind: "added",
    text: (name) => `The media type ${name} is new.`,
    reason:
      "Servers of before cannot read it in requests; of responses, clients name those they take.",
    effect: { request: "widens", response: "none", event: "widens" },
  },
  "media-type-removed": {
    kind: "removed",
    text: (name) => `The media type ${name} is gone.`,
    reason: "Clients that send it or ask for it are refused.",
    effect: client,
  },
  "response-added": {
    kind: "added",
    text: (name) => `The response ${name} is new.`,
    reason: "Clients know it by the class of its status (RFC 9110, section 15).",
    effect: "none",
  },
  "response-removed": {
    kind: "removed",
    text: (name) => `The response ${name} is gone.`,
    reason: "Errors may be answered whether they are listed or not.",
    effect: "none",
  },
  "success-response-removed": {
    kind: "removed",
    text: (name) => `The response ${name} is gone.`,
    reason: "Clients wait for it, and servers of before give it.",
    effect: both,
  },
  "header-added": {
    kind: "added",
    text: (name) => `The ${name} is new.`,
    reason: "Clients ignore headers that they do not know.",
    effect: "none",
  },
  "required-header-added": {
    kind: "added",
    text: (name) => `The ${name} is new and required.`,
    reason: "Servers of before do not send it.",
    effect: "narrows",
  },
  "header-removed": {
    kind: "removed",
    text: (name) => `The ${name} is gone.`,
    reason: "Clients that read it get nothing.",
    effect: client,
  },

  // --- properties ---
  "property-added": {
    kind: "added",
    text: (name) => `The property ${name} is new.`,
    reason: "It may be left out, and who does not know it ignores it.",
    effect: "none",
  },
  "property-added-to-closed": {
    kind: "added",
    text: (name) => `The property ${name} is new where there were to be no others.`,
    reason: "Who read the object refused properties that it does not list.",
    effect: "widens",
  },
  "required-property-added": {
    kind: "added",
    text: (name) => `The property ${name} is new and required.`,
    reason: "Who sends the object does not send it yet.",
    effect: "narrows",
  },
  "property-removed": {
    kind: "removed",
    text: (name) => `The property ${name} is gone.`,
    reason: "Who sends it is not understood, who reads it gets nothing.",
    effect: { request: "narrows", response: "widens", event: "differs" },
  },
  "required-property-removed": {
    kind: "removed",
    text: (name) => `The property ${name}, which was required, is gone.`,
    reason: "Who reads the object counts on it.",
    effect: { request: "differs", response: "widens", event: "differs" },
  },
  "property-renamed": {
    kind: "renamed",
    text: (_name, before, after) => `The property ${before} is called ${after}.`,
    reason: "One side sends the old name, the other reads the new one.",
    effect: "differs",
  },
  "property-became-required": {
    kind: "changed",
    text: (name) => `The property ${name} became required.`,
    reason: "Who sends the object may leave it out.",
    effect: "narrows",
  },
  "property-became-optional": {
    kind: "changed",
    text: (name) => `The property ${name} became optional.`,
    reason: "Who reads the object counts on it.",
    effect: "widens",
  },
  "property-deprecated": {
    kind: "deprecated",
    text: (name) => `${capital(name)} is deprecated.`,
    reason: "It still works.",
    effect: "none",
  },
  "property-not-deprecated": {
    kind: "changed",
    text: (name) => `${capital(name)} is not deprecated any more.`,
    reason: "It works as before.",
    effect: "none",
  },
  "became-read-only": {
    kind: "changed",
    text: (name) => `${capital(name)} became read-only.`,
    reason: "Clients that send it are refused.",
    effect: { request: "narrows", response: "none", event: "none" },
  },
  "not-read-only": {
    kind: "changed",
    text: (name) => `${capital(name)} is not read-only any more.`,
    reason: "Servers of before do not take it.",
    effect: { request: "widens", response: "none", event: "none" },
  },
  "became-write-only": {
    kind: "changed",
    text: (name) => `${capital(name)} became write-only.`,
    reason: "Clients that read it get nothing.",
    effect: { request: "none", response: "widens", event: "none" },
  },
  "not-write-only": {
    kind: "changed",
    text: (name) => `${capital(name)} is not write-only any more.`,
    reason: "Clients ignore what they do not know.",
    effect: "none",
  },
  "other-properties-refused": {
    kind: "changed",
    text: (name) => `${capital(name)} must have no other properties any more.`,
    reason: narrows,
    effect: "narrows",
  },
  "other-properties-allowed": {
    kind: "changed",
    text: (name) => `${capital(name)} may have other properties.`,
    reason: widens,
    effect: "widens",
  },

  // --- types and constraints ---
  "type-changed": {
    kind: "changed",
    text: (name, before, after) => `The type of ${name} ${fromTo(before, after)}.`,
    reason: "Values of the one are none of the other.",
    effect: "differs",
  },
  "type-narrowed": {
    kind: "changed",
    text: (name, before, after) => `The type of ${name} ${fromTo(before, after)}.`,
    reason: narrows,
    effect: "narrows",
  },
  "type-widened": {
    kind: "changed",
    text: (name, before, after) => `The type of ${name} ${fromTo(before, after)}.`,
    reason: widens,
    effect: "widens",
  },
  "null-refused": {
    kind: "changed",
    text: (name) => `${capital(name)} must not be null any more.`,
    reason: narrows,
    effect: "narrows",
  },
  "null-allowed": {
    kind: "changed",
    text: (name) => `${capital(name)} may be null.`,
    reason: widens,
    effect: "widens",
  },
  "format-added": {
    kind: "added",
    text: (name, _before, after) => `${capital(name)} has the format ${after}.`,
    reason: narrows,
    effect: "narrows",
  },
  "format-removed": {
    kind: "removed",
    text: (name, before) => `${capital(name)} has the format ${before} no more.`,
    reason: widens,
    effect: "widens",
  },
  "format-changed": {
    kind: "changed",
    text: (name, before, after) => `The format of ${name} ${fromTo(before, after)}.`,
    reason: "Values of the one are none of the other.",
    effect: "differs",
  },
  "enum-value-added": {
    kind: "added",
    text: (name, _before, after) => `${capital(name)} may be ${after}.`,
    reason: widens,
    effect: "widens",
  },
  "enum-value-removed": {
    kind: "removed",
    text: (name, before) => `${capital(name)} must not be ${before} any more.`,
    reason: narrows,
    effect: "narrows",
  },
  "enum-added": {
    kind: "added",
    text: (name, _before, after) => `${capital(name)} must be one of ${after}.`,
    reason: narrows,
    effect: "narrows",
  },
  "enum-removed": {
    kind: "removed",
    text: (name, before) => `${capital(name)} may be others than ${before}.`,
    reason: widens,
    effect: "widens",
  },
  "pattern-added": {
    kind: "added",
    text: (name, _before, after) => `${capital(name)} must match ${after}.`,
    reason: narrows,
    effect: "narrows",
  },
  "pattern-removed": {
    kind: "removed",
    text: (name, before) => `${capital(name)} need not match ${before} any more.`,
    reason: widens,
    effect: "widens",
  },
  "pattern-changed": {
    kind: "changed",
    text: (name, before, after) => `The pattern of ${name} ${fromTo(before, after)}.`,
    reason: "What matches the one need not match the other.",
    effect: "differs",
  },
  "limit-added": {
    kind: "added",
    text: (name, _before, after) => `${capital(name)} has a limit: ${after}.`,
    reason: narrows,
    effect: "narrows",
  },
  "limit-removed": {
    kind: "removed",
    text: (name, before) => `${capital(name)} has a limit no more: ${before}.`,
    reason: widens,
    effect: "widens",
  },
  "limit-tightened": {
    kind: "changed",
    text: (name, before, after) => `A limit of ${name} is tighter: it ${fromTo(before, after)}.`,
    reason: narrows,
    effect: "narrows",
  },
  "limit-loosened": {
    kind: "changed",
    text: (name, before, after) => `A limit of ${name} is looser: it ${fromTo(before, after)}.`,
    reason: widens,
    effect: "widens",
  },
  "limit-changed": {
    kind: "changed",
    text: (name, before, after) => `A limit of ${name} ${fromTo(before, after)}.`,
    reason: "Values that were right are refused, and others come.",
    effect: "differs",
  },
  "items-limited": {
    kind: "changed",
    text: (name) => `What ${name} holds is limited.`,
    reason: narrows,
    effect: "narrows",
  },
  "items-freed": {
    kind: "changed",
    text: (name) => `What ${name} holds is limited no more.`,
    reason: widens,
    effect: "widens",
  },
  "alternative-added": {
    kind: "added",
    text: (name, _before, after) => `${capital(name)} has another alternative: ${after}.`,
    reason: widens,
    effect: "widens",
  },
  "alternative-removed": {
    kind: "removed",
    text: (name, before) => `${capital(name)} has an alternative less: ${before}.`,
    reason: narrows,
    effect: "narrows",
  },
  "alternatives-added": {
    kind: "added",
    text: (name) => `${capital(name)} must be one of several alternatives.`,
    reason: narrows,
    effect: "narrows",
  },
  "alternatives-removed": {
    kind: "removed",
    text: (name) => `${capital(name)} need not be one of several alternatives any more.`,
    reason: widens,
    effect: "widens",
  },
  "discriminator-changed": {
    kind: "changed",
    text: (name, before, after) =>
      `What tells the alternatives of ${name} apart ${fromTo(before, after)}.`,
    reason: "Alternatives are told apart in another way.",
    effect: "differs",
  },
  "condition-added": {
    kind: "added",
    text: (name, _before, after) => `${capital(name)} has a condition: ${after}.`,
    reason: narrows,
    effect: "narrows",
  },
  "condition-removed": {
    kind: "removed",
    text: (name, before) => `${capital(name)} has a condition no more: ${before}.`,
    reason: widens,
    effect: "widens",
  },
  "condition-changed": {
    kind: "changed",
    text: (name, before) => `A condition of ${name} changed: ${before}.`,
    reason: "What it allows can be more or less than before.",
    effect: "differs",
  },
  "value-allowed": {
    kind: "changed",
    text: (name) => `${capital(name)} may be sent.`,
    reason: widens,
    effect: "widens",
  },
  "value-refused": {
    kind: "changed",
    text: (name) => `${capital(name)} must not be sent any more.`,
    reason: narrows,
    effect: "narrows",
  },
  "encoding-changed": {
    kind: "changed",
    text: (name, before, after) => `How ${name} is encoded ${fromTo(before, after)}.`,
    reason: "The same values are sent as other texts.",
    effect: "differs",
  },
  "default-changed": {
    kind: "changed",
    text: (name, before, after) => `The default of ${name} ${fromTo(before, after)}.`,
    reason: "All that was right stays right; what is left out means something else.",
    effect: "none",
  },
  "example-added": {
    kind: "added",
    text: (name) => `${capital(name)} has an example.`,
    reason: noSender,
    effect: "none",
  },
  "example-removed": {
    kind: "removed",
    text: (name) => `${capital(name)} has an example less.`,
    reason: noSender,
    effect: "none",
  },
  "example-changed": {
    kind: "changed",
    text: (name) => `The example of ${name} changed.`,
    reason: noSender,
    effect: "none",
  },
  "description-changed": {
    kind: "changed",
    text: (name) => `The description of ${name} changed.`,
    reason: "What it says is for people to judge.",
    effect: "none",
  },
  "schema-renamed": {
    kind: "renamed",
    text: (_name, before, after) => `The schema ${before} is called ${after}.`,
    reason: "Nothing that is sent changes; generated code gets other names.",
    effect: "none",
  },
  "schema-added": {
    kind: "added",
    text: (name) => `The schema ${name} is new.`,
    reason: "Nobody used it.",
    effect: "none",
  },
  "schema-removed": {
    kind: "removed",
    text: (name) => `The schema ${name} is gone.`,
    reason: "No operation and no event has it.",
    effect: "none",
  },

  // --- events and codes of errors ---
  "event-added": {
    kind: "added",
    text: (name) => `The event ${name} is new.`,
    reason: "Who does not know an event ignores it.",
    effect: "none",
  },
  "event-removed": {
    kind: "removed",
    text: (name) => `The event ${name} is gone.`,
    reason: "Who sends it is not understood, who waits for it gets nothing.",
    effect: both,
  },
  "event-renamed": {
    kind: "renamed",
    text: (_name, before, after) => `The event ${before} is called ${after}.`,
    reason: "One side sends the old name, the other reads the new one.",
    effect: both,
  },
  "event-changed": {
    kind: "changed",
    text: (name, before, after) => `Its ${name} ${fromTo(before, after)}.`,
    reason: "It is sent and read in another way.",
    effect: both,
  },
  "error-code-added": {
    kind: "added",
    text: (name) => `It may answer with the error code ${name}.`,
    reason: "Clients know an error by its status.",
    effect: "none",
  },
  "error-code-removed": {
    kind: "removed",
    text: (name) => `It does not answer with the error code ${name} any more.`,
    reason: "Clients that know it do not meet it.",
    effect: "none",
  },

  // --- texts ---
  "page-added": {
    kind: "added",
    text: (name) => `The page "${name}" is new.`,
    reason: noSender,
    effect: "none",
  },
  "page-removed": {
    kind: "removed",
    text: (name) => `The page "${name}" is gone.`,
    reason: "Nothing that is sent changes; links to it lead nowhere.",
    effect: "none",
  },
  "page-renamed": {
    kind: "renamed",
    text: (_name, before, after) => `The page "${before}" is "${after}" now.`,
    reason: "Nothing that is sent changes; links to it lead nowhere.",
    effect: "none",
  },
  "section-added": {
    kind: "added",
    text: (name) => `The section "${name}" is new.`,
    reason: noSender,
    effect: "none",
  },
  "section-removed": {
    kind: "removed",
    text: (name) => `The section "${name}" is gone.`,
    reason: "What it asked for is for people to judge.",
    effect: "none",
  },
  "section-renamed": {
    kind: "renamed",
    text: (_name, before, after) => `The section "${before}" is called "${after}".`,
    reason: noSender,
    effect: "none",
  },
  "section-changed": {
    kind: "changed",
    text: (name) => `The text of "${name}" changed.`,
    reason: "What it asks for is for people to judge.",
    effect: "none",
  },
  "id-removed": {
    kind: "removed",
    text: (name) => `The id "${name}" is gone.`,
    reason: "Nothing that is sent changes; links to it lead nowhere.",
    effect: "none",
  },
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

function fromTo(before: string, after: string): string {
  if (before === "") return `is now ${after}`;
  return after === "" ? `was ${before} and is gone` : `changed from ${before} to ${after}`;
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
