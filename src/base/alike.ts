import type { Source } from "./source.js";

/**
 * Whether two values of plain data say the same: objects, arrays, maps and sets with the same in the same order. What was read
 * of files (`DataFile`), made texts, bytes and functions are alike only where they are the same object.
 */
export function isAlike(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return false;
  if (isWhole(one) || isWhole(other)) return isSameText(one, other);
  if (Array.isArray(one)) return Array.isArray(other) && areAlike(one, other);
  if (one instanceof Map) return other instanceof Map && areAlike([...one], [...other]);
  if (one instanceof Set) return other instanceof Set && areAlike([...one], [...other]);
  if (Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)) return false;
  return areAlike(Object.entries(one), Object.entries(other));
}

function areAlike(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((each, index) => isAlike(each, other[index]));
}

/** Whether both are one text: where a made one comes from, nobody can compare. */
function isSameText(one: Partial<Source>, other: Partial<Source>): boolean {
  if (one.origin || other.origin || one.text === undefined) return false;
  return one.path === other.path && one.text === other.text;
}

/** What is compared as a whole: a `Source`, a `DataFile`, bytes. */
function isWhole(value: object): boolean {
  return (
    ("path" in value && "text" in value) ||
    ("source" in value && "value" in value) ||
    ArrayBuffer.isView(value)
  );
}

const identities = new WeakMap<object, symbol>();

/** What stands for an object that is alike only to itself, be it plain data or not. */
export function identityOf(value: object): symbol {
  const known = identities.get(value) ?? Symbol();
  identities.set(value, known);
  return known;
}
