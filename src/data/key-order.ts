import { looksLikeIndex, rememberKeyOrder, rememberNumberText, type JsonObject } from "./json.js";
import { isKey, type Nodes } from "./nodes.js";

/**
 * What a plain JavaScript value forgets of its YAML: the order of keys that look like numbers, and how numbers are
 * written.
 */

/** A key such as `200:` or `"200":`; a number such as `1.0`, `1e3` or one of 16 digits, where a value may stand. */
const forgettable =
  /(?:^|[\s{,])["']?\d+["']?[ \t]*:|[\s[,]-?(?:\d+\.\d*0|\d{16,}|\d+(?:\.\d+)?[eE][-+]?\d+)[ \t]*(?:[,\]}\n#]|$)/;

/** True where a text may hold something that a JavaScript value does not keep. */
export function isForgettable(text: string): boolean {
  return forgettable.test(text);
}

/** A node being read: the keys and numbers seen directly in it. Made only for nodes that have some: most are scalars. */
interface Seen {
  readonly keys: string[];
  items: number;
  readonly numbers: { readonly key: string | number; readonly text: string }[];
}

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

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
    const parent = (seen[seen.length - 1] ??= { keys: [], items: 0, numbers: [] });
    const end = ~mark;
    if (isKey(text, end, value)) {
      parent.keys.push(String(value));
      continue;
    }
    if (typeof value === "number") noteNumber(parent, value, text.slice(start, end));
    parent.items++;
  }
}

function noteNumber(parent: Seen, value: number, raw: string): void {
  const text = raw.trim();
  if (text !== String(value) && jsonNumber.test(text))
    parent.numbers.push({ key: parent.keys.at(-1) ?? parent.items, text });
}

function settle({ keys, numbers }: Seen, result: object): void {
  for (const { key, text } of numbers) rememberNumberText(result, String(key), text);
  if (Array.isArray(result) || !keys.some(looksLikeIndex)) return;
  rememberKeyOrder(result as JsonObject, [...new Set(keys)]); // js-yaml makes plain objects
}
