import type { Context, TitleLevels, WrittenTitle } from "../context.js";
import { cut, indentOf, isBlank, spanOfLine, spanOfLines } from "../lines.js";
import type { Line, LineReader } from "../lines.js";
import { normalizeName } from "../names.js";
import { textOf } from "../nodes.js";
import type { Block, Section, SystemMessage, Title } from "../nodes.js";
import { columnWidth } from "../../base/unicode.js";
import { literalBlockOf } from "./common.js";

/** A row of one and the same punctuation character. */
export const adornmentRe = /^([!-/:-@[-`{-~])\1*$/;

/** Adornments shorter than this may be text. */
const leastAdornment = 4;

/** How plain text is read where what looked like a title is none. */
type ReadText = (lines: LineReader, cx: Context) => Block[];

/**
 * ```rst
 * A title
 * -------
 * ```
 *
 * `null` where the second line is no underline after all.
 */
export function underlinedTitle(
  lines: LineReader,
  cx: Context,
  readText: ReadText,
): Block[] | null {
  const title = lines.peek()!;
  const underline = lines.peek(1)!;
  if (!adornmentRe.test(underline.text)) return null;
  const messages: SystemMessage[] = [];
  const quote = [title, underline];
  if (columnWidth(title.text) > underline.text.length) {
    const span = spanOfLine(underline);
    if (underline.text.length < leastAdornment && !isAdornment(underline, cx)) {
      const notes = cx.titles ? [cx.message("underline-too-short", span)] : [];
      return [...notes, ...readText(lines, cx)];
    }
    messages.push(cx.message("title-underline-too-short", span, [], [literalBlockOf(quote)]));
  }
  lines.take(2);
  const written = { adornment: underline, rows: [underline], overlined: false };
  if (cx.titles) return section(title, quote, written, messages, cx);
  const forbidden = cx.message(
    "title-not-allowed",
    spanOfLine(underline),
    [],
    [literalBlockOf(quote)],
  );
  return [...messages, forbidden];
}

/**
 * What begins with a row of punctuation: a transition when nothing is below, else an overlined title.
 *
 * ```rst
 * ---------
 *  A title
 * ---------
 * ```
 */
export function overlinedTitle(lines: LineReader, cx: Context, readText: ReadText): Block[] | null {
  const overline = lines.peek()!;
  if (!adornmentRe.test(overline.text)) return null;
  if (!cx.titles) return forbiddenAdornment(lines, cx, readText);
  const short = overline.text.length < leastAdornment;
  const title = lines.peek(1);
  if (!title || isBlank(title)) {
    if (short) return readText(lines, cx);
    lines.take(1);
    return [{ type: "transition", span: spanOfLine(overline) }];
  }
  const underline = lines.peek(2);
  const fault = faultOf(overline, title, underline);
  if (!fault) {
    const text = cut(title, indentOf(title));
    const messages: SystemMessage[] = [];
    const quote = lines.take(3);
    if (columnWidth(title.text) > overline.text.length) {
      if (short && !isAdornment(overline, cx)) {
        lines.at -= 3;
        return asText(lines, cx, readText);
      }
      const literal = literalBlockOf(quote);
      messages.push(cx.message("title-overline-too-short", spanOfLine(overline), [], [literal]));
    }
    const rows = [overline, underline!];
    return section(text, quote, { adornment: overline, rows, overlined: true }, messages, cx);
  }
  if (short) return asText(lines, cx, readText);
  const quote = lines.take(fault.lines);
  const message = cx.message(fault.code, spanOfLine(overline), [], [literalBlockOf(quote)]);
  // Where levels are known, the title keeps its section: what refers to it is not at fault.
  if (!cx.titleLevels.reader || !("rows" in fault)) return [message];
  const written = { adornment: overline, rows: fault.rows, overlined: true };
  return section(cut(title, indentOf(title)), quote, written, [message], cx);
}

/** What is wrong with an overlined title, and how many lines it takes; its rows where it is a title all the same. `null` for a good one. */
function faultOf(overline: Line, title: Line, underline: Line | undefined) {
  if (adornmentRe.test(title.text)) return { code: "title-marker-invalid", lines: 2 } as const;
  const rows = [overline, ...(underline && isSameRow(overline, underline) ? [underline] : [])];
  if (!underline) return { code: "title-incomplete", lines: 2, rows } as const;
  if (isBlank(underline)) return { code: "title-underline-missing", lines: 3, rows } as const;
  if (!adornmentRe.test(underline.text))
    return { code: "title-underline-missing", lines: 3 } as const;
  if (underline.text !== overline.text)
    return { code: "title-lines-differ", lines: 3, rows } as const;
  return null;
}

function isSameRow(overline: Line, underline: Line): boolean {
  return adornmentRe.test(underline.text) && underline.text[0] === overline.text[0];
}

/** Whether a row that may be text is a title's, as what knows the levels says. */
function isAdornment(row: Line, { titles, titleLevels }: Context): boolean {
  return titles && titleLevels.reader !== undefined && titleLevels.reader.isAdornment(row);
}

/** An overline so short that it may be text is text. */
function asText(lines: LineReader, cx: Context, readText: ReadText): Block[] {
  return [cx.message("overline-too-short", spanOfLine(lines.peek()!)), ...readText(lines, cx)];
}

/** A row of punctuation where no title may stand. */
function forbiddenAdornment(lines: LineReader, cx: Context, readText: ReadText): Block[] | null {
  const line = lines.peek()!;
  if (line.text === "::") return null;
  if (line.text.length < leastAdornment)
    return [cx.message("transition-too-short", spanOfLine(line)), ...readText(lines, cx)];
  lines.take(1);
  const literal = literalBlockOf([line]);
  return [cx.message("title-or-transition-not-allowed", spanOfLine(line), [], [literal])];
}

/** A section with its title; the driver puts into it what follows. */
function section(
  title: Line,
  quote: readonly Line[],
  written: WrittenTitle,
  messages: readonly SystemMessage[],
  cx: Context,
): Block[] {
  const { reader } = cx.titleLevels;
  const mark = written.adornment.text[0]!;
  const level = reader
    ? reader.levelOf(written)
    : levelByOrder(written.overlined ? `${mark}/${mark}` : mark, cx.titleLevels);
  if (!reader && level > cx.titleLevels.current + 1) return [skippedLevel(title, quote, level, cx)];
  cx.titleLevels.current = level;

  const span = spanOfLines(quote);
  const { nodes, messages: titleMessages } = cx.inlines([title]);
  const heading: Title = { type: "title", span: spanOfLine(title), children: nodes };
  const node: Section = {
    type: "section",
    span,
    names: [normalizeName(textOf(heading))],
    children: [heading, ...messages, ...titleMessages],
  };
  node.children.push(...cx.names.noteImplicit(node));
  return [node];
}

/** The level that a style stands for: a new one is one level below all others, unless that leaves a level out. */
function levelByOrder(style: string, { styles, current }: TitleLevels): number {
  const known = styles.indexOf(style) + 1;
  if (known > 0) return known;
  const level = styles.length + 1;
  if (level <= current + 1) styles.push(style);
  return level;
}

function skippedLevel(
  title: Line,
  quote: readonly Line[],
  level: number,
  cx: Context,
): SystemMessage {
  const { styles, current } = cx.titleLevels;
  const span = spanOfLine(title);
  const established = `Established title styles: ${styles.join(" ")}`;
  return cx.message(
    "title-level-skipped",
    span,
    [String(current), String(level), styles.join(" ")],
    [
      literalBlockOf(quote),
      { type: "paragraph", span, children: [{ type: "text", span, value: established }] },
    ],
  );
}
