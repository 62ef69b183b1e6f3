import type { Code } from "../../base/diagnostics.js";
import { runRole } from "../roles.js";
import { endOfSimpleName } from "../simple-name.js";
import { escapeMark, spaceAt } from "./characters.js";
import { unclosed } from "./enclosed.js";
import { phraseReference } from "./phrase-reference.js";
import { markedFault } from "./problematic.js";
import type { Construct, End, EndFinder, Found, Scanner } from "./scanner.js";

/** The end of interpreted text: a backquote, and a role or the mark of a reference behind it. */
interface InterpretedEnd extends End {
  readonly role?: string;
  /** Where the name of that role begins. */
  readonly roleAt: number;
  readonly marks: number;
}

/** The name in `:name:` at an offset. */
function roleAt(text: string, at: number): string | undefined {
  if (text[at] !== ":") return undefined;
  const end = endOfSimpleName(text, at + 1);
  if (end === at + 1) return undefined;
  // A colon within a longer name ends a shorter one too.
  const colon = text[end] === ":" ? end : text.lastIndexOf(":", end - 1);
  return colon > at ? text.slice(at + 1, colon) : undefined;
}

/** `text` in single backquotes: interpreted text without a role before it, or a phrase reference. */
export const interpreted: Construct = (scanner, at) =>
  scanner.opens(at) && isBackquote(scanner.text, at) ? readText(scanner, at, at, undefined) : null;

/** The same with its role before it: :role:`text`. */
export const roleFirst: Construct = (scanner, at) => {
  if (at < scanner.noRoleBefore || !scanner.opens(at)) return null;
  const role = roleAt(scanner.text, at);
  if (role === undefined) {
    scanner.noRoleBefore = endOfSimpleName(scanner.text, at + 1);
    return null;
  }
  const quote = at + role.length + 2;
  return isBackquote(scanner.text, quote) ? readText(scanner, at, quote, role) : null;
};

/** A backquote that may begin something: alone, with text behind it. */
function isBackquote(text: string, at: number): boolean {
  return text[at] === "`" && text[at + 1] !== "`" && !spaceAt(text, at + 1);
}

function readText(scanner: Scanner, start: number, quote: number, role: string | undefined): Found {
  const textStart = quote + 1;
  if (role === undefined && scanner.quoted(quote, textStart)) return scanner.skip(quote, textStart);
  const end = scanner.nextEnd(interpretedEnd, textStart) as InterpretedEnd | null;
  if (!end || end.at === textStart)
    return unclosed(scanner, quote, textStart, "interpreted text or reference");
  if (role !== undefined && end.role !== undefined)
    return confused(scanner, start, end.end, "two-roles", [role, end.role]);
  const anyRole = role ?? end.role;
  if (end.marks === 0) return ofRole(scanner, start, textStart, end, anyRole);
  if (anyRole !== undefined)
    return confused(scanner, start, end.end, "role-and-reference", [
      anyRole,
      role === undefined ? "suffix" : "prefix",
    ]);
  return phraseReference(scanner, start, textStart, end.at, end.end);
}

/** Markup that contradicts itself: all of it is marked. */
function confused(
  scanner: Scanner,
  start: number,
  end: number,
  code: Code,
  parts: readonly string[],
): Found {
  const { source, cx } = scanner;
  const span = source.span(start, end);
  const message = cx.message(code, span, parts);
  return { start, end, ...markedFault(source.written(start, end), span, message, cx) };
}

function ofRole(
  scanner: Scanner,
  start: number,
  textStart: number,
  end: InterpretedEnd,
  role: string | undefined,
): Found {
  const { source, cx } = scanner;
  const span = source.span(start, end.end);
  const nameAt = end.role === undefined ? start + 1 : end.roleAt;
  const { nodes, messages } = runRole(
    {
      name: role,
      nameSpan: role === undefined ? span : source.span(nameAt, nameAt + role.length),
      shown: source.shown(textStart, end.at),
      written: source.written(textStart, end.at),
      textSpan: source.span(textStart, end.at),
      whole: source.written(start, end.end),
      span,
    },
    cx,
  );
  return { start, end: end.end, nodes, messages };
}

/** The next backquote that ends interpreted text. White space before it must be escaped. */
const interpretedEnd: EndFinder = (scanner, from) => {
  const { text } = scanner;
  for (let at = text.indexOf("`", from); at !== -1; at = text.indexOf("`", at + 1)) {
    const gap = scanner.gapBefore(at) && text[at - 2] !== escapeMark;
    const end = gap ? null : endBehind(scanner, at);
    if (end) return end;
  }
  return null;
};

/** What belongs to the end behind a backquote: as much as something may follow. */
function endBehind(scanner: Scanner, at: number): InterpretedEnd | null {
  const role = roleAt(scanner.text, at + 1);
  const roleEnd = at + 1 + (role === undefined ? 0 : role.length + 2);
  for (const [from, name] of [
    [roleEnd, role],
    [at + 1, undefined],
  ] as const)
    for (let end = from + marksAt(scanner.text, from); end >= from; end--)
      if (scanner.closes(end))
        return {
          at,
          end,
          marks: end - from,
          roleAt: at + 2,
          ...(name === undefined ? {} : { role: name }),
        };
  return null;
}

function marksAt(text: string, at: number): number {
  if (text[at] !== "_") return 0;
  return text[at + 1] === "_" ? 2 : 1;
}
