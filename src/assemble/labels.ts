import type { Report } from "../base/diagnostics.js";
import { labelPattern, labelsIn } from "../base/labels.js";
import type { Span } from "../base/source.js";
import { nearest } from "../base/text.js";
import { isObject } from "../data/data.js";
import type { Project } from "../load/project.js";
import { verbatimLabel } from "../base/verbatim.js";
import { madeLine, type Piece } from "./made-line.js";
import type { ManuscriptLine } from "./manuscript.js";
import type { Repeated } from "./repeated.js";

/** Values of labels by name. */
export type Labels = Pick<ReadonlyMap<string, string>, "get" | "keys">;

/**
 * Lines with each `%NAME%` replaced by the label's value, which is no markup whatever it holds. Text between two percent signs need not be a label, so only one that looks
 * like a known label is reported, and none of `told` in made text. Spaces at the ends of lines mean something in Markdown: there they are kept.
 */
export function replaceLabels(
  lines: readonly ManuscriptLine[],
  labels: Labels,
  report: Report,
  repeated: Repeated,
  told: ReadonlySet<string> = new Set(),
  keepsEnds = false,
): readonly ManuscriptLine[] {
  return lines.map((line) =>
    line.text.includes("%") ? replaceIn(line, labels, report, repeated, told, keepsEnds) : line,
  );
}

/** Labels of base paths that are not defined: they are reported there, and no more where sections print these paths. */
export function basePathLabels({ apis, labels }: Project): ReadonlySet<string> {
  const names = apis.flatMap(({ documents }) =>
    documents.flatMap(({ value }) => {
      const path = isObject(value) ? value["basePath"] : undefined;
      return typeof path === "string" ? labelsIn(path) : [];
    }),
  );
  return new Set(names.filter((name) => !labels.has(name)));
}

/**
 * Report what is nearly a label in a text of data; other text between percent signs is none. `span` is that of what the text
 * belongs to, such as an operation: the label stands there or below.
 */
export function reportNearLabels(
  text: string,
  { source, start, end }: Span,
  labels: ReadonlyMap<string, string>,
  report: Report,
): void {
  for (const { 0: written, groups } of text.matchAll(labelPattern)) {
    const name = groups!["name"]!;
    const near = labels.has(name) ? [] : nearest(name, labels.keys());
    if (near.length === 0) continue;
    const at = source.text.indexOf(written, start);
    const span =
      at === -1 ? { source, start, end } : { source, start: at, end: at + written.length };
    report("undefined-label", span, [name, ...near]);
  }
}

function replaceIn(
  line: ManuscriptLine,
  labels: Labels,
  report: Report,
  repeated: Repeated,
  told: ReadonlySet<string>,
  keepsEnds: boolean,
): ManuscriptLine {
  const { text, source, offset } = line;
  const pieces: Piece[] = [];
  let at = 0;
  const pattern = new RegExp(labelPattern);
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const name = match.groups!["name"]!;
    const value = labels.get(name);
    const start = offset + match.index;
    if (value === undefined) {
      const isTold = source.origin !== undefined && told.has(name);
      const near = isTold ? [] : nearest(name, labels.keys());
      if (near.length > 0)
        report("undefined-label", { source, start, end: start + match[0].length }, [name, ...near]);
      pattern.lastIndex--; // its last percent sign may begin a label
      continue;
    }
    const span = () => ({ source, start, end: start + match![0].length });
    if (!repeated.allows(value, value.length, name, span)) continue;
    pieces.push({ text: text.slice(at, match.index), source, offset: offset + at });
    pieces.push({ text: verbatimLabel(value), source, offset: start, replaced: match[0].length });
    at = pattern.lastIndex;
  }
  if (at === 0) return line;
  pieces.push({ text: text.slice(at), source, offset: offset + at });
  return madeLine(pieces, keepsEnds);
}
