import type { Source } from "../base/source.js";

/** A call of a shortcode around a place, be it not closed yet: `{{% name key="value" %}}`. */
export interface ShortcodeCall {
  readonly name: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  /** What stands between the name and the place. */
  readonly before: string;
}

const open = /\{\{[%<][ \t]*(?<close>\/?)[ \t]*/g;

/** The call that holds an offset of a text in Markdown; `null` where there is none. */
export function shortcodeCallAt({ text }: Source, offset: number): ShortcodeCall | null {
  const from = Math.max(0, offset - 2000);
  const before = text.slice(from, offset + 3);
  let start = -1;
  for (const match of before.matchAll(open))
    if (from + match.index + 3 <= offset) start = from + match.index + match[0].length;
  if (start === -1 || start > offset) return null;
  if (/[%>]\}\}/.test(text.slice(start, offset))) return null;
  const name = /^[\p{L}\p{N}_./-]*/u.exec(text.slice(start, start + 200))![0];
  const nameEnd = start + name.length;
  return {
    name,
    nameStart: start,
    nameEnd,
    before: text.slice(nameEnd, Math.max(nameEnd, offset)),
  };
}
