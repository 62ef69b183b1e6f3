import type { LoadOptions } from "js-yaml";
import { looksLikeIndex, rememberKeyOrder, rememberNumberText, type JsonObject } from "./json.js";

/**
 * What a plain JavaScript value forgets of its YAML: the order of keys that look like numbers, and how numbers are
 * written. Told by a listener that js-yaml calls at the beginning and end of each node.
 */

export type Listener = NonNullable<LoadOptions["listener"]>;
export type ReaderState = Parameters<Listener>[1];

/** A key such as `200:` or `"200":`; a number such as `1.0`, `1e3` or one of 16 digits, where a value may stand. */
const forgettable =
  /(?:^|[\s{,])["']?\d+["']?[ \t]*:|[\s[,]-?(?:\d+\.\d*0|\d{16,}|\d+(?:\.\d+)?[eE][-+]?\d+)[ \t]*(?:[,\]}\n#]|$)/;

/** True where a text may hold something a JavaScript value does not keep. */
export function needsListener(text: string): boolean {
  return forgettable.test(text);
}

/** A node being read: the keys and numbers seen directly in it. Made only for nodes that have some: most are scalars. */
interface Seen {
  readonly keys: string[];
  items: number;
  readonly numbers: { readonly key: string | number; readonly text: string }[];
}

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

/** A listener that remembers key orders and number texts of the objects js-yaml makes. */
export function keepForgotten(): Listener {
  const starts: number[] = [];
  const seen: (Seen | undefined)[] = [];
  return (event, state) => {
    if (event === "open") {
      starts.push(state.position);
      seen.push(undefined);
      return;
    }
    const start = starts.pop() ?? 0;
    const own = seen.pop();
    const result: unknown = state.result;
    if (own && typeof result === "object" && result !== null) settle(own, result);
    if (seen.length === 0) return;
    const parent = (seen[seen.length - 1] ??= { keys: [], items: 0, numbers: [] });
    if (endsBeforeColon(state)) parent.keys.push(String(result));
    else {
      if (typeof result === "number")
        noteNumber(parent, result, state.input.slice(start, state.position));
      parent.items++;
    }
  };
}

function noteNumber(parent: Seen, value: number, raw: string): void {
  const text = raw.trim();
  if (text !== String(value) && jsonNumber.test(text))
    parent.numbers.push({ key: parent.keys.at(-1) ?? parent.items, text });
}

/** A scalar is a key when a colon follows it. */
export function endsBeforeColon({ input, position, kind }: ReaderState): boolean {
  if (kind === "mapping" || kind === "sequence") return false;
  let at = position;
  while (input.charCodeAt(at) === 0x20) at++;
  return input.charCodeAt(at) === 0x3a;
}

function settle({ keys, numbers }: Seen, result: object): void {
  for (const { key, text } of numbers) rememberNumberText(result, String(key), text);
  if (Array.isArray(result) || !keys.some(looksLikeIndex)) return;
  rememberKeyOrder(result as JsonObject, [...new Set(keys)]); // js-yaml makes plain objects
}
