/**
 * What keeps a piece of code that is said to be JSON from being JSON; `null` for what is, what shows a part of it, several of
 * it, and what leaves something out on purpose: dots, comments, `<names>` in place of values.
 */
export interface JsonFault {
  /** Where in the code it is noticed: its last character where it ends too early. */
  readonly at: number;
  /** What stands there; empty at the end of the code. */
  readonly found: string;
  /** A comma in front of the bracket that closes. */
  readonly comma?: number;
}

/** What stands for something else, and comments. */
const elidedRe =
  /\.{2,}|[…|]|^[ \t]*(?:\/\/|#|\/\*|\*|- )|[^:"']\/\/|\/\*|[:[{,]\s*(?:<[^<>\n]*>|\$?\{\{?[\w.][\w. ]*\}|%\w+%|(?!(?:true|false|null)\b)[A-Za-z_][\w ]*[,\]}\n])/m;

export function jsonFault(code: string): JsonFault | null {
  if (isJson(code) || !/^\s*["{[]/.test(code) || isSeveral(code)) return null;
  const outside = withoutStrings(code);
  if (elidedRe.test(outside) || isJson(`{${code}}`) || isJson(`[${code}]`)) return null;
  return faultOf(code, outside);
}

/** The same for a file, which is one value and leaves out nothing. */
export function jsonFileFault(text: string): JsonFault | null {
  return isJson(text) ? null : faultOf(text, withoutStrings(text));
}

function faultOf(code: string, outside: string): JsonFault {
  const [comma] = /,(?=\s*[}\]])/.exec(outside) ?? [];
  if (comma !== undefined && isJson(withoutCommas(code, outside))) {
    const at = outside.search(/,(?=\s*[}\]])/);
    return { at, found: ",", comma: at };
  }
  const first = faultIn(code);
  const found = /^(?:"[^"\n]{0,30}"?|[\w.+-]{1,30}|[^])?/u.exec(code.slice(first))![0];
  const last = code.trimEnd().length - 1;
  return { at: Math.min(first, last), found: first > last ? "" : found.trim() };
}

function isJson(code: string): boolean {
  try {
    JSON.parse(code);
    return true;
  } catch {
    return false;
  }
}

const tokenRe =
  /[ \t\n\r]*(?<token>"(?:[^"\\\n]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)|[{}[\],:])/y;

/** Where the text of one value goes wrong: the offset of the first token that may not stand there. */
function faultIn(code: string): number {
  const open: string[] = []; // brackets
  let wanted: "value" | "key" | "colon" | "next" | "end" = "value";
  let isFirst = false; // right behind a bracket, which may close again
  for (tokenRe.lastIndex = 0; ;) {
    const from = tokenRe.lastIndex;
    const token = tokenRe.exec(code)?.groups!["token"];
    if (token === undefined) return from + /^\s*/.exec(code.slice(from))![0].length;
    const at = tokenRe.lastIndex - token.length;
    const closes = token === "}" || token === "]";
    if (closes) {
      const pair = open.at(-1) === "{" ? "}" : "]";
      if (open.length === 0 || token !== pair || !(isFirst || wanted === "next")) return at;
      open.pop();
      wanted = open.length > 0 ? "next" : "end";
    } else if (token === ":" || token === ",") {
      if (token === ":" ? wanted !== "colon" : wanted !== "next") return at;
      wanted = token === "," && open.at(-1) === "{" ? "key" : "value";
    } else if (wanted === "key") {
      if (!token.startsWith('"')) return at;
      wanted = "colon";
    } else if (wanted !== "value") return at;
    else if (token === "{" || token === "[") {
      open.push(token);
      wanted = token === "{" ? "key" : "value";
    } else wanted = open.length > 0 ? "next" : "end";
    isFirst = token === "{" || token === "[";
  }
}

/** Several values below one another, each on lines of its own. */
function isSeveral(code: string): boolean {
  const parts = code.trim().split(/\n(?=[ \t]*\S)/);
  if (parts.every((part) => isJson(part))) return true;
  const values = code.trim().split(/(?<=[}\]])[ \t\r]*\n\s*(?=[{[])/);
  return values.length > 1 && values.every((value) => isJson(value));
}

/** The code with spaces for its strings, of the same length; one that does not end goes to the end of its line. */
function withoutStrings(code: string): string {
  return code.replace(
    /"(?:[^"\\\n]|\\.)*"?/g,
    ({ length }) => `"${" ".repeat(Math.max(0, length - 2))}${length > 1 ? '"' : ""}`,
  );
}

function withoutCommas(code: string, outside: string): string {
  const parts: string[] = [];
  let at = 0;
  for (const { index } of outside.matchAll(/,(?=\s*[}\]])/g)) {
    parts.push(code.slice(at, index));
    at = index + 1;
  }
  return [...parts, code.slice(at)].join(" ");
}
