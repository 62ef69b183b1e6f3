import type { Json } from "./json.js";

/** The scalars of `plain-yaml.ts`: where they end, and what they are worth. All patterns are tried at one place of the text. */

/** What a plain scalar may begin with; `-` and `?` only if something follows at once. */
const head = "(?:[^\\s,[\\]{}#&*!|>'\"%@`?:-]|[?-](?=\\S))";
/** In brackets, without what may begin a line that separates documents. */
const headInBrackets = "(?:[^\\s,[\\]{}#&*!|>'\"%@`?:.-]|-(?=\\d))";

/** The rest of its line: `:` ends it before a blank, `#` behind one; so does each character of `ends`. */
function rest(ends: string): string {
  const colon = `:(?=[^ \\n${ends}])`;
  return `(?:[^ :\\n${ends}]+|${colon}| +(?=[^ #:\\n${ends}]|${colon}))*`;
}

/** A plain scalar, as far as its first line goes. */
export const plainLine = new RegExp(head + rest(""), "y");
/** A further line of it. */
export const plainRest = new RegExp(rest(""), "y");
/** A plain scalar within brackets. */
export const plainInBrackets = new RegExp(headInBrackets + rest(",[\\]{}"), "y");
/** Quoted scalars of one line. */
export const doubleQuoted = /"[^"\\\n]*(?:\\.[^"\\\n]*)*"/y;
export const singleQuoted = /'[^'\n]*(?:''[^'\n]*)*'/y;

/** A scalar that other readers may take for something that is not handled here. */
export const unclear = Symbol("unclear");

const constants: ReadonlyMap<string, Json> = new Map<string, Json>([
  ["~", null],
  ...["null", "Null", "NULL"].map((word) => [word, null] as const),
  ...["true", "True", "TRUE"].map((word) => [word, true] as const),
  ...["false", "False", "FALSE"].map((word) => [word, false] as const),
]);

const jsonNumber = /^(?:-?[1-9]\d*|0|-?(?:0|[1-9]\d*)\.\d+)$/;
/** Whatever looks like a number of YAML 1.1 or 1.2: `0x1F`, `1_000`, `.5`, `.inf`, `1e3`. */
const anyNumber =
  /^[-+]?(?:\d[\d_]*(?:\.[\d_]*)?(?:[eE][-+]?\d*)?|\.[\d_]+(?:[eE][-+]?\d*)?|0[box][\da-fA-F_]*|\.inf|\.nan)$/i;

/** What a plain scalar is worth by YAML's core schema. */
export function plainValue(text: string): Json | typeof unclear {
  const constant = text.length <= 5 ? constants.get(text) : undefined;
  if (constant !== undefined) return constant;
  if (text.charCodeAt(0) > 0x39) return text; // behind the digits; before them are signs and the point
  if (!anyNumber.test(text)) return text;
  return jsonNumber.test(text) && text.length <= 16 ? Number(text) : unclear;
}

/** What a quoted scalar stands for. YAML's escapes that JSON lacks are unclear. */
export function quotedValue(text: string): string | typeof unclear {
  if (text.startsWith("'")) return text.slice(1, -1).replaceAll("''", "'");
  if (!text.includes("\\")) return text.slice(1, -1);
  try {
    return String(JSON.parse(text));
  } catch {
    return unclear;
  }
}

/** The text of a block scalar, its indentation taken off, between `|` or `>` and what follows. */
export function blockText(lines: string, isFolded: boolean, isStripped: boolean): string {
  let end = lines.length;
  while (lines.charCodeAt(end - 1) === 0x0a) end--;
  const text = lines.slice(0, end);
  return (isFolded ? folded(text) : text) + (isStripped ? "" : "\n");
}

/** Lines become one, empty lines line feeds; what is indented further stays as it is. */
function folded(text: string): string {
  let result = "";
  let empty = 0;
  let wasIndented = false;
  for (const line of text.split("\n")) {
    if (line === "") {
      empty++;
      continue;
    }
    const isIndented = line.startsWith(" ");
    const keepsBreak = isIndented || wasIndented;
    if (result === "") result = "\n".repeat(empty);
    else if (keepsBreak) result += "\n".repeat(empty + 1);
    else result += empty === 0 ? " " : "\n".repeat(empty);
    result += line;
    wasIndented = isIndented;
    empty = 0;
  }
  return result;
}
