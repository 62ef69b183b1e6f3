import { nearest } from "../base/text.js";
import type { Context } from "./context.js";
import { faultOf } from "./directives/read-parts.js";
import type { Directive, DirectiveCall } from "./directives/spec.js";
import type { Block } from "./nodes.js";

export type { DirectiveCall };

/** All directives there are. */
const directives: readonly Directive[] = [];

const byName = new Map(directives.flatMap((entry) => entry.names.map((name) => [name, entry])));

/**
 * Run the directive of that name. Faults come back as system messages. In a substitution definition the children of a
 * paragraph that comes back stand for it.
 */
export function runDirective(call: DirectiveCall, cx: Context): Block[] {
  const name = call.name.toLowerCase();
  const entry = byName.get(name);
  if (entry) return entry.run(call, cx);
  const near = nearest(name, byName.keys());
  return [faultOf(call, cx, "unknown-directive", [call.name, ...near], call.nameSpan)];
}
