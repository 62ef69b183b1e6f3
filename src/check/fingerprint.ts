import { createRequire } from "node:module";
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
  const words = start === end && start === 0 ? message : lineAt(place.line - 1, source);
  return [code, source.path, path, words].join("\n");
}

function lineAt(index: number, source: Parameters<typeof lineStarts>[0]): string {
  const starts = lineStarts(source);
  return source.text
    .slice(starts[index], starts[index + 1])
    .trim()
    .replace(/\s+/g, " ");
}

// Loaded with the first fingerprint: that takes as long as to make a thousand of them.
const require = createRequire(import.meta.url);

function hash(text: string): string {
  const { createHash } = require("node:crypto") as typeof import("node:crypto");
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
