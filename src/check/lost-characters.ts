import { codes, type Code, type Diagnostic } from "../base/diagnostics.js";
import { placeOf } from "../base/show-diagnostic.js";
import { isSameFile, type Rule } from "./rule.js";

/** Bytes that are not of the encoding of their file: whatever is found where they are, or of a word that lacks them, follows. */
export const lostCharacters: Rule = {
  causes: ["invalid-utf8", "not-in-encoding"],
  hides: (Object.keys(codes) as Code[]).filter(
    (code) => code !== "invalid-utf8" && code !== "not-in-encoding" && code !== "nul-character",
  ),
  follows: (finding, cause) =>
    finding.parts.some((part) => part.includes(lost)) ||
    (isSameFile(finding, cause) && standsAtLost(finding)) ||
    (isOfWords(finding) && mayBeDamaged(finding.parts[0] ?? "", cause)),
};

const lost = "\ufffd";

/** Whether a character is lost on the lines of a finding, or next to them: an underline is told below its title. */
function standsAtLost(finding: Diagnostic): boolean {
  const span = placeOf(finding)?.span;
  if (!span) return false;
  const { text } = span.source;
  const start = text.lastIndexOf("\n", text.lastIndexOf("\n", span.start - 1) - 1);
  const last = text.indexOf("\n", Math.max(span.start, span.end - 1));
  const end = last === -1 ? -1 : text.indexOf("\n", last + 1);
  return text.slice(Math.max(0, start), end === -1 ? text.length : end).includes(lost);
}

function isOfWords({ code }: Diagnostic): boolean {
  return code === "unknown-target" || code === "dead-link" || code === "dead-fragment";
}

/** Whether what a link leads to has a word that may be one with lost characters: `cafe` and `Caf�`. */
function mayBeDamaged(href: string, cause: Diagnostic): boolean {
  const text = placeOf(cause)?.span.source.text ?? "";
  const words = new Set(
    href
      .slice(href.indexOf("#") + 1)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu),
  );
  const damaged = text.toLowerCase().match(/[\p{L}\p{N}]*\ufffd[\p{L}\p{N}\ufffd]*/gu) ?? [];
  return damaged.some((word) => {
    const [start = "", end = ""] = [
      word.slice(0, word.indexOf(lost)),
      word.slice(word.lastIndexOf(lost) + 1),
    ];
    return (
      start + end !== "" &&
      [...words].some(
        (each) => each.length <= word.length && each.startsWith(start) && each.endsWith(end),
      )
    );
  });
}
