import { noSender, type ChangeRule } from "./rule.js";

/** Changes of pages and their sections. */
export const textRules = {
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
  "section-moved": {
    kind: "renamed",
    text: (name, before, after) => `The section "${name}" moved from ${before} to ${after}.`,
    reason: "Nothing that is sent changes; links to it lead nowhere.",
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
