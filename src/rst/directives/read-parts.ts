import { nearest } from "../../base/text.js";
import type { Code } from "../../base/diagnostics.js";
import type { Span } from "../../base/source.js";
import { withoutStandIns } from "../../base/verbatim.js";
import { trim, wordsOf } from "../../base/unicode.js";
import type { Context } from "../context.js";
import {
  cut,
  dedent,
  indentOf,
  isBlank,
  spanOfLine,
  spanOfLines,
  textOfLines,
  trimBlank,
} from "../lines.js";
import type { Line } from "../lines.js";
import type { SystemMessage } from "../nodes.js";
import { literalBlockOf } from "../blocks/common.js";
import { markEscapes, shown } from "../inlines/inline-text.js";
import { readMarker, type Marker } from "../blocks/field-list.js";
import { Invalid } from "./spec.js";
import type {
  Argument,
  ArgumentRule,
  DirectiveCall,
  DirectiveParts,
  DirectiveSpec,
  OptionSpec,
  OptionsOf,
} from "./spec.js";

/**
 * Read what stands behind `::` by the rules of docutils' `parse_directive_block`:
 *
 *     .. figure:: larch.png       <- argument, up to the options or a blank line
 *        :scale: 50               <- options, up to a blank line
 *
 *        The larch.               <- content
 *
 * A directive that takes no argument has its content begin where the argument would. Gives the message about the first
 * thing that does not fit.
 */
export function readParts<A extends ArgumentRule, O extends OptionSpec>(
  spec: DirectiveSpec<A, O>,
  call: DirectiveCall,
  cx: Context,
): DirectiveParts<A, O> | SystemMessage {
  const fault: DirectiveParts["fault"] = (code, parts = [call.name], span = call.nameSpan) =>
    faultOf(call, cx, code, parts, span);
  if (spec.substitution === "only" && call.substitution === undefined)
    return fault("directive-outside-substitution");

  const blocks = cutBlocks(spec, call);
  const fields = readFields(blocks.options);
  if ("code" in fields) return fault(fields.code, [call.name, ...fields.parts], fields.span);
  const options = readOptions(spec, fields, call.name);
  if ("code" in options) return fault(options.code, options.parts, options.span);

  const argument = argumentOf(blocks.argument);
  const misfit = checkArgument(spec.argument, argument);
  if (misfit) return fault(misfit.code, [call.name, ...misfit.parts], argument?.span);
  const body = trimBlank(blocks.body);
  if (body.length > 0 && spec.body === "none")
    return fault("directive-content-forbidden", [call.name], spanOfLine(body[0]!));
  if (body.length === 0 && spec.body === "required") return fault("directive-content-missing");

  return {
    name: call.name,
    // Checked against `spec.argument` above, so it is there where the type says so.
    argument: (argument && {
      ...argument,
      text: withoutStandIns(argument.text),
    }) as DirectiveParts<A, O>["argument"],
    options: options.values as OptionsOf<O>,
    body,
    span: spanOfLines(call.lines),
    source: call.first.source,
    substitution: call.substitution,
    definition: call.definition,
    insert: call.insert,
    optionSpan: (name) => fields.find((field) => field.name === name)?.span ?? call.nameSpan,
    optionLines: (name) => fields.find((field) => field.name === name)?.lines ?? [],
    fault,
  };
}

/** The message about a directive: it is told at the smallest place, and stands in the tree for the whole construct, which it quotes. */
export function faultOf(
  call: DirectiveCall,
  cx: Context,
  code: Code,
  parts: readonly string[],
  span: Span,
): SystemMessage {
  const whole = spanOfLines(call.lines);
  return { ...cx.message(code, span, parts, [literalBlockOf(call.quoted)]), span: whole };
}

interface Blocks {
  readonly argument: readonly Line[];
  readonly options: readonly Line[];
  readonly body: readonly Line[];
}

/** Cut the lines of a directive where its argument, options and content begin. */
function cutBlocks(
  spec: { readonly argument: ArgumentRule; readonly options?: OptionSpec },
  call: DirectiveCall,
): Blocks {
  const lines = isBlank(call.first) ? call.rest : [call.first, ...call.rest];
  const takesArgument = spec.argument !== "none";
  if (!takesArgument && Object.keys(spec.options ?? {}).length === 0)
    return { argument: [], options: [], body: lines };
  const blank = lines.findIndex((line) => isBlank(line));
  const head = blank === -1 ? lines : lines.slice(0, blank);
  const tail = lines.slice(head.length);
  const firstOption = spec.options ? head.findIndex((line) => readMarker(line.text) !== null) : -1;
  const before = firstOption === -1 ? head : head.slice(0, firstOption);
  const options = firstOption === -1 ? [] : head.slice(firstOption);
  return takesArgument
    ? { argument: before, options, body: tail }
    : { argument: [], options, body: [...before, ...tail] };
}

interface OptionField {
  readonly name: string;
  readonly value: string | null;
  readonly lines: readonly Line[];
  /** The value, or the name where there is none. */
  readonly span: Span;
  readonly nameSpan: Span;
}

interface Misfit {
  readonly code: Code;
  readonly parts: readonly string[];
  readonly span: Span;
}

/** Read `:name: value` fields; values go on in indented lines. */
function readFields(lines: readonly Line[]): OptionField[] | Misfit {
  const fields: OptionField[] = [];
  for (let at = 0; at < lines.length;) {
    const line = lines[at]!;
    const marker = readMarker(line.text);
    if (!marker) return { code: "directive-options-malformed", parts: [], span: spanOfLine(line) };
    let next = at + 1;
    while (next < lines.length && lines[next]!.text.startsWith(" ")) next++;
    const field = fieldOf(line, marker, lines.slice(at + 1, next));
    if (wordsOf(field.name).length !== 1)
      return { code: "option-name-has-blank", parts: [field.name], span: field.nameSpan };
    fields.push(field);
    at = next;
  }
  return fields;
}

function fieldOf(line: Line, marker: Marker, more: readonly Line[]): OptionField {
  const written = line.text.slice(1, marker.close);
  const nameSpan = {
    source: line.source,
    start: line.offset + 1,
    end: line.offset + 1 + written.length,
  };
  const value = trimBlank([cut(line, marker.width), ...dedent(more)]);
  return {
    name: shown(markEscapes(written)).toLowerCase(),
    value: value.length === 0 ? null : textOfLines(value),
    lines: value,
    span: value.length === 0 ? nameSpan : spanOfLines(value),
    nameSpan,
  };
}

/** Give each field to the reader of its option. */
function readOptions(
  spec: {
    readonly options?: OptionSpec;
    readonly sphinxOptions?: Readonly<Record<string, string>>;
  },
  fields: readonly OptionField[],
  directive: string,
): { readonly values: Readonly<Record<string, unknown>> } | Misfit {
  const readers = spec.options ?? {};
  const elsewhere = spec.sphinxOptions ?? {};
  const values: Record<string, unknown> = {};
  for (const { name, value, span, nameSpan } of fields) {
    const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
    if (!reader && Object.hasOwn(elsewhere, name))
      return { code: "sphinx-option", parts: [directive, name, elsewhere[name]!], span: nameSpan };
    if (!reader) {
      const near = nearest(name, Object.keys(readers));
      return { code: "unknown-option", parts: [directive, name, ...near], span: nameSpan };
    }
    if (Object.hasOwn(values, name))
      return { code: "duplicate-option", parts: [directive, name], span: nameSpan };
    const read = reader(value === null ? null : withoutStandIns(value));
    if (read instanceof Invalid)
      return { code: read.code, parts: [directive, name, value ?? "", ...read.parts], span };
    values[name] = read;
  }
  return { values };
}

function argumentOf(lines: readonly Line[]): Argument | undefined {
  if (lines.length === 0) return undefined;
  const [first, ...rest] = lines;
  const shown = [cut(first!, indentOf(first!)), ...rest];
  return { text: trim(textOfLines(lines)), lines: shown, span: spanOfLines(shown) };
}

function checkArgument(
  rule: ArgumentRule,
  argument: Argument | undefined,
): { readonly code: Code; readonly parts: readonly string[] } | null {
  if (!argument)
    return rule.startsWith("required") ? { code: "directive-argument-missing", parts: [] } : null;
  const words = rule.endsWith("-word") ? wordsOf(argument.text).length : 1;
  return words > 1 ? { code: "directive-arguments-too-many", parts: [String(words)] } : null;
}
