import { printable } from "../../base/printable.js";
import { byFile, shownPointer, type Finding, type Level } from "../finding.js";
import { countsOf, type Result } from "../result.js";

/**
 * A result as a JUnit report: a suite for each file, a case for each finding. What fails the check is a failure: errors,
 * and warnings where there are more than allowed. All else passes with its text. Where nothing is found, one case passes, since many readers take an empty report for a broken one.
 */
export function asJunit(
  { findings }: Result,
  { prefix, maxWarnings = Infinity }: JunitSetting,
): string {
  const failing: readonly Level[] =
    countsOf(findings).warning > maxWarnings ? ["error", "warning"] : ["error"];
  const isFailure = ({ severity }: Finding) => failing.includes(severity);
  const suites = byFile(findings).map(([file, group]) =>
    suiteOf(file ? prefix + file : "specpress", group, isFailure),
  );
  const all =
    suites.length > 0
      ? suites
      : [
          `  <testsuite name="specpress" tests="1" failures="0">\n    <testcase name="check" classname="specpress"/>\n  </testsuite>\n`,
        ];
  const tests = Math.max(1, findings.length);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="specpress check" tests="${tests}" failures="${findings.filter(isFailure).length}">\n${all.join("")}</testsuites>\n`;
}

interface JunitSetting {
  readonly prefix: string;
  readonly maxWarnings?: number;
}

type IsFailure = (finding: Finding) => boolean;

function suiteOf(name: string, findings: readonly Finding[], isFailure: IsFailure): string {
  const cases = findings.map((finding) => caseOf(finding, name, isFailure(finding))).join("");
  return `  <testsuite name="${escape(name)}" tests="${findings.length}" failures="${findings.filter(isFailure).length}">\n${cases}  </testsuite>\n`;
}

function caseOf(finding: Finding, file: string, isFailure: boolean): string {
  const { code, severity, message, hint, place, notes } = finding;
  const pointer = shownPointer(finding);
  const at = place ? `${place.line}:${place.column}` : "";
  const details = [
    place ? `${file}:${at}` : "",
    message,
    pointer ? `at ${pointer}` : "",
    ...notes.map((note) => `${note.place.span.source.path}:${note.place.line}: ${note.text}`),
    hint ?? "",
  ].filter((line) => line !== "");
  const text = escape(details.join("\n"));
  const body = isFailure
    ? `<failure type="${severity}" message="${escape(message)}">${text}</failure>`
    : `<system-out>${escape(severity)}: ${text}</system-out>`;
  return `    <testcase name="${escape(at ? `${code} at ${at}` : code)}" classname="${escape(file)}">\n      ${body}\n    </testcase>\n`;
}

const names: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\n": "&#10;",
};

/** What XML 1.0 cannot hold at all, as mark or escape: control characters and half surrogate pairs. */
const impossible = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

function escape(text: string): string {
  return text
    .split("\n")
    .map((line) => printable(line.replace(impossible, "\uFFFD")))
    .join("\n")
    .replace(/[&<>"'\n]/g, (char) => names[char]!);
}
