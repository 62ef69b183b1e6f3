/** So many characters are compared at once, as far as they are the same. */
const stride = 4096;

/** How many characters two texts have in common at their start. */
export function commonStart(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let at = 0;
  while (at + stride <= most && one.slice(at, at + stride) === other.slice(at, at + stride))
    at += stride;
  while (at < most && one.charCodeAt(at) === other.charCodeAt(at)) at++;
  return at;
}

/** How many they have in common at their end, behind `start`. */
export function commonEnd(one: string, other: string, start: number): number {
  const most = Math.min(one.length, other.length) - start;
  const before = (text: string, count: number) =>
    text.slice(text.length - count - stride, text.length - count);
  let count = 0;
  while (count + stride <= most && before(one, count) === before(other, count)) count += stride;
  while (
    count < most &&
    one.charCodeAt(one.length - 1 - count) === other.charCodeAt(other.length - 1 - count)
  )
    count++;
  return count;
}
