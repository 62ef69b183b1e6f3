import type { StateInline, Token } from "./tokens.js";

/**
 * `~struck~` and `~~struck~~`: one or two tildes, the same number on both sides.
 *
 * @see https://github.github.com/gfm/#strikethrough-extension-
 */
export function strikethrough(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state;
  if (silent || src.charCodeAt(pos) !== tilde) return false;
  const { can_open: open, can_close: close, length } = state.scanDelims(pos, true);
  const run = src.slice(pos, pos + length);
  state.pos += length;
  if (length > 2) {
    state.pending += run;
    return true;
  }
  const token = state.push("text", "", 0);
  token.content = run;
  const marker = markers[length - 1]!;
  state.delimiters.push({
    marker,
    length: 0,
    token: state.tokens.length - 1,
    end: -1,
    open,
    close,
  });
  return true;
}

const tilde = 0x7e;
/** Of one and of two tildes: they do not go together. */
const markers = [0x1007e, 0x2007e];

/** Make elements of the delimiters that go together. */
export function strikethroughPairs(state: StateInline): void {
  const all = [state.delimiters, ...state.tokens_meta.map((meta) => meta?.delimiters)];
  for (const delimiters of new Set(all))
    for (const { marker, token, end } of delimiters ?? []) {
      const closer = delimiters![end];
      if (!markers.includes(marker) || !closer) continue;
      become(state.tokens[token]!, "s_open", 1);
      become(state.tokens[closer.token]!, "s_close", -1);
    }
}

function become(token: Token, type: string, nesting: 1 | -1): void {
  token.type = type;
  token.nesting = nesting;
  token.content = "";
}
