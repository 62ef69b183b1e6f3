import { both, client, fromTo, type ChangeRule } from "./rule.js";

/** Changes of parameters, headers, bodies and responses. */
export const messageRules = {
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
  "parameter-default-changed": {
    kind: "changed",
    text: (name, before, after) => `The default of ${name} ${fromTo(before, after)}.`,
    reason: "Requests of before that leave it out are answered in another way.",
    effect: { request: "narrows", response: "none", event: "none" },
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
} as const satisfies Readonly<Record<string, ChangeRule>>;
