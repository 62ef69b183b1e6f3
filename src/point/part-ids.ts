/**
 * Ids of the parts of a page: made of the id of what they stand in and of what they are called, so that they last while
 * neither changes. No id that the page has already is given again.
 */
export class PartIds {
  readonly given = new Set<string>();
  /** Of names that several parts have: the number of the next one. */
  readonly #counts = new Map<string, number>();

  /** `taken`: all ids that the page has without these. */
  constructor(readonly taken: ReadonlySet<string>) {}

  /** An id for what is called so within another; `null` for what has no name in letters or digits. */
  claim(within: string, name: string): string | null {
    const word = wordOf(name);
    if (word === "") return null;
    const base = `${within}-${word}`;
    let count = this.#counts.get(base) ?? 1;
    let id = count === 1 ? base : `${base}-${count}`;
    while (this.taken.has(id) || this.given.has(id)) id = `${base}-${++count}`;
    if (count > 1) this.#counts.set(base, count + 1);
    this.given.add(id);
    return id;
  }
}

/** What a name of signs is in an id, their code points: `{ }` is `7b-7d`. */
export function codesOf(name: string): string {
  const signs = [...name.replace(/\s+/g, "")].slice(0, mostSigns);
  return signs.map((sign) => sign.codePointAt(0)!.toString(16)).join("-");
}

const mostSigns = 8;

/** Longer names are cut at the end of a word. */
const longestWord = 48;

/** `{room_id}` → `room-id`: letters and digits of any script, with hyphens between them. */
export function wordOf(name: string): string {
  const word = name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
  if (word.length <= longestWord) return word;
  const cut = word.slice(0, longestWord + 1).lastIndexOf("-");
  return cut > 0 ? word.slice(0, cut) : [...word].slice(0, longestWord).join("");
}
