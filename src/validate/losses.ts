import {
  reportTo,
  tellAgain,
  type Code,
  type Diagnostic,
  type Report,
} from "../base/diagnostics.js";

/** What is not shown though it was written: fields with misspelt names or at a wrong level, and keywords that cannot be read. */
const losses: ReadonlySet<Code> = new Set([
  "openapi-unknown-key",
  "unknown-keyword",
  "schema-keyword",
  "ref-not-schema",
]);

/** What is left out of pages in the look `current`; in that of 2020 the model reports it of what pages show. */
const wrongKinds: ReadonlySet<Code> = new Set(["wrong-kind", "ref-not-string"]);

/** A report of that which costs pages something of their content. A key that means nothing known is none of it. */
export function onlyLosses(report: Report, isCurrent: boolean): Report {
  return reportTo((finding) => {
    const { code } = finding;
    if ((losses.has(code) && isMeant(finding)) || (isCurrent && wrongKinds.has(code)))
      tellAgain(finding, report);
  });
}

/** Whether it can be said what an unknown key means. */
function isMeant({ code, parts }: Diagnostic): boolean {
  if (code === "openapi-unknown-key") return parts.length > 2;
  return code !== "unknown-keyword" || (parts.length > 4 && parts[2] === "");
}
