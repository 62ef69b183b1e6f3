import type { Code } from "../base/diagnostics.js";
import { isUnreadable, isOfEvents, mayBeInUnread, needs } from "./causes.js";
import {
  brokenLinks,
  isSameFile,
  isSameLine,
  otherCodes,
  pathOf,
  showsFile,
  unusedCodes,
  type Rule,
} from "./rule.js";

/** Why a data file is not read at all. */
const unreadableCodes: readonly Code[] = [
  "yaml-syntax",
  "empty-file",
  "duplicate-key",
  "nul-character",
  "invalid-utf8",
  "data-too-deep",
];

/** Data files that are no YAML or JSON, or cannot be read at all: what they may have shown and named. `ofSettings`: codes of settings that are not as they must be. */
export function unreadData(ofSettings: readonly Code[]): readonly Rule[] {
  return [
    // A line that is no YAML, and was read as what it may mean.
    { causes: ["yaml-syntax"], hides: otherCodes("yaml-syntax"), follows: isSameLine },
    // Files that cannot be read: what they may have shown and named.
    {
      causes: unreadableCodes,
      isCause: isUnreadable,
      hides: ["unused-definition", "unknown-schema"],
    },
    {
      causes: unreadableCodes,
      isCause: isUnreadable,
      hides: [...unusedCodes, ...brokenLinks, "undefined-substitution", "indirect-target-unknown"],
      follows: mayBeInUnread,
    },
    {
      causes: unreadableCodes,
      isCause: isUnreadable,
      hides: ["wrong-kind", "no-type", "openapi-missing"],
      follows: isSameFile,
    },
    {
      causes: unreadableCodes,
      isCause: isUnreadable,
      hides: ["shortcode-shows-nothing"],
      follows: ({ parts: [, name = ""] }, cause) =>
        showsFile(name.replace(/\W/g, "_"), pathOf(cause)),
    },
    // What is made of a file without what it needs is empty.
    {
      causes: [...unreadableCodes, ...ofSettings],
      hides: ["csv-content-missing", "option-value-missing", "title-not-allowed"],
      follows: (finding) => pathOf(finding).startsWith("{{"),
    },
    {
      causes: unreadableCodes,
      isCause: isUnreadable,
      hides: [
        "no-type",
        "no-example",
        "nameless-parameter",
        "unsupported-body",
        "untitled-object",
        "field-not-shown",
        "event-without-type",
        "event-type-from-file",
        "state-key-undescribed",
        "example-missing-key",
        "example-wrong-type",
        "example-not-allowed",
        "openapi-missing",
      ],
      follows: needs,
    },
    // What all events have is said by some of their files.
    {
      causes: unreadableCodes,
      isCause: (cause, project) => isUnreadable(cause, project) && isOfEvents(cause, project),
      hides: ["field-not-shown"],
    },
  ];
}
