import { posix } from "node:path";
import type { Diagnostic } from "../base/diagnostics.js";
import { fitsPattern } from "../base/event-group.js";
import { placeOf } from "../base/show-diagnostic.js";
import { needs } from "./causes.js";
import { isBesideExample } from "./misspelt-keys.js";
import {
  isFault,
  isNextLine,
  isSameFile,
  otherCodes,
  pathOf,
  pointerIn,
  type Follows,
  type Rule,
} from "./rule.js";
import { beginsNowhere, textAround } from "./wrong-levels.js";

/** Data files that are no YAML or JSON, and were read as they can only be meant: what is found of the values that this is a guess of. */
export const brokenData: readonly Rule[] = [
  // JSON with a fault is read as YAML, which has other rules.
  {
    causes: ["yaml-syntax"],
    isCause: isOfJson,
    hides: ["file-not-json", "closing-bracket-column"],
    follows: isSameFile,
  },
  // An example whose brackets, quotes and colons are wrong may have what it lacks elsewhere.
  {
    causes: ["yaml-syntax", "file-not-json"],
    hides: ["example-missing-key"],
    follows: isMadeOf,
  },
  {
    causes: ["yaml-syntax"],
    hides: ["example-wrong-type"],
    follows: (finding, cause, project) =>
      finding.parts[2] === "null" && isMadeOf(finding, cause, project),
  },
  {
    causes: ["yaml-syntax"],
    isCause: (cause) => isFault(cause, "stray-bracket") || isFault(cause, "open-bracket"),
    hides: ["example-unknown-key", "example-not-allowed"],
    follows: isMadeOf,
  },
  // A line without a key is part of the text above it.
  {
    causes: ["yaml-syntax"],
    isCause: (cause) => isFault(cause, "no-key"),
    hides: otherCodes("yaml-syntax", "duplicate-key"),
    follows: isInValueAbove,
  },
  // An example that others are made of.
  {
    causes: ["example-missing-key"],
    hides: ["example-missing-key"],
    follows: (finding, cause, project) =>
      !isSameFile(finding, cause) && needs(finding, cause, project) && lacksAllOf(finding, cause),
  },
  {
    causes: ["yaml-syntax"],
    isCause: beginsNowhere,
    hides: ["example-unknown-key", "example-not-allowed", "example-missing-key"],
    follows: (finding, cause, project) =>
      !isSameFile(finding, cause) && isBesideExample(finding, cause, project),
  },
  {
    causes: ["yaml-syntax"],
    hides: ["made-example"],
    follows: needs,
  },
  // An event that cannot be read is in no group.
  {
    causes: ["yaml-syntax"],
    hides: ["empty-event-group"],
    follows: ({ parts: [, pattern = ""] }, cause) =>
      fitsPattern(pattern, posix.basename(pathOf(cause))),
  },
  // A line that is there twice, without a comma after the first.
  {
    causes: ["yaml-syntax"],
    isCause: (cause) => isFault(cause, "comma"),
    hides: ["duplicate-key"],
    follows: isNextLine,
  },
  // A bracket that is opened twice.
  {
    causes: ["yaml-syntax"],
    isCause: (cause) => isFault(cause, "open-bracket"),
    hides: ["duplicate-key"],
    follows: isNextLine,
  },
  {
    causes: ["yaml-syntax"],
    isCause: beginsNowhere,
    hides: ["unused-definition"],
    follows: (finding, cause) =>
      isSameFile(finding, cause) && textAround(cause).includes(finding.parts[0]!),
  },
  // What was accepted, or was to be of another severity.
  {
    causes: ["yaml-syntax"],
    isCause: (cause, { configFile }) =>
      pathOf(cause) === configFile.source.path &&
      configFile.lost?.some((each) => /^\/(?:accept|severities)(?:\/|$)/.test(each)) === true,
    hides: otherCodes("yaml-syntax"),
    follows: ({ code }, cause) =>
      new RegExp(`(?<![\\w-])${code}(?![\\w-])`).test(placeOf(cause)?.span.source.text ?? ""),
  },
];

/** Whether what an example lacks is lacking in another one that it is made of. */
function lacksAllOf({ parts: [keys = ""] }: Diagnostic, cause: Diagnostic): boolean {
  const all: readonly string[] = cause.parts[0]?.match(/"[^"]+"/g) ?? [];
  return (keys.match(/"[^"]+"/g) ?? []).every((key) => all.includes(key));
}

function isOfJson(cause: Diagnostic): boolean {
  return /^\s*[{["]/.test(placeOf(cause)?.span.source.text ?? "");
}

/** Whether a finding is of the file with the fault, of one that is made of it, or of one that it is made of. */
function isMadeOf(...[finding, cause, project]: Parameters<Follows>): boolean {
  return (
    isSameFile(finding, cause) || needs(finding, cause, project) || needs(cause, finding, project)
  );
}

/** Whether a finding stands at the key above a line without one, or between them. */
function isInValueAbove(...[finding, cause, project]: Parameters<Follows>): boolean {
  const [at, fault] = [placeOf(finding), placeOf(cause)];
  if (!at || !fault || !isSameFile(finding, cause) || at.line > fault.line) return false;
  if (pointerIn(finding, project) === null) return false;
  return at.line >= lineOfKeyAbove(cause);
}

const keyLines = new WeakMap<Diagnostic, number>();

/** The number of the last line above a fault that has a key and is not indented as far, or does not begin with spaces either. */
function lineOfKeyAbove(cause: Diagnostic): number {
  const known = keyLines.get(cause);
  if (known !== undefined) return known;
  const { line, span } = placeOf(cause)!;
  const lines = span.source.text.split("\n");
  const indent = lines[line - 1]!.search(/\S|$/);
  const isKey = (text: string) =>
    /^\s*(?:- +)*[^\s#][^:#]*:(?:\s|$)/.test(text) && text.search(/\S/) < Math.max(1, indent);
  const found = lines.slice(0, line - 1).findLastIndex(isKey) + 1;
  keyLines.set(cause, found);
  return found;
}
