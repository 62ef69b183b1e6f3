/** String helpers that at least two folders use. */

/** Put `indent` before every line that is not empty. */
export function indent(text: string, by: string): string {
  return text.replace(/^(?=.)/gm, by);
}

/** The entries of `known` that look most like `word`: at most three, nearest first, none that is too far off. */
export function nearest(word: string, known: Iterable<string>): string[] {
  const limit = Math.min(4, Math.max(1, Math.floor(word.length / 3)));
  const lower = word.toLowerCase();
  const letters = lettersOf(word);
  const scored: { name: string; far: number }[] = [];
  for (const name of known) {
    // Most names are told apart by their length or their letters alone.
    if (Math.abs(name.length - word.length) > limit) continue;
    const others = lettersOf(name);
    if (countBits(letters & ~others) > limit || countBits(others & ~letters) > limit) continue;
    const far = distance(lower, name.toLowerCase(), limit);
    if (far <= limit) scored.push({ name, far });
  }
  scored.sort((a, b) => a.far - b.far || (a.name < b.name ? -1 : 1));
  return scored.slice(0, 3).map(({ name }) => name);
}

/** Which letters a word has, whatever their case: a bit for each, and for those 32 apart the same. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let index = 0; index < word.length; index++) letters |= 1 << (word.charCodeAt(index) & 31);
  return letters;
}

function countBits(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count++;
  return count;
}

/** The edit distance; what both words begin and end with is left out first, which is most of them where names are long. */
function distance(a: string, b: string, limit: number): number {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return editDistance(a.slice(start, a.length - end), b.slice(start, b.length - end), limit);
}

/** How many letters to insert, leave out, replace or swap with their neighbour; more than `limit` is `Infinity`. */
function editDistance(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next: number[] = Array.from({ length: b.length + 1 }, () => Infinity);
    let least = Infinity;
    if (i <= limit) next[0] = least = i;
    // Cells further from the diagonal than the limit are beyond it themselves.
    for (let j = Math.max(1, i - limit); j <= Math.min(b.length, i + limit); j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwapped ? before[j - 2]! + 1 : Infinity;
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, replaced, swapped);
      least = Math.min(least, next[j]!);
    }
    if (least > limit) return Infinity;
    [before, row] = [row, next];
  }
  return row[b.length]!;
}
