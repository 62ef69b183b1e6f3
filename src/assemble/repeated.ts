import type { Report } from "../base/diagnostics.js";
import type { Span } from "../base/source.js";

/** In characters: more than any reader wants, few enough to be built in seconds. */
const limits = { site: 10_000_000, page: 3_000_000 };

/** A text that a page shows. */
export interface Repetition {
  readonly what: unknown;
  readonly length: number;
}

/**
 * The text that pages show again. What is shown once is bounded by the files there are; but a target may name a file, and a
 * text a variable or a label, any number of times. Counted over all pages of a build.
 */
export class Repeated {
  readonly #shown = new Set<unknown>();
  #onPage: Repetition[] = [];
  readonly #report: Report;
  #leftInSite = limits.site;
  #leftInPage = limits.page;
  #isTold = false;

  constructor(report: Report) {
    this.#report = report;
  }

  /** Returns what the page will have shown. */
  beginPage(): readonly Repetition[] {
    this.#leftInPage = limits.page;
    this.#isTold = false;
    return (this.#onPage = []);
  }

  /** What the page at hand has shown. */
  get onPage(): readonly Repetition[] {
    return this.#onPage;
  }

  /** Whether something was left out of the page at hand. */
  get hasLeftOut(): boolean {
    return this.#isTold;
  }

  /** Count what a page has shown that is not put together again; `false` where it may not show that any more. */
  counts(page: readonly Repetition[]): boolean {
    if (page === this.#onPage) return true; // as it was put together
    const length = this.#lengthOfAgain(page);
    if (length > this.#leftInSite) return false;
    this.#leftInSite -= length;
    for (const { what } of page) this.#shown.add(what);
    return true;
  }

  /** Count what the page at hand shows besides, as it did before; `false` where it may not show that any more. */
  countsBesides(others: readonly Repetition[]): boolean {
    if (!this.counts(others)) return false;
    this.#onPage.push(...others);
    return true;
  }

  /** Count texts that the page at hand shows as it did before; `false` where one may be too much: then none is counted. */
  allowsAll(texts: readonly Repetition[]): boolean {
    const again = this.#lengthOfAgain(texts);
    if (again > Math.min(this.#leftInPage, this.#leftInSite)) return false;
    this.#leftInPage -= again;
    this.#leftInSite -= again;
    for (const each of texts) {
      this.#shown.add(each.what);
      this.#onPage.push(each);
    }
    return true;
  }

  /** How long those of some texts are that were shown before, also among them. */
  #lengthOfAgain(texts: readonly Repetition[]): number {
    const once = new Set<unknown>();
    let length = 0;
    for (const each of texts) {
      if (this.#shown.has(each.what) || once.has(each.what)) length += each.length;
      once.add(each.what);
    }
    return length;
  }

  /** Count a text as shown; `false`, reported once for each page, where that is too much. `what` is the same for the same text. */
  allows(what: unknown, length: number, name: string, span: () => Span): boolean {
    if (!this.#shown.has(what)) {
      this.#shown.add(what);
      this.#onPage.push({ what, length });
      return true;
    }
    if (length <= Math.min(this.#leftInPage, this.#leftInSite)) {
      this.#leftInPage -= length;
      this.#leftInSite -= length;
      this.#onPage.push({ what, length });
      return true;
    }
    if (!this.#isTold) this.#report("repeated-too-much", span(), [name]);
    this.#isTold = true;
    return false;
  }
}
