import type { LoadOptions } from "js-yaml";
import { looksLikeIndex, rememberKeyOrder, rememberNumberText, type JsonObject } from "./json.js";

/**
 * What a plain JavaScript value forgets of its YAML: the order of keys that look like numbers, and how numbers are
 * written. Given to js-yaml as a listener, for the texts that need it.
 */

/** A key such as `200:`, `"200":` or, as a number to be printed as written, `1.0` and long integers. */
const forgettable = /(?:^|[\s{,])["']?\d+["']?\s*:|\d\.\d*0(?!\d)|\d{16}|\d[eE]/m;

/** True where a text may hold something a JavaScript value does not keep. */
export function needsListener(text: string): boolean {
  return forgettable.test(text);
}

type Listener = NonNullable<LoadOptions["listener"]>;
type State = Parameters<Listener>[1];

/** A node being read: the keys and numbers seen directly in it. */
interface Frame {
  readonly start: number;
  readonly keys: string[];
  items: number;
  readonly numbers: { readonly key: string | number; readonly text: string }[];
}

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

/** A listener that remembers key orders and number texts of the objects js-yaml makes. */
export function keepForgotten(): Listener {
  const frames: Frame[] = [];
  return (event, state) => {
    if (event === "open") {
      frames.push({ start: state.position, keys: [], items: 0, numbers: [] });
      return;
    }
    const frame = frames.pop();
    if (!frame) return;
    const result: unknown = state.result;
    if (typeof result === "object" && result !== null) settle(frame, result);
    tellParent(frames.at(-1), frame, state, result);
  };
}

function tellParent(parent: Frame | undefined, frame: Frame, state: State, result: unknown): void {
  if (!parent) return;
  if (isKey(state, result)) {
    parent.keys.push(String(result));
    return;
  }
  if (typeof result === "number") {
    const text = state.input.slice(frame.start, state.position).trim();
    if (text !== String(result) && jsonNumber.test(text))
      parent.numbers.push({ key: parent.keys.at(-1) ?? parent.items, text });
  }
  parent.items++;
}

/** A scalar is a key when a colon follows it. */
function isKey(state: State, result: unknown): boolean {
  if (typeof result === "object" && result !== null) return false;
  let at = state.position;
  while (/[ \t\n]/.test(state.input.charAt(at)) && at < state.input.length) at++;
  return state.input.charAt(at) === ":";
}

function settle(frame: Frame, result: object): void {
  for (const { key, text } of frame.numbers) rememberNumberText(result, String(key), text);
  if (Array.isArray(result) || !frame.keys.some(looksLikeIndex)) return;
  rememberKeyOrder(result as JsonObject, [...new Set(frame.keys)]); // js-yaml makes plain objects
}
