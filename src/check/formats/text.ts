import { colorOf, excerpt, plain, type Painter, type Place } from "../../base/show-diagnostic.js";
import { printable, printablePath } from "../../base/printable.js";
import { byFile, shownPointer, type Finding } from "../finding.js";
import { countsOf, type Result } from "../result.js";

/**
 * A result for people, grouped by file:
 *
 *     guide.rst
 *       3:6 error[undefined-variable]: There is no variable "versoin".
 *         3 | This {{versoin}} is
 *           |      ^^^^^^^^^^^
 *         config.yaml:1:1: the variables stand here
 *         hint: Did you mean "version"?
 *
 *     1 error in 1 file
 */
export function asText(result: Result, painter: Painter = plain, isQuiet = false): string {
  const blocks = byFile(result.findings).map(([file, findings]) => {
    const title = file === "" ? [] : [painter.bold(printablePath(file))];
    return [...title, ...findings.map((finding) => showFinding(finding, painter)), ""].join("\n");
  });
  const summary = isQuiet ? [] : [summaryOf(result)];
  return [...blocks, ...summary].map((block) => `${block}\n`).join("");
}

function showFinding(finding: Finding, painter: Painter): string {
  const { code, severity, message, place, notes, hint } = finding;
  const color = painter[colorOf[severity]];
  const at = place ? `${place.line}:${place.column} ` : "";
  const lines = [`${at}${color(painter.bold(`${severity}[${code}]`))}: ${printable(message)}`];
  const below: string[] = place ? excerpt(place, color, painter.dim) : [];
  const pointer = shownPointer(finding);
  if (pointer) below.push(`  ${painter.dim("at")} ${printable(pointer)}`);
  for (const note of notes) below.push(`  ${nameOf(note.place)}: ${printable(note.text)}`);
  if (hint !== undefined) below.push(`  ${painter.bold("hint")}: ${printable(hint)}`);
  return [...lines, ...below].map((line) => `  ${line}`).join("\n");
}

function nameOf({ span, line, column }: Place): string {
  return `${printable(span.source.path)}:${line}:${column}`;
}

/** `2 errors, 1 warning in 2 files; 3 accepted`, or `Nothing found.` */
export function summaryOf(result: Result): string {
  const counts = countsOf(result.findings);
  const found = (["error", "warning", "note"] as const)
    .filter((level) => counts[level] > 0)
    .map((level) => plural(counts[level], level));
  const files = byFile(result.findings).length;
  const head =
    found.length > 0 ? `${found.join(", ")} in ${plural(files, "file")}` : "nothing found";
  const left = [
    result.accepted > 0 ? `${result.accepted} accepted` : "",
    result.known > 0 ? `${result.known} in the baseline` : "",
    result.mended > 0 ? `${result.mended} of the baseline fixed` : "",
    result.fixed > 0 ? `${result.fixed} fixed` : "",
  ];
  return [head, ...left.filter((part) => part !== "")].join("; ");
}

function plural(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}
