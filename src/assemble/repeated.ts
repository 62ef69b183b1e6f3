import type { Report } from "../base/diagnostics.js";
import type { Span } from "../base/source.js";

/** In characters: more than any reader wants, few enough to be built in seconds. */
const limits = { site: 10_000_000, page: 3_000_000 };

/**
 * The text that pages show again. What is shown once is bounded by the files there are; but a target may name a file, and a
 * text a variable or a label, any number of times. Counted over all pages of a build.
 */
export class Repeated {
  readonly #shown = new Set<unknown>();
  readonly #report: Report;
  #leftInSite = limits.site;
  #leftInPage = limits.page;
  #isTold = false;

  constructor(report: Report) {
    this.#report = report;
  }

  beginPage(): void {
    this.#leftInPage = limits.page;
    this.#isTold = false;
  }

  /** Count a text as shown; `false`, reported once for each page, where that is too much. `what` is the same for the same text. */
  allows(what: unknown, length: number, name: string, span: () => Span): boolean {
    if (!this.#shown.has(what)) {
      this.#shown.add(what);
      return true;
    }
    if (length <= Math.min(this.#leftInPage, this.#leftInSite)) {
      this.#leftInPage -= length;
      this.#leftInSite -= length;
      return true;
    }
    if (!this.#isTold) this.#report("repeated-too-much", span(), [name]);
    this.#isTold = true;
    return false;
  }
}
