import type {
  Env,
  MarkdownIt,
  StateBlock,
  StateInline,
  Token as PlainToken,
} from "markdown-it" with { "resolution-mode": "require" };

export type { Env, MarkdownIt, StateBlock, StateInline };

/** A token of a text of a block has its place: offsets in the content of that block. */
export type Token = PlainToken & { start?: number; end?: number };
