/** The quotation marks of a language: primary opening and closing, secondary opening and closing. */
type Marks = readonly [string, string, string, string];

const languages: Readonly<Record<string, string | Marks>> = {
  cs: "„“‚‘",
  da: "»«›‹",
  de: "„“‚‘",
  "de-x-altquot": "»«›‹",
  "de-ch": "«»‹›",
  el: "«»“”",
  en: "“”‘’",
  "en-uk-x-altquot": "‘’“”",
  es: "«»“”",
  et: "„“‚‘",
  fi: "””’’",
  fr: ["«\u00a0", "\u00a0»", "“", "”"],
  "fr-x-altquot": ["«\u202f", "\u202f»", "“", "”"],
  "fr-ch": "«»‹›",
  hu: "„”«»",
  is: "„“‚‘",
  it: "«»“”",
  "it-ch": "«»‹›",
  "it-x-altquot": "“”‘’",
  ja: "「」『』",
  ko: "“”‘’",
  lt: "„“‚‘",
  lv: "„“‚‘",
  nl: "“”‘’",
  "nl-x-altquot": "„”‚’",
  no: "«»’’",
  nb: "«»’’",
  nn: "«»’’",
  pl: "„”«»",
  pt: "«»“”",
  "pt-br": "“”‘’",
  ro: "„”«»",
  ru: "«»„“",
  sk: "„“‚‘",
  sl: "„“‚‘",
  sr: "„”’’",
  sv: "””’’",
  tr: "“”‘’",
  uk: "«»„“",
  "zh-cn": "“”‘’",
  "zh-tw": "「」『』",
};

/** The marks of a language tag or the nearest more general one; `undefined` where none is known. */
export function quotationMarks(tag: string): Marks | undefined {
  for (const candidate of generalizations(tag)) {
    const marks = Object.hasOwn(languages, candidate) ? languages[candidate] : undefined;
    if (marks === undefined) continue;
    return typeof marks === "string" ? ([...marks] as unknown as Marks) : marks; // four characters each
  }
  return undefined;
}

/** A tag, then with ever fewer subtags: `en-uk-x-altquot`, `en-uk`, `en-x-altquot`, `en`. `x-…` is one subtag. */
function generalizations(tag: string): string[] {
  const [base, ...subtags] = tag.toLowerCase().split(/-(?=x-)|(?<!-x)-/);
  // More than a few make no language, but very many combinations.
  const used = subtags.slice(0, 4);
  const subsets = used.reduce<string[][]>(
    (sets, subtag) => [...sets, ...sets.map((set) => [...set, subtag])],
    [[]],
  );
  const position = (set: readonly string[]) => set.map((subtag) => used.indexOf(subtag)).join();
  subsets.sort((a, b) => b.length - a.length || (position(a) < position(b) ? -1 : 1));
  return subsets.map((set) => [base!, ...set].join("-"));
}

const opener = /[([{\-–—\s\u200B\u200C]/;
const bracketOrDash = /[([{\-–—]/;
const blank = /\s/;
const word = /[\p{L}\p{N}_]/u;
/** What may follow an opening mark besides letters. */
const punctuation = /[-!" #$%'()*+,./:;<=>?@[\\\]^_`{|}~]/;

/** A piece of text with the signs in it that must stay: those that were escaped. */
export interface Piece {
  readonly value: string;
  readonly fixed: ReadonlySet<number>;
  /** Offsets where a blank stood that nobody sees. */
  readonly blanks: ReadonlySet<number>;
}

/**
 * Typographic signs for `"`, `'`, `--`, `---` and `...`. Whether a mark opens or closes is decided by its neighbours;
 * `before` is the character before the piece. Without marks only dashes and dots are replaced. The steps are those of
 * SmartyPants, inner marks first.
 */
export function educate(
  piece: Piece,
  before: string,
  marks: Marks | undefined,
  decades: boolean,
): string {
  const row = new Row(dashesAndDots(piece), before);
  if (!marks) return row.text;
  const [open, close, openInner, closeInner] = marks;

  // Two marks before a word: "'word' in quotes"
  row.replacePairs('"', "'", open, openInner);
  row.replacePairs("'", '"', openInner, open);
  for (const [mark, closing] of [["'", closeInner] as const, ['"', close] as const])
    row.replace(mark, closing, (at) => row.isBracketed(at));
  if (decades) row.replace("'", "’", (at) => /^\d\ds/.test(row.following(at)));

  row.replace("'", openInner, (at) => row.opens(at));
  if (closeInner !== "’")
    row.replace("'", "’", (at) => word.test(row.left(at)) && word.test(row.right(at)));
  row.replace("'", closeInner, (at) => !blank.test(row.left(at)));
  row.replace("'", openInner, () => true);

  row.replace('"', open, (at) => row.opens(at));
  row.replace('"', close, (at) => !blank.test(row.left(at)) || blank.test(row.right(at)));
  row.replace('"', open, () => true);
  return row.text;
}

/** The signs of a piece while their marks are replaced one after the other. */
class Row {
  private readonly signs: Sign[];
  private readonly before: string;

  constructor(signs: Sign[], before: string) {
    this.signs = signs;
    this.before = before === '"' || before === "'" ? ";" : before;
  }

  get text(): string {
    return this.signs.map(({ text }) => text).join("");
  }

  replace(mark: string, by: string, wanted: (at: number) => boolean): void {
    this.signs.forEach((sign, at) => {
      if (sign.text === mark && !sign.fixed && wanted(at)) sign.text = by;
    });
  }

  replacePairs(first: string, second: string, byFirst: string, bySecond: string): void {
    this.replace(first, byFirst, (at) => {
      const next = this.signs[at + 1];
      if (this.right(at) !== second || !next || !word.test(this.right(at + 1))) return false;
      next.text = bySecond;
      return true;
    });
  }

  /** The character before a sign; `;` where it was escaped, as it is nothing special then. */
  left(at: number): string {
    if (this.signs[at]!.hiddenBlank) return " ";
    const sign = this.signs[at - 1];
    if (!sign) return this.before;
    return sign.fixed ? ";" : sign.text.at(-1)!;
  }

  right(at: number): string {
    const sign = this.signs[at + 1];
    if (!sign) return "";
    if (sign.hiddenBlank) return " ";
    return sign.fixed ? "&" : sign.text;
  }

  /** What the next three signs read. */
  following(at: number): string {
    return this.right(at) + this.right(at + 1) + this.right(at + 2);
  }

  /** True for the mark in `(" ` or `-".  `: it can only be a closing one. */
  isBracketed(at: number): boolean {
    if (!bracketOrDash.test(this.left(at))) return false;
    const right = this.right(at);
    return right === " " || (punctuation.test(right) && this.right(at + 1) === " ");
  }

  opens(at: number): boolean {
    const right = this.right(at);
    return (
      opener.test(this.left(at)) && (word.test(right[0] ?? "") || punctuation.test(right[0] ?? ""))
    );
  }
}

interface Sign {
  text: string;
  readonly fixed: boolean;
  /** A blank that nobody sees stands before it. */
  readonly hiddenBlank: boolean;
}

/** The characters of a piece, with dashes and dots put together. */
function dashesAndDots({ value, fixed, blanks }: Piece): Sign[] {
  const signs: Sign[] = [];
  const free = (start: number, length: number) => {
    for (let index = start; index < start + length; index++)
      if (fixed.has(index) || (index > start && blanks.has(index))) return false;
    return true;
  };
  for (let index = 0; index < value.length;) {
    const found = runs.find(
      ([written]) => value.startsWith(written, index) && free(index, written.length),
    );
    const char = String.fromCodePoint(value.codePointAt(index)!);
    const spaced = /^\. \. \.(?!\.\.)/.test(value.slice(index, index + 7)) && free(index, 5);
    const [written, text] = found ?? (spaced ? [". . .", "…"] : [char, char]);
    signs.push({ text, fixed: fixed.has(index), hiddenBlank: blanks.has(index) });
    index += written.length;
  }
  return signs;
}

const runs = [
  ["---", "—"],
  ["--", "–"],
  ["...", "…"],
] as const;
