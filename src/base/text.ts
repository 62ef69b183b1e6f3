/** String helpers that at least two folders use. */

/** Put `indent` before every line that is not empty. */
export function indent(text: string, by: string): string {
  return text.replace(/^(?=.)/gm, by);
}

/** The entries of `known` that look most like `word`: at most three, nearest first, none that is too far off. */
export function nearest(word: string, known: Iterable<string>): string[] {
  const limit = Math.min(4, Math.max(1, Math.floor(word.length / 3)));
  const scored: { name: string; far: number }[] = [];
  for (const name of known) {
    if (Math.abs(name.length - word.length) > limit) continue;
    const far = editDistance(word.toLowerCase(), name.toLowerCase(), limit);
    if (far <= limit) scored.push({ name, far });
  }
  scored.sort((a, b) => a.far - b.far || (a.name < b.name ? -1 : 1));
  return scored.slice(0, 3).map(({ name }) => name);
}

/** Levenshtein distance of two strings; where it is more than `limit`, some number above that. */
function editDistance(a: string, b: string, limit: number): number {
  const far = limit + 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => Math.min(index, far));
  for (let i = 1; i <= a.length; i++) {
    // Cells further from the diagonal than the limit are too far in any case.
    const next = new Array<number>(b.length + 1).fill(far);
    next[0] = Math.min(i, far);
    let least = next[0];
    for (let j = Math.max(1, i - limit); j <= Math.min(b.length, i + limit); j++) {
      const swap = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, swap);
      least = Math.min(least, next[j]!);
    }
    if (least > limit) return far;
    row = next;
  }
  return row[b.length]!;
}
