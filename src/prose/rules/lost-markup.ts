import type { Prose, ProseLine, ProseRule, Slip } from "../rule.js";

/**
 * Lines that were to be explicit markup and are a comment, which no reader sees, or a text with its marks: a colon, a space
 * or an underscore too few. Each shape says what was meant.
 */
interface Shape {
  readonly kind: ProseLine["kind"];
  readonly re: RegExp;
  readonly meant: (groups: Readonly<Record<string, string | undefined>>) => string | null;
}

const shapes: readonly Shape[] = [
  // .. warning: Text.
  {
    kind: "comment",
    re: /^\.\. +(?<name>[a-z][a-z-]*)(?: :|: ?)(?!:)(?<rest>.*)$/,
    meant: ({ name = "", rest }) => (directiveNames.has(name) ? `.. ${name}::${lead(rest)}` : null),
  },
  // .. name: https://example.org
  {
    kind: "comment",
    re: /^\.\. +(?<name>[\w][\w -]*): (?<rest>(?:https?|mailto):\S+)$/,
    meant: ({ name, rest }) => `.. _${name}: ${rest}`,
  },
  // .. [1]: Text.
  {
    kind: "comment",
    re: /^\.\. +\[(?<name>[\w#*.-]+)\]:(?<rest>.*)$/,
    meant: ({ name, rest }) => `.. [${name}]${lead(rest)}`,
  },
  // ..note:: Text, .._name: and ..|name| image::
  { kind: "text", re: /^\.\.(?<rest>[a-z][a-z-]*::(?:\s.*)?$)/, meant: ({ rest }) => `.. ${rest}` },
  { kind: "text", re: /^\.\.(?<rest>_[^:\s][^:]*:(?:\s.*)?$)/, meant: ({ rest }) => `.. ${rest}` },
  { kind: "text", re: /^\.\.(?<rest>\|[^|]+\| .*::.*$)/, meant: ({ rest }) => `.. ${rest}` },
  // ... note:: Text, and .note:: Text
  {
    kind: "text",
    re: /^(?:\.{3,} ?|\. ?)(?<name>[a-z][a-z-]*)::(?<rest>.*)$/,
    meant: ({ name = "", rest }) => (directiveNames.has(name) ? `.. ${name}::${rest}` : null),
  },
];

function lead(rest = ""): string {
  return rest.trim() === "" ? "" : ` ${rest.trim()}`;
}

/** What people write directives for; any word may begin a comment. */
const directiveNames: ReadonlySet<string> = new Set(
  (
    "admonition attention caution danger error hint important note tip warning seealso topic sidebar figure image " +
    "code code-block sourcecode highlight literalinclude math include raw contents sectnum table csv-table list-table " +
    "class container compound epigraph rubric replace unicode date role default-role meta title header footer " +
    "versionadded versionchanged deprecated parsed-literal pull-quote highlights line-block"
  ).split(" "),
);

export const lostMarkup: ProseRule = {
  code: "lost-markup",
  mayOccur: {
    test: (text) =>
      /^[ \t]*(?:\.\. +(?!https?:)(?:[a-z][a-z-]* ?:(?!:)|\[[^\]\n]+\]:|\w[\w -]*: +(?:https?|mailto):)|\.\.[a-z_|]|\.(?:\.\.+)? ?[a-z-]+::)/m.test(
        text,
      ) || hasGlued(text),
  },
  *find(prose) {
    const { lines } = prose;
    const continued = hasGlued(prose.source.text) ? continuedLines(prose) : new Set();
    for (const [index, line] of lines.entries()) {
      const slip = slipIn(line) ?? (continued.has(line.offset) ? gluedIn(line) : null);
      // A comment has its mark in its first line.
      if (!slip) continue;
      const covers = [slip.start, lastBelow(lines, index).offset] as const;
      // What stands in a note is read as it is meant; what stands in others is no text.
      yield isOfText(slip)
        ? { ...slip, explains: [slip.start, slip.start], blocks: covers }
        : { ...slip, covers };
    }
  },
};

/** Explicit markup right below a line that may be one of a paragraph, alone, of an item or of a directive. */
const gluedRe =
  /^(?:([ \t]*)(?!\.\.[ \t])(?!([!-/:-@[-`{-~])\2*[ \t]*\n)\S[^\n]*\n\1|[ \t]*(?:\S{1,5}|\.\.[ \t]+\S[^\n]*::)[ \t]+\S[^\n]*\n[ \t]+)(?:\.\.(?=\s|$)|__[ \t])/m;

function hasGlued(text: string): boolean {
  return /\n[ \t]*(?:\.\.\s|__ )/.test(text) && gluedRe.test(text);
}

/** The offsets of the lines of paragraphs but their first. */
function continuedLines({ paragraphs, lines }: Prose): ReadonlySet<number> {
  const found = new Set<number>();
  let at = 0;
  for (const { start, end } of paragraphs.toSorted((a, b) => a.start - b.start)) {
    while (lines[at] && lines[at]!.offset <= start) at++;
    for (; lines[at] && lines[at]!.offset < end; at++) found.add(lines[at]!.offset);
  }
  return found;
}

/** A directive, a target or a comment that is read as a line of the paragraph above it. */
function gluedIn({ text, plain, offset, kind }: ProseLine): Slip | null {
  const written = text.trim();
  if (kind !== "text" || !/^(?:\.\.(?:[ \t]|$)|__[ \t]+\S)/.test(plain.trimStart())) return null;
  const start = offset + text.indexOf(written);
  return { start, end: start + written.length, parts: [written, written, "glued"] };
}

/** Directives that hold text, and not what is only named or drawn. */
const textDirectiveRe =
  /^\.{2,3} ?(?:admonition|attention|caution|danger|error|hint|important|note|tip|warning|seealso|topic|sidebar|container|compound|epigraph|rubric|header|footer|versionadded|versionchanged|deprecated|pull-quote|highlights|parsed-literal|\[)/;

function isOfText({ parts: [, meant = ""] = [] }: Slip): boolean {
  return textDirectiveRe.test(meant);
}

function slipIn({ text, offset, kind }: ProseLine): Slip | null {
  const written = text.trim();
  for (const shape of shapes) {
    if (shape.kind !== kind) continue;
    const groups = shape.re.exec(written)?.groups;
    const meant = groups ? shape.meant(groups) : null;
    if (meant === null) continue;
    const start = offset + text.indexOf(written);
    return { start, end: start + written.length, parts: [written, meant, kind] };
  }
  return null;
}

/** The last line of what belongs to a line: the indented ones below it. */
function lastBelow(lines: readonly ProseLine[], index: number): ProseLine {
  const depth = (line: ProseLine) => line.text.length - line.text.trimStart().length;
  let last = lines[index]!;
  for (const line of lines.slice(index + 1)) {
    if (line.text.trim() !== "" && depth(line) <= depth(lines[index]!)) break;
    last = line;
  }
  return last;
}
