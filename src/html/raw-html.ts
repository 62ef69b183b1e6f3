import type { Report } from "../base/diagnostics.js";
import type { HtmlPolicy } from "../rst/context.js";
import { sanitise } from "./sanitise.js";

/** Headers of HTTP that a `meta` may stand for: they say what the page is and lead nowhere. */
const plainHeaders = new Set(["content-language", "content-type", "x-ua-compatible"]);

/**
 * What `raw` of specpress.yaml lets an author's HTML do: `allow` shows it as it is, `sanitise` without what could run or
 * lead the reader away, `refuse` not at all. Where nothing is said it is shown, with a note each.
 */
export function htmlPolicy(
  setting: "allow" | "sanitise" | "refuse" | undefined,
  report: Report,
): HtmlPolicy {
  return {
    raw: (html, span) => {
      if (setting === "allow") return html;
      if (setting === "refuse") {
        report("raw-html-refused", span);
        return "";
      }
      if (setting === undefined) {
        report("raw-html", span);
        return html;
      }
      const { shown, leftOut } = sanitise(html);
      if (leftOut.length > 0) report("raw-html-sanitised", span, leftOut);
      return shown;
    },
    allowsHeader: (name, span) => {
      if (setting === "allow" || plainHeaders.has(name.trim().toLowerCase())) return true;
      report("meta-header-refused", span, [name]);
      return false;
    },
  };
}
