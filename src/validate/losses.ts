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
]);

/** A report of that which costs pages something of their content. A key that means nothing known is none of it. */
export function onlyLosses(report: Report): Report {
  return reportTo((finding) => {
    if (losses.has(finding.code) && isMeant(finding)) tellAgain(finding, report);
  });
}

/** Whether it can be said what an unknown key means. */
function isMeant({ code, parts }: Diagnostic): boolean {
  if (code === "openapi-unknown-key") return parts.length > 2;
  return code !== "unknown-keyword" || (parts.length > 4 && parts[2] === "");
}
