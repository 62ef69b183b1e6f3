import { createRequire } from "node:module";
import { trusted, type Html } from "./element.js";
import { mathMacros } from "./math-macros.js";

/** A formula as MathML, or why it is none. */
export type Formula =
  | { readonly html: Html; readonly fault?: never }
  | { readonly html?: never; readonly fault: string };

type Temml = typeof import("temml").default;

// Loaded with the first formula, and at once: most pages have none, and nothing between reading and writing waits.
let temml: Temml | undefined;
const require = createRequire(import.meta.url);

const known = new Map<string, Formula>();

/** TeX → MathML. */
export function mathml(formula: string, display: "inline" | "block"): Formula {
  const key = `${display} ${formula}`;
  let result = known.get(key);
  if (!result) known.set(key, (result = render(formula, display)));
  return result;
}

function render(formula: string, display: "inline" | "block"): Formula {
  temml ??= require("temml") as Temml;
  try {
    const tex = display === "block" ? aligned(formula) : formula;
    return {
      html: trusted(
        temml.renderToString(tex, {
          displayMode: display === "block",
          throwOnError: true,
          macros: mathMacros(),
        }),
      ),
    };
  } catch (error) {
    // Whatever the library cannot read, with its own words up to the formula.
    const reason = error instanceof Error ? error.message : String(error);
    return { fault: reason.split(" at ")[0]!.trim() };
  }
}

/** Formulas of several lines or columns stand in an environment that aligns them, as in docutils. */
function aligned(formula: string): string {
  const hasRows = /\\\\|(?<!\\)&/.test(formula) && !/^\s*\\begin\b/.test(formula);
  return hasRows ? `\\begin{aligned}${formula}\\end{aligned}` : formula;
}
