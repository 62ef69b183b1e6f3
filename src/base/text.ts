/** String helpers that at least two folders use. */

/** Put `indent` before every line that is not empty. */
export function indent(text: string, by: string): string {
  return text.replace(/^(?=.)/gm, by);
}

/** How many names may still be compared with words that are not known. */
let comparisonsLeft = 0;

/** Allow for the suggestions of one run: where there is so much to compare, the last ones are of no help. */
export function allowSuggestions(comparisons = 10_000_000): void {
  comparisonsLeft = comparisons;
}

allowSuggestions();

/**
 * The entries of `known` that look most like `word`: at most three, nearest first, none that is too far off or has no letter
 * in its place. None at all once more was compared than `allowSuggestions` allows.
 */
export function nearest(
  word: string,
  known: Iterable<string>,
  limit = Math.min(4, Math.max(1, Math.floor(word.length / 3))),
): string[] {
  if (comparisonsLeft <= 0) return [];
  const lower = word.toLowerCase();
  let letters: readonly number[] | undefined;
  const scored: { name: string; far: number }[] = [];
  for (const name of known) {
    comparisonsLeft--;
    // Most names are told apart by their length or their letters alone.
    if (Math.abs(name.length - word.length) > limit) continue;
    letters ??= lettersOf(word);
    if (!hasLetters(name, letters, Math.min(limit, limit + name.length - word.length))) continue;
    const far = distance(lower, name.toLowerCase(), limit);
    if (far <= limit && far < Math.max(word.length, name.length)) scored.push({ name, far });
  }
  scored.sort((a, b) => a.far - b.far || (a.name < b.name ? -1 : 1));
  return scored.slice(0, 3).map(({ name }) => name);
}

/**
 * The entries of `known` that begin or end with all words of a name, or whose words a name begins or ends with: what a title
 * may be called now. None where there are many of them.
 */
export function renamed(name: string, known: Iterable<string>): string[] {
  const found: string[] = [];
  for (const other of known) {
    if (comparisonsLeft-- <= 0 || found.length > 3) return [];
    const [part, whole] = name.length < other.length ? [name, other] : [other, name];
    const rest = whole.length - part.length;
    if (rest < 2 || part.length < 3) continue;
    const begins = whole.startsWith(part) && /[\s-]/.test(whole[part.length]!);
    if (begins || (whole.endsWith(part) && /[\s-]/.test(whole[rest - 1]!))) found.push(other);
  }
  return found.length > 3 ? [] : found;
}

/** How often a word has each letter, whatever its case; letters that are 32 apart count as the same. */
function lettersOf(word: string): number[] {
  const letters = Array.from({ length: 32 }, () => 0);
  for (let index = 0; index < word.length; index++) letters[word.charCodeAt(index) & 31]!++;
  return letters;
}

/** Whether a word is made of these letters, but for `others` at most. */
function hasLetters(word: string, letters: readonly number[], others: number): boolean {
  const left = letters.slice();
  let more = 0;
  for (let index = 0; index < word.length; index++)
    if (left[word.charCodeAt(index) & 31]!-- <= 0 && ++more > others) return false;
  return true;
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
  // Cells further from the diagonal than the limit are beyond it themselves: only those of a band are filled, and read.
  let older: number[] = [];
  let old: number[] = [];
  let row: number[] = [];
  for (let j = 0; j <= Math.min(b.length, limit + 1); j++) old[j] = j;
  for (let i = 1; i <= a.length; i++) {
    const first = Math.max(1, i - limit);
    const last = Math.min(b.length, i + limit);
    row[first - 1] = first === 1 ? i : Infinity;
    let least = row[first - 1]!;
    for (let j = first; j <= last; j++) {
      const isSame = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let far = isSame ? old[j - 1]! : 1 + Math.min(old[j - 1]!, old[j]!, row[j - 1]!);
      if (!isSame && i > 1 && j > 1 && isSwapped(a, i, b, j))
        far = Math.min(far, older[j - 2]! + 1);
      row[j] = far;
      if (far < least) least = far;
    }
    row[last + 1] = Infinity;
    if (least > limit) return Infinity;
    [older, old, row] = [old, row, older];
  }
  return old[b.length]!;
}

function isSwapped(a: string, i: number, b: string, j: number): boolean {
  return a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
}

/** A text as a message quotes it: one that is too long ends between words, with "...". */
export function quoted(text: string, most = 60): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 3);
  const space = cut.lastIndexOf(" ");
  return `${(space > most / 2 ? cut.slice(0, space) : cut).trimEnd()}...`;
}

/** What of HTML is text. */
export function withoutTags(html: string): string {
  return html.replace(/<\/?[A-Za-z][^<>]*>|<!--(?:[^-]|-(?!->))*(?:-->|$)/g, "");
}
