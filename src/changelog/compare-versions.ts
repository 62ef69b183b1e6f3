/** By their numbers, from left to right; `r1.0-rc1` comes before `r1.0`. Versions of other kinds than numbers count as equal. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  for (let at = 0; at < Math.max(left.numbers.length, right.numbers.length); at++) {
    const difference = (left.numbers[at] ?? 0n) - (right.numbers[at] ?? 0n);
    if (difference !== 0n) return difference > 0n ? 1 : -1;
  }
  if (left.before === right.before) return 0;
  if (left.before === "" || right.before === "") return left.before === "" ? 1 : -1;
  return left.before.localeCompare(right.before, "en", { numeric: true });
}

/** Whether a version comes before the release of its numbers: `r1.0-rc1`, `2.0.0-next.3`. */
export function isPrerelease(version: string): boolean {
  return numbersOf(version).before !== "" || /^\D*\d+(?:\.\d+)*-[a-z]/i.test(version);
}

const versionParts = /^\D*((?:[\d.-]*\d)?)(-?(?:alpha|beta|a|b|c|rc|pre|dev)[^+]*)?/i;

/** `v1.2.0-rc.1+b` → 1, 2, 0 and `-rc.1` */
function numbersOf(version: string): {
  readonly numbers: readonly bigint[];
  readonly before: string;
} {
  const [, main = "", before = ""] = versionParts.exec(version) ?? [];
  return { numbers: (main.match(/\d+/g) ?? []).slice(0, 9).map(BigInt), before };
}
