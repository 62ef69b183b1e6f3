import type { Span } from "../base/source.js";
import type { Context } from "../rst/context.js";
import type { Attributes, Block } from "../rst/nodes.js";
import type { WrittenAttributes } from "./attributes.js";
import type { Content } from "./content.js";
import type { Tell } from "./html-flow.js";
import type { InlineContext, InlineOrFormula } from "./inlines.js";
import type { MarkdownSettings } from "./settings.js";
import type { MarkdownText } from "./text.js";
import type { Token } from "./tokens.js";

/** What reads the blocks of a text, as the kinds of blocks need it. */
export interface Reader {
  readonly text: MarkdownText;
  readonly cx: Context;
  readonly tell: Tell;
  readonly settings: MarkdownSettings;
  readonly inline: InlineContext;
  /** The next token, which is taken. */
  readonly take: () => Token;
  readonly peek: () => Token | undefined;
  /** The place of a block's lines. */
  readonly spanOf: (token: Token) => Span;
  /** Inline nodes of a text. */
  readonly nodes: (content: Content) => InlineOrFormula[];
  /** The blocks of a text in a cell. */
  readonly cell: (content: Content) => Block[];
  /** The blocks up to the token that ends what they stand in. */
  readonly blocks: (end: string) => Block[];
  /** Give a block the id and the classes that its author wrote for it. */
  readonly dressBlock: (block: Block, attributes: WrittenAttributes, span: Span) => void;
  readonly giveId: (node: Attributes, id: string, span: Span) => void;
}

export type BlockOf<T extends Block["type"]> = Extract<Block, { type: T }>;
