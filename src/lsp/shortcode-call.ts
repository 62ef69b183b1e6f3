import type { Source } from "../base/source.js";

/** A call of a shortcode around a place, be it not closed yet: `{{% name key="value" %}}`. */
export interface ShortcodeCall {
  readonly name: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  /** Whether it ends what another call holds: `{{% /name %}}`. */
  readonly isEnd: boolean;
  readonly parameters: readonly CallParameter[];
}

/** A parameter of a call. */
export interface CallParameter {
  /** Its number, counted from 0, where it has no name. */
  readonly name: string;
  readonly value: string;
  /** Of the name; the same as that of the value where there is none. */
  readonly start: number;
  readonly nameEnd: number;
  /** Of what stands in the quotes, where there are some. */
  readonly valueStart: number;
  readonly valueEnd: number;
  readonly quote: '"' | "`" | "";
  /** Whether the quotes end. */
  readonly isClosed: boolean;
}

const open = /\{\{[%<][ \t]*(?<close>\/?)[ \t]*/g;

/** The call that holds an offset of a text in Markdown; `null` where there is none. */
export function shortcodeCallAt({ text }: Source, offset: number): ShortcodeCall | null {
  const from = Math.max(0, offset - 2000);
  const before = text.slice(from, offset + 3);
  let start = -1;
  let isEnd = false;
  for (const match of before.matchAll(open))
    if (from + match.index + 3 <= offset) {
      start = from + match.index + match[0].length;
      isEnd = match.groups!["close"] !== "";
    }
  if (start === -1 || start > offset) return null;
  if (/[%>]\}\}/.test(text.slice(start, offset))) return null;
  const name = /^[\p{L}\p{N}_./-]*/u.exec(text.slice(start, start + 200))![0];
  const nameEnd = start + name.length;
  return { name, nameStart: start, nameEnd, isEnd, parameters: parametersOf(text, nameEnd) };
}

const parameterRe =
  /(?:(?<name>[\p{L}_][\p{L}\p{N}_-]*)=)?(?:(?<quote>["`])(?<quoted>(?:\\.|(?!\k<quote>)[^\\\n])*)(?<end>\k<quote>?)|(?<bare>[^\s"`=]+))?/gu;

/** The parameters behind the name of a call, up to its end, an empty line or another call. */
function parametersOf(text: string, from: number): readonly CallParameter[] {
  const rest = text.slice(from, from + 2000);
  const end = /[ \t]*\/?[%>]\}\}|\{\{|\n[ \t]*\n/.exec(rest)?.index ?? rest.length;
  let unnamed = 0;
  return [...rest.slice(0, end).matchAll(parameterRe)].flatMap((match) => {
    if (match[0] === "") return [];
    const { name, quote, quoted, bare } = match.groups!;
    const value = quoted ?? bare ?? "";
    const lead = match[0].length - value.length - (match.groups!["end"] ?? "").length;
    const start = from + match.index;
    const valueStart = start + lead;
    return {
      name: name ?? String(unnamed++),
      value,
      start,
      nameEnd: start + (name?.length ?? 0),
      valueStart,
      valueEnd: valueStart + value.length,
      quote: (quote ?? "") as CallParameter["quote"],
      isClosed: (match.groups!["end"] ?? "") !== "",
    };
  });
}

/** The parameter whose value holds an offset; `null` where that is in none. */
export function parameterAt(call: ShortcodeCall, offset: number): CallParameter | null {
  return (
    call.parameters.find(
      ({ valueStart, valueEnd }) => valueStart <= offset && offset <= valueEnd,
    ) ?? null
  );
}

/** `{name}` in a setting, what a call gives: `{name|other}` the first that it does. */
export const settingParameterRe = /\{(?<names>[\p{L}\p{N}_-]+(?:\|[\p{L}\p{N}_-]+)*)\}/gu;

/** The names in braces of settings: `{file}`, `{0|file}`. */
export function parametersIn(settings: readonly string[]): readonly string[] {
  const names = settings.flatMap((text) =>
    [...text.matchAll(settingParameterRe)].flatMap(({ groups }) => groups!["names"]!.split("|")),
  );
  return [...new Set(names)];
}
