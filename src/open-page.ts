import { reportTo, tellAgain, type Diagnostic, type Report } from "./base/diagnostics.js";
import type { SiteLink } from "./render/render.js";
import { walk, type Document } from "./rst/nodes.js";
import { movedFinding, type Moved } from "./edited-places.js";
import type { Page } from "./site/page.js";

interface Written {
  readonly state: string;
  readonly page: Page;
  readonly told: readonly Diagnostic[];
}

/** A page that leads to others or says something of them: it is written again where that has become something else. */
export class OpenPage {
  #last: Written | null = null;
  /** What was reported when it was completed. */
  #completed: readonly Diagnostic[] | null = null;

  /** `isFilled`: whether some of its nodes are filled when all pages are there. */
  constructor(
    private readonly document: Document,
    private readonly siteLinks: readonly SiteLink[],
    private readonly isFilled: boolean,
    private readonly complete: (report: Report) => void,
    private readonly write: (report: Report) => Page,
  ) {}

  /** The page as it was written last; `null` where it is none, or its nodes lead elsewhere by now. */
  get page(): Page | null {
    return this.#last && this.#last.state === this.#state() ? this.#last.page : null;
  }

  /** The same page with other words, of which `page` is to be there still. `last`: as it was written with them, and what was reported then. */
  edited(
    document: Document,
    moved: Moved,
    { page, told }: Pick<Written, "page" | "told">,
    write: (report: Report) => Page,
  ): OpenPage {
    const next = new OpenPage(document, this.siteLinks, this.isFilled, this.complete, write);
    const completed = this.#completed!.map((finding) => movedFinding(finding, moved)); // it was written
    next.#completed = completed;
    next.#last = { state: this.#last!.state, page, told: [...completed, ...told] };
    return next;
  }

  /** The page as it is now. What was reported when it was written is told again. */
  readonly render = (report: Report): Page => {
    const state = this.#state();
    if (this.#last?.state !== state) {
      const told = [...(this.#completed ?? [])];
      const tell = reportTo((finding) => told.push(finding));
      if (!this.#completed) {
        this.complete(tell);
        this.#completed = [...told];
      }
      const page = this.write(tell);
      this.#last = { state, page, told };
    }
    for (const finding of this.#last.told) tellAgain(finding, report);
    return this.#last.page;
  };

  /** Where its links lead, and what it was filled with. */
  #state(): string {
    const leading: unknown[] = this.siteLinks.map(({ node }) => node.refuri);
    if (this.isFilled)
      walk(this.document, (node) => {
        if (node.type === "reference") leading.push(node.refuri, node.refid, node.term);
        if (node.type === "container" && node.classes?.some(isFilledClass))
          leading.push(JSON.stringify(node, withoutPlaces));
      });
    return JSON.stringify(leading);
  }
}

function isFilledClass(name: string): boolean {
  return name === "index" || name === "used-in";
}

function withoutPlaces(key: string, value: unknown): unknown {
  return key === "span" ? undefined : value;
}
