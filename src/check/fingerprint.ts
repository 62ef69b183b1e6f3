import { createRequire } from "node:module";
import type { Place } from "../base/show-diagnostic.js";
import { lineStarts } from "../base/source.js";
import type { Finding } from "./finding.js";

/**
 * What tells a finding apart from others, whatever is written above it: its code, its file, the path to it in a data file
 * (without the numbers of list items) and its line as it reads. Of several that are equal in all of this, the second one
 * gets another fingerprint than the first, and so on. They are made when the first is asked for: who reads a check at the
 * terminal sees none.
 */
export function withFingerprints(findings: readonly Unprinted[]): Finding[] {
  let fingerprints: readonly string[] | undefined;
  return findings.map((finding, index) => ({
    ...finding,
    get fingerprint() {
      return (fingerprints ??= fingerprintsOf(findings))[index]!;
    },
  }));
}

function fingerprintsOf(findings: readonly Unprinted[]): string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const identity = identityOf(finding);
    const count = seen.get(identity) ?? 0;
    seen.set(identity, count + 1);
    return hash(`${identity}\n${count}`);
  });
}

type Unprinted = Omit<Finding, "fingerprint">;

function identityOf({ code, place, pointer, message }: Unprinted): string {
  if (!place) return [code, message].join("\n");
  const { source, start, end } = place.span;
  const path = pointer?.replace(/\/\d+(?=\/|$)/g, "/*") ?? "";
  // What concerns a file as such stands at its beginning, whatever that reads.
  const words = start === end && start === 0 ? message : lineOf(place);
  return [code, source.path, path, words].join("\n");
}

/** Of a longer line only what stands around the place counts: all of a file may be one line. */
const longestLine = 2000;
const around = 100;

function lineOf({ span: { source }, line, column }: Place): string {
  const starts = lineStarts(source);
  const start = starts[line - 1]!;
  const end = starts[line] ?? source.text.length;
  const at = start + column - 1;
  const isLong = end - start > longestLine;
  return source.text
    .slice(isLong ? Math.max(start, at - around) : start, isLong ? at + around : end)
    .trim()
    .replace(/\s+/g, " ");
}

// Loaded with the first fingerprint: that takes as long as to make a thousand of them.
const require = createRequire(import.meta.url);

function hash(text: string): string {
  const { createHash } = require("node:crypto") as typeof import("node:crypto");
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
