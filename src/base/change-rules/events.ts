import { both, fromTo, type ChangeRule } from "./rule.js";

/** Changes of events and of the codes of errors. */
export const eventRules = {
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
} as const satisfies Readonly<Record<string, ChangeRule>>;
