import type { Span } from "../base/source.js";
import type { Settings } from "./context.js";

/** What of raw text may be shown. What is meant for other formats than HTML stays as it is. */
export function allowedRaw(format: string, raw: string, span: Span, { html }: Settings): string {
  const isHtml = format.toLowerCase().split(/\s+/).includes("html");
  return isHtml && html ? html.raw(raw, span) : raw;
}
