import { foreignFormat } from "../../base/formats.js";
import type { Source } from "../../base/source.js";
import type { Context } from "../context.js";
import { linesOf, withoutTabs } from "../lines.js";
import type { Line } from "../lines.js";
import type { Block, LiteralBlock, Section } from "../nodes.js";
import { common, dress, textNode } from "./common.js";
import { directive } from "./directive.js";
import { firstNumber } from "./literal.js";
import { encoding, flag, integer, joinPath, someText, text } from "./options.js";
import { isTooMuch, readFile } from "./read-file.js";
import { isStandardName, standardFile } from "./standard-file.js";
import type { OptionsOf } from "./spec.js";

const includeOptions = {
  ...common,
  literal: flag,
  code: text,
  encoding,
  "tab-width": integer,
  "start-line": integer,
  "end-line": integer,
  "start-after": someText,
  "end-before": someText,
  "number-lines": firstNumber,
};

type IncludeOptions = OptionsOf<typeof includeOptions>;

/** How deep files may stand in one another. */
const deepest = 30;

/** The text of a file in place of the directive: read as part of this text, or as literal text. */
export const include = directive({
  names: ["include"],
  argument: "required",
  options: includeOptions,
  sphinxOptions: { parser: "Only reStructuredText can be included." },
  body: "none",
  run: ({ argument, options, source, name, insert, fault, optionSpan }, cx) => {
    if (!cx.settings.fileInsertionEnabled) return [fault("directive-disabled", [name])];
    const path = joinPath(argument.text);
    const read = isStandardName(path)
      ? standardFile(path, argument.span)
      : readFile(path, source, cx, options.encoding);
    if ("unknown" in read)
      return [fault("unknown-standard-file", [name, path, ...read.unknown], argument.span)];
    if ("refused" in read)
      return [
        fault("file-unreadable", [name, path, read.refused, ...(read.near ?? [])], argument.span),
      ];
    const asText = options.literal === undefined && options.code === undefined;
    const format = asText ? foreignFormat(path) : null;
    const readMarkdown = format === "Markdown" ? cx.settings.markdown : undefined;
    if (format !== null && readMarkdown === undefined)
      return [fault("file-not-rst", [path, format], argument.span)];
    // A source of its own for each inclusion: its lines tell where they were included.
    const file = withoutTabs({ ...read }, Math.max(1, options["tab-width"] ?? 8));
    const part = partOf(file, options);
    if ("missing" in part)
      return [fault("include-text-missing", [name, part.missing, path], optionSpan(part.missing))];
    const selection = `${part.from}-${part.to}`;
    const chain = asText ? cycleOf(file.path, selection, source, cx) : null;
    if (chain) return [fault("circular-include", [name, ...chain], argument.span)];
    // Counted before the lines are cut, so that what is left out costs nothing.
    if (isTooMuch(file, part.to - part.from, cx) || chainOf(source, cx).length > deepest)
      return [fault("too-much-included", [name, path], argument.span)];

    if (readMarkdown) {
      const given = { ...read, text: read.text.slice(0, part.to), from: part.from };
      return nested(readMarkdown(partOfSource(given), cx), cx);
    }
    const lines = linesOf(file, part);
    const long = lines.findIndex((line) => line.text.length > cx.settings.lineLengthLimit);
    if (long !== -1)
      return [fault("include-line-too-long", [file.path, String(long + 1)], argument.span)];
    if (!asText) return literal(file, part, options, cx);
    cx.state.includedFrom.set(file, { source, part: selection });
    if (!insert) return cx.blocks(lines);
    const blank: Line = { text: "", source: file, offset: part.to };
    insert([blank, ...lines, blank]);
    return [];
  },
});

/** A part of a source as one of its own, whose places lead back to the whole. */
function partOfSource({ from, ...source }: Source & { readonly from: number }): Source {
  if (from === 0) return source;
  return {
    path: source.path,
    text: source.text.slice(from),
    origin: (offset) => ({ source, start: from + offset, end: from + offset + 1 }),
  };
}

/** Blocks with the sections among them in one another, as their levels are: what stands after the directive goes on in the last of the outermost ones. */
function nested(blocks: Iterable<Block>, cx: Context): Block[] {
  const all: Block[] = [];
  const open: { readonly section: Section; readonly level: number }[] = [];
  for (const block of blocks) {
    const level = cx.titleLevels.current;
    const begins = cx.titles && block.type === "section" && !block.made;
    if (begins) while (open.length > 0 && open.at(-1)!.level >= level) open.pop();
    (open.at(-1)?.section.children ?? all).push(block);
    if (begins) open.push({ section: block, level });
  }
  if (open.length > 0) cx.titleLevels.current = open[0]!.level;
  return all;
}

/** The part of a file that options select; the option whose text is not in it where there is one. */
function partOf(
  file: Source,
  options: IncludeOptions,
): { from: number; to: number } | { missing: "start-after" | "end-before" } {
  let { from, to } = linesBetween(file.text, options["start-line"], options["end-line"]);
  const after = options["start-after"];
  if (after !== undefined) {
    const at = file.text.slice(from, to).indexOf(after);
    if (at === -1) return { missing: "start-after" };
    from += at + after.length;
  }
  const before = options["end-before"];
  if (before !== undefined) {
    const at = file.text.slice(from, to).indexOf(before);
    if (at === -1) return { missing: "end-before" };
    to = from + at;
  }
  return { from, to };
}

/** Offsets of the lines from one number to another, counted from 0; negative ones from the end. */
function linesBetween(text: string, first = 0, last?: number): { from: number; to: number } {
  if (first === 0 && last === undefined) return { from: 0, to: text.length };
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  if (starts.at(-1) !== text.length) starts.push(text.length);
  const total = starts.length - 1;
  const offset = (line: number) =>
    starts[Math.min(total, Math.max(0, line < 0 ? total + line : line))] ?? text.length;
  const from = offset(first);
  return { from, to: Math.max(from, last === undefined ? text.length : offset(last)) };
}

/** A part of a file as it is: blank lines at its ends belong to it, only the last line end does not. */
function literal(
  file: Source,
  { from, to }: { readonly from: number; readonly to: number },
  options: IncludeOptions,
  cx: Context,
): Block[] {
  const span = { source: file, start: from, end: to };
  const value = file.text.slice(from, to).replace(/\n$/, "").replaceAll("\0", "\uFFFD");
  const node: LiteralBlock = {
    type: "literal_block",
    span,
    classes: options.literal ? [] : ["code", ...(options.code ? [options.code] : [])],
    children: value === "" ? [] : [textNode(value, span)],
    source: file.path,
  };
  if (options["number-lines"] !== undefined) node.number_lines = options["number-lines"];
  return [node, ...dress(node, options, cx)];
}

/** The sources that include one another, from the one at hand outwards. */
function chainOf(source: Source, cx: Context): { source: Source; part?: string }[] {
  const chain: { source: Source; part?: string }[] = [];
  let at: Source | undefined = source;
  while (at) {
    const by = cx.state.includedFrom.get(at);
    chain.push(by ? { source: at, part: by.part } : { source: at });
    at = by?.source;
  }
  return chain;
}

/** The paths from a file to itself, or `null` where it is not being included already. The outermost text counts as a whole. */
function cycleOf(path: string, part: string, from: Source, cx: Context): string[] | null {
  const chain = chainOf(from, cx);
  const again = chain.some(
    (link) => link.source.path === path && (link.part ?? `0-${link.source.text.length}`) === part,
  );
  return again ? [path, ...chain.map((link) => link.source.path)] : null;
}
