import { createRequire } from "node:module";

/** The differences of two lists, as jsdiff finds them: within bounds, so that no input takes long. */

export type Step<T> =
  | { readonly kind: "same"; readonly before: T; readonly after: T }
  | { readonly kind: "removed"; readonly before: T }
  | { readonly kind: "added"; readonly after: T };

// Loaded when it is first needed.
const require = createRequire(import.meta.url);

/** More differences than these are not looked for: what is not alike at both ends is then removed and added as a whole. */
const mostEdits = 3000;

export function stepsBetween<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (each: T) => string,
  most = mostEdits,
): readonly Step<T>[] {
  const { diffArrays } = require("diff") as typeof import("diff");
  const [one, other] = [before.map(keyOf), after.map(keyOf)];
  const found = diffArrays(one, other, { maxEditLength: most });
  const steps: Step<T>[] = [];
  if (found) {
    let [left, right] = [0, 0];
    for (const { added, removed, value } of found)
      for (let count = 0; count < value.length; count++)
        if (added) steps.push({ kind: "added", after: after[right++]! });
        else if (removed) steps.push({ kind: "removed", before: before[left++]! });
        else steps.push({ kind: "same", before: before[left++]!, after: after[right++]! });
    return steps;
  }
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start++;
  let end = 0;
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  const same = (from: number, count: number, shift: number) => {
    for (let index = from; index < from + count; index++)
      steps.push({ kind: "same", before: before[index]!, after: after[index + shift]! });
  };
  same(0, start, 0);
  for (const each of before.slice(start, before.length - end))
    steps.push({ kind: "removed", before: each });
  for (const each of after.slice(start, after.length - end))
    steps.push({ kind: "added", after: each });
  same(before.length - end, end, after.length - before.length);
  return steps;
}
