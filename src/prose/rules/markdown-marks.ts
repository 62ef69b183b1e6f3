import type { Prose, ProseLine, ProseRule, Slip } from "../rule.js";

/** Marks around words that RST knows as something else, or not at all; what they would be called there. */
const emphases: readonly (readonly [marks: RegExp, meant: string])[] = [
  [/\*\*[^*\s](?:[^*\n]*[^*\s])?\*\*__(?!\w)/g, "strong"], // `**bold**__`
  [/(?<![\w_])__[^_\s](?:[^_\n]* [^_\n]*)[^_\s]__(?![\w_])/g, "strong"], // of more than one word: `__init__` is a name
  [/(?<!\*)\*\*\*[^*\s](?:[^*\n]*[^*\s])?\*\*\*(?!\*)/g, "strong"],
  [/(?<![~\w])~~[^~\s](?:[^~\n]*[^~\s])?~~(?![~\w])/g, "struck"],
];

export const markdownEmphasis: ProseRule = {
  code: "markdown-emphasis",
  needs: ["__", "***", "~~"],
  mayOccur: /(?<![\w_`])__[^\s_]|\*\*__|\*\*\*[^\s*]|~~[^\s~]/,
  *find({ plain }) {
    for (const [marks, meant] of emphases)
      for (const { index, 0: found } of plain.matchAll(marks)) {
        const words = found.replace(/^[*_~]+|[*_~]+$/g, "");
        yield { start: index, end: index + found.length, parts: [found, words, meant] };
      }
  },
};

// > [!NOTE]
const alertRe = /^\s*>\s*\[!(?<kind>NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]/i;

/** Paragraphs that begin with `>`; their further lines may do without. */
export const markdownQuote: ProseRule = {
  code: "markdown-quote",
  needs: ["> ", ">\t"],
  mayOccur: /^[ \t]*>[ \t]+\S/m,
  *find({ lines }) {
    for (let index = 0; index < lines.length; index++) {
      if (!isText(lines[index]!) || !isBlank(lines[index - 1])) continue;
      let last = index;
      while (!isBlank(lines[last + 1])) last++;
      const quote = lines.slice(index, last + 1);
      if (/^\s*>(?:[ \t]|$)/.test(quote[0]!.text)) {
        const range = [lines[index]!.offset, lines[last]!.offset] as const;
        // Words are read as they are meant, code is not.
        const isCode = quote.some(({ text }) => /^\s*>\s*(?:`{3}|~{3})/.test(text));
        const kind = alertRe.exec(quote[0]!.text)?.groups!["kind"]!.toLowerCase();
        const parts = kind === undefined ? [] : [kind];
        yield {
          ...markOf(lines[index]!),
          parts,
          ...(isCode ? { covers: range } : { blocks: range }),
        };
      }
      index = last;
    }
  },
};

/** `---` or `***` between blank lines. */
export const markdownRule: ProseRule = {
  code: "markdown-rule",
  mayOccur: /^[ \t]*(?:---|\*\*\*|___|- - -|\* \* \*)[ \t]*$/m,
  find: ({ lines }: Prose) =>
    lines
      .filter(
        (line, index) =>
          isText(line) &&
          /^(?:---|\*\*\*|___|- - -|\* \* \*)$/.test(line.text.trim()) &&
          isBlank(lines[index - 1]) &&
          isBlank(lines[index + 1]),
      )
      .map((line) => ({ ...wholeLine(line), parts: [line.text.trim()] })),
};

function isText({ kind, text }: ProseLine): boolean {
  return kind === "text" && text.trim() !== "";
}

function isBlank(line: ProseLine | undefined): boolean {
  return line === undefined || line.text.trim() === "";
}

function wholeLine({ text, offset }: ProseLine): Slip {
  const end = offset + text.trimEnd().length;
  return { start: end - text.trim().length, end };
}

/** The whole line, of which only the mark explains anything. */
function markOf(line: ProseLine): Slip {
  const slip = wholeLine(line);
  return { ...slip, explains: [slip.start, slip.start + 1] };
}
