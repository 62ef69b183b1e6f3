/**
 * Where a place of a YAML file stands, by its indentation alone: while one types, there is no YAML yet.
 */
export interface YamlPlace {
  /** The keys above; `-` for an item of a list. */
  readonly path: readonly string[];
  /** The key whose value is being typed; `null`: a key is. */
  readonly key: string | null;
  /** What is typed of it, quotes left out. */
  readonly typed: string;
  /** Keys that stand beside it. */
  readonly beside: readonly string[];
  /** What its first characters have in common with those of the keys beside it. */
  readonly indent: number;
}

const keyRe =
  /^(?<dashes>(?:- +)*)(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<plain>[^\s"'{}[\],#&*!|>%@`][^:#{}[\],]*?))[ \t]*:(?<value>[ \t].*|)$/;

interface Key {
  /** Column of the key, or of the dash of an item without one. */
  readonly indent: number;
  /** Columns of dashes before it. */
  readonly dashes: readonly number[];
  readonly name: string | null;
  readonly value: string;
}

function keyOn(line: string): Key {
  const blanks = /^ */.exec(line)![0].length;
  const rest = line.slice(blanks);
  const match = keyRe.exec(rest);
  const lead = match ? match.groups!["dashes"]! : (/^(?:-(?: +|$))*/.exec(rest)?.[0] ?? "");
  const dashes = [...lead.matchAll(/-/g)].map(({ index }) => blanks + index);
  const { double, single, plain, value = "" } = match?.groups ?? {};
  return {
    indent: blanks + lead.length,
    dashes,
    name: double ?? single ?? plain ?? null,
    value: match ? value.trim() : rest.slice(lead.length).trim(),
  };
}

/** The place at the end of a text, of which `after` is the rest. */
export function yamlPlaceAt(before: string, after: string): YamlPlace | null {
  const lines = before.split("\n");
  const line = lines.pop()!;
  if (/^\s*#/.test(line) || /\s#/.test(line)) return null;
  const own = keyOn(line);
  const flow = flowOf(own.name === null ? line.trimStart().replace(/^(?:- +)*/, "") : own.value);
  const above = keysAbove(lines, own);
  const rest = after.split("\n");
  if (flow) {
    const lead = own.name === null ? above : [...above, own.name];
    return { ...flow, path: [...lead, ...flow.path], indent: own.indent };
  }
  const beside = keysBeside(lines, rest.slice(1), own.indent);
  if (own.name !== null)
    return { path: above, key: own.name, typed: unquoted(own.value), beside, indent: own.indent };
  const typed = unquoted(own.value);
  // A scalar in a list is a value of it.
  const isItem = own.dashes.length > 0;
  if (isItem) return { path: above, key: "-", typed, beside: [], indent: own.indent };
  return { path: above, key: null, typed, beside, indent: own.indent };
}

function unquoted(text: string): string {
  return text.replace(/^["']/, "");
}

/** The keys and items that a line stands below, from the outermost on. */
function keysAbove(lines: readonly string[], own: Key): readonly string[] {
  const path: string[] = [];
  let limit = own.indent;
  const climb = (dashes: readonly number[]) => {
    for (const column of [...dashes].reverse()) {
      path.unshift("-");
      limit = column;
    }
  };
  // Of a scalar in a list, the last dash is the place itself.
  climb(own.name === null && own.dashes.length > 0 ? own.dashes : own.dashes);
  let isItem = own.dashes.length > 0;
  for (let index = lines.length - 1; index >= 0 && (limit > 0 || isItem); index--) {
    const line = lines[index]!;
    if (line.trim() === "" || /^\s*#/.test(line)) continue;
    const { indent, dashes, name } = keyOn(line);
    const first = dashes[0] ?? indent;
    if (name !== null && (indent < limit || (isItem && indent === limit && dashes.length === 0))) {
      path.unshift(name);
      limit = indent;
      isItem = dashes.length > 0;
      climb(dashes);
    } else if (dashes.length > 0 && first < limit && indent <= limit) {
      // The first line of the item that this one stands in.
      climb(dashes.filter((column) => column < limit));
      isItem = true;
    }
  }
  return path;
}

/** The keys of the object that a line of this indentation belongs to. */
function keysBeside(
  before: readonly string[],
  after: readonly string[],
  indent: number,
): readonly string[] {
  const keys: string[] = [];
  const take = (line: string): boolean => {
    if (line.trim() === "" || /^\s*#/.test(line)) return true;
    const key = keyOn(line);
    if (key.indent < indent) return false;
    if (key.indent === indent && key.name !== null) keys.push(key.name);
    return key.dashes.length === 0 || (key.dashes[0] ?? 0) >= indent;
  };
  for (let index = before.length - 1; index >= 0; index--) if (!take(before[index]!)) break;
  for (const line of after) {
    if (keyOn(line).dashes.length > 0 && keyOn(line).indent <= indent) break;
    if (!take(line)) break;
  }
  return keys;
}

/** Within braces or brackets on the line: `{ a: 1, b`. */
function flowOf(text: string): Omit<YamlPlace, "indent"> | null {
  const open: { isList: boolean; key: string | null; keys: string[] }[] = [];
  const wordRe = /"(?:[^"\\]|\\.)*"?|'[^']*'?|[{}[\],:]|[^\s{}[\],:"']+(?:[ ]+[^\s{}[\],:"'#]+)*/g;
  let last = "";
  let word = "";
  for (const [token] of text.matchAll(wordRe)) {
    const top = open.at(-1);
    if (token === "{" || token === "[") open.push({ isList: token === "[", key: null, keys: [] });
    else if (token === "}" || token === "]") open.pop();
    else if (token === ":" && top && !top.isList) {
      top.key = word.replace(/^["']|["']$/g, "");
      top.keys.push(top.key);
    } else if (token === "," && top) top.key = null;
    else if (!top) return null; // no flow at its head
    if (!/^[{}[\],:]$/.test(token)) word = token;
    last = token;
  }
  const top = open.at(-1);
  if (!top) return null;
  const isWord = !/^[{}[\],:]$/.test(last) && !/\s$/.test(text);
  const typed = isWord ? unquoted(last) : "";
  const path = open.slice(0, -1).map(({ isList, key }) => (isList ? "-" : (key ?? "")));
  if (top.isList) return { path: [...path, "-"], key: "-", typed, beside: [] };
  return { path, key: top.key, typed, beside: top.keys };
}
