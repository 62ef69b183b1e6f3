/**
 * Whether two values of plain data say the same: objects, arrays, maps and sets with the same in the same order. Texts of
 * files and what was read of them (`Source`, `DataFile`), bytes and functions are alike only where they are the same object.
 */
export function isAlike(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return false;
  if (isWhole(one) || isWhole(other)) return false;
  if (Array.isArray(one)) return Array.isArray(other) && areAlike(one, other);
  if (one instanceof Map) return other instanceof Map && areAlike([...one], [...other]);
  if (one instanceof Set) return other instanceof Set && areAlike([...one], [...other]);
  if (Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)) return false;
  return areAlike(Object.entries(one), Object.entries(other));
}

function areAlike(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((each, index) => isAlike(each, other[index]));
}

/** What is compared as a whole: a `Source`, a `DataFile`, bytes. */
function isWhole(value: object): boolean {
  return (
    ("path" in value && "text" in value) ||
    ("source" in value && "value" in value) ||
    ArrayBuffer.isView(value)
  );
}
