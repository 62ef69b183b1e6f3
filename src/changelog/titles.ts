/** The titles in a file of past entries, in reStructuredText or Markdown, found without parsing the rest of it. */

export interface HistoryLine {
  readonly text: string;
  /** In the file. */
  readonly offset: number;
}

export interface TitleLine {
  readonly text: string;
  /** Titles of one style are of one level. */
  readonly style: string;
  /** Number of its first line, which may be an overline. */
  readonly at: number;
  /** Number of the first line below it and its underline. */
  readonly end: number;
}

export type Syntax = "rst" | "markdown";

/** What a file is written in, by its name. */
export function syntaxOf(path: string): Syntax {
  return /\.(?:md|markdown)$/i.test(path) ? "markdown" : "rst";
}

/** The lines of a text with their offsets. */
export function linesOf(text: string): HistoryLine[] {
  const lines: HistoryLine[] = [];
  let offset = 0;
  for (const line of text.split("\n")) {
    lines.push({ text: line, offset });
    offset += line.length + 1;
  }
  return lines;
}

/** Titles are short; patterns need not look at more. */
const longestTitle = 200;

/** The titles from a line on. */
export function titlesIn(
  lines: readonly HistoryLine[],
  from = 0,
  syntax: Syntax = "rst",
): readonly TitleLine[] {
  return syntax === "rst" ? rstTitles(lines, from) : markdownTitles(lines, from);
}

/** Texts between an empty line and a row of the same sign, at least as long; there may be such a row above as well. */
function rstTitles(lines: readonly HistoryLine[], from: number): readonly TitleLine[] {
  const titles: TitleLine[] = [];
  for (let at = from; at < lines.length; at++) {
    if (at !== from && lines[at - 1]!.text.trim() !== "") continue;
    const title = underlined(lines, at) ?? overlined(lines, at);
    if (title) titles.push(title);
  }
  return titles;
}

function underlined(lines: readonly HistoryLine[], at: number): TitleLine | null {
  const text = lines[at]!.text.trimEnd();
  const underline = lines[at + 1]?.text.trimEnd() ?? "";
  if (!isTitleText(text) || /^\s/.test(text) || !isRow(underline)) return null;
  if (underline.length < Math.min(text.length, 4)) return null;
  return { text, style: underline.charAt(0), at, end: at + 2 };
}

// ======
//  2.0      <- may be indented
// ======
function overlined(lines: readonly HistoryLine[], at: number): TitleLine | null {
  const overline = lines[at]!.text.trimEnd();
  if (!isRow(overline) || overline !== lines[at + 2]?.text.trimEnd()) return null;
  const text = lines[at + 1]!.text.trim();
  if (!isTitleText(text) || overline.length < Math.min(text.length, 4)) return null;
  return { text, style: overline.charAt(0).repeat(2), at, end: at + 3 };
}

function isTitleText(text: string): boolean {
  return text !== "" && text.length <= longestTitle && !isRow(text);
}

function isRow(line: string): boolean {
  const [first = ""] = line;
  return line.length > 1 && /[!-/:-@[-`{-~]/.test(first) && line === first.repeat(line.length);
}

/** `## 2.0`, and texts above a row of `=` or `-`; not within code, comments and front matter. */
function markdownTitles(lines: readonly HistoryLine[], from: number): readonly TitleLine[] {
  const titles: TitleLine[] = [];
  const outside = proseLines(lines);
  for (let at = from; at < lines.length; at++) {
    if (!outside[at]) continue;
    const title = numbered(lines[at]!.text, at) ?? setext(lines, at, from, outside);
    if (title) titles.push(title);
  }
  return titles;
}

/** `**New**` in Markdown, alone between empty lines: what some write in place of small headings. */
export function strongTitles(lines: readonly HistoryLine[]): readonly TitleLine[] {
  const outside = proseLines(lines);
  const isEmpty = (line: HistoryLine | undefined) => !line || line.text.trim() === "";
  return lines.flatMap(({ text: line }, at) => {
    if (!outside[at] || !isEmpty(lines[at - 1]) || !isEmpty(lines[at + 1])) return [];
    const text = line.length > longestTitle ? undefined : strongText(line);
    return text === undefined ? [] : [{ text, style: "strong", at, end: at + 1 }];
  });
}

function strongText(line: string): string | undefined {
  const { stars, tag } =
    /^ {0,3}(?:\*\*(?<stars>[^*]+)\*\*|<strong>(?<tag>[^<]+)<\/strong>)\s*$/.exec(line)?.groups ??
    {};
  return stars ?? tag;
}

function numbered(line: string, at: number): TitleLine | null {
  if (line.length > longestTitle) return null;
  const read = /^ {0,3}(?<signs>#{1,6})(?=\s|$)/.exec(line);
  if (!read) return null;
  const text = withoutClosing(line.slice(read[0].length).trim());
  return { text, style: `h${read.groups!["signs"]!.length}`, at, end: at + 1 };
}

/** Without the signs that may close a title: `# One #` */
function withoutClosing(text: string): string {
  let end = text.length;
  while (text[end - 1] === "#") end--;
  return end === text.length || (end > 0 && text[end - 1] !== " ")
    ? text
    : text.slice(0, end).trimEnd();
}

function setext(
  lines: readonly HistoryLine[],
  at: number,
  from: number,
  outside: readonly boolean[],
): TitleLine | null {
  const isAlone = at === from || lines[at - 1]!.text.trim() === "" || !outside[at - 1];
  const text = lines[at]!.text.trim();
  const row = /^ {0,3}(?:(?<first>=+)|-+)\s*$/.exec((outside[at + 1] && lines[at + 1]?.text) || "");
  if (!isAlone || !row || text === "" || text.length > longestTitle) return null;
  if (/^ {4}|^\t|^ {0,3}(?:>|[-*+] |[-*_=]+$)/.test(lines[at]!.text)) return null;
  return { text, style: row.groups!["first"] === undefined ? "h2" : "h1", at, end: at + 2 };
}

/** For each line of Markdown, whether it stands in no code, comment or front matter. */
function proseLines(lines: readonly HistoryLine[]): readonly boolean[] {
  const prose: boolean[] = [];
  let until: ((line: string) => boolean) | null = frontMatter(lines);
  for (const [at, { text }] of lines.entries()) {
    if (until) {
      prose.push(false);
      if (at > 0 && until(text)) until = null;
      continue;
    }
    until = opened(text);
    prose.push(!until && !isComment(text));
  }
  return prose;
}

function frontMatter(lines: readonly HistoryLine[]): ((line: string) => boolean) | null {
  const isEnd = (line: string) => /^(?:---|\.\.\.|\+\+\+)\s*$/.test(line);
  if (!/^(?:---|\+\+\+)\s*$/.test(lines[0]?.text ?? "")) return null;
  return lines.slice(1).some(({ text }) => isEnd(text)) ? isEnd : null;
}

/** What ends the fence or comment that a line opens. */
function opened(line: string): ((line: string) => boolean) | null {
  const fence = /^ {0,3}(?<fence>`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.groups?.["fence"];
  if (fence !== undefined)
    return (next) => {
      const row = next.trim();
      return row.length >= fence.length && row === fence.charAt(0).repeat(row.length);
    };
  return /^ {0,3}<!--/.test(line) && !line.includes("-->") ? (next) => next.includes("-->") : null;
}

function isComment(line: string): boolean {
  return /^ {0,3}<!--/.test(line);
}

/** The text of a Markdown title without links and emphasis: `[1.0](...)` is `1.0`. */
export function plainTitle(text: string): string {
  return text
    .replace(/\[(?<shown>[^[\]]*)\](?:\([^()]*\)|\[[^[\]]*\])?/g, "$<shown>")
    .replace(/[*`]/g, "");
}
