import type { Prose, ProseLine, ProseRule, Slip } from "../rule.js";

/**
 * Lines that were to be explicit markup and are a comment, which no reader sees, or a text with its marks: a colon, a space
 * or an underscore too few. Each shape says what was meant.
 */
interface Shape {
  readonly kind: ProseLine["kind"];
  readonly re: RegExp;
  /** `hasMore`: lines that belong to it stand below. `below`: the next line that is not blank. */
  readonly meant: (
    groups: Readonly<Record<string, string | undefined>>,
    hasMore: boolean,
    below: ProseLine | undefined,
  ) => string | null;
}

const shapes: readonly Shape[] = [
  // .. warning: Text.
  {
    kind: "comment",
    re: /^\.\. +(?<name>[A-Za-z][a-z-]*)(?: :|: ?)(?!:)(?<rest>.*)$/,
    meant: ({ name = "", rest }) =>
      directiveNames.has(name.toLowerCase()) ? `.. ${name}::${lead(rest)}` : null,
  },
  // .. warning::Text.
  {
    kind: "comment",
    re: /^\.\. +(?<name>[A-Za-z][a-z-]*) ?::(?<rest>\S.*)$/,
    meant: ({ name = "", rest }) =>
      directiveNames.has(name.toLowerCase()) ? `.. ${name}::${lead(rest)}` : null,
  },
  // .. note Text, and .. code-block json
  {
    kind: "comment",
    re: /^\.\. +(?<name>[A-Za-z][a-z-]*)(?:[ \t]+(?<rest>\S.*))?$/,
    meant: ({ name = "", rest = "" }, hasMore) =>
      seemsDirective(name, rest, hasMore) ? `.. ${name}::${lead(rest)}` : null,
  },
  // .. name: https://example.org
  {
    kind: "comment",
    re: /^\.\. +(?<name>[\w][\w -]*): (?<rest>(?:https?|mailto):\S+)$/,
    meant: ({ name, rest }) => `.. _${name}: ${rest}`,
  },
  // .. some-name:
  {
    kind: "comment",
    re: /^\.\. +(?<name>[a-z\d]+(?:[-:_.][a-z\d]+)+):$/,
    meant: ({ name }, _hasMore, below) =>
      below === undefined || depthOf(below) > 0 ? null : `.. _${name}:`,
  },
  // .. [1]: Text.
  {
    kind: "comment",
    re: /^\.\. +\[(?<name>[\w#*.-]+)\]:(?<rest>.*)$/,
    meant: ({ name, rest }) => `.. [${name}]${lead(rest)}`,
  },
  // .. [1]Text. and .. [1 Text.
  {
    kind: "comment",
    re: /^\.\. +\[(?<name>\d+|\*|#[\w.-]*)(?:\](?!:)(?<glued>\S.*)|(?<rest>[ \t]+[^\]]+))$/,
    meant: ({ name, glued, rest = glued }) => `.. [${name}]${lead(rest)}`,
  },
  // ..note:: Text, .._name: and ..|name| image::
  {
    kind: "text",
    re: /^\.\.(?<rest>[A-Za-z][A-Za-z-]*::(?:\s.*)?$)/,
    meant: ({ rest }) => `.. ${rest}`,
  },
  { kind: "text", re: /^\.\.(?<rest>_[^:\s][^:]*:(?:\s.*)?$)/, meant: ({ rest }) => `.. ${rest}` },
  { kind: "text", re: /^\.\.(?<rest>\|[^|]+\| .*::.*$)/, meant: ({ rest }) => `.. ${rest}` },
  // ... note:: Text, and .note:: Text
  {
    kind: "text",
    re: /^(?:\.{3,} ?|\. ?)(?<name>[A-Za-z][A-Za-z-]*)::(?<rest>.*)$/,
    meant: ({ name = "", rest }) =>
      directiveNames.has(name.toLowerCase()) ? `.. ${name}::${rest}` : null,
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

/** What a comment that begins with the name of a directive may say, if it was meant as one: any word may begin a comment. */
const argumentRes: readonly (readonly [names: RegExp, rest: RegExp, hasMore?: true])[] = [
  [/^(?:attention|caution|danger|error|hint|important|note|tip|warning|seealso)$/, /^[A-Z`*]/],
  [/^(?:attention|caution|note|warning|seealso)$/, /^(?!(?:about|and|as|by|for|from|in|is|of|on|or|that|to|was|with)\b)[a-z]/],
  [/^(?:attention|caution|danger|error|hint|important|note|tip|warning|seealso|contents|math|meta)$/, /^$/, true],
  [/^(?:contents|sectnum|toctree)$/, /^$/],
  [/^(?:code|highlight)$/, /^[a-z][\w+#.-]*$/, true],
  [/^(?:code-block|sourcecode)$/, /^(?:[a-z][\w+#.-]*)?$/],
  [/^(?:csv-table|list-table|parsed-literal|pull-quote)$/, /^/],
  [/^(?:image|figure|include|literalinclude)$/, /^(?:[^\s<>]*[./][^\s<>]*|<[^\s<>]+>)$/],
  [/^(?:versionadded|versionchanged|deprecated)$/, /^v?\d/],
  [/^(?:admonition|topic|sidebar|table|figure)$/, /^[A-Z`*]/, true],
  [/^raw$/, /^html$/, true],
]; // prettier-ignore

function seemsDirective(name: string, rest: string, hasMore: boolean): boolean {
  return argumentRes.some(
    ([names, restRe, needsMore]) =>
      names.test(name) && restRe.test(rest) && (hasMore || !needsMore),
  );
}

/** A comment that begins with such a name. */
const namedCommentRe = new RegExp(
  `^[ \\t]*\\.\\. +(?:${[...directiveNames, "toctree"].join("|")})(?:[ \\t]|$)`,
  "m",
);

export const lostMarkup: ProseRule = {
  code: "lost-markup",
  mayOccur: {
    test: (text) =>
      namedCommentRe.test(text) ||
      /^[ \t]*(?:\.\. +(?!https?:)(?:[A-Za-z][A-Za-z-]* ?:(?!:(?:\s|$))|[a-z\d]+(?:[-:_.][a-z\d]+)+:$|\[[^\]\n]+\]:|\[(?:\d+|\*|#[\w.-]*)(?:\]\S|[ \t])|\w[\w -]*: +(?:https?|mailto):)|\.\.[A-Za-z_|]|\.(?:\.\.+)? ?[A-Za-z-]+::)/m.test(
        text,
      ) ||
      hasGlued(text),
  },
  *find(prose) {
    const { lines } = prose;
    const continued = hasGlued(prose.source.text) ? continuedLines(prose) : new Set();
    const glued = (line: ProseLine | undefined) =>
      line && continued.has(line.offset) ? gluedIn(line) : null;
    let told = 0;
    for (const [index, line] of lines.entries()) {
      if (index < told) continue;
      const slip = slipIn(lines, index) ?? glued(line);
      // A comment has its mark in its first line.
      if (!slip) continue;
      let last = lastBelow(lines, index);
      // One blank line is what all that is glued to a text lacks.
      for (told = index + 1; slip.parts?.[2] === "glued" && glued(lines[told]); told++)
        last = lastBelow(lines, told);
      const covers = [slip.start, last.offset] as const;
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
  return /\n(?<=\S[^\S\n]*\n)[ \t]*(?:\.\.(?=\s|$)|__[ \t])/.test(text) && gluedRe.test(text);
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

function slipIn(lines: readonly ProseLine[], index: number): Slip | null {
  const { text, offset, kind } = lines[index]!;
  const written = text.trim();
  if (!/^\.[. a-z_|]/.test(written) || (kind === "comment" && isInComment(lines, index)))
    return null;
  for (const shape of shapes) {
    if (shape.kind !== kind) continue;
    const groups = shape.re.exec(written)?.groups;
    const hasMore = lastBelow(lines, index) !== lines[index];
    const below = lines.find((line, at) => at > index && line.text.trim() !== "");
    const meant = groups ? shape.meant(groups, hasMore, below) : null;
    if (meant === null) continue;
    const start = offset + text.indexOf(written);
    return { start, end: start + written.length, parts: [written, meant, kind] };
  }
  return null;
}

/** Whether a line of a comment is below its mark: what is commented out is no slip. */
function isInComment(lines: readonly ProseLine[], index: number): boolean {
  let above = index - 1;
  while (lines[above]?.kind === "comment" && depthOf(lines[above]!) >= depthOf(lines[index]!))
    above--;
  const mark = lines[above]?.text.trim();
  return mark === ".." || (lines[above]?.kind === "comment" && mark !== "");
}

function depthOf({ text }: ProseLine): number {
  return text.trim() === "" ? Infinity : text.length - text.trimStart().length;
}

/** The last line of what belongs to a line: the indented ones below it. */
function lastBelow(lines: readonly ProseLine[], index: number): ProseLine {
  let last = lines[index]!;
  for (const line of lines.slice(index + 1)) {
    if (line.text.trim() !== "" && depthOf(line) <= depthOf(lines[index]!)) break;
    last = line;
  }
  return last;
}
