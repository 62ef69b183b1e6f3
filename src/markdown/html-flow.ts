import type { Span } from "../base/source.js";
import type { Code } from "../base/diagnostics.js";
import type { Context } from "../rst/context.js";
import type { Block } from "../rst/nodes.js";
import { componentIn } from "./components.js";
import { endsItself, tagsIn } from "./html-tags.js";
import { StrayEnds } from "./stray-ends.js";

/** Reports what is wrong with a text. */
export type Tell = (code: Code, span: Span, parts?: readonly string[]) => void;

interface Open {
  readonly name: string;
  /** Of its tag. */
  readonly span: Span;
  /** Whether it is shown: what a project lets through decides. */
  isShown: boolean;
}

/**
 * The HTML blocks among some blocks that follow one another. An element may begin in one of them and end in another, with
 * Markdown between them, so each is shown to the project's policy as if it were whole.
 */
export class HtmlFlow {
  private open: Open[] = [];
  /** End tags that end nothing: one after an element without an end is the same slip. */
  private readonly strays = new StrayEnds();
  private readonly cx: Context;
  private readonly tell: Tell;

  constructor(cx: Context, tell: Tell) {
    this.cx = cx;
    this.tell = tell;
  }

  /** Whether an element is open: what stands here is in it. */
  get isWithin(): boolean {
    return this.open.length > 0;
  }

  /** What is shown of a block of HTML. */
  read(html: string, span: Span, spanOf: (start: number, end: number) => Span): string {
    const before = [...this.open];
    const { closed } = this.follow(html, spanOf);
    const opened = this.open.slice(before.length - closed);
    const reopened = before.slice(before.length - closed).filter(({ isShown }) => isShown);
    const prefix = reopened.map(({ name }) => `<${name}>`).join("");
    const suffix = opened
      .map(({ name }) => `</${name}>`)
      .reverse()
      .join("");
    const policy = this.cx.settings.html;
    if (!policy) return html;
    const gap = html.endsWith("\n") ? "\n" : "";
    const shown = policy.raw(prefix + html.slice(0, html.length - gap.length) + suffix, span);
    if (shown.startsWith(prefix) && shown.endsWith(suffix))
      return shown.slice(prefix.length, shown.length - suffix.length) + gap;
    for (const each of opened) each.isShown = false;
    return shown;
  }

  /** Report what is still open where nothing follows any more, and close it: what comes after is not in it. */
  end(at: Span): Block[] {
    for (const each of this.open) this.reportOpen(each);
    this.strays.report(this.tell);
    const shown = this.open.filter(({ isShown }) => isShown);
    this.open = [];
    if (shown.length === 0 || !this.cx.settings.html) return [];
    const value = shown
      .map(({ name }) => `</${name}>`)
      .reverse()
      .join("");
    const children = [{ type: "text" as const, span: at, value }];
    return [{ type: "raw", span: at, format: "html", made: true, children }];
  }

  private reportOpen({ name, span }: Open): void {
    if (!endsItself.has(name)) this.strays.reportOpen(name, span, this.tell);
  }

  /** Open and close elements as a text does; how many of those that were open before it are closed. */
  private follow(html: string, spanOf: (start: number, end: number) => Span): { closed: number } {
    const before = this.open.length;
    let least = before;
    for (const { name, isEnd, start, end } of tagsIn(html)) {
      if (!isEnd) {
        this.open.push({ name, span: spanOf(start, end), isShown: true });
        if (this.open.length > 1000) this.open.shift();
        continue;
      }
      const at = this.open.findLastIndex((each) => each.name === name);
      if (at === -1) {
        const component = componentIn(html.slice(start, end));
        if (component !== null) this.tell("component-as-html", spanOf(start, end), [component]);
        else if (!endsItself.has(name)) this.strays.add(name, spanOf(start, end));
        continue;
      }
      for (const each of this.open.slice(at + 1)) this.reportOpen(each);
      this.open.length = at;
      least = Math.min(least, at);
    }
    return { closed: before - least };
  }
}
