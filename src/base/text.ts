/** String helpers that at least two folders use. */

/** Put `indent` before every line that is not empty. */
export function indent(text: string, by: string): string {
  return text.replace(/^(?=.)/gm, by);
}

/** The entries of `known` that look most like `word`: at most three, nearest first, none that is too far off. */
export function nearest(word: string, known: Iterable<string>): string[] {
  const limit = Math.max(1, Math.floor(word.length / 3));
  const scored: { name: string; far: number }[] = [];
  for (const name of known) {
    if (Math.abs(name.length - word.length) > limit) continue;
    const far = editDistance(word.toLowerCase(), name.toLowerCase(), limit);
    if (far <= limit) scored.push({ name, far });
  }
  scored.sort((a, b) => a.far - b.far || (a.name < b.name ? -1 : 1));
  return scored.slice(0, 3).map(({ name }) => name);
}

/** Levenshtein distance of two strings; more than `limit` is not counted out. */
function editDistance(a: string, b: string, limit: number): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const swap = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const far = Math.min(row[j]! + 1, next[j - 1]! + 1, swap);
      if (far < least) least = far;
      next.push(far);
    }
    if (least > limit) return least;
    row = next;
  }
  return row[b.length]!;
}
