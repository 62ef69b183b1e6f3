import type { Context } from "../rst/context.js";
import type { Block } from "../rst/nodes.js";
import type { ShortcodeCall, Shortcodes } from "../rst/context.js";
import type { Tell } from "./html-flow.js";
import type { ShortcodeMark } from "./shortcodes.js";

/** Shortcodes within one another: deeper ones are left out, so that whoever walks the tree stays within the call stack. */
const deepest = 30;

interface Open {
  readonly call: ShortcodeCall;
  readonly blocks: Block[];
}

/** The shortcodes that are open among some blocks that follow one another, and what they hold so far. */
export class OpenShortcodes {
  private readonly open: Open[] = [];
  /** How many are open by name that are too deep. */
  private readonly tooDeep = new Map<string, number>();
  private isTold = false;
  private readonly known: Shortcodes | undefined;
  private readonly tell: Tell;

  constructor({ settings }: Context, tell: Tell) {
    this.known = settings.shortcodes;
    this.tell = tell;
  }

  /** Whether what comes next stands in one. */
  get isWithin(): boolean {
    return this.open.length > 0;
  }

  /** The last block that the innermost one holds. */
  get last(): Block | undefined {
    return this.open.at(-1)?.blocks.at(-1);
  }

  /** What a block, or a shortcode, adds to the blocks outside of all shortcodes. `cx`: of these. */
  *take(part: Block | ShortcodeMark, cx: Context): Iterable<Block> {
    const known = this.known;
    if (part.type !== "shortcode" || !known) yield* this.put(part as Block);
    else if (part.kind === "close") yield* this.close(part, known, cx);
    else if (part.kind === "open" && known.formOf(part.call.name)?.holds) this.begin(part);
    else yield* this.made(part.call, [], known, cx);
  }

  /** What is left of those that do not end, which is reported. */
  *end(): Iterable<Block> {
    while (this.open.length > 0) yield* this.drop();
  }

  private *put(block: Block): Iterable<Block> {
    const into = this.open.at(-1);
    if (into) into.blocks.push(block);
    else yield block;
  }

  private *made(
    call: ShortcodeCall,
    content: Block[],
    known: Shortcodes,
    cx: Context,
  ): Iterable<Block> {
    const context = this.isWithin && cx.titles ? withoutTitles(cx) : cx;
    for (const block of known.blocks(call, content, context)) yield* this.put(block);
  }

  private begin({ call }: ShortcodeMark): void {
    if (this.open.length < deepest) {
      this.open.push({ call, blocks: [] });
      return;
    }
    this.tooDeep.set(call.name, (this.tooDeep.get(call.name) ?? 0) + 1);
    if (!this.isTold) this.tell("nested-too-deep", call.span, [String(deepest)]);
    this.isTold = true;
  }

  private *close({ call: { name, span } }: ShortcodeMark, known: Shortcodes, cx: Context) {
    const ignored = this.tooDeep.get(name) ?? 0;
    if (ignored > 0) {
      this.tooDeep.set(name, ignored - 1);
      return;
    }
    const at = this.open.findLastIndex((each) => each.call.name === name);
    if (at === -1) {
      const isOther = known.formOf(name)?.holds === false;
      this.tell(isOther ? "shortcode-without-content" : "shortcode-not-open", span, [name]);
      return;
    }
    while (this.open.length > at + 1) yield* this.drop();
    const { call, blocks } = this.open.pop()!;
    yield* this.made(call, blocks, known, cx);
  }

  /** One that does not end: what it holds so far stands where it does. */
  private *drop(): Iterable<Block> {
    const { call, blocks } = this.open.pop()!;
    this.tell("shortcode-not-closed", call.span, [call.name]);
    for (const block of blocks) yield* this.put(block);
  }
}

const nested = new WeakMap<Context, Context>();

/** The same where no titles may stand. */
export function withoutTitles(cx: Context): Context {
  let inner = nested.get(cx);
  if (!inner) {
    inner = Object.create(cx, { titles: { value: false } }) as Context;
    nested.set(cx, inner);
  }
  return inner;
}
