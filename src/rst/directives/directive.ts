import { readParts } from "./read-parts.js";
import type { ArgumentRule, Directive, DirectiveSpec, OptionSpec } from "./spec.js";

/** Write a directive down: the types of its argument and options follow from the spec. */
export function directive<
  const A extends ArgumentRule,
  O extends OptionSpec = Record<never, never>,
>(spec: DirectiveSpec<A, O>): Directive {
  return {
    names: spec.names,
    options: Object.keys(spec.options ?? {}),
    takesContent: spec.body !== "none",
    run: (call, cx) => {
      const parts = readParts(spec, call, cx);
      return "type" in parts ? [parts] : spec.run(parts, cx);
    },
  };
}
