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
 * `before` is the character before the piece. Without marks only dashes and dots are replaced.
 */
export function educate(
  piece: Piece,
  before: string,
  marks: Marks | undefined,
  decades: boolean,
): string {
  const signs = dashesAndDots(piece);
  const at = (index: number): string => {
    const sign = signs[index];
    if (!sign) return "";
    return sign.fixed ? "&" : sign.text;
  };
  const previous = (index: number): string => {
    const sign = signs[index];
    if (sign?.hiddenBlank) return " ";
    if (index === 0) return before === '"' || before === "'" ? ";" : before;
    return signs[index - 1]!.fixed ? ";" : signs[index - 1]!.text;
  };
  const next = (index: number): string => (signs[index + 1]?.hiddenBlank ? " " : at(index + 1));
  return signs
    .map((sign, index) => {
      if (sign.fixed || !marks || (sign.text !== '"' && sign.text !== "'")) return sign.text;
      const [open, close, openInner, closeInner] = marks;
      const inner = sign.text === "'";
      const other = inner ? '"' : "'";
      const [opening, closing] = inner ? [openInner, closeInner] : [open, close];
      const left = previous(index);
      const right = next(index);
      const after = next(index + 1);
      // Two marks before a word: "'word' in quotes"
      if (right === other && word.test(after)) return opening;
      if (left === other && index > 0 && !signs[index - 1]!.fixed && word.test(right))
        return opening;
      if (bracketOrDash.test(left) && (right === " " || (punctuation.test(right) && after === " ")))
        return closing;
      if (inner && decades && /^\d\ds/.test(at(index + 1) + at(index + 2) + at(index + 3)))
        return "’";
      if (opener.test(left) && (word.test(right) || punctuation.test(right))) return opening;
      if (inner && word.test(left) && word.test(right)) return "’";
      if (left !== "" && !blank.test(left)) return closing;
      return !inner && blank.test(right) ? closing : opening;
    })
    .join("");
}

interface Sign {
  readonly text: string;
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
    const [written, text] = found ?? [char, char];
    signs.push({ text, fixed: fixed.has(index), hiddenBlank: blanks.has(index) });
    index += written.length;
  }
  return signs;
}

const runs = [
  ["---", "—"],
  ["--", "–"],
  ["...", "…"],
  [". . .", "…"],
] as const;
