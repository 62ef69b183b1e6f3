import type { ProseLine, ProseRule, Slip } from "../rule.js";

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
  mayOccur:
    /^[ \t]*(?:\.\. +(?!https?:)(?:[a-z][a-z-]* ?:(?!:)|\[[^\]\n]+\]:|\w[\w -]*: +(?:https?|mailto):)|\.\.[a-z_|]|\.(?:\.\.+)? ?[a-z-]+::)/m,
  *find({ lines }) {
    for (const [index, line] of lines.entries()) {
      const slip = slipIn(line);
      // A comment has its mark in its first line.
      if (slip) yield { ...slip, covers: [slip.start, lastBelow(lines, index).offset] };
    }
  },
};

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
