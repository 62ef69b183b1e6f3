import {
  isArray,
  isObject,
  keysOf,
  looksLikeIndex,
  numberText,
  rememberKeyOrder,
  rememberNumberText,
  type Json,
  type JsonObject,
} from "./json.js";
import { isKey, isMergeKey, type Nodes } from "./nodes.js";
import { writtenNumber } from "./number-text.js";

/**
 * What a plain JavaScript value forgets of its YAML: the order of keys that look like numbers, and how numbers are
 * written.
 */

/** A key such as `200:` or `"200":`; a number such as `1.0`, `1e3`, `-0`, `0xff` or one of 16 digits, where a value may stand. */
const forgettable =
  /(?:^|[\s{,])["']?\d+["']?[ \t]*:|(?:^|[\s[,:])[-+]?(?:\d+\.\d*0|(?=[\d._]{16})[\d_]*(?:\.[\d_]*)?|(?:\d+(?:\.\d+)?|\.\d+)[eE][-+]?\d+|0[xo][\da-fA-F_]{14,})[ \t\r]*(?:[,\]}\n#]|$)|[\s[,:]-0/;

/** True where a text may hold something that a JavaScript value does not keep. */
export function isForgettable(text: string): boolean {
  return forgettable.test(text);
}

/** A node being read: the keys and numbers seen directly in it. Made only for nodes that have some: most are scalars. */
interface Seen {
  readonly keys: string[];
  items: number;
  /** The last key is one that merges. */
  merges: boolean;
  readonly numbers: { readonly key: string | number; readonly text: string }[];
}

/** Remembers the key orders and number texts of the objects that js-yaml made of a text. */
export function keepForgotten(text: string, { marks, values }: Nodes): void {
  const starts: number[] = [];
  const seen: (Seen | undefined)[] = [];
  let closed = 0;
  for (let index = 0; index < marks.length; index++) {
    const mark = marks[index]!;
    if (mark >= 0) {
      starts.push(mark);
      seen.push(undefined);
      continue;
    }
    const value = values[closed++];
    const start = starts.pop()!; // what ends has begun
    const own = seen.pop();
    if (own && typeof value === "object" && value !== null) settle(own, value);
    if (seen.length === 0) return;
    const parent = (seen[seen.length - 1] ??= { keys: [], items: 0, merges: false, numbers: [] });
    const end = ~mark;
    if (isKey(text, end, value)) {
      parent.merges = isMergeKey(text, start, value);
      if (!parent.merges) parent.keys.push(String(value));
      continue;
    }
    if (parent.merges) noteMerged(parent, value as Json); // js-yaml makes nothing else
    else if (typeof value === "number") noteNumber(parent, value, text.slice(start, end));
    parent.items++;
  }
}

function noteNumber(parent: Seen, value: number, raw: string): void {
  const text = writtenNumber(raw.trim());
  if (text !== null && text !== String(value))
    parent.numbers.push({ key: parent.keys.at(-1) ?? parent.items, text });
}

/** The keys that `<<` brings, with what is kept of their numbers. */
function noteMerged(parent: Seen, value: Json): void {
  const known = new Set(parent.keys);
  for (const map of isArray(value) ? value : [value])
    if (isObject(map))
      for (const key of keysOf(map)) {
        const text = known.has(key) ? undefined : numberText(map, key);
        known.add(key);
        parent.keys.push(key);
        if (text !== undefined) parent.numbers.push({ key, text });
      }
}

function settle({ keys, numbers }: Seen, result: object): void {
  for (const { key, text } of numbers)
    if (Number(text) === (result as Record<string, unknown>)[key])
      rememberNumberText(result, String(key), text);
  if (Array.isArray(result) || !keys.some(looksLikeIndex)) return;
  rememberKeyOrder(result as JsonObject, [...new Set(keys)]); // js-yaml makes plain objects
}
