import { isArray, isObject, ownValue, type Json } from "./json.js";

/** JSON pointers: `/paths/~1login/get`. The empty pointer names the whole document. See RFC 6901. */

/** The keys of a pointer. `null` where it is no pointer: it must be empty or begin with a slash. */
export function parsePointer(pointer: string): string[] | null {
  if (pointer === "") return [];
  if (!pointer.startsWith("/")) return null;
  const keys = pointer.slice(1).split("/");
  if (!pointer.includes("~")) return keys;
  return keys.map((key) =>
    key.includes("~") ? key.replaceAll("~1", "/").replaceAll("~0", "~") : key,
  );
}

/** A pointer one step deeper. */
export function joinPointer(pointer: string, ...keys: readonly (string | number)[]): string {
  let to = pointer;
  for (let index = 0; index < keys.length; index++) to += `/${escapeKey(keys[index]!)}`;
  return to;
}

function escapeKey(key: string | number): string | number {
  return typeof key === "string" && /[~/]/.test(key)
    ? key.replaceAll("~", "~0").replaceAll("/", "~1")
    : key;
}

/** The pointer of a URL's fragment: percent escapes decoded. `null` where they are malformed. */
export function pointerOfFragment(fragment: string): string | null {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return null;
  }
}

/** The value one step deeper, or `undefined` where there is none. */
export function step(value: Json, key: string): Json | undefined {
  if (isArray(value)) return /^(?:0|[1-9]\d*)$/.test(key) ? value[Number(key)] : undefined;
  return isObject(value) ? ownValue(value, key) : undefined;
}

/** The value a pointer names, or `undefined` where there is none. */
export function lookUp(value: Json, pointer: string): Json | undefined {
  let at: Json | undefined = value;
  const keys = parsePointer(pointer) ?? ["/"];
  for (let index = 0; index < keys.length && at !== undefined; index++) at = step(at, keys[index]!);
  return at;
}
