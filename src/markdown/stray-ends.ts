import type { Span } from "../base/source.js";
import type { Code } from "../base/diagnostics.js";
import { closes } from "./html-tags.js";

type Tell = (code: Code, span: Span, parts?: readonly string[]) => void;

/** More of them are not looked at again. */
const most = 200;

/** The end tags of a text that end nothing. One after an element that does not end is the same slip: `<sub>a</sup>`. */
export class StrayEnds {
  #ends: { readonly name: string; readonly span: Span }[] = [];

  add(name: string, span: Span): void {
    this.#ends.push({ name, span });
  }

  /** Report an element that does not end, with the end tag that may have been meant for it, which then is no finding of its own. */
  reportOpen(name: string, span: Span, tell: Tell): void {
    const at = this.#ends.slice(0, most).findIndex((end) => end.span.start > span.start);
    const [meant] = at === -1 ? [] : this.#ends.splice(at, 1);
    tell("html-not-closed", span, meant ? [name, "", meant.name] : [name]);
  }

  /** Report those that are left. */
  report(tell: Tell): void {
    for (const { name, span } of this.#ends) tell("html-closes-nothing", span, closes(name));
    this.#ends = [];
  }
}
