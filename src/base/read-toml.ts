import { parse, TomlError, type TomlTable, type TomlValue } from "smol-toml";

/** How deep tables and arrays may be nested, as in YAML. */
const maxNesting = 100;

export type { TomlTable, TomlValue } from "smol-toml";

/** What is wrong in a text in TOML. */
export interface TomlFault {
  readonly why: string;
  /** The offset of the character where it is wrong. */
  readonly at: number;
}

/** More parts of a key than values may be nested. */
const longKeyRe = new RegExp(`^(?:[^=.\\n]*\\.){${maxNesting}}`, "m");

/** The values of a text in TOML, or what is wrong in it. */
export function readToml(text: string): { readonly values: TomlTable } | TomlFault {
  try {
    const values = parse(text, { maxDepth: maxNesting });
    if (!isNestedTooDeep(values)) return { values };
    const why = `tables and keys are nested more than ${maxNesting} deep`;
    return { why, at: Math.max(0, text.search(longKeyRe)) };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const before = text.split("\n").slice(0, error.line - 1);
    const at = before.reduce((sum, line) => sum + line.length + 1, 0) + error.column - 1;
    const why = error.message.split("\n")[0]!.replace(/^Invalid TOML document: /, "");
    return { why, at: Math.min(at, text.length) };
  }
}

/** Tables are made of the parts of their names, of which there may be any number: whoever walks them has a stack. */
function isNestedTooDeep(values: TomlTable): boolean {
  let level: TomlValue[] = [values];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxNesting) return true;
    level = level.flatMap((value) =>
      typeof value === "object" && !(value instanceof Date) ? Object.values(value) : [],
    );
  }
  return false;
}
