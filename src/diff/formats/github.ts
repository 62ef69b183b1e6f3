import { printable } from "../../base/printable.js";
import { isBreaking, type Change } from "../changes.js";
import { brokenText, summaryOf, usesText, type DiffReport } from "../report.js";

/**
 * Changes as workflow commands of GitHub, which shows them on the lines of a pull request: what breaks as warnings, or as
 * errors where it fails the run. What is gone has no line there.
 */
export function asGithub(
  report: DiffReport,
  {
    prefix,
    isFailing,
  }: { readonly prefix: string; readonly isFailing: (change: Change) => boolean },
): string {
  const sorted = report.changes.toSorted((a, b) => Number(isBreaking(b)) - Number(isBreaking(a)));
  const lines = sorted.map((change) => {
    const level = isFailing(change) ? "error" : isBreaking(change) ? "warning" : "notice";
    const { after, code, subject, part, message } = change;
    const place = after ? { file: prefix + after.file, line: after.line, col: after.column } : {};
    const properties = Object.entries({ ...place, title: code })
      .map(([name, value]) => `${name}=${escapedProperty(printable(String(value)))}`)
      .join(",");
    const broken = isBreaking(change) ? ` (breaks ${brokenText(change)})` : "";
    const where = part === "" ? "" : `, ${part}`;
    const text = [`${subject}${where}: ${message}${broken}`, usesText(change)]
      .filter(Boolean)
      .map(printable)
      .join("\n");
    return `::${level} ${properties}::${escapedText(text)}`;
  });
  return [...lines, summaryOf(report)].map((line) => `${line}\n`).join("");
}

function escapedText(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapedProperty(text: string): string {
  return escapedText(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
