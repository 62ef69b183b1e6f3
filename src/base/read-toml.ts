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

/** As many lines are mended. */
const mostTries = 40;
/** As many faults of a text are told. */
const mostFaults = 20;

/**
 * The values of a text in TOML as it can only be meant, and all that is wrong in it: a value without its quotes has them, a
 * line of which nothing can be made is left out. `null` where that does not help.
 */
export function readMeantToml(
  text: string,
): { readonly values: TomlTable; readonly faults: readonly TomlFault[] } | null {
  const written = text.split("\n");
  const lines = [...written];
  const starts = written.map(() => 0);
  for (let index = 1; index < starts.length; index++)
    starts[index] = starts[index - 1]! + written[index - 1]!.length + 1;
  const faults: TomlFault[] = [];
  let last = -1;
  let tries = 0;
  for (;;) {
    const read = readToml(lines.join("\n"));
    if ("values" in read) return { values: read.values, faults };
    if (faults.length === mostFaults) return null;
    const [index, column] = lineOf(lines, read.at);
    // A table whose header is lost: each of its keys is there already.
    const isNext = index === last + 1 && read.why === faults.at(-1)?.why;
    if (!isNext)
      faults.push({
        why: read.why,
        at: starts[index]! + Math.min(column, written[index]!.length),
      });
    last = index;
    if (tries++ === mostTries) return null;
    const mended = mendsOf(lines[index]!).find((line) => {
      const next = readToml(lines.with(index, line).join("\n"));
      return "values" in next || lineOf(lines.with(index, line), next.at)[0] > index;
    });
    if (mended === undefined) return null;
    lines[index] = mended;
  }
}

/** The index of the line that has an offset, and where in it that is. */
function lineOf(lines: readonly string[], at: number): readonly [index: number, column: number] {
  let start = 0;
  for (const [index, { length }] of lines.entries()) {
    if (at <= start + length) return [index, at - start];
    start += length + 1;
  }
  return [lines.length - 1, lines.at(-1)!.length];
}

/** What a line that is no TOML may mean: the likeliest first, and that it is not there last. */
function mendsOf(line: string): readonly string[] {
  const given = /^(?<key>\s*["'\w.-]+\s*=\s*)(?<value>[^\s#][^#]*?)\s*$/.exec(line)?.groups;
  const { key = "", value = "" } = given ?? {};
  const colon = /^(\s*[\w-]+)\s*:\s*(\S.*)$/.exec(line);
  return [
    ...(/^(?:true|false)$/i.test(value) ? [key + value.toLowerCase()] : []),
    ...(given && !/["'[\]{}\\]/.test(value) ? [`${key}"${value}"`] : []),
    ...(/^"[^"]*$/.test(value) ? [`${line.trimEnd()}"`] : []),
    ...(/^[^"]*"$/.test(value) ? [`${key}"${value}`] : []),
    ...(/^\s*\[[^\]]*$/.test(line) && !given
      ? [`${line.trimEnd()}${/\[\[/.test(line) ? "]]" : "]"}`]
      : []),
    ...(/^\s*\[\[[^\]]*\]\s*$/.test(line) ? [`${line.trimEnd()}]`] : []),
    ...(/^\s*\[[^[\]]*\]\]\s*$/.test(line) ? [`[${line.trim()}`] : []),
    ...(colon ? [`${colon[1]} = ${colon[2]}`] : []),
    "",
  ];
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
