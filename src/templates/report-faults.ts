import type { Report } from "../base/diagnostics.js";
import type { Source } from "../base/source.js";
import { TemplateError } from "./fault.js";

/**
 * Report what a template threw, at its place in the template that is at fault, but for what is in `told`. Throws again what
 * is no fault of a template.
 */
export function reportFaults(
  error: unknown,
  code: "bad-template" | "bad-page-template",
  sources: ReadonlyMap<string, Source>,
  told: Set<string>,
  report: Report,
): void {
  if (!(error instanceof TemplateError)) throw error;
  for (const { template, start, end, what, fix = "", unknown } of error.faults) {
    const key = JSON.stringify([template, start, what]);
    if (told.has(key)) continue;
    told.add(key);
    const source = sources.get(template)!;
    report(code, { source, start, end }, [
      template,
      what,
      fix,
      ...(unknown === undefined ? [] : [unknown]),
    ]);
  }
}
