import { nearest } from "../../base/text.js";
import type { Source, Span } from "../../base/source.js";
import { standardDefinitions } from "../standard-definitions.js";

/** Files of roles: for the slides of S5, and for elements of HTML. */
const standardRoles: Readonly<Record<string, readonly string[]>> = {
  s5defs: [
    ...roles(
      "black gray silver white maroon red magenta fuchsia pink orange yellow lime green olive teal cyan aqua blue navy purple",
    ),
    ...roles("huge big small tiny"),
    ".. role:: slide",
    "   :class: slide-display",
    ...roles("outline print handout incremental"),
    ".. default-role:: incremental",
  ],
  "html-roles": roles("b bdi del dfn i ins kbd(literal) mark q samp(literal) small u s var"),
};

function roles(names: string): string[] {
  return names.split(" ").map((name) => `.. role:: ${name}`);
}

const known = [...Object.keys(standardDefinitions), ...Object.keys(standardRoles)].map(
  (name) => `<${name}.txt>`,
);

/** True for the name of a standard definition file: `<isonum.txt>`. */
export function isStandardName(path: string): boolean {
  return path.startsWith("<") && path.endsWith(">");
}

/**
 * A standard definition file of docutils by its name, as a text made of what it defines; findings in it are shown where it
 * was asked for. For an unknown name, the names most like it.
 *
 * @see https://docutils.sourceforge.io/docs/ref/rst/definitions.html
 */
export function standardFile(
  path: string,
  place: Span,
): Source | { readonly unknown: readonly string[] } {
  const name = /^<(.+)\.txt>$/.exec(path)?.[1] ?? "";
  const lines = Object.hasOwn(standardDefinitions, name)
    ? definitions(standardDefinitions[name]!)
    : Object.hasOwn(standardRoles, name)
      ? standardRoles[name]!
      : null;
  if (!lines) return { unknown: nearest(path, known) };
  return { path, text: `${lines.join("\n")}\n`, origin: () => place };
}

/** `amp 26 vnsub 2282+20d2` as definitions of substitutions. */
function definitions(written: string): string[] {
  const words = written.split(" ");
  const lines: string[] = [];
  for (let at = 0; at < words.length; at += 2) {
    const codes = words[at + 1]!.split("+").map((code) => `U+${code.toUpperCase()}`);
    lines.push(`.. |${words[at]}| unicode:: ${codes.join(" ")}`);
  }
  return lines;
}
