import type { Span } from "../base/source.js";
import type { Context } from "./context.js";
import type { Block, Inline } from "./nodes.js";

/**
 * Shortcodes: commands in texts of Markdown, `{{% name key="value" %}}`. What they are called, what they may hold and what
 * they stand for, whoever calls the parser says; how they are written, `markdown/shortcodes.ts`.
 */

export interface ShortcodeParameter {
  /** What it is called, or its number, from 0, where it has no name. */
  readonly name: string;
  readonly value: string;
  /** Of all of it. */
  readonly span: Span;
}

/** A shortcode as it is written. */
export interface ShortcodeCall {
  readonly name: string;
  /** Of its tag; of the first one where there are two. */
  readonly span: Span;
  readonly parameters: readonly ShortcodeParameter[];
}

export interface ShortcodeForm {
  /** Whether it has content, up to an end tag of its own. */
  readonly holds: boolean;
  /** What it stands for: blocks, even within a paragraph, which it parts; words of a text; or either, as it is written. */
  readonly place: "block" | "text" | "either";
}

export interface Shortcodes {
  /** What is known of a name; `undefined` where no shortcode is called so. */
  readonly formOf: (name: string) => ShortcodeForm | undefined;
  /** Names that are nearly that of one that is not known, which is reported. */
  readonly near: (name: string) => readonly string[];
  /** Called for shortcodes that stand for blocks of a text before any of these is read. */
  readonly prepare: (call: ShortcodeCall, cx: Context) => void;
  /** The blocks that a shortcode stands for. Sections may be among them where titles may stand; the level of each is set in the context before it is given. */
  readonly blocks: (call: ShortcodeCall, content: Block[], cx: Context) => Iterable<Block>;
  /** The nodes of a text that a shortcode stands for. */
  readonly inlines: (call: ShortcodeCall, content: Inline[], cx: Context) => Inline[];
}
