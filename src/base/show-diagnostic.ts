import { adviceOf, entryOf, severityOf, type Diagnostic, type Severity } from "./diagnostics.js";
import { printable, printablePath } from "./printable.js";
import { authored, lineStarts, positionAt, type Position, type Span } from "./source.js";

/** Colours for a terminal; `picocolors` fits. */
export interface Painter {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
}

export const plain: Painter = {
  bold: (text) => text,
  dim: (text) => text,
  red: (text) => text,
  yellow: (text) => text,
  cyan: (text) => text,
};

export const colorOf = {
  error: "red",
  warning: "yellow",
  note: "cyan",
  info: "dim",
} as const satisfies Record<Severity, keyof Painter>;

/**
 * One finding as text, without a line feed at its end:
 *
 *     guide.rst:3:6: error[undefined-variable]: There is no variable "versoin".
 *       3 | This {{versoin}} is
 *         |      ^^^^^^^^^^^
 *       config.yaml:1:1: the variables stand here
 *       hint: Did you mean "version"?
 */
export function showDiagnostic(diagnostic: Diagnostic, painter: Painter = plain): string {
  const { code, parts, notes = [] } = diagnostic;
  const { text } = entryOf(code);
  const severity = severityOf(diagnostic);
  const place = placeOf(diagnostic);
  const label = painter[colorOf[severity]](painter.bold(`${severity}[${code}]`));
  const lines = [
    `${place ? `${painter.bold(nameOf(place))}: ` : ""}${label}: ${printable(text(...parts))}`,
  ];
  if (place) lines.push(...excerpt(place, painter[colorOf[severity]], painter.dim));
  for (const note of notes) lines.push(`  ${nameOf(locate(note.span))}: ${printable(note.text)}`);
  const advice = adviceOf(diagnostic);
  if (advice) lines.push(`  ${painter.bold("hint")}: ${printable(advice)}`);
  return lines.join("\n");
}

/** Findings by path, line, column and code; what is told twice of one place is there once. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const byIdentity = new Map<string, { diagnostic: Diagnostic; key: SortKey }>();
  for (const diagnostic of diagnostics) {
    const key = sortKey(diagnostic);
    const identity = JSON.stringify([key, diagnostic.parts]);
    if (!byIdentity.has(identity)) byIdentity.set(identity, { diagnostic, key });
  }
  return [...byIdentity.values()]
    .sort((a, b) => compareKeys(a.key, b.key))
    .map(({ diagnostic }) => diagnostic);
}

type SortKey = readonly [path: string, line: number, column: number, code: string];

function sortKey(diagnostic: Diagnostic): SortKey {
  const place = placeOf(diagnostic);
  if (!place) return ["", 0, 0, diagnostic.code];
  return [place.span.source.path, place.line, place.column, diagnostic.code];
}

function compareKeys(a: SortKey, b: SortKey): number {
  for (let index = 0; index < a.length; index++)
    if (a[index] !== b[index]) return a[index]! < b[index]! ? -1 : 1;
  return 0;
}

/** Where something is shown. */
export interface Place extends Position {
  /** In the file the author edits. */
  readonly span: Span;
}

const places = new WeakMap<Diagnostic, Place | null>();

/** Where a finding is shown; `null` where it has no place. */
export function placeOf(diagnostic: Diagnostic): Place | null {
  const known = places.get(diagnostic);
  if (known !== undefined) return known;
  const place = diagnostic.span && locate(diagnostic.span);
  places.set(diagnostic, place);
  return place;
}

/** The place in the author's file that a span stands for. */
export function locate(given: Span): Place {
  const span = authored(given);
  return { span, ...positionAt(span.source, Math.min(span.start, span.source.text.length)) };
}

function nameOf({ span, line, column }: Place): string {
  return `${printablePath(span.source.path)}:${line}:${column}`;
}

const widestExcerpt = 100;
const shownBefore = 40;

/** The line of a place with carets under it; of a long line the part around them. Nothing for an empty line. */
export function excerpt(
  place: Place,
  color: (text: string) => string,
  dim: (text: string) => string,
): string[] {
  const { source, end } = place.span;
  const start = lineStarts(source)[place.line - 1]!;
  const stop = source.text.indexOf("\n", start);
  const line = source.text.slice(start, stop === -1 ? undefined : stop).trimEnd();
  if (line.trim() === "") return [];
  const at = Math.min(place.column - 1, line.length);
  const length = Math.max(1, Math.min(end - start, line.length) - at);
  const from = line.length <= widestExcerpt ? 0 : Math.max(0, at - shownBefore);
  const shown = printable(line.slice(from, from + widestExcerpt));
  const lead = from > 0 ? "…" : "";
  const tail = from + widestExcerpt < line.length ? "…" : "";
  const carets = shown.slice(at - from, at - from + length);
  const pad = " ".repeat(lead.length + widthOf(shown.slice(0, at - from)));
  const number = String(place.line);
  return [
    `  ${dim(`${number} |`)} ${lead}${shown}${tail}`,
    `  ${dim(`${" ".repeat(number.length)} |`)} ${pad}${color("^".repeat(Math.max(1, widthOf(carets))))}`,
  ];
}

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** Columns of a text on a terminal. */
function widthOf(text: string): number {
  if (!/[^ -~]/.test(text)) return text.length; // nothing but ASCII, as in most lines
  let width = 0;
  for (const char of text)
    width += /\p{Mn}|\u200d|\ufe0f/u.test(char) ? 0 : wide.test(char) ? 2 : 1;
  return width;
}
