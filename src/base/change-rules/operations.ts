import { both, capital, client, fromTo, noSender, server, type ChangeRule } from "./rule.js";

/** Changes of APIs, of operations, and of what they ask for of those who call them. */
export const operationRules = {
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
  "operation-covered": {
    kind: "removed",
    text: (name, _before, after) => `${name} is part of ${after}.`,
    reason: "Requests to it are answered by the other one.",
    effect: "none",
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
  "server-value-added": {
    kind: "added",
    text: (name, _before, after) => `The variable ${name} of its server may be ${after}.`,
    reason: "The others are there as before.",
    effect: "none",
  },
  "server-value-removed": {
    kind: "removed",
    text: (name, before) => `The variable ${name} of its server must not be ${before} any more.`,
    reason: "Clients that ask there get no answer.",
    effect: client,
  },
  "server-default-changed": {
    kind: "changed",
    text: (name, before, after) =>
      `The default of the variable ${name} of its server ${fromTo(before, after)}.`,
    reason: "Clients that name no value ask at another place.",
    effect: client,
  },
  "webhook-added": {
    kind: "added",
    text: (name) => `${capital(name)} is new.`,
    reason: "Clients of before ask for none.",
    effect: "none",
  },
  "webhook-removed": {
    kind: "removed",
    text: (name) => `${capital(name)} is gone.`,
    reason: "Clients wait for it.",
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
  "security-details-changed": {
    kind: "changed",
    text: (name, before, after) => `What is said of tokens of ${name} ${fromTo(before, after)}.`,
    reason: "They are sent as before; what they hold is for people to judge.",
    effect: "none",
  },
  "security-address-changed": {
    kind: "changed",
    text: (name, before, after) =>
      `Where credentials of ${name} come from ${fromTo(before, after)}.`,
    reason: "What is sent stays the same; clients get it elsewhere.",
    effect: "none",
  },
} as const satisfies Readonly<Record<string, ChangeRule>>;
