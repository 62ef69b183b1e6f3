import { printable, printablePath } from "../../base/printable.js";
import type { Finding } from "../finding.js";
import type { Result } from "../result.js";

/**
 * A line for each finding, as compilers and `grep -n` have them, which editors know how to jump from:
 *
 *     guide.rst:3:6: error: There is no variable "versoin". Did you mean "version"? [undefined-variable]
 */
export function asUnix(result: Result, { prefix }: { readonly prefix: string }): string {
  return result.findings.map((finding) => `${lineOf(finding, prefix)}\n`).join("");
}

function lineOf({ place, severity, message, hint, code }: Finding, prefix: string): string {
  const at = place
    ? `${printablePath(prefix + place.span.source.path)}:${place.line}:${place.column}`
    : "specpress";
  const text = [message, hint ?? ""].filter(Boolean).map(printable).join(" ");
  return `${at}: ${severity}: ${text.replace(/\s*\n\s*/g, " ")} [${code}]`;
}
