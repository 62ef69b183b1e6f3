import { insteadOfRole, isRole, isSphinxRole } from "../../rst/rst.js";
import type { Prose, ProseRule, Range, Slip } from "../rule.js";

/** What a role that is none lacks, or has too much. */
type Kind = "start" | "end" | "space" | "backquotes" | "double" | "extra";

const nameSource = "[A-Za-z](?:[\\w.+:-]{0,40}\\w)?";

/** ``:code`text` `` */
const endRe = new RegExp(
  `(?<![\\w\`:]):(?<name>${nameSource})\`(?<text>[^\`\\s][^\`\\n]*)\`(?![\`\\w])`,
  "g",
);
/** `:code:text` */
const bareRe = new RegExp(
  `(?<![^\\s(]):(?<name>${nameSource}):(?<text>[^\\s\`:](?:[^\\s\`]*[^\\s\`.,;:!?)])?)(?=[.,;:!?)]*(?:\\s|$))`,
  "g",
);
/** ``code:`` in front of `` `text` ``, and ``:code:`` in front of ``` ``text`` ```. */
const tagRe = new RegExp(`(?<![\\w\`:.+-])(?<colon>:?)(?<name>${nameSource}):$`);
/** `` `:code:`text` ``, as it is read: without the first backquote and the last. */
const extraRe = new RegExp(`^:(?<name>${nameSource}):\`(?<text>[^\`]*)$`);

/** Roles with a colon, a space or a backquote too few or too many: what is shown has no role, and the marks in it. */
export const roleAsText: ProseRule = {
  code: "role-as-text",
  needs: [":"],
  mayOccur:
    /(?<![\w:`]):[A-Za-z][\w.+-]*`[^`\s]|\w:`{1,2}[^`\s]|(?<![^\s(]):[A-Za-z][\w.+-]*:[^\s`:]/,
  *find(prose) {
    const isKnown = knownRoles(prose.source.text);
    for (const range of prose.literals) yield* inLiteral(range, prose, isKnown);
    for (const range of prose.titles) yield* inTitle(range, prose, isKnown);
    for (const match of prose.plain.matchAll(endRe)) yield* inText(match, "end", prose, isKnown);
    for (const match of prose.plain.matchAll(bareRe))
      yield* inText(match, "backquotes", prose, isKnown);
  },
};

type IsKnown = (name: string) => boolean;

/** The roles that each text has, those of Sphinx, and those that the text defines. */
function knownRoles(text: string): IsKnown {
  const defined = new Set(
    Array.from(text.matchAll(/\.\. role::[ \t]*([\w.+:-]+)/g), (match) => match[1]!),
  );
  return (name) => isRole(name) || isSphinxRole(name) || defined.has(name);
}

function* inText(
  match: RegExpMatchArray,
  kind: Kind,
  { phrases }: Prose,
  isKnown: IsKnown,
): Iterable<Slip> {
  const { name = "", text = "" } = match.groups!;
  const start = match.index!;
  if (isKnown(name) && !isWithin(start, phrases)) yield slipOf(match[0], start, name, text, kind);
}

/** ``:code:``text`` ``: the name is text, and what follows it is code. */
function* inLiteral({ start, end }: Range, { source }: Prose, isKnown: IsKnown): Iterable<Slip> {
  const tag = tagRe.exec(before(source.text, start));
  if (!tag?.groups!["colon"] || !isKnown(tag.groups["name"]!)) return;
  const from = start - tag[0].length;
  const text = source.text.slice(start + 2, end - 2);
  yield slipOf(source.text.slice(from, end), from, tag.groups["name"]!, text, "double");
}

function* inTitle({ start, end }: Range, { source }: Prose, isKnown: IsKnown): Iterable<Slip> {
  const written = source.text.slice(start, end);
  const inner = written.slice(1, -1);
  const { name, text } = extraRe.exec(inner)?.groups ?? {};
  if (name !== undefined) {
    if (isKnown(name)) yield slipOf(written, start, name, text!, "extra");
    return;
  }
  const tag = tagRe.exec(before(source.text, start));
  if (!tag || tag.groups!["colon"] !== "") return;
  const whole = tag.groups!["name"]!;
  const glued = whole.slice(whole.indexOf(":") + 1);
  const isGlued = glued !== whole && isKnown(glued) && !isKnown(whole);
  if (!isGlued && !isKnown(whole)) return;
  const meant = isGlued ? glued : whole;
  const from = start - (isGlued ? meant.length + 2 : tag[0].length);
  yield slipOf(source.text.slice(from, end), from, meant, inner, isGlued ? "space" : "start");
}

function before(text: string, at: number): string {
  return text.slice(Math.max(0, at - 60), at);
}

function isWithin(at: number, ranges: readonly Range[]): boolean {
  return ranges.some(({ start, end }) => start < at && at < end);
}

function slipOf(written: string, start: number, name: string, text: string, kind: Kind): Slip {
  const ours = isRole(name) || !isSphinxRole(name);
  const meant = ours ? `${kind === "space" ? " " : ""}:${name}:\`${text}\`` : "";
  const advice = ours ? `Write ${meant.trim()}.` : insteadOfRole(name, text)![0]!;
  const end = start + written.length;
  return { start, end, parts: [written.replace(/\s+/g, " "), advice, kind, meant] };
}

/** ``:sub:`2`s and :sub:`3` ``: a role or a link whose end is no end, so that it goes on to the next backquote. */
export const openPhrase: ProseRule = {
  code: "open-phrase",
  needs: ["`"],
  mayOccur: /(?<![^\s(["':])`[^`\s](?:[^`]*[^`\s\\])?`[A-Za-z\d]|:`[^`]*\s:[\w.+:-]{1,40}:`/,
  *find({ phrases, source: { text } }) {
    for (const { start, end } of phrases) {
      const written = text.slice(start, end);
      if (isInCells(written) || written.endsWith("``")) continue;
      const { first } = continuedRe.exec(written)?.groups ?? {};
      const { open } = doubledRe.exec(written)?.groups ?? {};
      const part = first ?? open;
      if (part === undefined) continue;
      const kind = first === undefined ? "open" : "continued";
      yield { start, end, parts: [part, written.replace(/\s+/g, " ").slice(0, 60), kind] };
    }
  },
};

/** Whether a text goes over several lines of a cell: others stand between them. */
function isInCells(text: string): boolean {
  return text.includes("\n") && text.includes("|");
}

/** What would be the whole, with a letter right behind it. */
const continuedRe = /^(?<first>(?::[\w.+:-]{1,40}:)?`(?:[^`\\]|\\.)*[^\s`\\]`_{0,2})[A-Za-z\d]/s;
/** What has another role within it. */
const doubledRe = /^(?<open>(?::[\w.+:-]{1,40}:)?`[^`\s]+)[^`]*\s:[\w.+:-]{1,40}:`/;
