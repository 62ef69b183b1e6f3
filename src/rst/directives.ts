import type { Span } from "../base/source.js";
import type { Context } from "./context.js";
import type { Line } from "./lines.js";
import type { Block } from "./nodes.js";

/** A directive as it stands in the text, before anything in it is understood. */
export interface DirectiveCall {
  /** As written: `Code-Block`. */
  readonly name: string;
  readonly nameSpan: Span;
  /** What follows `::` on its line (may be empty), then the lines indented below, dedented among themselves; blank lines at the end removed. */
  readonly first: Line;
  readonly rest: readonly Line[];
  /** All lines of the construct, with the `..`: what is quoted when it is wrong. */
  readonly lines: readonly Line[];
  /** The name it defines when it stands in a substitution definition: `.. |name| image:: x.png`. */
  readonly substitution?: string;
}

/** Run the directive of that name. Faults come back as system messages; inside a substitution definition inline nodes may come back in a paragraph. */
export function runDirective(_call: DirectiveCall, _cx: Context): Block[] {
  throw new Error("not written");
}
