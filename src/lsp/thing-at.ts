import { isMarkdown } from "../base/formats.js";
import { labelPattern } from "../base/labels.js";
import type { Source, Span } from "../base/source.js";
import { isCode } from "../check/check.js";
import { normalizeName } from "../rst/names.js";
import { frontMatterPlaceAt } from "./front-matter-place.js";
import { shortcodeCallAt, type CallParameter, type ShortcodeCall } from "./shortcode-call.js";
import type { Name, Use } from "./text-index.js";
import { isProse, type Workspace } from "./workspace.js";

/** What stands at a place of a file, as far as there is something to say about it. */
export type Thing =
  | {
      readonly kind: "variable" | "label" | "shortcode" | "code" | "role" | "directive";
      readonly name: string;
      readonly span: Span;
    }
  | {
      readonly kind: "parameter";
      readonly call: ShortcodeCall;
      readonly parameter: CallParameter;
      readonly span: Span;
    }
  | { readonly kind: "front matter"; readonly key: string; readonly span: Span }
  | { readonly kind: "reference"; readonly ref: string; readonly span: Span }
  | { readonly kind: "use"; readonly use: Use; readonly span: Span }
  | { readonly kind: "name"; readonly name: Name; readonly span: Span };

/** What stands at an offset; `null` where nothing is known. */
export function thingAt(workspace: Workspace, path: string, offset: number): Thing | null {
  const source = workspace.source(path);
  if (!source) return null;
  const line = lineAround(source, offset);
  const at = (pattern: RegExp) => matchAt(line, pattern, offset);
  const code = at(/\bspecpress:[ \t]*accept[ \t]+(?<name>[a-z][a-z0-9-]*)/dg);
  if (code && isCode(code.name)) return { kind: "code", ...code };
  if (isProse(path)) {
    const variable = at(/\{\{[ \t]*(?<name>[\w-]+)[ \t]*\}\}/dg);
    if (variable) return { kind: "variable", ...variable };
    const inFront = frontMatterKey(workspace, line, offset);
    if (inFront) return inFront;
    const call = isMarkdown(path) ? shortcodeCallAt(source, offset) : null;
    if (call) return inCall(source, call, offset);
  }
  const label = at(new RegExp(labelPattern.source, "gd"));
  if (label && workspace.facts?.labels.some(([name]) => name === label.name))
    return { kind: "label", ...label };
  return workspace.isData(path)
    ? inData(source, line, offset)
    : inProse(workspace, path, line, offset);
}

function inCall(source: Source, call: ShortcodeCall, offset: number): Thing | null {
  const { name, nameStart, nameEnd } = call;
  if (offset <= nameEnd)
    return { kind: "shortcode", name, span: { source, start: nameStart, end: nameEnd } };
  const parameter = call.parameters.find(
    ({ start, valueEnd }) => start <= offset && offset <= valueEnd,
  );
  if (!parameter) return null;
  const isName = offset <= parameter.nameEnd;
  const start = isName ? parameter.start : parameter.valueStart;
  const end = isName ? parameter.nameEnd : parameter.valueEnd;
  return { kind: "parameter", call, parameter, span: { source, start, end } };
}

function frontMatterKey(workspace: Workspace, line: Line, offset: number): Thing | null {
  const key = matchAt(line, /^(?<name>[\w-]+)(?=[ \t]*[:=])/dg, offset);
  if (!key || !frontMatterPlaceAt(workspace, line.source, offset)) return null;
  return { kind: "front matter", key: key.name, span: key.span };
}

function inProse(workspace: Workspace, path: string, line: Line, offset: number): Thing | null {
  const index = workspace.index(path);
  if (!index) return null;
  const holds = ({ span }: { readonly span: Span }) =>
    span.source.path === path && span.start <= offset && offset <= span.end;
  const smallest = <T extends { readonly span: Span }>(all: readonly T[]): T | undefined =>
    all.filter(holds).sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start))[0];
  const use = smallest([...index.uses, ...index.includes]);
  const name = smallest(index.names);
  if (use && (!name || lengthOf(use.span) <= lengthOf(name.span)))
    return { kind: "use", use, span: use.span };
  const directive = matchAt(
    line,
    /^[ \t]*\.\.[ \t]+(?:\|[^|]+\|[ \t]+)?(?<name>[\w-]+(?:[:+.][\w-]+)*)::/dg,
    offset,
  );
  if (directive) return { kind: "directive", ...directive };
  const role = matchAt(line, /:(?<name>[a-z][\w-]*):`/dgi, offset);
  if (role) return { kind: "role", ...role };
  return name ? { kind: "name", name, span: name.span } : null;
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}

function inData(source: Source, line: Line, offset: number): Thing | null {
  const reference = matchAt(line, referenceRe, offset) ?? matchAt(line, pointerRe, offset);
  if (reference) return { kind: "reference", ref: reference.name, span: reference.span };
  const code = matchAt(
    line,
    /(?:^[ \t]*(?:- +)?|[{,][ \t]*)(?:code:[ \t]*)?["']?(?<name>[a-z]+(?:-[a-z0-9]+)+)["']?[ \t]*(?=[:,}#]|$)/dg,
    offset,
  );
  if (code && isCode(code.name) && /(?:^|\/)specpress\.yaml$/.test(source.path))
    return { kind: "code", ...code };
  const target = matchAt(line, inTextRe, offset);
  if (target) return thingOfUse("target", normalizeName(target.name), target.span);
  const id = matchAt(line, /(?:<|\]\()#(?<name>[^\s<>()]+)[>)]/dg, offset);
  if (id) return thingOfUse("id", id.name, id.span);
  const address = matchAt(line, addressRe, offset);
  return address ? thingOfUse("address", address.name, address.span) : null;
}

/** What may be a link to a place of another page. */
export const addressRe = /(?<=^|[\s<("'])(?<name>[^\s<>()"'#]+#[^\s<>()"'#,}\]]+)/dgm;

/** What a `mapping` of OpenAPI names: `"file#/pointer"` in quotes. */
const pointerRe = /(?<=:[ \t]*)["'](?<name>[^\s"'#:]*#\/[^\s"']*)["']/dg;

/** `$ref: "file#/pointer"`, in YAML and JSON. */
export const referenceRe =
  /["']?\$(?:ref|dynamicRef|recursiveRef)["']?[ \t]*:[ \t]*(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<plain>[^\s"',}\]]+))/dg;

/** References of reStructuredText in a description. */
const inTextRe =
  /<(?<inside>[^<>`]+?)_>`__?|`(?<quoted>[^`<>]+)`__?(?!\w)|(?<![\w`])(?<plain>[A-Za-z0-9](?:[\w.+:-]*[A-Za-z0-9])?)__?(?![\w`])/dg;

function thingOfUse(kind: Use["kind"], name: string, span: Span): Thing {
  return { kind: "use", use: { kind, name, span, isPlain: true }, span };
}

interface Line {
  readonly source: Source;
  readonly start: number;
  readonly text: string;
}

/** So much of a line is looked at, before and after a place: a file of data may be one line. */
const longest = 2000;

/** The line of an offset; of a very long one what stands around it. */
export function lineAround(source: Source, offset: number): Line {
  const from = Math.max(0, offset - longest);
  const text = source.text.slice(from, offset + longest);
  const start = offset === from ? 0 : text.lastIndexOf("\n", offset - from - 1) + 1;
  const end = text.indexOf("\n", offset - from);
  return { source, start: from + start, text: text.slice(start, end === -1 ? undefined : end) };
}

/** The group of a match on a line that holds an offset. */
export function matchAt(
  line: Line,
  pattern: RegExp,
  offset: number,
): { readonly name: string; readonly span: Span } | null {
  for (const match of line.text.matchAll(pattern))
    for (const [group, place] of Object.entries(match.indices!.groups!)) {
      if (!place) continue;
      const [from, to] = [line.start + place[0], line.start + place[1]];
      if (offset >= from && offset <= to)
        return {
          name: match.groups![group]!,
          span: { source: line.source, start: from, end: to },
        };
    }
  return null;
}
