import { capital, narrows, widens, type ChangeRule } from "./rule.js";

/** Changes of the properties of objects. */
export const propertyRules = {
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
} as const satisfies Readonly<Record<string, ChangeRule>>;
