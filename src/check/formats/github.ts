import { printable } from "../../base/printable.js";
import { positionAt } from "../../base/source.js";
import { levels, shownPointer, type Finding } from "../finding.js";
import type { Result } from "../result.js";
import { summaryOf } from "./text.js";

/** Which workflow command tells a finding. */
const commands = { error: "error", warning: "warning", note: "notice" } as const;

/**
 * A result as workflow commands of GitHub, which shows them on the lines of a pull request; the summary behind them is for
 * the log. The gravest come first, since only some of a kind are shown.
 */
export function asGithub(result: Result, { prefix }: { readonly prefix: string }): string {
  const lines = levels.flatMap((level) =>
    result.findings
      .filter(({ severity }) => severity === level)
      .map((finding) => commandOf(finding, prefix)),
  );
  return [...lines, summaryOf(result)].map((line) => `${line}\n`).join("");
}

function commandOf(finding: Finding, prefix: string): string {
  const { code, severity, message, hint } = finding;
  const properties = Object.entries({ ...placeOf(finding, prefix), title: code })
    .map(([name, value]) => `${name}=${escapeProperty(printable(String(value)))}`)
    .join(",");
  const pointer = shownPointer(finding);
  const text = [message, pointer ? `At ${pointer}` : "", hint ?? ""]
    .filter(Boolean)
    .map(printable)
    .join("\n");
  return `::${commands[severity]} ${properties}::${escapeText(text)}`;
}

function placeOf({ place }: Finding, prefix: string): Readonly<Record<string, string | number>> {
  if (!place) return {};
  const { source, start, end } = place.span;
  const last = positionAt(source, Math.max(start, end));
  const file = prefix + source.path;
  // Columns are known to commands of a single line only.
  if (last.line !== place.line)
    return { file, line: place.line, endLine: last.column === 1 ? last.line - 1 : last.line };
  return {
    file,
    line: place.line,
    endLine: place.line,
    col: place.column,
    endColumn: Math.max(place.column, last.column),
  };
}

/** The text of a command goes up to the end of its line. */
function escapeText(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeText(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
