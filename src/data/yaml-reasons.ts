import type { Stop, YamlFault } from "./yaml-stop.js";

/** What js-yaml says of what is rare, each in words that say what to do. */
interface Reason {
  readonly re: RegExp;
  readonly what: (match: RegExpExecArray, stop: Stop) => string;
  readonly hint: (match: RegExpExecArray, stop: Stop) => string;
  /** The place, where it is not that of the stop. */
  readonly at?: (stop: Stop) => readonly [start: number, end: number];
}

const reasons: readonly Reason[] = [
  {
    re: /^expected hexadecimal character/,
    what: (_match, stop) => `"${escapeAt(stop)}" needs more hexadecimal digits`,
    hint: () => "Two follow \\x, four \\u, eight \\U; where a backslash is meant, write it twice.",
    at: (stop) => [backslashAt(stop), backslashAt(stop) + escapeAt(stop).length],
  },
  {
    re: /^duplication of (?:an anchor|a tag) property/,
    what: () => "a value has two anchors or two tags here",
    hint: () => "Keep one of them.",
  },
  {
    re: /^unidentified alias "(.*)"/,
    what: ([, name]) => `there is no anchor "${name}" above, which "*${name}" would stand for`,
    hint: ([, name]) =>
      `Define it with "&${name}", or put the value in quotes where a star is meant.`,
  },
  {
    re: /^name of an (anchor|alias) node/,
    what: ([, kind]) =>
      `"${kind === "anchor" ? "&" : "*"}" has a meaning of its own in YAML, and needs a name`,
    hint: () => "Put the value in quotes.",
  },
  {
    re: /^alias node should not have/,
    what: () => 'a value that "*" stands for has an anchor or a tag of its own',
    hint: () => "Remove the anchor or the tag.",
  },
  {
    re: /merge mappings|merge sequence|merge keys/,
    what: () => '"<<" takes in what an object holds, and this is none',
    hint: () => 'Write an alias of an object behind it ("<<: *name"), or a list of such.',
    at: mergeKey,
  },
  {
    re: /indentation width of a block scalar|repeat of an indentation width/,
    what: () =>
      'the number behind "|" or ">" says how many spaces the text is indented, from 1 to 9',
    hint: () => "Leave it out: the first line of the text says it as well.",
  },
  {
    re: /^repeat of a chomping mode/,
    what: () => 'behind "|" and ">" stands one "-" or one "+"',
    hint: () => 'Write "|-" for a text without its last line end, "|+" for one with all of them.',
  },
  {
    re: /^missing indentation for block scalar/,
    what: () => "the text is not indented",
    hint: () => "Indent it more than its key.",
  },
  {
    re: /^directives end mark|^directive name/,
    what: () => 'a line that begins with "%" is an order to whoever reads YAML',
    hint: () => "Put the key or the value that it begins with in quotes.",
    at: percentLine,
  },
  {
    re: /YAML (?:version|directive)|%YAML/,
    what: () => "the version of YAML in this line is none that is read",
    hint: () => "Remove the line; YAML 1.2 is what is read.",
    at: percentLine,
  },
  {
    re: /JSON character|non-printable|null byte/,
    what: (_match, stop) =>
      `here is a control character (${codePointAt(stop)}), which YAML does not have`,
    hint: () => 'Remove it, or write it within double quotes by its number, such as "\\x07".',
    at: (stop) => [controlAt(stop), controlAt(stop) + 1],
  },
  {
    re: /^incomplete explicit mapping pair/,
    what: () => "a colon stands here without a key in front",
    hint: () => 'Write the key; an empty one is "" in quotes.',
  },
  {
    re: /whitespace character is expected after/,
    what: () => "the colon has no space after it",
    hint: () => 'Write "key: value".',
  },
  {
    re: /^unknown tag !<(.*)>/,
    what: ([, tag]) => `the tag "${tag}" says nothing here`,
    hint: () => "Write the value without it, or in quotes if it is meant as text.",
  },
  {
    re: /^(?:cannot resolve a node|unacceptable node kind)/,
    what: () => "this value is not what its tag says",
    hint: () => "Correct the value, or leave the tag out.",
  },
  {
    re: /\btag\b|TAG/,
    what: () => '"!" begins a tag here, and what follows cannot be one',
    hint: () => "Put the value in quotes.",
  },
  {
    re: /nested arrays are not supported/,
    what: () => "a list cannot be a key",
    hint: () => "Put the key in quotes.",
  },
];

/** What js-yaml says, in our words. */
export function reasonInOurWords(stop: Stop): YamlFault | null {
  for (const { re, what, hint, at } of reasons) {
    const match = re.exec(stop.reason);
    if (!match) continue;
    const offset = Math.min(stop.offset, Math.max(0, stop.text.length - 1));
    const [start, end] = at?.(stop) ?? [offset, offset + 1];
    return { start, end, what: what(match, stop), hint: hint(match, stop) };
  }
  return null;
}

function backslashAt({ text, offset }: Stop): number {
  return Math.max(0, text.lastIndexOf("\\", offset));
}

function escapeAt(stop: Stop): string {
  return /^\\?.[\dA-Fa-f]{0,8}/.exec(stop.text.slice(backslashAt(stop)))?.[0] ?? "";
}

/** The line that begins with `%`, at the stop or above it. */
function percentLine({ lines, at }: Stop): readonly [number, number] {
  const line = lines.slice(0, at + 1).findLast(({ text }) => text.startsWith("%")) ?? lines[at]!;
  return [line.start, line.start + Math.max(1, line.text.length)];
}

/** `<<` at the stop or above it. */
function mergeKey({ text, offset }: Stop): readonly [number, number] {
  const start = Math.max(0, text.lastIndexOf("<<", offset));
  return [start, start + 2];
}

/** The control character that is nearest to where reading stopped. */
function controlAt({ text, offset }: Stop): number {
  const from = Math.max(0, offset - 2);
  const found = text
    .slice(from)
    .search(/[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
  return found === -1 ? Math.min(offset, text.length - 1) : from + found;
}

function codePointAt(stop: Stop): string {
  const code = stop.text.codePointAt(controlAt(stop)) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
